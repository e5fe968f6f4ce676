//! One number per network: the basis of every interval and test here.
//!
//! The rows of one network (its layers, its methods, its pairs of methods) are not independent of each other, but networks
//! are. So each network counts once in a group, with the mean over its rows there.

use super::{AnalysisError, columns as c, null_band};
use crate::statistics::mean;
use polars::prelude::*;
use std::collections::HashMap;

/// Columns that identify a network and how it was trained. They mean nothing for untrained networks, so they split only
/// trained ones into groups.
const ABOUT_NETWORKS: [&str; 9] = [
    c::RUN_ID,
    c::TRAINED,
    c::REGULARIZER,
    c::STRENGTH,
    c::L2,
    c::L1,
    c::DROPOUT,
    c::RUN,
    c::TEST_ACCURACY,
];

/// Columns that say which part of a network a row is about.
const ABOUT_MEASURES: [&str; 4] = [c::LAYER, c::METHOD, c::METHOD_A, c::METHOD_B];

const VALUE: &str = "value of a network";

/// Networks in groups.
#[derive(Debug)]
pub(super) struct Groups {
    /// The columns that make the groups, one row per group, ascending.
    pub keys: DataFrame,
    /// The numbers of each group's networks, in the order of run ids.
    pub values: Vec<Vec<f64>>,
}

impl Groups {
    /// The networks of a table by the columns `by`; `unit` names the columns that identify what counts once. Rows without a number are left out.
    ///
    /// # Errors
    /// There is no such column.
    pub fn of_units(
        table: &DataFrame,
        by: &[&str],
        unit: &str,
        column: &str,
    ) -> Result<Self, AnalysisError> {
        let each: Vec<&str> = by.iter().copied().chain([unit]).collect();
        let keys: Vec<Expr> = each.iter().map(|&name| col(name)).collect();
        let value = col(column).cast(DataType::Float64);
        let networks = table
            .clone()
            .lazy()
            .filter(value.clone().is_not_null().and(value.clone().is_not_nan()))
            .group_by_stable(keys.clone())
            .agg([value.mean().alias(VALUE)])
            .sort_by_exprs(keys, SortMultipleOptions::default())
            .collect()?;
        let labels = labels(&networks, by)?;
        let numbers = networks.column(VALUE)?.f64()?;
        let (mut firsts, mut values): (Vec<IdxSize>, Vec<Vec<f64>>) = (Vec::new(), Vec::new());
        for (row, number) in numbers.into_no_null_iter().enumerate() {
            if row == 0 || labels[row] != labels[row - 1] {
                firsts.push(row as IdxSize);
                values.push(Vec::new());
            }
            values.last_mut().expect("pushed above").push(number);
        }
        let names: Vec<PlSmallStr> = by.iter().map(|&name| name.into()).collect();
        let keys = networks.select(names)?;
        Ok(Self {
            keys: keys.take(&IdxCa::from_vec("rows".into(), firsts))?,
            values,
        })
    }

    /// A text that identifies each group.
    pub fn labels(&self) -> Result<Vec<String>, AnalysisError> {
        let names = self.keys.columns().iter().map(|c| c.name().as_str());
        let names: Vec<&str> = names.collect();
        if names.is_empty() {
            return Ok(vec![String::new(); self.values.len()]);
        }
        labels(&self.keys, &names)
    }

    /// The columns of the groups, then more columns.
    pub fn table(&self, more: Vec<Column>) -> Result<DataFrame, AnalysisError> {
        let mut columns = self.keys.columns().to_vec();
        columns.extend(more);
        Ok(DataFrame::new_infer_height(columns)?)
    }
}

/// The exact values of some columns of each row as one text.
fn labels(table: &DataFrame, columns: &[&str]) -> Result<Vec<String>, AnalysisError> {
    let mut labels = vec![String::new(); table.height()];
    for &name in columns {
        let column = table.column(name)?;
        for (row, label) in labels.iter_mut().enumerate() {
            label.push_str(&format!("{name}={:?} ", column.get(row)?));
        }
    }
    Ok(labels)
}

/// Trained networks in groups, with the untrained ones that they are compared with.
#[derive(Debug)]
pub(super) struct Compared {
    /// Trained networks.
    pub trained: Groups,
    /// The untrained networks of each group: those of the same values of the columns in `by` that are not about how a
    /// network was trained.
    pub untrained: Vec<(String, Vec<f64>)>,
}

impl Compared {
    /// The networks of a table by the columns `by`. A number is the deviation from the mean over untrained networks of
    /// the same layer and method (or pair of methods), so that groups that lack a layer are not shifted by it.
    ///
    /// # Errors
    /// There is no such column, or the table has no untrained networks.
    pub fn of(
        table: &DataFrame,
        by: &[&str],
        column: &str,
        unit: &str,
    ) -> Result<Self, AnalysisError> {
        null_band(table, column)?;
        let deviation = deviations(table, column)?;
        let part = |trained: bool| {
            let wanted = col(c::TRAINED).eq(lit(trained));
            deviation.clone().lazy().filter(wanted).collect()
        };
        let trained = Groups::of_units(&part(true)?, by, unit, VALUE)?;
        let shared: Vec<&str> = by
            .iter()
            .copied()
            .filter(|name| !ABOUT_NETWORKS.contains(name))
            .collect();
        let null = Groups::of_units(&part(false)?, &shared, unit, VALUE)?;
        let known: HashMap<String, &Vec<f64>> =
            null.labels()?.into_iter().zip(&null.values).collect();
        let own = if shared.is_empty() {
            vec![String::new(); trained.values.len()]
        } else {
            labels(&trained.keys, &shared)?
        };
        let networks = |label: String| {
            let values = known.get(&label).map(|v| v.to_vec()).unwrap_or_default();
            (label, values)
        };
        Ok(Self {
            untrained: own.into_iter().map(networks).collect(),
            trained,
        })
    }

    /// Mean of each trained group minus the mean of its untrained networks.
    pub fn differences(&self) -> Vec<Option<f64>> {
        let pairs = self.trained.values.iter().zip(&self.untrained);
        pairs.map(|(a, (_, b))| Some(mean(a)? - mean(b)?)).collect()
    }
}

/// The table with the deviation of `column` from the untrained mean of the same layer and method.
fn deviations(table: &DataFrame, column: &str) -> Result<DataFrame, AnalysisError> {
    let there = |name: &&str| table.column(name).is_ok();
    let same: Vec<Expr> = ABOUT_MEASURES
        .iter()
        .filter(|n| there(n))
        .map(|&n| col(n))
        .collect();
    let value = col(column).cast(DataType::Float64);
    let mut null = value.clone().filter(col(c::TRAINED).not()).mean();
    if !same.is_empty() {
        null = null.over(same)?;
    }
    let deviation = (value - null).alias(VALUE);
    Ok(table.clone().lazy().with_columns([deviation]).collect()?)
}
