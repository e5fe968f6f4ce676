//! Headers of checkpoints → the five frames.

mod functions;

use super::{AnalysisError, columns as c};
use crate::alignment::AlignmentMeasure;
use crate::checkpoint::{
    AlignmentRecord, Cell, Checkpoint, EpochLog, LeidenRecord, Metric, ModuleChance, ModuleRecord,
    ModulesFunction, Record, Records,
};
use crate::modularity::ChanceQ;
use crate::spec::{Association, Experiment, Layer, Regularizer};
use polars::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// The networks that the tables are about.
pub(super) struct Tables<'a>(Vec<Measured<'a>>);

/// One network, with the values that all its rows share.
struct Measured<'a> {
    checkpoint: &'a Checkpoint,
    records: &'a Records,
    run_id: String,
    regularizer: Option<Regularizer>,
    strength: Option<f64>,
    test_accuracy: Option<f64>,
}

impl<'a> Measured<'a> {
    fn of(checkpoint: &'a Checkpoint) -> Self {
        let (spec, records) = (&checkpoint.spec, &checkpoint.records);
        let regularizer = spec.trained.then(|| Experiment::regularizer(spec));
        Self {
            checkpoint,
            records,
            run_id: spec.run_id(),
            regularizer,
            strength: regularizer.map(|r| spec.strength(r)),
            test_accuracy: done(&records.performance).map(|p| p.test.accuracy),
        }
    }
}

impl<'a> Tables<'a> {
    pub(super) fn of(checkpoints: impl Iterator<Item = &'a Checkpoint>) -> Self {
        Self(checkpoints.map(Measured::of).collect())
    }

    pub(super) fn runs(&self) -> Result<DataFrame, AnalysisError> {
        let rows: Vec<&Measured<'_>> = self.0.iter().collect();
        let mut columns = keys(&rows, |n| n);
        columns.extend([
            texts(c::FILE, &rows, |n| Some(n.checkpoint.spec.file_stem())),
            counts(c::EPOCHS, &rows, |n| {
                Some(n.checkpoint.training.epochs.len())
            }),
            counts(c::BEST_EPOCH, &rows, |n| {
                n.checkpoint.training.best().map(|b| b.epoch)
            }),
        ]);
        for kind in Metric::ALL {
            let of_kind = kind.columns().into_iter();
            columns.extend(
                of_kind.map(|(name, _)| numbers(name, &rows, |n| n.records.number(kind, name))),
            );
        }
        columns.push(texts(c::WEIGHTS_DIGEST, &rows, |n| {
            n.records.weights_digest.clone()
        }));
        Ok(DataFrame::new_infer_height(columns)?)
    }

    pub(super) fn modules(&self) -> Result<DataFrame, AnalysisError> {
        let rows: Vec<ModuleRow<'_>> = self.0.iter().flat_map(ModuleRow::of_network).collect();
        let mut columns = keys(&rows, |r| r.network);
        columns.extend([
            texts(c::LAYER, &rows, |r| Some(r.modules.layer.to_string())),
            texts(c::METHOD, &rows, |r| Some(r.modules.association.name())),
            numbers(c::Q, &rows, |r| Some(r.modules.q)),
            counts(c::N_MODULES, &rows, |r| Some(r.modules.n_modules)),
            numbers(c::EFFECTIVE_N_MODULES, &rows, |r| {
                Some(r.modules.effective_n_modules)
            }),
            counts(c::UNITS, &rows, |r| Some(r.modules.membership.len())),
            counts(c::DEAD_UNITS, &rows, |r| {
                Some(r.modules.membership.iter().filter(|m| m.is_none()).count())
            }),
            numbers(c::Q_START, &rows, |r| r.modules.search.map(|s| s.q_start)),
            counts(c::MOVES, &rows, |r| r.modules.search.map(|s| s.moves)),
            counts(c::BEST_STEP, &rows, |r| {
                r.modules.search.and_then(|s| s.best_step)
            }),
            numbers(c::Q_LATE, &rows, |r| r.modules.search.map(|s| s.q_late)),
            numbers(c::TEMPERATURE_LATE, &rows, |r| {
                r.modules.search.map(|s| s.temperature_late)
            }),
            numbers(c::Q_LEIDEN, &rows, |r| r.leiden.map(|l| l.q)),
            counts(c::N_MODULES_LEIDEN, &rows, |r| {
                r.leiden.map(|l| l.n_modules)
            }),
            numbers(c::STABILITY, &rows, |r| r.leiden.and_then(|l| l.stability)),
        ]);
        columns.extend(beside_chance(&rows));
        columns.extend(functions::of_layers(&rows));
        Ok(DataFrame::new_infer_height(columns)?)
    }

    pub(super) fn functions(&self) -> Result<DataFrame, AnalysisError> {
        functions::table(&self.0)
    }

