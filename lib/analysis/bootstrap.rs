//! Intervals by resampling networks.

use super::AnalysisError;
use super::networks::{Compared, Groups, mean};
use crate::seeds::Seeds;
use crate::spec::SpecError;
use polars::prelude::*;
use rand::Rng;
use std::collections::HashMap;

/// How intervals are made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bootstrap {
    /// Coverage that is aimed at, in (0, 1); 0.95.
    pub level: f64,
    /// Number of resamples; 10,000.
    pub resamples: usize,
    /// Seed of the resampling; the same seed gives the same interval.
    pub seed: u64,
}

impl Default for Bootstrap {
    fn default() -> Self {
        Self {
            level: 0.95,
            resamples: 10_000,
            seed: 0,
        }
    }
}

/// Mean of `column` with a bootstrap interval for every combination of the `by` columns, sorted by them. Columns: `by…`,
/// `mean`, `low`, `high` (null for a single network), `n` networks.
///
/// Percentile bootstrap over networks (Efron & Tibshirani, *An Introduction to the Bootstrap*, 1993, ch. 13): the rows of
/// a network are one cluster, which counts once with its own mean and is drawn whole, because layers and methods of one
/// network are not independent. Networks of the same run at different strengths share their first weights; a group over
/// several strengths counts them apart. `low` and `high` are the quantiles (1 ∓ level)/2 of the resampled means. Of few networks
/// (below ten or so) such intervals are too narrow: with three, the 95 % interval is the range of the three, which misses the
/// middle of a symmetric distribution one time in four.
///
/// # Errors
/// There is no such column; a level outside (0, 1), no resamples.
pub fn bootstrap_interval(
    table: &DataFrame,
    by: &[&str],
    column: &str,
    bootstrap: &Bootstrap,
) -> Result<DataFrame, AnalysisError> {
    bootstrap.of_groups(&Groups::of(table, by, column)?)
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
        let intervals = each.map(|(values, label)| {
            let means = self.means(values, &format!("networks/{label}"));
            self.interval(means, values.len())
        });
        groups.summary(&intervals.collect::<Vec<_>>())
    }
}

/// Difference of `column` between trained and untrained networks with a bootstrap interval, for every combination of the
/// `by` columns, sorted by them. Columns: `by…`, `difference`, `low`, `high`, `n` trained and `n_untrained` networks.
///
/// A group is compared with the untrained networks of the same layer and method (or pair of methods); columns that say how
/// a network was trained (regularizer, strength, …) do not part untrained ones. Both sides are resampled, as in
/// [`bootstrap_interval`], independently of each other.
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
    let compared = Compared::of(table, by, column)?;
    let mut null: HashMap<&str, Vec<f64>> = HashMap::new();
    for (label, values) in &compared.untrained {
        null.entry(label)
            .or_insert_with(|| bootstrap.means(values, &format!("untrained/{label}")));
    }
    let labels = compared.trained.labels()?;
    let mut intervals = Vec::new();
    for (i, values) in compared.trained.values.iter().enumerate() {
        let (label, untrained) = &compared.untrained[i];
        let means = bootstrap.means(values, &format!("networks/{}", labels[i]));
        let pairs = means.into_iter().zip(&null[label.as_str()]);
        let differences = pairs.map(|(a, b)| a - b).collect();
        intervals.push(bootstrap.interval(differences, values.len().min(untrained.len())));
    }
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
        intervals: &[Option<[f64; 2]>],
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
    intervals: &[Option<[f64; 2]>],
) -> Vec<Column> {
    let end = |which: usize| -> Vec<Option<f64>> {
        intervals
            .iter()
            .map(|i| i.map(|ends| ends[which]))
            .collect()
    };
    vec![
        Column::new(name.into(), middle),
        Column::new("low".into(), end(0)),
        Column::new("high".into(), end(1)),
    ]
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

    /// Means of as many networks as there are, drawn with replacement; none of none.
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

    /// The quantiles (1 ∓ level)/2; `None` where `networks` are fewer than two.
    fn interval(&self, mut statistics: Vec<f64>, networks: usize) -> Option<[f64; 2]> {
        if networks < 2 {
            return None;
        }
        statistics.sort_by(f64::total_cmp);
        let tail = (1.0 - self.level) / 2.0;
        Some([
            quantile(&statistics, tail),
            quantile(&statistics, 1.0 - tail),
        ])
    }
}

/// The quantile of ascending numbers, linear between them (numpy's default).
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = share * (sorted.len() - 1) as f64;
    let below = place.floor() as usize;
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + (place - below as f64) * (sorted[above] - sorted[below])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::columns as c;

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
        // The rows of each network differ by 1, the networks do not differ: nothing is uncertain.
        let table = networks(&[0.3, 0.3, 0.3], true);
        let found = bootstrap_interval(&table, &[], c::Q, &Bootstrap::default()).unwrap();
        let close = |name: &str| (numbers(&found, name)[0].unwrap() - 0.3).abs() < 1e-12;
        assert!(close("low") && close("mean") && close("high"));
    }

    #[test]
    fn intervals_depend_on_the_seed_and_on_nothing_else() {
        let table = networks(&[0.1, 0.5, 0.2, 0.9, 0.4], true);
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
            low > 0.35 && low < 0.5 && high > 0.5 && high < 0.65,
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
