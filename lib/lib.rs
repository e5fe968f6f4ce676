//! Modularity in neural networks: clustering units by upstream and downstream information.
//!
//! The library reproduces, and goes beyond, Lange, Rolnick & Kording, *Clustering units in neural networks: upstream
//! vs downstream information* (TMLR 2022). A network is named in `spec`, trained in `training`, stored by `checkpoint`,
//! measured in `associations`, cut into modules in `modularity`, compared in `alignment`, asked what they do in `function`,
//! put into a table in `analysis` and drawn in `figures`; `eval` runs these steps over whole experiments.
//!
//! The rooms of the house, each on top of those that it may use. A room uses lower floors only, never its neighbours:
//!
//! ```text
//! prelude                                        what a notebook needs at hand
//! error                                          the sum of all rooms' errors
//! eval                                           checkpoint -> results -> checkpoint; it only orchestrates
//! explore                                        an experiment as one page
//! figures                                        the paper's figures, and ours
//! plot                                           any frame as a picture: the grammar of plots
//! training · associations · lesions              what needs tensors and time
//! analysis · data · models                       tables; datasets; networks
//! experiments                                    what there is to train: shipped, and the user's own
//! import                                         networks and datasets of other programs
//! matrices · checkpoint · workspace              matrix files; our file format; paths
//! alignment · function                           comparing modules; what modules do
//! modularity · spec · drawing                    modules of a graph; what a run is; the drawing engine
//! files · seeds · device · progress · display · statistics    atomic writes and locks; random streams; CPU or GPU; output
//! ```
//!
//! The measuring wing (`device`, `data`, `models`, `training`, `associations`, `lesions`, `eval`) stands behind the cargo feature
//! `torch`, which is on by default. Without it the library clusters, aligns, reads results and draws every figure.
//!
//! Comments that name a deviation ("deviation A17") refer to `docs/DEVIATIONS.md`, the list of surprises in the paper's code.

pub mod alignment;
pub mod analysis;
#[cfg(feature = "torch")]
pub mod associations;
pub mod checkpoint;
#[cfg(feature = "torch")]
pub mod data;
#[cfg(feature = "torch")]
pub mod device;
pub mod display;
pub mod drawing;
mod error;
#[cfg(feature = "torch")]
pub mod eval;
pub mod experiments;
pub mod explore;
pub mod figures;
pub mod files;
pub mod function;
pub mod import;
#[cfg(feature = "torch")]
pub mod lesions;
pub mod matrices;
#[cfg(feature = "torch")]
pub mod models;
pub mod modularity;
pub mod plot;
pub mod prelude;
pub mod progress;
pub mod seeds;
pub mod spec;
mod statistics;
#[cfg(feature = "torch")]
pub mod training;
pub mod workspace;

// Tests in the library use the helpers of the integration tests, which know it by its name.
#[cfg(test)]
extern crate self as updown;

pub use error::{Error, Result};

pub use ndarray;
pub use plotters;
pub use polars;
/// The crate of polars' `Schema`, which is a name for a type of this crate: a notebook keeps a variable only where its type has a path.
pub use polars_schema;
#[cfg(feature = "torch")]
pub use tch;
