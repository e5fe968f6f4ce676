//! Where each dataset comes from: how it is read or made, its files, their checksums and the servers that have them.

mod cifar10;
mod fashion_mnist;
mod glyphs;
mod kmnist;
mod mnist;
mod own;

use super::{DataError, Examples};
use crate::spec::DatasetName;
use crate::workspace::Workspace;

/// Reads training and test part; adds notes about the files to the list.
type Read = fn(&Workspace, &mut Vec<String>) -> Result<(Examples, Examples), DataError>;

/// Where a dataset comes from.
pub(super) struct Source {
    /// Training and test part.
    pub(super) read: Read,
    /// The folder in which torchvision keeps the files, in `raw` below it.
    pub(super) torchvision: Option<&'static str>,
    /// What is downloaded.
    #[cfg(feature = "download")]
    pub(super) download: Download,
}

/// What is known of a dataset's public copies.
#[cfg(feature = "download")]
#[derive(Clone, Copy)]
pub(super) struct Download {
    /// The files that each mirror serves.
    pub(super) files: &'static [Remote],
    /// Addresses of folders.
    pub(super) mirrors: &'static [&'static str],
    /// What is extracted from them, if they are archives.
    pub(super) packed: Option<Packed>,
}

/// A folder of an archive and the files to read from it.
#[cfg(feature = "download")]
#[derive(Clone, Copy)]
pub(super) struct Packed {
    pub(super) folder: &'static str,
    pub(super) files: &'static [&'static str],
}

/// A file that every mirror of a dataset serves.
#[cfg(feature = "download")]
#[derive(Debug, Clone, Copy)]
pub(super) struct Remote {
    pub(super) file: &'static str,
    pub(super) checksum: Checksum,
}

/// How the right file is recognised; checksums are SHA-256 in hexadecimal digits.
#[cfg(feature = "download")]
#[derive(Debug, Clone, Copy)]
pub(super) enum Checksum {
    /// Of the file itself.
    File(&'static str),
    /// Of the decompressed content, which is the same whoever packed it.
    Gunzipped(&'static str),
}

/// MNIST's four files with their checksums: images and labels of the training part, then of the test part.
#[cfg(feature = "download")]
pub(super) const fn idx_files(checksums: [Checksum; 4]) -> [Remote; 4] {
    const fn remote(file: &'static str, checksum: Checksum) -> Remote {
        Remote { file, checksum }
    }
    [
        remote("train-images-idx3-ubyte.gz", checksums[0]),
        remote("train-labels-idx1-ubyte.gz", checksums[1]),
        remote("t10k-images-idx3-ubyte.gz", checksums[2]),
        remote("t10k-labels-idx1-ubyte.gz", checksums[3]),
    ]
}

/// The source of a known dataset; `None` for one of the user's own.
pub(super) fn source(dataset: DatasetName) -> Option<&'static Source> {
    Some(match dataset {
        DatasetName::Glyphs => &glyphs::SOURCE,
        DatasetName::Mnist => &mnist::SOURCE,
        DatasetName::Cifar10 => &cifar10::SOURCE,
        DatasetName::FashionMnist => &fashion_mnist::SOURCE,
        DatasetName::Kmnist => &kmnist::SOURCE,
        DatasetName::Own(_) => return None,
    })
}

/// Training and test part of a dataset. Remarks on its files go to `notes`.
pub(super) fn read(
    dataset: DatasetName,
    workspace: &Workspace,
    notes: &mut Vec<String>,
) -> Result<(Examples, Examples), DataError> {
    match source(dataset) {
        Some(source) => (source.read)(workspace, notes),
        None => own::read(dataset, workspace),
    }
}
