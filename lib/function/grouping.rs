//! One way of grouping the units of a layer, with the effects of its lesions: what every measure is computed from.

use super::study::{Damage, LayerStudy};

/// Groups of units and the effects of their lesions.
pub(super) struct Grouping<'a> {
    pub study: &'a LayerStudy<'a>,
    /// The units of each group.
    pub members: &'a [Vec<usize>],
    /// What the lesion of each group did.
    pub damage: &'a [Damage],
    /// What lesioning every two groups together did, in the order of [`pairs`]; empty if that was not done.
    pub of_pairs: &'a [Damage],
    /// Mean standardised activity of each group, one number per image.
    pub activity: Vec<Vec<f64>>,
}

impl<'a> Grouping<'a> {
    pub fn new(
        study: &'a LayerStudy<'a>,
        members: &'a [Vec<usize>],
        damage: &'a [Damage],
        of_pairs: &'a [Damage],
    ) -> Self {
        let of_group = |units: &Vec<usize>| study.activity.of_group(units);
        Self {
            study,
            members,
            damage,
            of_pairs,
            activity: members.iter().map(of_group).collect(),
        }
    }

    /// Mean of a number over groups, every unit counting once.
    pub fn mean_over_units(&self, each: &[f64]) -> f64 {
        let sizes = || self.members.iter().map(|units| units.len() as f64);
        let sum: f64 = each.iter().zip(sizes()).map(|(v, size)| v * size).sum();
        sum / sizes().sum::<f64>()
    }
}

/// Every two of `groups`, the first before the second.
pub(super) fn pairs(groups: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..groups).flat_map(move |a| (a + 1..groups).map(move |b| (a, b)))
}
