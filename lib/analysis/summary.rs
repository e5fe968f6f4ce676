//! Means with their errors, the untrained null, and differences from it.

use super::{AnalysisError, columns as c};
use crate::statistics::mean;
use ndarray::Array2;
use polars::prelude::*;

/// Mean, standard error of the mean and number of rows of `value` for every combination of the `by` columns, sorted
/// by them. Columns: `by…`, `mean`, `sem` (null for a single row), `n`.
///
/// # Errors
/// There is no such column.
pub fn mean_sem(table: &DataFrame, by: &[&str], value: &str) -> Result<DataFrame, AnalysisError> {
    let keys: Vec<Expr> = by.iter().map(|&b| col(b)).collect();
    let count = col(value).count().cast(DataType::Float64);
    let summary = table
        .clone()
        .lazy()
        .group_by_stable(keys.clone())
        .agg([
            col(value).mean().alias("mean"),
            (col(value).std(1) / count.sqrt()).alias("sem"),
            col(value).count().alias("n"),
        ])
        .sort_by_exprs(keys, SortMultipleOptions::default())
        .collect()?;
    Ok(summary)
}

/// The distribution of a number in untrained networks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NullBand {
    /// Mean over untrained networks.
    pub mean: f64,
    /// Standard deviation over untrained networks (n − 1).
    pub std: f64,
    /// Number of untrained networks.
    pub n: usize,
}

/// Mean and spread of `value` over the untrained networks of a table.
///
/// # Errors
/// There are none, or no such column.
pub fn null_band(table: &DataFrame, value: &str) -> Result<NullBand, AnalysisError> {
    let untrained = table
        .clone()
        .lazy()
        .filter(col(c::TRAINED).not())
        .select([col(value).cast(DataType::Float64)])
        .collect()?;
    let values = untrained.column(value)?.f64()?;
    let n = values.len() - values.null_count();
    match values.mean() {
        Some(mean) => Ok(NullBand {
            mean,
            std: values.std(1).unwrap_or(0.0),
            n,
        }),
        None => Err(AnalysisError::Empty {
            wanted: format!("untrained networks with `{value}`"),
        }),
    }
}

/// Trained networks whose test accuracy is at least `least`, and all untrained ones.
///
/// # Errors
/// The table lacks a key column.
pub fn cut_accuracy(table: &DataFrame, least: f64) -> Result<DataFrame, AnalysisError> {
    let good = col(c::TRAINED)
        .not()
        .or(col(c::TEST_ACCURACY).gt_eq(lit(least)));
    Ok(table.clone().lazy().filter(good).collect()?)
}

/// The rows of single hidden layers, without those over all layers as one.
///
/// # Errors
/// The table has no layers.
pub fn hidden_layers(table: &DataFrame) -> Result<DataFrame, AnalysisError> {
    let single = col(c::LAYER).neq(lit("combined"));
    Ok(table.clone().lazy().filter(single).collect()?)
}

/// The table with `difference`: `value` minus its mean over the untrained networks of the same `by` columns (layer
/// and method, say).
///
/// # Errors
/// There is no such column.
pub fn difference_to_null(
    table: &DataFrame,
    by: &[&str],
    value: &str,
) -> Result<DataFrame, AnalysisError> {
    let keys: Vec<Expr> = by.iter().map(|&b| col(b)).collect();
    let null = table
        .clone()
        .lazy()
        .filter(col(c::TRAINED).not())
        .group_by_stable(keys.clone())
        .agg([col(value).mean().alias("null_mean")]);
    let joined = table
        .clone()
        .lazy()
        .filter(col(c::TRAINED))
        .join(null, keys.clone(), keys, JoinArgs::new(JoinType::Left))
        .with_columns([(col(value) - col("null_mean")).alias("difference")])
        .collect()?;
    Ok(joined)
}

/// Means of `value` for every pair of `method_a` and `method_b` as a symmetric matrix in the order of `methods`; the
/// diagonal and pairs without rows are NaN.
///
/// # Errors
/// There is no such column.
pub fn matrix_of_means(
    table: &DataFrame,
    methods: &[String],
    value: &str,
) -> Result<Array2<f64>, AnalysisError> {
    matrix_of_pairs(table, methods, [value, value], mean)
}

/// One number for every pair of `method_a` and `method_b`: `middle` of the finite numbers of its rows, in the order of `methods`.
/// `there` fills the row of the first method, `back` that of the second. Pairs without numbers and the diagonal are NaN.
///
/// # Errors
/// There is no such column.
pub(crate) fn matrix_of_pairs(
    table: &DataFrame,
    methods: &[String],
    [there, back]: [&str; 2],
    middle: impl Fn(&[f64]) -> Option<f64>,
) -> Result<Array2<f64>, AnalysisError> {
    let places = |column: &str| -> Result<Vec<Option<usize>>, AnalysisError> {
        let names = table.column(column)?.str()?.iter();
        let place = |name: Option<&str>| methods.iter().position(|m| Some(m.as_str()) == name);
        Ok(names.map(place).collect())
    };
    let numbers = |column: &str| -> Result<Vec<Option<f64>>, AnalysisError> {
        let numbers = table.column(column)?.cast(&DataType::Float64)?;
        Ok(numbers.f64()?.iter().collect())
    };
    let (a, b) = (places(c::METHOD_A)?, places(c::METHOD_B)?);
    let (there, back) = (numbers(there)?, numbers(back)?);
    let n = methods.len();
    let mut values = vec![Vec::new(); n * n];
    for row in 0..there.len() {
        if let (Some(i), Some(j)) = (a[row], b[row]) {
            let is_finite = |v: &f64| v.is_finite();
            values[i * n + j].extend(there[row].filter(is_finite));
            values[j * n + i].extend(back[row].filter(is_finite));
        }
    }
    Ok(Array2::from_shape_fn((n, n), |(i, j)| {
        middle(&values[i * n + j]).unwrap_or(f64::NAN)
    }))
}
