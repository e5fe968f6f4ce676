//! The alignment measures themselves: the relative transfer and its alternatives (F12), and how measures agree (F13).

use super::FigureError;
use super::colors::association_color;
use super::data::{Table, acceptable, has_numbers, missing, networks};
use crate::alignment::{AlignmentMeasure, Sense};
use crate::analysis::{Results, columns as c};
use crate::drawing::{
    Axes, Axis, ColorBar, ColorMap, Figure, Key, LegendEntry, Mark, Matrix, NULL, Panel, Scale,
    Series, Style, Symbol, Tab, faint, range_of,
};
use crate::spec::{Association, AssociationMethod, Family};
use crate::statistics::quantile;
use ndarray::Array2;
use plotters::style::RGBAColor;
use polars::prelude::DataFrame;
use std::collections::BTreeMap;

/// The most points of a scatter plot.
const POINTS: usize = 600;

/// The family of two methods by name; `None` for an unknown name.
fn family(a: &str, b: &str) -> Option<Family> {
    Some(Family::of(a.parse().ok()?, b.parse().ok()?))
}

fn label(family: Family) -> &'static str {
    match family {
        Family::Across => "one upstream, one downstream",
        Family::Upstream => "both upstream",
        Family::Downstream => "both downstream",
    }
}

fn look(family: Family) -> (RGBAColor, Symbol) {
    let of = |m| association_color(Association::raw(m));
    match family {
        Family::Across => (NULL, Symbol::Square),
        Family::Upstream => (of(AssociationMethod::InputCovariance), Symbol::Circle),
        Family::Downstream => (of(AssociationMethod::OutputGradient), Symbol::Triangle),
    }
}

/// One pair of methods in one layer of one network.
struct Transfer {
    family: Family,
    /// Q of a's own modules.
    own: f64,
    /// Q of b's modules on a's matrix.
    there: f64,
    /// The same relative to `own`.
    relative: f64,
    /// Relative transfer in the other direction.
    back: f64,
}

/// F12. The relative transfer of modularity against its alternatives: the ratio is unstable for small Q.
///
/// # Errors
/// The table of alignments lacks a column or has no rows.
pub fn transfer_stability(results: &Results, style: &Style) -> Result<Figure, FigureError> {
    let title = "Stability of the relative transfer";
    let (points, all) = transfers(results)?;
    if points.is_empty() {
        return Err(FigureError::Empty {
            figure: title.to_owned(),
            what: format!("transfers in table alignments of {}", results.experiment),
        });
    }
    let caption = format!(
        "{} A point is a pair of methods in one layer of one network; {} of {all} shown. Relative transfer: \
         Q of B's modules on A's matrix over Q of A's own + 0.001. All layers{}, of trained and untrained networks. Points outside the axes are drawn at the edge.{}",
        networks(results, true)?,
        points.len(),
        if combined(results)? {
            ", also combined ones"
        } else {
            ""
        },
        lacking(results)?
    );
    let mut figure = Figure::new(title, caption, style);
    figure.aspect = 0.85;
    type Of = fn(&Transfer) -> f64;
    let panels: [(&str, Of); 4] = [
        ("Q of A's own modules", |t| t.own),
        ("transfer Q", |t| t.there),
        ("own Q − transfer Q", |t| t.own - t.there),
        ("relative transfer, A and B swapped", |t| t.back),
    ];
    let y_range = middle_range(points.iter().map(|t| t.relative));
    for (column, (label, of)) in panels.into_iter().enumerate() {
        let axes = Axes {
            x: Axis::new(label, Scale::Linear, middle_range(points.iter().map(of))),
            y: Axis::new("relative transfer", Scale::Linear, y_range).silent_if(column > 0),
            series: Family::ALL.map(|f| scatter(&points, f, of)).to_vec(),
            frame: true,
        };
        figure.panels.push(Panel::new((0, column), "", axes));
    }
    figure.legend = Family::ALL
        .into_iter()
        .map(|family| LegendEntry {
            label: label(family).to_owned(),
            key: Key::Dot(look(family).0, look(family).1),
        })
        .collect();
    Ok(figure)
}

/// What is missing from the table of alignments, for a caption.
fn lacking(results: &Results) -> Result<String, FigureError> {
    let table = Table::new("alignments", &results.alignments);
    missing(results, table, &[c::METHOD_A, c::METHOD_B])
}

/// Whether the table of alignments has all layers combined, as for fully connected networks.
fn combined(results: &Results) -> Result<bool, FigureError> {
    let layers = Table::new("alignments", &results.alignments).texts(c::LAYER)?;
    Ok(layers.iter().any(|layer| layer == "combined"))
}

