//! The command as a user meets it: exit codes, messages, files.

use crate::support::command::{text, updown};

#[test]
fn help_names_every_subcommand() {
    let folder = tempfile::tempdir().unwrap();
    let output = updown(folder.path(), &["--help"]);
    assert!(output.status.success());
    for name in [
        "data",
        "train",
        "sweep",
        "untrained",
        "eval",
        "results",
        "ls",
        "import",
        "associate",
        "cluster",
        "align",
    ] {
        assert!(text(&output).contains(name), "{name}");
    }
}

#[test]
fn one_network_goes_from_training_to_a_frozen_table() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let trained = updown(root, &["train", "--hidden", "8,6", "--dropout", "0.1"]);
    assert!(trained.status.success(), "{}", text(&trained));
    assert!(text(&trained).contains("glyphs_sup_drop=0.10000_hidden=8-6.safetensors"));
    let measured = updown(
        root,
        &["eval", "single", "--methods", "forward_cov,backward_jac"],
    );
    assert!(measured.status.success(), "{}", text(&measured));
    assert!(text(&measured).contains("1 checkpoints measured"));
    let again = updown(
        root,
        &["eval", "single", "--methods", "forward_cov,backward_jac"],
    );
    assert!(
        text(&again).contains("0 checkpoints measured, 1 current"),
        "{}",
        text(&again)
    );
    let frozen = updown(root, &["results", "single"]);
    assert!(frozen.status.success(), "{}", text(&frozen));
    assert!(
        root.join("checkpoints/results/single/modules.parquet")
            .is_file()
    );
    let exported = updown(
        root,
        &[
            "results",
            "single",
            "--out",
            root.join("a.csv").to_str().unwrap(),
        ],
    );
    assert!(exported.status.success(), "{}", text(&exported));
    let lines = std::fs::read_to_string(root.join("a.modules.csv")).unwrap();
    assert_eq!(lines.lines().count(), 1 + 2 * 3, "{lines}");
}

#[test]
fn wrong_input_exits_with_two_and_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let cases: [(&[&str], &str); 6] = [
        (&["sweep", "mnist-bse"], "mnist-base"),
        (&["train", "--dropout", "1.5"], "dropout must be in [0, 1)"),
        (&["train", "--dataset", "mnist"], "train-images-idx3-ubyte"),
        (&["eval", "glyphs"], "updown sweep glyphs"),
        (
            &["sweep", "glyphs", "--runs", "3..1"],
            "not a range of runs",
        ),
        (&["train", "--device", "cuda:77"], "cuda:77"),
    ];
    for (arguments, message) in cases {
        let output = updown(folder.path(), arguments);
        assert_eq!(
            output.status.code(),
            Some(2),
            "{arguments:?}: {}",
            text(&output)
        );
        assert!(
            text(&output).contains(message),
            "{arguments:?}: {}",
            text(&output)
        );
    }
}

#[test]
fn a_damaged_checkpoint_exits_with_one_and_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    updown(root, &["train", "--hidden", "8"]);
    let bad = root.join("checkpoints/single/bad.safetensors");
    std::fs::write(&bad, b"cut off").unwrap();
    let output = updown(root, &["eval", "single"]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
    assert!(
        text(&output).contains("bad.safetensors is truncated or damaged"),
        "{}",
        text(&output)
    );
    assert!(
        text(&output).contains("1 checkpoints measured"),
        "{}",
        text(&output)
    );
}
