//! A sign of life for work of unknown length.

use indicatif::{ProgressBar, ProgressFinish, ProgressStyle};
use std::time::Duration;

/// Shows what is going on, and for how long, until it is dropped; nothing where there is no terminal.
pub fn waiting(what: String) -> ProgressBar {
    let style =
        ProgressStyle::with_template("{spinner} {msg} · {elapsed}").expect("the template is valid");
    let bar = ProgressBar::new_spinner()
        .with_style(style)
        .with_message(what)
        .with_finish(ProgressFinish::AndClear);
    bar.enable_steady_tick(Duration::from_millis(500));
    bar
}
