//! Kuzushiji-MNIST: four IDX files under MNIST's names, in a folder of its own.

use super::Source;
#[cfg(feature = "download")]
use super::{Download, SIZES_OF_MNIST};
use crate::data::idx;
use crate::spec::DatasetName;

pub(super) static SOURCE: Source = Source {
    read: |workspace, notes| idx::read_dataset(DatasetName::Kmnist, workspace, notes),
    torchvision: Some("KMNIST"),
    #[cfg(feature = "download")]
    download: Download {
        files: &SIZES_OF_MNIST,
        mirrors: &["https://codh.rois.ac.jp/kmnist/dataset/kmnist"],
        packed: None,
    },
};
