//! Fashion-MNIST: four IDX files under MNIST's names, in a folder of its own.

use super::Source;
#[cfg(feature = "download")]
use super::{Download, SIZES_OF_MNIST};
use crate::data::idx;
use crate::spec::DatasetName;

pub(super) static SOURCE: Source = Source {
    read: |workspace, notes| idx::read_dataset(DatasetName::FashionMnist, workspace, notes),
    torchvision: Some("FashionMNIST"),
    #[cfg(feature = "download")]
    download: Download {
        files: &SIZES_OF_MNIST,
        mirrors: &[
            "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion",
        ],
        packed: None,
    },
};
