//! Claims, intervals and tests on made-up results of the paper's size, where the answer is known.

use crate::support::synthetic;
use polars::prelude::*;
use updown::analysis::{
    Bootstrap, Results, bootstrap_interval, claims, claims_by, claims_table, columns as c,
    difference_interval, hidden_layers, select, significance, sweeps, with_family,
};
use updown::polars;

fn texts(table: &DataFrame, column: &str) -> Vec<String> {
    let column = table.column(column).unwrap().str().unwrap();
    column.iter().map(|t| t.unwrap().to_owned()).collect()
}

fn numbers(table: &DataFrame, column: &str) -> Vec<f64> {
    let column = table.column(column).unwrap().f64().unwrap();
    column.into_no_null_iter().collect()
}

/// The rows of a table of claims over all methods.
fn overall(table: &DataFrame) -> DataFrame {
    select(table, [("method", "all".into())]).unwrap()
}

#[test]
fn the_papers_story_is_found_with_intervals_around_its_means() {
    let table = claims(&synthetic::results()).unwrap();
    // Over all and for eight methods each: the baseline and its excess, three regularizers against their control. Only over all: the
    // regularizers against untrained networks and chance, three families trained, untrained and against chance.
    assert_eq!(table.height(), 2 * 9 + 3 * (9 + 2) + 3 * 3);
    let (mean, low, high) = (
        numbers(&table, "mean"),
        numbers(&table, "low"),
        numbers(&table, "high"),
    );
    assert!(
        (0..table.height()).all(|i| low[i] <= mean[i] && mean[i] <= high[i]),
        "{table}"
    );
    let overall = overall(&table);
    assert!(
        texts(&overall, "verdict").iter().all(|v| v == "holds"),
        "{overall}"
    );
    let quantities = texts(&overall, "quantity").join("; ");
    for word in [
        "q of untrained networks",
        "L1 ",
        "L2 ",
        "dropout 0.6",
        "element_sim, across",
    ] {
        assert!(quantities.contains(word), "{quantities}");
    }
}

#[test]
fn another_optimiser_or_measure_is_one_argument_away() {
    let mut results = synthetic::results();
    let lowered = (col(c::Q) * lit(0.5)).alias("q_leiden");
    results.modules = results
        .modules
        .lazy()
        .with_columns([lowered])
        .collect()
        .unwrap();
    let by_leiden = overall(&claims_by(&results, "q_leiden", c::VI).unwrap());
    assert!(
        texts(&by_leiden, "quantity")
            .iter()
            .any(|q| q.contains("q_leiden above"))
    );
    assert!(
        texts(&by_leiden, "quantity")
            .iter()
            .any(|q| q == "vi, across")
    );
    let paper = overall(&claims(&results).unwrap());
    let (theirs, ours) = (numbers(&paper, "mean"), numbers(&by_leiden, "mean"));
    assert!(
        (ours[0] - 0.5 * theirs[0]).abs() < 1e-12,
        "the baseline is halved, too"
    );
}

/// The rows of one method once more, as another's, with its numbers moved far off.
fn with_a_method_of_ours(table: &DataFrame, column: &str, number: &str) -> DataFrame {
    let own = select(table, [(column, "forward_cov".into())]).unwrap();
    let moved = own.lazy().with_columns([
        lit("forward_weights").alias(column),
        (col(number) + lit(10.0)).alias(number),
    ]);
    table.vstack(&moved.collect().unwrap()).unwrap()
}

#[test]
fn methods_of_ours_take_no_part_in_the_papers_claims() {
    let results = synthetic::results();
    let more = Results {
        modules: with_a_method_of_ours(&results.modules, c::METHOD, c::Q),
        alignments: with_a_method_of_ours(&results.alignments, c::METHOD_A, c::ELEMENT_SIM),
        ..results.clone()
    };
    assert!(more.modules.height() > results.modules.height());
    assert!(more.alignments.height() > results.alignments.height());
    assert!(
        claims(&more)
            .unwrap()
            .equals_missing(&claims(&results).unwrap())
    );
}

