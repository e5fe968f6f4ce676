//! The tables of an experiment for its page: label and kind of each column, and its values as codes.

use super::ExploreError;
use super::pack::{NARROW, Packed, STEPS, WIDE};
use crate::analysis::{Quantity, Results, columns as c, meaning, with_family};
use crate::plot::PlotError;
use crate::plot::levels::{Levels, is_number, numbers};
use crate::plot::records::rounded;
use polars::prelude::DataFrame;
use serde_json::{Value, json};

/// The tables with their display names.
const TITLES: [(&str, &str); 5] = [
    ("modules", "modules of layers"),
    ("alignments", "agreement of methods"),
    ("functions", "single modules"),
    ("runs", "networks"),
    ("training", "training, epoch by epoch"),
];
/// Columns that nobody plots: file names and checksums.
const LEFT_OUT: [&str; 2] = [c::FILE, c::WEIGHTS_DIGEST];
/// More categories than this cannot be distinguished by colour.
const COLORED: usize = 24;
/// Columns of positive numbers over more than this ratio are coded by their logarithms.
const DECADES: f64 = 1e3;

/// Headers of the tables that have rows; their columns follow each other in `packed`.
pub(super) fn all(results: &Results, packed: &mut Packed) -> Result<Vec<Value>, ExploreError> {
    let mut tables = Vec::new();
    for (name, title) in TITLES {
        let Some((_, frame)) = results.tables().into_iter().find(|(n, _)| *n == name) else {
            continue;
        };
        if frame.height() == 0 {
            continue;
        }
        let frame = match name {
            "alignments" => with_family(frame)?,
            _ => frame.clone(),
        };
        let columns = columns(&frame, packed)?;
        tables.push(
            json!({ "name": name, "title": title, "rows": frame.height(), "columns": columns }),
        );
    }
    Ok(tables)
}

fn columns(frame: &DataFrame, packed: &mut Packed) -> Result<Vec<Value>, ExploreError> {
    let mut columns = Vec::new();
    for column in frame.columns() {
        let name = column.name().as_str();
        let empty = column.null_count() == frame.height();
        if empty || LEFT_OUT.contains(&name) {
            continue;
        }
        let mut column = match is_number(frame, name)? {
            true => number_column(&numbers(frame, name, "a page")?, name, packed),
            false => name_column(frame, name, packed)?,
        };
        let known = meaning(name);
        let says = c::all()
            .find(|(n, _)| *n == name)
            .map_or("", |(_, says)| says.trim());
        column["name"] = json!(name);
        column["label"] = json!(known.map_or(name, |k| k.label));
        column["unit"] = json!(known.map_or("", |k| k.unit));
        column["says"] = json!(says);
        columns.push(column);
    }
    Ok(columns)
}

/// Names: one code each, in the order used by plots.
fn name_column(frame: &DataFrame, name: &str, packed: &mut Packed) -> Result<Value, PlotError> {
    let mut levels = Levels::of(frame, name)?;
    let pair = [c::METHOD_A, c::METHOD_B];
    if pair.contains(&name) {
        for other in pair {
            levels.join(&Levels::of(frame, other)?);
        }
    }
    if levels.len() > WIDE {
        return Err(PlotError::TooMany {
            role: "a page".to_owned(),
            column: name.to_owned(),
            found: levels.len(),
            most: WIDE,
        });
    }
    let wide = levels.len() > NARROW;
    packed.codes(&levels.read(frame)?, wide);
    let keys: Vec<&str> = levels.levels.iter().map(|l| l.key.as_str()).collect();
    let labels: Vec<&str> = levels.levels.iter().map(|l| l.label.as_str()).collect();
    let mut column = json!({ "kind": "name", "wide": wide, "keys": keys });
    // The names in a long list need no labels.
    column["labels"] = json!(if keys.len() > COLORED { &keys } else { &labels });
    if keys.len() <= COLORED {
        let color = |l: &crate::plot::levels::Level| crate::plot::hex(l.color);
        column["colors"] = json!(levels.levels.iter().map(color).collect::<Vec<String>>());
    }
    Ok(column)
}

/// Numbers: exactly if there are few different ones, else in equal steps (of their logarithms if they span decades).
fn number_column(values: &[f64], name: &str, packed: &mut Packed) -> Value {
    let kind = match meaning(name).map(|m| m.quantity) {
        Some(Quantity::Share) => "share",
        Some(Quantity::Log) => "log",
        _ => "number",
    };
    let mut known: Vec<f64> = values.iter().copied().filter(|v| v.is_finite()).collect();
    known.sort_by(f64::total_cmp);
    known.dedup();
    if known.len() <= NARROW {
        let code = |v: &f64| known.binary_search_by(|k| k.total_cmp(v)).ok();
        packed.codes(&values.iter().map(code).collect::<Vec<_>>(), false);
        let known: Vec<f64> = known.into_iter().map(rounded).collect();
        return json!({ "kind": kind, "wide": false, "known": known });
    }
    let (low, high) = (known[0], known[known.len() - 1]);
    let log = low > 0.0 && high / low > DECADES;
    let place = |v: f64| if log { v.log10() } else { v };
    let (low, high) = (place(low), place(high));
    let code = |v: &f64| {
        v.is_finite()
            .then(|| ((place(*v) - low) / (high - low) * STEPS).round() as usize)
    };
    packed.codes(&values.iter().map(code).collect::<Vec<_>>(), true);
    json!({ "kind": kind, "wide": true, "low": low, "high": high, "log": log })
}
