//! Many networks as one job: skips what is done, shares the rest with other processes, works on all cores.

use super::{TrainingConfig, TrainingError, train, untrained};
use crate::checkpoint::{Checkpoint, EpochLog};
use crate::data::Dataset;
use crate::error::{IoContext, IoError};
use crate::progress::Progress;
use crate::spec::{Architecture, DatasetName, RunSpec};
use crate::workspace::Workspace;
use std::collections::BTreeMap;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A sweep to run.
#[derive(Debug)]
pub struct Sweep<'a> {
    /// Name of the experiment: the folder below `checkpoints/`.
    pub experiment: &'a str,
    /// The networks, trained and untrained.
    pub specs: Vec<RunSpec>,
    /// How to train.
    pub config: TrainingConfig,
    /// Stacks trained at the same time, each with one libtorch thread.
    pub jobs: usize,
    /// Most members of a stack.
    pub stack: usize,
}

/// What a sweep did.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct SweepReport {
    /// Networks that this call made.
    pub made: usize,
    /// Networks that were there already.
    pub present: usize,
    /// Networks that another process is making.
    pub elsewhere: usize,
    /// Run id and reason of each failure.
    pub failed: Vec<(String, String)>,
}

/// A run of which this process is the only maker. The operating system frees the lock of a process that died.
struct Claim {
    path: PathBuf,
    lock: PathBuf,
    spec: RunSpec,
    _file: File,
}

/// Trains (or initialises) every network of the sweep that has no file yet.
///
/// # Errors
/// The dataset cannot be loaded or the folder cannot be written. A network that fails, or whose file is damaged, is
/// listed in the report and does not stop the others.
pub fn sweep(
    sweep: &Sweep<'_>,
    dataset: &Dataset,
    workspace: &Workspace,
    progress: &dyn Progress,
) -> Result<SweepReport, TrainingError> {
    let folder = workspace.experiment(sweep.experiment);
    std::fs::create_dir_all(&folder).at("create", &folder)?;
    let mut report = SweepReport::default();
    let claims = claim_missing(sweep, workspace, &mut report)?;
    progress.begin("networks", sweep.specs.len(), report.present);
    for (run_id, reason) in &report.failed {
        progress.say(&format!("{run_id}: {reason}"));
    }
    let queue = Mutex::new(stacks(claims, sweep.stack));
    let report = Mutex::new(report);
    let active = AtomicUsize::new(0);
    let worker = |dataset: Dataset| {
        loop {
            let next = lock(&queue).pop();
            let Some(claims) = next else { return };
            active.fetch_add(claims.len(), Ordering::Relaxed);
            make(&claims, &dataset, &sweep.config, progress, &active, &report);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..sweep.jobs.max(1) {
            let dataset = dataset.share();
            let worker = &worker;
            scope.spawn(move || worker(dataset));
        }
    });
    progress.end();
    Ok(report.into_inner().unwrap_or_else(|e| e.into_inner()))
}

/// Claims every run that has no good file and that no other process works on.
fn claim_missing(
    sweep: &Sweep<'_>,
    workspace: &Workspace,
    report: &mut SweepReport,
) -> Result<Vec<Claim>, TrainingError> {
    let mut claims = Vec::new();
    for spec in &sweep.specs {
        spec.validate()?;
        let path = workspace.checkpoint(sweep.experiment, spec);
        if is_present(&path, spec, report) {
            continue;
        }
        match claim(&path, spec)? {
            // Another process may have finished the run between the look and the lock.
            Some(_) if path.exists() => report.present += 1,
            Some(claim) => claims.push(claim),
            None => report.elsewhere += 1,
        }
    }
    Ok(claims)
}

