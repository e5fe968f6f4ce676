//! Greedy overlap of two partitions, and how much of it chance gives.
//!
//! Pair off modules greedily: the two that share most units first, ties to the lowest module of the first and then of the second
//! partition (modules are numbered by their first unit, so the order of the units decides ties); then the next two among the rest. Score = units in paired modules / min(live units of each). Greedy is not always
//! optimal, and it is what the paper uses; [`super::optimal_overlap`] is the best that can be done. Null: the same score after shuffling which unit has which place in the first partition,
//! dead units included.

use rand::Rng;
use rand::seq::SliceRandom;
use serde::{Deserialize, Serialize};

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
    /// Shuffle null; `None` when no shuffles were asked for.
    pub null: Option<ShuffleNull>,
}

/// What shuffled partitions score.
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
    /// Share of shuffles scoring strictly higher: the p of the paper's code. It is 0 where every shuffle ties, as for one module.
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
    /// Summarises paired units by chance. Shuffling keeps the denominator, so whole numbers can be compared and ties are ties.
    fn of(by_chance: &[usize], hits: usize, smaller: usize) -> Self {
        let n = by_chance.len() as f64;
        let sum: usize = by_chance.iter().sum();
        let sum_of_squares: usize = by_chance.iter().map(|count| count * count).sum();
        // n² Var = n Σh² − (Σh)², exact in whole numbers.
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

/// Live units of the partition that has fewer; `None` where that is none.
pub(super) fn smaller_live(first: &Partition, second: &Partition) -> Option<usize> {
    let smaller = first.n_assigned().min(second.n_assigned());
    (smaller > 0).then_some(smaller)
}

/// A label beside which dead units have one too: the number of modules.
fn with_dead(partition: &Partition) -> Vec<u32> {
    let dead = partition.n_modules();
    let labels = partition.labels().iter();
    labels.map(|label| label.unwrap_or(dead) as u32).collect()
}

/// Counts greedily paired units; keeps its buffers between shuffles.
struct Matcher {
    n_rows: usize,
    n_columns: usize,
    /// n_rs, flat, with one more row and column for dead units.
    counts: Vec<u32>,
    /// Non-empty cells as numbers that sort like (largest count, lowest cell).
    cells: Vec<u64>,
    row_taken: Vec<bool>,
    column_taken: Vec<bool>,
}

impl Matcher {
    fn new(first: &Partition, second: &Partition) -> Self {
        let (n_rows, n_columns) = (first.n_modules(), second.n_modules());
        Self {
            n_rows,
            n_columns,
            counts: vec![0; (n_rows + 1) * (n_columns + 1)],
            cells: Vec::new(),
            row_taken: vec![false; n_rows],
            column_taken: vec![false; n_columns],
        }
    }

    fn hits(&mut self, first: &[u32], second: &[u32]) -> usize {
        let stride = self.n_columns + 1;
        self.counts.fill(0);
        for (&a, &b) in first.iter().zip(second) {
            self.counts[a as usize * stride + b as usize] += 1;
        }
        self.cells.clear();
        for row in 0..self.n_rows {
            for column in 0..self.n_columns {
                let count = self.counts[row * stride + column];
                if count > 0 {
                    let cell = (row * stride + column) as u64;
                    self.cells.push(u64::from(u32::MAX - count) << 32 | cell);
                }
            }
        }
        // The order in which greedy picks, once taken rows and columns are passed over.
        self.cells.sort_unstable();
        self.row_taken.fill(false);
        self.column_taken.fill(false);
        let mut hits = 0;
        for &packed in &self.cells {
            let cell = (packed & u64::from(u32::MAX)) as usize;
            let (row, column) = (cell / stride, cell % stride);
            if !self.row_taken[row] && !self.column_taken[column] {
                self.row_taken[row] = true;
                self.column_taken[column] = true;
                hits += self.counts[cell] as usize;
            }
        }
        hits
    }
}
