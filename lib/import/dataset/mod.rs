//! The user's own datasets: folders with a training and a test part.
//!
//! Either the four IDX files of MNIST's format, plain or gzipped; or `train_images`, `train_labels`, `test_images`,
//! `test_labels`, each a `.npy` file, or all in one safetensors file. An example may have any shape. Bytes are scaled to
//! [0, 1]; floating-point numbers are taken unchanged.

mod array;
mod idx;

use crate::files::elements::Element;
use crate::files::{IoContext, IoError};
use crate::matrices::MatrixError;
use crate::spec::{DatasetName, SpecError};
use array::Array;
use std::path::{Path, PathBuf};

pub use idx::{IdxArray, read_idx};

/// Why a folder is not a usable dataset of images and classes.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DatasetError {
    #[error(transparent)]
    Io(#[from] IoError),
    #[error(transparent)]
    Array(#[from] MatrixError),
    #[error(transparent)]
    Spec(#[from] SpecError),
    #[error("{}: expected {expected}, found {found}", path.display())]
    Malformed {
        path: PathBuf,
        expected: String,
        found: String,
    },
    #[error(
        "{}: there is no `{file}`: expected MNIST's four IDX files, or train_images, train_labels, test_images and test_labels as .npy \
         files or in one safetensors file",
        folder.display()
    )]
    Missing { folder: PathBuf, file: &'static str },
    #[error(
        "{}: without `{labels}` this is an unlabelled set; updown measures classifiers, and needs the class of every example",
        folder.display()
    )]
    Unlabelled {
        folder: PathBuf,
        labels: &'static str,
    },
    #[error(
        "{}: label {index} is {found}: this looks like a regression set, and updown measures classifiers: labels are whole numbers from 0",
        path.display()
    )]
    Regression {
        path: PathBuf,
        index: usize,
        found: f64,
    },
}

/// The most classes; larger labels must be something else.
const MOST_CLASSES: usize = 100_000;

/// One part of a dataset.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// n × the shape of an example.
    pub shape: Vec<usize>,
    /// Row-major, finite.
    pub numbers: Vec<f32>,
    /// n class indices.
    pub labels: Vec<i64>,
}

/// A folder whose files are present, and whose headers fit together.
pub struct Folder {
    path: PathBuf,
    train: Files,
    test: Files,
}

struct Files {
    images: Array,
    labels: Array,
}

impl Folder {
    /// Opens a folder; reads only the headers of its files.
    ///
    /// # Errors
    /// A file is missing or is not what it should be; the two parts differ in the shape of an example; images and labels
    /// differ in number.
    pub fn open(path: &Path) -> Result<Self, DatasetError> {
        let files = |images, labels| -> Result<Files, DatasetError> {
            let missing = || DatasetError::Missing {
                folder: path.to_owned(),
                file: images,
            };
            let images = find(path, images)?.ok_or_else(missing)?;
            let unlabelled = || DatasetError::Unlabelled {
                folder: path.to_owned(),
                labels,
            };
            let labels = find(path, labels)?.ok_or_else(unlabelled)?;
            Files { images, labels }.checked()
        };
        let train = files("train_images", "train_labels")?;
        let test = files("test_images", "test_labels")?;
        let (expected, found) = (&train.images.shape[1..], &test.images.shape[1..]);
        if expected != found {
            return Err(test.images.wrong(
                format!("examples of {expected:?}, as in the training part"),
                format!("{found:?}"),
            ));
        }
        Ok(Self {
            path: path.to_owned(),
            train,
            test,
        })
    }

    /// Name, shape and number of classes, which is one more than the highest label.
    ///
    /// # Errors
    /// A label is not a whole number from 0, or far too large; the folder's name cannot be a dataset's.
    pub fn dataset(&self) -> Result<DatasetName, DatasetError> {
        let labels = [self.train.labels()?, self.test.labels()?].concat();
        let classes = labels.iter().max().map_or(0, |&last| last as usize + 1);
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        let shape = &self.train.images.shape[1..];
        Ok(DatasetName::own(&name, shape, classes)?)
    }

