//! What figures take from the tables: rows as plain values, summaries, and the sentences of captions.

use super::FigureError;
use crate::analysis::{
    LEAST_ACCURACY, Results, columns as c, keep_cells, least_accuracy, regularizers,
    relative_strengths, sweep_of,
};
use crate::drawing::scientific;
use crate::spec::{Association, Regularizer, StrengthAxis, experiment};
use crate::statistics::{mean, standard_deviation};
use polars::prelude::*;
use std::collections::BTreeMap;

/// A table with its name, for errors.
#[derive(Clone, Copy)]
pub(super) struct Table<'a> {
    pub name: &'static str,
    pub frame: &'a DataFrame,
}

impl<'a> Table<'a> {
    pub fn new(name: &'static str, frame: &'a DataFrame) -> Self {
        Self { name, frame }
    }

    /// A column as numbers; null is NaN.
    pub fn numbers(&self, column: &str) -> Result<Vec<f64>, FigureError> {
        let wrong = || self.wrong(column, "numbers");
        let values = self.frame.column(column).map_err(|_| wrong())?;
        let values = values.cast(&DataType::Float64).map_err(|_| wrong())?;
        let values = values.f64().map_err(|_| wrong())?;
        Ok(values.iter().map(|v| v.unwrap_or(f64::NAN)).collect())
    }

    /// A column as texts; null is empty.
    pub fn texts(&self, column: &str) -> Result<Vec<String>, FigureError> {
        let values = self
            .frame
            .column(column)
            .map_err(|_| self.wrong(column, "texts"))?;
        // A column of only nulls has no type of its own.
        if values.null_count() == values.len() {
            return Ok(vec![String::new(); values.len()]);
        }
        let values = values.str().map_err(|_| self.wrong(column, "texts"))?;
        Ok(values.iter().map(|v| v.unwrap_or("").to_owned()).collect())
    }

    fn wrong(&self, column: &str, expected: &'static str) -> FigureError {
        FigureError::Column {
            table: self.name,
            column: column.to_owned(),
            expected,
        }
    }

    /// Fails early if a column is missing, where a helper of `analysis` would give a less helpful message.
    pub fn expect(&self, columns: &[&str]) -> Result<(), FigureError> {
        for &column in columns {
            if self.frame.column(column).is_err() {
                return Err(self.wrong(column, "any type"));
            }
        }
        Ok(())
    }
}

/// Whether a table has a column with any number; older frozen tables lack what was added since.
pub(super) fn has_numbers(table: &DataFrame, column: &str) -> bool {
    table.column(column).is_ok_and(|c| c.null_count() < c.len())
}

/// The columns that identify a row's network.
const KEYS: [&str; 6] = [
    c::RUN_ID,
    c::TRAINED,
    c::L2,
    c::L1,
    c::DROPOUT,
    c::TEST_ACCURACY,
];

/// The mean validation accuracy that a setting of these results needs.
pub(super) fn least(results: &Results) -> Result<f64, FigureError> {
    Ok(least_accuracy(&results.runs, LEAST_ACCURACY)?)
}

/// The same for a caption: `80%`.
pub(super) fn least_text(results: &Results) -> Result<String, FigureError> {
    Ok(format!("{:.0}%", 100.0 * least(results)?))
}

/// The trained networks of a table in settings that keep the accuracy, and the untrained ones.
pub(super) fn acceptable(results: &Results, table: Table<'_>) -> Result<DataFrame, FigureError> {
    table.expect(&KEYS)?;
    Table::new("runs", &results.runs).expect(&[c::VAL_ACCURACY])?;
    Ok(keep_cells(table.frame, &results.runs, least(results)?)?)
}

/// The rows of untrained networks.
pub(super) fn untrained(table: Table<'_>) -> Result<DataFrame, FigureError> {
    table.expect(&KEYS)?;
    let rows = table.frame.clone().lazy().filter(col(c::TRAINED).not());
    Ok(rows
        .collect()
        .map_err(crate::analysis::AnalysisError::from)?)
}

/// The rows of trained networks.
pub(super) fn trained(table: Table<'_>) -> Result<DataFrame, FigureError> {
    table.expect(&KEYS)?;
    let rows = table.frame.clone().lazy().filter(col(c::TRAINED));
    Ok(rows
        .collect()
        .map_err(crate::analysis::AnalysisError::from)?)
}

