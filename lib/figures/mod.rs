//! Figures: panels as data, drawn by plotters, shown in a notebook and saved as SVG or PNG.

mod data;
mod export;
mod furniture;
mod layout;
mod model;
mod modularity;
mod paint;
mod scale;
mod style;
mod surface;
mod svg;

use std::path::PathBuf;

pub use model::{
    Align, Axes, Axis, ColorBar, Content, Figure, Key, LegendEntry, Mark, Matrix, Panel, Scale,
    Series, Symbol, Tab,
};
pub use modularity::{modularity_by_depth, modularity_by_layer, modularity_by_strength};
pub use style::{
    BORDER, ColorMap, INK, MISSING, MUTED, NULL, Style, association_color, faint, regularizer_color,
};

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
    #[error("expected a file ending in .svg or .png, found `{found}` in {}", path.display())]
    Ending { path: PathBuf, found: String },
    #[error("cannot draw: {0}")]
    Drawing(String),
}
