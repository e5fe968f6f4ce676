//! The grammar of plots: what a still picture shows, and the messages if nothing can be shown.

use crate::support::drawing::{color_of, shade};
use updown::analysis::{Spread, mean_by_unit};
use updown::drawing::{Axes, Content, Figure, Key, Mark, Scale};
use updown::prelude::*;

/// A table of modules in small: three runs of three strengths of each regularizer, two methods, and untrained networks.
pub fn modules() -> DataFrame {
    let (mut ids, mut trained, mut regularizers) = (Vec::new(), Vec::new(), Vec::new());
    let (mut strengths, mut methods, mut layers, mut q) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let sweeps = [
        ("l2", [1e-5, 1e-4, 1e-3]),
        ("l1", [0.0, 1e-4, 1e-3]),
        ("dropout", [0.0, 0.3, 0.6]),
    ];
    let mut add = |id: String, sweep: Option<(&'static str, f64)>, run: usize| {
        for (m, method) in ["forward_jac", "forward_cov"].into_iter().enumerate() {
            for layer in ["0", "1"] {
                ids.push(id.clone());
                trained.push(sweep.is_some());
                regularizers.push(sweep.map(|s| s.0));
                strengths.push(sweep.map(|s| s.1));
                methods.push(method);
                layers.push(layer);
                let rise = sweep.map_or(0.0, |s| 0.1 + 0.2 * s.1);
                q.push(0.1 + rise + 0.01 * run as f64 + 0.03 * m as f64);
            }
        }
    };
    for run in 0..3 {
        for (regularizer, values) in sweeps {
            for strength in values {
                add(
                    format!("{regularizer}={strength}_run={run}"),
                    Some((regularizer, strength)),
                    run,
                );
            }
        }
        add(format!("untrained_run={run}"), None, run);
    }
    df!("run_id" => ids, "trained" => trained, "regularizer" => regularizers, "strength" => strengths,
        "method" => methods, "layer" => layers, "q" => q)
    .unwrap()
}

pub fn own() -> DataFrame {
    df!(
        "dose" => [0.0, 1.0, 2.0, 0.0, 1.0, 2.0],
        "answer" => [1.0, 2.5, 3.0, 2.0, 3.5, 5.0],
        "drug" => ["a", "a", "a", "b", "b", "b"],
    )
    .unwrap()
}

pub fn axes(figure: &Figure, panel: usize) -> &Axes {
    match &figure.panels[panel].content {
        Content::Axes(axes) => axes,
        other => panic!("expected axes, found {other:?}"),
    }
}

pub fn marks(axes: &Axes) -> Vec<&Mark> {
    axes.series.iter().flat_map(|s| &s.marks).collect()
}

#[test]
fn our_columns_bring_titles_orders_colours_and_scales() {
    let figure = plot(&modules())
        .x("strength")
        .y("q")
        .color("method")
        .facet("regularizer")
        .mean();
    let figure = figure.figure().unwrap();
    let titles: Vec<&str> = figure.panels.iter().map(|p| p.title.as_str()).collect();
    assert_eq!(titles, ["L2", "L1", "dropout"]);
    let last = axes(&figure, 2);
    assert_eq!(
        (axes(&figure, 0).y.label.as_str(), last.x.label.as_str()),
        ("modularity Q", "strength of dropout")
    );
    let names: Vec<&str> = last.x.names.iter().map(|n| n.1.as_str()).collect();
    assert_eq!(names, ["0", "0.3", "0.6"]);
    let legend: Vec<&str> = figure.legend.iter().map(|l| l.label.as_str()).collect();
    assert_eq!(legend, ["input covariance", "input gradient"]);
    let covariance = color_of(shade(Association::ALL[0]));
    assert!(matches!(figure.legend[0].key, Key::Line(color, _) if color == covariance));
    assert!(
        figure.caption.contains("means over networks ± s.e.m."),
        "{}",
        figure.caption
    );
    assert!(
        figure.caption.contains("12 rows without strength left out"),
        "{}",
        figure.caption
    );
}