    pub(super) fn alignments(&self) -> Result<DataFrame, AnalysisError> {
        let rows: Vec<AlignmentRow<'_>> =
            self.0.iter().flat_map(AlignmentRow::of_network).collect();
        let mut columns = keys(&rows, |r| r.network);
        columns.extend([
            texts(c::LAYER, &rows, |r| Some(r.alignment.layer.to_string())),
            texts(c::METHOD_A, &rows, |r| Some(r.alignment.a.name())),
            texts(c::METHOD_B, &rows, |r| Some(r.alignment.b.name())),
        ]);
        for name in AlignmentMeasure::ALL.map(AlignmentMeasure::name) {
            columns.push(numbers(name, &rows, |r| r.value(name)));
        }
        columns.push(numbers(c::ELEMENT_SIM_LEIDEN, &rows, |r| {
            r.element_sim_leiden
        }));
        Ok(DataFrame::new_infer_height(columns)?)
    }

    pub(super) fn training(&self) -> Result<DataFrame, AnalysisError> {
        let mut rows: Vec<(&Measured<'_>, &EpochLog)> = Vec::new();
        for network in &self.0 {
            let epochs = network.checkpoint.training.epochs.iter();
            rows.extend(epochs.map(|epoch| (network, epoch)));
        }
        let mut columns = keys(&rows, |r| r.0);
        columns.extend([
            counts(c::EPOCH, &rows, |(_, e)| Some(e.epoch)),
            numbers(c::TRAIN_LOSS, &rows, |(_, e)| Some(e.train_loss)),
            numbers(c::TRAIN_ACCURACY, &rows, |(_, e)| Some(e.train_accuracy)),
            numbers(c::VAL_LOSS, &rows, |(_, e)| Some(e.val_loss)),
            numbers(c::VAL_ACCURACY, &rows, |(_, e)| Some(e.val_accuracy)),
            numbers(c::LEARNING_RATE, &rows, |(_, e)| Some(e.learning_rate)),
            numbers(c::WEIGHT_SQ_SUM, &rows, |(_, e)| Some(e.weight_sq_sum)),
            numbers(c::WEIGHT_L1, &rows, |(_, e)| Some(e.weight_l1)),
        ]);
        Ok(DataFrame::new_infer_height(columns)?)
    }
}

struct ModuleRow<'t> {
    network: &'t Measured<'t>,
    modules: &'t ModuleRecord,
    leiden: Option<&'t LeidenRecord>,
    chance: Option<&'t ModuleChance>,
    function: Option<&'t ModulesFunction>,
}

impl<'t> ModuleRow<'t> {
    fn of_network(network: &'t Measured<'t>) -> Vec<Self> {
        let records = network.records;
        let leiden = done(&records.robustness).map_or(&[][..], |r| &r.modules);
        let leiden: BTreeMap<_, _> = leiden
            .iter()
            .map(|l| ((l.layer, l.association), l))
            .collect();
        let chance = done(&records.chance).map_or(&[][..], |r| &r.modules);
        let chance: BTreeMap<_, _> = chance
            .iter()
            .map(|l| ((l.layer, l.association), l))
            .collect();
        let function = done(&records.functions).map_or(&[][..], |r| &r.modules);
        let function: BTreeMap<_, _> = function
            .iter()
            .map(|f| ((f.layer, f.association), f))
            .collect();
        let row = |modules: &'t ModuleRecord| {
            let place = (modules.layer, modules.association);
            Self {
                network,
                modules,
                leiden: leiden.get(&place).copied(),
                chance: chance.get(&place).copied(),
                function: function.get(&place).copied(),
            }
        };
        let modules = done(&records.modules).into_iter().flatten();
        modules.map(row).collect()
    }
}

struct AlignmentRow<'t> {
    network: &'t Measured<'t>,
    alignment: &'t AlignmentRecord,
    element_sim_leiden: Option<f64>,
    chance: Option<&'t AlignmentRecord>,
}

impl<'t> AlignmentRow<'t> {
    fn of_network(network: &'t Measured<'t>) -> Vec<Self> {
        let records = network.records;
        let leiden = done(&records.robustness).map_or(&[][..], |r| &r.alignments);
        let leiden: BTreeMap<(Layer, Association, Association), Option<f64>> = leiden
            .iter()
            .map(|l| ((l.layer, l.a, l.b), l.element_sim))
            .collect();
        let chance = done(&records.chance).map_or(&[][..], |r| &r.alignments);
        let chance: BTreeMap<_, _> = chance.iter().map(|r| ((r.layer, r.a, r.b), r)).collect();
        let row = |alignment: &'t AlignmentRecord| {
            let place = (alignment.layer, alignment.a, alignment.b);
            Self {
                network,
                alignment,
                element_sim_leiden: leiden.get(&place).copied().flatten(),
                chance: chance.get(&place).copied(),
            }
        };
        let alignments = done(&records.alignments).into_iter().flatten();
        alignments.map(row).collect()
    }

    /// A measure by its stored name.
    fn value(&self, name: &str) -> Option<f64> {
        let in_record = |record: &AlignmentRecord| record.values.get(name).copied();
        in_record(self.alignment).or_else(|| self.chance.and_then(in_record))
    }
}

