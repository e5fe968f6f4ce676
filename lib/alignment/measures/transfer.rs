//! Transfer of modularity: how good one matrix's modules are for the other matrix.
//!
//! Q(A_a, P_b) is Newman's Q of partition b on adjacency a. Units that are dead in b but live in a are in no module: their links
//! count in 2m and not in the modules' strengths, as in the paper ([`modularity_q_of_assigned`]). The relative form divides by a's
//! own Q(A_a, P_a) + 10⁻³. Where that Q is near zero or negative, the relative form means nothing (it explodes or flips sign):
//! check `own_a` and `own_b` before reading it.

use serde::{Deserialize, Serialize};

use super::super::error::AlignmentError;
use super::super::pair::Pair;
use super::Found;
use crate::modularity::{Adjacency, Partition, modularity_q_of_assigned};

/// Added to the denominator of relative transfer, as in the paper.
const DENOMINATOR_OFFSET: f64 = 1e-3;

/// Q of each partition on each adjacency, at resolution 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct TransferQ {
    /// Q(A_a, P_a).
    pub own_a: f64,
    /// Q(A_b, P_b).
    pub own_b: f64,
    /// Q(A_a, P_b).
    pub aa_pb: f64,
    /// Q(A_b, P_a).
    pub ab_pa: f64,
}

impl TransferQ {
    /// Q(A_a, P_b) relative to Q(A_a, P_a) + 10⁻³; near 1 when b's modules serve a as well as its own.
    #[must_use]
    pub fn aa_pb_relative(&self) -> f64 {
        self.aa_pb / (self.own_a + DENOMINATOR_OFFSET)
    }

    /// Q(A_b, P_a) relative to Q(A_b, P_b) + 10⁻³.
    #[must_use]
    pub fn ab_pa_relative(&self) -> f64 {
        self.ab_pa / (self.own_b + DENOMINATOR_OFFSET)
    }
}

fn number(pair: &mut Pair<'_>, of: fn(&TransferQ) -> f64) -> Found {
    let found: Option<TransferQ> = pair.once(|pair| {
        let q = |(a, b)| transfer_q(a, pair.first, b, pair.second);
        pair.adjacencies.map(q).transpose()
    })?;
    Ok(found.as_ref().map(of))
}

pub(super) fn second_on_first(pair: &mut Pair<'_>) -> Found {
    number(pair, |q| q.aa_pb)
}

pub(super) fn first_on_second(pair: &mut Pair<'_>) -> Found {
    number(pair, |q| q.ab_pa)
}

pub(super) fn second_on_first_relative(pair: &mut Pair<'_>) -> Found {
    number(pair, TransferQ::aa_pb_relative)
}

pub(super) fn first_on_second_relative(pair: &mut Pair<'_>) -> Found {
    number(pair, TransferQ::ab_pa_relative)
}

/// Computes Q of both partitions on both adjacencies.
///
/// # Errors
/// When an adjacency and a partition differ in their number of units.
pub fn transfer_q(
    adjacency_a: &Adjacency,
    partition_a: &Partition,
    adjacency_b: &Adjacency,
    partition_b: &Partition,
) -> Result<TransferQ, AlignmentError> {
    let q = modularity_q_of_assigned;
    Ok(TransferQ {
        own_a: q(adjacency_a, partition_a)?,
        own_b: q(adjacency_b, partition_b)?,
        aa_pb: q(adjacency_a, partition_b)?,
        ab_pa: q(adjacency_b, partition_a)?,
    })
}
