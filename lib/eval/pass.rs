//! Many checkpoints as one job: resumable, parallel, shared between processes, and reported on.

use super::{EvalConfig, EvalError, Metric, evaluate};
use crate::checkpoint::Checkpoint;
use crate::data::Dataset;
use crate::files::{FileLock, remove_unfinished};
use crate::progress::{Progress, lock};
use crate::spec::{DatasetName, Experiment, Selection};
use crate::workspace::{Beside, Workspace};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

/// An eval pass to run.
#[derive(Debug)]
pub struct EvalPass<'a> {
    /// Name of the experiment: the folder below `checkpoints/`.
    pub experiment: &'a str,
    /// Which of its checkpoints.
    pub selection: Selection,
    /// What to measure, and how.
    pub config: EvalConfig,
    /// Which kinds of records to bring up to date, with those they are made from.
    pub metrics: Vec<Metric>,
    /// Which of them to compute again even if they are current.
    pub force: Vec<Metric>,
    /// How many checkpoints are measured at the same time, each with one libtorch thread.
    pub jobs: usize,
}

impl<'a> EvalPass<'a> {
    /// Everything that an experiment declares, for all its networks, one at a time.
    pub fn of(experiment: &'a Experiment) -> Self {
        Self {
            experiment: &experiment.name,
            selection: Selection::default(),
            config: EvalConfig::of(&experiment.eval),
            metrics: Metric::ALL.to_vec(),
            force: Vec::new(),
            jobs: 1,
        }
    }
}

/// What an eval pass did.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct EvalReport {
    /// Checkpoints with at least one new record.
    pub made: usize,
    /// Checkpoints in which everything was current.
    pub current: usize,
    /// Checkpoints that another process is measuring.
    pub elsewhere: usize,
    /// New records of each kind.
    pub records: BTreeMap<Metric, usize>,
    /// Time that the new records of each kind took, summed over all workers.
    pub busy: BTreeMap<Metric, Duration>,
    /// File and reason: damaged files, weights that changed, and measurements that failed, now or when last tried.
    pub failed: Vec<(PathBuf, String)>,
    /// File and reason: parts of a measurement that cannot be made, such as the modules of a layer of dead units.
    pub gaps: Vec<(PathBuf, String)>,
    /// File, and how many matrices of methods that were not requested it lost because they were measured under other settings.
    pub dropped: Vec<(PathBuf, usize)>,
}

/// Evaluates all selected checkpoints of an experiment whose dataset is `dataset`, and writes the results back into them.
/// Several processes may work on one experiment: each file is measured by one of them.
///
/// # Errors
/// The folder cannot be read. A file that fails is listed in the report and does not stop the others.
pub fn eval(
    pass: &EvalPass<'_>,
    dataset: &Dataset,
    workspace: &Workspace,
    progress: &dyn Progress,
) -> Result<EvalReport, EvalError> {
    remove_unfinished(&workspace.experiment(pass.experiment));
    let paths = workspace.checkpoints(pass.experiment)?;
    let (pending, report) = sorted(paths, pass, dataset.name, progress);
    let done = report.current + report.failed.len();
    progress.begin("checkpoints", done + pending.len(), done);
    let report = work(pending, report, pass, dataset, progress);
    progress.end();
    Ok(report)
}

/// The files that need work, and a report on all others.
fn sorted(
    paths: Vec<PathBuf>,
    pass: &EvalPass<'_>,
    dataset: DatasetName,
    progress: &dyn Progress,
) -> (Vec<PathBuf>, EvalReport) {
    let (mut pending, mut report) = (Vec::new(), EvalReport::default());
    let looks: Vec<_> = paths.par_iter().map(|p| look(p, pass, dataset)).collect();
    for (path, look) in paths.into_iter().zip(looks) {
        match look {
            Ok(Look::Pending) => pending.push(path),
            Ok(Look::NotAsked) => {}
            Ok(Look::Copy(original)) => {
                let name = original.file_name().unwrap_or_default().to_string_lossy();
                let reason = format!("a copy of {name}: one run is one network");
                report.gaps.push((path, reason));
            }
            Ok(Look::Current(file)) => report.add(&path, Ok(file), progress),
            Err(error) => report.add(&path, Err(error), progress),
        }
    }
    (pending, report)
}

