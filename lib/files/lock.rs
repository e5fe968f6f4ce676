//! Locks between processes, freed by the operating system when their holder dies.

use crate::files::{IoContext, IoError, faults};
use std::fs::{File, TryLockError};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// Exclusive hold on whatever a lock file stands for, until dropped.
#[derive(Debug)]
pub struct FileLock {
    path: PathBuf,
    _file: File,
}

impl FileLock {
    /// Takes the lock `path`; `None` while another process holds it.
    ///
    /// # Errors
    /// The file cannot be made or locked.
    pub fn try_take(path: &Path) -> Result<Option<Self>, IoError> {
        loop {
            let file = faults::step(path)
                .and_then(|()| File::create(path))
                .at("create", path)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    log::info!("{} is held by another process", path.display());
                    return Ok(None);
                }
                Err(TryLockError::Error(source)) => return Err(source).at("lock", path),
            }
            // A holder that finished in between removed the file under this name: its lock no longer guards anything.
            let opened = file.metadata().at("read", path)?.ino();
            if std::fs::metadata(path).is_ok_and(|found| found.ino() == opened) {
                return Ok(Some(Self {
                    path: path.to_owned(),
                    _file: file,
                }));
            }
        }
    }
}

impl Drop for FileLock {
    fn drop(&mut self) {
        // Only tidiness: a lock file that nobody holds means nothing.
        let _ = std::fs::remove_file(&self.path);
    }
}
