//! The page of an experiment: it is self-contained, and shows the numbers of the tables.

use serde_json::Value;
use std::process::Command;
use std::sync::OnceLock;
use updown::analysis::{Spread, load_frozen, mean_by_unit};
use updown::explore;
use updown::prelude::*;

fn workspace() -> Workspace {
    Workspace::at(env!("CARGO_MANIFEST_DIR"))
}

fn results() -> &'static Results {
    static RESULTS: OnceLock<Results> = OnceLock::new();
    RESULTS.get_or_init(|| load_frozen(&workspace(), "mnist-base").unwrap())
}

fn page() -> &'static str {
    static PAGE: OnceLock<String> = OnceLock::new();
    PAGE.get_or_init(|| explore::page(&workspace(), results()).unwrap())
}

/// What the page's scripts make of these addresses; `None` if there is no node to run them.
fn shown(addresses: &[&str]) -> Option<Vec<Value>> {
    let made = made_of(page(), addresses)?;
    Some(made["views"].as_array().unwrap().clone())
}

/// Matrices and views of any page.
fn made_of(html: &str, addresses: &[&str]) -> Option<Value> {
    let there = Command::new("node").arg("--version").output();
    if !there.is_ok_and(|o| o.status.success()) {
        eprintln!("not checked: no node to run the page's scripts");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("page.html");
    std::fs::write(&path, html).unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/page.mjs");
    let ran = Command::new("node")
        .arg(script)
        .arg(&path)
        .args(addresses)
        .output()
        .unwrap();
    assert!(
        ran.status.success(),
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
    Some(serde_json::from_slice(&ran.stdout).unwrap())
}

/// The marks of one kind in all panels: kind, x, y, x2, y2, shade.
fn marks<'v>(view: &'v Value, kind: &str) -> Vec<&'v Vec<Value>> {
    let panes = view["panes"].as_array().unwrap_or_else(|| panic!("{view}"));
    let all = panes.iter().flat_map(|p| p["marks"].as_array().unwrap());
    all.map(|m| m.as_array().unwrap())
        .filter(|m| m[0] == kind)
        .collect()
}

fn column(frame: &DataFrame, name: &str) -> Vec<f64> {
    let column = frame
        .column(name)
        .unwrap()
        .cast(&DataType::Float64)
        .unwrap();
    column.f64().unwrap().into_no_null_iter().collect()
}

/// Whether both agree within a tolerance when sorted.
fn are_near(mut a: Vec<f64>, mut b: Vec<f64>, slack: f64) {
    a.sort_by(f64::total_cmp);
    b.sort_by(f64::total_cmp);
    assert_eq!(a.len(), b.len());
    assert!(
        a.iter().zip(&b).all(|(a, b)| (a - b).abs() <= slack),
        "{a:?}\n{b:?}"
    );
}

#[test]
fn a_page_holds_all_that_it_needs_in_five_megabytes() {
    let html = page();
    assert!(html.len() <= 5_000_000, "{} bytes", html.len());
    assert!(html.contains("default-src 'none'"));
    let addresses: Vec<&str> = html
        .match_indices("http")
        .map(|(at, _)| &html[at..at + 26])
        .collect();
    let outside = |a: &&&str| a.contains("://") && **a != "http://www.w3.org/2000/svg";
    assert!(!addresses.iter().any(|a| outside(&a)), "{addresses:?}");
    for gone in ["import ", "fetch(", "XMLHttpRequest", "src="] {
        assert!(!html.contains(gone), "{gone}");
    }
}

/// The rows of single layers in networks with an accuracy of at least 80 %, as `least=0.8` chooses them.
fn accurate(table: &DataFrame) -> DataFrame {
    hidden_layers(&cut_accuracy(table, 0.8).unwrap()).unwrap()
}

