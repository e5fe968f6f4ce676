//! The command line.

use crate::associate_args::AssociateArgs;
use crate::claims::ClaimsArgs;
use crate::explore::ExploreArgs;
use crate::figures::FiguresArgs;
use crate::lesion_args::LesionArgs;
use crate::logging::Verbosity;
use crate::measure_args::{AlignArgs, ClusterArgs};
use crate::shell::{CompletionsArgs, ManArgs};
use clap::{Args, FromArgMatches, Parser, Subcommand};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use updown::device::DeviceChoice;
use updown::eval::Metric;
use updown::spec::{
    Architecture, Association, DatasetName, EXPERIMENTS, Lesion, Regularizer, RunSpec, Selection,
    Shard, Strengths, TrainingConfig,
};

/// Modularity in neural networks: train a sweep, measure how alike hidden units are, cluster them, compare.
///
/// A whole experiment is three commands, each of which continues where it was stopped:
///
///   updown sweep mnist-quick && updown untrained mnist-quick && updown eval mnist-quick
///
/// Checkpoints go to checkpoints/EXPERIMENT below the project's folder (or $UPDOWN_ROOT), data come from
/// $UPDOWN_DATA or data/. An experiment is one that comes with updown, one of experiments/NAME.toml in the project's
/// folder, or a path to such a file.
#[derive(Debug, Parser)]
#[command(version, verbatim_doc_comment, arg_required_else_help = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub verbosity: Verbosity,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show which datasets are present; download those that are named and missing
    Data(DataArgs),
    /// Train one network
    Train(TrainArgs),
    /// Train the networks of an experiment that have no checkpoint yet
    Sweep(SweepArgs),
    /// Write the untrained networks of an experiment, the null of every comparison
    Untrained(SweepArgs),
    /// Measure the checkpoints of an experiment; skips what is up to date
    Eval(EvalArgs),
    /// Freeze an experiment's tables with their provenance and a few examples, or export them
    Results(ResultsArgs),
    /// Draw the figures of an experiment from its checkpoints or frozen tables
    Figures(FiguresArgs),
    /// Write an experiment as one page that any browser opens, without a server: choose axes, colours, panels and filters
    Explore(ExploreArgs),
    /// Print the paper's claims beside the results, as the front page shows them
    Claims(ClaimsArgs),
    /// Show what is done, running, begun, failed or missing, and the time left
    Ls(LsArgs),
    /// Import checkpoints of the paper's own code (PyTorch Lightning's .ckpt) without executing anything in them
    Import(ImportArgs),
    /// Measure how alike the hidden units of a network are, and write the matrices
    Associate(AssociateArgs),
    /// Find out what modules of a network's units do: overwrite them, and compare the damage with chance
    Lesion(LesionArgs),
    /// Find the modules of any association matrix
    Cluster(ClusterArgs),
    /// Compare two sets of modules of the same units
    Align(AlignArgs),
    /// Print completions for a shell: `updown completions bash > ~/.local/share/bash-completion/completions/updown`
    Completions(CompletionsArgs),
    /// Print the manual page, for `man -l -`; or write one of every subcommand into a folder
    Man(ManArgs),
}

#[derive(Debug, Args)]
pub struct DataArgs {
    #[arg(help = format!("{}, or a folder of your own below data/, which is checked. A known dataset that is missing is \
        downloaded into data/NAME, verified and unpacked; an interrupted download continues where it stopped [default: list \
        which are present, download nothing]", datasets()))]
    pub datasets: Vec<String>,
    /// Download from this address instead of the public mirrors: a folder with the dataset's files; may be repeated
    #[arg(long, value_name = "URL", requires = "datasets")]
    pub mirror: Vec<String>,
}

#[derive(Debug, Args)]
pub struct TrainArgs {
    #[arg(long, default_value = "glyphs", help = format!("Dataset to learn: {}, or a folder of your own below data/", datasets()))]
    pub dataset: String,
    #[command(flatten)]
    pub shape: ShapeArgs,
    #[command(flatten)]
    pub strengths: StrengthArgs,
    #[command(flatten)]
    pub settings: SettingsArgs,
    /// Number of the replicate, which decides the seed
    #[arg(long, default_value_t = 0)]
    pub run: u32,
    /// Folder below checkpoints/ for the network
    #[arg(long, default_value = "single")]
    pub experiment: String,
    /// Also retry runs that failed before (their loss became infinite or NaN)
    #[arg(long)]
    pub retry: bool,
    #[command(flatten)]
    pub work: WorkArgs,
}

