//! Categories: which ones a column has, in which order, and how each looks.

use super::error::PlotError;
use super::palette::{association_color, regularizer_color, regularizer_symbol};
use super::text::{cut, short};
use crate::analysis::columns as c;
use crate::drawing::{ColorMap, NULL, Symbol, rgb};
use crate::spec::{Association, Regularizer};
use plotters::style::RGBAColor;
use polars::prelude::*;
use std::collections::HashMap;

/// Colours of categories that have none of their own (Okabe and Ito's).
const COLORS: [u32; 8] = [
    0x0000_72b2,
    0x00d5_5e00,
    0x0000_9e73,
    0x00cc_79a7,
    0x00e6_9f00,
    0x0056_b4e9,
    0x0055_5555,
    0x008a_2c6c,
];

/// Symbols of categories, in order.
pub(super) const SYMBOLS: [Symbol; 3] = [Symbol::Circle, Symbol::Square, Symbol::Triangle];

/// One category.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Level {
    /// The value in the column.
    pub key: String,
    /// The displayed value.
    pub label: String,
    pub color: RGBAColor,
    pub symbol: Symbol,
}

/// The categories of a column.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Levels {
    pub column: String,
    pub levels: Vec<Level>,
    places: HashMap<String, usize>,
}

/// What is known about a category: its rank, its label, its colour, its symbol.
type Known = (usize, String, Option<RGBAColor>, Option<Symbol>);

impl Levels {
    /// The categories of a column; our own values in the order of the paper, numbers ascending, other texts in order of appearance.
    pub fn of(frame: &DataFrame, column: &str) -> Result<Self, PlotError> {
        let keys = keys(frame, column)?;
        let numeric = is_number(frame, column)?;
        let mut found: Vec<String> = Vec::new();
        let mut places = HashMap::new();
        for key in keys.into_iter().flatten() {
            if !places.contains_key(&key) {
                places.insert(key.clone(), 0);
                found.push(key);
            }
        }
        if found.iter().all(|key| key.parse::<f64>().is_ok()) {
            let number = |key: &String| key.parse::<f64>().unwrap_or(f64::NAN);
            found.sort_by(|a, b| number(a).total_cmp(&number(b)));
        }
        found.sort_by_key(|key| known(column, key).map_or(usize::MAX, |k| k.0));
        let mut levels = Self {
            column: column.to_owned(),
            levels: Vec::new(),
            places,
        };
        let n = found.len();
        levels.levels = found
            .into_iter()
            .enumerate()
            .map(|(i, key)| level(column, key, (i, n), numeric))
            .collect();
        levels.index();
        Ok(levels)
    }

    /// The title of a category's panel; a bare number is given its column's name.
    pub fn heading(&self, level: usize) -> String {
        let label = &self.levels[level].label;
        match label.chars().next().is_some_and(|c| c.is_ascii_digit()) {
            true => format!("{} {label}", super::text::title(&self.column)),
            false => label.clone(),
        }
    }

    /// Adds the categories of another column that are not here yet.
    pub fn join(&mut self, other: &Self) {
        let new = other
            .levels
            .iter()
            .filter(|l| !self.places.contains_key(&l.key));
        self.levels.extend(new.cloned().collect::<Vec<_>>());
        let column = &self.column;
        self.levels
            .sort_by_key(|l| known(column, &l.key).map_or(usize::MAX, |k| k.0));
        self.index();
    }

    fn index(&mut self) {
        for (place, level) in self.levels.iter().enumerate() {
            self.places.insert(level.key.clone(), place);
        }
    }

    pub fn len(&self) -> usize {
        self.levels.len()
    }

    /// The category of each row of a frame that has the column; `None` for a missing value.
    pub fn read(&self, frame: &DataFrame) -> Result<Vec<Option<usize>>, PlotError> {
        let place = |key: Option<String>| self.places.get(&key?).copied();
        Ok(keys(frame, &self.column)?.into_iter().map(place).collect())
    }

    /// The categories in another order, `order[i]` being the place of the new i-th.
    pub fn reorder(&mut self, order: &[usize]) {
        self.levels = order.iter().map(|&i| self.levels[i].clone()).collect();
        self.index();
    }
}

