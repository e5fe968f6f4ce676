//! The contingency table of two partitions: how many units each pair of modules shares.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::error::AlignmentError;
use crate::modularity::Partition;

/// How units in no module are treated when two partitions are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeadUnits {
    /// All dead units of a partition form one more group, as in the paper: sharing dead units makes partitions more alike.
    #[default]
    OneGroup,
    /// Units that are dead in either partition are left out.
    Drop,
}

/// Counts n_rs of units in group r of the first and group s of the second partition; no row or column is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Contingency {
    /// Row r, column s and n_rs of the cells that hold a unit, row by row: at most one per unit, whereas the whole table of a million
    /// modules on either side would not fit in memory.
    counts: Vec<(usize, usize, usize)>,
    /// Row sums a_r.
    pub(super) rows: Vec<usize>,
    /// Column sums b_s.
    pub(super) columns: Vec<usize>,
    /// Units counted, n.
    pub(super) n_units: usize,
}

impl Contingency {
    /// Counts two partitions of the same units.
    pub(super) fn new(
        first: &Partition,
        second: &Partition,
        dead: DeadUnits,
    ) -> Result<Self, AlignmentError> {
        check_sizes(first, second)?;
        let pairs: Vec<(usize, usize)> = match dead {
            DeadUnits::OneGroup => {
                let group = |partition: &Partition, label: &Option<usize>| {
                    label.unwrap_or(partition.n_modules())
                };
                let labels = first.labels().iter().zip(second.labels());
                labels
                    .map(|(a, b)| (group(first, a), group(second, b)))
                    .collect()
            }
            DeadUnits::Drop => {
                let labels = first.labels().iter().zip(second.labels());
                labels.filter_map(|(a, b)| a.zip(*b)).collect()
            }
        };
        Ok(Self::of_pairs(&pairs))
    }

    fn of_pairs(pairs: &[(usize, usize)]) -> Self {
        let (row_of, n_rows) = compact(pairs.iter().map(|pair| pair.0));
        let (column_of, n_columns) = compact(pairs.iter().map(|pair| pair.1));
        let mut cells: Vec<(usize, usize)> = pairs
            .iter()
            .map(|&(a, b)| (row_of[a], column_of[b]))
            .collect();
        cells.sort_unstable();
        let counts = cells.chunk_by(PartialEq::eq);
        let counts = counts
            .map(|same| (same[0].0, same[0].1, same.len()))
            .collect();
        let (mut rows, mut columns) = (vec![0; n_rows], vec![0; n_columns]);
        for (a, b) in cells {
            rows[a] += 1;
            columns[b] += 1;
        }
        Self {
            counts,
            rows,
            columns,
            n_units: pairs.len(),
        }
    }

    /// The whole table, row by row; `None` if that is more than `most` cells.
    pub(super) fn whole(&self, most: usize) -> Option<Vec<Vec<usize>>> {
        let (rows, columns) = (self.rows.len(), self.columns.len());
        if rows.saturating_mul(columns) > most {
            return None;
        }
        let mut table = vec![vec![0; columns]; rows];
        for &(row, column, shared) in &self.counts {
            table[row][column] = shared;
        }
        Some(table)
    }

    /// Each size of a row with each size of a column, ascending, and how many pairs of groups have them: (a, b, pairs).
    /// Expectations over shuffles depend on nothing else.
    pub(super) fn pairs_of_sizes(&self) -> Vec<(usize, usize, f64)> {
        let columns = occurring_sizes(&self.columns);
        let mut pairs = Vec::new();
        for (a, of_a) in occurring_sizes(&self.rows) {
            pairs.extend(
                columns
                    .iter()
                    .map(|(&b, of_b)| (a, b, (of_a * of_b) as f64)),
            );
        }
        pairs
    }

    /// Whether all ways to shuffle the units give the same table, up to the order of its rows: both partitions one group, both
    /// singletons, or no unit. Asked of the sizes, since what rounding leaves of a difference of 0 grows with the number of units.
    pub(super) fn cannot_be_shuffled(&self) -> bool {
        let groups = self.rows.len();
        groups == self.columns.len() && (groups <= 1 || groups == self.n_units)
    }

    /// Cells that hold a unit, with the sums of their row and column: (n_rs, a_r, b_s).
    pub(super) fn cells(&self) -> impl Iterator<Item = (usize, usize, usize)> + '_ {
        self.counts
            .iter()
            .map(|&(row, column, shared)| (shared, self.rows[row], self.columns[column]))
    }
}

/// How many groups have each size, ascending.
fn occurring_sizes(sizes: &[usize]) -> BTreeMap<usize, usize> {
    let mut occurring = BTreeMap::new();
    for &size in sizes {
        *occurring.entry(size).or_insert(0) += 1;
    }
    occurring
}

pub(super) fn check_sizes(first: &Partition, second: &Partition) -> Result<(), AlignmentError> {
    if first.n_units() == second.n_units() {
        Ok(())
    } else {
        Err(AlignmentError::SizeMismatch {
            first: first.n_units(),
            second: second.n_units(),
        })
    }
}

/// Numbers the labels that occur, in ascending order; returns each unit's number and how many there are.
fn compact(labels: impl Iterator<Item = usize> + Clone) -> (Vec<usize>, usize) {
    let top = labels.clone().max().map_or(0, |largest| largest + 1);
    let mut occurs = vec![false; top];
    labels.for_each(|label| occurs[label] = true);
    let mut n_groups = 0;
    let numbers = occurs
        .iter()
        .map(|&present| {
            let number = n_groups;
            n_groups += usize::from(present);
            number
        })
        .collect();
    (numbers, n_groups)
}
