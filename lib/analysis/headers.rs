//! What the headers of an experiment's checkpoints say.

use super::AnalysisError;
use crate::checkpoint::{Checkpoint, Outcome, Record, Records};
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
                }),
            }
        }
        Ok(headers)
    }

    /// Networks of which there is every kind of record.
    pub(super) fn evaluated(&self) -> usize {
        let whole = |r: &Records| states(r).iter().all(|(_, state)| state.is_none());
        self.files.iter().filter(|(_, c)| whole(&c.records)).count()
    }
}

/// Results that a checkpoint should hold and does not.
fn missing(path: &Path, records: &Records) -> Vec<Skipped> {
    let failed =
        |(what, state): (&'static str, Option<String>)| Some(format!("{what}: {}", state?));
    let gap = |(what, reasons): (&String, &Vec<String>)| {
        let line = |reason| format!("{what}: {reason}");
        reasons.iter().map(line).collect::<Vec<_>>()
    };
    let reasons = states(records).into_iter().filter_map(failed);
    reasons
        .chain(records.gaps.iter().flat_map(gap))
        .map(|reason| Skipped {
            path: path.to_owned(),
            reason,
        })
        .collect()
}

/// Each kind of record, with the reason why it is not there.
fn states(records: &Records) -> [(&'static str, Option<String>); 6] {
    [
        ("performance", state(&records.performance)),
        ("weights", state(&records.weights)),
        ("associations", state(&records.associations)),
        ("modules", state(&records.modules)),
        ("alignments", state(&records.alignments)),
        ("robustness", state(&records.robustness)),
    ]
}

fn state<T>(record: &Option<Record<T>>) -> Option<String> {
    match record.as_ref().map(|r| &r.outcome) {
        Some(Outcome::Done(_)) => None,
        Some(Outcome::Failed { reason }) => Some(format!("failed: {reason}")),
        None => Some("not evaluated yet".to_owned()),
    }
}
