//! Performance and norms of the networks against regularization (F1).

use super::data::{Range, Summary, Table, networks, summaries, trained, untrained};
use super::modularity::{mean_series, null_series};
use super::scale::{range_of, scientific};
use super::{
    Axes, Axis, Figure, FigureError, Key, LegendEntry, Mark, NULL, Panel, Scale, Series, Style,
    faint, regularizer_color,
};
use crate::analysis::{Results, columns as c, sweep_of};
use crate::spec::Regularizer;
use std::collections::BTreeMap;

/// Column, label and scale of each row.
const ROWS: [(&str, &str, Scale); 6] = [
    (c::TRAIN_ACCURACY, "train accuracy", Scale::Percent),
    (c::TEST_ACCURACY, "test accuracy", Scale::Percent),
    (c::WEIGHT_SQ_SUM, "Σ w²", Scale::Log),
    (c::WEIGHT_L1, "Σ |w|", Scale::Log),
    (c::NEAR_ZERO_FRACTION, "|w| < 0.001", Scale::Percent),
    (c::NUCLEAR_NORM, "nuclear norm", Scale::Log),
];

/// F1. Accuracy and norms of weights (rows) against the strength of each regularizer (columns): a thin line a
/// replicate, a bold line the mean ± s.e.m., grey the untrained networks.
///
/// # Errors
/// The table of networks lacks a column or has no rows.
pub fn performance(results: &Results, style: &Style) -> Result<Figure, FigureError> {
    let title = "Performance and norms against regularization";
    let caption = format!(
        "{} Thin lines: one replicate; bold: mean ± s.e.m.; grey: mean of untrained networks ± 1, 2, 3 σ. \
         Norms are of all weights, biases left out.",
        networks(results, false)?
    );
    let mut figure = Figure::new(title, caption, style);
    figure.aspect = 0.42;
    for row in 0..ROWS.len() {
        figure.panels.extend(row_panels(results, row, title)?);
    }
    figure.legend = Regularizer::ALL
        .into_iter()
        .map(|r| LegendEntry {
            label: format!("{}, mean", r.label()),
            key: Key::Line(regularizer_color(r), super::modularity::symbol(r)),
        })
        .chain([LegendEntry {
            label: "untrained networks".to_owned(),
            key: Key::Patch(faint(NULL, 0.4)),
        }])
        .collect();
    Ok(figure)
}

/// The three panels of one row.
fn row_panels(results: &Results, row: usize, title: &str) -> Result<Vec<Panel>, FigureError> {
    let (column, label, scale) = ROWS[row];
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
            x: strength_axis(&range).silent_if(row + 1 < ROWS.len()),
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

/// Strengths by their places on the common axis, named by their numbers.
fn strength_axis(range: &Range) -> Axis {
    let label = match range.regularizer {
        Regularizer::Dropout => "dropout probability".to_owned(),
        other => format!("{} weight", other.label()),
    };
    let mut axis = Axis::new(label, Scale::Linear, (-0.03, 1.03));
    axis.names = range
        .strengths
        .iter()
        .zip(&range.places)
        .filter(|(s, _)| match range.regularizer {
            // Whole decades are enough.
            Regularizer::L2 | Regularizer::L1 => {
                **s == 0.0 || (s.log10() - s.log10().round()).abs() < 1e-6
            }
            Regularizer::Dropout => true,
        })
        .map(|(s, place)| (*place, named(*s, range.regularizer)))
        .collect();
    axis
}

/// A strength as a tick label: powers of ten for penalties, so that all labels of an axis look alike.
fn named(strength: f64, regularizer: Regularizer) -> String {
    match regularizer {
        Regularizer::L2 | Regularizer::L1 if strength > 0.0 => {
            super::scale::power_of_ten(strength.log10().round() as i32)
        }
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