/// Whether a run needs no making: its file is good, or it is there and damaged, which a person has to look at.
fn is_present(path: &Path, spec: &RunSpec, report: &mut SweepReport) -> bool {
    if !path.exists() {
        return false;
    }
    let good = Checkpoint::read_header(path).and_then(|c| c.expect_spec(spec, path));
    match good {
        Ok(()) => report.present += 1,
        Err(error) => report.failed.push((spec.run_id(), error.to_string())),
    }
    true
}

fn claim(path: &Path, spec: &RunSpec) -> Result<Option<Claim>, IoError> {
    let lock = path.with_extension("lock");
    let file = File::create(&lock).at("create", &lock)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(Claim {
            path: path.to_owned(),
            lock,
            spec: spec.clone(),
            _file: file,
        })),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(source)) => Err(source).at("lock", &lock),
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        // Only tidiness: a lock file without a lock means nothing.
        let _ = std::fs::remove_file(&self.lock);
    }
}

/// Groups runs that can train together, none larger than `most`; the largest groups come last, to be taken first.
fn stacks(claims: Vec<Claim>, most: usize) -> Vec<Vec<Claim>> {
    type Key = (bool, DatasetName, String, u32);
    let mut groups: BTreeMap<Key, Vec<Claim>> = BTreeMap::new();
    for claim in claims {
        let Architecture::Mlp { .. } = claim.spec.architecture;
        let shape = claim.spec.architecture.to_string();
        // Untrained networks need no stack: any number of them is one piece of work.
        let run = if claim.spec.trained {
            claim.spec.run
        } else {
            0
        };
        let key = (claim.spec.trained, claim.spec.dataset, shape, run);
        groups.entry(key).or_default().push(claim);
    }
    let mut stacks = Vec::new();
    for mut group in groups.into_values() {
        // Equal shares, so that no stack of one is left over.
        let parts = group.len().div_ceil(most.max(1));
        let share = group.len().div_ceil(parts);
        while !group.is_empty() {
            let rest = group.split_off(share.min(group.len()));
            stacks.push(std::mem::replace(&mut group, rest));
        }
    }
    stacks.sort_by_key(Vec::len);
    stacks
}

/// Makes the networks of one stack and writes each as soon as it is done.
fn make(
    claims: &[Claim],
    dataset: &Dataset,
    config: &TrainingConfig,
    progress: &dyn Progress,
    active: &AtomicUsize,
    report: &Mutex<SweepReport>,
) {
    let mut finished = |spec: &RunSpec, outcome: Result<Checkpoint, TrainingError>| {
        active.fetch_sub(1, Ordering::Relaxed);
        let claim = claims
            .iter()
            .find(|c| &c.spec == spec)
            .expect("a spec of this stack");
        let written = outcome.and_then(|c| {
            let note = summary(&c);
            c.write(&claim.path)?;
            Ok(note)
        });
        match written {
            Ok(note) => {
                lock(report).made += 1;
                progress.advance(&note);
            }
            Err(error) => {
                progress.say(&format!("{}: {error}", spec.run_id()));
                lock(report).failed.push((spec.run_id(), error.to_string()));
            }
        }
    };
    if !claims[0].spec.trained {
        for claim in claims {
            finished(&claim.spec, Ok(untrained(&claim.spec)));
        }
        return;
    }
    let specs: Vec<RunSpec> = claims.iter().map(|c| c.spec.clone()).collect();
    let observe = |log: &EpochLog, _: usize| {
        let training = active.load(Ordering::Relaxed);
        progress.note(&format!(
            "run {} · epoch {} · {training} in training",
            specs[0].run, log.epoch
        ));
    };
    train(&specs, dataset, config, &observe, &mut finished);
}

fn summary(checkpoint: &Checkpoint) -> String {
    let id = checkpoint.spec.run_id();
    match checkpoint.training.best() {
        Some(best) => format!(
            "{id} · {} epochs · validation accuracy {:.2} %",
            checkpoint.training.epochs.len(),
            100.0 * best.val_accuracy
        ),
        None => id,
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|e| e.into_inner())
}
