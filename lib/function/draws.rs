//! Random partitions: the labels of live units in another order.

use rand::Rng;
use rand::seq::SliceRandom;

/// How many units of about the same importance may change places.
const BLOCK: usize = 4;

/// Groups of the same sizes among the same units, at random.
pub(super) fn of_same_sizes<R: Rng + ?Sized>(
    members: &[Vec<usize>],
    rng: &mut R,
) -> Vec<Vec<usize>> {
    let mut units: Vec<usize> = members.iter().flatten().copied().collect();
    units.sort_unstable();
    units.shuffle(rng);
    let mut rest = &units[..];
    let take = |group: &Vec<usize>| {
        let (taken, left) = rest.split_at(group.len());
        rest = left;
        taken.to_vec()
    };
    members.iter().map(take).collect()
}

/// Groups of the same sizes with units of about the same importance: labels change places within blocks of consecutive units
/// when sorted by `importance`, one number per unit of the layer. The last block takes in what is left over.
pub(super) fn of_same_importance<R: Rng + ?Sized>(
    members: &[Vec<usize>],
    importance: &[f64],
    rng: &mut R,
) -> Vec<Vec<usize>> {
    let labelled = members.iter().enumerate();
    let mut units: Vec<(usize, usize)> = labelled
        .flat_map(|(group, units)| units.iter().map(move |&unit| (unit, group)))
        .collect();
    units.sort_unstable_by(|a, b| {
        let by_importance = importance[a.0].total_cmp(&importance[b.0]);
        by_importance.then(a.0.cmp(&b.0))
    });
    let mut groups = vec![Vec::new(); members.len()];
    let blocks = (units.len() / BLOCK).max(1);
    for block in 0..blocks {
        let end = match block + 1 == blocks {
            true => units.len(),
            false => (block + 1) * BLOCK,
        };
        let block = &units[block * BLOCK..end];
        let mut labels: Vec<usize> = block.iter().map(|(_, group)| *group).collect();
        labels.shuffle(rng);
        for ((unit, _), label) in block.iter().zip(labels) {
            groups[label].push(*unit);
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seeds::Seeds;

    fn sizes(groups: &[Vec<usize>]) -> Vec<usize> {
        groups.iter().map(Vec::len).collect()
    }

    fn units(groups: &[Vec<usize>]) -> Vec<usize> {
        let mut units: Vec<usize> = groups.iter().flatten().copied().collect();
        units.sort_unstable();
        units
    }

    #[test]
    fn both_nulls_keep_sizes_and_live_units() {
        // Units 0 and 7 are dead.
        let members = [vec![1, 4, 9], vec![2], vec![3, 5, 6, 8, 10]];
        let importance: Vec<f64> = (0..11).map(|u| f64::from(u % 4)).collect();
        let mut rng = Seeds::of_run(0).stream("draws");
        for _ in 0..50 {
            for drawn in [
                of_same_sizes(&members, &mut rng),
                of_same_importance(&members, &importance, &mut rng),
            ] {
                assert_eq!(sizes(&drawn), [3, 1, 5]);
                assert_eq!(units(&drawn), units(&members));
            }
        }
    }

    #[test]
    fn matched_groups_have_about_the_importance_of_the_module() {
        // The module holds the 8 most important of 32 units, and one in four of the rest.
        let strong: Vec<usize> = (24..32).chain((0..24).step_by(4)).collect();
        let weak = (0..32).filter(|u| !strong.contains(u)).collect();
        let members = [strong, weak];
        let importance: Vec<f64> = (0..32).map(f64::from).collect();
        let sum = |group: &[usize]| group.iter().map(|&u| importance[u]).sum::<f64>();
        let mut rng = Seeds::of_run(0).stream("draws");
        let own = sum(&members[0]);
        let (mut near, mut far) = (0.0_f64, 0.0_f64);
        for _ in 0..50 {
            let drawn = of_same_importance(&members, &importance, &mut rng);
            near = near.max((sum(&drawn[0]) - own).abs());
            far += (sum(&of_same_sizes(&members, &mut rng)[0]) - own).abs() / 50.0;
        }
        // Six blocks in which one unit may move by three places.
        assert!(near <= 18.0, "{near}");
        assert!(far > 50.0, "{far}");
    }
}
