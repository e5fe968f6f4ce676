//! Networks of other programs with a table of what they are → the checkpoints of an experiment.

use super::measure::SCRIPT;
use crate::Error;
use crate::analysis::{columns, read_csv};
use crate::checkpoint::{Cell, Checkpoint, Records, Stop, TensorData, TrainingLog};
use crate::data::Dataset;
use crate::files::begin_of;
use crate::files::kind::Kind;
use crate::import::{self, state::Shape};
use crate::models::{Network, ScriptedNetwork};
use crate::spec::{Architecture, Regularizer, RunSpec, Strengths};
use polars::prelude::{AnyValue, DataFrame};
use safetensors::Dtype;
use std::collections::BTreeMap;
use std::path::Path;

/// The file of each network, from the table's folder.
const FILE: &str = "file";
const REGULARIZER: &str = "regularizer";
const STRENGTH: &str = "strength";
const RUN: &str = "run";
const TRAINED: &str = "trained";

/// Makes a checkpoint of each network in a table, a `.csv` file with the column `file` (from the table's folder): TorchScript, or
/// a state dictionary of linear layers with ReLU or of the residual CNN.
///
/// Columns that are known say what a network is: `regularizer` with `strength`, or a column for each regularizer; `run`, else the
/// number of the row; `trained`, else true. All others stand beside in every table of results.
///
/// All networks are read and tried on test images of `dataset` before anything is returned; TorchScript is run for that.
///
/// # Errors
/// The table or a network cannot be read, or does not fit the dataset; two rows are the same run; a column has the name of a result.
pub fn adopt(table: &Path, dataset: &Dataset) -> Result<Vec<Checkpoint>, Error> {
    let wrong = |reason: String| Error::Unavailable(format!("{}: {reason}", table.display()));
    let rows = rows(&read_csv(table)?);
    let mut found: BTreeMap<String, Checkpoint> = BTreeMap::new();
    for (index, mut row) in rows.into_iter().enumerate() {
        let line = |reason: String| wrong(format!("row {}: {reason}", index + 1));
        let Some(Cell::Text(file)) = row.remove(FILE) else {
            return Err(line(
                "expected the name of a file in the column `file`".to_owned(),
            ));
        };
        let path = table.with_file_name(file);
        let mut spec = spec(&mut row, index, dataset).map_err(&line)?;
        let (architecture, tensors) = network(&path, dataset)?;
        spec.architecture = architecture;
        spec.validate()?;
        if let Some(name) = row
            .keys()
            .find(|name| columns::all().any(|(c, _)| c == *name))
        {
            return Err(wrong(format!(
                "the column `{name}` has the name of a result: rename it"
            )));
        }
        let checkpoint = Checkpoint {
            training: TrainingLog {
                settings: String::new(),
                epochs: Vec::new(),
                kept: Vec::new(),
                stop: if spec.trained {
                    Stop::Imported
                } else {
                    Stop::Untrained
                },
            },
            records: Records {
                columns: row,
                ..Records::default()
            },
            tensors,
            spec,
        };
        let stem = checkpoint.spec.file_stem();
        if found.insert(stem.clone(), checkpoint).is_some() {
            return Err(line(format!(
                "{stem} stands in an earlier row, too: give it another `run`"
            )));
        }
    }
    Ok(found.into_values().collect())
}

type Row = BTreeMap<String, Cell>;

fn rows(table: &DataFrame) -> Vec<Row> {
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

/// What the known columns say of a network; they are taken out of the row.
fn spec(row: &mut Row, index: usize, dataset: &Dataset) -> Result<RunSpec, String> {
    let number = |cell: Cell, name: &str| match cell {
        Cell::Number(number) => Ok(number),
        other => Err(format!(
            "expected a number in the column `{name}`, found `{other}`"
        )),
    };
    let mut strengths = Strengths::default();
    for regularizer in Regularizer::KNOWN {
        if let Some(cell) = row.remove(regularizer.name()) {
            strengths[regularizer] = number(cell, regularizer.name())?;
        }
    }
    let strength = row
        .remove(STRENGTH)
        .map(|cell| number(cell, STRENGTH))
        .transpose()?;
    match (row.remove(REGULARIZER), strength) {
        (Some(name), Some(strength)) => {
            let regularizer: Regularizer = name.to_string().parse().map_err(|e| format!("{e}"))?;
            strengths[regularizer] = strength;
        }
        (None, None) => {}
        _ => return Err("`regularizer` and `strength` go together".to_owned()),
    }
    let run = match row.remove(RUN) {
        None => index as f64,
        Some(cell) => number(cell, RUN)?,
    };
    if !(0.0..f64::from(u32::MAX)).contains(&run) || run.fract() != 0.0 {
        return Err(format!(
            "expected a whole number from 0 in the column `run`, found {run}"
        ));
    }
    let trained = match row.remove(TRAINED) {
        None => true,
        Some(Cell::Flag(flag)) => flag,
        Some(Cell::Number(number)) => number != 0.0,
        Some(other) => {
            return Err(format!(
                "expected true or false in the column `trained`, found `{other}`"
            ));
        }
    };
    Ok(RunSpec {
        strengths,
        trained,
        ..RunSpec::new(dataset.name, run as u32)
    })
}

/// The shape of the network in a file, and the tensors that its checkpoint holds.
fn network(
    path: &Path,
    dataset: &Dataset,
) -> Result<(Architecture, BTreeMap<String, TensorData>), Error> {
    let (name, script) = (dataset.name, begin_of(path)?);
    let wrong = |found: (usize, usize)| {
        let words = |(inputs, classes)| format!("{inputs} inputs and {classes} classes");
        let expected = words((name.input_len(), name.classes()));
        let path = path.display();
        Error::Unavailable(format!(
            "{path}: expected a network of {expected}, as {name} has, found {}",
            words(found)
        ))
    };
    if Kind::of(&script) == Some(Kind::TorchScript) {
        let bytes = crate::files::read_file(path)?;
        let images = dataset.test.first(2).images;
        let network = ScriptedNetwork::of_bytes(path, &bytes, &images)?;
        let shown = tch::no_grad(|| network.forward(&images));
        let classes = shown.logits.size()[1] as usize;
        if classes != name.classes() {
            return Err(wrong((name.input_len(), classes)));
        }
        let units = |shape: Vec<i64>| if shape.len() == 3 { shape[2] } else { shape[1] } as usize;
        let units = shown.hidden.iter().map(|h| units(h.size())).collect();
        let data = TensorData {
            dtype: Dtype::U8,
            shape: vec![bytes.len()],
            bytes,
        };
        return Ok((
            Architecture::Scripted { units },
            BTreeMap::from([(SCRIPT.to_owned(), data)]),
        ));
    }
    let found = import::read_network(path, None)?;
    let (architecture, sizes) = match found.shape {
        Shape::Dense {
            inputs,
            hidden,
            classes,
        } => (Architecture::mlp(&hidden), (inputs, classes)),
        Shape::Residual {
            channels, classes, ..
        } => (Architecture::cnn(&channels), (name.input_len(), classes)),
    };
    if sizes != (name.input_len(), name.classes()) {
        return Err(wrong(sizes));
    }
    Ok((architecture, found.tensors))
}
