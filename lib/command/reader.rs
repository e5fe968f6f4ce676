//! The command line of `updown` built without libtorch (`--no-default-features --features reader`): what needs results or
//! matrices only.

use crate::figures::{FiguresArgs, figures};
use crate::measure_args::{AlignArgs, ClusterArgs};
use crate::measures::{align, cluster};
use clap::{Parser, Subcommand};

/// Modularity in neural networks: draw results that are there, cluster and compare.
///
/// This is `updown` built without libtorch: built with it, it also trains and measures.
#[derive(Debug, Parser)]
#[command(version, verbatim_doc_comment, arg_required_else_help = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Draw the figures of an experiment from its checkpoints or frozen tables
    Figures(FiguresArgs),
    /// Print the paper's claims beside the frozen results, as the front page shows them
    Claims,
    /// Find the modules of any association matrix
    Cluster(ClusterArgs),
    /// Say how far two sets of modules of the same units agree
    Align(AlignArgs),
}

pub fn perform(command: &Command) -> updown::Result<bool> {
    match command {
        Command::Figures(args) => figures(args),
        Command::Claims => crate::claims::claims(),
        Command::Cluster(args) => cluster(args),
        Command::Align(args) => align(args),
    }
}
