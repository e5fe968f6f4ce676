//! Files of the kinds that people have (made by `tests/golden/public_inputs/make.py`): each is read as PyTorch, NumPy or SciPy read
//! it, or is refused by name.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use updown::checkpoint::{TensorData, read_tensors};
use updown::import::state::network;
use updown::import::{read, read_network};
use updown::matrices::{load_matrix, read_matrix};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/public_inputs")
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|e| e == ending))
        .collect();
    paths.sort();
    paths
}

fn stem(path: &Path) -> &str {
    path.file_stem().unwrap().to_str().unwrap()
}

/// The elements of F32 or F64.
fn numbers(tensor: &TensorData) -> Vec<f64> {
    let width = tensor.bytes.len() / tensor.shape.iter().product::<usize>();
    let number = |b: &[u8]| match width {
        4 => f32::from_le_bytes(b.try_into().unwrap()).into(),
        _ => f64::from_le_bytes(b.try_into().unwrap()),
    };
    tensor.bytes.chunks(width).map(number).collect()
}

fn assert_same_weights(
    found: &BTreeMap<String, TensorData>,
    expected: &BTreeMap<String, TensorData>,
    case: &str,
) {
    let prefix = format!("{case}/");
    let expected: BTreeMap<&str, &TensorData> = expected
        .iter()
        .filter_map(|(name, tensor)| Some((name.strip_prefix(&prefix)?, tensor)))
        .collect();
    assert_eq!(found.len(), 6, "{case}");
    for (name, tensor) in found {
        let right = expected[name.as_str()];
        assert_eq!(tensor.shape, right.shape, "{case}: {name}");
        for (a, b) in numbers(tensor).iter().zip(numbers(right)) {
            assert!(
                (a - b).abs() <= 1e-6 * b.abs().max(0.1),
                "{case}: {name}: {a} {b}"
            );
        }
    }
}

#[test]
fn every_disguise_of_a_network_has_the_weights_that_pytorch_computes_with() {
    let expected = read_tensors(&folder().join("expected.safetensors")).unwrap();
    let cases = files(&folder(), "pt");
    assert!(cases.len() > 30);
    for path in cases {
        let found = read_network(&path, None).unwrap_or_else(|e| panic!("{e}"));
        assert_same_weights(&found.tensors, &expected, stem(&path));
    }
}

#[test]
fn what_was_folded_converted_or_added_is_told() {
    for (case, words) in [
        ("pruned", "masks of pruning folded into `fc_layers.1`"),
        ("weight_norm", "weight norm folded into `fc_layers.1`"),
        ("spectral_norm_2", "spectral norm folded into `fc_layers.1`"),
        ("mixed_precision", "mixed"),
        ("half", "half-precision"),
        ("without_bias", "without bias"),
    ] {
        let found = read_network(&folder().join(format!("{case}.pt")), None).unwrap();
        let notes = found.notes.join("; ");
        assert!(notes.contains(words), "{case}: {notes}");
    }
    let plain = read_network(&folder().join("plain.pt"), None).unwrap();
    assert_eq!(plain.notes, [""; 0]);
}

