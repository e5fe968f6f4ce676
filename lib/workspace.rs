//! Where everything lies: this file owns every path of the project.

use crate::files::{IoContext, IoError};
use crate::spec::RunSpec;
use std::path::{Path, PathBuf};

/// The folders of one installation.
///
/// `root` is the project's folder: named by `$UPDOWN_ROOT`, or the nearest folder upwards that holds both `checkpoints`
/// and `Cargo.toml`, or the current folder. Data are sought in `$UPDOWN_DATA` first, then in `root/data`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workspace {
    root: PathBuf,
    data: Vec<PathBuf>,
}

/// Files that a run may have beside its checkpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// The state of a run in training.
    Partial,
    /// Why a run has no checkpoint.
    Failed,
    /// Held by the process that trains the run.
    Lock,
    /// Held by the process that measures the network.
    EvalLock,
}

impl Beside {
    /// Its path, beside the checkpoint at `checkpoint`.
    pub fn of(self, checkpoint: &Path) -> PathBuf {
        checkpoint.with_extension(match self {
            Self::Partial => "partial",
            Self::Failed => "failed",
            Self::Lock => "lock",
            Self::EvalLock => "eval.lock",
        })
    }
}

impl Workspace {
    /// The workspace given by the environment and the current folder.
    pub fn discover() -> Self {
        let root = std::env::var_os("UPDOWN_ROOT")
            .map(PathBuf::from)
            .or_else(find_upwards)
            .unwrap_or_else(|| PathBuf::from("."));
        let mut workspace = Self::at(root);
        if let Some(named) = std::env::var_os("UPDOWN_DATA") {
            workspace.data.insert(0, PathBuf::from(named));
        }
        workspace
    }

    /// The workspace below `root`.
    pub fn at(root: impl Into<PathBuf>) -> Self {
        let root = root.into();
        let data = vec![root.join("data")];
        Self { root, data }
    }

    /// The project's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Folders in which datasets are sought, first to last. A dataset `mnist` may lie in the folder itself or
    /// in its subfolder `mnist`.
    pub(crate) fn data_folders(&self) -> &[PathBuf] {
        &self.data
    }

    /// The folder into which downloads are put.
    pub fn downloads(&self) -> PathBuf {
        self.root.join("data")
    }

    /// The first of the data folders (or their subfolder `dataset`) that holds `file`.
    pub fn find_data(&self, dataset: &str, file: &str) -> Option<PathBuf> {
        self.data
            .iter()
            .flat_map(|folder| [folder.join(dataset).join(file), folder.join(file)])
            .find(|path| path.is_file())
    }

    /// The first of the data folders whose subfolder `dataset` holds `file`.
    pub fn find_data_within(&self, dataset: &str, file: &str) -> Option<PathBuf> {
        let mut paths = self
            .data
            .iter()
            .map(|folder| folder.join(dataset).join(file));
        paths.find(|path| path.is_file())
    }

    /// The folder of a user's own dataset: the first of this name below the data folders.
    pub(crate) fn dataset_folder(&self, name: &str) -> Option<PathBuf> {
        let mut folders = self.data.iter().map(|folder| folder.join(name));
        folders.find(|folder| folder.is_dir())
    }

    /// The folder of the user's own experiments.
    pub fn declarations(&self) -> PathBuf {
        self.root.join("experiments")
    }

    /// The folder of one experiment's checkpoints.
    pub fn experiment(&self, name: &str) -> PathBuf {
        self.root.join("checkpoints").join(name)
    }

    /// The checkpoint file of one run.
    pub fn checkpoint(&self, experiment: &str, spec: &RunSpec) -> PathBuf {
        self.experiment(experiment)
            .join(format!("{}.safetensors", spec.file_stem()))
    }

    /// The folder of one experiment's frozen results.
    pub(crate) fn frozen_folder(&self, experiment: &str) -> PathBuf {
        self.root.join("checkpoints/results").join(experiment)
    }

