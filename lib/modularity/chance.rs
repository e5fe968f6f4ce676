//! The Q that the search finds by chance, in matrices with the entries of the measured one and none but accidental modules.
//!
//! A maximised Q is never negative and grows with anything that makes entries unequal, so Q > 0 alone says nothing. Two nulls:
//!
//! - *entries shuffled*: the pairs of live units get the same entries in another order (symmetric, zero diagonal). Strengths are
//!   not kept: units become nearly alike, while in the measured matrix some are strong and others weak.
//! - *strengths kept*: with A_ij = k_i k_j R_ij the ratios R_ij are shuffled, and the matrix is scaled to d_i R_ij d_j until every
//!   unit has its strength k_i again (symmetric Sinkhorn–Knopp). This is Newman's configuration model with the measured
//!   matrix's spread around k_i k_j/2m.

use ndarray::Array2;
use rand::Rng;
use rand::seq::SliceRandom;
use serde::{Deserialize, Serialize};

use super::adjacency::Adjacency;
use super::cluster::{Optimizer, cluster};
use super::error::ModularityError;
use super::quality::Resolution;
use crate::statistics::{mean, standard_deviation};

/// Rounds of scaling before giving up on keeping the strengths.
const MOST_ROUNDS: usize = 1_000;
/// Relative tolerance on every strength.
const NEAR: f64 = 1e-9;

/// What is kept when a matrix is shuffled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// The entries.
    Entries,
    /// The strengths of the units.
    Strengths,
}

/// Q of shuffled matrices, at resolution 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ChanceQ {
    /// Number of shuffled matrices.
    pub draws: usize,
    /// Mean Q.
    pub mean: f64,
    /// Standard deviation of Q (n − 1).
    pub std: f64,
}

/// Clusters `draws` shuffled matrices with the same search; `None` where the strengths cannot be kept (too many zeros).
///
/// # Errors
/// Fewer than two draws; a setting of the optimiser outside its range.
pub fn q_by_chance<R: Rng + ?Sized>(
    adjacency: &Adjacency,
    kept: Kept,
    optimizer: &Optimizer,
    draws: usize,
    rng: &mut R,
) -> Result<Option<ChanceQ>, ModularityError> {
    let mut found = Vec::with_capacity(draws);
    for _ in 0..draws {
        let Some(shuffled) = shuffle(adjacency, kept, rng)? else {
            return Ok(None);
        };
        found.push(cluster(&shuffled, optimizer, Resolution::default(), rng)?.q);
    }
    match (mean(&found), standard_deviation(&found)) {
        (Some(mean), Some(std)) => Ok(Some(ChanceQ { draws, mean, std })),
        _ => Err(ModularityError::Setting {
            setting: "draws",
            expected: "at least 2",
            found: draws as f64,
        }),
    }
}

/// A matrix of the live units (live × live) with the entries of this one shuffled; `None` where the strengths cannot be kept.
///
/// # Errors
/// In principle those of [`Adjacency::new`]; none can occur for an adjacency.
pub fn shuffle<R: Rng + ?Sized>(
    adjacency: &Adjacency,
    kept: Kept,
    rng: &mut R,
) -> Result<Option<Adjacency>, ModularityError> {
    let (weights, strengths) = adjacency.live_fractions();
    let shuffled = match kept {
        Kept::Entries => Some(shuffled_pairs(&weights, rng)),
        Kept::Strengths => {
            let ratios = Array2::from_shape_fn(weights.dim(), |(i, j)| {
                weights[[i, j]] / (strengths[i] * strengths[j])
            });
            scaled(shuffled_pairs(&ratios, rng), &strengths)
        }
    };
    shuffled
        .map(|matrix| Adjacency::new(matrix.view()))
        .transpose()
}

/// A symmetric matrix with its entries above the diagonal in random order, and zeros on it.
fn shuffled_pairs<R: Rng + ?Sized>(matrix: &Array2<f64>, rng: &mut R) -> Array2<f64> {
    let n = matrix.nrows();
    let places = || (0..n).flat_map(move |i| (i + 1..n).map(move |j| (i, j)));
    let mut entries: Vec<f64> = places().map(|place| matrix[place]).collect();
    entries.shuffle(rng);
    let mut shuffled = Array2::zeros((n, n));
    for ((i, j), entry) in places().zip(entries) {
        shuffled[[i, j]] = entry;
        shuffled[[j, i]] = entry;
    }
    shuffled
}