fn scatter(points: &[Transfer], family: Family, of: fn(&Transfer) -> f64) -> Series {
    let (color, symbol) = look(family);
    let points = points.iter().filter(|t| t.family == family);
    Series {
        name: label(family).to_owned(),
        marks: vec![Mark::Dots {
            points: points.map(|t| (of(t), t.relative)).collect(),
            color: faint(color, 0.5),
            symbol,
            radius: 1.8,
        }],
    }
}

/// Identifies a network's matrix: run id, strength, layer, method. Run ids alone can repeat within an experiment.
type Place = (String, u64, String, String);

fn key(of: (&String, u64, &String, &String)) -> Place {
    (of.0.clone(), of.1, of.2.clone(), of.3.clone())
}

/// Q of each matrix's own modules.
fn own_q(results: &Results) -> Result<BTreeMap<Place, f64>, FigureError> {
    let table = Table::new("modules", &results.modules);
    let (runs, layers) = (table.texts(c::RUN_ID)?, table.texts(c::LAYER)?);
    let (methods, strengths) = (table.texts(c::METHOD)?, table.numbers(c::STRENGTH)?);
    let q = table.numbers(c::Q)?;
    let of = |i: usize| key((&runs[i], strengths[i].to_bits(), &layers[i], &methods[i]));
    Ok((0..q.len()).map(|i| (of(i), q[i])).collect())
}

/// Evenly chosen rows of the table of alignments, at most [`POINTS`], and how many there are.
fn transfers(results: &Results) -> Result<(Vec<Transfer>, usize), FigureError> {
    let good = acceptable(results, Table::new("alignments", &results.alignments))?;
    let table = Table::new("alignments", &good);
    let (a, b) = (table.texts(c::METHOD_A)?, table.texts(c::METHOD_B)?);
    let (runs, layers) = (table.texts(c::RUN_ID)?, table.texts(c::LAYER)?);
    let strengths = table.numbers(c::STRENGTH)?;
    let own_q = own_q(results)?;
    let there = table.numbers(c::TRANSFER_AA_PB)?;
    let relative = table.numbers(c::TRANSFER_AA_PB_NORM)?;
    let back = table.numbers(c::TRANSFER_AB_PA_NORM)?;
    let mut points = Vec::new();
    for i in 0..there.len() {
        let place = (&runs[i], strengths[i].to_bits(), &layers[i], &a[i]);
        let own = own_q.get(&key(place)).copied();
        if let (Some(family), Some(own)) = (family(&a[i], &b[i]), own) {
            points.push(Transfer {
                family,
                own,
                there: there[i],
                relative: relative[i],
                back: back[i],
            });
        }
    }
    let all = points.len();
    let every = step(all);
    Ok((points.into_iter().step_by(every).collect(), all))
}

/// Every how many points one is shown, coprime to the 28 pairs of a layer: any other step would favour some pairs of methods.
fn step(points: usize) -> usize {
    let mut every = points.div_ceil(POINTS).max(1);
    while every.is_multiple_of(2) || every.is_multiple_of(7) {
        every += 1;
    }
    every
}

/// How many interquartile ranges beyond the quartiles an axis goes at most.
const FENCE: f64 = 5.0;

/// The range of the middle 98 % of the numbers, and of those no stragglers: where many of A's own Q are near 0, more than 1 % of
/// the ratios are so large that the others would be one line.
fn middle_range(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let mut sorted: Vec<f64> = values.filter(|v| v.is_finite()).collect();
    sorted.sort_by(f64::total_cmp);
    if sorted.is_empty() {
        return (0.0, 1.0);
    }
    let (low, high) = (quantile(&sorted, 0.25), quantile(&sorted, 0.75));
    let beyond = FENCE * (high - low);
    let cut = sorted.len() / 100;
    let middle = sorted[cut..sorted.len() - cut].iter().copied();
    let near = |v: &f64| (low - beyond..=high + beyond).contains(v);
    range_of(middle.filter(near)).unwrap_or((0.0, 1.0))
}

/// F13. Pearson correlation between the alignment measures over the pairs of methods, averaged over networks and layers.
///
/// # Errors
/// The table of alignments lacks a column or has no rows.
pub fn measure_agreement(results: &Results, style: &Style) -> Result<Figure, FigureError> {
    let title = "Agreement of the alignment measures";
    let measures = comparable(&results.alignments);
    let (values, groups) = mean_correlations(results, &measures)?;
    if groups == 0 {
        return Err(FigureError::Empty {
            figure: title.to_owned(),
            what: format!("rows in table alignments of {}", results.experiment),
        });
    }
    let caption = format!(
        "{} Pearson correlation over the pairs of methods in one layer of one network, averaged over {groups} layers of \
         networks, trained and untrained{}. The variation of information in bits is a distance, all others are similarities.{}",
        networks(results, true)?,
        if combined(results)? {
            ", combined layers among them"
        } else {
            ""
        },
        lacking(results)?
    );
    let mut figure = Figure::new(title, caption, style);
    let mut matrix = Matrix::new(values, (-1.0, 1.0), ColorMap::Diverging);
    let tab = |label: &str| Tab {
        color: None,
        label: label.to_owned(),
    };
    matrix.row_tabs = measures.iter().map(|m| tab(m.label())).collect();
    matrix.column_tabs = measures.iter().map(|m| tab(m.short())).collect();
    matrix.numbers = true;
    figure.panels.push(Panel::new((0, 0), "", matrix));
    figure.color_bars.push(ColorBar {
        label: "mean correlation".to_owned(),
        map: ColorMap::Diverging,
        range: (-1.0, 1.0),
    });
    Ok(figure)
}

