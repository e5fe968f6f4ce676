//! A disk that fails when a test says so: every step of writing a file asks here first. Outside the tests it never fails.

/// A step on the way to a file: making a folder or a file, writing, forcing it to the disk, renaming, locking.
#[cfg(not(all(test, feature = "torch")))]
pub(super) fn step(_: &std::path::Path) -> std::io::Result<()> {
    Ok(())
}

#[cfg(all(test, feature = "torch"))]
pub(crate) use plan::failing;
#[cfg(all(test, feature = "torch"))]
pub(super) use plan::step;

#[cfg(all(test, feature = "torch"))]
mod plan {
    use std::io::{Error, ErrorKind, Result};
    use std::path::{Path, PathBuf};
    use std::sync::Mutex;

    /// What is to fail: one step below a folder, counted from 1.
    struct Plan {
        root: PathBuf,
        fails: usize,
        seen: usize,
    }

    /// One plan for each test that runs at the moment.
    static PLANS: Mutex<Vec<Plan>> = Mutex::new(Vec::new());

    pub(crate) fn step(path: &Path) -> Result<()> {
        let mut plans = PLANS.lock().unwrap_or_else(|e| e.into_inner());
        let Some(plan) = plans.iter_mut().find(|plan| path.starts_with(&plan.root)) else {
            return Ok(());
        };
        plan.seen += 1;
        if plan.seen == plan.fails {
            return Err(Error::new(
                ErrorKind::StorageFull,
                "the test's disk is full",
            ));
        }
        Ok(())
    }

    /// Runs `work` while the `k`th step below `root` fails. Also says whether there were as many.
    #[cfg(feature = "torch")]
    pub(crate) fn failing<T>(root: &Path, k: usize, work: impl FnOnce() -> T) -> (T, bool) {
        let plan = Plan {
            root: root.to_owned(),
            fails: k,
            seen: 0,
        };
        let plans = || PLANS.lock().unwrap_or_else(|e| e.into_inner());
        plans().push(plan);
        let result = work();
        let mut plans = plans();
        let at = plans
            .iter()
            .position(|p| p.root == root)
            .expect("pushed above");
        let failed = plans.remove(at).seen >= k;
        (result, failed)
    }
}
