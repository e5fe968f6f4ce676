//! What the lesion of a module costs, in loss and in accuracy.

use super::super::grouping::Grouping;
use super::Found;

pub(super) fn loss(grouping: &Grouping<'_>) -> Found {
    Found::summed(grouping.damage.iter().map(|d| d.loss))
}

pub(super) fn accuracy(grouping: &Grouping<'_>) -> Found {
    Found::summed(grouping.damage.iter().map(|d| d.accuracy))
}
