//! What the headers of an experiment's checkpoints say.

use super::AnalysisError;
use crate::checkpoint::{Checkpoint, Metric, Records};
use crate::workspace::Workspace;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// Something that a table lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The checkpoint.
    pub path: PathBuf,
    /// Why.
    pub reason: String,
    /// Whether only a part of a record is missing, which no repetition brings: the modules of a layer of dead units, say.
    pub is_part: bool,
}

/// The headers of an experiment's checkpoints, in the order of the files' names.
pub(super) struct Headers {
    pub(super) experiment: String,
    pub(super) files: Vec<(PathBuf, Checkpoint)>,
    pub(super) skipped: Vec<Skipped>,
}

impl Headers {
    pub(super) fn read(workspace: &Workspace, experiment: &str) -> Result<Self, AnalysisError> {
        let paths = workspace.checkpoints(experiment)?;
        let read: Vec<_> = paths
            .par_iter()
            .map(|p| Checkpoint::read_header(p))
            .collect();
        let mut headers = Self {
            experiment: experiment.to_owned(),
            files: Vec::new(),
            skipped: Vec::new(),
        };
        for (path, header) in paths.into_iter().zip(read) {
            match header {
                Ok(checkpoint) => {
                    headers.skipped.extend(missing(&path, &checkpoint.records));
                    headers.files.push((path, checkpoint));
                }
                Err(error) => headers.skipped.push(Skipped {
                    path,
                    reason: error.to_string(),
                    is_part: false,
                }),
            }
        }
        Ok(headers)
    }

    /// Networks of which there is a result of every kind.
    pub(super) fn evaluated(&self) -> usize {
        let files = self.files.iter();
        files.filter(|(_, c)| c.records.is_evaluated()).count()
    }
}

/// Results that a checkpoint should hold and does not.
fn missing(path: &Path, records: &Records) -> Vec<Skipped> {
    let reason = |(kind, failure): (Metric, Option<&str>)| match failure {
        Some(reason) => format!("{}: failed: {reason}", kind.name()),
        None => format!("{}: not evaluated yet", kind.name()),
    };
    let gap = |(what, reasons): (&String, &Vec<String>)| {
        let line = |reason| format!("{what}: {reason}");
        reasons.iter().map(line).collect::<Vec<_>>()
    };
    let skipped = |is_part| {
        move |reason| Skipped {
            path: path.to_owned(),
            reason,
            is_part,
        }
    };
    let kinds = records.missing().map(reason);
    let parts = records.gaps.iter().flat_map(gap);
    kinds
        .map(skipped(false))
        .chain(parts.map(skipped(true)))
        .collect()
}
