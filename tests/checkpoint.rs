//! Checkpoint files: round trips, and files that are damaged, foreign or hostile.

use proptest::prelude::*;
use safetensors::Dtype;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use updown::checkpoint::{Checkpoint, Records, Stop, TensorData, TrainingLog};
use updown::spec::{DatasetName, RunSpec};

fn checkpoint() -> Checkpoint {
    let matrix = ndarray::array![[1.0, -0.5], [-0.5, 2.0]];
    let weight = TensorData {
        dtype: Dtype::F32,
        shape: vec![2, 3],
        bytes: vec![1; 24],
    };
    let bias = TensorData {
        dtype: Dtype::F32,
        shape: vec![2],
        bytes: vec![2; 8],
    };
    Checkpoint {
        spec: RunSpec::new(DatasetName::Glyphs, 3),
        training: TrainingLog {
            settings: String::new(),
            epochs: Vec::new(),
            kept: Vec::new(),
            stop: Stop::Untrained,
        },
        records: Records::default(),
        tensors: BTreeMap::from([
            ("fc_layers.0.weight".to_owned(), weight),
            ("fc_layers.0.bias".to_owned(), bias),
            (
                "association/forward_cov/0".to_owned(),
                TensorData::from_matrix(&matrix),
            ),
        ]),
    }
}

fn written(folder: &Path) -> (PathBuf, Vec<u8>) {
    let path = folder.join("a.safetensors");
    checkpoint().write(&path).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    (path, bytes)
}

#[test]
fn a_checkpoint_survives_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let (path, bytes) = written(folder.path());
    let read = Checkpoint::read(&path).unwrap();
    let mut expected = checkpoint();
    expected.records.weights_digest = read.records.weights_digest.clone();
    assert_eq!(read, expected);
    let header = Checkpoint::read_header(&path).unwrap();
    assert!(header.tensors.is_empty());
    assert_eq!(header.spec, checkpoint().spec);
    checkpoint().write(&path).unwrap();
    assert_eq!(
        std::fs::read(&path).unwrap(),
        bytes,
        "equal checkpoints are equal bytes"
    );
}

#[test]
fn one_matrix_reads_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (path, _) = written(folder.path());
    let matrix = Checkpoint::read_matrix(&path, "association/forward_cov/0").unwrap();
    assert_eq!(matrix[[0, 1]], -0.5);
    let missing = Checkpoint::read_matrix(&path, "association/nothing/0")
        .unwrap_err()
        .to_string();
    assert!(
        missing.contains("holds no tensor `association/nothing/0`"),
        "{missing}"
    );
    let wrong = Checkpoint::read_matrix(&path, "fc_layers.0.bias")
        .unwrap_err()
        .to_string();
    assert!(wrong.contains("expected a matrix of F32 or F64"), "{wrong}");
}

#[test]
fn damaged_and_foreign_files_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let (path, bytes) = written(folder.path());
    for cut in [0, 4, 40, bytes.len() - 1] {
        std::fs::write(&path, &bytes[..cut]).unwrap();
        let error = Checkpoint::read(&path).unwrap_err().to_string();
        assert!(error.contains("a.safetensors"), "{error}");
    }
    let foreign = safetensors::serialize(&checkpoint().tensors, None).unwrap();
    std::fs::write(&path, foreign).unwrap();
    let error = Checkpoint::read(&path).unwrap_err().to_string();
    assert!(error.contains("no checkpoint of updown"), "{error}");
}

#[test]
fn a_header_that_claims_to_be_huge_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("b.safetensors");
    let mut bytes = u64::MAX.to_le_bytes().to_vec();
    bytes.extend(b"{}");
    std::fs::write(&path, bytes).unwrap();
    assert!(Checkpoint::read_header(&path).is_err());
}

#[test]
fn a_file_of_another_run_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (path, _) = written(folder.path());
    let other = RunSpec::new(DatasetName::Glyphs, 4);
    assert!(
        Checkpoint::read_header(&path)
            .unwrap()
            .expect_spec(&other, &path)
            .is_err()
    );
}

proptest! {
    #[test]
    fn no_damage_makes_the_reader_panic(at in 0usize..400, value: u8, cut in 0usize..2000) {
        let folder = tempfile::tempdir().unwrap();
        let (path, mut bytes) = written(folder.path());
        let at = at % bytes.len();
        bytes[at] = value;
        bytes.truncate(cut.max(1));
        std::fs::write(&path, &bytes).unwrap();
        let _ = Checkpoint::read(&path);
        let _ = Checkpoint::read_header(&path);
    }
}
