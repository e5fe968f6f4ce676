//! Memberships of units in modules, as JSON, a list of numbers in text, or a NumPy array.

use super::npy::Array;
use super::{MatrixError, Place, csv};
use crate::files::{kind::FileKind, read_file};
use crate::modularity::Partition;
use serde_json::Value;
use std::path::Path;

/// Reads a membership: a JSON list with the number of each unit's module, `null` or −1 for a unit in none, or an object with
/// such a list under `membership`, as printed by `updown cluster --json`. A file named .npy, .csv or .txt is a list of
/// numbers.
///
/// # Errors
/// The file cannot be read or holds something else; the first offending entry is named.
pub fn read_membership(path: &Path) -> Result<Partition, MatrixError> {
    let bytes = read_file(path)?;
    let wrong = |reason: String| MatrixError::Membership {
        path: path.to_owned(),
        reason,
    };
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or("");
    let numbers = match extension.to_lowercase().as_str() {
        "npy" => {
            let array = Array::parse(&bytes, path, &Place::of(path))?;
            let is_list = array.shape.iter().filter(|size| **size != 1).count() < 2;
            is_list.then_some(array.numbers)
        }
        "csv" | "tsv" | "txt" => {
            let matrix = csv::parse(&bytes, path)?.matrix;
            let is_list = matrix.nrows() == 1 || matrix.ncols() == 1;
            is_list.then(|| matrix.into_iter().collect())
        }
        _ => return from_json(&bytes).map_err(wrong),
    };
    let numbers =
        numbers.ok_or_else(|| wrong("expected one number per unit, found a matrix".to_owned()))?;
    let labels = numbers
        .iter()
        .enumerate()
        .map(|(unit, &number)| label(unit, number));
    let labels: Result<Vec<Option<usize>>, String> = labels.collect();
    Ok(Partition::from_labels(&labels.map_err(wrong)?))
}

fn from_json(bytes: &[u8]) -> Result<Partition, String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let value: Value =
        serde_json::from_slice(bytes).map_err(|error| match FileKind::of(bytes) {
            Some(kind) if kind != FileKind::Json => format!("expected JSON, found {kind}"),
            _ => format!("no JSON: {error}"),
        })?;
    let list = match &value {
        Value::Object(object) => object
            .get("membership")
            .ok_or_else(|| "expected a list or an object with `membership`".to_owned())?,
        other => other,
    };
    let list = list
        .as_array()
        .ok_or_else(|| format!("expected a list of modules, found {}", short(list)))?;
    let mut labels = Vec::with_capacity(list.len());
    for (unit, entry) in list.iter().enumerate() {
        labels.push(match (entry, entry.as_f64()) {
            (Value::Null, _) => None,
            (_, Some(number)) => label(unit, number)?,
            _ => return Err(no_label(unit, &short(entry))),
        });
    }
    Ok(Partition::from_labels(&labels))
}

/// A module's number; scikit-learn and others write −1 for none.
fn label(unit: usize, number: f64) -> Result<Option<usize>, String> {
    const MOST: f64 = (1u64 << 53) as f64;
    if number == -1.0 {
        return Ok(None);
    }
    if number.fract() == 0.0 && (0.0..MOST).contains(&number) {
        return Ok(Some(number as usize));
    }
    Err(no_label(unit, &number.to_string()))
}

fn no_label(unit: usize, found: &str) -> String {
    format!(
        "unit {unit}: expected the number of a module, from 0, or null or -1 for none, found {found}"
    )
}

/// The beginning of a value, for a message.
fn short(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