#[test]
fn the_page_shows_the_means_of_the_tables() {
    let address = "table=modules&mark=mean&x=dropout&y=q&color=method&least=0.8&not.trained=false&not.regularizer=l2~l1";
    let Some(views) = shown(&[address]) else {
        return;
    };
    let rows = accurate(&results().modules);
    let rows = select(
        &rows,
        [("trained", true.into()), ("regularizer", "dropout".into())],
    )
    .unwrap();
    let means = mean_by_unit(
        &rows,
        &["method", "dropout"],
        Some("run_id"),
        "q",
        Spread::StandardError,
    )
    .unwrap();
    let numbers = |kind: &str, at: usize| -> Vec<f64> {
        marks(&views[0], kind)
            .iter()
            .map(|m| m[at].as_f64().unwrap())
            .collect()
    };
    are_near(numbers("dots", 2), column(&means, "mean"), 1e-4);
    are_near(numbers("segments", 2), column(&means, "low"), 1e-4);
    are_near(numbers("segments", 4), column(&means, "high"), 1e-4);
    are_near(numbers("dots", 1), column(&means, "dropout"), 1e-6);
    assert_eq!(views[0]["colors"][2], "input gradient");
    assert_eq!(views[0]["panes"][0]["y"], "modularity Q");
}

#[test]
fn the_page_shows_the_agreement_of_the_tables() {
    let address = "table=alignments&mark=heat&x=method_a&y=method_b&color=element_sim&least=0.8";
    let Some(views) = shown(&[address]) else {
        return;
    };
    let rows = accurate(&results().alignments);
    let by = ["method_a", "method_b"];
    let means = mean_by_unit(
        &rows,
        &by,
        Some("run_id"),
        "element_sim",
        Spread::StandardError,
    )
    .unwrap();
    let cells: Vec<f64> = marks(&views[0], "cells")
        .iter()
        .map(|m| m[5].as_f64().unwrap())
        .collect();
    let twice = column(&means, "mean")
        .into_iter()
        .flat_map(|m| [m, m])
        .collect();
    are_near(cells, twice, 1e-4);
}

#[test]
fn an_address_restores_its_view_and_says_what_is_not_here() {
    let addresses = [
        "",
        "table=functions&mark=boxes&x=method&y=importance_z&color=regularizer&not.trained=false&not.layer=0",
        "table=training&mark=lines&x=epoch&y=val_accuracy&facet=regularizer&least=0",
        "table=runs&mark=points&x=weight_l1&y=test_accuracy&color=regularizer",
        "table=modules&x=doze&mark=smoke",
        "table=nothing",
    ];
    let Some(views) = shown(&addresses) else {
        return;
    };
    assert!(views.iter().all(|v| v["same"] == true), "{views:?}");
    assert!(
        views[..4]
            .iter()
            .all(|v| v["odd"] == serde_json::json!([]) && !marks_of_any(v).is_empty())
    );
    assert_eq!(
        views[4]["odd"],
        serde_json::json!(["kind of marks “smoke”", "column “doze”"])
    );
    assert_eq!(views[5]["odd"], serde_json::json!(["table “nothing”"]));
}

fn marks_of_any(view: &Value) -> Vec<&Vec<Value>> {
    ["dots", "line", "rects", "cells"]
        .iter()
        .flat_map(|kind| marks(view, kind))
        .collect()
}

#[test]
fn what_the_page_cannot_draw_is_a_sentence() {
    let cases = [
        (
            "table=modules&mark=points&x=strength&y=q&facet=run_id",
            "panels can show 24",
        ),
        (
            "table=modules&mark=points&x=strength&y=q&color=run_id",
            "colours can show 24",
        ),
        (
            "table=modules&mark=points&x=run_id&y=q",
            "an axis can show 80",
        ),
        (
            "table=modules&mark=mean&x=strength&y=method",
            "Means need numbers",
        ),
        (
            "table=modules&mark=histogram&x=method",
            "A histogram needs numbers",
        ),
        (
            "table=modules&mark=heat&x=method&y=layer",
            "choose one as colour",
        ),
        (
            "table=modules&mark=mean&x=strength&y=q&color=q_chance",
            "too many different values",
        ),
        (
            "table=modules&mark=mean&x=strength&y=q&not.trained=true~false",
            "The filters keep no row",
        ),
    ];
    let addresses: Vec<&str> = cases.iter().map(|c| c.0).collect();
    let Some(views) = shown(&addresses) else {
        return;
    };
    for ((address, wanted), view) in cases.iter().zip(&views) {
        let said = view["unseen"].as_str().unwrap_or_default();
        assert!(said.contains(wanted), "{address}: `{wanted}` in `{said}`");
    }
}

