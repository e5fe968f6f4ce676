//! Element-centric similarity of two partitions (Gates, Wood, Hetrick & Ahn, *Element-centric clustering comparison unifies overlaps
//! and hierarchy*, Sci. Rep. 2019).
//!
//! For disjoint modules the personalised PageRank of a unit is flat over its module and the restart probability α cancels:
//! S_i = 1 − ½ Σ_j |\[j∈a\]/|a| − \[j∈b\]/|b|| for unit i in modules a and b, which is |a∩b| / max(|a|, |b|). The similarity is
//! the mean over units, (1/n) Σ_rs n_rs² / max(a_r, b_s).
//!
//! Corrected for chance it is (S − E)/(1 − E), E the mean over all ways to shuffle the units of one partition (Gates & Ahn, *The
//! impact of random models on clustering similarity*, JMLR 2017). Shuffled n_rs are hypergeometric, so E is a closed form:
//! E n_rs² = (ab/n)² + ab(n − a)(n − b)/(n²(n − 1)).

use super::super::contingency::{Contingency, DeadUnits};
use super::super::error::AlignmentError;
use super::super::pair::Pair;
use super::Found;
use crate::modularity::Partition;

/// Element-centric similarity in (0, 1]; 1 for equal partitions, 1/n for singletons against one module.
///
/// `None` when no unit is left to compare.
///
/// # Errors
/// When the partitions differ in their number of units.
pub fn element_centric_similarity(
    first: &Partition,
    second: &Partition,
    dead: DeadUnits,
) -> Result<Option<f64>, AlignmentError> {
    Ok(of_table(&Contingency::new(first, second, dead)?))
}

/// Element-centric similarity corrected for chance: 0 on average over shuffled units, 1 for equal partitions.
///
/// `None` where shuffling changes nothing (each partition is one group, or both are singletons) and when no unit is left to compare.
///
/// # Errors
/// When the partitions differ in their number of units.
pub fn adjusted_element_similarity(
    first: &Partition,
    second: &Partition,
    dead: DeadUnits,
) -> Result<Option<f64>, AlignmentError> {
    Ok(adjusted_of_table(&Contingency::new(first, second, dead)?))
}

pub(super) fn similarity(pair: &mut Pair<'_>) -> Found {
    Ok(of_table(&pair.table))
}

pub(super) fn adjusted(pair: &mut Pair<'_>) -> Found {
    Ok(adjusted_of_table(&pair.table))
}

fn adjusted_of_table(table: &Contingency) -> Option<f64> {
    if table.cannot_be_shuffled() {
        return None;
    }
    let similarity = of_table(table)?;
    let chance = by_chance(table);
    Some((similarity - chance) / (1.0 - chance))
}

/// The mean similarity over all ways to shuffle the units of one partition.
fn by_chance(table: &Contingency) -> f64 {
    let n = table.n_units as f64;
    let mut sum = 0.0;
    for (a, b, pairs) in table.pairs_of_sizes() {
        let (a, b) = (a as f64, b as f64);
        let mean = a * b / n;
        // A single unit cannot be shuffled.
        let variance = mean * (n - a) * (n - b) / (n * (n - 1.0).max(1.0));
        sum += pairs * (mean * mean + variance) / a.max(b);
    }
    sum / n
}

fn of_table(table: &Contingency) -> Option<f64> {
    if table.n_units == 0 {
        return None;
    }
    let sum: f64 = table
        .cells()
        .map(|(shared, a, b)| (shared * shared) as f64 / a.max(b) as f64)
        .sum();
    Some(sum / table.n_units as f64)
}
