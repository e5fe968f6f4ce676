//! Matrices and memberships from files of other programs: `.safetensors`, `.npy`, `.npz`, text; memberships also as JSON.
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
mod edges;
mod membership;
mod npy;
#[cfg(feature = "reader")]
mod npz;
mod other;
mod safetensors;

use crate::files::elements::Element;
use crate::files::kind::FileKind;
use crate::files::{IoError, read_file};
use crate::modularity::{Adjacency, ModularityError};
use ndarray::Array2;
use std::fmt;
use std::path::{Path, PathBuf};

pub use membership::read_membership;
pub(crate) use npy::Layout as NpyLayout;

/// Where a matrix or a membership was read: the file and, if it holds several, the tensor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub path: PathBuf,
    /// The tensor of a safetensors file.
    pub tensor: Option<String>,
}

impl Place {
    /// A file that holds a single matrix.
    pub(crate) fn of(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            tensor: None,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.tensor {
            Some(name) => write!(f, "tensor `{name}` of {}", self.path.display()),
            None => write!(f, "{}", self.path.display()),
        }
    }
}

/// Why a file does not give a usable matrix or membership.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MatrixError {
    #[error(transparent)]
    Io(#[from] IoError),
    #[error("{}: expected a matrix named .safetensors, .npy, .npz, .csv, .tsv or .txt{hint}", path.display())]
    Extension {
        path: PathBuf,
        /// What the file is, and what makes a matrix of it.
        hint: String,
    },
    #[error("{}: {reason}", path.display())]
    Edges { path: PathBuf, reason: String },
    #[error("{}: --tensor is only for .safetensors and .npz files, found `{tensor}`", path.display())]
    TensorOfPlainFile { path: PathBuf, tensor: String },
    #[error("{} is truncated or damaged: {reason}", path.display())]
    Damaged { path: PathBuf, reason: String },
    #[error("{}: expected what its name says, found {found}", path.display())]
    Kind { path: PathBuf, found: FileKind },
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
    #[error(
        "{}: line {line}, column {column}: expected a number, found `{found}` (columns are separated by {separator} here)",
        path.display()
    )]
    Number {
        path: PathBuf,
        line: usize,
        column: usize,
        found: String,
        /// The separator between two numbers.
        separator: &'static str,
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

/// A matrix that was read, with notes about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// Where it was read.
    pub place: Place,
    /// Rows × columns, any values.
    pub matrix: Array2<f64>,
    /// What was left out or converted, one sentence each.
    pub notes: Vec<String>,
}

/// Entries may be below zero by this share of the largest one: sums and eigenvalues leave that much error.
const ROUNDING: f64 = 1e-6;

impl Loaded {
    fn new(place: Place, matrix: Array2<f64>, element: Element) -> Self {
        let note = match element {
            Element::F32 | Element::F64 => None,
            Element::F16 | Element::BF16 => Some("half-precision numbers were converted"),
            Element::Bool | Element::Signed(_) | Element::Unsigned(_) => {
                Some("whole numbers were converted")
            }
        };
        Self {
            place,
            matrix,
            notes: note.map(str::to_owned).into_iter().collect(),
        }
    }

    /// The matrix as an adjacency: the diagonal is dropped, entries below zero by no more than rounding are zero.
    ///
    /// # Errors
    /// It is not square, not symmetric, or holds a negative number, NaN or ∞: the first such entry is named.
    pub fn into_adjacency(mut self) -> Result<(Adjacency, Vec<String>), MatrixError> {
        let matrix = &mut self.matrix;
        let largest = matrix
            .iter()
            .fold(0.0, |most: f64, value| most.max(value.abs()));
        let is_rounding = |value: f64| value < 0.0 && value >= -ROUNDING * largest;
        let (mut rounded, mut most) = (0, 0.0_f64);
        for value in matrix.iter_mut().filter(|value| is_rounding(**value)) {
            (rounded, most) = (rounded + 1, most.max(-*value));
            *value = 0.0;
        }
        if rounded > 0 {
            let note = format!("{rounded} entries below 0 by rounding, at most by {most:e}, are 0");
            self.notes.push(note);
        }
        let place = self.place;
        let adjacency = match Adjacency::from_association(matrix.view()) {
            Ok(adjacency) => adjacency,
            Err(ModularityError::NotSquare { rows, columns })
                if (2..=3).contains(&columns) && place.tensor.is_none() =>
            {
                return Err(MatrixError::Edges {
                    path: place.path,
                    reason: format!(
                        "an adjacency matrix must be square, found {rows} rows and {columns} columns; a list of edges is read from a \
                         text whose columns are named source, target, weight, or from a file named .edgelist"
                    ),
                });
            }
            Err(source) => return Err(MatrixError::Adjacency { place, source }),
        };
        let bad = |value: f64| !value.is_finite() || value < 0.0;
        match matrix.diag().iter().position(|&value| bad(value)) {
            None => Ok((adjacency, self.notes)),
            Some(unit) => Err(MatrixError::Diagonal {
                place,
                unit,
                found: matrix[[unit, unit]],
            }),
        }
    }
}

