//! Finds the groups of a file's layers that make complete networks.

use super::Tensor;
use super::names::Name;
use super::order::{Place, Unordered, order};
use std::collections::BTreeMap;

/// A linear layer.
pub(super) struct LinearLayer {
    pub name: Name,
    pub weight: Tensor,
    pub bias: Option<Tensor>,
}

impl LinearLayer {
    pub fn inputs(&self) -> usize {
        self.weight.shape[1]
    }

    pub fn units(&self) -> usize {
        self.weight.shape[0]
    }
}

/// Layers that make a complete network, from input to logits.
pub(super) struct Candidate {
    pub prefix: String,
    pub order: Vec<usize>,
}

/// The networks among these layers, each as large as possible. `depth` parts of their paths are shared.
pub(super) fn candidates(
    layers: &[LinearLayer],
    members: &[usize],
    depth: usize,
) -> Vec<Candidate> {
    if members.len() < 2 {
        return Vec::new();
    }
    let depth = common(layers, members, depth);
    let candidate = |members: &[usize]| {
        let first = &layers[*members.first()?];
        let order = ordered(layers, members).ok()?;
        let prefix = first.name.prefix(common(layers, members, depth)).to_owned();
        (order.len() > 1).then_some(Candidate { prefix, order })
    };
    let branches = branches(layers, members, depth);
    if !has_twins(layers, &branches, depth)
        && let Some(whole) = candidate(members)
    {
        return vec![whole];
    }
    let (mut single, mut several) = (BTreeMap::new(), Vec::new());
    for (part, branch) in branches {
        let inside = candidates(layers, &branch, depth + 1);
        match inside.is_empty() {
            true => drop(single.insert(part, branch)),
            false => several.push((part, branch, inside)),
        }
    }
    // Layers outside of branches may go with some of them: `fc_layers.#` and `proj`, but not their copy in `ema`.
    let with = |chosen: &[bool]| {
        let mut together = single.clone();
        let branches = several.iter().zip(chosen).filter(|(_, chosen)| **chosen);
        together.extend(branches.map(|((part, branch, _), _)| (*part, branch.clone())));
        let members: Vec<usize> = together.values().flatten().copied().collect();
        let twins = has_twins(layers, &together, depth);
        candidate(&members).filter(|_| !twins)
    };
    let choices = choices(several.len()).into_iter();
    let found = choices.filter_map(|chosen| Some((with(&chosen)?, chosen)));
    let best = found.max_by_key(|(candidate, _)| candidate.order.len());
    let (first, taken) = best.map_or((None, Vec::new()), |(c, taken)| (Some(c), taken));
    let is_taken = |index: usize| taken.get(index).copied().unwrap_or(false);
    let others = several
        .into_iter()
        .enumerate()
        .filter(|(i, _)| !is_taken(*i));
    let others = others.flat_map(|(_, (_, _, inside))| inside);
    first.into_iter().chain(others).collect()
}

/// All subsets of a few branches; none if there are many.
fn choices(count: usize) -> Vec<Vec<bool>> {
    const MOST: usize = 6;
    let masks = if count > MOST {
        0..0
    } else {
        0..1usize << count
    };
    masks
        .map(|mask| (0..count).map(|i| mask >> i & 1 == 1).collect())
        .collect()
}

/// Layers by the part of their path at `depth`.
fn branches<'a>(
    layers: &'a [LinearLayer],
    members: &[usize],
    depth: usize,
) -> BTreeMap<Option<&'a String>, Vec<usize>> {
    let mut branches: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for &index in members {
        let part = layers[index].name.module.get(depth);
        branches.entry(part).or_default().push(index);
    }
    branches
}

/// Whether two branches hold layers of the same names and shapes: a network and its copy.
fn has_twins(
    layers: &[LinearLayer],
    branches: &BTreeMap<Option<&String>, Vec<usize>>,
    depth: usize,
) -> bool {
    let mut seen = Vec::new();
    for members in branches.values().filter(|members| members.len() > 1) {
        let from = common(layers, members, depth + 1);
        let of_layer = |&i: &usize| {
            let path = layers[i].name.module.get(from..).unwrap_or_default();
            (path, &layers[i].weight.shape)
        };
        let mut signature: Vec<_> = members.iter().map(of_layer).collect();
        signature.sort();
        if seen.contains(&signature) {
            return true;
        }
        seen.push(signature);
    }
    false
}

pub(super) fn ordered(layers: &[LinearLayer], members: &[usize]) -> Result<Vec<usize>, Unordered> {
    let place = |&i: &usize| Place {
        path: &layers[i].name.module,
        inputs: layers[i].inputs(),
        units: layers[i].units(),
    };
    let places: Vec<Place<'_>> = members.iter().map(place).collect();
    let order = order(&places)?;
    Ok(order.into_iter().map(|i| members[i]).collect())
}

/// How many leading parts of their paths all of these layers share.
pub(super) fn common(layers: &[LinearLayer], members: &[usize], from: usize) -> usize {
    let path = |i: &usize| &layers[*i].name.module;
    let shared = |depth: usize| {
        members
            .iter()
            .all(|i| path(i).len() > depth + 1 && path(i)[depth] == path(&members[0])[depth])
    };
    (from..).find(|&depth| !shared(depth)).expect("paths end")
}
