//! The training loop of one stack: epochs, logs, schedule, kept weights, finished members.

use super::learner::{Common, Learner};
use super::mlp::MlpStack;
use super::single::Single;
use super::state::RunState;
use super::{TrainingConfig, TrainingError};
use crate::checkpoint::{Checkpoint, EpochLog, Records, Stop, TrainingLog};
use crate::data::{Dataset, Split};
use crate::models::{initial_mlp, initial_tensors};
use crate::spec::{Architecture, RunSpec};
use std::ops::ControlFlow;

/// Hears about the progress of a stack. `Break` ends the training of the whole stack at once.
pub trait Observer {
    /// `done` of the `of` training images of an epoch have been processed.
    fn images(&mut self, epoch: usize, done: usize, of: usize) {
        let _ = (epoch, done, of);
    }

    /// An epoch is over; `log` is the first network's, `training` the number of networks that continue.
    fn epoch(&mut self, log: &EpochLog, training: usize) {
        let _ = (log, training);
    }

    /// A network continues with the next epoch; `state` gives what another process needs to continue from here.
    fn state(&mut self, spec: &RunSpec, state: &dyn Fn() -> RunState) -> ControlFlow<()> {
        let _ = (spec, state);
        ControlFlow::Continue(())
    }

    /// A network is done, or has failed.
    fn finished(
        &mut self,
        spec: &RunSpec,
        outcome: Result<Checkpoint, TrainingError>,
    ) -> ControlFlow<()>;
}

/// A stack in training.
struct Ensemble<'a> {
    config: &'a TrainingConfig,
    members: Vec<RunState>,
    learner: Box<dyn Learner + 'a>,
    /// Number of images that an epoch learns from.
    images: usize,
}

/// The checkpoint of a network that keeps its initial weights.
pub fn untrained(spec: &RunSpec) -> Checkpoint {
    Checkpoint {
        spec: spec.clone(),
        training: TrainingLog {
            settings: String::new(),
            epochs: Vec::new(),
            kept: Vec::new(),
            stop: Stop::Untrained,
        },
        records: Records::default(),
        tensors: initial_tensors(spec),
    }
}

/// Trains networks of one replicate and one shape together, from their first epoch on. Each is passed to `finished` as
/// soon as it is done; `observe` sees the epoch and the number of networks still training.
///
/// # Errors
/// A loss that is not finite ends only that network and is passed to `finished` as the error.
///
/// # Panics
/// As [`resume`].
pub fn train(
    specs: &[RunSpec],
    dataset: &Dataset,
    config: &TrainingConfig,
    observe: &dyn Fn(&EpochLog, usize),
    finished: &mut dyn FnMut(&RunSpec, Result<Checkpoint, TrainingError>),
) {
    struct Closures<'a> {
        observe: &'a dyn Fn(&EpochLog, usize),
        finished: &'a mut dyn FnMut(&RunSpec, Result<Checkpoint, TrainingError>),
    }
    impl Observer for Closures<'_> {
        fn epoch(&mut self, log: &EpochLog, training: usize) {
            (self.observe)(log, training);
        }
        fn finished(
            &mut self,
            spec: &RunSpec,
            outcome: Result<Checkpoint, TrainingError>,
        ) -> ControlFlow<()> {
            (self.finished)(spec, outcome);
            ControlFlow::Continue(())
        }
    }
    let states = specs
        .iter()
        .map(|spec| RunState::new(spec, config))
        .collect();
    resume(states, dataset, config, &mut Closures { observe, finished });
}

