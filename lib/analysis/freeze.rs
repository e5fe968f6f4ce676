//! Freezing: an experiment's tables, their provenance and a few examples as permanent files.

use super::examples::examples;
use super::headers::Headers;
use super::load::load;
use super::provenance::FileNote;
use super::results::Source;
use super::{AnalysisError, ExampleNote, Provenance, Results, Skipped, csv::to_csv};
use crate::checkpoint::Checkpoint;
use crate::files::{read_file, stage};
use crate::workspace::Workspace;
use polars::prelude::*;
use std::path::{Path, PathBuf};

/// Where frozen results go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// `checkpoints/results/EXPERIMENT/`: kept in git, and read by `load`.
    Kept,
    /// The same files in another folder.
    Folder(PathBuf),
    /// For `NAME.parquet` or `NAME.csv` the tables `NAME.runs.parquet`, `NAME.modules.parquet`, … and `NAME.provenance.json`
    /// side by side; no examples.
    Files(PathBuf),
}

impl Destination {
    /// Interprets a path: tables if it ends in `.parquet` or `.csv`, else a folder.
    ///
    /// # Errors
    /// It has another extension and is not a folder: a kind of file that cannot be written.
    pub fn from_path(path: &Path) -> Result<Self, AnalysisError> {
        let is_folder = path.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/");
        match path.extension().and_then(|e| e.to_str()) {
            Some("parquet" | "csv") => Ok(Self::Files(path.to_owned())),
            Some(ending) if !is_folder => Err(AnalysisError::Ending {
                path: path.to_owned(),
                ending: ending.to_owned(),
            }),
            _ => Ok(Self::Folder(path.to_owned())),
        }
    }

    /// The path of one file: `table` is the stem, such as `runs` or `provenance`.
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
    /// The contents of `provenance.json`.
    pub provenance: Provenance,
    /// What is missing from the tables.
    pub skipped: Vec<Skipped>,
    /// Whether every checkpoint could be read and has every kind of record.
    pub whole: bool,
}

/// Writes the tables of an experiment's checkpoints, their provenance and, in a folder, example checkpoints; files of the same
/// names are replaced. `fewer` permits replacing results of more evaluated networks. To any place but the one that [`load`]
/// reads, already frozen tables are exported if `load` would use them.
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
    let mut files = contents(&Results::of(&headers)?, destination)?;
    let notes = examples_of(&headers, destination)?;
    let mut provenance = Provenance::of(&headers, Vec::new());
    for (example, note) in notes {
        files.push((note.file.clone(), example));
        provenance.examples.push(note);
    }
    provenance.files = files.iter().map(FileNote::of).collect();
    let paths = write_together(&folder, destination, &files, &provenance)?;
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
    if !fewer {
        let of_provenance = destination.place(&kept, "provenance", "json");
        expect_as_many(experiment, &of_provenance, provenance.evaluated)?;
    }
    let mut files = contents(results, destination)?;
    if !matches!(destination, Destination::Files(_)) {
        for example in workspace.frozen_examples(experiment)? {
            let name = example.file_name().unwrap_or_default().to_string_lossy();
            files.push((name.into_owned(), read_file(&example)?));
        }
    }
    let mut provenance = provenance.clone();
    provenance.files = files.iter().map(FileNote::of).collect();
    let paths = write_together(&kept, destination, &files, &provenance)?;
    Ok(Frozen {
        paths,
        skipped: results.skipped.clone(),
        whole: provenance.evaluated == provenance.networks,
        provenance,
    })
}

/// Fails if a provenance counts more evaluated networks than `found`.
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

/// Writes files and the provenance that names them; returns their paths. All are written before the first is moved into
/// place, the provenance last.
fn write_together(
    kept: &Path,
    destination: &Destination,
    files: &[(String, Vec<u8>)],
    provenance: &Provenance,
) -> Result<Vec<PathBuf>, AnalysisError> {
    let place = |name: &str| {
        let (stem, ending) = name.rsplit_once('.').expect("names have an ending");
        destination.place(kept, stem, ending)
    };
    let mut paths: Vec<PathBuf> = files.iter().map(|(name, _)| place(name)).collect();
    let mut staged = Vec::new();
    for ((_, bytes), path) in files.iter().zip(&paths) {
        staged.push(stage(path, bytes)?);
    }
    let of_provenance = place("provenance.json");
    staged.push(stage(&of_provenance, provenance.to_json().as_bytes())?);
    for file in staged {
        file.put()?;
    }
    paths.push(of_provenance);
    Ok(paths)
}

/// The tables as files: name and content.
fn contents(
    results: &Results,
    destination: &Destination,
) -> Result<Vec<(String, Vec<u8>)>, AnalysisError> {
    let file = |(kind, table): (&str, &DataFrame)| {
        Ok(match destination.is_csv() {
            true => (format!("{kind}.csv"), to_csv(table)?.into_bytes()),
            false => (format!("{kind}.parquet"), to_parquet(table)?),
        })
    };
    results.tables().into_iter().map(file).collect()
}

/// The example checkpoints as files, where the destination is a folder.
fn examples_of(
    headers: &Headers,
    destination: &Destination,
) -> Result<Vec<(Vec<u8>, ExampleNote)>, AnalysisError> {
    if matches!(destination, Destination::Files(_)) {
        return Ok(Vec::new());
    }
    let bytes = |(file, example, note): (String, Checkpoint, ExampleNote)| {
        Ok((example.to_bytes(Path::new(&file))?, note))
    };
    examples(headers)?.into_iter().map(bytes).collect()
}

fn to_parquet(table: &DataFrame) -> Result<Vec<u8>, AnalysisError> {
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes)
        .with_compression(ParquetCompression::Zstd(None))
        .finish(&mut table.clone())?;
    Ok(bytes)
}
