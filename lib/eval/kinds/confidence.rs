//! How sure the network is of its answers.

use super::{EvalConfig, EvalError, Subject};
use crate::checkpoint::Checkpoint;
use tch::Kind;

pub(super) fn settings(_: &EvalConfig) -> String {
    String::new()
}

/// Mean of the largest probability over the test images.
pub(super) fn find(_: &mut Checkpoint, subject: &mut Subject<'_>) -> Result<f64, EvalError> {
    let _no_grad = tch::no_grad_guard();
    let images = subject.dataset.test.images.to_kind(subject.network.kind());
    let logits = subject.network.forward(&images).logits;
    let largest = logits.softmax(-1, Kind::Double).amax(-1, false);
    Ok(largest.mean(Kind::Double).double_value(&[]))
}
