//! Spearman's rank correlation of two adjacencies over the pairs i < j, ties at their mean rank, dead units' zeros included; and
//! Mantel's test of it.
//!
//! Pairs of units are not independent of each other (a unit takes part in n − 1 of them), so the p-value that a t approximation
//! gives is far too small. Mantel's test (*The detection of disease clustering and a generalized regression approach*, Cancer
//! Research 1967) shuffles the units of one adjacency, rows and columns together, and counts how often chance does as well.

use rand::seq::SliceRandom;
use rand::{Rng, RngCore};

use super::super::error::AlignmentError;
use super::super::pair::Pair;
use super::Found;
use crate::modularity::Adjacency;
use crate::statistics::doubled_mid_ranks;

/// Rank correlation r in \[−1, 1\] of the two strict upper triangles; `None` when one is constant or has fewer than three pairs.
///
/// # Errors
/// When the adjacencies differ in their number of units.
pub fn adjacency_spearman(
    first: &Adjacency,
    second: &Adjacency,
) -> Result<Option<f64>, AlignmentError> {
    Ok(Ranked::of(first, second)?.map(|ranked| ranked.correlation()))
}

/// Spearman's rank correlation of two equally long samples of finite numbers; `None` with fewer than three, or if one is constant.
#[must_use]
pub fn rank_correlation(x: &[f64], y: &[f64]) -> Option<f64> {
    let middle = (x.len() + 1) as f64;
    let centred = |values: &[f64]| -> Vec<f64> {
        let ranks = doubled_mid_ranks(values).into_iter();
        ranks.map(|rank| rank as f64 - middle).collect()
    };
    let (x, y) = (centred(x), centred(y));
    let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(u, v)| u * v).sum::<f64>();
    let spread = (product(&x, &x) * product(&y, &y)).sqrt();
    (x.len() > 2 && spread > 0.0).then(|| (product(&x, &y) / spread).clamp(-1.0, 1.0))
}

/// Mantel's test that units which are alike in one adjacency are alike in the other: p = (k + 1)/(n + 1), k of n shuffles with at
/// least the rank correlation found. One-sided, in (0, 1]; `None` as [`adjacency_spearman`], and without shuffles.
///
/// # Errors
/// When the adjacencies differ in their number of units.
pub fn mantel_test<R: Rng + ?Sized>(
    first: &Adjacency,
    second: &Adjacency,
    n_shuffles: usize,
    mut rng: &mut R,
) -> Result<Option<f64>, AlignmentError> {
    let ranked = Ranked::of(first, second)?;
    Ok(ranked.and_then(|ranked| ranked.p_by_shuffling(n_shuffles, &mut rng)))
}

pub(super) fn correlation(pair: &mut Pair<'_>) -> Found {
    match pair.adjacencies {
        Some((first, second)) => adjacency_spearman(first, second),
        None => Ok(None),
    }
}

pub(super) fn mantel_p(pair: &mut Pair<'_>) -> Found {
    match pair.adjacencies {
        Some((first, second)) => mantel_test(first, second, pair.config.n_shuffles, pair.rng),
        None => Ok(None),
    }
}

/// Two adjacencies as ranks. Twice the ranks less twice their mean are whole numbers, so equal sums are equal exactly.
struct Ranked {
    n_units: usize,
    /// n × n, symmetric, row by row.
    first: Vec<f64>,
    second: Vec<f64>,
    /// Square root of the product of both sums of squares over pairs.
    spread: f64,
}

impl Ranked {
    fn of(first: &Adjacency, second: &Adjacency) -> Result<Option<Self>, AlignmentError> {
        if first.n_units() != second.n_units() {
            return Err(AlignmentError::AdjacencyMismatch {
                first: first.n_units(),
                second: second.n_units(),
            });
        }
        let n_units = first.n_units();
        if n_units < 3 {
            return Ok(None);
        }
        let (first, second) = (centred_ranks(first), centred_ranks(second));
        let squares = |ranks: &[f64]| ranks.iter().map(|r| r * r).sum::<f64>() / 2.0;
        let spread = (squares(&first) * squares(&second)).sqrt();
        Ok((spread > 0.0).then_some(Self {
            n_units,
            first,
            second,
            spread,
        }))
    }

    fn correlation(&self) -> f64 {
        let order: Vec<usize> = (0..self.n_units).collect();
        (self.product(&order) / self.spread).clamp(-1.0, 1.0)
    }

    /// Σ over pairs of the first's rank times that of the second with its units in this order.
    fn product(&self, order: &[usize]) -> f64 {
        let n = self.n_units;
        let mut sum = 0.0;
        for (i, &row) in order.iter().enumerate() {
            let second = &self.second[row * n..(row + 1) * n];
            let first = &self.first[i * n..i * n + i];
            let pairs = first.iter().zip(order);
            sum += pairs.map(|(rank, &j)| rank * second[j]).sum::<f64>();
        }
        sum
    }

    fn p_by_shuffling(&self, n_shuffles: usize, rng: &mut dyn RngCore) -> Option<f64> {
        let mut order: Vec<usize> = (0..self.n_units).collect();
        let found = self.product(&order);
        let at_least = (0..n_shuffles)
            .filter(|_| {
                order.shuffle(rng);
                self.product(&order) >= found
            })
            .count();
        (n_shuffles > 0).then(|| (at_least as f64 + 1.0) / (n_shuffles as f64 + 1.0))
    }
}

/// Twice the centred ranks of the strict upper triangle as a symmetric matrix with zeros on the diagonal.
fn centred_ranks(adjacency: &Adjacency) -> Vec<f64> {
    let (weights, n) = (adjacency.weights(), adjacency.n_units());
    let pairs: Vec<(usize, usize)> = (0..n)
        .flat_map(|i| (i + 1..n).map(move |j| (i, j)))
        .collect();
    let values: Vec<f64> = pairs.iter().map(|&pair| weights[pair]).collect();
    let middle = (values.len() + 1) as f64;
    let mut matrix = vec![0.0; n * n];
    for (&(i, j), rank) in pairs.iter().zip(doubled_mid_ranks(&values)) {
        matrix[i * n + j] = rank as f64 - middle;
        matrix[j * n + i] = rank as f64 - middle;
    }
    matrix
}

#[cfg(test)]
mod tests {
    use super::rank_correlation;

    /// `scipy.stats.spearmanr([1, 2, 3, 4, 5], [5, 6, 7, 8, 7])`, the example of its documentation.
    #[test]
    fn ranks_correlate_as_in_the_documented_example_of_scipy() {
        let x = [1.0, 2.0, 3.0, 4.0, 5.0];
        let found = rank_correlation(&x, &[5.0, 6.0, 7.0, 8.0, 7.0]).unwrap();
        assert!((found - 0.820_782_681_668_123_3).abs() < 1e-14);
        assert_eq!(rank_correlation(&x, &[1.0; 5]), None);
        assert_eq!(rank_correlation(&x[..2], &[1.0, 2.0]), None);
        assert_eq!(rank_correlation(&x, &[9.0, 8.0, 3.0, 2.0, 0.0]), Some(-1.0));
    }
}
