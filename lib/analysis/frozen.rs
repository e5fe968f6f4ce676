//! Reads frozen tables, and refuses them if they do not belong together.

use super::provenance::FileNote;
use super::results::{Results, Source};
use super::tables::Tables;
use super::{AnalysisError, Provenance, columns as c};
use crate::files::read_file;
use crate::workspace::Workspace;
use polars::prelude::*;
use std::collections::HashSet;
use std::io::Cursor;
use std::panic::catch_unwind;
use std::path::Path;

/// The frozen tables of an experiment.
///
/// # Errors
/// A table cannot be read, or is of another experiment or freeze than its provenance.
pub(super) fn read_frozen(
    workspace: &Workspace,
    experiment: &str,
    provenance: Provenance,
) -> Result<Results, AnalysisError> {
    let folder = workspace.frozen_folder(experiment);
    let mixture = |reason: String| AnalysisError::Mixture {
        folder: folder.clone(),
        experiment: experiment.to_owned(),
        reason,
    };
    if provenance.experiment != experiment {
        let other = &provenance.experiment;
        return Err(mixture(format!("provenance.json is that of {other}")));
    }
    let table = |kind: &str| {
        let path = workspace.frozen(experiment, kind);
        let bytes = read_file(&path)?;
        // polars may take all memory for a damaged table, which ends the process: nothing is parsed that is not what was written.
        match provenance.files.get(&format!("{kind}.parquet")) {
            Some(note) if *note == FileNote::of_bytes(&bytes) => parse_parquet(&path, bytes),
            Some(_) => {
                let reason = format!("{kind}.parquet is not the one that provenance.json names");
                Err(mixture(reason))
            }
            None => {
                let reason = format!("provenance.json has no checksum of {kind}.parquet");
                Err(mixture(reason))
            }
        }
    };
    let results = Results {
        runs: table("runs")?,
        modules: table("modules")?,
        alignments: table("alignments")?,
        functions: match provenance.knows_functions() {
            true => table("functions")?,
            false => Tables::of(std::iter::empty()).functions()?,
        },
        training: table("training")?,
        source: Source::Frozen(Box::new(provenance.clone())),
        skipped: Vec::new(),
        experiment: experiment.to_owned(),
    };
    check_runs(workspace, &results, provenance.networks, mixture)?;
    Ok(results)
}

/// Fails if the table of runs has the wrong number of networks, or another table has networks that it lacks.
fn check_runs(
    workspace: &Workspace,
    results: &Results,
    networks: usize,
    mixture: impl Fn(String) -> AnalysisError,
) -> Result<(), AnalysisError> {
    let found = results.runs.height();
    if found != networks {
        return Err(mixture(format!(
            "provenance.json counts {networks} networks, runs.parquet {found}"
        )));
    }
    let mut known: HashSet<String> = HashSet::new();
    for (kind, table) in results.tables() {
        let wrong = |error: PolarsError| AnalysisError::Table {
            path: workspace.frozen(&results.experiment, kind),
            reason: error.to_string(),
        };
        let ids = table.column(c::RUN_ID).and_then(|ids| ids.str());
        let ids = ids.map_err(wrong)?.iter().map(Option::unwrap_or_default);
        if kind == "runs" {
            known.extend(ids.map(str::to_owned));
        } else if let Some(stranger) = ids.into_iter().find(|id| !known.contains(*id)) {
            let reason = format!("{kind}.parquet holds {stranger}, which runs.parquet lacks");
            return Err(mixture(reason));
        }
    }
    Ok(())
}

/// A table from the content of its file. If it is damaged, the error names the first column that cannot be read.
fn parse_parquet(path: &Path, bytes: Vec<u8>) -> Result<DataFrame, AnalysisError> {
    let failed = match attempt(&bytes, None) {
        Ok(table) => return Ok(table),
        Err(reason) => reason,
    };
    let schema = catch_unwind(|| ParquetReader::new(Cursor::new(&bytes)).schema());
    let names = schema.ok().and_then(Result::ok).map(|schema| {
        let names = schema.iter_names().map(|name| name.to_string());
        names.collect::<Vec<_>>()
    });
    let bad = names.into_iter().flatten().find_map(|name| {
        let reason = attempt(&bytes, Some(&name)).err()?;
        Some(format!("column {name}: {reason}"))
    });
    Err(AnalysisError::Table {
        path: path.to_owned(),
        reason: bad.unwrap_or(failed),
    })
}

/// Reads all columns or one. polars panics on some damage, which is an error here like any other.
fn attempt(bytes: &[u8], column: Option<&str>) -> Result<DataFrame, String> {
    let read = catch_unwind(|| {
        let reader = ParquetReader::new(Cursor::new(bytes));
        reader
            .with_columns(column.map(|name| vec![name.to_owned()]))
            .finish()
    });
    match read {
        Ok(table) => table.map_err(|error| error.to_string()),
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
            Err(text.unwrap_or("it is damaged").to_owned())
        }
    }
}