/// Continues training from these states: runs of one replicate and one shape, all after the same number of epochs.
///
/// On the CPU, with one libtorch thread, an interrupted run ends with the same bits as an uninterrupted one. This requires
/// that its numbers do not depend on the other members of its stack, which holds for the shapes that `stack_size` lets
/// train together.
///
/// # Panics
/// The runs differ in dataset, architecture, replicate or epoch, or there are none; several networks that are not MLPs, or
/// one that is TorchScript.
pub fn resume(
    states: Vec<RunState>,
    dataset: &Dataset,
    config: &TrainingConfig,
    observer: &mut dyn Observer,
) {
    let first = states.first().expect("a stack has members");
    let key = |s: &RunState| {
        let spec = s.spec();
        (
            spec.dataset,
            spec.architecture.clone(),
            spec.run,
            s.epochs(),
        )
    };
    assert!(
        states.iter().all(|s| key(s) == key(first)),
        "members of a stack share data, shape, run and epoch"
    );
    let _no_grad = tch::no_grad_guard();
    let split = dataset
        .first_training(config.images)
        .split(&first.spec().seeds());
    let epochs = first.epochs()..config.max_epochs;
    let mut ensemble = Ensemble::new(states, &split, config);
    for epoch in epochs {
        if ensemble.epoch(epoch, observer).is_break() || ensemble.members.is_empty() {
            return;
        }
    }
}

impl<'a> Ensemble<'a> {
    fn new(mut members: Vec<RunState>, split: &'a Split, config: &'a TrainingConfig) -> Self {
        let common = Common::new(members[0].spec(), split, config);
        let learner: Box<dyn Learner + 'a> = match members[0].spec().architecture {
            Architecture::Mlp { .. } => Box::new(MlpStack::new(&mut members, common, |m| {
                initial_mlp(m.spec())
            })),
            _ => {
                assert_eq!(members.len(), 1, "networks other than MLPs train alone");
                let fresh = |m: &RunState| initial_tensors(m.spec());
                Box::new(Single::new(&mut members[0], common, fresh))
            }
        };
        Self {
            config,
            members,
            learner,
            images: split.train.len(),
        }
    }

    fn epoch(&mut self, epoch: usize, observer: &mut dyn Observer) -> ControlFlow<()> {
        let of = self.images;
        let logs = self.train_epoch(epoch, &mut |done| observer.images(epoch, done, of));
        let mut staying = Vec::new();
        for (r, log) in logs.iter().enumerate() {
            match self.close_epoch(r, log) {
                Some(outcome) => observer.finished(self.members[r].spec(), outcome)?,
                None => staying.push(r),
            }
        }
        observer.epoch(&logs[0], staying.len());
        if staying.len() < self.members.len() && !staying.is_empty() {
            self.learner.keep(&staying);
        }
        let mut at = 0;
        self.members.retain(|_| {
            at += 1;
            staying.contains(&(at - 1))
        });
        for (r, member) in self.members.iter().enumerate() {
            let state = || member.with_network(self.learner.state(r));
            observer.state(member.spec(), &state)?;
        }
        ControlFlow::Continue(())
    }

    /// One pass over the training examples and one over the validation examples.
    fn train_epoch(&mut self, epoch: usize, heard: &mut dyn FnMut(usize)) -> Vec<EpochLog> {
        let train = self.learner.train_epoch(epoch, &self.members, heard);
        let val = self.learner.validate();
        let norms = self.learner.norms();
        let log = |r: usize| EpochLog {
            epoch,
            train_loss: train[r].loss,
            train_accuracy: train[r].accuracy,
            val_loss: val[r].loss,
            val_accuracy: val[r].accuracy,
            learning_rate: self.members[r].schedule.learning_rate,
            weight_sq_sum: norms[r].sq_sum,
            weight_l1: norms[r].l1,
        };
        (0..self.members.len()).map(log).collect()
    }

    /// Records an epoch of member `r`; `Some` if it was the member's last.
    fn close_epoch(
        &mut self,
        r: usize,
        log: &EpochLog,
    ) -> Option<Result<Checkpoint, TrainingError>> {
        let (member, learner) = (&mut self.members[r], &self.learner);
        for loss in [log.train_loss, log.val_loss] {
            if !loss.is_finite() {
                return Some(Err(TrainingError::Diverged {
                    run_id: member.spec().run_id(),
                    epoch: log.epoch,
                    loss,
                }));
            }
        }
        let stop = if member.book(log, self.config, || learner.weights(r)) {
            Stop::EarlyStop
        } else if log.epoch + 1 == self.config.max_epochs {
            Stop::EpochLimit
        } else {
            return None;
        };
        Some(Ok(member.checkpoint(stop, learner.weights(r))))
    }
}
