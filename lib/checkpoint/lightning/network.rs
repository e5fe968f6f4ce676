//! Weights and hyper-parameters of the original's networks.

use super::Problem;
use super::value::Value;
use crate::checkpoint::TensorData;
use crate::seeds::PAPER_SEED;
use crate::spec::{Architecture, DatasetName, RunSpec};
use safetensors::tensor::Dtype;
use std::collections::BTreeMap;

/// The part of the training images that is trained on, as in the paper; the rest validates.
const SPLIT: f64 = 0.9;

/// The weights of a network under PyTorch's names, without what the original puts before them (`model.`).
#[derive(Debug)]
pub(super) struct Weights {
    pub tensors: BTreeMap<String, TensorData>,
    pub inputs: usize,
    pub hidden: Vec<usize>,
    pub classes: usize,
}

/// Reads the state dictionary of an MLP.
///
/// # Errors
/// A layer is missing, its shape does not follow from the one before, or the weights are neither F32 nor F64.
pub(super) fn weights(file: Value<'_>) -> Result<Weights, Problem> {
    let place = "state_dict";
    let states = needed(file, "", place)?;
    let entries = states
        .entries()
        .ok_or_else(|| Problem::new(place, "a dictionary of tensors", states.describe()))?;
    let names: Vec<&str> = entries.iter().filter_map(|e| e.0.text()).collect();
    let last = names.iter().find_map(|n| n.strip_suffix("proj.weight"));
    let convolutional = names.iter().any(|name| name.ends_with("conv1.weight"));
    let (Some(prefix), false) = (last, convolutional) else {
        let expected = "the layers of an MLP, fc_layers.0.weight … proj.bias";
        let found = format!(
            "{}{}",
            names[..names.len().min(8)].join(", "),
            if names.len() > 8 { ", …" } else { "" }
        );
        return Err(Problem::new(place, expected, found));
    };
    let is_there = |i: &usize| {
        let layer = format!("{prefix}fc_layers.{i}.weight");
        states.get(&layer).is_some()
    };
    let n_hidden = (0..).take_while(is_there).count();
    let layers = (0..n_hidden)
        .map(|i| format!("fc_layers.{i}"))
        .chain(["proj".to_owned()]);
    let (mut tensors, mut widths) = (BTreeMap::new(), Vec::new());
    for layer in layers {
        let before = widths.last().copied();
        let weight = tensor(
            states,
            prefix,
            &format!("{layer}.weight"),
            |shape| matches!(shape, [_, inputs] if before.is_none_or(|n| n == *inputs)),
        )?;
        if before.is_none() {
            widths.push(weight.1.shape[1]);
        }
        let units = weight.1.shape[0];
        let bias = tensor(states, prefix, &format!("{layer}.bias"), |shape| {
            shape == [units]
        })?;
        widths.push(units);
        tensors.extend([weight, bias]);
    }
    Ok(Weights {
        tensors,
        inputs: widths[0],
        hidden: widths[1..=n_hidden].to_vec(),
        classes: widths[n_hidden + 1],
    })
}

fn tensor(
    states: Value<'_>,
    prefix: &str,
    name: &str,
    fits: impl Fn(&[usize]) -> bool,
) -> Result<(String, TensorData), Problem> {
    let place = format!("state_dict.{prefix}{name}");
    let full = format!("{prefix}{name}");
    let value = states.get(&full);
    let value = value.ok_or_else(|| Problem::new(&place, "a tensor", "none".to_owned()))?;
    let tensor = value.tensor(&place)?;
    if !fits(&tensor.shape) {
        let expected = "a shape that follows from the layer before";
        return Err(Problem::new(
            &place,
            expected,
            format!("{:?}", tensor.shape),
        ));
    }
    let data = tensor.read(&place)?;
    if ![Dtype::F32, Dtype::F64].contains(&data.dtype) {
        let found = format!("{:?}", data.dtype);
        return Err(Problem::new(&place, "F32 or F64", found));
    }
    Ok((name.to_owned(), data))
}

