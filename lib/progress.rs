//! Progress of long work: how much is done, how fast, how long it will still take.
//!
//! Workers report to a [`Progress`]; what the user sees depends on the place: lines in a notebook, bars on a
//! terminal (the command has its own), nothing in a test.

use std::io::Write;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Where long work reports to. Called from several threads.
pub trait Progress: Sync {
    /// There are `total` units of work, of which `done` were finished before this call.
    fn begin(&self, what: &str, total: usize, done: usize);
    /// One unit is finished.
    fn advance(&self, note: &str);
    /// Something happened inside a unit (an epoch, say).
    fn note(&self, note: &str);
    /// Something to show regardless of throttling: a failure, a warning.
    fn say(&self, message: &str);
    /// All is done.
    fn end(&self);
}

/// Says nothing.
#[derive(Debug, Default, Clone, Copy)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _: &str, _: usize, _: usize) {}
    fn advance(&self, _: &str) {}
    fn note(&self, _: &str) {}
    fn say(&self, _: &str) {}
    fn end(&self) {}
}

/// Whole lines on standard output, at most one in `every`: for notebooks and logs, where a line cannot be redrawn.
#[derive(Debug)]
pub struct Lines {
    every: Duration,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    what: String,
    total: usize,
    done: usize,
    before: usize,
    started: Instant,
    printed: Option<Instant>,
}

impl Lines {
    /// One line in five seconds.
    pub fn new() -> Self {
        Self::every(Duration::from_secs(5))
    }

    /// At most one line in `every`.
    pub fn every(every: Duration) -> Self {
        let state = State {
            what: String::new(),
            total: 0,
            done: 0,
            before: 0,
            started: Instant::now(),
            printed: None,
        };
        Self {
            every,
            state: Mutex::new(state),
        }
    }

    fn update(&self, change: impl FnOnce(&mut State), note: &str, force: bool) {
        let mut state = lock(&self.state);
        change(&mut state);
        let due = state.printed.is_none_or(|at| at.elapsed() >= self.every);
        if due || force {
            state.printed = Some(Instant::now());
            line(&state.line(note));
        }
    }
}

/// Writes a line. If standard output is closed or full the work goes on without it: the work is worth more than its report.
fn line(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

impl Default for Lines {
    fn default() -> Self {
        Self::new()
    }
}

impl State {
    fn line(&self, note: &str) -> String {
        let mut line = format!("{} {}/{}", self.what, self.done, self.total);
        if let Some(left) = time_left(
            self.started.elapsed(),
            self.done - self.before,
            self.total - self.done,
        ) {
            line.push_str(&format!(" · {} left", short(left)));
        }
        if !note.is_empty() {
            line.push_str(" · ");
            line.push_str(note);
        }
        line
    }
}

impl Progress for Lines {
    fn begin(&self, what: &str, total: usize, done: usize) {
        let change = |state: &mut State| {
            *state = State {
                what: what.to_owned(),
                total,
                done,
                before: done,
                started: Instant::now(),
                printed: None,
            };
        };
        self.update(change, "", true);
    }

    fn advance(&self, note: &str) {
        self.update(|state| state.done += 1, note, false);
    }

    fn note(&self, note: &str) {
        self.update(|_| {}, note, false);
    }

    fn say(&self, message: &str) {
        line(message);
    }

    fn end(&self) {
        let took = {
            let state = lock(&self.state);
            short(state.started.elapsed())
        };
        self.update(|_| {}, &format!("took {took}"), true);
    }
}

/// What several threads share, even after one of them panicked: a worker's panic is reported by whoever waits for it.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Time that `ahead` units will take at the rate of the `done` ones; `None` before the first.
fn time_left(elapsed: Duration, done: usize, ahead: usize) -> Option<Duration> {
    (done > 0 && ahead > 0).then(|| elapsed.mul_f64(ahead as f64 / done as f64))
}

/// A duration for a person: `42 s`, `3 min 05 s`, `2 h 10 min`.
pub fn short(duration: Duration) -> String {
    let seconds = duration.as_secs();
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3600 => format!("{} min {:02} s", seconds / 60, seconds % 60),
        _ => format!("{} h {:02} min", seconds / 3600, seconds % 3600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_well() {
        let text = |s| short(Duration::from_secs(s));
        assert_eq!(
            [text(42), text(185), text(7800)],
            ["42 s", "3 min 05 s", "2 h 10 min"]
        );
    }

    #[test]
    fn time_left_follows_the_rate() {
        assert_eq!(
            time_left(Duration::from_secs(10), 2, 4),
            Some(Duration::from_secs(20))
        );
        assert_eq!(time_left(Duration::from_secs(10), 0, 4), None);
    }
}
