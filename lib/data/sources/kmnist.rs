//! Kuzushiji-MNIST: four IDX files under MNIST's names, in a folder of its own.

use super::Source;
#[cfg(feature = "download")]
use super::{Checksum, Download, Remote, idx_files};
use crate::data::idx;
use crate::spec::DatasetName;

pub(super) static SOURCE: Source = Source {
    read: |workspace, notes| idx::read_dataset(DatasetName::Kmnist, workspace, notes),
    torchvision: Some("KMNIST"),
    #[cfg(feature = "download")]
    download: Download {
        files: &FILES,
        mirrors: &["https://codh.rois.ac.jp/kmnist/dataset/kmnist"],
        packed: None,
    },
};

/// Published with the files; other programs check the same ones.
#[cfg(feature = "download")]
const FILES: [Remote; 4] = idx_files([
    Checksum::File("51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4"),
    Checksum::File("e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17"),
    Checksum::File("edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5"),
    Checksum::File("20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c"),
]);
