//! Reading and writing of checkpoint files.

use super::consistent;
use super::digest::weights_digest;
use super::records::Records;
use super::tensor::TensorData;
use super::training::TrainingLog;
use crate::files::kind::FileKind;
use crate::files::{IoContext, IoError, open, read_file, write_atomically};
use crate::spec::RunSpec;
use ndarray::Array2;
use safetensors::tensor::{SafeTensors, TensorView};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

/// The only key of the header: with a single key, equal files have equal bytes.
const HEADER_KEY: &str = "updown";
/// Raised when the layout of the header changes.
const FORMAT: u32 = 1;

/// Why a file cannot be used as a checkpoint, or was not written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CheckpointError {
    #[error(transparent)]
    Io(#[from] IoError),
    #[error("{} is truncated or damaged: {reason}", path.display())]
    Damaged { path: PathBuf, reason: String },
    #[error("{}: expected a safetensors file, found {found}", path.display())]
    Kind { path: PathBuf, found: FileKind },
    #[error("{} is a safetensors file but not a checkpoint of updown: {reason}", path.display())]
    Foreign { path: PathBuf, reason: String },
    #[error("the records in {} are not about its network: {reason}", path.display())]
    Inconsistent { path: PathBuf, reason: String },
    #[error("{} holds no tensor `{name}`", path.display())]
    MissingTensor { path: PathBuf, name: String },
    #[error("tensor `{name}` of {}: expected {expected}, found {found}", path.display())]
    WrongTensor {
        path: PathBuf,
        name: String,
        expected: String,
        found: String,
    },
    #[error("{} was not written, because it could not be read back: {reason}", path.display())]
    Unreadable { path: PathBuf, reason: String },
    #[error(
        "the weights in {} are not those that were measured: expected the digest {expected}, found {found}; \
         train the network anew or fetch the file again", path.display()
    )]
    WeightsChanged {
        path: PathBuf,
        expected: String,
        found: String,
    },
    #[error("{} belongs to another run: expected {expected}, found {found}", path.display())]
    WrongRun {
        path: PathBuf,
        expected: String,
        found: String,
    },
}

#[derive(Serialize, Deserialize)]
struct Header {
    format: u32,
    spec: RunSpec,
    training: TrainingLog,
    #[serde(default)]
    records: Records,
}

/// A run's checkpoint in memory.
#[derive(Debug, Clone, PartialEq)]
pub struct Checkpoint {
    /// Which network it is.
    pub spec: RunSpec,
    /// How it was trained.
    pub training: TrainingLog,
    /// What was measured on it.
    pub records: Records,
    /// Weights and matrices by name; empty after [`Checkpoint::read_header`].
    pub tensors: BTreeMap<String, TensorData>,
}

impl Checkpoint {
    /// Reads the whole file.
    ///
    /// # Errors
    /// The file cannot be read, is incomplete, or is not a checkpoint.
    pub fn read(path: &Path) -> Result<Self, CheckpointError> {
        log::trace!("reading the tensors of {}", path.display());
        let bytes = map(path)?;
        let mut checkpoint = Self::parse_header(&bytes, path)?;
        checkpoint.tensors = parse_tensors(&bytes, path)?;
        Ok(checkpoint)
    }

    /// Reads spec, training log and results, but no tensors: what a table needs.
    ///
    /// # Errors
    /// As [`Checkpoint::read`].
    pub fn read_header(path: &Path) -> Result<Self, CheckpointError> {
        Self::parse_header(&map(path)?, path)
    }

    /// Reads one matrix of a file, f32 or f64.
    ///
    /// # Errors
    /// As [`Checkpoint::read`]; there is no such tensor, or it is not such a matrix.
    pub fn read_matrix(path: &Path, name: &str) -> Result<Array2<f64>, CheckpointError> {
        let bytes = map(path)?;
        let file = SafeTensors::deserialize(&bytes).map_err(|e| no_safetensors(path, &bytes, e))?;
        let view = file
            .tensor(name)
            .map_err(|_| CheckpointError::MissingTensor {
                path: path.to_owned(),
                name: name.to_owned(),
            })?;
        owned(&view)
            .to_matrix()
            .ok_or_else(|| CheckpointError::WrongTensor {
                path: path.to_owned(),
                name: name.to_owned(),
                expected: "a matrix of F32 or F64".to_owned(),
                found: format!("{:?} of shape {:?}", view.dtype(), view.shape()),
            })
    }

    fn parse_header(bytes: &[u8], path: &Path) -> Result<Self, CheckpointError> {
        let (_, metadata) =
            SafeTensors::read_metadata(bytes).map_err(|e| no_safetensors(path, bytes, e))?;
        let foreign = |reason: String| CheckpointError::Foreign {
            path: path.to_owned(),
            reason,
        };
        let text = metadata
            .metadata()
            .as_ref()
            .and_then(|m| m.get(HEADER_KEY))
            .ok_or_else(|| foreign(format!("its header has no key `{HEADER_KEY}`")))?;
        let header: Header = serde_json::from_str(text).map_err(|e| foreign(e.to_string()))?;
        if header.format != FORMAT {
            return Err(foreign(format!(
                "expected format {FORMAT}, found {}",
                header.format
            )));
        }
        consistent::check(&header.spec, &header.records).map_err(|reason| {
            CheckpointError::Inconsistent {
                path: path.to_owned(),
                reason,
            }
        })?;
        Ok(Self {
            spec: header.spec,
            training: header.training,
            records: header.records,
            tensors: BTreeMap::new(),
        })
    }

