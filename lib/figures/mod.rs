//! The paper's figures, and ours: each is a function from tables or networks to a drawing.

mod alignment;
mod alignment_strength;
mod chance;
mod data;
mod depth;
mod example;
mod function;
mod gallery;
mod legend;
mod matrices;
mod measures;
mod modularity;
mod null;
mod performance;
mod pictures;
mod robustness;
mod training;
mod wiring;

use crate::plot::palette as colors;
pub use alignment::{alignment_average, alignment_untrained};
pub use alignment_strength::{alignment_by_layer, alignment_by_strength, alignment_by_strength_of};
pub use depth::modularity_by_depth;
pub use example::{ExampleRun, Pictured};
pub use function::{function_by_strength, function_upstream_downstream};
pub use gallery::{Draw, Entry, Examples, FIGURES, FromTables};
pub use legend::method_legend_cube;
pub(crate) use matrices::upper_end;
pub use matrices::{
    association_matrices, association_matrix, matrices_across_methods, matrices_by_dropout,
    membership_across_methods, sorted_matrices,
};
pub use measures::{measure_agreement, transfer_stability};
pub use modularity::{modularity_by_layer, modularity_by_strength};
pub use null::null_distributions;
pub use performance::{performance, training_by_strength};
pub use pictures::modules_at_work;
pub use robustness::robustness;
pub use training::learning_curves;
pub use wiring::function_against_wiring;

/// Why a figure cannot be drawn.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FigureError {
    #[error(transparent)]
    Io(#[from] crate::files::IoError),
    #[error(transparent)]
    Drawing(#[from] crate::drawing::DrawingError),
    #[error(transparent)]
    Analysis(#[from] crate::analysis::AnalysisError),
    #[error(transparent)]
    Checkpoint(#[from] crate::checkpoint::CheckpointError),
    #[error(transparent)]
    Spec(#[from] crate::spec::SpecError),
    #[error("table {table} has no column `{column}` of {expected}")]
    Column {
        table: &'static str,
        column: String,
        expected: &'static str,
    },
    #[error("figure `{figure}` has nothing to show: no {what}")]
    Empty { figure: String, what: String },
    #[error("expected {expected}, found {found}")]
    Shape { expected: String, found: String },
}
