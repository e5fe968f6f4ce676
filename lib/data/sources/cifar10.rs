//! The binary layout of CIFAR-10: records of one label byte and 3072 pixel bytes (red, green, blue plane; rows of 32).

use super::Source;
#[cfg(feature = "download")]
use super::{Checksum, Download, Packed, Remote};
use crate::data::{DataError, Examples, another_form, examples};
use crate::files::read_file;
use crate::spec::DatasetName;
use crate::workspace::Workspace;
use std::path::{Path, PathBuf};

pub(super) static SOURCE: Source = Source {
    read: |workspace, _| read(workspace),
    torchvision: None,
    #[cfg(feature = "download")]
    download: Download {
        files: &[Remote {
            file: "cifar-10-binary.tar.gz",
            checksum: Checksum::File(
                "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
            ),
        }],
        mirrors: &["https://www.cs.toronto.edu/~kriz"],
        packed: Some(Packed {
            folder: FOLDER,
            files: &FILES,
        }),
    },
};

/// The folder in which the archive of the dataset holds its files.
const FOLDER: &str = "cifar-10-batches-bin";
/// The files to read: the five of the training part, then that of the test part.
const FILES: [&str; 6] = [
    "data_batch_1.bin",
    "data_batch_2.bin",
    "data_batch_3.bin",
    "data_batch_4.bin",
    "data_batch_5.bin",
    "test_batch.bin",
];

/// A file of the dataset's Python version, which torchvision downloads.
const PYTHON: &str = "cifar-10-batches-py/data_batch_1";
/// Files of CIFAR-100, in both of its versions.
const CIFAR100: [&str; 2] = ["cifar-100-binary/train.bin", "cifar-100-python/train"];

const PIXELS: usize = 3 * 32 * 32;
const RECORD: usize = 1 + PIXELS;
/// CIFAR-100 has two labels per image.
const RECORD_OF_CIFAR100: usize = 2 + PIXELS;

/// Images and labels of one file, as bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CifarBatch {
    /// n × 3 × 32 × 32, row-major.
    pub pixels: Vec<u8>,
    /// n class indices from 0 to 9.
    pub labels: Vec<u8>,
}

/// Reads one file of the binary version of CIFAR-10, of any number of records from one.
///
/// # Errors
/// The file cannot be read, is empty, ends within a record, or holds a label above 9.
pub fn read_cifar_batch(path: &Path) -> Result<CifarBatch, DataError> {
    let content = read_file(path)?;
    let malformed = |expected: &str, found: String| DataError::Malformed {
        path: path.to_owned(),
        expected: expected.to_owned(),
        found,
    };
    if content.is_empty() || content.len() % RECORD != 0 {
        return Err(malformed(
            "one or more records of 3073 bytes",
            sizes(content.len()),
        ));
    }
    let mut batch = CifarBatch::default();
    batch.pixels.reserve_exact(content.len());
    for (index, record) in content.chunks_exact(RECORD).enumerate() {
        if record[0] > 9 {
            let found = format!("{} in record {index}", record[0]);
            return Err(malformed("labels from 0 to 9", found));
        }
        batch.labels.push(record[0]);
        batch.pixels.extend_from_slice(&record[1..]);
    }
    Ok(batch)
}

/// Training and test part of CIFAR-10.
///
/// The files carry no count of their own, so one that was cut off between two records is known by being shorter than
/// the others: all six have equal lengths (10,000 records in the published dataset).
fn read(workspace: &Workspace) -> Result<(Examples, Examples), DataError> {
    let mut paths = Vec::new();
    for file in FILES {
        paths.push(find(workspace, file)?);
    }
    let mut batches = Vec::new();
    for path in &paths {
        batches.push(read_cifar_batch(path)?);
    }
    let longest = batches.iter().map(|b| b.labels.len()).max().unwrap_or(0);
    for (batch, path) in batches.iter().zip(&paths) {
        if batch.labels.len() != longest {
            return Err(DataError::Malformed {
                path: path.clone(),
                expected: format!("{longest} records, as in the other files"),
                found: batch.labels.len().to_string(),
            });
        }
    }
    let shape = DatasetName::Cifar10.example_shape();
    let test = batches.pop().expect("the test file is the last of six");
    let mut train = CifarBatch::default();
    train.pixels.reserve_exact(batches.len() * longest * PIXELS);
    for batch in batches {
        train.pixels.extend_from_slice(&batch.pixels);
        train.labels.extend_from_slice(&batch.labels);
    }
    Ok((
        examples(&train.pixels, &train.labels, shape),
        examples(&test.pixels, &test.labels, shape),
    ))
}

/// What a file of this many bytes holds, if it is not CIFAR-10.
fn sizes(bytes: usize) -> String {
    if bytes > 0 && bytes.is_multiple_of(RECORD_OF_CIFAR100) {
        let records = bytes / RECORD_OF_CIFAR100;
        return format!("{records} records of 3074 bytes: those of CIFAR-100");
    }
    let (records, more) = (bytes / RECORD, bytes % RECORD);
    format!("{bytes} bytes, {records} records and {more} bytes more")
}

/// What lies where the files were sought, but cannot be read.
fn beside(workspace: &Workspace) -> Option<String> {
    let there = |file: &str| workspace.find_data(DatasetName::Cifar10.name(), file);
    let other = |path: PathBuf| format!("{} is of CIFAR-100, another dataset.", path.display());
    there(PYTHON)
        .map(|path| another_form(&path))
        .or_else(|| CIFAR100.iter().find_map(|file| there(file)).map(other))
}

