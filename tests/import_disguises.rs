//! A random network in a disguise is the same network, or an error names the disguise.

use crate::support::torch_file::{archive, dict, pickle, storage, tensor};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use updown::checkpoint::TensorData;
use updown::import::read_network;
use updown::import::state::{Recognized, network};

/// A layer: units × inputs, and biases.
#[derive(Debug, Clone)]
struct SavedLayer {
    weight: Vec<f64>,
    bias: Vec<f64>,
    units: usize,
    inputs: usize,
}

/// Layers of random widths; numbers are multiples of 1/8, exact in every floating-point type.
fn layers() -> impl Strategy<Value = Vec<SavedLayer>> {
    prop::collection::vec(1usize..5, 3..6).prop_flat_map(|widths| {
        let number = (-32i32..33).prop_map(|eighths| f64::from(eighths) / 8.0);
        let layer = |pair: &[usize]| {
            let (inputs, units) = (pair[0], pair[1]);
            let weight = prop::collection::vec(number.clone(), units * inputs);
            let bias = prop::collection::vec(number.clone(), units);
            (weight, bias).prop_map(move |(weight, bias)| SavedLayer {
                weight,
                bias,
                units,
                inputs,
            })
        };
        widths.windows(2).map(layer).collect::<Vec<_>>()
    })
}

/// Names of layers. The number decides the order, or the name of the last one.
fn name(naming: usize, index: usize, last: bool) -> String {
    match naming {
        0 if last => "proj".to_owned(),
        0 => format!("fc_layers.{index}"),
        1 => format!("{}", 2 * index),
        2 => format!("fc{}", index + 1),
        3 => format!("layers.{}", 3 * index + 8),
        4 if last => "head".to_owned(),
        4 => format!("blocks.{index}.linear"),
        _ => format!("net.{index}.0.fc"),
    }
}

const PREFIXES: [&str; 7] = [
    "",
    "model.",
    "module.",
    "module.model.",
    "_orig_mod.",
    "net._orig_mod.",
    "a.b.c.d.",
];

fn f64s(numbers: &[f64], shape: &[usize]) -> TensorData {
    TensorData {
        dtype: safetensors::Dtype::F64,
        shape: shape.to_vec(),
        bytes: numbers.iter().flat_map(|v| v.to_le_bytes()).collect(),
    }
}

fn f32s(numbers: &[f64], shape: &[usize]) -> TensorData {
    TensorData {
        dtype: safetensors::Dtype::F32,
        shape: shape.to_vec(),
        bytes: numbers
            .iter()
            .flat_map(|&v| (v as f32).to_le_bytes())
            .collect(),
    }
}

/// bfloat16 is the upper half of single precision, in which multiples of 1/8 up to 4 are exact.
fn bf16s(numbers: &[f64], shape: &[usize]) -> TensorData {
    let upper = |v: f64| ((v as f32).to_bits() >> 16) as u16;
    TensorData {
        dtype: safetensors::Dtype::BF16,
        shape: shape.to_vec(),
        bytes: numbers
            .iter()
            .flat_map(|&v| upper(v).to_le_bytes())
            .collect(),
    }
}

/// The form in which PyTorch stores a weight.
fn stored(form: usize, layer: &SavedLayer, name: &str) -> Vec<(String, TensorData)> {
    match form {
        0 => vec![(format!("{name}.weight"), weight(layer, &layer.weight))],
        1 => pruned(layer, name),
        2 => directed(layer, name, ["weight_g", "weight_v"]),
        3 => directed(
            layer,
            name,
            [
                "parametrizations.weight.original0",
                "parametrizations.weight.original1",
            ],
        ),
        _ => spectral(layer, name),
    }
}

fn weight(layer: &SavedLayer, numbers: &[f64]) -> TensorData {
    f64s(numbers, &[layer.units, layer.inputs])
}

/// Pruning masks: masked entries had other values before.
fn pruned(layer: &SavedLayer, name: &str) -> Vec<(String, TensorData)> {
    let weights = layer.weight.iter();
    let mask: Vec<f64> = weights.map(|&w| f64::from(u8::from(w != 0.0))).collect();
    let weights = layer.weight.iter();
    let before: Vec<f64> = weights.map(|&w| if w == 0.0 { 7.0 } else { w }).collect();
    vec![
        (format!("{name}.weight_orig"), weight(layer, &before)),
        (format!("{name}.weight_mask"), weight(layer, &mask)),
    ]
}

/// Weight norm: directions of any length, lengths beside them.
fn directed(layer: &SavedLayer, name: &str, [g, v]: [&str; 2]) -> Vec<(String, TensorData)> {
    let rows = || layer.weight.chunks(layer.inputs);
    let length = |row: &[f64]| row.iter().map(|w| w * w).sum::<f64>().sqrt();
    let norms: Vec<f64> = rows().map(length).collect();
    // A row of zeros has no direction: it keeps a length of 0 along any.
    let directions = rows().zip(&norms).flat_map(|(row, &norm)| {
        row.iter()
            .map(move |w| if norm == 0.0 { 1.0 } else { 3.0 * w })
    });
    let directions: Vec<f64> = directions.collect();
    vec![
        (format!("{name}.{g}"), f64s(&norms, &[layer.units, 1])),
        (format!("{name}.{v}"), weight(layer, &directions)),
    ]
}

