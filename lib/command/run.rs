//! What each subcommand does. `Ok(false)` says that something failed and was listed.

use crate::args::{DataArgs, EvalArgs, ResultsArgs, SweepArgs, TrainArgs, WorkArgs};
use crate::bars::{Transfers, progress};
use crate::error::{Error, Result};
use crate::report;
use std::path::Path;
use updown::analysis::{self, Destination};
use updown::checkpoint::Checkpoint;
use updown::data::download::download;
use updown::data::{DataError, Dataset};
use updown::device::{self, DeviceChoice};
use updown::display::one_line;
use updown::eval::{EvalConfig, EvalPass, Metric};
use updown::experiments::{self, Named};
use updown::progress::{Progress, Silent};
use updown::spec::{DatasetName, Experiment, RunSpec};
use updown::tch::Device;
use updown::training::{self, Sweep, SweepReport};
use updown::workspace::Workspace;

/// Lists which datasets are present, and downloads those that are named and missing.
pub fn data(args: &DataArgs) -> Result<bool> {
    let workspace = Workspace::discover();
    let asked = if args.datasets.is_empty() {
        DatasetName::ALL.to_vec()
    } else {
        let names = args.datasets.iter();
        let named = names.map(|name| experiments::dataset(&workspace, name));
        named.collect::<std::result::Result<_, _>>()?
    };
    let mut all = true;
    for name in asked {
        let mut found = load(name, &workspace, Device::Cpu);
        if matches!(
            found,
            Err(Error::Library(updown::Error::Data(
                DataError::Missing { .. }
            )))
        ) && !args.datasets.is_empty()
        {
            let transfers = Transfers::new();
            let fetched = download(name, &workspace, &args.mirror, &mut |e| transfers.show(e));
            found = fetched
                .map_err(Error::from)
                .and_then(|()| load(name, &workspace, Device::Cpu));
        }
        match found {
            Ok(data) => println!(
                "{name}: {} training and {} test images{}",
                data.train.len(),
                data.test.len(),
                own_facts(name)
            ),
            Err(error) => {
                all = false;
                error.to_string().lines().for_each(|line| tell!("{line}"));
            }
        }
    }
    Ok(all)
}

/// What the name of a user's own dataset does not say.
fn own_facts(name: DatasetName) -> String {
    match name {
        DatasetName::Own(own) => {
            let shape: Vec<String> = own.example_shape().iter().map(usize::to_string).collect();
            format!(" of {} in {} classes", shape.join("×"), own.classes())
        }
        _ => String::new(),
    }
}

/// A dataset; notes about its files go to stderr.
fn load(name: DatasetName, workspace: &Workspace, device: Device) -> Result<Dataset> {
    let (dataset, notes) = Dataset::load_noted(name, workspace, device)?;
    for note in notes {
        eprintln!("note: {}", one_line(&format!("{name}: {note}")));
    }
    Ok(dataset)
}

