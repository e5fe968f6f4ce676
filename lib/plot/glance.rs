//! A frame at a glance.

use super::error::PlotError;
use super::frame::polars;
use super::levels::{Levels, is_number, keys, names, numbers};
use super::text::{cut, short, title};
use crate::analysis::meaning;
use polars::prelude::*;

/// One row for each column of a frame: `column`, `says` (its axis label), `unit`, `type`, `missing` (including NaN),
/// `different` values, and their `range`: from the lowest to the highest number, or the first few names.
///
/// # Errors
/// A column cannot be read.
pub fn glance(frame: &DataFrame) -> Result<DataFrame, PlotError> {
    let names = names(frame);
    let mut ranges = Vec::new();
    let (mut missing, mut different) = (Vec::new(), Vec::new());
    for name in &names {
        let keys = keys(frame, name)?;
        missing.push(keys.iter().filter(|k| k.is_none()).count() as u32);
        different.push(
            keys.into_iter()
                .flatten()
                .collect::<std::collections::HashSet<_>>()
                .len() as u32,
        );
        ranges.push(range(frame, name)?);
    }
    let text = |of: &dyn Fn(&str) -> String| names.iter().map(|n| of(n)).collect::<Vec<String>>();
    polars(DataFrame::new_infer_height(vec![
        Column::new("column".into(), text(&|n| cut(n, 40))),
        Column::new("says".into(), text(&title)),
        Column::new(
            "unit".into(),
            text(&|n| meaning(n).map_or("", |m| m.unit).to_owned()),
        ),
        Column::new(
            "type".into(),
            text(&|n| {
                frame
                    .column(n)
                    .map_or_else(|_| String::new(), |c| c.dtype().to_string())
            }),
        ),
        Column::new("missing".into(), missing),
        Column::new("different".into(), different),
        Column::new("range".into(), ranges),
    ]))
}

fn range(frame: &DataFrame, name: &str) -> Result<String, PlotError> {
    if is_number(frame, name)? {
        let values = numbers(frame, name, "a glance")?;
        let found = crate::drawing::ends(values);
        return Ok(found.map_or_else(String::new, |(low, high)| {
            format!("{} to {}", short(low), short(high))
        }));
    }
    let levels = Levels::of(frame, name)?.levels;
    let shown: Vec<String> = levels.iter().take(4).map(|l| cut(&l.key, 24)).collect();
    let more = if levels.len() > shown.len() {
        ", …"
    } else {
        ""
    };
    Ok(shown.join(", ") + more)
}
