//! How sure the network is of its answers.

use super::{EvalConfig, EvalError, Subject};
use crate::checkpoint::{Checkpoint, Confidence};
use tch::Kind;

pub(super) fn settings(_: &EvalConfig) -> String {
    String::new()
}

/// The largest probability of each test image, on average.
pub(super) fn find(_: &mut Checkpoint, subject: &mut Subject<'_>) -> Result<Confidence, EvalError> {
    let _no_grad = tch::no_grad_guard();
    let images = subject.dataset.test.images.to_kind(subject.network.kind());
    let logits = subject.network.forward(&images).logits;
    let largest = logits.softmax(-1, Kind::Double).amax(-1, false);
    let mean = largest.mean(Kind::Double).double_value(&[]);
    Ok(Confidence { mean })
}
