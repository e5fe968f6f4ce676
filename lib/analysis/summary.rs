//! Means with their errors, the untrained null, and what stands out from it.

use super::{AnalysisError, columns as c};
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

/// Where a number lies in untrained networks.
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

/// The rows of single hidden layers: those over all layers as one are left out.
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
    let means = mean_sem(table, &[c::METHOD_A, c::METHOD_B], value)?;
    let (a, b) = (
        means.column(c::METHOD_A)?.str()?,
        means.column(c::METHOD_B)?.str()?,
    );
    let mean = means.column("mean")?.f64()?;
    let at = |name: Option<&str>| methods.iter().position(|m| Some(m.as_str()) == name);
    let mut matrix = Array2::from_elem((methods.len(), methods.len()), f64::NAN);
    for ((a, b), mean) in a.iter().zip(b.iter()).zip(mean.iter()) {
        if let (Some(i), Some(j), Some(mean)) = (at(a), at(b), mean) {
            matrix[[i, j]] = mean;
            matrix[[j, i]] = mean;
        }
    }
    Ok(matrix)
}
