//! Whole networks against regularization: performance and norms (F1), and the course of training.

use super::FigureError;
use super::chance::null_series;
use super::colors::regularizer_color;
use super::data::{Range, Summary, Table, networks, summaries, trained, untrained};
use super::modularity::mean_series;
use crate::analysis::{AnalysisError, Results, columns as c, regularizers, sweep_of};
use crate::drawing::{
    Axes, Axis, Figure, Key, LegendEntry, Mark, NULL, Panel, Scale, Series, Style, faint,
    power_of_ten, range_of, scientific,
};
use crate::spec::{Regularizer, StrengthAxis};
use polars::prelude::{IntoLazy, JoinArgs, JoinType, col};
use std::collections::BTreeMap;

/// Column, label and scale of a row of panels.
type Row = (&'static str, &'static str, Scale);

const PERFORMANCE: [Row; 6] = [
    (c::TRAIN_ACCURACY, "train accuracy", Scale::Percent),
    (c::TEST_ACCURACY, "test accuracy", Scale::Percent),
    (c::WEIGHT_SQ_SUM, "Σ w²", Scale::Log),
    (c::WEIGHT_L1, "Σ |w|", Scale::Log),
    (c::NEAR_ZERO_FRACTION, "|w| < 0.001", Scale::Percent),
    (c::NUCLEAR_NORM, "nuclear norm", Scale::Log),
];

/// F1. Accuracy and norms of weights (rows) against the strength of each regularizer (columns): thin lines are
/// replicates, bold lines the mean ± s.e.m., grey the untrained networks.
///
/// # Errors
/// The table of networks lacks a column or has no rows.
pub fn performance(results: &Results, style: &Style) -> Result<Figure, FigureError> {
    let caption = format!(
        "{} Thin lines: one replicate; bold: mean ± s.e.m.; grey: mean of untrained networks ± 1, 2, 3 σ. \
         Norms are of all weights, biases left out.",
        networks(results, false)?
    );
    let title = "Performance and norms against regularization";
    let mut figure = by_strength(results, &PERFORMANCE, (title, caption), style)?;
    if untrained(Table::new("runs", &results.runs))?.height() == 0 {
        figure.caption += " Missing in these results: untrained networks.";
    }
    figure.aspect = 0.42;
    figure.legend.push(LegendEntry {
        label: "untrained networks".to_owned(),
        key: Key::Patch(faint(NULL, 0.4)),
    });
    Ok(figure)
}

const TRAINING: [Row; 2] = [
    (c::VAL_ACCURACY, "validation accuracy", Scale::Percent),
    (c::EPOCHS, "epochs", Scale::Linear),
];

/// Validation accuracy at the best epoch and length of training (rows) against the strength of each regularizer
/// (columns), from the logs of training alone: networks need not have been measured. Not a figure of the paper.
///
/// # Errors
/// The table of networks or of training lacks a column or has no rows.
pub fn training_by_strength(results: &Results, style: &Style) -> Result<Figure, FigureError> {
    let at_best_epoch = results.training.clone().lazy().select([
        col(c::RUN_ID),
        col(c::STRENGTH),
        col(c::EPOCH).alias(c::BEST_EPOCH),
        col(c::VAL_ACCURACY),
    ]);
    let keys = [c::RUN_ID, c::STRENGTH, c::BEST_EPOCH].map(col);
    // The table of networks has the same number, but only for measured networks.
    let runs = trained(Table::new("runs", &results.runs))?.drop_many([c::VAL_ACCURACY]);
    let logged = Results {
        runs: runs
            .lazy()
            .join(at_best_epoch, &keys, &keys, JoinArgs::new(JoinType::Left))
            .collect()
            .map_err(AnalysisError::from)?,
        ..results.clone()
    };
    let caption = format!(
        "{} Thin lines: one replicate; bold: mean ± s.e.m. Accuracy is that of the epoch with the lowest validation \
         loss, whose weights are kept.",
        networks(results, false)?
    );
    let title = "Training against regularization";
    let mut figure = by_strength(&logged, &TRAINING, (title, caption), style)?;
    figure.aspect = 0.6;
    Ok(figure)
}

fn by_strength(
    results: &Results,
    rows: &[Row],
    (title, caption): (&str, String),
    style: &Style,
) -> Result<Figure, FigureError> {
    let mut figure = Figure::new(title, caption, style);
    for row in 0..rows.len() {
        figure.panels.extend(row_panels(results, rows, row, title)?);
    }
    figure.legend = regularizers(&results.runs)
        .into_iter()
        .map(|r| LegendEntry {
            label: format!("{}, mean", r.label()),
            key: Key::Line(regularizer_color(r), super::colors::regularizer_symbol(r)),
        })
        .collect();
    Ok(figure)
}

