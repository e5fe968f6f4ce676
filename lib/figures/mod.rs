//! Figures: panels as data, drawn by plotters, shown in a notebook and saved as SVG or PNG.

mod alignment;
mod data;
mod example;
mod export;
mod font;
mod furniture;
mod heat_map;
mod layout;
mod legend;
mod matrices;
mod measures;
mod model;
mod modularity;
mod null;
mod paint;
mod performance;
mod room;
mod scale;
mod style;
mod surface;
mod svg;
mod training;

use crate::analysis::Results;
use std::path::PathBuf;

pub use alignment::{
    alignment_average, alignment_by_layer, alignment_by_strength, alignment_by_strength_of,
    alignment_untrained,
};
pub use example::ExampleRun;
pub use font::register_fonts;
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
pub use performance::performance;
pub use style::{
    BORDER, ColorMap, INK, MISSING, MUTED, NULL, Style, association_color, faint, regularizer_color,
};
pub use training::learning_curves;

/// A figure drawn from the tables of an experiment alone.
pub type FromTables = fn(&Results, &Style) -> Result<Figure, FigureError>;

/// The figures that are drawn from the tables alone: id, title, function. The others (F2–F5, F11) take an [`ExampleRun`].
pub const FIGURES: &[(&str, &str, FromTables)] = &[
    ("F1", "performance and norms", performance),
    (
        "F6",
        "legend of the association methods",
        method_legend_cube,
    ),
    ("F7", "null distributions of modularity", null_distributions),
    (
        "F8",
        "modularity against regularization",
        modularity_by_strength,
    ),
    ("F9", "modularity layer by layer", modularity_by_layer),
    ("F10", "modularity through the layers", modularity_by_depth),
    (
        "F12",
        "stability of the relative transfer",
        transfer_stability,
    ),
    (
        "F13",
        "agreement of the alignment measures",
        measure_agreement,
    ),
    (
        "F14",
        "alignment in untrained networks",
        alignment_untrained,
    ),
    ("F15", "alignment on average", alignment_average),
    (
        "F16",
        "alignment by regularizer and strength",
        alignment_by_strength,
    ),
    ("F17", "alignment layer by layer", alignment_by_layer),
];

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
