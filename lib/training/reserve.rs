//! Which runs a sweep makes, and which of them train together.

use super::job::{Sweep, SweepReport};
use super::size::stack_size;
use super::state::RunState;
use super::{Failure, TrainingError};
use crate::checkpoint::{Checkpoint, Stop};
use crate::files::{FileLock, IoError};
use crate::progress::Progress;
use crate::spec::{Architecture, DatasetName, Experiment, RunSpec, SpecError};
use crate::workspace::{Beside, Workspace};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tch::Device;

/// How often a lock is tried before its holder counts as another process at work.
const ATTEMPTS: usize = 3;

/// A run that only this process may make. The operating system frees the lock of a process that died.
pub(super) struct Claim {
    pub path: PathBuf,
    pub spec: RunSpec,
    /// Epochs in the state that an earlier process left.
    pub epochs: usize,
    _lock: FileLock,
}

impl Claim {
    /// Where the state of a run in training lies.
    pub fn partial(&self) -> PathBuf {
        Beside::Partial.of(&self.path)
    }

    /// Where a failure is recorded.
    pub fn failed(&self) -> PathBuf {
        Beside::Failed.of(&self.path)
    }

    fn take(path: &Path, spec: &RunSpec) -> Result<Option<Self>, IoError> {
        let lock = Beside::Lock.of(path);
        for attempt in 0..ATTEMPTS {
            // `updown ls` holds a lock for an instant to see whether anybody else does.
            if attempt > 0 {
                std::thread::sleep(Duration::from_millis(20));
            }
            if let Some(lock) = FileLock::try_take(&lock)? {
                return Ok(Some(Self {
                    path: path.to_owned(),
                    spec: spec.clone(),
                    epochs: 0,
                    _lock: lock,
                }));
            }
        }
        Ok(None)
    }
}

/// Claims every run that has no good file, has not failed, and is not being made by another process.
pub(super) fn claim_missing(
    sweep: &Sweep<'_>,
    workspace: &Workspace,
    report: &mut SweepReport,
    progress: &dyn Progress,
) -> Result<Vec<Claim>, TrainingError> {
    if let Some(declared) = sweep.declared {
        expect_networks_of(declared, workspace)?;
    }
    for spec in &sweep.specs {
        spec.validate()?;
        expect_ours(spec)?;
        expect_settings(sweep, &workspace.checkpoint(sweep.experiment, spec))?;
    }
    let mut claims = Vec::new();
    for spec in &sweep.specs {
        let path = workspace.checkpoint(sweep.experiment, spec);
        if is_present(&path, spec, report) {
            continue;
        }
        match Claim::take(&path, spec)? {
            // Another process may have finished the run between the check and the lock.
            Some(_) if path.exists() => report.present += 1,
            Some(claim) if has_failed(sweep, &claim, report)? => {}
            Some(mut claim) => {
                claim.epochs = epochs_of_state(&claim, sweep, progress);
                claims.push(claim);
            }
            None => report.elsewhere += 1,
        }
    }
    Ok(claims)
}

fn expect_ours(spec: &RunSpec) -> Result<(), TrainingError> {
    if spec.architecture.is_trained() {
        return Ok(());
    }
    Err(TrainingError::Spec(SpecError::Unknown {
        what: "architecture of a network to train",
        found: spec.architecture.to_string(),
        expected: Architecture::declarable()
            .map(|a| a.name.to_owned())
            .collect(),
    }))
}

/// Fails if a network is there that was trained under other settings: two kinds of networks would share a table.
fn expect_settings(sweep: &Sweep<'_>, path: &Path) -> Result<(), TrainingError> {
    // A file that cannot be read is reported later; a network of another program has its own settings.
    let Ok(there) = Checkpoint::read_header(path) else {
        return Ok(());
    };
    let own = matches!(there.training.stop, Stop::EarlyStop | Stop::EpochLimit);
    let (expected, found) = (sweep.config.to_text(), there.training.settings);
    if !own || expected == found {
        return Ok(());
    }
    Err(TrainingError::OtherSettings {
        path: path.to_owned(),
        expected,
        found,
    })
}

