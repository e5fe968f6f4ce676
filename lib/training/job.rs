//! A requested sweep, and its outcome.

use super::TrainingConfig;
use crate::spec::{Experiment, RunSpec};

/// A sweep to run.
#[derive(Debug)]
pub struct Sweep<'a> {
    /// Name of the experiment: the folder below `checkpoints/`.
    pub experiment: &'a str,
    /// The experiment's declaration, if any: its folder then holds only networks of that dataset and shape.
    pub declared: Option<&'a Experiment>,
    /// The networks, trained and untrained.
    pub specs: Vec<RunSpec>,
    /// How to train.
    pub config: TrainingConfig,
    /// How many stacks are trained at the same time, each with one libtorch thread.
    pub jobs: usize,
    /// The most members of a stack; `None`: as many as fit (`lib/training/size.rs`).
    pub stack: Option<usize>,
    /// Whether runs that failed before are tried again.
    pub retry: bool,
}

impl<'a> Sweep<'a> {
    /// All networks of a declared experiment, trained and untrained, with its settings, by one worker.
    pub fn of(experiment: &'a Experiment) -> Self {
        Self {
            declared: Some(experiment),
            config: experiment.training.clone(),
            ..Self::new(&experiment.name, experiment.all())
        }
    }

    /// These networks of an experiment, trained as in the paper by one worker.
    pub fn new(experiment: &'a str, specs: Vec<RunSpec>) -> Self {
        Self {
            experiment,
            declared: None,
            specs,
            config: TrainingConfig::default(),
            jobs: 1,
            stack: None,
            retry: false,
        }
    }
}

/// What a sweep did.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct SweepReport {
    /// Networks that this call made.
    pub made: usize,
    /// Those among them that an earlier process had begun.
    pub continued: usize,
    /// Networks that were there already.
    pub present: usize,
    /// Networks that another process is making.
    pub elsewhere: usize,
    /// Run id and reason of each failure, now or in an earlier sweep.
    pub failed: Vec<(String, String)>,
}
