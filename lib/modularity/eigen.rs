//! The algebraically largest eigenvalue of a symmetric matrix, and its eigenvector, by Lanczos iteration.
//!
//! Only products with the matrix are needed. The Krylov basis is fully reorthogonalised (twice is enough), so the
//! projected tridiagonal matrix T is trustworthy; its top eigenvalue comes from Sturm counts and its eigenvector from inverse
//! iteration just above the spectrum, where T − θ is negative definite and needs no pivoting.
//! Golub & Van Loan, *Matrix Computations*, 4th ed., §8.4 and §10.1.

/// Relative residual at which an eigenpair counts as found; far below what a sign pattern needs.
const TOLERANCE: f64 = 1e-11;
/// Largest Krylov basis; reached only when the top eigenvalues all but coincide.
const MAX_BASIS: usize = 400;
/// T's eigenpair is checked each time the basis has grown by this many vectors.
const CHECK_EVERY: usize = 8;

/// An eigenvalue and its eigenvector of unit length; the entry of largest magnitude (the first of equals) is positive.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Eigenpair {
    pub(super) value: f64,
    pub(super) vector: Vec<f64>,
}

/// Finds the largest eigenvalue of the n×n symmetric matrix whose product with x `multiply(x, y)` adds into a zeroed y.
///
/// With `sums_to_zero` the search stays orthogonal to the constant vector, which the caller knows to be an eigenvector.
pub(super) fn leading_eigenpair(
    n: usize,
    sums_to_zero: bool,
    mut multiply: impl FnMut(&[f64], &mut [f64]),
) -> Eigenpair {
    let mut basis: Vec<Vec<f64>> = Vec::new();
    let (mut diagonal, mut offdiagonal) = (Vec::new(), Vec::new());
    let mut next = start_vector(n, sums_to_zero);
    loop {
        let mut image = vec![0.0; n];
        multiply(&next, &mut image);
        diagonal.push(dot(&next, &image));
        basis.push(next);
        orthogonalise(&mut image, &basis, sums_to_zero);
        let beta = norm(&image);
        let scale = diagonal
            .iter()
            .chain(&offdiagonal)
            .fold(0.0_f64, |largest, entry: &f64| largest.max(entry.abs()));
        let exhausted =
            beta <= TOLERANCE * scale || basis.len() == n.min(MAX_BASIS) || scale == 0.0;
        if exhausted || basis.len().is_multiple_of(CHECK_EVERY) {
            let (value, coordinates) = top_of_tridiagonal(&diagonal, &offdiagonal);
            let residual = beta * coordinates.last().map_or(0.0, |last: &f64| last.abs());
            if exhausted || residual <= TOLERANCE * scale {
                return assemble(value, &coordinates, &basis);
            }
        }
        offdiagonal.push(beta);
        image.iter_mut().for_each(|entry| *entry /= beta);
        next = image;
    }
}

/// Removes from a vector what the basis (and the constant vector) already spans.
fn orthogonalise(vector: &mut [f64], basis: &[Vec<f64>], sums_to_zero: bool) {
    for _ in 0..2 {
        if sums_to_zero {
            centre(vector);
        }
        for direction in basis {
            let overlap = dot(direction, vector);
            add_scaled(vector, -overlap, direction);
        }
    }
}

fn assemble(value: f64, coordinates: &[f64], basis: &[Vec<f64>]) -> Eigenpair {
    let mut vector = vec![0.0; basis[0].len()];
    for (&coordinate, direction) in coordinates.iter().zip(basis) {
        add_scaled(&mut vector, coordinate, direction);
    }
    let mut largest = 0.0_f64;
    for &entry in &vector {
        // Strictly larger beyond rounding, so that equal magnitudes keep the first sign.
        if entry.abs() > largest.abs() * (1.0 + 1e-9) {
            largest = entry;
        }
    }
    let scale = largest.signum() / norm(&vector).max(f64::MIN_POSITIVE);
    vector.iter_mut().for_each(|entry| *entry *= scale);
    Eigenpair { value, vector }
}

