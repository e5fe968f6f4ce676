//! How well a network does its task.

use super::column::RunColumn;
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

impl Performance {
    /// What the table of runs says of it; accuracy on the test part stands in every table.
    pub const COLUMNS: &'static [RunColumn<Self>] = &[
        RunColumn {
            name: "train_loss",
            says: "Mean cross entropy on the training part, nats, without dropout.",
            of: |found| found.train.loss,
        },
        RunColumn {
            name: "train_accuracy",
            says: "Share of training images classified correctly, without dropout.",
            of: |found| found.train.accuracy,
        },
        RunColumn {
            name: "val_loss",
            says: "Mean cross entropy on the validation part, nats.",
            of: |found| found.val.loss,
        },
        RunColumn {
            name: "val_accuracy",
            says: "Share of validation images classified correctly.",
            of: |found| found.val.accuracy,
        },
        RunColumn {
            name: "test_loss",
            says: "Mean cross entropy on the test part, nats.",
            of: |found| found.test.loss,
        },
    ];
}
