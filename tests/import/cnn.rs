//! The original's residual CNNs: weights, results by layer, and incomplete files.

use super::{golden, import, read, said};
use crate::support::Golden;
use crate::support::torch_file::{text, unzip, zip};
use updown::associations::{self, AssociationConfig};
use updown::checkpoint::Checkpoint;
use updown::import::Imported;
use updown::models::{Cifar10Fast, Trainable, network_from_named, network_tensors, to_tensor};
use updown::seeds::Seeds;
use updown::spec::{Architecture, AssociationMethod, DatasetName, Layer, Regularizer, RunSpec};
use updown::tch::{Device, Tensor};
use updown::workspace::Workspace;

#[test]
fn an_imported_cnn_has_pytorchs_logits() {
    let folder = tempfile::tempdir().unwrap();
    let output = import(folder.path(), &[&golden("convolutional.ckpt")], &[]);
    assert!(output.status.success(), "{}", said(&output));
    let spec = RunSpec {
        architecture: Architecture::cnn(&[4, 6, 8, 8]),
        strengths: [(Regularizer::L1, 1e-5)].into_iter().collect(),
        ..RunSpec::new(DatasetName::Cifar10, 5)
    };
    let path = Workspace::at(folder.path()).checkpoint("paper", &spec);
    let checkpoint = Checkpoint::read(&path).unwrap();
    assert_eq!(checkpoint.spec, spec);
    let weights = network_tensors(&checkpoint.tensors, Device::Cpu).unwrap();
    let own = Cifar10Fast::init(&[4, 6, 8, 8], 10, &Seeds::of_run(0)).to_named();
    assert!(weights.keys().eq(own.keys()), "{:?}", weights.keys());
    let stored = |name: &&String| !name.starts_with("association/");
    assert!(checkpoint.tensors.keys().filter(stored).eq(own.keys()));

    let expected = Golden::read("lightning", "convolutional");
    let tensor = |name| to_tensor(name, &expected.tensor(name), Device::Cpu).unwrap();
    let network = network_from_named(&weights).unwrap();
    let logits = network.forward(&tensor("images")).logits;
    let largest = |t: Tensor| t.abs().max().double_value(&[]);
    let difference = largest(logits - tensor("logits")) / largest(tensor("logits"));
    println!("logits: {difference:.1e}");
    assert!(difference < 1e-4, "{difference}");
}

#[test]
fn results_of_a_cnn_arrive_layer_by_layer() {
    let Imported { checkpoint, notes } =
        updown::import::read(&golden("convolutional.ckpt")).unwrap();
    let expected = Golden::read("lightning", "convolutional");
    let weights = network_tensors(&checkpoint.tensors, Device::Cpu).unwrap();
    let images = to_tensor("images", &expected.tensor("images"), Device::Cpu).unwrap();
    let config = AssociationConfig {
        methods: vec![AssociationMethod::InputCovariance],
        combined: false,
        max_positions: None,
        ..AssociationConfig::default()
    };
    let network = network_from_named(&weights).unwrap();
    let measured = associations::measure(&*network, &images, &config).unwrap();
    let records = &checkpoint.records;
    let matrices = records.associations.as_ref().unwrap().done().unwrap();
    let units: Vec<usize> = matrices.iter().map(|m| m.units).collect();
    assert_eq!(units, [4, 4, 6, 8, 8, 16, 4, 4, 6, 8, 8, 16]);
    for record in matrices {
        let name = format!("association/{}/{}", record.association, record.layer);
        let theirs = checkpoint.tensors[&name].to_matrix().unwrap();
        let ours = measured.matrix(record.association, record.layer).unwrap();
        let largest = theirs.iter().fold(0.0f64, |m, v| m.max(v.abs()));
        let difference = (&ours - &theirs).iter().fold(0.0f64, |m, v| m.max(v.abs()));
        println!("{name}: {:.1e}", difference / largest);
        assert!(difference < 1e-3 * largest, "{name}: {difference}");
    }
    let modules = records.modules.as_ref().unwrap().done().unwrap();
    assert_eq!(modules.len(), 12, "two methods × h0 … h5");
    for (i, module) in modules.iter().enumerate() {
        let q = expected.number(&format!("/{}/{}", module.association, i % 6));
        assert_eq!((module.layer, module.q), (Layer::Hidden(i % 6), q));
    }
    let alignments = records.alignments.as_ref().unwrap().done().unwrap();
    assert_eq!(alignments.len(), 6);
    let told = notes
        .iter()
        .filter(|n| n.contains("output hessians"))
        .count();
    assert_eq!((told, notes.len()), (1, 1), "{notes:?}");
}

