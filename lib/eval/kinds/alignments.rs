//! Agreement of the modules of different associations.

use super::{EvalConfig, EvalError, Subject, json};
use crate::alignment::{AlignmentMeasure, Origin};
use crate::checkpoint::{AlignmentRecord, Checkpoint};
use crate::eval::clustering::{clustered, compare_all};

pub(super) fn settings(config: &EvalConfig) -> String {
    json(&config.alignment)
}

/// Agreement of the modules of every two associations in each layer.
pub(super) fn find(
    checkpoint: &mut Checkpoint,
    subject: &mut Subject<'_>,
) -> Result<Vec<AlignmentRecord>, EvalError> {
    let clustered = clustered(checkpoint)?;
    let paper = || AlignmentMeasure::of_origin(Origin::Paper);
    let settings = &subject.config.alignment;
    compare_all(checkpoint, &clustered, paper, settings, "alignment")
}
