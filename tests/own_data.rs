//! The user's own datasets: folders of IDX, NumPy or safetensors files, of any shape and number of classes.

use crate::support::own;
use std::path::Path;
use updown::data::Dataset;
use updown::experiments::dataset;
use updown::spec::DatasetName;
use updown::tch::Device;
use updown::workspace::Workspace;

fn load(root: &Path, name: &str) -> updown::Result<Dataset> {
    let workspace = Workspace::at(root);
    let name = dataset(&workspace, name)?;
    Ok(Dataset::load(name, &workspace, Device::Cpu)?)
}

fn error(root: &Path, name: &str) -> String {
    load(root, name).unwrap_err().to_string()
}

#[test]
fn numpy_files_of_any_shape_and_number_of_classes_are_a_dataset() {
    let root = tempfile::tempdir().unwrap();
    own::write_npy_dataset(&root.path().join("data/waves"), &[4, 5]);
    let data = load(root.path(), "waves").unwrap();
    let DatasetName::Own(own) = data.name else {
        panic!("{:?}", data.name)
    };
    assert_eq!((own.example_shape(), own.classes()), (&[4, 5][..], 3));
    assert_eq!(data.train.images.size(), [60, 4, 5]);
    assert_eq!(data.test.images.size(), [12, 4, 5]);
    // Unchanged: 0.5 was the first number.
    assert_eq!(data.train.images.double_value(&[0, 0, 0]), 0.5);
    assert_eq!(data.train.labels.int64_value(&[4]), 1);
}

#[test]
fn bytes_of_idx_files_are_scaled_and_gzip_is_undone() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("data/stamps");
    own::write_idx_dataset(&folder, &[3, 2]);
    let plain = load(root.path(), "stamps").unwrap();
    assert_eq!(plain.train.images.size(), [8, 3, 2]);
    assert_eq!(
        plain.train.images.double_value(&[0, 0, 1]),
        f64::from(1.0f32 / 255.0)
    );
    let images = folder.join("train-images-idx3-ubyte");
    own::gzip(&images);
    assert!(!images.exists());
    assert_eq!(
        load(root.path(), "stamps").unwrap().train.images,
        plain.train.images
    );
}

#[test]
fn one_safetensors_file_is_a_dataset() {
    let root = tempfile::tempdir().unwrap();
    own::write_safetensors_dataset(&root.path().join("data/wine"), &[13]);
    let data = load(root.path(), "wine").unwrap();
    assert_eq!(data.train.images.size(), [60, 13]);
    assert_eq!(data.name.classes(), 3);
}

#[test]
fn arrays_in_fortran_order_are_read_row_by_row() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("data/waves");
    own::write_npy_dataset(&folder, &[2]);
    // Two examples (1, 2), (3, 4), column by column.
    let columns: Vec<f32> = vec![1.0, 3.0, 2.0, 4.0];
    own::write_npy_f32(&folder.join("test_images.npy"), &[2, 2], true, &columns);
    own::write_npy_i64(&folder.join("test_labels.npy"), &[0, 1]);
    let data = load(root.path(), "waves").unwrap();
    let numbers: Vec<f64> = Vec::try_from(data.test.images.view([-1])).unwrap();
    assert_eq!(numbers, [1.0, 2.0, 3.0, 4.0]);
}

#[test]
fn folders_that_are_no_dataset_are_refused_with_what_and_where() {
    let root = tempfile::tempdir().unwrap();
    let none = error(root.path(), "nowhere");
    assert!(none.contains("unknown dataset `nowhere`"), "{none}");
    write_broken_datasets(&root.path().join("data"));
    for (name, expected) in [
        ("missing", "no `test_images`"),
        (
            "unlabelled",
            "without `train_labels` this is an unlabelled set",
        ),
        ("regression", "label 1 is 0.1428"),
        (
            "negative",
            "labels from 0 to 99999 at most, found -1 of example 0",
        ),
        ("few", "as many labels as images (12), found 2"),
        (
            "shapes",
            "examples of [2], as in the training part, found [3]",
        ),
        ("nan", "expected finite numbers, found NaN in example 3"),
        ("hot", "one label for each example, found shape [12, 3]"),
    ] {
        let found = error(root.path(), name);
        assert!(found.contains(expected), "{found}");
        assert!(found.contains(&format!("data/{name}")), "{found}");
    }
}

/// Datasets that are correct except for what their folder's name says.
fn write_broken_datasets(data: &Path) {
    let fresh = |name: &str| {
        let folder = data.join(name);
        own::write_npy_dataset(&folder, &[2]);
        folder
    };
    let missing = fresh("missing");
    std::fs::remove_file(missing.join("test_images.npy")).unwrap();
    let unlabelled = fresh("unlabelled");
    std::fs::remove_file(unlabelled.join("train_labels.npy")).unwrap();
    let regression = fresh("regression");
    let targets: Vec<f32> = (0..60).map(|i| i as f32 / 7.0).collect();
    own::write_npy_f32(&regression.join("train_labels.npy"), &[60], false, &targets);
    let negative = fresh("negative");
    let labels: Vec<i64> = (0..60).map(|i| i % 3 - 1).collect();
    own::write_npy_i64(&negative.join("train_labels.npy"), &labels);
    let few = fresh("few");
    own::write_npy_i64(&few.join("test_labels.npy"), &[0, 1]);
    let shapes = fresh("shapes");
    own::write_npy_f32(&shapes.join("test_images.npy"), &[12, 3], false, &[0.0; 36]);
    let nan = fresh("nan");
    let mut numbers = vec![0.0; 24];
    numbers[7] = f32::NAN;
    own::write_npy_f32(&nan.join("test_images.npy"), &[12, 2], false, &numbers);
    let hot = fresh("hot");
    own::write_npy_f32(&hot.join("test_labels.npy"), &[12, 3], false, &[0.0; 36]);
}
