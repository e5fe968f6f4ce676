//! Settings of a comparison.

use serde::{Deserialize, Serialize};

use super::contingency::DeadUnits;

/// How Ω, the number of contingency tables with given margins, is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Omega {
    /// Diaconis & Efron's estimate (1985; eq. 29 of the RMI paper), which clusim 0.4 and so the paper use. It overestimates when
    /// modules are tiny: two equal partitions into singletons get a negative RMI.
    #[default]
    DiaconisEfron,
    /// Counted exactly; for small tables.
    Exact,
}

/// Settings of a comparison; the defaults are the paper's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlignmentConfig {
    /// Shuffles behind the greedy overlap's null and Mantel's test; 5,000. Zero leaves both out.
    pub n_shuffles: usize,
    /// How the measures over contingency tables treat dead units. Overlaps and Q always ignore them.
    pub dead_units: DeadUnits,
    /// How reduced mutual information counts contingency tables.
    pub omega: Omega,
}

impl Default for AlignmentConfig {
    fn default() -> Self {
        Self {
            n_shuffles: 5_000,
            dead_units: DeadUnits::default(),
            omega: Omega::default(),
        }
    }
}
