//! Many networks as one job: skips finished ones, continues those begun, shares the rest with other processes, and uses
//! all cores.

use super::ensemble::{Observer, resume, untrained};
use super::job::{Sweep, SweepReport};
use super::pace::Pace;
use super::reserve::{Claim, claim_missing, stacks};
use super::state::RunState;
use super::{Failure, TrainingConfig, TrainingError};
use crate::checkpoint::{Checkpoint, CheckpointError, EpochLog};
use crate::data::Dataset;
use crate::files::IoContext;
use crate::progress::{Progress, lock};
use crate::spec::RunSpec;
use crate::workspace::Workspace;
use std::ops::ControlFlow;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

/// State shared by the workers of a sweep.
struct Shared<'a> {
    config: &'a TrainingConfig,
    progress: &'a dyn Progress,
    /// Networks in training.
    active: AtomicUsize,
    report: Mutex<SweepReport>,
    /// Why the sweep cannot continue: every worker stops at the end of its epoch.
    halt: Mutex<Option<TrainingError>>,
}

/// Trains (or initialises) every network of the sweep that has no file yet.
///
/// # Errors
/// The folder cannot be read or written (everything finished is kept). A network that fails, or whose file is damaged,
/// is listed in the report and does not stop the others.
pub fn sweep(
    sweep: &Sweep<'_>,
    dataset: &Dataset,
    workspace: &Workspace,
    progress: &dyn Progress,
) -> Result<SweepReport, TrainingError> {
    let folder = workspace.experiment(sweep.experiment);
    std::fs::create_dir_all(&folder).at("create", &folder)?;
    let mut report = SweepReport::default();
    let claims = claim_missing(sweep, workspace, &mut report, progress)?;
    progress.begin("networks", sweep.specs.len(), report.present);
    for (run_id, reason) in &report.failed {
        progress.say(&format!("{run_id}: {reason}"));
    }
    let queue = Mutex::new(stacks(claims, sweep, dataset.train.images.device()));
    let shared = Shared {
        config: &sweep.config,
        progress,
        active: AtomicUsize::new(0),
        report: Mutex::new(report),
        halt: Mutex::new(None),
    };
    // More threads gain nothing on small networks, and the way they share the work would show in the last bits.
    let threads = tch::get_num_threads();
    tch::set_num_threads(1);
    let worker = |dataset: Dataset| {
        while lock(&shared.halt).is_none() {
            let next = lock(&queue).pop();
            let Some(claims) = next else { return };
            shared.active.fetch_add(claims.len(), Ordering::Relaxed);
            make(&claims, &dataset, &shared);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..sweep.jobs.max(1) {
            let dataset = dataset.share();
            let worker = &worker;
            scope.spawn(move || worker(dataset));
        }
    });
    tch::set_num_threads(threads);
    progress.end();
    match into_inner(shared.halt) {
        Some(error) => Err(error),
        None => Ok(into_inner(shared.report)),
    }
}

/// Makes the networks of one stack and writes each as soon as it is done.
fn make(claims: &[Claim], dataset: &Dataset, shared: &Shared<'_>) {
    let mut maker = Maker {
        claims,
        shared,
        pace: Pace::default(),
    };
    if claims[0].spec.trained {
        let state = |claim: &Claim| {
            let fresh = || RunState::new(&claim.spec, shared.config);
            if claim.epochs == 0 {
                return Ok(fresh());
            }
            RunState::read(&claim.partial(), &claim.spec, shared.config)
        };
        match claims.iter().map(state).collect() {
            Ok(states) => resume(states, dataset, shared.config, &mut maker),
            Err(error) => shared.halt(error.into()),
        }
        return;
    }
    for claim in claims {
        if maker
            .finished(&claim.spec, Ok(untrained(&claim.spec)))
            .is_break()
        {
            return;
        }
    }
}

/// Writes the results of one stack's runs.
struct Maker<'a> {
    claims: &'a [Claim],
    shared: &'a Shared<'a>,
    pace: Pace,
}

impl Maker<'_> {
    fn claim(&self, spec: &RunSpec) -> &Claim {
        let claim = self.claims.iter().find(|c| &c.spec == spec);
        claim.expect("a spec of this stack")
    }

    fn write(&self, claim: &Claim, checkpoint: &Checkpoint) -> Result<(), CheckpointError> {
        checkpoint.write(&claim.path)?;
        RunState::remove(&claim.partial());
        // There is one if the run was retried.
        let _ = std::fs::remove_file(claim.failed());
        let mut report = lock(&self.shared.report);
        report.made += 1;
        report.continued += usize::from(claim.epochs > 0);
        drop(report);
        self.shared.progress.advance(&summary(checkpoint));
        Ok(())
    }

    fn fail(&self, claim: &Claim, error: TrainingError) -> Result<(), TrainingError> {
        let Some(failure) = Failure::of(&error) else {
            return Err(error);
        };
        failure.write(&claim.failed())?;
        RunState::remove(&claim.partial());
        let (run_id, reason) = (claim.spec.run_id(), error.to_string());
        self.shared.progress.say(&format!("{run_id}: {reason}"));
        lock(&self.shared.report).failed.push((run_id, reason));
        Ok(())
    }
}

impl Maker<'_> {
    fn note(&self, epoch: usize, more: &str) {
        let training = self.shared.active.load(Ordering::Relaxed);
        let run = self.claims[0].spec.run;
        self.shared.progress.note(&format!(
            "run {run} · epoch {epoch}{more} · {training} in training"
        ));
    }
}

impl Observer for Maker<'_> {
    fn images(&mut self, epoch: usize, done: usize, of: usize) {
        if let Some(pace) = self.pace.of(epoch, done, of, Instant::now()) {
            self.note(epoch, &pace);
        }
    }

    fn epoch(&mut self, log: &EpochLog, _: usize) {
        self.note(log.epoch, "");
    }

    fn state(&mut self, spec: &RunSpec, state: &dyn Fn() -> RunState) -> ControlFlow<()> {
        let written = state().write(&self.claim(spec).partial());
        self.shared.go_on(written.map_err(TrainingError::from))
    }

    fn finished(
        &mut self,
        spec: &RunSpec,
        outcome: Result<Checkpoint, TrainingError>,
    ) -> ControlFlow<()> {
        self.shared.active.fetch_sub(1, Ordering::Relaxed);
        let claim = self.claim(spec);
        self.shared.go_on(match outcome {
            Ok(checkpoint) => self.write(claim, &checkpoint).map_err(TrainingError::from),
            Err(error) => self.fail(claim, error),
        })
    }
}

impl Shared<'_> {
    /// Stops the sweep; the first reason is reported.
    fn halt(&self, error: TrainingError) {
        lock(&self.halt).get_or_insert(error);
    }

    /// Whether to continue training after writing.
    fn go_on(&self, written: Result<(), TrainingError>) -> ControlFlow<()> {
        if let Err(error) = written {
            self.halt(error);
        }
        match *lock(&self.halt) {
            Some(_) => ControlFlow::Break(()),
            None => ControlFlow::Continue(()),
        }
    }
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

fn into_inner<T>(mutex: Mutex<T>) -> T {
    mutex.into_inner().unwrap_or_else(|e| e.into_inner())
}
