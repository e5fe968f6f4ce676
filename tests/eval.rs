//! A tiny sweep through the eval pass to the tables.

use crate::support::Golden;
use crate::support::tiny::{Tiny, config, run, tiny};
use polars::prelude::DataFrame;
use std::collections::BTreeMap;
use std::time::Duration;
use updown::alignment::{AlignmentConfig, AlignmentMeasure, Origin};
use updown::analysis::{self, columns as c};
use updown::checkpoint::{Checkpoint, Stop, TensorData, TrainingLog};
use updown::data::{Dataset, Examples};
use updown::eval::{EvalConfig, EvalPass, EvalReport, Metric, eval, evaluate};
use updown::modularity::LeidenConfig;
use updown::polars;
use updown::progress::Silent;
use updown::spec::{Association, DatasetName, Layer, Regularizer, RunSpec, Selection};
use updown::tch::{Device, Kind, Tensor};
use updown::workspace::Workspace;

/// The kinds of records that a pass made.
fn made(report: &EvalReport) -> Vec<Metric> {
    report.records.keys().copied().collect()
}

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
    for table in [
        &results.runs,
        &results.modules,
        &results.alignments,
        &results.functions,
        &results.training,
    ] {
        for name in table.get_column_names() {
            assert!(
                c::all().any(|(known, _)| known == name.as_str()),
                "column {name} has no description"
            );
        }
    }
}

#[test]
fn what_is_current_is_skipped_and_what_depends_on_a_change_is_made_again() {
    use Metric::{
        Alignments, Associations, Chance, Functions, Modules, Pictures, Robustness, Weights,
    };
    let tiny = tiny();
    run(&tiny, config(50), &[]);
    let again = run(&tiny, config(50), &[]);
    assert_eq!((again.made, again.current), (0, 5));
    let before = Checkpoint::read(&tiny.first()).unwrap();
    assert_eq!(
        made(&run(&tiny, config(60), &[])),
        [Modules, Alignments, Chance, Functions, Pictures],
        "another clustering"
    );
    let after = Checkpoint::read(&tiny.first()).unwrap();
    assert_eq!(
        before.tensors, after.tensors,
        "neither weights nor matrices change"
    );
    assert_eq!(before.records.performance, after.records.performance);
    let fewer_images = EvalConfig {
        images: 100,
        ..config(60)
    };
    assert_eq!(
        made(&run(&tiny, fewer_images.clone(), &[])),
        [
            Associations,
            Modules,
            Alignments,
            Robustness,
            Chance,
            Functions,
            Pictures
        ],
        "other associations"
    );
    let other_leiden = EvalConfig {
        leiden: LeidenConfig {
            restarts: 3,
            kicks: 1,
        },
        ..fewer_images.clone()
    };
    assert_eq!(made(&run(&tiny, other_leiden.clone(), &[])), [Robustness]);
    let other_alignment = EvalConfig {
        alignment: AlignmentConfig {
            n_shuffles: 20,
            ..fewer_images.alignment
        },
        ..other_leiden
    };
    assert_eq!(
        made(&run(&tiny, other_alignment.clone(), &[])),
        [Alignments]
    );
    assert_eq!(
        made(&run(&tiny, other_alignment.clone(), &[Weights])),
        [Weights]
    );
    assert_eq!(
        made(&run(&tiny, other_alignment, &[Modules])),
        [Modules, Alignments, Chance, Functions, Pictures],
        "what is forced takes along what is made from it"
    );
}

#[test]
fn a_metric_brings_along_what_it_is_made_from() {
    let tiny = tiny();
    let pass = EvalPass {
        experiment: "tiny",
        selection: Selection::default(),
        config: config(50),
        metrics: vec![Metric::Alignments],
        force: Vec::new(),
        jobs: 1,
    };
    let report = eval(&pass, &tiny.dataset, &tiny.workspace, &Silent).unwrap();
    assert_eq!(
        made(&report),
        [Metric::Associations, Metric::Modules, Metric::Alignments]
    );
    assert!(report.busy[&Metric::Modules] > Duration::ZERO);
    let skipped = analysis::load(&tiny.workspace, "tiny").unwrap().skipped;
    assert!(
        skipped
            .iter()
            .any(|s| s.reason == "performance: not evaluated yet")
    );
}

