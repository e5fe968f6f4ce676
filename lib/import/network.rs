//! Weights and hyper-parameters of the original's networks.

use super::Problem;
use super::state::{self, Shape};
use super::states::States;
use super::value::Value;
use crate::checkpoint::TensorData;
use crate::seeds::PAPER_SEED;
use crate::spec::{
    Architecture, Association, AssociationMethod, DatasetName, Regularizer, RunSpec, Strengths,
};
use std::collections::BTreeMap;

/// The share of the training images to train on, as in the paper; the rest are for validation.
const SPLIT: f64 = 0.9;

/// The weights of a network under PyTorch's names, without the original's prefix (`model.`).
#[derive(Debug)]
pub(super) struct Weights {
    pub tensors: BTreeMap<String, TensorData>,
    pub architecture: Architecture,
    pub hidden: Hidden,
    pub inputs: usize,
    pub classes: usize,
}

impl Weights {
    /// Whether this is a CNN whose last layer has only the maxima over positions, without means.
    fn pools_maxima_alone(&self) -> bool {
        let stages = self.architecture.n_hidden() - 1;
        self.hidden.convolutional && self.hidden.units.last() == self.hidden.units.get(stages - 1)
    }
}

/// The hidden layers that results belong to.
#[derive(Debug)]
pub(super) struct Hidden {
    /// Units of each; channels, if positions share their weights.
    pub units: Vec<usize>,
    pub convolutional: bool,
}

impl Hidden {
    /// Why the original has no results for such a network by this method, if it has none.
    pub fn lacks(&self, association: Association, combined: bool) -> Option<&'static str> {
        match association.method {
            _ if !self.convolutional => None,
            // Deviation A17.
            _ if combined => {
                Some("matrices of all layers combined: the original refuses convolutions there")
            }
            // Deviation A3.
            AssociationMethod::OutputHessian => Some(
                "output hessians of convolutions and what was found in them: the original's are no hessians",
            ),
            _ => None,
        }
    }
}

/// Reads the only network in a file, or the one under `prefix`, with notes about it.
///
/// # Errors
/// As [`state::network`].
pub(super) fn weights(
    file: Value<'_>,
    prefix: Option<&str>,
) -> Result<(Weights, Vec<String>), Problem> {
    let network = state::network(&States::of(file)?, prefix)?;
    let (tensors, notes) = (network.tensors, network.notes);
    let weights = match network.shape {
        Shape::Dense {
            inputs,
            hidden: units,
            classes,
        } => Weights {
            tensors,
            architecture: Architecture::mlp(&units),
            hidden: Hidden {
                units,
                convolutional: false,
            },
            inputs,
            classes,
        },
        Shape::Residual {
            channels,
            pooled,
            classes,
        } => Weights {
            tensors,
            hidden: Hidden {
                units: [&channels[..1], &channels, &[pooled]].concat(),
                convolutional: true,
            },
            architecture: Architecture::Cnn { channels },
            inputs: DatasetName::Cifar10.input_len(),
            classes,
        },
    };
    Ok((weights, notes))
}

/// The run that the hyper-parameters describe, and how it differs from our own runs.
///
/// # Errors
/// A hyper-parameter is missing or out of range, or the weights are not of that dataset's size.
pub(super) fn spec(file: Value<'_>, weights: &Weights) -> Result<(RunSpec, Vec<String>), Problem> {
    let hyper = needed(file, "", HYPER)?;
    let name = dataset(hyper)?;
    let spec = RunSpec {
        dataset: name,
        architecture: weights.architecture.clone(),
        strengths: strengths(hyper)?,
        run: run(hyper)?,
        trained: is_trained(file)?,
    };
    spec.validate()
        .map_err(|e| Problem::new(HYPER, "a valid network", e.to_string()))?;
    let (expected, found) = (
        (name.input_len(), name.classes()),
        (weights.inputs, weights.classes),
    );
    if found != expected {
        let words = |(inputs, classes)| format!("{inputs} inputs and {classes} classes");
        return Err(Problem::new("state_dict", words(expected), words(found)));
    }
    let mut notes = deviations(hyper, &spec);
    if weights.pools_maxima_alone() {
        notes.push("it pools the maxima over positions, ours maxima and means".to_owned());
    }
    Ok((spec, notes))
}

/// The place of the hyper-parameters, for errors.
const HYPER: &str = "hyper_parameters";

fn wrong(name: &str, expected: &str, value: Value<'_>) -> Problem {
    Problem::new(format!("{HYPER}.{name}"), expected, value.describe())
}

/// The dataset of a supervised task; the original has others.
fn dataset(hyper: Value<'_>) -> Result<DatasetName, Problem> {
    let dataset = needed(hyper, HYPER, "dataset")?;
    let name = dataset.text().map(str::to_lowercase);
    let known = name.and_then(|name| name.parse::<DatasetName>().ok());
    let known = known.ok_or_else(|| wrong("dataset", "mnist or cifar10", dataset))?;
    let task = needed(hyper, HYPER, "task")?;
    let is_supervised = |text: &str| text.to_lowercase().starts_with("sup");
    if !task.text().is_some_and(is_supervised) {
        return Err(wrong("task", "sup", task));
    }
    Ok(known)
}

fn run(hyper: Value<'_>) -> Result<u32, Problem> {
    hyper.get("run").map_or(Ok(0), |run| {
        let number = run.whole().and_then(|n| u32::try_from(n).ok());
        number.ok_or_else(|| wrong("run", "a whole number from 0", run))
    })
}

fn strengths(hyper: Value<'_>) -> Result<Strengths, Problem> {
    let names = Regularizer::ALL.into_iter().zip(["l2", "l1", "drop"]);
    let strength = |(regularizer, name)| {
        let value = needed(hyper, HYPER, name)?;
        let number = value
            .meant()
            .ok_or_else(|| wrong(name, "a number", value))?;
        Ok((regularizer, number))
    };
    names.map(strength).collect()
}

/// The original writes its untrained networks (`dummy.ckpt`) without Lightning, and hence without a step count.
fn is_trained(file: Value<'_>) -> Result<bool, Problem> {
    let name = "global_step";
    let Some(steps) = file.get(name) else {
        return Ok(false);
    };
    let count = steps.whole().filter(|steps| *steps >= 0);
    let count =
        count.ok_or_else(|| Problem::new(name, "a whole number from 0", steps.describe()))?;
    Ok(count > 0)
}

/// Hyper-parameters that differ from those of our own runs.
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
    let split = hyper.get("train_val_split").and_then(Value::meant);
    if let Some(split) = split.filter(|&split| split != SPLIT) {
        notes.push(format!(
            "it was trained on {split} of the training images, ours on {SPLIT}"
        ));
    }
    notes
}

/// The value in a dictionary under `name`; `place` names the dictionary in errors.
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
