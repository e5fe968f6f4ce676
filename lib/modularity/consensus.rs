//! How stable modules are: agreement of many partitions of the same units, from restarts of a random optimiser.
//!
//! f_ij = share of the partitions that put i and j in one module (Lancichinetti & Fortunato, *Consensus clustering in complex
//! networks*, 2012). The stability of a pair is |2 f_ij − 1|: 1 when all partitions agree about it, 0 when they are split evenly.

use ndarray::{Array1, Array2, ArrayView2};
use rand::Rng;

use super::adjacency::Adjacency;
use super::cluster::{Optimizer, cluster};
use super::error::ModularityError;
use super::partition::Partition;
use super::quality::Resolution;

/// Agreement of several partitions of the same units.
#[derive(Debug, Clone, PartialEq)]
pub struct Consensus {
    co_membership: Array2<f64>,
    n_partitions: usize,
}

impl Consensus {
    /// Counts how often each pair of units shares a module.
    ///
    /// # Errors
    /// There is no partition, or they differ in their number of units.
    pub fn of(partitions: &[Partition]) -> Result<Self, ModularityError> {
        let first = partitions.first().ok_or(ModularityError::Setting {
            setting: "number of partitions",
            expected: "at least 1",
            found: 0.0,
        })?;
        let expected = first.n_units();
        let mut co_membership = Array2::zeros((expected, expected));
        for partition in partitions {
            if partition.n_units() != expected {
                return Err(ModularityError::SizeMismatch {
                    expected,
                    found: partition.n_units(),
                });
            }
            for members in partition.members() {
                for &i in &members {
                    members.iter().for_each(|&j| co_membership[[i, j]] += 1.0);
                }
            }
        }
        co_membership.mapv_inplace(|count| count / partitions.len() as f64);
        Ok(Self {
            co_membership,
            n_partitions: partitions.len(),
        })
    }

    /// f, n×n in \[0, 1\], symmetric; f_ii is the share of partitions in which unit i is in a module at all.
    #[must_use]
    pub fn co_membership(&self) -> ArrayView2<'_, f64> {
        self.co_membership.view()
    }

    /// Number of partitions counted.
    #[must_use]
    pub fn n_partitions(&self) -> usize {
        self.n_partitions
    }

    /// Stability of each unit: mean of |2f − 1| over its pairs with other live units, in \[0, 1\]; NaN for units that are in no
    /// module of any partition, or are the only live one.
    #[must_use]
    pub fn unit_stability(&self) -> Array1<f64> {
        let live: Vec<usize> = (0..self.co_membership.nrows())
            .filter(|&unit| self.co_membership[[unit, unit]] > 0.0)
            .collect();
        let mut stability = Array1::from_elem(self.co_membership.nrows(), f64::NAN);
        for &i in &live {
            let others = live.iter().filter(|&&j| j != i);
            let sum: f64 = others
                .map(|&j| (2.0 * self.co_membership[[i, j]] - 1.0).abs())
                .sum();
            stability[i] = sum / (live.len() as f64 - 1.0);
        }
        stability
    }

    /// Mean of |2f − 1| over all pairs of live units, in \[0, 1\]: 1 when all partitions are the same.
    ///
    /// `None` with fewer than two live units.
    #[must_use]
    pub fn stability(&self) -> Option<f64> {
        let units = self.unit_stability();
        let defined: Vec<f64> = units.into_iter().filter(|value| !value.is_nan()).collect();
        (!defined.is_empty()).then(|| defined.iter().sum::<f64>() / defined.len() as f64)
    }
}

/// Clusters `n_restarts` times with independent random numbers and counts agreement.
///
/// # Errors
/// As [`cluster`]; or `n_restarts` is 0.
pub fn consensus_of_restarts<R: Rng + ?Sized>(
    adjacency: &Adjacency,
    optimizer: &Optimizer,
    resolution: Resolution,
    n_restarts: usize,
    rng: &mut R,
) -> Result<Consensus, ModularityError> {
    let partitions: Vec<Partition> = (0..n_restarts)
        .map(|_| Ok(cluster(adjacency, optimizer, resolution, rng)?.partition))
        .collect::<Result<_, ModularityError>>()?;
    Consensus::of(&partitions)
}