/// The golden CNN's file with other bytes in its pickle.
fn changed_cnn(changes: &[(&[u8], &[u8])]) -> Vec<u8> {
    let file = std::fs::read(golden("convolutional.ckpt")).unwrap();
    let mut entries = unzip(&file);
    let pickle = entries
        .iter_mut()
        .find(|(name, _)| name.ends_with("data.pkl"));
    let pickle = &mut pickle.unwrap().1;
    let mut changed = pickle.to_vec();
    for (from, to) in changes {
        let found = changed.windows(from.len()).position(|w| w == *from);
        let at = found.unwrap_or_else(|| panic!("no {}", String::from_utf8_lossy(from)));
        changed.splice(at..at + from.len(), to.iter().copied());
    }
    *pickle = &changed;
    zip(&entries)
}

#[test]
fn a_cnn_that_is_not_whole_is_refused_with_the_tensors_name() {
    let renamed = |from: &str, to: &str| {
        let (from, to) = (format!("model.{from}"), format!("model.{to}"));
        read(&changed_cnn(&[(&text(&from), &text(&to))])).unwrap_err()
    };
    for lost in [
        "conv1.weight",
        "bn1.bias",
        "layer1.0.conv1.weight",
        "layer2.0.proj.weight",
        "layer3.1.bn2.running_var",
        "proj.weight",
        "proj.bias",
    ] {
        let error = renamed(lost, "elsewhere");
        let expected = format!("some.ckpt: `model.{lost}`: expected a tensor, found none");
        assert!(error.ends_with(&expected), "{error}");
    }
    let error = renamed("bn1.num_batches_tracked", "layer1.2.conv1.weight");
    let expected = "`model.layer1.2.conv1.weight`: expected only the tensors";
    assert!(error.contains(expected), "{error}");

    let (first, second) = (
        text("model.layer2.0.bn1.bias"),
        text("model.layer2.0.bn2.bias"),
    );
    let other = text("other");
    let swap: [(&[u8], &[u8]); 3] = [(&first, &other), (&second, &first), (&other, &second)];
    let error = read(&changed_cnn(&swap)).unwrap_err();
    let expected = "`model.layer2.0.bn1.bias`: expected the shape [4], found [6]";
    assert!(error.contains(expected), "{error}");

    let error = read(&changed_cnn(&[(&text("cifar10"), &text("mnist"))])).unwrap_err();
    assert!(
        error.contains("a `cnn` cannot take the images of `mnist`: expected one of cifar10"),
        "{error}"
    );
}

#[test]
fn what_the_original_has_of_no_cnn_is_left_out() {
    let combined = (text("forward_cov_norm"), text("forward_cov_combined"));
    let imported = read(&changed_cnn(&[(&combined.0, &combined.1)])).unwrap();
    let records = imported.checkpoint.records;
    let matrices = records.associations.unwrap().done().unwrap().len();
    let modules = records.modules.unwrap().done().unwrap().len();
    assert_eq!((matrices, modules), (6, 6));
    let notes = imported.notes.join("; ");
    assert!(
        notes.contains("the original refuses convolutions"),
        "{notes}"
    );
}

#[test]
fn a_cnn_that_pools_maxima_alone_is_told_and_works() {
    // The projection's shape (10, 16) as (10, 8), the part for the maxima: results would belong to another layer.
    let none = text("elsewhere");
    let results = ["assoc", "modules", "align"].map(text);
    let mut changes: Vec<(&[u8], &[u8])> = vec![(b"K\x0aK\x10\x86", b"K\x0aK\x08\x86")];
    changes.extend(results.iter().map(|name| (&name[..], &none[..])));
    let imported = read(&changed_cnn(&changes)).unwrap();
    assert_eq!(
        imported.notes,
        ["it pools the maxima over positions, ours maxima and means"]
    );
    let tensors = imported.checkpoint.tensors;
    assert_eq!(tensors["proj.weight"].shape, [10, 8]);
    assert!(network_from_named(&network_tensors(&tensors, Device::Cpu).unwrap()).is_ok());
}
