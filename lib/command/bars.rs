//! Progress on a terminal: one bar with rate and time left; plain lines where there is no terminal.

use indicatif::{BinaryBytes, ProgressBar, ProgressStyle};
use std::cell::{Cell, RefCell};
use std::io::IsTerminal;
use std::time::{Duration, Instant};
use updown::data::download::Event;
use updown::progress::{Lines, Progress};

/// Progress in the form that suits standard error.
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
        self.0.enable_steady_tick(Duration::from_millis(500));
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

/// Downloads on standard error, one file after the other.
pub struct Transfers {
    bar: ProgressBar,
    file: RefCell<String>,
    /// When the last line was written, where there is no terminal to show a bar.
    line: Cell<Instant>,
}

impl Transfers {
    /// The least time between two lines.
    const PAUSE: Duration = Duration::from_secs(5);

    pub fn new() -> Self {
        Self {
            bar: ProgressBar::no_length(),
            file: RefCell::default(),
            line: Cell::new(Instant::now()),
        }
    }

    pub fn show(&self, event: Event<'_>) {
        match event {
            Event::Note(note) => self
                .bar
                .suspend(|| eprintln!("{}", updown::display::one_line(note))),
            Event::Bytes { file, done, total } => {
                if *self.file.borrow() != file {
                    self.begin(file, done);
                }
                if let Some(total) = total {
                    self.bar.set_length(total);
                }
                self.bar.set_position(done);
                let whole = total == Some(done);
                if whole || self.line.get().elapsed() >= Self::PAUSE {
                    self.line.set(Instant::now());
                    self.write(file, done, total);
                }
            }
        }
    }

    fn begin(&self, file: &str, done: u64) {
        let style = ProgressStyle::with_template(
            "{prefix} {bar:24} {binary_bytes}/{binary_total_bytes} · {binary_bytes_per_sec} · {eta} left",
        )
        .expect("the template is valid");
        self.bar.reset();
        self.bar.set_style(style);
        self.bar.set_prefix(file.to_owned());
        self.bar.set_position(done);
        self.bar.reset_eta();
        self.line.set(Instant::now());
        file.clone_into(&mut self.file.borrow_mut());
    }

    fn write(&self, file: &str, done: u64, total: Option<u64>) {
        if std::io::stderr().is_terminal() {
            return;
        }
        let total = total.map_or(String::new(), |total| format!(" of {}", BinaryBytes(total)));
        let rate = BinaryBytes(self.bar.per_sec() as u64);
        eprintln!("{file}: {}{total} · {rate}/s", BinaryBytes(done));
    }
}

impl Drop for Transfers {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
