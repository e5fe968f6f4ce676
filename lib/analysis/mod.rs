//! From checkpoints to tables: what people slice, plot and freeze.
//!
//! [`load`] gives five tidy frames of an experiment, read from the checkpoints or from frozen parquet files by the same
//! code. Every column is named once, in [`columns`]. The helpers are thin layers over polars that take references and
//! return frames.

mod bootstrap;
mod claims;
pub mod columns;
mod control;
mod csv;
mod examples;
mod freeze;
mod frozen;
mod function_claims;
mod headers;
mod labels;
mod load;
mod networks;
mod provenance;
mod rank_sum;
mod results;
mod significance;
mod slice;
mod strength;
mod summary;
mod tables;
mod units;

use std::path::PathBuf;

pub use bootstrap::{Bootstrap, Unit, bootstrap_interval, difference_interval};
pub use claims::{claims, claims_by, claims_table, front_page, rule};
pub use control::difference_to_control;
pub use csv::read_csv;
pub use examples::PICTURED;
pub(crate) use examples::example_networks;
pub use freeze::{Destination, Frozen, freeze};
pub use function_claims::function_claims;
pub(crate) use function_claims::{function_by_family, function_difference};
pub use headers::Skipped;
pub(crate) use labels::{Quantity, meaning};
pub use load::{chosen_experiment, load, load_frozen};
pub use provenance::{ExampleNote, FileNote, Provenance};
pub use results::{Results, Source};
pub use significance::{holm, significance};
pub use slice::{Value, regularizers, select, sweep_of, sweeps, with_family};
pub(crate) use strength::{LEAST_ACCURACY, relative_strengths};
pub use strength::{keep_cells, least_accuracy, strongest_acceptable};
pub(crate) use summary::matrix_of_pairs;
pub use summary::{
    NullBand, cut_accuracy, difference_to_null, hidden_layers, matrix_of_means, mean_sem, null_band,
};
pub use units::{Spread, mean_by_unit};

/// Why a table cannot be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AnalysisError {
    #[error(transparent)]
    Io(#[from] crate::files::IoError),
    #[error(transparent)]
    Checkpoint(#[from] crate::checkpoint::CheckpointError),
    #[error(transparent)]
    Spec(#[from] crate::spec::SpecError),
    #[error("table operation: {0}")]
    Polars(#[from] polars::error::PolarsError),
    #[error(
        "experiment {experiment} has no results: no checkpoint in {} and no frozen table {}. \
         `updown sweep {experiment}` and `updown eval {experiment}` make them", folder.display(), frozen.display()
    )]
    NoResults {
        experiment: String,
        folder: PathBuf,
        frozen: PathBuf,
    },
    #[error("{} is not the provenance of frozen tables: {reason}", path.display())]
    Provenance { path: PathBuf, reason: String },
    #[error(
        "{} holds {frozen} evaluated networks of {experiment}, the checkpoints here only {found}: nothing was written. \
         `updown results {experiment} --fewer` replaces them all the same", folder.display()
    )]
    Fewer {
        experiment: String,
        folder: PathBuf,
        frozen: usize,
        found: usize,
    },
    #[error("{}: expected a table, found a file that cannot be read as one: {reason}", path.display())]
    Table { path: PathBuf, reason: String },
    #[error(
        "the tables in {} do not belong together: {reason}. A freeze that was interrupted leaves this behind; \
         `updown results {experiment}` freezes anew", folder.display()
    )]
    Mixture {
        folder: PathBuf,
        experiment: String,
        reason: String,
    },
    #[error(
        "{}: expected a folder, NAME.parquet or NAME.csv, found the ending `.{ending}`; a folder of this name is \
         written with `/` at its end", path.display()
    )]
    Ending { path: PathBuf, ending: String },
    #[error(
        "record {record} of {} has {found} fields, expected {expected} fields as in its first line", path.display()
    )]
    Record {
        path: PathBuf,
        record: usize,
        expected: usize,
        found: usize,
    },
    #[error("no row of the table has {wanted}")]
    Empty { wanted: String },
}
