//! Import of the original's checkpoints: what is imported, and where to.

mod cnn;

use crate::support::number;
use crate::support::torch_file::{SavedNetwork, golden, hyper, import, read, real, said, whole};
use std::process::Command;
use updown::analysis;
use updown::checkpoint::{Checkpoint, Stop};
use updown::import::Imported;
use updown::modularity::{Adjacency, Partition, Resolution, modularity_q};
use updown::spec::{Architecture, Association, DatasetName, Layer, Regularizer, RunSpec};
use updown::workspace::Workspace;

#[test]
fn a_network_of_the_papers_code_becomes_a_run_of_ours() {
    let imported = updown::import::read(&golden("trained_drop0.0.ckpt")).unwrap();
    let checkpoint = imported.checkpoint;
    let expected = RunSpec {
        strengths: [(Regularizer::L2, 1e-5)].into_iter().collect(),
        ..RunSpec::new(DatasetName::Mnist, 0)
    };
    assert_eq!(checkpoint.spec, expected);
    assert_eq!(checkpoint.training.stop, Stop::Imported);
    assert!(
        checkpoint
            .training
            .settings
            .contains("epoch 10, step 2700, PyTorch-Lightning 2.6.6")
    );
    assert_eq!(checkpoint.records, Default::default());
    let shapes: Vec<(&str, &[usize])> = checkpoint
        .tensors
        .iter()
        .map(|(name, t)| (name.as_str(), &t.shape[..]))
        .collect();
    let layers: [(&str, &[usize]); 6] = [
        ("fc_layers.0.bias", &[64]),
        ("fc_layers.0.weight", &[64, 784]),
        ("fc_layers.1.bias", &[64]),
        ("fc_layers.1.weight", &[64, 64]),
        ("proj.bias", &[10]),
        ("proj.weight", &[10, 64]),
    ];
    assert_eq!(shapes, layers);
}

