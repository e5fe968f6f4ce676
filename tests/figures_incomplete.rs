//! Figures of incomplete results: what is missing is named, and the rest is drawn.

use super::figures::{count, from_tables};
use crate::support::drawing::{assert_legible, assert_well_formed};
use crate::support::synthetic;

use polars::prelude::*;
use updown::analysis::{PICTURED, columns as c};
use updown::drawing::{Figure, Style};
use updown::figures::{self, ExampleRun, FigureError};
use updown::spec::Association;

#[test]
fn empty_tables_are_refused_with_the_name_of_the_experiment() {
    let mut results = synthetic::results();
    results.runs = results.runs.clear();
    results.modules = results.modules.clear();
    results.alignments = results.alignments.clear();
    for (id, figure) in from_tables().filter(|f| f.0 != "F6") {
        let error = figure(&results, &Style::light()).unwrap_err().to_string();
        assert!(
            error.contains("nothing to show") && error.contains("mnist-base"),
            "{id}: {error}"
        );
    }
}

#[test]
fn a_method_without_pictures_is_named_with_the_reason() {
    let mut example = synthetic::example(0.3);
    let [upstream, downstream] = PICTURED;
    let drawn = |e: &ExampleRun| figures::modules_at_work(e, &Style::light()).unwrap();
    assert!(!drawn(&example).caption.contains("Without"));

    example.pictured.remove(&upstream);
    let figure = drawn(&example);
    assert_eq!(figure.panels.len(), 1);
    let unmeasured = format!(
        "Without {}: its modules were not measured",
        upstream.label()
    );
    assert!(
        figure.caption.ends_with(&format!(" {unmeasured}.")),
        "{}",
        figure.caption
    );

    let record = example.modules.get_mut(&upstream).unwrap();
    record.membership = vec![Some(0); 64];
    assert!(drawn(&example).caption.contains("in one module"));
    example.modules.remove(&upstream);
    assert!(drawn(&example).caption.contains("no modules were found"));
    assert!(!drawn(&example).caption.contains(&downstream.label()));
}

#[test]
fn a_missing_column_is_named() {
    let mut results = synthetic::results();
    results.modules = results.modules.drop(c::Q).unwrap();
    let error = figures::modularity_by_strength(&results, &Style::light()).unwrap_err();
    assert!(
        matches!(&error, FigureError::Column { table: "modules", column, .. } if column == "q")
    );
    results.runs = results.runs.drop(c::TEST_ACCURACY).unwrap();
    let error = figures::performance(&results, &Style::light())
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("table runs") && error.contains("test_accuracy"),
        "{error}"
    );
}

#[test]
fn results_without_a_null_or_a_sweep_are_still_drawn() {
    let mut results = synthetic::results();
    let trained = |frame: &DataFrame| {
        let rows = col(c::TRAINED).and(col(c::L1).eq(lit(0.0)));
        frame.clone().lazy().filter(rows).collect().unwrap()
    };
    results.runs = trained(&results.runs);
    results.modules = trained(&results.modules);
    results.alignments = trained(&results.alignments);
    // F7 and F14 show nothing but untrained networks; F6 shows none.
    for (id, figure) in from_tables().filter(|f| !["F6", "F7", "F14"].contains(&f.0)) {
        let figure = figure(&results, &Style::light());
        let figure = figure.unwrap_or_else(|error| panic!("{id}: {error}"));
        assert_well_formed(&figure.to_svg().unwrap(), id);
        if !["training", "robustness"].contains(&id) {
            assert!(
                figure
                    .caption
                    .contains("Missing in these results: untrained networks."),
                "{id}: {}",
                figure.caption
            );
        }
    }
    for figure in [figures::null_distributions, figures::alignment_untrained] {
        let error = figure(&results, &Style::light()).unwrap_err().to_string();
        assert!(error.contains("no untrained networks in table"), "{error}");
    }
}

