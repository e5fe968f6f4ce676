//! Everything foreign comes in here: networks of other programs, the user's own datasets, and checkpoints of the original's code.
//!
//! One gate with one rule decides what a state dictionary means ([`state`]): every tensor is accounted for, or the file is
//! refused with the name of one that is not.
//!
//! A file of `torch.save` is a zip archive of one pickle and the tensors' bytes. Unpickling runs code that the file names, so
//! this reader has its own pickle machine, which executes nothing: it builds a graph of inert values, and where a value is
//! needed it understands only a closed list of names (dictionaries, tensors, numpy's numbers). Everything else in a file
//! (states of optimisers, callbacks, paths) is ignored. Memory, depth and work have limits that no real checkpoint
//! reaches.
//!
//! ```text
//! archive (zip) -> pickle (graph of values) -> value, tensor (what they mean) -> states -> state (the gate) -> Network
//!                                                                  the same with results -> paper -> Checkpoint
//! ```

#[cfg(feature = "cli")]
mod alignments;
#[cfg(feature = "cli")]
mod archive;
pub mod dataset;
#[cfg(feature = "cli")]
mod graph;
#[cfg(feature = "cli")]
mod lists;
#[cfg(feature = "cli")]
mod network;
#[cfg(feature = "cli")]
mod number;
#[cfg(feature = "cli")]
mod paper;
#[cfg(feature = "cli")]
mod pickle;
#[cfg(feature = "cli")]
mod results;
pub mod state;
#[cfg(feature = "cli")]
mod states;
#[cfg(feature = "cli")]
mod tensor;
#[cfg(feature = "cli")]
mod value;
#[cfg(feature = "cli")]
mod weights;
#[cfg(feature = "cli")]
mod words;

use crate::checkpoint::CheckpointError;
use crate::files::IoError;
#[cfg(feature = "cli")]
use state::StateError as Problem;
use std::path::PathBuf;

#[cfg(feature = "cli")]
pub use paper::{Imported, read, read_prefixed};
#[cfg(feature = "cli")]
pub use weights::read_network;

/// Why a file cannot be imported.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    #[error(transparent)]
    Io(#[from] IoError),
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    #[error("{}: {place}: expected {expected}, found {found}", path.display())]
    Wrong {
        path: PathBuf,
        /// Where in the file: `hyper_parameters.l2`, `the archive`.
        place: String,
        expected: String,
        found: String,
    },
}

#[cfg(feature = "cli")]
impl ImportError {
    /// What is wrong in the file at `path`.
    fn at(path: &std::path::Path) -> impl Fn(Problem) -> Self {
        move |problem| Self::Wrong {
            path: path.to_owned(),
            place: problem.place,
            expected: problem.expected,
            found: problem.found,
        }
    }
}
