//! The live part of plots: Vega-Lite that shows the numbers of the still picture.

use super::plot::marks;
use super::plot_layers::every_layer;
use serde_json::Value;
use std::process::Command;
use updown::drawing::{Content, Mark, Scale};
use updown::prelude::*;

fn live(plot: &Plot) -> Value {
    serde_json::from_str(&plot.vega_lite().unwrap()).unwrap()
}

/// The views of the panels, in order.
fn views(specification: &Value) -> Vec<&Value> {
    let rows = specification["vconcat"].as_array().unwrap();
    rows.iter()
        .flat_map(|row| row["hconcat"].as_array().unwrap())
        .collect()
}

/// The records of a layer as numbers, for those of these fields that it has.
fn records(layer: &Value, fields: &[&str]) -> Vec<Vec<f64>> {
    let text = layer["data"]["values"].as_str().unwrap();
    let mut lines = text.lines();
    let names: Vec<&str> = lines.next().unwrap().split(',').collect();
    let at: Vec<usize> = fields
        .iter()
        .filter_map(|f| names.iter().position(|n| n == f))
        .collect();
    let record = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        at.iter()
            .map(|&i| cells[i].parse().unwrap_or(f64::NAN))
            .collect()
    };
    lines.map(record).collect()
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1e-9)
}

/// All places of a panel's marks in the still picture, sorted.
fn still_places(axes: &updown::drawing::Axes) -> Vec<(f64, f64)> {
    let mut places = Vec::new();
    for mark in marks(axes) {
        match mark {
            Mark::Dots { points, .. } | Mark::Line { points, .. } | Mark::Shape { points, .. } => {
                places.extend(points)
            }
            other => panic!("plots draw no {other:?}"),
        }
    }
    sorted(places)
}

/// The same of the live picture.
fn live_places(view: &Value) -> Vec<(f64, f64)> {
    let mut places = Vec::new();
    for layer in view["layer"].as_array().unwrap() {
        let kind = layer["mark"]["type"].as_str().unwrap();
        let upright = layer["mark"]["orient"] == "vertical";
        for at in records(layer, &["x", "y", "x2", "y2"]) {
            places.push((at[0], at[1]));
            match (kind, upright) {
                ("rule", _) => places.push((at[2], at[3])),
                ("rect", _) => places.extend([(at[2], at[1]), (at[2], at[3]), (at[0], at[3])]),
                ("area", true) => places.push((at[0], at[2])),
                ("area", false) => places.push((at[2], at[1])),
                _ => {}
            }
        }
    }
    sorted(places)
}

fn sorted(mut places: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    let near = |v: f64| (v * 1e6).round();
    places.sort_by(|a, b| {
        near(a.0)
            .total_cmp(&near(b.0))
            .then(near(a.1).total_cmp(&near(b.1)))
    });
    places
}

#[test]
fn still_and_live_show_the_same_numbers() {
    for (name, plot) in every_layer() {
        let (figure, specification) = (plot.figure().unwrap(), live(&plot));
        let views = views(&specification);
        assert_eq!(views.len(), figure.panels.len(), "{name}");
        for (panel, view) in figure.panels.iter().zip(views) {
            let axes = match &panel.content {
                Content::Axes(axes) => axes,
                Content::Matrix(matrix) => {
                    let shades: Vec<f64> = records(&view["layer"][0], &["shade"])
                        .into_iter()
                        .flatten()
                        .collect();
                    let values = matrix.values.iter().filter(|v| v.is_finite());
                    assert!(same(shades.iter().sum(), values.sum()), "{name}");
                    continue;
                }
                Content::Note(_) => panic!("{name}"),
            };
            let (a, b) = (still_places(axes), live_places(view));
            assert_eq!(a.len(), b.len(), "{name}");
            assert!(
                a.iter()
                    .zip(&b)
                    .all(|(a, b)| same(a.0, b.0) && same(a.1, b.1)),
                "{name}: {a:?} {b:?}"
            );
            let encoding = &view["layer"][0]["encoding"];
            for (channel, axis) in [("x", &axes.x), ("y", &axes.y)] {
                let scale = &encoding[channel]["scale"];
                let domain = [axis.range.0, axis.range.1];
                assert_eq!(scale["domain"], serde_json::json!(domain), "{name}");
                assert_eq!(scale["type"] == "log", axis.scale == Scale::Log, "{name}");
            }
        }
    }
}

