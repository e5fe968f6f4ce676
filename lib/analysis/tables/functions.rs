//! What modules do: the table with one row per module, and columns for the table of modules.

use super::{Measured, ModuleRow, c, counts, done, keys, numbers, texts};
use crate::analysis::AnalysisError;
use crate::checkpoint::ModulesFunction;
use crate::function::{Effect, FunctionColumn, FunctionMeasure, ModuleFunction};
use polars::prelude::*;

/// One module of one network.
struct Row<'t> {
    network: &'t Measured<'t>,
    /// The labels of the classes in the module's `by_class`.
    classes: &'t [usize],
    of: &'t ModulesFunction,
    place: usize,
    module: &'t ModuleFunction,
}

impl<'t> Row<'t> {
    fn of_network(network: &'t Measured<'t>) -> Vec<Self> {
        let Some(functions) = done(&network.records.functions) else {
            return Vec::new();
        };
        let of_partition = |of: &'t ModulesFunction| {
            let modules = of.found.modules.iter().enumerate();
            modules.map(move |(place, module)| Self {
                network,
                classes: &functions.classes,
                of,
                place,
                module,
            })
        };
        functions.modules.iter().flat_map(of_partition).collect()
    }

    /// Loss that the module's lesion adds on images of this label.
    fn loss(&self, label: usize) -> Option<f64> {
        let place = self.classes.iter().position(|&c| c == label)?;
        self.module.by_class.get(place).copied()
    }
}

/// One row per module.
pub(super) fn table(networks: &[Measured<'_>]) -> Result<DataFrame, AnalysisError> {
    let rows: Vec<Row<'_>> = networks.iter().flat_map(Row::of_network).collect();
    let mut columns = keys(&rows, |r| r.network);
    columns.extend([
        texts(c::LAYER, &rows, |r| Some(r.of.layer.to_string())),
        texts(c::METHOD, &rows, |r| Some(r.of.association.name())),
        counts(c::MODULE, &rows, |r| Some(r.place)),
        counts(c::MODULE_UNITS, &rows, |r| Some(r.module.units)),
    ]);
    for measure in FunctionMeasure::ALL {
        // A measure that is undefined for a single module has no columns here.
        let effect = |r: &Row<'_>| r.module.values.get(measure.name()).copied();
        if rows.is_empty() || rows.iter().any(|r| effect(r).is_some()) {
            columns.extend(beside_chance(measure, &rows, effect));
        }
    }
    let mut labels: Vec<usize> = rows.iter().flat_map(|r| r.classes).copied().collect();
    labels.sort_unstable();
    labels.dedup();
    for label in labels {
        let name = format!("loss_class_{label}");
        columns.push(numbers(&name, &rows, |r| r.loss(label).map(single)));
    }
    Ok(DataFrame::new_infer_height(columns)?)
}

/// The columns of every measure for all modules of a layer together.
pub(super) fn of_layers(rows: &[ModuleRow<'_>]) -> Vec<Column> {
    let all = FunctionMeasure::ALL.into_iter();
    all.flat_map(|measure| {
        beside_chance(measure, rows, move |row| {
            row.function?.found.values.get(measure.name()).copied()
        })
    })
    .collect()
}

/// A measure's value, its excess, z and p, then z and p against matched partitions.
fn beside_chance<R>(
    measure: FunctionMeasure,
    rows: &[R],
    effect: impl Fn(&R) -> Option<Effect>,
) -> Vec<Column> {
    type Number = fn(&Effect) -> Option<f64>;
    let of: [Number; 6] = [
        |e| Some(e.value),
        |e| Some(e.value - e.chance?.mean),
        |e| e.chance?.z(e.value),
        |e| Some(e.chance?.p),
        |e| e.matched?.z(e.value),
        |e| Some(e.matched?.p),
    ];
    let pairs = measure.columns().iter().zip(of);
    let column = |(FunctionColumn { name, .. }, of): (&FunctionColumn, Number)| {
        numbers(name, rows, |row| {
            effect(row).as_ref().and_then(of).map(single)
        })
    };
    pairs.map(column).collect()
}

/// Rounded to single precision, in which networks compute: otherwise tables of every module would be twice the size.
fn single(value: f64) -> f64 {
    f64::from(value as f32)
}
