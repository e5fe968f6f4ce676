//! Each layer of the grammar of plots as a still picture.

use super::plot::{axes, modules, own};
use updown::drawing::Content;
use updown::prelude::*;

/// A plot of every layer.
pub fn every_layer() -> Vec<(&'static str, Plot)> {
    let mut plots = layers_of_our_tables();
    plots.extend(layers_beside_the_null());
    plots.extend(layers_of_any_table());
    plots
}

fn layers_of_our_tables() -> Vec<(&'static str, Plot)> {
    let ours = modules();
    let pairs = df!("method_a" => ["forward_cov", "forward_cov"], "method_b" => ["forward_jac", "backward_jac"], "vi" => [0.5, 0.7]).unwrap();
    vec![
        (
            "mean",
            plot(&ours)
                .x("strength")
                .y("q")
                .color("regularizer")
                .facet("method")
                .mean(),
        ),
        (
            "band",
            plot(&ours)
                .x("strength")
                .y("q")
                .color("regularizer")
                .facet_row("method")
                .band(),
        ),
        (
            "bars",
            plot(&ours).x("method").y("q").color("trained").bars(),
        ),
        (
            "boxes",
            plot(&ours).y("method").x("q").color("trained").boxes(),
        ),
        (
            "strip",
            plot(&ours).x("layer").y("q").shape("method").strip(),
        ),
        ("ridges", plot(&ours).x("q").y("method").ridges()),
        (
            "histogram",
            plot(&ours).x("q").color("method").bins(7).histogram(),
        ),
        ("ecdf", plot(&ours).x("q").color("method").ecdf()),
        (
            "heat",
            plot(&pairs).x("method_a").y("method_b").color("vi").heat(),
        ),
    ]
}

fn layers_beside_the_null() -> Vec<(&'static str, Plot)> {
    let ours = modules();
    vec![
        (
            "null",
            plot(&ours)
                .x("strength")
                .y("q")
                .color("regularizer")
                .facet("method")
                .null()
                .mean(),
        ),
        (
            "null of colours",
            plot(&ours)
                .x("strength")
                .y("q")
                .color("method")
                .null()
                .mean(),
        ),
    ]
}

fn layers_of_any_table() -> Vec<(&'static str, Plot)> {
    let own = own();
    let answers = || plot(&own).x("dose").y("answer");
    let one = plot(&own.head(Some(1))).x("dose").y("answer");
    let log = plot(&own).x("answer").y("dose").log_x().percent_y();
    vec![
        ("points", answers().color("drug").points()),
        ("lines", answers().color("drug").lines()),
        ("trend", answers().color("drug").points().trend()),
        ("rank_trend", answers().facet("drug").points().rank_trend()),
        ("rule", answers().points().rule(2.0).vrule(1.0)),
        ("log", log.points()),
        ("one point", one.points().mean()),
        ("defaults", plot(&own).x("drug").y("answer")),
    ]
}

#[test]
fn every_layer_is_drawn() {
    for (name, plot) in every_layer() {
        let figure = plot.figure().unwrap_or_else(|e| panic!("{name}: {e}"));
        let svg = figure.to_svg().unwrap();
        assert!(
            !svg.contains("NaN") && svg.contains("class=\"panel\""),
            "{name}"
        );
        figure.to_png().unwrap();
    }
}

#[test]
fn trends_say_their_coefficient_and_number() {
    let figure = plot(&own())
        .x("dose")
        .y("answer")
        .color("drug")
        .points()
        .trend()
        .figure()
        .unwrap();
    let legend: Vec<&str> = figure.legend.iter().map(|l| l.label.as_str()).collect();
    assert_eq!(legend, ["a (r = 0.96, n = 3)", "b (r = 1.00, n = 3)"]);
    let facets = plot(&own())
        .x("dose")
        .y("answer")
        .facet("drug")
        .points()
        .rank_trend()
        .figure()
        .unwrap();
    assert_eq!(facets.panels[0].title, "a\nρ = 1.00, n = 3");
    let alone = plot(&own())
        .x("dose")
        .y("answer")
        .points()
        .trend()
        .figure()
        .unwrap();
    assert!(alone.caption.contains("n = 6"), "{}", alone.caption);
}

#[test]
fn a_heat_map_of_pairs_is_symmetric_but_for_transfers() {
    let pairs = df!("method_a" => ["forward_cov"], "method_b" => ["forward_jac"], "vi" => [0.5], "transfer_AaPb" => [0.25]).unwrap();
    let values = |value: &str| {
        let figure = plot(&pairs)
            .x("method_a")
            .y("method_b")
            .color(value)
            .heat()
            .figure()
            .unwrap();
        match &figure.panels[0].content {
            Content::Matrix(matrix) => matrix.values.clone(),
            other => panic!("{other:?}"),
        }
    };
    let vi = values("vi");
    assert_eq!((vi[(0, 1)], vi[(1, 0)]), (0.5, 0.5));
    let transfer = values("transfer_AaPb");
    assert!(transfer[(1, 0)] == 0.25 && transfer[(0, 1)].is_nan());
}

#[test]
fn names_are_sorted_by_means_when_asked() {
    let names = |sort: &str| {
        let figure = plot(&own())
            .x("drug")
            .y("answer")
            .bars()
            .sort(sort)
            .figure()
            .unwrap();
        let names = &axes(&figure, 0).x.names;
        names.iter().map(|n| n.1.clone()).collect::<Vec<_>>()
    };
    assert_eq!(names("y"), ["a", "b"]);
    assert_eq!(names("-y"), ["b", "a"]);
}