/// What the file was made to hold.
fn expected() -> serde_json::Value {
    let text = std::fs::read_to_string(golden("evaluated.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// A list of numbers in single precision.
fn list(value: &serde_json::Value) -> Vec<f32> {
    let numbers = value.as_array().unwrap().iter();
    numbers.map(|v| number(v) as f32).collect()
}

#[test]
fn stored_weights_arrive_under_our_names() {
    let Imported { checkpoint, .. } = updown::import::read(&golden("evaluated.ckpt")).unwrap();
    let json = expected();
    assert_eq!(checkpoint.spec.architecture, Architecture::mlp(&[6, 5]));
    assert_eq!(
        (
            checkpoint.spec.strength(Regularizer::Dropout),
            checkpoint.spec.run
        ),
        (0.3, 3)
    );
    // As f32, as they were: reading a decimal number may miss the last bit of an f64.
    let floats = |name: &str| -> Vec<f32> {
        let bytes = checkpoint.tensors[name].bytes.chunks(4);
        bytes
            .map(|b| f32::from_le_bytes(b.try_into().unwrap()))
            .collect()
    };
    assert_eq!(
        floats("fc_layers.0.weight")[..4],
        list(&json["first_weights"])
    );
    assert_eq!(
        floats("proj.weight"),
        list(&json["last_weights"]),
        "its rows lie across memory"
    );
    assert_eq!(floats("proj.bias"), list(&json["last_bias"]), "a parameter");
}

#[test]
fn stored_results_arrive_under_our_names() {
    let Imported { checkpoint, notes } = updown::import::read(&golden("evaluated.ckpt")).unwrap();
    let json = expected();
    let records = &checkpoint.records;
    let performance = records.performance.as_ref().unwrap().done().unwrap();
    assert_eq!(
        (performance.train.loss, performance.test.accuracy),
        (0.25, 0.8125)
    );
    let weights = records.weights.as_ref().unwrap().done().unwrap().total;
    assert_eq!(weights.weight_sq_sum, number(&json["l2_norm"]));
    assert_eq!(weights.nuclear_norm, number(&json["nuc_norm"]));
    for (name, expected) in [
        ("forward_cov/0", "forward_cov_0"),
        ("forward_cov/combined", "combined"),
    ] {
        let matrix = checkpoint.tensors[&format!("association/{name}")]
            .to_matrix()
            .unwrap();
        assert_eq!(
            matrix.iter().map(|&v| v as f32).collect::<Vec<_>>(),
            list(&json[expected])
        );
    }
    let matrices = records.associations.as_ref().unwrap().done().unwrap();
    assert_eq!(matrices.len(), 9);
    assert_eq!(
        (matrices[0].units, matrices[0].dead),
        (6, 1),
        "unit 2 never answers"
    );
    assert!(
        notes.iter().any(|n| n.contains("all layers combined")),
        "{notes:?}"
    );
    assert!(
        notes.iter().any(|n| n.contains("failed to find")),
        "{notes:?}"
    );
}

#[test]
fn stored_modules_have_the_q_that_the_file_says() {
    let checkpoint = updown::import::read(&golden("evaluated.ckpt"))
        .unwrap()
        .checkpoint;
    let modules = checkpoint.records.modules.as_ref().unwrap().done().unwrap();
    // Four methods × two layers, less the one that failed.
    assert_eq!(modules.len(), 7);
    for module in modules {
        let tensor = format!("association/{}/{}", module.association, module.layer);
        let matrix = checkpoint.tensors[&tensor].to_matrix().unwrap();
        let adjacency = Adjacency::from_association(matrix.view()).unwrap();
        let partition = Partition::from_labels(&module.membership);
        let q = modularity_q(&adjacency, &partition, Resolution::default()).unwrap();
        assert!((q - module.q).abs() < 1e-5, "{module:?}: {q}");
        assert_eq!(
            partition.labels(),
            module.membership,
            "module numbers are ours"
        );
        assert_eq!(partition.n_modules(), module.n_modules);
    }
    assert_eq!(
        modules[0].membership[2], None,
        "the dead unit is in no module"
    );
    assert!(modules.iter().any(|m| m.n_modules == 2 && m.q > 0.1));
}

#[test]
fn stored_alignments_are_turned_into_our_order_of_methods() {
    let checkpoint = updown::import::read(&golden("evaluated.ckpt"))
        .unwrap()
        .checkpoint;
    let json = std::fs::read_to_string(golden("evaluated.json")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let theirs = |name: &str| number(&json["pair"][name]);
    let alignments = checkpoint
        .records
        .alignments
        .as_ref()
        .unwrap()
        .done()
        .unwrap();
    // Six pairs in the first layer; in the second, three of them with the modules that were not found.
    assert_eq!(alignments.len(), 9);
    let (cov, jac): (Association, Association) = (
        "forward_cov".parse().unwrap(),
        "backward_jac".parse().unwrap(),
    );
    let pair = alignments
        .iter()
        .find(|r| (r.a, r.b, r.layer) == (cov, jac, Layer::Hidden(0)))
        .expect("stored as backward_jac:forward_cov");
    let ours = |name: &str| pair.values[name];
    assert_eq!(ours("transfer_AaPb"), theirs("transfer_AbPa"));
    assert_eq!(ours("transfer_AbPa"), theirs("transfer_AaPb"));
    assert_eq!(ours("transfer_AaPb_norm"), theirs("transfer_AbPa_norm"));
    assert_eq!(ours("greedy_overlap"), theirs("score"));
    assert_eq!(ours("greedy_overlap_p_strict"), theirs("p"));
    for same in [
        "rmi",
        "rmi_norm",
        "vi",
        "element_sim",
        "adj_spearman_r",
        "adj_spearman_p",
    ] {
        assert_eq!(ours(same), theirs(same), "{same}");
    }
    let null = json["null"].as_array().unwrap();
    let at_least = null.iter().filter(|v| number(v) >= theirs("score")).count();
    let p = (at_least as f64 + 1.0) / (null.len() as f64 + 1.0);
    assert_eq!(ours("greedy_overlap_p"), p);
    assert!(!pair.values.contains_key("vi_norm"), "NaN is no number");
}

#[test]
fn imported_results_stand_in_the_tables() {
    let folder = tempfile::tempdir().unwrap();
    let output = import(
        folder.path(),
        &[&golden("evaluated.ckpt"), &golden("trained_drop0.0.ckpt")],
        &[],
    );
    assert!(output.status.success(), "{}", said(&output));
    let results = analysis::load(&Workspace::at(folder.path()), "paper").unwrap();
    assert_eq!(results.runs.height(), 2);
    assert_eq!(results.modules.height(), 7);
    assert_eq!(results.alignments.height(), 9);
    assert!(
        results
            .alignments
            .column("rmi")
            .unwrap()
            .f64()
            .unwrap()
            .iter()
            .all(|v| v == Some(0.125))
    );
}

#[test]
fn nothing_is_replaced_unless_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let ckpt = golden("evaluated.ckpt");
    assert!(import(folder.path(), &[&ckpt], &[]).status.success());
    let file = || {
        let paths = Workspace::at(folder.path()).checkpoints("paper").unwrap();
        assert_eq!(paths.len(), 1);
        (std::fs::read(&paths[0]).unwrap(), paths[0].clone())
    };
    let (bytes, path) = file();
    let mut changed = Checkpoint::read(&path).unwrap();
    changed.records = Default::default();
    changed.write(&path).unwrap();
    let again = import(folder.path(), &[&ckpt], &[]);
    assert_eq!(again.status.code(), Some(2));
    assert!(said(&again).contains("already exists"), "{}", said(&again));
    assert!(
        import(folder.path(), &[&ckpt], &["--force"])
            .status
            .success()
    );
    assert_eq!(file().0, bytes, "the same file gives the same bytes");
    let copy = folder.path().join("copy.ckpt");
    std::fs::copy(&ckpt, &copy).unwrap();
    let twice = import(folder.path(), &[&ckpt, &copy], &["--force"]);
    assert_eq!(twice.status.code(), Some(2));
    assert!(
        said(&twice).contains("both are the same run"),
        "{}",
        said(&twice)
    );
}

#[test]
fn an_import_that_was_killed_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let [first, second] = ["evaluated.ckpt", "convolutional.ckpt"].map(golden);
    assert!(import(folder.path(), &[&first], &[]).status.success());
    let again = import(folder.path(), &[&first, &second], &[]);
    assert!(again.status.success(), "{}", said(&again));
    assert!(
        said(&again).contains("already imported as"),
        "{}",
        said(&again)
    );
    let paths = Workspace::at(folder.path()).checkpoints("paper").unwrap();
    assert_eq!(paths.len(), 2);
}

#[test]
fn a_file_without_steps_is_an_untrained_network() {
    let imported = read(&SavedNetwork::new().file(&hyper(1003), &[])).unwrap();
    assert!(!imported.checkpoint.spec.trained);
    assert_eq!(imported.checkpoint.spec.run, 1003);
    assert_eq!(imported.checkpoint.training.stop, Stop::Untrained);
    let trained =
        read(&SavedNetwork::new().file(&hyper(3), &[("global_step", whole(10))])).unwrap();
    assert!(trained.checkpoint.spec.trained);
}

#[test]
fn what_differs_from_our_runs_is_told() {
    let more = [("seed", whole(7)), ("train_val_split", real(0.8))];
    let bytes = SavedNetwork::new().file(&[&hyper(1)[..], &more].concat(), &[]);
    let notes = read(&bytes).unwrap().notes.join("; ");
    assert!(
        notes.contains("seed is 7") && notes.contains("0.8"),
        "{notes}"
    );
}

/// The accuracy measured when the golden file was made: 96.89 % on the test images.
#[test]
fn an_imported_network_is_evaluated_like_any_other() {
    let workspace = Workspace::discover();
    let found = ["t10k-images-idx3-ubyte", "t10k-images-idx3-ubyte.gz"]
        .iter()
        .find_map(|file| workspace.find_data("mnist", file));
    let Some(images) = found else {
        return println!("skipped: there is no MNIST");
    };
    let folder = tempfile::tempdir().unwrap();
    let output = import(folder.path(), &[&golden("trained_drop0.0.ckpt")], &[]);
    assert!(output.status.success(), "{}", said(&output));
    let output = Command::new(env!("CARGO_BIN_EXE_updown"))
        .args(["eval", "paper", "--metrics", "performance,weights"])
        .env("UPDOWN_ROOT", folder.path())
        .env("UPDOWN_DATA", images.parent().unwrap())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", said(&output));
    let results = analysis::load(&Workspace::at(folder.path()), "paper").unwrap();
    let accuracy = results
        .runs
        .column("test_accuracy")
        .unwrap()
        .f64()
        .unwrap()
        .get(0)
        .unwrap();
    assert!((accuracy - 0.9689).abs() < 5e-5, "{accuracy}");
}
