//! How many modules there are: the plain count is [`Partition::n_modules`]; the effective count weighs modules by size.
//!
//! Effective number = exp H, H = −Σ_c w_c ln w_c in nats. For w_c = share of the units it lies in \[1, k\].

use super::partition::Partition;

/// Effective number of modules as in the paper's code: w_c = units in c / *all* units, dead ones included.
///
/// The weights then do not sum to 1 and the number is no longer a count: 5 of 10 units in one module and 5 dead give √2;
/// all dead gives 1. Kept because the paper's figures show it.
#[must_use]
pub fn effective_n_modules(partition: &Partition) -> f64 {
    exp_entropy(partition, partition.n_units())
}

/// Effective number of modules with w_c = units in c / units in any module; in \[1, k\], and 0 when no unit is in a module.
#[must_use]
pub fn effective_n_modules_live(partition: &Partition) -> f64 {
    if partition.n_modules() == 0 {
        return 0.0;
    }
    exp_entropy(partition, partition.n_assigned())
}

fn exp_entropy(partition: &Partition, n_units: usize) -> f64 {
    partition
        .module_sizes()
        .iter()
        .map(|&size| entropy_term(size as f64 / n_units as f64))
        .sum::<f64>()
        .exp()
}

pub(super) fn entropy_term(weight: f64) -> f64 {
    if weight > 0.0 {
        -weight * weight.ln()
    } else {
        0.0
    }
}