/// Trains one network.
pub fn train(args: &TrainArgs) -> Result<bool> {
    let workspace = Workspace::discover();
    let dataset = experiments::dataset(&workspace, &args.dataset)?;
    let spec = RunSpec {
        architecture: args.shape.0.clone().unwrap_or_else(|| dataset.network()),
        strengths: args.strengths.0,
        ..RunSpec::new(dataset, args.run)
    };
    spec.validate()?;
    let sweep = Sweep {
        config: args.settings.config(),
        retry: args.retry,
        ..Sweep::new(&args.experiment, vec![spec.clone()])
    };
    let report = train_all(sweep, dataset, &args.work)?;
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

/// Trains the missing networks of an experiment.
pub fn sweep(args: &SweepArgs) -> Result<bool> {
    make(args, Experiment::all_trained)
}

/// Writes the missing untrained networks of an experiment.
pub fn untrained(args: &SweepArgs) -> Result<bool> {
    make(args, Experiment::null)
}

fn make(args: &SweepArgs, specs: fn(&Experiment) -> Vec<RunSpec>) -> Result<bool> {
    let experiment = experiments::find(&Workspace::discover(), &args.experiment)?;
    let mut specs = specs(&experiment);
    let selection = args.selection.selection(&specs);
    specs.retain(|spec| selection.contains(spec));
    let sweep = Sweep {
        specs,
        stack: args.stack,
        retry: args.retry,
        ..Sweep::of(&experiment)
    };
    let report = train_all(sweep, experiment.dataset, &args.work)?;
    println!(
        "{}: {} made, {} there before, {} being made by other processes, {} failed",
        experiment.name,
        report.made,
        report.present,
        report.elsewhere,
        report.failed.len()
    );
    for (run_id, reason) in &report.failed {
        tell!("failed: {run_id}: {reason}");
    }
    Ok(report.failed.is_empty())
}

fn train_all(sweep: Sweep<'_>, dataset: DatasetName, work: &WorkArgs) -> Result<SweepReport> {
    let workspace = Workspace::discover();
    let device = prepare(work.device)?;
    let dataset = load(dataset, &workspace, device)?;
    let sweep = Sweep {
        jobs: jobs(work, device),
        ..sweep
    };
    Ok(training::sweep(&sweep, &dataset, &workspace, &*progress())?)
}

/// The device, with libtorch set to one thread per worker: small networks gain nothing from more, and on a busy machine
/// threads that wait for each other cost many times the work itself.
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

/// Measures the checkpoints of an experiment, one dataset after another.
pub fn eval(args: &EvalArgs) -> Result<bool> {
    let workspace = Workspace::discover();
    let Named { name, declared } = experiments::named(&workspace, &args.experiment)?;
    let datasets = datasets_of(&workspace, &name)?;
    let device = prepare(args.work.device)?;
    let settings = declared
        .as_ref()
        .map(|declared| EvalConfig::of(&declared.eval));
    let mut config = settings.unwrap_or_default();
    if !args.methods.is_empty() {
        config.associations = args.methods.clone();
    }
    config.functions.lesion = args.lesion;
    config.scripts = args.scripts;
    let networks = if args.selection.shard.is_some() {
        networks_of(&workspace, &name, declared.as_ref())?
    } else {
        Vec::new()
    };
    let pass = EvalPass {
        experiment: &name,
        selection: args.selection.selection(&networks),
        config,
        metrics: if args.metrics.is_empty() {
            Metric::ALL.to_vec()
        } else {
            args.metrics.clone()
        },
        force: args.force.clone(),
        jobs: jobs(&args.work, device),
    };
    let mut reports = Vec::new();
    for dataset in datasets {
        let dataset = load(dataset, &workspace, device)?;
        let said: Box<dyn Progress> = match args.json {
            true => Box::new(Silent),
            false => progress(),
        };
        let report = updown::eval::eval(&pass, &dataset, &workspace, &*said)?;
        if !args.json {
            report::print_eval(&name, &report);
        }
        reports.push(report);
    }
    if args.json {
        println!("{}", report::eval_json(&name, &reports));
    }
    Ok(reports.iter().all(|report| report.failed.is_empty()))
}

/// The datasets of an experiment's readable checkpoints; one as a rule.
fn datasets_of(workspace: &Workspace, experiment: &str) -> Result<Vec<DatasetName>> {
    let (mut datasets, mut damaged) = (Vec::new(), None);
    for path in workspace.checkpoints(experiment)? {
        match Checkpoint::read_header(&path) {
            Ok(checkpoint) => datasets.push(checkpoint.spec.dataset),
            Err(error) => damaged = Some(error),
        }
    }
    datasets.sort();
    datasets.dedup();
    if let (true, Some(error)) = (datasets.is_empty(), damaged) {
        return Err(error.into());
    }
    if datasets.is_empty() {
        let folder = workspace.experiment(experiment);
        let reason =
            format!("expected checkpoints, found none: `updown sweep {experiment}` makes them");
        return Err(Error::at(&folder, reason));
    }
    Ok(datasets)
}

/// The networks that an experiment declares, then the others in its folder. The declared ones come first so that shards stay
/// the same while checkpoints are still being added.
fn networks_of(
    workspace: &Workspace,
    experiment: &str,
    declared: Option<&Experiment>,
) -> Result<Vec<RunSpec>> {
    let mut networks = declared.map_or(Vec::new(), Experiment::all);
    for path in workspace.checkpoints(experiment)? {
        // A damaged file is listed by the pass itself.
        let found = Checkpoint::read_header(&path).map(|checkpoint| checkpoint.spec);
        networks.extend(found.ok().filter(|spec| !networks.contains(spec)));
    }
    Ok(networks)
}

/// Freezes or exports the tables of an experiment.
pub fn results(args: &ResultsArgs) -> Result<bool> {
    let workspace = Workspace::discover();
    let named = args
        .out
        .as_deref()
        .map(Destination::from_path)
        .transpose()?;
    let destination = named.unwrap_or(Destination::Kept);
    let name = experiments::named(&workspace, &args.experiment)?.name;
    let frozen = analysis::freeze(&workspace, &name, &destination, args.fewer)?;
    if args.json {
        println!("{}", report::results_json(&name, &frozen));
    } else {
        report::print_results(&name, &frozen);
    }
    Ok(frozen.whole)
}
