//! `updown`: train, evaluate, look.
//!
//! Exit codes: 0 all went well; 1 something failed and is listed; 2 the input or the usage was wrong.

mod args;
mod bars;
mod import;
mod measure_args;
mod measures;
mod run;
mod status;

use args::{Cli, Command};
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let outcome = match &cli.command {
        Command::Data(args) => run::data(args),
        Command::Train(args) => run::train(args),
        Command::Sweep(args) => run::sweep(args),
        Command::Untrained(args) => run::untrained(args),
        Command::Eval(args) => run::eval(args),
        Command::Results(args) => run::results(args),
        Command::Figures(args) => run::figures(args),
        Command::Ls(args) => status::ls(args),
        Command::Import(args) => import::import(args),
        Command::Associate(args) => measures::associate(args),
        Command::Cluster(args) => measures::cluster(args),
        Command::Align(args) => measures::align(args),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("updown: {error}");
            ExitCode::from(2)
        }
    }
}
