//! Networks of linear layers: which modules are layers, which of them form one network, and in which order.

use super::candidates::{Candidate, LinearLayer, candidates, common, ordered};
use super::fold::refusal;
use super::names::{Name, listed, short};
use super::order::Unordered;
use super::{Module, Shape, StateError, Tensor};
use std::collections::BTreeMap;

/// Tensors that do not affect what a network computes: counters of batches, averaged models and profilers.
pub(super) const HARMLESS: [&str; 4] = [
    "num_batches_tracked",
    "n_averaged",
    "total_ops",
    "total_params",
];
/// The most layers of a network. For these the search for their order takes a second at most.
const MOST_LAYERS: usize = 256;
/// Modules that are losses, which may hold class weights.
const LOSSES: [&str; 6] = [
    "loss",
    "loss_fn",
    "loss_func",
    "criterion",
    "criteria",
    "loss_function",
];

/// A tensor that was not accounted for, with what was expected and found.
struct Unaccounted {
    name: String,
    expected: String,
    found: String,
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

/// The layer that a module is; none if its tensors have no effect.
fn layer(mut module: Module, notes: &mut Vec<String>) -> Result<Option<LinearLayer>, Unaccounted> {
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
fn checked(weight: Tensor, bias: Option<Tensor>, name: Name) -> Result<LinearLayer, Unaccounted> {
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
    Ok(LinearLayer { name, weight, bias })
}

/// The error for tensors that are left over; it names the first one.
fn unaccounted(first: &Unaccounted, more: usize, layers: &[LinearLayer]) -> StateError {
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

/// The layers of the only network, or of the requested one.
fn choose(
    layers: &[LinearLayer],
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
            "left out, not part of the requested network: {}",
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

/// Why layers do not make a network.
fn no_network(layers: &[LinearLayer], all: &[usize]) -> StateError {
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

/// Tensors under our own names. Layers without bias get one of zeros.
fn named(
    layers: Vec<LinearLayer>,
    order: &[usize],
    notes: &mut Vec<String>,
) -> (BTreeMap<String, Tensor>, Shape) {
    let mut layers: Vec<Option<LinearLayer>> = layers.into_iter().map(Some).collect();
    let mut chain: Vec<LinearLayer> = Vec::new();
    chain.extend(order.iter().filter_map(|&i| layers[i].take()));
    let without = chain.iter().filter(|layer| layer.bias.is_none());
    let without: Vec<&str> = without.map(|layer| layer.weight.name.as_str()).collect();
    if !without.is_empty() {
        notes.push(format!("without bias, taken as zeros: {}", listed(without)));
    }
    let widths: Vec<usize> = chain.iter().map(LinearLayer::units).collect();
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
