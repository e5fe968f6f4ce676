//! The available experiments: those that come with the library, and the user's own as files.
//!
//! An experiment in `experiments/NAME.toml` of the workspace is used by name like those that come with the library; a path to
//! such a file works too. `docs/EXPERIMENTS.md` says what such a file holds.

use crate::files::{IoContext, IoError};
use crate::import::dataset::Folder;
use crate::spec::{self, DatasetName, EXPERIMENTS, Experiment, SpecError};
use crate::workspace::Workspace;
use std::path::{Path, PathBuf};

/// Why an experiment cannot be found or read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExperimentError {
    #[error(transparent)]
    Io(#[from] IoError),
    #[error(transparent)]
    Spec(#[from] SpecError),
    #[error("two experiments are called {name}: {} and {other}; rename one", path.display())]
    Twice {
        name: String,
        path: PathBuf,
        other: String,
    },
    #[error("{reason}")]
    Dataset { reason: String },
}

/// The experiment with this name, or at this path.
///
/// # Errors
/// There is none, the file does not declare one, or two have the same name.
pub fn find(workspace: &Workspace, named: &str) -> Result<Experiment, ExperimentError> {
    if is_path(named) {
        return of_file(workspace, Path::new(named));
    }
    let own = workspace.declarations().join(format!("{named}.toml"));
    if own.is_file() {
        return of_file(workspace, &own);
    }
    spec::experiment(named).map_err(|error| with_own(workspace, error))
}

/// What an argument of the command line refers to.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    /// Folder below `checkpoints/`.
    pub name: String,
    /// Its declaration; `None` for a folder without one.
    pub declared: Option<Experiment>,
}

/// The experiment with this name or path, or else the folder of that name below `checkpoints/`.
///
/// # Errors
/// A path that is not a declaration's; a name whose declaration cannot be read.
pub fn named(workspace: &Workspace, text: &str) -> Result<Named, ExperimentError> {
    match find(workspace, text) {
        Ok(declared) => Ok(Named {
            name: declared.name.clone(),
            declared: Some(declared),
        }),
        Err(ExperimentError::Spec(SpecError::Unknown { .. })) => Ok(Named {
            name: text.to_owned(),
            declared: None,
        }),
        Err(error) => Err(error),
    }
}

/// Whether an argument of the command line is a path to a declaration.
pub(crate) fn is_path(named: &str) -> bool {
    named.contains(['/', '\\']) || named.ends_with(".toml")
}

/// All experiments, those that come with the library first, then the user's own by name.
///
/// # Errors
/// The folder of declarations cannot be read, or one of its files does not declare an experiment.
pub fn all(workspace: &Workspace) -> Result<Vec<Experiment>, ExperimentError> {
    let mut all = EXPERIMENTS.clone();
    for path in declarations(workspace)? {
        all.push(of_file(workspace, &path)?);
    }
    Ok(all)
}

/// The dataset with this name: a known one, or a folder of the user's own below the data folders.
///
/// # Errors
/// There is no such folder, or it does not hold a dataset.
pub fn dataset(workspace: &Workspace, name: &str) -> Result<DatasetName, ExperimentError> {
    if let Ok(known) = name.parse() {
        return Ok(known);
    }
    let reason = |reason: String| ExperimentError::Dataset { reason };
    let Some(folder) = workspace.dataset_folder(name) else {
        let known = DatasetName::ALL.map(|d| d.name().to_owned()).join(", ");
        let folders: Vec<String> = workspace
            .data_folders()
            .iter()
            .map(|folder| folder.join(name).display().to_string())
            .collect();
        return Err(reason(format!(
            "unknown dataset `{name}`: expected one of {known}, or a folder {}",
            folders.join(" or ")
        )));
    };
    let found = Folder::open(&folder).and_then(|folder| folder.dataset());
    found.map_err(|error| reason(error.to_string()))
}

fn of_file(workspace: &Workspace, path: &Path) -> Result<Experiment, ExperimentError> {
    let text = std::fs::read_to_string(path).at("read", path)?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let twice = |other: String| ExperimentError::Twice {
        name: name.to_string(),
        path: path.to_owned(),
        other,
    };
    if spec::experiment(&name).is_ok() {
        return Err(twice("the one that comes with updown".to_owned()));
    }
    let own = workspace.declarations().join(format!("{name}.toml"));
    if own.is_file() && own.canonicalize().ok() != path.canonicalize().ok() {
        return Err(twice(own.display().to_string()));
    }
    let found = |name: &str| dataset(workspace, name).map_err(|error| error.to_string());
    Ok(spec::parse(
        &name,
        &path.display().to_string(),
        &text,
        &found,
    )?)
}

/// The files of the workspace's own declarations, sorted by name.
fn declarations(workspace: &Workspace) -> Result<Vec<PathBuf>, IoError> {
    let folder = workspace.declarations();
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(&folder).at("read", &folder)? {
        let path = entry.at("read", &folder)?.path();
        if path.extension().is_some_and(|e| e == "toml") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// An unknown name, with all known ones: those that come with the library and the workspace's own.
fn with_own(workspace: &Workspace, error: SpecError) -> ExperimentError {
    let own = declarations(workspace).unwrap_or_default();
    let own = own.iter().filter_map(|path| path.file_stem());
    let own = own.map(|stem| stem.to_string_lossy().into_owned());
    match error {
        SpecError::Unknown {
            what,
            found,
            mut expected,
        } => {
            expected.extend(own);
            SpecError::Unknown {
                what,
                found,
                expected,
            }
            .into()
        }
        other => other.into(),
    }
}
