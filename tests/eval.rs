//! A tiny sweep through the eval pass to the tables.

use crate::support::Golden;
use crate::support::tiny::{config, run, tiny};
use polars::prelude::DataFrame;
use std::collections::BTreeMap;
use updown::alignment::{AlignmentMeasure, Origin};
use updown::analysis::{self, columns as c};
use updown::checkpoint::{Checkpoint, Stop, TensorData, TrainingLog};
use updown::data::{Dataset, Examples};
use updown::eval::{Metric, evaluate};
use updown::polars;
use updown::spec::{DatasetName, Layer, RunSpec};
use updown::tch::{Device, Kind, Tensor};

#[test]
fn a_sweep_goes_through_to_every_table() {
    let tiny = tiny();
    let report = run(&tiny, config(50), &[]);
    assert_eq!(
        (report.made, report.current, report.failed.len()),
        (5, 0, 0),
        "{report:?}"
    );
    let results = analysis::load(&tiny.workspace, "tiny").unwrap();
    assert_eq!(results.skipped, []);
    assert_eq!(results.runs.height(), 5);
    // Two layers and the two as one, eight associations, and each pair of them.
    assert_eq!(results.modules.height(), 5 * 3 * 8);
    assert_eq!(results.alignments.height(), 5 * 3 * 28);
    let combined = analysis::select(&results.modules, [(c::LAYER, "combined".into())]).unwrap();
    let units = combined.column(c::UNITS).unwrap().u32().unwrap();
    assert!(
        units.into_no_null_iter().all(|units| units == 10 + 8),
        "clustered in their own matrix"
    );
    assert_eq!(results.training.height(), 3 * 3);
    assert!(
        results.functions.height() > 5 * 2 * 8,
        "two modules at least"
    );
    let q = results.modules.column(c::Q).unwrap().f64().unwrap().clone();
    // A single module has Q = 0 up to rounding.
    assert!(q.into_no_null_iter().all(|q| (-1e-12..1.0).contains(&q)));
    let accuracy = results
        .runs
        .column(c::TEST_ACCURACY)
        .unwrap()
        .f64()
        .unwrap()
        .clone();
    assert!(
        accuracy
            .into_no_null_iter()
            .all(|a| (0.0..=1.0).contains(&a))
    );
    for (_, table) in results.tables() {
        for name in table.get_column_names() {
            assert!(
                c::all().any(|(known, _)| known == name.as_str()),
                "column {name} has no description"
            );
        }
    }
}

#[test]
fn a_layer_of_dead_units_is_a_gap_and_not_a_failure() {
    let tiny = tiny();
    let path = tiny.first();
    let mut checkpoint = Checkpoint::read(&path).unwrap();
    for name in ["fc_layers.1.weight", "fc_layers.1.bias"] {
        checkpoint.tensors.get_mut(name).unwrap().bytes.fill(0);
    }
    checkpoint.records.weights_digest = None;
    checkpoint.write(&path).unwrap();
    let report = run(&tiny, config(50), &[]);
    assert_eq!((report.made, report.failed.len()), (5, 0), "{report:?}");
    let of_dead = |(p, reason): &&(_, String)| *p == path && reason.contains("of layer 1");
    assert!(
        report.gaps.iter().any(|gap| of_dead(&gap)),
        "{:?}",
        report.gaps
    );
    let found = Checkpoint::read_header(&path).unwrap().records;
    let modules = found.modules.unwrap();
    let in_layer = |layer| {
        let modules = modules.done().unwrap().iter();
        modules.filter(|m| m.layer == layer).count()
    };
    assert_eq!(in_layer(Layer::Hidden(0)), 4, "nothing flows downstream");
    // If the second layer is dead, the output still depends on it.
    assert_eq!(in_layer(Layer::Hidden(1)), 4);
    let skipped = analysis::load(&tiny.workspace, "tiny").unwrap().skipped;
    assert!(skipped.iter().any(|s| s.reason.contains("of layer 1")));
}

/// A residual CNN of 4, 6, 8, 8 channels on a few random images.
fn cnn() -> (Checkpoint, Dataset) {
    let golden = Golden::read("assoc_conv", "conv_4_6_8_8");
    let tensors: BTreeMap<String, TensorData> = golden.tensors("weights/").into_iter().collect();
    let checkpoint = Checkpoint {
        spec: RunSpec::new(DatasetName::Cifar10, 0),
        training: TrainingLog {
            settings: String::new(),
            epochs: Vec::new(),
            kept: Vec::new(),
            stop: Stop::Untrained,
        },
        records: Default::default(),
        tensors,
    };
    updown::tch::manual_seed(1);
    let examples = |n: i64| Examples {
        images: Tensor::rand([n, 3, 32, 32], (Kind::Float, Device::Cpu)),
        labels: Tensor::randint(10, [n], (Kind::Int64, Device::Cpu)),
    };
    let dataset = Dataset {
        name: DatasetName::Cifar10,
        train: examples(20),
        test: examples(6),
    };
    (checkpoint, dataset)
}

