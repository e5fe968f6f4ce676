//! The records that an eval pass writes into a checkpoint. `results.rs` lists their kinds, and what each holds.

use super::column::RunColumn;
// Everything that a row can name.
use super::results::*;
use crate::spec::SpecError;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// The outcome of one kind of measurement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome<T> {
    /// The result.
    Done(T),
    /// Why there is none.
    Failed { reason: String },
    /// Why there can be none: the measurement makes no sense for this kind of network.
    NotApplicable { reason: String },
}

/// A result, with what it takes to tell whether it is current.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record<T> {
    /// Settings and version of the code that made it, in one comparable string. A record made from others carries their
    /// keys in its own, so that it goes stale with them.
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

/// The machine and software of an eval pass.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Environment {
    /// `cpu`, or `cuda` for a GPU.
    pub device: String,
    /// Version of libtorch.
    pub libtorch: String,
    /// Version of this crate.
    pub updown: String,
}

/// The kinds of records, the part of the file that holds them, and what any kind can be asked, from one table.
macro_rules! records {
    ($($(#[doc = $doc:literal])* $field:ident: $kind:ident($content:ty) {
        version: $version:literal, made_from: $source:expr $(, columns: $columns:expr)? $(, serde: $serde:meta)?
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

            /// Columns of the table of runs that the record fills: name, description.
            pub fn columns(self) -> Vec<(&'static str, &'static str)> {
                match self {
                    $(Self::$kind => {
                        let columns: &[&[RunColumn<$content>]] = &[$($columns)?];
                        columns.iter().copied().flatten().map(|c| (c.name, c.says)).collect()
                    })*
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
            /// Where the latest of these records were made.
            #[serde(rename = "machinery", skip_serializing_if = "Option::is_none")]
            pub environment: Option<Environment>,
            $($(#[doc = $doc])* $(#[$serde])? pub $field: Option<Record<$content>>,)*
            /// For an imported network: the other columns of the table that it came with.
            #[serde(skip_serializing_if = "BTreeMap::is_empty")]
            pub columns: BTreeMap<String, Cell>,
            /// By kind of record: the parts that could not be made, each with its reason, such as modules of a layer of dead units.
            #[serde(skip_serializing_if = "BTreeMap::is_empty")]
            pub gaps: BTreeMap<String, Vec<String>>,
        }

        impl Records {
            /// The state of one kind of record; `None` if it was never measured.
            pub fn state(&self, kind: Metric) -> Option<State<'_>> {
                match kind {
                    $(Metric::$kind => self.$field.as_ref().map(Record::state),)*
                }
            }

            /// The number in one of a kind's columns (see [`Metric::columns`]); `None` if there is no result.
            pub fn number(&self, kind: Metric, column: &str) -> Option<f64> {
                match kind {
                    $(Metric::$kind => {
                        let columns: &[&[RunColumn<$content>]] = &[$($columns)?];
                        let found = columns.iter().copied().flatten().find(|c| c.name == column)?;
                        Some((found.of)(self.$field.as_ref()?.done()?))
                    })*
                }
            }
        }
    };
}

record_kinds!(records);

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

/// The state of a record, whatever it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State<'a> {
    /// Settings and version of the code that made it.
    pub key: &'a str,
    /// Why there is no result, although there could be one.
    pub failure: Option<&'a str>,
    /// Why there can be no result.
    pub not_applicable: Option<&'a str>,
}

impl Records {
    /// Whether there is a result of every kind that applies to the network.
    pub fn is_evaluated(&self) -> bool {
        self.missing().next().is_none()
    }

    /// The kinds without a result, each with the reason of its failure, or `None` if it was never measured.
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

/// A cell of a user's own table.
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
