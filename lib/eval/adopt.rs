//! Networks of other programs, described by a table → the checkpoints of an experiment.

use super::subject::SCRIPT;
use crate::analysis::{columns, read_csv};
use crate::checkpoint::{Cell, Checkpoint, Records, Stop, TensorData, TrainingLog};
use crate::data::Dataset;
use crate::files::begin_of;
use crate::files::kind::FileKind;
use crate::import::{self, state::Shape};
use crate::models::{Network, ScriptedNetwork};
use crate::spec::{Architecture, DatasetName, Regularizer, RunSpec, SpecError, Strengths};
use polars::prelude::{AnyValue, DataFrame};
use safetensors::Dtype;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The column with each network's file, relative to the table's folder.
const FILE: &str = "file";
const REGULARIZER: &str = "regularizer";
const STRENGTH: &str = "strength";
const RUN: &str = "run";
const TRAINED: &str = "trained";

/// Why a table of networks cannot be imported.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AdoptError {
    #[error(transparent)]
    Table(#[from] crate::analysis::AnalysisError),
    #[error(transparent)]
    Io(#[from] crate::files::IoError),
    #[error(transparent)]
    Import(#[from] crate::import::ImportError),
    #[error(transparent)]
    Model(#[from] crate::models::ModelError),
    #[error("{}: row {row}: expected {expected} in the column `{column}`, found {found}", table.display())]
    Cell {
        table: PathBuf,
        /// From 1.
        row: usize,
        column: &'static str,
        expected: String,
        found: String,
    },
    #[error("{}: row {row}: {source}", table.display())]
    Spec {
        table: PathBuf,
        /// From 1.
        row: usize,
        source: SpecError,
    },
    #[error("{}: row {row}: expected both `regularizer` and `strength` or neither, found one", table.display())]
    Half {
        table: PathBuf,
        /// From 1.
        row: usize,
    },
    #[error("{}: row {row}: {run} already appears in an earlier row: give it another `run`", table.display())]
    SameRun {
        table: PathBuf,
        /// From 1.
        row: usize,
        run: String,
    },
    #[error("{}: the column `{column}` has the name of a result: rename it", table.display())]
    Taken { table: PathBuf, column: String },
    #[error(
        "{}: expected a network of {} inputs and {} classes, as {dataset} has, found {} inputs and {} classes",
        path.display(), expected.0, expected.1, found.0, found.1
    )]
    Size {
        path: PathBuf,
        dataset: DatasetName,
        /// Inputs and classes.
        expected: (usize, usize),
        /// Inputs and classes.
        found: (usize, usize),
    },
}

/// Makes a checkpoint of each network in a table, a `.csv` file whose column `file` (relative to the table's folder) names
/// TorchScript, or a state dictionary of linear layers with ReLU or of the residual CNN.
///
/// Known columns say what a network is: `regularizer` with `strength`, or a column for each regularizer; `run`, by default the
/// number of the row; `trained`, by default true. All others are carried along into every table of results.
///
/// Every network is read and tried on test images of `dataset` before anything is returned, which means that TorchScript is run.
///
/// # Errors
/// The table or a network cannot be read, or does not fit the dataset; two rows are the same run; a column has the name of a result.
pub fn adopt(table: &Path, dataset: &Dataset) -> Result<Vec<Checkpoint>, AdoptError> {
    let mut found: BTreeMap<String, Checkpoint> = BTreeMap::new();
    for (index, cells) in cells_of(&read_csv(table)?).into_iter().enumerate() {
        let row = Row {
            table,
            number: index + 1,
            cells,
        };
        let number = row.number;
        let checkpoint = row.checkpoint(dataset)?;
        let run = checkpoint.spec.file_stem();
        if found.insert(run.clone(), checkpoint).is_some() {
            return Err(AdoptError::SameRun {
                table: table.to_owned(),
                row: number,
                run,
            });
        }
    }
    Ok(found.into_values().collect())
}

type Cells = BTreeMap<String, Cell>;

/// The cells of a row by column; empty ones are left out.
fn cells_of(table: &DataFrame) -> Vec<Cells> {
    let cell = |value: AnyValue<'_>| match value {
        AnyValue::Null => None,
        AnyValue::Boolean(flag) => Some(Cell::Flag(flag)),
        AnyValue::String(text) => Some(Cell::Text(text.to_owned())),
        AnyValue::StringOwned(text) => Some(Cell::Text(text.to_string())),
        number => number.extract::<f64>().map(Cell::Number),
    };
    let row = |index| {
        let columns = table.columns().iter();
        let cells = columns.filter_map(|column| {
            let value = column.get(index).ok().and_then(cell)?;
            Some((column.name().to_string(), value))
        });
        cells.collect()
    };
    (0..table.height()).map(row).collect()
}

/// A row of the table, from which known columns are taken one by one.
struct Row<'a> {
    table: &'a Path,
    /// From 1.
    number: usize,
    cells: Cells,
}

