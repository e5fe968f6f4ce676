//! Lesions of hidden units, where the network continues with some of them overwritten; and what drives units, as pictures.
//!
//! [`LayerLesions`] overwrites units of one hidden layer and measures the cost. MLPs take a fast path: the layer above is linear in the
//! units, so its pre-activity is that of the intact network plus one product of the lesioned units' changes with their outgoing weights, and
//! only the layers above are recomputed. Other networks continue from the whole layer ([`go_on_from`](crate::models::Network::go_on_from));
//! that plain path is also the oracle for the fast one.
//!
//! A channel of a convolution is lesioned at all its positions, with the mean map in place of its maps. Hidden layers of the residual CNN are
//! the sums of residual and skip path, so nothing of a channel bypasses its lesion.

mod dense;
mod layer;
mod loss;
mod receptive;

pub use layer::{LayerLesions, Way};
pub use receptive::receptive_fields;

/// Why lesions cannot be made.
#[derive(Debug, thiserror::Error, PartialEq)]
#[non_exhaustive]
pub enum LesionError {
    #[error(transparent)]
    Function(#[from] crate::function::FunctionError),
    #[error("expected at least one image, found none")]
    NoImages,
    #[error("images have {found} numbers each, the network takes {expected}")]
    InputLength { expected: usize, found: usize },
    #[error("expected a hidden layer below {layers}, found {found}")]
    NoLayer { layers: usize, found: usize },
    #[error("expected labels from 0 to {}, found {found}", classes - 1)]
    Label { classes: usize, found: i64 },
    #[error(
        "this kind of network cannot continue from a hidden layer, so none of its units can be lesioned"
    )]
    CannotGoOn,
    #[error("the loss is {found}: activity overflows in the weights' precision")]
    NotFinite { found: f64 },
}
