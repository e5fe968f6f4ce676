//! Datasets by name: a row for each known one, and the user's own.

use super::{Architecture, OwnDataset, SpecError};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// What is known of a dataset apart from its files.
struct Row {
    name: &'static str,
    example_shape: &'static [usize],
    classes: usize,
    class_names: &'static [&'static str],
    flips: bool,
    own_folder: bool,
    network: fn() -> Architecture,
}

/// The enumeration of the datasets and their rows, from one table.
macro_rules! datasets {
    ($($(#[doc = $doc:literal])* $dataset:ident = $name:literal {
        example_shape: $shape:expr, classes: $classes:literal, flips: $flips:literal, own_folder: $own_folder:literal,
        $(class_names: [$($class:literal),*],)?
        network: $network:expr $(,)?
    })*) => {
        /// A dataset by name. `Glyphs` is generated and always there.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum DatasetName {
            $($(#[doc = $doc])* $dataset,)*
            /// A folder of the user's own.
            Own(OwnDataset),
        }

        impl DatasetName {
            /// All datasets but the user's own.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$dataset),*];

            const fn row(self) -> Row {
                match self {
                    $(Self::$dataset => Row {
                        name: $name,
                        example_shape: &$shape,
                        classes: $classes,
                        class_names: &[$($($class),*)?],
                        flips: $flips,
                        own_folder: $own_folder,
                        network: $network,
                    },)*
                    Self::Own(own) => Row {
                        name: own.name(),
                        example_shape: own.example_shape(),
                        classes: own.classes(),
                        class_names: &[],
                        flips: false,
                        own_folder: true,
                        network: || Architecture::mlp(&[64, 64]),
                    },
                }
            }
        }
    };
}

// One row each: the name in files, run ids and on the command line; the shape of an example; classes, and what they are called if not
// 0 to 9; whether training images are flipped left to right at random; whether its files are sought only in a folder of its name,
// because another dataset's have the same names; the network that file names need not mention. `data` knows the files.
datasets! {
    /// Ten digit shapes drawn from strokes, 28×28 (see `data::glyphs`).
    Glyphs = "glyphs" {
        example_shape: [1, 28, 28], classes: 10, flips: false, own_folder: false,
        network: || Architecture::mlp(&[64, 64]),
    }
    /// Handwritten digits, 28×28 (LeCun et al.).
    Mnist = "mnist" {
        example_shape: [1, 28, 28], classes: 10, flips: false, own_folder: false,
        network: || Architecture::mlp(&[64, 64]),
    }
    /// Natural images, 3×32×32 (Krizhevsky).
    Cifar10 = "cifar10" {
        example_shape: [3, 32, 32], classes: 10, flips: true, own_folder: false,
        class_names: ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"],
        network: || Architecture::cnn(&[64, 128, 256, 256]),
    }
    /// Articles of clothing, 28×28 (Xiao et al. 2017).
    FashionMnist = "fashion-mnist" {
        example_shape: [1, 28, 28], classes: 10, flips: false, own_folder: true,
        class_names: ["T-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"],
        network: || Architecture::mlp(&[64, 64]),
    }
    /// Cursive Japanese characters, 28×28 (Clanuwat et al. 2018).
    Kmnist = "kmnist" {
        example_shape: [1, 28, 28], classes: 10, flips: false, own_folder: true,
        network: || Architecture::mlp(&[64, 64]),
    }
}

impl DatasetName {
    /// The user's own dataset in the folder `name`, with examples of this shape (d, c×h×w, tokens×features, …) in classes 0 to
    /// `classes` − 1.
    ///
    /// # Errors
    /// The name is that of a known dataset, or has characters that file names should not have; an example has no numbers;
    /// there are fewer than two classes.
    pub fn own(name: &str, example_shape: &[usize], classes: usize) -> Result<Self, SpecError> {
        if name.parse::<Self>().is_ok() {
            return Err(SpecError::Name {
                what: "dataset",
                found: name.to_owned(),
            });
        }
        OwnDataset::new(name, example_shape, classes).map(Self::Own)
    }

    /// The name used in files, run ids and on the command line.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// The shape of one example: channels, rows and columns of an image; for the user's own data whatever they have.
    pub fn example_shape(self) -> &'static [usize] {
        self.row().example_shape
    }

    /// Numbers in one example.
    pub fn input_len(self) -> usize {
        self.example_shape().iter().product()
    }

    /// Number of classes.
    pub fn classes(self) -> usize {
        self.row().classes
    }

    /// What the classes are called, class 0 first; empty where their labels say it (digits) or nobody said.
    pub fn class_names(self) -> &'static [&'static str] {
        self.row().class_names
    }

    /// Whether training images are flipped left to right at random.
    pub fn flips(self) -> bool {
        self.row().flips
    }

    /// Whether its files are sought only in a folder of its name.
    pub fn has_own_folder(self) -> bool {
        self.row().own_folder
    }

    /// The paper's network for it, or the one nearest to the paper's: file names do not mention it.
    pub fn network(self) -> Architecture {
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

/// As the bare name, or, for the user's own, with what the name does not say.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Stored {
    Known(String),
    Own {
        name: String,
        shape: Vec<usize>,
        classes: usize,
    },
}

impl Serialize for DatasetName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let name = self.name().to_owned();
        match self {
            Self::Own(own) => Stored::Own {
                name,
                shape: own.example_shape().to_vec(),
                classes: own.classes(),
            },
            _ => Stored::Known(name),
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for DatasetName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = match Stored::deserialize(deserializer)? {
            Stored::Known(name) => name.parse(),
            Stored::Own {
                name,
                shape,
                classes,
            } => Self::own(&name, &shape, classes),
        };
        read.map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_have_a_name_each_or_none_has_one() {
        for dataset in DatasetName::ALL {
            let names = dataset.class_names().len();
            assert!(names == 0 || names == dataset.classes(), "{dataset}");
        }
        assert_eq!(DatasetName::Cifar10.class_names()[3], "cat");
    }

    #[test]
    fn a_dataset_of_the_users_own_is_stored_with_shape_and_classes() {
        let own = DatasetName::own("wine", &[13], 3).unwrap();
        let text = serde_json::to_string(&own).unwrap();
        assert_eq!(text, r#"{"name":"wine","shape":[13],"classes":3}"#);
        assert_eq!(serde_json::from_str::<DatasetName>(&text).unwrap(), own);
        let known = serde_json::to_string(&DatasetName::Mnist).unwrap();
        assert_eq!(known, r#""mnist""#);
        assert!(DatasetName::own("mnist", &[13], 3).is_err());
        assert_eq!(
            serde_json::from_str::<DatasetName>(&known).unwrap(),
            DatasetName::Mnist
        );
    }
}
