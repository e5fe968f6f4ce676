//! A plotters backend that writes SVG, with groups, images, and the font embedded.

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
    /// The latest shapes, all with the same attributes; it grows while these stay the same.
    pending: Option<Shapes>,
}

/// Shapes of the same look. Opaque ones are one path, in relative steps from point to point; translucent ones are separate
/// paths, so that overlaps show.
struct Shapes {
    attributes: String,
    opaque: bool,
    paths: Vec<PathData>,
}

/// The outline of shapes, as the attribute `d` has it.
#[derive(Default)]
struct PathData {
    text: String,
    last: Option<BackendCoord>,
    /// Whether a further point would be read as a continued straight line.
    straight: bool,
}

impl PathData {
    /// Begins at a point.
    fn begin(&mut self, at: BackendCoord) {
        match self.last {
            None => self.step("M", at),
            Some(last) => self.step("m", (at.0 - last.0, at.1 - last.1)),
        }
        self.straight = self.last.is_some();
        self.last = Some(at);
    }
    /// A straight line to a point.
    fn go(&mut self, at: BackendCoord) {
        let last = self.last.unwrap_or_default();
        let step = (at.0 - last.0, at.1 - last.1);
        match self.straight {
            true if step.0 < 0 => self.step("", step),
            true => self.step(" ", step),
            false => self.step("l", step),
        }
        self.straight = true;
        self.last = Some(at);
    }
    fn step(&mut self, command: &str, (x, y): BackendCoord) {
        // A sign separates two numbers as well as a space does.
        let gap = if y < 0 { "" } else { " " };
        let _ = write!(self.text, "{command}{x}{gap}{y}");
    }
    fn line(&mut self, points: impl IntoIterator<Item = BackendCoord>) {
        for (i, point) in points.into_iter().enumerate() {
            match i {
                0 => self.begin(point),
                _ => self.go(point),
            }
        }
    }
    fn polygon(&mut self, points: impl IntoIterator<Item = BackendCoord>) {
        let mut points = points.into_iter();
        if let Some(first) = points.next() {
            self.line(std::iter::once(first).chain(points));
            self.text.push('z');
            self.last = Some(first);
        }
    }
    fn rectangle(&mut self, corner: BackendCoord, (width, height): (i32, i32)) {
        self.begin(corner);
        let _ = write!(self.text, "h{width}v{height}h{}z", -width);
    }
    /// A line of no length, whose round ends are a dot.
    fn dot(&mut self, at: BackendCoord) {
        self.begin(at);
        self.text.push_str("h0");
    }
}

impl Svg {
    /// An empty drawing; `size` in drawing units; with or without the font embedded.
    pub fn new(size: (u32, u32), title: &str, font: bool) -> Self {
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
            quoted(title)
        );
        let fonts = [("normal", REGULAR), ("bold", BOLD)];
        for (weight, font) in fonts.into_iter().filter(|_| font) {
            let _ = write!(
                text,
                "@font-face{{font-family:'updown sans';font-weight:{weight};\
                 src:url(data:font/woff2;base64,{}) format('woff2')}}",
                STANDARD.encode(font)
            );
        }
        text.push_str(
            ".updown-figure text{font-family:'updown sans','DejaVu Sans',Verdana,sans-serif}</style>\
             <g class=\"updown-figure\" stroke-linejoin=\"round\">\n",
        );
        Self {
            text,
            size,
            pending: None,
        }
    }

    /// The finished document.
    pub fn finish(mut self) -> String {
        self.flush();
        self.text.push_str("</g></svg>\n");
        self.text
    }

    fn put(&mut self, arguments: std::fmt::Arguments<'_>) {
        self.flush();
        let _ = self.text.write_fmt(arguments);
    }

    /// The path for a shape with these attributes.
    fn path(&mut self, attributes: String, color: BackendColor, joined: bool) -> &mut PathData {
        let opaque = color.alpha >= 1.0 && joined;
        if self
            .pending
            .as_ref()
            .is_none_or(|p| p.attributes != attributes || p.opaque != opaque)
        {
            self.flush();
        }
        let shapes = self.pending.get_or_insert_with(|| Shapes {
            attributes,
            opaque,
            paths: Vec::new(),
        });
        if !shapes.opaque || shapes.paths.is_empty() {
            shapes.paths.push(PathData::default());
        }
        shapes.paths.last_mut().expect("one was pushed")
    }

    /// Writes what is pending.
    fn flush(&mut self) {
        let Some(Shapes {
            attributes, paths, ..
        }) = self.pending.take()
        else {
            return;
        };
        if let [path] = &paths[..] {
            let _ = write!(self.text, "<path {attributes} d=\"{}\"/>", path.text);
            return;
        }
        let _ = write!(self.text, "<g {attributes}>");
        for path in &paths {
            let _ = write!(self.text, "<path d=\"{}\"/>", path.text);
        }
        self.text.push_str("</g>");
    }
}

/// A colour as attribute `name`, with its opacity unless that is 1.
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

/// Escapes text for an attribute, in either kind of quotes.
fn quoted(text: &str) -> String {
    escape(text).replace('\'', "&#39;")
}

/// Escapes text for XML.
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
        let corner = (a.0.min(b.0), a.1.min(b.1));
        let size = ((a.0 - b.0).abs(), (a.1 - b.1).abs());
        self.path(fill_or_stroke(style, fill), style.color(), true)
            .rectangle(corner, size);
        Ok(())
    }
    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.path(fill_or_stroke(style, false), style.color(), true)
            .line(path);
        Ok(())
    }
    fn draw_circle<S: BackendStyle>(
        &mut self,
        at: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        if fill {
            let look = format!(
                "{} stroke-width=\"{}\" stroke-linecap=\"round\"",
                paint("stroke", style.color()),
                2 * radius
            );
            self.path(look, style.color(), true).dot(at);
        } else {
            self.put(format_args!(
                "<circle cx=\"{}\" cy=\"{}\" r=\"{radius}\" {}/>",
                at.0,
                at.1,
                fill_or_stroke(style, false)
            ));
        }
        Ok(())
    }
    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vertices: I,
        style: &S,
    ) -> Drawn {
        // Separately: two of opposite orientation would leave a hole where they overlap.
        self.path(fill_or_stroke(style, true), style.color(), false)
            .polygon(vertices);
        Ok(())
    }
}

impl Surface for Svg {
    fn open(&mut self, class: &str, name: &str) {
        self.put(format_args!(
            "<g class=\"{class}\" data-name=\"{}\">",
            quoted(name)
        ));
    }
    fn close(&mut self) {
        self.put(format_args!("</g>\n"));
    }
    fn write(&mut self, text: &str, (x, y): (i32, i32), look: Text) -> Result<(), DrawingError> {
        if text.is_empty() {
            return Ok(());
        }
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
