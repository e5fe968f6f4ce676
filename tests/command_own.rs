//! The session of somebody with data and a sweep of their own.

use crate::support::command::{succeed, text, updown};
use crate::support::own;
use std::path::Path;
use updown::checkpoint::Checkpoint;
use updown::workspace::Workspace;

const MINE: &str = "\
dataset = \"waves\"
network = { mlp = [16, 16] }
runs = 2
untrained = 2

[strengths]
dropout = [0.0, 0.2]

[training]
epochs = 2
batch = 10
learning_rate = 0.01

[eval]
methods = [\"forward_cov\", \"backward_jac\"]
images = 8
";

fn workspace(root: &Path) {
    own::write_npy_dataset(&root.join("data/waves"), &[3, 4]);
    std::fs::create_dir_all(root.join("experiments")).unwrap();
    std::fs::write(root.join("experiments/mine.toml"), MINE).unwrap();
}

fn refused(root: &Path, arguments: &[&str]) -> String {
    let output = updown(root, arguments);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output));
    text(&output)
}

#[test]
fn own_data_and_an_own_sweep_go_through_every_verb() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    workspace(root);
    let said = succeed(root, &["data", "waves"]);
    assert!(
        said.contains("60 training and 12 test images of 3×4 in 3 classes"),
        "{said}"
    );
    let said = succeed(root, &["sweep", "mine"]);
    assert!(said.contains("mine: 4 made"), "{said}");
    // A path is as good as the name.
    let said = succeed(root, &["untrained", "experiments/mine.toml"]);
    assert!(said.contains("mine: 2 made"), "{said}");
    let said = succeed(root, &["eval", "mine"]);
    assert!(said.contains("6 checkpoints measured"), "{said}");
    let said = succeed(root, &["ls", "mine"]);
    assert!(said.contains("together"), "{said}");
    let said = succeed(root, &["results", "mine"]);
    assert!(said.contains("6 networks"), "{said}");
    let paths = Workspace::at(root).checkpoints("mine").unwrap();
    let trained = Checkpoint::read_header(&paths[0]).unwrap();
    assert_eq!(trained.spec.dataset.input_len(), 12);
    assert!(trained.training.settings.contains("\"batch\":10"));
    assert_eq!(trained.training.epochs.len(), 2);
}

#[test]
fn a_changed_file_is_told_and_never_mixed() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    workspace(root);
    succeed(root, &["sweep", "mine", "--runs", "0"]);
    let files = || Workspace::at(root).checkpoints("mine").unwrap();
    let before = files();
    for (from, to, expected) in [
        (
            "batch = 10",
            "batch = 20",
            "it was trained under the settings",
        ),
        (
            "mlp = [16, 16]",
            "mlp = [16, 17]",
            "expected a network 16-17",
        ),
    ] {
        let changed = MINE.replace(from, to);
        std::fs::write(root.join("experiments/mine.toml"), changed).unwrap();
        let said = refused(root, &["sweep", "mine"]);
        assert!(
            said.contains(expected) && said.contains("another name"),
            "{said}"
        );
        assert_eq!(files(), before);
    }
    // More strengths are no other experiment.
    let more = MINE.replace("[0.0, 0.2]", "[0.0, 0.2, 0.4]");
    std::fs::write(root.join("experiments/mine.toml"), more).unwrap();
    let said = succeed(root, &["sweep", "mine", "--runs", "0"]);
    assert!(said.contains("mine: 1 made, 2 there before"), "{said}");
}

#[test]
fn bad_declarations_end_with_2_and_write_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    workspace(root);
    let file = root.join("experiments/mine.toml");
    let cases = [
        (
            MINE.replace("epochs", "epoch"),
            "mine.toml:10:1: unknown key `epoch` (did you mean `epochs`?)",
        ),
        (MINE.replace("waves", "wave"), "unknown dataset `wave`"),
        (
            MINE.replace(
                "\"waves\"",
                "{ name = \"waves\", shape = [3, 4], classes = 2 }",
            ),
            "labels from 0 to 1, found 2",
        ),
        (
            MINE.replace(
                "\"waves\"",
                "{ name = \"waves\", shape = [12], classes = 3 }",
            ),
            "examples of [12], found [3, 4]",
        ),
    ];
    for (declaration, expected) in cases {
        std::fs::write(&file, declaration).unwrap();
        let said = refused(root, &["sweep", "mine"]);
        assert!(said.contains(expected), "{said}");
        assert!(!root.join("checkpoints").exists());
    }
    let said = refused(root, &["sweep", "nothing"]);
    assert!(said.contains("unknown experiment `nothing`"), "{said}");
}

#[test]
fn one_network_is_trained_with_settings_of_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    workspace(root);
    let said = succeed(
        root,
        &[
            "train",
            "--dataset",
            "waves",
            "--hidden",
            "16",
            "--epochs",
            "3",
            "--batch",
            "20",
            "--learning-rate",
            "0.05",
            "--images",
            "40",
        ],
    );
    assert!(said.contains("best of 3 epochs"), "{said}");
}
