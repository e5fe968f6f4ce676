//! A partition of n units into modules, in canonical form.
//!
//! Module ids are 0, 1, …, k−1 in order of first appearance, none empty; a unit without a module (a dead one) is `None`.
//! Two partitions that group the units alike are therefore equal as values.

use std::collections::HashMap;

use ndarray::Array2;
use serde::{Deserialize, Serialize};

/// Which module each unit belongs to; `None` for units in no module.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(from = "Vec<Option<usize>>", into = "Vec<Option<usize>>")]
pub struct Partition {
    labels: Vec<Option<usize>>,
    n_modules: usize,
}

impl Partition {
    /// Reads any labels, one per unit, and renames them 0..k in order of first appearance.
    #[must_use]
    pub fn from_labels(labels: &[Option<usize>]) -> Self {
        let mut names = HashMap::new();
        let labels = labels
            .iter()
            .map(|label| {
                label.map(|old| {
                    let next = names.len();
                    *names.entry(old).or_insert(next)
                })
            })
            .collect();
        Self {
            labels,
            n_modules: names.len(),
        }
    }

    /// Reads labels in which any negative number means "no module", as the original's files have them.
    #[must_use]
    pub fn from_signed_labels(labels: &[i64]) -> Self {
        let labels: Vec<_> = labels
            .iter()
            .map(|&label| usize::try_from(label).ok())
            .collect();
        Self::from_labels(&labels)
    }

    /// A partition from the labels of some units only (`units` and `modules` in parallel); all others of the `n_units` are in no module.
    ///
    /// # Panics
    /// If a unit is not below `n_units`, or the two slices differ in length.
    #[must_use]
    pub fn from_members(n_units: usize, units: &[usize], modules: &[usize]) -> Self {
        assert_eq!(units.len(), modules.len(), "one module for each unit");
        let mut labels = vec![None; n_units];
        for (&unit, &module) in units.iter().zip(modules) {
            labels[unit] = Some(module);
        }
        Self::from_labels(&labels)
    }

    /// Number of units n, those in no module included.
    #[must_use]
    pub fn n_units(&self) -> usize {
        self.labels.len()
    }

    /// Number of modules k; each has at least one unit.
    #[must_use]
    pub fn n_modules(&self) -> usize {
        self.n_modules
    }

    /// Number of units that are in a module.
    #[must_use]
    pub fn n_assigned(&self) -> usize {
        self.labels.iter().flatten().count()
    }

    /// Module of each unit, in 0..k or `None`.
    #[must_use]
    pub fn labels(&self) -> &[Option<usize>] {
        &self.labels
    }

    /// Number of units in each module, length k; sums to [`Partition::n_assigned`].
    #[must_use]
    pub fn module_sizes(&self) -> Vec<usize> {
        let mut sizes = vec![0; self.n_modules];
        for &module in self.labels.iter().flatten() {
            sizes[module] += 1;
        }
        sizes
    }

    /// Units of each module in ascending order, length k.
    #[must_use]
    pub fn members(&self) -> Vec<Vec<usize>> {
        let mut members = vec![Vec::new(); self.n_modules];
        for (unit, label) in self.labels.iter().enumerate() {
            if let Some(module) = *label {
                members[module].push(unit);
            }
        }
        members
    }

    /// Membership matrix P, n×k: P_ic = 1 when unit i is in module c, else 0; a dead unit's row is zero.
    #[must_use]
    pub fn membership(&self) -> Array2<f64> {
        Array2::from_shape_fn((self.n_units(), self.n_modules), |(unit, module)| {
            f64::from(u8::from(self.labels[unit] == Some(module)))
        })
    }

    /// All units sorted by module, ascending within each, units without a module last: the order in which figures show them.
    #[must_use]
    pub fn order_by_module(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.n_units()).collect();
        order.sort_by_key(|&unit| self.labels[unit].unwrap_or(usize::MAX));
        order
    }
}

impl From<Vec<Option<usize>>> for Partition {
    fn from(labels: Vec<Option<usize>>) -> Self {
        Self::from_labels(&labels)
    }
}

impl From<Partition> for Vec<Option<usize>> {
    fn from(partition: Partition) -> Self {
        partition.labels
    }
}
