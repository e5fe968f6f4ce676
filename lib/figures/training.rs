//! The course of training: learning curves.

use super::FigureError;
use super::colors::regularizer_color;
use super::data::Table;
use crate::analysis::{AnalysisError, Results, columns as c, select, sweep_of};
use crate::drawing::{
    Axes, Axis, Figure, Key, LegendEntry, Mark, Panel, Scale, Series, Style, Symbol, faint,
    range_of, scientific,
};
use crate::spec::Regularizer;

/// Column, label and scale of each panel.
const PANELS: [(&str, &str, Scale); 2] = [
    (c::VAL_LOSS, "validation loss (nats)", Scale::Log),
    (c::VAL_ACCURACY, "validation accuracy", Scale::Percent),
];

/// One network's numbers by epoch.
struct Curve {
    strength: f64,
    points: Vec<(f64, f64)>,
}

/// Validation loss and accuracy of one replicate by epoch, one line per strength of `regularizer`: light for weak, dark for
/// strong. Not a figure of the paper.
///
/// # Errors
/// The table of training lacks a column or has no such replicate.
pub fn learning_curves(
    results: &Results,
    regularizer: Regularizer,
    run: u32,
    style: &Style,
) -> Result<Figure, FigureError> {
    let title = format!("Learning curves by {}", regularizer.label());
    let swept = sweep_of(&results.training, regularizer)?;
    let swept = select(&swept, [(c::RUN, f64::from(run).into())])?;
    let mut figure = Figure::new(title, "", style);
    let mut strengths = Vec::new();
    for (place, (column, label, scale)) in PANELS.into_iter().enumerate() {
        let curves = curves(&Table::new("training", &swept), column)?;
        let Some(last) = curves.iter().map(|k| k.points.len()).max() else {
            return Err(AnalysisError::Empty {
                wanted: format!("run {run} of a sweep over {regularizer}"),
            }
            .into());
        };
        strengths = curves.iter().map(|k| k.strength).collect();
        let axes = Axes {
            x: Axis::new("epoch", Scale::Linear, (0.0, last as f64)),
            y: Axis::new(label, scale, value_range(&curves, scale)),
            series: curves
                .iter()
                .map(|k| series(k, &strengths, regularizer))
                .collect(),
            frame: true,
        };
        figure.panels.push(Panel::new((0, place), "", axes));
    }
    figure.caption = format!(
        "{}, {} networks: replicate {run} at each strength of {}, light for weak, full for strong. Each line ends where training stopped.",
        results.experiment,
        strengths.len(),
        regularizer.label()
    );
    figure.legend = strengths
        .iter()
        .map(|&strength| LegendEntry {
            label: named(regularizer, strength),
            key: Key::Line(shade(strength, &strengths, regularizer), Symbol::Circle),
        })
        .collect();
    Ok(figure)
}

fn curves(table: &Table<'_>, column: &str) -> Result<Vec<Curve>, FigureError> {
    let (strengths, epochs) = (table.numbers(c::STRENGTH)?, table.numbers(c::EPOCH)?);
    let values = table.numbers(column)?;
    let mut curves: Vec<Curve> = Vec::new();
    for ((&strength, &epoch), &value) in strengths.iter().zip(&epochs).zip(&values) {
        match curves.last_mut().filter(|k| k.strength == strength) {
            Some(curve) => curve.points.push((epoch, value)),
            None => curves.push(Curve {
                strength,
                points: vec![(epoch, value)],
            }),
        }
    }
    Ok(curves)
}

fn value_range(curves: &[Curve], scale: Scale) -> (f64, f64) {
    let values = curves.iter().flat_map(|k| k.points.iter().map(|p| p.1));
    match scale {
        Scale::Log => {
            let (low, high) = range_of(values.map(f64::log10)).unwrap_or((-1.0, 1.0));
            (10f64.powf(low), 10f64.powf(high))
        }
        Scale::Linear | Scale::Percent => range_of(values).unwrap_or((0.0, 1.0)),
    }
}

fn series(curve: &Curve, strengths: &[f64], regularizer: Regularizer) -> Series {
    Series {
        name: named(regularizer, curve.strength),
        marks: vec![Mark::Line {
            points: curve.points.clone(),
            color: shade(curve.strength, strengths, regularizer),
            width: 0.8,
            dashed: false,
        }],
    }
}

fn named(regularizer: Regularizer, strength: f64) -> String {
    format!("{} {}", regularizer.label(), scientific(strength))
}

/// The regularizer's colour, light for the weakest to full for the strongest.
fn shade(strength: f64, strengths: &[f64], regularizer: Regularizer) -> plotters::style::RGBAColor {
    let rank = strengths.iter().filter(|&&s| s < strength).count();
    let most = strengths.len().saturating_sub(1).max(1);
    faint(
        regularizer_color(regularizer),
        0.25 + 0.75 * rank as f64 / most as f64,
    )
}
