//! What modules do: what is lost without them, for which classes, and what they tell apart.
//!
//! A modularity says which units belong together, not what for. So the units of one module are overwritten (lesioned: by their mean
//! over the images, see [`Lesion`](crate::spec::Lesion)), the network goes on, and what that costs is compared with what the lesion of
//! as many other units costs. [`FunctionMeasure`] is the table of measures, a file each below `measures/`.
//!
//! This room computes with plain numbers. Whoever has a network implements [`Lesions`]; `lesions` does for ours.
//!
//! Chance, for every measure:
//!
//! - *same sizes*: the labels of the live units are permuted. The modules of one draw keep their sizes, and each of them alone is a random
//!   group of its size, so one set of draws serves the partition as a whole and each module alone.
//! - *matched*: labels are permuted within blocks of units whose own lesions cost about as much. What stands out from this null too is not
//!   that a module holds the strong units: its units stand in for each other.
//!
//! p = (1 + r)/(1 + n), r of the n draws at least as extreme.
//!
//! What was found before. Hod, Filan, Casper, Critch & Russell (*Quantifying local specialization in deep neural networks*, arXiv 2110.08058)
//! ask how important clusters of weights or correlations are to a network's performance and how coherently their units go with features of the
//! input, and find more of both than in random groups. Csordás, van Steenkiste & Schmidhuber (*Are neural nets modular?*, ICLR 2021) find
//! the weights that a function needs by learned binary masks, and that networks rather specialise than share. Béna & Goodman (*Dynamics of specialization in
//! neural modules under resource constraints*, Nature Communications 2025) build the structure in, and find that it does not guarantee specialised
//! functions. Ours differs in what it compares: the modules of upstream and of downstream
//! similarity of the *same* units, by nats instead of by accuracy, which is deaf as long as the right class stays the first one, with a
//! null that holds the units' own importance, and with untrained networks, in which nothing may come out.

mod assess;
mod draws;
mod error;
mod grouping;
mod measures;
mod study;

pub use assess::{ByChance, Effect, Function, ModuleFunction, Nulls, assess};
pub use error::FunctionError;
pub use measures::{FunctionColumn, FunctionMeasure, Tail};
pub use study::{Activity, Damage, LayerStudy, Lesions};
