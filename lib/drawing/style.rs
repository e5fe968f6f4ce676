//! The look of drawings: sizes, colours with a fixed meaning, colour maps.

use plotters::style::RGBAColor;

/// Sizes and line widths of a figure, in pixels of the SVG; a PNG has two pixels for each.
#[derive(Debug, Clone, PartialEq)]
pub struct Style {
    /// Width of the whole figure; figures with few panels are narrower.
    pub width: f64,
    /// Size of the text; titles are larger, tick labels smaller.
    pub font: f64,
    /// Width of a bold line.
    pub line: f64,
    /// Largest width of one panel.
    pub panel: f64,
    /// Whether titles and captions are drawn; a paper has its own.
    pub headings: bool,
}

impl Style {
    /// For a notebook: 840 pixels wide, which JupyterLab shows whole on a small screen beside its file browser.
    pub fn light() -> Self {
        Self {
            width: 840.0,
            font: 12.0,
            line: 2.0,
            panel: 380.0,
            headings: true,
        }
    }

    /// For a paper's text width (6.5 inches at 96 pixels), small text, no title or caption.
    pub fn print() -> Self {
        Self {
            width: 624.0,
            font: 9.5,
            line: 1.5,
            panel: 260.0,
            headings: false,
        }
    }

    pub(super) fn small(&self) -> f64 {
        self.font * 0.85
    }

    pub(super) fn large(&self) -> f64 {
        self.font * 1.25
    }

    /// Distance between lines of text of this size.
    pub(super) fn leading(size: f64) -> f64 {
        size * 1.3
    }
}

impl Default for Style {
    fn default() -> Self {
        Self::light()
    }
}

/// An opaque colour, written 0xRRGGBB.
pub const fn rgb(hex: u32) -> RGBAColor {
    RGBAColor((hex >> 16) as u8, (hex >> 8) as u8, hex as u8, 1.0)
}

/// The same colour with opacity `alpha`.
pub fn faint(color: RGBAColor, alpha: f64) -> RGBAColor {
    RGBAColor(color.0, color.1, color.2, alpha)
}

/// Text and axes.
pub const INK: RGBAColor = rgb(0x0022_2222);
/// Secondary text.
pub const MUTED: RGBAColor = rgb(0x0066_6666);
/// Grid lines.
pub const GRID: RGBAColor = rgb(0x00e6_e6e6);
/// The untrained null.
pub const NULL: RGBAColor = rgb(0x0080_8080);
/// Cells without a number, and dead units.
pub const MISSING: RGBAColor = rgb(0x00d0_d0d0);
/// Borders of modules in a heat map.
pub const BORDER: RGBAColor = rgb(0x00d5_5e00);
/// Behind everything.
pub const PAPER: RGBAColor = rgb(0x00ff_ffff);

/// From numbers to colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColorMap {
    /// Dark is low, bright is high (viridis).
    Sequential,
    /// Blue is negative, white is zero, red is positive.
    Diverging,
    /// White to dark blue, for zero or one.
    Binary,
}

/// Nine points of matplotlib's viridis.
const VIRIDIS: [u32; 9] = [
    0x44_01_54, 0x47_2d_7b, 0x3b_52_8b, 0x2c_72_8e, 0x21_91_8c, 0x28_ae_80, 0x5e_c9_62, 0xad_dc_30,
    0xfd_e7_25,
];
/// Nine points of ColorBrewer's RdBu, reversed.
const BLUE_RED: [u32; 9] = [
    0x21_66_ac, 0x43_93_c3, 0x92_c5_de, 0xd1_e5_f0, 0xf7_f7_f7, 0xfd_db_c7, 0xf4_a5_82, 0xd6_60_4d,
    0xb2_18_2b,
];
/// Steps of a colour map: finer ones are indistinguishable, and this many colours fit a palette.
const STEPS: f64 = 200.0;
const WHITE_BLUE: [u32; 2] = [0xf4_f4_f4, 0x2b_4c_7e];

impl ColorMap {
    /// The colour at `t` in [0, 1]; numbers outside get the colour of the nearer end, NaN the neutral [`MISSING`].
    pub fn at(self, t: f64) -> RGBAColor {
        if t.is_nan() {
            return MISSING;
        }
        let points: &[u32] = match self {
            Self::Sequential => &VIRIDIS,
            Self::Diverging => &BLUE_RED,
            Self::Binary => &WHITE_BLUE,
        };
        let t = (STEPS * t.clamp(0.0, 1.0)).round() / STEPS;
        let place = t * (points.len() - 1) as f64;
        let below = (place as usize).min(points.len() - 2);
        let (a, b) = (rgb(points[below]), rgb(points[below + 1]));
        let mix = |a: u8, b: u8| {
            let share = place - below as f64;
            (f64::from(a) * (1.0 - share) + f64::from(b) * share).round() as u8
        };
        RGBAColor(mix(a.0, b.0), mix(a.1, b.1), mix(a.2, b.2), 1.0)
    }
}