/// Fails if the folder of a declared experiment holds a network for other data or of another shape.
fn expect_networks_of(declared: &Experiment, workspace: &Workspace) -> Result<(), TrainingError> {
    let words = |dataset: DatasetName, shape: &Architecture| format!("{shape} on {dataset:?}");
    for path in workspace.checkpoints(&declared.name)? {
        let Ok(there) = Checkpoint::read_header(&path) else {
            continue;
        };
        let spec = there.spec;
        if spec.dataset != declared.dataset || spec.architecture != declared.architecture {
            return Err(TrainingError::OtherNetwork {
                path,
                expected: words(declared.dataset, &declared.architecture),
                found: words(spec.dataset, &spec.architecture),
            });
        }
    }
    Ok(())
}

/// Whether a run need not be made: its file is good, or is damaged and needs a person's attention.
fn is_present(path: &Path, spec: &RunSpec, report: &mut SweepReport) -> bool {
    if !path.exists() {
        return false;
    }
    let good = Checkpoint::read_header(path).and_then(|c| c.expect_spec(spec, path));
    match good {
        Ok(()) => {
            report.present += 1;
            // A process may have been killed after it wrote the checkpoint.
            RunState::remove(&Beside::Partial.of(path));
        }
        Err(error) => report.failed.push((spec.run_id(), error.to_string())),
    }
    true
}

/// Whether a run failed before and is not to be tried again.
fn has_failed(
    sweep: &Sweep<'_>,
    claim: &Claim,
    report: &mut SweepReport,
) -> Result<bool, TrainingError> {
    let run_id = claim.spec.run_id();
    let failure = Failure::read(&claim.failed(), &run_id)?;
    let failure = failure.filter(|_| !sweep.retry);
    if let Some(failure) = &failure {
        let reason = format!(
            "{} (in an earlier sweep; retried only on request)",
            failure.reason
        );
        report.failed.push((run_id, reason));
    }
    Ok(failure.is_some())
}

/// Epochs in the state that an earlier process left, 0 if there is none that fits.
fn epochs_of_state(claim: &Claim, sweep: &Sweep<'_>, progress: &dyn Progress) -> usize {
    let path = claim.partial();
    if !claim.spec.trained || !path.exists() {
        return 0;
    }
    let run = claim.spec.run_id();
    match RunState::read(&path, &claim.spec, &sweep.config) {
        Ok(state) => {
            progress.say(&format!("{run}: continues after {} epochs", state.epochs()));
            state.epochs()
        }
        Err(error) => {
            progress.say(&format!("{run}: starts from scratch, since {error}"));
            0
        }
    }
}

/// Groups runs that can train together. Groups are taken from the end: first those already begun, then the largest.
pub(super) fn stacks(claims: Vec<Claim>, sweep: &Sweep<'_>, device: Device) -> Vec<Vec<Claim>> {
    type Key = (bool, DatasetName, String, u32, usize);
    let trained = claims.iter().filter(|c| c.spec.trained).count();
    let mut groups: BTreeMap<Key, Vec<Claim>> = BTreeMap::new();
    for claim in claims {
        let spec = &claim.spec;
        // Untrained networks need no stack: any number of them is one unit of work.
        let run = if spec.trained { spec.run } else { 0 };
        let shape = spec.architecture.to_string();
        let key = (spec.trained, spec.dataset, shape, run, claim.epochs);
        groups.entry(key).or_default().push(claim);
    }
    let mut stacks = Vec::new();
    for mut group in groups.into_values() {
        let rule = || {
            stack_size(
                &group[0].spec,
                sweep.config.batch,
                device,
                trained,
                sweep.jobs,
            )
        };
        let most = if group[0].spec.trained {
            sweep.stack.unwrap_or_else(rule).max(1)
        } else {
            usize::MAX
        };
        // Equal shares, so that no stack has a single member.
        let parts = group.len().div_ceil(most);
        let share = group.len().div_ceil(parts);
        while !group.is_empty() {
            let rest = group.split_off(share.min(group.len()));
            stacks.push(std::mem::replace(&mut group, rest));
        }
    }
    stacks.sort_by_key(|stack| (stack[0].epochs > 0, stack.len()));
    stacks
}
