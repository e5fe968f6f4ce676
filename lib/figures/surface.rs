//! What figures are drawn on: plotters' backends with two things more, groups and images.
//!
//! Coordinates of a backend are whole numbers, so everything is drawn in quarters of a pixel: smooth in an SVG, and a PNG
//! averages 2×2 of them into each of its pixels.

use super::FigureError;
use super::style::INK;
use plotters::backend::{BitMapBackend, DrawingBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{
    FontDesc, FontFamily, FontStyle, FontTransform, RGBAColor, ShapeStyle, TextStyle, register_font,
};
use plotters_backend::DrawingErrorKind;
use std::sync::Once;

/// Drawing units in one pixel of the SVG.
pub(super) const UNITS: f64 = 4.0;

/// The font's height (ascent to descent), by which `ab_glyph` scales, over its em square, by which everyone else does.
pub(super) const HEIGHT_PER_EM: f64 = (1901.0 + 483.0) / 2048.0;

const FAMILY: &str = "updown";
static REGULAR: &[u8] = include_bytes!("../../assets/fonts/DejaVuSans.subset.ttf");
static BOLD: &[u8] = include_bytes!("../../assets/fonts/DejaVuSans-Bold.subset.ttf");

/// A plotters backend that can also group shapes and show a small raster in a rectangle.
pub(super) trait Surface: DrawingBackend {
    /// Opens a group of shapes: its class and the name it is known by.
    fn open(&mut self, class: &str, name: &str);
    /// Closes the group opened last.
    fn close(&mut self);
    /// Fills the rectangle from `corner` (units) of `size` (units) with rows of equal cells.
    fn cells(
        &mut self,
        corner: (i32, i32),
        size: (i32, i32),
        cells: &Cells,
    ) -> Result<(), FigureError>;
}

/// Colours of a heat map, row by row from the top.
pub(super) struct Cells {
    pub columns: usize,
    pub colors: Vec<RGBAColor>,
}

impl Surface for BitMapBackend<'_> {
    fn open(&mut self, _: &str, _: &str) {}
    fn close(&mut self) {}
    fn cells(
        &mut self,
        corner: (i32, i32),
        size: (i32, i32),
        cells: &Cells,
    ) -> Result<(), FigureError> {
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
            // Both corners of a rectangle belong to it.
            self.draw_rect((x0, y0), (x1 - 1, y1 - 1), &style, true)
                .map_err(drawing)?;
        }
        Ok(())
    }
}

pub(super) fn drawing<E: std::error::Error + Send + Sync>(
    error: DrawingErrorKind<E>,
) -> FigureError {
    FigureError::Drawing(error.to_string())
}

/// The embedded font at a size in pixels per em.
#[derive(Clone, Copy)]
pub(super) struct Text {
    pub size: f64,
    pub bold: bool,
    pub color: RGBAColor,
    pub anchor: HPos,
    /// Upwards instead of rightwards.
    pub upwards: bool,
}

impl Text {
    pub fn new(size: f64) -> Self {
        Self {
            size,
            bold: false,
            color: INK,
            anchor: HPos::Left,
            upwards: false,
        }
    }
    pub fn bold(mut self) -> Self {
        self.bold = true;
        self
    }
    pub fn color(mut self, color: RGBAColor) -> Self {
        self.color = color;
        self
    }
    pub fn anchor(mut self, anchor: HPos) -> Self {
        self.anchor = anchor;
        self
    }
    pub fn upwards(mut self) -> Self {
        self.upwards = true;
        self
    }
}

fn font(height: f64, bold: bool) -> FontDesc<'static> {
    static FONTS: Once = Once::new();
    FONTS.call_once(|| {
        // The embedded files are valid; were they not, drawing text would say so.
        let _ = register_font(FAMILY, FontStyle::Normal, REGULAR);
        let _ = register_font(FAMILY, FontStyle::Bold, BOLD);
    });
    let style = if bold {
        FontStyle::Bold
    } else {
        FontStyle::Normal
    };
    FontDesc::new(FontFamily::Name(FAMILY), height, style)
}

/// Width of a text in pixels.
pub(super) fn text_width(text: &str, size: f64, bold: bool) -> f64 {
    // Widths come in whole numbers, so a large font is measured.
    const MEASURED: f64 = 1000.0;
    let size_of = font(MEASURED * HEIGHT_PER_EM, bold).layout_box(text);
    size_of.map_or(0.0, |(_, (width, _))| f64::from(width)) * size / MEASURED
}

/// The text in lines of at most `width` pixels, broken at spaces and at line ends.
pub(super) fn wrap(text: &str, width: f64, size: f64, bold: bool) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split(' ') {
            let longer = if line.is_empty() {
                word.to_owned()
            } else {
                format!("{line} {word}")
            };
            if !line.is_empty() && text_width(&longer, size, bold) > width {
                lines.push(std::mem::replace(&mut line, word.to_owned()));
            } else {
                line = longer;
            }
        }
        lines.push(line);
    }
    lines
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
    pub fn text(&mut self, text: &str, at: Point, look: Text) -> Result<(), FigureError> {
        let height = look.size * HEIGHT_PER_EM * UNITS;
        // plotters puts the baseline half a font height below the point it is given.
        let down = (height / 2.0) as i32;
        let (x, y) = place(at);
        let mut desc = font(height, look.bold);
        let mut point = (x, y - down);
        if look.upwards {
            desc = desc.transform(FontTransform::Rotate270);
            point = (x - down, y);
        }
        let style = TextStyle {
            font: desc,
            color: plotters::style::Color::to_backend_color(&look.color),
            pos: Pos::new(look.anchor, VPos::Top),
        };
        self.surface.draw_text(text, &style, point).map_err(drawing)
    }

    pub fn line(
        &mut self,
        points: &[Point],
        color: RGBAColor,
        width: f64,
    ) -> Result<(), FigureError> {
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
    ) -> Result<(), FigureError> {
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
    ) -> Result<(), FigureError> {
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
    ) -> Result<(), FigureError> {
        let half = width / 2.0;
        for y in [y0, y1] {
            self.line(&[(x0 - half, y), (x1 + half, y)], color, width)?;
        }
        for x in [x0, x1] {
            self.line(&[(x, y0 - half), (x, y1 + half)], color, width)?;
        }
        Ok(())
    }

    pub fn shape(&mut self, points: &[Point], color: RGBAColor) -> Result<(), FigureError> {
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

    pub fn circle(&mut self, at: Point, radius: f64, color: RGBAColor) -> Result<(), FigureError> {
        self.surface
            .draw_circle(place(at), units(radius).max(1) as u32, &filled(color), true)
            .map_err(drawing)
    }
}
