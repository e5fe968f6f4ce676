//! Untrained networks, drawn behind the trained ones.

use super::error::PlotError;
use super::frame::{Encoded, Key, incomplete, polars};
use super::grammar::PlotLayer;
use super::levels::{Levels, find};
use super::marks::{Datum, Drawn, Kind, Parts, need_value};
use crate::analysis::{columns as c, mean_by_unit, null_band};
use crate::drawing::NULL;
use polars::prelude::*;

/// Columns that mean nothing for untrained networks, which therefore appear in every panel of these.
const OF_TRAINING: [&str; 2] = [c::REGULARIZER, c::STRENGTH];

pub(super) fn bands(encoded: &Encoded<'_>) -> Result<Parts, PlotError> {
    need_value(encoded, PlotLayer::Null)?;
    let frame = &encoded.plot.frame;
    if find(frame, c::TRAINED).is_err() {
        let what = "a table with the column `trained`, which says which networks are untrained";
        return Err(incomplete("null", what.to_owned()));
    }
    let value = &encoded.value().expect("asked for above").column;
    let untrained = frame.clone().lazy().filter(col(c::TRAINED).not()).collect();
    let untrained = polars(untrained)?;
    null_band(&untrained, value)?;
    let colored = encoded.color.as_ref().filter(|l| tells(l));
    let (mut areas, mut levels) = (Vec::new(), Vec::new());
    for (key, group) in groups(encoded, &untrained, colored)? {
        let Some((mean, std)) = band(&group, encoded, value)? else {
            continue;
        };
        let add = |to: &mut Vec<(usize, Datum)>, low: f64, high: f64| {
            let wide = [f64::NEG_INFINITY, low, f64::INFINITY, high];
            to.push((key.pane, Datum::new(key, 0, wide)));
        };
        add(&mut levels, mean, mean);
        if key.color.is_none() {
            for k in [3.0, 2.0, 1.0] {
                add(&mut areas, mean - k * std, mean + k * std);
            }
        }
    }
    let mut stripes = Drawn::new(PlotLayer::Null, Kind::Rects);
    (stripes.paint, stripes.opacity) = (Some(NULL), 0.13);
    let mut lines = Drawn::new(PlotLayer::Null, Kind::Segments);
    (lines.size, lines.dashed) = (0.6, colored.is_some());
    lines.paint = colored.is_none().then_some(NULL);
    let mut parts = stripes.in_panes(areas);
    parts.extend(lines.in_panes(levels));
    Ok(parts)
}

/// The untrained networks that each panel shows, separately by colour if colours distinguish them.
fn groups(
    encoded: &Encoded<'_>,
    untrained: &DataFrame,
    colored: Option<&Levels>,
) -> Result<Vec<(Key, DataFrame)>, PlotError> {
    let rows = encoded.facet_row.as_ref().map_or(1, Levels::len);
    let columns = encoded.facet.as_ref().map_or(1, Levels::len);
    let mut found = Vec::new();
    for pane in 0..rows * columns {
        let part = of_level(untrained, encoded.facet.as_ref(), pane % columns)?;
        let part = of_level(&part, encoded.facet_row.as_ref(), pane / columns)?;
        for color in colored.map_or(vec![None], |l| (0..l.len()).map(Some).collect()) {
            let group = of_level(&part, colored, color.unwrap_or(0))?;
            let key = Key {
                pane,
                color,
                shape: None,
            };
            found.push((key, group));
        }
    }
    Ok(found)
}

/// Whether a column's categories split untrained networks, too.
fn tells(levels: &Levels) -> bool {
    !OF_TRAINING.contains(&levels.column.as_str())
}

fn of_level(
    frame: &DataFrame,
    levels: Option<&Levels>,
    level: usize,
) -> Result<DataFrame, PlotError> {
    let Some(levels) = levels.filter(|l| tells(l)) else {
        return Ok(frame.clone());
    };
    let mask: Vec<bool> = levels
        .read(frame)?
        .iter()
        .map(|l| *l == Some(level))
        .collect();
    polars(frame.filter(&BooleanChunked::from_slice("level".into(), &mask)))
}

/// Mean and standard deviation over units.
fn band(
    frame: &DataFrame,
    encoded: &Encoded<'_>,
    value: &str,
) -> Result<Option<(f64, f64)>, PlotError> {
    let spread = crate::analysis::Spread::StandardDeviation;
    let found = mean_by_unit(
        frame,
        &[c::TRAINED],
        encoded.plot.replicates(),
        value,
        spread,
    )?;
    let number = |name: &str| found.column(name).ok()?.f64().ok()?.get(0);
    Ok(number("mean").map(|mean| (mean, number("high").map_or(0.0, |high| high - mean))))
}
