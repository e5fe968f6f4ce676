//! What is trained and measured, as plain data: networks, runs, experiments, association methods.
//!
//! Each grid of the paper is declared once, in a file of `spec/experiments/`; trainer, eval pass, tables and notebooks iterate over the same value.

mod architecture;
mod association;
mod dataset;
mod declaration;
mod experiment;
mod family;
mod grid;
mod lesion;
mod own_dataset;
mod regularizer;
mod run;
mod selection;
mod settings;
mod shipped;

pub use architecture::{Architecture, Declarable};
pub use association::{Association, AssociationMethod, Direction, Layer, Normalization, Order};
pub use dataset::DatasetName;
pub use declaration::{DatasetOf, parse};
pub use experiment::Experiment;
pub use family::Family;
pub use lesion::Lesion;
pub use own_dataset::OwnDataset;
pub use regularizer::{Regularizer, StrengthAxis, Strengths};
pub use run::RunSpec;
pub use selection::{Selection, Shard};
pub use settings::{EvalSettings, TrainingConfig};
pub use shipped::{EXPERIMENTS, experiment};

/// Why a specification is impossible.
#[derive(Debug, thiserror::Error, PartialEq)]
#[non_exhaustive]
pub enum SpecError {
    #[error("unknown {what} `{found}`: expected one of {}", expected.join(", "))]
    Unknown {
        what: &'static str,
        found: String,
        expected: Vec<String>,
    },
    #[error("a `{network}` cannot take the images of `{found}`: expected one of {}", expected.join(", "))]
    Misfit {
        /// Name of the architecture.
        network: &'static str,
        found: String,
        expected: Vec<String>,
    },
    #[error("{field} must be {expected}, found {found}")]
    OutOfRange {
        field: &'static str,
        expected: &'static str,
        found: f64,
    },
    #[error(
        "`{found}` cannot be the name of a new {what}: expected letters, digits, `-`, `_` and `.`, and a name that is not taken"
    )]
    Name { what: &'static str, found: String },
    #[error("{place}:{line}:{column}: {reason}")]
    Declaration {
        /// The file.
        place: String,
        /// From 1.
        line: usize,
        /// From 1, in characters.
        column: usize,
        reason: String,
    },
    #[error("`{found}` is not a range of runs: expected `3`, `0..3` (3 left out) or `0,2,5`")]
    Runs { found: String },
    #[error("`{found}` is not a shard: expected `I/N`, from `1/N` to `N/N`")]
    Shard { found: String },
}