    /// Reads the training and the test part, which have to fit `dataset`.
    ///
    /// # Errors
    /// Examples have another shape, a label is out of range, or a number is not finite.
    pub fn read(&self, dataset: DatasetName) -> Result<(Part, Part), DatasetError> {
        Ok((self.train.read(dataset)?, self.test.read(dataset)?))
    }
}

impl Files {
    fn checked(self) -> Result<Self, DatasetError> {
        let images = &self.images.shape;
        if images.len() < 2 || images.contains(&0) {
            let expected = "n examples of one or more numbers";
            return Err(self.images.wrong(expected, format!("shape {images:?}")));
        }
        let scales = [Element::Unsigned(1), Element::F16, Element::BF16];
        let element = self.images.element;
        if !element.is_full_precision() && !scales.contains(&element) {
            let expected = "bytes (u8, scaled to [0, 1]) or floating-point numbers";
            return Err(self.images.wrong(expected, format!("{element:?}")));
        }
        let n = images[0];
        match self.labels.shape[..] {
            [found] if found == n => Ok(self),
            [found] => Err(self
                .labels
                .wrong(format!("as many labels as images ({n})"), found.to_string())),
            ref other => Err(self
                .labels
                .wrong("one label for each example", format!("shape {other:?}"))),
        }
    }

    fn labels(&self) -> Result<Vec<i64>, DatasetError> {
        self.labels.numbers(|index, label| {
            if label.fract() != 0.0 || !label.is_finite() {
                return Err(DatasetError::Regression {
                    path: self.labels.path.clone(),
                    index,
                    found: label,
                });
            }
            if !(0.0..MOST_CLASSES as f64).contains(&label) {
                let expected = format!("labels from 0 to {} at most", MOST_CLASSES - 1);
                let found = format!("{label} of example {index}");
                return Err(self.labels.wrong(expected, found));
            }
            Ok(label as i64)
        })
    }

    fn read(&self, dataset: DatasetName) -> Result<Part, DatasetError> {
        let shape = &self.images.shape;
        if shape[1..] != *dataset.example_shape() {
            let expected = format!("examples of {:?}", dataset.example_shape());
            return Err(self.images.wrong(expected, format!("{:?}", &shape[1..])));
        }
        let labels = self.labels()?;
        let last = dataset.classes() as i64 - 1;
        if let Some(index) = labels.iter().position(|label| *label > last) {
            let found = format!("{} of example {index}", labels[index]);
            return Err(self.labels.wrong(format!("labels from 0 to {last}"), found));
        }
        let is_bytes = self.images.element == Element::Unsigned(1);
        let numbers = self.images.numbers(|index, number| {
            let number = number as f32;
            if !number.is_finite() {
                let each: usize = shape[1..].iter().product();
                let found = format!("{number} in example {}", index / each);
                return Err(self.images.wrong("finite numbers", found));
            }
            Ok(if is_bytes { number / 255.0 } else { number })
        })?;
        Ok(Part {
            shape: shape.clone(),
            numbers,
            labels,
        })
    }
}

/// The folder's array called `name`, such as `train_images`; of several files, the first of safetensors, .npy and IDX.
fn find(folder: &Path, name: &str) -> Result<Option<Array>, DatasetError> {
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder).at("read", folder)? {
        files.push(entry.at("read", folder)?.path());
    }
    files.sort();
    for path in files.iter().filter(|path| has_ending(path, "safetensors")) {
        if let Some(array) = Array::of_safetensors(path, name)? {
            return Ok(Some(array));
        }
    }
    let npy = folder.join(format!("{name}.npy"));
    if npy.is_file() {
        return Array::of_npy(&npy).map(Some);
    }
    let (part, what) = name.split_once('_').expect("a part and what of it");
    let is_it = |path: &&PathBuf| {
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let parts = [part, if part == "test" { "t10k" } else { part }];
        parts.iter().any(|part| {
            let rest = file.strip_prefix(&format!("{part}-{what}"));
            rest.is_some_and(|rest| rest.starts_with("-idx") || rest.starts_with(".idx"))
        })
    };
    files
        .iter()
        .find(is_it)
        .map(|path| Array::of_idx(path))
        .transpose()
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|e| e == ending)
}
