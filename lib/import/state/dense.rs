//! Networks of linear layers: which modules are layers, which of them are one network, in which order.

use super::fold::refusal;
use super::names::{Name, listed, short};
use super::order::{Place, Unordered, order};
use super::{Module, Shape, StateError, Tensor};
use std::collections::BTreeMap;

/// Tensors that say nothing about what a network computes: counters, of batches, averaged models and profilers.
pub(super) const HARMLESS: [&str; 4] = [
    "num_batches_tracked",
    "n_averaged",
    "total_ops",
    "total_params",
];
/// Layers that a network may have. The search for their order takes a second for these at most.
const MOST_LAYERS: usize = 256;
/// Modules that are losses, which may weigh classes.
const LOSSES: [&str; 6] = [
    "loss",
    "loss_fn",
    "loss_func",
    "criterion",
    "criteria",
    "loss_function",
];

/// A linear layer.
struct Layer {
    name: Name,
    weight: Tensor,
    bias: Option<Tensor>,
}

impl Layer {
    fn inputs(&self) -> usize {
        self.weight.shape[1]
    }

    fn units(&self) -> usize {
        self.weight.shape[0]
    }
}

/// A tensor that was not accounted for, and why: expected, found.
struct Unaccounted {
    name: String,
    expected: String,
    found: String,
}

/// Layers that make a network on their own, from input to logits.
struct Candidate {
    prefix: String,
    order: Vec<usize>,
}

/// Reads a network of linear layers under this project's names.
pub(super) fn read(
    modules: Vec<Module>,
    asked: Option<&str>,
    notes: &mut Vec<String>,
) -> Result<(BTreeMap<String, Tensor>, Shape), StateError> {
    let names: Vec<String> = modules.iter().map(|m| m.name.full.clone()).collect();
    let (mut layers, mut left) = (Vec::new(), Vec::new());
    for module in modules {
        match layer(module, notes) {
            Ok(found) => layers.extend(found),
            Err(why) => left.push(why),
        }
    }
    if let Some(first) = left.first() {
        return Err(unaccounted(first, left.len() - 1, &layers));
    }
    if layers.is_empty() {
        let found = listed(names.iter().map(String::as_str));
        return Err(StateError::new(
            "the state dictionary",
            "linear layers",
            found,
        ));
    }
    if layers.len() > MOST_LAYERS {
        let (expected, found) = (
            format!("at most {MOST_LAYERS} linear layers"),
            layers.len().to_string(),
        );
        return Err(StateError::new("the state dictionary", expected, found));
    }
    let chosen = choose(&layers, asked, notes)?;
    Ok(named(layers, &chosen, notes))
}

/// The layer that a module is; none where its tensors mean nothing.
fn layer(mut module: Module, notes: &mut Vec<String>) -> Result<Option<Layer>, Unaccounted> {
    let is_loss = module
        .path()
        .last()
        .is_some_and(|p| LOSSES.contains(&p.as_str()));
    if is_loss && module.leaves.values().all(|t| t.shape.len() < 2) {
        let names = module.leaves.values().map(|t| t.name.as_str());
        notes.push(format!("left out, weights of a loss: {}", listed(names)));
        return Ok(None);
    }
    let counters_alone = module
        .leaves
        .keys()
        .all(|leaf| HARMLESS.contains(&leaf.as_str()));
    if counters_alone {
        return Ok(None);
    }
    let path = module.path().to_vec();
    let refused = |leaf: &str, tensor: &Tensor| {
        let (expected, found) = refusal(&path, leaf);
        Unaccounted {
            name: tensor.name.clone(),
            expected: expected.to_owned(),
            found: found.to_owned(),
        }
    };
    let strange = |leaf: &str| !["weight", "bias"].contains(&leaf);
    let harmless = |leaf: &str| HARMLESS.contains(&leaf);
    let adapted = path
        .iter()
        .find(|part| part.starts_with("lora_") || *part == "base_layer");
    let first = module
        .leaves
        .iter()
        .find(|(leaf, _)| adapted.is_some() || (strange(leaf) && !harmless(leaf)));
    if let Some((leaf, tensor)) = first {
        return Err(refused(leaf, tensor));
    }
    let bias = module.leaves.remove("bias");
    let Some(weight) = module.leaves.remove("weight") else {
        let bias = bias.expect("a module has a tensor that is no counter");
        return Err(Unaccounted {
            name: bias.name,
            expected: "the weight of its layer beside it".to_owned(),
            found: "a bias alone".to_owned(),
        });
    };
    checked(weight, bias, module.name).map(Some)
}

