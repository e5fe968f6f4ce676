//! `kill -9` at any moment, then the same command again: the files are those of an undisturbed process.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const TRAIN: [&str; 7] = [
    "train",
    "--hidden",
    "16",
    "--dropout",
    "0.3",
    "--device",
    "cpu",
];
const SWEEP: [&str; 8] = [
    "sweep", "glyphs", "--only", "dropout", "--runs", "0", "--device", "cpu",
];

fn updown(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_updown"));
    command
        .args(arguments)
        .env("UPDOWN_ROOT", root)
        .env_remove("UPDOWN_DATA")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

fn files(root: &Path, experiment: &str) -> BTreeMap<String, Vec<u8>> {
    let folder = root.join("checkpoints").join(experiment);
    let Ok(entries) = std::fs::read_dir(folder) else {
        return BTreeMap::new();
    };
    entries
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            // A file of a running process may be gone by now.
            (name, std::fs::read(&path).unwrap_or_default())
        })
        // What a kill in the middle of writing a checkpoint leaves behind.
        .filter(|(name, _)| !name.starts_with(".writing-"))
        .collect()
}

/// Kills the command as soon as any state differs from what it was at the start; `false` if it ended before.
fn kill_after_an_epoch(root: &Path, experiment: &str, arguments: &[&str]) -> bool {
    let states = || -> Vec<_> {
        let partial = |(name, _): &(String, Vec<u8>)| name.ends_with(".partial");
        files(root, experiment)
            .into_iter()
            .filter(partial)
            .collect()
    };
    let before = states();
    let mut child = updown(root, arguments).spawn().unwrap();
    let started = Instant::now();
    while child.try_wait().unwrap().is_none() {
        assert!(
            started.elapsed() < Duration::from_secs(300),
            "no state was written"
        );
        let now = states();
        if !now.is_empty() && now != before {
            child.kill().unwrap(); // SIGKILL
            child.wait().unwrap();
            return true;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    false
}

fn the_files_are_those_of_an_undisturbed_run(experiment: &str, arguments: &[&str]) {
    let undisturbed = tempfile::tempdir().unwrap();
    assert!(
        updown(undisturbed.path(), arguments)
            .status()
            .unwrap()
            .success()
    );
    let expected = files(undisturbed.path(), experiment);
    assert!(
        expected.keys().all(|name| name.ends_with(".safetensors")),
        "{:?}",
        expected.keys()
    );

    let folder = tempfile::tempdir().unwrap();
    let kills = (0..4)
        .filter(|_| kill_after_an_epoch(folder.path(), experiment, arguments))
        .count();
    assert!(kills >= 2, "it was too fast to be killed");
    assert!(updown(folder.path(), arguments).status().unwrap().success());
    let found = files(folder.path(), experiment);
    assert_eq!(
        found.keys().collect::<Vec<_>>(),
        expected.keys().collect::<Vec<_>>()
    );
    for (name, bytes) in &expected {
        assert!(&found[name] == bytes, "{name} differs");
    }
}

#[test]
fn a_training_that_is_killed_again_and_again_ends_with_the_same_file() {
    the_files_are_those_of_an_undisturbed_run("single", &TRAIN);
}

#[test]
fn a_sweep_that_is_killed_again_and_again_ends_with_the_same_files() {
    the_files_are_those_of_an_undisturbed_run("glyphs", &SWEEP);
}
