//! `updown-reader`: the part of the command that needs only results or matrices, built without libtorch
//! (`--no-default-features --features reader-cli`). It has its own name so that it never replaces the whole command.

mod claims;
#[macro_use]
mod output;

mod error;
mod exit;
mod explore;
mod figures;
mod left_out;
mod logging;
mod measure_args;
mod measures;
mod shell;
mod waiting;

use claims::ClaimsArgs;
use clap::{Parser, Subcommand};
use explore::ExploreArgs;
use figures::FiguresArgs;
use logging::Verbosity;
use measure_args::{AlignArgs, ClusterArgs};
use shell::{CompletionsArgs, ManArgs};
use std::process::ExitCode;

/// Modularity in neural networks: draw and explore results, cluster units, compare modules.
///
/// This is `updown` without the parts that need libtorch: the full command also trains and measures.
#[derive(Debug, Parser)]
#[command(version, verbatim_doc_comment, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    verbosity: Verbosity,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Draw the figures of an experiment from its checkpoints or frozen tables
    Figures(FiguresArgs),
    /// Write an experiment as one page that any browser opens, without a server: choose axes, colours, panels and filters
    Explore(ExploreArgs),
    /// Print the paper's claims beside the results, as the front page shows them
    Claims(ClaimsArgs),
    /// Find the modules of any association matrix
    Cluster(ClusterArgs),
    /// Compare two sets of modules of the same units
    Align(AlignArgs),
    /// Print completions for a shell
    Completions(CompletionsArgs),
    /// Print the manual page, for `man -l -`; or write one of every subcommand into a folder
    Man(ManArgs),
}

fn perform(command: &Command) -> error::Result<bool> {
    match command {
        Command::Figures(args) => figures::figures(args),
        Command::Explore(args) => explore::explore(args),
        Command::Claims(args) => claims::claims(args),
        Command::Cluster(args) => measures::cluster(args),
        Command::Align(args) => measures::align(args),
        Command::Completions(args) => shell::completions::<Cli>(args),
        Command::Man(args) => shell::man::<Cli>(args),
    }
}

fn main() -> ExitCode {
    exit::run(|cli: &Cli| cli.verbosity, |cli| perform(&cli.command))
}
