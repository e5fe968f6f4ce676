//! How far the methods' modules agree: untrained (F14) and on average (F15).

use super::FigureError;
use super::colors::association_color;
use super::data::{
    Table, acceptable, hidden_layers, missing, networks, no_acceptable, trained, untrained,
};
use crate::alignment::AlignmentMeasure;
use crate::analysis::{Results, columns as c, matrix_of_pairs};
use crate::drawing::{ColorMap, Figure, Key, LegendEntry, Matrix, Panel, Style, Tab};
use crate::spec::Association;
use crate::statistics::{mean, median};
use ndarray::Array2;
use polars::prelude::*;

/// The measures of F14 and F15; both directions of the transfer make one matrix.
const SHOWN: [AlignmentMeasure; 5] = [
    AlignmentMeasure::RmiNorm,
    AlignmentMeasure::ElementSim,
    AlignmentMeasure::GreedyOverlap,
    AlignmentMeasure::AdjSpearman,
    AlignmentMeasure::TransferAaPbNorm,
];

pub(super) fn label(measure: AlignmentMeasure) -> &'static str {
    match measure {
        AlignmentMeasure::TransferAaPbNorm => "relative transfer Q",
        other => other.label(),
    }
}

/// Mean (of a relative transfer the median) of a measure over the rows for each pair of methods; NaN on the diagonal and for pairs without numbers.
///
/// The transfers are not symmetric: there row and column are the method of the matrix and the method of the modules.
pub(super) fn means(
    frame: &DataFrame,
    measure: AlignmentMeasure,
) -> Result<Array2<f64>, FigureError> {
    let there = measure.name();
    let back = match measure {
        AlignmentMeasure::TransferAaPbNorm => c::TRANSFER_AB_PA_NORM,
        AlignmentMeasure::TransferAaPb => c::TRANSFER_AB_PA,
        _ => there,
    };
    Table::new("alignments", frame).expect(&[c::METHOD_A, c::METHOD_B, there, back])?;
    let names = Association::ALL.map(Association::name);
    let middle: fn(&[f64]) -> Option<f64> = match measure {
        // Single values explode where the own Q is near 0.
        AlignmentMeasure::TransferAaPbNorm | AlignmentMeasure::TransferAbPaNorm => median_of,
        _ => mean,
    };
    Ok(matrix_of_pairs(frame, &names, [there, back], middle)?)
}

fn median_of(values: &[f64]) -> Option<f64> {
    median(values.to_vec())
}

/// The rows of single hidden layers, without `combined`.
pub(super) fn in_layers(frame: &DataFrame, layers: &[String]) -> Result<DataFrame, FigureError> {
    let any = layers
        .iter()
        .map(|l| col(c::LAYER).eq(lit(l.as_str())))
        .reduce(Expr::or)
        .unwrap_or(lit(false));
    let rows = frame.clone().lazy().filter(any).collect();
    Ok(rows.map_err(crate::analysis::AnalysisError::from)?)
}

/// The alignment table of an experiment, cut by accuracy.
pub(super) struct Aligned {
    pub good: DataFrame,
    pub null: DataFrame,
    pub layers: Vec<String>,
}

impl Aligned {
    pub fn of(results: &Results, title: &str) -> Result<Self, FigureError> {
        let aligned = Self::untrained_of(results, title)?;
        if aligned.good.height() == 0 {
            return Err(no_acceptable(results, "alignments", title));
        }
        Ok(aligned)
    }

    /// The same if no trained network is needed.
    fn untrained_of(results: &Results, title: &str) -> Result<Self, FigureError> {
        let table = Table::new("alignments", &results.alignments);
        let layers = hidden_layers(table)?;
        if layers.is_empty() {
            return Err(FigureError::Empty {
                figure: title.to_owned(),
                what: format!(
                    "rows of hidden layers in table alignments of {}",
                    results.experiment
                ),
            });
        }
        let hidden = in_layers(&acceptable(results, table)?, &layers)?;
        let hidden = Table::new("alignments", &hidden);
        Ok(Self {
            good: trained(hidden)?,
            null: untrained(hidden)?,
            layers,
        })
    }
}

impl Aligned {
    pub fn caption(&self, results: &Results, note: &str) -> Result<String, FigureError> {
        let missing = self.missing(results)?;
        Ok(format!("{} {note}{missing}", networks(results, true)?))
    }

    /// What is missing from the table.
    fn missing(&self, results: &Results) -> Result<String, FigureError> {
        let table = Table::new("alignments", &results.alignments);
        missing(results, table, &[c::METHOD_A, c::METHOD_B])
    }
}

