//! Means over replicates for any table: what one replicate is, and the spread of means.

use super::bootstrap::Interval;
use super::networks::Groups;
use super::{AnalysisError, Bootstrap};
use crate::statistics::{mean, standard_deviation};
use polars::prelude::*;

/// The kind of interval around a mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Spread {
    /// One standard error of the mean to either side.
    StandardError,
    /// One standard deviation (n − 1) to either side.
    StandardDeviation,
    /// The bootstrap interval of [`super::bootstrap_interval`].
    Bootstrap(Bootstrap),
}

/// Mean of `column` with an interval for every combination of the `by` columns, sorted by them. Columns: `by…`, `mean`,
/// `low`, `high` (null for a single unit), `interval` (what they are), `n` units.
///
/// `unit` names the column of replicates: the rows of one unit in a group count once, with their mean. Without it each row
/// is a unit. With `run_id` and the bootstrap these are the numbers of [`super::bootstrap_interval`].
///
/// # Errors
/// There is no such column; the settings of the bootstrap are impossible.
pub fn mean_by_unit(
    table: &DataFrame,
    by: &[&str],
    unit: Option<&str>,
    column: &str,
    spread: Spread,
) -> Result<DataFrame, AnalysisError> {
    const ROW: &str = "number of a row";
    let groups = match unit {
        Some(unit) => Groups::of_units(table, by, unit, column)?,
        None => Groups::of_units(&table.with_row_index(ROW.into(), None)?, by, ROW, column)?,
    };
    match spread {
        Spread::Bootstrap(bootstrap) => bootstrap.of_groups(&groups),
        Spread::StandardError => groups.summary(&around(&groups, "standard error", |n| n.sqrt())),
        Spread::StandardDeviation => {
            groups.summary(&around(&groups, "standard deviation", |_| 1.0))
        }
    }
}

/// Mean ± standard deviation over `divided_by` of the number of units; `None` for a single unit.
fn around(groups: &Groups, how: &str, divided_by: impl Fn(f64) -> f64) -> Vec<Option<Interval>> {
    let interval = |values: &Vec<f64>| {
        let middle = mean(values)?;
        let half = standard_deviation(values)? / divided_by(values.len() as f64);
        Some(Interval {
            ends: [middle - half, middle + half],
            how: how.to_owned(),
        })
    };
    groups.values.iter().map(interval).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{bootstrap_interval, columns as c};

    fn table() -> DataFrame {
        df!(
            c::RUN_ID => ["a", "a", "b", "c"],
            "rat" => [1, 2, 2, 3],
            "group" => ["x", "x", "x", "y"],
            "value" => [1.0, 3.0, 4.0, 5.0],
        )
        .unwrap()
    }

    fn row(found: &DataFrame, name: &str) -> Vec<Option<f64>> {
        found.column(name).unwrap().f64().unwrap().iter().collect()
    }

    #[test]
    fn a_unit_counts_once() {
        let by = |unit| mean_by_unit(&table(), &["group"], unit, "value", Spread::StandardError);
        let networks = by(Some(c::RUN_ID)).unwrap();
        assert_eq!(row(&networks, "mean"), [Some(3.0), Some(5.0)]);
        // Two units of 2 and 4: the standard deviation is √2, the error 1.
        assert!((row(&networks, "low")[0].unwrap() - 2.0).abs() < 1e-12);
        assert_eq!(row(&networks, "low")[1], None);
        let rats = by(Some("rat")).unwrap();
        assert_eq!(row(&rats, "mean")[0], Some((1.0 + 3.5) / 2.0));
        let rows = by(None).unwrap();
        assert_eq!(row(&rows, "mean")[0], Some(8.0 / 3.0));
    }

    #[test]
    fn networks_have_the_intervals_of_the_bootstrap() {
        let bootstrap = Bootstrap::default();
        let spread = Spread::Bootstrap(bootstrap);
        let ours = mean_by_unit(&table(), &["group"], Some(c::RUN_ID), "value", spread).unwrap();
        let theirs = bootstrap_interval(&table(), &["group"], "value", &bootstrap).unwrap();
        assert!(ours.equals_missing(&theirs));
    }
}
