//! The state of one run between two epochs, in memory and on disk: everything that training needs to continue.
//!
//! The file `<stem>.partial` lies beside the checkpoint's place: a safetensors file with the weights under `weights/`,
//! Adam's moments under `adam.first/` and `adam.second/`, the kept epochs under `kept=N/`, and log and schedule as
//! matrices of f64, since JSON need not preserve a number to the last bit. Streams of random numbers are named by epoch
//! and need no state. The file is replaced by rename. It is not synced to disk: a killed process loses nothing by that,
//! and a file truncated by a power failure is detected and the run starts from scratch.

use super::TrainingConfig;
use super::schedule::Schedule;
use crate::checkpoint::{
    Checkpoint, CheckpointError, EpochLog, Records, Stop, TensorData, TrainingLog, read_tensors,
};
use crate::files::{IoContext, IoError, write_by_way_of};
use crate::models::initial_tensors;
use crate::spec::RunSpec;
use ndarray::{Array2, ArrayView1};
use safetensors::SafeTensors;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

/// Tensors of one network by name, as bytes.
pub(super) type Weights = BTreeMap<String, TensorData>;

/// The only key of the header.
const HEADER_KEY: &str = "updown-partial";
/// Raised when the layout of the file changes, or the meaning of its numbers for further epochs.
const FORMAT: u32 = 1;
const EPOCHS: &str = "epochs";
const SCHEDULE: &str = "schedule";
const KEPT_LOSSES: &str = "kept_losses";

/// The state of one run between two epochs.
#[derive(Debug, Clone, PartialEq)]
pub struct RunState {
    pub(super) spec: RunSpec,
    /// The training settings as one comparable string.
    settings: String,
    pub(super) schedule: Schedule,
    epochs: Vec<EpochLog>,
    /// The best epochs so far, best first.
    kept: Vec<KeptEpoch>,
    /// `None` before the first epoch, and while the network is in training.
    pub(super) network: Option<NetworkState>,
}

/// Weights of one of the best epochs.
#[derive(Debug, Clone, PartialEq)]
struct KeptEpoch {
    loss: f64,
    epoch: usize,
    weights: Weights,
}

/// Weights and the optimizer's state.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct NetworkState {
    pub weights: Weights,
    /// Adam's first and second moments of each parameter.
    pub moments: [Weights; 2],
    /// Steps of the optimizer.
    pub steps: i32,
}

#[derive(Serialize, Deserialize)]
struct Header {
    format: u32,
    /// The spec as JSON, compared as text.
    spec: String,
    settings: String,
    steps: i32,
    kept: Vec<usize>,
}

impl RunState {
    /// A run before its first epoch.
    pub fn new(spec: &RunSpec, config: &TrainingConfig) -> Self {
        Self {
            spec: spec.clone(),
            settings: config.to_text(),
            schedule: Schedule::new(config),
            epochs: Vec::new(),
            kept: Vec::new(),
            network: None,
        }
    }

    /// Which run it is.
    pub fn spec(&self) -> &RunSpec {
        &self.spec
    }

    /// Epochs completed.
    pub fn epochs(&self) -> usize {
        self.epochs.len()
    }

    /// The same state with the network in it.
    pub(super) fn with_network(&self, network: NetworkState) -> Self {
        Self {
            network: Some(network),
            ..self.clone()
        }
    }

    /// Records an epoch, and keeps its weights if it is among the `config.keep` best (the earlier one wins a tie).
    /// Returns `true` if the validation loss has stopped improving.
    pub(super) fn book(
        &mut self,
        log: &EpochLog,
        config: &TrainingConfig,
        weights: impl FnOnce() -> Weights,
    ) -> bool {
        self.epochs.push(*log);
        log::debug!("{}: {log:?}", self.spec.file_stem());
        let better = |kept: &&KeptEpoch| kept.loss <= log.val_loss;
        let rank = self.kept.iter().take_while(better).count();
        if rank < config.keep {
            let kept = KeptEpoch {
                loss: log.val_loss,
                epoch: log.epoch,
                weights: weights(),
            };
            self.kept.insert(rank, kept);
            self.kept.truncate(config.keep);
        }
        self.schedule.step(log.val_loss, config)
    }