/// Q compared with Q of shuffled matrices.
fn beside_chance(rows: &[ModuleRow<'_>]) -> [Column; 7] {
    type Null = fn(&ModuleChance) -> Option<ChanceQ>;
    let entries: Null = |chance| chance.entries;
    let strengths: Null = |chance| chance.strengths;
    let column = |name: &str, null: Null, of: fn(f64, ChanceQ) -> f64| {
        numbers(name, rows, |row| {
            Some(of(row.modules.q, row.chance.and_then(null)?))
        })
    };
    let excess = |q: f64, chance: ChanceQ| q - chance.mean;
    let z = |q: f64, chance: ChanceQ| (q - chance.mean) / chance.std;
    [
        column(c::Q_CHANCE, entries, |_, chance| chance.mean),
        column(c::Q_CHANCE_STD, entries, |_, chance| chance.std),
        column(c::Q_EXCESS, entries, excess),
        column(c::Q_Z, entries, z),
        column(c::Q_CHANCE_STRENGTHS, strengths, |_, chance| chance.mean),
        column(c::Q_EXCESS_STRENGTHS, strengths, excess),
        column(c::Q_Z_STRENGTHS, strengths, z),
    ]
}

/// The columns that say which network a row is about; the same in every table.
fn keys<'t, R>(rows: &'t [R], of: impl Fn(&'t R) -> &'t Measured<'t>) -> Vec<Column> {
    let spec = |row| &of(row).checkpoint.spec;
    let trained: Vec<bool> = rows.iter().map(|r| spec(r).trained).collect();
    let mut columns = vec![
        texts(c::RUN_ID, rows, |r| Some(of(r).run_id.clone())),
        Series::new(c::TRAINED.into(), trained).into_column(),
        texts(c::REGULARIZER, rows, |r| {
            of(r).regularizer.map(|s| s.name().to_owned())
        }),
        numbers(c::STRENGTH, rows, |r| of(r).strength),
    ];
    for regularizer in Regularizer::KNOWN {
        let strength = |r| Some(spec(r).strength(regularizer));
        // The paper's always; others if some network has them.
        if Regularizer::ALL.contains(&regularizer) || rows.iter().any(|r| strength(r) > Some(0.0)) {
            columns.push(numbers(regularizer.name(), rows, strength));
        }
    }
    columns.extend([
        counts(c::RUN, rows, |r| Some(spec(r).run as usize)),
        numbers(c::TEST_ACCURACY, rows, |r| of(r).test_accuracy),
    ]);
    columns.extend(own_columns(rows, of));
    columns
}

/// The columns of the table that imported networks came with: numbers if all fields are numbers, else text.
fn own_columns<'t, R>(rows: &'t [R], of: impl Fn(&'t R) -> &'t Measured<'t>) -> Vec<Column> {
    let cells = |row| &of(row).records.columns;
    let names: BTreeSet<&String> = rows.iter().flat_map(|r| cells(r).keys()).collect();
    let column = |name: &String| {
        let are_numbers = rows
            .iter()
            .filter_map(|r| cells(r).get(name))
            .all(|cell| matches!(cell, Cell::Number(_)));
        if are_numbers {
            return numbers(name, rows, |r| match cells(r).get(name) {
                Some(Cell::Number(number)) => Some(*number),
                _ => None,
            });
        }
        texts(name, rows, |r| cells(r).get(name).map(Cell::to_string))
    };
    names.into_iter().map(column).collect()
}

fn texts<'t, R>(name: &str, rows: &'t [R], value: impl Fn(&'t R) -> Option<String>) -> Column {
    let values: Vec<Option<String>> = rows.iter().map(value).collect();
    Series::new(name.into(), values).into_column()
}

fn numbers<'t, R>(name: &str, rows: &'t [R], value: impl Fn(&'t R) -> Option<f64>) -> Column {
    let values: Vec<Option<f64>> = rows.iter().map(value).collect();
    Series::new(name.into(), values).into_column()
}

fn counts<'t, R>(name: &str, rows: &'t [R], value: impl Fn(&'t R) -> Option<usize>) -> Column {
    let values: Vec<Option<u32>> = rows.iter().map(|r| value(r).map(|v| v as u32)).collect();
    Series::new(name.into(), values).into_column()
}

fn done<T>(record: &Option<Record<T>>) -> Option<&T> {
    record.as_ref().and_then(Record::done)
}
