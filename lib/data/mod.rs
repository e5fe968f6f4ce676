//! Datasets as two tensors each: images in [0, 1] and labels.
//!
//! A whole dataset lies on the device; a batch is a selection of indices. `glyphs` is generated and always there,
//! MNIST is read from its four IDX files (plain or gzipped).

mod glyphs;
mod idx;

use crate::seeds::Seeds;
use crate::spec::DatasetName;
use crate::workspace::Workspace;
use rand::seq::SliceRandom;
use std::path::PathBuf;
use tch::{Device, Kind, Tensor};

pub use idx::{IdxArray, read_idx};

/// Data that are not there, or not what they should be.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DataError {
    #[error(transparent)]
    Io(#[from] crate::error::IoError),
    #[error(
        "{dataset} is not there: `{file}` (or `{file}.gz`) was looked for in {} and its subfolder `{dataset}`. \
         Put the dataset's files there, or name their folder by UPDOWN_DATA; see data/README.md. \
         The dataset `glyphs` needs no file.", folders.iter().map(|f| f.display().to_string()).collect::<Vec<_>>().join(", ")
    )]
    Missing {
        dataset: DatasetName,
        file: String,
        folders: Vec<PathBuf>,
    },
    #[error("{}: expected {expected}, found {found}", path.display())]
    Malformed {
        path: PathBuf,
        expected: String,
        found: String,
    },
    #[error("dataset {dataset} is not supported yet: expected glyphs or mnist")]
    Unsupported { dataset: DatasetName },
}

/// Images with their labels.
#[derive(Debug)]
pub struct Examples {
    /// n × channels × rows × columns, f32, in [0, 1].
    pub images: Tensor,
    /// n class indices, i64.
    pub labels: Tensor,
}

impl Examples {
    /// Number of images.
    pub fn len(&self) -> usize {
        self.labels.size()[0] as usize
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The examples at these indices (i64 tensor on the same device), in this order.
    pub fn select(&self, indices: &Tensor) -> Self {
        Self {
            images: self.images.index_select(0, indices),
            labels: self.labels.index_select(0, indices),
        }
    }

    /// The first `n` examples, or all where there are fewer.
    pub fn first(&self, n: usize) -> Self {
        let n = n.min(self.len()) as i64;
        Self {
            images: self.images.narrow(0, 0, n),
            labels: self.labels.narrow(0, 0, n),
        }
    }

    fn to_device(&self, device: Device) -> Self {
        Self {
            images: self.images.to_device(device),
            labels: self.labels.to_device(device),
        }
    }
}

/// A dataset: what a network may learn from, and what it is tested on.
#[derive(Debug)]
pub struct Dataset {
    /// Which one it is.
    pub name: DatasetName,
    /// The part that is split into training and validation examples.
    pub train: Examples,
    /// The test part.
    pub test: Examples,
}

impl Dataset {
    /// Reads or generates a dataset and puts it on `device`.
    ///
    /// # Errors
    /// A file is missing, cannot be read, or is not what its header says.
    pub fn load(
        name: DatasetName,
        workspace: &Workspace,
        device: Device,
    ) -> Result<Self, DataError> {
        let (train, test) = match name {
            DatasetName::Glyphs => glyphs::generate(),
            DatasetName::Mnist => idx::mnist(workspace)?,
            DatasetName::Cifar10 => return Err(DataError::Unsupported { dataset: name }),
        };
        Ok(Self {
            name,
            train: train.to_device(device),
            test: test.to_device(device),
        })
    }

    /// The same tensors under another handle, which a worker thread can own.
    pub fn share(&self) -> Self {
        let share = |e: &Examples| Examples {
            images: e.images.shallow_clone(),
            labels: e.labels.shallow_clone(),
        };
        Self {
            name: self.name,
            train: share(&self.train),
            test: share(&self.test),
        }
    }

    /// Indices into the training part: a random 90 % to learn from, 10 % to validate on; decided by the seed alone.
    pub fn split_indices(&self, seeds: &Seeds) -> (Vec<i64>, Vec<i64>) {
        let mut order: Vec<i64> = (0..self.train.len() as i64).collect();
        order.shuffle(&mut seeds.stream("split"));
        let val = order.split_off(self.train.len() * 9 / 10);
        (order, val)
    }

    /// The two parts of [`Dataset::split_indices`] as copies.
    pub fn split(&self, seeds: &Seeds) -> Split {
        let (train, val) = self.split_indices(seeds);
        let device = self.train.labels.device();
        let part = |indices: &[i64]| Tensor::from_slice(indices).to_device(device);
        Split {
            train: self.train.select(&part(&train)),
            val: self.train.select(&part(&val)),
        }
    }
}

/// The training part in two.
#[derive(Debug)]
pub struct Split {
    /// To learn from.
    pub train: Examples,
    /// To decide when to stop.
    pub val: Examples,
}

/// Bytes of images and labels as tensors.
fn examples(pixels: &[u8], labels: &[u8], shape: [usize; 3]) -> Examples {
    let [channels, rows, columns] = shape.map(|s| s as i64);
    let images = Tensor::from_slice(pixels)
        .view([-1, channels, rows, columns])
        .to_kind(Kind::Float)
        / 255.0;
    Examples {
        images,
        labels: Tensor::from_slice(labels).to_kind(Kind::Int64),
    }
}