#[derive(Debug, Args)]
pub struct SweepArgs {
    #[arg(help = format!("One of {}; one that experiments/NAME.toml declares; or a path to such a file", experiments()))]
    pub experiment: String,
    #[command(flatten)]
    pub selection: SelectionArgs,
    /// Also retry runs that failed before (their loss became infinite or NaN)
    #[arg(long)]
    pub retry: bool,
    /// At most this many networks of one replicate train together [default: what is fastest on the CPU, what fits on a GPU]
    #[arg(long)]
    pub stack: Option<usize>,
    #[command(flatten)]
    pub work: WorkArgs,
}

#[derive(Debug, Args)]
pub struct EvalArgs {
    /// An experiment, a path to its file, or any folder below checkpoints/
    pub experiment: String,
    #[command(flatten)]
    pub selection: SelectionArgs,
    #[arg(long, value_delimiter = ',', help = format!("Which records to bring up to date, with those they are made from: {} \
        [default: all]", listed(&Metric::ALL.map(Metric::name))))]
    pub metrics: Vec<Metric>,
    /// Association methods: forward_cov, …, backward_hess_norm, or one beyond the paper's [default: those that the experiment
    /// declares, else the paper's eight]
    #[arg(long, value_delimiter = ',')]
    pub methods: Vec<Association>,
    /// What replaces the activity of lesioned units: mean, zero or resample (their activity on another image)
    #[arg(long, default_value_t = Lesion::Mean)]
    pub lesion: Lesion,
    /// Also measure TorchScript networks. Each is a program, and measuring it runs it
    #[arg(long)]
    pub scripts: bool,
    /// Records to compute again even if they are up to date, with all that depends on them
    #[arg(long, value_delimiter = ',', value_name = "METRIC")]
    pub force: Vec<Metric>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub work: WorkArgs,
}

