//! What stops the eval pass, or one of its measurements.

use super::Metric;
use std::path::PathBuf;

/// Why a pass cannot go on, or a measurement cannot be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EvalError {
    #[error(transparent)]
    Io(#[from] crate::files::IoError),
    #[error(transparent)]
    Checkpoint(#[from] crate::checkpoint::CheckpointError),
    #[error(transparent)]
    Model(#[from] crate::models::ModelError),
    #[error(transparent)]
    Association(#[from] crate::associations::AssociationError),
    #[error(transparent)]
    Modularity(#[from] crate::modularity::ModularityError),
    #[error(transparent)]
    Alignment(#[from] crate::alignment::AlignmentError),
    #[error(transparent)]
    Function(#[from] crate::function::FunctionError),
    #[error(transparent)]
    Lesion(#[from] crate::lesions::LesionError),
    #[error("it is made from {}, which {state}", metric.name())]
    Needs {
        /// What is needed.
        metric: Metric,
        /// Why it is not there.
        state: String,
    },
    #[error("the checkpoint lacks the matrix `{tensor}`")]
    NoMatrix { tensor: String },
    #[error("{}: expected weights, found TorchScript, which is a program: --scripts runs those of this experiment", network.display())]
    Script {
        /// Name of the network's file without its extension.
        network: PathBuf,
    },
    #[error("expected a finite loss, found {found}: activity overflows in the weights' precision")]
    NotFinite { found: String },
}
