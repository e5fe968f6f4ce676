//! Datasets as two tensors each: examples and labels.
//!
//! A whole dataset lies on the device; a batch is a selection of indices. `glyphs` is generated and always available;
//! MNIST is read from its four IDX files (plain or gzipped), CIFAR-10 from the six files of its binary version, the
//! user's own datasets from folders ([`crate::import::dataset`]).

#[cfg(feature = "download")]
pub mod download;
mod idx;
mod sources;

use crate::device::upload;
use crate::seeds::{Seeds, Stream};
use crate::spec::DatasetName;
use crate::workspace::Workspace;
use rand::Rng;
use rand::seq::SliceRandom;
use std::path::{Path, PathBuf};
use tch::{Device, Kind, Tensor};

/// Why data cannot be used: they are missing, or not what they should be.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DataError {
    #[error(transparent)]
    Io(#[from] crate::files::IoError),
    #[error(transparent)]
    Own(#[from] crate::import::dataset::DatasetError),
    #[error("{dataset} is not there: no folder {dataset}/ in {}", listed(folders))]
    NoFolder {
        dataset: DatasetName,
        folders: Vec<PathBuf>,
    },
    #[error(
        "{dataset} is not there: no `{file}` in {}, nor in {dataset}/ below. `updown data {dataset}` downloads it; or name its folder \
         by UPDOWN_DATA (see data/README.md). {}",
        listed(folders),
        beside.as_deref().unwrap_or("The dataset `glyphs` needs no file.")
    )]
    Missing {
        dataset: DatasetName,
        file: String,
        folders: Vec<PathBuf>,
        /// What is there instead, if anything: a form of it that is not supported, or another dataset.
        beside: Option<String>,
    },
    #[error(
        "{dataset}: expected at least {expected} {part} images, found {found}: its files hold an empty set"
    )]
    TooFew {
        dataset: DatasetName,
        /// Which part.
        part: &'static str,
        expected: usize,
        found: usize,
    },
    #[error("{}: expected {expected}, found {found}", path.display())]
    Malformed {
        path: PathBuf,
        expected: String,
        found: String,
    },
}

/// Says that a file belongs to the requested dataset, but cannot be read.
fn another_form(path: &Path) -> String {
    format!(
        "{} is another form of it, which is not supported.",
        path.display()
    )
}

fn listed(folders: &[PathBuf]) -> String {
    let folders: Vec<String> = folders.iter().map(|f| f.display().to_string()).collect();
    folders.join(", ")
}

/// The fewest training images that can be split into a part to learn from and one to validate on.
const FEWEST: usize = 2;

/// Images with their labels.
#[derive(Debug)]
pub struct Examples {
    /// n × the shape of an example, f32: channels × rows × columns in [0, 1] of images.
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

    /// The first `n` examples, or all if there are fewer.
    pub fn first(&self, n: usize) -> Self {
        let n = n.min(self.len()) as i64;
        Self {
            images: self.images.narrow(0, 0, n),
            labels: self.labels.narrow(0, 0, n),
        }
    }

    /// The same examples, each image mirrored left to right with probability ½: the augmentation of CIFAR-10's
    /// training part. One draw per image, in order. Examples are n × channels × rows × columns.
    pub fn flipped(&self, rng: &mut Stream) -> Self {
        let mirrored: Vec<bool> = (0..self.len()).map(|_| rng.r#gen()).collect();
        let mirrored = Tensor::from_slice(&mirrored).view([-1, 1, 1, 1]);
        let mirrored = upload(&mirrored, self.images.device());
        let columns = 3;
        Self {
            images: self
                .images
                .flip([columns])
                .where_self(&mirrored, &self.images),
            labels: self.labels.shallow_clone(),
        }
    }

    fn to_device(&self, device: Device) -> Self {
        Self {
            images: self.images.to_device(device),
            labels: self.labels.to_device(device),
        }
    }
}

/// A dataset: what a network learns from, and what it is tested on.
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
    /// A file is missing, cannot be read, or is not what its header says; a part is empty.
    pub fn load(
        name: DatasetName,
        workspace: &Workspace,
        device: Device,
    ) -> Result<Self, DataError> {
        Self::load_noted(name, workspace, device).map(|(dataset, _)| dataset)
    }