fn without(frame: &DataFrame, keep: Expr) -> DataFrame {
    frame.clone().lazy().filter(keep).collect().unwrap()
}

#[test]
fn a_method_or_layer_that_is_missing_is_named_and_the_rest_is_drawn() {
    let mut results = synthetic::results();
    let kept = |column: &str| col(column).neq(lit("forward_jac_norm"));
    let in_layer = col(c::LAYER).neq(lit("0"));
    results.modules = without(&results.modules, kept(c::METHOD).and(in_layer.clone()));
    let pairs = kept(c::METHOD_A).and(kept(c::METHOD_B)).and(in_layer);
    results.alignments = without(&results.alignments, pairs);
    for (id, figure) in from_tables().filter(|f| !["F1", "F6", "training"].contains(&f.0)) {
        let figure = figure(&results, &Style::light()).unwrap();
        let said = "Missing in these results: input gradient (norm), hidden layer 1.";
        assert!(figure.caption.contains(said), "{id}: {}", figure.caption);
        let svg = figure.to_svg().unwrap();
        assert_well_formed(&svg, id);
        assert_legible(&svg, id);
        if id == "F8" {
            assert_eq!(count(&svg, ">not measured<"), 2);
        }
    }
}

#[test]
fn an_example_that_lacks_a_method_is_drawn_without_it() {
    let mut example = synthetic::example(0.3);
    example.matrices.remove(&Association::ALL[2]);
    example.modules.remove(&Association::ALL[5]);
    let notes = |figure: Result<Figure, FigureError>| {
        let svg = figure.unwrap().to_svg().unwrap();
        assert_legible(&svg, "an example");
        count(&svg, ">not measured<")
    };
    let style = Style::light();
    assert_eq!(notes(figures::association_matrices(&example, &style)), 1);
    // Two rows without the matrix, three without the modules.
    assert_eq!(notes(figures::sorted_matrices(&example, &style)), 2 + 3);
    assert_eq!(
        notes(figures::matrices_across_methods(&example, &style)),
        8 + 8 - 1
    );
    assert_eq!(
        notes(figures::membership_across_methods(&example, &style)),
        8 + 8 - 1
    );
    example.modules.clear();
    let error = figures::sorted_matrices(&example, &style);
    assert!(error.is_ok(), "the matrices as measured are still there");
    let error = figures::membership_across_methods(&example, &style)
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("no matrix with modules") && error.contains("dropout 0.3"),
        "{error}"
    );
}

#[test]
fn networks_that_were_not_measured_are_not_called_inaccurate() {
    let mut results = synthetic::results();
    let unmeasured = when(col(c::RUN).eq(lit(0)).and(col(c::TRAINED)))
        .then(lit(NULL))
        .otherwise(col(c::VAL_ACCURACY))
        .alias(c::VAL_ACCURACY);
    results.runs = results
        .runs
        .lazy()
        .with_columns([unmeasured])
        .collect()
        .unwrap();
    let figure = figures::modularity_by_strength(&results, &Style::light()).unwrap();
    assert!(
        figure.caption.contains("30 not measured left out"),
        "{}",
        figure.caption
    );
}

#[test]
fn a_cut_that_leaves_no_network_is_an_error_that_names_the_cut() {
    let mut results = synthetic::results();
    let ruined = when(col(c::TRAINED))
        .then(lit(0.1))
        .otherwise(col(c::VAL_ACCURACY))
        .alias(c::VAL_ACCURACY);
    let runs = results.runs.lazy();
    results.runs = runs.with_columns([ruined]).collect().unwrap();
    for figure in [
        figures::modularity_by_strength,
        figures::alignment_average,
        figures::robustness,
    ] {
        let error = figure(&results, &Style::light()).unwrap_err().to_string();
        assert!(
            error.contains("at least 80%") && error.contains("mnist-base"),
            "{error}"
        );
    }
}
