//! Figures as SVG and PNG: as values, as files, and in a notebook.

use super::layout::Plan;
use super::png::png_bytes;
use super::surface::Pen;
use super::svg::Svg;
use super::text::UNITS;
use super::{DrawingError, Figure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use plotters::backend::BitMapBackend;
use std::io::Write as _;
use std::path::Path;

/// Pixels of a PNG file for one pixel of the SVG.
const PNG_SCALE: usize = 2;
/// The same in a notebook, which shows the SVG and keeps the PNG for exports that drop it: a figure of 64 noisy matrices
/// would take megabytes.
const NOTEBOOK_SCALE: usize = 1;

impl Figure {
    /// The figure as an SVG document with its font inside.
    ///
    /// # Errors
    /// A matrix cannot be encoded.
    pub fn to_svg(&self) -> Result<String, DrawingError> {
        let plan = Plan::of(self)?;
        let mut svg = Svg::new(plan.units(), &self.title);
        plan.draw(&mut Pen { surface: &mut svg })?;
        Ok(svg.finish())
    }

    /// The figure as the bytes of a PNG, two pixels for each pixel of the SVG.
    ///
    /// # Errors
    /// Drawing or encoding fails.
    pub fn to_png(&self) -> Result<Vec<u8>, DrawingError> {
        self.png(PNG_SCALE)
    }

    fn png(&self, scale: usize) -> Result<Vec<u8>, DrawingError> {
        let plan = Plan::of(self)?;
        let (width, height) = plan.units();
        let mut buffer = vec![255; (width * height * 3) as usize];
        {
            let mut bitmap = BitMapBackend::with_buffer(&mut buffer, (width, height));
            plan.draw(&mut Pen {
                surface: &mut bitmap,
            })?;
        }
        let each = UNITS as usize / scale;
        let (pixels, size) = shrink(&buffer, (width as usize, height as usize), each);
        png_bytes(&pixels, size)
    }

    /// The figure as the bytes of a PDF of one page, vectors with the font inside.
    ///
    /// # Errors
    /// Drawing fails.
    #[cfg(feature = "reader")]
    pub fn to_pdf(&self) -> Result<Vec<u8>, DrawingError> {
        let plan = Plan::of(self)?;
        let mut pdf = super::pdf::Pdf::new(plan.units(), &self.title);
        plan.draw(&mut Pen { surface: &mut pdf })?;
        Ok(pdf.finish())
    }

    /// Writes the figure as the ending of `path` says, `.svg` or `.png` (the command also `.pdf`); an older file is
    /// replaced whole.
    ///
    /// # Errors
    /// Another ending; the file cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), DrawingError> {
        let path = path.as_ref();
        let ending = path.extension().and_then(|e| e.to_str()).unwrap_or("");
        let bytes = match ending {
            "svg" => self.to_svg()?.into_bytes(),
            "png" => self.to_png()?,
            #[cfg(feature = "reader")]
            "pdf" => self.to_pdf()?,
            other => {
                return Err(DrawingError::Ending {
                    path: path.to_owned(),
                    found: other.to_owned(),
                });
            }
        };
        crate::files::write_atomically(path, &bytes)?;
        Ok(())
    }

    /// Shows the figure in a notebook: as SVG, as PNG for exports that drop SVG, and as a line of text.
    ///
    /// evcxr calls this for the last expression of a cell. Where drawing fails the cell shows why; it never panics.
    pub fn evcxr_display(&self) {
        let text = self.evcxr_text();
        // One write under one lock: parts of a block must not mix with another thread's output. A closed stdout is no
        // reason to take the notebook's variables down.
        let _ = std::io::stdout().lock().write_all(text.as_bytes());
    }

    /// What [`Figure::evcxr_display`] prints.
    pub(super) fn evcxr_text(&self) -> String {
        let line = format!("figure: {} ({} panels)", self.title, self.panels.len());
        let block = |mime: &str, body: &str| {
            format!("EVCXR_BEGIN_CONTENT {mime}\n{body}\nEVCXR_END_CONTENT\n")
        };
        match (self.to_svg(), self.png(NOTEBOOK_SCALE)) {
            (Ok(svg), Ok(png)) => [
                block("image/svg+xml", svg.trim_end()),
                block("image/png", &STANDARD.encode(png)),
                block("text/plain", &line),
            ]
            .concat(),
            (Err(error), _) | (_, Err(error)) => {
                block("text/plain", &format!("{line}: not drawn: {error}"))
            }
        }
    }
}

/// Averages squares of `each`×`each` pixels (rows of RGB) into one.
fn shrink(rgb: &[u8], (width, height): (usize, usize), each: usize) -> (Vec<u8>, (u32, u32)) {
    let (columns, rows) = (width / each, height / each);
    let mut small = Vec::with_capacity(columns * rows * 3);
    for row in 0..rows {
        for column in 0..columns {
            for channel in 0..3 {
                let mut sum = 0;
                for y in row * each..(row + 1) * each {
                    for x in column * each..(column + 1) * each {
                        sum += usize::from(rgb[(y * width + x) * 3 + channel]);
                    }
                }
                small.push((sum / (each * each)) as u8);
            }
        }
    }
    (small, (columns as u32, rows as u32))
}

#[cfg(test)]
mod tests {
    use super::super::{Content, Panel, Style};
    use super::*;

    #[test]
    fn a_notebook_gets_svg_png_and_text_in_whole_blocks() {
        let mut figure = Figure::new("a title", "", &Style::light());
        let content = Content::Note("nothing yet".to_owned());
        figure.panels.push(Panel::new((0, 0), "", content));
        let text = figure.evcxr_text();
        let begins: Vec<&str> = text
            .lines()
            .filter_map(|line| line.strip_prefix("EVCXR_BEGIN_CONTENT "))
            .collect();
        assert_eq!(begins, ["image/svg+xml", "image/png", "text/plain"]);
        assert_eq!(text.matches("\nEVCXR_END_CONTENT\n").count(), 3);
        assert!(text.ends_with("figure: a title (1 panels)\nEVCXR_END_CONTENT\n"));
    }

    #[test]
    fn a_figure_that_cannot_be_drawn_says_why_in_place_of_a_panic() {
        let text = Figure::new("empty", "", &Style::light()).evcxr_text();
        assert!(text.starts_with("EVCXR_BEGIN_CONTENT text/plain\n"));
        assert!(text.contains("not drawn: figure `empty` has nothing to show: no panels"));
    }

    #[test]
    fn shrinking_averages_squares() {
        let black_and_white = [[0; 3], [255; 3], [255; 3], [255; 3]].concat();
        let (pixels, size) = shrink(&black_and_white, (2, 2), 2);
        assert_eq!((pixels, size), (vec![191; 3], (1, 1)));
    }
}
