//! Untrained networks: distributions of Q and of the number of modules (F7).

use super::FigureError;
use super::chance::chance_mark;
use super::colors::association_color;
use super::data::{
    Summary, Table, has_numbers, hidden_layers, layer_label, missing, networks, untrained,
};
use crate::analysis::{Results, columns as c};
use crate::drawing::{
    Axes, Axis, Figure, INK, Mark, Panel, Scale, Series, Style, Symbol, faint, range_of,
};
use crate::spec::Association;
use crate::statistics::mean;

/// Bins of the histogram of Q.
const BINS: usize = 30;
/// Height of a histogram in units of the distance between two methods.
const HEIGHT: f64 = 0.85;
/// For the caption, if the table has the column.
const NOTE: &str = " Triangle: mean Q of the same matrices with their entries shuffled, which is what chance gives.";

/// F7. Distributions of Q and of the number of modules in untrained networks, by method (ridges) and layer (columns).
///
/// # Errors
/// The table of modules lacks a column, or has no untrained network.
pub fn null_distributions(results: &Results, style: &Style) -> Result<Figure, FigureError> {
    let title = "Untrained networks: the null of modularity";
    let null = untrained(Table::new("modules", &results.modules))?;
    let table = Table::new("modules", &null);
    let at = table.texts(c::LAYER)?;
    let layers = layers_of(table, &at)?;
    if layers.is_empty() {
        let (figure, of) = (title.to_owned(), &results.experiment);
        let what = format!("untrained networks in table modules of {of}");
        return Err(FigureError::Empty { figure, what });
    }
    let methods = table.texts(c::METHOD)?;
    let chance = match has_numbers(&null, c::Q_CHANCE) {
        true => Some(table.numbers(c::Q_CHANCE)?),
        false => None,
    };
    let mut figure = Figure::new(title, caption(results)?, style);
    figure.aspect = 0.85;
    let quantities = [(c::Q, "modularity Q"), (c::N_MODULES, "number of modules")];
    for (row, (column, label)) in quantities.into_iter().enumerate() {
        let values = table.numbers(column)?;
        let range = range_of(values.iter().copied()).unwrap_or((0.0, 1.0));
        for (place, layer) in layers.iter().enumerate() {
            let of = |association: Association| {
                let name = association.name();
                let here = |i: &usize| at[*i] == *layer && methods[*i] == name;
                let known = |numbers: &[f64]| -> Vec<f64> {
                    let rows = (0..numbers.len()).filter(here);
                    rows.map(|i| numbers[i]).filter(|v| v.is_finite()).collect()
                };
                let by_chance = chance.as_ref().filter(|_| column == c::Q);
                (known(&values), by_chance.and_then(|q| mean(&known(q))))
            };
            let axes = ridges(of, label, range, place == 0, column == c::N_MODULES);
            let title = match row {
                0 => layer_label(layer),
                _ => String::new(),
            };
            figure.panels.push(Panel::new((row, place), title, axes));
        }
    }
    Ok(figure)
}

fn caption(results: &Results) -> Result<String, FigureError> {
    let all = Table::new("modules", &results.modules);
    let note = match has_numbers(&results.modules, c::Q_CHANCE) {
        true => NOTE,
        false => "",
    };
    Ok(format!(
        "{} Histograms over the untrained ones, each as high as its highest bin; dot and bar: mean ± σ.{note}{}",
        networks(results, false)?,
        missing(results, all, &[c::METHOD])?
    ))
}

/// The hidden layers, then all of them combined if the table has that.
fn layers_of(table: Table<'_>, at: &[String]) -> Result<Vec<String>, FigureError> {
    let mut layers = hidden_layers(table)?;
    layers.extend(at.iter().find(|l| *l == "combined").cloned());
    Ok(layers)
}

fn ridges(
    of: impl Fn(Association) -> (Vec<f64>, Option<f64>),
    label: &str,
    range: (f64, f64),
    named: bool,
    whole: bool,
) -> Axes {
    let n = Association::ALL.len();
    let level = |i: usize| (n - 1 - i) as f64;
    let (low, high) = if whole {
        (range.0.floor() - 0.5, range.1.ceil() + 0.5)
    } else {
        range
    };
    let bins = if whole {
        (high - low).round().max(1.0) as usize
    } else {
        BINS
    };
    let mut y = Axis::new("", Scale::Linear, (-0.2, n as f64 + 0.1)).silent_if(!named);
    y.names = (0..n)
        .map(|i| (level(i), Association::ALL[i].label()))
        .collect();
    let ridge = |(i, association): (usize, Association)| {
        let (values, chance) = of(association);
        Series {
            name: association.label(),
            marks: ridge(association, &values, chance, (low, high), bins, level(i)),
        }
    };
    let series = Association::ALL
        .into_iter()
        .enumerate()
        .map(ridge)
        .collect();
    Axes {
        x: Axis::new(label, Scale::Linear, (low, high)),
        y,
        series,
        frame: true,
    }
}

/// A histogram standing on `base`, with mean and spread below it, and the mean of shuffled matrices if known.
fn ridge(
    association: Association,
    values: &[f64],
    chance: Option<f64>,
    ends: (f64, f64),
    bins: usize,
    base: f64,
) -> Vec<Mark> {
    let mut marks = vec![Mark::Shape {
        points: histogram(values, ends, bins, base),
        color: faint(association_color(association), 0.75),
    }];
    let y = base - 0.09;
    if let Some(s) = Summary::of(values) {
        marks.push(Mark::Line {
            points: vec![(s.mean - s.std, y), (s.mean + s.std, y)],
            color: INK,
            width: 0.6,
            dashed: false,
        });
        marks.push(Mark::Dots {
            points: vec![(s.mean, y)],
            color: INK,
            symbol: Symbol::Circle,
            radius: 2.2,
        });
    }
    marks.extend(chance.map(|mean| chance_mark(mean, y)));
    marks
}

/// The outline of a histogram that stands on `base`.
fn histogram(values: &[f64], (low, high): (f64, f64), bins: usize, base: f64) -> Vec<(f64, f64)> {
    let width = (high - low) / bins as f64;
    let mut counts = vec![0usize; bins];
    for value in values {
        let bin = ((value - low) / width) as usize;
        counts[bin.min(bins - 1)] += 1;
    }
    let top = counts.iter().copied().max().unwrap_or(0).max(1) as f64;
    let mut outline = vec![(low, base)];
    for (bin, &count) in counts.iter().enumerate() {
        let y = base + HEIGHT * count as f64 / top;
        outline.push((low + bin as f64 * width, y));
        outline.push((low + (bin + 1) as f64 * width, y));
    }
    outline.push((high, base));
    outline
}
