//! Figures: the contents of their drawings, on made-up results of the size of `mnist-base`.
//!
//! `UPDOWN_FIGURES=<folder>` keeps the drawings of `every_figure_is_drawn_as_svg_and_png`, to look at them.

use crate::support::drawing::{assert_legible, assert_well_formed, png_size, shade, svg_size};
use crate::support::synthetic;

use ndarray::{Array2, linalg::kron};
use polars::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use updown::analysis::{Results, columns as c};
use updown::checkpoint::{
    AssociationRecord, Checkpoint, ModuleRecord, Outcome, Record, Records, Stop, TensorData,
    TrainingLog,
};
use updown::drawing::{Content, Figure, Style};
use updown::figures::{self, Draw, ExampleRun, Examples, FIGURES, FromTables};
use updown::spec::{Association, Layer, Regularizer};
use updown::workspace::Workspace;

/// F1–F17 and the single matrix, by id.
fn all(results: &Results, style: &Style) -> Vec<(&'static str, Figure)> {
    let mut drawn: Vec<(&str, Figure)> = from_tables()
        .map(|(id, figure)| (id, figure(results, style).unwrap()))
        .collect();
    let example = synthetic::example(0.3);
    let several = [0.1, 0.3, 0.5].map(synthetic::example);
    let association = Association::ALL[0];
    let one = figures::association_matrix(
        &example.matrices[&association],
        example.partition(association).as_ref(),
        "Input covariance",
        style,
    );
    let others = [
        ("F2", figures::association_matrices(&example, style)),
        ("F3", figures::sorted_matrices(&example, style)),
        ("F4", figures::matrices_across_methods(&example, style)),
        ("F5", figures::membership_across_methods(&example, style)),
        ("F11", figures::matrices_by_dropout(&several, style)),
        ("F18", figures::modules_at_work(&example, style)),
        ("matrix", one),
    ];
    drawn.extend(others.map(|(id, figure)| (id, figure.unwrap())));
    drawn
}

/// The figures that are drawn only from the tables.
pub fn from_tables() -> impl Iterator<Item = (&'static str, FromTables)> {
    FIGURES.iter().filter_map(|entry| match entry.draw {
        Draw::Tables(draw) | Draw::TablesWithFunctions(draw) => Some((entry.id, draw)),
        Draw::TablesWithWeights(_) | Draw::Network(_) | Draw::Networks(_) | Draw::Pictures(_) => {
            None
        }
    })
}

pub fn count(svg: &str, what: &str) -> usize {
    svg.matches(what).count()
}

#[test]
fn every_figure_is_drawn_as_svg_and_png() {
    let results = synthetic::results();
    let kept = std::env::var_os("UPDOWN_FIGURES");
    for (style, name) in [(Style::light(), "light"), (Style::print(), "print")] {
        for (id, figure) in all(&results, &style) {
            let svg = figure.to_svg().unwrap();
            assert_well_formed(&svg, id);
            assert_legible(&svg, &format!("{id}, {name}"));
            assert_eq!(count(&svg, "class=\"panel\""), figure.panels.len(), "{id}");
            let (width, height) = svg_size(&svg);
            assert!(width <= style.width && width > 0.0, "{id} is {width} wide");
            if let Some(folder) = &kept {
                let path = Path::new(folder).join(format!("{id}.{name}"));
                std::fs::write(path.with_extension(format!("{name}.svg")), &svg).unwrap();
            }
            if name == "print" && kept.is_none() && id != "F8" {
                continue;
            }
            let png = figure.to_png().unwrap();
            let doubled = (2.0 * width) as u32;
            assert_eq!(png_size(&png), (doubled, (2.0 * height) as u32), "{id}");
            if let Some(folder) = &kept {
                std::fs::write(Path::new(folder).join(format!("{id}.{name}.png")), &png).unwrap();
            }
        }
    }
}

#[test]
fn small_and_deep_experiments_are_legible_too() {
    for name in ["mnist-deep", "mnist-quick", "glyphs"] {
        let results = synthetic::of(&updown::spec::experiment(name).unwrap());
        for (id, figure) in from_tables() {
            let figure = figure(&results, &Style::light()).unwrap();
            let svg = figure.to_svg().unwrap();
            if let Some(folder) = std::env::var_os("UPDOWN_FIGURES") {
                let path = Path::new(&folder).join(format!("{id}.{name}.png"));
                figure.save(path).unwrap();
            }
            assert_well_formed(&svg, id);
            assert_legible(&svg, &format!("{id} of {name}"));
        }
    }
}

#[test]
fn every_figure_says_what_it_is_about() {
    let results = synthetic::results();
    for (id, figure) in all(&results, &Style::light()) {
        assert!(!figure.title.is_empty(), "{id}");
        assert!(!figure.caption.is_empty(), "{id}");
    }
    for (id, figure) in from_tables().filter(|f| f.0 != "F6") {
        let caption = figure(&results, &Style::light()).unwrap().caption;
        for part in ["mnist-base", "trained networks", "100 untrained"] {
            assert!(caption.contains(part), "{id}: {caption}");
        }
    }
}

