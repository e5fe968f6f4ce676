//! How each kind of record is made: a file for each, named like its row in `lib/checkpoint/results.rs`.
//!
//! `settings` is the part of the configuration that belongs in the record's key; `find` makes the result. An error becomes a record
//! of the failure; parts that cannot be made go into the subject's `gaps`.

mod alignments;
mod associations;
mod chance;
mod functions;
mod modules;
mod performance;
mod pictures;
mod robustness;
mod weights;

use super::subject::Subject;
use super::{EvalConfig, EvalError, Metric, json, record};
use crate::checkpoint::{Checkpoint, record_kinds};

macro_rules! makers {
    ($($(#[doc = $doc:literal])* $field:ident: $kind:ident($($content:tt)*) { $($facts:tt)* })*) => {
        /// The part of the settings that belongs in the key of a record of this kind.
        pub(super) fn settings(kind: Metric, config: &EvalConfig) -> String {
            match kind {
                $(Metric::$kind => $field::settings(config),)*
            }
        }

        /// Makes one record of a checkpoint afresh.
        pub(super) fn make(kind: Metric, checkpoint: &mut Checkpoint, subject: &mut Subject<'_>) {
            match kind {
                $(Metric::$kind => {
                    let result = $field::find(checkpoint, subject);
                    checkpoint.records.$field = Some(record(subject.config.key(kind), result));
                })*
            }
            checkpoint.records.gaps.remove(kind.name());
            if !subject.gaps.is_empty() {
                let gaps = std::mem::take(&mut subject.gaps);
                checkpoint.records.gaps.insert(kind.name().to_owned(), gaps);
            }
        }
    };
}

record_kinds!(makers);