/// The scene that the page of a plot holds.
fn saved(plot: &Plot) -> Value {
    let html = plot.html().unwrap();
    let data = html.split("id=\"data\">").nth(1).unwrap();
    serde_json::from_str(data.split("</script>").next().unwrap()).unwrap()
}

/// All places of a panel's marks on the page.
fn saved_places(pane: &Value) -> Vec<(f64, f64)> {
    let mut places = Vec::new();
    for drawn in pane["drawn"].as_array().unwrap() {
        let kind = drawn["kind"].as_str().unwrap();
        for datum in drawn["data"].as_array().unwrap() {
            let at: Vec<f64> = (0..4).map(|i| datum[i].as_f64().unwrap()).collect();
            places.push((at[0], at[1]));
            match kind {
                "segments" | "area" => places.push((at[2], at[3])),
                "rects" => places.extend([(at[2], at[1]), (at[2], at[3]), (at[0], at[3])]),
                _ => {}
            }
        }
    }
    sorted(places)
}

#[test]
fn the_page_of_a_plot_shows_the_numbers_of_the_still_picture() {
    for (name, plot) in every_layer() {
        let (figure, scene) = (plot.figure().unwrap(), saved(&plot));
        let panes = scene["panes"].as_array().unwrap();
        assert_eq!(panes.len(), figure.panels.len(), "{name}");
        for (panel, pane) in figure.panels.iter().zip(panes) {
            let Content::Axes(axes) = &panel.content else {
                assert_eq!(pane["cells"], true, "{name}");
                continue;
            };
            let (a, b) = (still_places(axes), saved_places(pane));
            let near = |(a, b): (&(f64, f64), &(f64, f64))| same(a.0, b.0) && same(a.1, b.1);
            assert!(a.len() == b.len() && a.iter().zip(&b).all(near), "{name}");
            for (axis, shown) in [(&axes.x, &pane["x"]), (&axes.y, &pane["y"])] {
                assert_eq!(
                    (shown["low"].as_f64(), shown["high"].as_f64()),
                    (Some(axis.range.0), Some(axis.range.1)),
                    "{name}"
                );
            }
        }
    }
}