/// Reads a matrix (rows × columns, any values): numbers of any type, or decimal numbers in text. `tensor` names one of a
/// safetensors file or an archive; it may be left out if there is only one.
///
/// # Errors
/// The file cannot be read, is incomplete, or holds something else.
pub fn load_matrix(path: &Path, tensor: Option<&str>) -> Result<Loaded, MatrixError> {
    let bytes = read_file(path)?;
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or("");
    let extension = extension.to_lowercase();
    let holds_several = ["safetensors", "npz"].contains(&extension.as_str());
    if let Some(tensor) = tensor.filter(|_| !holds_several) {
        return Err(MatrixError::TensorOfPlainFile {
            path: path.to_owned(),
            tensor: tensor.to_owned(),
        });
    }
    let expected = match extension.as_str() {
        "safetensors" => Some(FileKind::Safetensors),
        "npy" => Some(FileKind::Npy),
        "npz" => Some(FileKind::Npz),
        "csv" | "tsv" | "txt" | "dat" | "edgelist" | "edges" => None,
        other => {
            return Err(MatrixError::Extension {
                path: path.to_owned(),
                hint: other::hint(other, FileKind::of(&bytes)),
            });
        }
    };
    // An empty text is an empty matrix.
    let kind =
        FileKind::of(&bytes).filter(|kind| Some(*kind) != expected && *kind != FileKind::Empty);
    if let Some(found) = kind {
        let path = path.to_owned();
        return Err(MatrixError::Kind { path, found });
    }
    match extension.as_str() {
        "safetensors" => safetensors::parse(&bytes, path, tensor),
        "npy" => dense(&bytes, path, Place::of(path)),
        #[cfg(feature = "reader")]
        "npz" => npz::parse(&bytes, path, tensor),
        other => text(&bytes, path, ["edgelist", "edges"].contains(&other)),
    }
}

/// The matrix in a text, or that of the graph whose edges it lists.
fn text(bytes: &[u8], path: &Path, is_edges: bool) -> Result<Loaded, MatrixError> {
    let csv::Text {
        mut matrix,
        mut notes,
        is_edges: has_ends,
    } = csv::parse(bytes, path)?;
    if is_edges || has_ends {
        let found = edges::matrix(&matrix.view()).map_err(|reason| MatrixError::Edges {
            path: path.to_owned(),
            reason,
        })?;
        matrix = found.0;
        notes.push(found.1);
    }
    let place = Place::of(path);
    Ok(Loaded {
        place,
        matrix,
        notes,
    })
}

/// The matrix of [`load_matrix`] alone.
///
/// # Errors
/// As [`load_matrix`].
pub fn read_matrix(path: &Path, tensor: Option<&str>) -> Result<Array2<f64>, MatrixError> {
    load_matrix(path, tensor).map(|loaded| loaded.matrix)
}

/// Reads an association matrix (units × units) as an adjacency: the diagonal is dropped.
///
/// # Errors
/// As [`load_matrix`] and [`Loaded::into_adjacency`].
pub fn read_adjacency(path: &Path, tensor: Option<&str>) -> Result<Adjacency, MatrixError> {
    let (adjacency, _) = load_matrix(path, tensor)?.into_adjacency()?;
    Ok(adjacency)
}

/// The matrix in a `.npy` file.
fn dense(bytes: &[u8], path: &Path, place: Place) -> Result<Loaded, MatrixError> {
    let array = npy::Array::parse(bytes, path, &place)?;
    let (element, shape) = (array.element, array.shape.clone());
    match array.matrix() {
        Some(matrix) => Ok(Loaded::new(place, matrix, element)),
        None => Err(MatrixError::Rank {
            place,
            found: shape,
        }),
    }
}

fn damaged(path: &Path, reason: impl fmt::Display) -> MatrixError {
    MatrixError::Damaged {
        path: path.to_owned(),
        reason: reason.to_string(),
    }
}

/// The accepted element types.
const NUMBERS: &str = "real numbers: floating-point, whole or boolean";

/// Names in alphabetical order, cut short if there are many.
fn listed(mut names: Vec<&str>) -> String {
    /// How many names a message shows.
    const SHOWN: usize = 6;
    names.sort_unstable();
    let rest = names.len().saturating_sub(SHOWN);
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| short(name)).collect();
    match (names.len(), rest) {
        (0, _) => "none".to_owned(),
        (_, 0) => shown.join(", "),
        _ => format!("{} and {rest} more", shown.join(", ")),
    }
}

/// The beginning of a possibly long name.
fn short(name: &str) -> String {
    match name.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}
