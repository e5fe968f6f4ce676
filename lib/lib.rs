//! updown
pub use ndarray;
pub use plotters;
pub use polars;
#[cfg(feature = "torch")]
pub use tch;

pub mod alignment;
pub mod modularity;
