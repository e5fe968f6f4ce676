//! An interrupted run ends with the same bits as an uninterrupted one.

use crate::support::small::{
    cnn, config, continued, killed, mlp, small_colours, small_glyphs, trained,
};
use std::path::Path;
use std::sync::Mutex;
use updown::checkpoint::Checkpoint;
use updown::data::Dataset;
use updown::progress::Progress;
use updown::spec::{Regularizer, RunSpec};
use updown::training::{RunState, Sweep, SweepReport, TrainingConfig, sweep};
use updown::workspace::Workspace;

/// One replicate at several strengths; the first stops early.
fn replicate(run: u32) -> Vec<RunSpec> {
    let base = mlp(&[16, 16], run);
    vec![
        base.clone().with_strength(Regularizer::L1, 1.0),
        base.clone().with_strength(Regularizer::Dropout, 0.4),
        base.with_strength(Regularizer::L2, 1e-2),
    ]
}

/// Checkpoints of runs that nothing interrupted, in the order of their names.
fn undisturbed(specs: &[RunSpec], data: &Dataset, config: &TrainingConfig) -> Vec<Checkpoint> {
    let mut done = trained(specs, data, config);
    done.sort_by_key(|c| c.spec.file_stem());
    done
}

#[test]
fn company_changes_no_bit_of_a_network() {
    let data = small_glyphs();
    for hidden in [vec![16, 16], vec![64, 64], vec![24, 40]] {
        let specs: Vec<RunSpec> = (0..5)
            .map(|i| mlp(&hidden, 1).with_strength(Regularizer::Dropout, 0.1 * f64::from(i)))
            .collect();
        let together = trained(&specs, &data, &config(3));
        for (spec, member) in specs.iter().zip(&together) {
            let alone = trained(std::slice::from_ref(spec), &data, &config(3)).remove(0);
            assert_eq!(&alone, member, "{hidden:?} {}", spec.run_id());
        }
    }
}

#[test]
fn a_stack_that_is_killed_at_any_state_ends_with_the_same_bits() {
    let (data, config, specs) = (small_glyphs(), config(14), replicate(2));
    let expected = undisturbed(&specs, &data, &config);
    // After whole epochs, between the states of one epoch, after the first network has stopped.
    for writes in [3, 4, 11, 25] {
        let (states, done) = killed(&specs, &data, &config, writes);
        assert_eq!(
            continued(states, done, &data, &config),
            expected,
            "{writes}"
        );
    }
}

#[test]
fn a_cnn_that_is_killed_ends_with_the_same_bits() {
    let spec = cnn(1).with_strength(Regularizer::Dropout, 0.2);
    let (data, config) = (small_colours(), config(4));
    let expected = trained(std::slice::from_ref(&spec), &data, &config);
    let (states, done) = killed(&[spec], &data, &config, 2);
    let folder = tempfile::tempdir().unwrap();
    let through_a_file = states.iter().map(|s| reread(s, folder.path(), &config));
    let states = through_a_file.collect();
    assert_eq!(continued(states, done, &data, &config), expected);
}

fn reread(state: &RunState, folder: &Path, config: &TrainingConfig) -> RunState {
    let path = folder.join("run.partial");
    state.write(&path).unwrap();
    RunState::read(&path, state.spec(), config).unwrap()
}

#[test]
fn a_state_survives_its_file_to_the_last_bit() {
    let (states, _) = killed(&replicate(3), &small_glyphs(), &config(9), 8);
    let folder = tempfile::tempdir().unwrap();
    for state in &states {
        assert_eq!(&reread(state, folder.path(), &config(9)), state);
    }
    let files = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(files, 1, "nothing but the state is left");
}

#[derive(Default)]
struct Heard(Mutex<Vec<String>>);

impl Progress for Heard {
    fn begin(&self, _: &str, _: usize, _: usize) {}
    fn advance(&self, _: &str) {}
    fn note(&self, _: &str) {}
    fn say(&self, message: &str) {
        self.0.lock().unwrap().push(message.to_owned());
    }
    fn end(&self) {}
}

fn run_sweep(workspace: &Workspace, specs: &[RunSpec]) -> (SweepReport, Vec<String>) {
    let job = Sweep {
        config: config(6),
        ..Sweep::new("tiny", specs.to_vec())
    };
    let heard = Heard::default();
    let report = sweep(&job, &small_glyphs(), workspace, &heard).unwrap();
    (report, heard.0.into_inner().unwrap())
}

#[test]
fn a_sweep_continues_what_was_begun_and_leaves_only_checkpoints() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::at(folder.path());
    let specs = &replicate(4)[1..];
    std::fs::create_dir_all(workspace.experiment("tiny")).unwrap();
    let (states, _) = killed(specs, &small_glyphs(), &config(6), 7);
    for state in &states {
        let path = workspace.checkpoint("tiny", state.spec());
        state.write(&path.with_extension("partial")).unwrap();
        std::fs::write(path.with_extension("partial-writing"), "half a state").unwrap();
    }
    let (report, heard) = run_sweep(&workspace, specs);
    assert_eq!((report.made, report.continued), (2, 2));
    assert!(heard[0].contains("continues after 4 epochs"), "{heard:?}");
    let expected = undisturbed(specs, &small_glyphs(), &config(6));
    for checkpoint in &expected {
        let path = workspace.checkpoint("tiny", &checkpoint.spec);
        assert_eq!(
            &Checkpoint::read(&path).unwrap().tensors,
            &checkpoint.tensors
        );
    }
    let files = std::fs::read_dir(workspace.experiment("tiny")).unwrap();
    assert_eq!(files.count(), 2);
}

#[test]
fn a_state_that_does_not_fit_is_named_and_the_run_starts_anew() {
    let spec = mlp(&[16], 5);
    let other = mlp(&[16], 6);
    let state = |spec: &RunSpec, config: &TrainingConfig| {
        let folder = tempfile::tempdir().unwrap();
        let (states, _) = killed(std::slice::from_ref(spec), &small_glyphs(), config, 2);
        let path = folder.path().join("state");
        states[0].write(&path).unwrap();
        std::fs::read(path).unwrap()
    };
    let good = state(&spec, &config(6));
    let cases = [
        (b"garbage".to_vec(), "truncated or damaged"),
        (Vec::new(), "truncated or damaged"),
        (good[..good.len() / 2].to_vec(), "truncated or damaged"),
        (state(&other, &config(6)), "the state of another run"),
        (state(&spec, &config(7)), "other training settings"),
    ];
    let expected = &undisturbed(std::slice::from_ref(&spec), &small_glyphs(), &config(6))[0];
    for (bytes, reason) in cases {
        let folder = tempfile::tempdir().unwrap();
        let workspace = Workspace::at(folder.path());
        let path = workspace.checkpoint("tiny", &spec);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path.with_extension("partial"), bytes).unwrap();
        let (report, heard) = run_sweep(&workspace, std::slice::from_ref(&spec));
        assert_eq!((report.made, report.continued), (1, 0));
        let told = heard
            .iter()
            .any(|m| m.contains("starts from scratch") && m.contains(reason));
        assert!(told, "{reason}: {heard:?}");
        assert_eq!(&Checkpoint::read(&path).unwrap().tensors, &expected.tensors);
    }
}
