//! `updown lesion`: what the modules of any program's network do.

use crate::associate::{expect_fitting, labels_of, network_of_weights, read_images};
use crate::bars::progress;
use crate::error::{Error, Result};
use crate::lesion_args::LesionArgs;
use crate::run::prepare;
use serde_json::json;
use std::time::Instant;
use updown::checkpoint::CheckpointError;
use updown::function::{
    Damage, Effect, Function, FunctionMeasure, LayerStudy, Lesions, Nulls, assess,
};
use updown::lesions::LayerLesions;
use updown::matrices::read_membership;
use updown::progress::{Progress, Silent};
use updown::seeds::Seeds;

/// Lesions the modules in a file, and compares the damage with chance.
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
    let begin = Instant::now();
    let lesions = LayerLesions::new(
        &*network,
        args.layer,
        &images,
        &labels,
        args.lesion,
        &mut Seeds::from_root(args.seed).stream("lesion/resample"),
    )
    .map_err(|e| Error::at(&args.images, e))?;
    let found = find(args, &lesions)?;
    let seconds = begin.elapsed().as_secs_f64();
    match args.json {
        true => print_json(args, images.size()[0], &lesions, &found, seconds),
        false => print_text(&lesions, &found, seconds),
    }
    Ok(true)
}

/// The results for the units of a layer, each alone, and for its modules.
struct Found {
    alone: Vec<f64>,
    function: Function,
}

fn find(args: &LesionArgs, lesions: &LayerLesions<'_>) -> Result<Found> {
    let partition = read_membership(&args.modules)?;
    let activity = lesions.activity().map_err(|e| Error::at(&args.images, e))?;
    let said: Box<dyn Progress> = match args.json {
        true => Box::new(Silent),
        false => progress(),
    };
    let shown = Shown {
        lesions,
        progress: &*said,
    };
    // The units one by one, the modules, and two nulls with the requested number of partitions.
    let partitions = 2 + args.draws + args.matched;
    shown.progress.begin("partitions", partitions, 0);
    let study = LayerStudy::new(&shown, &activity).map_err(|e| Error::at(&args.weights, e))?;
    let mut rng = Seeds::from_root(args.seed).stream("lesion/chance");
    let function = assess(&partition, &study, &nulls(args), &mut rng)
        .map_err(|e| Error::at(&args.modules, e))?;
    shown.progress.end();
    let alone = study.alone().to_vec();
    Ok(Found { alone, function })
}

fn nulls(args: &LesionArgs) -> Nulls {
    Nulls {
        draws: args.draws,
        matched: args.matched,
        pairs: args.pairs,
    }
}

fn print_json(
    args: &LesionArgs,
    n_images: i64,
    lesions: &LayerLesions<'_>,
    found: &Found,
    seconds: f64,
) {
    let (loss, accuracy) = lesions.baseline();
    let report = json!({
        "weights": args.weights,
        "images": args.images,
        "modules": args.modules,
        "n_images": n_images,
        "layer": args.layer,
        "lesion": args.lesion,
        "nulls": nulls(args),
        "seed": args.seed,
        "classes": lesions.classes(),
        "loss": loss,
        "accuracy": accuracy,
        "alone": found.alone,
        "function": found.function,
        "seconds": seconds,
    });
    println!("{report}");
}

fn print_text(lesions: &LayerLesions<'_>, found: &Found, seconds: f64) {
    let (loss, accuracy) = lesions.baseline();
    println!("loss                  {loss:.6} nats/image");
    println!("accuracy              {:.2} %", 100.0 * accuracy);
    print_function(&found.function);
    println!("\ntime                  {seconds:.3} s");
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
