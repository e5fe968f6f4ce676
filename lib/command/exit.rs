//! Exit codes: 0 all went well; 1 something failed and is listed; 2 the input or the usage was wrong.

use std::process::ExitCode;
use updown::display::one_line;

/// The exit code of a command that ran: whether all went well, or what was wrong with its input, which is told.
pub fn code(outcome: updown::Result<bool>) -> ExitCode {
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("updown: {}", one_line(&error.to_string()));
            ExitCode::from(2)
        }
    }
}
