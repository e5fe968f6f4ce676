//! Checkpoint files: round trips, and files that are damaged, foreign or hostile.

use proptest::prelude::*;
use safetensors::Dtype;
use std::collections::BTreeMap;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use updown::checkpoint::{
    Checkpoint, Metric, Outcome, Performance, Record, Records, Score, Stop, TensorData, TrainingLog,
};
use updown::files::FileLock;
use updown::spec::{Architecture, DatasetName, Regularizer, RunSpec};

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
fn what_could_not_be_read_back_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let (path, bytes) = written(folder.path());
    let mut broken = checkpoint();
    let score = Score {
        loss: f64::NAN,
        accuracy: 0.1,
    };
    broken.records.performance = Some(Record {
        key: String::new(),
        outcome: Outcome::Done(Performance {
            train: score,
            val: score,
            test: score,
        }),
    });
    let error = broken.write(&path).unwrap_err().to_string();
    assert!(error.contains("could not be read back"), "{error}");
    assert_eq!(std::fs::read(&path).unwrap(), bytes, "the old file stays");
}

#[test]
fn records_of_another_network_are_refused() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/checkpoint");
    let golden = golden.join("glyphs_sup_l2=0.00001_drop=0.10000_run=1_hidden=3-2.safetensors");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.safetensors");
    let mut checkpoint = Checkpoint::read(&golden).unwrap();
    checkpoint.spec.architecture = Architecture::mlp(&[4, 2]);
    let says = "an association of layer 0: expected 4 units, found 3";
    let error = checkpoint.write(&path).unwrap_err().to_string();
    assert!(error.contains(says), "{error}");
    // A file in which only the width is another, by a digit.
    let mut bytes = std::fs::read(&golden).unwrap();
    let place = br#"hidden\":[3,2]"#;
    let at = bytes.windows(place.len()).position(|w| w == place).unwrap();
    bytes[at + place.len() - 4] = b'4';
    std::fs::write(&path, bytes).unwrap();
    let error = Checkpoint::read_header(&path).unwrap_err().to_string();
    assert!(
        error.contains(says) && error.contains("a.safetensors"),
        "{error}"
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
    assert!(error.contains("not a checkpoint of updown"), "{error}");
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

#[test]
fn a_lock_is_held_by_one_and_freed_with_its_holder() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.lock");
    let held = FileLock::try_take(&path).unwrap().unwrap();
    assert!(FileLock::try_take(&path).unwrap().is_none());
    drop(held);
    assert!(!path.exists());
    std::fs::write(&path, b"left by a process that died").unwrap();
    assert!(FileLock::try_take(&path).unwrap().is_some());
}

/// A checkpoint of 4 MB whose every byte says which version it is.
fn large(version: u8) -> Checkpoint {
    let mut checkpoint = checkpoint();
    checkpoint.spec.run = u32::from(version);
    let weight = TensorData {
        dtype: Dtype::F32,
        shape: vec![1 << 20],
        bytes: vec![version; 4 << 20],
    };
    checkpoint
        .tensors
        .insert("fc_layers.0.weight".to_owned(), weight);
    checkpoint
}

const FOLDER_OF_WRITER: &str = "UPDOWN_TEST_FOLDER";

#[test]
#[ignore = "the process that the next test starts and kills"]
fn writer() {
    let folder = std::env::var(FOLDER_OF_WRITER).expect("started by the next test");
    let path = Path::new(&folder).join("a.safetensors");
    loop {
        large(1).write(&path).unwrap();
        large(2).write(&path).unwrap();
    }
}

#[test]
fn a_writer_that_is_killed_leaves_the_old_file_or_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.safetensors");
    // A replaced file is a different one, with its own inode.
    let number = || std::fs::metadata(&path).ok().map(|m| m.ino());
    let unfinished = || {
        let names = std::fs::read_dir(folder.path()).unwrap();
        names.filter(|e| e.as_ref().unwrap().path() != path).count()
    };
    // At least five kills, and more until one hits in the middle of writing.
    for round in 0..100 {
        if round >= 5 && unfinished() > 0 {
            break;
        }
        let before = number();
        let mut writer = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "checkpoint::writer", "--ignored"])
            .env(FOLDER_OF_WRITER, folder.path())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        while number() == before {
            let ended = writer.try_wait().unwrap();
            assert!(ended.is_none(), "the writer ended: {ended:?}");
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_millis(7 * (round % 10)));
        writer.kill().unwrap(); // SIGKILL
        writer.wait().unwrap();
        let read = Checkpoint::read(&path).unwrap();
        let version = u8::try_from(read.spec.run).unwrap();
        assert!([1, 2].contains(&version));
        assert!(read.tensors == large(version).tensors, "a mixture");
        read.verify_weights(&path).unwrap();
    }
    assert!(unfinished() > 0, "no kill came in the middle of writing");
}

/// Names, keys and numbers of files that people keep: they must never change.
#[test]
fn a_checkpoint_of_an_earlier_version_is_read_and_written_as_it_was() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/checkpoint");
    let stem = "glyphs_sup_l2=0.00001_drop=0.10000_run=1_hidden=3-2";
    let old = folder.join(format!("{stem}.safetensors"));
    let checkpoint = Checkpoint::read(&old).unwrap();
    let strengths = [(Regularizer::L2, 1e-5), (Regularizer::Dropout, 0.1)];
    let spec = RunSpec {
        architecture: Architecture::mlp(&[3, 2]),
        strengths: strengths.into_iter().collect(),
        ..RunSpec::new(DatasetName::Glyphs, 1)
    };
    assert_eq!((&checkpoint.spec, spec.file_stem().as_str()), (&spec, stem));
    checkpoint.verify_weights(&old).unwrap();
    let missing: Vec<Metric> = checkpoint.records.missing().map(|(kind, _)| kind).collect();
    assert_eq!(
        missing,
        [
            Metric::Alignments,
            Metric::Robustness,
            Metric::Chance,
            Metric::Functions,
            Metric::Pictures
        ]
    );
    let new = tempfile::tempdir().unwrap();
    let new = new.path().join("new.safetensors");
    checkpoint.write(&new).unwrap();
    assert!(std::fs::read(&old).unwrap() == std::fs::read(&new).unwrap());
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
