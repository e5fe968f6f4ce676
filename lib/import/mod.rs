//! Import of the original's checkpoints: PyTorch-Lightning's `.ckpt`, written by `torch.save`.
//!
//! A `.ckpt` is a zip archive of one pickle and the tensors' bytes. Unpickling runs code that the file names, so this
//! reader has its own machine for pickles, which executes nothing: it builds a graph of inert values, and only a closed
//! list of names (dictionaries, tensors, numpy's numbers) is understood, where a value is needed. Whatever else a file
//! holds (states of optimisers, callbacks, paths) is not looked at.
//!
//! ```text
//! archive (zip) -> pickle (graph of values) -> value, tensor (what they mean) -> states -> network, cnn; results -> Checkpoint
//! ```

mod alignments;
mod archive;
mod cnn;
mod network;
mod pickle;
mod results;
mod states;
mod tensor;
mod value;

use crate::checkpoint::{Checkpoint, Stop, TrainingLog};
use crate::files::{IoContext, IoError};
use archive::MAX_FILE;
use std::path::{Path, PathBuf};
use value::{File, Value};

/// A file that cannot be imported.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    #[error(transparent)]
    Io(#[from] IoError),
    #[error("{}: {place}: expected {expected}, found {found}", path.display())]
    Wrong {
        path: PathBuf,
        /// Where in the file: `hyper_parameters.l2`, `the archive`.
        place: String,
        expected: String,
        found: String,
    },
}

/// A network of the original as a checkpoint of ours.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// Weights, run, and the results that the file held.
    pub checkpoint: Checkpoint,
    /// What was left out or is not as in our own runs, and why.
    pub notes: Vec<String>,
}

/// Reads a `.ckpt` of the original (Lange, Rolnick & Kording's code), of PyTorch 1.6 or later.
///
/// Weights keep their names (without the prefix `model.`), type and bytes; an MLP's widths and a residual CNN's channels are
/// read off their shapes. Hyper-parameters become the run; a file that
/// counts no training steps is one of the original's untrained networks. Stored results become records whose key no
/// settings of ours equal, so that tables show them and an eval pass replaces them. Measured matrices are taken as they
/// are: the original's output hessian is that of the mean over a batch, 1/100 of ours (deviation A1).
///
/// # Errors
/// The file cannot be read or is larger than 512 MiB; it is no such checkpoint, or no network of the paper; anything in
/// it is damaged. Nothing in a file is ever executed.
pub fn read(path: &Path) -> Result<Imported, ImportError> {
    let wrong = |problem: Problem| ImportError::Wrong {
        path: path.to_owned(),
        place: problem.place,
        expected: problem.expected,
        found: problem.found,
    };
    let size = std::fs::metadata(path).at("read", path)?.len();
    if size > MAX_FILE {
        let (expected, found) = (format!("at most {MAX_FILE} bytes"), size.to_string());
        return Err(wrong(Problem::new("the file", expected, found)));
    }
    let bytes = std::fs::read(path).at("read", path)?;
    let file = File::open(bytes).map_err(wrong)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    import(file.root(), &name).map_err(wrong)
}

fn import(file: Value<'_>, name: &str) -> Result<Imported, Problem> {
    let weights = network::weights(file)?;
    let (spec, mut notes) = network::spec(file, &weights)?;
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
        words.push(format!("PyTorch-Lightning {version}"));
    }
    words.join(", ")
}

/// What is wrong with a file, and where in it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Problem {
    place: String,
    expected: String,
    found: String,
}

impl Problem {
    fn new(place: impl Into<String>, expected: impl Into<String>, found: String) -> Self {
        Self {
            place: place.into(),
            expected: expected.into(),
            found,
        }
    }
}
