//! Newman's modularity Q.
//!
//! Q = Σᵢⱼ Bᵢⱼ·\[i and j in the same module\], with the modularity matrix B = A/2m − γ k kᵀ/(2m)² (Newman, PNAS 2006, eqs. 1–4;
//! resolution γ: Reichardt & Bornholdt 2006). Units in no module add nothing. Q lies in \[−½, 1\] for γ = 1.

use serde::{Deserialize, Serialize};

use super::adjacency::Adjacency;
use super::error::ModularityError;
use super::partition::Partition;

/// Resolution γ ≥ 0: weight of the null model. 1 is Newman's Q; larger values prefer more and smaller modules.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Resolution(f64);

impl Resolution {
    /// Checks a resolution.
    ///
    /// # Errors
    /// γ is negative or not finite.
    pub fn new(gamma: f64) -> Result<Self, ModularityError> {
        if gamma.is_finite() && gamma >= 0.0 {
            Ok(Self(gamma))
        } else {
            Err(ModularityError::Resolution { found: gamma })
        }
    }

    /// The value γ.
    #[must_use]
    pub fn gamma(self) -> f64 {
        self.0
    }
}

impl Default for Resolution {
    fn default() -> Self {
        Self(1.0)
    }
}

impl TryFrom<f64> for Resolution {
    type Error = ModularityError;

    fn try_from(gamma: f64) -> Result<Self, Self::Error> {
        Self::new(gamma)
    }
}

impl From<Resolution> for f64 {
    fn from(resolution: Resolution) -> Self {
        resolution.0
    }
}

/// Q of a partition, module by module: Σ_c (weight inside c)/2m − γ (strength of c / 2m)².
///
/// Reads only each module's own block of A. Tests compare it with the double sum over all pairs.
///
/// # Errors
/// Adjacency and partition differ in their number of units.
pub fn modularity_q(
    adjacency: &Adjacency,
    partition: &Partition,
    resolution: Resolution,
) -> Result<f64, ModularityError> {
    check_sizes(adjacency, partition.n_units())?;
    let (weights, total) = (adjacency.weights(), adjacency.total());
    let mut q = 0.0;
    for members in partition.members() {
        let mut inside = 0.0;
        let mut strength = 0.0;
        for (position, &i) in members.iter().enumerate() {
            strength += adjacency.strengths()[i];
            // Symmetric, zero diagonal: each pair once, counted twice.
            inside += 2.0
                * members[position + 1..]
                    .iter()
                    .map(|&j| weights[[i, j]])
                    .sum::<f64>();
        }
        q += inside / total - resolution.gamma() * (strength / total).powi(2);
    }
    Ok(q)
}

/// Q of a partition in which live units may be in no module, as in the paper's code: Σ_c (e_cc − a_c²) with e = Pᵀ A P/2m and
/// a_c = Σ_d e_cd (Newman & Girvan, PRE 2004, eq. 5).
///
/// Links to units in no module then count in 2m but not in a_c, so the value is above [`modularity_q`], whose k_i keep them; the two are
/// equal when every live unit is in a module. It matters where a partition meets another matrix's adjacency, with other dead units.
///
/// # Errors
/// When adjacency and partition differ in their number of units.
pub fn modularity_q_of_assigned(
    adjacency: &Adjacency,
    partition: &Partition,
) -> Result<f64, ModularityError> {
    check_sizes(adjacency, partition.n_units())?;
    let (labels, total) = (partition.labels(), adjacency.total());
    let mut inside = 0.0;
    let mut strengths = vec![0.0; partition.n_modules()];
    for (row, label) in adjacency.weights().rows().into_iter().zip(labels) {
        let Some(module) = *label else { continue };
        for (weight, other) in row.iter().zip(labels) {
            if let Some(other) = *other {
                strengths[module] += weight / total;
                if other == module {
                    inside += weight / total;
                }
            }
        }
    }
    Ok(inside - strengths.iter().map(|share| share * share).sum::<f64>())
}

pub(super) fn check_sizes(adjacency: &Adjacency, found: usize) -> Result<(), ModularityError> {
    if found == adjacency.n_units() {
        Ok(())
    } else {
        Err(ModularityError::SizeMismatch {
            expected: adjacency.n_units(),
            found,
        })
    }
}
