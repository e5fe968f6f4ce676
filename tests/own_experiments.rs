//! Experiments as files: what they may contain, and how they are refused.

use updown::experiments;
use updown::spec::{Architecture, Association, DatasetName, Experiment, Regularizer, parse};
use updown::workspace::Workspace;

fn read(text: &str) -> Result<Experiment, String> {
    let none = |name: &str| Err(format!("unknown dataset `{name}`"));
    parse("mine", "mine.toml", text, &none).map_err(|error| error.to_string())
}

/// Every key that a declaration may have.
const EVERYTHING: &str = r#"
dataset = { name = "wine", shape = [13], classes = 3 }
network = { mlp = [32, 16] }
runs = 2
untrained = 5
controls = 1

[strengths]
dropout = [0.4, 0, { linear = [0.1, 0.3, 3] }]
l1 = { log = [-4, -3, 2] }

[training]
learning_rate = 1e-2
batch = 20
epochs = 30
patience = 4
images = 500

[eval]
methods = ["forward_cov", "backward_jac_norm"]
images = 100
combined = false
positions = "all"
lesion_images = 40
lesion_draws = 9
"#;

#[test]
fn a_file_says_all_that_an_experiment_is() {
    let experiment = read(EVERYTHING).unwrap();
    assert_eq!(experiment.dataset.input_len(), 13);
    assert_eq!(experiment.architecture, Architecture::mlp(&[32, 16]));
    assert_eq!(
        experiment.strengths(Regularizer::Dropout),
        [0.0, 0.1, 0.2, 0.3, 0.4]
    );
    assert_eq!(experiment.strengths(Regularizer::L1), [1e-4, 1e-3]);
    let counts = (experiment.runs, experiment.untrained, experiment.controls);
    assert_eq!(counts, (2, 5, 1));
    let training = &experiment.training;
    assert_eq!((training.learning_rate, training.batch), (1e-2, 20));
    assert_eq!((training.max_epochs, training.stop_patience), (30, 4));
    assert_eq!(training.images, Some(500));
    let methods: Vec<String> = experiment.eval.methods.iter().map(|m| m.name()).collect();
    assert_eq!(methods, ["forward_cov", "backward_jac_norm"]);
    assert_eq!(experiment.eval.images, 100);
    assert!(!experiment.eval.combined);
    assert_eq!(experiment.eval.max_positions, None);
    assert_eq!(experiment.eval.lesion_images, Some(40));
    assert_eq!(experiment.eval.lesion_draws, Some(9));
}

#[cfg(feature = "torch")]
#[test]
fn fewer_lesions_are_asked_of_the_eval_pass() {
    let settings = |text: &str| updown::eval::EvalConfig::of(&read(text).unwrap().eval);
    let usual = settings("dataset = \"glyphs\"").functions;
    let fewer =
        settings("dataset = \"glyphs\"\n[eval]\nlesion_images = 40\nlesion_draws = 9").functions;
    assert_eq!(usual, updown::eval::EvalConfig::default().functions);
    let nulls = fewer.dense.nulls;
    assert_eq!(
        (fewer.dense.images, nulls.draws, nulls.matched, nulls.pairs),
        (40, 9, 9, 9)
    );
}

#[test]
fn what_a_file_leaves_out_is_as_in_the_paper() {
    let experiment = read("dataset = \"glyphs\"").unwrap();
    assert_eq!(experiment, Experiment::new("mine"));
    assert_eq!(experiment.eval.methods, Association::ALL);
}

#[test]
fn an_experiment_of_a_notebook_is_the_one_of_a_file() {
    let built = Experiment::new("mine")
        .dataset(DatasetName::Mnist)
        .mlp([128, 128])
        .dropout([0.4, 0.0, 0.2])
        .runs(3)
        .untrained(10)
        .epochs(20);
    let text = "dataset = \"mnist\"\nnetwork = { mlp = [128, 128] }\nruns = 3\nuntrained = 10\n\
        [strengths]\ndropout = [0.0, 0.2, 0.4]\n[training]\nepochs = 20\n";
    assert_eq!(read(text).unwrap(), built);
}

/// Each text is refused with a message that holds this.
fn are_refused<const N: usize>(cases: [(String, &str); N]) {
    for (text, expected) in cases {
        let error = read(&text).unwrap_err();
        assert!(error.contains(expected), "{error}\nfor\n{text}");
    }
}

#[test]
fn what_is_wrong_is_reported_with_line_column_and_the_nearest_word() {
    are_refused([
        (
            "datset = \"mnist\"".to_owned(),
            "mine.toml:1:1: unknown key `datset` (did you mean `dataset`?)",
        ),
        (
            "dataset = \"mnist\"\nruns = -1".to_owned(),
            "mine.toml:2:8: ",
        ),
        ("dataset = \"mnist\"\nruns = ".to_owned(), "mine.toml:2:"),
        ("runs = 3".to_owned(), "missing field `dataset`"),
        (
            "dataset = \"mnits\"".to_owned(),
            "mine.toml:1:11: unknown dataset `mnits`",
        ),
        (
            "dataset = 3".to_owned(),
            "mine.toml:1:11: expected the name of a dataset",
        ),
    ]);
}

