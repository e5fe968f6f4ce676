//! Lesions of hidden units: the network goes on with some of them overwritten. And what drives units, as pictures.
//!
//! [`LayerLesions`] overwrites units of one hidden layer and says what that costs. MLPs go the fast way: the layer above is linear
//! in the units, so its pre-activity is the whole network's plus one product of the lesioned units' changes with their outgoing weights, and
//! only what lies above is computed anew. Other networks go on from the layer as a whole ([`go_on_from`](crate::models::Network::go_on_from)); that plain
//! way is also the oracle of the fast one.
//!
//! A channel of a convolution is lesioned at all its positions, the mean map in place of its maps. Hidden layers of the residual CNN are the
//! sums of residual and skip path, so nothing of a channel goes round its lesion.

mod dense;
mod layer;
mod loss;
mod receptive;

pub use layer::{LayerLesions, Way};
pub use receptive::receptive_fields;

/// Lesions that cannot be made.
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
        "this kind of network cannot go on from a hidden layer, so no unit of it can be lesioned"
    )]
    CannotGoOn,
    #[error("the loss is {found}: activity overflows in the weights' precision")]
    NotFinite { found: f64 },
}
