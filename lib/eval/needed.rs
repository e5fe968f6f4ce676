//! What one kind of record needs from another.

use super::{EvalError, Metric};
use crate::checkpoint::{Outcome, Record};

/// The result that another metric is made from.
pub(super) fn needed<T>(record: &Option<Record<T>>, metric: Metric) -> Result<&T, EvalError> {
    let state = match record.as_ref().map(|r| &r.outcome) {
        Some(Outcome::Done(result)) => return Ok(result),
        Some(Outcome::Failed { reason }) => format!("failed: {reason}"),
        Some(Outcome::NotApplicable { reason }) => format!("does not apply: {reason}"),
        None => "this checkpoint lacks".to_owned(),
    };
    Err(EvalError::Needs { metric, state })
}
