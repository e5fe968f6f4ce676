//! Checkpoints or frozen tables → the four frames of an experiment.

use super::headers::{Headers, Skipped};
use super::tables::Tables;
use super::{AnalysisError, Provenance};
use crate::files::IoContext;
use crate::spec::EXPERIMENTS;
use crate::workspace::Workspace;
use polars::prelude::*;
use std::fmt;
use std::fs::File;
use std::path::Path;

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

impl Results {
    pub(super) fn of(headers: &Headers) -> Result<Self, AnalysisError> {
        let tables = Tables::of(headers.files.iter().map(|(_, checkpoint)| checkpoint));
        Ok(Self {
            experiment: headers.experiment.clone(),
            source: Source::Checkpoints,
            runs: tables.runs()?,
            modules: tables.modules()?,
            alignments: tables.alignments()?,
            training: tables.training()?,
            skipped: headers.skipped.clone(),
        })
    }
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
        _ => Results::of(&headers),
    }
}

/// The tables of an experiment from its checkpoints, headers only.
///
/// # Errors
/// The folder cannot be read.
pub fn load_checkpoints(workspace: &Workspace, experiment: &str) -> Result<Results, AnalysisError> {
    Results::of(&Headers::read(workspace, experiment)?)
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
