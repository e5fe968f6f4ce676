//! Optimal overlap: like the greedy overlap, with modules paired so that as many units as possible are in paired modules.
//!
//! The pairing is an assignment problem, solved by the Hungarian method with potentials (Kuhn 1955; Jonker & Volgenant 1987).

use super::super::contingency::{Contingency, DeadUnits};
use super::super::error::AlignmentError;
use super::super::pair::Pair;
use super::Found;
use super::greedy::smaller_live;
use crate::modularity::Partition;

/// The most pairs of modules: beyond that the assignment takes minutes.
const MOST_CELLS: usize = 1 << 20;

/// Optimal overlap in \[0, 1\] of two partitions, at least the greedy one; `None` when either has no live unit, and for more than a
/// million pairs of modules.
///
/// # Errors
/// When the partitions differ in their number of units.
pub fn optimal_overlap(
    first: &Partition,
    second: &Partition,
) -> Result<Option<f64>, AlignmentError> {
    let table = Contingency::new(first, second, DeadUnits::Drop)?;
    let Some(counts) = table.whole(MOST_CELLS) else {
        return Ok(None);
    };
    let hits = most_units(&counts);
    Ok(smaller_live(first, second).map(|smaller| hits as f64 / smaller as f64))
}

pub(super) fn score(pair: &mut Pair<'_>) -> Found {
    optimal_overlap(pair.first, pair.second)
}

/// The largest number of units in modules that are paired one to one.
fn most_units(counts: &[Vec<usize>]) -> usize {
    let (rows, columns) = (counts.len(), counts.first().map_or(0, Vec::len));
    let shared = |row: usize, column: usize| match rows <= columns {
        true => counts[row][column],
        false => counts[column][row],
    };
    let (few, many) = (rows.min(columns), rows.max(columns));
    let row_of = assign(few, many, |row, column| -(shared(row, column) as f64));
    let paired = row_of.iter().enumerate();
    paired
        .filter_map(|(column, row)| Some(shared((*row)?, column)))
        .sum()
}

/// The row of each column in the cheapest assignment of every row to its own column; `rows` ≤ `columns`.
///
/// Rows enter one at a time; each looks for the cheapest alternating path to a free column (Dijkstra over reduced costs).
fn assign(rows: usize, columns: usize, cost: impl Fn(usize, usize) -> f64) -> Vec<Option<usize>> {
    let (mut of_row, mut of_column) = (vec![0.0; rows], vec![0.0; columns]);
    let mut row_of: Vec<Option<usize>> = vec![None; columns];
    for start in 0..rows {
        let mut distance = vec![f64::INFINITY; columns];
        let mut before: Vec<Option<usize>> = vec![None; columns];
        let mut done = vec![false; columns];
        let (mut row, mut reached, mut at) = (start, 0.0, None);
        let free = loop {
            for column in (0..columns).filter(|&c| !done[c]) {
                let through = reached + cost(row, column) - of_row[row] - of_column[column];
                if through < distance[column] {
                    (distance[column], before[column]) = (through, at);
                }
            }
            let open = (0..columns).filter(|&c| !done[c]);
            let next = open.min_by(|&a, &b| distance[a].total_cmp(&distance[b]));
            let next = next.expect("no more rows than columns");
            (done[next], reached, at) = (true, distance[next], Some(next));
            match row_of[next] {
                Some(taken) => row = taken,
                None => break next,
            }
        };
        for column in (0..columns).filter(|&c| done[c]) {
            let slack = reached - distance[column];
            of_column[column] -= slack;
            if let Some(row) = row_of[column] {
                of_row[row] += slack;
            }
        }
        of_row[start] += reached;
        let mut column = free;
        while let Some(previous) = before[column] {
            row_of[column] = row_of[previous];
            column = previous;
        }
        row_of[column] = Some(start);
    }
    row_of
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{Rng, SeedableRng};

    /// The most units over every order of the columns.
    fn by_trying(counts: &[Vec<usize>], row: usize, taken: &mut Vec<bool>) -> usize {
        if row == counts.len() {
            return 0;
        }
        let mut best = by_trying(counts, row + 1, taken);
        for column in 0..taken.len() {
            if !taken[column] {
                taken[column] = true;
                best = best.max(counts[row][column] + by_trying(counts, row + 1, taken));
                taken[column] = false;
            }
        }
        best
    }

    #[test]
    fn no_pairing_is_better_than_the_assignment() {
        let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(3);
        for _ in 0..300 {
            let (rows, columns) = (rng.gen_range(1..6), rng.gen_range(1..6));
            let labels = |k: usize, rng: &mut rand_chacha::ChaCha8Rng| -> Vec<i64> {
                (0..30).map(|_| rng.gen_range(0..k as i64)).collect()
            };
            let a = Partition::from_signed_labels(&labels(rows, &mut rng));
            let b = Partition::from_signed_labels(&labels(columns, &mut rng));
            let table = Contingency::new(&a, &b, DeadUnits::Drop).unwrap();
            let counts = table.whole(36).unwrap();
            let best = by_trying(&counts, 0, &mut vec![false; table.columns.len()]);
            assert_eq!(most_units(&counts), best, "{counts:?}");
        }
    }
}
