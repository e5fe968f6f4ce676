//! What each subcommand does. `Ok(false)` says that something failed and was listed.

use crate::args::{
    DataArgs, EvalArgs, FiguresArgs, LsArgs, ResultsArgs, SweepArgs, TrainArgs, WorkArgs,
};
use crate::bars::progress;
use std::path::Path;
use updown::analysis;
use updown::checkpoint::Checkpoint;
use updown::data::Dataset;
use updown::device::{self, DeviceChoice};
use updown::eval::{EvalConfig, EvalPass, EvalReport, Metric};
use updown::figures::{FIGURES, Style};
use updown::spec::{Architecture, DatasetName, EXPERIMENTS, Experiment, RunSpec};
use updown::tch::Device;
use updown::training::{self, Sweep, SweepReport, TrainingConfig};
use updown::workspace::Workspace;
use updown::{Error, Result};

/// Says which datasets are there.
pub fn data(args: &DataArgs) -> Result<bool> {
    let workspace = Workspace::discover();
    let supported = [DatasetName::Glyphs, DatasetName::Mnist];
    let asked = if args.datasets.is_empty() {
        &supported[..]
    } else {
        &args.datasets
    };
    let mut all = true;
    for &name in asked {
        match Dataset::load(name, &workspace, Device::Cpu) {
            Ok(data) => println!(
                "{name}: {} training and {} test images",
                data.train.len(),
                data.test.len()
            ),
            Err(error) => {
                all = false;
                println!("{name}: {error}");
            }
        }
    }
    Ok(all)
}

/// Trains one network.
pub fn train(args: &TrainArgs) -> Result<bool> {
    let spec = RunSpec {
        architecture: match &args.hidden[..] {
            [] => Architecture::of_paper(args.dataset),
            hidden => Architecture::mlp(hidden),
        },
        l2: args.l2,
        l1: args.l1,
        dropout: args.dropout,
        ..RunSpec::new(args.dataset, args.run)
    };
    spec.validate()?;
    let workspace = Workspace::discover();
    let report = train_all(
        &args.experiment,
        args.dataset,
        vec![spec.clone()],
        &args.work,
        args.retry,
    )?;
    let path = workspace.checkpoint(&args.experiment, &spec);
    if report.failed.is_empty() {
        describe_run(&path)?;
    }
    Ok(report.failed.is_empty())
}

fn describe_run(path: &Path) -> Result<()> {
    let checkpoint = Checkpoint::read_header(path)?;
    println!("{}", path.display());
    if let Some(best) = checkpoint.training.best() {
        println!(
            "best of {} epochs: {}, validation loss {:.4}, accuracy {:.2} %",
            checkpoint.training.epochs.len(),
            best.epoch,
            best.val_loss,
            100.0 * best.val_accuracy
        );
    }
    Ok(())
}

/// Trains what an experiment lacks.
pub fn sweep(args: &SweepArgs) -> Result<bool> {
    make(args, Experiment::trained)
}

/// Writes the untrained networks that an experiment lacks.
pub fn untrained(args: &SweepArgs) -> Result<bool> {
    make(args, Experiment::null)
}

fn make(args: &SweepArgs, specs: fn(&Experiment) -> Vec<RunSpec>) -> Result<bool> {
    let selection = args.selection.selection();
    let mut specs = specs(args.experiment);
    specs.retain(|spec| selection.contains(spec));
    let report = train_all(
        args.experiment.name,
        args.experiment.dataset,
        specs,
        &args.work,
        args.retry,
    )?;
    println!(
        "{}: {} made, {} there before, {} in the hands of other processes, {} failed",
        args.experiment.name,
        report.made,
        report.present,
        report.elsewhere,
        report.failed.len()
    );
    for (run_id, reason) in &report.failed {
        println!("failed: {run_id}: {reason}");
    }
    Ok(report.failed.is_empty())
}

fn train_all(
    experiment: &str,
    dataset: DatasetName,
    specs: Vec<RunSpec>,
    work: &WorkArgs,
    retry: bool,
) -> Result<SweepReport> {
    let workspace = Workspace::discover();
    let device = prepare(work.device)?;
    let dataset = Dataset::load(dataset, &workspace, device)?;
    let sweep = Sweep {
        experiment,
        specs,
        config: TrainingConfig::default(),
        jobs: jobs(work, device),
        stack: work.stack,
        retry,
    };
    Ok(training::sweep(&sweep, &dataset, &workspace, &*progress())?)
}

