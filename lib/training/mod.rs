//! Training: the loop, its loss and penalties, schedule, early stop and what is kept.
//!
//! Networks of the same shape and replicate number share initial weights, split and order of batches, so they train
//! as one *stack*: the batch is gathered once, and the layers of all members are one product of matrices. A single
//! network is a stack of one. Each member has its own dropout, penalties, learning rate and moment to stop; a member
//! that has finished leaves the stack. The residual CNN goes through the same loop, one network at a time.
//!
//! A sweep writes the state of every run at the end of each epoch, so that a process that is killed loses the running
//! epoch at most and the run ends as if nothing had happened. A run whose loss stops being finite is remembered as
//! failed.

mod adam;
mod claims;
mod cnn;
mod ensemble;
mod failure;
mod job;
mod learner;
mod mlp;
mod regularize;
mod schedule;
mod size;
mod stack;
mod state;
mod sweep;

use serde::{Deserialize, Serialize};

pub use ensemble::{Observer, resume, train, untrained};
pub use failure::Failure;
pub use job::{Sweep, SweepReport};
pub use size::stack_size;
pub use state::RunState;
pub use sweep::sweep;

/// A sweep that cannot go on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TrainingError {
    #[error(transparent)]
    Io(#[from] crate::files::IoError),
    #[error(transparent)]
    Spec(#[from] crate::spec::SpecError),
    #[error(transparent)]
    Data(#[from] crate::data::DataError),
    #[error(transparent)]
    Checkpoint(#[from] crate::checkpoint::CheckpointError),
    #[error("run {run_id}: the loss became {loss} in epoch {epoch}; expected a finite number")]
    Diverged {
        run_id: String,
        epoch: usize,
        loss: f64,
    },
}

/// How networks are trained (paper, appendix A).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrainingConfig {
    /// Adam's step size at the start.
    pub learning_rate: f64,
    /// Images in a batch.
    pub batch: usize,
    /// The step size is multiplied by this …
    pub plateau_factor: f64,
    /// … when the validation loss has not improved for more than this number of epochs.
    pub plateau_patience: usize,
    /// Training stops when the validation loss has not improved for this number of epochs.
    pub stop_patience: usize,
    /// Training stops after this number of epochs in any case.
    pub max_epochs: usize,
    /// Weights of this number of best epochs stay in the checkpoint, beside those of the last.
    pub keep: usize,
}

impl Default for TrainingConfig {
    fn default() -> Self {
        Self {
            learning_rate: 1e-3,
            batch: 200,
            plateau_factor: 0.25,
            plateau_patience: 3,
            stop_patience: 6,
            max_epochs: 500,
            keep: 3,
        }
    }
}