#[test]
fn a_call_for_some_methods_adds_to_what_another_measured() {
    use updown::spec::{Association as A, AssociationMethod};
    let with = |associations: &[A]| EvalConfig {
        associations: associations.to_vec(),
        ..config(50)
    };
    let (tiny, other) = (tiny(), tiny());
    let beyond = [
        A::raw(AssociationMethod::GaussNewton),
        A::normalized(AssociationMethod::GaussNewton),
    ];
    run(&tiny, config(50), &[]);
    let before = Checkpoint::read(&tiny.first()).unwrap();
    let report = run(&tiny, with(&A::ALL[2..4]), &[]);
    assert_eq!((report.made, report.current), (0, 5), "all of it was there");
    let report = run(&tiny, with(&beyond), &[]);
    assert_eq!((report.made, report.dropped.len()), (5, 0));
    let after = Checkpoint::read(&tiny.first()).unwrap();
    assert_eq!(
        after
            .records
            .associations
            .as_ref()
            .unwrap()
            .done()
            .unwrap()
            .len(),
        3 * 10
    );
    for (name, tensor) in &before.tensors {
        assert_eq!(after.tensors.get(name), Some(tensor), "{name}");
    }
    let results = analysis::load(&tiny.workspace, "tiny").unwrap();
    assert_eq!(results.modules.height(), 5 * 3 * 10);
    // In whichever order: the same file as from one call for all of them.
    run(&other, with(&[&A::ALL[..], &beyond].concat()), &[]);
    assert!(std::fs::read(tiny.first()).unwrap() == std::fs::read(other.first()).unwrap());
    // Other settings replace what was measured, and it is said what is gone.
    let fewer = EvalConfig {
        images: 20,
        ..with(&beyond)
    };
    let report = run(&tiny, fewer, &[]);
    assert_eq!(report.dropped.len(), 5);
    assert_eq!(report.dropped[0].1, 3 * 8);
}

#[test]
fn weights_have_a_digest_and_changed_ones_are_refused() {
    let tiny = tiny();
    run(&tiny, config(50), &[]);
    let results = analysis::load(&tiny.workspace, "tiny").unwrap();
    let digests = results.runs.column(c::WEIGHTS_DIGEST).unwrap();
    let mut distinct: Vec<&str> = digests.str().unwrap().iter().flatten().collect();
    assert!(distinct.iter().all(|d| d.len() == 64));
    distinct.sort_unstable();
    distinct.dedup();
    assert_eq!(distinct.len(), 5, "five networks");

    // Somebody's tool changes a weight and leaves the header alone.
    let path = tiny.first();
    let weights = Checkpoint::read(&path).unwrap().tensors["proj.weight"]
        .bytes
        .clone();
    let mut bytes = std::fs::read(&path).unwrap();
    let place = bytes.windows(weights.len()).position(|w| w == weights);
    bytes[place.unwrap()] ^= 1;
    std::fs::write(&path, &bytes).unwrap();
    for force in [&[][..], &[Metric::Weights]] {
        let report = run(&tiny, config(50), force);
        assert_eq!(report.failed.len(), 1, "{report:?}");
        assert!(report.failed[0].1.contains("expected the digest"));
        assert_eq!(report.made + report.current, 4);
    }
    assert_eq!(std::fs::read(&path).unwrap(), bytes, "left as it was found");
}

#[test]
fn a_checkpoint_of_before_the_digest_gets_one() {
    let tiny = tiny();
    let path = tiny.first();
    let digest = Checkpoint::read_header(&path)
        .unwrap()
        .records
        .weights_digest
        .unwrap();
    let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
    assert!(text.contains(&digest));
    strip_digest(&path, &digest);
    let old = Checkpoint::read_header(&path).unwrap();
    assert_eq!(old.records.weights_digest, None);
    run(&tiny, config(50), &[]);
    let new = Checkpoint::read_header(&path).unwrap();
    assert_eq!(new.records.weights_digest, Some(digest));
}