/// The device, with libtorch set to one thread a worker: small networks gain nothing from more, and on a busy machine
/// threads that wait for each other cost many times the work.
pub fn prepare(choice: DeviceChoice) -> Result<Device> {
    updown::tch::set_num_threads(1);
    let device = choice.resolve()?;
    eprintln!("{}", device::describe(device));
    Ok(device)
}

fn jobs(work: &WorkArgs, device: Device) -> usize {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    work.jobs
        .unwrap_or(if device == Device::Cpu { cores } else { 1 })
}

/// Measures the checkpoints of an experiment.
pub fn eval(args: &EvalArgs) -> Result<bool> {
    let workspace = Workspace::discover();
    let Some(dataset) = dataset_of(&workspace, &args.experiment)? else {
        let (folder, experiment) = (workspace.experiment(&args.experiment), &args.experiment);
        return Err(Error::Unavailable(format!(
            "{} holds no checkpoint; `updown sweep {experiment}` makes them",
            folder.display()
        )));
    };
    let device = prepare(args.work.device)?;
    let dataset = Dataset::load(dataset, &workspace, device)?;
    let mut config = EvalConfig::default();
    if !args.methods.is_empty() {
        config.associations = args.methods.clone();
    }
    let pass = EvalPass {
        experiment: &args.experiment,
        selection: args.selection.selection(),
        config,
        metrics: if args.metrics.is_empty() {
            Metric::ALL.to_vec()
        } else {
            args.metrics.clone()
        },
        force: args.force.clone(),
        jobs: jobs(&args.work, device),
    };
    let report = updown::eval::eval(&pass, &dataset, &workspace, &*progress())?;
    print_report(&args.experiment, &report);
    Ok(report.failed.is_empty())
}

/// The dataset of the first readable checkpoint of an experiment.
fn dataset_of(workspace: &Workspace, experiment: &str) -> Result<Option<DatasetName>> {
    let paths = workspace.checkpoints(experiment)?;
    let mut readable = paths
        .iter()
        .filter_map(|path| Checkpoint::read_header(path).ok());
    Ok(readable.next().map(|checkpoint| checkpoint.spec.dataset))
}

fn print_report(experiment: &str, report: &EvalReport) {
    println!(
        "{experiment}: {} checkpoints measured, {} current, {} failures",
        report.made,
        report.current,
        report.failed.len()
    );
    for (metric, count) in &report.records {
        println!("  {}: {count} new", metric.name());
    }
    for (path, reason) in &report.failed {
        println!("failed: {}: {reason}", path.display());
    }
}

/// Freezes the tables of an experiment.
pub fn results(args: &ResultsArgs) -> Result<bool> {
    let workspace = Workspace::discover();
    let results = analysis::load_checkpoints(&workspace, &args.experiment)?;
    for skipped in &results.skipped {
        println!("left out: {}: {}", skipped.path.display(), skipped.reason);
    }
    for path in results.freeze(&workspace)? {
        println!("{}", path.display());
    }
    Ok(results.skipped.is_empty())
}

/// Draws the figures that need no single checkpoint. One that has nothing to show is named and left out.
pub fn figures(args: &FiguresArgs) -> Result<bool> {
    let results = analysis::load(&Workspace::discover(), &args.experiment)?;
    let asked = |id: &str| args.only.is_empty() || args.only.iter().any(|only| only == id);
    let mut all = true;
    for (id, title, draw) in FIGURES.iter().filter(|(id, ..)| asked(id)) {
        let path = args.out.join(format!("{id}.{}", args.format));
        let figure = draw(&results, &Style::default());
        match figure.and_then(|figure| figure.save(&path)) {
            Ok(()) => println!("{}: {title}", path.display()),
            Err(error) => {
                all = false;
                println!("{id} left out: {error}");
            }
        }
    }
    Ok(all)
}

/// Says what of each experiment is done.
pub fn ls(args: &LsArgs) -> Result<bool> {
    let workspace = Workspace::discover();
    let all = EXPERIMENTS
        .iter()
        .filter(|e| args.experiment.is_none_or(|asked| asked == *e));
    for experiment in all {
        let specs = experiment.all();
        let paths: Vec<_> = specs
            .iter()
            .map(|s| workspace.checkpoint(experiment.name, s))
            .collect();
        let done = paths.iter().filter(|p| p.is_file()).count();
        let running = paths
            .iter()
            .filter(|p| p.with_extension("lock").is_file() && !p.is_file())
            .count();
        println!(
            "{:12} {:>4} networks: {done} done, {running} being made, {} missing",
            experiment.name,
            specs.len(),
            specs.len() - done - running
        );
    }
    Ok(true)
}
