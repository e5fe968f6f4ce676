//! Freezing: an experiment's tables, their provenance and a few examples as files that are kept.

use super::examples::examples;
use super::headers::Headers;
use super::provenance::FileNote;
use super::{AnalysisError, ExampleNote, Provenance, Results, Skipped, csv::to_csv};
use crate::checkpoint::Checkpoint;
use crate::files::stage;
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
    /// What a person means by a path: tables where it ends in `.parquet` or `.csv`, else a folder.
    ///
    /// # Errors
    /// It has another ending and is no folder: a kind of file that is not written here.
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
/// names are replaced. `fewer` allows to replace results of more evaluated networks.
///
/// # Errors
/// There is no checkpoint; without `fewer`, what is there holds more evaluated networks; a file cannot be written.
pub fn freeze(
    workspace: &Workspace,
    experiment: &str,
    destination: &Destination,
    fewer: bool,
) -> Result<Frozen, AnalysisError> {
    let headers = Headers::read(workspace, experiment)?;
    let folder = workspace.frozen_folder(experiment);
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
        expect_no_fewer(&headers, &of_provenance)?;
    }
    let mut files = contents(&headers, destination)?;
    let notes = examples_of(&headers, destination)?;
    let mut provenance = Provenance::of(&headers, Vec::new());
    for (example, note) in notes {
        files.push((note.file.clone(), example));
        provenance.examples.push(note);
    }
    provenance.files = files.iter().map(FileNote::of).collect();
    let place = |name: &str| {
        let (stem, ending) = name.rsplit_once('.').expect("names have an ending");
        destination.place(&folder, stem, ending)
    };
    // All are written before the first takes its place, the provenance last: it names the files that belong together.
    let mut staged = Vec::new();
    for (name, bytes) in &files {
        staged.push(stage(&place(name), bytes)?);
    }
    staged.push(stage(&of_provenance, provenance.to_json().as_bytes())?);
    for file in staged {
        file.put()?;
    }
    let mut paths: Vec<PathBuf> = files.iter().map(|(name, _)| place(name)).collect();
    paths.push(of_provenance);
    let n_files = workspace.checkpoints(experiment)?.len();
    Ok(Frozen {
        paths,
        whole: provenance.evaluated == n_files,
        provenance,
        skipped: headers.skipped,
    })
}

/// # Errors
/// What is frozen there holds more evaluated networks.
fn expect_no_fewer(headers: &Headers, of_provenance: &Path) -> Result<(), AnalysisError> {
    if !of_provenance.is_file() {
        return Ok(());
    }
    let found = headers.evaluated();
    let frozen = Provenance::read(of_provenance)?.evaluated;
    if frozen <= found {
        return Ok(());
    }
    Err(AnalysisError::Fewer {
        experiment: headers.experiment.clone(),
        folder: of_provenance.with_file_name(""),
        frozen,
        found,
    })
}

/// The tables as files: name and content.
fn contents(
    headers: &Headers,
    destination: &Destination,
) -> Result<Vec<(String, Vec<u8>)>, AnalysisError> {
    let results = Results::of(headers)?;
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
