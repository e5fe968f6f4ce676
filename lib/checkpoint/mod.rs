//! One safetensors file per run: weights, spec, training log, results.
//!
//! The weights that a run is known by (lowest validation loss) have PyTorch's names at the top level
//! (`fc_layers.0.weight`, …, `proj.weight`), so any safetensors reader opens the file and finds a network; other
//! epochs' weights stand under `epoch=N/`, association matrices under `association/METHOD/LAYER`, pictures of what
//! drives modules under `function/`. Everything that is not a tensor is one JSON text in the header, under the key `updown`.
//!
//! Files are replaced, never changed: a new version is written beside the old one and renamed over it.

mod column;
mod consistent;
mod digest;
mod file;
mod records;
mod results;
mod tensor;
mod training;

pub use digest::weights_digest;
pub use file::{Checkpoint, CheckpointError, read_tensors, write_tensors};
pub use records::{Cell, Environment, Metric, Outcome, Record, Records, State};
// The table of kinds, and the types that its rows hold.
pub use results::*;
pub use tensor::TensorData;
pub use training::{EpochLog, Stop, TrainingLog};
