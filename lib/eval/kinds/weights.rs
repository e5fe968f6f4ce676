//! Norms of the weights.

use super::{EvalConfig, EvalError, Subject};
use crate::checkpoint::{Checkpoint, WeightStatistics};
use crate::models::weight_statistics;

pub(super) fn settings(_: &EvalConfig) -> String {
    String::new()
}

pub(super) fn find(
    _: &mut Checkpoint,
    subject: &mut Subject<'_>,
) -> Result<WeightStatistics, EvalError> {
    Ok(weight_statistics(&subject.parameters))
}
