//! The command line of `updown associate`.

use clap::{Args, ValueEnum};
use std::path::PathBuf;
use updown::device::DeviceChoice;
use updown::models::Activation;
use updown::spec::Association;
use updown::tch::Kind;

#[derive(Debug, Args)]
pub struct AssociateArgs {
    /// A checkpoint of updown; or the state dictionary of linear layers (--activation says what lies between them) or of the
    /// residual CNN, as a safetensors file or one of torch.save (nothing in it is executed). Layers are ordered by the numbers
    /// in their names (0.weight, fc1.weight, layers.3.weight), or by their shapes where names have none. Or any network as
    /// TorchScript whose forward returns (logits, hidden 1, …): that is a program, and it is run
    pub weights: PathBuf,
    /// The function between linear layers: relu, leaky_relu, tanh, sigmoid, gelu or none [default: relu]
    #[arg(long)]
    pub activation: Option<Activation>,
    /// Declare a TorchScript network piecewise linear (ReLU, maxima, means): its output hessian then needs no labels
    #[arg(long)]
    pub piecewise_linear: bool,
    /// If the file holds several networks: the beginning of the wanted one's tensor names, such as `model.`
    #[arg(long)]
    pub prefix: Option<String>,
    /// A safetensors file with `images`, n × the shape of an example, F32 or F64. The output hessian of a network that is not
    /// piecewise linear also needs `labels`, n whole numbers from 0
    #[arg(long)]
    pub images: PathBuf,
    /// `all`, or some of forward_cov, forward_cov_norm, forward_jac, …, backward_hess_norm
    #[arg(long, default_value = "all", value_parser = parse_methods)]
    pub method: Methods,
    /// The safetensors file to write: METHOD/LAYER for each layer, METHOD_combined for all layers of an MLP
    #[arg(long)]
    pub out: PathBuf,
    /// Precision of the computation [default: that of the weights; for TorchScript, that of the images]; matrices are written as F64
    #[arg(long)]
    pub precision: Option<Precision>,
    /// Where to compute: auto, cpu, cuda or cuda:N
    #[arg(long, default_value_t = DeviceChoice::Auto)]
    pub device: DeviceChoice,
    /// Number of positions of a convolutional layer to sample, or `all`
    #[arg(long, default_value = "32", value_parser = parse_positions)]
    pub max_positions: Positions,
    /// Seed of the choice of positions
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