/// The layer of these tensors.
fn checked(weight: Tensor, bias: Option<Tensor>, name: Name) -> Result<Layer, Unaccounted> {
    let wrong = |tensor: &Tensor, expected: &str, found: &str| Unaccounted {
        name: tensor.name.clone(),
        expected: expected.to_owned(),
        found: found.to_owned(),
    };
    let shape = &weight.shape[..];
    let &[units, inputs] = shape else {
        let found = match shape {
            [_] => "a norm or PReLU (one dimension), whose place the file lacks".to_owned(),
            _ => format!("shape {shape:?}"),
        };
        let expected = "linear layers alone, weights of units × inputs";
        return Err(wrong(&weight, expected, &found));
    };
    if units == 0 || inputs == 0 {
        return Err(wrong(
            &weight,
            "at least one unit and one input",
            &format!("shape {shape:?}"),
        ));
    }
    if let Some(bias) = bias.as_ref().filter(|bias| bias.shape != [units]) {
        let (expected, found) = (format!("the shape [{units}]"), format!("{:?}", bias.shape));
        return Err(wrong(bias, &expected, &found));
    }
    Ok(Layer { name, weight, bias })
}

/// The error for tensors that are left; the first speaks for all.
fn unaccounted(first: &Unaccounted, more: usize, layers: &[Layer]) -> StateError {
    let all: Vec<usize> = (0..layers.len()).collect();
    let common = layers
        .first()
        .map_or("", |layer| layer.name.prefix(common(layers, &all, 0)));
    let mut expected = first.expected.clone();
    if !common.is_empty() && !first.name.starts_with(common) {
        expected.push_str(&format!(
            ", or --prefix {common} to read what is there alone"
        ));
    }
    let mut found = first.found.clone();
    if more > 0 {
        found.push_str(&format!(" (and {more} more modules)"));
    }
    StateError::new(short(&first.name), expected, found)
}

/// How many first parts of their paths all of these layers share.
fn common(layers: &[Layer], members: &[usize], from: usize) -> usize {
    let path = |i: &usize| &layers[*i].name.module;
    let shared = |depth: usize| {
        members
            .iter()
            .all(|i| path(i).len() > depth + 1 && path(i)[depth] == path(&members[0])[depth])
    };
    (from..).find(|&depth| !shared(depth)).expect("paths end")
}

/// The layers of the one network that is there, or that was asked for.
fn choose(
    layers: &[Layer],
    asked: Option<&str>,
    notes: &mut Vec<String>,
) -> Result<Vec<usize>, StateError> {
    let all: Vec<usize> = (0..layers.len()).collect();
    let mut found = candidates(layers, &all, 0);
    let trimmed = |prefix: &str| prefix.trim_end_matches('.').to_owned();
    let is_asked = |c: &Candidate| asked.is_some_and(|a| trimmed(a) == trimmed(&c.prefix));
    let several = found.len() > 1;
    let at = found.iter().position(is_asked).or((!several).then_some(0));
    if found.is_empty() {
        return Err(no_network(layers, &all));
    }
    let Some(at) = at else {
        let prefixes = listed(found.iter().map(|c| c.prefix.as_str()));
        let expected = "one network, or --prefix to choose";
        let found = format!("networks under {prefixes}");
        return Err(StateError::new("the state dictionary", expected, found));
    };
    let chosen = found.swap_remove(at);
    let others: Vec<&str> = all
        .iter()
        .filter(|i| !chosen.order.contains(i))
        .map(|&i| layers[i].weight.name.as_str())
        .collect();
    if others.is_empty() {
        return Ok(chosen.order);
    }
    if is_asked(&chosen) {
        notes.push(format!(
            "left out, not of the network asked for: {}",
            listed(others)
        ));
        return Ok(chosen.order);
    }
    let expected = "layers that follow from each other";
    Err(StateError::new(
        "the state dictionary",
        expected,
        format!("{} beside a network", listed(others)),
    ))
}