/// A fixed vector without structure: the fractional parts of multiples of the golden ratio.
fn start_vector(n: usize, sums_to_zero: bool) -> Vec<f64> {
    const GOLDEN: f64 = 0.618_033_988_749_894_9;
    let mut vector: Vec<f64> = (1..=n)
        .map(|i| (i as f64 * GOLDEN).fract() - 0.5 + 1e-3)
        .collect();
    if sums_to_zero {
        centre(&mut vector);
    }
    let length = norm(&vector);
    if length > 0.0 {
        vector.iter_mut().for_each(|entry| *entry /= length);
    }
    vector
}

/// Largest eigenvalue of a tridiagonal matrix, and its unit eigenvector.
fn top_of_tridiagonal(diagonal: &[f64], offdiagonal: &[f64]) -> (f64, Vec<f64>) {
    let radius = |i: usize| {
        let left = if i > 0 { offdiagonal[i - 1].abs() } else { 0.0 };
        left + offdiagonal.get(i).map_or(0.0, |right| right.abs())
    };
    let bounds = |sign: f64| {
        (0..diagonal.len())
            .map(move |i| sign * diagonal[i] + radius(i))
            .fold(f64::NEG_INFINITY, f64::max)
    };
    let (mut low, mut high) = (-bounds(-1.0), bounds(1.0));
    let span = low.abs().max(high.abs());
    if span == 0.0 {
        let mut first = vec![0.0; diagonal.len()];
        first[0] = 1.0;
        return (0.0, first);
    }
    high += 1e-14 * span;
    while high - low > 4.0 * f64::EPSILON * span {
        let middle = low + (high - low) / 2.0;
        if any_eigenvalue_above(diagonal, offdiagonal, middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    let shift = high + 8.0 * f64::EPSILON * span;
    (high, inverse_iteration(diagonal, offdiagonal, shift))
}

/// Sturm count: T − x has a positive pivot exactly when an eigenvalue lies above x.
fn any_eigenvalue_above(diagonal: &[f64], offdiagonal: &[f64], x: f64) -> bool {
    let mut pivot = diagonal[0] - x;
    for i in 1..diagonal.len() {
        if pivot >= 0.0 {
            return true;
        }
        pivot = diagonal[i] - x - offdiagonal[i - 1] * (offdiagonal[i - 1] / pivot);
    }
    pivot >= 0.0
}

/// Eigenvector of T at the eigenvalue just below `shift`.
fn inverse_iteration(diagonal: &[f64], offdiagonal: &[f64], shift: f64) -> Vec<f64> {
    let size = diagonal.len();
    let mut pivots = Vec::with_capacity(size);
    for i in 0..size {
        let carried = if i > 0 {
            offdiagonal[i - 1] * (offdiagonal[i - 1] / pivots[i - 1])
        } else {
            0.0
        };
        // Negative in exact arithmetic; rounding must not make it zero.
        let pivot: f64 = diagonal[i] - shift - carried;
        pivots.push(pivot.min(-f64::MIN_POSITIVE));
    }
    let mut x = vec![1.0 / (size as f64).sqrt(); size];
    for _ in 0..4 {
        for i in 1..size {
            x[i] -= offdiagonal[i - 1] / pivots[i - 1] * x[i - 1];
        }
        for i in (0..size).rev() {
            let above = if i + 1 < size {
                offdiagonal[i] * x[i + 1]
            } else {
                0.0
            };
            x[i] = (x[i] - above) / pivots[i];
        }
        let largest = x.iter().fold(0.0_f64, |most, entry| most.max(entry.abs()));
        x.iter_mut().for_each(|entry| *entry /= largest);
        let length = norm(&x);
        x.iter_mut().for_each(|entry| *entry /= length);
    }
    x
}

fn centre(vector: &mut [f64]) {
    let mean = vector.iter().sum::<f64>() / vector.len() as f64;
    vector.iter_mut().for_each(|entry| *entry -= mean);
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

fn norm(vector: &[f64]) -> f64 {
    dot(vector, vector).sqrt()
}

fn add_scaled(target: &mut [f64], factor: f64, direction: &[f64]) {
    for (entry, step) in target.iter_mut().zip(direction) {
        *entry += factor * step;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    use super::leading_eigenpair;

    fn dense(matrix: &[Vec<f64>]) -> impl FnMut(&[f64], &mut [f64]) + '_ {
        |x, y| {
            for (row, entry) in matrix.iter().zip(y) {
                *entry += row.iter().zip(x).map(|(a, b)| a * b).sum::<f64>();
            }
        }
    }

    #[test]
    fn leading_eigenpair_of_a_path_is_the_closed_form() {
        let n = 30;
        let path: Vec<Vec<f64>> = (0..n)
            .map(|i: usize| {
                (0..n)
                    .map(|j| f64::from(u8::from(i.abs_diff(j) == 1)))
                    .collect()
            })
            .collect();
        let pair = leading_eigenpair(n, false, dense(&path));
        let angle = std::f64::consts::PI / (n as f64 + 1.0);
        assert!((pair.value - 2.0 * angle.cos()).abs() < 1e-12);
        let scale = (2.0 / (n as f64 + 1.0)).sqrt();
        for (i, entry) in pair.vector.iter().enumerate() {
            assert!((entry - scale * ((i as f64 + 1.0) * angle).sin()).abs() < 1e-8);
        }
    }

    #[test]
    fn algebraically_largest_wins_over_largest_magnitude() {
        let diagonal = vec![
            vec![-9.0, 0.0, 0.0],
            vec![0.0, 2.0, 0.0],
            vec![0.0, 0.0, 1.0],
        ];
        let pair = leading_eigenpair(3, false, dense(&diagonal));
        assert!((pair.value - 2.0).abs() < 1e-12);
        assert!((pair.vector[1] - 1.0).abs() < 1e-9);
    }

    /// Largest eigenvalue by cyclic Jacobi rotations: slow, simple, and nothing like Lanczos.
    fn largest_by_jacobi(mut a: Vec<Vec<f64>>) -> f64 {
        let n = a.len();
        for _ in 0..30 {
            for (p, q) in (0..n).flat_map(|p| (p + 1..n).map(move |q| (p, q))) {
                if a[p][q] == 0.0 {
                    continue;
                }
                let theta = (a[q][q] - a[p][p]) / (2.0 * a[p][q]);
                let t = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
                let c = 1.0 / (t * t + 1.0).sqrt();
                let s = t * c;
                for row in &mut a {
                    (row[p], row[q]) = (c * row[p] - s * row[q], s * row[p] + c * row[q]);
                }
                let (upper, lower) = a.split_at_mut(q);
                for (x, y) in upper[p].iter_mut().zip(&mut lower[0]) {
                    (*x, *y) = (c * *x - s * *y, s * *x + c * *y);
                }
            }
        }
        (0..n).map(|i| a[i][i]).fold(f64::NEG_INFINITY, f64::max)
    }

    proptest! {
        #[test]
        fn leading_eigenpair_of_random_matrices_is_jacobis(n in 1_usize..40, seed in any::<u64>()) {
            let mut rng = ChaCha8Rng::seed_from_u64(seed);
            let mut matrix = vec![vec![0.0; n]; n];
            for (i, j) in (0..n).flat_map(|i| (0..=i).map(move |j| (i, j))) {
                matrix[i][j] = rng.gen_range(-1.0..1.0);
                matrix[j][i] = matrix[i][j];
            }
            let pair = leading_eigenpair(n, false, dense(&matrix));
            prop_assert!((pair.value - largest_by_jacobi(matrix.clone())).abs() < 1e-9);
            let mut image = vec![0.0; n];
            dense(&matrix)(&pair.vector, &mut image);
            for (entry, coordinate) in image.iter().zip(&pair.vector) {
                prop_assert!((entry - pair.value * coordinate).abs() < 1e-8);
            }
        }
    }

    #[test]
    fn zero_matrix_has_eigenvalue_zero() {
        let pair = leading_eigenpair(4, true, |_, _| {});
        assert_eq!(pair.value, 0.0);
    }
}