#[test]
fn modularity_against_strength_has_a_panel_a_method_with_three_lines_and_the_null() {
    let figure = figures::modularity_by_strength(&synthetic::results(), &Style::light()).unwrap();
    assert_eq!(figure.panels.len(), 16);
    let svg = figure.to_svg().unwrap();
    for series in ["L2", "L1", "dropout", "untrained"] {
        let group = format!("class=\"series\" data-name=\"{series}\"");
        assert_eq!(count(&svg, &group), 16, "{series}");
    }
    for text in [
        "modularity Q",
        "number of modules",
        "input covariance (norm)",
        "output hessian",
        "50%",
        "strength",
        "untrained networks",
    ] {
        assert!(svg.contains(&format!(">{text}<")), "{text}");
    }
    assert!(
        figure
            .caption
            .contains("252 trained networks (18 in settings below 80%"),
        "{}",
        figure.caption
    );
    assert!(
        figure.caption.contains("L2 10⁻⁵ to 0.1 (log)"),
        "{}",
        figure.caption
    );
}

#[test]
fn performance_has_six_rows_of_three_panels_and_a_thin_line_a_replicate() {
    let figure = figures::performance(&synthetic::results(), &Style::light()).unwrap();
    assert_eq!(figure.panels.len(), 18);
    for panel in &figure.panels {
        let Content::Axes(axes) = &panel.content else {
            panic!("axes")
        };
        let thin = axes
            .series
            .iter()
            .find(|s| s.name.ends_with("replicates"))
            .unwrap();
        assert_eq!(thin.marks.len(), 9);
    }
}

#[test]
fn robustness_shows_both_optimisers_and_their_difference() {
    let figure = figures::robustness(&synthetic::results(), &Style::light()).unwrap();
    assert_eq!(figure.panels.len(), 16);
    let svg = figure.to_svg().unwrap();
    assert_eq!(count(&svg, "class=\"series\" data-name=\"dropout\""), 16);
    assert_eq!(count(&svg, "data-name=\"no difference\""), 8);
    for text in [
        "modularity Q",
        "Leiden − M.-C.",
        "dropout, Monte-Carlo",
        "Leiden",
    ] {
        assert!(svg.contains(&format!(">{text}<")), "{text}");
    }
    let old = Results {
        modules: synthetic::results().modules.drop("q_leiden").unwrap(),
        ..synthetic::results()
    };
    let error = figures::robustness(&old, &Style::light())
        .unwrap_err()
        .to_string();
    assert!(error.contains("no column `q_leiden`"), "{error}");
}

#[test]
fn training_is_drawn_from_its_log_alone() {
    let mut results = synthetic::results();
    results.runs = results.runs.drop_many([c::VAL_ACCURACY, c::TRAIN_ACCURACY]);
    let figure = figures::training_by_strength(&results, &Style::light()).unwrap();
    assert_eq!(figure.panels.len(), 6);
    let Content::Axes(axes) = &figure.panels[0].content else {
        panic!("axes")
    };
    // Accuracies of networks that were not ruined lie near 98 %, and no number is missing.
    assert!(axes.y.range.1 > 0.9, "{:?}", axes.y.range);
    assert!(axes.series.iter().any(|s| s.name == "L2"));
}

#[test]
fn figures_have_the_names_of_the_paper_and_of_their_layers() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::at(folder.path());
    let results = synthetic::results();
    let style = Style::light();
    let none = Examples::find(&workspace, &results.experiment).unwrap();
    for entry in FIGURES {
        let drawn = entry.draw_all(&results, &none, &style);
        assert_eq!(drawn[0].0, entry.id);
        match (&entry.draw, &drawn[0].1) {
            (Draw::Tables(_) | Draw::TablesWithFunctions(_), Ok(_)) => {}
            (Draw::Tables(_), Err(error)) => panic!("{}: {error}", entry.id),
            (_, Ok(_)) => panic!("{} without an example", entry.id),
            (_, Err(error)) => assert!(
                error.to_string().contains("`updown eval mnist-base`"),
                "{error}"
            ),
        }
    }
    for dropout in [0.1, 0.3, 0.5, 0.7] {
        let example = synthetic::example(dropout);
        let path = workspace.checkpoint("mnist-base", &example.spec);
        write_example(
            &path,
            &example,
            &[Layer::Hidden(0), Layer::Hidden(1), Layer::Combined],
        );
    }
    let found = Examples::find(&workspace, "mnist-base").unwrap();
    assert_eq!(
        found.middle().unwrap().0.strength(Regularizer::Dropout),
        0.3
    );
    let shown = found.networks(Layer::Hidden(0)).unwrap();
    assert_eq!(
        shown
            .iter()
            .map(|e| e.spec.strength(Regularizer::Dropout))
            .collect::<Vec<_>>(),
        [0.1, 0.3, 0.5]
    );
    let drawn = FIGURES[1].draw_all(&results, &found, &style);
    let names: Vec<&str> = drawn.iter().map(|d| d.0.as_str()).collect();
    assert_eq!(names, ["F2", "F2-layer2", "F2-combined"]);
    assert!(drawn.iter().all(|d| d.1.is_ok()));
    assert_eq!(found.deepest(), Layer::Hidden(1));
}

