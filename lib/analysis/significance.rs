//! Which groups of networks differ from untrained ones, with many tests at a time.

use super::networks::Compared;
use super::rank_sum::{RankSum, rank_sum_test};
use super::{AnalysisError, columns as c};
use polars::prelude::*;

/// A test of every group of trained networks against the untrained ones, for every combination of the `by` columns
/// (method, regularizer and strength, say), sorted by them. Columns:
///
/// - `by…`, `n` trained and `n_untrained` networks;
/// - `difference` of the means;
/// - `cliffs_delta`, the effect size: P(trained > untrained) − P(trained < untrained), in [−1, 1];
/// - `p`, two-sided, of the Wilcoxon–Mann–Whitney test over networks: the share of choices of as many networks whose rank sum lies at
///   least as far from its expectation, ties with mid-ranks; exact for the paper's sizes;
/// - `p_holm`, `p` corrected so that a false discovery anywhere in the table is as rare as it says (Holm, 1979);
/// - `p_fdr`, `p` corrected so that the share of false discoveries is (Benjamini & Hochberg, 1995).
///
/// A network counts once, with its mean over the group's rows of deviations from the untrained mean of the same layer and
/// method (or pair of methods). The correction is for all rows of the returned table. With n trained and m untrained
/// networks no p-value can be below 2/C(n + m, n): 1.1e-5 for 3 and 100 networks.
///
/// # Errors
/// There is no such column, or no untrained network.
pub fn significance(
    table: &DataFrame,
    by: &[&str],
    column: &str,
) -> Result<DataFrame, AnalysisError> {
    let compared = Compared::of(table, by, column, c::RUN_ID)?;
    let pairs = compared.trained.values.iter().zip(&compared.untrained);
    let tests: Vec<Option<RankSum>> = pairs
        .map(|(trained, (_, untrained))| rank_sum_test(trained, untrained))
        .collect();
    let number = |of: fn(&RankSum) -> f64| -> Vec<Option<f64>> {
        tests.iter().map(|test| test.as_ref().map(of)).collect()
    };
    let p = number(|test| test.p);
    let size = |values: &Vec<f64>| values.len() as u32;
    let n: Vec<u32> = compared.trained.values.iter().map(size).collect();
    let n_untrained: Vec<u32> = compared.untrained.iter().map(|u| size(&u.1)).collect();
    compared.trained.table(vec![
        Column::new("n".into(), n),
        Column::new("n_untrained".into(), n_untrained),
        Column::new("difference".into(), compared.differences()),
        Column::new("cliffs_delta".into(), number(RankSum::cliffs_delta)),
        Column::new("p".into(), p.clone()),
        Column::new("p_holm".into(), corrected(&p, holm)),
        Column::new("p_fdr".into(), corrected(&p, benjamini_hochberg)),
    ])
}

/// Corrects the p-values that are not missing.
fn corrected(p: &[Option<f64>], correct: fn(&[f64]) -> Vec<f64>) -> Vec<Option<f64>> {
    let known: Vec<f64> = p.iter().copied().flatten().collect();
    let mut corrected = correct(&known).into_iter();
    p.iter().map(|p| p.and_then(|_| corrected.next())).collect()
}

/// P-values corrected for their number by Holm's method: the chance of any false discovery stays below the level.
///
/// The i-th smallest of m becomes the largest of (m − j + 1) p_(j) over j ≤ i, at most 1 (S. Holm, 1979).
pub fn holm(p: &[f64]) -> Vec<f64> {
    let order = ascending(p);
    let mut corrected = vec![0.0; p.len()];
    let mut largest = 0f64;
    for (place, &i) in order.iter().enumerate() {
        largest = largest.max((p.len() - place) as f64 * p[i]).min(1.0);
        corrected[i] = largest;
    }
    corrected
}

/// P-values corrected for their number by Benjamini and Hochberg's method: the expected share of false discoveries stays
/// below the level.
///
/// The i-th smallest of m becomes the smallest of m p_(j) / j over j ≥ i, at most 1 (Benjamini & Hochberg, 1995).
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let order = ascending(p);
    let mut corrected = vec![0.0; p.len()];
    let mut smallest = 1f64;
    for (place, &i) in order.iter().enumerate().rev() {
        smallest = smallest.min(p.len() as f64 * p[i] / (place + 1) as f64);
        corrected[i] = smallest;
    }
    corrected
}

fn ascending(p: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|&i, &j| p[i].total_cmp(&p[j]));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: &[f64], expected: &[f64]) {
        let same = |(a, b): (&f64, &f64)| (a - b).abs() < 1e-12;
        assert!(
            found.len() == expected.len() && found.iter().zip(expected).all(same),
            "{found:?}"
        );
    }

    /// R: p.adjust(c(0.01, 0.04, 0.03, 0.5, 0.04), "holm") and "BH".
    #[test]
    fn corrections_are_those_of_r() {
        let p = [0.01, 0.04, 0.03, 0.5, 0.04];
        close(&holm(&p), &[0.05, 0.12, 0.12, 0.5, 0.12]);
        close(&benjamini_hochberg(&p), &[0.05, 0.05, 0.05, 0.5, 0.05]);
        close(&holm(&[0.9, 0.8]), &[1.0, 1.0]);
        assert!(holm(&[]).is_empty() && benjamini_hochberg(&[]).is_empty());
    }

    /// Five networks with dropout above ten untrained ones by `method` b, within them by a.
    fn table() -> DataFrame {
        let rows = (0..15).flat_map(|network| ["a", "b"].map(|method| (network, method)));
        let rows: Vec<(usize, &str)> = rows.collect();
        let trained = |network: usize| network < 5;
        let q = |&(network, method): &(usize, &str)| {
            let within = (network * 7 % 15) as f64 / 100.0;
            if trained(network) && method == "b" {
                within + 1.0
            } else {
                within
            }
        };
        df!(
            c::RUN_ID => rows.iter().map(|r| r.0.to_string()).collect::<Vec<_>>(),
            c::TRAINED => rows.iter().map(|r| trained(r.0)).collect::<Vec<_>>(),
            c::METHOD => rows.iter().map(|r| r.1).collect::<Vec<_>>(),
            c::STRENGTH => rows.iter().map(|r| trained(r.0).then_some(0.5)).collect::<Vec<_>>(),
            c::Q => rows.iter().map(q).collect::<Vec<_>>(),
        )
        .unwrap()
    }

    #[test]
    fn what_stands_above_the_untrained_is_found_and_what_does_not_is_not() {
        let found = significance(&table(), &[c::METHOD, c::STRENGTH], c::Q).unwrap();
        let column = |name: &str| -> Vec<f64> {
            found
                .column(name)
                .unwrap()
                .f64()
                .unwrap()
                .into_no_null_iter()
                .collect()
        };
        let (p, holm, delta) = (column("p"), column("p_holm"), column("cliffs_delta"));
        assert_eq!(found.height(), 2);
        // C(15, 5) = 3003 choices.
        assert!(
            (p[1] - 2.0 / 3003.0).abs() < 1e-12 && delta[1] == 1.0,
            "{found}"
        );
        assert!(p[0] > 0.2 && delta[0].abs() < 0.6, "{found}");
        assert!((holm[1] - 2.0 * p[1]).abs() < 1e-12);
        let difference = column("difference");
        assert!((difference[1] - difference[0] - 1.0).abs() < 1e-9);
        let n = |name: &str| found.column(name).unwrap().u32().unwrap().get(1);
        assert_eq!((n("n"), n("n_untrained")), (Some(5), Some(10)));
    }
}
