//! What the library tells of its work, on standard error, for those who ask.

use clap::{ArgAction, Args};
use env_logger::{Builder, Env};

/// How much is logged.
#[derive(Debug, Clone, Copy, Args)]
pub struct Verbosity {
    /// Tell more: what is decided, -vv: each file read and written, -vvv: everything; RUST_LOG overrules it
    #[arg(short, long, action = ArgAction::Count, global = true)]
    verbose: u8,
}

impl Verbosity {
    /// From now on, log messages of so many levels go to standard error.
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
