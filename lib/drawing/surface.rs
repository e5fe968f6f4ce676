//! What figures are drawn on: plotters' backends with two additions, groups and images.
//!
//! Coordinates of a backend are integers, so everything is drawn in quarters of a pixel: smooth in an SVG, while a PNG
//! averages 2×2 of them into each of its pixels.

use super::DrawingError;
use super::text::{Text, UNITS};
use plotters::backend::{BitMapBackend, DrawingBackend};
use plotters::style::{RGBAColor, ShapeStyle};
use plotters_backend::{BackendColor, DrawingErrorKind};

/// A plotters backend that can also group shapes and show a small raster in a rectangle.
pub(super) trait Surface: DrawingBackend {
    /// Opens a group of shapes with its class and name.
    fn open(&mut self, class: &str, name: &str);
    /// Closes the group opened last.
    fn close(&mut self);
    /// Writes text whose baseline starts, is centred or ends at `at` (units).
    fn write(&mut self, text: &str, at: (i32, i32), look: Text) -> Result<(), DrawingError>;
    /// Fills the rectangle from `corner` (units) of `size` (units) with rows of equal cells.
    fn cells(
        &mut self,
        corner: (i32, i32),
        size: (i32, i32),
        cells: &Cells,
    ) -> Result<(), DrawingError>;
}

/// Colours of a heat map, row by row from the top.
pub(super) struct Cells {
    pub columns: usize,
    pub colors: Vec<RGBAColor>,
}

impl Surface for BitMapBackend<'_> {
    fn open(&mut self, _: &str, _: &str) {}
    fn close(&mut self) {}
    /// plotters' own text leaves the glyphs' side bearings out, so letters are set here.
    fn write(&mut self, text: &str, at: (i32, i32), look: Text) -> Result<(), DrawingError> {
        let mut drawn = Ok(());
        super::font::glyphs(text, look, |(right, up), coverage| {
            let (x, y) = match look.upwards {
                true => (at.0 - up, at.1 - right),
                false => (at.0 + right, at.1 - up),
            };
            let RGBAColor(r, g, b, alpha) = look.color;
            let color = BackendColor {
                alpha: alpha * coverage,
                rgb: (r, g, b),
            };
            if let Err(error) = self.draw_pixel((x, y), color) {
                drawn = Err(drawing(error));
            }
        });
        drawn
    }
    fn cells(
        &mut self,
        corner: (i32, i32),
        size: (i32, i32),
        cells: &Cells,
    ) -> Result<(), DrawingError> {
        let rows = cells.colors.len() / cells.columns.max(1);
        let edge = |from: i32, length: i32, i: usize, n: usize| {
            from + (f64::from(length) * i as f64 / n as f64).round() as i32
        };
        for (i, color) in cells.colors.iter().enumerate() {
            let (row, column) = (i / cells.columns, i % cells.columns);
            let (x0, x1) = (
                edge(corner.0, size.0, column, cells.columns),
                edge(corner.0, size.0, column + 1, cells.columns),
            );
            let (y0, y1) = (
                edge(corner.1, size.1, row, rows),
                edge(corner.1, size.1, row + 1, rows),
            );
            let style = ShapeStyle {
                color: *color,
                filled: true,
                stroke_width: 0,
            };
            self.draw_rect((x0, y0), (x1, y1), &style, true)
                .map_err(drawing)?;
        }
        Ok(())
    }
}

pub(super) fn drawing<E: std::error::Error + Send + Sync>(
    error: DrawingErrorKind<E>,
) -> DrawingError {
    DrawingError::Failed(error.to_string())
}

/// Draws on a surface in pixels.
pub(super) struct Pen<'a, S: Surface> {
    pub surface: &'a mut S,
}

type Point = (f64, f64);

fn units(value: f64) -> i32 {
    (value * UNITS).round() as i32
}

fn place(point: Point) -> (i32, i32) {
    (units(point.0), units(point.1))
}

fn filled(color: RGBAColor) -> ShapeStyle {
    ShapeStyle {
        color,
        filled: true,
        stroke_width: 0,
    }
}

impl<S: Surface> Pen<'_, S> {
    /// Text whose baseline begins, is centred or ends at `at`.
    pub fn text(&mut self, text: &str, at: Point, look: Text) -> Result<(), DrawingError> {
        self.surface.write(text, place(at), look)
    }

    pub fn line(
        &mut self,
        points: &[Point],
        color: RGBAColor,
        width: f64,
    ) -> Result<(), DrawingError> {
        let style = ShapeStyle {
            color,
            filled: false,
            stroke_width: units(width).max(1) as u32,
        };
        for run in points.split(|p| !(p.0.is_finite() && p.1.is_finite())) {
            let mut run: Vec<_> = run.iter().map(|&p| place(p)).collect();
            run.dedup();
            if run.len() > 1 {
                self.surface.draw_path(run, &style).map_err(drawing)?;
            }
        }
        Ok(())
    }

    /// A line of dashes, 4 pixels on and 3 off.
    pub fn dashes(
        &mut self,
        points: &[Point],
        color: RGBAColor,
        width: f64,
    ) -> Result<(), DrawingError> {
        const PERIOD: f64 = 7.0;
        const DASH: f64 = 4.0;
        for pair in points.windows(2) {
            let (dx, dy) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
            let length = dx.hypot(dy);
            if !(length > 0.0 && length.is_finite()) {
                continue;
            }
            let at = |d: f64| (pair[0].0 + dx * d / length, pair[0].1 + dy * d / length);
            let mut start = 0.0;
            while start < length {
                self.line(&[at(start), at((start + DASH).min(length))], color, width)?;
                start += PERIOD;
            }
        }
        Ok(())
    }

    pub fn rectangle(
        &mut self,
        from: Point,
        to: Point,
        color: RGBAColor,
    ) -> Result<(), DrawingError> {
        self.surface
            .draw_rect(place(from), place(to), &filled(color), true)
            .map_err(drawing)
    }

    pub fn outline(
        &mut self,
        (x0, y0): Point,
        (x1, y1): Point,
        color: RGBAColor,
        width: f64,
    ) -> Result<(), DrawingError> {
        let half = width / 2.0;
        for y in [y0, y1] {
            self.line(&[(x0 - half, y), (x1 + half, y)], color, width)?;
        }
        for x in [x0, x1] {
            self.line(&[(x, y0 - half), (x, y1 + half)], color, width)?;
        }
        Ok(())
    }

    pub fn shape(&mut self, points: &[Point], color: RGBAColor) -> Result<(), DrawingError> {
        let points: Vec<_> = points
            .iter()
            .filter(|p| p.0.is_finite() && p.1.is_finite())
            .map(|&p| place(p))
            .collect();
        if points.len() < 3 {
            return Ok(());
        }
        self.surface
            .fill_polygon(points, &filled(color))
            .map_err(drawing)
    }

    pub fn circle(&mut self, at: Point, radius: f64, color: RGBAColor) -> Result<(), DrawingError> {
        self.surface
            .draw_circle(place(at), units(radius).max(1) as u32, &filled(color), true)
            .map_err(drawing)
    }
}