/// The networks among these layers, each as large as possible. `depth` parts of their paths are shared.
fn candidates(layers: &[Layer], members: &[usize], depth: usize) -> Vec<Candidate> {
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
    // What stands here on its own may go with some of the branches: `fc_layers.#` and `proj`, but not their copy in `ema`.
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

/// All ways to choose from a few branches; none from many.
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
    layers: &'a [Layer],
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
    layers: &[Layer],
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

fn ordered(layers: &[Layer], members: &[usize]) -> Result<Vec<usize>, Unordered> {
    let place = |&i: &usize| Place {
        path: &layers[i].name.module,
        inputs: layers[i].inputs(),
        units: layers[i].units(),
    };
    let places: Vec<Place<'_>> = members.iter().map(place).collect();
    let order = order(&places)?;
    Ok(order.into_iter().map(|i| members[i]).collect())
}

/// Why layers are no network.
fn no_network(layers: &[Layer], all: &[usize]) -> StateError {
    let name = |i: usize| short(&layers[i].weight.name);
    if let [only] = all {
        let found = format!("the single layer {}", name(*only));
        return StateError::new(
            "the state dictionary",
            "a hidden layer and a last one",
            found,
        );
    }
    match ordered(layers, all) {
        Err(Unordered::Numbers(a, b)) => {
            let expected = format!(
                "{} inputs, as {} before it gives",
                layers[a].units(),
                name(a)
            );
            StateError::new(name(b), expected, format!("{:?}", layers[b].weight.shape))
        }
        Err(Unordered::NoChain) => {
            let shown = all.iter().map(|&i| {
                let (units, inputs) = (layers[i].units(), layers[i].inputs());
                format!("{} [{units}, {inputs}]", layers[i].weight.name)
            });
            let shown: Vec<String> = shown.collect();
            let found = listed(shown.iter().map(String::as_str));
            StateError::new(
                "the state dictionary",
                "layers that follow from each other",
                found,
            )
        }
        Ok(_) | Err(Unordered::Several) => {
            let found = listed(all.iter().map(|&i| layers[i].weight.name.as_str()));
            let expected = "numbers in names, or shapes, that fit in one order only";
            StateError::new("the state dictionary", expected, found)
        }
    }
}

/// Tensors under this project's names. Layers without bias get one of zeros.
fn named(
    layers: Vec<Layer>,
    order: &[usize],
    notes: &mut Vec<String>,
) -> (BTreeMap<String, Tensor>, Shape) {
    let mut layers: Vec<Option<Layer>> = layers.into_iter().map(Some).collect();
    let mut chain: Vec<Layer> = Vec::new();
    chain.extend(order.iter().filter_map(|&i| layers[i].take()));
    let without = chain.iter().filter(|layer| layer.bias.is_none());
    let without: Vec<&str> = without.map(|layer| layer.weight.name.as_str()).collect();
    if !without.is_empty() {
        notes.push(format!("without bias, taken as zeros: {}", listed(without)));
    }
    let widths: Vec<usize> = chain.iter().map(Layer::units).collect();
    let (classes, hidden) = widths.split_last().expect("a network has layers");
    let shape = Shape::Dense {
        inputs: chain[0].inputs(),
        hidden: hidden.to_vec(),
        classes: *classes,
    };
    let mut tensors = BTreeMap::new();
    for (index, layer) in chain.into_iter().enumerate() {
        let name = match index {
            index if index == widths.len() - 1 => "proj".to_owned(),
            index => format!("fc_layers.{index}"),
        };
        let bias = layer.bias.unwrap_or_else(|| Tensor {
            name: format!("{name}.bias"),
            element: layer.weight.element,
            shape: vec![layer.weight.shape[0]],
            numbers: vec![0.0; layer.weight.shape[0]],
        });
        tensors.insert(format!("{name}.bias"), bias);
        tensors.insert(format!("{name}.weight"), layer.weight);
    }
    (tensors, shape)
}