/// The strengths of one regularizer's sweep.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Range {
    pub regularizer: Regularizer,
    /// Ascending, each once.
    pub strengths: Vec<f64>,
    /// The place of each between 0 and 1.
    pub places: Vec<f64>,
}

impl Range {
    /// The strengths in the table of networks, accurate or not.
    pub fn of(results: &Results, regularizer: Regularizer) -> Result<Self, FigureError> {
        let table = Table::new("runs", &results.runs);
        table.expect(&KEYS)?;
        let swept = sweep_of(&results.runs, regularizer)?;
        let mut strengths = Table::new("runs", &swept).numbers(c::STRENGTH)?;
        strengths.sort_by(f64::total_cmp);
        strengths.dedup();
        let places = relative_strengths(&strengths, regularizer);
        Ok(Self {
            regularizer,
            strengths,
            places,
        })
    }

    /// Those of all regularizers in the table of networks.
    pub fn all(results: &Results) -> Result<Vec<Self>, FigureError> {
        regularizers(&results.runs)
            .into_iter()
            .map(|r| Self::of(results, r))
            .collect()
    }

    /// The place of a strength, NaN for one that the sweep does not have.
    pub fn place(&self, strength: f64) -> f64 {
        let same = |s: &f64| (s - strength).abs() <= 1e-9 * strength.abs();
        let index = self.strengths.iter().position(same);
        index.map_or(f64::NAN, |i| self.places[i])
    }

    /// `L2 10⁻⁵ to 0.1 (log)`.
    pub fn describe(&self) -> String {
        let label = self.regularizer.label();
        match (self.strengths.first(), self.strengths.last()) {
            (Some(&first), Some(&last)) => {
                let how = match self.regularizer.axis() {
                    StrengthAxis::Linear => "linear",
                    _ if first == 0.0 => "log, 0 one step below the weakest",
                    _ => "log",
                };
                format!(
                    "{label} {} to {} ({how})",
                    scientific(first),
                    scientific(last)
                )
            }
            _ => format!("{label} not swept"),
        }
    }
}

/// A mean over networks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Summary {
    pub mean: f64,
    /// Standard deviation (n − 1); 0 for a single number.
    pub std: f64,
    pub n: usize,
}

impl Summary {
    /// Of the finite numbers among `values`; `None` if there are none.
    pub fn of(values: &[f64]) -> Option<Self> {
        let finite: Vec<f64> = values.iter().copied().filter(|v| v.is_finite()).collect();
        Some(Self {
            mean: mean(&finite)?,
            std: standard_deviation(&finite).unwrap_or(0.0),
            n: finite.len(),
        })
    }

    /// Standard error of the mean.
    pub fn sem(&self) -> f64 {
        self.std / (self.n as f64).sqrt()
    }
}

/// The hidden layers of a table in order, without `combined`.
pub(super) fn hidden_layers(table: Table<'_>) -> Result<Vec<String>, FigureError> {
    let mut layers: Vec<usize> = table
        .texts(c::LAYER)?
        .iter()
        .filter_map(|layer| layer.parse().ok())
        .collect();
    layers.sort_unstable();
    layers.dedup();
    Ok(layers.iter().map(usize::to_string).collect())
}

/// A layer's display name.
pub(super) fn layer_label(layer: &str) -> String {
    match layer.parse::<usize>() {
        Ok(index) => format!("hidden layer {}", index + 1),
        Err(_) => "all layers combined".to_owned(),
    }
}

/// One number per network: `value` averaged over the rows of a network in these layers, by method and strength.
pub(super) type ByMethod = BTreeMap<String, Vec<(f64, f64)>>;

/// For each method the networks' (strength, value averaged over `layers`). Strength is NaN if the table has none.
pub(super) fn by_method(
    frame: &DataFrame,
    layers: &[String],
    value: &str,
) -> Result<ByMethod, FigureError> {
    let table = Table::new("modules", frame);
    let (methods, at) = (table.texts(c::METHOD)?, table.texts(c::LAYER)?);
    let (networks, strengths) = (table.texts(c::RUN_ID)?, table.numbers(c::STRENGTH)?);
    let values = table.numbers(value)?;
    let mut sums: BTreeMap<(&str, u64, &str), (f64, f64)> = BTreeMap::new();
    for i in 0..values.len() {
        if layers.contains(&at[i]) && values[i].is_finite() {
            let key = (
                methods[i].as_str(),
                strengths[i].to_bits(),
                networks[i].as_str(),
            );
            let sum = sums.entry(key).or_default();
            *sum = (sum.0 + values[i], sum.1 + 1.0);
        }
    }
    let mut found = ByMethod::new();
    for ((method, strength, _), (sum, count)) in sums {
        let pair = (f64::from_bits(strength), sum / count);
        found.entry(method.to_owned()).or_default().push(pair);
    }
    Ok(found)
}

