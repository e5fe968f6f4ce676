//! Element-centric similarity of two partitions (Gates, Wood, Hetrick & Ahn, *Element-centric clustering comparison unifies overlaps
//! and hierarchy*, Sci. Rep. 2019).
//!
//! For disjoint modules the personalised PageRank of a unit is flat over its module and the restart probability α cancels:
//! S_i = 1 − ½ Σ_j |\[j∈a\]/|a| − \[j∈b\]/|b|| for unit i in modules a and b, which is |a∩b| / max(|a|, |b|). The similarity is
//! the mean over units, (1/n) Σ_rs n_rs² / max(a_r, b_s).

use super::contingency::{Contingency, DeadUnits};
use super::error::AlignmentError;
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

pub(super) fn of_table(table: &Contingency) -> Option<f64> {
    if table.n_units == 0 {
        return None;
    }
    let sum: f64 = table
        .cells()
        .map(|(shared, a, b)| (shared * shared) as f64 / a.max(b) as f64)
        .sum();
    Some(sum / table.n_units as f64)
}
