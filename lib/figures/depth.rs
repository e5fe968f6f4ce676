//! How modularity changes through the layers (F10).

use super::FigureError;
use super::colors::association_color;
use super::data::{least, networks, summaries};
use super::modularity::{NOT_MEASURED, Numbers, QUANTITIES, Sweeps, legend, mean_series};
use crate::analysis::{Results, regularizers, strongest_acceptable};
use crate::drawing::{
    Axes, Axis, Content, Figure, Mark, NULL, Panel, Scale, Series, Style, faint, range_of,
    scientific,
};
use crate::spec::{Association, Regularizer};

/// F10. Q and number of modules in each hidden layer, at the strongest acceptable strength of each regularizer.
///
/// # Errors
/// The tables lack a column or have no rows.
pub fn modularity_by_depth(results: &Results, style: &Style) -> Result<Figure, FigureError> {
    let title = "Modularity through the layers";
    let sweeps = Sweeps::of(results, title)?;
    let mut at = Vec::new();
    let mut chosen = Vec::new();
    for regularizer in regularizers(&results.runs) {
        let strength = strongest_acceptable(&results.runs, regularizer, least(results)?)?;
        chosen.push(match strength {
            Some(s) => format!("{} {}", regularizer.label(), scientific(s)),
            None => format!("{} none", regularizer.label()),
        });
        at.push(strength);
    }
    let caption = format!(
        "{} Points: mean over networks at the strongest acceptable strength ({}); bars: ± s.e.m. \
         Grey: mean of untrained networks ± 1, 2, 3 σ.{}",
        networks(results, true)?,
        chosen.join(", "),
        sweeps.missing
    );
    let mut figure = Figure::new(title, caption, style);
    figure.legend = legend(results);
    for (q, (column, label)) in QUANTITIES.into_iter().enumerate() {
        let by_layer = sweeps
            .layers
            .iter()
            .map(|l| sweeps.numbers(std::slice::from_ref(l), column));
        let by_layer: Vec<_> = by_layer.collect::<Result<_, _>>()?;
        let panels = depth_panels(&by_layer, &at, (2 * q, label));
        figure.panels.extend(panels);
    }
    Ok(figure)
}

/// The panels of one quantity, in two rows from `first_row` on.
fn depth_panels(
    by_layer: &[Numbers<'_>],
    at: &[Option<f64>],
    (first_row, label): (usize, &str),
) -> Vec<Panel> {
    let all: Vec<Vec<Series>> = Association::ALL
        .into_iter()
        .map(|association| depth_series(by_layer, at, association))
        .collect();
    let range = range_of(all.iter().flatten().flat_map(ends)).unwrap_or((0.0, 1.0));
    let layers = by_layer.len();
    let mut panels = Vec::new();
    for (i, (association, series)) in Association::ALL.into_iter().zip(all).enumerate() {
        let place = (first_row + i % 2, i / 2);
        let mut x = Axis::new("hidden layer", Scale::Linear, (0.7, layers as f64 + 0.3))
            .silent_if(place.0 != 3);
        x.names = (1..=layers).map(|l| (l as f64, l.to_string())).collect();
        let measured = by_layer.iter().any(|n| n.has(association));
        let axes = Axes {
            x,
            y: Axis::new(label, Scale::Linear, range).silent_if(place.1 > 0),
            series,
            frame: true,
        };
        let content = match measured {
            true => Content::Axes(axes),
            false => Content::Note(NOT_MEASURED.to_owned()),
        };
        let panel = Panel::new(place, association.label(), content);
        panels.push(panel.with_tab(association_color(association)));
    }
    panels
}

fn depth_series(
    by_layer: &[Numbers<'_>],
    at: &[Option<f64>],
    association: Association,
) -> Vec<Series> {
    let mut series = Vec::new();
    let nulls: Vec<_> = by_layer.iter().map(|n| n.null_of(association)).collect();
    let band = |sigmas: f64| Mark::Band {
        points: nulls
            .iter()
            .zip(1..)
            .filter_map(|(null, layer)| {
                let null = (*null)?;
                let half = sigmas * null.std;
                Some((f64::from(layer), null.mean - half, null.mean + half))
            })
            .collect(),
        color: faint(NULL, 0.13),
    };
    series.push(Series {
        name: "untrained".to_owned(),
        marks: vec![band(3.0), band(2.0), band(1.0)],
    });
    for (i, regularizer) in Regularizer::ALL.into_iter().enumerate() {
        let Some(strength) = at[i] else { continue };
        let points: Vec<_> = by_layer
            .iter()
            .zip(1..)
            .filter_map(|(numbers, layer)| {
                let pairs = numbers.swept[i].get(&association.name())?;
                let at_strength = summaries(pairs).into_iter().find(|p| p.0 == strength)?;
                // Side by side, so that error bars do not hide one another.
                let x = f64::from(layer) + 0.08 * (i as f64 - 1.0);
                Some((x, at_strength.1))
            })
            .collect();
        series.push(mean_series(regularizer, &points));
    }
    series
}

/// The lowest and highest values of a series.
fn ends(series: &Series) -> Vec<f64> {
    let mut ends = Vec::new();
    for mark in &series.marks {
        match mark {
            Mark::Band { points, .. } | Mark::ErrorBars { points, .. } => {
                ends.extend(points.iter().flat_map(|p| [p.1, p.2]));
            }
            _ => {}
        }
    }
    ends
}
