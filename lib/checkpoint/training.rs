//! What a checkpoint says about the training of its network, as plain data.

use serde::{Deserialize, Serialize};

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
    /// Another program trained the network, and its file does not say why it stopped.
    Imported,
}

/// The course of training.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrainingLog {
    /// The settings, as one comparable string.
    pub settings: String,
    pub epochs: Vec<EpochLog>,
    /// Epochs whose weights the file keeps, best validation loss first.
    pub kept: Vec<usize>,
    pub stop: Stop,
}

impl TrainingLog {
    /// The epoch whose weights are the run's result; `None` for an untrained network.
    pub fn best(&self) -> Option<&EpochLog> {
        let best = *self.kept.first()?;
        self.epochs.iter().find(|e| e.epoch == best)
    }
}
