//! What a checkpoint already holds, and a call for some methods leaves alone.

use super::{EvalConfig, Metric};
use crate::checkpoint::{AssociationRecord, Records};
use crate::spec::Association;
use std::collections::BTreeSet;

impl EvalConfig {
    /// These settings for the requested methods and for those that the checkpoint holds under the same settings: a call for some
    /// methods adds to what an earlier call measured.
    pub(super) fn with_held(&self, records: &Records) -> Self {
        let Some(held) = self.held(records) else {
            return self.clone();
        };
        let held = distinct(held);
        let asked = &self.associations;
        let all = held.iter().chain(asked).copied().collect::<BTreeSet<_>>();
        // As they are stored, where nothing is new.
        let associations = if all.len() == held.len() {
            held
        } else {
            all.into_iter().collect()
        };
        Self {
            associations,
            ..self.clone()
        }
    }

    /// The matrices of any method that the checkpoint holds under these settings; `None` where it has none or the settings differ.
    pub(super) fn held<'r>(&self, records: &'r Records) -> Option<&'r [AssociationRecord]> {
        let record = records.associations.as_ref()?;
        let held = record.done()?;
        let same = Self {
            associations: distinct(held),
            ..self.clone()
        };
        (same.key(Metric::Associations) == record.key).then_some(held)
    }

    /// How many matrices of methods that were not requested are dropped when associations are measured, because they were made under
    /// other settings.
    pub(super) fn dropped(&self, records: &Records) -> usize {
        let record = records.associations.as_ref();
        let stored = record.and_then(|r| r.done()).map_or(&[][..], Vec::as_slice);
        let kept = self.with_held(records).associations;
        let dropped = stored.iter().filter(|m| !kept.contains(&m.association));
        dropped.count()
    }
}

/// The methods of some matrices, each once, in their order.
fn distinct(matrices: &[AssociationRecord]) -> Vec<Association> {
    let mut seen = BTreeSet::new();
    let all = matrices.iter().map(|m| m.association);
    all.filter(|association| seen.insert(*association))
        .collect()
}
