//! Training: the loop, its loss and penalties, schedule, early stopping and kept weights.
//!
//! Networks of the same shape and replicate number share initial weights, split and order of batches, so they train
//! as one *stack*: the batch is gathered once, and a layer of all members is one matrix product. A single network is
//! a stack of one. Each member has its own dropout, penalties, learning rate and stopping time; a finished member
//! leaves the stack. All other networks go through the same loop, one at a time.
//!
//! A sweep writes the state of every run at the end of each epoch, so a killed process loses at most the current epoch
//! and the run ends as if nothing had happened. A run whose loss is no longer finite is recorded as failed.

mod adam;
mod ensemble;
mod failure;
mod job;
mod learner;
mod mlp;
mod pace;
mod regularize;
mod reserve;
mod schedule;
mod single;
mod size;
mod stack;
mod state;
mod sweep;

pub use crate::spec::TrainingConfig;
pub use ensemble::{Observer, resume, train, untrained};
pub use failure::Failure;
pub use job::{Sweep, SweepReport};
pub use state::RunState;
pub use sweep::sweep;

/// Why a sweep cannot continue.
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
    #[error(
        "{}: it was trained under the settings {found}, and now they are {expected}: give the changed experiment another name, \
         or remove its networks", path.display()
    )]
    OtherSettings {
        path: std::path::PathBuf,
        expected: String,
        found: String,
    },
    #[error(
        "{}: expected a network {expected}, as the experiment declares, found {found}: give the changed experiment another name, \
         or remove its networks", path.display()
    )]
    OtherNetwork {
        path: std::path::PathBuf,
        expected: String,
        found: String,
    },
    #[error("run {run_id}: the loss became {loss} in epoch {epoch}; expected a finite number")]
    Diverged {
        run_id: String,
        epoch: usize,
        loss: f64,
    },
}
