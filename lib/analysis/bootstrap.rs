//! Intervals by resampling networks.

use super::networks::{Compared, Groups};
use super::{AnalysisError, columns as c};
use crate::seeds::Seeds;
use crate::spec::SpecError;
use crate::statistics::{mean, quantile, standard_deviation, student_quantile};
use polars::prelude::*;
use rand::Rng;
use std::collections::HashMap;

/// The fewest networks to resample; with fewer, intervals are Student's.
const LEAST_RESAMPLED: usize = 9;

/// What is drawn as a whole, and counts once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    /// A network.
    #[default]
    Network,
    /// All networks of a seed (of a replicate), by their mean: they share initial weights, batches and dropout draws.
    Seed,
}

impl Unit {
    pub(super) fn column(self) -> &'static str {
        match self {
            Self::Network => c::RUN_ID,
            Self::Seed => c::RUN,
        }
    }

    fn plural(self) -> &'static str {
        match self {
            Self::Network => "networks",
            Self::Seed => "seeds",
        }
    }
}

/// How intervals are made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bootstrap {
    /// What is drawn as a whole; networks.
    pub unit: Unit,
    /// Nominal coverage, in (0, 1); 0.95.
    pub level: f64,
    /// Number of resamples; 10,000.
    pub resamples: usize,
    /// Seed of the resampling; the same seed gives the same interval.
    pub seed: u64,
}

impl Default for Bootstrap {
    fn default() -> Self {
        Self {
            unit: Unit::default(),
            level: 0.95,
            resamples: 10_000,
            seed: 0,
        }
    }
}

/// Mean of `column` with a bootstrap interval for every combination of the `by` columns, sorted by them. Columns: `by…`,
/// `mean`, `low`, `high` (null for a single network), `interval` (how it was made), `n` networks or seeds.
///
/// With nine or more networks, a percentile bootstrap over networks (Efron & Tibshirani, *An Introduction to the Bootstrap*, 1993, ch. 13):
/// the rows of a network are one cluster, which counts once with its own mean and is drawn whole, because layers and methods of one
/// network are not independent. Networks of the same run at different strengths share their initial weights; a group over
/// several strengths counts them separately, unless [`Unit::Seed`] makes one cluster of them. `low` and `high` are the quantiles
/// (1 ∓ level)/2 of the resampled means. With fewer than nine a bootstrap is far too narrow (for three it is their range, which misses
/// the middle of a symmetric distribution one time in four), so the interval is Student's t.
///
/// # Errors
/// There is no such column; a level outside (0, 1), no resamples.
pub fn bootstrap_interval(
    table: &DataFrame,
    by: &[&str],
    column: &str,
    bootstrap: &Bootstrap,
) -> Result<DataFrame, AnalysisError> {
    let unit = bootstrap.unit.column();
    bootstrap.of_groups(&Groups::of_units(table, by, unit, column)?)
}

impl Bootstrap {
    /// Means of groups with their intervals, in the columns of [`bootstrap_interval`].
    ///
    /// # Errors
    /// A level outside (0, 1), no resamples.
    pub(super) fn of_groups(&self, groups: &Groups) -> Result<DataFrame, AnalysisError> {
        self.check()?;
        let labels = groups.labels()?;
        let each = groups.values.iter().zip(&labels);
        let intervals =
            each.map(|(values, label)| self.of_mean(values, &format!("networks/{label}")));
        groups.summary(&intervals.collect::<Vec<_>>())
    }
}

