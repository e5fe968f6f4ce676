//! Datasets by name, a row each.

use super::{Architecture, SpecError};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// What is known of a dataset apart from its files.
struct Row {
    name: &'static str,
    image_shape: [usize; 3],
    classes: usize,
    flips: bool,
    own_folder: bool,
    network: fn() -> Architecture,
}

/// The enumeration of the datasets and their rows, from one table.
macro_rules! datasets {
    ($($(#[doc = $doc:literal])* $dataset:ident = $name:literal {
        image_shape: $shape:expr, classes: $classes:literal, flips: $flips:literal, own_folder: $own_folder:literal,
        network: $network:expr $(,)?
    })*) => {
        /// A dataset by name. `Glyphs` is generated and always there.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum DatasetName {
            $($(#[doc = $doc])* #[serde(rename = $name)] $dataset,)*
        }

        impl DatasetName {
            /// All datasets.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$dataset),*];

            const fn row(self) -> Row {
                match self {
                    $(Self::$dataset => Row {
                        name: $name,
                        image_shape: $shape,
                        classes: $classes,
                        flips: $flips,
                        own_folder: $own_folder,
                        network: $network,
                    },)*
                }
            }
        }
    };
}

// A row each: the name in files, run ids and on the command line; channels, rows and columns of an image; classes; whether
// training images are flipped left to right at random; whether its files are looked for in a folder of its name only, since
// another dataset's have the same names; the network that file names do not mention. `data` knows the files.
datasets! {
    /// Ten digit shapes drawn from strokes, 28×28 (see `data::glyphs`).
    Glyphs = "glyphs" {
        image_shape: [1, 28, 28], classes: 10, flips: false, own_folder: false,
        network: || Architecture::mlp(&[64, 64]),
    }
    /// Handwritten digits, 28×28 (LeCun et al.).
    Mnist = "mnist" {
        image_shape: [1, 28, 28], classes: 10, flips: false, own_folder: false,
        network: || Architecture::mlp(&[64, 64]),
    }
    /// Natural images, 3×32×32 (Krizhevsky).
    Cifar10 = "cifar10" {
        image_shape: [3, 32, 32], classes: 10, flips: true, own_folder: false,
        network: || Architecture::cnn(&[64, 128, 256, 256]),
    }
    /// Articles of clothing, 28×28 (Xiao et al. 2017).
    FashionMnist = "fashion-mnist" {
        image_shape: [1, 28, 28], classes: 10, flips: false, own_folder: true,
        network: || Architecture::mlp(&[64, 64]),
    }
    /// Cursive Japanese characters, 28×28 (Clanuwat et al. 2018).
    Kmnist = "kmnist" {
        image_shape: [1, 28, 28], classes: 10, flips: false, own_folder: true,
        network: || Architecture::mlp(&[64, 64]),
    }
}

impl DatasetName {
    /// The name used in files, run ids and on the command line.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Channels, rows and columns of one image.
    pub fn image_shape(self) -> [usize; 3] {
        self.row().image_shape
    }

    /// Numbers in one image.
    pub fn input_len(self) -> usize {
        self.image_shape().iter().product()
    }

    /// Number of classes.
    pub fn classes(self) -> usize {
        self.row().classes
    }

    /// Whether training images are flipped left to right at random.
    pub fn flips(self) -> bool {
        self.row().flips
    }

    /// Whether its files are looked for in a folder of its name only.
    pub fn has_own_folder(self) -> bool {
        self.row().own_folder
    }

    /// The paper's network for it, or the one that is nearest to the paper's.
    pub(super) fn network(self) -> Architecture {
        (self.row().network)()
    }
}

impl fmt::Display for DatasetName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for DatasetName {
    type Err = SpecError;
    fn from_str(text: &str) -> Result<Self, SpecError> {
        Self::ALL
            .into_iter()
            .find(|d| d.name() == text)
            .ok_or_else(|| SpecError::Unknown {
                what: "dataset",
                found: text.to_owned(),
                expected: Self::ALL.iter().map(|d| d.name().to_owned()).collect(),
            })
    }
}