#[test]
fn wrong_strengths_are_reported_at_their_place() {
    let in_strengths = |line: &str| format!("dataset = \"mnist\"\n[strengths]\n{line}");
    are_refused([
        (
            in_strengths("  droput = [0.1]"),
            "mine.toml:3:3: unknown regularizer `droput` (did you mean `dropout`?)",
        ),
        (
            in_strengths("dropout = [0.1, 1.0]"),
            "mine.toml:3:1: dropout must be",
        ),
        (
            in_strengths("l2 = { lin = [0, 1, 3] }"),
            "mine.toml:3:6: unknown grid `lin`",
        ),
        (
            in_strengths("l2 = { log = [0, 1] }"),
            "mine.toml:3:6: expected `log = [first, last, count]`",
        ),
        (
            in_strengths("l2 = \"all\""),
            "mine.toml:3:6: expected numbers",
        ),
    ]);
}

#[test]
fn wrong_settings_of_network_training_and_eval_are_reported_at_their_place() {
    are_refused([
        (
            "dataset = \"mnist\"\nnetwork = { mlp = [64], cnn = [64] }".to_owned(),
            "mine.toml:2:11: expected either `mlp` or `cnn`",
        ),
        (
            "dataset = \"mnist\"\nnetwork = { mlp = [64, 0] }".to_owned(),
            "mine.toml:2:11: hidden must be",
        ),
        (
            "dataset = \"mnist\"\n[training]\nbatch = 0".to_owned(),
            "mine.toml:3:9: expected a number from 1",
        ),
        (
            "dataset = \"mnist\"\n[training]\nepoch = 3".to_owned(),
            "mine.toml:3:1: unknown key `epoch` (did you mean `epochs`?)",
        ),
        (
            "dataset = \"mnist\"\n[eval]\nmethods = [\"forward_cof\"]".to_owned(),
            "mine.toml:3:12: unknown association method `forward_cof` (did you mean `forward_cov`?)",
        ),
    ]);
}

#[test]
fn a_file_in_the_workspace_is_as_good_as_a_shipped_name() {
    let root = tempfile::tempdir().unwrap();
    let workspace = Workspace::at(root.path());
    let folder = workspace.declarations();
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("mine.toml");
    std::fs::write(&path, "dataset = \"glyphs\"\nruns = 2\n").unwrap();
    let by_name = experiments::find(&workspace, "mine").unwrap();
    let by_path = experiments::find(&workspace, path.to_str().unwrap()).unwrap();
    assert_eq!((by_name.runs, &by_name), (2, &by_path));
    let names: Vec<String> = experiments::all(&workspace)
        .unwrap()
        .into_iter()
        .map(|e| e.name)
        .collect();
    assert!(names.contains(&"mine".to_owned()) && names.contains(&"mnist-base".to_owned()));
    let unknown = experiments::find(&workspace, "min")
        .unwrap_err()
        .to_string();
    assert!(
        unknown.contains("mnist-base") && unknown.contains("mine"),
        "{unknown}"
    );
}

#[test]
fn two_experiments_of_one_name_are_refused() {
    let root = tempfile::tempdir().unwrap();
    let workspace = Workspace::at(root.path());
    let folder = workspace.declarations();
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("glyphs.toml"), "dataset = \"glyphs\"").unwrap();
    std::fs::write(folder.join("mine.toml"), "dataset = \"glyphs\"").unwrap();
    std::fs::write(root.path().join("mine.toml"), "dataset = \"mnist\"").unwrap();
    let elsewhere = root.path().join("mine.toml");
    for named in ["glyphs", elsewhere.to_str().unwrap()] {
        let error = experiments::find(&workspace, named)
            .unwrap_err()
            .to_string();
        assert!(error.contains("two experiments are called"), "{error}");
    }
}

/// The grids were constants before they became files: frozen results show which numbers they had.
#[test]
fn shipped_experiments_declare_what_frozen_results_were_made_of() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("checkpoints/results");
    let mut compared = 0;
    for name in [
        "mnist-base",
        "mnist-wide",
        "mnist-deep",
        "mnist-deep-fine",
        "mnist-wide-fine",
        "cifar10-narrow",
    ] {
        let text = std::fs::read_to_string(root.join(name).join("provenance.json")).unwrap();
        let frozen: serde_json::Value = serde_json::from_str(&text).unwrap();
        let declared = updown::spec::experiment(name).unwrap();
        for regularizer in Regularizer::ALL {
            let frozen = frozen["declared"][regularizer.name()].clone();
            let frozen: Vec<f64> = serde_json::from_value(frozen).unwrap();
            assert_eq!(declared.strengths(regularizer), frozen, "{name}");
            compared += 1;
        }
    }
    assert_eq!(compared, 18);
}
