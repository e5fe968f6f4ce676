//! The five tables of an experiment.

use super::headers::{Headers, Skipped};
use super::tables::Tables;
use super::{AnalysisError, Provenance};
use polars::prelude::*;
use std::fmt;

/// The tables of one experiment.
#[derive(Debug, Clone)]
pub struct Results {
    /// Name of the experiment.
    pub experiment: String,
    /// Where the tables come from.
    pub source: Source,
    /// One row per network.
    pub runs: DataFrame,
    /// One row per network × layer × association method.
    pub modules: DataFrame,
    /// One row per network × layer × pair of methods (a before b, the pair of a method with itself left out).
    pub alignments: DataFrame,
    /// One row per network × layer × association method × module: what each module does.
    pub functions: DataFrame,
    /// One row per network × epoch.
    pub training: DataFrame,
    /// Files that could not be read, and missing results, with the reason.
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
            functions: tables.functions()?,
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
            // Without the date: a notebook that prints this does not change when the same results are frozen again.
            Self::Frozen(provenance) => {
                write!(f, "tables frozen from {} networks", provenance.networks)
            }
        }
    }
}

impl Results {
    /// The five tables with their names.
    pub fn tables(&self) -> [(&'static str, &DataFrame); 5] {
        [
            ("runs", &self.runs),
            ("modules", &self.modules),
            ("alignments", &self.alignments),
            ("functions", &self.functions),
            ("training", &self.training),
        ]
    }
}