    /// The checkpoint of a run that ends with the weights `last`.
    pub(super) fn checkpoint(&self, stop: Stop, last: Weights) -> Checkpoint {
        let training = TrainingLog {
            settings: self.settings.clone(),
            epochs: self.epochs.clone(),
            kept: self.kept.iter().map(|k| k.epoch).collect(),
            stop,
        };
        let last_epoch = training.epochs.last().map_or(0, |e| e.epoch);
        let mut tensors = Weights::new();
        for (rank, kept) in self.kept.iter().enumerate() {
            let prefix = match rank {
                0 => String::new(),
                _ => format!("epoch={}/", kept.epoch),
            };
            put(&mut tensors, &prefix, &kept.weights);
        }
        if !training.kept.contains(&last_epoch) {
            put(&mut tensors, &format!("epoch={last_epoch}/"), &last);
        }
        Checkpoint {
            spec: self.spec.clone(),
            training,
            records: Records::default(),
            tensors,
        }
    }

    /// Writes the state under a temporary name, then renames it. A run before its first epoch has nothing to write.
    ///
    /// # Errors
    /// The file cannot be written; what was at `path` stays.
    pub fn write(&self, path: &Path) -> Result<(), IoError> {
        let Some(network) = &self.network else {
            return Ok(());
        };
        let header = Header {
            format: FORMAT,
            spec: text(&self.spec),
            settings: self.settings.clone(),
            steps: network.steps,
            kept: self.kept.iter().map(|k| k.epoch).collect(),
        };
        let mut tensors = Weights::new();
        put(&mut tensors, "weights/", &network.weights);
        put(&mut tensors, "adam.first/", &network.moments[0]);
        put(&mut tensors, "adam.second/", &network.moments[1]);
        for kept in &self.kept {
            put(
                &mut tensors,
                &format!("kept={}/", kept.epoch),
                &kept.weights,
            );
        }
        let losses: Vec<f64> = self.kept.iter().map(|k| k.loss).collect();
        let rows: Vec<[f64; 8]> = self.epochs.iter().map(log_to_row).collect();
        for (name, matrix) in [
            (KEPT_LOSSES, row_matrix(&losses)),
            (SCHEDULE, row_matrix(&self.schedule.to_numbers())),
            (EPOCHS, Array2::from(rows)),
        ] {
            tensors.insert(name.to_owned(), TensorData::from_matrix(&matrix));
        }
        let metadata = HashMap::from([(HEADER_KEY.to_owned(), text(&header))]);
        let bytes = safetensors::serialize(&tensors, Some(metadata))
            .expect("tensors have the bytes that their shapes say");
        // The lock on the run makes this process the only writer.
        write_by_way_of(&writing(path), path, &bytes)
    }

    /// Reads the state of `spec`'s run under the settings `config`.
    ///
    /// # Errors
    /// The file cannot be read, is incomplete, or is not the state of this run under these settings.
    pub fn read(
        path: &Path,
        spec: &RunSpec,
        config: &TrainingConfig,
    ) -> Result<Self, CheckpointError> {
        let header = read_header(path)?;
        let foreign = |reason: &str| CheckpointError::Foreign {
            path: path.to_owned(),
            reason: reason.to_owned(),
        };
        if header.format != FORMAT {
            return Err(foreign("it has another format"));
        }
        if header.spec != text(spec) {
            return Err(foreign("it is the state of another run"));
        }
        if header.settings != config.to_text() {
            return Err(foreign("it was made with other training settings"));
        }
        let tensors = read_tensors(path)?;
        parse(&header, tensors, spec).ok_or_else(|| foreign("its tensors are not those of the run"))
    }

    /// Removes the state of a run that no longer needs it, and what a killed process left half written.
    pub(super) fn remove(path: &Path) {
        for file in [path, &writing(path)] {
            // Only tidiness: the state of a finished run is never read.
            let _ = std::fs::remove_file(file);
        }
    }
}

