//! The headers of an experiment's checkpoints.

use super::AnalysisError;
use crate::checkpoint::{Checkpoint, Metric, Records};
use crate::experiments;
use crate::spec::Experiment;
use crate::workspace::Workspace;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Something that a table lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The checkpoint.
    pub path: PathBuf,
    /// Why.
    pub reason: String,
    /// Whether only a part of a record is missing, which repeating will not bring: the modules of a layer of dead units, say.
    pub is_part: bool,
}

/// The headers of an experiment's checkpoints, in the order of file names.
pub(super) struct Headers {
    pub(super) experiment: String,
    /// Its declaration, if any.
    pub(super) declared: Option<Experiment>,
    pub(super) files: Vec<(PathBuf, Checkpoint)>,
    pub(super) skipped: Vec<Skipped>,
    /// How many files are copies of others: one run is one network.
    pub(super) copies: usize,
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
            declared: experiments::find(workspace, experiment).ok(),
            files: Vec::new(),
            skipped: Vec::new(),
            copies: 0,
        };
        for (path, header) in paths.into_iter().zip(read) {
            match header {
                Ok(checkpoint) => headers.files.push((path, checkpoint)),
                Err(error) => headers.skipped.push(Skipped {
                    path,
                    reason: error.to_string(),
                    is_part: false,
                }),
            }
        }
        headers.leave_out_copies();
        let files = headers.files.iter();
        let gaps: Vec<Skipped> = files
            .flat_map(|(path, c)| missing(path, &c.records))
            .collect();
        headers.skipped.extend(gaps);
        headers.skipped.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(headers)
    }

    /// Keeps one file of each run: the one with the run's name, else the first.
    fn leave_out_copies(&mut self) {
        let mut kept: BTreeMap<String, usize> = BTreeMap::new();
        for (index, (path, file)) in self.files.iter().enumerate() {
            let stem = file.spec.file_stem();
            let is_own = path.file_stem().is_some_and(|name| name == stem.as_str());
            let first = kept.entry(stem).or_insert(index);
            if is_own {
                *first = index;
            }
        }
        let all = std::mem::take(&mut self.files).into_iter().enumerate();
        for (index, (path, file)) in all {
            let stem = file.spec.file_stem();
            if kept[&stem] == index {
                self.files.push((path, file));
                continue;
            }
            self.copies += 1;
            let reason = format!("a copy of run {stem}, which is one network and counted once");
            self.skipped.push(Skipped {
                path,
                reason,
                is_part: true,
            });
        }
    }

    /// Networks with a result of every kind.
    pub(super) fn evaluated(&self) -> usize {
        let files = self.files.iter();
        files.filter(|(_, c)| c.records.is_evaluated()).count()
    }
}

/// Results that a checkpoint should hold but does not.
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
    let parts = parts.chain(records.not_applicable());
    kinds
        .map(skipped(false))
        .chain(parts.map(skipped(true)))
        .collect()
}
