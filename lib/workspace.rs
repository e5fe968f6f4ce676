//! Where everything lies: this file owns every path of the project.

use crate::error::{IoContext, IoError};
use crate::spec::RunSpec;
use std::path::{Path, PathBuf};

/// The folders of one installation.
///
/// `root` is the project's folder: named by `$UPDOWN_ROOT`, or the nearest folder upwards that holds `checkpoints`
/// beside `Cargo.toml`, or the current folder. Data are looked for in `$UPDOWN_DATA` first, then in `root/data`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workspace {
    root: PathBuf,
    data: Vec<PathBuf>,
}

impl Workspace {
    /// The workspace that the environment and the current folder name.
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

    /// Folders in which datasets are looked for, first to last. A dataset `mnist` may lie in the folder itself or
    /// in its subfolder `mnist`.
    pub fn data_folders(&self) -> &[PathBuf] {
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

    /// The folder of one experiment's checkpoints.
    pub fn experiment(&self, name: &str) -> PathBuf {
        self.root.join("checkpoints").join(name)
    }

    /// The checkpoint file of one run.
    pub fn checkpoint(&self, experiment: &str, spec: &RunSpec) -> PathBuf {
        self.experiment(experiment)
            .join(format!("{}.safetensors", spec.file_stem()))
    }

    /// The frozen results of one experiment: `kind` is the name of the table.
    pub fn frozen(&self, experiment: &str, kind: &str) -> PathBuf {
        self.root
            .join("checkpoints/results")
            .join(format!("{experiment}.{kind}.parquet"))
    }

    /// The file that shows one run: its checkpoint, or the frozen example among the results; `None` where there is neither.
    pub fn example(&self, experiment: &str, spec: &RunSpec) -> Option<PathBuf> {
        let checkpoint = self.checkpoint(experiment, spec);
        let frozen = self
            .root
            .join("checkpoints/results")
            .join(experiment)
            .join(checkpoint.file_name()?);
        [checkpoint, frozen].into_iter().find(|path| path.is_file())
    }

    /// All checkpoint files of an experiment, sorted by name; none where the folder does not exist.
    ///
    /// # Errors
    /// The folder exists and cannot be read.
    pub fn checkpoints(&self, experiment: &str) -> Result<Vec<PathBuf>, IoError> {
        let folder = self.experiment(experiment);
        if !folder.is_dir() {
            return Ok(Vec::new());
        }
        let mut paths = Vec::new();
        for entry in std::fs::read_dir(&folder).at("read", &folder)? {
            let path = entry.at("read", &folder)?.path();
            if path.extension().is_some_and(|e| e == "safetensors") {
                paths.push(path);
            }
        }
        paths.sort();
        Ok(paths)
    }
}

fn find_upwards() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    here.ancestors()
        .find(|folder| folder.join("checkpoints").is_dir() && folder.join("Cargo.toml").is_file())
        .map(Path::to_owned)
}
