//! Strengths of regularization: which are acceptable, and where they lie on a common axis.

use super::{AnalysisError, columns as c, regularizers, sweep_of};
use crate::spec::{Regularizer, StrengthAxis};
use polars::prelude::*;

/// The mean validation accuracy below which a setting is left out (paper, section 4; there, the test accuracy of each network).
pub const LEAST_ACCURACY: f64 = 0.8;

/// The mean validation accuracy that a setting of these networks needs when `usual` is wanted: `usual` itself, or, for data on which
/// not even the best setting reaches it, that share of the best one's. If the best has less than a quarter of `usual`, nothing was
/// learned, and `usual` stays. `runs` is the table of networks.
///
/// # Errors
/// The table lacks a key column.
pub fn least_accuracy(runs: &DataFrame, usual: f64) -> Result<f64, AnalysisError> {
    let settings = regularizers(runs)
        .iter()
        .map(|r| col(r.name()))
        .collect::<Vec<_>>();
    let means = runs
        .clone()
        .lazy()
        .filter(col(c::TRAINED))
        .group_by_stable(settings)
        .agg([col(c::VAL_ACCURACY).mean()])
        .collect()?;
    let best = means.column(c::VAL_ACCURACY)?.f64()?.max();
    Ok(match best {
        Some(best) if (0.25 * usual..usual).contains(&best) => best * usual,
        _ => usual,
    })
}

/// The largest strength in a regularizer's sweep whose networks have a mean validation accuracy of at least `least`; `None` if
/// there is none. `runs` is the table of networks. A setting with a single network is never chosen.
///
/// # Errors
/// The table lacks a key column.
pub fn strongest_acceptable(
    runs: &DataFrame,
    regularizer: Regularizer,
    least: f64,
) -> Result<Option<f64>, AnalysisError> {
    let acceptable = sweep_of(runs, regularizer)?
        .lazy()
        .group_by_stable([col(c::STRENGTH)])
        .agg([
            col(c::VAL_ACCURACY).mean().alias("mean"),
            col(c::VAL_ACCURACY).count().alias("networks"),
        ])
        .filter(
            col("mean")
                .gt_eq(lit(least))
                .and(col("networks").gt(lit(1))),
        )
        .collect()?;
    Ok(acceptable.column(c::STRENGTH)?.f64()?.max())
}

/// The rows of trained networks in settings (strengths of all regularizers) with a mean validation accuracy of at least `least`, each setting
/// whole, and all untrained ones. `runs` is the table of networks, which holds the accuracy.
///
/// # Errors
/// A table lacks a key column.
pub fn keep_cells(
    table: &DataFrame,
    runs: &DataFrame,
    least: f64,
) -> Result<DataFrame, AnalysisError> {
    let names = regularizers(runs);
    let setting = || names.iter().map(|r| col(r.name())).collect::<Vec<_>>();
    let kept = runs
        .clone()
        .lazy()
        .filter(col(c::TRAINED))
        .group_by_stable(setting())
        .agg([col(c::VAL_ACCURACY).mean().gt_eq(lit(least)).alias("kept")]);
    let rows = table
        .clone()
        .lazy()
        .join(kept, setting(), setting(), JoinArgs::new(JoinType::Left))
        .filter(col(c::TRAINED).not().or(col("kept").fill_null(lit(false))))
        .drop(by_name(["kept"], true, false))
        .collect()?;
    Ok(rows)
}

/// Where the strengths of a sweep (ascending) lie between its weakest and its strongest, in [0, 1]: by their logarithm
/// for penalties, linearly for probabilities. Strength 0 has no logarithm; it is placed one step below the weakest.
pub fn relative_strengths(strengths: &[f64], regularizer: Regularizer) -> Vec<f64> {
    let place: Vec<f64> = match regularizer.axis() {
        StrengthAxis::Linear => strengths.to_vec(),
        StrengthAxis::Log => log_places(strengths),
    };
    let (Some(&first), Some(&last)) = (place.first(), place.last()) else {
        return Vec::new();
    };
    let width = if last > first { last - first } else { 1.0 };
    place.iter().map(|p| (p - first) / width).collect()
}

