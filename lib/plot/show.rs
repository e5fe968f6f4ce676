//! A plot in a notebook and in files.

use super::choice::wants_live;
use super::error::PlotError;
use super::grammar::Plot;
use super::scene::scene;
use super::{live, saved, still};
use crate::display::show;
use crate::drawing::Figure;
use std::path::Path;

/// The MIME type of the live part, which JupyterLab and VS Code draw.
const VEGA_LITE: &str = "application/vnd.vegalite.v5+json";

impl Plot {
    /// The still picture as a figure, to be saved or changed.
    ///
    /// # Errors
    /// The plot cannot be drawn: a column is missing or of the wrong kind, or nothing is left to show.
    pub fn figure(&self) -> Result<Figure, PlotError> {
        Ok(still::figure(&scene(self)?))
    }

    /// The live picture as a Vega-Lite specification (JSON).
    ///
    /// # Errors
    /// As for [`Plot::figure`].
    pub fn vega_lite(&self) -> Result<String, PlotError> {
        Ok(live::specification(&scene(self)?).to_string())
    }

    /// The plot as a self-contained HTML page that responds to cursor and keys: no network, no other program's scripts.
    ///
    /// # Errors
    /// As for [`Plot::figure`].
    pub fn html(&self) -> Result<String, PlotError> {
        Ok(saved::html(&scene(self)?))
    }

    /// Writes the plot in the format of the extension: `.svg`, `.png`, `.pdf`, `.html` for a self-contained page,
    /// or `.vl.json` for the Vega-Lite specification.
    ///
    /// # Errors
    /// As for [`Plot::figure`]; another ending; the file cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), PlotError> {
        let path = path.as_ref();
        let name = path.to_string_lossy();
        let text = match &name {
            name if name.ends_with(".vl.json") => Some(self.vega_lite()?),
            name if name.ends_with(".html") => Some(self.html()?),
            _ => None,
        };
        if let Some(text) = text {
            crate::files::write_atomically(path, text.as_bytes())?;
            return Ok(());
        }
        if ![".svg", ".png", ".pdf"].iter().any(|e| name.ends_with(e)) {
            return Err(PlotError::Ending(path.to_owned()));
        }
        Ok(self.figure()?.save(path)?)
    }

    /// Shows the plot in a notebook: Vega-Lite, SVG, PNG and a line of text, of which the notebook picks the best it can show.
    /// A plot that cannot be drawn shows why.
    ///
    /// evcxr calls this for the last expression of a cell. `UPDOWN_LIVE=0` in the environment leaves Vega-Lite out.
    pub fn evcxr_display(&self) {
        let shown: Vec<(String, String)> = self.contents(wants_live(self.live));
        let contents: Vec<(&str, &str)> = shown
            .iter()
            .map(|(m, c)| (m.as_str(), c.as_str()))
            .collect();
        show(&contents);
    }

    /// What [`Plot::evcxr_display`] sends, by type.
    pub fn contents(&self, live: bool) -> Vec<(String, String)> {
        let scene = match scene(self) {
            Ok(scene) => scene,
            Err(error) => return vec![("text/plain".to_owned(), format!("plot: {error}"))],
        };
        let mut contents = Vec::new();
        if live {
            let specification = live::specification(&scene).to_string();
            contents.push((VEGA_LITE.to_owned(), specification));
        }
        let still = still::figure(&scene).contents();
        contents.extend(
            still
                .into_iter()
                .map(|(mime, text)| (mime.to_owned(), text)),
        );
        contents
    }
}
