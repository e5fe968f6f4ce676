//! Memberships of units in modules, as JSON.

use super::MatrixError;
use crate::files::IoContext;
use crate::modularity::Partition;
use serde_json::Value;
use std::path::Path;

/// Reads a membership: a JSON list with the number of each unit's module, `null` for a unit in none, or an object that
/// has such a list under `membership`, as `updown cluster --json` prints.
///
/// # Errors
/// The file cannot be read or holds something else; the first offending entry is named.
pub fn read_membership(path: &Path) -> Result<Partition, MatrixError> {
    let bytes = std::fs::read(path).at("read", path)?;
    let wrong = |reason: String| MatrixError::Membership {
        path: path.to_owned(),
        reason,
    };
    let value: Value =
        serde_json::from_slice(&bytes).map_err(|e| wrong(format!("no JSON: {e}")))?;
    let list = match &value {
        Value::Object(object) => object
            .get("membership")
            .ok_or_else(|| wrong("expected a list or an object with `membership`".to_owned()))?,
        other => other,
    };
    let list = list
        .as_array()
        .ok_or_else(|| wrong(format!("expected a list of modules, found {}", short(list))))?;
    let mut labels = Vec::with_capacity(list.len());
    for (unit, entry) in list.iter().enumerate() {
        let label = entry
            .as_u64()
            .and_then(|module| usize::try_from(module).ok());
        if label.is_none() && !entry.is_null() {
            let found = short(entry);
            return Err(wrong(format!(
                "unit {unit}: expected the number of a module, from 0, or null, found {found}"
            )));
        }
        labels.push(label);
    }
    Ok(Partition::from_labels(&labels))
}

/// The beginning of a value, for a message.
fn short(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
