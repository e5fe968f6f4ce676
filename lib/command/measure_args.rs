//! The command line of the measures, which take files from any program.

use clap::{Args, ValueEnum};
use std::path::PathBuf;
use updown::modularity::{GradientConfig, LeidenConfig, MonteCarloConfig, Optimizer};

/// What `cluster` does in special cases.
const CLUSTER_NOTES: &str = "\
Special cases:
  A unit without any association is dead: it is in no module, and null in the JSON's `membership`.
  A matrix of zeros is refused: Q is 0/0 there. One module has Q = 0, and so does a graph in which all ties are equal.
  Entries below zero by rounding (a millionth of the largest) count as 0, with a note; other negative entries are refused.";

#[derive(Debug, Args)]
#[command(after_help = CLUSTER_NOTES)]
pub struct ClusterArgs {
    /// An association or adjacency matrix: square, symmetric, nonnegative; its diagonal is dropped. A .safetensors, .npy or
    /// .npz file (dense, or scipy's sparse), or numbers in a .csv, .tsv or .txt file, with or without names of rows and columns
    pub matrix: PathBuf,
    /// The tensor to read from a .safetensors or .npz file [default: the only one]
    #[arg(long)]
    pub tensor: Option<String>,
    /// How to search for the modules with the largest Q: leiden finds the best in most cases; monte-carlo is the search used by the
    /// paper and by `updown eval`
    #[arg(long, value_enum, default_value_t = OptimizerName::Leiden)]
    pub optimizer: OptimizerName,
    /// Number of steps of monte-carlo [default: 5000] and gradient [default: 1000]; the others have no steps
    #[arg(long)]
    pub steps: Option<usize>,
    /// Number of restarts of leiden and gradient [default: 10]; the others have none
    #[arg(long)]
    pub restarts: Option<usize>,
    /// Largest number of modules for gradient [default: as many as raise Q]; the others have no such limit
    #[arg(long)]
    pub max_modules: Option<usize>,
    /// Seed of all random numbers
    #[arg(long, default_value_t = 0)]
    pub seed: u64,
    /// Resolution γ, the weight of the ties expected by chance; at least 0, and larger values give smaller modules
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
    /// The optimiser, with those of the settings that it takes.
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
                    max_modules: self.max_modules,
                    ..default
                })
            }
        }
    }
}

/// What `align` does in special cases; the table in the library's module `alignment` says more.
const ALIGN_NOTES: &str = "\
Special cases (null in the JSON where a measure is undefined):
  equal modules            greedy_overlap, vi_norm, element_sim and rmi_norm 1, vi 0
  only one has one module  rmi and rmi_norm 0, vi the entropy of the other in bits, vi_norm undefined
  both one module          greedy_overlap 1, rmi 0, vi 0, element_sim 1, rmi_norm and vi_norm undefined
  singletons on both sides rmi is negative (its estimate of chance is too large there), rmi_norm 1
  a unit in no module      greedy_overlap and the transfers of Q leave it out; the others count all such units as one group
  adj_spearman, transfer_* need the matrices (--adjacency-a, --adjacency-b); relative transfers are undefined where Q is 0";

#[derive(Debug, Args)]
#[command(after_help = ALIGN_NOTES)]
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
    /// The tensor to read if A's matrix is a safetensors file [default: the only one]
    #[arg(long, value_name = "TENSOR", requires = "adjacency_a")]
    pub tensor_a: Option<String>,
    /// The tensor to read if B's matrix is a safetensors file
    #[arg(long, value_name = "TENSOR", requires = "adjacency_b")]
    pub tensor_b: Option<String>,
    /// Number of shuffles for the null of the greedy overlap
    #[arg(long, default_value_t = 5000)]
    pub shuffles: usize,
    /// Seed of the shuffles
    #[arg(long, default_value_t = 0)]
    pub seed: u64,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}