fn writing(path: &Path) -> PathBuf {
    path.with_extension("partial-writing")
}

fn read_header(path: &Path) -> Result<Header, CheckpointError> {
    let bytes = std::fs::read(path).at("read", path)?;
    let (_, metadata) =
        SafeTensors::read_metadata(&bytes).map_err(|e| CheckpointError::Damaged {
            path: path.to_owned(),
            reason: e.to_string(),
        })?;
    let header = metadata.metadata().as_ref().and_then(|m| m.get(HEADER_KEY));
    header
        .and_then(|text| serde_json::from_str(text).ok())
        .ok_or_else(|| CheckpointError::Foreign {
            path: path.to_owned(),
            reason: format!("its header has no readable key `{HEADER_KEY}`"),
        })
}

/// The state in a file's tensors; `None` where one is missing or has another shape than the run's network.
fn parse(header: &Header, mut tensors: Weights, spec: &RunSpec) -> Option<RunState> {
    let shapes = initial_tensors(spec);
    let mut take = |prefix: &str, asked: &dyn Fn(&str) -> bool| -> Option<Weights> {
        let names = shapes.keys().filter(|name| asked(name));
        names
            .map(|name| {
                let tensor = tensors.remove(&format!("{prefix}{name}"))?;
                let fits =
                    (tensor.dtype, &tensor.shape) == (shapes[name].dtype, &shapes[name].shape);
                fits.then(|| (name.clone(), tensor))
            })
            .collect()
    };
    let all = |_: &str| true;
    let network = NetworkState {
        weights: take("weights/", &all)?,
        moments: [
            take("adam.first/", &is_parameter)?,
            take("adam.second/", &is_parameter)?,
        ],
        steps: header.steps,
    };
    let mut kept = Vec::new();
    for &epoch in &header.kept {
        kept.push((epoch, take(&format!("kept={epoch}/"), &all)?));
    }
    let matrix = |name: &str| tensors.get(name)?.to_matrix();
    let losses = matrix(KEPT_LOSSES).filter(|m| m.dim() == (1, kept.len()))?;
    let epochs = matrix(EPOCHS).filter(|m| m.ncols() == 8 && m.nrows() > 0)?;
    let epochs: Vec<EpochLog> = epochs.rows().into_iter().map(row_to_log).collect();
    let schedule = Schedule::from_numbers(matrix(SCHEDULE)?.as_slice()?)?;
    let kept = kept
        .into_iter()
        .zip(losses)
        .map(|((epoch, weights), loss)| KeptEpoch {
            loss,
            epoch,
            weights,
        });
    Some(RunState {
        spec: spec.clone(),
        settings: header.settings.clone(),
        schedule,
        epochs,
        kept: kept.collect(),
        network: Some(network),
    })
}

/// Whether the optimizer updates a tensor of this name; running statistics update themselves.
pub(super) fn is_parameter(name: &str) -> bool {
    !name.contains("running_")
}

fn put(tensors: &mut Weights, prefix: &str, weights: &Weights) {
    let named = weights.iter();
    tensors.extend(named.map(|(name, data)| (format!("{prefix}{name}"), data.clone())));
}

fn row_matrix(values: &[f64]) -> Array2<f64> {
    let row = ArrayView1::from(values);
    row.insert_axis(ndarray::Axis(0)).to_owned()
}

fn log_to_row(log: &EpochLog) -> [f64; 8] {
    [
        log.epoch as f64,
        log.train_loss,
        log.train_accuracy,
        log.val_loss,
        log.val_accuracy,
        log.learning_rate,
        log.weight_sq_sum,
        log.weight_l1,
    ]
}

fn row_to_log(row: ArrayView1<'_, f64>) -> EpochLog {
    EpochLog {
        epoch: row[0] as usize,
        train_loss: row[1],
        train_accuracy: row[2],
        val_loss: row[3],
        val_accuracy: row[4],
        learning_rate: row[5],
        weight_sq_sum: row[6],
        weight_l1: row[7],
    }
}

fn text(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("plain data")
}
