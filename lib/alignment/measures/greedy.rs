//! Greedy overlap of two partitions, and how much of it is due to chance.
//!
//! Pair off modules greedily: the two that share most units first, ties to the lowest module of the first and then of the second
//! partition (modules are numbered by their first unit, so the order of the units decides ties); then the next two among the rest.
//! Score = units in paired modules / min(live units of each). Greedy pairing is not always optimal, but it is what the paper uses;
//! [`super::optimal_overlap`] is the best possible. Null: the same score after shuffling the units of the first partition, dead ones
//! included.

use rand::Rng;
use rand::seq::SliceRandom;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

use super::super::contingency::check_sizes;
use super::super::error::AlignmentError;
use super::super::pair::Pair;
use super::Found;
use crate::modularity::Partition;

/// Greedy overlap with its shuffle null.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct GreedyOverlap {
    /// Share of units in greedily paired modules, in \[0, 1\].
    pub score: f64,
    /// Shuffle null; `None` if no shuffles were requested.
    pub null: Option<ShuffleNull>,
}

/// The scores of shuffled partitions.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ShuffleNull {
    /// Number of shuffles n.
    pub n_shuffles: usize,
    /// Mean score.
    pub mean: f64,
    /// Standard deviation (population, 1/n).
    pub std: f64,
    /// Permutation p-value (k+1)/(n+1) with k shuffles scoring *at least* as high; in (0, 1].
    pub p_value: f64,
    /// Share of shuffles scoring strictly higher: the p of the paper's code. It is 0 if every shuffle ties, as with a single module.
    pub p_strict: f64,
}

fn found(pair: &mut Pair<'_>) -> Result<Option<GreedyOverlap>, AlignmentError> {
    pair.once(|pair| {
        greedy_overlap_with_null(pair.first, pair.second, pair.config.n_shuffles, pair.rng)
    })
}

fn null(pair: &mut Pair<'_>, of: fn(ShuffleNull) -> f64) -> Found {
    Ok(found(pair)?.and_then(|overlap| overlap.null).map(of))
}

pub(super) fn score(pair: &mut Pair<'_>) -> Found {
    Ok(found(pair)?.map(|overlap| overlap.score))
}

pub(super) fn null_mean(pair: &mut Pair<'_>) -> Found {
    null(pair, |null| null.mean)
}

pub(super) fn null_std(pair: &mut Pair<'_>) -> Found {
    null(pair, |null| null.std)
}

pub(super) fn p(pair: &mut Pair<'_>) -> Found {
    null(pair, |null| null.p_value)
}

pub(super) fn p_strict(pair: &mut Pair<'_>) -> Found {
    null(pair, |null| null.p_strict)
}

/// Greedy overlap in \[0, 1\] of two partitions; `None` when either has no live unit (0/0).
///
/// Source: Lange, Rolnick & Kording 2022, "alignment score".
///
/// # Errors
/// When the partitions differ in their number of units.
pub fn greedy_overlap(
    first: &Partition,
    second: &Partition,
) -> Result<Option<f64>, AlignmentError> {
    check_sizes(first, second)?;
    let Some(smaller) = smaller_live(first, second) else {
        return Ok(None);
    };
    let hits = Matcher::new(first, second).hits(&with_dead(first), &with_dead(second));
    Ok(Some(hits as f64 / smaller as f64))
}

/// Greedy overlap with the null of `n_shuffles` shuffles; `None` when either partition has no live unit.
///
/// # Errors
/// When the partitions differ in their number of units.
pub fn greedy_overlap_with_null<R: Rng + ?Sized>(
    first: &Partition,
    second: &Partition,
    n_shuffles: usize,
    rng: &mut R,
) -> Result<Option<GreedyOverlap>, AlignmentError> {
    check_sizes(first, second)?;
    let Some(smaller) = smaller_live(first, second) else {
        return Ok(None);
    };
    let mut matcher = Matcher::new(first, second);
    let (mut shuffled, fixed) = (with_dead(first), with_dead(second));
    let hits = matcher.hits(&shuffled, &fixed);
    let by_chance: Vec<usize> = (0..n_shuffles)
        .map(|_| {
            shuffled.shuffle(rng);
            matcher.hits(&shuffled, &fixed)
        })
        .collect();
    Ok(Some(GreedyOverlap {
        score: hits as f64 / smaller as f64,
        null: (n_shuffles > 0).then(|| ShuffleNull::of(&by_chance, hits, smaller)),
    }))
}

