//! The command line of `updown lesion`.

use crate::associate_args::Precision;
use clap::Args;
use std::path::PathBuf;
use updown::device::DeviceChoice;
use updown::function::Nulls;
use updown::models::Activation;
use updown::spec::Lesion;

#[derive(Debug, Args)]
pub struct LesionArgs {
    /// A network, as `updown associate` takes it: a checkpoint of ours, or a state dictionary of any program
    pub weights: PathBuf,
    /// Which network of several: what its tensors' names begin with, `model.` say
    #[arg(long)]
    pub prefix: Option<String>,
    /// What is between linear layers: relu, leaky_relu, tanh, sigmoid, gelu or none [default: relu]
    #[arg(long)]
    pub activation: Option<Activation>,
    /// A safetensors file with `images` (as for `updown associate`) and `labels`, a whole number an image
    #[arg(long)]
    pub images: PathBuf,
    /// Modules of the layer's units: a JSON list with the number of each unit's module (null: in none), or what `updown cluster
    /// --json` printed
    #[arg(long)]
    pub modules: PathBuf,
    /// Hidden layer of the units, counted from the input from 0
    #[arg(long, default_value_t = 0)]
    pub layer: usize,
    /// What takes the place of lesioned units: mean, zero or resample (their activity on another image)
    #[arg(long, default_value_t = Lesion::Mean)]
    pub lesion: Lesion,
    /// Partitions of the same sizes by chance
    #[arg(long, default_value_t = Nulls::default().draws)]
    pub draws: usize,
    /// Partitions by chance whose units are matched by their own importance
    #[arg(long, default_value_t = Nulls::default().matched)]
    pub matched: usize,
    /// How many of the first draws have every two of their modules lesioned together
    #[arg(long, default_value_t = Nulls::default().pairs)]
    pub pairs: usize,
    /// Seed of all random numbers
    #[arg(long, default_value_t = 0)]
    pub seed: u64,
    /// Precision to compute in [default: that of the weights]
    #[arg(long)]
    pub precision: Option<Precision>,
    /// auto, cpu, cuda or cuda:N
    #[arg(long, default_value_t = DeviceChoice::Auto)]
    pub device: DeviceChoice,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}
