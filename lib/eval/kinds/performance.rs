//! Loss and accuracy.

use super::{EvalConfig, EvalError, Subject};
use crate::checkpoint::{Checkpoint, Performance, Score};
use crate::data::Examples;
use crate::models::Network;
use crate::spec::TrainingConfig;
use tch::{Kind, Tensor};

pub(super) fn settings(_: &EvalConfig) -> String {
    String::new()
}

pub(super) fn find(
    checkpoint: &mut Checkpoint,
    subject: &mut Subject<'_>,
) -> Result<Performance, EvalError> {
    let (network, dataset) = (&*subject.network, subject.dataset);
    // The ones that training saw.
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

/// Loss and accuracy on the examples at these indices, without ever holding all of them in memory twice.
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