#[test]
fn means_are_those_of_the_analysis() {
    let table = modules();
    let wanted = [
        ("regularizer", "dropout".into()),
        ("method", "forward_cov".into()),
    ];
    let table = select(&table, wanted).unwrap();
    let shown = plot(&table)
        .x("strength")
        .y("q")
        .mean()
        .errorbar("ci")
        .figure()
        .unwrap();
    let theirs = bootstrap_interval(&table, &["strength"], "q", &Bootstrap::default()).unwrap();
    let column = |name: &str| {
        theirs
            .column(name)
            .unwrap()
            .f64()
            .unwrap()
            .into_no_null_iter()
            .collect::<Vec<f64>>()
    };
    let (mut means, mut ends) = (Vec::new(), Vec::new());
    for mark in marks(axes(&shown, 0)) {
        match mark {
            Mark::Dots { points, .. } => means.extend(points.iter().map(|p| p.1)),
            Mark::Line { points, .. } if points[0].0 == points[1].0 => {
                ends.extend([points[0].1, points[1].1])
            }
            _ => {}
        }
    }
    assert_eq!(means, column("mean"));
    let intervals = column("low")
        .into_iter()
        .zip(column("high"))
        .flat_map(|(l, h)| [l, h]);
    assert_eq!(ends, intervals.collect::<Vec<f64>>());
}

#[test]
fn a_unit_counts_once() {
    let table = modules();
    let by_network = plot(&table)
        .x("method")
        .y("q")
        .strip()
        .unit("run_id")
        .figure()
        .unwrap();
    let by_row = plot(&table).x("method").y("q").strip().figure().unwrap();
    let dots = |figure: &Figure| {
        let count = |mark: &&Mark| match mark {
            Mark::Dots { points, .. } => points.len(),
            _ => 0,
        };
        marks(axes(figure, 0)).iter().map(count).sum::<usize>()
    };
    assert_eq!(dots(&by_row), table.height());
    assert_eq!(dots(&by_network), table.height() / 2);
    let all = plot(&own())
        .x("drug")
        .y("answer")
        .mean()
        .unit("dose")
        .figure()
        .unwrap();
    let found = mean_by_unit(
        &own(),
        &["drug"],
        Some("dose"),
        "answer",
        Spread::StandardError,
    )
    .unwrap();
    assert_eq!(found.height(), 2);
    assert_eq!(dots(&all), 2);
}

#[test]
fn scales_limits_and_titles_are_one_call_each() {
    let figure = plot(&own())
        .x("dose")
        .y("answer")
        .points()
        .log_y()
        .xlim(0.5, 3.0)
        .title("Doses")
        .ylabel("mg");
    let figure = figure.figure().unwrap();
    let axes = axes(&figure, 0);
    assert_eq!(
        (axes.y.scale, axes.x.range, axes.y.label.as_str()),
        (Scale::Log, (0.5, 3.0), "mg")
    );
    assert_eq!(figure.title, "Doses");
    let dots = marks(axes).into_iter().map(|m| {
        if let Mark::Dots { points, .. } = m {
            points.len()
        } else {
            0
        }
    });
    assert_eq!(
        dots.sum::<usize>(),
        4,
        "points beyond the limits are not drawn at the edge"
    );
}

#[test]
fn a_frame_in_several_pieces_is_one() {
    let twice = own().vstack(&own()).unwrap();
    let figure = plot(&twice)
        .x("dose")
        .y("answer")
        .color("drug")
        .points()
        .figure()
        .unwrap();
    assert!(figure.caption.starts_with("12 rows"), "{}", figure.caption);
}

#[test]
fn a_plot_is_saved_as_its_ending_says() {
    let folder = tempfile::tempdir().unwrap();
    let plot = plot(&own()).x("dose").y("answer").points();
    for (name, begins) in [
        ("a.svg", "<svg"),
        ("a.png", "\u{fffd}PNG"),
        ("a.pdf", "%PDF"),
        ("a.vl.json", "{"),
        ("a.html", "<!DOCTYPE html>"),
    ] {
        plot.save(folder.path().join(name)).unwrap();
        let bytes = std::fs::read(folder.path().join(name)).unwrap();
        assert!(
            String::from_utf8_lossy(&bytes).starts_with(begins),
            "{name}"
        );
    }
    let said = plot
        .save(folder.path().join("a.jpg"))
        .unwrap_err()
        .to_string();
    assert!(
        said.contains(".svg, .png, .pdf, .html or .vl.json"),
        "{said}"
    );
}

#[test]
fn a_glance_says_what_columns_hold() {
    let found = glance(&modules()).unwrap();
    let texts = |name: &str| {
        found
            .column(name)
            .unwrap()
            .str()
            .unwrap()
            .iter()
            .map(|text| text.unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(texts("column")[6], "q");
    assert_eq!(texts("says")[6], "modularity Q");
    assert_eq!(texts("range")[2], "l2, l1, dropout");
    assert!(texts("range")[6].starts_with("0.1 to "));
    let missing: Vec<u32> = found
        .column("missing")
        .unwrap()
        .u32()
        .unwrap()
        .into_no_null_iter()
        .collect();
    assert_eq!(missing[3], 12);
}
