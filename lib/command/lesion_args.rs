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
    /// A network, as `updown associate` takes it: a checkpoint of updown, or a state dictionary of any program
    pub weights: PathBuf,
    /// If the file holds several networks: the beginning of the wanted one's tensor names, such as `model.`
    #[arg(long)]
    pub prefix: Option<String>,
    /// The function between linear layers: relu, leaky_relu, tanh, sigmoid, gelu or none [default: relu]
    #[arg(long)]
    pub activation: Option<Activation>,
    /// A safetensors file with `images` (as for `updown associate`) and `labels`, one whole number per image
    #[arg(long)]
    pub images: PathBuf,
    /// Modules of the layer's units: a JSON list with the number of each unit's module (null: in none), or what `updown cluster
    /// --json` printed
    #[arg(long)]
    pub modules: PathBuf,
    /// Hidden layer of the units; 0 is the one nearest to the input
    #[arg(long, default_value_t = 0)]
    pub layer: usize,
    /// What replaces the activity of lesioned units: mean, zero or resample (their activity on another image)
    #[arg(long, default_value_t = Lesion::Mean)]
    pub lesion: Lesion,
    /// Number of random partitions with modules of the same sizes
    #[arg(long, default_value_t = Nulls::default().draws)]
    pub draws: usize,
    /// Number of random partitions whose units are also matched by their own importance
    #[arg(long, default_value_t = Nulls::default().matched)]
    pub matched: usize,
    /// Number of the random partitions in which every two modules are also lesioned together
    #[arg(long, default_value_t = Nulls::default().pairs)]
    pub pairs: usize,
    /// Seed of all random numbers
    #[arg(long, default_value_t = 0)]
    pub seed: u64,
    /// Precision of the computation [default: that of the weights]
    #[arg(long)]
    pub precision: Option<Precision>,
    /// Where to compute: auto, cpu, cuda or cuda:N
    #[arg(long, default_value_t = DeviceChoice::Auto)]
    pub device: DeviceChoice,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}
