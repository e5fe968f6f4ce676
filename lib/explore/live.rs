//! Matrices in a notebook: a still figure, and a live one with a choice.

use super::ExploreError;
use crate::display::show;
use crate::drawing::Figure;
use crate::plot::{still_or_live, wants_live};
use serde_json::Value;
use std::path::Path;

/// A figure with a live part that JupyterLab and VS Code draw: what [`matrix`](super::matrix) and
/// [`agreement`](super::agreement) give.
#[derive(Debug, Clone)]
#[must_use = "a view is shown or saved"]
pub struct View {
    figure: Figure,
    kind: Kind,
    specification: Value,
    live: Option<bool>,
}

/// The language of the live part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Vega 5, which can paint an image cell by cell.
    Vega,
    /// Vega-Lite 5.
    VegaLite,
}

impl Kind {
    fn mime(self) -> &'static str {
        match self {
            Self::Vega => "application/vnd.vega.v5+json",
            Self::VegaLite => "application/vnd.vegalite.v5+json",
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Self::Vega => ".vg.json",
            Self::VegaLite => ".vl.json",
        }
    }
}

impl View {
    pub(super) fn new(figure: Figure, kind: Kind, specification: Value) -> Self {
        Self {
            figure,
            kind,
            specification,
            live: None,
        }
    }

    still_or_live!();

    /// The still picture.
    pub fn figure(&self) -> &Figure {
        &self.figure
    }

    /// The live picture as a specification of Vega or Vega-Lite (JSON).
    pub fn specification(&self) -> String {
        self.specification.to_string()
    }

    /// Writes the specification to a file named `.vg.json` (Vega) or `.vl.json` (Vega-Lite), otherwise the still picture in the
    /// format of the extension.
    ///
    /// # Errors
    /// The extension is another one; the file cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), ExploreError> {
        let path = path.as_ref();
        if path.to_string_lossy().ends_with(self.kind.ending()) {
            crate::files::write_atomically(path, self.specification().as_bytes())?;
            return Ok(());
        }
        Ok(self.figure.save(path)?)
    }

    /// Shows both in a notebook, which picks the best it can show. evcxr calls this for the last expression of a cell.
    pub fn evcxr_display(&self) {
        let shown = self.contents(wants_live(self.live));
        let contents: Vec<(&str, &str)> = shown.iter().map(|(m, c)| (*m, c.as_str())).collect();
        show(&contents);
    }

    /// What [`View::evcxr_display`] sends, by type.
    pub fn contents(&self, live: bool) -> Vec<(&'static str, String)> {
        let first = live.then(|| (self.kind.mime(), self.specification()));
        first.into_iter().chain(self.figure.contents()).collect()
    }
}
