//! The results that an eval pass writes into a checkpoint, as plain data.

use super::functions::{Functions, Pictures};
use super::score::Performance;
use crate::modularity::ChanceQ;
use crate::spec::{Association, Layer, SpecError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// What came of one kind of measurement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome<T> {
    /// The result.
    Done(T),
    /// Why there is none.
    Failed { reason: String },
    /// Why there can be none: what is asked makes no sense of this kind of network.
    NotApplicable { reason: String },
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
    fn state(&self) -> State<'_> {
        State {
            key: &self.key,
            failure: match &self.outcome {
                Outcome::Failed { reason } => Some(reason),
                Outcome::Done(_) | Outcome::NotApplicable { .. } => None,
            },
            not_applicable: match &self.outcome {
                Outcome::NotApplicable { reason } => Some(reason),
                Outcome::Done(_) | Outcome::Failed { .. } => None,
            },
        }
    }

    /// The result, where there is one.
    pub fn done(&self) -> Option<&T> {
        match &self.outcome {
            Outcome::Done(value) => Some(value),
            Outcome::Failed { .. } | Outcome::NotApplicable { .. } => None,
        }
    }
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
    /// How the search went, where it was a Monte-Carlo search.
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
    /// Mean of |2f − 1| over all pairs of live units, f the share of restarts that put the two into one module; in [0, 1], 1 when
    /// all restarts end in the same modules. `None` with fewer than two live units.
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

/// Whether the findings hang on the optimiser: Leiden in place of the Monte-Carlo search, each hidden layer alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Robustness {
    pub modules: Vec<LeidenRecord>,
    pub alignments: Vec<LeidenAlignment>,
}

/// What chance does to Q of one association matrix.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ModuleChance {
    pub association: Association,
    pub layer: Layer,
    /// Q of matrices with the same entries among live units, shuffled; strengths are not kept.
    pub entries: Option<ChanceQ>,
    /// Q of shuffled matrices in which every unit keeps its strength; `None` where that cannot be.
    pub strengths: Option<ChanceQ>,
}

/// Results beside what chance gives, each hidden layer alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Chance {
    pub modules: Vec<ModuleChance>,
    /// The alignment measures that the paper has not: those corrected for chance, and tests.
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

/// What an eval pass computed with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Environment {
    /// `cpu`, or `cuda` for a GPU.
    pub device: String,
    /// Version of libtorch.
    pub libtorch: String,
    /// Version of this crate.
    pub updown: String,
}

/// The kinds of records, the file's part that holds them, and what can be asked of any kind, from one table.
macro_rules! records {
    ($($(#[doc = $doc:literal])* $field:ident: $kind:ident($content:ty) {
        version: $version:literal, made_from: $source:expr $(, serde: $serde:meta)?
    })*) => {
        /// A kind of record, in the order in which they are made.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Metric {
            $($(#[doc = $doc])* $kind,)*
        }

        impl Metric {
            /// All kinds in the order in which they are made.
            pub const ALL: [Self; [$(Self::$kind),*].len()] = [$(Self::$kind),*];

            /// The name in files, on the command line and in reports.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => stringify!($field),)*
                }
            }

            /// The kind whose result this one is made from.
            pub fn made_from(self) -> Option<Self> {
                match self {
                    $(Self::$kind => $source,)*
                }
            }

            /// Raised when the code that makes the record changes its result.
            pub fn version(self) -> u32 {
                match self {
                    $(Self::$kind => $version,)*
                }
            }
        }

        /// Everything that an eval pass knows of one network.
        #[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
        #[serde(default)]
        pub struct Records {
            /// SHA-256 of the weights, 64 hexadecimal digits (see [`super::weights_digest`]): proof that they never changed. Kept
            /// where the weights themselves are left out.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub weights_digest: Option<String>,
            /// What the latest of these records were made with.
            #[serde(rename = "machinery", skip_serializing_if = "Option::is_none")]
            pub environment: Option<Environment>,
            $($(#[doc = $doc])* $(#[$serde])? pub $field: Option<Record<$content>>,)*
            /// What the table that an imported network came with says of it beside its run, by column.
            #[serde(skip_serializing_if = "BTreeMap::is_empty")]
            pub columns: BTreeMap<String, Cell>,
            /// By kind of record: the parts that could not be made, each with its reason. A layer of dead units has no modules, say.
            #[serde(skip_serializing_if = "BTreeMap::is_empty")]
            pub gaps: BTreeMap<String, Vec<String>>,
        }

        impl Records {
            /// What is known of one kind; `None` where it was never measured.
            pub fn state(&self, kind: Metric) -> Option<State<'_>> {
                match kind {
                    $(Metric::$kind => self.$field.as_ref().map(Record::state),)*
                }
            }
        }
    };
}

// A row each: kind and content, version, what it is made from. `eval` knows how.
records! {
    /// Loss and accuracy.
    performance: Performance(Performance) { version: 1, made_from: None }
    /// Norms of the weights.
    weights: Weights(WeightStatistics) { version: 1, made_from: None }
    /// Association matrices, which are tensors of the file.
    associations: Associations(Vec<AssociationRecord>) { version: 1, made_from: None }
    /// Modules of each matrix. Version 2: the course of the search beside them.
    modules: Modules(Vec<ModuleRecord>) { version: 2, made_from: Some(Self::Associations) }
    /// Agreement of the modules of every two associations of a layer.
    alignments: Alignments(Vec<AlignmentRecord>) { version: 1, made_from: Some(Self::Modules) }
    /// What another optimiser makes of the same matrices.
    robustness: Robustness(Robustness) {
        version: 1, made_from: Some(Self::Associations), serde: serde(skip_serializing_if = "Option::is_none")
    }
    /// Results beside what chance gives.
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

impl FromStr for Metric {
    type Err = SpecError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let known = Self::ALL.into_iter().find(|m| m.name() == text);
        known.ok_or_else(|| SpecError::Unknown {
            what: "metric",
            found: text.to_owned(),
            expected: Self::ALL.map(|m| m.name().to_owned()).to_vec(),
        })
    }
}

/// What is known of a record whatever it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State<'a> {
    /// Settings and version of the code that made it.
    pub key: &'a str,
    /// Why there is no result, where there could be one.
    pub failure: Option<&'a str>,
    /// Why there can be no result, where there can be none.
    pub not_applicable: Option<&'a str>,
}

impl Records {
    /// Whether there is a result of every kind that applies to the network.
    pub fn is_evaluated(&self) -> bool {
        self.missing().next().is_none()
    }

    /// The kinds of which there is no result, each with the reason of its failure, `None` where it was never measured.
    pub fn missing(&self) -> impl Iterator<Item = (Metric, Option<&str>)> {
        Metric::ALL
            .into_iter()
            .filter_map(|kind| match self.state(kind) {
                None => Some((kind, None)),
                Some(state) => state.failure.map(|reason| (kind, Some(reason))),
            })
    }

    /// The kinds that do not apply to this network, each with the reason.
    pub fn not_applicable(&self) -> impl Iterator<Item = String> {
        Metric::ALL.into_iter().filter_map(|kind| {
            let reason = self.state(kind)?.not_applicable?;
            Some(format!("{}: does not apply: {reason}", kind.name()))
        })
    }

    /// The kinds that failed, each with its reason.
    pub fn failures(&self) -> Vec<String> {
        let failed = self.missing();
        failed
            .filter_map(|(kind, reason)| Some(format!("{}: {}", kind.name(), reason?)))
            .collect()
    }
}

/// A field of a table of the user's own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Cell {
    Flag(bool),
    Number(f64),
    Text(String),
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
        }
    }
}
