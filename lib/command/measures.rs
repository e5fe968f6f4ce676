//! The measures, on files from any program: cluster, align.

use crate::error::{Error, Result};
use crate::measure_args::{AlignArgs, ClusterArgs};
use crate::waiting::waiting;
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};
use std::time::Instant;
use updown::alignment::{self, Alignment, AlignmentConfig, AlignmentMeasure};
use updown::display::one_line;
use updown::matrices::{load_matrix, read_membership};
use updown::modularity::{self, Adjacency, Clustering, Optimizer, Resolution};
use updown::seeds::Seeds;

/// The adjacency of a matrix, with notes about it, which also go to stderr.
fn adjacency(path: &Path, tensor: Option<&str>) -> Result<(Adjacency, Vec<String>)> {
    let (adjacency, notes) = load_matrix(path, tensor)?.into_adjacency()?;
    for note in &notes {
        eprintln!("note: {}", one_line(&format!("{}: {note}", path.display())));
    }
    Ok((adjacency, notes))
}

/// Finds the modules of a matrix.
pub fn cluster(args: &ClusterArgs) -> Result<bool> {
    let resolution = Resolution::new(args.resolution)?;
    let (adjacency, notes) = adjacency(&args.matrix, args.tensor.as_deref())?;
    let mut rng = Seeds::from_root(args.seed).stream("cluster");
    let begin = Instant::now();
    let optimizer = args.optimizer();
    let waiting = waiting(format!("{} looks for modules", optimizer.name()));
    let found = modularity::cluster(&adjacency, &optimizer, resolution, &mut rng)?;
    drop(waiting);
    let seconds = begin.elapsed().as_secs_f64();
    warn_of_few_steps(&found);
    if args.json {
        let report = json!({
            "matrix": args.matrix,
            "tensor": args.tensor,
            "optimizer": found.optimizer.name(),
            "resolution": resolution.gamma(),
            "seed": args.seed,
            "q": found.q,
            "n_modules": found.n_modules,
            "effective_n_modules": found.effective_n_modules,
            "effective_n_modules_live": found.effective_n_modules_live,
            "membership": found.partition,
            "seconds": seconds,
            "notes": notes,
        });
        println!("{report}");
    } else {
        print_clustering(&found, seconds);
    }
    Ok(true)
}

/// Warns when a search that goes unit by unit ended before it had visited each a few times.
fn warn_of_few_steps(found: &Clustering) {
    /// Visits of each unit after which the paper's networks gain little: they have up to 256 units and 5,000 steps.
    const LOOKS: usize = 10;
    let units = found.partition.n_assigned();
    if let Optimizer::MonteCarlo(config) = &found.optimizer
        && config.steps < LOOKS * units
    {
        eprintln!(
            "updown: {} steps visit each of {units} units {:.1} times, so the search ended early: --steps {} visits each {LOOKS} times; \
             for large matrices use --optimizer leiden",
            config.steps,
            config.steps as f64 / units as f64,
            LOOKS * units
        );
    }
}

fn print_clustering(found: &Clustering, seconds: f64) {
    let labels = found.partition.labels();
    let list = |units: &[usize]| {
        let words: Vec<String> = units.iter().map(usize::to_string).collect();
        words.join(" ")
    };
    let dead: Vec<usize> = (0..labels.len()).filter(|&u| labels[u].is_none()).collect();
    println!("q                     {:.6}", found.q);
    println!("modules               {}", found.n_modules);
    println!("effective modules     {:.3}", found.effective_n_modules);
    println!(
        "  of live units only  {:.3}",
        found.effective_n_modules_live
    );
    println!("optimizer             {}", found.optimizer.name());
    println!("time                  {seconds:.3} s");
    println!("\nmodule  size  units");
    for (module, units) in found.partition.members().iter().enumerate() {
        println!("{module:>6}  {:>4}  {}", units.len(), list(units));
    }
    if !dead.is_empty() {
        println!("  dead  {:>4}  {}", dead.len(), list(&dead));
    }
}

/// Says that reduced mutual information is not to be read where two equal sets of modules of these sizes would have a negative one.
fn note_rmi(found: &Alignment) {
    let raw = found.value(AlignmentMeasure::Rmi);
    let normalized = found.value(AlignmentMeasure::RmiNorm);
    if raw
        .zip(normalized)
        .is_some_and(|(raw, over)| raw * over < 0.0)
    {
        eprintln!(
            "note: the estimate in rmi and rmi_norm is off for nearly as many modules as units \
             (two equal sets of modules of these sizes would have a negative rmi); the other measures are not affected"
        );
    }
}

/// Compares two sets of modules.
pub fn align(args: &AlignArgs) -> Result<bool> {
    let (a, b) = (read_membership(&args.a)?, read_membership(&args.b)?);
    let matrix = |path: &Option<PathBuf>, tensor: &Option<String>| {
        let read = |path: &PathBuf| adjacency(path, tensor.as_deref()).map(|read| read.0);
        path.as_ref().map(read).transpose()
    };
    let adjacency_a = matrix(&args.adjacency_a, &args.tensor_a)?;
    let adjacency_b = matrix(&args.adjacency_b, &args.tensor_b)?;
    let config = AlignmentConfig {
        n_shuffles: args.shuffles,
        ..AlignmentConfig::default()
    };
    let mut rng = Seeds::from_root(args.seed).stream("align");
    let waiting = waiting(format!("{} shuffles", args.shuffles));
    let begin = Instant::now();
    let adjacencies = adjacency_a.as_ref().zip(adjacency_b.as_ref());
    let found = alignment::align(&a, &b, adjacencies, &config, &mut rng).map_err(|error| {
        let files = vec![args.a.clone(), args.b.clone()];
        let reason = error.into();
        Error::In { files, reason }
    })?;
    drop(waiting);
    let seconds = begin.elapsed().as_secs_f64();
    note_rmi(&found);
    if args.json {
        let mut report = Map::new();
        report.extend([
            ("n_units".to_owned(), json!(found.n_units)),
            ("shuffles".to_owned(), json!(args.shuffles)),
            ("seed".to_owned(), json!(args.seed)),
            ("seconds".to_owned(), json!(seconds)),
        ]);
        report.extend(found.named_values().map(|(k, v)| (k.to_owned(), json!(v))));
        println!("{}", Value::Object(report));
    } else {
        println!("units                     {}", found.n_units);
        for (name, value) in found.named_values() {
            match value {
                Some(value) => println!("{name:<24}  {value:.6}"),
                None => println!("{name:<24}  undefined or not computed"),
            }
        }
        println!("time                      {seconds:.3} s");
    }
    Ok(true)
}
