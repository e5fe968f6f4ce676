//! How the networks of an experiment are trained and measured.

use super::Association;
use serde::{Deserialize, Serialize};

/// How networks are trained (paper, appendix A).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrainingConfig {
    /// Adam's step size at the start.
    pub learning_rate: f64,
    /// Images in a batch.
    pub batch: usize,
    /// The step size is multiplied by this …
    pub plateau_factor: f64,
    /// … when the validation loss has not improved for more than this number of epochs.
    pub plateau_patience: usize,
    /// Training stops when the validation loss has not improved for this number of epochs.
    pub stop_patience: usize,
    /// Training stops after this number of epochs in any case.
    pub max_epochs: usize,
    /// The checkpoint keeps the weights of this many best epochs, besides those of the last.
    pub keep: usize,
    /// Use only this many training images, from the first, validation images included; `None`: all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub images: Option<usize>,
    /// Whether training images are flipped left to right at random; `None`: as is usual for the dataset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flips: Option<bool>,
}

impl Default for TrainingConfig {
    fn default() -> Self {
        Self {
            learning_rate: 1e-3,
            batch: 200,
            plateau_factor: 0.25,
            plateau_patience: 3,
            stop_patience: 6,
            max_epochs: 500,
            keep: 3,
            images: None,
            flips: None,
        }
    }
}

impl TrainingConfig {
    /// The settings as one comparable string, stored in every checkpoint.
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).expect("settings are plain data")
    }

    /// The settings in a checkpoint's text; `None` for a network of another program.
    pub fn from_text(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}

/// What an eval pass measures on the networks of an experiment.
#[derive(Debug, Clone, PartialEq)]
pub struct EvalSettings {
    /// Which associations.
    pub methods: Vec<Association>,
    /// Test images that they are measured on, from the first.
    pub images: usize,
    /// Also all hidden layers as one, in fully connected networks.
    pub combined: bool,
    /// Positions of a convolutional layer at which its units are sampled, `None` for all.
    pub max_positions: Option<usize>,
    /// Random directions along which the input gradient of each image is probed in networks that are not fully connected, `None`
    /// for the whole gradient.
    pub probes: Option<usize>,
    /// Test images on which modules are lesioned, from the first; `None`: as many as is usual for the network.
    pub lesion_images: Option<usize>,
    /// Random partitions to compare each lesioned one with; `None`: as many as is usual for the network.
    pub lesion_draws: Option<usize>,
}

impl Default for EvalSettings {
    fn default() -> Self {
        Self {
            methods: Association::ALL.to_vec(),
            images: 10_000,
            combined: true,
            max_positions: Some(32),
            probes: None,
            lesion_images: None,
            lesion_draws: None,
        }
    }
}
