//! Checkpoints or frozen tables → the four frames of an experiment.

use super::{AnalysisError, columns as c};
use crate::checkpoint::{AssociationRecord, Checkpoint, Outcome, Record};
use crate::error::IoContext;
use crate::spec::{EXPERIMENTS, Experiment, RunSpec};
use crate::workspace::Workspace;
use polars::prelude::*;
use std::fs::File;
use std::path::{Path, PathBuf};

/// The tables of one experiment.
#[derive(Debug, Clone)]
pub struct Results {
    /// Name of the experiment.
    pub experiment: String,
    /// A row a network.
    pub runs: DataFrame,
    /// A row a network × layer × association method.
    pub modules: DataFrame,
    /// A row a network × layer × pair of methods (a before b, the pair of a method with itself left out).
    pub alignments: DataFrame,
    /// A row a network × epoch.
    pub training: DataFrame,
    /// Files that could not be read, or results that are not there, with the reason.
    pub skipped: Vec<Skipped>,
}

/// Something that a table lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The checkpoint.
    pub path: PathBuf,
    /// Why.
    pub reason: String,
}

/// The experiment that a notebook is about: `$UPDOWN_EXPERIMENT`, or the first of the declared ones for which there are
/// checkpoints or frozen tables, or `glyphs`, which needs no data.
pub fn chosen_experiment(workspace: &Workspace) -> String {
    if let Ok(named) = std::env::var("UPDOWN_EXPERIMENT") {
        return named;
    }
    let has_results = |name: &str| {
        let checkpoints = workspace
            .checkpoints(name)
            .is_ok_and(|paths| !paths.is_empty());
        checkpoints || workspace.frozen(name, "runs").is_file()
    };
    let found = EXPERIMENTS.iter().find(|e| has_results(e.name));
    found.map_or("glyphs", |e| e.name).to_owned()
}

/// The tables of an experiment: from its checkpoints where there are any, else from its frozen results.
///
/// # Errors
/// There is neither; a frozen table cannot be read. Damaged checkpoints are listed in `skipped`.
pub fn load(workspace: &Workspace, experiment: &str) -> Result<Results, AnalysisError> {
    let frozen = workspace.frozen(experiment, "runs");
    if !workspace.checkpoints(experiment)?.is_empty() {
        return load_checkpoints(workspace, experiment);
    }
    if !frozen.is_file() {
        return Err(AnalysisError::NoResults {
            experiment: experiment.to_owned(),
            folder: workspace.experiment(experiment),
            frozen,
        });
    }
    let table = |kind| read_parquet(&workspace.frozen(experiment, kind));
    Ok(Results {
        experiment: experiment.to_owned(),
        runs: table("runs")?,
        modules: table("modules")?,
        alignments: table("alignments")?,
        training: table("training")?,
        skipped: Vec::new(),
    })
}

/// The tables of an experiment from its checkpoints, headers only.
///
/// # Errors
/// The folder cannot be read.
pub fn load_checkpoints(workspace: &Workspace, experiment: &str) -> Result<Results, AnalysisError> {
    let mut skipped = Vec::new();
    let mut checkpoints = Vec::new();
    for path in workspace.checkpoints(experiment)? {
        match Checkpoint::read_header(&path) {
            Ok(checkpoint) => {
                skipped.extend(missing(&path, &checkpoint));
                checkpoints.push(checkpoint);
            }
            Err(error) => skipped.push(Skipped {
                path,
                reason: error.to_string(),
            }),
        }
    }
    Ok(Results {
        experiment: experiment.to_owned(),
        runs: runs_table(&checkpoints)?,
        modules: modules_table(&checkpoints)?,
        alignments: alignments_table(&checkpoints)?,
        training: training_table(&checkpoints)?,
        skipped,
    })
}

impl Results {
    /// Freezes the tables as parquet files under `checkpoints/results`, replacing older ones.
    ///
    /// # Errors
    /// A file cannot be written.
    pub fn freeze(&self, workspace: &Workspace) -> Result<Vec<PathBuf>, AnalysisError> {
        let tables = [
            ("runs", &self.runs),
            ("modules", &self.modules),
            ("alignments", &self.alignments),
            ("training", &self.training),
        ];
        let mut paths = Vec::new();
        for (kind, table) in tables {
            let path = workspace.frozen(&self.experiment, kind);
            let mut bytes = Vec::new();
            ParquetWriter::new(&mut bytes)
                .with_compression(ParquetCompression::Zstd(None))
                .finish(&mut table.clone())?;
            crate::checkpoint::write_atomically(&path, &bytes)?;
            paths.push(path);
        }
        Ok(paths)
    }
}

