//! What modules do, network by network and seed by seed: families compared, and what can be claimed.

use super::networks::Groups;
use super::significance::holm;
use super::slice::sweep_of;
use super::strength::{LEAST_ACCURACY, keep_cells, least_accuracy};
use super::units::{Spread, mean_by_unit};
use super::{AnalysisError, Bootstrap, Results, columns as c, difference_to_control};
use crate::function::FunctionMeasure;
use crate::spec::{Association, Direction, Regularizer};
use crate::statistics::student_p;
use polars::prelude::*;

/// Upstream and downstream modules of each network: columns run_id, trained, regularizer, run, `upstream` and `downstream` (mean of `column`
/// over the paper's methods of the family and the hidden layers) and `difference`, the second minus the first. Trained networks in settings
/// that keep the accuracy, and untrained ones; networks lacking a number in either family are left out.
///
/// # Errors
/// The table of modules lacks a column.
pub fn function_by_family(results: &Results, column: &str) -> Result<DataFrame, AnalysisError> {
    let least = least_accuracy(&results.runs, LEAST_ACCURACY)?;
    let good = keep_cells(&results.modules, &results.runs, least)?;
    let mean = |direction: Direction| {
        let value = col(column).cast(DataType::Float64);
        value
            .filter(in_family(direction))
            .mean()
            .alias(direction.name())
    };
    let keys = [c::RUN_ID, c::TRAINED, c::REGULARIZER, c::RUN].map(col);
    let (up, down) = (Direction::Upstream.name(), Direction::Downstream.name());
    let by_network = good
        .lazy()
        .group_by_stable(keys)
        .agg([mean(Direction::Upstream), mean(Direction::Downstream)])
        .with_columns([(col(down) - col(up)).alias("difference")])
        .filter(col("difference").is_not_null());
    Ok(by_network.collect()?)
}

/// Whether a row belongs to one of the paper's methods of a family.
fn in_family(direction: Direction) -> Expr {
    let methods = Association::ALL.into_iter();
    let methods = methods.filter(|a| a.method.direction() == direction);
    let is = methods.map(|a| col(c::METHOD).eq(lit(a.name())));
    is.reduce(Expr::or).unwrap_or_else(|| lit(false))
}

/// Downstream minus upstream modules of the same networks by `column`: mean of trained networks, and interval over seeds; one row, with
/// the columns of [`super::bootstrap_interval`], or none if there are no numbers.
///
/// # Errors
/// As [`function_by_family`].
pub fn function_difference(
    results: &Results,
    column: &str,
    bootstrap: &Bootstrap,
) -> Result<DataFrame, AnalysisError> {
    let networks = function_by_family(results, column)?;
    let trained = networks.lazy().filter(col(c::TRAINED)).collect()?;
    let spread = Spread::Bootstrap(*bootstrap);
    mean_by_unit(&trained, &[c::TRAINED], Some(c::RUN), "difference", spread)
}

/// What the claims are about: the measures of F19 and F20.
const MEASURES: [FunctionMeasure; 3] = [
    FunctionMeasure::Importance,
    FunctionMeasure::Selectivity,
    FunctionMeasure::Dissociation,
];

/// The numbers of one claim: a name, the measure, and a frame with the networks' numbers in the column `value` and their seeds in `run`.
struct Line {
    claim: String,
    measure: &'static str,
    networks: DataFrame,
}

