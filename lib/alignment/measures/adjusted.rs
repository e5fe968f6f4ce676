//! Measures that are corrected for chance: 0 on average over partitions with groups of the same sizes, 1 for equal ones.
//!
//! Adjusted Rand index (Hubert & Arabie, *Comparing partitions*, Journal of Classification 1985) and adjusted mutual information
//! (Vinh, Epps & Bailey, *Information theoretic measures for clusterings comparison*, JMLR 2010; normalised by the mean entropy).

use super::super::contingency::{Contingency, DeadUnits};
use super::super::error::AlignmentError;
use super::super::pair::Pair;
use super::Found;
use crate::modularity::Partition;
use crate::statistics::ln_factorial;

/// Rounding steps of the largest logarithm of a factorial that the mean mutual information may be off by.
const ROUNDINGS: f64 = 8.0;

/// Adjusted Rand index, at most 1; `None` where both partitions are one group or both singletons, and without units to compare.
///
/// # Errors
/// When the partitions differ in their number of units.
pub fn adjusted_rand_index(
    first: &Partition,
    second: &Partition,
    dead: DeadUnits,
) -> Result<Option<f64>, AlignmentError> {
    Ok(rand_of_table(&Contingency::new(first, second, dead)?))
}

/// Adjusted mutual information, at most 1; `None` as [`adjusted_rand_index`], and where rounding hides the difference between chance and
/// equal partitions (ten million units of which only a few share a group).
///
/// # Errors
/// When the partitions differ in their number of units.
pub fn adjusted_mutual_information(
    first: &Partition,
    second: &Partition,
    dead: DeadUnits,
) -> Result<Option<f64>, AlignmentError> {
    Ok(information_of_table(&Contingency::new(
        first, second, dead,
    )?))
}

pub(super) fn rand(pair: &mut Pair<'_>) -> Found {
    Ok(rand_of_table(&pair.table))
}

pub(super) fn information(pair: &mut Pair<'_>) -> Found {
    Ok(information_of_table(&pair.table))
}

fn rand_of_table(table: &Contingency) -> Option<f64> {
    let pairs = |size: usize| (size * size.saturating_sub(1)) as f64 / 2.0;
    let within = |sizes: &[usize]| sizes.iter().map(|&s| pairs(s)).sum::<f64>();
    let both: f64 = table.cells().map(|cell| pairs(cell.0)).sum();
    let (first, second, all) = (
        within(&table.rows),
        within(&table.columns),
        pairs(table.n_units),
    );
    if table.cannot_be_shuffled() {
        return None;
    }
    let (chance, most) = (first * second / all, (first + second) / 2.0);
    Some((both - chance) / (most - chance))
}

fn information_of_table(table: &Contingency) -> Option<f64> {
    if table.cannot_be_shuffled() {
        return None;
    }
    let n = table.n_units as f64;
    let shared: f64 = table
        .cells()
        .map(|(count, a, b)| nats_of(count as f64, a as f64, b as f64, n))
        .sum();
    let entropy = |sizes: &[usize]| {
        let share = |&size: &usize| size as f64 / n * (n / size as f64).ln();
        sizes.iter().map(share).sum::<f64>()
    };
    let most = (entropy(&table.rows) + entropy(&table.columns)) / 2.0;
    let chance = information_by_chance(table);
    let rounding = ROUNDINGS * f64::EPSILON * ln_factorial(table.n_units) * most;
    (most - chance > rounding).then(|| (shared - chance) / (most - chance))
}

/// What a cell with `count` units adds to the mutual information, nats.
fn nats_of(count: f64, a: f64, b: f64, n: f64) -> f64 {
    count / n * (n * count / (a * b)).ln()
}

/// The mean mutual information over all ways to shuffle the units of one partition: each count n_rs is hypergeometric.
fn information_by_chance(table: &Contingency) -> f64 {
    let n = table.n_units;
    let mut sum = 0.0;
    for (a, b, pairs) in table.pairs_of_sizes() {
        let fixed = ln_factorial(a) + ln_factorial(b) + ln_factorial(n - a) + ln_factorial(n - b)
            - ln_factorial(n);
        for count in (a + b).saturating_sub(n).max(1)..=a.min(b) {
            let ln_share = fixed
                - ln_factorial(count)
                - ln_factorial(a - count)
                - ln_factorial(b - count)
                - ln_factorial(n + count - a - b);
            sum += pairs * ln_share.exp() * nats_of(count as f64, a as f64, b as f64, n as f64);
        }
    }
    sum
}
