//! `updown associate`: the associations of a network of any program.

use crate::associate_args::{AssociateArgs, Precision};
use crate::bars::progress;
use crate::error::{Error, Result};
use crate::run::prepare;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;
use updown::associations::{self, AssociationConfig, AssociationError, Associations};
use updown::checkpoint::{CheckpointError, TensorData, read_tensors, write_tensors};
use updown::display::one_line;
use updown::files::begin_of;
use updown::files::elements::{ByteOrder, Element};
use updown::files::kind::FileKind;
use updown::import;
use updown::import::state::Shape;
use updown::models::{
    Activated, Activation, Mlp, NamedTensors, Network, ScriptedNetwork, network_from_named,
    to_tensor,
};
use updown::spec::{Association, AssociationMethod, Layer};
use updown::tch::{self, Device, Kind, Tensor};

/// Measures the associations of a network.
pub fn associate(args: &AssociateArgs) -> Result<bool> {
    for input in [&args.weights, &args.images] {
        if same_file(input, &args.out) {
            let reason = "is an input, which --out would replace";
            return Err(Error::at(&args.out, reason));
        }
    }
    let device = prepare(args.device)?;
    let (network, images) = match is_script(&args.weights)? {
        true => read_script(args, device)?,
        false => {
            let network = read_network(args, device)?;
            let images = read_images(&args.images, device)?;
            expect_fitting(&args.images, &*network, &images)?;
            (network, images)
        }
    };
    let methods = &args.method.0;
    let labels = read_labels(args, &*network, images.device())?;
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
    let measured =
        associations::measure_with(&*network, &images, labels.as_ref(), &config, &*progress())
            .map_err(|error| blamed(args, &*network, &images, error))?;
    let seconds = begin.elapsed().as_secs_f64();
    let (tensors, left_out) =
        named_matrices(&measured, methods).map_err(|e| Error::at(&args.weights, e))?;
    write_tensors(&args.out, &tensors)?;
    println!(
        "{}: {} matrices from {} images in {seconds:.3} s",
        args.out.display(),
        tensors.len(),
        images.size()[0]
    );
    for reason in &left_out {
        println!("left out: {reason}");
    }
    Ok(left_out.is_empty())
}

/// An error of measuring. An overflow comes of weights and images together, so both are named with their largest number.
fn blamed(
    args: &AssociateArgs,
    network: &dyn Network,
    images: &Tensor,
    error: AssociationError,
) -> Error {
    match error {
        AssociationError::NotFinite { .. } => {}
        AssociationError::NoLabels => {
            let way =
                "put `labels` beside `images` (I64, one per image), or leave out backward_hess";
            let script = "; a TorchScript network needs none with --piecewise-linear";
            return Error::at(&args.images, format!("{error}: {way}{script}"));
        }
        AssociationError::Libtorch { .. } => return Error::at(&args.weights, error),
        error => return Error::at(&args.images, error),
    }
    let largest = |tensor: &Tensor| tensor.abs().max().to_kind(Kind::Double).double_value(&[]);
    let flat = images.flatten(1, -1).to_kind(network.kind());
    let activity = tch::no_grad(|| network.forward(&flat));
    let activity = activity.hidden.iter().map(largest).fold(0.0, f64::max);
    let precision = match network.kind() {
        Kind::Float => ": --precision f64 holds larger numbers",
        _ => "",
    };
    let images = largest(images);
    Error::at(
        &args.weights,
        format!("{error}; its activity reaches {activity:e} on images up to {images:e}{precision}"),
    )
}

