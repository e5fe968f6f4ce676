//! `updown associate`: the associations of a network of any program.

use crate::associate_args::{AssociateArgs, Precision};
use crate::bars::progress;
use crate::run::prepare;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;
use updown::associations::{self, AssociationConfig, AssociationError, Associations};
use updown::checkpoint::{CheckpointError, TensorData, read_tensors, write_tensors};
use updown::display::one_line;
use updown::import;
use updown::models::{NamedTensors, Network, network_from_named, to_tensor};
use updown::spec::{Association, AssociationMethod, Layer};
use updown::tch::{Device, Kind, Tensor};
use updown::{Error, Result};

/// Measures the associations of a network.
pub fn associate(args: &AssociateArgs) -> Result<bool> {
    for input in [&args.weights, &args.images] {
        if same_file(input, &args.out) {
            let path = args.out.display();
            return Err(Error::Unavailable(format!(
                "--out {path} would replace an input"
            )));
        }
    }
    let device = prepare(args.device)?;
    let network = read_network(
        &args.weights,
        args.prefix.as_deref(),
        args.precision,
        device,
    )?;
    let images = read_images(&args.images, &*network, device)?;
    let methods = &args.method.0;
    let asked = |m: &AssociationMethod| methods.iter().any(|a| a.method == *m);
    let known = AssociationMethod::KNOWN.iter().copied();
    let config = AssociationConfig {
        methods: known.filter(asked).collect(),
        combined: network.dense_layers().is_some(),
        max_positions: args.max_positions.0,
        seed: args.seed,
        ..AssociationConfig::default()
    };
    let begin = Instant::now();
    let measured = associations::measure_with(&*network, &images, None, &config, &*progress())
        .map_err(|error| blamed(args, &*network, &images, error))?;
    let seconds = begin.elapsed().as_secs_f64();
    let tensors = named_matrices(&measured, methods).map_err(|e| at(&args.weights, e))?;
    write_tensors(&args.out, &tensors)?;
    println!(
        "{}: {} matrices from {} images in {seconds:.3} s",
        args.out.display(),
        tensors.len(),
        images.size()[0]
    );
    Ok(true)
}

/// An error of measuring. What overflows are weights and images together: both are named with their largest number.
fn blamed(
    args: &AssociateArgs,
    network: &dyn Network,
    images: &Tensor,
    error: AssociationError,
) -> Error {
    if !matches!(error, AssociationError::NotFinite { .. }) {
        return at(&args.images, error);
    }
    let largest = |tensor: &Tensor| tensor.abs().max().to_kind(Kind::Double).double_value(&[]);
    let activity = network.forward(&images.flatten(1, -1).to_kind(network.kind()));
    let activity = activity.hidden.iter().map(largest).fold(0.0, f64::max);
    let precision = match network.kind() {
        Kind::Float => ": --precision f64 holds larger numbers",
        _ => "",
    };
    let images = largest(images);
    at(
        &args.weights,
        format!("{error}; its activity reaches {activity:e} on images up to {images:e}{precision}"),
    )
}

fn same_file(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// An error about what a file holds, with the file's name before it.
pub fn at(path: &Path, error: impl std::fmt::Display) -> Error {
    Error::Unavailable(format!("{}: {error}", path.display()))
}

/// The network in a file of any program; what there is to say of it is said.
pub fn read_network(
    path: &Path,
    prefix: Option<&str>,
    precision: Option<Precision>,
    device: Device,
) -> Result<Box<dyn Network>> {
    let network = import::read_network(path, prefix)?;
    for note in &network.notes {
        eprintln!("note: {}", one_line(note));
    }
    let mut named = NamedTensors::new();
    for (name, data) in &network.tensors {
        let tensor = to_tensor(name, data, device).map_err(|e| at(path, e))?;
        let kind = precision.map_or(tensor.kind(), Precision::kind);
        named.insert(name.clone(), tensor.to_kind(kind));
    }
    network_from_named(&named).map_err(|e| at(path, e))
}

/// The tensor `images` of a file, as many numbers each as the network takes.
pub fn read_images(path: &Path, network: &dyn Network, device: Device) -> Result<Tensor> {
    let name = "images";
    let mut tensors = read_tensors(path)?;
    let data = tensors
        .remove(name)
        .ok_or_else(|| CheckpointError::MissingTensor {
            path: path.to_owned(),
            name: name.to_owned(),
        })?;
    let images = to_tensor(name, &data, device).map_err(|e| at(path, e))?;
    let expected = match network.input_len() {
        784 => "n×784 or n×1×28×28".to_owned(),
        3072 => "n×3072 or n×3×32×32".to_owned(),
        inputs => format!("n×{inputs}"),
    };
    let fits = match images.size()[..] {
        [_, inputs] => inputs == network.input_len() as i64,
        [_, 1, 28, 28] => network.input_len() == 784,
        [_, 3, 32, 32] => network.input_len() == 3072,
        _ => false,
    };
    if !fits {
        return Err(wrong_tensor(
            path,
            name,
            expected,
            format!("shape {:?}", images.size()),
        ));
    }
    expect_finite(path, name, &images)?;
    Ok(images)
}

pub fn wrong_tensor(path: &Path, name: &str, expected: String, found: String) -> Error {
    Error::Checkpoint(CheckpointError::WrongTensor {
        path: path.to_owned(),
        name: name.to_owned(),
        expected,
        found,
    })
}

/// Fails at the first number that is NaN or infinite.
fn expect_finite(path: &Path, name: &str, tensor: &Tensor) -> Result<()> {
    let bad = tensor.isfinite().logical_not();
    if bad.any().int64_value(&[]) == 0 {
        return Ok(());
    }
    let first = bad.nonzero().get(0);
    let index: Vec<i64> = Vec::try_from(&first).expect("an index");
    let value = tensor.to_kind(Kind::Double).double_value(&index);
    let (expected, found) = ("finite numbers".to_owned(), format!("{value} at {index:?}"));
    Err(wrong_tensor(path, name, expected, found))
}

/// Matrices under the reference's names: METHOD/LAYER, METHOD_combined.
fn named_matrices(
    measured: &Associations,
    methods: &[Association],
) -> Result<BTreeMap<String, TensorData>> {
    let mut tensors = BTreeMap::new();
    for layer in measured.layers() {
        for &association in methods {
            let name = match layer {
                Layer::Hidden(index) => format!("{association}/{index}"),
                Layer::Combined => format!("{association}_combined"),
            };
            let matrix = measured.matrix(association, layer)?;
            tensors.insert(name, TensorData::from_matrix(&matrix));
        }
    }
    Ok(tensors)
}
