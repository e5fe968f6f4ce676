//! The eval pass: checkpoint → performance, norms, associations, modules, alignments, robustness, chance, functions, pictures → the same checkpoint file.
//!
//! This module only orchestrates. Every record carries a key of the version and settings that made it, and the key of
//! the record it was made from: current records are skipped, those that depend on a changed one are made again.
//! Weights never change: their digest is in the file, and every pass verifies it.

#[cfg(feature = "cli")]
mod adopt;
mod clustering;
mod error;
#[cfg(test)]
mod faults;
mod held;
mod kinds;
mod measure;
mod needed;
mod pass;
mod subject;

use crate::alignment::AlignmentConfig;
use crate::checkpoint::{Outcome, Record, Records};
use crate::function::Nulls;
use crate::lesions::LesionError;
use crate::modularity::{LeidenConfig, Optimizer};
use crate::spec::{Association, EvalSettings, Lesion};
use serde::{Deserialize, Serialize};

pub use crate::checkpoint::Metric;
#[cfg(feature = "cli")]
pub use adopt::{AdoptError, adopt};
pub use error::EvalError;
pub use measure::evaluate;
pub use pass::{EvalPass, EvalReport, eval};

/// What to measure, and how.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EvalConfig {
    /// Which associations; all eight by default.
    pub associations: Vec<Association>,
    /// Test images that the associations are measured on, from the first.
    pub images: usize,
    /// Also cluster all hidden layers as one, in fully connected networks.
    pub combined: bool,
    /// Positions of a convolutional layer at which its units are sampled, `None` for all.
    pub max_positions: Option<usize>,
    /// Random directions along which the input gradient of each image is probed in networks that are not fully connected, `None`
    /// for the whole gradient.
    #[serde(default)]
    pub probes: Option<usize>,
    /// How modules are found.
    pub optimizer: Optimizer,
    /// How partitions are compared.
    pub alignment: AlignmentConfig,
    /// The search that the metric robustness compares with `optimizer`.
    pub leiden: LeidenConfig,
    /// Whether TorchScript networks, which are programs, may be run.
    #[serde(default)]
    pub scripts: bool,
    /// What the metric chance compares modules and alignments with.
    pub chance: ChanceConfig,
    /// How the metric functions lesions modules.
    pub functions: FunctionConfig,
    /// How many images the metric pictures looks at.
    pub pictures: PictureConfig,
}

/// How much is shuffled for the metric chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChanceConfig {
    /// Shuffled matrices to cluster for each matrix, under each of the two nulls.
    pub draws: usize,
    /// Shuffles of the units in Mantel's test.
    pub shuffles: usize,
}

/// How modules are lesioned, and how many random partitions they are compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunctionConfig {
    /// What takes the place of lesioned units.
    pub lesion: Lesion,
    /// In fully connected networks.
    pub dense: FunctionEffort,
    /// In all other networks, where a lesion costs a pass through the layers above.
    pub others: FunctionEffort,
}

/// How many images the metric pictures uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureConfig {
    /// Test images, from the first, among which those that drive a module most are found.
    pub images: usize,
    /// Test images, from the first, over which receptive fields are averaged in fully connected networks.
    pub dense: usize,
    /// The same in all other networks.
    pub others: usize,
}

impl Default for PictureConfig {
    fn default() -> Self {
        Self {
            images: 2_000,
            dense: 500,
            others: 50,
        }
    }
}

/// How much the metric functions computes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunctionEffort {
    /// Test images, from the first.
    pub images: usize,
    /// Random partitions.
    pub nulls: Nulls,
}

impl Default for FunctionConfig {
    fn default() -> Self {
        Self {
            lesion: Lesion::default(),
            dense: FunctionEffort {
                images: 2_000,
                nulls: Nulls::default(),
            },
            others: FunctionEffort {
                images: 500,
                nulls: Nulls {
                    draws: 20,
                    matched: 20,
                    pairs: 0,
                },
            },
        }
    }
}

impl FunctionConfig {
    fn of(settings: &EvalSettings) -> Self {
        let wanted = |usual: FunctionEffort| {
            let (images, draws) = (settings.lesion_images, settings.lesion_draws);
            let nulls = draws.map_or(usual.nulls, |draws| Nulls {
                draws,
                matched: draws,
                pairs: usual.nulls.pairs.min(draws),
            });
            FunctionEffort {
                images: images.unwrap_or(usual.images),
                nulls,
            }
        };
        let usual = Self::default();
        Self {
            dense: wanted(usual.dense),
            others: wanted(usual.others),
            ..usual
        }
    }
}

impl Default for ChanceConfig {
    fn default() -> Self {
        Self {
            draws: 8,
            shuffles: 999,
        }
    }
}

impl Default for EvalConfig {
    fn default() -> Self {
        let settings = EvalSettings::default();
        Self {
            associations: settings.methods,
            images: settings.images,
            combined: settings.combined,
            max_positions: settings.max_positions,
            probes: settings.probes,
            optimizer: Optimizer::paper(),
            alignment: AlignmentConfig::default(),
            // Half the usual kicks: with all of them 256 units take seconds, and Q hardly gains.
            leiden: LeidenConfig {
                restarts: 10,
                kicks: 5,
            },
            scripts: false,
            chance: ChanceConfig::default(),
            functions: FunctionConfig::default(),
            pictures: PictureConfig::default(),
        }
    }
}

impl EvalConfig {
    /// The paper's settings, for what an experiment declares to be measured.
    pub fn of(settings: &EvalSettings) -> Self {
        Self {
            associations: settings.methods.clone(),
            images: settings.images,
            combined: settings.combined,
            max_positions: settings.max_positions,
            probes: settings.probes,
            functions: FunctionConfig::of(settings),
            ..Self::default()
        }
    }

    /// The key of each metric's record under these settings.
    fn key(&self, metric: Metric) -> String {
        let settings = kinds::settings(metric, self);
        let own = format!("{}-v{} {settings}", metric.name(), metric.version());
        match metric.made_from() {
            None => own,
            Some(source) => format!("{own} < {}", self.key(source)),
        }
    }

    /// Which of `metrics`, and of those they are made from, have to be made: those that are missing, were made under other settings,
    /// are in `force`, or are made from one that has to be made.
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
            // A failure counts as current, since the same settings would fail again.
            let key = self.key(metric);
            let is_current = records.state(metric).is_some_and(|state| state.key == key);
            if remade || force.contains(&metric) || !is_current {
                pending.push(metric);
            }
        }
        pending
    }
}

fn json(settings: &impl Serialize) -> String {
    serde_json::to_string(settings).expect("settings are plain data")
}

/// A record of what `result` is: success, failure, or that there is nothing to measure.
fn record<T>(key: String, result: Result<T, EvalError>) -> Record<T> {
    let outcome = match result {
        Ok(value) => Outcome::Done(value),
        Err(error @ EvalError::Lesion(LesionError::CannotGoOn)) => Outcome::NotApplicable {
            reason: error.to_string(),
        },
        Err(error) => Outcome::Failed {
            reason: error.to_string(),
        },
    };
    Record { key, outcome }
}