impl Row<'_> {
    fn checkpoint(mut self, dataset: &Dataset) -> Result<Checkpoint, AdoptError> {
        let file = match self.cells.remove(FILE) {
            Some(Cell::Text(file)) => file,
            other => return Err(self.wrong(FILE, "the name of a file", other)),
        };
        let mut spec = RunSpec {
            strengths: self.strengths()?,
            trained: self.trained()?,
            ..RunSpec::new(dataset.name, self.run()?)
        };
        let (architecture, tensors) = network(&self.table.with_file_name(file), dataset)?;
        spec.architecture = architecture;
        spec.validate().map_err(|source| self.bad_spec(source))?;
        let mut names = self.cells.keys();
        if let Some(name) = names.find(|name| columns::all().any(|(c, _)| c == *name)) {
            return Err(AdoptError::Taken {
                table: self.table.to_owned(),
                column: name.clone(),
            });
        }
        Ok(Checkpoint {
            training: TrainingLog {
                settings: String::new(),
                epochs: Vec::new(),
                kept: Vec::new(),
                stop: match spec.trained {
                    true => Stop::Imported,
                    false => Stop::Untrained,
                },
            },
            records: Records {
                columns: self.cells,
                ..Records::default()
            },
            tensors,
            spec,
        })
    }

    fn strengths(&mut self) -> Result<Strengths, AdoptError> {
        let mut strengths = Strengths::default();
        for regularizer in Regularizer::KNOWN {
            if let Some(strength) = self.number(regularizer.name())? {
                strengths[regularizer] = strength;
            }
        }
        let strength = self.number(STRENGTH)?;
        match (self.cells.remove(REGULARIZER), strength) {
            (Some(name), Some(strength)) => {
                let regularizer = name.to_string().parse::<Regularizer>();
                strengths[regularizer.map_err(|source| self.bad_spec(source))?] = strength;
            }
            (None, None) => {}
            _ => {
                return Err(AdoptError::Half {
                    table: self.table.to_owned(),
                    row: self.number,
                });
            }
        }
        Ok(strengths)
    }

    fn run(&mut self) -> Result<u32, AdoptError> {
        let run = self.number(RUN)?.unwrap_or((self.number - 1) as f64);
        if !(0.0..f64::from(u32::MAX)).contains(&run) || run.fract() != 0.0 {
            return Err(self.wrong(RUN, "a whole number from 0", Some(Cell::Number(run))));
        }
        Ok(run as u32)
    }

    fn trained(&mut self) -> Result<bool, AdoptError> {
        match self.cells.remove(TRAINED) {
            None => Ok(true),
            Some(Cell::Flag(flag)) => Ok(flag),
            Some(Cell::Number(number)) => Ok(number != 0.0),
            other => Err(self.wrong(TRAINED, "true or false", other)),
        }
    }

    fn number(&mut self, column: &'static str) -> Result<Option<f64>, AdoptError> {
        match self.cells.remove(column) {
            None => Ok(None),
            Some(Cell::Number(number)) => Ok(Some(number)),
            other => Err(self.wrong(column, "a number", other)),
        }
    }

    fn wrong(&self, column: &'static str, expected: &str, found: Option<Cell>) -> AdoptError {
        AdoptError::Cell {
            table: self.table.to_owned(),
            row: self.number,
            column,
            expected: expected.to_owned(),
            found: found.map_or("nothing".to_owned(), |cell| format!("`{cell}`")),
        }
    }

    fn bad_spec(&self, source: SpecError) -> AdoptError {
        AdoptError::Spec {
            table: self.table.to_owned(),
            row: self.number,
            source,
        }
    }
}

/// The shape of the network in a file, and the tensors that its checkpoint holds.
fn network(path: &Path, dataset: &Dataset) -> Result<Found, AdoptError> {
    let name = dataset.name;
    let is_script = FileKind::of(&begin_of(path)?) == Some(FileKind::TorchScript);
    let (found, sizes) = match is_script {
        true => scripted(path, dataset)?,
        false => weights(path, dataset)?,
    };
    let expected = (name.input_len(), name.classes());
    if sizes != expected {
        return Err(AdoptError::Size {
            path: path.to_owned(),
            dataset: name,
            expected,
            found: sizes,
        });
    }
    Ok(found)
}

/// A shape and tensors.
type Found = (Architecture, BTreeMap<String, TensorData>);
/// Inputs and classes.
type Sizes = (usize, usize);

fn scripted(path: &Path, dataset: &Dataset) -> Result<(Found, Sizes), AdoptError> {
    let bytes = crate::files::read_file(path)?;
    let images = dataset.test.first(2).images;
    let network = ScriptedNetwork::of_bytes(path, &bytes, &images)?;
    let shown = tch::no_grad(|| network.forward(&images));
    let classes = shown.logits.size()[1] as usize;
    let units = |shape: Vec<i64>| if shape.len() == 3 { shape[2] } else { shape[1] } as usize;
    let units = shown.hidden.iter().map(|h| units(h.size())).collect();
    let data = TensorData {
        dtype: Dtype::U8,
        shape: vec![bytes.len()],
        bytes,
    };
    let tensors = BTreeMap::from([(SCRIPT.to_owned(), data)]);
    let sizes = (dataset.name.input_len(), classes);
    Ok(((Architecture::Scripted { units }, tensors), sizes))
}

fn weights(path: &Path, dataset: &Dataset) -> Result<(Found, Sizes), AdoptError> {
    let found = import::read_network(path, None)?;
    let (architecture, sizes) = match found.shape {
        Shape::Dense {
            inputs,
            hidden,
            classes,
        } => (Architecture::mlp(&hidden), (inputs, classes)),
        Shape::Residual {
            channels, classes, ..
        } => {
            let inputs = dataset.name.input_len();
            (Architecture::cnn(&channels), (inputs, classes))
        }
    };
    Ok(((architecture, found.tensors), sizes))
}
