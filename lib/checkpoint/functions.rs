//! The records of what modules do, as plain data.

use super::score::Score;
use crate::function::Function;
use crate::spec::{Association, Layer, Lesion};
use serde::{Deserialize, Serialize};

/// What the units of one hidden layer do, each alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnitsFunction {
    pub layer: Layer,
    /// Loss that the lesion of each unit adds, nats per image.
    pub alone: Vec<f64>,
}

/// What the modules of one association in one layer do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ModulesFunction {
    pub association: Association,
    pub layer: Layer,
    pub found: Function,
}

/// What units and modules do, each hidden layer alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Functions {
    /// What took the place of lesioned units.
    pub lesion: Lesion,
    /// Test images that were looked at, from the first.
    pub images: usize,
    /// The labels of the classes among them, in the order of the numbers by class.
    pub classes: Vec<usize>,
    /// Without lesions, on these images.
    pub baseline: Score,
    pub units: Vec<UnitsFunction>,
    pub modules: Vec<ModulesFunction>,
}

/// What drives the modules of one association in one layer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ModulesPictures {
    pub association: Association,
    pub layer: Layer,
    /// For each module the test images that drive it most, the strongest first, counted from 0.
    pub driving: Vec<Vec<usize>>,
}

impl ModulesPictures {
    /// What the names of all pictures' tensors begin with.
    pub const PREFIX: &'static str = "function/";

    /// The name of the receptive fields' tensor (modules × numbers of an image, f32).
    pub fn fields(&self) -> String {
        format!("{}fields/{}/{}", Self::PREFIX, self.association, self.layer)
    }

    /// The name of the tensor of the driving images (modules × images · numbers, bytes).
    pub fn images(&self) -> String {
        format!(
            "{}driving/{}/{}",
            Self::PREFIX,
            self.association,
            self.layer
        )
    }
}

/// What drives modules, each hidden layer alone, as pictures that are tensors of the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pictures {
    /// Test images among which the driving ones were looked for, from the first.
    pub images: usize,
    /// Test images over which receptive fields are means, from the first.
    pub gradients: usize,
    pub modules: Vec<ModulesPictures>,
}