/// Difference of `column` between trained and untrained networks with a bootstrap interval, for every combination of the
/// `by` columns, sorted by them. Columns: `by…`, `difference`, `low`, `high`, `interval`, `n` trained and `n_untrained` networks.
///
/// A group is compared with the untrained networks of the same layer and method (or pair of methods); columns that say how
/// a network was trained (regularizer, strength, …) do not split untrained ones. Both sides are resampled, as in
/// [`bootstrap_interval`], independently of each other; with fewer than nine on a side, Welch's t interval.
///
/// # Errors
/// There is no such column, or no untrained network; a level outside (0, 1), no resamples.
pub fn difference_interval(
    table: &DataFrame,
    by: &[&str],
    column: &str,
    bootstrap: &Bootstrap,
) -> Result<DataFrame, AnalysisError> {
    bootstrap.check()?;
    let compared = Compared::of(table, by, column, bootstrap.unit.column())?;
    // Many groups share their untrained networks, which are resampled once.
    let mut means: HashMap<&str, Vec<f64>> = HashMap::new();
    for (label, values) in &compared.untrained {
        means
            .entry(label)
            .or_insert_with(|| bootstrap.means(values, &format!("untrained/{label}")));
    }
    let labels = compared.trained.labels()?;
    let each = compared.trained.values.iter().zip(&compared.untrained);
    let intervals: Vec<_> = each
        .zip(&labels)
        .map(|((values, (of_null, null)), label)| {
            let null = (null.as_slice(), means[of_null.as_str()].as_slice());
            bootstrap.of_difference(values, null, &format!("networks/{label}"))
        })
        .collect();
    let size = |values: &Vec<f64>| values.len() as u32;
    let n: Vec<u32> = compared.trained.values.iter().map(size).collect();
    let n_untrained: Vec<u32> = compared.untrained.iter().map(|u| size(&u.1)).collect();
    let mut columns = interval_columns("difference", compared.differences(), &intervals);
    columns.push(Column::new("n".into(), n));
    columns.push(Column::new("n_untrained".into(), n_untrained));
    compared.trained.table(columns)
}

impl Groups {
    /// The groups with mean, interval and number of units.
    pub(super) fn summary(
        &self,
        intervals: &[Option<Interval>],
    ) -> Result<DataFrame, AnalysisError> {
        let means: Vec<_> = self.values.iter().map(|v| mean(v)).collect();
        let sizes: Vec<u32> = self.values.iter().map(|v| v.len() as u32).collect();
        let mut columns = interval_columns("mean", means, intervals);
        columns.push(Column::new("n".into(), sizes));
        self.table(columns)
    }
}

fn interval_columns(
    name: &str,
    middle: Vec<Option<f64>>,
    intervals: &[Option<Interval>],
) -> Vec<Column> {
    let end = |which: usize| -> Vec<Option<f64>> {
        let ends = |i: &Interval| i.ends[which];
        intervals.iter().map(|i| i.as_ref().map(ends)).collect()
    };
    let how: Vec<Option<&str>> = intervals
        .iter()
        .map(|i| i.as_ref().map(|i| i.how.as_str()))
        .collect();
    vec![
        Column::new(name.into(), middle),
        Column::new("low".into(), end(0)),
        Column::new("high".into(), end(1)),
        Column::new("interval".into(), how),
    ]
}

/// An interval, and how it was made.
pub(super) struct Interval {
    pub ends: [f64; 2],
    pub how: String,
}

impl Bootstrap {
    fn check(&self) -> Result<(), SpecError> {
        let wrong = |field, expected, found| SpecError::OutOfRange {
            field,
            expected,
            found,
        };
        if !(self.level > 0.0 && self.level < 1.0) {
            return Err(wrong("level", "in (0, 1)", self.level));
        }
        if self.resamples == 0 {
            return Err(wrong("resamples", "at least 1", 0.0));
        }
        Ok(())
    }

    /// Means of as many networks as there are, drawn with replacement; none without networks.
    fn means(&self, values: &[f64], stream: &str) -> Vec<f64> {
        if values.is_empty() {
            return Vec::new();
        }
        let mut rng = Seeds::from_root(self.seed).stream(&format!("bootstrap/{stream}"));
        let draw = |_| values[rng.gen_range(0..values.len())];
        let n = values.len() as f64;
        let mut draws = std::iter::repeat(()).map(draw);
        (0..self.resamples)
            .map(|_| draws.by_ref().take(values.len()).sum::<f64>() / n)
            .collect()
    }

    /// The interval of the mean; `None` with fewer than two.
    fn of_mean(&self, values: &[f64], stream: &str) -> Option<Interval> {
        if values.len() >= LEAST_RESAMPLED {
            return self.quantiles(self.means(values, stream));
        }
        let spread = standard_deviation(values)?;
        let error = spread / (values.len() as f64).sqrt();
        self.student(mean(values)?, error, values.len() as f64 - 1.0)
    }

