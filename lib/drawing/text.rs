//! The look of texts, and the unit in which everything is drawn.

use super::style::INK;
use plotters::style::RGBAColor;
use plotters::style::text_anchor::HPos;

/// Drawing units in one pixel of the SVG.
pub(super) const UNITS: f64 = 4.0;
/// Pixels of a PNG for one pixel of the SVG.
pub(super) const PNG_SCALE: f64 = 2.0;

/// The embedded font at a size in pixels per em.
#[derive(Clone, Copy)]
pub(super) struct Text {
    pub size: f64,
    pub bold: bool,
    pub color: RGBAColor,
    pub anchor: HPos,
    /// Rotated to read upwards.
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
