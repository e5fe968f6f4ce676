//! A tiny sweep through the eval pass to the tables.
#![cfg(feature = "torch")]

use updown::alignment::AlignmentConfig;
use updown::analysis::{self, columns as c};
use updown::checkpoint::Checkpoint;
use updown::data::{Dataset, Examples};
use updown::eval::{EvalConfig, EvalPass, EvalReport, Metric, eval};
use updown::modularity::{MonteCarloConfig, Optimizer};
use updown::progress::Silent;
use updown::spec::{Architecture, Association, DatasetName, Regularizer, RunSpec, Selection};
use updown::tch::Device;
use updown::training::{Sweep, TrainingConfig, sweep};
use updown::workspace::Workspace;

struct Tiny {
    _folder: tempfile::TempDir,
    workspace: Workspace,
    dataset: Dataset,
}

/// Three trained networks and two untrained ones.
fn tiny() -> Tiny {
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::at(folder.path());
    let whole = Dataset::load(DatasetName::Glyphs, &workspace, Device::Cpu).unwrap();
    let cut = |e: &Examples, n| e.first(n);
    let dataset = Dataset {
        name: whole.name,
        train: cut(&whole.train, 600),
        test: cut(&whole.test, 200),
    };
    let spec = |run, dropout, trained| RunSpec {
        architecture: Architecture::mlp(&[10, 8]),
        dropout,
        trained,
        ..RunSpec::new(DatasetName::Glyphs, run)
    };
    let job = Sweep {
        experiment: "tiny",
        specs: vec![
            spec(0, 0.0, true),
            spec(0, 0.3, true),
            spec(1, 0.3, true),
            spec(1000, 0.0, false),
            spec(1001, 0.0, false),
        ],
        config: TrainingConfig {
            batch: 50,
            max_epochs: 3,
            learning_rate: 1e-2,
            ..TrainingConfig::default()
        },
        jobs: 2,
        stack: Some(4),
        retry: false,
    };
    sweep(&job, &dataset, &workspace, &Silent).unwrap();
    Tiny {
        _folder: folder,
        workspace,
        dataset,
    }
}

fn config(steps: usize) -> EvalConfig {
    EvalConfig {
        optimizer: Optimizer::MonteCarlo(MonteCarloConfig {
            steps,
            ..MonteCarloConfig::default()
        }),
        alignment: AlignmentConfig {
            n_shuffles: 50,
            ..AlignmentConfig::default()
        },
        ..EvalConfig::default()
    }
}

fn run(tiny: &Tiny, config: EvalConfig, force: &[Metric]) -> EvalReport {
    let pass = EvalPass {
        experiment: "tiny",
        selection: Selection::default(),
        config,
        metrics: Metric::ALL.to_vec(),
        force: force.to_vec(),
        jobs: 2,
    };
    eval(&pass, &tiny.dataset, &tiny.workspace, &Silent).unwrap()
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
    assert_eq!(results.training.height(), 3 * 3);
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
        &results.training,
    ] {
        for name in table.get_column_names() {
            assert!(
                c::ALL.iter().any(|(known, _)| known == name),
                "column {name} has no description"
            );
        }
    }
}

#[test]
fn what_is_current_is_skipped_and_what_depends_on_a_change_is_made_again() {
    let tiny = tiny();
    run(&tiny, config(50), &[]);
    let again = run(&tiny, config(50), &[]);
    assert_eq!((again.made, again.current), (0, 5));
    let path = &tiny.workspace.checkpoints("tiny").unwrap()[0];
    let before = Checkpoint::read(path).unwrap();
    let other_optimizer = run(&tiny, config(60), &[]);
    let made: Vec<Metric> = other_optimizer.records.keys().copied().collect();
    assert_eq!(made, [Metric::Modules, Metric::Alignments]);
    let after = Checkpoint::read(path).unwrap();
    assert_eq!(
        before.tensors, after.tensors,
        "neither weights nor matrices change"
    );
    assert_eq!(before.records.performance, after.records.performance);
    let forced = run(&tiny, config(60), &[Metric::Weights]);
    assert_eq!(
        forced.records.keys().copied().collect::<Vec<_>>(),
        [Metric::Weights]
    );
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
fn frozen_tables_are_the_checkpoints_tables() {
    let tiny = tiny();
    run(&tiny, config(50), &[]);
    let fresh = analysis::load(&tiny.workspace, "tiny").unwrap();
    fresh.freeze(&tiny.workspace).unwrap();
    std::fs::remove_dir_all(tiny.workspace.experiment("tiny")).unwrap();
    let frozen = analysis::load(&tiny.workspace, "tiny").unwrap();
    for (a, b) in [
        (&fresh.runs, &frozen.runs),
        (&fresh.modules, &frozen.modules),
        (&fresh.alignments, &frozen.alignments),
        (&fresh.training, &frozen.training),
    ] {
        assert!(a.equals_missing(b));
    }
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
        ["claim", "quantity", "mean", "sem", "n", "verdict"]
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
