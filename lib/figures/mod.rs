//! Figures: panels as data, drawn by plotters, shown in a notebook and saved as SVG or PNG.

mod alignment;
mod data;
mod example;
mod export;
mod font;
mod furniture;
mod gallery;
mod heat_map;
mod layout;
mod legend;
mod matrices;
mod measures;
mod model;
mod modularity;
mod null;
mod paint;
#[cfg(feature = "reader")]
mod pdf;
mod performance;
mod robustness;
mod room;
mod scale;
mod style;
mod surface;
mod svg;
mod training;

use std::path::PathBuf;

pub use alignment::{
    alignment_average, alignment_by_layer, alignment_by_strength, alignment_by_strength_of,
    alignment_untrained,
};
pub use example::ExampleRun;
pub use font::register_fonts;
pub use gallery::{Draw, Entry, Examples, FIGURES, FromTables};
pub use legend::method_legend_cube;
pub use matrices::{
    association_matrices, association_matrix, matrices_across_methods, matrices_by_dropout,
    membership_across_methods, sorted_matrices,
};
pub use measures::{measure_agreement, transfer_stability};
pub use model::{
    Align, Axes, Axis, ColorBar, Content, Figure, Key, LegendEntry, Mark, Matrix, Panel, Scale,
    Series, Symbol, Tab,
};
pub use modularity::{modularity_by_depth, modularity_by_layer, modularity_by_strength};
pub use null::null_distributions;
pub use performance::{performance, training_by_strength};
pub use robustness::robustness;
pub use style::{
    BORDER, ColorMap, INK, MISSING, MUTED, NULL, Style, association_color, faint, regularizer_color,
};
pub use training::learning_curves;

/// A figure that cannot be drawn.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FigureError {
    #[error(transparent)]
    Io(#[from] crate::error::IoError),
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
    #[error("expected a file ending in .svg or .png, found `{found}` in {}", path.display())]
    Ending { path: PathBuf, found: String },
    #[error("cannot draw: {0}")]
    Drawing(String),
}
