//! What modules do: what is lost without them, for which classes, and what they tell apart.
//!
//! Modularity says which units belong together, not what for. So the units of one module are lesioned (overwritten, by default by
//! their mean over the images, see [`Lesion`](crate::spec::Lesion)), the rest of the network runs on, and the cost is compared with
//! that of lesioning as many other units. [`FunctionMeasure`] is the table of measures, one file each below `measures/`.
//!
//! This room computes with plain numbers. The trait [`Lesions`] stands for the network; `lesions` implements it for ours.
//!
//! Two nulls, for every measure:
//!
//! - *same sizes*: the labels of the live units are permuted. The modules of one draw keep their sizes, and each of them alone is a random
//!   group of its size, so one set of draws serves the partition as a whole and each module alone.
//! - *matched*: labels are permuted within blocks of units whose own lesions cost about as much. A module that stands out from this null
//!   too does not merely hold the strong units: its units stand in for each other.
//!
//! p = (1 + r)/(1 + n), where r of the n draws are at least as extreme.
//!
//! Related work. Hod, Filan, Casper, Critch & Russell (*Quantifying local specialization in deep neural networks*, arXiv 2110.08058)
//! ask how important clusters of weights or correlations are to a network's performance and how coherently their units respond to features
//! of the input, and find more of both than in random groups. Csordás, van Steenkiste & Schmidhuber (*Are neural nets modular?*, ICLR 2021)
//! find the weights that a function needs by learned binary masks, and that networks tend to specialise rather than share. Béna & Goodman
//! (*Dynamics of specialization in neural modules under resource constraints*, Nature Communications 2025) build the structure in, and
//! find that it does not guarantee specialised functions. Here we compare the modules of upstream and of downstream similarity of the
//! *same* units; in nats instead of accuracy, which notices nothing as long as the right class stays on top; with a null that keeps
//! the units' own importance; and with untrained networks, for which nothing should be found.

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
