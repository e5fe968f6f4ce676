//! Files that are replaced whole or not at all.

use super::{IoContext, IoError};
use std::fs::Permissions;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// Beginning of the names of files that are being written.
const WRITING: &str = ".writing-";

/// Removes what killed writers left in a folder: unfinished files that nobody has touched for an hour.
#[cfg(feature = "torch")]
pub fn remove_unfinished(folder: &Path) {
    const ABANDONED: std::time::Duration = std::time::Duration::from_secs(3600);
    // Only tidiness: what cannot be looked at or removed does no harm.
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

/// Puts `bytes` at `path` by way of a temporary file in the same folder.
///
/// # Errors
/// The folder or the file cannot be written; what was at `path` stays.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), IoError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).at("create", folder)?;
    let mut file = tempfile::Builder::new()
        .prefix(WRITING)
        .permissions(Permissions::from_mode(0o666)) // less the user's umask, as for any file
        .tempfile_in(folder)
        .at("create a file in", folder)?;
    file.write_all(bytes).at("write", path)?;
    file.as_file().sync_all().at("write", path)?;
    file.persist(path).map_err(|e| e.error).at("write", path)?;
    Ok(())
}