#[derive(Debug, Args)]
pub struct ResultsArgs {
    /// An experiment with evaluated checkpoints
    pub experiment: String,
    /// A folder, or NAME.parquet or NAME.csv for NAME.runs.csv, NAME.modules.csv, NAME.alignments.csv, NAME.functions.csv,
    /// NAME.training.csv and NAME.provenance.json [default: checkpoints/results/EXPERIMENT/]
    #[arg(long)]
    pub out: Option<PathBuf>,
    /// Replace frozen results even if they hold more networks than there are checkpoints now
    #[arg(long)]
    pub fewer: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct LsArgs {
    /// An experiment (any folder below checkpoints/): lists each of its sweeps, what is running, and why networks failed
    /// [default: one line for each experiment]
    pub experiment: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct ImportArgs {
    /// Files of the paper's code (logs/RUN/weights/best.ckpt, dummy.ckpt), MLPs or residual CNNs: weights, hyper-parameters,
    /// and the results that its eval.py stored. Or a table of networks of any program: NAME.csv with a column `file`, where known
    /// `regularizer` and `strength`, `run` and `trained`, and any others
    #[arg(required = true, value_name = "CKPT")]
    pub checkpoints: Vec<PathBuf>,
    /// Folder below checkpoints/. `updown eval` replaces imported results with its own; to compare the two, import under two
    /// names
    #[arg(long)]
    pub experiment: String,
    /// For a table: the name of the dataset that its networks are measured on
    #[arg(long)]
    pub dataset: Option<String>,
    /// If a file holds several networks: the beginning of the wanted one's tensor names, such as `model.`
    #[arg(long)]
    pub prefix: Option<String>,
    /// Replace checkpoints that already exist
    #[arg(long)]
    pub force: bool,
}

fn listed(names: &[&str]) -> String {
    names.join(", ")
}

fn datasets() -> String {
    listed(&DatasetName::ALL.map(DatasetName::name))
}

fn experiments() -> String {
    let names: Vec<&str> = EXPERIMENTS.iter().map(|e| e.name.as_str()).collect();
    listed(&names)
}

/// How one network is trained.
#[derive(Debug, Args)]
pub struct SettingsArgs {
    /// Adam's step size at the start [default: 0.001]
    #[arg(long)]
    pub learning_rate: Option<f64>,
    /// Images in a batch [default: 200]
    #[arg(long)]
    pub batch: Option<NonZeroUsize>,
    /// Maximum number of epochs [default: 500]
    #[arg(long)]
    pub epochs: Option<NonZeroUsize>,
    /// Stop after this many epochs without a better validation loss [default: 6]
    #[arg(long)]
    pub patience: Option<NonZeroUsize>,
    /// Use only this many training images, from the first [default: all]
    #[arg(long)]
    pub images: Option<NonZeroUsize>,
}

impl SettingsArgs {
    /// The paper's settings, except for those that are given.
    pub fn config(&self) -> TrainingConfig {
        let usual = TrainingConfig::default();
        let or = |given: Option<NonZeroUsize>, usual| given.map_or(usual, usize::from);
        TrainingConfig {
            learning_rate: self.learning_rate.unwrap_or(usual.learning_rate),
            batch: or(self.batch, usual.batch),
            max_epochs: or(self.epochs, usual.max_epochs),
            stop_patience: or(self.patience, usual.stop_patience),
            images: self.images.map(usize::from),
            ..usual
        }
    }
}

/// The shape of a network, with one option for each architecture: `--hidden`, `--channels`.
#[derive(Debug)]
pub struct ShapeArgs(pub Option<Architecture>);

impl Args for ShapeArgs {
    fn augment_args(command: clap::Command) -> clap::Command {
        let all: Vec<&str> = Architecture::declarable().map(|a| a.option).collect();
        command.args(Architecture::declarable().map(|a| {
            clap::Arg::new(a.option)
                .long(a.option)
                .help(a.help)
                .value_name("SIZES")
                .value_delimiter(',')
                .action(clap::ArgAction::Append)
                .conflicts_with_all(all.iter().filter(|other| **other != a.option))
                .value_parser(clap::value_parser!(usize))
        }))
    }

    fn augment_args_for_update(command: clap::Command) -> clap::Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for ShapeArgs {
    fn from_arg_matches(matches: &clap::ArgMatches) -> Result<Self, clap::Error> {
        let mut given = Architecture::declarable().filter_map(|a| {
            let sizes = matches.get_many::<usize>(a.option)?;
            Some((a.of)(sizes.copied().collect()))
        });
        Ok(Self(given.next()))
    }

    fn update_from_arg_matches(&mut self, matches: &clap::ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// The strength of each regularizer, with one option for each: `--l2`, `--weight-decay`.
#[derive(Debug)]
pub struct StrengthArgs(pub Strengths);

impl Args for StrengthArgs {
    fn augment_args(command: clap::Command) -> clap::Command {
        command.args(Regularizer::KNOWN.map(|regularizer| {
            clap::Arg::new(regularizer.name())
                .long(regularizer.option())
                .help(regularizer.help())
                .value_name("STRENGTH")
                .default_value("0")
                .value_parser(clap::value_parser!(f64))
        }))
    }

    fn augment_args_for_update(command: clap::Command) -> clap::Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for StrengthArgs {
    fn from_arg_matches(matches: &clap::ArgMatches) -> Result<Self, clap::Error> {
        let strength = |r: Regularizer| (r, matches.get_one(r.name()).copied().unwrap_or(0.0));
        Ok(Self(Regularizer::KNOWN.map(strength).into_iter().collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &clap::ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// Which part of an experiment to work on.
#[derive(Debug, Args)]
pub struct SelectionArgs {
    #[arg(long, value_name = "REGULARIZER", help = format!("Only the sweep over one regularizer: {}",
        listed(&Regularizer::KNOWN.map(Regularizer::name))))]
    pub only: Option<Regularizer>,
    /// Only these replicates: `3`, `0..3` (without 3) or `0,2,5`
    #[arg(long, value_parser = parse_runs)]
    pub runs: Option<Runs>,
    /// Only part I of N equal parts, `1/4` to `4/4`, for job arrays; the parts are the same on every machine
    #[arg(long, value_name = "I/N")]
    pub shard: Option<Shard>,
}

/// A list of runs; a type of its own, since clap takes a plain `Vec` for a repeated option.
#[derive(Debug, Clone)]
pub struct Runs(pub Vec<u32>);

fn parse_runs(text: &str) -> Result<Runs, updown::spec::SpecError> {
    Selection::parse_runs(text).map(Runs)
}

impl SelectionArgs {
    /// The requested part of `specs`.
    pub fn selection(&self, specs: &[RunSpec]) -> Selection {
        let selection = Selection {
            only: self.only,
            runs: self.runs.clone().map(|r| r.0).unwrap_or_default(),
            networks: None,
        };
        match self.shard {
            Some(shard) => selection.shard(shard, specs),
            None => selection,
        }
    }
}

/// Where to compute, and with how many workers.
#[derive(Debug, Args)]
pub struct WorkArgs {
    /// Where to compute: auto, cpu, cuda or cuda:N
    #[arg(long, default_value_t = DeviceChoice::Auto)]
    pub device: DeviceChoice,
    /// Number of workers [default: one per core on the CPU, one on a GPU]
    #[arg(long)]
    pub jobs: Option<usize>,
}
