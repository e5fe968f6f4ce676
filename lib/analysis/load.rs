//! Checkpoints or frozen tables → the five frames of an experiment.

use super::frozen::read_frozen;
use super::headers::Headers;
use super::results::Results;
use super::{AnalysisError, Provenance};
use crate::experiments;
use crate::spec::EXPERIMENTS;
use crate::workspace::Workspace;
use std::path::Path;

/// The experiment that a notebook is about: `$UPDOWN_EXPERIMENT` (a name, or a path to a declaration), or the first declared one with checkpoints
/// or frozen tables, or `glyphs`, which needs no data.
pub fn chosen_experiment(workspace: &Workspace) -> String {
    if let Ok(named) = std::env::var("UPDOWN_EXPERIMENT") {
        return name_of(&named);
    }
    let has_results = |name: &str| {
        let checkpoints = workspace
            .checkpoints(name)
            .is_ok_and(|paths| !paths.is_empty());
        checkpoints || workspace.provenance(name).is_file()
    };
    let declared = experiments::all(workspace).unwrap_or_else(|_| EXPERIMENTS.clone());
    let found = declared.into_iter().find(|e| has_results(&e.name));
    found.map_or_else(|| "glyphs".to_owned(), |e| e.name)
}

/// The experiment's name, given a name or the file that declares it.
fn name_of(named: &str) -> String {
    let stem = Path::new(named).file_stem().map(|s| s.to_string_lossy());
    match (experiments::is_path(named), stem) {
        (true, Some(stem)) => stem.into_owned(),
        _ => named.to_owned(),
    }
}

/// The tables of an experiment: from its checkpoints, or from its frozen results if there are no checkpoints or the frozen
/// tables hold more evaluated networks. `source` says which.
///
/// # Errors
/// There is neither; a frozen table cannot be read. Damaged checkpoints are listed in `skipped`.
pub fn load(workspace: &Workspace, experiment: &str) -> Result<Results, AnalysisError> {
    let provenance = workspace.provenance(experiment);
    let frozen = provenance
        .is_file()
        .then(|| Provenance::read(&provenance))
        .transpose()?;
    if workspace.checkpoints(experiment)?.is_empty() {
        let none = || AnalysisError::NoResults {
            experiment: experiment.to_owned(),
            folder: workspace.experiment(experiment),
            frozen: workspace.frozen(experiment, "runs"),
        };
        return read_frozen(workspace, experiment, frozen.ok_or_else(none)?);
    }
    let headers = Headers::read(workspace, experiment)?;
    match frozen {
        Some(frozen) if frozen.evaluated > headers.evaluated() => {
            log::info!(
                "{experiment}: the frozen tables hold more evaluated networks than the folder"
            );
            read_frozen(workspace, experiment, frozen)
        }
        _ => Results::of(&headers),
    }
}

/// The frozen tables of an experiment, regardless of checkpoints.
///
/// # Errors
/// There are none, or one cannot be read.
pub fn load_frozen(workspace: &Workspace, experiment: &str) -> Result<Results, AnalysisError> {
    let provenance = Provenance::read(&workspace.provenance(experiment))?;
    read_frozen(workspace, experiment, provenance)
}