fn find(workspace: &Workspace, file: &str) -> Result<PathBuf, DataError> {
    let dataset = DatasetName::Cifar10;
    let in_folder = format!("{FOLDER}/{file}");
    [in_folder.as_str(), file]
        .iter()
        .find_map(|name| workspace.find_data(dataset.name(), name))
        .ok_or_else(|| DataError::Missing {
            dataset,
            file: in_folder.clone(),
            folders: workspace.data_folders().to_vec(),
            beside: beside(workspace),
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Dataset;
    use tch::{Device, Kind};

    /// `n` records: label `index % 10`, red plane 0, green plane 1, blue plane 255, but pixel (row 0, column 1) of red `index`.
    fn records(n: usize) -> Vec<u8> {
        let record = |index: usize| {
            let mut pixels = vec![0u8; PIXELS];
            pixels[1024..2048].fill(1);
            pixels[2048..].fill(255);
            pixels[1] = index as u8;
            [vec![(index % 10) as u8], pixels].concat()
        };
        (0..n).flat_map(record).collect()
    }

    fn write_all(folder: &Path, n: usize) {
        std::fs::create_dir_all(folder).unwrap();
        for file in FILES {
            std::fs::write(folder.join(file), records(n)).unwrap();
        }
    }

    #[test]
    fn planes_rows_and_labels_come_out_as_they_lie() {
        let root = tempfile::tempdir().unwrap();
        write_all(&root.path().join("data/cifar10").join(FOLDER), 3);
        let workspace = Workspace::at(root.path());
        let data = Dataset::load(DatasetName::Cifar10, &workspace, Device::Cpu).unwrap();
        assert_eq!(data.train.images.size(), [15, 3, 32, 32]);
        assert_eq!(data.test.images.size(), [3, 3, 32, 32]);
        assert_eq!(data.train.images.kind(), Kind::Float);
        let value = |at: [i64; 4]| data.train.images.double_value(&at);
        assert_eq!(value([2, 0, 0, 1]), f64::from(2.0f32 / 255.0));
        assert_eq!(value([2, 0, 1, 0]), 0.0);
        assert_eq!(value([2, 1, 5, 5]), f64::from(1.0f32 / 255.0));
        assert_eq!(value([2, 2, 31, 31]), 1.0);
        let labels: Vec<i64> = Vec::try_from(&data.train.labels).unwrap();
        assert_eq!(labels, [0, 1, 2].repeat(5));
    }

    #[test]
    fn the_files_may_lie_where_mnist_may() {
        for place in ["data", "data/cifar10", "data/cifar-10-batches-bin"] {
            let root = tempfile::tempdir().unwrap();
            write_all(&root.path().join(place), 1);
            let found = read(&Workspace::at(root.path()));
            assert_eq!(found.unwrap().1.len(), 1, "{place}");
        }
    }

    #[test]
    fn wrong_files_are_refused_by_name() {
        let mut label = records(2);
        label[RECORD] = 10;
        let cases: [(&[u8], &str); 6] = [
            (&[], "0 bytes"),
            (
                &records(2)[..RECORD + 7],
                "3080 bytes, 1 records and 7 bytes more",
            ),
            (&label, "labels from 0 to 9, found 10 in record 1"),
            (&records(1), "2 records, as in the other files, found 1"),
            (b"<html>not here</html>", "21 bytes"),
            (
                &[9; 2 * 3074],
                "2 records of 3074 bytes: those of CIFAR-100",
            ),
        ];
        for (content, message) in cases {
            let root = tempfile::tempdir().unwrap();
            let folder = root.path().join("data/cifar10").join(FOLDER);
            write_all(&folder, 2);
            let path = folder.join("data_batch_3.bin");
            std::fs::write(&path, content).unwrap();
            let error = read(&Workspace::at(root.path())).unwrap_err().to_string();
            assert!(error.contains(message), "{error}");
            assert!(error.contains(path.to_str().unwrap()), "{error}");
        }
    }

    #[test]
    fn the_python_version_is_told_and_not_read() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("data/cifar-10-batches-py");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("data_batch_1"), b"\x80\x02}.").unwrap();
        let error = read(&Workspace::at(root.path())).unwrap_err();
        assert!(
            matches!(error, DataError::Missing { .. }),
            "so it is downloaded where that is asked for"
        );
        let error = error.to_string();
        assert!(
            error.contains("cifar-10-batches-py/data_batch_1 is another form"),
            "{error}"
        );
        assert!(error.contains("updown data cifar10"), "{error}");
    }

    #[test]
    fn a_folder_of_cifar_100_is_not_taken_for_it() {
        for file in CIFAR100 {
            let root = tempfile::tempdir().unwrap();
            let path = root.path().join("data").join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, [0; 3074]).unwrap();
            let error = read(&Workspace::at(root.path())).unwrap_err().to_string();
            assert!(error.contains("is of CIFAR-100"), "{error}");
            assert!(error.contains(path.to_str().unwrap()), "{error}");
        }
    }

    #[test]
    fn a_missing_file_is_named_with_the_way_to_get_it() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("data/cifar10").join(FOLDER);
        write_all(&folder, 1);
        std::fs::remove_file(folder.join("data_batch_4.bin")).unwrap();
        let error = read(&Workspace::at(root.path())).unwrap_err().to_string();
        for part in [
            "cifar-10-batches-bin/data_batch_4.bin",
            "updown data cifar10",
            "UPDOWN_DATA",
        ] {
            assert!(error.contains(part), "{error}");
        }
    }
}