#[test]
fn what_cannot_be_accounted_for_is_refused_by_name() {
    let mut seen = 0;
    for (case, words) in [
        (
            "batch_norm",
            &["`1.", "batch norm", "fuse_linear_bn_eval"][..],
        ),
        ("batch_norm_plain", &["`1.running_mean`", "batch norm"]),
        ("layer_norm", &["`1.weight`", "norm or PReLU"]),
        ("prelu", &["`1.weight`", "norm or PReLU"]),
        ("adapter", &["lora_A", "merge_and_unload"]),
        ("orthogonal", &["fc_layers.1", "remove_parametrizations"]),
        ("two_networks", &["`ema.`", "`model.`", "--prefix"]),
        ("copy_inside", &["``", "`ema.`", "--prefix"]),
        ("ensemble", &["`models.0.`", "`models.2.`", "--prefix"]),
        ("nan", &["`proj.weight`", "NaN at [0, 0]"]),
        ("bias_alone", &["`fc_layers.1.bias`", "a bias alone"]),
        ("mask_alone", &["`proj.weight_mask`", "prune.remove"]),
        ("no_hidden_layer", &["hidden layer", "`weight`"]),
        ("convolution", &["`0.", "another network"]),
        ("recurrent", &["`bias_hh_l0`", "belongs to none"]),
        ("numbers_do_not_fit", &["`fc2.weight`", "4 inputs"]),
        ("whole_numbers", &["F64, F32, F16 or BF16", "whole numbers"]),
        ("negated", &["resolve_neg"]),
        ("scripted", &["TorchScript"]),
    ] {
        let path = folder().join(format!("refused/{case}.pt"));
        let error = read_network(&path, None).unwrap_err().to_string();
        let lacks = words.iter().find(|word| !error.contains(**word));
        assert_eq!(lacks, None, "{case}: {error}");
        assert!(error.contains(stem(&path)), "{error}");
        assert!(
            error.replace(path.to_str().unwrap(), "x").len() < 300,
            "{error}"
        );
        seen += 1;
    }
    assert_eq!(seen, files(&folder().join("refused"), "pt").len());
}

#[test]
fn a_prefix_chooses_one_of_several_networks_and_the_rest_is_told() {
    let refused = |case: &str| folder().join(format!("refused/{case}.pt"));
    for (case, prefix) in [
        ("two_networks", "ema."),
        ("two_networks", "model"),
        ("copy_inside", "ema"),
        ("copy_inside", ""),
        ("ensemble", "models.1."),
    ] {
        let found = read_network(&refused(case), Some(prefix)).unwrap();
        assert_eq!(found.tensors.len(), 6, "{case}");
        assert!(
            found.notes.iter().any(|n| n.contains("left out")),
            "{case}: {:?}",
            found.notes
        );
        let one = network(&found.tensors, None).unwrap();
        assert_eq!(one.tensors, found.tensors);
    }
    let error = read_network(&refused("two_networks"), Some("other.")).unwrap_err();
    assert!(
        error.to_string().contains("names that begin with `other.`"),
        "{error}"
    );
}

#[test]
fn numbers_of_any_wrapping_are_what_they_mean() {
    let cases = files(&folder(), "ckpt");
    assert_eq!(cases.len(), 9);
    for path in cases {
        let found = read(&path);
        if ["steps_in_words", "steps_none"].contains(&stem(&path)) {
            let error = found.unwrap_err().to_string();
            assert!(
                error.contains("global_step: expected a whole number"),
                "{error}"
            );
            continue;
        }
        let spec = found.unwrap_or_else(|e| panic!("{e}")).checkpoint.spec;
        assert_eq!(
            (
                spec.strength(updown::spec::Regularizer::L2),
                spec.run,
                spec.trained
            ),
            (1e-5, 3, true),
            "{path:?}"
        );
        assert_eq!(spec.file_stem(), "mnist_sup_l2=0.00001_run=3_hidden=2");
    }
}

#[test]
fn matrices_of_any_header_type_and_layout_are_one_matrix() {
    let expected = read_matrix(&folder().join("matrix.npy"), None).unwrap();
    let paths = [files(&folder(), "npy"), files(&folder(), "npz")].concat();
    assert!(paths.len() > 15);
    for path in paths {
        let loaded = load_matrix(&path, None).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(loaded.matrix, expected, "{path:?}");
        let converted = ["as_i", "as_u", "as_f2", "sparse"];
        let told = converted.iter().any(|begin| stem(&path).starts_with(begin));
        assert_eq!(
            !loaded.notes.is_empty(),
            told,
            "{path:?}: {:?}",
            loaded.notes
        );
    }
}

#[test]
fn arrays_of_other_things_than_numbers_are_refused_by_kind() {
    for (file, words) in [
        ("structured.npy", "structured array"),
        ("complex.npy", "complex numbers"),
        ("text.npy", "text"),
        ("diagonals.npz", "format dia"),
    ] {
        let error = read_matrix(&folder().join("refused").join(file), None).unwrap_err();
        let error = error.to_string();
        assert!(error.contains(words) && error.contains(file), "{error}");
    }
}
