//! Standard output that is closed or full: no subcommand panics, a closed pipe is quiet, a full disk is reported in one line.

use crate::support::tiny::{config, run, tiny};
use std::fs::File;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Every subcommand that prints, on the experiment `tiny` and files in its folder.
const VERBS: [&[&str]; 13] = [
    &["--help"],
    &["--version"],
    &["ls"],
    &["ls", "glyphs"],
    &["data", "glyphs"],
    &["untrained", "glyphs", "--runs", "1000"],
    &["sweep", "glyphs", "--runs", "7"],
    &["eval", "tiny", "--metrics", "weights"],
    &["results", "tiny"],
    &["figures", "tiny", "--only", "F6"],
    &["cluster", "pairs.csv", "--optimizer", "leiden"],
    &["cluster", "pairs.csv", "--optimizer", "leiden", "--json"],
    &["align", "a.json", "a.json", "--shuffles", "10"],
];

fn folder() -> crate::support::tiny::Tiny {
    let tiny = tiny();
    run(&tiny, config(50), &[]);
    let root = tiny.workspace.root();
    std::fs::write(
        root.join("pairs.csv"),
        "0,1,0,0\n1,0,0,0\n0,0,0,1\n0,0,1,0\n",
    )
    .unwrap();
    std::fs::write(root.join("a.json"), "[0,0,1,1]").unwrap();
    tiny
}

fn with_stdout(root: &Path, verb: &[&str], stdout: Stdio) -> Output {
    Command::new(env!("CARGO_BIN_EXE_updown"))
        .args(verb)
        .current_dir(root)
        .env("UPDOWN_ROOT", root)
        .env_remove("UPDOWN_DATA")
        .stdout(stdout)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
        .wait_with_output()
        .unwrap()
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let tiny = folder();
    for verb in VERBS {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = with_stdout(tiny.workspace.root(), verb, writer.into());
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{verb:?}: {said}");
        assert!(
            !said.contains("updown:") && !said.contains("panicked"),
            "{verb:?}: {said}"
        );
    }
}

#[test]
fn a_full_disk_is_told_in_one_line() {
    let tiny = folder();
    for verb in VERBS {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let output = with_stdout(tiny.workspace.root(), verb, full.into());
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{verb:?}: {said}");
        let told = said
            .lines()
            .filter(|line| line.contains("cannot write to standard output"));
        assert_eq!(told.count(), 1, "{verb:?}: {said}");
        assert!(!said.contains("panicked"), "{verb:?}: {said}");
    }
}