#[cfg(feature = "cli")]
#[test]
fn a_page_is_written_by_the_command() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("page.html");
    let ran = Command::new(env!("CARGO_BIN_EXE_updown"))
        .args(["explore", "mnist-wide", "--out"])
        .arg(&out)
        .env("UPDOWN_ROOT", env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(
        ran.status.success(),
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
    assert!(
        std::fs::read_to_string(&out)
            .unwrap()
            .contains("<title>updown: mnist-wide</title>")
    );
    let none = Command::new(env!("CARGO_BIN_EXE_updown"))
        .args(["explore", "glyphs"])
        .env("UPDOWN_ROOT", folder.path())
        .output()
        .unwrap();
    assert_eq!(none.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&none.stderr).contains("has no results"));
}

fn example(experiment: &str) -> updown::figures::ExampleRun {
    let files = workspace().frozen_examples(experiment).unwrap();
    updown::figures::ExampleRun::read(&files[0], Layer::Hidden(0)).unwrap()
}

fn signal<'v>(specification: &'v Value, name: &str) -> &'v Value {
    let all = specification["signals"].as_array().unwrap();
    all.iter().find(|s| s["name"] == name).unwrap()
}

/// Every entry of a page's matrix is near that of the library's.
fn is_packed(shown: &Value, matrix: &updown::ndarray::Array2<f64>) {
    let values: Vec<f64> = shown["values"]
        .as_array()
        .unwrap()
        .iter()
        .map(|v| v.as_f64().unwrap())
        .collect();
    let most = matrix.iter().copied().fold(0.0, f64::max);
    assert_eq!(values.len(), matrix.len());
    for (a, b) in values.iter().zip(matrix) {
        assert!(
            (a - b).abs() <= 4e-5 * (most * b.abs()).sqrt() + 1e-8 * most,
            "{a} {b}"
        );
    }
}

#[test]
fn the_page_holds_the_matrices_of_example_networks() {
    let Some(made) = made_of(page(), &[]) else {
        return;
    };
    let files = workspace().frozen_examples("mnist-base").unwrap();
    assert_eq!(made["networks"].as_array().unwrap().len(), files.len());
    let second = updown::figures::ExampleRun::read(&files[0], Layer::Hidden(1)).unwrap();
    let shown = made["networks"][0][1].as_array().unwrap();
    assert_eq!(shown.len(), 8);
    for matrix in shown {
        let association = matrix["method"].as_str().unwrap().parse().unwrap();
        is_packed(matrix, &second.matrices[&association]);
        let labels = second.modules[&association].membership.iter();
        let modules: Vec<i64> = labels.map(|m| m.map_or(-1, |m| m as i64)).collect();
        assert_eq!(matrix["modules"], serde_json::json!(modules));
    }
}

#[test]
fn a_page_of_checkpoints_has_the_networks_of_the_figures() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::at(folder.path());
    let example = crate::support::synthetic::example(0.3);
    let path = workspace.checkpoint("mnist-base", &example.spec);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    super::figures::write_example(&path, &example, &[Layer::Hidden(0), Layer::Hidden(1)]);
    let html = explore::page(&workspace, &crate::support::synthetic::results()).unwrap();
    let Some(made) = made_of(&html, &[""]) else {
        return;
    };
    assert_eq!(made["networks"][0].as_array().unwrap().len(), 2);
    let association = "forward_cov".parse().unwrap();
    is_packed(&made["networks"][0][0][0], &example.matrices[&association]);
    assert!(!marks_of_any(&made["views"][0]).is_empty());
}

