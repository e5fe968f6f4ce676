//! The grammar of plots: what a still picture shows, and what is said where nothing can be shown.

use crate::support::drawing::{color_of, shade};
use std::collections::BTreeSet;
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

fn own() -> DataFrame {
    df!(
        "dose" => [0.0, 1.0, 2.0, 0.0, 1.0, 2.0],
        "answer" => [1.0, 2.5, 3.0, 2.0, 3.5, 5.0],
        "drug" => ["a", "a", "a", "b", "b", "b"],
    )
    .unwrap()
}

fn axes(figure: &Figure, panel: usize) -> &Axes {
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

/// A plot of every layer.
pub fn every_layer() -> Vec<(&'static str, Plot)> {
    let (ours, own) = (modules(), own());
    let pairs = df!("method_a" => ["forward_cov", "forward_cov"], "method_b" => ["forward_jac", "backward_jac"], "vi" => [0.5, 0.7]).unwrap();
    vec![
        (
            "points",
            plot(&own).x("dose").y("answer").color("drug").points(),
        ),
        (
            "lines",
            plot(&own).x("dose").y("answer").color("drug").lines(),
        ),
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
        (
            "trend",
            plot(&own)
                .x("dose")
                .y("answer")
                .color("drug")
                .points()
                .trend(),
        ),
        (
            "rank_trend",
            plot(&own)
                .x("dose")
                .y("answer")
                .facet("drug")
                .points()
                .rank_trend(),
        ),
        (
            "rule",
            plot(&own)
                .x("dose")
                .y("answer")
                .points()
                .rule(2.0)
                .vrule(1.0),
        ),
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
        (
            "log",
            plot(&own)
                .x("answer")
                .y("dose")
                .log_x()
                .percent_y()
                .points(),
        ),
        (
            "one point",
            plot(&own.head(Some(1)))
                .x("dose")
                .y("answer")
                .points()
                .mean(),
        ),
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
fn bad_input_is_a_sentence() {
    let own = own();
    let gone: [Option<f64>; 2] = [None, None];
    let levels: Vec<String> = (0..300).map(|i| format!("level {i}")).collect();
    let odd = df!("gone" => gone, "far" => [f64::INFINITY, f64::NEG_INFINITY], "y" => [1.0, 2.0], "text" => ["u", "v"]).unwrap();
    let many = df!("x" => (0..300).collect::<Vec<i32>>(), "y" => (0..300).collect::<Vec<i32>>(), "which" => levels).unwrap();
    let cases = [
        (
            plot(&own).x("doze").y("answer"),
            "no column `doze`, did you mean `dose`?",
        ),
        (
            plot(&own).x("drug").y("drug").mean(),
            "mean needs numbers, and `drug` holds names",
        ),
        (plot(&own).x("drug").histogram(), "histogram needs numbers"),
        (plot(&own).points(), "points needs x and y"),
        (
            plot(&odd).x("gone").y("y").points(),
            "gone is missing or cannot be placed",
        ),
        (
            plot(&odd).x("far").y("y").points(),
            "2 rows with far infinite",
        ),
        (
            plot(&odd).x("text").y("y").boxes().log_y().ylim(3.0, 1.0),
            "limits go from a number to a larger one",
        ),
        (
            plot(&own).x("dose").y("answer").bars().log_y(),
            "a bar begins at zero",
        ),
        (
            plot(&many).x("x").y("y").facet("which"),
            "`which` has 300 different values, and facets can show 24",
        ),
        (
            plot(&many).x("x").y("y").color("which"),
            "colours can show 24",
        ),
        (plot(&many).x("which").y("y"), "an axis can show 80"),
        (
            plot(&own.head(Some(0))).x("dose").y("answer"),
            "the frame has no rows",
        ),
        (
            plot(&own).x("dose").y("answer").mean().errorbar("iqr"),
            "errorbar is one of se, sd, ci, none, found `iqr`",
        ),
        (
            plot(&own).x("dose").y("answer").null(),
            "null needs a table with the column `trained`",
        ),
        (
            plot(&own).x("dose").y("answer").heat(),
            "heat needs names on x and y",
        ),
        (
            plot(&own).x("dose").y("answer").ridges(),
            "ridges needs names on one axis",
        ),
    ];
    for (plot, wanted) in cases {
        let said = plot.figure().map(|_| ()).unwrap_err().to_string();
        assert!(said.contains(wanted), "`{wanted}` in `{said}`");
        let contents = plot.contents(true);
        assert_eq!(contents.len(), 1);
        assert!(contents[0].0 == "text/plain" && contents[0].1.contains(wanted));
    }
}

#[test]
fn missing_and_infinite_rows_are_left_out_and_counted() {
    let frame = df!("x" => [1.0, 2.0, f64::NAN, 4.0], "y" => [Some(1.0), None, Some(3.0), Some(f64::INFINITY)]).unwrap();
    let figure = plot(&frame).x("x").y("y").points().figure().unwrap();
    assert!(figure.caption.starts_with("1 row;"), "{}", figure.caption);
    for part in [
        "1 row without x left out",
        "1 row without y left out",
        "1 row with y infinite, left out",
    ] {
        assert!(figure.caption.contains(part), "{}", figure.caption);
    }
}

#[test]
fn labels_are_escaped_and_cut() {
    let bad = format!("<b>\"&{}", "x".repeat(200));
    let frame =
        df!("y" => [1.0, 2.0], bad.as_str() => ["<script>alert('1')</script>", "a\"b"]).unwrap();
    let plot = plot(&frame).x(&bad).y("y").color(&bad).points().title(&bad);
    let svg = plot.figure().unwrap().to_svg().unwrap();
    assert!(!svg.contains("<script>") && !svg.contains("<b>"));
    assert!(svg.contains("&lt;b&gt;") && !svg.contains(&"x".repeat(200)));
    let live: serde_json::Value = serde_json::from_str(&plot.vega_lite().unwrap()).unwrap();
    assert!(live.to_string().contains("a\\\"\\\"b"));
    let page = plot.html().unwrap();
    assert!(!page.contains("<script>alert") && !page.contains("<b>"));
    assert!(page.contains("&lt;b&gt;") && !page.contains(&"x".repeat(200)));
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

#[test]
fn colours_mean_the_same_as_in_the_figures() {
    let colors: BTreeSet<String> = Regularizer::ALL
        .iter()
        .map(|r| format!("{:?}", color_of(r.color())))
        .collect();
    let figure = plot(&modules())
        .x("strength")
        .y("q")
        .color("regularizer")
        .mean()
        .figure()
        .unwrap();
    let shown = figure.legend.iter().map(|l| match l.key {
        Key::Line(color, _) => format!("{color:?}"),
        other => panic!("{other:?}"),
    });
    assert_eq!(shown.collect::<BTreeSet<_>>(), colors);
}

/// What a colour looks like to somebody without one kind of cones (Machado, Oliveira & Fernandes 2009), in CIELAB.
fn seen(color: plotters::style::RGBAColor, kind: &[[f64; 3]; 3]) -> [f64; 3] {
    let linear = |byte: u8| {
        let share = f64::from(byte) / 255.0;
        match share <= 0.04045 {
            true => share / 12.92,
            false => ((share + 0.055) / 1.055).powf(2.4),
        }
    };
    let light = [color.0, color.1, color.2].map(linear);
    let dot = |row: &[f64; 3], v: &[f64; 3]| row.iter().zip(v).map(|(a, b)| a * b).sum::<f64>();
    let light = kind.map(|row| dot(&row, &light).clamp(0.0, 1.0));
    let xyz = [
        [0.4124, 0.3576, 0.1805],
        [0.2126, 0.7152, 0.0722],
        [0.0193, 0.1192, 0.9505],
    ];
    let [x, y, z] = xyz.map(|row| dot(&row, &light));
    let root = |t: f64| {
        if t > 0.008856 {
            t.cbrt()
        } else {
            7.787 * t + 16.0 / 116.0
        }
    };
    let (x, y, z) = (root(x / 0.95047), root(y), root(z / 1.08883));
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// The least difference of two of the colours, in CIELAB, to the kind of eyes that sees it least.
fn least_difference(colors: &[plotters::style::RGBAColor]) -> f64 {
    let deuteranopia = [
        [0.367_322, 0.860_646, -0.227_968],
        [0.280_085, 0.672_501, 0.047_413],
        [-0.011_820, 0.042_940, 0.968_881],
    ];
    let protanopia = [
        [0.152_286, 1.052_583, -0.204_868],
        [0.114_503, 0.786_281, 0.099_216],
        [-0.003_882, -0.048_116, 1.051_998],
    ];
    let mut least = f64::INFINITY;
    for kind in [deuteranopia, protanopia] {
        let seen: Vec<[f64; 3]> = colors.iter().map(|c| seen(*c, &kind)).collect();
        for (i, a) in seen.iter().enumerate() {
            for b in &seen[..i] {
                let squares: f64 = a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum();
                least = least.min(squares.sqrt());
            }
        }
    }
    least
}

/// A difference of 2 is just seen side by side. Marks also differ by symbol.
#[test]
fn colours_of_methods_and_regularizers_stay_apart_for_the_colour_blind() {
    let methods = Association::ALL.map(|a| color_of(shade(a)));
    assert!(
        least_difference(&methods) > 12.0,
        "{}",
        least_difference(&methods)
    );
    let regularizers = Regularizer::ALL.map(|r| color_of(r.color()));
    assert!(
        least_difference(&regularizers) > 30.0,
        "{}",
        least_difference(&regularizers)
    );
}
