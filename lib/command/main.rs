//! `updown`: train, evaluate, look.
//!
//! Exit codes: 0 all went well; 1 something failed and is listed; 2 the input or the usage was wrong.

#[cfg(feature = "cli")]
mod args;
#[cfg(feature = "cli")]
mod associate;
#[cfg(feature = "cli")]
mod bars;
mod figures;
#[cfg(feature = "cli")]
mod import;
mod measure_args;
mod measures;
#[cfg(not(feature = "cli"))]
mod reader;
#[cfg(feature = "cli")]
mod run;
#[cfg(feature = "cli")]
mod status;

#[cfg(feature = "cli")]
use args::{Cli, Command};
use clap::Parser;
#[cfg(not(feature = "cli"))]
use reader::{Cli, perform};
use std::process::ExitCode;
use updown::display::one_line;

#[cfg(feature = "cli")]
fn perform(command: &Command) -> updown::Result<bool> {
    match command {
        Command::Data(args) => run::data(args),
        Command::Train(args) => run::train(args),
        Command::Sweep(args) => run::sweep(args),
        Command::Untrained(args) => run::untrained(args),
        Command::Eval(args) => run::eval(args),
        Command::Results(args) => run::results(args),
        Command::Figures(args) => figures::figures(args),
        Command::Ls(args) => status::ls(args),
        Command::Import(args) => import::import(args),
        Command::Associate(args) => associate::associate(args),
        Command::Cluster(args) => measures::cluster(args),
        Command::Align(args) => measures::align(args),
    }
}

fn main() -> ExitCode {
    match perform(&Cli::parse().command) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("updown: {}", one_line(&error.to_string()));
            ExitCode::from(2)
        }
    }
}
