//! Every step of writing a file fails once, in turn: what is there stays whole, and repeating the call ends as if nothing had happened.

#[path = "../../tests/support/small.rs"]
mod small;
#[path = "../../tests/support/tiny.rs"]
#[allow(dead_code, reason = "the integration tests use the rest")]
mod tiny;

use crate::analysis::{AnalysisError, Destination, freeze, load};
use crate::checkpoint::Checkpoint;
use crate::eval::{EvalPass, Metric, eval};
use crate::files::faults::failing;
use crate::progress::Silent;
use crate::spec::{Architecture, DatasetName, Regularizer, RunSpec, Selection};
use crate::training::{Sweep, TrainingConfig, sweep};
use crate::workspace::Workspace;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The files below a folder, by their paths in it.
type Files = BTreeMap<PathBuf, Vec<u8>>;

fn files(root: &Path) -> Files {
    let mut found = Files::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_owned();
                found.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    found
}

fn copy_of(before: &Files) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in before {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    folder
}

/// Does `work` on copies of `before`, failing at its first step, then at its second, and so on; `check` looks at what each failure
/// left. Returns the number of steps that failed.
fn fail_every_step(before: &Files, work: impl Fn(&Path), check: impl Fn(&Path)) -> usize {
    let undisturbed = copy_of(before);
    work(undisturbed.path());
    let after = files(undisturbed.path());
    for k in 1.. {
        let folder = copy_of(before);
        let root = folder.path();
        let ((), failed) = failing(root, k, || work(root));
        for (name, bytes) in files(root) {
            // What a run goes on from is read again, and may be of any epoch.
            let is_state = name.extension().is_some_and(|e| e == "partial");
            let is_whole = [before, &after]
                .iter()
                .any(|f| f.get(&name) == Some(&bytes));
            assert!(is_state || is_whole, "step {k} left {}", name.display());
        }
        check(root);
        work(root);
        assert!(
            files(root) == after,
            "step {k}: the same call again ends otherwise"
        );
        if !failed {
            return k - 1;
        }
    }
    unreachable!("some call has fewer steps")
}

#[test]
fn a_sweep() {
    let dataset = small::small_glyphs();
    let spec = |dropout| {
        let base = RunSpec {
            architecture: Architecture::mlp(&[5]),
            ..RunSpec::new(DatasetName::Glyphs, 0)
        };
        base.with_strength(Regularizer::Dropout, dropout)
    };
    let job = Sweep {
        experiment: "tiny",
        declared: None,
        specs: vec![spec(0.0), spec(0.3)],
        config: TrainingConfig {
            max_epochs: 2,
            ..TrainingConfig::default()
        },
        jobs: 1,
        stack: None,
        retry: false,
    };
    let work = |root: &Path| {
        let _ = sweep(&job, &dataset, &Workspace::at(root), &Silent);
    };
    let steps = fail_every_step(&Files::new(), work, |_| ());
    assert!(steps >= 12, "two locks, two checkpoints, states: {steps}");
}

#[test]
fn an_eval_pass_and_a_freeze() {
    let tiny = tiny::tiny();
    let before = files(tiny.workspace.root());
    let pass = EvalPass {
        experiment: "tiny",
        selection: Selection::default(),
        config: tiny::config(50),
        metrics: vec![Metric::Weights],
        force: Vec::new(),
        jobs: 1,
    };
    let work = |root: &Path| {
        let _ = eval(&pass, &tiny.dataset, &Workspace::at(root), &Silent);
    };
    let steps = fail_every_step(&before, work, |_| ());
    assert_eq!(
        steps,
        5 * 6,
        "a lock and five steps of a file for each network"
    );

    // Tables of three networks are there; those of all five replace them.
    let names: Vec<&PathBuf> = before.keys().take(3).collect();
    let fewer = before.iter().filter(|(name, _)| names.contains(name));
    let fewer = copy_of(&fewer.map(|(n, b)| (n.clone(), b.clone())).collect());
    let freeze_at = |root: &Path| {
        let _ = freeze(&Workspace::at(root), "tiny", &Destination::Kept, true);
    };
    freeze_at(fewer.path());
    let before = files(fewer.path()).into_iter().chain(before).collect();
    let check = |root: &Path| {
        let mut read = files(root);
        read.retain(|name, _| name.starts_with("checkpoints/results"));
        let frozen = copy_of(&read);
        match load(&Workspace::at(frozen.path()), "tiny") {
            Ok(results) => assert!([3, 5].contains(&results.runs.height())),
            Err(error) => assert!(matches!(error, AnalysisError::Mixture { .. }), "{error}"),
        }
    };
    let steps = fail_every_step(&before, freeze_at, check);
    assert_eq!(
        steps,
        5 * 6,
        "five steps for each of five tables and their provenance"
    );
}

#[cfg(feature = "cli")]
#[test]
fn an_import() {
    let golden =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/lightning/evaluated.ckpt");
    let imported = crate::import::read(&golden).unwrap().checkpoint;
    let work = |root: &Path| {
        let path = Workspace::at(root).checkpoint("paper", &imported.spec);
        let _ = imported.write(&path);
        assert!(!path.exists() || Checkpoint::read(&path).is_ok());
    };
    assert_eq!(fail_every_step(&Files::new(), work, |_| ()), 5);
}
