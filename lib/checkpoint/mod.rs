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
mod records;
mod tensor;

pub use digest::weights_digest;
pub use file::{Checkpoint, CheckpointError, read_tensors, write_tensors};
pub use records::{
    AlignmentRecord, AssociationRecord, Chance, EpochLog, Functions, LeidenAlignment, LeidenRecord,
    Machinery, Metric, ModuleChance, ModuleRecord, ModulesFunction, Outcome, Performance, Record,
    Records, Robustness, Score, SearchSummary, State, Stop, TrainingLog, UnitsFunction,
    WeightNorms, WeightStatistics,
};
pub use tensor::TensorData;
