//! Figures as SVG, PNG and PDF: as values and as files.

use super::layout::Layout;
use super::png::png_bytes;
use super::surface::Pen;
use super::svg::Svg;
use super::text::{PNG_SCALE, UNITS};
use super::{DrawingError, Figure};
use plotters::backend::BitMapBackend;
use std::path::Path;

impl Figure {
    /// The figure as an SVG document with its font embedded.
    ///
    /// # Errors
    /// A matrix cannot be encoded.
    pub fn to_svg(&self) -> Result<String, DrawingError> {
        self.svg(true)
    }

    /// The same with or without the font.
    pub(super) fn svg(&self, font: bool) -> Result<String, DrawingError> {
        let plan = Layout::of(self)?;
        let mut svg = Svg::new(plan.units(), &self.title, font);
        plan.draw(&mut Pen { surface: &mut svg })?;
        Ok(svg.finish())
    }

    /// The figure as the bytes of a PNG, two pixels for each pixel of the SVG.
    ///
    /// # Errors
    /// Drawing or encoding fails.
    pub fn to_png(&self) -> Result<Vec<u8>, DrawingError> {
        let (pixels, size) = self.pixels(PNG_SCALE)?;
        png_bytes(&pixels, size)
    }

    /// Rows of RGB with their width and height, at this many pixels for each pixel of the SVG.
    pub(super) fn pixels(&self, scale: f64) -> Result<(Vec<u8>, (u32, u32)), DrawingError> {
        let plan = Layout::of(self)?;
        let (width, height) = plan.units();
        let mut buffer = vec![255; (width * height * 3) as usize];
        {
            let mut bitmap = BitMapBackend::with_buffer(&mut buffer, (width, height));
            plan.draw(&mut Pen {
                surface: &mut bitmap,
            })?;
        }
        let each = (UNITS / scale) as usize;
        Ok(shrink(&buffer, (width as usize, height as usize), each))
    }

    /// The figure as the bytes of a one-page PDF, as vectors with the font embedded.
    ///
    /// # Errors
    /// Drawing fails.
    pub fn to_pdf(&self) -> Result<Vec<u8>, DrawingError> {
        let plan = Layout::of(self)?;
        let mut pdf = super::pdf::Pdf::new(plan.units(), &self.title);
        plan.draw(&mut Pen { surface: &mut pdf })?;
        Ok(pdf.finish())
    }

    /// Writes the figure in the format of `path`'s extension, `.svg`, `.png` or `.pdf`; an older file is replaced whole.
    ///
    /// # Errors
    /// The extension is another one; the file cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), DrawingError> {
        let path = path.as_ref();
        let ending = path.extension().and_then(|e| e.to_str()).unwrap_or("");
        let bytes = match ending {
            "svg" => self.to_svg()?.into_bytes(),
            "png" => self.to_png()?,
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
    use super::*;

    #[test]
    fn shrinking_averages_squares() {
        let black_and_white = [[0; 3], [255; 3], [255; 3], [255; 3]].concat();
        let (pixels, size) = shrink(&black_and_white, (2, 2), 2);
        assert_eq!((pixels, size), (vec![191; 3], (1, 1)));
    }
}
