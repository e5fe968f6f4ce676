//! The drawing engine: figures as data, laid out, drawn with plotters, saved as SVG, PNG or PDF.
//!
//! It knows nothing of the paper or of networks: titles, numbers and colours come from its caller.

mod export;
mod font;
mod frame;
mod furniture;
mod heat_map;
mod layout;
mod model;
mod notebook;
mod paint;
mod pdf;
mod png;
mod room;
mod scale;
mod style;
mod surface;
mod svg;
mod text;

pub use font::register_fonts;
pub use model::{
    Align, Axes, Axis, ColorBar, Content, Figure, Key, LegendEntry, Mark, Matrix, Panel, Scale,
    Series, Symbol, Tab,
};
pub(crate) use scale::{ends, number, power_of_ten, range_of, scientific};
pub use style::{ColorMap, MISSING, NULL, Style};
pub(crate) use style::{INK, MUTED, faint, rgb};

use std::path::PathBuf;

/// Why a drawing cannot be made or saved.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DrawingError {
    #[error(transparent)]
    Io(#[from] crate::files::IoError),
    #[error("figure `{figure}` has nothing to show: no {what}")]
    Empty { figure: String, what: String },
    #[error("expected a file ending in .svg, .png or .pdf, found `{found}` in {}", path.display())]
    Ending { path: PathBuf, found: String },
    #[error("cannot draw: {0}")]
    Failed(String),
}
