//! What can be wrong with an adjacency matrix, a partition of it, or a setting of an optimiser.

use thiserror::Error;

/// Every way in which this module refuses its input; each message states what was expected, what was found and where.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum ModularityError {
    /// The matrix is not square.
    #[error("an adjacency matrix must be square, found {rows} rows and {columns} columns")]
    NotSquare {
        /// Rows found.
        rows: usize,
        /// Columns found.
        columns: usize,
    },
    /// The matrix has no entries.
    #[error("an adjacency matrix needs at least one unit, found a 0x0 matrix")]
    Empty,
    /// An entry is NaN or infinite.
    #[error(
        "adjacency entries must be finite, found {value} at ({row}, {column}): first set entries without an association to 0"
    )]
    NotFinite {
        /// Row of the first offending entry.
        row: usize,
        /// Column of the first offending entry.
        column: usize,
        /// Its value.
        value: f64,
    },
    /// An entry is below zero.
    #[error(
        "adjacency entries must not be negative, found {value} at ({row}, {column}): first take absolute \
         values, or set entries below a threshold to 0"
    )]
    Negative {
        /// Row of the first offending entry.
        row: usize,
        /// Column of the first offending entry.
        column: usize,
        /// Its value.
        value: f64,
    },
    /// An entry differs from its mirror image by more than rounding.
    #[error(
        "an adjacency matrix must be symmetric, found {value} at ({row}, {column}) but {mirrored} at ({column}, {row}): take \
         (A + Aᵀ)/2 first, or A + Aᵀ of a triangle"
    )]
    NotSymmetric {
        /// Row of the first offending entry.
        row: usize,
        /// Column of the first offending entry.
        column: usize,
        /// Its value.
        value: f64,
        /// The value on the other side of the diagonal.
        mirrored: f64,
    },
    /// A unit is tied to itself.
    #[error("an adjacency matrix has a zero diagonal, found {value} at ({unit}, {unit})")]
    SelfLoop {
        /// First offending unit.
        unit: usize,
        /// Its diagonal entry.
        value: f64,
    },
    /// No two units are tied: Q would be 0/0.
    #[error(
        "at least one pair of units must be associated, found only zeros off the diagonal of {n_units} units"
    )]
    NoWeight {
        /// Number of units.
        n_units: usize,
    },
    /// The sum of all entries overflows.
    #[error("the sum of all adjacency entries must be finite, found {total}")]
    TotalOverflow {
        /// The sum found.
        total: f64,
    },
    /// Partition and adjacency differ in their number of units.
    #[error("the partition must cover the {expected} units of the adjacency, found {found}")]
    SizeMismatch {
        /// Units of the adjacency (or of the first partition).
        expected: usize,
        /// Units found.
        found: usize,
    },
    /// The resolution cannot weigh the null model.
    #[error("the resolution must be finite and not negative, found {found}")]
    Resolution {
        /// The value found.
        found: f64,
    },
    /// A setting is outside its range.
    #[error("{setting} must be {expected}, found {found}")]
    Setting {
        /// Name of the setting.
        setting: &'static str,
        /// Its range, in words.
        expected: &'static str,
        /// The value found.
        found: f64,
    },
}
