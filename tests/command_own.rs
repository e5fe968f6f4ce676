//! A session of a user with their own data and sweep.

use crate::support::command::{succeed, text, updown, write};
use crate::support::own;
use std::path::Path;
use updown::checkpoint::{Checkpoint, TensorData};
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
    // A path works like the name.
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
    // With more strengths it is still the same experiment.
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

/// Three traced networks and one of weights, with a table that has columns of its own.
const TABLE: &str = "\
file,dropout,run,trained,optimizer,width
first.pt,0.0,0,true,sgd,8
second.pt,0.2,0,true,adam,8
third.pt,0.0,1000,false,adam,8
weights.safetensors,0.4,1,true,sgd,5
";

fn write_networks(root: &Path) {
    own::write_npy_dataset(&root.join("data/six"), &[6]);
    let traced = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/scripted/mlp.pt");
    for name in ["first.pt", "second.pt", "third.pt"] {
        std::fs::copy(&traced, root.join(name)).unwrap();
    }
    let matrix = |rows, columns| {
        let number = |(r, c)| ((r * 5 + c * 3 + 1) as f64 * 0.7).sin();
        TensorData::from_matrix(&ndarray::Array2::from_shape_fn((rows, columns), number))
    };
    let weights = [("0.weight", matrix(5, 6)), ("2.weight", matrix(3, 5))];
    let weights = weights.map(|(name, data)| (name.to_owned(), data));
    write(root.join("weights.safetensors"), weights);
    std::fs::write(root.join("networks.csv"), TABLE).unwrap();
}

const IMPORT: [&str; 6] = [
    "import",
    "networks.csv",
    "--experiment",
    "found",
    "--dataset",
    "six",
];

#[test]
fn a_table_of_networks_is_an_experiment() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write_networks(root);
    let said = succeed(root, &IMPORT);
    assert!(said.contains("found: 4 networks"), "{said}");
    // Programs are run only on request.
    let output = updown(root, &["eval", "found", "--metrics", "performance"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output).contains("--scripts"), "{}", text(&output));
    let metrics = "performance,weights,modules,alignments";
    let said = succeed(root, &["eval", "found", "--scripts", "--metrics", metrics]);
    assert!(said.contains("backward_hess_norm of layer"), "{said}");
    let results = updown::analysis::load(&Workspace::at(root), "found").unwrap();
    for table in [&results.runs, &results.modules, &results.alignments] {
        let optimizers = table.column("optimizer").unwrap().str().unwrap();
        assert!(optimizers.iter().any(|o| o == Some("adam")));
        let widths = table.column("width").unwrap().f64().unwrap();
        assert!(widths.iter().any(|w| w == Some(5.0)) && widths.iter().any(|w| w == Some(8.0)));
    }
    assert_eq!(results.runs.height(), 4);
    let drawn = updown(
        root,
        &["figures", "found", "--only", "F1,F2", "--out", "drawn"],
    );
    assert!(
        root.join("drawn/F1.svg").is_file() && root.join("drawn/F2.svg").is_file(),
        "{}",
        text(&drawn)
    );
}

#[test]
fn lesions_do_not_apply_to_torchscript_which_is_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write_networks(root);
    succeed(root, &IMPORT);
    let metrics = "functions,pictures";
    let said = succeed(root, &["eval", "found", "--scripts", "--metrics", metrics]);
    for metric in ["functions", "pictures"] {
        let expected = format!("{metric}: does not apply: this kind of network cannot continue");
        assert_eq!(said.matches(&expected).count(), 3, "{said}");
    }
    let mut missing = std::collections::BTreeSet::new();
    for path in Workspace::at(root).checkpoints("found").unwrap() {
        let records = Checkpoint::read_header(&path).unwrap().records;
        let names = records
            .missing()
            .map(|(metric, _)| metric.name().to_owned());
        missing.extend(names);
        let is_script = path.to_string_lossy().contains("script");
        assert_eq!(records.not_applicable().count(), 2 * usize::from(is_script));
    }
    let unmade = [
        "alignments",
        "chance",
        "performance",
        "robustness",
        "weights",
    ];
    assert_eq!(missing, unmade.map(str::to_owned).into());
    // It is not retried.
    let said = succeed(root, &["eval", "found", "--scripts", "--metrics", metrics]);
    assert!(said.contains("0 checkpoints measured, 4 current"), "{said}");
}

#[test]
fn a_table_that_is_wrong_is_told_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write_networks(root);
    for (from, to, expected) in [
        ("third.pt", "fourth.pt", "fourth.pt"),
        ("file,", "path,", "row 1: expected the name of a file"),
        (
            "second.pt,0.2",
            "second.pt,0.0",
            "row 2: six_sup_hidden=script-8-7 already appears in an earlier row",
        ),
        (
            "1000,false",
            "1.5,false",
            "row 3: expected a whole number from 0 in the column `run`, found `1.5`",
        ),
        ("width", "q", "the column `q` has the name of a result"),
    ] {
        std::fs::write(root.join("networks.csv"), TABLE.replace(from, to)).unwrap();
        let said = refused(root, &IMPORT);
        assert!(said.contains(expected), "{said}");
        assert!(!root.join("checkpoints").exists());
    }
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
