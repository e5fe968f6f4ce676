//! The measurements of one checkpoint.

use super::chance::find_chance;
use super::clustering::{find_alignments, find_modules, find_robustness};
use super::functions::find_functions;
use super::pictures::find_pictures;
use super::{EvalConfig, Metric, record};
use crate::Error;
use crate::associations::{self, AssociationConfig, AssociationError};
use crate::checkpoint::{AssociationRecord, Checkpoint, Machinery, Performance, Score, TensorData};
use crate::data::{Dataset, Examples};
use crate::device::LIBTORCH;
use crate::models::{
    NamedTensors, Network, ScriptedNetwork, network_from_named, network_tensors, weight_statistics,
};
use crate::progress::Silent;
use crate::spec::{Association, AssociationMethod, TrainingConfig};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::{Duration, Instant};
use tch::{Device, Kind, Tensor};

/// The tensor that holds the file of a TorchScript network, byte by byte.
pub(super) const SCRIPT: &str = "torchscript";

/// Brings the records of a checkpoint up to `config`; the metrics that were made anew, with the time each took.
///
/// Of `metrics` and those they are made from, only what is not current is made, and what is in `force` in any case. Matrices of
/// other methods than the asked ones stay, unless they were measured under other settings.
///
/// # Errors
/// The weights in the file do not make a network, or are not finite. A measurement that fails is a record, not an error.
pub fn evaluate(
    checkpoint: &mut Checkpoint,
    dataset: &Dataset,
    config: &EvalConfig,
    metrics: &[Metric],
    force: &[Metric],
) -> Result<BTreeMap<Metric, Duration>, Error> {
    let config = &config.with_held(&checkpoint.records);
    let pending = config.pending(&checkpoint.records, metrics, force);
    let mut made = BTreeMap::new();
    if pending.is_empty() {
        return Ok(made);
    }
    let device = dataset.test.images.device();
    let subject = Subject::load(checkpoint, dataset, config.scripts)?;
    for metric in pending {
        let started = Instant::now();
        checkpoint.records.gaps.remove(metric.name());
        if metric == Metric::Associations && force.contains(&metric) {
            checkpoint.records.associations = None; // nothing is held that need not be measured
        }
        make(metric, checkpoint, &subject, dataset, config);
        made.insert(metric, started.elapsed());
    }
    checkpoint.records.machinery = Some(Machinery {
        device: if device == Device::Cpu { "cpu" } else { "cuda" }.to_owned(),
        libtorch: LIBTORCH.to_owned(),
        updown: env!("CARGO_PKG_VERSION").to_owned(),
    });
    Ok(made)
}

/// The network in a checkpoint.
struct Subject {
    parameters: NamedTensors,
    network: Box<dyn Network>,
}

impl Subject {
    /// `scripts`: whether a network that is a program may be run.
    fn load(checkpoint: &Checkpoint, dataset: &Dataset, scripts: bool) -> Result<Self, Error> {
        if let Some(script) = checkpoint.tensors.get(SCRIPT) {
            return Self::of_script(checkpoint, script, dataset, scripts);
        }
        let device = dataset.test.images.device();
        let parameters = network_tensors(&checkpoint.tensors, device)?;
        let finite = |t: &Tensor| t.isfinite().all().int64_value(&[]) == 1;
        if let Some((name, _)) = parameters.iter().find(|(_, tensor)| !finite(tensor)) {
            return Err(Error::Unavailable(format!(
                "the weights `{name}` are not finite: training failed"
            )));
        }
        let network = network_from_named(&parameters)?;
        Ok(Self {
            parameters,
            network,
        })
    }

    fn of_script(
        checkpoint: &Checkpoint,
        script: &TensorData,
        dataset: &Dataset,
        scripts: bool,
    ) -> Result<Self, Error> {
        let name = PathBuf::from(checkpoint.spec.file_stem());
        if !scripts {
            return Err(Error::Unavailable(format!(
                "{} is TorchScript, a program: --scripts runs those of this experiment",
                name.display()
            )));
        }
        let network = ScriptedNetwork::of_bytes(&name, &script.bytes, &dataset.test.images)?;
        Ok(Self {
            parameters: network.parameters(),
            network: Box::new(network),
        })
    }
}

fn make(
    metric: Metric,
    checkpoint: &mut Checkpoint,
    subject: &Subject,
    dataset: &Dataset,
    config: &EvalConfig,
) {
    let key = config.key(metric);
    let network = &*subject.network;
    let mut gaps = Vec::new();
    match metric {
        Metric::Performance => {
            let performance = performance(network, checkpoint, dataset);
            checkpoint.records.performance = Some(record(key, performance));
        }
        Metric::Weights => {
            let statistics = weight_statistics(&subject.parameters);
            checkpoint.records.weights = Some(record(key, Ok(statistics)));
        }
        Metric::Associations => {
            let result = measure_associations(network, checkpoint, dataset, config, &mut gaps);
            checkpoint.records.associations = Some(record(key, result));
        }
        Metric::Modules => {
            let result = find_modules(checkpoint, config, &mut gaps);
            checkpoint.records.modules = Some(record(key, result));
        }
        Metric::Alignments => {
            let result = find_alignments(checkpoint, config);
            checkpoint.records.alignments = Some(record(key, result));
        }
        Metric::Robustness => {
            let result = find_robustness(checkpoint, config, &mut gaps);
            checkpoint.records.robustness = Some(record(key, result));
        }
        Metric::Chance => {
            let result = find_chance(checkpoint, config);
            checkpoint.records.chance = Some(record(key, result));
        }
        Metric::Functions => {
            let result = find_functions(checkpoint, network, &dataset.test, config, &mut gaps);
            checkpoint.records.functions = Some(record(key, result));
        }
        Metric::Pictures => {
            let result = find_pictures(checkpoint, network, &dataset.test, config);
            checkpoint.records.pictures = Some(record(key, result));
        }
    }
    if !gaps.is_empty() {
        let name = metric.name().to_owned();
        checkpoint.records.gaps.insert(name, gaps);
    }
}