    /// The interval of the difference of two independent means, the second with its resampled means; `None` if a side has fewer than two.
    fn of_difference(
        &self,
        a: &[f64],
        (b, means_b): (&[f64], &[f64]),
        stream: &str,
    ) -> Option<Interval> {
        if a.len().min(b.len()) >= LEAST_RESAMPLED {
            let pairs = self.means(a, stream).into_iter().zip(means_b);
            return self.quantiles(pairs.map(|(a, b)| a - b).collect());
        }
        let variance = |values: &[f64]| {
            standard_deviation(values).map(|spread| spread.powi(2) / values.len() as f64)
        };
        let (of_a, of_b) = (variance(a)?, variance(b)?);
        let freedom = (of_a + of_b).powi(2)
            / (of_a.powi(2) / (a.len() - 1) as f64 + of_b.powi(2) / (b.len() - 1) as f64);
        self.student(mean(a)? - mean(b)?, (of_a + of_b).sqrt(), freedom)
    }

    fn student(&self, middle: f64, error: f64, freedom: f64) -> Option<Interval> {
        let half = match error > 0.0 {
            true => student_quantile(self.level, freedom) * error,
            false => 0.0,
        };
        Some(Interval {
            ends: [middle - half, middle + half],
            how: format!("t over {}", self.unit.plural()),
        })
    }