    /// As [`Dataset::load`], with notes about the files, such as damaged ones beside those that were read.
    ///
    /// # Errors
    /// As [`Dataset::load`].
    pub fn load_noted(
        name: DatasetName,
        workspace: &Workspace,
        device: Device,
    ) -> Result<(Self, Vec<String>), DataError> {
        let mut notes = Vec::new();
        let (train, test) = sources::read(name, workspace, &mut notes)?;
        log::info!(
            "{name}: {} training and {} test images",
            train.len(),
            test.len()
        );
        for (part, examples, fewest) in [("training", &train, FEWEST), ("test", &test, 1)] {
            if examples.len() < fewest {
                return Err(DataError::TooFew {
                    dataset: name,
                    part,
                    expected: fewest,
                    found: examples.len(),
                });
            }
        }
        let dataset = Self {
            name,
            train: train.to_device(device),
            test: test.to_device(device),
        };
        Ok((dataset, notes))
    }

    /// The same tensors with another handle, which a worker thread can own.
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

    /// The same with only the first `images` of the training part (or all if there are fewer), with another handle.
    pub(crate) fn first_training(&self, images: Option<usize>) -> Self {
        Self {
            train: self.train.first(images.unwrap_or(usize::MAX)),
            ..self.share()
        }
    }

    /// Indices into the training part: a random 90 % to learn from, 10 % to validate on; they depend only on the seed.
    pub(crate) fn split_indices(&self, seeds: &Seeds) -> (Vec<i64>, Vec<i64>) {
        let mut order: Vec<i64> = (0..self.train.len() as i64).collect();
        order.shuffle(&mut seeds.stream("split"));
        let val = order.split_off(self.train.len() * 9 / 10);
        (order, val)
    }

    /// The training part in two, copied: a random 90 % to learn from, 10 % to validate on; they depend only on the seed.
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

/// The first of the data folders, or of their subfolders of the dataset's name, that holds `file`; else the place below them
/// where torchvision puts it.
fn find(dataset: DatasetName, workspace: &Workspace, file: &str) -> Option<PathBuf> {
    let own = if dataset.has_own_folder() {
        workspace.find_data_within(dataset.name(), file)
    } else {
        workspace.find_data(dataset.name(), file)
    };
    let raw = sources::source(dataset).and_then(|source| source.torchvision);
    let within = |folder: String| raw.and_then(|_| workspace.find_data_within(&folder, file));
    let raw = raw.unwrap_or_default();
    own.or_else(|| within(format!("{raw}/raw")))
        .or_else(|| within(format!("{dataset}/{raw}/raw")))
}

/// Bytes of images and labels as tensors.
fn examples(pixels: &[u8], labels: &[u8], shape: &[usize]) -> Examples {
    let sizes: Vec<i64> = std::iter::once(-1)
        .chain(shape.iter().map(|&s| s as i64))
        .collect();
    let mut images = Tensor::from_slice(pixels)
        .view(&sizes[..])
        .to_kind(Kind::Float);
    // In place: CIFAR-10 takes 0.7 GB.
    let _ = images.divide_scalar_(255.0);
    Examples {
        images,
        labels: Tensor::from_slice(labels).to_kind(Kind::Int64),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flips_mirror_half_of_the_images_as_the_stream_says() {
        let pixels: Vec<u8> = (0..200 * 2 * 3 * 4).map(|i| (i % 251) as u8).collect();
        let plain = examples(&pixels, &[7; 200], &[2, 3, 4]);
        let stream = |name| Seeds::of_run(3).stream(name);
        let flipped = plain.flipped(&mut stream("flips/epoch=1"));
        let same = |a: &Tensor, b: &Tensor, i: i64| a.get(i) == b.get(i);
        let mirror = plain.images.flip([3]);
        let mirrored: Vec<bool> = (0..200)
            .map(|i| {
                let turned = same(&flipped.images, &mirror, i);
                assert!(turned || same(&flipped.images, &plain.images, i), "{i}");
                turned
            })
            .collect();
        let expected: Vec<bool> = {
            let mut rng = stream("flips/epoch=1");
            (0..200).map(|_| rng.r#gen()).collect()
        };
        assert_eq!(mirrored, expected);
        let count = mirrored.iter().filter(|&&turned| turned).count();
        assert!((70..130).contains(&count), "{count} of 200");
        let other = plain.flipped(&mut stream("flips/epoch=2"));
        assert_ne!(flipped.images, other.images);
        assert_eq!(flipped.labels, plain.labels);
    }
}
