//! What the records of an eval pass hold: the table of kinds, and each kind's result as plain data.

use super::column::RunColumn;
use crate::function::Function;
use crate::modularity::ChanceQ;
use crate::spec::{Association, Layer, Lesion};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Passes the kinds of records to a macro, one row each: field, kind and content; version, what it is made from, columns of
/// the table of runs. A file named after the field in `lib/eval/kinds/` makes it.
macro_rules! record_kinds {
    ($then:ident) => {
        $then! {
            /// Loss and accuracy.
            performance: Performance(Performance) { version: 1, made_from: None, columns: Performance::COLUMNS }
            /// Norms of the weights.
            weights: Weights(WeightStatistics) { version: 1, made_from: None, columns: WeightStatistics::COLUMNS }
            /// Association matrices, which are tensors of the file.
            associations: Associations(Vec<AssociationRecord>) { version: 1, made_from: None }
            /// Modules of each matrix. Version 2: the course of the search beside them.
            modules: Modules(Vec<ModuleRecord>) { version: 2, made_from: Some(Self::Associations) }
            /// Agreement of the modules of every two associations of a layer.
            alignments: Alignments(Vec<AlignmentRecord>) { version: 1, made_from: Some(Self::Modules) }
            /// What another optimiser finds in the same matrices.
            robustness: Robustness(Robustness) {
                version: 1, made_from: Some(Self::Associations), serde: serde(skip_serializing_if = "Option::is_none")
            }
            /// Results compared with chance.
            chance: Chance(Chance) {
                version: 1, made_from: Some(Self::Modules), serde: serde(skip_serializing_if = "Option::is_none")
            }
            /// What modules do: lesions and selectivity.
            functions: Functions(Functions) {
                version: 1, made_from: Some(Self::Modules), serde: serde(skip_serializing_if = "Option::is_none")
            }
            /// What drives modules: receptive fields and images.
            pictures: Pictures(Pictures) {
                version: 1, made_from: Some(Self::Modules), serde: serde(skip_serializing_if = "Option::is_none")
            }
        }
    };
}
pub(crate) use record_kinds;

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
    /// Its columns in the table of runs; accuracy on the test part is in every table already.
    pub(crate) const COLUMNS: &'static [RunColumn<Self>] = &[
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

/// Norms of weights: over parameters with two or more dimensions, biases excluded (deviation E1).
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

impl WeightStatistics {
    /// Norms of all weights in the table of runs.
    pub(crate) const COLUMNS: &'static [RunColumn<Self>] = &[
        RunColumn {
            name: "weight_sq_sum",
            says: "Sum of squared weights (the paper's code calls it l2_norm).",
            of: |norms| norms.total.weight_sq_sum,
        },
        RunColumn {
            name: "weight_l1",
            says: "Sum of absolute weights.",
            of: |norms| norms.total.weight_l1,
        },
        RunColumn {
            name: "nuclear_norm",
            says: "Sum of the singular values of all weight matrices.",
            of: |norms| norms.total.nuclear_norm,
        },
        RunColumn {
            name: "near_zero_fraction",
            says: "Share of weights with magnitude below 1e-3.",
            of: |norms| norms.total.near_zero_fraction,
        },
    ];
}

/// One association matrix, which the file holds as a tensor.
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
    /// exp of the entropy of module sizes, with dead units counted as in the reference.
    pub effective_n_modules: f64,
    /// Module of each unit; `null` for dead units.
    pub membership: Vec<Option<usize>>,
    /// How the search went, if it was a Monte-Carlo search.
    #[serde(default)]
    pub search: Option<SearchSummary>,
}

/// The course of a Monte-Carlo search for modules in five numbers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SearchSummary {
    /// Q of the spectral partition from which the search started.
    pub q_start: f64,
    /// Steps that changed the partition.
    pub moves: usize,
    /// Step (from 0) at which the best partition was proposed; `None` when the start was never beaten.
    pub best_step: Option<usize>,
    /// Mean Q over the second half of the steps.
    pub q_late: f64,
    /// Mean temperature over the second half of the steps, in units of Q.
    pub temperature_late: f64,
}

/// What another optimiser, Leiden, finds in one association matrix, and how its restarts agree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LeidenRecord {
    pub association: Association,
    pub layer: Layer,
    /// Newman's modularity of the best restart.
    pub q: f64,
    /// Modules of the best restart.
    pub n_modules: usize,
    /// Mean of |2f − 1| over all pairs of live units, f being the share of restarts that put the two into one module; in [0, 1], 1
    /// if all restarts end in the same modules. `None` with fewer than two live units.
    pub stability: Option<f64>,
    /// Module of each unit in the best restart; `null` for dead units.
    pub membership: Vec<Option<usize>>,
}

/// How far Leiden's modules of two associations of one layer agree.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct LeidenAlignment {
    pub layer: Layer,
    pub a: Association,
    pub b: Association,
    /// Element-centric similarity in (0, 1], dead units as one group.
    pub element_sim: Option<f64>,
}

/// Whether the findings depend on the optimiser: Leiden in place of the Monte-Carlo search, layer by layer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Robustness {
    pub modules: Vec<LeidenRecord>,
    pub alignments: Vec<LeidenAlignment>,
}

/// Q by chance for one association matrix.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ModuleChance {
    pub association: Association,
    pub layer: Layer,
    /// Q of matrices with the same entries among live units, shuffled; strengths are not kept.
    pub entries: Option<ChanceQ>,
    /// Q of shuffled matrices in which every unit keeps its strength; `None` if that is impossible.
    pub strengths: Option<ChanceQ>,
}

/// Results compared with chance, layer by layer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Chance {
    pub modules: Vec<ModuleChance>,
    /// The alignment measures beyond the paper's: those corrected for chance, and tests.
    pub alignments: Vec<AlignmentRecord>,
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

/// What units and modules do, layer by layer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Functions {
    /// What took the place of lesioned units.
    pub lesion: Lesion,
    /// Number of test images used, from the first.
    pub images: usize,
    /// The labels of the classes among them, in the order of the values by class.
    pub classes: Vec<usize>,
    /// Performance without lesions on these images.
    pub baseline: Score,
    pub units: Vec<UnitsFunction>,
    pub modules: Vec<ModulesFunction>,
}

/// What drives the modules of one association in one layer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ModulesPictures {
    pub association: Association,
    pub layer: Layer,
    /// For each module the indices (from 0) of the test images that drive it most, strongest first.
    pub driving: Vec<Vec<usize>>,
}

impl ModulesPictures {
    /// Prefix of the names of all pictures' tensors.
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

/// What drives modules, layer by layer, as pictures that are tensors of the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pictures {
    /// Number of test images, from the first, among which the driving ones were found.
    pub images: usize,
    /// Number of test images, from the first, over which receptive fields are averaged.
    pub gradients: usize,
    pub modules: Vec<ModulesPictures>,
}
