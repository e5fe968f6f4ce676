//! Log messages of the library, on standard error.

use clap::{ArgAction, Args};
use env_logger::{Builder, Env};

/// How much is logged.
#[derive(Debug, Clone, Copy, Args)]
pub struct Verbosity {
    /// Log more: -v decisions, -vv each file read and written, -vvv everything; RUST_LOG takes precedence
    #[arg(short, long, action = ArgAction::Count, global = true)]
    verbose: u8,
}

impl Verbosity {
    /// From now on, log messages up to this level go to standard error.
    pub fn log(self) {
        let level = match self.verbose {
            0 => "off",
            1 => "updown=info",
            2 => "updown=debug",
            _ => "trace",
        };
        Builder::from_env(Env::default().default_filter_or(level)).init();
    }
}