#[test]
fn a_cnn_is_measured_in_every_layer_but_not_combined() {
    let (mut checkpoint, dataset) = cnn();
    let made = evaluate(&mut checkpoint, &dataset, &config(50), &Metric::ALL, &[]).unwrap();
    assert_eq!(made.len(), Metric::ALL.len());
    let records = &checkpoint.records;
    assert_eq!(records.failures(), Vec::<String>::new());
    let modules = records.modules.as_ref().unwrap().done().unwrap();
    assert_eq!(modules.len(), 6 * 8);
    let units: Vec<usize> = modules
        .iter()
        .step_by(8)
        .map(|m| m.membership.len())
        .collect();
    assert_eq!(units, [4, 4, 6, 8, 8, 16], "channels, then max and mean");
    assert!(modules.iter().all(|m| m.layer != Layer::Combined));
    let alignments = records.alignments.as_ref().unwrap().done().unwrap();
    assert_eq!(alignments.len(), 6 * 28);
    let robustness = records.robustness.as_ref().unwrap().done().unwrap();
    assert_eq!(
        (robustness.modules.len(), robustness.alignments.len()),
        (6 * 8, 6 * 28)
    );
    let performance = records.performance.as_ref().unwrap().done().unwrap();
    assert!(performance.test.loss > 0.0 && performance.test.loss.is_finite());
    let weights = records.weights.as_ref().unwrap().done().unwrap();
    assert!(weights.total.nuclear_norm > 0.0);
    assert_eq!(weights.by_layer[0].nuclear_norm, 0.0, "a convolution");
}

#[test]
fn robustness_stands_beside_the_modules() {
    let tiny = tiny();
    run(&tiny, config(500), &[]);
    let results = analysis::load(&tiny.workspace, "tiny").unwrap();
    let number = |name: &str| {
        let column = results.modules.column(name).unwrap();
        column.f64().unwrap().iter().collect::<Vec<_>>()
    };
    let layers = results.modules.column(c::LAYER).unwrap().clone();
    let layers: Vec<&str> = layers.str().unwrap().iter().flatten().collect();
    let rows = number(c::Q)
        .into_iter()
        .zip(number(c::Q_LEIDEN))
        .zip(number(c::STABILITY))
        .zip(number(c::Q_START))
        .zip(&layers);
    let mut closer = 0;
    for ((((q, q_leiden), stability), q_start), layer) in rows {
        assert!(q_start.unwrap() <= q.unwrap() + 1e-12);
        assert_eq!(q_leiden.is_some(), *layer != "combined");
        assert_eq!(stability.is_some(), *layer != "combined");
        if let (Some(q_leiden), Some(stability)) = (q_leiden, stability) {
            assert!((0.0..=1.0).contains(&stability));
            // Two good optimisers of so few units end near each other.
            assert!((q_leiden - q.unwrap()).abs() < 0.1);
            closer += usize::from((q_leiden - q.unwrap()).abs() < 1e-9);
        }
    }
    assert!(closer > 40, "{closer} of 80 find the same modules");
    let alike = results.alignments.column(c::ELEMENT_SIM_LEIDEN).unwrap();
    let alike = alike.f64().unwrap();
    assert_eq!(alike.null_count(), 5 * 28, "combined");
    assert!(alike.iter().flatten().all(|s| s > 0.0 && s <= 1.0));
}

#[test]
fn chance_stands_beside_modules_and_their_agreement() {
    let tiny = tiny();
    run(&tiny, config(500), &[]);
    let results = analysis::load(&tiny.workspace, "tiny").unwrap();
    let number = |table: &DataFrame, name: &str| {
        let column = table.column(name).unwrap();
        column.f64().unwrap().iter().collect::<Vec<_>>()
    };
    let modules = &results.modules;
    let (q, chance) = (number(modules, c::Q), number(modules, c::Q_CHANCE));
    let (excess, std) = (
        number(modules, c::Q_EXCESS),
        number(modules, c::Q_CHANCE_STD),
    );
    let z = number(modules, c::Q_Z);
    assert_eq!(chance.iter().flatten().count(), 5 * 2 * 8, "single layers");
    for i in 0..q.len() {
        let (Some(chance), Some(std)) = (chance[i], std[i]) else {
            continue;
        };
        let expected = q[i].unwrap() - chance;
        assert_eq!(excess[i], Some(expected));
        if std > 0.0 {
            assert_eq!(z[i], Some(expected / std));
        }
    }
    assert!(
        number(modules, c::Q_CHANCE_STRENGTHS)
            .iter()
            .flatten()
            .count()
            > 40
    );
    for measure in AlignmentMeasure::of_origin(Origin::Ours) {
        let known = number(&results.alignments, measure.name());
        let known = known.iter().flatten().count();
        assert!(known > 5 * 28 && known <= 5 * 2 * 28, "{measure}: {known}");
    }
}

#[test]
fn pictures_are_tensors_beside_the_weights() {
    let tiny = tiny();
    run(&tiny, config(50), &[]);
    let checkpoint = Checkpoint::read(&tiny.first()).unwrap();
    let pictures = checkpoint
        .records
        .pictures
        .as_ref()
        .unwrap()
        .done()
        .unwrap();
    let modules = checkpoint.records.modules.as_ref().unwrap().done().unwrap();
    assert_eq!(pictures.modules.len(), 2 * 8, "single layers");
    for of in &pictures.modules {
        let same = |m: &&updown::checkpoint::ModuleRecord| {
            (m.association, m.layer) == (of.association, of.layer)
        };
        let count = modules.iter().find(same).unwrap().n_modules;
        assert_eq!(of.driving.len(), count);
        let shape = |name: &str| checkpoint.tensors[name].shape.clone();
        assert_eq!(shape(&of.fields()), [count, 784]);
        assert_eq!(shape(&of.images()), [count, 3 * 784]);
    }
    // They are not weights: the network is found among them, and its digest is unchanged.
    checkpoint.verify_weights(&tiny.first()).unwrap();
    let results = analysis::load(&tiny.workspace, "tiny").unwrap();
    assert_eq!(results.skipped, []);
}
