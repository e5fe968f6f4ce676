//! The right control: the network of the same seed without the regularizer.

use super::{AnalysisError, columns as c, sweep_of};
use crate::spec::Regularizer;
use polars::prelude::*;

/// Columns that a row shares with its control: the same replicate, layer and method (or pair of methods).
const SHARED: [&str; 5] = [c::RUN, c::LAYER, c::METHOD, c::METHOD_A, c::METHOD_B];

const CONTROL: &str = "control";

/// The rows of a regularizer's sweep without its weakest setting, with `difference`: the value of `column` minus that of the network
/// of the same replicate in the weakest setting, in the same layer and by the same method. Both networks share initial weights and
/// batches, so the difference is the effect of the regularizer.
///
/// The weakest setting of L1 and dropout is the weak L2 penalty alone, which their networks also have. That of L2 is no
/// regularizer at all if there are such networks, and its weakest strength otherwise.
///
/// # Errors
/// The table lacks a column.
pub fn difference_to_control(
    table: &DataFrame,
    regularizer: Regularizer,
    column: &str,
) -> Result<DataFrame, AnalysisError> {
    let sweep = sweep_of(table, regularizer)?;
    let there = |name: &&str| table.column(name).is_ok();
    let shared: Vec<Expr> = SHARED
        .iter()
        .filter(|n| there(n))
        .map(|&n| col(n))
        .collect();
    let weakest = col(c::STRENGTH).eq(col(c::STRENGTH).min());
    let value = col(column).cast(DataType::Float64);
    let control = sweep
        .clone()
        .lazy()
        .filter(weakest.clone())
        .group_by_stable(shared.clone())
        .agg([value.clone().mean().alias(CONTROL)]);
    let with_control = sweep
        .lazy()
        .filter(weakest.not())
        .join(
            control,
            shared.clone(),
            shared,
            JoinArgs::new(JoinType::Left),
        )
        .with_columns([(value - col(CONTROL)).alias("difference")]);
    Ok(with_control.collect()?)
}

/// The strength of the networks that [`difference_to_control`] compares with; `None` without networks.
///
/// # Errors
/// The table lacks a key column.
pub fn control_strength(
    table: &DataFrame,
    regularizer: Regularizer,
) -> Result<Option<f64>, AnalysisError> {
    let sweep = sweep_of(table, regularizer)?;
    Ok(sweep.column(c::STRENGTH)?.f64()?.min())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_control_has_the_same_seed_and_nothing_else_differs() {
        let table = df!(
            c::RUN_ID => ["a", "b", "c", "d", "none"],
            c::TRAINED => [true; 5],
            c::RUN => [0u32, 1, 0, 1, 0],
            c::L2 => [1e-5, 1e-5, 1e-5, 1e-5, 0.0],
            c::L1 => [0.0; 5],
            c::DROPOUT => [0.0, 0.0, 0.3, 0.3, 0.0],
            c::Q => [0.1, 0.4, 0.3, 0.5, 0.05],
        )
        .unwrap();
        let differences = |regularizer| -> Vec<f64> {
            let found = difference_to_control(&table, regularizer, c::Q).unwrap();
            let column = found.column("difference").unwrap().f64().unwrap().clone();
            column.iter().flatten().collect()
        };
        let close = |found: Vec<f64>, expected: &[f64]| {
            let same = |(a, b): (&f64, &f64)| (a - b).abs() < 1e-12;
            assert!(
                found.len() == expected.len() && found.iter().zip(expected).all(same),
                "{found:?}"
            );
        };
        close(differences(Regularizer::Dropout), &[0.2, 0.1]);
        // Only one seed has a network without any regularizer.
        close(differences(Regularizer::L2), &[0.05]);
        let strength = |r| control_strength(&table, r).unwrap();
        assert_eq!(strength(Regularizer::L2), Some(0.0));
        assert_eq!(strength(Regularizer::Dropout), Some(0.0));
    }
}