    /// Fails unless the file belongs to `spec`.
    ///
    /// # Errors
    /// [`CheckpointError::WrongRun`].
    pub fn expect_spec(&self, spec: &RunSpec, path: &Path) -> Result<(), CheckpointError> {
        if &self.spec == spec {
            return Ok(());
        }
        Err(CheckpointError::WrongRun {
            path: path.to_owned(),
            expected: format!("{spec:?}"),
            found: format!("{:?}", self.spec),
        })
    }

    /// Fails if the weights do not match the digest in the records. A file without weights or digest passes.
    ///
    /// # Errors
    /// [`CheckpointError::WeightsChanged`].
    pub fn verify_weights(&self, path: &Path) -> Result<(), CheckpointError> {
        self.digest(path).map(drop)
    }

    /// The digest in the records, or if there is none yet, that of the weights.
    fn digest(&self, path: &Path) -> Result<Option<String>, CheckpointError> {
        match (&self.records.weights_digest, weights_digest(&self.tensors)) {
            (Some(expected), Some(found)) if *expected != found => {
                Err(CheckpointError::WeightsChanged {
                    path: path.to_owned(),
                    expected: expected.clone(),
                    found,
                })
            }
            (stored, found) => Ok(stored.clone().or(found)),
        }
    }

    /// Writes the file under a temporary name and renames it, so that a reader sees either the old file or the new one.
    ///
    /// The weights' digest goes into the header when it is first written.
    ///
    /// # Errors
    /// The folder or the file cannot be written; a result is not finite; the weights do not match the digest.
    pub fn write(&self, path: &Path) -> Result<(), CheckpointError> {
        write_atomically(path, &self.to_bytes(path)?)?;
        Ok(())
    }

    /// Whether the file at `path` is what [`Checkpoint::write`] would write.
    ///
    /// # Errors
    /// The file cannot be read; this checkpoint could not be written.
    pub fn is_written(&self, path: &Path) -> Result<bool, CheckpointError> {
        Ok(read_file(path)? == self.to_bytes(path)?)
    }

    /// The bytes of its file at `path`.
    pub(crate) fn to_bytes(&self, path: &Path) -> Result<Vec<u8>, CheckpointError> {
        let mut header = Header {
            format: FORMAT,
            spec: self.spec.clone(),
            training: self.training.clone(),
            records: self.records.clone(),
        };
        header.records.weights_digest = self.digest(path)?;
        let text = serde_json::to_string(&header).expect("a header is plain data");
        // JSON has no NaN: a single one would make the whole file unreadable.
        let unreadable = |reason: String| CheckpointError::Unreadable {
            path: path.to_owned(),
            reason,
        };
        serde_json::from_str::<Header>(&text).map_err(|error| unreadable(error.to_string()))?;
        consistent::check(&header.spec, &header.records).map_err(unreadable)?;
        let metadata = HashMap::from([(HEADER_KEY.to_owned(), text)]);
        safetensors::serialize(&self.tensors, Some(metadata)).map_err(|e| damaged(path, e))
    }
}

/// Reads all tensors of any safetensors file, whether a checkpoint or not.
///
/// # Errors
/// The file cannot be read or is incomplete.
pub fn read_tensors(path: &Path) -> Result<BTreeMap<String, TensorData>, CheckpointError> {
    parse_tensors(&map(path)?, path)
}

/// Writes a plain safetensors file under a temporary name, then renames it.
///
/// # Errors
/// The folder or the file cannot be written.
pub fn write_tensors(
    path: &Path,
    tensors: &BTreeMap<String, TensorData>,
) -> Result<(), CheckpointError> {
    let bytes = safetensors::serialize(tensors, None).map_err(|e| damaged(path, e))?;
    write_atomically(path, &bytes)?;
    Ok(())
}

fn parse_tensors(
    bytes: &[u8],
    path: &Path,
) -> Result<BTreeMap<String, TensorData>, CheckpointError> {
    let file = SafeTensors::deserialize(bytes).map_err(|e| no_safetensors(path, bytes, e))?;
    Ok(file
        .iter()
        .map(|(name, view)| (name.to_owned(), owned(&view)))
        .collect())
}

fn map(path: &Path) -> Result<memmap2::Mmap, IoError> {
    let file = open(path)?;
    // SAFETY: checkpoints are replaced by rename and never changed in place, so the mapped file keeps its bytes.
    unsafe { memmap2::Mmap::map(&file) }.at("read", path)
}

fn owned(view: &TensorView<'_>) -> TensorData {
    TensorData {
        dtype: view.dtype(),
        shape: view.shape().to_vec(),
        bytes: view.data().to_vec(),
    }
}

/// The error for a file that is not safetensors: another kind, or incomplete.
fn no_safetensors(path: &Path, bytes: &[u8], reason: impl std::fmt::Display) -> CheckpointError {
    match FileKind::of(bytes) {
        Some(FileKind::Safetensors) | None => damaged(path, reason),
        Some(found) => CheckpointError::Kind {
            path: path.to_owned(),
            found,
        },
    }
}

fn damaged(path: &Path, reason: impl std::fmt::Display) -> CheckpointError {
    CheckpointError::Damaged {
        path: path.to_owned(),
        reason: reason.to_string(),
    }
}