fn read_parquet(path: &Path) -> Result<DataFrame, AnalysisError> {
    let file = File::open(path).at("read", path)?;
    Ok(ParquetReader::new(file).finish()?)
}

/// Results that a checkpoint should hold and does not.
fn missing(path: &Path, checkpoint: &Checkpoint) -> Vec<Skipped> {
    let records = &checkpoint.records;
    let states = [
        ("performance", state(&records.performance)),
        ("weights", state(&records.weights)),
        ("associations", state(&records.associations)),
        ("modules", state(&records.modules)),
        ("alignments", state(&records.alignments)),
    ];
    let report = |(what, state): (&str, Option<String>)| {
        state.map(|reason| Skipped {
            path: path.to_owned(),
            reason: format!("{what}: {reason}"),
        })
    };
    states.into_iter().filter_map(report).collect()
}

fn state<T>(record: &Option<Record<T>>) -> Option<String> {
    match record.as_ref().map(|r| &r.outcome) {
        Some(Outcome::Done(_)) => None,
        Some(Outcome::Failed { reason }) => Some(format!("failed: {reason}")),
        None => Some("not evaluated yet".to_owned()),
    }
}

fn text_column<S>(name: &str, rows: &[S], value: impl Fn(&S) -> Option<String>) -> Column {
    let values: Vec<Option<String>> = rows.iter().map(value).collect();
    Series::new(name.into(), values).into_column()
}

fn number_column<S>(name: &str, rows: &[S], value: impl Fn(&S) -> Option<f64>) -> Column {
    let values: Vec<Option<f64>> = rows.iter().map(value).collect();
    Series::new(name.into(), values).into_column()
}

fn count_column<S>(name: &str, rows: &[S], value: impl Fn(&S) -> Option<usize>) -> Column {
    let values: Vec<Option<u32>> = rows.iter().map(|r| value(r).map(|v| v as u32)).collect();
    Series::new(name.into(), values).into_column()
}

/// The columns that say which network a row is about; the same in every table.
fn key_columns<S>(rows: &[S], of: impl Fn(&S) -> &Checkpoint) -> Vec<Column> {
    let spec = |row: &S| -> RunSpec { of(row).spec.clone() };
    let swept = |row: &S| {
        let spec = spec(row);
        spec.trained.then(|| Experiment::regularizer(&spec))
    };
    vec![
        text_column(c::RUN_ID, rows, |r| Some(spec(r).run_id())),
        Series::new(
            c::TRAINED.into(),
            rows.iter().map(|r| spec(r).trained).collect::<Vec<bool>>(),
        )
        .into_column(),
        text_column(c::REGULARIZER, rows, |r| {
            swept(r).map(|s| s.name().to_owned())
        }),
        number_column(c::STRENGTH, rows, |r| swept(r).map(|s| spec(r).strength(s))),
        number_column(c::L2, rows, |r| Some(spec(r).l2)),
        number_column(c::L1, rows, |r| Some(spec(r).l1)),
        number_column(c::DROPOUT, rows, |r| Some(spec(r).dropout)),
        count_column(c::RUN, rows, |r| Some(spec(r).run as usize)),
        number_column(c::TEST_ACCURACY, rows, |r| test_accuracy(of(r))),
    ]
}

fn test_accuracy(checkpoint: &Checkpoint) -> Option<f64> {
    let performance = checkpoint.records.performance.as_ref()?.done()?;
    Some(performance.test.accuracy)
}

fn runs_table(checkpoints: &[Checkpoint]) -> Result<DataFrame, AnalysisError> {
    let performance = |k: &Checkpoint| {
        k.records
            .performance
            .as_ref()
            .and_then(|r| r.done().copied())
    };
    let weights = |k: &Checkpoint| {
        k.records
            .weights
            .as_ref()
            .and_then(|r| r.done().map(|w| w.total))
    };
    let mut columns = key_columns(checkpoints, |k| k);
    columns.extend([
        count_column(c::EPOCHS, checkpoints, |k| Some(k.training.epochs.len())),
        count_column(c::BEST_EPOCH, checkpoints, |k| {
            k.training.best().map(|b| b.epoch)
        }),
        number_column(c::TRAIN_LOSS, checkpoints, |k| {
            performance(k).map(|p| p.train.loss)
        }),
        number_column(c::TRAIN_ACCURACY, checkpoints, |k| {
            performance(k).map(|p| p.train.accuracy)
        }),
        number_column(c::VAL_LOSS, checkpoints, |k| {
            performance(k).map(|p| p.val.loss)
        }),
        number_column(c::VAL_ACCURACY, checkpoints, |k| {
            performance(k).map(|p| p.val.accuracy)
        }),
        number_column(c::TEST_LOSS, checkpoints, |k| {
            performance(k).map(|p| p.test.loss)
        }),
        number_column(c::WEIGHT_SQ_SUM, checkpoints, |k| {
            weights(k).map(|w| w.weight_sq_sum)
        }),
        number_column(c::WEIGHT_L1, checkpoints, |k| {
            weights(k).map(|w| w.weight_l1)
        }),
        number_column(c::NUCLEAR_NORM, checkpoints, |k| {
            weights(k).map(|w| w.nuclear_norm)
        }),
        number_column(c::NEAR_ZERO_FRACTION, checkpoints, |k| {
            weights(k).map(|w| w.near_zero_fraction)
        }),
    ]);
    Ok(DataFrame::new(columns)?)
}

