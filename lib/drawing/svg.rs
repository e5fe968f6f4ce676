//! A plotters backend that writes SVG: with groups, with images, and with the font inside.

use super::DrawingError;
use super::surface::{Cells, Surface};
use super::text::{Text, UNITS};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use plotters::style::Color;
use plotters::style::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, DrawingBackend, DrawingErrorKind,
};
use std::convert::Infallible;
use std::fmt::Write as _;

static REGULAR: &[u8] = include_bytes!("../../assets/fonts/DejaVuSans.subset.woff2");
static BOLD: &[u8] = include_bytes!("../../assets/fonts/DejaVuSans-Bold.subset.woff2");

/// An SVG in the making.
pub(super) struct Svg {
    text: String,
    size: (u32, u32),
}

impl Svg {
    /// An empty drawing; `size` in drawing units.
    pub fn new(size: (u32, u32), title: &str) -> Self {
        let mut text = String::new();
        let pixels = |units: u32| f64::from(units) / UNITS;
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\" \
             role=\"img\" aria-label=\"{}\"><style>",
            pixels(size.0),
            pixels(size.1),
            size.0,
            size.1,
            escape(title)
        );
        for (weight, font) in [("normal", REGULAR), ("bold", BOLD)] {
            let _ = write!(
                text,
                "@font-face{{font-family:'updown sans';font-weight:{weight};\
                 src:url(data:font/woff2;base64,{}) format('woff2')}}",
                STANDARD.encode(font)
            );
        }
        text.push_str(
            ".updown-figure text{font-family:'updown sans','DejaVu Sans',Verdana,sans-serif}</style>\
             <g class=\"updown-figure\">\n",
        );
        Self { text, size }
    }

    /// The whole document.
    pub fn finish(mut self) -> String {
        self.text.push_str("</g></svg>\n");
        self.text
    }

    fn put(&mut self, arguments: std::fmt::Arguments<'_>) {
        let _ = self.text.write_fmt(arguments);
        self.text.push('\n');
    }
}

/// A colour as attribute `name`, with its opacity where it is not whole.
fn paint(name: &str, color: BackendColor) -> String {
    let (r, g, b) = color.rgb;
    let mut text = format!("{name}=\"#{r:02x}{g:02x}{b:02x}\"");
    if color.alpha < 1.0 {
        let _ = write!(text, " {name}-opacity=\"{:.3}\"", color.alpha);
    }
    text
}

fn fill_or_stroke<S: BackendStyle>(style: &S, fill: bool) -> String {
    if fill {
        return paint("fill", style.color());
    }
    format!(
        "fill=\"none\" {} stroke-width=\"{}\"",
        paint("stroke", style.color()),
        style.stroke_width()
    )
}

fn list(points: impl IntoIterator<Item = BackendCoord>) -> String {
    let mut text = String::new();
    for (x, y) in points {
        let _ = write!(text, "{x},{y} ");
    }
    text.truncate(text.trim_end().len());
    text
}

/// Text as XML has it.
pub(super) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            // XML has no way to write these.
            c if c.is_control() && c != '\n' && c != '\t' => safe.push('\u{fffd}'),
            c => safe.push(c),
        }
    }
    safe
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Svg {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }
    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }
    fn present(&mut self) -> Drawn {
        Ok(())
    }
    fn draw_pixel(&mut self, at: BackendCoord, color: BackendColor) -> Drawn {
        self.draw_rect(at, (at.0 + 1, at.1 + 1), &color, true)
    }
    fn draw_line<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, s: &S) -> Drawn {
        self.draw_path([a, b], s)
    }
    fn draw_rect<S: BackendStyle>(
        &mut self,
        a: BackendCoord,
        b: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let (x, y) = (a.0.min(b.0), a.1.min(b.1));
        let (width, height) = ((a.0 - b.0).abs(), (a.1 - b.1).abs());
        self.put(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" {}/>",
            fill_or_stroke(style, fill)
        ));
        Ok(())
    }
    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.put(format_args!(
            "<polyline points=\"{}\" {} stroke-linejoin=\"round\"/>",
            list(path),
            fill_or_stroke(style, false)
        ));
        Ok(())
    }
    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.put(format_args!(
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" {}/>",
            fill_or_stroke(style, fill)
        ));
        Ok(())
    }
    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vertices: I,
        style: &S,
    ) -> Drawn {
        self.put(format_args!(
            "<polygon points=\"{}\" {}/>",
            list(vertices),
            fill_or_stroke(style, true)
        ));
        Ok(())
    }
}

impl Surface for Svg {
    fn open(&mut self, class: &str, name: &str) {
        self.put(format_args!(
            "<g class=\"{class}\" data-name=\"{}\">",
            escape(name)
        ));
    }
    fn close(&mut self) {
        self.put(format_args!("</g>"));
    }
    fn write(&mut self, text: &str, (x, y): (i32, i32), look: Text) -> Result<(), DrawingError> {
        let mut more = match look.anchor {
            HPos::Left => String::new(),
            HPos::Center => " text-anchor=\"middle\"".to_owned(),
            HPos::Right => " text-anchor=\"end\"".to_owned(),
        };
        if look.bold {
            more.push_str(" font-weight=\"bold\"");
        }
        if look.upwards {
            let _ = write!(more, " transform=\"rotate(-90 {x} {y})\"");
        }
        self.put(format_args!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{:.1}\" {}{more}>{}</text>",
            look.size * UNITS,
            paint("fill", look.color.to_backend_color()),
            escape(text)
        ));
        Ok(())
    }
    fn cells(
        &mut self,
        (x, y): (i32, i32),
        (width, height): (i32, i32),
        cells: &Cells,
    ) -> Result<(), DrawingError> {
        let bytes: Vec<u8> = cells.colors.iter().flat_map(|c| [c.0, c.1, c.2]).collect();
        let rows = cells.colors.len() / cells.columns.max(1);
        let image = super::png::png_bytes(&bytes, (cells.columns as u32, rows as u32))?;
        self.put(format_args!(
            "<image x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" preserveAspectRatio=\"none\" \
             style=\"image-rendering:pixelated\" href=\"data:image/png;base64,{}\"/>",
            STANDARD.encode(image)
        ));
        Ok(())
    }
}
