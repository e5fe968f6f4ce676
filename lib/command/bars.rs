//! Progress on a terminal: one bar with rate and time left; plain lines where there is no terminal.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use updown::progress::{Lines, Progress};

/// Progress as suits standard error.
pub fn progress() -> Box<dyn Progress> {
    if std::io::stderr().is_terminal() {
        Box::new(Bar(ProgressBar::no_length()))
    } else {
        Box::new(Lines::new())
    }
}

struct Bar(ProgressBar);

impl Progress for Bar {
    fn begin(&self, what: &str, total: usize, done: usize) {
        let style = ProgressStyle::with_template(
            "{prefix} {bar:24} {pos}/{len} · {elapsed} · {eta} left · {wide_msg}",
        )
        .expect("the template is valid");
        self.0.set_style(style);
        self.0.set_prefix(what.to_owned());
        self.0.set_length(total as u64);
        self.0.set_position(done as u64);
        self.0.reset_eta();
        self.0
            .enable_steady_tick(std::time::Duration::from_millis(500));
    }

    fn advance(&self, note: &str) {
        self.0.inc(1);
        self.note(note);
    }

    fn note(&self, note: &str) {
        self.0.set_message(note.to_owned());
    }

    fn say(&self, message: &str) {
        self.0.println(message);
    }

    fn end(&self) {
        self.0.finish_with_message("");
    }
}