#[test]
fn frozen_examples_take_the_place_of_checkpoints() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::at(folder.path());
    let mut example = synthetic::example(0.3);
    example.pictured.clear();
    let name = format!("{}.safetensors", example.spec.file_stem());
    let path = folder
        .path()
        .join("checkpoints/results/mnist-base")
        .join(name);
    write_example(&path, &example, &[example.layer]);
    let found = Examples::find(&workspace, "mnist-base").unwrap();
    assert_eq!(found.network(example.layer).unwrap(), example);
}

fn record<T>(of: Vec<T>) -> Option<Record<Vec<T>>> {
    Some(Record {
        key: String::new(),
        outcome: Outcome::Done(of),
    })
}

/// A checkpoint with the example's matrices and modules in these layers, without weights. Both layers together have all of it twice.
pub fn write_example(path: &Path, example: &ExampleRun, layers: &[Layer]) {
    let (mut associations, mut modules) = (Vec::new(), Vec::new());
    let mut tensors = BTreeMap::new();
    for &layer in layers {
        for (&association, matrix) in &example.matrices {
            let matrix = match layer {
                Layer::Hidden(_) => matrix.clone(),
                Layer::Combined => kron(&Array2::eye(2), matrix),
            };
            associations.push(AssociationRecord {
                association,
                layer,
                units: matrix.nrows(),
                dead: 3,
            });
            let name = AssociationRecord::tensor(association, layer);
            tensors.insert(name, TensorData::from_matrix(&matrix));
        }
        let in_layer = |m: &ModuleRecord| ModuleRecord {
            layer,
            membership: match layer {
                Layer::Hidden(_) => m.membership.clone(),
                Layer::Combined => m.membership.repeat(2),
            },
            ..m.clone()
        };
        modules.extend(example.modules.values().map(in_layer));
    }
    let checkpoint = Checkpoint {
        spec: example.spec.clone(),
        training: TrainingLog {
            settings: String::new(),
            epochs: Vec::new(),
            kept: Vec::new(),
            stop: Stop::Untrained,
        },
        records: Records {
            associations: record(associations),
            modules: record(modules),
            ..Records::default()
        },
        tensors,
    };
    checkpoint.write(path).unwrap();
}

#[test]
fn an_example_is_read_from_a_checkpoint() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("run.safetensors");
    let mut example = synthetic::example(0.3);
    example.pictured.clear(); // as it was before there were pictures
    write_example(&path, &example, &[example.layer]);
    assert_eq!(ExampleRun::read(&path, example.layer).unwrap(), example);
    let error = ExampleRun::read(&path, Layer::Combined)
        .unwrap_err()
        .to_string();
    assert!(error.contains("layer combined"), "{error}");
}

#[test]
fn colours_of_methods_and_regularizers_are_told_apart() {
    let mut colors: Vec<_> = Association::ALL.map(shade).to_vec();
    colors.sort();
    colors.dedup();
    assert_eq!(colors.len(), 8);
    let [a, b, c] = Regularizer::ALL.map(Regularizer::color);
    assert!(a != b && b != c && a != c);
}

/// The synthetic results with the hessian's rows given to the weights of the other side.
fn with_weights() -> Results {
    let mut results = synthetic::results();
    let methods = results
        .alignments
        .column(c::METHOD_B)
        .unwrap()
        .str()
        .unwrap()
        .clone();
    let renamed = methods.iter().map(|name| match name {
        Some("backward_hess") => Some("forward_weights"),
        Some("backward_hess_norm") => Some("backward_weights"),
        other => other,
    });
    let renamed: Vec<Option<&str>> = renamed.collect();
    let column = Column::new(c::METHOD_B.into(), renamed);
    results.alignments.with_column(column).unwrap();
    results
}

#[test]
fn function_stands_against_wiring_where_the_weights_were_measured() {
    let style = Style::light();
    let refused = figures::function_against_wiring(&synthetic::results(), &style).unwrap_err();
    assert!(refused.to_string().contains("forward_weights"), "{refused}");
    let figure = figures::function_against_wiring(&with_weights(), &style).unwrap();
    let svg = figure.to_svg().unwrap();
    assert_well_formed(&svg, "wiring");
    assert_legible(&svg, "wiring");
    assert_eq!(figure.panels.len(), 2);
    // Each of the six other methods has a mean of trained and one of untrained networks; the hessian's stand in for the wiring here.
    let Content::Axes(axes) = &figure.panels[0].content else {
        panic!("axes")
    };
    let drawn: Vec<usize> = axes.series.iter().map(|s| s.marks.len()).collect();
    assert_eq!(drawn, [4, 4, 4, 4, 4, 4, 0, 0]);
    if let Some(folder) = std::env::var_os("UPDOWN_FIGURES") {
        figure.save(Path::new(&folder).join("wiring.png")).unwrap();
    }
}