/// The measures of agreement in a table that can be compared between networks: all but the transfers in absolute Q.
fn comparable(alignments: &DataFrame) -> Vec<AlignmentMeasure> {
    let measures = AlignmentMeasure::agreements();
    measures
        .filter(|m| m.sense() != Sense::Modularity && has_numbers(alignments, m.name()))
        .collect()
}

/// The mean correlation of each pair of measures, and over how many groups (layers of networks).
fn mean_correlations(
    results: &Results,
    measures: &[AlignmentMeasure],
) -> Result<(Array2<f64>, usize), FigureError> {
    let good = acceptable(results, Table::new("alignments", &results.alignments))?;
    let table = Table::new("alignments", &good);
    let (networks, layers) = (table.texts(c::RUN_ID)?, table.texts(c::LAYER)?);
    let strengths = table.numbers(c::STRENGTH)?;
    let columns = measures.iter().map(|m| table.numbers(m.name()));
    let columns: Vec<Vec<f64>> = columns.collect::<Result<_, _>>()?;
    let mut groups: BTreeMap<(&str, u64, &str), Vec<usize>> = BTreeMap::new();
    for i in 0..networks.len() {
        let key = (
            networks[i].as_str(),
            strengths[i].to_bits(),
            layers[i].as_str(),
        );
        groups.entry(key).or_default().push(i);
    }
    let n = measures.len();
    let mut sums = Array2::<f64>::zeros((n, n));
    let mut counts = Array2::<f64>::zeros((n, n));
    for rows in groups.values() {
        for ((i, j), sum) in sums.indexed_iter_mut() {
            let pairs = rows.iter().map(|&r| (columns[i][r], columns[j][r]));
            if let Some(r) = correlation(pairs) {
                *sum += r;
                counts[[i, j]] += 1.0;
            }
        }
    }
    Ok((sums / counts, groups.len()))
}

/// Pearson's correlation of the finite pairs; `None` if there are fewer than three or one side does not vary.
fn correlation(pairs: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    let pairs: Vec<_> = pairs
        .filter(|p| p.0.is_finite() && p.1.is_finite())
        .collect();
    if pairs.len() < 3 {
        return None;
    }
    let n = pairs.len() as f64;
    let mean = pairs
        .iter()
        .fold((0.0, 0.0), |m, p| (m.0 + p.0 / n, m.1 + p.1 / n));
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for (x, y) in pairs {
        let (dx, dy) = (x - mean.0, y - mean.1);
        xx += dx * dx;
        yy += dy * dy;
        xy += dx * dy;
    }
    let r = xy / (xx * yy).sqrt();
    r.is_finite().then_some(r)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn all_pairs_of_methods_are_among_the_points_shown() {
        for points in (28..60_000).step_by(28) {
            let shown = (0..points).step_by(step(points));
            assert!(shown.len() <= POINTS);
            let pairs: BTreeSet<usize> = shown.map(|i| i % 28).collect();
            assert_eq!(pairs.len(), 28, "{points} points");
        }
    }

    #[test]
    fn a_few_ratios_by_almost_nothing_do_not_stretch_an_axis() {
        let usual = (0..95).map(|i| f64::from(i) / 95.0);
        let (low, high) = middle_range(usual.chain([-400.0, -300.0, -200.0, -100.0, -50.0]));
        assert!(low > -5.0 && low <= 0.0 && high <= 1.1, "{low} to {high}");
        let all = middle_range((0..95).map(f64::from));
        assert!(all.0 <= 0.0 && all.1 >= 94.0, "nothing is cut: {all:?}");
    }

    #[test]
    fn correlation_of_a_line_is_one_and_of_a_constant_none() {
        let line = (0..5).map(|i| (f64::from(i), 3.0 - 2.0 * f64::from(i)));
        assert!((correlation(line).unwrap() + 1.0).abs() < 1e-12);
        assert_eq!(correlation((0..5).map(|i| (f64::from(i), 1.0))), None);
        assert_eq!(
            correlation([(1.0, 2.0), (f64::NAN, 1.0), (2.0, 3.0)].into_iter()),
            None
        );
    }
}