#[test]
fn the_live_part_has_tooltips_filters_zoom_and_linked_units() {
    let plots = every_layer();
    let table = super::plot::modules();
    let dots = plot(&table)
        .x("strength")
        .y("q")
        .color("method")
        .facet("regularizer")
        .points();
    let specification = live(&dots);
    let names: Vec<&str> = specification["params"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| p["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["pick", "same", "zoom"]);
    let titles: Vec<String> = views(&specification)[0]["layer"][0]["encoding"]["tooltip"]
        .as_array()
        .unwrap()
        .iter()
        .map(|t| t["title"].as_str().unwrap().to_owned())
        .collect();
    for title in [
        "association method",
        "modularity Q",
        "strength",
        "network",
        "hidden layer",
    ] {
        assert!(titles.iter().any(|t| t == title), "{title} in {titles:?}");
    }
    let heat = &plots.iter().find(|p| p.0 == "heat").unwrap().1;
    assert!(!live(heat)["params"].to_string().contains("zoom"));
}

#[test]
fn tooltips_and_panels_count_hidden_layers_alike() {
    let table = super::plot::modules();
    let dots = plot(&table).x("strength").y("q").color("method").points();
    let specification = live(&dots);
    let view = &views(&specification)[0]["layer"][0];
    let tooltip = view["encoding"]["tooltip"].as_array().unwrap();
    let told = |title: &str| tooltip.iter().find(|t| t["title"] == title).unwrap();
    let field = told("hidden layer")["field"].as_str().unwrap();
    let layers = records(view, &[field]).concat();
    assert!(
        layers.contains(&1.0) && !layers.contains(&0.0),
        "{layers:?}"
    );
}

#[test]
fn a_still_plot_has_no_live_part() {
    let (_, plot) = &every_layer()[0];
    let mimes = |live: bool| {
        plot.contents(live)
            .into_iter()
            .map(|c| c.0)
            .collect::<Vec<_>>()
    };
    let still = ["image/svg+xml", "image/png", "text/plain"];
    assert_eq!(mimes(false), still);
    assert_eq!(mimes(true)[0], "application/vnd.vegalite.v5+json");
    assert_eq!(mimes(true)[1..], still);
}

#[test]
fn a_live_plot_of_2000_rows_fits_300_kilobytes() {
    let rows = 0..2000;
    let ids: Vec<String> = rows
        .clone()
        .map(|i| format!("mnist_sup_l2=0.00001_drop=0.{:05}_run={i}", i * 7))
        .collect();
    let numbers = |scale: f64| {
        rows.clone()
            .map(|i| scale * f64::from(i).sqrt().sin())
            .collect::<Vec<f64>>()
    };
    let methods: Vec<String> = rows
        .clone()
        .map(|i| Association::ALL[i as usize % 8].name())
        .collect();
    let frame = df!("run_id" => ids, "strength" => numbers(0.7), "q" => numbers(0.4), "method" => methods,
        "layer" => rows.clone().map(|i| (i % 2).to_string()).collect::<Vec<_>>(), "regularizer" => vec!["dropout"; 2000])
    .unwrap();
    let specification = plot(&frame)
        .x("strength")
        .y("q")
        .color("method")
        .points()
        .vega_lite()
        .unwrap();
    assert!(
        specification.len() <= 300_000,
        "{} bytes",
        specification.len()
    );
}

#[test]
fn many_rows_are_thinned_and_the_plot_says_so() {
    let n = 12_000;
    let frame = df!("x" => (0..n).collect::<Vec<i32>>(), "y" => (0..n).map(|i| i % 7).collect::<Vec<i32>>()).unwrap();
    let specification = live(&plot(&frame).x("x").y("y").points());
    let shown = records(&views(&specification)[0]["layer"][0], &["x"]);
    assert_eq!(shown.len(), 5000);
    assert_eq!((shown[0][0], shown[4999][0] > 11_990.0), (0.0, true));
    let told = specification["title"]["text"]
        .to_string()
        .replace("\",\"", " ");
    assert!(told.contains("7000 marks not shown"), "{told}");
}

/// A Python that can check a specification against the schema of Vega-Lite 5, which the package altair 5 carries.
fn validator() -> Option<String> {
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/.venv/bin/python");
    let named = std::env::var("UPDOWN_PYTHON").ok();
    let found = [named.as_deref(), Some(own), Some("python3")]
        .into_iter()
        .flatten()
        .find(|python| {
            let mut asked = Command::new(python);
            asked.args([
                "-c",
                "import altair, jsonschema; assert altair.SCHEMA_VERSION[:2] == 'v5'",
            ]);
            asked.stderr(std::process::Stdio::null());
            asked.status().is_ok_and(|s| s.success())
        });
    found.map(str::to_owned)
}

const CHECK: &str = "
import altair, json, jsonschema, pathlib, sys
schema = json.loads(next(pathlib.Path(altair.__file__).parent.glob('vegalite/v5/schema/vega-lite-schema.json')).read_text())
check = jsonschema.Draft7Validator(schema)
for path in sys.argv[1:]:
    for error in check.iter_errors(json.loads(pathlib.Path(path).read_text())):
        sys.exit(f'{path}: {error.message[:400]}')
";

#[test]
fn specifications_follow_the_schema_where_a_validator_is_installed() {
    let Some(python) = validator() else {
        eprintln!("not checked: no Python with altair 5 and jsonschema");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let mut paths = Vec::new();
    for (i, (_, plot)) in every_layer().into_iter().enumerate() {
        let path = folder.path().join(format!("{i}.vl.json"));
        plot.save(&path).unwrap();
        paths.push(path);
    }
    paths.push(folder.path().join("agreement.vl.json"));
    let pairs = df!("method_a" => ["forward_cov"], "method_b" => ["forward_jac"], "vi" => [0.5]);
    let agreement = updown::explore::agreement(&pairs.unwrap(), "vi").unwrap();
    agreement.save(&paths[paths.len() - 1]).unwrap();
    let checked = Command::new(python)
        .args(["-c", CHECK])
        .args(&paths)
        .output()
        .unwrap();
    assert!(
        checked.status.success(),
        "{}",
        String::from_utf8_lossy(&checked.stderr)
    );
}
