//! Does the way of clustering matter? Q by the paper's Monte-Carlo search and by Leiden.

use super::FigureError;
use super::colors::{association_color, regularizer_color, regularizer_symbol};
use super::data::{ByMethod, Range, Summary, networks, summaries};
use super::modularity::{NOT_MEASURED, Sweeps};
use crate::analysis::{Results, columns as c, regularizers};
use crate::drawing::{
    Axes, Axis, Content, Figure, INK, Key, LegendEntry, Mark, NULL, Panel, Scale, Series, Style,
    range_of,
};
use crate::spec::{Association, Normalization};

/// Q against regularization by the paper's Monte-Carlo search (points) and by Leiden (dashed), one panel per method, and
/// below it how much more Leiden finds. Not a figure of the paper.
///
/// # Errors
/// The table of modules lacks a column or has no rows.
pub fn robustness(results: &Results, style: &Style) -> Result<Figure, FigureError> {
    let title = "Q by two optimisers";
    let sweeps = Sweeps::of(results, title)?;
    let paper = sweeps.by_method(&sweeps.layers, c::Q)?;
    let leiden = sweeps.by_method(&sweeps.layers, c::Q_LEIDEN)?;
    let gain: Vec<ByMethod> = paper
        .iter()
        .zip(&leiden)
        .map(|(a, b)| differences(a, b))
        .collect();
    let caption = format!(
        "{} Points: mean over networks, each averaged over the hidden layers, of Q by the paper's Monte-Carlo search; dashed: the \
         same by Leiden. Two lower rows: Q by Leiden minus Q by Monte-Carlo. Bars: ± s.e.m.{}",
        networks(results, true)?,
        sweeps.missing
    );
    let mut figure = Figure::new(title, caption, style);
    let both: Vec<&ByMethod> = paper.iter().chain(&leiden).collect();
    let ranges = [range(&both), range(&gain.iter().collect::<Vec<_>>())];
    for (q, label) in ["modularity Q", "Leiden − M.-C."].into_iter().enumerate() {
        for (i, association) in Association::ALL.into_iter().enumerate() {
            let raw = association.normalization == Normalization::Raw;
            let place = (2 * q + usize::from(!raw), i / 2);
            let lines = match q {
                0 => lines(&sweeps.ranges, &paper, Some(&leiden), association),
                _ => lines(&sweeps.ranges, &gain, None, association),
            };
            let axes = Axes {
                x: Axis::new("strength", Scale::Percent, (-0.03, 1.03)).silent_if(place.0 < 3),
                y: Axis::new(label, Scale::Linear, ranges[q]).silent_if(place.1 > 0),
                series: lines,
                frame: true,
            };
            let content = match axes.series.is_empty() {
                true => Content::Note(NOT_MEASURED.to_owned()),
                false => Content::Axes(axes),
            };
            let panel = Panel::new(place, association.label(), content);
            figure
                .panels
                .push(panel.with_tab(association_color(association)));
        }
    }
    figure.legend = legend(results);
    Ok(figure)
}

/// `b − a` for each network: both list the same networks in the same order.
fn differences(a: &ByMethod, b: &ByMethod) -> ByMethod {
    let minus = |a: &[(f64, f64)], b: &[(f64, f64)]| {
        let pairs = a.iter().zip(b).filter(|(a, b)| a.0 == b.0);
        pairs.map(|(a, b)| (a.0, b.1 - a.1)).collect()
    };
    a.iter()
        .filter_map(|(method, a)| {
            let b = b.get(method).filter(|b| b.len() == a.len())?;
            Some((method.clone(), minus(a, b)))
        })
        .collect()
}

/// A range that holds all means with their errors.
fn range(all: &[&ByMethod]) -> (f64, f64) {
    let summaries = all
        .iter()
        .flat_map(|by| by.values())
        .flat_map(|p| summaries(p));
    let ends = summaries.flat_map(|(_, s)| [s.mean - s.sem(), s.mean + s.sem()]);
    range_of(ends).unwrap_or((0.0, 1.0))
}

/// One series for each regularizer that has the method: means with their errors, and the dashed means of the other optimiser.
fn lines(
    ranges: &[Range],
    points: &[ByMethod],
    dashed: Option<&[ByMethod]>,
    association: Association,
) -> Vec<Series> {
    let name = association.name();
    let means = |of: &[ByMethod], i: usize| -> Vec<(f64, Summary)> {
        let pairs = of[i].get(&name).map_or(&[][..], Vec::as_slice);
        let placed = summaries(pairs).into_iter();
        placed
            .map(|(strength, s)| (ranges[i].place(strength), s))
            .collect()
    };
    let mut all = Vec::new();
    for (i, range) in ranges.iter().enumerate() {
        let mut series = super::modularity::mean_series(range.regularizer, &means(points, i));
        if let Some(dashed) = dashed {
            series.marks.push(Mark::Line {
                points: means(dashed, i)
                    .into_iter()
                    .map(|(x, s)| (x, s.mean))
                    .collect(),
                color: regularizer_color(range.regularizer),
                width: 0.6,
                dashed: true,
            });
        }
        if points[i].contains_key(&name) {
            all.push(series);
        }
    }
    if dashed.is_none() && !all.is_empty() {
        let zero = Mark::Level {
            y: 0.0,
            color: NULL,
            dashed: false,
        };
        all.insert(
            0,
            Series {
                name: "no difference".to_owned(),
                marks: vec![zero],
            },
        );
    }
    all
}

fn legend(results: &Results) -> Vec<LegendEntry> {
    let entries = regularizers(&results.runs)
        .into_iter()
        .map(|r| LegendEntry {
            label: format!("{}, Monte-Carlo", r.label()),
            key: Key::Line(regularizer_color(r), regularizer_symbol(r)),
        });
    let leiden = LegendEntry {
        label: "Leiden".to_owned(),
        key: Key::Dashed(INK),
    };
    entries.chain([leiden]).collect()
}
