//! The command built without libtorch, as `make figures` does when there is none.

use std::process::{Command, Output};

fn updown(args: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    Command::new(env!("CARGO_BIN_EXE_updown-reader"))
        .args(args)
        .env("UPDOWN_ROOT", folder.path())
        .output()
        .unwrap()
}

#[test]
fn what_needs_tensors_is_not_offered() {
    let help = String::from_utf8(updown(&["--help"]).stdout).unwrap();
    for command in ["figures", "explore", "claims", "cluster", "align"] {
        assert!(help.contains(&format!("\n  {command} ")), "{command}");
    }
    for command in ["train", "eval", "associate"] {
        assert!(!help.contains(&format!("\n  {command} ")), "{command}");
        assert_eq!(updown(&[command]).status.code(), Some(2));
    }
}

#[test]
fn figures_of_an_experiment_without_results_are_wrong_input() {
    for command in ["figures", "explore", "claims"] {
        let output = updown(&[command, "mnist-base"]);
        assert_eq!(output.status.code(), Some(2));
        let message = String::from_utf8(output.stderr).unwrap();
        assert!(message.contains("mnist-base"), "{message}");
    }
}

#[test]
fn a_matrix_is_clustered() {
    let folder = tempfile::tempdir().unwrap();
    let matrix = folder.path().join("two-pairs.csv");
    std::fs::write(&matrix, "0,1,0,0\n1,0,0,0\n0,0,0,1\n0,0,1,0\n").unwrap();
    let output = updown(&[
        "cluster",
        matrix.to_str().unwrap(),
        "--optimizer",
        "leiden",
        "--json",
    ]);
    assert!(output.status.success());
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (&report["q"], &report["n_modules"]),
        (&0.5.into(), &2.into())
    );
}
