//! `updown associate`: the associations of a network of any program.

use crate::bars::progress;
use clap::{Args, ValueEnum};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;
use updown::associations::{self, AssociationConfig, AssociationError, Associations};
use updown::checkpoint::{CheckpointError, TensorData, read_tensors, write_tensors};
use updown::device::DeviceChoice;
use updown::display::one_line;
use updown::import;
use updown::models::{NamedTensors, Network, network_from_named, to_tensor};
use updown::spec::{Association, AssociationMethod, Layer};
use updown::tch::{Device, Kind, Tensor};
use updown::{Error, Result};

#[derive(Debug, Args)]
pub struct AssociateArgs {
    /// A checkpoint of ours, or the state dictionary of a network of linear layers with ReLU between them, or of the residual
    /// CNN: a safetensors file, or one of torch.save (nothing in it is executed). Layers are ordered by the numbers in their
    /// names (0.weight, fc1.weight, layers.3.weight), by their shapes where there are none
    pub weights: PathBuf,
    /// Which network of several: what its tensors' names begin with, `model.` say
    #[arg(long)]
    pub prefix: Option<String>,
    /// A safetensors file with `images`, n×784, n×1×28×28 or n×3×32×32 of F32 or F64. Labels are not needed: the
    /// hessian of these piecewise-linear networks does not depend on them
    #[arg(long)]
    pub images: PathBuf,
    /// `all`, or some of forward_cov, forward_cov_norm, forward_jac, …, backward_hess_norm
    #[arg(long, default_value = "all", value_parser = parse_methods)]
    pub method: Methods,
    /// The safetensors file to write: METHOD/LAYER for each layer, METHOD_combined for all layers of an MLP
    #[arg(long)]
    pub out: PathBuf,
    /// Precision to compute in [default: that of the weights]; matrices are written as F64
    #[arg(long)]
    pub precision: Option<Precision>,
    /// auto, cpu, cuda or cuda:N
    #[arg(long, default_value_t = DeviceChoice::Auto)]
    pub device: DeviceChoice,
    /// Positions of convolutional layers to look at, or `all`
    #[arg(long, default_value = "32", value_parser = parse_positions)]
    pub max_positions: Positions,
    /// Decides which positions
    #[arg(long, default_value_t = 0)]
    pub seed: u64,
}

/// A list of methods; a type of its own, since clap takes a plain `Vec` for a repeated option.
#[derive(Debug, Clone)]
pub struct Methods(pub Vec<Association>);

fn parse_methods(text: &str) -> Result<Methods, updown::spec::SpecError> {
    if text == "all" {
        return Ok(Methods(Association::ALL.to_vec()));
    }
    let methods = text.split(',').map(|name| name.trim().parse());
    methods.collect::<Result<_, _>>().map(Methods)
}

/// How many positions, `None` for all; a type of its own, since clap takes a plain `Option` for an optional option.
#[derive(Debug, Clone)]
pub struct Positions(pub Option<usize>);

fn parse_positions(text: &str) -> Result<Positions, String> {
    match (text, text.parse()) {
        ("all", _) => Ok(Positions(None)),
        (_, Ok(count)) if count > 0 => Ok(Positions(Some(count))),
        _ => Err(format!("expected a number from 1 or `all`, found `{text}`")),
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Precision {
    F32,
    F64,
}

impl Precision {
    pub fn kind(self) -> Kind {
        match self {
            Self::F32 => Kind::Float,
            Self::F64 => Kind::Double,
        }
    }
}

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
    let device = crate::run::prepare(args.device)?;
    let network = read_network(args, device)?;
    let images = read_images(&args.images, &*network, device)?;
    let methods = &args.method.0;
    let asked = |m: &AssociationMethod| methods.iter().any(|a| a.method == *m);
    let known = AssociationMethod::ALL
        .into_iter()
        .chain([AssociationMethod::GaussNewton]);
    let config = AssociationConfig {
        methods: known.filter(asked).collect(),
        combined: network.as_mlp().is_some(),
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
fn at(path: &Path, error: impl std::fmt::Display) -> Error {
    Error::Unavailable(format!("{}: {error}", path.display()))
}

fn read_network(args: &AssociateArgs, device: Device) -> Result<Box<dyn Network>> {
    let path = &args.weights;
    let network = import::read_network(path, args.prefix.as_deref())?;
    for note in &network.notes {
        eprintln!("note: {}", one_line(note));
    }
    let mut named = NamedTensors::new();
    for (name, data) in &network.tensors {
        let tensor = to_tensor(name, data, device).map_err(|e| at(path, e))?;
        let kind = args.precision.map_or(tensor.kind(), Precision::kind);
        named.insert(name.clone(), tensor.to_kind(kind));
    }
    network_from_named(&named).map_err(|e| at(path, e))
}

fn read_images(path: &Path, network: &dyn Network, device: Device) -> Result<Tensor> {
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

fn wrong_tensor(path: &Path, name: &str, expected: String, found: String) -> Error {
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