/// Spectral norm: of 2 W, with v all ones and u so that σ is 2.
fn spectral(layer: &SavedLayer, name: &str) -> Vec<(String, TensorData)> {
    let sum: f64 = layer.weight.iter().sum();
    if sum == 0.0 {
        return stored(0, layer, name);
    }
    let twice: Vec<f64> = layer.weight.iter().map(|w| 2.0 * w).collect();
    let (units, inputs) = (layer.units, layer.inputs);
    let before = format!("{name}.parametrizations.weight");
    vec![
        (format!("{before}.original"), weight(layer, &twice)),
        (
            format!("{before}.0._u"),
            f64s(&vec![1.0 / sum; units], &[units]),
        ),
        (
            format!("{before}.0._v"),
            f64s(&vec![1.0; inputs], &[inputs]),
        ),
    ]
}

fn values(tensor: &TensorData) -> Vec<f64> {
    match tensor.dtype {
        safetensors::Dtype::F64 => {
            let chunks = tensor.bytes.chunks(8);
            chunks
                .map(|b| f64::from_le_bytes(b.try_into().unwrap()))
                .collect()
        }
        _ => {
            let chunks = tensor.bytes.chunks(4);
            chunks
                .map(|b| f32::from_le_bytes(b.try_into().unwrap()).into())
                .collect()
        }
    }
}

fn same(found: &Recognized, layers: &[SavedLayer]) -> Result<(), TestCaseError> {
    prop_assert_eq!(found.tensors.len(), 2 * layers.len());
    for (index, layer) in layers.iter().enumerate() {
        let name = name(0, index, index + 1 == layers.len());
        for (part, expected) in [("weight", &layer.weight), ("bias", &layer.bias)] {
            let numbers = values(&found.tensors[&format!("{name}.{part}")]);
            prop_assert_eq!(numbers.len(), expected.len());
            for (a, b) in numbers.iter().zip(expected) {
                prop_assert!((a - b).abs() < 1e-12, "{}.{}: {} {}", name, part, a, b);
            }
        }
    }
    Ok(())
}

/// The state dictionary with these names, types and forms of the weights.
fn disguised(
    layers: &[SavedLayer],
    (naming, prefix): (usize, usize),
    forms: &[usize],
    types: &[usize],
) -> BTreeMap<String, TensorData> {
    let mut state = BTreeMap::new();
    for (index, layer) in layers.iter().enumerate() {
        let last = index + 1 == layers.len();
        let name = format!("{}{}", PREFIXES[prefix], name(naming, index, last));
        let bias = match types[index] {
            0 => f64s(&layer.bias, &[layer.units]),
            1 => f32s(&layer.bias, &[layer.units]),
            _ => bf16s(&layer.bias, &[layer.units]),
        };
        state.insert(format!("{name}.bias"), bias);
        state.extend(stored(forms[index], layer, &name));
    }
    state
}

/// A file of `torch.save` with this network: strides, offsets, order of keys, protocol, checksums, all as drawn.
fn saved(
    layers: &[SavedLayer],
    naming: usize,
    (transposed, protocol, checked): (bool, u8, bool),
) -> Vec<u8> {
    let (mut states, mut storages) = (Vec::new(), Vec::new());
    for (index, layer) in layers.iter().enumerate().rev() {
        let (units, inputs) = (layer.units as i64, layer.inputs as i64);
        let name = name(naming, index, index + 1 == layers.len());
        let mut numbers = vec![9.0; 2]; // what another tensor has of this storage
        let strides = if transposed {
            for column in 0..layer.inputs {
                numbers.extend(layer.weight.iter().skip(column).step_by(layer.inputs));
            }
            [1, units]
        } else {
            numbers.extend(&layer.weight);
            [inputs, 1]
        };
        let key = format!("w{index}");
        let on = storage("DoubleStorage", &key, numbers.len() as i64);
        states.push((
            format!("{name}.weight"),
            tensor(&on, 2, &[units, inputs], &strides),
        ));
        storages.push((key, numbers));
        let key = format!("b{index}");
        let on = storage("DoubleStorage", &key, units);
        states.push((format!("{name}.bias"), tensor(&on, 0, &[units], &[1])));
        storages.push((key, layer.bias.clone()));
    }
    let states: Vec<(&str, Vec<u8>)> = states
        .iter()
        .map(|(k, v)| (k.as_str(), v.clone()))
        .collect();
    let mut content = pickle(&dict(&states));
    content[1] = protocol;
    packed(&content, storages, checked)
}

