//! The alignment measures by name: stored names for tables, labels for people.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::align::Alignment;
use super::error::AlignmentError;

/// One number about a pair of partitions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "&'static str", try_from = "String")]
pub enum AlignmentMeasure {
    /// Greedy overlap, \[0, 1\].
    GreedyOverlap,
    /// Reduced mutual information, bits a unit.
    Rmi,
    /// Reduced mutual information over the mean self-RMI.
    RmiNorm,
    /// Variation of information, bits; a distance.
    Vi,
    /// Variation of information as a similarity, \[0, 1\].
    ViNorm,
    /// Element-centric similarity, (0, 1\].
    ElementSim,
    /// Spearman correlation of the adjacencies, \[−1, 1\].
    AdjSpearman,
    /// Q of b's modules on a's adjacency.
    TransferAaPb,
    /// Q of a's modules on b's adjacency.
    TransferAbPa,
    /// Q of b's modules on a's adjacency, relative to a's own.
    TransferAaPbNorm,
    /// Q of a's modules on b's adjacency, relative to b's own.
    TransferAbPaNorm,
}

impl AlignmentMeasure {
    /// Every measure, in the order in which tables and figures show them.
    pub const ALL: [Self; 11] = [
        Self::GreedyOverlap,
        Self::Rmi,
        Self::RmiNorm,
        Self::Vi,
        Self::ViNorm,
        Self::ElementSim,
        Self::AdjSpearman,
        Self::TransferAaPb,
        Self::TransferAbPa,
        Self::TransferAaPbNorm,
        Self::TransferAbPaNorm,
    ];

    /// Name as stored in tables: the one that users of the original know, but for the greedy overlap, which it called `score`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::GreedyOverlap => "greedy_overlap",
            Self::Rmi => "rmi",
            Self::RmiNorm => "rmi_norm",
            Self::Vi => "vi",
            Self::ViNorm => "vi_norm",
            Self::ElementSim => "element_sim",
            Self::AdjSpearman => "adj_spearman_r",
            Self::TransferAaPb => "transfer_AaPb",
            Self::TransferAbPa => "transfer_AbPa",
            Self::TransferAaPbNorm => "transfer_AaPb_norm",
            Self::TransferAbPaNorm => "transfer_AbPa_norm",
        }
    }

    /// Label for figures.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::GreedyOverlap => "greedy overlap",
            Self::Rmi => "reduced mutual information (bits/unit)",
            Self::RmiNorm => "reduced mutual information (norm)",
            Self::Vi => "variation of information (bits)",
            Self::ViNorm => "variation of information (similarity)",
            Self::ElementSim => "element-centric similarity",
            Self::AdjSpearman => "adjacency rank correlation",
            Self::TransferAaPb => "transfer Q, B's modules on A",
            Self::TransferAbPa => "transfer Q, A's modules on B",
            Self::TransferAaPbNorm => "relative transfer Q, B's modules on A",
            Self::TransferAbPaNorm => "relative transfer Q, A's modules on B",
        }
    }

    /// Whether larger means less alike; true of the variation of information only.
    #[must_use]
    pub const fn is_distance(self) -> bool {
        matches!(self, Self::Vi)
    }

    /// The number of this measure in an alignment; `None` where it is undefined or was not computed.
    #[must_use]
    pub fn of(self, alignment: &Alignment) -> Option<f64> {
        let transfer = alignment.transfer.as_ref();
        match self {
            Self::GreedyOverlap => alignment.greedy_overlap.map(|overlap| overlap.score),
            Self::Rmi => alignment.rmi_bits,
            Self::RmiNorm => alignment.rmi_norm,
            Self::Vi => alignment.vi_bits,
            Self::ViNorm => alignment.vi_similarity,
            Self::ElementSim => alignment.element_similarity,
            Self::AdjSpearman => alignment.adjacency_spearman.map(|test| test.r),
            Self::TransferAaPb => transfer.map(|q| q.aa_pb),
            Self::TransferAbPa => transfer.map(|q| q.ab_pa),
            Self::TransferAaPbNorm => transfer.map(super::TransferQ::aa_pb_relative),
            Self::TransferAbPaNorm => transfer.map(super::TransferQ::ab_pa_relative),
        }
    }
}

impl FromStr for AlignmentMeasure {
    type Err = AlignmentError;

    /// Reads a stored name, or the original's `score`.
    fn from_str(name: &str) -> Result<Self, Self::Err> {
        if name == "score" {
            return Ok(Self::GreedyOverlap);
        }
        Self::ALL
            .into_iter()
            .find(|measure| measure.name() == name)
            .ok_or_else(|| AlignmentError::UnknownMeasure {
                found: name.to_owned(),
            })
    }
}

impl TryFrom<String> for AlignmentMeasure {
    type Error = AlignmentError;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        name.parse()
    }
}

impl From<AlignmentMeasure> for &'static str {
    fn from(measure: AlignmentMeasure) -> Self {
        measure.name()
    }
}

impl std::fmt::Display for AlignmentMeasure {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.pad(self.name())
    }
}
