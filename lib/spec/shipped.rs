//! The experiments that come with the library.

use super::declaration::parse;
use super::{Experiment, SpecError};
use std::sync::LazyLock;

/// The declarations that come with the library.
const SHIPPED: [(&str, &str); 10] = [
    ("mnist-base", include_str!("experiments/mnist-base.toml")),
    ("mnist-wide", include_str!("experiments/mnist-wide.toml")),
    ("mnist-deep", include_str!("experiments/mnist-deep.toml")),
    ("cifar10", include_str!("experiments/cifar10.toml")),
    (
        "cifar10-narrow",
        include_str!("experiments/cifar10-narrow.toml"),
    ),
    (
        "cifar10-quick",
        include_str!("experiments/cifar10-quick.toml"),
    ),
    ("mnist-quick", include_str!("experiments/mnist-quick.toml")),
    ("glyphs", include_str!("experiments/glyphs.toml")),
    (
        "mnist-deep-fine",
        include_str!("experiments/mnist-deep-fine.toml"),
    ),
    (
        "mnist-wide-fine",
        include_str!("experiments/mnist-wide-fine.toml"),
    ),
];

/// The paper's experiments, two small ones that take minutes, and our own finer grids.
pub static EXPERIMENTS: LazyLock<Vec<Experiment>> = LazyLock::new(|| {
    let none = |name: &str| Err(format!("no dataset `{name}` comes with the library"));
    let read = |(name, text): &(&str, &str)| {
        let read = parse(name, &format!("{name}.toml"), text, &none);
        read.expect("a declaration that comes with the library is tested")
    };
    SHIPPED.iter().map(read).collect()
});

/// The experiment called `name` that comes with the library, to be run as it is or changed: `experiment("glyphs")?.runs(9)`.
///
/// # Errors
/// An unknown name; the message lists the known ones.
pub fn experiment(name: &str) -> Result<Experiment, SpecError> {
    EXPERIMENTS
        .iter()
        .find(|e| e.name == name)
        .cloned()
        .ok_or_else(|| SpecError::Unknown {
            what: "experiment",
            found: name.to_owned(),
            expected: EXPERIMENTS.iter().map(|e| e.name.clone()).collect(),
        })
}
