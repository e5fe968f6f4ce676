//! What a plot says if it cannot be drawn, in a sentence.

use super::text::cut;
use std::path::PathBuf;

/// Why a plot cannot be drawn.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PlotError {
    #[error(transparent)]
    Io(#[from] crate::files::IoError),
    #[error(transparent)]
    Drawing(#[from] crate::drawing::DrawingError),
    #[error(transparent)]
    Analysis(#[from] crate::analysis::AnalysisError),
    #[error("the frame has no column `{column}`{nearest}; it has {there}")]
    Column {
        column: String,
        /// `, did you mean …?` or nothing.
        nearest: String,
        there: String,
    },
    #[error("{role} needs numbers, and `{column}` holds {found}")]
    Numbers {
        role: String,
        column: String,
        found: String,
    },
    #[error("{layer} needs {what}")]
    Incomplete { layer: String, what: String },
    #[error(
        "`{column}` has {found} different values, and {role} can show {most} at most; use fewer rows, or group them"
    )]
    TooMany {
        role: String,
        column: String,
        found: usize,
        most: usize,
    },
    #[error("nothing to show: {0}")]
    Nothing(String),
    #[error("{what} is one of {expected}, found `{found}`")]
    Choice {
        what: &'static str,
        expected: &'static str,
        found: String,
    },
    #[error("expected a file ending in .svg, .png, .pdf, .html or .vl.json, found {}", .0.display())]
    Ending(PathBuf),
}

/// The error for a missing column, with the nearest existing one.
pub(super) fn unknown_column(column: &str, there: &[&str]) -> PlotError {
    let close = |name: &&&str| strsim::jaro_winkler(&name.to_lowercase(), &column.to_lowercase());
    let best = there.iter().max_by(|a, b| close(a).total_cmp(&close(b)));
    let nearest = match best {
        Some(name) if close(&name) > 0.7 => format!(", did you mean `{}`?", cut(name, 40)),
        _ => String::new(),
    };
    let shown: Vec<String> = there.iter().take(12).map(|name| cut(name, 40)).collect();
    let more = match there.len() - shown.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    PlotError::Column {
        column: cut(column, 60),
        nearest,
        there: shown.join(", ") + &more,
    }
}
