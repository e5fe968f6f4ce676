//! Every measure of one pair in one call.

use rand::Rng;
use serde::{Deserialize, Serialize};

use super::contingency::{Contingency, DeadUnits};
use super::error::AlignmentError;
use super::greedy::{GreedyOverlap, greedy_overlap_with_null};
use super::measure::AlignmentMeasure;
use super::reduced::Omega;
use super::spearman::{RankCorrelation, adjacency_spearman};
use super::transfer::{TransferQ, transfer_q};
use super::{element, information, reduced};
use crate::modularity::{Adjacency, Partition};

/// Settings of a comparison; the defaults are the paper's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlignmentConfig {
    /// Shuffles behind the greedy overlap's null; 5,000. Zero leaves the null out.
    pub n_shuffles: usize,
    /// What the information measures and element-centric similarity make of dead units. Greedy overlap and Q ignore them always.
    pub dead_units: DeadUnits,
    /// How reduced mutual information counts contingency tables.
    pub omega: Omega,
}

impl Default for AlignmentConfig {
    fn default() -> Self {
        Self {
            n_shuffles: 5_000,
            dead_units: DeadUnits::default(),
            omega: Omega::default(),
        }
    }
}

/// All numbers about a pair of partitions a and b; `None` where a measure is undefined (its own function says when) or, for the
/// last two, when no adjacencies were given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Alignment {
    /// The settings.
    pub config: AlignmentConfig,
    /// Units of each partition, dead ones included.
    pub n_units: usize,
    /// Greedy overlap, its null and p-value.
    pub greedy_overlap: Option<GreedyOverlap>,
    /// Reduced mutual information, bits a unit.
    pub rmi_bits: Option<f64>,
    /// Reduced mutual information over the mean self-RMI; 1 for equal partitions.
    pub rmi_norm: Option<f64>,
    /// Variation of information, bits; a distance.
    pub vi_bits: Option<f64>,
    /// Its similarity form, \[0, 1\].
    pub vi_similarity: Option<f64>,
    /// Element-centric similarity, (0, 1\].
    pub element_similarity: Option<f64>,
    /// Rank correlation of the adjacencies.
    pub adjacency_spearman: Option<RankCorrelation>,
    /// Transfer of modularity both ways.
    pub transfer: Option<TransferQ>,
}

impl Alignment {
    /// Every number by its stored name: the measures in the order of [`AlignmentMeasure::ALL`], then the null of the
    /// greedy overlap and the p-values. `None` where undefined or not computed.
    pub fn named_values(&self) -> impl Iterator<Item = (&'static str, Option<f64>)> {
        let measures = AlignmentMeasure::ALL.map(|measure| (measure.name(), measure.of(self)));
        let null = self.greedy_overlap.and_then(|overlap| overlap.null);
        let others = [
            ("greedy_overlap_null_mean", null.map(|n| n.mean)),
            ("greedy_overlap_null_std", null.map(|n| n.std)),
            ("greedy_overlap_p", null.map(|n| n.p_value)),
            ("greedy_overlap_p_strict", null.map(|n| n.p_strict)),
            ("adj_spearman_p", self.adjacency_spearman.map(|s| s.p)),
        ];
        let defined = |(name, value): (_, Option<f64>)| (name, value.filter(|v| v.is_finite()));
        measures.into_iter().chain(others).map(defined)
    }
}

/// Compares partitions a and b of the same units by every measure, and their adjacencies (a's, b's) if given.
///
/// # Errors
/// When anything differs in its number of units; when exact counting of contingency tables was asked for and would take too long.
pub fn align<R: Rng + ?Sized>(
    a: &Partition,
    b: &Partition,
    adjacencies: Option<(&Adjacency, &Adjacency)>,
    config: &AlignmentConfig,
    rng: &mut R,
) -> Result<Alignment, AlignmentError> {
    let table = Contingency::new(a, b, config.dead_units)?;
    let (adjacency_spearman, transfer) = match adjacencies {
        Some((adjacency_a, adjacency_b)) => (
            adjacency_spearman(adjacency_a, adjacency_b)?,
            Some(transfer_q(adjacency_a, a, adjacency_b, b)?),
        ),
        None => (None, None),
    };
    Ok(Alignment {
        config: *config,
        n_units: a.n_units(),
        greedy_overlap: greedy_overlap_with_null(a, b, config.n_shuffles, rng)?,
        rmi_bits: reduced::raw_of_table(&table, config.omega)?,
        rmi_norm: reduced::normalized_of_table(&table, config.omega)?,
        vi_bits: information::distance_of_table(&table),
        vi_similarity: information::similarity_of_table(&table),
        element_similarity: element::of_table(&table),
        adjacency_spearman,
        transfer,
    })
}
