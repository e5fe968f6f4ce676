//! How far the methods' modules agree by regularizer and strength (F16, F17).

use super::FigureError;
use super::alignment::{
    Aligned, absolute_range, in_layers, label, means, method_legend, pairs, symmetric_range,
};
use super::data::{Range, layer_label, least, least_text};
use crate::alignment::AlignmentMeasure;
use crate::analysis::{Results, columns as c, regularizers, strongest_acceptable, sweep_of};
use crate::drawing::{ColorBar, ColorMap, Content, Figure, Panel, Style, scientific};
use crate::spec::Regularizer;
use ndarray::Array2;

/// Columns of F16 and F17 for each kind of number, at most.
const STRENGTHS: usize = 4;

/// F16. Alignment by regularizer (rows) and strength (columns), and its difference from untrained networks.
///
/// # Errors
/// The tables lack a column or have no rows.
pub fn alignment_by_strength(results: &Results, style: &Style) -> Result<Figure, FigureError> {
    alignment_by_strength_of(results, AlignmentMeasure::RmiNorm, style)
}

/// [`alignment_by_strength`] by another measure.
///
/// # Errors
/// As there.
pub fn alignment_by_strength_of(
    results: &Results,
    measure: AlignmentMeasure,
    style: &Style,
) -> Result<Figure, FigureError> {
    let title = "Alignment by regularizer and strength";
    let aligned = Aligned::of(results, title)?;
    by_strength(results, &aligned, &[None], (title, measure), style)
}

/// F17. [`alignment_by_strength`] for each hidden layer.
///
/// # Errors
/// As there.
pub fn alignment_by_layer(results: &Results, style: &Style) -> Result<Figure, FigureError> {
    let title = "Alignment by regularizer and strength, layer by layer";
    let aligned = Aligned::of(results, title)?;
    let layers: Vec<_> = aligned.layers.iter().cloned().map(Some).collect();
    let measure = AlignmentMeasure::RmiNorm;
    by_strength(results, &aligned, &layers, (title, measure), style)
}

/// One row of panels: a regularizer in one layer (or all).
struct Row {
    title: String,
    /// Strength, mean alignment, difference from untrained; `None` where no network is left.
    cells: Vec<(f64, Option<[Array2<f64>; 2]>)>,
}

fn strength_note(results: &Results, measure: AlignmentMeasure) -> Result<String, FigureError> {
    Ok(format!(
        "By {}. Left: mean over networks; right: minus the mean of untrained networks. Strengths spread evenly from \
         the weakest to the strongest acceptable ({} mean validation accuracy). Orange lines part upstream \
         from downstream methods; grey: a method with itself, or not measured.",
        label(measure),
        least_text(results)?
    ))
}

fn by_strength(
    results: &Results,
    aligned: &Aligned,
    layers: &[Option<String>],
    (title, measure): (&str, AlignmentMeasure),
    style: &Style,
) -> Result<Figure, FigureError> {
    let swept = regularizers(&results.runs);
    let each = layers
        .iter()
        .flat_map(|l| swept.iter().map(move |r| (l, r)));
    let row = |(layer, &regularizer): (&Option<String>, _)| {
        strength_row(results, aligned, layer.as_ref(), regularizer, measure)
    };
    let rows: Vec<Row> = each.map(row).collect::<Result<_, _>>()?;
    let caption = aligned.caption(results, &strength_note(results, measure)?)?;
    let mut figure = Figure::new(title, caption, style);
    let looks = looks(&rows);
    let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    if columns == 0 {
        return Err(FigureError::Empty {
            figure: title.to_owned(),
            what: "acceptable strengths".to_owned(),
        });
    }
    for (row, Row { title, cells }) in rows.into_iter().enumerate() {
        figure.row_titles.push(title);
        for (i, (strength, matrices)) in cells.into_iter().enumerate() {
            for (kind, &(range, map)) in looks.iter().enumerate() {
                let content = match &matrices {
                    Some(m) => pairs(m[kind].clone(), range, map, false).into(),
                    None => Content::Note("no network".to_owned()),
                };
                let place = (row, i + kind * columns);
                figure
                    .panels
                    .push(Panel::new(place, scientific(strength), content));
            }
        }
    }
    figure.column_titles = vec![String::new(); 2 * columns];
    figure.column_titles[0] = "alignment".to_owned();
    figure.column_titles[columns] = "− untrained".to_owned();
    figure.legend = method_legend();
    figure.color_bars = vec![
        bar(label(measure), looks[0]),
        bar("difference from untrained", looks[1]),
    ];
    Ok(figure)
}

/// One range of colours for all alignments, and one for all differences.
fn looks(rows: &[Row]) -> [((f64, f64), ColorMap); 2] {
    let filled = || {
        rows.iter()
            .flat_map(|r| r.cells.iter().filter_map(|c| c.1.as_ref()))
    };
    let absolute = absolute_range(filled().map(|m| &m[0]));
    let changed = symmetric_range(filled().map(|m| &m[1]));
    [
        (absolute, ColorMap::Sequential),
        (changed, ColorMap::Diverging),
    ]
}

fn bar(label: &str, (range, map): ((f64, f64), ColorMap)) -> ColorBar {
    ColorBar {
        label: label.to_owned(),
        map,
        range,
    }
}

fn strength_row(
    results: &Results,
    aligned: &Aligned,
    layer: Option<&String>,
    regularizer: Regularizer,
    measure: AlignmentMeasure,
) -> Result<Row, FigureError> {
    let layers = layer.map_or(aligned.layers.clone(), |l| vec![l.clone()]);
    let swept = in_layers(&sweep_of(&aligned.good, regularizer)?, &layers)?;
    let null = means(&in_layers(&aligned.null, &layers)?, measure)?;
    let strongest = strongest_acceptable(&results.runs, regularizer, least(results)?)?;
    let mut strengths = Range::of(results, regularizer)?.strengths;
    strengths.retain(|&s| s > 0.0 && strongest.is_some_and(|end| s <= end));
    let mut cells = Vec::new();
    for strength in spread(&strengths, STRENGTHS) {
        let here = crate::analysis::select(&swept, [(c::STRENGTH, strength.into())])?;
        let matrices = match here.height() {
            0 => None,
            _ => {
                let values = means(&here, measure)?;
                let difference = &values - &null;
                Some([values, difference])
            }
        };
        cells.push((strength, matrices));
    }
    let title = match layer {
        Some(layer) => format!("{}\n{}", regularizer.label(), layer_label(layer)),
        None => regularizer.label().to_owned(),
    };
    Ok(Row { title, cells })
}

/// `count` of some numbers, evenly spread from the first to the last; all where there are fewer.
fn spread(values: &[f64], count: usize) -> Vec<f64> {
    if values.len() <= count {
        return values.to_vec();
    }
    let last = (values.len() - 1) as f64;
    (0..count)
        .map(|i| values[(last * i as f64 / (count - 1) as f64).round() as usize])
        .collect()
}
