//! MNIST: four IDX files.

use super::Source;
#[cfg(feature = "download")]
use super::{Checksum, Download, Remote, idx_files};
use crate::data::idx;
use crate::spec::DatasetName;

pub(super) static SOURCE: Source = Source {
    read: |workspace, notes| idx::read_dataset(DatasetName::Mnist, workspace, notes),
    torchvision: Some("MNIST"),
    #[cfg(feature = "download")]
    download: Download {
        files: &FILES,
        mirrors: &[
            "https://ossci-datasets.s3.amazonaws.com/mnist",
            "https://storage.googleapis.com/cvdf-datasets/mnist",
        ],
        packed: None,
    },
};

#[cfg(feature = "download")]
const FILES: [Remote; 4] = idx_files([
    Checksum::Gunzipped("ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
    Checksum::Gunzipped("65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
    Checksum::Gunzipped("0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
    Checksum::Gunzipped("ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
]);