#[test]
fn an_absent_column_is_named() {
    let mut results = synthetic::results();
    results.modules = results.modules.drop("q_leiden").unwrap();
    for (q, alignment, missing) in [
        ("q_leiden", c::ELEMENT_SIM, "q_leiden"),
        (c::Q, "element_sim_leiden", "element_sim_leiden"),
    ] {
        let error = claims_by(&results, q, alignment).unwrap_err().to_string();
        assert!(error.contains(missing), "{error}");
    }
}

#[test]
fn what_was_not_swept_has_no_verdict() {
    let results = synthetic::results();
    let only = |table: &DataFrame| {
        let kept = col(c::L1).eq(lit(0.0));
        table.clone().lazy().filter(kept).collect().unwrap()
    };
    let without_l1 = Results {
        runs: only(&results.runs),
        modules: only(&results.modules),
        ..results
    };
    let table = overall(&claims(&without_l1).unwrap());
    let verdicts = texts(&table, "verdict");
    let untold = verdicts
        .iter()
        .filter(|v| *v == "not all was measured")
        .count();
    assert_eq!(
        untold,
        2 * 3,
        "L2 and dropout against three things: {table}"
    );
}

#[test]
fn every_setting_is_tested_against_the_untrained_networks() {
    let results = synthetic::results();
    let layers = hidden_layers(&results.modules).unwrap();
    let by = [c::METHOD, c::REGULARIZER, c::STRENGTH];
    let table = significance(&layers, &by, c::Q).unwrap();
    // 9 + 7 + 14 strengths by 8 methods.
    assert_eq!(table.height(), 8 * 30);
    let (p, holm, fdr) = (
        numbers(&table, "p"),
        numbers(&table, "p_holm"),
        numbers(&table, "p_fdr"),
    );
    assert!((0..p.len()).all(|i| p[i] <= fdr[i] && fdr[i] <= holm[i] && holm[i] <= 1.0));
    let strong = select(
        &table,
        [
            (c::REGULARIZER, "dropout".into()),
            (c::STRENGTH, 0.7.into()),
        ],
    )
    .unwrap();
    assert!(
        numbers(&strong, "p_holm").iter().all(|&p| p < 0.001),
        "{strong}"
    );
    let intervals = difference_interval(&layers, &by, c::Q, &Bootstrap::default()).unwrap();
    assert_eq!(
        numbers(&intervals, "difference"),
        numbers(&table, "difference")
    );
}

#[test]
fn sweeps_repeat_the_setting_that_they_share_and_keep_the_null() {
    let results = synthetic::results();
    let all = sweeps(&results.runs).unwrap();
    // 9 replicates of the base setting are in all three sweeps.
    assert_eq!(all.height(), 270 + 2 * 9 + 100);
    let dropout = select(&all, [(c::REGULARIZER, "dropout".into())]).unwrap();
    assert_eq!(dropout.column(c::STRENGTH).unwrap().n_unique().unwrap(), 15);
    // Without the runs with L1, only the shared setting is left of its sweep, which is no sweep.
    let without_l1 = select(&results.runs, [("l1", 0.0.into())]).unwrap();
    let swept = sweeps(&without_l1).unwrap();
    assert_eq!(swept.height(), 270 - 7 * 9 + 9 + 100);
}

#[test]
fn families_have_intervals_over_networks_and_not_over_pairs() {
    let results = synthetic::results();
    let trained = select(&results.alignments, [(c::TRAINED, true.into())]).unwrap();
    let pairs = with_family(&trained).unwrap();
    let found =
        bootstrap_interval(&pairs, &[c::FAMILY], c::ELEMENT_SIM, &Bootstrap::default()).unwrap();
    let n: Vec<u32> = found
        .column("n")
        .unwrap()
        .u32()
        .unwrap()
        .into_no_null_iter()
        .collect();
    assert_eq!(n, [270, 270, 270]);
}