/// A heat map over pairs of methods; `named` writes the methods' names beside the rows.
pub(super) fn pairs(values: Array2<f64>, range: (f64, f64), map: ColorMap, named: bool) -> Matrix {
    let tab = |named: bool| {
        Association::ALL.map(|a| Tab {
            color: Some(association_color(a)),
            label: if named { a.label() } else { String::new() },
        })
    };
    let mut matrix = Matrix::new(values, range, map);
    matrix.row_tabs = tab(named).to_vec();
    matrix.column_tabs = tab(false).to_vec();
    // A line between upstream and downstream methods.
    matrix.row_borders = vec![Association::ALL.len() / 2];
    matrix.column_borders = matrix.row_borders.clone();
    matrix
}

/// From zero, or from the lowest value if it is negative, to the highest. A value far below zero (a relative transfer may
/// be) takes at most half of the colours.
pub(super) fn absolute_range<'a>(all: impl IntoIterator<Item = &'a Array2<f64>>) -> (f64, f64) {
    let values = all.into_iter().flat_map(|m| m.iter().copied());
    let (lowest, highest) = values
        .filter(|v| v.is_finite())
        .fold((0.0, 0.0), |(l, h), v| (f64::min(l, v), f64::max(h, v)));
    let highest = if highest > 0.0 { highest } else { 1.0 };
    (lowest.max(-highest), highest)
}

pub(super) fn symmetric_range<'a>(all: impl IntoIterator<Item = &'a Array2<f64>>) -> (f64, f64) {
    let values = all.into_iter().flat_map(|m| m.iter().copied());
    let largest = values
        .filter(|v| v.is_finite())
        .map(f64::abs)
        .fold(0.0, f64::max);
    let end = if largest > 0.0 { largest } else { 1.0 };
    (-end, end)
}

pub(super) fn method_legend() -> Vec<LegendEntry> {
    Association::ALL
        .into_iter()
        .map(|a| LegendEntry {
            label: a.label(),
            key: Key::Patch(association_color(a)),
        })
        .collect()
}

const PAIR_NOTE: &str = "Means over networks and hidden layers (medians of the relative transfer); orange lines part upstream from downstream methods; \
     grey: a method with itself, or not measured. Relative transfer: modules of the column's method on the row's matrix.";

/// F14. Alignment between methods in untrained networks, by several measures.
///
/// # Errors
/// The tables lack a column or have no rows.
pub fn alignment_untrained(results: &Results, style: &Style) -> Result<Figure, FigureError> {
    let title = "Alignment between methods in untrained networks";
    let aligned = Aligned::untrained_of(results, title)?;
    if aligned.null.height() == 0 {
        return Err(FigureError::Empty {
            figure: title.to_owned(),
            what: format!(
                "untrained networks in table alignments of {}",
                results.experiment
            ),
        });
    }
    let runs = untrained(Table::new("runs", &results.runs))?;
    let caption = format!(
        "{}: {} untrained networks. {PAIR_NOTE}{}",
        results.experiment,
        runs.height(),
        aligned.missing(results)?
    );
    let mut figure = Figure::new(title, caption, style);
    for (i, measure) in SHOWN.into_iter().enumerate() {
        let values = means(&aligned.null, measure)?;
        let range = absolute_range([&values]);
        let mut matrix = pairs(values, range, ColorMap::Sequential, i % 3 == 0);
        matrix.own_bar = true;
        let panel = Panel::new((i / 3, i % 3), label(measure), matrix);
        figure.panels.push(panel);
    }
    Ok(figure)
}

/// F15. Alignment between methods averaged over all acceptable networks, and its difference from untrained ones.
///
/// # Errors
/// The tables lack a column or have no rows.
pub fn alignment_average(results: &Results, style: &Style) -> Result<Figure, FigureError> {
    let title = "Alignment between methods";
    let aligned = Aligned::of(results, title)?;
    let caption = aligned.caption(results, PAIR_NOTE)?;
    let mut figure = Figure::new(title, caption, style);
    figure.row_titles = ["trained", "trained − untrained"]
        .map(String::from)
        .to_vec();
    for (column, measure) in SHOWN.into_iter().enumerate() {
        let values = means(&aligned.good, measure)?;
        let difference = &values - &means(&aligned.null, measure)?;
        let absolute = (absolute_range([&values]), ColorMap::Sequential);
        let changed = (symmetric_range([&difference]), ColorMap::Diverging);
        for (row, (values, (range, map))) in [(values, absolute), (difference, changed)]
            .into_iter()
            .enumerate()
        {
            let mut matrix = pairs(values, range, map, false);
            matrix.own_bar = true;
            let title = if row == 0 { label(measure) } else { "" };
            figure.panels.push(Panel::new((row, column), title, matrix));
        }
    }
    figure.legend = method_legend();
    Ok(figure)
}
