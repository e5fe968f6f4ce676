//! One error type for the whole library, made of one enum per concern.
//!
//! Every message says what was expected, what was found and where (file, tensor, layer). Each module has its own
//! enum beside its code; this file holds the ones of the ground floor and the sum of all.

use std::path::{Path, PathBuf};

/// Any error of this library. `Display` is one sentence made for a person.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    #[error(transparent)]
    Io(#[from] IoError),
    #[error("{0}")]
    Unavailable(String),
    #[error(transparent)]
    Spec(#[from] crate::spec::SpecError),
    #[error(transparent)]
    Checkpoint(#[from] crate::checkpoint::CheckpointError),
    #[cfg(feature = "cli")]
    #[error(transparent)]
    Import(#[from] crate::checkpoint::lightning::ImportError),
    #[error(transparent)]
    Modularity(#[from] crate::modularity::ModularityError),
    #[error(transparent)]
    Alignment(#[from] crate::alignment::AlignmentError),
    #[error(transparent)]
    Matrix(#[from] crate::matrices::MatrixError),
    #[error(transparent)]
    Analysis(#[from] crate::analysis::AnalysisError),
    #[error(transparent)]
    Figure(#[from] crate::figures::FigureError),
    #[cfg(feature = "torch")]
    #[error(transparent)]
    Device(#[from] crate::device::DeviceError),
    #[cfg(feature = "torch")]
    #[error(transparent)]
    Data(#[from] crate::data::DataError),
    #[cfg(feature = "download")]
    #[error(transparent)]
    Download(#[from] crate::data::download::DownloadError),
    #[cfg(feature = "torch")]
    #[error(transparent)]
    Model(#[from] crate::models::ModelError),
    #[cfg(feature = "torch")]
    #[error(transparent)]
    Training(#[from] crate::training::TrainingError),
    #[cfg(feature = "torch")]
    #[error(transparent)]
    Association(#[from] crate::associations::AssociationError),
}

/// Result of this library.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failed operation of the file system, with the path it concerned.
#[derive(Debug, thiserror::Error)]
#[error("cannot {action} {}: {source}", path.display())]
pub struct IoError {
    /// What was tried, as a verb: `read`, `write`, `create`.
    pub action: &'static str,
    /// The file or folder.
    pub path: PathBuf,
    /// What the system said.
    pub source: std::io::Error,
}

/// Puts verb and path to an `io::Result`.
pub trait IoContext<T> {
    /// Turns the error into an [`IoError`] that names `action` and `path`.
    ///
    /// # Errors
    /// The same as `self`, with context.
    fn at(self, action: &'static str, path: &Path) -> Result<T, IoError>;
}

impl<T> IoContext<T> for std::io::Result<T> {
    fn at(self, action: &'static str, path: &Path) -> Result<T, IoError> {
        self.map_err(|source| IoError {
            action,
            path: path.to_owned(),
            source,
        })
    }
}
