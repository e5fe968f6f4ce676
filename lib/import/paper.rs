//! Checkpoints of the original's code.

use super::archive::bytes_of;
use super::value::{File, Value};
use super::words::shortened;
use super::{ImportError, Problem, network, results};
use crate::checkpoint::{Checkpoint, Stop, TrainingLog};
use std::path::Path;

/// A network of the original as one of our checkpoints.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// Weights, run, and the results in the file.
    pub checkpoint: Checkpoint,
    /// What was left out or differs from our own runs, and why.
    pub notes: Vec<String>,
}

/// Reads a `.ckpt` of the original (Lange, Rolnick & Kording's code), of PyTorch 1.6 or later.
///
/// [`state::network`](super::state::network) decides what its state dictionary means. Hyper-parameters become the run; a file
/// that counts no training steps is one of the original's untrained networks. Stored results become records whose key matches
/// none of our settings, so that tables show them and an eval pass replaces them. Measured matrices are taken unchanged:
/// the original's output hessian is that of the mean over a batch, 1/100 of ours (deviation A1).
///
/// # Errors
/// The file cannot be read or is larger than 512 MiB; it is not such a checkpoint, or not a network of the paper; something
/// in it is damaged. Nothing in a file is ever executed.
pub fn read(path: &Path) -> Result<Imported, ImportError> {
    read_prefixed(path, None)
}

/// As [`read`], but of several networks in a file, the one whose tensors' names begin with `prefix`.
///
/// # Errors
/// As [`read`].
pub fn read_prefixed(path: &Path, prefix: Option<&str>) -> Result<Imported, ImportError> {
    let wrong = ImportError::at(path);
    let file = File::open(bytes_of(path)?).map_err(&wrong)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let imported = import(file.root(), prefix, &name);
    // A file that took too much work was not read completely.
    file.check().map_err(&wrong)?;
    imported.map_err(wrong)
}

fn import(file: Value<'_>, prefix: Option<&str>, name: &str) -> Result<Imported, Problem> {
    let (weights, mut notes) = network::weights(file, prefix)?;
    let (spec, deviations) = network::spec(file, &weights)?;
    notes.extend(deviations);
    if !file.file.archive.has_checksums {
        notes
            .push("its archive has no checksums, so its integrity could not be checked".to_owned());
    }
    let stored = results::stored(file, &weights.hidden)?;
    notes.extend(
        stored
            .notes
            .into_iter()
            .map(|note| format!("left out: {note}")),
    );
    let stop = if spec.trained {
        Stop::Imported
    } else {
        Stop::Untrained
    };
    let mut tensors = weights.tensors;
    tensors.extend(stored.tensors);
    Ok(Imported {
        checkpoint: Checkpoint {
            spec,
            training: TrainingLog {
                settings: format!("the paper's code, {}", provenance(file, name)),
                epochs: Vec::new(),
                kept: Vec::new(),
                stop,
            },
            records: stored.records,
            tensors,
        },
        notes,
    })
}

/// Where a checkpoint comes from: `last.ckpt of epoch 10, step 2700, PyTorch-Lightning 2.6.6`.
fn provenance(file: Value<'_>, name: &str) -> String {
    let mut words = vec![name.to_owned()];
    let count = |key| file.get(key).and_then(Value::whole);
    if let (Some(epoch), Some(step)) = (count("epoch"), count("global_step")) {
        words.push(format!("epoch {epoch}, step {step}"));
    }
    if let Some(version) = file.get("pytorch-lightning_version").and_then(Value::text) {
        words.push(format!("PyTorch-Lightning {}", shortened(version)));
    }
    words.join(", ")
}