/// Writes the header as an earlier version did: without digest.
fn strip_digest(path: &std::path::Path, digest: &str) {
    let bytes = std::fs::read(path).unwrap();
    let end = 8 + u64::from_le_bytes(bytes[..8].try_into().unwrap()) as usize;
    let header = std::str::from_utf8(&bytes[8..end]).unwrap();
    let field = format!("\\\"weights_digest\\\":\\\"{digest}\\\",");
    assert!(header.contains(&field), "{header}");
    let mut header = header.replace(&field, "");
    while header.len() % 8 != 0 {
        header.push(' ');
    }
    let mut old = (header.len() as u64).to_le_bytes().to_vec();
    old.extend(header.as_bytes());
    old.extend(&bytes[end..]);
    std::fs::write(path, old).unwrap();
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
    // Where the second layer is dead, the output still hangs on it.
    assert_eq!(in_layer(Layer::Hidden(1)), 4);
    let skipped = analysis::load(&tiny.workspace, "tiny").unwrap().skipped;
    assert!(skipped.iter().any(|s| s.reason.contains("of layer 1")));
}

/// Overwrites the weights of the projection in the first checkpoint, as a training that went wrong would leave them.
fn spoil(tiny: &Tiny, weight: f32) {
    let path = tiny.first();
    let mut checkpoint = Checkpoint::read(&path).unwrap();
    let projection = checkpoint.tensors.get_mut("proj.weight").unwrap();
    projection.bytes = weight.to_le_bytes().repeat(projection.bytes.len() / 4);
    checkpoint.records.weights_digest = None;
    checkpoint.write(&path).unwrap();
}

#[test]
fn weights_that_are_not_finite_are_a_failure_of_that_file() {
    let tiny = tiny();
    spoil(&tiny, f32::NAN);
    let before = std::fs::read(tiny.first()).unwrap();
    let report = run(&tiny, config(50), &[]);
    assert_eq!((report.made, report.failed.len()), (4, 1));
    let reason = &report.failed[0].1;
    assert!(
        reason.contains("`proj.weight`: expected finite numbers, found NaN at"),
        "{reason}"
    );
    assert_eq!(std::fs::read(tiny.first()).unwrap(), before);
}

#[test]
fn a_result_that_is_not_finite_is_a_recorded_failure() {
    let tiny = tiny();
    spoil(&tiny, 3e38);
    let report = run(&tiny, config(50), &[]);
    assert_eq!(report.made, 5, "{report:?}");
    let reasons: Vec<&str> = report.failed.iter().map(|(_, r)| r.as_str()).collect();
    assert!(
        reasons
            .iter()
            .any(|r| r.starts_with("performance: expected a finite loss, found")),
        "{reasons:?}"
    );
    let records = Checkpoint::read_header(&tiny.first()).unwrap().records;
    assert!(records.performance.unwrap().done().is_none());
    let results = analysis::load(&tiny.workspace, "tiny").unwrap();
    let accuracy = results.runs.column(c::TEST_ACCURACY).unwrap();
    assert_eq!(accuracy.null_count(), 1, "no number is made up");
}

#[test]
fn a_failure_is_recorded_and_reported_again() {
    let tiny = tiny();
    let impossible = EvalConfig {
        leiden: LeidenConfig {
            restarts: 0,
            kicks: 0,
        },
        ..config(50)
    };
    for made in [5, 0] {
        let report = run(&tiny, impossible.clone(), &[]);
        assert_eq!((report.made, report.failed.len()), (made, 5));
        assert!(report.failed[0].1.starts_with("robustness: "));
        assert!(report.failed[0].1.contains("at least 1"), "{report:?}");
    }
    let report = run(&tiny, config(50), &[]);
    assert_eq!(made(&report), [Metric::Robustness]);
    assert_eq!(report.failed, []);
}

