//! Modularity in neural networks: clustering units by upstream and downstream information.
//!
//! The library reproduces, and goes beyond, Lange, Rolnick & Kording, *Clustering units in neural networks: upstream
//! vs downstream information* (TMLR 2022). Data flow through it in one direction, in which its modules are best read:
//!
//! ```text
//! spec -> data -> models -> training -> checkpoint -> associations -> modularity -> alignment
//!      -> eval -> analysis -> figures -> notebook
//! ```
//!
//! The measuring wing (`device`, `data`, `models`, `training`, `associations`, `eval`) stands behind the cargo feature
//! `torch`, which is on by default. Without it the library clusters, aligns, reads results and draws every figure.

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
mod error;
#[cfg(feature = "torch")]
pub mod eval;
pub mod figures;
pub mod matrices;
#[cfg(feature = "torch")]
pub mod models;
pub mod modularity;
pub mod prelude;
pub mod progress;
pub mod seeds;
pub mod spec;
#[cfg(feature = "torch")]
pub mod training;
pub mod workspace;

pub use error::{Error, IoError, Result};

pub use ndarray;
pub use plotters;
pub use polars;
#[cfg(feature = "torch")]
pub use tch;
