//! A disk that fails when a test says so: every step of writing a file asks here first. Outside of tests it never fails.

/// A step in writing a file: making a folder or a file, writing, syncing to disk, renaming, locking.
#[cfg(not(all(test, feature = "torch")))]
pub(super) fn step(_: &std::path::Path) -> std::io::Result<()> {
    Ok(())
}

#[cfg(all(test, feature = "torch"))]
pub(crate) use fault::failing;
#[cfg(all(test, feature = "torch"))]
pub(super) use fault::step;

#[cfg(all(test, feature = "torch"))]
mod fault {
    use std::io::{Error, ErrorKind, Result};
    use std::path::{Path, PathBuf};
    use std::sync::Mutex;

    /// What is to fail: one step below a folder, counted from 1.
    struct Fault {
        root: PathBuf,
        fails: usize,
        seen: usize,
    }

    /// One for each test that is running.
    static FAULTS: Mutex<Vec<Fault>> = Mutex::new(Vec::new());

    pub(crate) fn step(path: &Path) -> Result<()> {
        let mut faults = FAULTS.lock().unwrap_or_else(|e| e.into_inner());
        let Some(fault) = faults
            .iter_mut()
            .find(|fault| path.starts_with(&fault.root))
        else {
            return Ok(());
        };
        fault.seen += 1;
        if fault.seen == fault.fails {
            return Err(Error::new(
                ErrorKind::StorageFull,
                "the test's disk is full",
            ));
        }
        Ok(())
    }

    /// Runs `work` while the `k`th step below `root` fails. Also returns whether there were that many steps.
    #[cfg(feature = "torch")]
    pub(crate) fn failing<T>(root: &Path, k: usize, work: impl FnOnce() -> T) -> (T, bool) {
        let fault = Fault {
            root: root.to_owned(),
            fails: k,
            seen: 0,
        };
        let faults = || FAULTS.lock().unwrap_or_else(|e| e.into_inner());
        faults().push(fault);
        let result = work();
        let mut faults = faults();
        let at = faults
            .iter()
            .position(|p| p.root == root)
            .expect("pushed above");
        let failed = faults.remove(at).seen >= k;
        (result, failed)
    }
}
