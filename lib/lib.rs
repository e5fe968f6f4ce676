//! updown
pub use ndarray;
pub use plotters;
pub use polars;
#[cfg(feature = "torch")]
pub use tch;

/// What a notebook needs in scope.
pub mod prelude {
    #[cfg(feature = "torch")]
    pub use tch::{self, Device, Kind, Tensor};
    pub use ndarray;
    pub use plotters;
    pub use polars::prelude::*;
}
