//! Every measure of one pair in one call.

use rand::Rng;
use serde::{Deserialize, Serialize};

use super::config::AlignmentConfig;
use super::error::AlignmentError;
use super::measures::AlignmentMeasure;
use super::pair::Pair;
use crate::modularity::{Adjacency, Partition};

/// Numbers about a pair of partitions a and b.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Alignment {
    /// The settings.
    pub config: AlignmentConfig,
    /// Units of each partition, dead ones included.
    pub n_units: usize,
    values: Vec<(AlignmentMeasure, Option<f64>)>,
}

impl Alignment {
    /// The value of a measure; `None` if it is undefined (its own function says when) or was not requested.
    #[must_use]
    pub fn value(&self, measure: AlignmentMeasure) -> Option<f64> {
        let of = |(m, value): &(AlignmentMeasure, _)| (*m == measure).then_some(*value);
        self.values.iter().find_map(of).flatten()
    }

    /// Every requested number with its stored name, in the order of the request; `None` where undefined.
    pub fn named_values(&self) -> impl Iterator<Item = (&'static str, Option<f64>)> {
        self.values
            .iter()
            .map(|(measure, value)| (measure.name(), *value))
    }
}

/// Compares partitions a and b of the same units by every measure, and their adjacencies (a's, b's) if given.
///
/// # Errors
/// The numbers of units differ; exact counting of contingency tables was requested and would take too long.
pub fn align<R: Rng + ?Sized>(
    a: &Partition,
    b: &Partition,
    adjacencies: Option<(&Adjacency, &Adjacency)>,
    config: &AlignmentConfig,
    rng: &mut R,
) -> Result<Alignment, AlignmentError> {
    align_by(AlignmentMeasure::ALL, a, b, adjacencies, config, rng)
}

/// [`align`] by some measures only. Those that shuffle draw from `rng` in the order in which they are requested.
///
/// # Errors
/// As [`align`].
pub fn align_by<R: Rng + ?Sized>(
    measures: impl IntoIterator<Item = AlignmentMeasure>,
    a: &Partition,
    b: &Partition,
    adjacencies: Option<(&Adjacency, &Adjacency)>,
    config: &AlignmentConfig,
    mut rng: &mut R,
) -> Result<Alignment, AlignmentError> {
    let mut pair = Pair::new(a, b, adjacencies, *config, &mut rng)?;
    let values = measures
        .into_iter()
        .map(|measure| Ok((measure, measure.of(&mut pair)?)))
        .collect::<Result<_, AlignmentError>>()?;
    Ok(Alignment {
        config: *config,
        n_units: a.n_units(),
        values,
    })
}
