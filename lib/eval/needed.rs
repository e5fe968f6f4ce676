//! What one kind of record needs of another.

use super::Metric;
use crate::Error;
use crate::checkpoint::{Outcome, Record};

/// The result that another metric is made from.
pub(super) fn needed<T>(record: &Option<Record<T>>, metric: Metric) -> Result<&T, Error> {
    let reason = match record.as_ref().map(|r| &r.outcome) {
        Some(Outcome::Done(result)) => return Ok(result),
        Some(Outcome::Failed { reason }) => format!("failed: {reason}"),
        None => "this checkpoint lacks".to_owned(),
    };
    let name = metric.name();
    Err(Error::Unavailable(format!(
        "it is made from {name}, which {reason}"
    )))
}
