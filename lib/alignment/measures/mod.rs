//! The alignment measures: one table. A new one is a row here and a file beside this one; columns, data dictionary, figures and
//! `align` read the table.

mod adjusted;
mod element;
mod greedy;
mod information;
mod optimal;
mod reduced;
mod spearman;
mod transfer;

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::error::AlignmentError;
use super::pair::Pair;

pub use adjusted::{adjusted_mutual_information, adjusted_rand_index};
pub use element::{adjusted_element_similarity, element_centric_similarity};
pub use greedy::{GreedyOverlap, ShuffleNull, greedy_overlap, greedy_overlap_with_null};
pub use information::{variation_of_information, vi_similarity};
pub use optimal::optimal_overlap;
pub use reduced::{normalized_rmi, reduced_mutual_information};
pub(crate) use spearman::rank_correlation;
pub use spearman::{adjacency_spearman, mantel_test};
pub use transfer::{TransferQ, transfer_q};

/// The value of a measure for a pair; `None` if it is undefined.
pub(super) type Found = Result<Option<f64>, AlignmentError>;

/// How a number is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// Larger is more alike.
    Similarity,
    /// Larger is less alike.
    Distance,
    /// A modularity Q, which only means something beside another Q of the same matrix.
    Modularity,
    /// What chance gives, or how likely it does as well: a note on another measure.
    Chance,
}

/// Which of a checkpoint's records holds a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The paper's numbers: the record `alignments`.
    Paper,
    /// Ours beside them: the record `chance`.
    Ours,
}