#[test]
fn two_passes_at_once_share_the_work() {
    let tiny = tiny();
    let pass = |metrics: &[Metric]| EvalPass {
        experiment: "tiny",
        selection: Selection::default(),
        config: config(2000),
        metrics: metrics.to_vec(),
        force: Vec::new(),
        jobs: 1,
    };
    let mut reports = Vec::new();
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..2)
            .map(|_| {
                let (dataset, workspace) = (tiny.dataset.share(), &tiny.workspace);
                let pass = pass(&Metric::ALL);
                scope.spawn(move || eval(&pass, &dataset, workspace, &Silent).unwrap())
            })
            .collect();
        reports.extend(workers.into_iter().map(|w| w.join().unwrap()));
    });
    let total: usize = reports.iter().map(|r| r.made).sum();
    assert_eq!(total, 5, "each file is measured once: {reports:?}");
    for report in &reports {
        assert_eq!(report.failed, []);
        assert_eq!(report.made + report.current + report.elsewhere, 5);
    }
    let again = run(&tiny, config(2000), &[]);
    assert_eq!((again.made, again.current), (0, 5));
    let locks = std::fs::read_dir(tiny.workspace.experiment("tiny")).unwrap();
    let left = locks.filter(|entry| {
        let name = entry.as_ref().unwrap().file_name();
        name.to_string_lossy().ends_with("eval.lock")
    });
    assert_eq!(left.count(), 0);
}

/// The command, so that there is a process to kill.
#[cfg(feature = "cli")]
fn eval_command(tiny: &Tiny) -> std::process::Command {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_updown"));
    command
        .args(["eval", "tiny", "--jobs", "1"])
        .env("UPDOWN_ROOT", tiny.workspace.root())
        .stdout(std::process::Stdio::piped());
    command
}

#[cfg(feature = "cli")]
#[test]
fn a_pass_that_is_killed_goes_on_where_it_was() {
    let tiny = tiny();
    let paths = tiny.workspace.checkpoints("tiny").unwrap();
    let evaluated = || {
        let headers = paths.iter().map(|p| Checkpoint::read_header(p).unwrap());
        headers.filter(|h| h.records.robustness.is_some()).count()
    };
    for wanted in [1, 3] {
        let mut pass = eval_command(&tiny).spawn().unwrap();
        while evaluated() < wanted {
            assert!(
                pass.try_wait().unwrap().is_none(),
                "ended before {wanted} were done"
            );
            std::thread::sleep(Duration::from_millis(2));
        }
        pass.kill().unwrap(); // SIGKILL, mostly in the middle of the next network
        pass.wait().unwrap();
    }
    let done = evaluated();
    let output = eval_command(&tiny).output().unwrap();
    let report = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{report}");
    let line = format!("{} checkpoints measured, {done} current", 5 - done);
    assert!(report.contains(&line), "expected {line}: {report}");
    assert_eq!(evaluated(), 5);
}

#[test]
fn what_killed_writers_left_is_removed_when_it_is_old() {
    let tiny = tiny();
    let folder = tiny.workspace.experiment("tiny");
    let (old, new) = (folder.join(".writing-old"), folder.join(".writing-new"));
    let hours_ago = std::time::SystemTime::now() - Duration::from_secs(7200);
    std::fs::write(&new, b"somebody writes just now").unwrap();
    let file = std::fs::File::create(&old).unwrap();
    file.set_modified(hours_ago).unwrap();
    run(&tiny, config(50), &[]);
    assert!(!old.exists() && new.exists());
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
    // They are no weights: the network is found among them, and its digest is the one of before.
    checkpoint.verify_weights(&tiny.first()).unwrap();
    let results = analysis::load(&tiny.workspace, "tiny").unwrap();
    assert_eq!(results.skipped, []);
}

/// A record that was stored before there was the metric stays as it is; only the new one is made.
#[test]
fn a_new_metric_leaves_the_others_alone() {
    let tiny = tiny();
    run(&tiny, config(50), &[]);
    let path = tiny.first();
    let whole = Checkpoint::read(&path).unwrap();
    let mut older = whole.clone();
    older.records.chance = None;
    older.write(&path).unwrap();
    assert_eq!(made(&run(&tiny, config(50), &[])), [Metric::Chance]);
    assert_eq!(Checkpoint::read(&path).unwrap(), whole);
}

#[test]
fn the_same_pass_gives_the_same_bytes() {
    let tiny = tiny();
    run(&tiny, config(50), &[]);
    let paths = tiny.workspace.checkpoints("tiny").unwrap();
    let before: Vec<Vec<u8>> = paths.iter().map(|p| std::fs::read(p).unwrap()).collect();
    run(&tiny, config(50), &Metric::ALL);
    for (path, before) in paths.iter().zip(before) {
        assert_eq!(std::fs::read(path).unwrap(), before, "{}", path.display());
    }
}

