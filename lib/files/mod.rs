//! The file system: errors that name their path, files replaced whole or not at all, locks between processes.
//!
//! The ground floor of the library. It knows nothing of networks, so every room can use it.

mod atomic;
pub mod elements;
pub(crate) mod faults;
pub mod kind;
mod lock;
mod read;

#[cfg(feature = "torch")]
pub(crate) use atomic::{remove_unfinished, write_by_way_of};
pub(crate) use atomic::{stage, write_atomically};
pub use lock::FileLock;
pub use read::begin_of;
pub(crate) use read::open;
pub(crate) use read::read_file;

use std::path::{Path, PathBuf};

/// A failed file-system operation, with the path concerned.
#[derive(Debug, thiserror::Error)]
#[error("cannot {action} {}: {source}", path.display())]
pub struct IoError {
    /// What was attempted, as a verb: `read`, `write`, `create`.
    pub action: &'static str,
    /// The file or folder.
    pub path: PathBuf,
    /// The system's error.
    pub source: std::io::Error,
}

/// Adds verb and path to an `io::Result`.
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
