//! Checkpoints or frozen tables → the four frames of an experiment.

use super::tables::Tables;
use super::{AnalysisError, Provenance};
use crate::checkpoint::{Checkpoint, Outcome, Record, Records};
use crate::error::IoContext;
use crate::spec::EXPERIMENTS;
use crate::workspace::Workspace;
use polars::prelude::*;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::path::{Path, PathBuf};

/// The tables of one experiment.
#[derive(Debug, Clone)]
pub struct Results {
    /// Name of the experiment.
    pub experiment: String,
    /// Where the tables come from.
    pub source: Source,
    /// A row a network.
    pub runs: DataFrame,
    /// A row a network × layer × association method.
    pub modules: DataFrame,
    /// A row a network × layer × pair of methods (a before b, the pair of a method with itself left out).
    pub alignments: DataFrame,
    /// A row a network × epoch.
    pub training: DataFrame,
    /// Files that could not be read, or results that are not there, with the reason.
    pub skipped: Vec<Skipped>,
}

/// Where tables come from.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Source {
    /// The checkpoints in this workspace.
    #[default]
    Checkpoints,
    /// Tables that were frozen earlier.
    Frozen(Box<Provenance>),
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Checkpoints => f.write_str("checkpoints"),
            // Without the date: a notebook that prints this comes out the same after freezing the same results again.
            Self::Frozen(provenance) => {
                write!(f, "tables frozen from {} networks", provenance.networks)
            }
        }
    }
}

/// Something that a table lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The checkpoint.
    pub path: PathBuf,
    /// Why.
    pub reason: String,
}

/// The experiment that a notebook is about: `$UPDOWN_EXPERIMENT`, or the first of the declared ones for which there are
/// checkpoints or frozen tables, or `glyphs`, which needs no data.
pub fn chosen_experiment(workspace: &Workspace) -> String {
    if let Ok(named) = std::env::var("UPDOWN_EXPERIMENT") {
        return named;
    }
    let has_results = |name: &str| {
        let checkpoints = workspace
            .checkpoints(name)
            .is_ok_and(|paths| !paths.is_empty());
        checkpoints || workspace.provenance(name).is_file()
    };
    let found = EXPERIMENTS.iter().find(|e| has_results(e.name));
    found.map_or("glyphs", |e| e.name).to_owned()
}

/// The tables of an experiment: from its checkpoints, or from its frozen results where there are no checkpoints or the frozen
/// tables hold more evaluated networks. `source` says which.
///
/// # Errors
/// There is neither; a frozen table cannot be read. Damaged checkpoints are listed in `skipped`.
pub fn load(workspace: &Workspace, experiment: &str) -> Result<Results, AnalysisError> {
    let provenance = workspace.provenance(experiment);
    let frozen = provenance
        .is_file()
        .then(|| Provenance::read(&provenance))
        .transpose()?;
    if workspace.checkpoints(experiment)?.is_empty() {
        let none = || AnalysisError::NoResults {
            experiment: experiment.to_owned(),
            folder: workspace.experiment(experiment),
            frozen: workspace.frozen(experiment, "runs"),
        };
        return read_frozen(workspace, frozen.ok_or_else(none)?);
    }
    let headers = Headers::read(workspace, experiment)?;
    match frozen {
        Some(frozen) if frozen.evaluated > headers.evaluated() => read_frozen(workspace, frozen),
        _ => headers.results(),
    }
}

/// The tables of an experiment from its checkpoints, headers only.
///
/// # Errors
/// The folder cannot be read.
pub fn load_checkpoints(workspace: &Workspace, experiment: &str) -> Result<Results, AnalysisError> {
    Headers::read(workspace, experiment)?.results()
}

fn read_frozen(workspace: &Workspace, provenance: Provenance) -> Result<Results, AnalysisError> {
    let experiment = provenance.experiment.clone();
    let table = |kind| read_parquet(&workspace.frozen(&experiment, kind));
    Ok(Results {
        runs: table("runs")?,
        modules: table("modules")?,
        alignments: table("alignments")?,
        training: table("training")?,
        source: Source::Frozen(Box::new(provenance)),
        skipped: Vec::new(),
        experiment,
    })
}

fn read_parquet(path: &Path) -> Result<DataFrame, AnalysisError> {
    let file = File::open(path).at("read", path)?;
    Ok(ParquetReader::new(file).finish()?)
}

/// The headers of an experiment's checkpoints, in the order of the files' names.
pub(super) struct Headers {
    pub(super) experiment: String,
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
                }),
            }
        }
        headers.leave_out_copies();
        let gaps = headers.files.iter().map(|(path, file)| missing(path, &file.records));
        let gaps: Vec<Skipped> = gaps.flatten().collect();
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
            self.skipped.push(Skipped { path, reason });
        }
    }

    /// Networks of which there is every kind of record.
    pub(super) fn evaluated(&self) -> usize {
        let whole = |r: &Records| states(r).iter().all(|(_, state)| state.is_none());
        self.files.iter().filter(|(_, c)| whole(&c.records)).count()
    }

    pub(super) fn results(&self) -> Result<Results, AnalysisError> {
        let tables = Tables::of(self.files.iter().map(|(_, checkpoint)| checkpoint));
        Ok(Results {
            experiment: self.experiment.clone(),
            source: Source::Checkpoints,
            runs: tables.runs()?,
            modules: tables.modules()?,
            alignments: tables.alignments()?,
            training: tables.training()?,
            skipped: self.skipped.clone(),
        })
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
