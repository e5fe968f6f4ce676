//! A picture as plain numbers in the coordinates of its axes: the basis of still and live pictures.

use super::error::PlotError;
use super::frame::{Encoded, Key, incomplete};
use super::grammar::PlotLayer;
use super::levels::Level;
use super::text::cut;
use crate::drawing::{Axis, Style, range_of};
use plotters::style::RGBAColor;

/// A whole picture.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scene {
    pub title: String,
    pub caption: String,
    pub panes: Vec<Pane>,
    pub row_titles: Vec<String>,
    pub colors: Option<Legend>,
    pub shapes: Option<Legend>,
    /// Label and ends of a colour scale.
    pub gradient: Option<(String, (f64, f64))>,
    /// How untrained networks are shown, if they are.
    pub null: Option<Kind>,
    pub aspect: f64,
    pub style: Style,
}

/// What the colours or the symbols of a plot mean.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Legend {
    pub title: String,
    pub levels: Vec<Level>,
    /// An addition to each level, such as a correlation; empty for none.
    pub more: Vec<String>,
}

/// One panel.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pane {
    pub row: usize,
    pub column: usize,
    pub title: String,
    pub x: Axis,
    pub y: Axis,
    pub drawn: Vec<Drawn>,
}

/// Marks of one kind.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Drawn {
    pub layer: &'static str,
    pub kind: Kind,
    pub data: Vec<Datum>,
    /// Titles of the tooltip's texts.
    pub tips: Vec<String>,
    /// A colour to replace the groups' own.
    pub paint: Option<RGBAColor>,
    pub opacity: f64,
    /// Width of lines in units of the style's line width, or radius of dots in pixels.
    pub size: f64,
    pub dashed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A symbol at (x, y).
    Dots,
    /// Data of the same path, joined.
    Line,
    /// From (x, y) to (x2, y2).
    Segments,
    /// Between the points (x, y) and (x2, y2) of the same path.
    Area,
    /// The rectangle with the corners (x, y) and (x2, y2).
    Rects,
    /// The same, coloured by its shade and labelled with its number.
    Cells,
}

/// One mark, or one point of a path. Infinite ends are those of the axes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Datum {
    pub color: Option<usize>,
    pub shape: Option<usize>,
    pub path: usize,
    pub at: [f64; 4],
    pub tips: Vec<String>,
    pub shade: Option<f64>,
}

impl Datum {
    /// A mark of a group.
    pub fn new(key: Key, path: usize, at: [f64; 4]) -> Self {
        Self {
            color: key.color,
            shape: key.shape,
            path,
            at,
            tips: Vec::new(),
            shade: None,
        }
    }

    pub fn with(mut self, tips: Vec<String>) -> Self {
        self.tips = tips;
        self
    }
}

impl Drawn {
    pub fn new(layer: PlotLayer, kind: Kind) -> Self {
        Self {
            layer: layer.name(),
            kind,
            data: Vec::new(),
            tips: Vec::new(),
            paint: None,
            opacity: 1.0,
            size: 1.0,
            dashed: false,
        }
    }

    /// The marks, distributed to their panels.
    pub fn in_panes(self, data: Vec<(usize, Datum)>) -> Vec<(usize, Self)> {
        let mut parts: Vec<(usize, Self)> = Vec::new();
        for (pane, datum) in data {
            match parts.iter_mut().find(|part| part.0 == pane) {
                Some(part) => part.1.data.push(datum),
                None => {
                    let mut part = self.clone();
                    part.data.push(datum);
                    parts.push((pane, part));
                }
            }
        }
        parts
    }
}

/// Marks with the panels they belong to.
pub(super) type Parts = Vec<(usize, Drawn)>;

impl Scene {
    /// The colour of a mark.
    pub fn color(&self, drawn: &Drawn, datum: &Datum) -> RGBAColor {
        let level = datum.color.zip(self.colors.as_ref());
        let own = level.map(|(i, legend)| legend.levels[i].color);
        let shaded = datum
            .shade
            .zip(self.gradient.as_ref())
            .map(|(v, g)| shade(v, g.1));
        drawn.paint.or(shaded).or(own).unwrap_or(DEFAULT)
    }
}

/// The default colour.
pub(super) const DEFAULT: RGBAColor = crate::drawing::rgb(0x0000_72b2);

/// The colour of a number on the colour scale.
pub(super) fn shade(value: f64, (low, high): (f64, f64)) -> RGBAColor {
    let width = if high > low { high - low } else { 1.0 };
    crate::drawing::ColorMap::Sequential.at((value - low) / width)
}

/// Fails unless there are numbers on the axis of values.
pub(super) fn need_value(encoded: &Encoded<'_>, layer: PlotLayer) -> Result<(), PlotError> {
    let (Some(_), Some(value)) = (encoded.position(), encoded.value()) else {
        return Err(incomplete(
            layer.name(),
            "x and y, as in `.x(\"strength\").y(\"q\")`".to_owned(),
        ));
    };
    match value.names() {
        Some(_) => Err(PlotError::Numbers {
            role: layer.name().to_owned(),
            column: cut(&value.column, 60),
            found: "names".to_owned(),
        }),
        None => Ok(()),
    }
}

/// A range with a little margin, for axes without a column.
pub(super) fn from_zero(values: &[f64]) -> (f64, f64) {
    let top = values.iter().copied().fold(0.0, f64::max);
    (0.0, range_of([0.0, top]).map_or(1.0, |r| r.1))
}
