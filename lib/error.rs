//! One error type for the whole library: the sum of its rooms' errors.
//!
//! Every message says what was expected, what was found and where (file, tensor, layer). Each room has its own enum beside
//! its code. This sum is for notebooks and the command; no room below imports it.

use crate::files::IoError;

/// Any error of this library. `Display` gives one sentence for a person.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    #[error(transparent)]
    Io(#[from] IoError),
    #[error(transparent)]
    Spec(#[from] crate::spec::SpecError),
    #[error(transparent)]
    Experiment(#[from] crate::experiments::ExperimentError),
    #[error(transparent)]
    Dataset(#[from] crate::import::dataset::DatasetError),
    #[error(transparent)]
    Checkpoint(#[from] crate::checkpoint::CheckpointError),
    #[error(transparent)]
    Import(#[from] crate::import::ImportError),
    #[error(transparent)]
    Modularity(#[from] crate::modularity::ModularityError),
    #[error(transparent)]
    Alignment(#[from] crate::alignment::AlignmentError),
    #[error(transparent)]
    Matrix(#[from] crate::matrices::MatrixError),
    #[error(transparent)]
    Analysis(#[from] crate::analysis::AnalysisError),
    #[error(transparent)]
    Drawing(#[from] crate::drawing::DrawingError),
    #[error(transparent)]
    Figure(#[from] crate::figures::FigureError),
    #[error(transparent)]
    Plot(#[from] crate::plot::PlotError),
    #[error(transparent)]
    Explore(#[from] crate::explore::ExploreError),
    #[cfg(feature = "torch")]
    #[error(transparent)]
    Device(#[from] crate::device::DeviceError),
    #[cfg(feature = "torch")]
    #[error(transparent)]
    Data(#[from] crate::data::DataError),
    #[cfg(feature = "download")]
    #[error(transparent)]
    Download(#[from] crate::data::download::DownloadError),
    #[cfg(feature = "torch")]
    #[error(transparent)]
    Model(#[from] crate::models::ModelError),
    #[cfg(feature = "torch")]
    #[error(transparent)]
    Training(#[from] crate::training::TrainingError),
    #[cfg(feature = "torch")]
    #[error(transparent)]
    Association(#[from] crate::associations::AssociationError),
    #[error(transparent)]
    Function(#[from] crate::function::FunctionError),
    #[cfg(feature = "torch")]
    #[error(transparent)]
    Eval(#[from] crate::eval::EvalError),
    #[cfg(feature = "cli")]
    #[error(transparent)]
    Adopt(#[from] crate::eval::AdoptError),
    #[cfg(feature = "torch")]
    #[error(transparent)]
    Lesion(#[from] crate::lesions::LesionError),
}

/// Result of this library.
pub type Result<T, E = Error> = std::result::Result<T, E>;