#[test]
fn a_damaged_file_is_listed_and_the_others_are_measured() {
    let tiny = tiny();
    let path = tiny.workspace.checkpoints("tiny").unwrap().remove(0);
    std::fs::write(&path, b"cut off").unwrap();
    let report = run(&tiny, config(50), &[]);
    assert_eq!((report.made, report.failed.len()), (4, 1));
    assert_eq!(report.failed[0].0, path);
    let results = analysis::load(&tiny.workspace, "tiny").unwrap();
    assert_eq!(results.runs.height(), 4);
    assert!(
        results
            .skipped
            .iter()
            .any(|s| s.path == path && s.reason.contains("damaged"))
    );
}

#[test]
fn slices_and_means_are_what_they_say() {
    let tiny = tiny();
    run(&tiny, config(50), &[]);
    let results = analysis::load(&tiny.workspace, "tiny").unwrap();
    let some = analysis::select(
        &results.modules,
        [("method", "forward_cov".into()), ("layer", "0".into())],
    )
    .unwrap();
    assert_eq!(some.height(), 5);
    let strong = analysis::select(&results.runs, [("dropout", 0.3.into())]).unwrap();
    assert_eq!(strong.height(), 2);
    let swept = analysis::sweep_of(&results.runs, Regularizer::Dropout).unwrap();
    assert_eq!(
        swept.height(),
        3,
        "the setting without dropout belongs to the sweep"
    );
    let means = analysis::mean_sem(&some, &[c::TRAINED], c::Q).unwrap();
    assert_eq!(means.height(), 2);
    let null = analysis::null_band(&some, c::Q).unwrap();
    assert_eq!(null.n, 2);
    let untrained = means.column("mean").unwrap().f64().unwrap().get(0).unwrap();
    assert!((untrained - null.mean).abs() < 1e-12);
    let raised =
        analysis::difference_to_null(&results.modules, &[c::LAYER, c::METHOD], c::Q).unwrap();
    assert_eq!(raised.height(), 3 * 3 * 8);
    let names: Vec<String> = Association::ALL.iter().map(|a| a.name()).collect();
    let matrix = analysis::matrix_of_means(&results.alignments, &names, c::ELEMENT_SIM).unwrap();
    assert_eq!(matrix[[0, 3]], matrix[[3, 0]]);
    let families = analysis::with_family(&results.alignments).unwrap();
    let by_family = analysis::mean_sem(&families, &[c::FAMILY], c::ELEMENT_SIM).unwrap();
    let counts: Vec<u32> = by_family
        .column("n")
        .unwrap()
        .u32()
        .unwrap()
        .into_no_null_iter()
        .collect();
    // 4 × 4 pairs across, 6 within each family, for each of three layers and five networks.
    assert_eq!(counts, [16 * 15, 6 * 15, 6 * 15]);
    assert!(matrix[[0, 1]].is_finite() && matrix[[2, 2]].is_nan());
    assert!(
        analysis::cut_accuracy(&results.runs, 2.0).unwrap().height() == 2,
        "only untrained ones are left"
    );
}

#[test]
fn claims_are_told_or_said_to_be_untellable() {
    let tiny = tiny();
    run(&tiny, config(50), &[]);
    let results = analysis::load(&tiny.workspace, "tiny").unwrap();
    let claims = analysis::claims(&results).unwrap();
    assert_eq!(
        claims.get_column_names(),
        [
            "claim", "quantity", "against", "method", "mean", "low", "high", "interval", "n",
            "verdict"
        ]
    );
    // Three epochs on 600 images leave every network below 80 % or above: either way each row has a verdict.
    let verdicts = claims.column("verdict").unwrap().str().unwrap();
    assert!(verdicts.iter().all(|v| v.is_some()));
}

#[test]
fn no_results_say_how_to_make_them() {
    let folder = tempfile::tempdir().unwrap();
    let error = analysis::load(&Workspace::at(folder.path()), "glyphs")
        .unwrap_err()
        .to_string();
    assert!(error.contains("updown sweep glyphs"), "{error}");
}
