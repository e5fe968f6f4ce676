//! The eval pass: checkpoint → performance, norms, associations, modules, alignments → the same checkpoint file.
//!
//! This module orchestrates and computes nothing of its own. Every record carries a key of the version and settings
//! that made it, and the key of the record it was made from: what is current is skipped, what depends on something
//! that changed is made again. Weights never change.

mod measure;
mod pass;

use crate::alignment::AlignmentConfig;
use crate::checkpoint::{Outcome, Record, Records};
use crate::modularity::Optimizer;
use crate::spec::Association;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

pub use measure::evaluate;
pub use pass::{EvalPass, EvalReport, eval};

/// A kind of record, in the order in which they are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Metric {
    Performance,
    Weights,
    Associations,
    Modules,
    Alignments,
}

impl Metric {
    /// All metrics in the order in which they are made.
    pub const ALL: [Self; 5] = [
        Self::Performance,
        Self::Weights,
        Self::Associations,
        Self::Modules,
        Self::Alignments,
    ];

    /// The name on the command line and in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Performance => "performance",
            Self::Weights => "weights",
            Self::Associations => "associations",
            Self::Modules => "modules",
            Self::Alignments => "alignments",
        }
    }

    /// Raised when the code that makes the record changes its result.
    fn version(self) -> u32 {
        match self {
            Self::Performance | Self::Weights | Self::Associations => 1,
            Self::Modules | Self::Alignments => 1,
        }
    }
}

impl FromStr for Metric {
    type Err = crate::spec::SpecError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|m| m.name() == text)
            .ok_or_else(|| crate::spec::SpecError::Unknown {
                what: "metric",
                found: text.to_owned(),
                expected: Self::ALL.map(|m| m.name().to_owned()).to_vec(),
            })
    }
}

/// What to measure, and how.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EvalConfig {
    /// Which associations; all eight by default.
    pub associations: Vec<Association>,
    /// Test images that the associations are measured on, from the first.
    pub images: usize,
    /// Also cluster all hidden layers as one.
    pub combined: bool,
    /// How modules are found.
    pub optimizer: Optimizer,
    /// How partitions are compared.
    pub alignment: AlignmentConfig,
}

impl Default for EvalConfig {
    fn default() -> Self {
        Self {
            associations: Association::ALL.to_vec(),
            images: 10_000,
            combined: true,
            optimizer: Optimizer::paper(),
            alignment: AlignmentConfig::default(),
        }
    }
}

impl EvalConfig {
    /// The key of each metric's record under these settings.
    fn key(&self, metric: Metric) -> String {
        let own = |settings: String| format!("{}-v{} {settings}", metric.name(), metric.version());
        match metric {
            Metric::Performance | Metric::Weights => own(String::new()),
            Metric::Associations => own(format!(
                "{} of {} images, combined: {}",
                json(&self.associations),
                self.images,
                self.combined
            )),
            Metric::Modules => own(format!(
                "{} < {}",
                json(&self.optimizer),
                self.key(Metric::Associations)
            )),
            Metric::Alignments => own(format!(
                "{} < {}",
                json(&self.alignment),
                self.key(Metric::Modules)
            )),
        }
    }
}

fn json(settings: &impl Serialize) -> String {
    serde_json::to_string(settings).expect("settings are plain data")
}

/// Whether a record is there and was made under `key`; a failure counts, since the same settings would fail again.
fn is_current(records: &Records, metric: Metric, key: &str) -> bool {
    let found = match metric {
        Metric::Performance => records.performance.as_ref().map(|r| &r.key),
        Metric::Weights => records.weights.as_ref().map(|r| &r.key),
        Metric::Associations => records.associations.as_ref().map(|r| &r.key),
        Metric::Modules => records.modules.as_ref().map(|r| &r.key),
        Metric::Alignments => records.alignments.as_ref().map(|r| &r.key),
    };
    found.is_some_and(|found| found == key)
}

/// A record of what `result` is, success or failure.
fn record<T>(key: String, result: Result<T, crate::Error>) -> Record<T> {
    let outcome = match result {
        Ok(value) => Outcome::Done(value),
        Err(error) => Outcome::Failed {
            reason: error.to_string(),
        },
    };
    Record { key, outcome }
}
