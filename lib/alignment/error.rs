//! What can be wrong with a pair of partitions.

use thiserror::Error;

use crate::modularity::ModularityError;

/// Every way in which this module refuses its input.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum AlignmentError {
    /// The two partitions do not have the same units.
    #[error(
        "two partitions of the same units are expected, found {first} units in the first \
         and {second} in the second"
    )]
    SizeMismatch {
        /// Units of the first partition.
        first: usize,
        /// Units of the second.
        second: usize,
    },
    /// Two adjacency matrices do not have the same units.
    #[error(
        "two adjacencies of the same units are expected, found {first} units in the first \
         and {second} in the second"
    )]
    AdjacencyMismatch {
        /// Units of the first adjacency.
        first: usize,
        /// Units of the second.
        second: usize,
    },
    /// Counting contingency tables exactly would take too long.
    #[error(
        "exact counting is for small tables, found one of {rows} x {columns} over {n_units} units that needs more \
         than {limit} steps; use the Diaconis-Efron estimate"
    )]
    TableTooLarge {
        /// Modules of the first partition.
        rows: usize,
        /// Modules of the second partition.
        columns: usize,
        /// Units counted.
        n_units: usize,
        /// Steps allowed.
        limit: usize,
    },
    /// No measure has this name.
    #[error("expected the name of an alignment measure such as `vi`, found `{found}`")]
    UnknownMeasure {
        /// The name found.
        found: String,
    },
    /// Q of a partition on an adjacency could not be computed.
    #[error("transfer of modularity: {0}")]
    Modularity(#[from] ModularityError),
}
