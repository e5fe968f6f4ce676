//! The columns that a record fills in a table.

/// A column of the table of runs that a record fills.
#[derive(Debug)]
pub(crate) struct RunColumn<T> {
    pub name: &'static str,
    /// What the numbers are, with their unit.
    pub says: &'static str,
    /// Takes the number from a result.
    pub of: fn(&T) -> f64,
}
