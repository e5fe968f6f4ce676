//! Taking parts of a table.

use super::{AnalysisError, columns as c};
use crate::spec::{Association, Family, Regularizer};
use polars::prelude::*;

/// A value to compare a column with.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text.
    Text(String),
    /// A number; equal to within 1e-9 relative, since strengths come from logarithms.
    Number(f64),
    /// Yes or no.
    Flag(bool),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Self {
        Self::Number(f64::from(number))
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl Value {
    fn equals(&self, column: &str) -> Expr {
        match self {
            Self::Text(text) => col(column).eq(lit(text.as_str())),
            Self::Flag(flag) => col(column).eq(lit(*flag)),
            Self::Number(number) => {
                let tolerance = 1e-9 * number.abs().max(1e-9);
                let difference = col(column).cast(DataType::Float64) - lit(*number);
                difference
                    .clone()
                    .lt_eq(lit(tolerance))
                    .and(difference.gt_eq(lit(-tolerance)))
            }
        }
    }
}

/// The rows whose columns have these values: `select(&modules, [("method", "forward_cov".into()), ("run", 0.into())])`.
///
/// # Errors
/// There is no such column.
pub fn select<'a>(
    table: &DataFrame,
    wanted: impl IntoIterator<Item = (&'a str, Value)>,
) -> Result<DataFrame, AnalysisError> {
    let condition = wanted
        .into_iter()
        .map(|(column, value)| value.equals(column))
        .reduce(Expr::and);
    match condition {
        Some(condition) => Ok(table.clone().lazy().filter(condition).collect()?),
        None => Ok(table.clone()),
    }
}

/// The sweep over one regularizer, its column `strength` ascending from the setting that all sweeps start from, which has
/// strength 0 for all but L2.
///
/// # Errors
/// The table lacks a key column.
pub fn sweep_of(table: &DataFrame, regularizer: Regularizer) -> Result<DataFrame, AnalysisError> {
    let others = regularizers(table)
        .into_iter()
        .filter(|&r| r != regularizer && r != Regularizer::L2);
    let mut inside = col(c::TRAINED);
    for other in others {
        inside = inside.and(col(other.name()).eq(lit(0.0)));
    }
    if regularizer != Regularizer::L2 {
        // While another regularizer is swept, L2 stays at the value of the base setting, the weakest except in networks without any.
        let weak = col(c::L2).filter(col(c::TRAINED).and(col(c::L2).gt(lit(0.0))));
        inside = inside.and(col(c::L2).eq(weak.min().fill_null(lit(0.0))));
    }
    let swept = table
        .clone()
        .lazy()
        .filter(inside)
        .with_columns([
            lit(regularizer.name()).alias(c::REGULARIZER),
            col(regularizer.name()).alias(c::STRENGTH),
        ])
        .sort(
            [c::STRENGTH],
            SortMultipleOptions::default().with_maintain_order(true),
        )
        .collect()?;
    Ok(swept)
}

/// The sweeps over all regularizers one after another, each with `regularizer` and `strength` and each with the setting that
/// all sweeps start from, then the untrained networks: for comparisons by regularizer and strength. A regularizer for which
/// the table has only one strength is not swept and has no rows.
///
/// # Errors
/// The table lacks a key column.
pub fn sweeps(table: &DataFrame) -> Result<DataFrame, AnalysisError> {
    let mut all = table
        .clone()
        .lazy()
        .filter(col(c::TRAINED).not())
        .collect()?;
    for regularizer in regularizers(table).into_iter().rev() {
        let swept = sweep_of(table, regularizer)?;
        if swept.column(c::STRENGTH)?.n_unique()? > 1 {
            all = swept.vstack(&all)?;
        }
    }
    Ok(all)
}

/// The regularizers in a table: the paper's, and others that have a column.
pub fn regularizers(table: &DataFrame) -> Vec<Regularizer> {
    let known = Regularizer::KNOWN.into_iter();
    known
        .filter(|r| Regularizer::ALL.contains(r) || table.column(r.name()).is_ok())
        .collect()
}

/// The alignment table with `family`: `within upstream`, `within downstream` or `across`, by the directions of the two
/// methods of each pair.
///
/// # Errors
/// The table lacks a column of methods, or holds an unknown method.
pub fn with_family(alignments: &DataFrame) -> Result<DataFrame, AnalysisError> {
    let methods = |column: &str| -> Result<Vec<Option<Association>>, AnalysisError> {
        let names = alignments.column(column)?.str()?;
        let parsed = names
            .iter()
            .map(|name| Ok(name.map(str::parse).transpose()?));
        parsed.collect()
    };
    let pairs = methods(c::METHOD_A)?.into_iter().zip(methods(c::METHOD_B)?);
    let families: Vec<Option<&str>> = pairs
        .map(|(a, b)| Some(Family::of(a?, b?).name()))
        .collect();
    let mut table = alignments.clone();
    table.with_column(Column::new(c::FAMILY.into(), families))?;
    Ok(table)
}

/// The alignment table without the pairs of a method and its own normalised form: their matrices differ by a scaling, so their
/// modules agree whatever a network does.
///
/// # Errors
/// The table lacks a column of methods.
pub fn without_twins(alignments: &DataFrame) -> Result<DataFrame, AnalysisError> {
    let (a, b) = (
        alignments.column(c::METHOD_A)?,
        alignments.column(c::METHOD_B)?,
    );
    let raw = |name: Option<&str>| name.map(|n| n.trim_end_matches("_norm").to_owned());
    let pairs = a.str()?.iter().zip(b.str()?.iter());
    let apart: BooleanChunked = pairs.map(|(a, b)| Some(raw(a) != raw(b))).collect();
    Ok(alignments.filter(&apart)?)
}
