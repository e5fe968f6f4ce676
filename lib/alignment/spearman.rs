//! Spearman's rank correlation of two adjacencies: r over the pairs i < j, ties at their mean rank, dead units' zeros included.
//!
//! p is two-sided from t = r √(df/(1 − r²)) with df = pairs − 2 degrees of freedom, as in SciPy: p = I_{1−r²}(df/2, ½).

use serde::{Deserialize, Serialize};

use super::error::AlignmentError;
use super::special::regularized_beta;
use crate::modularity::Adjacency;

/// Rank correlation and its significance.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct RankCorrelation {
    /// Spearman's r in \[−1, 1\].
    pub r: f64,
    /// Two-sided p in \[0, 1\] by the t approximation. Pairs of units are not independent: read it as a scale, not as a test.
    pub p: f64,
}

/// Rank correlation of the two strict upper triangles; `None` when one is constant or has fewer than three pairs.
///
/// # Errors
/// When the adjacencies differ in their number of units.
pub fn adjacency_spearman(
    first: &Adjacency,
    second: &Adjacency,
) -> Result<Option<RankCorrelation>, AlignmentError> {
    if first.n_units() != second.n_units() {
        return Err(AlignmentError::AdjacencyMismatch {
            first: first.n_units(),
            second: second.n_units(),
        });
    }
    Ok(rank_correlation(
        &upper_triangle(first),
        &upper_triangle(second),
    ))
}

fn upper_triangle(adjacency: &Adjacency) -> Vec<f64> {
    let weights = adjacency.weights();
    let n = adjacency.n_units();
    (0..n)
        .flat_map(|i| (i + 1..n).map(move |j| (i, j)))
        .map(|pair| weights[pair])
        .collect()
}

/// Spearman's r and p of two equally long samples of finite numbers.
pub fn rank_correlation(x: &[f64], y: &[f64]) -> Option<RankCorrelation> {
    if x.len() < 3 {
        return None;
    }
    let (x, y) = (centred_ranks(x), centred_ranks(y));
    let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(u, v)| u * v).sum::<f64>();
    let spread = (product(&x, &x) * product(&y, &y)).sqrt();
    // Centred ranks are multiples of ½: constant samples are exactly 0.
    if spread == 0.0 {
        return None;
    }
    let r = (product(&x, &y) / spread).clamp(-1.0, 1.0);
    let freedom = (x.len() - 2) as f64;
    let p = regularized_beta(freedom / 2.0, 0.5, (1.0 - r) * (1.0 + r), r * r);
    Some(RankCorrelation { r, p })
}

/// Ranks less their mean; equal values share the mean of their ranks.
fn centred_ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<(f64, usize)> = values.iter().copied().zip(0..).collect();
    order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let middle = (values.len() as f64 - 1.0) / 2.0;
    let mut ranks = vec![0.0; values.len()];
    let mut start = 0;
    for tied in order.chunk_by(|a, b| a.0 == b.0) {
        let rank = start as f64 + (tied.len() as f64 - 1.0) / 2.0;
        tied.iter().for_each(|&(_, at)| ranks[at] = rank - middle);
        start += tied.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::rank_correlation;

    #[test]
    fn perfect_orders_have_r_of_one_and_p_of_zero() {
        let up = [0.1, 0.2, 0.5, 7.0];
        let down = [3.0, 2.0, 1.0, 0.0];
        let same = rank_correlation(&up, &up).unwrap();
        assert_eq!((same.r, same.p), (1.0, 0.0));
        let opposite = rank_correlation(&up, &down).unwrap();
        assert_eq!((opposite.r, opposite.p), (-1.0, 0.0));
    }

    #[test]
    fn constant_and_tiny_samples_have_no_correlation() {
        assert_eq!(
            rank_correlation(&[1.0; 5], &[1.0, 2.0, 3.0, 4.0, 5.0]),
            None
        );
        assert_eq!(rank_correlation(&[1.0, 2.0], &[1.0, 2.0]), None);
    }

    /// `scipy.stats.spearmanr([1, 2, 3, 4, 5], [5, 6, 7, 8, 7])`, the example of its documentation.
    #[test]
    fn p_agrees_with_the_documented_example_of_scipy() {
        let x = [1.0, 2.0, 3.0, 4.0, 5.0];
        let found = rank_correlation(&x, &[5.0, 6.0, 7.0, 8.0, 7.0]).unwrap();
        assert!((found.r - 0.820_782_681_668_123_3).abs() < 1e-14);
        assert!((found.p - 0.088_587_005_313_543_8).abs() < 1e-12);
    }
}