/// What can be claimed about what modules do. Columns: `claim`, `measure` (in standard deviations above chance), `mean`, `low`, `high`, `interval`,
/// `n` seeds, `p` (Student's t over seeds, two-sided, against no effect), `p_holm` (corrected for all rows) and `verdict`: `above`, `below`, or
/// `open` if `p_holm` is above 0.05 or the interval contains 0.
///
/// For each measure: modules of trained networks above chance, by family; against matched partitions (importance alone); downstream minus upstream in
/// the same networks; networks with dropout minus those of the same seed without; untrained networks, by family, for which nothing should be found.
///
/// # Errors
/// The tables lack a column.
pub fn function_claims(
    results: &Results,
    bootstrap: &Bootstrap,
) -> Result<DataFrame, AnalysisError> {
    let mut lines = Vec::new();
    for measure in MEASURES {
        lines.extend(lines_of(results, measure)?);
    }
    let mut parts = Vec::new();
    let mut p = Vec::new();
    for line in &lines {
        let spread = Spread::Bootstrap(*bootstrap);
        let row = mean_by_unit(&line.networks, &[], Some(c::RUN), "value", spread)?;
        if row.height() == 0 {
            continue;
        }
        let seeds = Groups::of_units(&line.networks, &[], c::RUN, "value")?;
        p.push(student_p(&seeds.values[0]).unwrap_or(1.0));
        let named = row.lazy().select([
            lit(line.claim.as_str()).alias("claim"),
            lit(line.measure).alias("measure"),
            all().as_expr(),
        ]);
        parts.push(named);
    }
    if parts.is_empty() {
        let wanted = "a number of what modules do; `updown eval --metrics functions` makes them";
        return Err(AnalysisError::Empty {
            wanted: wanted.to_owned(),
        });
    }
    let mut table = concat(parts, UnionArgs::default())?.collect()?;
    let corrected = holm(&p);
    let verdicts = verdicts(&table, &corrected)?;
    table.with_column(Column::new("p".into(), p))?;
    table.with_column(Column::new("p_holm".into(), corrected))?;
    table.with_column(Column::new("verdict".into(), verdicts))?;
    Ok(table)
}

fn verdicts(table: &DataFrame, p: &[f64]) -> Result<Vec<&'static str>, AnalysisError> {
    let (low, high) = (table.column("low")?.f64()?, table.column("high")?.f64()?);
    let verdict = |((low, high), p): ((Option<f64>, Option<f64>), &f64)| match (low, high) {
        (Some(low), _) if low > 0.0 && *p <= 0.05 => "above",
        (_, Some(high)) if high < 0.0 && *p <= 0.05 => "below",
        _ => "open",
    };
    Ok(low.iter().zip(high.iter()).zip(p).map(verdict).collect())
}

fn lines_of(results: &Results, measure: FunctionMeasure) -> Result<Vec<Line>, AnalysisError> {
    let (z, matched) = (measure.columns()[2].name, measure.columns()[4].name);
    let networks = function_by_family(results, z)?;
    let part =
        |networks: &DataFrame, trained: bool, column: &str| -> Result<DataFrame, AnalysisError> {
            let wanted = col(c::TRAINED).eq(lit(trained));
            let value = col(column).alias("value");
            Ok(networks
                .clone()
                .lazy()
                .filter(wanted)
                .with_columns([value])
                .collect()?)
        };
    let line = |claim: String, networks: DataFrame| Line {
        claim,
        measure: measure.label(),
        networks,
    };
    let mut lines = Vec::new();
    for direction in [Direction::Upstream, Direction::Downstream] {
        let name = direction.name();
        lines.push(line(
            format!("{name} modules of trained networks"),
            part(&networks, true, name)?,
        ));
        if measure == FunctionMeasure::Importance {
            let beside = function_by_family(results, matched)?;
            lines.push(line(
                format!("{name} modules of trained networks, units matched by importance"),
                part(&beside, true, name)?,
            ));
        }
        lines.push(line(
            format!("{name} modules with dropout less without"),
            with_dropout(results, z, direction)?,
        ));
        lines.push(line(
            format!("{name} modules of untrained networks"),
            part(&networks, false, name)?,
        ));
    }
    lines.push(line(
        "downstream less upstream modules of the same networks".to_owned(),
        part(&networks, true, "difference")?,
    ));
    Ok(lines)
}

/// Networks with dropout, minus the network of the same seed without, over all strengths that keep the accuracy.
fn with_dropout(
    results: &Results,
    column: &str,
    direction: Direction,
) -> Result<DataFrame, AnalysisError> {
    let least = least_accuracy(&results.runs, LEAST_ACCURACY)?;
    let good = keep_cells(&results.modules, &results.runs, least)?;
    let family = good.lazy().filter(in_family(direction)).collect()?;
    if sweep_of(&family, Regularizer::Dropout)?.height() == 0 {
        let value = Column::new("value".into(), Vec::<f64>::new());
        let mut none = family.clear();
        none.with_column(value)?;
        return Ok(none);
    }
    let less = difference_to_control(&family, Regularizer::Dropout, column)?;
    Ok(less
        .lazy()
        .with_columns([col("difference").alias("value")])
        .collect()?)
}
