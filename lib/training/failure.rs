//! Runs that failed, recorded beside the place of their checkpoint as `<stem>.failed`.

use super::TrainingError;
use crate::files::write_atomically;
use crate::files::{IoContext, IoError};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Why a run has no checkpoint: the file's JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// The run.
    pub run_id: String,
    /// Epoch in which the loss stopped being a finite number.
    pub epoch: usize,
    /// What was expected and what was found.
    pub reason: String,
}

impl Failure {
    /// The failure behind `error`, if another attempt would end the same way.
    pub(super) fn of(error: &TrainingError) -> Option<Self> {
        match error {
            TrainingError::Diverged { run_id, epoch, .. } => Some(Self {
                run_id: run_id.clone(),
                epoch: *epoch,
                reason: error.to_string(),
            }),
            _ => None,
        }
    }

    /// Reads a failure; `None` if there is none. A file that cannot be parsed is a failure of unknown reason.
    ///
    /// # Errors
    /// The file exists but cannot be read.
    pub fn read(path: &Path, run_id: &str) -> Result<Option<Self>, IoError> {
        if !path.exists() {
            return Ok(None);
        }
        let bytes = std::fs::read(path).at("read", path)?;
        let failure = serde_json::from_slice(&bytes).unwrap_or_else(|error| Self {
            run_id: run_id.to_owned(),
            epoch: 0,
            reason: format!("{} is damaged: {error}", path.display()),
        });
        Ok(Some(failure))
    }

    /// Writes the failure.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(super) fn write(&self, path: &Path) -> Result<(), IoError> {
        let text = serde_json::to_string_pretty(self).expect("a failure is plain data");
        write_atomically(path, text.as_bytes())
    }
}
