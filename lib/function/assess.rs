//! All measures of one partition, compared with chance.

use super::draws::{of_same_importance, of_same_sizes};
use super::error::FunctionError;
use super::grouping::{Grouping, pairs};
use super::measures::{Found, FunctionMeasure, Tail};
use super::study::LayerStudy;
use crate::modularity::Partition;
use crate::statistics::{mean, standard_deviation};
use rand::Rng;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many random partitions to compare with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nulls {
    /// Partitions with the same sizes.
    pub draws: usize,
    /// Partitions whose units are matched by their own importance.
    pub matched: usize,
    /// In how many of the first ones every two modules are also lesioned together.
    pub pairs: usize,
}

impl Default for Nulls {
    fn default() -> Self {
        Self {
            draws: 100,
            matched: 100,
            pairs: 40,
        }
    }
}

/// The distribution of a number by chance.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ByChance {
    /// Number of draws.
    pub draws: usize,
    /// Their mean.
    pub mean: f64,
    /// Their standard deviation (n − 1).
    pub std: f64,
    /// (1 + r)/(1 + n), where r of the n draws are at least as extreme.
    pub p: f64,
}

impl ByChance {
    fn of(value: f64, draws: &[f64], tail: Tail) -> Option<Self> {
        let share = |r: usize| (1 + r) as f64 / (1 + draws.len()) as f64;
        let upper = share(draws.iter().filter(|d| **d >= value).count());
        let lower = share(draws.iter().filter(|d| **d <= value).count());
        Some(Self {
            draws: draws.len(),
            mean: mean(draws)?,
            std: standard_deviation(draws)?,
            p: match tail {
                Tail::Upper => upper,
                Tail::Both => (2.0 * upper.min(lower)).min(1.0),
            },
        })
    }

    /// How far a number lies above chance, in standard deviations; `None` if chance always gives the same.
    pub fn z(&self, value: f64) -> Option<f64> {
        (self.std > 0.0).then(|| (value - self.mean) / self.std)
    }
}

/// A number compared with chance.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Effect {
    /// The number.
    pub value: f64,
    /// For partitions with the same sizes; for a single module, random groups of its size.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chance: Option<ByChance>,
    /// For partitions whose units are matched by their own importance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matched: Option<ByChance>,
}

/// What one module does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ModuleFunction {
    /// Units in it.
    pub units: usize,
    /// Each measure by its stored name; those that are undefined for a single module are absent.
    pub values: BTreeMap<String, Effect>,
    /// Loss that its lesion adds on the images of each class, nats.
    pub by_class: Vec<f64>,
}

/// What the modules of a layer do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Function {
    /// For all modules together: each measure by its stored name; undefined ones are absent.
    pub values: BTreeMap<String, Effect>,
    /// For each module, in the order of the partition.
    pub modules: Vec<ModuleFunction>,
}

/// What the modules of a partition do, by every [`FunctionMeasure`].
///
/// # Errors
/// The partition does not fit the layer's units; it has no module, or only one; a loss is not finite.
pub fn assess<R: Rng + ?Sized>(
    partition: &Partition,
    study: &LayerStudy<'_>,
    nulls: &Nulls,
    rng: &mut R,
) -> Result<Function, FunctionError> {
    let members = checked(partition, study)?;
    let found = measured(&members, true, study)?;
    let by_chance = numbers_of(nulls.draws, |draw| {
        measured(&of_same_sizes(&members, rng), draw < nulls.pairs, study)
    })?;
    let matched = numbers_of(nulls.matched, |_| {
        let drawn = of_same_importance(&members, study.alone(), rng);
        measured(&drawn, false, study)
    })?;
    let effect = |value: f64, numbers: &dyn Fn(&Measured) -> Option<f64>, tail: Tail| {
        let of = |draws: &[Measured]| {
            let known: Vec<f64> = draws.iter().filter_map(numbers).collect();
            ByChance::of(value, &known, tail)
        };
        Effect {
            value,
            chance: of(&by_chance),
            matched: of(&matched),
        }
    };
    let each_measure = || FunctionMeasure::ALL.into_iter().enumerate();
    let whole = each_measure().filter_map(|(i, measure)| {
        let value = found.numbers[i].all?;
        let effect = effect(value, &|draw| draw.numbers[i].all, measure.tail());
        Some((measure.name().to_owned(), effect))
    });
    let of_module = |module: usize| ModuleFunction {
        units: members[module].len(),
        values: each_measure()
            .filter_map(|(i, measure)| {
                let number = |draw: &Measured| draw.numbers[i].each.get(module).copied();
                let effect = effect(number(&found)?, &number, measure.tail());
                Some((measure.name().to_owned(), effect))
            })
            .collect(),
        by_class: found.by_class[module].clone(),
    };
    Ok(Function {
        values: whole.collect(),
        modules: (0..members.len()).map(of_module).collect(),
    })
}

/// The units of each module, if there is something to compare.
fn checked(
    partition: &Partition,
    study: &LayerStudy<'_>,
) -> Result<Vec<Vec<usize>>, FunctionError> {
    let units = study.lesions.units();
    match (partition.n_units(), partition.n_modules()) {
        (found, _) if found != units => Err(FunctionError::Length {
            expected: units,
            found,
        }),
        (_, 0) => Err(FunctionError::NoModule { units }),
        (_, 1) => Err(FunctionError::WholeLayer {
            units: partition.n_assigned(),
        }),
        _ => Ok(partition.members()),
    }
}

/// The values of all measures for one grouping.
struct Measured {
    numbers: Vec<Found>,
    by_class: Vec<Vec<f64>>,
}

fn measured(
    members: &[Vec<usize>],
    with_pairs: bool,
    study: &LayerStudy<'_>,
) -> Result<Measured, FunctionError> {
    let mut lesions = members.to_vec();
    if with_pairs {
        let both = |(a, b): (usize, usize)| [&members[a][..], &members[b][..]].concat();
        lesions.extend(pairs(members.len()).map(both));
    }
    let damage = study.damage(&lesions)?;
    let (alone, together) = damage.split_at(members.len());
    let grouping = Grouping::new(study, members, alone, together);
    Ok(Measured {
        numbers: FunctionMeasure::ALL.map(|m| m.of(&grouping)).into(),
        by_class: alone.iter().map(|d| d.by_class.clone()).collect(),
    })
}

fn numbers_of(
    draws: usize,
    draw: impl FnMut(usize) -> Result<Measured, FunctionError>,
) -> Result<Vec<Measured>, FunctionError> {
    (0..draws).map(draw).collect()
}
