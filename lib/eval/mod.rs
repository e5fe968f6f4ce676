//! The eval pass: checkpoint → performance, norms, associations, modules, alignments, robustness → the same checkpoint file.
//!
//! This module orchestrates and computes nothing of its own. Every record carries a key of the version and settings
//! that made it, and the key of the record it was made from: what is current is skipped, what depends on something
//! that changed is made again. Weights never change: their digest stands in the file and is verified with every pass.

mod clustering;
#[cfg(test)]
mod faults;
mod held;
mod measure;
mod pass;

use crate::alignment::AlignmentConfig;
use crate::checkpoint::{Outcome, Record, Records};
use crate::modularity::{LeidenConfig, Optimizer};
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
    Robustness,
}

impl Metric {
    /// All metrics in the order in which they are made.
    pub const ALL: [Self; 6] = [
        Self::Performance,
        Self::Weights,
        Self::Associations,
        Self::Modules,
        Self::Alignments,
        Self::Robustness,
    ];

    /// The name on the command line and in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Performance => "performance",
            Self::Weights => "weights",
            Self::Associations => "associations",
            Self::Modules => "modules",
            Self::Alignments => "alignments",
            Self::Robustness => "robustness",
        }
    }

    /// The metric whose result this one is made from.
    pub fn made_from(self) -> Option<Self> {
        match self {
            Self::Performance | Self::Weights | Self::Associations => None,
            Self::Modules | Self::Robustness => Some(Self::Associations),
            Self::Alignments => Some(Self::Modules),
        }
    }

    /// Raised when the code that makes the record changes its result.
    fn version(self) -> u32 {
        match self {
            // 2: the course of the search beside the modules.
            Self::Modules => 2,
            Self::Performance | Self::Weights | Self::Associations => 1,
            Self::Alignments | Self::Robustness => 1,
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
    /// Also cluster all hidden layers as one, in fully connected networks.
    pub combined: bool,
    /// Positions of a convolutional layer at which its units are looked at, `None` for all.
    pub max_positions: Option<usize>,
    /// How modules are found.
    pub optimizer: Optimizer,
    /// How partitions are compared.
    pub alignment: AlignmentConfig,
    /// The search that the metric robustness sets beside `optimizer`.
    pub leiden: LeidenConfig,
}

impl Default for EvalConfig {
    fn default() -> Self {
        Self {
            associations: Association::ALL.to_vec(),
            images: 10_000,
            combined: true,
            max_positions: Some(32),
            optimizer: Optimizer::paper(),
            alignment: AlignmentConfig::default(),
            // Half the usual kicks: 256 units take seconds with all of them, and Q hardly gains.
            leiden: LeidenConfig {
                restarts: 10,
                kicks: 5,
            },
        }
    }
}

impl EvalConfig {
    /// The key of each metric's record under these settings.
    fn key(&self, metric: Metric) -> String {
        let settings = match metric {
            Metric::Performance | Metric::Weights => String::new(),
            Metric::Associations => format!(
                "{} of {} images, combined: {}, positions: {}",
                json(&self.associations),
                self.images,
                self.combined,
                json(&self.max_positions)
            ),
            Metric::Modules => json(&self.optimizer),
            Metric::Alignments => json(&self.alignment),
            Metric::Robustness => json(&(&self.leiden, self.alignment.dead_units)),
        };
        let own = format!("{}-v{} {settings}", metric.name(), metric.version());
        match metric.made_from() {
            None => own,
            Some(source) => format!("{own} < {}", self.key(source)),
        }
    }

    /// Which of `metrics`, and of those they are made from, are to be made: what is not there, was made otherwise, is in
    /// `force`, or is made from one that is to be made.
    fn pending(&self, records: &Records, metrics: &[Metric], force: &[Metric]) -> Vec<Metric> {
        let mut asked = [metrics, force].concat();
        let mut at = 0;
        while at < asked.len() {
            asked.extend(asked[at].made_from());
            at += 1;
        }
        let mut pending: Vec<Metric> = Vec::new();
        for metric in Metric::ALL.into_iter().filter(|m| asked.contains(m)) {
            let remade = metric.made_from().is_some_and(|m| pending.contains(&m));
            if remade || force.contains(&metric) || !is_current(records, metric, &self.key(metric))
            {
                pending.push(metric);
            }
        }
        pending
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
        Metric::Robustness => records.robustness.as_ref().map(|r| &r.key),
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
