//! What is missing from tables.

use updown::analysis::Skipped;

/// One line per file, since a network with dead layers lacks dozens of results for one reason.
pub fn print_skipped(skipped: &[Skipped]) {
    for of_file in skipped.chunk_by(|a, b| a.path == b.path) {
        let (file, first) = (of_file[0].path.display(), &of_file[0].reason);
        match of_file.len() {
            1 => tell!("left out: {file}: {first}"),
            n => tell!("left out: {file}: {n} results, the first: {first}"),
        }
    }
}
