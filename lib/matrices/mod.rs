//! Matrices and memberships from files of other programs: `.safetensors`, `.npy`, `.csv`; memberships as JSON.
//!
//! ```no_run
//! use std::path::Path;
//! use updown::matrices::{read_adjacency, read_membership};
//!
//! let adjacency = read_adjacency(Path::new("associations.safetensors"), Some("forward_cov/0"))?;
//! let membership = read_membership(Path::new("modules.json"))?;
//! # Ok::<(), updown::matrices::MatrixError>(())
//! ```

mod csv;
mod membership;
mod npy;
mod safetensors;

use crate::files::{IoContext, IoError};
use crate::modularity::{Adjacency, ModularityError};
use ndarray::Array2;
use std::fmt;
use std::path::{Path, PathBuf};

pub use membership::read_membership;

/// Where a matrix or a membership was read: the file and, where it holds several, the tensor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub path: PathBuf,
    /// The tensor of a safetensors file.
    pub tensor: Option<String>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.tensor {
            Some(name) => write!(f, "tensor `{name}` of {}", self.path.display()),
            None => write!(f, "{}", self.path.display()),
        }
    }
}

/// A file that holds no matrix or membership that could be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MatrixError {
    #[error(transparent)]
    Io(#[from] IoError),
    #[error("{}: expected a file named .safetensors, .npy or .csv", path.display())]
    Extension { path: PathBuf },
    #[error("{}: --tensor goes with .safetensors files only, found `{tensor}`", path.display())]
    TensorOfPlainFile { path: PathBuf, tensor: String },
    #[error("{} is truncated or damaged: {reason}", path.display())]
    Damaged { path: PathBuf, reason: String },
    #[error("{} holds no tensor `{name}`; it holds {found}", path.display())]
    UnknownTensor {
        path: PathBuf,
        name: String,
        found: String,
    },
    #[error("{}: name one of its tensors (--tensor), it holds {found}", path.display())]
    WhichTensor { path: PathBuf, found: String },
    #[error("{place}: expected elements of type {expected}, found {found}")]
    Dtype {
        place: Place,
        expected: &'static str,
        found: String,
    },
    #[error("{place}: expected a matrix, found shape {found:?}")]
    Rank { place: Place, found: Vec<usize> },
    #[error("{}: line {line}, column {column}: expected a number, found `{found}`", path.display())]
    Number {
        path: PathBuf,
        line: usize,
        column: usize,
        found: String,
    },
    #[error("{}: line {line} has {found} columns, the first line has {expected}", path.display())]
    Ragged {
        path: PathBuf,
        line: usize,
        expected: usize,
        found: usize,
    },
    #[error(
        "{place}: an association of a unit with itself must be finite and not negative, found {found} at ({unit}, {unit})"
    )]
    Diagonal {
        place: Place,
        unit: usize,
        found: f64,
    },
    #[error("{place}: {source}")]
    Adjacency {
        place: Place,
        source: ModularityError,
    },
    #[error("{}: {reason}", path.display())]
    Membership { path: PathBuf, reason: String },
}

/// Reads a matrix (rows × columns, any values) of 32- or 64-bit floating-point numbers, or of decimal numbers in a
/// `.csv` without a header. `tensor` names one of a safetensors file; it may be left out where there is only one.
///
/// # Errors
/// The file cannot be read, is not whole, or holds something else.
pub fn read_matrix(path: &Path, tensor: Option<&str>) -> Result<Array2<f64>, MatrixError> {
    read(path, tensor).map(|(_, matrix)| matrix)
}

/// Reads an association matrix (units × units) as an adjacency: the diagonal is dropped.
///
/// # Errors
/// As [`read_matrix`]; the matrix is not square, not symmetric, or holds a negative number, NaN or ∞: the first such
/// entry is named.
pub fn read_adjacency(path: &Path, tensor: Option<&str>) -> Result<Adjacency, MatrixError> {
    let (place, matrix) = read(path, tensor)?;
    let adjacency = match Adjacency::from_association(matrix.view()) {
        Ok(adjacency) => adjacency,
        Err(source) => return Err(MatrixError::Adjacency { place, source }),
    };
    let bad = |value: f64| !value.is_finite() || value < 0.0;
    match matrix.diag().iter().position(|&value| bad(value)) {
        None => Ok(adjacency),
        Some(unit) => Err(MatrixError::Diagonal {
            place,
            unit,
            found: matrix[[unit, unit]],
        }),
    }
}

fn read(path: &Path, tensor: Option<&str>) -> Result<(Place, Array2<f64>), MatrixError> {
    let bytes = std::fs::read(path).at("read", path)?;
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or("");
    if extension == "safetensors" {
        return safetensors::parse(&bytes, path, tensor);
    }
    if let Some(tensor) = tensor {
        return Err(MatrixError::TensorOfPlainFile {
            path: path.to_owned(),
            tensor: tensor.to_owned(),
        });
    }
    let matrix = match extension {
        "npy" => npy::parse(&bytes, path)?,
        "csv" => csv::parse(&bytes, path)?,
        _ => {
            return Err(MatrixError::Extension {
                path: path.to_owned(),
            });
        }
    };
    let place = Place {
        path: path.to_owned(),
        tensor: None,
    };
    Ok((place, matrix))
}

fn damaged(path: &Path, reason: impl fmt::Display) -> MatrixError {
    MatrixError::Damaged {
        path: path.to_owned(),
        reason: reason.to_string(),
    }
}

/// Element types that are read.
const FLOATS: &str = "F32 or F64";

/// Little-endian numbers of 4 or 8 bytes as f64.
fn floats(bytes: &[u8], width: usize) -> Vec<f64> {
    bytes
        .chunks_exact(width)
        .map(|chunk| match *chunk {
            [a, b, c, d] => f64::from(f32::from_le_bytes([a, b, c, d])),
            [a, b, c, d, e, f, g, h] => f64::from_le_bytes([a, b, c, d, e, f, g, h]),
            _ => unreachable!("numbers have 4 or 8 bytes"),
        })
        .collect()
}