struct Row {
    name: &'static str,
    label: &'static str,
    short: &'static str,
    sense: Sense,
    origin: Origin,
    says: &'static str,
    of: fn(&mut Pair<'_>) -> Found,
}

macro_rules! measures {
    ($($variant:ident: $name:literal, $label:literal, $short:literal, $sense:ident, $origin:ident, $says:literal, $of:path;)*) => {
        /// One number about a pair of partitions. Stored names are the original's, except for the greedy overlap, which it called
        /// `score`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(into = "&'static str", try_from = "String")]
        pub enum AlignmentMeasure {
            $(#[doc = $says] $variant,)*
        }

        impl AlignmentMeasure {
            /// Every number, in the order of the table of alignments.
            pub const ALL: [Self; ROWS.len()] = [$(Self::$variant),*];
        }

        const ROWS: [Row; [$($name),*].len()] = [$(Row {
            name: $name,
            label: $label,
            short: $short,
            sense: Sense::$sense,
            origin: Origin::$origin,
            says: $says,
            of: $of,
        }),*];
    };
}

// Stored name, label, label where room is scarce, how to read it, record, what it says, and the function.
measures! {
    GreedyOverlap: "greedy_overlap", "greedy overlap", "greedy overlap", Similarity, Paper,
        "Greedy overlap of the two partitions, in [0, 1]; ties go to the modules with the lowest numbers, that is, with the first units.",
        greedy::score;
    GreedyOverlapNullMean: "greedy_overlap_null_mean", "greedy overlap by chance", "by chance", Chance, Paper,
        "Mean greedy overlap after shuffling the units of one partition.", greedy::null_mean;
    GreedyOverlapNullStd: "greedy_overlap_null_std", "spread of the greedy overlap by chance", "spread by chance", Chance, Paper,
        "Standard deviation of the greedy overlap over shuffles.", greedy::null_std;
    GreedyOverlapP: "greedy_overlap_p", "p of the greedy overlap", "p", Chance, Paper,
        "Permutation p-value (k + 1)/(n + 1), k shuffles with at least the overlap.", greedy::p;
    GreedyOverlapPStrict: "greedy_overlap_p_strict", "p of the greedy overlap, ties left out", "p, strict", Chance, Paper,
        "Share of shuffles with more than the overlap (the paper's code).", greedy::p_strict;
    OptimalOverlap: "optimal_overlap", "optimal overlap", "optimal overlap", Similarity, Ours,
        "Overlap of the two partitions with modules paired off in the best way (Hungarian method), in [0, 1].", optimal::score;
    Rmi: "rmi", "reduced mutual information (bits/unit)", "RMI (bits/unit)", Similarity, Paper,
        "Reduced mutual information, bits per unit.", reduced::raw;
    RmiNorm: "rmi_norm", "reduced mutual information (norm)", "RMI (norm)", Similarity, Paper,
        "Reduced mutual information over the mean of both self-informations.", reduced::normalized;
    Ami: "ami", "adjusted mutual information", "AMI", Similarity, Ours,
        "Adjusted mutual information: 0 on average by chance, 1 for equal partitions.", adjusted::information;
    Ari: "ari", "adjusted Rand index", "ARI", Similarity, Ours,
        "Adjusted Rand index: 0 on average by chance, 1 for equal partitions.", adjusted::rand;
    Vi: "vi", "variation of information (bits)", "VI (bits)", Distance, Paper,
        "Variation of information, bits; a distance.", information::distance;
    ViNorm: "vi_norm", "variation of information (similarity)", "VI (similarity)", Similarity, Paper,
        "Variation of information as a similarity, in [0, 1].", information::similarity;
    ElementSim: "element_sim", "element-centric similarity", "element-centric", Similarity, Paper,
        "Element-centric similarity of the two partitions, in [0, 1].", element::similarity;
    ElementSimAdjusted: "element_sim_adjusted", "element-centric similarity, corrected for chance", "element-centric, adj.",
        Similarity, Ours,
        "Element-centric similarity corrected for chance: 0 on average over partitions with the same sizes, 1 for equal ones.",
        element::adjusted;
    AdjSpearman: "adj_spearman_r", "adjacency rank correlation", "rank correlation", Similarity, Paper,
        "Spearman correlation of the two association matrices' upper triangles.", spearman::correlation;
    AdjMantelP: "adj_mantel_p", "p of the adjacency rank correlation", "Mantel p", Chance, Ours,
        "Mantel's p-value of adj_spearman_r: (k + 1)/(n + 1), k shuffles of one matrix's units with at least the correlation.",
        spearman::mantel_p;
    TransferAaPb: "transfer_AaPb", "transfer Q, B's modules on A", "transfer, B on A", Modularity, Paper,
        "Q of method b's modules on method a's matrix. Units dead in b alone are in no module but count in 2m, as in the paper's code.",
        transfer::second_on_first;
    TransferAbPa: "transfer_AbPa", "transfer Q, A's modules on B", "transfer, A on B", Modularity, Paper,
        "Q of method a's modules on method b's matrix. Units dead in a alone are in no module but count in 2m, as in the paper's code.",
        transfer::first_on_second;
    TransferAaPbNorm: "transfer_AaPb_norm", "relative transfer Q, B's modules on A", "transfer, B on A", Similarity, Paper,
        "transfer_AaPb over method a's own q + 0.001. Where that q is near 0 it says nothing: read medians, not means.",
        transfer::second_on_first_relative;
    TransferAbPaNorm: "transfer_AbPa_norm", "relative transfer Q, A's modules on B", "transfer, A on B", Similarity, Paper,
        "transfer_AbPa over method b's own q + 0.001. Where that q is near 0 it says nothing: read medians, not means.",
        transfer::first_on_second_relative;
}

impl AlignmentMeasure {
    const fn row(self) -> &'static Row {
        &ROWS[self as usize]
    }

    /// The measures of agreement, in the order of the table: every row but notes on chance.
    pub fn agreements() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|m| m.sense() != Sense::Chance)
    }

    /// The numbers that a record holds.
    pub fn of_origin(origin: Origin) -> impl Iterator<Item = Self> {
        let own = move |measure: &Self| measure.row().origin == origin;
        Self::ALL.into_iter().filter(own)
    }

    /// Name as stored in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// Label for figures.
    #[must_use]
    pub const fn label(self) -> &'static str {
        self.row().label
    }

    /// Label where room is scarce and the full one stands nearby.
    #[must_use]
    pub const fn short(self) -> &'static str {
        self.row().short
    }

    /// What the number is, in a sentence of the data dictionary.
    #[must_use]
    pub const fn says(self) -> &'static str {
        self.row().says
    }

    /// How to read it.
    #[must_use]
    pub const fn sense(self) -> Sense {
        self.row().sense
    }

    /// Whether larger means less alike.
    #[must_use]
    pub(crate) const fn is_distance(self) -> bool {
        matches!(self.sense(), Sense::Distance)
    }

    /// The value for a pair; `None` if it is undefined, or needs adjacencies that are unknown or shuffles that were not made.
    pub(super) fn of(self, pair: &mut Pair<'_>) -> Found {
        let found = (self.row().of)(pair)?;
        Ok(found.filter(|value| value.is_finite()))
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
