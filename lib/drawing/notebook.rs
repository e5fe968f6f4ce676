//! Figures in a notebook, which is stored with them: each takes as few bytes as legibility permits.

use super::png::{few_colors, png_bytes};
use super::text::PNG_SCALE;
use super::{Content, DrawingError, Figure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::io::Write as _;

/// From this many heat-map cells on, a figure is only a PNG: an SVG would hold the same pixels once more.
const MANY_CELLS: usize = 10_000;
/// How far a colour of such a PNG may be from the one drawn, of 255: some twenty shades of a colour map are left, and
/// noise of twenty shades takes half the bytes of noise of two hundred.
const SHADES: f64 = 24.0;
/// From this many cells on (matrices the size of a stamp), and how far a colour may then be off: the eye distinguishes fewer
/// colours there.
const STAMPS: usize = 50_000;
const STAMP_SHADES: f64 = 32.0;
/// Pixels of the preview per pixel of the SVG it accompanies, for programs that show no SVG; and how far its colours may be off.
const PREVIEW_SCALE: f64 = 0.5;
const PREVIEW_SHADES: f64 = 48.0;

impl Figure {
    /// Shows the figure in a notebook, and as a line of text: as SVG with a small PNG for exports that drop it, or, if heat maps
    /// have many cells, as PNG.
    ///
    /// evcxr calls this for the last expression of a cell. If drawing fails the cell shows why; it never panics.
    pub fn evcxr_display(&self) {
        let text = self.evcxr_text();
        // One write under one lock: parts of a block must not mix with another thread's output. A closed stdout is no
        // reason to take the notebook's variables down.
        let _ = std::io::stdout().lock().write_all(text.as_bytes());
    }

    /// What [`Figure::evcxr_display`] prints.
    pub(super) fn evcxr_text(&self) -> String {
        let block = |(mime, body): (&str, String)| {
            format!("EVCXR_BEGIN_CONTENT {mime}\n{body}\nEVCXR_END_CONTENT\n")
        };
        self.contents().into_iter().map(block).collect()
    }

    /// The contents for a notebook, by type: pictures and a line of text, or the line with the reason why nothing is drawn.
    pub(crate) fn contents(&self) -> Vec<(&'static str, String)> {
        let panels = match self.panels.len() {
            1 => "1 panel".to_owned(),
            count => format!("{count} panels"),
        };
        let line = match self.title.is_empty() {
            true => format!("figure ({panels})"),
            false => format!("figure: {} ({panels})", self.title),
        };
        match self.pictures() {
            Ok(mut pictures) => {
                pictures.push(("text/plain", line));
                pictures
            }
            Err(error) => vec![("text/plain", format!("{line}: not drawn: {error}"))],
        }
    }

    fn pictures(&self) -> Result<Vec<(&'static str, String)>, DrawingError> {
        let shades = match self.cells() {
            STAMPS.. => Some(STAMP_SHADES),
            MANY_CELLS..STAMPS => Some(SHADES),
            0..MANY_CELLS => None,
        };
        if let Some(shades) = shades {
            return Ok(vec![("image/png", self.small_png(PNG_SCALE, shades)?)]);
        }
        // Without the font: it should not be in every figure of a notebook, and browsers have one of the same width. And a
        // double quote is two bytes in a notebook's file.
        let svg = self.svg(false)?.replace('"', "'");
        let preview = self.small_png(PREVIEW_SCALE, PREVIEW_SHADES)?;
        Ok(vec![
            ("image/svg+xml", svg.trim_end().to_owned()),
            ("image/png", preview),
        ])
    }

    fn small_png(&self, scale: f64, tolerance: f64) -> Result<String, DrawingError> {
        let (pixels, size) = self.pixels(scale)?;
        let png = png_bytes(&few_colors(&pixels, tolerance), size)?;
        Ok(STANDARD.encode(png))
    }

    /// Cells of all heat maps.
    fn cells(&self) -> usize {
        let each = self.panels.iter().map(|panel| match &panel.content {
            Content::Matrix(matrix) => matrix.values.len(),
            Content::Axes(_) | Content::Note(_) => 0,
        });
        each.sum()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ColorMap, Matrix, Panel, Style};
    use super::*;
    use ndarray::Array2;

    fn kinds(text: &str) -> Vec<&str> {
        text.lines()
            .filter_map(|line| line.strip_prefix("EVCXR_BEGIN_CONTENT "))
            .collect()
    }

    #[test]
    fn many_cells_are_a_png_alone() {
        for (side, expected) in [
            (99, vec!["image/svg+xml", "image/png", "text/plain"]),
            (100, vec!["image/png", "text/plain"]),
        ] {
            let mut figure = Figure::new("a matrix", "", &Style::light());
            let values = Array2::from_shape_fn((side, side), |(i, j)| (i * j % 7) as f64);
            let matrix = Matrix::new(values, (0.0, 7.0), ColorMap::Sequential);
            figure.panels.push(Panel::new((0, 0), "", matrix));
            assert_eq!(kinds(&figure.evcxr_text()), expected);
        }
    }

    #[test]
    fn a_notebook_gets_svg_png_and_text_in_whole_blocks() {
        let mut figure = Figure::new("a title", "", &Style::light());
        let content = Content::Note("nothing yet".to_owned());
        figure.panels.push(Panel::new((0, 0), "", content));
        let text = figure.evcxr_text();
        assert_eq!(kinds(&text), ["image/svg+xml", "image/png", "text/plain"]);
        assert_eq!(text.matches("\nEVCXR_END_CONTENT\n").count(), 3);
        assert!(text.ends_with("figure: a title (1 panel)\nEVCXR_END_CONTENT\n"));
    }

    #[test]
    fn a_figure_that_cannot_be_drawn_says_why_in_place_of_a_panic() {
        let text = Figure::new("empty", "", &Style::light()).evcxr_text();
        assert!(text.starts_with("EVCXR_BEGIN_CONTENT text/plain\n"));
        assert!(text.contains("not drawn: figure `empty` has nothing to show: no panels"));
    }
}
