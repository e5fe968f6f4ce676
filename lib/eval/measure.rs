//! The measurements of one checkpoint.

use super::subject::Subject;
use super::{EvalConfig, EvalError, Metric, kinds};
use crate::checkpoint::{Checkpoint, Environment};
use crate::data::Dataset;
use crate::device::LIBTORCH;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use tch::Device;

/// Brings the records of a checkpoint up to date with `config`. Returns the metrics that were recomputed, with the time each took.
///
/// Of `metrics` and those they are made from, only stale ones are computed, and those in `force` in any case. Matrices of
/// methods that were not requested stay, unless they were measured under other settings.
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
    let mut subject = Subject::load(checkpoint, dataset, config)?;
    for metric in pending {
        let started = Instant::now();
        if metric == Metric::Associations && force.contains(&metric) {
            checkpoint.records.associations = None; // nothing is held that need not be measured
        }
        kinds::make(metric, checkpoint, &mut subject);
        made.insert(metric, started.elapsed());
    }
    checkpoint.records.environment = Some(Environment {
        device: if device == Device::Cpu { "cpu" } else { "cuda" }.to_owned(),
        libtorch: LIBTORCH.to_owned(),
        updown: env!("CARGO_PKG_VERSION").to_owned(),
    });
    Ok(made)
}
