//! The command line of the measures, which work on files of any program.

use clap::{Args, ValueEnum};
use std::path::PathBuf;
use updown::modularity::{GradientConfig, LeidenConfig, MonteCarloConfig, Optimizer};

#[derive(Debug, Args)]
pub struct ClusterArgs {
    /// An association or adjacency matrix, .safetensors, .npy or .csv (without a header): square, symmetric,
    /// nonnegative; its diagonal is dropped
    pub matrix: PathBuf,
    /// Which tensor of a safetensors file [default: the only one]
    #[arg(long)]
    pub tensor: Option<String>,
    /// How to look for the modules of largest Q
    #[arg(long, value_enum, default_value_t = OptimizerName::MonteCarlo)]
    pub optimizer: OptimizerName,
    /// Steps of monte-carlo [default: 5000] and gradient [default: 1000]; the others take none
    #[arg(long)]
    pub steps: Option<usize>,
    /// Restarts of leiden and gradient [default: 10]; the others have none
    #[arg(long)]
    pub restarts: Option<usize>,
    /// Seed of all random numbers
    #[arg(long, default_value_t = 0)]
    pub seed: u64,
    /// Resolution γ, the weight of what chance alone would tie; at least 0, larger ones give smaller modules
    #[arg(long, default_value_t = 1.0, allow_negative_numbers = true)]
    pub resolution: f64,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum OptimizerName {
    Spectral,
    SpectralReference,
    MonteCarlo,
    Leiden,
    Gradient,
}

impl ClusterArgs {
    /// The optimiser with the settings that it takes; others are not used.
    pub fn optimizer(&self) -> Optimizer {
        match self.optimizer {
            OptimizerName::Spectral => Optimizer::Spectral,
            OptimizerName::SpectralReference => Optimizer::SpectralReference,
            OptimizerName::MonteCarlo => {
                let default = MonteCarloConfig::default();
                Optimizer::MonteCarlo(MonteCarloConfig {
                    steps: self.steps.unwrap_or(default.steps),
                    ..default
                })
            }
            OptimizerName::Leiden => {
                let default = LeidenConfig::default();
                Optimizer::Leiden(LeidenConfig {
                    restarts: self.restarts.unwrap_or(default.restarts),
                    ..default
                })
            }
            OptimizerName::Gradient => {
                let default = GradientConfig::default();
                Optimizer::Gradient(GradientConfig {
                    steps: self.steps.unwrap_or(default.steps),
                    restarts: self.restarts.unwrap_or(default.restarts),
                    ..default
                })
            }
        }
    }
}

#[derive(Debug, Args)]
pub struct AlignArgs {
    /// Modules A: a JSON list with the number of each unit's module (null: in none), or what `updown cluster --json`
    /// printed
    pub a: PathBuf,
    /// Modules B of the same units
    pub b: PathBuf,
    /// The matrix that A's modules were found in, for rank correlation and transfer Q
    #[arg(long, value_name = "MATRIX", requires = "adjacency_b")]
    pub adjacency_a: Option<PathBuf>,
    /// The matrix that B's modules were found in
    #[arg(long, value_name = "MATRIX", requires = "adjacency_a")]
    pub adjacency_b: Option<PathBuf>,
    /// Which tensor of A's matrix, if that is a safetensors file [default: the only one]
    #[arg(long, value_name = "TENSOR", requires = "adjacency_a")]
    pub tensor_a: Option<String>,
    /// Which tensor of B's matrix
    #[arg(long, value_name = "TENSOR", requires = "adjacency_b")]
    pub tensor_b: Option<String>,
    /// Shuffles behind the null of the greedy overlap
    #[arg(long, default_value_t = 5000)]
    pub shuffles: usize,
    /// Seed of the shuffles
    #[arg(long, default_value_t = 0)]
    pub seed: u64,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}
