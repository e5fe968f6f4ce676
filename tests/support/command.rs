//! Running the command in a test, and the files to give it.

use super::Golden;
use ndarray::Array2;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use updown::checkpoint::{TensorData, write_tensors};

/// Runs `updown` in `folder`, which is its workspace too; no data are at hand.
pub fn updown(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_updown"))
        .args(arguments)
        .current_dir(folder)
        .env("UPDOWN_ROOT", folder)
        .env_remove("UPDOWN_DATA")
        .output()
        .unwrap()
}

/// Everything that a run printed.
pub fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// Standard output of a run that has to succeed.
pub fn succeed(folder: &Path, arguments: &[&str]) -> String {
    let output = updown(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", text(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// The JSON printed by a run that has to succeed.
pub fn json(folder: &Path, arguments: &[&str]) -> Value {
    serde_json::from_str(&succeed(folder, arguments)).unwrap()
}

/// A plain safetensors file.
pub fn write(path: PathBuf, tensors: impl IntoIterator<Item = (String, TensorData)>) {
    write_tensors(&path, &tensors.into_iter().collect::<BTreeMap<_, _>>()).unwrap();
}

/// A golden network as `weights.safetensors`, names after `prefix`, and its images as `images.safetensors`.
pub fn write_case(golden: &Golden, folder: &Path, prefix: &str) {
    let weights = golden.tensors("weights/model.");
    let named = weights
        .into_iter()
        .map(|(name, data)| (format!("{prefix}{name}"), data));
    write(folder.join("weights.safetensors"), named);
    write(
        folder.join("images.safetensors"),
        ["images", "labels"].map(|name| (name.to_owned(), golden.tensor(name))),
    );
}

/// `updown associate` on the files of [`write_case`].
pub const ASSOCIATE: [&str; 6] = [
    "associate",
    "weights.safetensors",
    "--images",
    "images.safetensors",
    "--out",
    "out.safetensors",
];

/// The golden adjacency `name` as `adj.safetensors` beside another tensor.
pub fn write_adjacency(name: &str, folder: &Path) -> Golden {
    let golden = Golden::read("modularity", name);
    let other = TensorData::from_matrix(&Array2::zeros((2, 3)));
    let tensors = [
        ("adj".to_owned(), golden.tensor("adj")),
        ("other".to_owned(), other),
    ];
    write(folder.join("adj.safetensors"), tensors);
    golden
}