fn modules_table(checkpoints: &[Checkpoint]) -> Result<DataFrame, AnalysisError> {
    let rows: Vec<_> = checkpoints
        .iter()
        .flat_map(|k| done(&k.records.modules).iter().map(move |m| (k, m)))
        .collect();
    let matrix =
        |(k, m): &(&Checkpoint, &crate::checkpoint::ModuleRecord)| -> Option<AssociationRecord> {
            let all = done(&k.records.associations).iter();
            let same =
                |a: &&AssociationRecord| a.association == m.association && a.layer == m.layer;
            all.clone().find(same).cloned()
        };
    let mut columns = key_columns(&rows, |r| r.0);
    columns.extend([
        text_column(c::LAYER, &rows, |(_, m)| Some(m.layer.to_string())),
        text_column(c::METHOD, &rows, |(_, m)| Some(m.association.name())),
        number_column(c::Q, &rows, |(_, m)| Some(m.q)),
        count_column(c::N_MODULES, &rows, |(_, m)| Some(m.n_modules)),
        number_column(c::EFFECTIVE_N_MODULES, &rows, |(_, m)| {
            Some(m.effective_n_modules)
        }),
        count_column(c::UNITS, &rows, |(_, m)| Some(m.membership.len())),
        count_column(c::DEAD_UNITS, &rows, |r| matrix(r).map(|a| a.dead)),
    ]);
    Ok(DataFrame::new(columns)?)
}

fn alignments_table(checkpoints: &[Checkpoint]) -> Result<DataFrame, AnalysisError> {
    let rows: Vec<_> = checkpoints
        .iter()
        .flat_map(|k| done(&k.records.alignments).iter().map(move |a| (k, a)))
        .collect();
    let mut columns = key_columns(&rows, |r| r.0);
    columns.extend([
        text_column(c::LAYER, &rows, |(_, a)| Some(a.layer.to_string())),
        text_column(c::METHOD_A, &rows, |(_, a)| Some(a.a.name())),
        text_column(c::METHOD_B, &rows, |(_, a)| Some(a.b.name())),
    ]);
    for name in c::ALIGNMENT_VALUES {
        columns.push(number_column(name, &rows, |(_, a)| {
            a.values.get(name).copied()
        }));
    }
    Ok(DataFrame::new(columns)?)
}

fn training_table(checkpoints: &[Checkpoint]) -> Result<DataFrame, AnalysisError> {
    let rows: Vec<_> = checkpoints
        .iter()
        .flat_map(|k| k.training.epochs.iter().map(move |e| (k, e)))
        .collect();
    let mut columns = key_columns(&rows, |r| r.0);
    columns.extend([
        count_column(c::EPOCH, &rows, |(_, e)| Some(e.epoch)),
        number_column(c::TRAIN_LOSS, &rows, |(_, e)| Some(e.train_loss)),
        number_column(c::TRAIN_ACCURACY, &rows, |(_, e)| Some(e.train_accuracy)),
        number_column(c::VAL_LOSS, &rows, |(_, e)| Some(e.val_loss)),
        number_column(c::VAL_ACCURACY, &rows, |(_, e)| Some(e.val_accuracy)),
        number_column(c::LEARNING_RATE, &rows, |(_, e)| Some(e.learning_rate)),
        number_column(c::WEIGHT_SQ_SUM, &rows, |(_, e)| Some(e.weight_sq_sum)),
        number_column(c::WEIGHT_L1, &rows, |(_, e)| Some(e.weight_l1)),
    ]);
    Ok(DataFrame::new(columns)?)
}

/// The rows of a record, none where it is absent or failed.
fn done<T>(record: &Option<Record<Vec<T>>>) -> &[T] {
    record
        .as_ref()
        .and_then(Record::done)
        .map_or(&[], Vec::as_slice)
}