fn level(column: &str, key: String, (i, n): (usize, usize), numeric: bool) -> Level {
    let (_, label, color, symbol) =
        known(column, &key).unwrap_or((0, label(&key, numeric), None, None));
    let sampled = || match numeric || n > COLORS.len() {
        // Bright yellow does not show on white: the last tenth of the map is left out.
        true => ColorMap::Sequential.at(0.9 * i as f64 / (n - 1).max(1) as f64),
        false => rgb(COLORS[i]),
    };
    Level {
        label,
        color: color.unwrap_or_else(sampled),
        symbol: symbol.unwrap_or(SYMBOLS[0]),
        key,
    }
}

fn label(key: &str, numeric: bool) -> String {
    match key.parse::<f64>() {
        Ok(value) if numeric => short(value),
        _ => cut(key, 40),
    }
}

fn known(column: &str, key: &str) -> Option<Known> {
    match column {
        c::METHOD | c::METHOD_A | c::METHOD_B => {
            let association: Association = key.parse().ok()?;
            let rank = Association::known().position(|a| a == association);
            let color = association_color(association);
            Some((rank.unwrap_or(99), association.label(), Some(color), None))
        }
        c::REGULARIZER => {
            let regularizer: Regularizer = key.parse().ok()?;
            let rank = Regularizer::KNOWN.iter().position(|r| *r == regularizer)?;
            let (color, symbol) = (
                regularizer_color(regularizer),
                regularizer_symbol(regularizer),
            );
            Some((
                rank,
                regularizer.label().to_owned(),
                Some(color),
                Some(symbol),
            ))
        }
        c::LAYER => match key.parse::<usize>() {
            Ok(index) => Some((index, (index + 1).to_string(), None, None)),
            Err(_) => (key == "combined").then(|| (1000, "all".to_owned(), Some(NULL), None)),
        },
        c::TRAINED => match key {
            "true" => Some((0, "trained".to_owned(), None, None)),
            _ => Some((1, "untrained".to_owned(), Some(NULL), None)),
        },
        c::FAMILY => {
            let all = ["within upstream", "within downstream", "across"];
            let rank = all.iter().position(|name| *name == key)?;
            let color = [0x0000_72b2, 0x00d5_5e00, 0x0066_6666][rank];
            Some((rank, key.to_owned(), Some(rgb(color)), None))
        }
        _ => None,
    }
}

/// The displayed value of one of our columns: the first hidden layer, `0` in tables, is 1.
pub(super) fn called(column: &str, key: &str) -> Option<String> {
    known(column, key).map(|(_, label, _, _)| label)
}

/// Whether a column holds numbers.
pub(crate) fn is_number(frame: &DataFrame, column: &str) -> Result<bool, PlotError> {
    Ok(find(frame, column)?.dtype().is_primitive_numeric())
}

/// The names of a frame's columns, in order.
pub(super) fn names(frame: &DataFrame) -> Vec<&str> {
    let columns = frame.columns().iter();
    columns.map(|column| column.name().as_str()).collect()
}

/// The column, or the error that it is missing.
pub(super) fn find<'f>(frame: &'f DataFrame, column: &str) -> Result<&'f Column, PlotError> {
    let missing = |_| super::error::unknown_column(column, &names(frame));
    frame.column(column).map_err(missing)
}

/// The values of a column as distinct texts; `None` for a missing one.
pub(crate) fn keys(frame: &DataFrame, column: &str) -> Result<Vec<Option<String>>, PlotError> {
    let text = |value: AnyValue<'_>| match value {
        AnyValue::Null => None,
        AnyValue::String(text) => Some(text.to_owned()),
        AnyValue::Float64(number) if number.is_nan() => None,
        AnyValue::Float64(number) => Some(number.to_string()),
        other => Some(other.to_string()),
    };
    // A series in several chunks has no iterator over all of them.
    let series = find(frame, column)?.as_materialized_series().rechunk();
    Ok(series.iter().map(text).collect())
}

/// The numbers of a column, NaN for a missing one.
pub(crate) fn numbers(frame: &DataFrame, column: &str, role: &str) -> Result<Vec<f64>, PlotError> {
    let found = find(frame, column)?;
    let wrong = || PlotError::Numbers {
        role: role.to_owned(),
        column: cut(column, 60),
        found: match found.dtype() {
            DataType::String => "text".to_owned(),
            DataType::Null => "nothing at all".to_owned(),
            other => other.to_string(),
        },
    };
    if !(found.dtype().is_primitive_numeric() || found.dtype().is_bool()) {
        return Err(wrong());
    }
    let cast = found.cast(&DataType::Float64).map_err(|_| wrong())?;
    let floats = cast.f64().map_err(|_| wrong())?;
    Ok(floats.iter().map(|v| v.unwrap_or(f64::NAN)).collect())
}
