//! Variation of information of two partitions (Meilă, *Comparing clusterings by the variation of information*, COLT 2003), in bits.
//!
//! VI = H(a|b) + H(b|a) = 2 H(a,b) − H(a) − H(b), a metric in \[0, log₂ n\]; its similarity form is
//! 1 − ½ (H(b|a)/H(b) + H(a|b)/H(a)), in \[0, 1\].

use super::super::contingency::{Contingency, DeadUnits};
use super::super::error::AlignmentError;
use super::super::pair::Pair;
use super::Found;
use crate::modularity::Partition;

/// Variation of information, a distance in bits, \[0, log₂ n\]: 0 for equal partitions. `None` when no unit is left to compare.
///
/// # Errors
/// When the partitions differ in their number of units.
pub fn variation_of_information(
    first: &Partition,
    second: &Partition,
    dead: DeadUnits,
) -> Result<Option<f64>, AlignmentError> {
    Ok(distance_of_table(&Contingency::new(first, second, dead)?))
}

/// Similarity form of the variation of information, in \[0, 1\]: 1 for equal partitions, 0 for independent ones (clusim's "entropy" norm).
///
/// `None` when either partition is a single group, whose entropy is 0, and when no unit is left to compare.
///
/// # Errors
/// When the partitions differ in their number of units.
pub fn vi_similarity(
    first: &Partition,
    second: &Partition,
    dead: DeadUnits,
) -> Result<Option<f64>, AlignmentError> {
    Ok(similarity_of_table(&Contingency::new(first, second, dead)?))
}

pub(super) fn distance(pair: &mut Pair<'_>) -> Found {
    Ok(distance_of_table(&pair.table))
}

pub(super) fn similarity(pair: &mut Pair<'_>) -> Found {
    Ok(similarity_of_table(&pair.table))
}

fn distance_of_table(table: &Contingency) -> Option<f64> {
    let (second_given_first, first_given_second) = conditional_entropies(table);
    (table.n_units > 0).then_some(second_given_first + first_given_second)
}

fn similarity_of_table(table: &Contingency) -> Option<f64> {
    if table.rows.len() < 2 || table.columns.len() < 2 {
        return None;
    }
    let (second_given_first, first_given_second) = conditional_entropies(table);
    let unexplained = second_given_first / entropy(&table.columns, table.n_units)
        + first_given_second / entropy(&table.rows, table.n_units);
    Some(1.0 - 0.5 * unexplained)
}

/// H(second|first) and H(first|second) in bits: sums of terms ≥ 0, exactly 0 where one partition decides the other.
fn conditional_entropies(table: &Contingency) -> (f64, f64) {
    let n = table.n_units as f64;
    table.cells().fold((0.0, 0.0), |(second, first), cell| {
        let (shared, a, b) = (cell.0 as f64, cell.1 as f64, cell.2 as f64);
        let share = shared / n;
        (
            second + share * (a / shared).log2(),
            first + share * (b / shared).log2(),
        )
    })
}

fn entropy(sizes: &[usize], n_units: usize) -> f64 {
    let n = n_units as f64;
    sizes
        .iter()
        .map(|&size| size as f64 / n * (n / size as f64).log2())
        .sum()
}
