//! The tooltips of rows.

use super::axis::{Kind, Place};
use super::error::PlotError;
use super::frame::Encoded;
use super::levels::{called, is_number, keys, numbers};
use super::text::{cut, short, title};
use crate::analysis::columns as c;
use polars::prelude::DataFrame;

/// Columns that identify a row's network; a tooltip includes them.
const CONTEXT: [&str; 8] = [
    c::RUN_ID,
    c::REGULARIZER,
    c::STRENGTH,
    c::RUN,
    c::LAYER,
    c::METHOD,
    c::METHOD_A,
    c::METHOD_B,
];

impl Encoded<'_> {
    /// Titles and texts of each row's tooltip, besides its colour, symbol and numbers on the axes.
    pub fn tips(&self) -> Result<(Vec<String>, Vec<Vec<String>>), PlotError> {
        let p = self.plot;
        let plain = |place: &Option<Place>| match place {
            Some(Place {
                kind: Kind::Numbers,
                column,
                ..
            }) => Some(column.clone()),
            _ => None,
        };
        let mut told: Vec<String> = [plain(&self.x), plain(&self.y)]
            .into_iter()
            .flatten()
            .collect();
        told.extend(
            [&self.color, &self.shape]
                .into_iter()
                .flatten()
                .map(|l| l.column.clone()),
        );
        let own = [&p.x, &p.y, &p.color, &p.facet, &p.facet_row, &p.unit];
        let own = own.into_iter().flatten().map(String::as_str);
        let mut columns: Vec<&str> = Vec::new();
        for name in own.chain(CONTEXT) {
            let new = !columns.contains(&name) && !told.iter().any(|t| t == name);
            if new && self.frame.column(name).is_ok() {
                columns.push(name);
            }
        }
        let mut rows = vec![Vec::new(); self.frame.height()];
        for name in &columns {
            for (row, text) in rows.iter_mut().zip(texts(&self.frame, name)?) {
                row.push(text);
            }
        }
        Ok((columns.iter().map(|c| title(c)).collect(), rows))
    }
}

/// The displayed values of a column.
fn texts(frame: &DataFrame, column: &str) -> Result<Vec<String>, PlotError> {
    if is_number(frame, column)? {
        let values = numbers(frame, column, "a tooltip")?;
        return Ok(values.into_iter().map(short).collect());
    }
    let text = |key: Option<String>| {
        let key = key.unwrap_or_default();
        called(column, &key).unwrap_or_else(|| cut(&key, 60))
    };
    Ok(keys(frame, column)?.into_iter().map(text).collect())
}
