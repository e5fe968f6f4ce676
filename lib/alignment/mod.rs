//! Alignment: how far two partitions of the same units agree.
mod contingency;
mod element;
mod error;

pub use contingency::DeadUnits;
pub use element::element_centric_similarity;
pub use error::AlignmentError;