/// A file of this pickle and these storages, with checksums or without.
fn packed(content: &[u8], storages: Vec<(String, Vec<f64>)>, checked: bool) -> Vec<u8> {
    let bytes: Vec<(String, Vec<u8>)> = storages
        .into_iter()
        .map(|(key, numbers)| (key, numbers.iter().flat_map(|v| v.to_le_bytes()).collect()))
        .collect();
    let storages: Vec<(&str, &[u8])> = bytes.iter().map(|(k, v)| (k.as_str(), &v[..])).collect();
    let file = archive(content, &storages);
    if checked {
        file
    } else {
        without_checksums(&file)
    }
}

/// The archive with zeros for checksums, in its entries' headers and its directory.
fn without_checksums(file: &[u8]) -> Vec<u8> {
    let mut file = file.to_vec();
    for (mark, at) in [(b"PK\x03\x04", 14), (b"PK\x01\x02", 16)] {
        let begins: Vec<usize> = (0..file.len() - 4)
            .filter(|&i| &file[i..i + 4] == mark)
            .collect();
        for begin in begins {
            file[begin + at..begin + at + 4].fill(0);
        }
    }
    file
}

fn read(folder: &Path, bytes: &[u8]) -> Result<Recognized, String> {
    let path = folder.join("some.pt");
    std::fs::write(&path, bytes).unwrap();
    read_network(&path, None).map_err(|e| e.to_string())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn names_types_and_forms_of_weights_do_not_change_a_network(
        layers in layers(),
        naming in 0usize..6,
        prefix in 0usize..PREFIXES.len(),
        forms in prop::collection::vec(0usize..5, 6),
        types in prop::collection::vec(0usize..3, 6),
    ) {
        let state = disguised(&layers, (naming, prefix), &forms, &types);
        let found = network(&state, None);
        let found = found.map_err(|e| TestCaseError::fail(e.to_string()))?;
        same(&found, &layers)?;
    }

    #[test]
    fn strides_protocols_and_checksums_do_not_change_a_network(
        layers in layers(),
        naming in 0usize..6,
        file in (any::<bool>(), 2u8..6, any::<bool>()),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let found = read(folder.path(), &saved(&layers, naming, file));
        same(&found.map_err(TestCaseError::fail)?, &layers)?;
    }

    #[test]
    fn what_is_added_to_a_network_is_named(
        layers in layers(),
        naming in 0usize..6,
        prefix in 0usize..PREFIXES.len(),
        added in 0usize..7,
    ) {
        let plain = vec![0; 6];
        let mut state = disguised(&layers, (naming, prefix), &plain, &plain);
        let units = layers[0].units;
        let ones = |n: usize| f64s(&vec![1.0; n], &[n]);
        let (name, tensor) = match added {
            0 => ("norm.running_mean", ones(units)),
            1 => ("norm.weight", ones(units)),
            2 => ("extra.scale", ones(1)),
            3 => ("x.lora_A.default.weight", f64s(&[1.0; 2], &[1, 2])),
            4 => ("x.parametrizations.weight.original", f64s(&[1.0; 2], &[1, 2])),
            5 => ("attention.in_proj_weight", f64s(&[1.0; 6], &[3, 2])),
            _ => ("x.bias", ones(units)),
        };
        let name = format!("{}{name}", PREFIXES[prefix]);
        state.insert(name.clone(), tensor);
        let error = network(&state, None).unwrap_err().to_string();
        let shown = name.replace("module.", "").replace("_orig_mod.", "");
        let named = error.contains(&name) || error.contains(shown.rsplit('.').next().unwrap());
        prop_assert!(named, "{} {}", name, error);
    }

    #[test]
    fn two_networks_in_one_file_are_told_apart(layers in layers(), naming in 0usize..6) {
        let plain = vec![0; 6];
        let one = disguised(&layers, (naming, 0), &plain, &plain);
        let twice: BTreeMap<String, TensorData> = ["ema", "model"]
            .iter()
            .flat_map(|prefix| one.iter().map(move |(k, v)| (format!("{prefix}.{k}"), v.clone())))
            .collect();
        let error = network(&twice, None).unwrap_err().to_string();
        prop_assert!(error.contains("`ema.") && error.contains("`model."), "{}", error);
        for prefix in ["ema.", "model"] {
            let found = network(&twice, Some(prefix));
            same(&found.map_err(|e| TestCaseError::fail(e.to_string()))?, &layers)?;
        }
    }

    #[test]
    fn a_lost_layer_is_never_a_smaller_network(layers in layers(), lost in 0usize..6, naming in 0usize..6) {
        let plain = vec![0; 6];
        let mut state = disguised(&layers, (naming, 0), &plain, &plain);
        let lost = lost % layers.len();
        let name = name(naming, lost, lost + 1 == layers.len());
        state.remove(&format!("{name}.weight"));
        let error = network(&state, None).unwrap_err().to_string();
        prop_assert!(error.contains(&format!("{name}.bias")), "{}", error);
    }
}
