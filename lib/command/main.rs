//! `updown`: train, evaluate, look.

#[macro_use]
mod output;

mod args;
mod associate;
mod associate_args;
mod bars;
mod claims;
mod error;
mod exit;
mod explore;
mod figures;
mod import;
mod left_out;
mod lesion;
mod lesion_args;
mod logging;
mod ls;
mod measure_args;
mod measures;
mod report;
mod run;
mod shell;
mod status;
mod waiting;

use args::{Cli, Command};
use std::process::ExitCode;

fn perform(command: &Command) -> error::Result<bool> {
    match command {
        Command::Data(args) => run::data(args),
        Command::Train(args) => run::train(args),
        Command::Sweep(args) => run::sweep(args),
        Command::Untrained(args) => run::untrained(args),
        Command::Eval(args) => run::eval(args),
        Command::Results(args) => run::results(args),
        Command::Claims(args) => claims::claims(args),
        Command::Explore(args) => explore::explore(args),
        Command::Figures(args) => figures::figures(args),
        Command::Ls(args) => ls::ls(args),
        Command::Import(args) => import::import(args),
        Command::Associate(args) => associate::associate(args),
        Command::Lesion(args) => lesion::lesion(args),
        Command::Cluster(args) => measures::cluster(args),
        Command::Align(args) => measures::align(args),
        Command::Completions(args) => shell::completions::<Cli>(args),
        Command::Man(args) => shell::man::<Cli>(args),
    }
}

fn main() -> ExitCode {
    exit::run(|cli: &Cli| cli.verbosity, |cli| perform(&cli.command))
}
