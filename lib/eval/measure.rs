//! The measurements of one checkpoint.

use super::associations::measure_associations;
use super::chance::find_chance;
use super::clustering::{find_alignments, find_modules, find_robustness};
use super::functions::find_functions;
use super::pictures::find_pictures;
use super::{EvalConfig, EvalError, Metric, record};
use crate::checkpoint::{Checkpoint, Environment, Performance, Score, TensorData};
use crate::data::{Dataset, Examples};
use crate::device::LIBTORCH;
use crate::models::{
    NamedTensors, Network, ScriptedNetwork, network_of, weight_statistics, weights_of,
};
use crate::spec::TrainingConfig;
use std::collections::BTreeMap;
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
) -> Result<BTreeMap<Metric, Duration>, EvalError> {
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
    checkpoint.records.environment = Some(Environment {
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
    fn load(checkpoint: &Checkpoint, dataset: &Dataset, scripts: bool) -> Result<Self, EvalError> {
        if let Some(script) = checkpoint.tensors.get(SCRIPT) {
            return Self::of_script(checkpoint, script, dataset, scripts);
        }
        let device = dataset.test.images.device();
        let parameters = weights_of(&checkpoint.spec.architecture, &checkpoint.tensors, device)?;
        let network = network_of(&checkpoint.spec.architecture, &parameters)?;
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
    ) -> Result<Self, EvalError> {
        let name = PathBuf::from(checkpoint.spec.file_stem());
        if !scripts {
            return Err(EvalError::Script { network: name });
        }
        let network = ScriptedNetwork::of_bytes(&name, &script.bytes, &dataset.test.images)?;
        Ok(Self {
            parameters: network.parameters(),
            network: Box::new(network),
        })
    }
}

/// Makes one record of a checkpoint anew.
fn make(
    metric: Metric,
    checkpoint: &mut Checkpoint,
    subject: &Subject,
    dataset: &Dataset,
    config: &EvalConfig,
) {
    /// `$field` becomes the record of `$result`.
    macro_rules! store {
        ($field:ident, $result:expr) => {{
            let result = $result;
            checkpoint.records.$field = Some(record(config.key(metric), result));
        }};
    }
    let (network, test) = (&*subject.network, &dataset.test);
    let mut gaps = Vec::new();
    let found = &mut gaps;
    match metric {
        Metric::Performance => store!(performance, performance(network, checkpoint, dataset)),
        Metric::Weights => store!(weights, Ok(weight_statistics(&subject.parameters))),
        Metric::Associations => store!(
            associations,
            measure_associations(network, checkpoint, dataset, config, found)
        ),
        Metric::Modules => store!(modules, find_modules(checkpoint, config, found)),
        Metric::Alignments => store!(alignments, find_alignments(checkpoint, config)),
        Metric::Robustness => store!(robustness, find_robustness(checkpoint, config, found)),
        Metric::Chance => store!(chance, find_chance(checkpoint, config)),
        Metric::Functions => store!(
            functions,
            find_functions(checkpoint, network, test, config, found)
        ),
        Metric::Pictures => store!(pictures, find_pictures(checkpoint, network, test, config)),
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
) -> Result<Performance, EvalError> {
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
fn score(network: &dyn Network, examples: &Examples, indices: &[i64]) -> Result<Score, EvalError> {
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
        let found = loss.to_string();
        return Err(EvalError::NotFinite { found });
    }
    Ok(Score {
        loss: loss / n,
        accuracy: hits / n,
    })
}
