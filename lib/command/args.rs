//! The command line.

use crate::measure_args::{AlignArgs, AssociateArgs, ClusterArgs};
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;
use updown::device::DeviceChoice;
use updown::eval::Metric;
use updown::spec::{Association, DatasetName, Experiment, Regularizer, Selection, experiment};

/// Modularity in neural networks: train a sweep, measure how alike hidden units are, cluster them, compare.
///
/// A whole experiment is three commands, each of which continues where it was stopped:
///
///   updown sweep mnist-quick && updown untrained mnist-quick && updown eval mnist-quick
///
/// Checkpoints go to checkpoints/EXPERIMENT below the project's folder (or $UPDOWN_ROOT), data come from
/// $UPDOWN_DATA or data/.
#[derive(Debug, Parser)]
#[command(version, verbatim_doc_comment, arg_required_else_help = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Say which datasets are there, and where they were looked for
    Data(DataArgs),
    /// Train one network
    Train(TrainArgs),
    /// Train the networks of an experiment that have no checkpoint yet
    Sweep(SweepArgs),
    /// Write the untrained networks of an experiment: the null
    Untrained(SweepArgs),
    /// Measure the checkpoints of an experiment; what is current is skipped
    Eval(EvalArgs),
    /// Freeze an experiment's tables as parquet files
    Results(ResultsArgs),
    /// Draw the figures of an experiment from its checkpoints or frozen tables
    Figures(FiguresArgs),
    /// Say what of an experiment is done, running, missing
    Ls(LsArgs),
    /// Measure how alike the hidden units of any network are, and write the matrices
    Associate(AssociateArgs),
    /// Find the modules of any association matrix
    Cluster(ClusterArgs),
    /// Say how far two sets of modules of the same units agree
    Align(AlignArgs),
}

#[derive(Debug, Args)]
pub struct DataArgs {
    /// Datasets to look for: glyphs, mnist [default: all]
    pub datasets: Vec<DatasetName>,
}

#[derive(Debug, Args)]
pub struct TrainArgs {
    /// Dataset to learn: glyphs, mnist or cifar10
    #[arg(long, default_value = "glyphs")]
    pub dataset: DatasetName,
    /// Widths of the hidden layers of an MLP [default: 64,64; for cifar10 the residual CNN]
    #[arg(long, value_delimiter = ',')]
    pub hidden: Vec<usize>,
    /// Weight of the sum of squared weights in the loss
    #[arg(long, default_value_t = 0.0)]
    pub l2: f64,
    /// Weight of the sum of absolute weights in the loss
    #[arg(long, default_value_t = 0.0)]
    pub l1: f64,
    /// Probability of dropping a hidden unit, in [0, 1)
    #[arg(long, default_value_t = 0.0)]
    pub dropout: f64,
    /// Number of the replicate; decides the seed
    #[arg(long, default_value_t = 0)]
    pub run: u32,
    /// Folder below checkpoints/
    #[arg(long, default_value = "single")]
    pub experiment: String,
    /// Try runs again that failed before (their loss was no number any more)
    #[arg(long)]
    pub retry: bool,
    #[command(flatten)]
    pub work: WorkArgs,
}

#[derive(Debug, Args)]
pub struct SweepArgs {
    /// One of mnist-base, mnist-wide, mnist-deep, cifar10, mnist-quick, glyphs
    #[arg(value_parser = experiment)]
    pub experiment: &'static Experiment,
    #[command(flatten)]
    pub selection: SelectionArgs,
    /// Try runs again that failed before (their loss was no number any more)
    #[arg(long)]
    pub retry: bool,
    #[command(flatten)]
    pub work: WorkArgs,
}

#[derive(Debug, Args)]
pub struct EvalArgs {
    /// Folder below checkpoints/, an experiment's name as a rule
    pub experiment: String,
    #[command(flatten)]
    pub selection: SelectionArgs,
    /// Records to bring up to date: performance, weights, associations, modules, alignments [default: all]
    #[arg(long, value_delimiter = ',')]
    pub metrics: Vec<Metric>,
    /// Association methods, forward_cov, …, backward_hess_norm [default: all eight]
    #[arg(long, value_delimiter = ',')]
    pub methods: Vec<Association>,
    /// Records to make anew although they are current
    #[arg(long, value_delimiter = ',', value_name = "METRIC")]
    pub force: Vec<Metric>,
    #[command(flatten)]
    pub work: WorkArgs,
}

#[derive(Debug, Args)]
pub struct ResultsArgs {
    /// An experiment with evaluated checkpoints
    pub experiment: String,
}

#[derive(Debug, Args)]
pub struct FiguresArgs {
    /// An experiment with results
    pub experiment: String,
    /// Folder for the files, named F1.svg, F7.svg, …
    #[arg(long, default_value = "figures")]
    pub out: PathBuf,
    /// svg or png
    #[arg(long, default_value = "svg", value_parser = ["svg", "png"])]
    pub format: String,
    /// Figures to draw, F8,F15 say [default: all that need no single checkpoint]
    #[arg(long, value_delimiter = ',')]
    pub only: Vec<String>,
}

#[derive(Debug, Args)]
pub struct LsArgs {
    /// An experiment [default: all]
    #[arg(value_parser = experiment)]
    pub experiment: Option<&'static Experiment>,
}

/// Which part of an experiment.
#[derive(Debug, Args)]
pub struct SelectionArgs {
    /// Only the sweep over one regularizer: l2, l1 or dropout
    #[arg(long, value_name = "REGULARIZER")]
    pub only: Option<Regularizer>,
    /// Only these replicates: `3`, `0..3` (3 left out) or `0,2,5`
    #[arg(long, value_parser = parse_runs)]
    pub runs: Option<Runs>,
}

/// A list of runs; a type of its own, since clap takes a plain `Vec` for a repeated option.
#[derive(Debug, Clone)]
pub struct Runs(pub Vec<u32>);

fn parse_runs(text: &str) -> Result<Runs, updown::spec::SpecError> {
    Selection::parse_runs(text).map(Runs)
}

impl SelectionArgs {
    pub fn selection(&self) -> Selection {
        Selection {
            only: self.only,
            runs: self.runs.clone().map(|r| r.0).unwrap_or_default(),
        }
    }
}

/// How to work.
#[derive(Debug, Args)]
pub struct WorkArgs {
    /// auto, cpu, cuda or cuda:N
    #[arg(long, default_value_t = DeviceChoice::Auto)]
    pub device: DeviceChoice,
    /// Workers at the same time [default: one a core on the CPU, one on a GPU]
    #[arg(long)]
    pub jobs: Option<usize>,
    /// Most networks of one replicate that train together [default: as is fastest on the CPU, as many as fit on a GPU]
    #[arg(long)]
    pub stack: Option<usize>,
}