impl ShuffleNull {
    /// Summarises the paired units of shuffles. Shuffling keeps the denominator, so integers can be compared and ties are exact.
    fn of(by_chance: &[usize], hits: usize, smaller: usize) -> Self {
        let n = by_chance.len() as f64;
        let sum: usize = by_chance.iter().sum();
        let sum_of_squares: usize = by_chance.iter().map(|count| count * count).sum();
        // n² Var = n Σh² − (Σh)², exact in integers.
        let spread = (by_chance.len() * sum_of_squares - sum * sum) as f64;
        let at_least = by_chance.iter().filter(|count| **count >= hits).count();
        let above = by_chance.iter().filter(|count| **count > hits).count();
        Self {
            n_shuffles: by_chance.len(),
            mean: sum as f64 / n / smaller as f64,
            std: spread.sqrt() / n / smaller as f64,
            p_value: (at_least as f64 + 1.0) / (n + 1.0),
            p_strict: above as f64 / n,
        }
    }
}

/// Live units of the partition that has fewer; `None` if that is 0.
pub(super) fn smaller_live(first: &Partition, second: &Partition) -> Option<usize> {
    let smaller = first.n_assigned().min(second.n_assigned());
    (smaller > 0).then_some(smaller)
}

/// Labels in which dead units have one too: the number of modules.
fn with_dead(partition: &Partition) -> Vec<u32> {
    let dead = partition.n_modules();
    let labels = partition.labels().iter();
    labels.map(|label| label.unwrap_or(dead) as u32).collect()
}

/// Counts greedily paired units; keeps its buffers between shuffles.
struct Matcher {
    n_rows: usize,
    n_columns: usize,
    /// n_rs, flat, with one more row and column for dead units; empty if that would be too large.
    counts: Vec<u32>,
    /// The cells that hold a unit, as (n_rs, row, column).
    cells: Vec<(u32, u32, u32)>,
    row_taken: Vec<bool>,
    column_taken: Vec<bool>,
}

impl Matcher {
    /// The most cells of a table that is kept whole: 16 MB. A larger one is mostly empty, and its filled cells are found by sorting.
    const WHOLE: usize = 1 << 22;

    fn new(first: &Partition, second: &Partition) -> Self {
        Self::with_whole(first, second, Self::WHOLE)
    }

    fn with_whole(first: &Partition, second: &Partition, most: usize) -> Self {
        let (n_rows, n_columns) = (first.n_modules(), second.n_modules());
        let all = (n_rows + 1).saturating_mul(n_columns + 1);
        Self {
            n_rows,
            n_columns,
            counts: vec![0; if all <= most { all } else { 0 }],
            cells: Vec::new(),
            row_taken: vec![false; n_rows],
            column_taken: vec![false; n_columns],
        }
    }

    fn hits(&mut self, first: &[u32], second: &[u32]) -> usize {
        self.cells.clear();
        if self.counts.is_empty() {
            self.count_by_sorting(first, second);
        } else {
            self.count_in_table(first, second);
        }
        // The order in which greedy pairing picks, provided that taken rows and columns are skipped.
        self.cells
            .sort_unstable_by_key(|&(count, row, column)| (Reverse(count), row, column));
        self.row_taken.fill(false);
        self.column_taken.fill(false);
        let mut hits = 0;
        for &(count, row, column) in &self.cells {
            let taken = (
                &mut self.row_taken[row as usize],
                &mut self.column_taken[column as usize],
            );
            if !*taken.0 && !*taken.1 {
                (*taken.0, *taken.1) = (true, true);
                hits += count as usize;
            }
        }
        hits
    }

    fn count_in_table(&mut self, first: &[u32], second: &[u32]) {
        let stride = self.n_columns + 1;
        self.counts.fill(0);
        for (&a, &b) in first.iter().zip(second) {
            self.counts[a as usize * stride + b as usize] += 1;
        }
        for (row, counts) in self.counts.chunks(stride).take(self.n_rows).enumerate() {
            for (column, &count) in counts[..self.n_columns].iter().enumerate() {
                if count > 0 {
                    self.cells.push((count, row as u32, column as u32));
                }
            }
        }
    }

    fn count_by_sorting(&mut self, first: &[u32], second: &[u32]) {
        let mut pairs: Vec<(u32, u32)> =
            first.iter().copied().zip(second.iter().copied()).collect();
        pairs.retain(|&(a, b)| (a as usize) < self.n_rows && (b as usize) < self.n_columns);
        pairs.sort_unstable();
        let same = pairs.chunk_by(PartialEq::eq);
        self.cells
            .extend(same.map(|same| (same.len() as u32, same[0].0, same[0].1)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    #[test]
    fn a_large_table_counts_like_a_small_one() {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        for _ in 0..50 {
            let mut labels = || -> Vec<Option<usize>> {
                (0..40)
                    .map(|_| Some(rng.gen_range(0..9)).filter(|l| *l < 8))
                    .collect()
            };
            let (a, b) = (labels(), labels());
            let (a, b) = (Partition::from_labels(&a), Partition::from_labels(&b));
            let hits =
                |most| Matcher::with_whole(&a, &b, most).hits(&with_dead(&a), &with_dead(&b));
            assert_eq!(hits(0), hits(Matcher::WHOLE));
        }
    }
}
