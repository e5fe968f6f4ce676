//! How well a network does its task.

use serde::{Deserialize, Serialize};

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