fn same_file(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

fn is_script(path: &Path) -> Result<bool> {
    Ok(FileKind::of(&begin_of(path)?) == Some(FileKind::TorchScript))
}

/// A TorchScript network with the images to run it on.
fn read_script(args: &AssociateArgs, device: Device) -> Result<(Box<dyn Network>, Tensor)> {
    let path = &args.weights;
    if args.activation.is_some() || args.prefix.is_some() {
        let reason = "--activation and --prefix are for weights; this is TorchScript, which defines what it computes";
        return Err(Error::at(path, reason));
    }
    let images = read_images(&args.images, device)?;
    let kind = args.precision.map_or(images.kind(), Precision::kind);
    let images = images.to_kind(kind);
    eprintln!(
        "note: {} is a TorchScript program, and is run",
        path.display()
    );
    let mut network = ScriptedNetwork::load(path, &images)?;
    if args.piecewise_linear {
        network = network.piecewise_linear();
    }
    Ok((Box::new(network), images))
}

fn read_network(args: &AssociateArgs, device: Device) -> Result<Box<dyn Network>> {
    let path = &args.weights;
    if args.piecewise_linear {
        let reason = "--piecewise-linear is for TorchScript; for weights, --activation says it";
        return Err(Error::at(path, reason));
    }
    network_of_weights(
        path,
        args.prefix.as_deref(),
        args.precision,
        args.activation,
        device,
    )
}

/// The network in a file of weights of any program; notes about it go to stderr.
pub fn network_of_weights(
    path: &Path,
    prefix: Option<&str>,
    precision: Option<Precision>,
    activation: Option<Activation>,
    device: Device,
) -> Result<Box<dyn Network>> {
    let network = import::read_network(path, prefix)?;
    for note in &network.notes {
        eprintln!("note: {}", one_line(note));
    }
    let mut named = NamedTensors::new();
    for (name, data) in &network.tensors {
        let tensor = to_tensor(name, data, device).map_err(|e| Error::at(path, e))?;
        let kind = precision.map_or(tensor.kind(), Precision::kind);
        named.insert(name.clone(), tensor.to_kind(kind));
    }
    let Some(activation) = activation.filter(|a| *a != Activation::Relu) else {
        return network_from_named(&named).map_err(|e| Error::at(path, e));
    };
    if !matches!(network.shape, Shape::Dense { .. }) {
        let reason =
            format!("--activation {activation} is for linear layers, found the residual CNN");
        return Err(Error::at(path, reason));
    }
    let layers = Mlp::from_named(&named).map_err(|e| Error::at(path, e))?;
    Ok(Box::new(Activated { layers, activation }))
}

/// The labels beside the images, for a network whose hessian needs them.
fn read_labels(
    args: &AssociateArgs,
    network: &dyn Network,
    device: Device,
) -> Result<Option<Tensor>> {
    let asked = args
        .method
        .0
        .iter()
        .any(|a| a.method == AssociationMethod::OutputHessian);
    if network.is_piecewise_linear() || !asked {
        return Ok(None);
    }
    labels_of(&args.images, device)
}

/// The tensor `labels` of a file of images; `None` where there is none.
pub fn labels_of(path: &Path, device: Device) -> Result<Option<Tensor>> {
    let Some(data) = read_tensors(path)?.remove("labels") else {
        return Ok(None);
    };
    let wrong = |found: String| {
        let expected = "one whole number for each image".to_owned();
        wrong_tensor(path, "labels", expected, found)
    };
    let element = Element::of(data.dtype).filter(|e| !e.is_full_precision());
    let element = element.ok_or_else(|| wrong(format!("{:?}", data.dtype)))?;
    if data.shape.len() != 1 {
        return Err(wrong(format!("shape {:?}", data.shape)));
    }
    let numbers = element.numbers(&data.bytes, ByteOrder::Little);
    let labels: Vec<i64> = numbers.iter().map(|&label| label as i64).collect();
    Ok(Some(Tensor::from_slice(&labels).to_device(device)))
}

/// The tensor `images` of a file.
pub fn read_images(path: &Path, device: Device) -> Result<Tensor> {
    let name = "images";
    let mut tensors = read_tensors(path)?;
    let data = tensors
        .remove(name)
        .ok_or_else(|| CheckpointError::MissingTensor {
            path: path.to_owned(),
            name: name.to_owned(),
        })?;
    let images = to_tensor(name, &data, device).map_err(|e| Error::at(path, e))?;
    if images.dim() < 2 || images.numel() == 0 {
        let expected = "n images of one or more numbers".to_owned();
        let found = format!("shape {:?}", images.size());
        return Err(wrong_tensor(path, name, expected, found));
    }
    expect_finite(path, name, &images)?;
    Ok(images)
}

/// Fails where images are not of the size that the network takes. Linear layers ignore their shape, a CNN does not.
pub fn expect_fitting(path: &Path, network: &dyn Network, images: &Tensor) -> Result<()> {
    let inputs = network.input_len();
    let shape = &images.size()[1..];
    let image = network.example_shape();
    let fits = match &image {
        Some(image) => *shape == [inputs as i64] || *shape == image[..],
        None => shape.iter().product::<i64>() == inputs as i64,
    };
    if fits {
        return Ok(());
    }
    let sizes = |shape: &[i64]| {
        shape
            .iter()
            .map(i64::to_string)
            .collect::<Vec<_>>()
            .join("×")
    };
    let expected = match &image {
        Some(image) => format!("n×{inputs} or n×{}", sizes(image)),
        None => format!("n×{inputs}, or any image shape of that size"),
    };
    let found = format!("shape {:?}", images.size());
    Err(wrong_tensor(path, "images", expected, found))
}

fn wrong_tensor(path: &Path, name: &str, expected: String, found: String) -> Error {
    let path = path.to_owned();
    let name = name.to_owned();
    Error::from(CheckpointError::WrongTensor {
        path,
        name,
        expected,
        found,
    })
}

/// Fails on the first number that is NaN or infinite.
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

/// Matrices under the reference's names: METHOD/LAYER, METHOD_combined; and those that cannot be computed. The hessian of a
/// network with curved activations may have a negative diagonal, by which nothing can be normalised.
fn named_matrices(
    measured: &Associations,
    methods: &[Association],
) -> Result<(BTreeMap<String, TensorData>, Vec<String>), AssociationError> {
    let (mut tensors, mut left_out) = (BTreeMap::new(), Vec::new());
    for layer in measured.layers() {
        for &association in methods {
            let name = match layer {
                Layer::Hidden(index) => format!("{association}/{index}"),
                Layer::Combined => format!("{association}_combined"),
            };
            match measured.matrix(association, layer) {
                Ok(matrix) => drop(tensors.insert(name, TensorData::from_matrix(&matrix))),
                Err(error @ AssociationError::NegativeDiagonal { .. }) => {
                    left_out.push(format!("{name}: {error}"));
                }
                Err(error) => return Err(error),
            }
        }
    }
    Ok((tensors, left_out))
}