fn log_places(strengths: &[f64]) -> Vec<f64> {
    let mut positive = strengths.iter().filter(|&&s| s > 0.0).map(|s| s.log10());
    let weakest = positive.next().unwrap_or(0.0);
    let step = positive.next().map_or(1.0, |second| second - weakest);
    let place = |s: &f64| if *s > 0.0 { s.log10() } else { weakest - step };
    strengths.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strengths_fill_a_common_axis() {
        let close = |a: Vec<f64>, b: &[f64]| {
            assert_eq!(a.len(), b.len());
            assert!(a.iter().zip(b).all(|(x, y)| (x - y).abs() < 1e-9), "{a:?}");
        };
        let logs = [1e-5, 1e-4, 1e-3];
        close(relative_strengths(&logs, Regularizer::L2), &[0.0, 0.5, 1.0]);
        let with_zero = [0.0, 1e-5, 1e-4];
        close(
            relative_strengths(&with_zero, Regularizer::L1),
            &[0.0, 0.5, 1.0],
        );
        let even = [0.0, 0.1, 0.4];
        close(
            relative_strengths(&even, Regularizer::Dropout),
            &[0.0, 0.25, 1.0],
        );
        close(relative_strengths(&[0.3], Regularizer::Dropout), &[0.0]);
        close(relative_strengths(&[], Regularizer::L1), &[]);
    }

    #[test]
    fn settings_are_kept_or_dropped_whole() {
        let accuracy = [0.95, 0.9, 0.9, 0.75, 0.9, 0.1];
        let runs = df!(
            c::TRAINED => [true; 6],
            c::L2 => [1e-5; 6],
            c::L1 => [0.0; 6],
            c::DROPOUT => [0.0, 0.0, 0.3, 0.3, 0.6, 0.6],
            c::VAL_ACCURACY => accuracy,
        )
        .unwrap();
        let strongest = |least| strongest_acceptable(&runs, Regularizer::Dropout, least).unwrap();
        assert_eq!(strongest(0.8), Some(0.3));
        assert_eq!(strongest(0.92), Some(0.0));
        assert_eq!(strongest(0.99), None);
        let kept = |least| keep_cells(&runs, &runs, least).unwrap().height();
        assert_eq!((kept(0.8), kept(0.92), kept(0.99)), (4, 2, 0));
    }

    #[test]
    fn where_no_setting_learns_enough_those_near_the_best_are_looked_at() {
        let runs = df!(
            c::TRAINED => [true, true, true, true, false],
            c::L2 => [1e-5, 1e-5, 1e-3, 1e-3, 0.0],
            c::L1 => [0.0; 5],
            c::DROPOUT => [0.0; 5],
            c::VAL_ACCURACY => [Some(0.66), Some(0.64), Some(0.6), Some(0.56), None],
        )
        .unwrap();
        let least = |usual| least_accuracy(&runs, usual).unwrap();
        assert!((least(0.8) - 0.52).abs() < 1e-12, "80 % of 65 %");
        assert!((least(0.95) - 0.6175).abs() < 1e-12);
        assert_eq!(least(0.6), 0.6, "the best setting reaches it");
        let kept = |usual| keep_cells(&runs, &runs, least(usual)).unwrap().height();
        assert_eq!((kept(0.8), kept(0.95)), (5, 3));
        let unknown = runs
            .clone()
            .lazy()
            .with_columns([lit(NULL).cast(DataType::Float64).alias(c::VAL_ACCURACY)]);
        assert_eq!(
            least_accuracy(&unknown.collect().unwrap(), 0.8).unwrap(),
            0.8
        );
    }
}
