//! Architectures, one row each: what a network is called in files, how its shape is declared, what images it takes.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What is known of an architecture apart from its tensors.
struct Row {
    name: &'static str,
    prefix: &'static str,
    layers_beside: usize,
    images: Option<&'static [usize]>,
    option: Option<(&'static str, &'static str)>,
    of: fn(Vec<usize>) -> Architecture,
}

/// The enumeration of the architectures and their rows, from one table.
macro_rules! architectures {
    ($($(#[doc = $doc:literal])* $kind:ident { $sizes:ident } = $name:literal {
        prefix: $prefix:literal, layers_beside: $layers:literal, images: $images:expr, option: $option:expr $(,)?
    })*) => {
        /// The shape of a network; input size and classes come from the dataset.
        #[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Architecture {
            $($(#[doc = $doc])* #[serde(rename = $name)] $kind { $sizes: Vec<usize> },)*
        }

        static ROWS: [Row; [$($name),*].len()] = [$(Row {
            name: $name,
            prefix: $prefix,
            layers_beside: $layers,
            images: $images,
            option: $option,
            of: |$sizes| Architecture::$kind { $sizes },
        }),*];

        impl Architecture {
            /// Widths of its layers or channels of its stages.
            pub fn sizes(&self) -> &[usize] {
                match self {
                    $(Self::$kind { $sizes } => $sizes,)*
                }
            }

            fn row(&self) -> &'static Row {
                let name = match self {
                    $(Self::$kind { .. } => $name,)*
                };
                let row = ROWS.iter().find(|row| row.name == name);
                row.expect("each architecture has its row")
            }
        }
    };
}

// One row each: the name in files and declarations; the prefix of its shape in file names; the number of hidden layers besides those
// that have sizes; the required shape of images, where it matters; the command's option with its help, for networks that are trained here.
architectures! {
    /// Fully connected ReLU layers of these widths, then a linear projection to the classes.
    Mlp { hidden } = "mlp" {
        prefix: "", layers_beside: 0, images: None,
        option: Some(("hidden", "Widths of the hidden layers of an MLP [default: 64,64; for cifar10 the residual CNN]")),
    }
    /// The residual CNN of the CIFAR-10 experiments: a stem of as many channels as the first stage, one stage of two
    /// residual blocks for each number of channels, pooling, then a linear projection to the classes.
    Cnn { channels } = "cnn" {
        prefix: "cnn-", layers_beside: 2, images: Some(&[3, 32, 32]),
        option: Some(("channels", "Channels of the stages of a residual CNN, for images of 3×32×32")),
    }
    /// A TorchScript network of another program, described by the sizes of its hidden layers. It is measured and never trained.
    Scripted { units } = "scripted" {
        prefix: "script-", layers_beside: 0, images: None, option: None,
    }
}

/// How an architecture that is trained here is declared.
#[derive(Debug, Clone, Copy)]
pub struct Declarable {
    /// Its key in declared experiments.
    pub name: &'static str,
    /// Its option on the command line.
    pub option: &'static str,
    /// What the numbers of the option are, in a sentence.
    pub help: &'static str,
    /// The network with these sizes.
    pub of: fn(Vec<usize>) -> Architecture,
}

impl Architecture {
    /// An MLP with hidden layers of these widths.
    pub fn mlp(hidden: &[usize]) -> Self {
        Self::Mlp {
            hidden: hidden.to_vec(),
        }
    }

    /// A residual CNN with stages of these numbers of channels.
    pub fn cnn(channels: &[usize]) -> Self {
        Self::Cnn {
            channels: channels.to_vec(),
        }
    }

    /// The architectures that are trained here.
    pub fn declarable() -> impl Iterator<Item = Declarable> {
        ROWS.iter().filter_map(|row| {
            let (option, help) = row.option?;
            Some(Declarable {
                name: row.name,
                option,
                help,
                of: row.of,
            })
        })
    }

    /// The name in files.
    pub fn name(&self) -> &'static str {
        self.row().name
    }

    /// Whether such networks are trained here.
    pub fn is_trained(&self) -> bool {
        self.row().option.is_some()
    }

    /// Number of hidden layers.
    pub fn n_hidden(&self) -> usize {
        self.sizes().len() + self.row().layers_beside
    }

    /// The shape that its images must have; `None` if any will do.
    pub(super) fn images(&self) -> Option<&'static [usize]> {
        self.row().images
    }
}

impl fmt::Display for Architecture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.row().prefix)?;
        let sizes: Vec<String> = self.sizes().iter().map(usize::to_string).collect();
        f.write_str(&sizes.join("-"))
    }
}
