//! Exit codes: 0 all went well; 1 something failed or was left out, and is listed; 2 the input or the usage was wrong;
//! 3 a defect of updown itself.

use crate::logging::Verbosity;
use crate::output;
use clap::Parser;
use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::process::ExitCode;
use std::sync::Mutex;
use updown::display::one_line;

/// Reads the command line, does what it says, and reports in one line what went wrong.
pub fn run<C: Parser>(
    verbosity: impl FnOnce(&C) -> Verbosity,
    perform: impl FnOnce(&C) -> crate::error::Result<bool>,
) -> ExitCode {
    set_hook(Box::new(|panic| remember(panic.to_string())));
    let cli = match C::try_parse() {
        Ok(cli) => cli,
        Err(usage) => return tell(&usage),
    };
    verbosity(&cli).log();
    let code = match catch_unwind(AssertUnwindSafe(|| perform(&cli))) {
        Ok(Ok(true)) if output::is_whole() => 0,
        Ok(Ok(_)) => 1,
        Ok(Err(error)) => {
            eprintln!("updown: {}", one_line(&error.to_string()));
            2
        }
        Err(_) => {
            let panic = PANIC.lock().unwrap_or_else(|e| e.into_inner());
            eprintln!("updown: this is a bug in updown, please report it: {panic}");
            3
        }
    };
    ExitCode::from(code)
}

/// The latest panic, in one line. One that the library catches and turns into an error is never shown.
static PANIC: Mutex<String> = Mutex::new(String::new());

fn remember(panic: String) {
    // The message of the thread that waited for the one that panicked.
    if !panic.contains("a scoped thread panicked") {
        let words: Vec<&str> = panic.split_whitespace().collect();
        *PANIC.lock().unwrap_or_else(|e| e.into_inner()) = words.join(" ");
    }
}

/// Prints help, version, or what is wrong with the command line.
fn tell(usage: &clap::Error) -> ExitCode {
    match usage.print() {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            eprintln!("updown: cannot write to standard output: {error}");
            ExitCode::from(1)
        }
        _ if usage.use_stderr() => ExitCode::from(2),
        _ => ExitCode::SUCCESS,
    }
}