fn performance(
    network: &dyn Network,
    checkpoint: &Checkpoint,
    dataset: &Dataset,
) -> Result<Performance, Error> {
    // Those that training saw.
    let settings = TrainingConfig::from_text(&checkpoint.training.settings);
    let dataset = dataset.first_training(settings.and_then(|s| s.images));
    let (train, val) = dataset.split_indices(&checkpoint.spec.seeds());
    let test: Vec<i64> = (0..dataset.test.len() as i64).collect();
    Ok(Performance {
        train: score(network, &dataset.train, &train)?,
        val: score(network, &dataset.train, &val)?,
        test: score(network, &dataset.test, &test)?,
    })
}

/// Loss and accuracy on the examples at these indices, never all of them in memory twice.
fn score(network: &dyn Network, examples: &Examples, indices: &[i64]) -> Result<Score, Error> {
    /// Images at a time: one layer of a CNN's activity is then 130 MB.
    const CHUNK: usize = 500;
    let _no_grad = tch::no_grad_guard();
    let (mut loss, mut hits) = (0.0, 0.0);
    let device = examples.labels.device();
    for chunk in indices.chunks(CHUNK) {
        let chunk = examples.select(&Tensor::from_slice(chunk).to_device(device));
        let images = chunk.images.to_kind(network.kind());
        let logits = network.forward(&images).logits.to_kind(Kind::Double);
        let right = logits.argmax(-1, false).eq_tensor(&chunk.labels);
        hits += right.sum(Kind::Double).double_value(&[]);
        loss += logits
            .log_softmax(-1, None)
            .nll_loss(&chunk.labels)
            .double_value(&[])
            * chunk.len() as f64;
    }
    let n = indices.len() as f64;
    if !loss.is_finite() {
        return Err(Error::Unavailable(format!(
            "the loss is {loss}: activity overflows in the weights' precision"
        )));
    }
    Ok(Score {
        loss: loss / n,
        accuracy: hits / n,
    })
}

fn measure_associations(
    network: &dyn Network,
    checkpoint: &mut Checkpoint,
    dataset: &Dataset,
    config: &EvalConfig,
    gaps: &mut Vec<String>,
) -> Result<Vec<AssociationRecord>, Error> {
    let stored = config.held(&checkpoint.records).unwrap_or_default();
    let mut held: BTreeMap<String, AssociationRecord> = stored
        .iter()
        .map(|m| (AssociationRecord::tensor(m.association, m.layer), m.clone()))
        .filter(|(name, _)| checkpoint.tensors.contains_key(name))
        .collect();
    if held.len() < stored.len() {
        held.clear(); // a file that lost matrices
    }
    let is_held = |a: &Association| held.values().any(|m| m.association == *a);
    let missing = config.associations.iter().filter(|a| !is_held(a));
    let methods: BTreeSet<AssociationMethod> = missing.map(|a| a.method).collect();
    let settings = AssociationConfig {
        methods: methods.into_iter().collect(),
        combined: config.combined && network.dense_layers().is_some(),
        max_positions: config.max_positions,
        probes: config.probes,
        ..AssociationConfig::default()
    };
    let test = dataset.test.first(config.images);
    let labels = Some(&test.labels);
    let associations =
        associations::measure_with(network, &test.images, labels, &settings, &Silent)?;
    checkpoint
        .tensors
        .retain(|name, _| !name.starts_with("association/") || held.contains_key(name));
    let mut records = Vec::new();
    for layer in associations.layers() {
        for &association in &config.associations {
            let name = AssociationRecord::tensor(association, layer);
            if let Some(held) = held.get(&name) {
                records.push(held.clone());
                continue;
            }
            let matrix = match associations.matrix(association, layer) {
                // The hessian of a curved network.
                Err(error @ AssociationError::NegativeDiagonal { .. }) => {
                    gaps.push(format!("{association} of layer {layer}: {error}"));
                    continue;
                }
                matrix => matrix?,
            };
            let rows = matrix.rows().into_iter();
            let dead = rows.filter(|row| row.iter().all(|&v| v == 0.0)).count();
            records.push(AssociationRecord {
                association,
                layer,
                units: matrix.nrows(),
                dead,
            });
            let matrix = TensorData::from_matrix(&matrix);
            checkpoint.tensors.insert(name, matrix);
        }
    }
    Ok(records)
}
