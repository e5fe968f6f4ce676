//! What frozen tables were made from.

use super::AnalysisError;
use super::headers::Headers;
use crate::checkpoint::{Environment, Metric};
use crate::files::IoContext;
use crate::spec::{Architecture, DatasetName, Experiment, Regularizer};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::SystemTime;

/// Where the numbers of frozen tables come from. It holds no path and no duration; the only date is the day of freezing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Provenance {
    /// Name of the experiment.
    pub experiment: String,
    /// Day of freezing, `2026-01-31`, UTC.
    pub date: String,
    /// Version of this crate at freezing.
    pub updown: String,
    /// Which networks the experiment declares; `None` for a folder without a declaration.
    pub declared: Option<Declared>,
    /// Networks in the tables.
    pub networks: usize,
    /// Those with a result of every kind.
    pub evaluated: usize,
    /// The environments in which records were made, and for how many networks.
    #[serde(rename = "machinery")]
    pub environments: Vec<(Environment, usize)>,
    /// Kind of record → version and settings → number of networks.
    pub records: BTreeMap<String, BTreeMap<String, usize>>,
    /// Settings of training → number of networks.
    pub training: BTreeMap<String, usize>,
    /// Name of the run's file, without extension → SHA-256 of its weights.
    pub weights: BTreeMap<String, String>,
    /// The example checkpoints beside the tables.
    pub examples: Vec<ExampleNote>,
    /// Name of each file that was frozen with this one → size and checksum, which files of another freeze would not match. Empty in
    /// results of older versions, whose tables are refused.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub files: BTreeMap<String, FileNote>,
}

/// Distinguishes a file from others of the same name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileNote {
    /// Length.
    pub bytes: usize,
    /// CRC-32 (IEEE 802.3), 8 hexadecimal digits.
    pub crc32: String,
}

impl FileNote {
    /// The entry of a file, with its name.
    pub(super) fn of((name, content): &(String, Vec<u8>)) -> (String, Self) {
        (name.clone(), Self::of_bytes(content))
    }

    /// The entry for a file's content.
    pub fn of_bytes(content: &[u8]) -> Self {
        Self {
            bytes: content.len(),
            crc32: format!("{:08x}", crc32fast::hash(content)),
        }
    }
}

/// The grid of an experiment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Declared {
    pub dataset: DatasetName,
    pub architecture: Architecture,
    /// Strengths of each regularizer.
    #[serde(flatten)]
    pub sweeps: BTreeMap<Regularizer, Vec<f64>>,
    /// Replicates of each setting.
    pub runs: u32,
    /// Networks that keep their initial weights.
    pub untrained: u32,
}

/// One example checkpoint and what it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExampleNote {
    /// Name of the file beside the tables.
    pub file: String,
    /// Layers whose association matrices it holds.
    pub layers: Vec<String>,
}

impl Provenance {
    /// Whether a table of functions was frozen with it; earlier versions had none.
    pub(super) fn knows_functions(&self) -> bool {
        self.files.contains_key("functions.parquet")
    }

    /// Reads `provenance.json`.
    ///
    /// # Errors
    /// The file cannot be read, or is something else.
    pub fn read(path: &Path) -> Result<Self, AnalysisError> {
        let text = std::fs::read_to_string(path).at("read", path)?;
        serde_json::from_str(&text).map_err(|error| AnalysisError::Provenance {
            path: path.to_owned(),
            reason: error.to_string(),
        })
    }

    pub(super) fn of(headers: &Headers, examples: Vec<ExampleNote>) -> Self {
        let mut environments: BTreeMap<Environment, usize> = BTreeMap::new();
        let mut records: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
        let mut training: BTreeMap<String, usize> = BTreeMap::new();
        let mut weights = BTreeMap::new();
        for (_, checkpoint) in &headers.files {
            let found = &checkpoint.records;
            if let Some(used) = &found.environment {
                *environments.entry(used.clone()).or_default() += 1;
            }
            for kind in Metric::ALL {
                if let Some(state) = found.state(kind) {
                    let of_kind = records.entry(kind.name().to_owned()).or_default();
                    *of_kind.entry(state.key.to_owned()).or_default() += 1;
                }
            }
            let settings = checkpoint.training.settings.clone();
            *training.entry(settings).or_default() += 1;
            if let Some(digest) = &found.weights_digest {
                weights.insert(checkpoint.spec.file_stem(), digest.clone());
            }
        }
        Self {
            experiment: headers.experiment.clone(),
            date: DateTime::<Utc>::from(SystemTime::now())
                .date_naive()
                .to_string(),
            updown: env!("CARGO_PKG_VERSION").to_owned(),
            declared: headers.declared.as_ref().map(Declared::of),
            networks: headers.files.len(),
            evaluated: headers.evaluated(),
            environments: environments.into_iter().collect(),
            records,
            training,
            weights,
            examples,
            files: BTreeMap::new(),
        }
    }

    pub(super) fn to_json(&self) -> String {
        let text = serde_json::to_string_pretty(self).expect("a provenance is plain data");
        text + "\n"
    }
}

impl Declared {
    fn of(experiment: &Experiment) -> Self {
        Self {
            dataset: experiment.dataset,
            architecture: experiment.architecture.clone(),
            sweeps: experiment.sweeps.clone(),
            runs: experiment.runs,
            untrained: experiment.untrained,
        }
    }
}
