//! Fashion-MNIST: four IDX files under MNIST's names, in a folder of its own.

use super::Source;
#[cfg(feature = "download")]
use super::{Checksum, Download, Remote, idx_files};
use crate::data::idx;
use crate::spec::DatasetName;

pub(super) static SOURCE: Source = Source {
    read: |workspace, notes| idx::read_dataset(DatasetName::FashionMnist, workspace, notes),
    torchvision: Some("FashionMNIST"),
    #[cfg(feature = "download")]
    download: Download {
        files: &FILES,
        mirrors: &[
            "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion",
            "https://fashion-mnist.s3.eu-central-1.amazonaws.com",
        ],
        packed: None,
    },
};

/// Published with the files; other programs check the same ones.
#[cfg(feature = "download")]
const FILES: [Remote; 4] = idx_files([
    Checksum::File("3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
    Checksum::File("a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
    Checksum::File("346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
    Checksum::File("67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
]);
