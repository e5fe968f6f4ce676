//! Passes that meet damaged files, numbers that are not finite, other passes, or get killed.

use crate::support::tiny::{Tiny, config, made, run, tiny};
use std::time::Duration;
use updown::analysis::{self, columns as c};
use updown::checkpoint::Checkpoint;
use updown::eval::{EvalConfig, EvalPass, Metric, eval};
use updown::modularity::LeidenConfig;
use updown::progress::Silent;
use updown::spec::Selection;

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

    // Some tool changes a weight and leaves the header alone.
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

/// Overwrites the weights of the projection in the first checkpoint, as failed training would leave them.
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
