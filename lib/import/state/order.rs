//! The order of dense layers: by number if their names have one, else by shape.

use super::names::stem;
use std::collections::BTreeMap;

/// What determines a layer's place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    /// The module, without wrappers.
    pub path: &'a [String],
    /// Number of inputs.
    pub inputs: usize,
    /// Number of outputs.
    pub units: usize,
}

/// Why layers have no order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unordered {
    /// By number the second follows the first, but by shape it cannot.
    Numbers(usize, usize),
    /// No order fits each layer's inputs to the outputs before it.
    NoChain,
    /// Several orders do.
    Several,
}

/// Words for first layers …
const FIRST: [&str; 10] = [
    "encoder", "backbone", "features", "body", "trunk", "stem", "input", "in", "first", "embed",
];
/// … and for last ones, which give the logits.
const LAST: [&str; 12] = [
    "proj",
    "head",
    "out",
    "output",
    "classifier",
    "decoder",
    "last",
    "final",
    "logits",
    "readout",
    "top",
    "projection",
];
/// The most groups of layers for which all orders are tried.
const MOST_GROUPS: usize = 6;
/// The most groups that may interleave, and the most partial orders that the search may visit.
const MOST_MIXED: usize = 64;
const MOST_STEPS: usize = 2_000;

/// Layers of one stem, in the order of their numbers.
struct Group {
    stem: String,
    layers: Vec<usize>,
}