/// The run that the hyper-parameters describe, and what about it cannot be ours.
///
/// # Errors
/// A hyper-parameter is missing or out of range, or the weights are not of that dataset's size.
pub(super) fn spec(file: Value<'_>, weights: &Weights) -> Result<(RunSpec, Vec<String>), Problem> {
    let place = "hyper_parameters";
    let hyper = needed(file, "", place)?;
    let wrong = |name: &str, expected: &str, value: Value<'_>| {
        Problem::new(format!("{place}.{name}"), expected, value.describe())
    };
    let dataset = needed(hyper, place, "dataset")?;
    let name = dataset.text().map(str::to_lowercase);
    let known = name.and_then(|name| name.parse::<DatasetName>().ok());
    let name = known.ok_or_else(|| wrong("dataset", "mnist or cifar10", dataset))?;
    let task = needed(hyper, place, "task")?;
    if !task
        .text()
        .is_some_and(|t| t.to_lowercase().starts_with("sup"))
    {
        return Err(wrong("task", "sup", task));
    }
    let number = |name: &str| -> Result<f64, Problem> {
        let value = needed(hyper, place, name)?;
        value.number().ok_or_else(|| wrong(name, "a number", value))
    };
    let run = hyper.get("run").map_or(Ok(0), |run| {
        let number = run.whole().and_then(|n| u32::try_from(n).ok());
        number.ok_or_else(|| wrong("run", "a whole number from 0", run))
    })?;
    let spec = RunSpec {
        dataset: name,
        architecture: Architecture::mlp(&weights.hidden),
        l2: number("l2")?,
        l1: number("l1")?,
        dropout: number("drop")?,
        run,
        trained: is_trained(file),
    };
    spec.validate()
        .map_err(|e| Problem::new(place, "a network that can be", e.to_string()))?;
    let (expected, found) = (
        (name.input_len(), name.classes()),
        (weights.inputs, weights.classes),
    );
    if found != expected {
        let words = |(inputs, classes)| format!("{inputs} inputs and {classes} classes");
        return Err(Problem::new("state_dict", words(expected), words(found)));
    }
    Ok((spec.clone(), deviations(hyper, &spec)))
}

/// The original writes its untrained networks (`dummy.ckpt`) without Lightning, and so without a count of steps.
fn is_trained(file: Value<'_>) -> bool {
    let steps = file.get("global_step").and_then(Value::whole);
    steps.is_some_and(|steps| steps > 0)
}

/// Hyper-parameters that are not the ones our own runs have.
fn deviations(hyper: Value<'_>, spec: &RunSpec) -> Vec<String> {
    let mut notes = Vec::new();
    let ours = PAPER_SEED + u64::from(spec.run);
    let seed = hyper.get("seed").and_then(Value::whole);
    if let Some(seed) = seed.filter(|&seed| u64::try_from(seed) != Ok(ours)) {
        notes.push(format!(
            "its seed is {seed}, that of run {} is {ours}",
            spec.run
        ));
    }
    let split = hyper.get("train_val_split").and_then(Value::number);
    if let Some(split) = split.filter(|&split| split != SPLIT) {
        notes.push(format!(
            "it was trained on {split} of the training images, ours on {SPLIT}"
        ));
    }
    notes
}

/// What a dictionary holds under `name`; `place` names the dictionary in errors.
pub(super) fn needed<'a>(value: Value<'a>, place: &str, name: &str) -> Result<Value<'a>, Problem> {
    let (own, of_name) = match place {
        "" => ("the pickle", name.to_owned()),
        place => (place, format!("{place}.{name}")),
    };
    if !value.is_dictionary() {
        return Err(Problem::new(own, "a dictionary", value.describe()));
    }
    value.get(name).ok_or_else(|| {
        let entries = value.entries().unwrap_or_default();
        let keys = entries.iter().filter_map(|e| e.0.text()).take(12);
        let found = format!("only {}", keys.collect::<Vec<_>>().join(", "));
        Problem::new(of_name, "a value", found)
    })
}