    /// A table of the frozen results of one experiment: `kind` is the name of the table.
    pub fn frozen(&self, experiment: &str, kind: &str) -> PathBuf {
        self.frozen_folder(experiment)
            .join(format!("{kind}.parquet"))
    }

    /// The file that says what the frozen results of one experiment were made from.
    pub fn provenance(&self, experiment: &str) -> PathBuf {
        self.frozen_folder(experiment).join("provenance.json")
    }

    /// The frozen example of one run: records and matrices without weights. Few runs have one.
    pub fn frozen_example(&self, experiment: &str, spec: &RunSpec) -> PathBuf {
        self.frozen_folder(experiment)
            .join(format!("{}.safetensors", spec.file_stem()))
    }

    /// A file with one run's matrices: its checkpoint if there is one, else its frozen example. If there is neither, the
    /// checkpoint's path, for use in a message.
    pub fn example(&self, experiment: &str, spec: &RunSpec) -> PathBuf {
        let checkpoint = self.checkpoint(experiment, spec);
        let frozen = self.frozen_example(experiment, spec);
        if !checkpoint.is_file() && frozen.is_file() {
            return frozen;
        }
        checkpoint
    }

    /// All frozen examples of an experiment, sorted by name.
    ///
    /// # Errors
    /// The folder exists and cannot be read.
    pub fn frozen_examples(&self, experiment: &str) -> Result<Vec<PathBuf>, IoError> {
        safetensors_in(&self.frozen_folder(experiment))
    }

    /// The file of which a checkpoint is a copy: its name is not that of its run, and the file of that name lies beside it.
    /// Programs that synchronise folders leave such copies (`NAME (1)`, `NAME-conflicted copy`).
    pub fn original_of(path: &Path, spec: &RunSpec) -> Option<PathBuf> {
        let own = path.with_file_name(format!("{}.safetensors", spec.file_stem()));
        (own != path && own.is_file()).then_some(own)
    }

    /// The experiments with a folder of checkpoints or frozen tables, sorted by name.
    ///
    /// # Errors
    /// A folder exists and cannot be read.
    pub fn experiments(&self) -> Result<Vec<String>, IoError> {
        let checkpoints = self.root.join("checkpoints");
        let mut names = folders_in(&checkpoints)?;
        names.retain(|name| name != "results");
        let frozen = folders_in(&checkpoints.join("results"))?.into_iter();
        names.extend(frozen.filter(|name| self.provenance(name).is_file()));
        names.sort();
        names.dedup();
        Ok(names)
    }

    /// All checkpoint files of an experiment, sorted by name; none if the folder does not exist. Hidden files, such as the
    /// `._NAME` that macOS leaves on other disks, do not count.
    ///
    /// # Errors
    /// The folder exists and cannot be read.
    pub fn checkpoints(&self, experiment: &str) -> Result<Vec<PathBuf>, IoError> {
        safetensors_in(&self.experiment(experiment))
    }
}

fn safetensors_in(folder: &Path) -> Result<Vec<PathBuf>, IoError> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).at("read", folder)? {
        let path = entry.at("read", folder)?.path();
        if path.extension().is_some_and(|e| e == "safetensors") && !is_hidden(&path) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// Names of the folders in a folder, without hidden ones; none if it does not exist.
fn folders_in(folder: &Path) -> Result<Vec<String>, IoError> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).at("read", folder)? {
        let path = entry.at("read", folder)?.path();
        if path.is_dir() && !is_hidden(&path) {
            names.extend(
                path.file_name()
                    .map(|name| name.to_string_lossy().into_owned()),
            );
        }
    }
    Ok(names)
}

fn is_hidden(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    name.as_encoded_bytes().starts_with(b".")
}

fn find_upwards() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    here.ancestors()
        .find(|folder| folder.join("checkpoints").is_dir() && folder.join("Cargo.toml").is_file())
        .map(Path::to_owned)
}
