//! The adjacency matrix A of a weighted undirected graph over the units of a layer.
//!
//! A is n×n, symmetric, nonnegative, finite, with a zero diagonal and a positive sum; an [`Adjacency`] guarantees that.
//! An association matrix becomes one by dropping its diagonal ([`Adjacency::from_association`]).

use ndarray::{Array2, ArrayView2};

use super::error::ModularityError;

/// Entries that should mirror each other may differ by this share of the larger one …
const SYMMETRY_RELATIVE: f64 = 1e-5;
/// … plus this share of the largest entry: single-precision sums leave that much between two orders of summation.
const SYMMETRY_OF_LARGEST: f64 = 1e-6;
/// A unit is dead when its row holds no more than this share of the whole sum.
const DEAD_SHARE: f64 = 1e-15;

/// A checked adjacency matrix with its row sums.
#[derive(Debug, Clone, PartialEq)]
pub struct Adjacency {
    weights: Array2<f64>,
    strengths: Vec<f64>,
    total: f64,
    live: Vec<usize>,
}

impl Adjacency {
    /// Checks an n×n matrix that is an adjacency already: its diagonal must be zero.
    ///
    /// Asymmetry of the order of single-precision rounding is averaged away.
    ///
    /// # Errors
    /// Names the first entry, in row order, that is not finite, negative, on the diagonal or unlike its mirror image; refuses
    /// matrices that are not square, empty, or zero everywhere.
    pub fn new(weights: ArrayView2<'_, f64>) -> Result<Self, ModularityError> {
        check_shape(&weights)?;
        if let Some((unit, &value)) = weights
            .diag()
            .iter()
            .enumerate()
            .find(|(_, value)| **value != 0.0)
        {
            return Err(ModularityError::SelfLoop { unit, value });
        }
        Self::from_association(weights)
    }

    /// Makes an adjacency from an association matrix (n×n, nonnegative) by dropping its diagonal, whatever it holds.
    ///
    /// # Errors
    /// As [`Adjacency::new`], off the diagonal only.
    pub fn from_association(association: ArrayView2<'_, f64>) -> Result<Self, ModularityError> {
        check_shape(&association)?;
        let largest = check_entries(&association)?;
        let weights = symmetrised(&association, largest)?;
        let strengths: Vec<f64> = weights.rows().into_iter().map(|row| row.sum()).collect();
        let total: f64 = strengths.iter().sum();
        if !total.is_finite() {
            return Err(ModularityError::TotalOverflow { total });
        }
        if total <= 0.0 {
            return Err(ModularityError::NoWeight {
                n_units: weights.nrows(),
            });
        }
        let live = (0..strengths.len())
            .filter(|&unit| strengths[unit] > DEAD_SHARE * total)
            .collect();
        Ok(Self {
            weights,
            strengths,
            total,
            live,
        })
    }

    /// Number of units n, dead ones included.
    #[must_use]
    pub fn n_units(&self) -> usize {
        self.strengths.len()
    }

    /// The matrix itself, n×n.
    #[must_use]
    pub fn weights(&self) -> ArrayView2<'_, f64> {
        self.weights.view()
    }

    /// Strengths kᵢ = Σⱼ Aᵢⱼ, one per unit (weighted degrees).
    #[must_use]
    pub fn strengths(&self) -> &[f64] {
        &self.strengths
    }

    /// Sum of all entries, 2m; positive and finite.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.total
    }

    /// Units with any association, in ascending order; never fewer than two.
    #[must_use]
    pub fn live_units(&self) -> &[usize] {
        &self.live
    }

    /// Whether a unit's row is all zero, as for a unit that never fires: it belongs to no module.
    ///
    /// # Panics
    /// If there is no such unit.
    #[must_use]
    pub fn is_dead(&self, unit: usize) -> bool {
        assert!(unit < self.n_units(), "unit {unit} of {}", self.n_units());
        self.live.binary_search(&unit).is_err()
    }

    /// The live units' weights divided by 2m (entries sum to 1) and their strengths divided by 2m: what the optimisers work on.
    pub(super) fn live_fractions(&self) -> (Array2<f64>, Vec<f64>) {
        let weights = Array2::from_shape_fn((self.live.len(), self.live.len()), |(i, j)| {
            self.weights[[self.live[i], self.live[j]]] / self.total
        });
        let strengths = self
            .live
            .iter()
            .map(|&unit| self.strengths[unit] / self.total)
            .collect();
        (weights, strengths)
    }
}

fn check_shape(matrix: &ArrayView2<'_, f64>) -> Result<(), ModularityError> {
    let (rows, columns) = matrix.dim();
    if rows != columns {
        return Err(ModularityError::NotSquare { rows, columns });
    }
    if rows == 0 {
        return Err(ModularityError::Empty);
    }
    Ok(())
}

/// Finds the first bad entry off the diagonal; returns the largest good one.
fn check_entries(matrix: &ArrayView2<'_, f64>) -> Result<f64, ModularityError> {
    let mut largest = 0.0_f64;
    for ((row, column), &value) in matrix.indexed_iter() {
        if row == column {
            continue;
        }
        if !value.is_finite() {
            return Err(ModularityError::NotFinite { row, column, value });
        }
        if value < 0.0 {
            return Err(ModularityError::Negative { row, column, value });
        }
        largest = largest.max(value);
    }
    Ok(largest)
}

/// Halfway between the matrix and its transpose, without diagonal.
fn symmetrised(matrix: &ArrayView2<'_, f64>, largest: f64) -> Result<Array2<f64>, ModularityError> {
    let mut symmetric = Array2::zeros(matrix.dim());
    for row in 0..matrix.nrows() {
        for column in row + 1..matrix.ncols() {
            let (value, mirrored) = (matrix[[row, column]], matrix[[column, row]]);
            let allowed = SYMMETRY_RELATIVE * value.max(mirrored) + SYMMETRY_OF_LARGEST * largest;
            if (value - mirrored).abs() > allowed {
                return Err(ModularityError::NotSymmetric {
                    row,
                    column,
                    value,
                    mirrored,
                });
            }
            let middle = value + (mirrored - value) / 2.0;
            symmetric[[row, column]] = middle;
            symmetric[[column, row]] = middle;
        }
    }
    Ok(symmetric)
}