/// Mean and spread of (x, value) pairs at each x, ascending; x that are NaN are left out.
pub(super) fn summaries(pairs: &[(f64, f64)]) -> Vec<(f64, Summary)> {
    let mut sorted: Vec<_> = pairs.iter().filter(|p| p.0.is_finite()).collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    sorted
        .chunk_by(|a, b| a.0 == b.0)
        .filter_map(|same| {
            let values: Vec<f64> = same.iter().map(|p| p.1).collect();
            Some((same[0].0, Summary::of(&values)?))
        })
        .collect()
}

/// What a table lacks of the things that figures show: ` Missing: …` for the end of a caption, empty if nothing.
///
/// `methods` are the columns that name methods.
pub(super) fn missing(
    results: &Results,
    table: Table<'_>,
    methods: &[&str],
) -> Result<String, FigureError> {
    let mut named = Vec::new();
    for column in methods {
        named.extend(table.texts(column)?);
    }
    let absent = |a: &Association| !named.contains(&a.name());
    let mut what: Vec<String> = Association::ALL
        .into_iter()
        .filter(absent)
        .map(Association::label)
        .collect();
    let there = hidden_layers(table)?;
    let highest = there
        .last()
        .and_then(|l| l.parse().ok())
        .map_or(0, |last: usize| last + 1);
    let expected = experiment(&results.experiment).map_or(highest, |e| e.architecture.n_hidden());
    let layers = (0..expected)
        .map(|l| l.to_string())
        .filter(|l| !there.contains(l));
    what.extend(layers.map(|l| layer_label(&l)));
    if untrained(table)?.height() == 0 {
        what.push("untrained networks".to_owned());
    }
    Ok(match what.is_empty() {
        true => String::new(),
        false => format!(" Missing in these results: {}.", what.join(", ")),
    })
}

/// The error that no trained network is left after the cut by accuracy.
pub(super) fn no_acceptable(results: &Results, table: &str, figure: &str) -> FigureError {
    let least = least_text(results).unwrap_or_else(|error| error.to_string());
    FigureError::Empty {
        figure: figure.to_owned(),
        what: format!(
            "trained network in a setting with a mean validation accuracy of at least {least} in table {table} of {}",
            results.experiment
        ),
    }
}

/// `mnist-base: 243 trained networks (27 in settings below 80% mean validation accuracy left out), 100 untrained`.
pub(super) fn networks(results: &Results, cut: bool) -> Result<String, FigureError> {
    let table = Table::new("runs", &results.runs);
    let all = trained(table)?.height();
    let null = untrained(table)?.height();
    if !cut {
        let name = &results.experiment;
        return Ok(format!("{name}: {all} trained networks, {null} untrained."));
    }
    let kept = trained(Table::new("runs", &acceptable(results, table)?))?;
    let kept = Table::new("runs", &kept).numbers(c::VAL_ACCURACY)?;
    let kept = kept.iter().filter(|accuracy| !accuracy.is_nan()).count();
    let networks = trained(table)?;
    let accuracies = Table::new("runs", &networks).numbers(c::VAL_ACCURACY)?;
    let unmeasured = accuracies.iter().filter(|a| a.is_nan()).count();
    let least = least_text(results)?;
    let mut left: Vec<String> = Vec::new();
    if all > kept + unmeasured {
        left.push(format!(
            "{} in settings below {least} mean validation accuracy",
            all - kept - unmeasured
        ));
    }
    if unmeasured > 0 {
        left.push(format!("{unmeasured} not measured"));
    }
    let trained = match left.is_empty() {
        true => {
            format!(
                "{kept} trained networks (every setting above {least} mean validation accuracy)"
            )
        }
        false => format!("{kept} trained networks ({} left out)", left.join(", ")),
    };
    Ok(format!(
        "{}: {trained}, {null} untrained.",
        results.experiment
    ))
}
