//! Reduced mutual information (Newman, Cantwell & Young, *Improved mutual information measure for clustering, classification, and
//! community detection*, PRE 2020), in bits per unit.
//!
//! RMI = \[log₂(n! Π n_rs! / (Π a_r! Π b_s!)) − log₂ Ω(a, b)\] / n, where Ω counts the contingency tables with these row and column
//! sums. Without Ω, many small modules would look informative. The normalised form divides by the mean of both self-RMIs instead of n.

use std::collections::HashMap;

use super::super::config::Omega;
use super::super::contingency::{Contingency, DeadUnits};
use super::super::error::AlignmentError;
use super::super::pair::Pair;
use super::Found;
use crate::modularity::Partition;
use crate::statistics::{ln_factorial, ln_gamma};

/// Steps (rows distributed over columns) before exact counting gives up: about a second.
const EXACT_LIMIT: usize = 4_000_000;
/// A normaliser below this many bits per unit is rounding around 0.
const NO_INFORMATION: f64 = 1e-12;

/// Reduced mutual information, bits per unit; a similarity that may be negative and is 0 when either partition is one group.
///
/// `None` when no unit is left to compare.
///
/// # Errors
/// When the partitions differ in their number of units, or exact counting would take too long.
pub fn reduced_mutual_information(
    first: &Partition,
    second: &Partition,
    omega: Omega,
    dead: DeadUnits,
) -> Result<Option<f64>, AlignmentError> {
    raw_of_table(&Contingency::new(first, second, dead)?, omega)
}

/// Reduced mutual information over the mean of both self-RMIs; 1 for equal partitions.
///
/// With the Diaconis–Efron estimate, self-RMIs of many tiny modules are negative; numerator and denominator then both are.
/// `None` when the denominator is 0 (both partitions one group; with exact Ω also singletons) and when no unit is left to compare.
///
/// # Errors
/// As [`reduced_mutual_information`].
pub fn normalized_rmi(
    first: &Partition,
    second: &Partition,
    omega: Omega,
    dead: DeadUnits,
) -> Result<Option<f64>, AlignmentError> {
    normalized_of_table(&Contingency::new(first, second, dead)?, omega)
}

pub(super) fn raw(pair: &mut Pair<'_>) -> Found {
    raw_of_table(&pair.table, pair.config.omega)
}

pub(super) fn normalized(pair: &mut Pair<'_>) -> Found {
    normalized_of_table(&pair.table, pair.config.omega)
}

fn raw_of_table(table: &Contingency, omega: Omega) -> Result<Option<f64>, AlignmentError> {
    if table.n_units == 0 {
        return Ok(None);
    }
    Ok(Some(total_bits(table, omega)? / table.n_units as f64))
}

fn normalized_of_table(table: &Contingency, omega: Omega) -> Result<Option<f64>, AlignmentError> {
    if table.n_units == 0 {
        return Ok(None);
    }
    let first = self_bits(&table.rows, table.n_units, omega)?;
    let second = self_bits(&table.columns, table.n_units, omega)?;
    let normaliser = (first + second) / 2.0;
    if normaliser.abs() <= NO_INFORMATION * table.n_units as f64 {
        return Ok(None);
    }
    Ok(Some(total_bits(table, omega)? / normaliser))
}

/// RMI times n, bits.
fn total_bits(table: &Contingency, omega: Omega) -> Result<f64, AlignmentError> {
    if table.rows.len() == 1 || table.columns.len() == 1 {
        // Only one table, and nothing shared: 0 without rounding.
        return Ok(0.0);
    }
    let shared: f64 = table.cells().map(|cell| ln_factorial(cell.0)).sum();
    let information = ln_factorial(table.n_units) + shared
        - ln_factorials(&table.rows)
        - ln_factorials(&table.columns);
    let ln_omega = ln_omega(&table.rows, &table.columns, table.n_units, omega)?;
    Ok((information - ln_omega) / std::f64::consts::LN_2)
}

/// RMI of a partition with itself times n, bits.
fn self_bits(sizes: &[usize], n_units: usize, omega: Omega) -> Result<f64, AlignmentError> {
    if sizes.len() == 1 {
        return Ok(0.0);
    }
    let information = ln_factorial(n_units) - ln_factorials(sizes);
    let ln_omega = ln_omega(sizes, sizes, n_units, omega)?;
    Ok((information - ln_omega) / std::f64::consts::LN_2)
}

fn ln_factorials(sizes: &[usize]) -> f64 {
    sizes.iter().map(|&size| ln_factorial(size)).sum()
}