/// The order of the layers from input to logits, as indices.
///
/// Layers of one stem (`fc_layers.#`) stay in the order of their numbers. If several stems fit in several orders, names
/// such as `proj` and `head` decide; nothing is guessed beyond that.
pub(super) fn order(layers: &[Place<'_>]) -> Result<Vec<usize>, Unordered> {
    let groups = groups(layers)?;
    let whole = whole_groups(layers, &groups);
    match &whole[..] {
        [] => across_groups(layers, &groups),
        [only] => Ok(flat(&groups, only)),
        _ => {
            let best = whole.iter().map(|order| hints(&groups, order)).max();
            let mut good = whole.iter().filter(|o| Some(hints(&groups, o)) == best);
            match (good.next(), good.next()) {
                (Some(only), None) => Ok(flat(&groups, only)),
                _ => Err(Unordered::Several),
            }
        }
    }
}

fn groups(layers: &[Place<'_>]) -> Result<Vec<Group>, Unordered> {
    let mut by_stem: BTreeMap<String, Vec<(Vec<u64>, usize)>> = BTreeMap::new();
    for (index, layer) in layers.iter().enumerate() {
        let (stem, numbers) = stem(layer.path);
        by_stem.entry(stem).or_default().push((numbers, index));
    }
    let mut groups = Vec::new();
    for (stem, mut members) in by_stem {
        members.sort();
        if members.windows(2).any(|pair| pair[0].0 == pair[1].0) {
            return Err(Unordered::Several);
        }
        groups.push(Group {
            stem,
            layers: members.into_iter().map(|(_, index)| index).collect(),
        });
    }
    if let [only] = &groups[..] {
        let broken = only
            .layers
            .windows(2)
            .find(|p| !follows(layers, p[0], p[1]));
        if let Some(pair) = broken {
            return Err(Unordered::Numbers(pair[0], pair[1]));
        }
    }
    Ok(groups)
}

fn follows(layers: &[Place<'_>], before: usize, after: usize) -> bool {
    layers[before].units == layers[after].inputs
}

/// All orders of whole groups in which each layer's inputs fit the outputs before it.
fn whole_groups(layers: &[Place<'_>], groups: &[Group]) -> Vec<Vec<usize>> {
    let inside = |g: &Group| g.layers.windows(2).all(|p| follows(layers, p[0], p[1]));
    if groups.len() > MOST_GROUPS || !groups.iter().all(inside) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut open = vec![Vec::new()];
    while let Some(begun) = open.pop() {
        if begun.len() == groups.len() {
            found.push(begun);
            continue;
        }
        for next in (0..groups.len()).filter(|next| !begun.contains(next)) {
            let fits = begun.last().is_none_or(|&last: &usize| {
                let (before, after) = (&groups[last].layers, &groups[next].layers);
                follows(layers, before[before.len() - 1], after[0])
            });
            if fits {
                open.push([&begun[..], &[next]].concat());
            }
        }
    }
    found
}

/// The only order in which interleaved groups fit (`fc1`, `hidden`, `fc2`).
fn across_groups(layers: &[Place<'_>], groups: &[Group]) -> Result<Vec<usize>, Unordered> {
    if groups.len() > MOST_MIXED {
        return Err(Unordered::Several);
    }
    let mut found = None;
    let mut open = vec![(vec![0; groups.len()], Vec::new())];
    let mut steps = 0;
    while let Some((taken, begun)) = open.pop() {
        if begun.len() == layers.len() {
            if found.replace(begun).is_some() {
                return Err(Unordered::Several);
            }
            continue;
        }
        for (index, group) in groups.iter().enumerate() {
            let Some(&next) = group.layers.get(taken[index]) else {
                continue;
            };
            if begun.last().is_none_or(|&last| follows(layers, last, next)) {
                steps += 1;
                if steps > MOST_STEPS {
                    return Err(Unordered::Several);
                }
                let mut taken = taken.clone();
                taken[index] += 1;
                open.push((taken, [&begun[..], &[next]].concat()));
            }
        }
    }
    found.ok_or(Unordered::NoChain)
}

/// How many of the two end layers have a name that fits.
fn hints(groups: &[Group], order: &[usize]) -> usize {
    let named = |group: usize, words: &[&str]| {
        let mut parts = groups[group].stem.split(['.', '_', '#']);
        usize::from(parts.any(|part| words.contains(&part)))
    };
    match order {
        [first, .., last] => named(*first, &FIRST) + named(*last, &LAST),
        _ => 0,
    }
}

fn flat(groups: &[Group], order: &[usize]) -> Vec<usize> {
    let layers = order.iter().map(|&group| &groups[group].layers[..]);
    layers.collect::<Vec<_>>().concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The order of layers NAME inputs→units.
    fn ordered(layers: &[(&str, usize, usize)]) -> Result<Vec<usize>, Unordered> {
        let paths: Vec<Vec<String>> = layers
            .iter()
            .map(|layer| layer.0.split('.').map(str::to_owned).collect())
            .collect();
        let places: Vec<Place<'_>> = layers
            .iter()
            .zip(&paths)
            .map(|(&(_, inputs, units), path)| Place {
                path,
                inputs,
                units,
            })
            .collect();
        order(&places)
    }

    #[test]
    fn numbers_order_layers_and_gaps_do_not_matter() {
        let layers = [("fc10", 3, 2), ("fc2", 4, 3), ("fc9", 3, 3)];
        assert_eq!(ordered(&layers), Ok(vec![1, 2, 0]));
        let layers = [("net.4", 3, 2), ("net.0", 5, 4), ("net.2", 4, 3)];
        assert_eq!(ordered(&layers), Ok(vec![1, 2, 0]));
    }

    #[test]
    fn shapes_order_what_has_no_number() {
        let layers = [("proj", 4, 2), ("fc_layers.0", 6, 5), ("fc_layers.1", 5, 4)];
        assert_eq!(ordered(&layers), Ok(vec![1, 2, 0]));
        let layers = [("fc1", 6, 5), ("fc2", 4, 2), ("hidden", 5, 4)];
        assert_eq!(ordered(&layers), Ok(vec![0, 2, 1]));
    }

    #[test]
    fn names_decide_where_shapes_fit_in_several_orders() {
        let layers = [("proj", 4, 4), ("fc_layers.0", 4, 4), ("fc_layers.1", 4, 4)];
        assert_eq!(ordered(&layers), Ok(vec![1, 2, 0]));
        let layers = [("decoder.0", 2, 6), ("encoder.0", 6, 2)];
        assert_eq!(ordered(&layers), Ok(vec![1, 0]));
        assert_eq!(
            ordered(&[("a", 4, 4), ("b", 4, 4)]),
            Err(Unordered::Several)
        );
    }

    #[test]
    fn numbers_are_not_overruled_by_shapes() {
        let layers = [("fc1", 4, 2), ("fc2", 6, 4)];
        assert_eq!(ordered(&layers), Err(Unordered::Numbers(0, 1)));
        let layers = [("fc1", 6, 4), ("fc2", 4, 3), ("proj", 5, 2)];
        assert_eq!(ordered(&layers), Err(Unordered::NoChain));
        assert_eq!(
            ordered(&[("fc1", 6, 4), ("fc01", 4, 2)]),
            Err(Unordered::Several)
        );
    }

    #[test]
    fn a_search_without_end_is_given_up() {
        let names: Vec<String> = (0..14).map(|i| char::from(b'a' + i).to_string()).collect();
        let layers: Vec<(&str, usize, usize)> = names.iter().map(|n| (&n[..], 3, 3)).collect();
        assert_eq!(ordered(&layers), Err(Unordered::Several));
    }
}
