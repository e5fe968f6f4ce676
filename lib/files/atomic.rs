//! Files that are replaced whole or not at all.

use super::{IoContext, IoError, faults};
use std::fs::Permissions;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Beginning of the names of files that are being written.
const WRITING: &str = ".writing-";

/// Removes what killed writers left in a folder: unfinished files that have not changed for an hour.
#[cfg(feature = "torch")]
pub fn remove_unfinished(folder: &Path) {
    const ABANDONED: std::time::Duration = std::time::Duration::from_secs(3600);
    // Only tidiness: a file that cannot be inspected or removed does no harm.
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let age = entry
            .metadata()
            .ok()
            .and_then(|m| m.modified().ok()?.elapsed().ok());
        let unfinished = entry.file_name().to_string_lossy().starts_with(WRITING);
        if unfinished && age.is_some_and(|age| age > ABANDONED) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// A file that is written, but not yet in its place. It is removed when dropped.
pub struct Staged {
    file: NamedTempFile,
    path: PathBuf,
}

/// Writes `bytes` to a temporary file in the folder of `path`.
///
/// # Errors
/// The folder or the file cannot be written.
pub fn stage(path: &Path, bytes: &[u8]) -> Result<Staged, IoError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let make = |folder| faults::step(folder).and_then(|()| std::fs::create_dir_all(folder));
    make(folder).at("create", folder)?;
    let mut builder = tempfile::Builder::new();
    builder
        .prefix(WRITING)
        .permissions(Permissions::from_mode(0o666)); // less the user's umask, as for any file
    let mut file = faults::step(path)
        .and_then(|()| builder.tempfile_in(folder))
        .at("create a file in", folder)?;
    let half = bytes.len() / 2;
    file.write_all(&bytes[..half])
        .and_then(|()| faults::step(path))
        .and_then(|()| file.write_all(&bytes[half..]))
        .at("write", path)?;
    faults::step(path)
        .and_then(|()| file.as_file().sync_all())
        .at("write", path)?;
    Ok(Staged {
        file,
        path: path.to_owned(),
    })
}

impl Staged {
    /// Moves the file into its place, by a rename.
    ///
    /// # Errors
    /// The rename fails; what was in the place stays.
    pub fn put(self) -> Result<(), IoError> {
        let Self { file, path } = self;
        faults::step(&path)
            .and_then(|()| file.persist(&path).map_err(|e| e.error))
            .at("write", &path)?;
        Ok(())
    }
}

/// Writes `bytes` to `path` by way of a temporary file in the same folder.
///
/// # Errors
/// The folder or the file cannot be written; what was at `path` stays.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), IoError> {
    stage(path, bytes)?.put()?;
    log::debug!("wrote {}, {} bytes", path.display(), bytes.len());
    Ok(())
}

/// Like [`write_atomically`], by way of the file `beside`, for a process that is the only writer of `path`: a fixed name leaves
/// no litter behind. Not synced to disk: for files whose loss costs only work.
///
/// # Errors
/// The file cannot be written; what was at `path` stays.
#[cfg(feature = "torch")]
pub fn write_by_way_of(beside: &Path, path: &Path, bytes: &[u8]) -> Result<(), IoError> {
    let half = bytes.len() / 2;
    let written = std::fs::File::create(beside).and_then(|mut file| {
        file.write_all(&bytes[..half])?;
        faults::step(path)?;
        file.write_all(&bytes[half..])
    });
    let put = written.at("write", beside).and_then(|()| {
        faults::step(path)
            .and_then(|()| std::fs::rename(beside, path))
            .at("write", path)
    });
    if put.is_err() {
        // An unfinished file would only fill a full disk further.
        let _ = std::fs::remove_file(beside);
    }
    put
}