fn ln_omega(
    rows: &[usize],
    columns: &[usize],
    n_units: usize,
    omega: Omega,
) -> Result<f64, AlignmentError> {
    match omega {
        Omega::DiaconisEfron => Ok(ln_omega_diaconis_efron(rows, columns, n_units)),
        Omega::Exact => {
            count_tables(rows, columns)
                .map(f64::ln)
                .ok_or(AlignmentError::TableTooLarge {
                    rows: rows.len(),
                    columns: columns.len(),
                    n_units,
                    limit: EXACT_LIMIT,
                })
        }
    }
}

/// Eq. 29 of Newman, Cantwell & Young 2020, in nats.
fn ln_omega_diaconis_efron(rows: &[usize], columns: &[usize], n_units: usize) -> f64 {
    let (r, s, n) = (rows.len() as f64, columns.len() as f64, n_units as f64);
    let w = n / (n + 0.5 * r * s);
    let smoothed = |sizes: &[usize], groups: f64| -> (f64, f64) {
        let shares = sizes
            .iter()
            .map(move |&size| (1.0 - w) / groups + w * size as f64 / n);
        shares.fold((0.0, 0.0), |(squares, logs), share| {
            (squares + share * share, logs + share.ln())
        })
    };
    let (x_squares, x_logs) = smoothed(rows, r);
    let (y_squares, y_logs) = smoothed(columns, s);
    let nu = (s + 1.0) / (s * x_squares) - 1.0 / s;
    let mu = (r + 1.0) / (r * y_squares) - 1.0 / r;
    let gammas = ln_gamma(mu * r) + ln_gamma(nu * s)
        - r * (ln_gamma(s) + ln_gamma(mu))
        - s * (ln_gamma(r) + ln_gamma(nu));
    (r - 1.0) * (s - 1.0) * (n + 0.5 * r * s).ln()
        + 0.5 * (r + nu - 2.0) * y_logs
        + 0.5 * (s + mu - 2.0) * x_logs
        + 0.5 * gammas
}

/// Number of nonnegative whole-number tables with these margins; `None` beyond [`EXACT_LIMIT`] or the range of f64.
///
/// Row by row, keeping how many ways lead to each multiset of remaining column sums (columns are exchangeable).
fn count_tables(rows: &[usize], columns: &[usize]) -> Option<f64> {
    let (rows, columns) = if rows.len() < columns.len() {
        (columns, rows)
    } else {
        (rows, columns)
    };
    let mut start = columns.to_vec();
    start.sort_unstable();
    let mut ways = HashMap::from([(start, 1.0_f64)]);
    let mut steps = 0;
    for &row in &rows[1..] {
        let mut next: HashMap<Vec<usize>, f64> = HashMap::new();
        for (left, count) in &ways {
            distribute(row, 0, &mut left.clone(), &mut steps, &mut |rest| {
                let mut key = rest.to_vec();
                key.sort_unstable();
                *next.entry(key).or_insert(0.0) += count;
            })?;
        }
        ways = next;
    }
    // What is left in the columns is the one remaining row.
    let total: f64 = ways.values().sum();
    total.is_finite().then_some(total)
}

/// Visits every way to take `amount` from the columns from `column` on.
fn distribute(
    amount: usize,
    column: usize,
    left: &mut Vec<usize>,
    steps: &mut usize,
    visit: &mut impl FnMut(&[usize]),
) -> Option<()> {
    let room: usize = left[column..].iter().sum();
    if amount > room {
        return Some(());
    }
    if amount == 0 {
        *steps += 1;
        visit(left);
        return (*steps <= EXACT_LIMIT).then_some(());
    }
    let here = left[column];
    for taken in 0..=here.min(amount) {
        left[column] = here - taken;
        distribute(amount - taken, column + 1, left, steps, visit)?;
    }
    left[column] = here;
    Some(())
}

#[cfg(test)]
mod tests {
    use super::count_tables;

    #[test]
    fn tables_are_counted_exactly() {
        // Permutation matrices, and the 2×2 tables of margins (3, 2) × (4, 1).
        assert_eq!(count_tables(&[1; 6], &[1; 6]), Some(720.0));
        assert_eq!(count_tables(&[3, 2], &[4, 1]), Some(2.0));
        // Semi-magic squares of order 3 with sum s: C(s+5, 5) − C(s+2, 5).
        assert_eq!(count_tables(&[3; 3], &[3; 3]), Some(55.0));
        assert_eq!(count_tables(&[2, 3, 1], &[2, 2, 2]), Some(15.0));
    }

    #[test]
    fn too_many_tables_are_refused() {
        assert_eq!(count_tables(&[40; 8], &[40; 8]), None);
    }
}
