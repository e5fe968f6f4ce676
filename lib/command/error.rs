//! What stops a command: an error of the library, or of how the command was called.

use std::error::Error as StdError;
#[cfg(feature = "torch")]
use std::path::Path;
use std::path::PathBuf;

/// Why a command ends with 2. `Display` is one sentence made for a person.
#[derive(Debug)]
pub enum Error {
    /// What the library says.
    Library(updown::Error),
    /// What is wrong with a file, or with two that do not go together.
    In {
        files: Vec<PathBuf>,
        reason: Box<dyn StdError>,
    },
}

/// Result of a command.
pub type Result<T, E = Error> = std::result::Result<T, E>;

#[cfg(feature = "torch")]
impl Error {
    /// An error about what a file holds.
    pub fn at(path: &Path, reason: impl Into<Box<dyn StdError>>) -> Self {
        let files = vec![path.to_owned()];
        let reason = reason.into();
        Self::In { files, reason }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Library(error) => error.fmt(f),
            Self::In { files, reason } => {
                let files: Vec<String> = files.iter().map(|p| p.display().to_string()).collect();
                write!(f, "{}: {reason}", files.join(" and "))
            }
        }
    }
}

impl<E: Into<updown::Error>> From<E> for Error {
    fn from(error: E) -> Self {
        Self::Library(error.into())
    }
}