/// The three panels of one row.
fn row_panels(
    results: &Results,
    rows: &[Row],
    row: usize,
    title: &str,
) -> Result<Vec<Panel>, FigureError> {
    let (column, label, scale) = rows[row];
    let null = untrained(Table::new("runs", &results.runs))?;
    let null = Summary::of(&Table::new("runs", &null).numbers(column)?);
    let mut swept = Vec::new();
    for range in Range::all(results)? {
        swept.push((replicates(results, range.regularizer, column)?, range));
    }
    let values = swept.iter().flat_map(|(lines, _)| lines.values().flatten());
    let mut ends: Vec<f64> = values.map(|p| p.1).collect();
    if let Some(null) = null {
        ends.extend([null.mean - null.std, null.mean + null.std]);
    }
    if ends.iter().all(|v| !v.is_finite()) {
        return Err(FigureError::Empty {
            figure: title.to_owned(),
            what: format!("numbers in column `{column}` of {}", results.experiment),
        });
    }
    let y_range = row_range(&ends, scale);
    let mut panels = Vec::new();
    for (place, (lines, range)) in swept.into_iter().enumerate() {
        let axes = Axes {
            x: strength_axis(&range).silent_if(row + 1 < rows.len()),
            y: Axis::new(label, scale, y_range).silent_if(place > 0),
            series: series(&lines, &range, null),
            frame: true,
        };
        panels.push(if row == 0 {
            let panel = Panel::new((row, place), range.regularizer.label(), axes);
            panel.with_tab(regularizer_color(range.regularizer))
        } else {
            Panel::new((row, place), "", axes)
        });
    }
    Ok(panels)
}

/// The numbers of each replicate: (strength, value) ascending, by run.
fn replicates(
    results: &Results,
    regularizer: Regularizer,
    column: &str,
) -> Result<BTreeMap<u64, Vec<(f64, f64)>>, FigureError> {
    let swept = sweep_of(&trained(Table::new("runs", &results.runs))?, regularizer)?;
    let table = Table::new("runs", &swept);
    let (runs, strengths) = (table.numbers(c::RUN)?, table.numbers(c::STRENGTH)?);
    let values = table.numbers(column)?;
    let mut lines: BTreeMap<u64, Vec<(f64, f64)>> = BTreeMap::new();
    for i in 0..values.len() {
        let line = lines.entry(runs[i] as u64).or_default();
        line.push((strengths[i], values[i]));
    }
    Ok(lines)
}

fn row_range(ends: &[f64], scale: Scale) -> (f64, f64) {
    match scale {
        Scale::Percent | Scale::Linear => range_of(ends.iter().copied()).unwrap_or((0.0, 1.0)),
        Scale::Log => {
            let logs = ends.iter().filter(|&&v| v > 0.0).map(|v| v.log10());
            let (low, high) = range_of(logs).unwrap_or((-1.0, 1.0));
            (10f64.powf(low), 10f64.powf(high))
        }
    }
}

/// Strengths at their places on the common axis, labelled with their values.
fn strength_axis(range: &Range) -> Axis {
    let label = match range.regularizer.axis() {
        StrengthAxis::Linear => format!("{} probability", range.regularizer.label()),
        StrengthAxis::Log => format!("{} weight", range.regularizer.label()),
    };
    let mut axis = Axis::new(label, Scale::Linear, (-0.03, 1.03));
    axis.names = range
        .strengths
        .iter()
        .zip(&range.places)
        .filter(|(s, _)| match range.regularizer.axis() {
            // Whole decades are enough.
            StrengthAxis::Log => **s == 0.0 || (s.log10() - s.log10().round()).abs() < 1e-6,
            StrengthAxis::Linear => true,
        })
        .map(|(s, place)| (*place, named(*s, range.regularizer)))
        .collect();
    axis
}

/// A strength as a tick label: powers of ten for penalties, so that all labels of an axis look alike.
fn named(strength: f64, regularizer: Regularizer) -> String {
    match regularizer.axis() {
        StrengthAxis::Log if strength > 0.0 => power_of_ten(strength.log10().round() as i32),
        _ => scientific(strength),
    }
}

fn series(
    lines: &BTreeMap<u64, Vec<(f64, f64)>>,
    range: &Range,
    null: Option<Summary>,
) -> Vec<Series> {
    let color = regularizer_color(range.regularizer);
    let mut all: Vec<Series> = null.iter().map(null_series).collect();
    let placed = |line: &Vec<(f64, f64)>| -> Vec<(f64, f64)> {
        line.iter().map(|&(s, v)| (range.place(s), v)).collect()
    };
    all.push(Series {
        name: format!("{}, replicates", range.regularizer.label()),
        marks: lines
            .values()
            .map(|line| Mark::Line {
                points: placed(line),
                color: faint(color, 0.35),
                width: 0.35,
                dashed: false,
            })
            .collect(),
    });
    let pairs: Vec<_> = lines.values().flatten().copied().collect();
    let means: Vec<_> = summaries(&pairs)
        .into_iter()
        .map(|(s, summary)| (range.place(s), summary))
        .collect();
    all.push(mean_series(range.regularizer, &means));
    all
}
