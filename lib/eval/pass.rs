//! Many checkpoints as one job: resumable, parallel, with a report of what was done.

use super::{EvalConfig, Metric, evaluate};
use crate::Error;
use crate::checkpoint::Checkpoint;
use crate::data::Dataset;
use crate::progress::Progress;
use crate::spec::Selection;
use crate::workspace::Workspace;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// An eval pass to make.
#[derive(Debug)]
pub struct EvalPass<'a> {
    /// Name of the experiment: the folder below `checkpoints/`.
    pub experiment: &'a str,
    /// Which of its checkpoints.
    pub selection: Selection,
    /// What to measure, and how.
    pub config: EvalConfig,
    /// Which kinds of records to bring up to date.
    pub metrics: Vec<Metric>,
    /// Which of them to make anew although they are current.
    pub force: Vec<Metric>,
    /// Checkpoints at the same time, each with one libtorch thread.
    pub jobs: usize,
}

/// What an eval pass did.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct EvalReport {
    /// Checkpoints with at least one new record.
    pub made: usize,
    /// Checkpoints in which everything was current.
    pub current: usize,
    /// New records of each kind.
    pub records: BTreeMap<Metric, usize>,
    /// File and reason: damaged files, and measurements that failed.
    pub failed: Vec<(PathBuf, String)>,
}

/// Evaluates all selected checkpoints of an experiment and writes the results back into them.
///
/// # Errors
/// The folder cannot be read. A file that fails is listed in the report and does not stop the others.
pub fn eval(
    pass: &EvalPass<'_>,
    dataset: &Dataset,
    workspace: &Workspace,
    progress: &dyn Progress,
) -> Result<EvalReport, Error> {
    let mut paths = workspace.checkpoints(pass.experiment)?;
    progress.begin("checkpoints", paths.len(), 0);
    // Taken from the end, worked through in the order of names.
    paths.reverse();
    let queue = Mutex::new(paths);
    let report = Mutex::new(EvalReport::default());
    let worker = |dataset: Dataset| {
        loop {
            let next = lock(&queue).pop();
            let Some(path) = next else { return };
            let outcome = eval_file(&path, pass, &dataset);
            book(&mut lock(&report), &path, outcome, progress);
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
    progress.end();
    let mut report = report.into_inner().unwrap_or_else(|e| e.into_inner());
    report.failed.sort();
    Ok(report)
}

/// What happened to one file: new records, and failed ones with their reasons.
struct FileOutcome {
    made: Vec<Metric>,
    failed: Vec<String>,
}

fn eval_file(
    path: &Path,
    pass: &EvalPass<'_>,
    dataset: &Dataset,
) -> Result<Option<FileOutcome>, Error> {
    let header = Checkpoint::read_header(path)?;
    if !pass.selection.contains(&header.spec) {
        return Ok(None);
    }
    let current = |m: &Metric| {
        super::is_current(&header.records, *m, &pass.config.key(*m)) && !pass.force.contains(m)
    };
    let mut outcome = FileOutcome {
        made: Vec::new(),
        failed: Vec::new(),
    };
    if !pass.metrics.iter().all(current) {
        let mut checkpoint = Checkpoint::read(path)?;
        outcome.made = evaluate(
            &mut checkpoint,
            dataset,
            &pass.config,
            &pass.metrics,
            &pass.force,
        )?;
        checkpoint.write(path)?;
        outcome.failed = checkpoint.records.failures();
    }
    Ok(Some(outcome))
}

fn book(
    report: &mut EvalReport,
    path: &Path,
    outcome: Result<Option<FileOutcome>, Error>,
    progress: &dyn Progress,
) {
    let mut fail = |reason: String| {
        progress.say(&format!("{}: {reason}", path.display()));
        report.failed.push((path.to_owned(), reason));
    };
    match outcome {
        Err(error) => fail(error.to_string()),
        Ok(None) => {}
        Ok(Some(outcome)) => {
            outcome.failed.into_iter().for_each(&mut fail);
            if outcome.made.is_empty() {
                report.current += 1;
            } else {
                report.made += 1;
            }
            for metric in outcome.made {
                *report.records.entry(metric).or_default() += 1;
            }
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|e| e.into_inner())
}
