//! Reading what people name on a command line: files, and what they take for files.

use super::{IoContext, IoError};
use std::fs::File;
use std::io::{Error, ErrorKind, Read};
use std::path::Path;

/// Bytes that tell what a file is.
const BEGIN: u64 = 1 << 16;

/// All bytes of a file.
///
/// # Errors
/// It cannot be read, or is a folder.
pub fn read_file(path: &Path) -> Result<Vec<u8>, IoError> {
    let mut bytes = Vec::new();
    let mut file = open(path)?;
    file.read_to_end(&mut bytes).at("read", path)?;
    Ok(bytes)
}

/// The first bytes of a file, enough to tell what it is.
///
/// # Errors
/// As [`read_file`].
pub fn begin_of(path: &Path) -> Result<Vec<u8>, IoError> {
    let mut bytes = Vec::new();
    let file = open(path)?;
    file.take(BEGIN).read_to_end(&mut bytes).at("read", path)?;
    Ok(bytes)
}

/// A file, opened.
///
/// # Errors
/// It cannot be opened, or is a folder.
pub(crate) fn open(path: &Path) -> Result<File, IoError> {
    let file = File::open(path).at("read", path)?;
    if file.metadata().at("read", path)?.is_dir() {
        let reason = "it is a folder: name a file in it";
        return Err(Error::new(ErrorKind::IsADirectory, reason)).at("read", path);
    }
    Ok(file)
}