/// d_i M_ij d_j with these row sums.
fn scaled(mut matrix: Array2<f64>, sums: &[f64]) -> Option<Array2<f64>> {
    let n = sums.len();
    let mut scale = sums.to_vec();
    for _ in 0..MOST_ROUNDS {
        let mut off = 0.0_f64;
        let reached: Vec<f64> = (0..n)
            .map(|i| scale[i] * (0..n).map(|j| matrix[[i, j]] * scale[j]).sum::<f64>())
            .collect();
        for i in 0..n {
            // If zeros stand in the way, scales run off to 0 and infinity, and their products to NaN.
            if !(reached[i] > 0.0 && reached[i].is_finite()) {
                return None;
            }
            off = off.max((reached[i] / sums[i] - 1.0).abs());
            // Half the step on both sides of the entry: the whole step oscillates.
            scale[i] *= (sums[i] / reached[i]).sqrt();
        }
        if off < NEAR {
            for ((i, j), entry) in matrix.indexed_iter_mut() {
                // The square of a large scale may be infinite, and times the diagonal's zero NaN.
                if i != j {
                    *entry *= scale[i] * scale[j];
                }
            }
            let is_finite = matrix.iter().all(|entry| entry.is_finite());
            return is_finite.then_some(matrix);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    /// Units of very different strengths, one of them dead.
    fn uneven() -> Adjacency {
        let mut rng = ChaCha8Rng::seed_from_u64(5);
        let mut matrix = Array2::zeros((12, 12));
        for i in 0..11 {
            for j in 0..i {
                matrix[[i, j]] = rng.gen_range(0.2..1.0) * (i + 1) as f64 * (j + 1) as f64;
                matrix[[j, i]] = matrix[[i, j]];
            }
        }
        Adjacency::new(matrix.view()).unwrap()
    }

    #[test]
    fn shuffling_entries_keeps_them_and_leaves_dead_units_out() {
        let graph = uneven();
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let shuffled = shuffle(&graph, Kept::Entries, &mut rng).unwrap().unwrap();
        assert_eq!(shuffled.n_units(), 11);
        let sorted = |adjacency: &Adjacency| {
            let (weights, _) = adjacency.live_fractions();
            let mut entries: Vec<f64> = weights.iter().copied().collect();
            entries.sort_by(f64::total_cmp);
            entries
        };
        let (before, after) = (sorted(&graph), sorted(&shuffled));
        assert!(
            before
                .iter()
                .zip(&after)
                .all(|(a, b)| (a - b).abs() < 1e-12)
        );
        assert_ne!(shuffled.strengths(), &graph.strengths()[..11]);
    }

    #[test]
    fn keeping_strengths_keeps_them() {
        let graph = uneven();
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let shuffled = shuffle(&graph, Kept::Strengths, &mut rng).unwrap().unwrap();
        for (found, expected) in shuffled.strengths().iter().zip(graph.strengths()) {
            let expected = expected / graph.total();
            assert!((found / expected - 1.0).abs() < 1e-6, "{found} {expected}");
        }
        let ring = [[0.0, 1.0, 0.0], [1.0, 0.0, 1.0], [0.0, 1.0, 0.0]];
        let path = Adjacency::new(ndarray::arr2(&ring).view()).unwrap();
        // Any other order of a path's entries makes another unit its middle.
        let kept = (0..20).filter_map(|_| shuffle(&path, Kept::Strengths, &mut rng).unwrap());
        assert!(kept.count() < 20);
    }

    #[test]
    fn modules_stand_out_from_chance_and_noise_does_not() {
        let mut rng = ChaCha8Rng::seed_from_u64(2);
        let mut z = |modules: f64| {
            let mut matrix = Array2::zeros((24, 24));
            for i in 0..24 {
                for j in 0..i {
                    let together = if i / 8 == j / 8 { modules } else { 0.0 };
                    matrix[[i, j]] = rng.gen_range(0.0..1.0) + together;
                    matrix[[j, i]] = matrix[[i, j]];
                }
            }
            let graph = Adjacency::new(matrix.view()).unwrap();
            let search = Optimizer::paper();
            let q = cluster(&graph, &search, Resolution::default(), &mut rng)
                .unwrap()
                .q;
            [Kept::Entries, Kept::Strengths].map(|kept| {
                let found = q_by_chance(&graph, kept, &search, 20, &mut rng)
                    .unwrap()
                    .unwrap();
                (q - found.mean) / found.std
            })
        };
        assert!(z(1.0).iter().all(|z| *z > 6.0));
        assert!(z(0.0).iter().all(|z| z.abs() < 4.0));
    }

    #[test]
    fn strengths_that_cannot_be_kept_are_a_gap_and_no_error() {
        let mut rng = ChaCha8Rng::seed_from_u64(4);
        let mut gaps = 0;
        for _ in 0..200 {
            // One strong pair among units that are all but dead, and most pairs unrelated.
            let mut matrix = Array2::zeros((8, 8));
            for i in 0..8 {
                for j in 0..i {
                    let scale = if i == 1 { 1.0 } else { 1e-13 };
                    matrix[[i, j]] = if rng.gen_bool(0.3) {
                        scale * rng.gen_range(0.1..1.0)
                    } else {
                        0.0
                    };
                    matrix[[j, i]] = matrix[[i, j]];
                }
            }
            let graph = Adjacency::new(matrix.view()).unwrap();
            match shuffle(&graph, Kept::Strengths, &mut rng).unwrap() {
                Some(shuffled) => assert!(shuffled.strengths().iter().all(|k| k.is_finite())),
                None => gaps += 1,
            }
        }
        assert!(gaps > 0, "no matrix stood in the way");
    }

    #[test]
    fn a_scale_whose_square_is_infinite_leaves_the_diagonal_at_zero() {
        let far = ndarray::arr2(&[[0.0, 1.0, 1.0], [1.0, 0.0, 1e308], [1.0, 1e308, 0.0]]);
        let scaled = scaled(far, &[2.0, 1.1, 1.1]).unwrap();
        for (row, sum) in scaled.rows().into_iter().zip([2.0, 1.1, 1.1]) {
            assert!((row.sum() / sum - 1.0).abs() < 1e-6, "{row}");
        }
        assert!(scaled.diag().iter().all(|&entry| entry == 0.0));
    }

    #[test]
    fn one_draw_is_refused() {
        let mut rng = ChaCha8Rng::seed_from_u64(2);
        let found = q_by_chance(&uneven(), Kept::Entries, &Optimizer::Spectral, 1, &mut rng);
        assert!(found.unwrap_err().to_string().contains("draws"));
    }
}
