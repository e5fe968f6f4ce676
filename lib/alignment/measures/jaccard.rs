//! Jaccard index of the pairs of units that share a module (Ben-Hur, Elisseeff & Guyon, *A stability based method for discovering
//! structure in clustered data*, Pacific Symposium on Biocomputing 2002).

use super::super::pair::Pair;
use super::Found;

/// Pairs of units that share a module in both partitions over those that do in either, in [0, 1]; `None` if there is no such pair.
pub(super) fn score(pair: &mut Pair<'_>) -> Found {
    let pairs = |size: usize| (size * size.saturating_sub(1)) as f64 / 2.0;
    let within = |sizes: &[usize]| sizes.iter().map(|&size| pairs(size)).sum::<f64>();
    let both: f64 = pair.table.cells().map(|cell| pairs(cell.0)).sum();
    let either = within(&pair.table.rows) + within(&pair.table.columns) - both;
    Ok((either > 0.0).then(|| both / either))
}
