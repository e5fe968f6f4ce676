//! One safetensors file a run: weights, spec, training log, results.
//!
//! The weights that a run is known by (lowest validation loss) have PyTorch's names at the top level
//! (`fc_layers.0.weight`, …, `proj.weight`), so any safetensors reader opens the file and finds a network; other
//! epochs' weights stand under `epoch=N/`, association matrices under `association/METHOD/LAYER`. Everything that is
//! not a tensor is one JSON text in the header, under the key `updown`.
//!
//! Files are replaced, never changed: a new version is written beside the old one and renamed over it.

mod digest;
mod file;
#[cfg(feature = "cli")]
pub mod lightning;
mod lock;
mod records;

pub use digest::weights_digest;
#[cfg(feature = "torch")]
pub(crate) use file::remove_unfinished;
pub(crate) use file::write_atomically;
pub use file::{Checkpoint, CheckpointError, TensorData, read_tensors, write_tensors};
pub use lock::FileLock;
pub use records::{
    AlignmentRecord, AssociationRecord, EpochLog, LeidenAlignment, LeidenRecord, Machinery,
    ModuleRecord, Outcome, Performance, Record, Records, Robustness, Score, SearchSummary, Stop,
    TrainingLog, WeightNorms, WeightStatistics,
};
