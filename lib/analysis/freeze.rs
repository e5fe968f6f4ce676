//! Freezing: an experiment's tables, their provenance and a few examples as files that are kept.

use super::examples::examples;
use super::headers::Headers;
use super::load::{Source, load};
use super::{AnalysisError, Provenance, Results, Skipped, csv::to_csv};
use crate::files::{IoContext, write_atomically};
use crate::workspace::Workspace;
use polars::prelude::*;
use std::path::{Path, PathBuf};

/// Where frozen results go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// `checkpoints/results/EXPERIMENT/`: kept in git, and where `load` looks.
    Kept,
    /// The same files in another folder.
    Folder(PathBuf),
    /// For `NAME.parquet` or `NAME.csv` the tables `NAME.runs.parquet`, `NAME.modules.parquet`, … and `NAME.provenance.json`
    /// beside each other; no examples.
    Files(PathBuf),
}

impl Destination {
    /// What a person means by a path: tables where it ends in `.parquet` or `.csv`, a folder otherwise.
    pub fn from_path(path: &Path) -> Self {
        match path.extension().and_then(|e| e.to_str()) {
            Some("parquet" | "csv") => Self::Files(path.to_owned()),
            _ => Self::Folder(path.to_owned()),
        }
    }

    /// The path of one file: `table` is the stem, as in `runs` or `provenance`.
    fn place(&self, kept: &Path, stem: &str, ending: &str) -> PathBuf {
        match self {
            Self::Kept => kept.join(format!("{stem}.{ending}")),
            Self::Folder(folder) => folder.join(format!("{stem}.{ending}")),
            Self::Files(file) => file.with_extension(format!("{stem}.{ending}")),
        }
    }

    fn is_csv(&self) -> bool {
        matches!(self, Self::Files(file) if file.extension().is_some_and(|e| e == "csv"))
    }
}

/// What was frozen.
#[derive(Debug, Clone, PartialEq)]
pub struct Frozen {
    /// The files written.
    pub paths: Vec<PathBuf>,
    /// What stands in `provenance.json`.
    pub provenance: Provenance,
    /// What the tables lack.
    pub skipped: Vec<Skipped>,
    /// Whether every checkpoint could be read and has every kind of record.
    pub whole: bool,
}

/// Writes the tables of an experiment's checkpoints, their provenance and, in a folder, example checkpoints; files of the same
/// names are replaced, each as a whole. `fewer` allows to replace results of more evaluated networks. Elsewhere than where
/// `load` looks, tables that are frozen already are exported, where [`load`] takes those.
///
/// # Errors
/// There is no checkpoint; without `fewer`, what is there holds more evaluated networks; a file cannot be written.
pub fn freeze(
    workspace: &Workspace,
    experiment: &str,
    destination: &Destination,
    fewer: bool,
) -> Result<Frozen, AnalysisError> {
    let folder = workspace.frozen_folder(experiment);
    if *destination != Destination::Kept {
        let results = load(workspace, experiment)?;
        if let Source::Frozen(provenance) = &results.source {
            return export(workspace, &results, provenance, destination, fewer);
        }
    }
    let headers = Headers::read(workspace, experiment)?;
    if headers.files.is_empty() {
        return Err(AnalysisError::NoResults {
            experiment: experiment.to_owned(),
            folder: workspace.experiment(experiment),
            frozen: workspace.frozen(experiment, "runs"),
        });
    }
    let place = |stem: &str, ending| destination.place(&folder, stem, ending);
    let of_provenance = place("provenance", "json");
    if !fewer {
        expect_as_many(experiment, &of_provenance, headers.evaluated())?;
    }
    let mut paths = write_tables(&Results::of(&headers)?, destination, &folder)?;
    let mut notes = Vec::new();
    if !matches!(destination, Destination::Files(_)) {
        for (file, example, note) in examples(&headers)? {
            let path = of_provenance.with_file_name(file);
            example.write(&path)?;
            paths.push(path);
            notes.push(note);
        }
    }
    // Last: where there is a provenance, the tables beside it are whole.
    let provenance = Provenance::of(&headers, notes);
    write_atomically(&of_provenance, provenance.to_json().as_bytes())?;
    paths.push(of_provenance);
    let n_files = workspace.checkpoints(experiment)?.len() - headers.copies;
    Ok(Frozen {
        paths,
        whole: provenance.evaluated == n_files,
        provenance,
        skipped: headers.skipped,
    })
}

/// Writes frozen tables to another place, with their provenance and, in a folder, their examples.
fn export(
    workspace: &Workspace,
    results: &Results,
    provenance: &Provenance,
    destination: &Destination,
    fewer: bool,
) -> Result<Frozen, AnalysisError> {
    let experiment = &results.experiment;
    let kept = workspace.frozen_folder(experiment);
    let of_provenance = destination.place(&kept, "provenance", "json");
    if !fewer {
        expect_as_many(experiment, &of_provenance, provenance.evaluated)?;
    }
    let mut paths = write_tables(results, destination, &kept)?;
    if !matches!(destination, Destination::Files(_)) {
        for example in workspace.frozen_examples(experiment)? {
            let path = of_provenance.with_file_name(example.file_name().unwrap_or_default());
            let bytes = std::fs::read(&example).at("read", &example)?;
            write_atomically(&path, &bytes)?;
            paths.push(path);
        }
    }
    write_atomically(&of_provenance, provenance.to_json().as_bytes())?;
    paths.push(of_provenance);
    Ok(Frozen {
        paths,
        provenance: provenance.clone(),
        skipped: results.skipped.clone(),
        whole: provenance.evaluated == provenance.networks,
    })
}

/// Fails where a provenance tells of more evaluated networks than `found`.
fn expect_as_many(experiment: &str, provenance: &Path, found: usize) -> Result<(), AnalysisError> {
    if !provenance.is_file() {
        return Ok(());
    }
    let frozen = Provenance::read(provenance)?.evaluated;
    if frozen <= found {
        return Ok(());
    }
    Err(AnalysisError::Fewer {
        experiment: experiment.to_owned(),
        folder: provenance.with_file_name(""),
        frozen,
        found,
    })
}

/// Writes the four tables; their paths.
fn write_tables(
    results: &Results,
    destination: &Destination,
    kept: &Path,
) -> Result<Vec<PathBuf>, AnalysisError> {
    let mut paths = Vec::new();
    for (kind, table) in results.tables() {
        let (ending, bytes) = if destination.is_csv() {
            ("csv", to_csv(table)?.into_bytes())
        } else {
            ("parquet", to_parquet(table)?)
        };
        let path = destination.place(kept, kind, ending);
        write_atomically(&path, &bytes)?;
        paths.push(path);
    }
    Ok(paths)
}

impl Results {
    /// The four tables with their names.
    pub fn tables(&self) -> [(&'static str, &DataFrame); 4] {
        [
            ("runs", &self.runs),
            ("modules", &self.modules),
            ("alignments", &self.alignments),
            ("training", &self.training),
        ]
    }
}

fn to_parquet(table: &DataFrame) -> Result<Vec<u8>, AnalysisError> {
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes)
        .with_compression(ParquetCompression::Zstd(None))
        .finish(&mut table.clone())?;
    Ok(bytes)
}