    /// The quantiles (1 ∓ level)/2.
    fn quantiles(&self, mut statistics: Vec<f64>) -> Option<Interval> {
        statistics.sort_by(f64::total_cmp);
        let tail = (1.0 - self.level) / 2.0;
        Some(Interval {
            ends: [
                quantile(&statistics, tail),
                quantile(&statistics, 1.0 - tail),
            ],
            how: format!("bootstrap over {}", self.unit.plural()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(table: &DataFrame, name: &str) -> Vec<Option<f64>> {
        table.column(name).unwrap().f64().unwrap().iter().collect()
    }

    /// Networks `a0`, `a1`, … with these values, each in two rows around its value.
    fn networks(values: &[f64], trained: bool) -> DataFrame {
        let twice = |f: &dyn Fn(usize) -> f64| (0..2 * values.len()).map(f).collect::<Vec<f64>>();
        df!(
            c::RUN_ID => (0..2 * values.len()).map(|i| format!("{trained}{}", i / 2)).collect::<Vec<_>>(),
            c::TRAINED => vec![trained; 2 * values.len()],
            c::LAYER => (0..2 * values.len()).map(|i| (i % 2).to_string()).collect::<Vec<_>>(),
            c::REGULARIZER => vec![trained.then_some("dropout"); 2 * values.len()],
            c::Q => twice(&|i| values[i / 2] + if i % 2 == 0 { 0.5 } else { -0.5 }),
        )
        .unwrap()
    }

    #[test]
    fn the_interval_is_the_normal_one_where_networks_are_many() {
        // Mean 0, standard deviation 1 by construction: quantiles of a uniform distribution.
        let n = 200;
        let values: Vec<f64> = (0..n)
            .map(|i| ((i as f64 + 0.5) / n as f64 - 0.5) * 12f64.sqrt())
            .collect();
        let table = networks(&values, true);
        let found = bootstrap_interval(&table, &[], c::Q, &Bootstrap::default()).unwrap();
        let expected = 1.96 / (n as f64).sqrt();
        assert!(numbers(&found, "mean")[0].unwrap().abs() < 1e-12);
        for (end, sign) in [("low", -1.0), ("high", 1.0)] {
            let found = numbers(&found, end)[0].unwrap();
            assert!(
                (found - sign * expected).abs() < 0.05 * expected,
                "{end}: {found}"
            );
        }
        assert_eq!(
            found.column("n").unwrap().u32().unwrap().get(0),
            Some(n as u32)
        );
    }

    #[test]
    fn rows_of_one_network_are_no_evidence() {
        // The rows of each network differ by 1, the networks do not: nothing is uncertain.
        let table = networks(&[0.3, 0.3, 0.3], true);
        let found = bootstrap_interval(&table, &[], c::Q, &Bootstrap::default()).unwrap();
        let close = |name: &str| (numbers(&found, name)[0].unwrap() - 0.3).abs() < 1e-12;
        assert!(close("low") && close("mean") && close("high"));
    }

    #[test]
    fn intervals_depend_on_the_seed_and_on_nothing_else() {
        let table = networks(&[0.1, 0.5, 0.2, 0.9, 0.4, 0.3, 0.8, 0.6, 0.7], true);
        let with = |seed, table: &DataFrame| {
            let bootstrap = Bootstrap {
                seed,
                ..Bootstrap::default()
            };
            numbers(
                &bootstrap_interval(table, &[c::LAYER], c::Q, &bootstrap).unwrap(),
                "low",
            )
        };
        assert_eq!(with(1, &table), with(1, &table.reverse()));
        assert_ne!(with(1, &table), with(2, &table));
    }

    /// R: t.test(c(0.3, 0.4, 0.8))$conf.int.
    #[test]
    fn three_networks_have_students_interval_and_nine_are_resampled() {
        let of = |values: &[f64], unit| {
            let bootstrap = Bootstrap {
                unit,
                ..Bootstrap::default()
            };
            let table = networks(values, true);
            let seeds: Vec<u32> = (0..2 * values.len()).map(|i| i as u32 / 2 % 3).collect();
            let table = table.hstack(&[Column::new(c::RUN.into(), seeds)]).unwrap();
            let found = bootstrap_interval(&table, &[], c::Q, &bootstrap).unwrap();
            let how = found
                .column("interval")
                .unwrap()
                .str()
                .unwrap()
                .get(0)
                .unwrap()
                .to_owned();
            (numbers(&found, "low")[0].unwrap(), how)
        };
        let (low, how) = of(&[0.3, 0.4, 0.8], Unit::Network);
        assert!((low + 0.157_241).abs() < 1e-5, "{low}");
        assert_eq!(how, "t over networks");
        let nine = [0.1, 0.5, 0.2, 0.9, 0.4, 0.3, 0.8, 0.6, 0.7];
        assert_eq!(of(&nine, Unit::Network).1, "bootstrap over networks");
        assert_eq!(of(&nine, Unit::Seed).1, "t over seeds");
    }

    #[test]
    fn a_single_network_has_no_interval() {
        let found = bootstrap_interval(
            &networks(&[0.3], true),
            &[c::LAYER],
            c::Q,
            &Bootstrap::default(),
        );
        assert_eq!(numbers(&found.unwrap(), "low"), [None, None]);
    }

    #[test]
    fn differences_are_to_untrained_networks_of_the_same_layer() {
        let mut trained = networks(&[0.6, 0.7, 0.8], true);
        // One network lacks its first layer, whose numbers are larger by 1: that must not shift the difference.
        trained = trained.slice(1, 5);
        let table = trained
            .vstack(&networks(&[0.1, 0.2, 0.3, 0.2], false))
            .unwrap();
        let found =
            difference_interval(&table, &[c::REGULARIZER], c::Q, &Bootstrap::default()).unwrap();
        let [difference, low, high] =
            ["difference", "low", "high"].map(|n| numbers(&found, n)[0].unwrap());
        assert!((difference - 0.5).abs() < 1e-9, "{difference}");
        assert!(
            low > 0.2 && low < 0.35 && high > 0.65 && high < 0.8,
            "{low} {high}"
        );
        let count = |name: &str| found.column(name).unwrap().u32().unwrap().get(0);
        assert_eq!((count("n"), count("n_untrained")), (Some(3), Some(4)));
    }

    #[test]
    fn impossible_settings_and_columns_are_named() {
        let table = networks(&[0.1, 0.2], true);
        let error = |bootstrap: Bootstrap, column: &str| {
            bootstrap_interval(&table, &[], column, &bootstrap)
                .unwrap_err()
                .to_string()
        };
        let default = Bootstrap::default();
        assert!(
            error(
                Bootstrap {
                    level: 1.0,
                    ..default
                },
                c::Q
            )
            .contains("level")
        );
        assert!(
            error(
                Bootstrap {
                    resamples: 0,
                    ..default
                },
                c::Q
            )
            .contains("resamples")
        );
        assert!(error(default, "q_leiden").contains("q_leiden"));
        let lonely = difference_interval(&table, &[], c::Q, &default)
            .unwrap_err()
            .to_string();
        assert!(lonely.contains("untrained networks"), "{lonely}");
    }
}
