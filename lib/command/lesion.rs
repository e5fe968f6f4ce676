//! `updown lesion`: what modules of a network of any program do.

use crate::associate::{at, expect_fitting, labels_of, network_of_weights, read_images};
use crate::bars::progress;
use crate::lesion_args::LesionArgs;
use crate::run::prepare;
use serde_json::json;
use std::time::Instant;
use updown::Result;
use updown::checkpoint::CheckpointError;
use updown::function::{
    Damage, Effect, Function, FunctionMeasure, LayerStudy, Lesions, Nulls, assess,
};
use updown::lesions::LayerLesions;
use updown::matrices::read_membership;
use updown::progress::{Progress, Silent};
use updown::seeds::Seeds;

/// Lesions the modules of a file, and says what it costs beside chance.
pub fn lesion(args: &LesionArgs) -> Result<bool> {
    let device = prepare(args.device)?;
    let network = network_of_weights(
        &args.weights,
        args.prefix.as_deref(),
        args.precision,
        args.activation,
        device,
    )?;
    let images = read_images(&args.images, device)?;
    expect_fitting(&args.images, &*network, &images)?;
    let labels =
        labels_of(&args.images, device)?.ok_or_else(|| CheckpointError::MissingTensor {
            path: args.images.clone(),
            name: "labels".to_owned(),
        })?;
    let partition = read_membership(&args.modules)?;
    let seeds = Seeds::from_root(args.seed);
    let begin = Instant::now();
    let of_images = |e: &dyn std::fmt::Display| at(&args.images, e);
    let made = LayerLesions::new(
        &*network,
        args.layer,
        &images,
        &labels,
        args.lesion,
        &mut seeds.stream("lesion/resample"),
    )
    .map_err(|e| of_images(&e))?;
    let activity = made.activity().map_err(|e| of_images(&e))?;
    let nulls = Nulls {
        draws: args.draws,
        matched: args.matched,
        pairs: args.pairs,
    };
    let said = match args.json {
        true => Box::new(Silent),
        false => progress(),
    };
    let shown = Shown {
        lesions: &made,
        progress: &*said,
    };
    // The units one by one, the modules, and two nulls of as many partitions as are asked for.
    shown
        .progress
        .begin("partitions", 2 + args.draws + args.matched, 0);
    let study = LayerStudy::new(&shown, &activity).map_err(|e| at(&args.weights, e))?;
    let mut rng = seeds.stream("lesion/chance");
    let found = assess(&partition, &study, &nulls, &mut rng).map_err(|e| at(&args.modules, e))?;
    shown.progress.end();
    let seconds = begin.elapsed().as_secs_f64();
    let (loss, accuracy) = made.baseline();
    if args.json {
        let report = json!({
            "weights": args.weights,
            "images": args.images,
            "modules": args.modules,
            "n_images": images.size()[0],
            "layer": args.layer,
            "lesion": args.lesion,
            "nulls": nulls,
            "seed": args.seed,
            "classes": made.classes(),
            "loss": loss,
            "accuracy": accuracy,
            "alone": study.alone(),
            "function": found,
            "seconds": seconds,
        });
        println!("{report}");
    } else {
        println!("loss                  {loss:.6} nats/image");
        println!("accuracy              {:.2} %", 100.0 * accuracy);
        print_function(&found);
        println!("\ntime                  {seconds:.3} s");
    }
    Ok(true)
}

/// Lesions that report progress: a call for each partition.
struct Shown<'a> {
    lesions: &'a LayerLesions<'a>,
    progress: &'a dyn Progress,
}

impl Lesions for Shown<'_> {
    fn units(&self) -> usize {
        self.lesions.units()
    }

    fn damage(&self, groups: &[Vec<usize>]) -> Vec<Damage> {
        let damage = self.lesions.damage(groups);
        self.progress.advance("");
        damage
    }
}

fn print_function(found: &Function) {
    println!(
        "\nof all modules               value    by chance        z       p  matched z       p"
    );
    for measure in FunctionMeasure::ALL {
        if let Some(effect) = found.values.get(measure.name()) {
            println!("{:<22}{}", measure.name(), row(effect));
        }
    }
    for (module, function) in found.modules.iter().enumerate() {
        println!("\nmodule {module}, {} units", function.units);
        for measure in FunctionMeasure::ALL {
            if let Some(effect) = function.values.get(measure.name()) {
                println!("  {:<20}{}", measure.name(), row(effect));
            }
        }
        let losses = function.by_class.iter().map(|loss| format!("{loss:.3}"));
        let losses = losses.collect::<Vec<_>>().join(" ");
        println!("  nats by class       {losses}");
    }
}

fn row(effect: &Effect) -> String {
    let z = |z: Option<f64>| z.map_or("-".to_owned(), |z| format!("{z:.2}"));
    let p = |p: Option<f64>| p.map_or("-".to_owned(), |p| format!("{p:.3}"));
    let (chance, matched) = (effect.chance, effect.matched);
    format!(
        "{:>12.6} {:>12} {:>8} {:>7} {:>10} {:>7}",
        effect.value,
        chance.map_or("-".to_owned(), |c| format!("{:.6}", c.mean)),
        z(chance.and_then(|c| c.z(effect.value))),
        p(chance.map(|c| c.p)),
        z(matched.and_then(|c| c.z(effect.value))),
        p(matched.map(|c| c.p)),
    )
}
