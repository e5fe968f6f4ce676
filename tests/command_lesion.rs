//! `updown lesion`, on the network whose lesions were computed with NumPy.

use crate::support::Golden;
use crate::support::command::{json, succeed, text, updown, write};
use serde_json::{Value, json as value};
use std::path::Path;
use tempfile::TempDir;
use updown::checkpoint::TensorData;

const LESION: [&str; 6] = [
    "lesion",
    "weights.safetensors",
    "--images",
    "images.safetensors",
    "--modules",
    "modules.json",
];

/// The network, its images, and modules of its first layer: lesions 0, 1 and 2 of the golden file, and a unit in none.
fn case() -> (Golden, TempDir) {
    let golden = Golden::read("lesions", "lesions");
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path().join("weights.safetensors"),
        golden.tensors("weights/"),
    );
    let images = ["images", "labels"].map(|name| (name.to_owned(), golden.tensor(name)));
    write(folder.path().join("images.safetensors"), images);
    modules(folder.path(), &value!([0, 2, 1, 2, 2, 1, null]));
    (golden, folder)
}

fn modules(folder: &Path, labels: &Value) {
    std::fs::write(folder.join("modules.json"), labels.to_string()).unwrap();
}

#[test]
fn modules_of_a_file_have_numpys_losses_and_chance_beside_them() {
    let (golden, folder) = case();
    let found = json(folder.path(), &[&LESION[..], &["--json"]].concat());
    let number = |value: &Value| value.as_f64().unwrap();
    assert!((number(&found["loss"]) - golden.number("/loss")).abs() < 1e-10);
    let modules = found["function"]["modules"].as_array().unwrap();
    assert_eq!(modules.len(), 3);
    // Modules are numbered by their first unit.
    for (module, lesion) in modules.iter().zip([0, 2, 1]) {
        let expected = &golden.scalars["lesions"][lesion];
        let importance = &module["values"]["importance"];
        assert!((number(&importance["value"]) - number(&expected["loss"])).abs() < 1e-10);
        let by_class = module["by_class"].as_array().unwrap();
        for (a, b) in by_class
            .iter()
            .zip(expected["by_class"].as_array().unwrap())
        {
            assert!((number(a) - number(b)).abs() < 1e-10);
        }
        assert_eq!(importance["chance"]["draws"], 100);
        assert!((0.0..=1.0).contains(&number(&importance["matched"]["p"])));
    }
    assert_eq!(found["alone"].as_array().unwrap().len(), 7);
    assert_eq!(found["classes"], value!([0, 1, 2, 3]));
    let said = succeed(
        folder.path(),
        &[&LESION[..], &["--lesion", "zero"]].concat(),
    );
    assert!(
        said.contains("importance") && said.contains("module 2, 2 units"),
        "{said}"
    );
}

#[test]
fn what_cannot_be_told_is_a_sentence_and_exit_code_2() {
    let (_golden, folder) = case();
    let refused = |more: &[&str]| {
        let output = updown(folder.path(), &[&LESION[..], more].concat());
        let said = text(&output);
        assert_eq!(output.status.code(), Some(2), "{said}");
        let lines: Vec<&str> = said.lines().filter(|l| l.starts_with("updown: ")).collect();
        assert_eq!(lines.len(), 1, "{said}");
        lines[0].to_owned()
    };
    let with = |labels: Value| {
        modules(folder.path(), &labels);
        refused(&[])
    };
    let said = with(value!([0, 1, 1]));
    assert!(
        said.contains("modules.json") && said.contains("layer's 7 units, found 3"),
        "{said}"
    );
    let said = with(value!([0, 0, 0, 0, 0, 0, 0]));
    assert!(
        said.contains("at least two modules, found one of all 7 units"),
        "{said}"
    );
    let said = with(value!([null, -1, null, null, null, null, null]));
    assert!(said.contains("none of the 7 units is in one"), "{said}");
    modules(folder.path(), &value!([0, 1, 1, 0, 0, 1, 0]));
    let said = refused(&["--layer", "2"]);
    assert!(said.contains("hidden layer below 2, found 2"), "{said}");
    let output = updown(
        folder.path(),
        &[&LESION[..], &["--lesion", "burn"]].concat(),
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output).contains("mean, zero, resample"));
}

#[test]
fn labels_that_are_none_are_refused() {
    let (golden, folder) = case();
    let with = |labels: Option<TensorData>| {
        let labels = labels.map(|labels| ("labels".to_owned(), labels));
        let images = ("images".to_owned(), golden.tensor("images"));
        let path = folder.path().join("images.safetensors");
        write(path, [images].into_iter().chain(labels));
        let output = updown(folder.path(), &LESION);
        assert_eq!(output.status.code(), Some(2), "{}", text(&output));
        text(&output)
    };
    assert!(with(None).contains("holds no tensor `labels`"));
    let labels = golden.tensor("labels");
    let one_class = TensorData {
        bytes: vec![0; labels.bytes.len()],
        ..labels.clone()
    };
    assert!(with(Some(one_class)).contains("at least two classes, found 1 among 40 images"));
    let square = TensorData {
        shape: vec![8, 5],
        ..labels.clone()
    };
    assert!(with(Some(square)).contains("shape [8, 5]"));
    let mut beyond = labels;
    beyond.bytes[..8].copy_from_slice(&4i64.to_le_bytes());
    assert!(with(Some(beyond)).contains("labels from 0 to 3, found 4"));
}