/// Measures these files in the order of their names, with the requested number of workers.
fn work(
    mut pending: Vec<PathBuf>,
    report: EvalReport,
    pass: &EvalPass<'_>,
    dataset: &Dataset,
    progress: &dyn Progress,
) -> EvalReport {
    pending.reverse(); // They are taken from the end.
    let queue = Mutex::new(pending);
    let report = Mutex::new(report);
    let worker = |dataset: Dataset| {
        loop {
            let next = lock(&queue).pop();
            let Some(path) = next else { return };
            let outcome = eval_file(&path, pass, &dataset);
            lock(&report).add(&path, outcome, progress);
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            progress.advance(&name);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..pass.jobs.max(1) {
            let dataset = dataset.share();
            let worker = &worker;
            scope.spawn(move || worker(dataset));
        }
    });
    let mut report = report.into_inner().unwrap_or_else(|e| e.into_inner());
    report.failed.sort();
    report.gaps.sort();
    report.dropped.sort();
    report
}

/// What one file needs.
enum Look {
    NotAsked,
    /// A copy: its run has a file of its own.
    Copy(PathBuf),
    Current(FileReport),
    Pending,
}

/// What happened to one file.
#[derive(Default)]
struct FileReport {
    made: BTreeMap<Metric, Duration>,
    failures: Vec<String>,
    gaps: Vec<String>,
    dropped: usize,
    elsewhere: bool,
}

impl FileReport {
    fn of(checkpoint: &Checkpoint, made: BTreeMap<Metric, Duration>) -> Self {
        let gap = |(metric, reasons): (&String, &Vec<String>)| {
            let line = |reason| format!("{metric}: {reason}");
            reasons.iter().map(line).collect::<Vec<_>>()
        };
        let parts = checkpoint.records.gaps.iter().flat_map(gap);
        Self {
            made,
            failures: checkpoint.records.failures(),
            gaps: parts.chain(checkpoint.records.not_applicable()).collect(),
            dropped: 0,
            elsewhere: false,
        }
    }
}

fn look(path: &Path, pass: &EvalPass<'_>, dataset: DatasetName) -> Result<Look, EvalError> {
    let header = Checkpoint::read_header(path)?;
    if header.spec.dataset != dataset || !pass.selection.contains(&header.spec) {
        return Ok(Look::NotAsked);
    }
    if let Some(original) = Workspace::original_of(path, &header.spec) {
        return Ok(Look::Copy(original));
    }
    let config = pass.config.with_held(&header.records);
    let pending = config.pending(&header.records, &pass.metrics, &pass.force);
    log::info!("{}: to measure: {pending:?}", path.display());
    if !pending.is_empty() || header.records.weights_digest.is_none() {
        return Ok(Look::Pending);
    }
    Checkpoint::read(path)?.verify_weights(path)?;
    Ok(Look::Current(FileReport::of(&header, BTreeMap::new())))
}

fn eval_file(path: &Path, pass: &EvalPass<'_>, dataset: &Dataset) -> Result<FileReport, EvalError> {
    // Not training's lock, which a sweep may hold until the last network of a stack is done.
    let Some(_held) = FileLock::try_take(&Beside::EvalLock.of(path))? else {
        return Ok(FileReport {
            elsewhere: true,
            ..FileReport::default()
        });
    };
    // Read only now: another process may have measured it since the first look.
    let mut checkpoint = Checkpoint::read(path)?;
    checkpoint.verify_weights(path)?;
    let dropped = pass.config.dropped(&checkpoint.records);
    let made = evaluate(
        &mut checkpoint,
        dataset,
        &pass.config,
        &pass.metrics,
        &pass.force,
    )?;
    if !made.is_empty() || checkpoint.records.weights_digest.is_none() {
        checkpoint.write(path)?;
    }
    let remade = made.contains_key(&Metric::Associations);
    Ok(FileReport {
        dropped: if remade { dropped } else { 0 },
        ..FileReport::of(&checkpoint, made)
    })
}

impl EvalReport {
    fn add(
        &mut self,
        path: &Path,
        outcome: Result<FileReport, EvalError>,
        progress: &dyn Progress,
    ) {
        let file = outcome.unwrap_or_else(|error| FileReport {
            failures: vec![error.to_string()],
            ..FileReport::default()
        });
        for reason in &file.failures {
            progress.say(&format!("{}: {reason}", path.display()));
        }
        if file.elsewhere {
            self.elsewhere += 1;
        } else if !file.made.is_empty() {
            self.made += 1;
        } else if file.failures.is_empty() {
            self.current += 1;
        }
        for (metric, took) in file.made {
            *self.records.entry(metric).or_default() += 1;
            *self.busy.entry(metric).or_default() += took;
        }
        if file.dropped > 0 {
            self.dropped.push((path.to_owned(), file.dropped));
        }
        let place = |reason| (path.to_owned(), reason);
        self.failed.extend(file.failures.into_iter().map(place));
        self.gaps.extend(file.gaps.into_iter().map(place));
    }
}
