//! Sparsify: keep only the strongest associations, as an unweighted graph.

use super::adjacency::Adjacency;
use super::error::ModularityError;
use crate::statistics::quantile;

/// Keeps the strongest `fraction` of the non-zero pairs, each with weight 1.
///
/// The cut is the (1 − fraction) quantile, linearly interpolated, of the strict upper triangle's non-zero entries; pairs *at* the
/// cut stay, so an all-equal matrix keeps all of its pairs. Dead units have no non-zero pairs and do not count. The original's
/// `sparsify` reads some entries twice and scales the fraction twice; its numbers are not matched.
///
/// # Errors
/// When `fraction` is not in (0, 1].
pub fn sparsify(adjacency: &Adjacency, fraction: f64) -> Result<Adjacency, ModularityError> {
    if !(fraction > 0.0 && fraction <= 1.0) {
        return Err(ModularityError::Setting {
            setting: "fraction",
            expected: "in (0, 1]",
            found: fraction,
        });
    }
    let weights = adjacency.weights();
    let mut pairs: Vec<f64> = weights
        .indexed_iter()
        .filter(|((row, column), weight)| row < column && **weight > 0.0)
        .map(|(_, &weight)| weight)
        .collect();
    pairs.sort_unstable_by(f64::total_cmp);
    let cut = quantile(&pairs, 1.0 - fraction);
    let binary = weights.mapv(|weight| f64::from(u8::from(weight > 0.0 && weight >= cut)));
    Adjacency::new(binary.view())
}
