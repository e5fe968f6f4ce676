//! One safetensors file per run: weights, spec, training log, results.
//!
//! The weights that a run is known by (lowest validation loss) have PyTorch's names at the top level
//! (`fc_layers.0.weight`, …, `proj.weight`), so any safetensors reader opens the file and finds a network; other
//! epochs' weights stand under `epoch=N/`, association matrices under `association/METHOD/LAYER`, pictures of what
//! drives modules under `function/`. Everything that is not a tensor is one JSON text in the header, under the key `updown`.
//!
//! Files are replaced, never changed: a new version is written beside the old one and renamed over it.

mod column;
mod digest;
mod file;
mod functions;
mod records;
mod results;
mod score;
mod tensor;
mod training;

#[cfg(feature = "torch")]
pub(crate) use records::record_kinds;

pub use column::RunColumn;
pub use digest::weights_digest;
pub use file::{Checkpoint, CheckpointError, read_tensors, write_tensors};
pub use functions::{Functions, ModulesFunction, ModulesPictures, Pictures, UnitsFunction};
pub use records::{Cell, Environment, Metric, Outcome, Record, Records, State};
pub use results::{
    AlignmentRecord, AssociationRecord, Chance, LeidenAlignment, LeidenRecord, ModuleChance,
    ModuleRecord, Robustness, SearchSummary, WeightNorms, WeightStatistics,
};
pub use score::{Performance, Score};
pub use tensor::TensorData;
pub use training::{EpochLog, Stop, TrainingLog};