/// Modules of untrained networks agree across the families only by chance: every printed p-value has to say so.
#[test]
fn p_values_of_untrained_networks_are_calibrated() {
    let workspace = updown::workspace::Workspace::at(env!("CARGO_MANIFEST_DIR"));
    for experiment in ["mnist-base", "mnist-deep", "mnist-wide"] {
        let results = updown::analysis::load(&workspace, experiment).unwrap();
        let layers = hidden_layers(&results.alignments).unwrap();
        let untrained = select(&layers, [(c::TRAINED, false.into())]).unwrap();
        let across = select(
            &with_family(&untrained).unwrap(),
            [(c::FAMILY, "across".into())],
        );
        let across = across.unwrap();
        for p in ["greedy_overlap_p", "adj_mantel_p"] {
            // Tables frozen before Mantel's test was added lack it.
            let Ok(values) = across.column(p) else {
                continue;
            };
            let values: Vec<f64> = values.f64().unwrap().iter().flatten().collect();
            let share = values.iter().filter(|p| **p < 0.05).count() as f64 / values.len() as f64;
            assert!((0.03..=0.07).contains(&share), "{experiment} {p}: {share}");
        }
    }
}

/// In the made-up networks dropout raises what modules do, more for the downstream methods, and not without training.
#[test]
fn experiments_of_ones_own_have_the_front_pages_table() {
    let mut mine = synthetic::results();
    mine.experiment = "mine".to_owned();
    let table = claims_table(&[synthetic::results(), mine]).unwrap();
    let rows: Vec<&str> = table
        .lines()
        .filter(|l| l.starts_with('|'))
        .skip(2)
        .collect();
    assert_eq!(rows.len(), 3 * 2, "{table}");
    for both in rows.chunks(2) {
        let after_the_name = |row: &str| row.split('|').skip(3).collect::<String>();
        assert!(both[1].starts_with("|  | `mine` |"), "{}", both[1]);
        assert_eq!(after_the_name(both[0]), after_the_name(both[1]));
    }
    assert!(rows[2].ends_with("| holds |"), "{}", rows[2]);
    assert!(table.contains("*Control*: "), "the rule is below: {table}");

    let mut barely_swept = synthetic::results();
    for frame in [&mut barely_swept.runs, &mut barely_swept.modules] {
        let weakest = col(c::REGULARIZER)
            .eq(lit("l2"))
            .and(col(c::STRENGTH).lt(2e-5));
        let kept = col(c::REGULARIZER).is_null().or(weakest);
        *frame = frame.clone().lazy().filter(kept).collect().unwrap();
    }
    let table = claims_table(&[barely_swept]).unwrap();
    let row = table.lines().find(|l| l.contains("dramatically")).unwrap();
    assert!(
        row.contains("| not measured yet | not measured yet |"),
        "{row}"
    );
}

#[test]
fn what_modules_do_is_claimed_with_interval_and_correction() {
    let results = synthetic::results();
    let seeds = updown::analysis::Bootstrap {
        unit: updown::analysis::Unit::Seed,
        ..Default::default()
    };
    let claims = updown::analysis::function_claims(&results, &seeds).unwrap();
    // For each of three measures and two families: trained, with dropout, untrained; the difference; importance also matched.
    assert_eq!(claims.height(), 3 * (2 * 3 + 1) + 2);
    let text = |name: &str| -> Vec<String> {
        let column = claims.column(name).unwrap().str().unwrap().clone();
        column.iter().map(|t| t.unwrap().to_owned()).collect()
    };
    let number = |name: &str| claims.column(name).unwrap().f64().unwrap().clone();
    let (p, holm) = (number("p"), number("p_holm"));
    for (i, (claim, verdict)) in text("claim").iter().zip(text("verdict")).enumerate() {
        let expected = if claim.contains("untrained") {
            "open"
        } else {
            "above"
        };
        assert_eq!(verdict, expected, "{claim}");
        assert!(p.get(i) <= holm.get(i), "{claim}");
    }
    let mut none = results;
    none.modules = none.modules.clear();
    let error = updown::analysis::function_claims(&none, &seeds).unwrap_err();
    assert!(error.to_string().contains("--metrics functions"), "{error}");
}
