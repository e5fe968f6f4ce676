//! Sweeps in which a run diverges or nothing can be written.

use crate::support::small::{config, mlp, small_glyphs};
use updown::progress::Silent;
use updown::spec::{Regularizer, RunSpec};
use updown::training::{Failure, Sweep, SweepReport, TrainingError, sweep};
use updown::workspace::Workspace;

/// Beyond the range of f32: the first step makes every weight NaN.
fn diverging(run: u32) -> RunSpec {
    mlp(&[16], run).with_strength(Regularizer::L2, 1e39)
}

fn run_sweep(
    workspace: &Workspace,
    specs: &[RunSpec],
    retry: bool,
) -> Result<SweepReport, TrainingError> {
    let job = Sweep {
        config: config(2),
        stack: Some(4),
        retry,
        ..Sweep::new("tiny", specs.to_vec())
    };
    sweep(&job, &small_glyphs(), workspace, &Silent)
}

#[test]
fn a_run_that_diverges_is_remembered_and_tried_again_on_request_only() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::at(folder.path());
    let specs = [diverging(0), mlp(&[16], 0)];
    let report = run_sweep(&workspace, &specs, false).unwrap();
    assert_eq!((report.made, report.failed.len()), (1, 1));
    let path = workspace
        .checkpoint("tiny", &specs[0])
        .with_extension("failed");
    let failure = Failure::read(&path, "").unwrap().unwrap();
    assert_eq!((failure.run_id, failure.epoch), (specs[0].run_id(), 0));
    assert!(
        failure.reason.contains("the loss became NaN in epoch 0"),
        "{}",
        failure.reason
    );

    let written = std::fs::metadata(&path).unwrap().modified().unwrap();
    let report = run_sweep(&workspace, &specs, false).unwrap();
    assert_eq!(
        (report.made, report.present, report.failed.len()),
        (0, 1, 1)
    );
    assert!(
        report.failed[0].1.contains("in an earlier sweep"),
        "{report:?}"
    );
    assert_eq!(
        std::fs::metadata(&path).unwrap().modified().unwrap(),
        written
    );

    run_sweep(&workspace, &specs, true).unwrap();
    assert_ne!(
        std::fs::metadata(&path).unwrap().modified().unwrap(),
        written
    );
    let files = std::fs::read_dir(workspace.experiment("tiny")).unwrap();
    assert_eq!(files.count(), 2, "a checkpoint and a failure");
}

#[test]
fn a_run_that_succeeds_at_last_has_failed_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::at(folder.path());
    let spec = mlp(&[16], 0);
    let path = workspace.checkpoint("tiny", &spec).with_extension("failed");
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, "{ not JSON").unwrap();
    let specs = std::slice::from_ref(&spec);
    let report = run_sweep(&workspace, specs, false).unwrap();
    assert!(report.failed[0].1.contains("damaged"), "{report:?}");
    assert_eq!(run_sweep(&workspace, specs, true).unwrap().made, 1);
    assert!(!path.exists());
}

#[test]
fn a_folder_that_takes_no_more_stops_the_sweep_and_keeps_what_is_finished() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::at(folder.path());
    let (first, second) = (mlp(&[16], 0), mlp(&[16], 1));
    run_sweep(&workspace, std::slice::from_ref(&first), false).unwrap();
    // A folder where the state has to be written: no user, root included, can write that file.
    let state = workspace
        .checkpoint("tiny", &second)
        .with_extension("partial-writing");
    std::fs::create_dir(&state).unwrap();
    let specs = [first.clone(), second.clone()];
    let error = run_sweep(&workspace, &specs, false)
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("cannot write") && error.contains("partial-writing"),
        "{error}"
    );
    assert!(workspace.checkpoint("tiny", &first).is_file());
    assert!(!workspace.checkpoint("tiny", &second).exists());
    std::fs::remove_dir(&state).unwrap();
    assert_eq!(run_sweep(&workspace, &specs, false).unwrap().made, 1);
}
