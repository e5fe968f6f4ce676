//! Do a module's units stand in for each other? The cost of the module, compared with the sum of its units' costs one by one.

use super::super::grouping::Grouping;
use super::Found;

/// Above 0: any unit that stays does the others' work.
pub(super) fn beyond_units(grouping: &Grouping<'_>) -> Found {
    let alone = grouping.study.alone();
    let groups = grouping.damage.iter().zip(grouping.members);
    let beyond = groups
        .map(|(damage, units)| damage.loss - units.iter().map(|&unit| alone[unit]).sum::<f64>());
    Found::summed(beyond)
}
