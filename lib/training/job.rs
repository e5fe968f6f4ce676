//! A sweep as it is asked for, and what came of it.

use super::TrainingConfig;
use crate::spec::{Experiment, RunSpec};

/// A sweep to run.
#[derive(Debug)]
pub struct Sweep<'a> {
    /// Name of the experiment: the folder below `checkpoints/`.
    pub experiment: &'a str,
    /// What declares the experiment, where something does: its folder then holds networks of that dataset and shape only.
    pub declared: Option<&'a Experiment>,
    /// The networks, trained and untrained.
    pub specs: Vec<RunSpec>,
    /// How to train.
    pub config: TrainingConfig,
    /// Stacks trained at the same time, each with one libtorch thread.
    pub jobs: usize,
    /// Most members of a stack; `None`: as many as fit (`lib/training/size.rs`).
    pub stack: Option<usize>,
    /// Whether runs that failed before are tried again.
    pub retry: bool,
}

impl<'a> Sweep<'a> {
    /// All networks of a declared experiment, trained and untrained, as it says, by one worker.
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
    /// Those of them that an earlier process had begun.
    pub continued: usize,
    /// Networks that were there already.
    pub present: usize,
    /// Networks that another process is making.
    pub elsewhere: usize,
    /// Run id and reason of each failure, now or in an earlier sweep.
    pub failed: Vec<(String, String)>,
}
