//! The embedded font: the widths of texts, and their glyphs as pixels. The same on every machine.

use super::DrawingError;
use super::text::{Text, UNITS};
use ab_glyph::{Font, FontRef, Glyph, PxScale, ScaleFont, point};
use plotters::style::FontStyle;
use plotters::style::text_anchor::HPos;
use std::sync::LazyLock;

static REGULAR_BYTES: &[u8] = include_bytes!("../../assets/fonts/DejaVuSans.subset.ttf");
static BOLD_BYTES: &[u8] = include_bytes!("../../assets/fonts/DejaVuSans-Bold.subset.ttf");
static REGULAR: LazyLock<Option<FontRef<'static>>> = LazyLock::new(|| read(REGULAR_BYTES));
static BOLD: LazyLock<Option<FontRef<'static>>> = LazyLock::new(|| read(BOLD_BYTES));

/// The embedded files are fonts, which a test checks; if they were not, texts would be missing but nothing would panic.
fn read(bytes: &'static [u8]) -> Option<FontRef<'static>> {
    FontRef::try_from_slice(bytes).ok()
}

/// Registers the embedded font as plotters' `sans-serif`, for charts that a notebook draws directly with plotters: without
/// a registered font plotters writes no text at all.
///
/// # Errors
/// None as long as the embedded files are fonts.
pub fn register_fonts() -> Result<(), DrawingError> {
    let fonts: [(FontStyle, &'static [u8]); 2] = [
        (FontStyle::Normal, REGULAR_BYTES),
        (FontStyle::Bold, BOLD_BYTES),
    ];
    for (style, bytes) in fonts {
        plotters::style::register_font("sans-serif", style, bytes)
            .map_err(|_| DrawingError::Failed("the embedded font is damaged".to_owned()))?;
    }
    Ok(())
}

fn font(bold: bool) -> Option<&'static FontRef<'static>> {
    if bold {
        BOLD.as_ref()
    } else {
        REGULAR.as_ref()
    }
}

/// `ab_glyph` scales by the height from descent to ascent, everyone else by the em square.
fn scale(font: &FontRef<'static>, size: f64) -> PxScale {
    let per_em = font.units_per_em().unwrap_or(1.0);
    PxScale::from(size as f32 * font.height_unscaled() / per_em)
}

/// Width of a text in pixels, its size in pixels per em.
pub(super) fn text_width(text: &str, size: f64, bold: bool) -> f64 {
    let Some(font) = font(bold) else { return 0.0 };
    let scaled = font.as_scaled(scale(font, size));
    let advance = |c| f64::from(scaled.h_advance(font.glyph_id(c)));
    text.chars().map(advance).sum()
}

/// The glyphs of a text with the characters they stand for.
pub(super) fn glyph_ids(text: &str, bold: bool) -> Vec<(u16, char)> {
    let id = |c| font(bold).map(|font| (font.glyph_id(c).0, c));
    text.chars().filter_map(id).collect()
}

/// One weight of the font, in thousandths of its size as in a PDF.
pub(super) struct Metrics {
    pub file: &'static [u8],
    pub ascent: f32,
    pub descent: f32,
    pub advance: Box<dyn Fn(u16) -> f32>,
}

/// The metrics of one weight.
pub(super) fn metrics(bold: bool) -> Metrics {
    let font = font(bold);
    let per_em = font.and_then(Font::units_per_em).unwrap_or(1000.0);
    let thousandths = move |units: f32| 1000.0 * units / per_em;
    let advance = move |glyph: u16| {
        let units = font.map(|f| f.h_advance_unscaled(ab_glyph::GlyphId(glyph)));
        thousandths(units.unwrap_or(0.0))
    };
    Metrics {
        file: if bold { BOLD_BYTES } else { REGULAR_BYTES },
        ascent: thousandths(font.map_or(0.0, |f| f.ascent_unscaled())),
        descent: thousandths(font.map_or(0.0, |f| f.descent_unscaled())),
        advance: Box::new(advance),
    }
}

/// Calls `pixel` with place (right and up from the anchor, in drawing units) and coverage of every pixel of a text.
pub(super) fn glyphs(text: &str, look: Text, mut pixel: impl FnMut((i32, i32), f64)) {
    let Some(font) = font(look.bold) else { return };
    let scale = scale(font, look.size * UNITS);
    let scaled = font.as_scaled(scale);
    let width = (text_width(text, look.size, look.bold) * UNITS) as f32;
    let mut x = match look.anchor {
        HPos::Left => 0.0,
        HPos::Center => -width / 2.0,
        HPos::Right => -width,
    };
    for c in text.chars() {
        let id = font.glyph_id(c);
        let glyph = Glyph {
            id,
            scale,
            position: point(x, 0.0),
        };
        if let Some(outline) = font.outline_glyph(glyph) {
            let corner = outline.px_bounds().min;
            outline.draw(|dx, dy, coverage| {
                let right = corner.x as i32 + dx as i32;
                let up = -(corner.y as i32 + dy as i32);
                pixel((right, up), f64::from(coverage).min(1.0));
            });
        }
        x += scaled.h_advance(id);
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_fonts_hold_every_sign_that_figures_use() {
        let signs = "Qσ±−×²₂∂·→≥≤∞…ΣΔλ⁻⁰¹²³⁴⁵⁶⁷⁸⁹|%éü";
        for bold in [false, true] {
            let font = font(bold).expect("an embedded font");
            for c in signs.chars() {
                assert_ne!(font.glyph_id(c).0, 0, "{c}");
            }
        }
    }

    #[test]
    fn plotters_finds_the_font_once_it_is_registered() {
        register_fonts().unwrap();
        let desc = plotters::style::FontDesc::from(("sans-serif", 20));
        assert!(desc.layout_box("text").is_ok());
    }

    #[test]
    fn widths_grow_with_size_and_lines_fit() {
        let width = |size| text_width("modularity", size, false);
        assert!((width(24.0) - 2.0 * width(12.0)).abs() < 1e-3);
        let lines = wrap("one two three four five", 50.0, 12.0, false);
        assert!(lines.len() > 1);
        assert!(
            lines.iter().all(|l| text_width(l, 12.0, false) <= 50.0),
            "{lines:?}"
        );
    }
}
