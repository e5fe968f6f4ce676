//! The results that an eval pass writes into a checkpoint, as plain data.

use crate::spec::{Association, Layer};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What came of one kind of measurement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome<T> {
    /// The result.
    Done(T),
    /// Why there is none.
    Failed { reason: String },
}

/// A result with what is needed to tell whether it is current.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record<T> {
    /// Settings and version of the code that made it, in one comparable string. A record that was made from others
    /// carries their keys in its own, so that it goes stale with them.
    pub key: String,
    /// The result or the reason for its absence.
    pub outcome: Outcome<T>,
}

impl<T> Record<T> {
    /// The result, where there is one.
    pub fn done(&self) -> Option<&T> {
        match &self.outcome {
            Outcome::Done(value) => Some(value),
            Outcome::Failed { .. } => None,
        }
    }
}

/// Loss (mean cross entropy, nats) and accuracy (share in [0, 1]) on one part of the data.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Score {
    pub loss: f64,
    pub accuracy: f64,
}

/// Performance on the three parts of the data.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Performance {
    pub train: Score,
    pub val: Score,
    pub test: Score,
}

/// Norms of weights: over parameters with two or more dimensions, biases excluded (QUIRKS of the reference, E1).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct WeightNorms {
    /// Σ w² (the reference calls it `l2_norm`).
    pub weight_sq_sum: f64,
    /// Σ |w|.
    pub weight_l1: f64,
    /// Sum of singular values.
    pub nuclear_norm: f64,
    /// Share of weights with |w| < 1e-3, in [0, 1].
    pub near_zero_fraction: f64,
}

/// Norms of all weights, and of each layer's from the input to the output.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WeightStatistics {
    pub total: WeightNorms,
    pub by_layer: Vec<WeightNorms>,
}

/// One association matrix that the file holds as a tensor of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AssociationRecord {
    pub association: Association,
    pub layer: Layer,
    /// Units of the layer.
    pub units: usize,
    /// Units whose row is all zero.
    pub dead: usize,
}

impl AssociationRecord {
    /// The name of its tensor (units × units, f64).
    pub fn tensor(association: Association, layer: Layer) -> String {
        format!("association/{association}/{layer}")
    }
}

/// The modules that an optimiser found in one association matrix.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ModuleRecord {
    pub association: Association,
    pub layer: Layer,
    /// Newman's modularity, at most 1.
    pub q: f64,
    /// Modules with at least one unit.
    pub n_modules: usize,
    /// exp of the entropy of module sizes, dead units counted as the reference does.
    pub effective_n_modules: f64,
    /// Module of each unit; `null` for dead units.
    pub membership: Vec<Option<usize>>,
}

/// How far the modules of two associations of one layer agree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AlignmentRecord {
    pub layer: Layer,
    pub a: Association,
    pub b: Association,
    /// Number of each measure by its stored name; undefined ones are absent.
    pub values: BTreeMap<String, f64>,
}

/// Everything that an eval pass knows of one network.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Records {
    pub performance: Option<Record<Performance>>,
    pub weights: Option<Record<WeightStatistics>>,
    pub associations: Option<Record<Vec<AssociationRecord>>>,
    pub modules: Option<Record<Vec<ModuleRecord>>>,
    pub alignments: Option<Record<Vec<AlignmentRecord>>>,
}

impl Records {
    /// The kinds that failed, each with its reason.
    pub fn failures(&self) -> Vec<String> {
        fn failure<T>(what: &str, record: &Option<Record<T>>) -> Option<String> {
            match record.as_ref().map(|r| &r.outcome) {
                Some(Outcome::Failed { reason }) => Some(format!("{what}: {reason}")),
                _ => None,
            }
        }
        [
            failure("performance", &self.performance),
            failure("weights", &self.weights),
            failure("associations", &self.associations),
            failure("modules", &self.modules),
            failure("alignments", &self.alignments),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// One epoch of training.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct EpochLog {
    pub epoch: usize,
    /// Mean over the epoch's batches, dropout on, penalties left out.
    pub train_loss: f64,
    pub train_accuracy: f64,
    pub val_loss: f64,
    pub val_accuracy: f64,
    pub learning_rate: f64,
    pub weight_sq_sum: f64,
    pub weight_l1: f64,
}

/// Why training ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stop {
    /// The validation loss did not improve for `patience` epochs.
    EarlyStop,
    /// The limit of epochs was reached.
    EpochLimit,
    /// The network was not trained: it keeps its initial weights.
    Untrained,
    /// Another program trained the network, and its file does not say.
    Imported,
}

/// The course of training.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrainingLog {
    /// The settings, as one comparable string.
    pub settings: String,
    pub epochs: Vec<EpochLog>,
    /// Epochs of which the file keeps weights, best validation loss first.
    pub kept: Vec<usize>,
    pub stop: Stop,
}

impl TrainingLog {
    /// The epoch whose weights are the run's result, `None` for an untrained network.
    pub fn best(&self) -> Option<&EpochLog> {
        let best = *self.kept.first()?;
        self.epochs.iter().find(|e| e.epoch == best)
    }
}
