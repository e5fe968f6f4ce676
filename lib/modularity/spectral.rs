//! Spectral clustering by repeated bisection (Newman, *Modularity and community structure in networks*, PNAS 2006).
//!
//! Breadth first, each module g is cut by the signs of the leading eigenvector of its generalised modularity matrix
//! B⁽ᵍ⁾ᵢⱼ = Bᵢⱼ − δᵢⱼ Σ_{l∈g} Bᵢₗ (eq. 6), as long as the cut raises Q. Deterministic.

use std::collections::VecDeque;

use ndarray::Array2;
use serde::{Deserialize, Serialize};

use super::adjacency::Adjacency;
use super::eigen::leading_eigenpair;
use super::partition::Partition;
use super::quality::Resolution;

/// A cut has to raise Q by more than rounding error.
const LEAST_GAIN: f64 = 1e-12;

/// Which vector cuts a module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpectralVariant {
    /// Newman's: the eigenvector of the algebraically largest eigenvalue of B⁽ᵍ⁾.
    #[default]
    Newman,
    /// The paper's code: the leading *singular* vector of the plain submatrix of B, without Newman's correction. When the most
    /// negative eigenvalue leads, as it does for unstructured matrices, nothing is cut and Q = 0.
    Reference,
}

/// Partition by repeated bisection; dead units are in no module.
///
/// O(n²) per Lanczos step and 10–100 steps per cut. Exact zeros of an eigenvector go to the positive side.
#[must_use]
pub fn spectral_partition(
    adjacency: &Adjacency,
    resolution: Resolution,
    variant: SpectralVariant,
) -> Partition {
    let (weights, strengths) = adjacency.live_fractions();
    let cutter = Cutter {
        weights,
        strengths,
        gamma: resolution.gamma(),
        variant,
    };
    let everything: Vec<usize> = (0..cutter.strengths.len()).collect();
    let mut queue = VecDeque::from([everything]);
    let mut done = Vec::new();
    while let Some(group) = queue.pop_front() {
        match cutter.cut(&group) {
            Some((one, other)) => queue.extend([one, other]),
            None => done.push(group),
        }
    }
    let mut labels = vec![None; adjacency.n_units()];
    for (module, group) in done.iter().enumerate() {
        for &position in group {
            labels[adjacency.live_units()[position]] = Some(module);
        }
    }
    Partition::from_labels(&labels)
}

struct Cutter {
    /// A/2m over live units.
    weights: Array2<f64>,
    /// k/2m over live units.
    strengths: Vec<f64>,
    gamma: f64,
    variant: SpectralVariant,
}

impl Cutter {
    /// Cuts a group in two if that raises Q.
    fn cut(&self, group: &[usize]) -> Option<(Vec<usize>, Vec<usize>)> {
        if group.len() < 2 {
            return None;
        }
        let vector = match self.variant {
            SpectralVariant::Newman => self.newman_vector(group)?,
            SpectralVariant::Reference => self.singular_vector(group),
        };
        let side = |positive: bool| {
            let chosen = move |(_, entry): &(&usize, &f64)| (**entry >= 0.0) == positive;
            let units = group.iter().zip(&vector).filter(chosen);
            units.map(|(&unit, _)| unit).collect::<Vec<_>>()
        };
        let (one, other) = (side(true), side(false));
        (self.gain(&one, &other) > LEAST_GAIN).then_some((one, other))
    }

    /// Leading eigenvector of the generalised modularity matrix; `None` when no direction has a positive eigenvalue.
    fn newman_vector(&self, group: &[usize]) -> Option<Vec<f64>> {
        let block = self.block(group);
        let row_sums: Vec<f64> = block.rows().into_iter().map(|row| row.sum()).collect();
        // Rows of the generalised matrix sum to zero: the constant vector is the eigenvector "do not cut".
        let pair = leading_eigenpair(group.len(), true, |x, y| {
            multiply(&block, x, y);
            for ((entry, sum), coordinate) in y.iter_mut().zip(&row_sums).zip(x) {
                *entry -= sum * coordinate;
            }
        });
        (pair.value > 0.0).then_some(pair.vector)
    }

    /// Eigenvector of the eigenvalue of largest magnitude, which is the top singular vector of a symmetric matrix.
    fn singular_vector(&self, group: &[usize]) -> Vec<f64> {
        let block = self.block(group);
        let top = leading_eigenpair(group.len(), false, |x, y| multiply(&block, x, y));
        let bottom = leading_eigenpair(group.len(), false, |x, y| {
            multiply(&block, x, y);
            y.iter_mut().for_each(|entry| *entry = -*entry);
        });
        if top.value >= bottom.value {
            top.vector
        } else {
            bottom.vector
        }
    }

    /// The group's block of B.
    fn block(&self, group: &[usize]) -> Array2<f64> {
        Array2::from_shape_fn((group.len(), group.len()), |(i, j)| {
            let (i, j) = (group[i], group[j]);
            self.weights[[i, j]] - self.gamma * self.strengths[i] * self.strengths[j]
        })
    }

    /// ΔQ of separating two groups: −2 Σ B between them.
    fn gain(&self, one: &[usize], other: &[usize]) -> f64 {
        let strength = |group: &[usize]| group.iter().map(|&i| self.strengths[i]).sum::<f64>();
        let between: f64 = one
            .iter()
            .map(|&i| other.iter().map(|&j| self.weights[[i, j]]).sum::<f64>())
            .sum();
        2.0 * (self.gamma * strength(one) * strength(other) - between)
    }
}

fn multiply(matrix: &Array2<f64>, x: &[f64], y: &mut [f64]) {
    for (row, entry) in matrix.rows().into_iter().zip(y) {
        *entry += row.iter().zip(x).map(|(a, b)| a * b).sum::<f64>();
    }
}
