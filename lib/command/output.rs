//! Output of the command: standard output and standard error behind one writer that never panics.
//!
//! A reader that went away (`updown ls | head -1`) wants no more lines: they are dropped and the work continues. Output that
//! cannot be written for another reason, such as a full disk, is reported once, and the exit code says that something failed.
//!
//! `println!`, `tell!` and `eprintln!` are these macros everywhere in the command, so that no line can go round the writer.

use std::fmt::Arguments;
use std::io::{ErrorKind, Write, stderr, stdout};
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether standard output has stopped taking lines, and whether that is a failure.
static CLOSED: AtomicBool = AtomicBool::new(false);
static FAILED: AtomicBool = AtomicBool::new(false);

macro_rules! println {
    ($($words:tt)*) => { $crate::output::line(format_args!($($words)*)) };
}

/// A line about the user's input, kept short whatever is in it.
macro_rules! tell {
    ($($words:tt)*) => { println!("{}", ::updown::display::one_line(&format!($($words)*))) };
}

macro_rules! eprintln {
    ($($words:tt)*) => { $crate::output::complain(format_args!($($words)*)) };
}

/// Writes a line to standard output.
pub fn line(words: Arguments<'_>) {
    if CLOSED.load(Ordering::Relaxed) {
        return;
    }
    let mut out = stdout().lock();
    let written = writeln!(out, "{words}").and_then(|()| out.flush());
    let Err(error) = written else { return };
    CLOSED.store(true, Ordering::Relaxed);
    if error.kind() != ErrorKind::BrokenPipe {
        FAILED.store(true, Ordering::Relaxed);
        complain(format_args!(
            "updown: cannot write to standard output: {error}"
        ));
    }
}

/// Writes a line to standard error. If that fails too, there is nobody left to tell.
pub fn complain(words: Arguments<'_>) {
    let _ = writeln!(stderr(), "{words}");
}

/// Whether every line that somebody wanted to read was written.
pub fn is_whole() -> bool {
    !FAILED.load(Ordering::Relaxed)
}