#[test]
fn a_live_matrix_has_its_numbers_and_every_order() {
    let example = example("mnist-base");
    let view = explore::matrix(&example, "forward_jac", "backward_hess").unwrap();
    let specification: Value = serde_json::from_str(&view.specification()).unwrap();
    let matrix = &example.matrices[&"forward_jac".parse().unwrap()];
    let entries: Vec<f64> = signal(&specification, "entries")["value"]
        .as_array()
        .unwrap()
        .iter()
        .map(|v| v.as_f64().unwrap())
        .collect();
    let n = matrix.nrows();
    let lower = (0..n).flat_map(|i| (0..=i).map(move |j| matrix[(i, j)]));
    let near = |(a, b): (&f64, f64)| (a - b).abs() <= 6e-4 * b.abs();
    assert_eq!(entries.len(), n * (n + 1) / 2);
    assert!(entries.iter().zip(lower).all(near));
    let sorted = signal(&specification, "sorted");
    assert_eq!(sorted["value"], "output hessian");
    assert_eq!(sorted["bind"]["options"].as_array().unwrap().len(), 9);
    let partition = example.partition("backward_hess".parse().unwrap()).unwrap();
    let order = &signal(&specification, "order")["value"]["output hessian"];
    assert_eq!(*order, serde_json::json!(partition.order_by_module()));
    let modules = &signal(&specification, "modules")["value"]["output hessian"];
    assert_eq!(modules[0], partition.labels()[0].map_or(0, |m| m + 1));
}

#[test]
fn a_live_matrix_of_256_units_is_small_enough_for_a_notebook() {
    let view = explore::matrix(&example("mnist-wide"), "forward_cov", "forward_cov").unwrap();
    let bytes = view.specification().len();
    assert!(bytes <= 350_000, "{bytes} bytes");
}

#[test]
fn a_matrix_that_is_not_there_is_a_sentence() {
    let example = example("mnist-base");
    let said = |method: &str, by: &str| {
        explore::matrix(&example, method, by)
            .map(|_| ())
            .unwrap_err()
            .to_string()
    };
    assert!(
        said("forward_weights", "forward_cov").contains("no association matrix of forward_weights")
    );
    assert!(said("forward_cov", "forward").contains("forward"));
}

#[test]
fn live_agreement_has_the_means_of_every_measure() {
    let pairs = hidden_layers(&results().alignments).unwrap();
    let view = explore::agreement(&pairs, "vi").unwrap();
    let specification: Value = serde_json::from_str(&view.specification()).unwrap();
    assert_eq!(specification["params"][0]["value"], "vi");
    let text = specification["data"]["values"].as_str().unwrap();
    let of = |measure: &str| -> Vec<f64> {
        let rows = text
            .lines()
            .map(|line| line.split(',').collect::<Vec<&str>>());
        let own = rows.filter(|cells| cells[0] == measure);
        own.map(|cells| cells[4].parse().unwrap()).collect()
    };
    assert!(view.specification().len() <= 200_000);
    let by = ["method_a", "method_b", "trained"];
    let means = mean_by_unit(&pairs, &by, Some("run_id"), "vi", Spread::StandardError).unwrap();
    let twice = column(&means, "mean")
        .into_iter()
        .flat_map(|m| [m, m])
        .collect();
    are_near(of("vi"), twice, 1e-6);
    let kinds: Vec<&str> = view.contents(true).iter().map(|c| c.0).collect();
    assert_eq!(
        kinds,
        [
            "application/vnd.vegalite.v5+json",
            "image/svg+xml",
            "image/png",
            "text/plain"
        ]
    );
    assert_eq!(view.contents(false).len(), 3);
}
