//! A plotters backend that writes a PDF page of vectors with the font embedded.

use super::DrawingError;
use super::font;
use super::surface::{Cells, Surface};
use super::text::{Text, UNITS};
use flate2::{Compression, write::ZlibEncoder};
use pdf_writer::types::{CidFontType, FontFlags, LineJoinStyle, SystemInfo, UnicodeCmap};
use pdf_writer::writers::Resources;
use pdf_writer::{Content, Filter, Finish, Name, Pdf as Document, Rect, Ref, Str, TextStr};
use plotters::style::Color;
use plotters::style::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, DrawingBackend, DrawingErrorKind,
};
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::io::Write as _;

/// Points (1/72 inch) per pixel (1/96 inch).
const POINTS: f64 = 0.75;
/// The least number of pixels along the longer side of an image, whose cells are enlarged because viewers smooth small images.
const CRISP: usize = 512;
/// Distance of the control points of a quarter circle, in radii.
const QUARTER: f32 = 0.552_284_8;
const SYSTEM: SystemInfo<'static> = SystemInfo {
    registry: Str(b"Adobe"),
    ordering: Str(b"Identity"),
    supplement: 0,
};

/// A PDF in the making.
pub(super) struct Pdf {
    content: Content,
    size: (u32, u32),
    title: String,
    /// Pixels (rows of RGB), columns and rows of each image.
    images: Vec<(Vec<u8>, i32, i32)>,
    /// Opacities in use, in thousandths.
    opacities: BTreeSet<u16>,
    /// Glyphs in use with their character, regular and bold.
    glyphs: [BTreeMap<u16, char>; 2],
}

impl Pdf {
    /// An empty page; `size` in drawing units.
    pub fn new(size: (u32, u32), title: &str) -> Self {
        let mut content = Content::new();
        // From drawing units with y downwards to points with y upwards.
        let scale = (POINTS / UNITS) as f32;
        content.transform([scale, 0.0, 0.0, -scale, 0.0, scale * size.1 as f32]);
        content.set_line_join(LineJoinStyle::RoundJoin);
        Self {
            content,
            size,
            title: title.to_owned(),
            images: Vec::new(),
            opacities: BTreeSet::new(),
            glyphs: [BTreeMap::new(), BTreeMap::new()],
        }
    }

    /// The finished document.
    pub fn finish(self) -> Vec<u8> {
        let mut next = Ref::new(1);
        let [catalog, pages, page, content, info] = std::array::from_fn(|_| next.bump());
        let fonts: [Ref; 2] = std::array::from_fn(|_| next.bump());
        let images: Vec<Ref> = self.images.iter().map(|_| next.bump()).collect();
        let mut pdf = Document::new();
        pdf.catalog(catalog).pages(pages);
        pdf.pages(pages).kids([page]).count(1);
        pdf.document_info(info)
            .title(TextStr(&self.title))
            .producer(TextStr("updown"));
        let points = |units: u32| (f64::from(units) / UNITS * POINTS) as f32;
        let mut written = pdf.page(page);
        written
            .media_box(Rect::new(
                0.0,
                0.0,
                points(self.size.0),
                points(self.size.1),
            ))
            .parent(pages)
            .contents(content);
        self.name_resources(written.resources(), &fonts, &images);
        written.finish();
        for (id, (pixels, columns, rows)) in images.into_iter().zip(&self.images) {
            let pixels = deflated(pixels);
            let mut image = pdf.image_xobject(id, &pixels);
            image.filter(Filter::FlateDecode);
            image.width(*columns).height(*rows).bits_per_component(8);
            image.color_space().device_rgb();
        }
        for (id, bold) in fonts.into_iter().zip([false, true]) {
            write_font(
                &mut pdf,
                id,
                &mut next,
                bold,
                &self.glyphs[usize::from(bold)],
            );
        }
        pdf.stream(content, &deflated(&self.content.finish()))
            .filter(Filter::FlateDecode);
        pdf.finish()
    }

    /// The resources of the page's content: fonts, images, opacities.
    fn name_resources(&self, mut resources: Resources<'_>, fonts: &[Ref], images: &[Ref]) {
        let mut named = resources.fonts();
        for (&id, bold) in fonts.iter().zip([false, true]) {
            named.pair(Name(font_name(bold)), id);
        }
        named.finish();
        let mut named = resources.x_objects();
        for (i, id) in images.iter().enumerate() {
            named.pair(Name(format!("I{i}").as_bytes()), id);
        }
        named.finish();
        let mut named = resources.ext_g_states();
        for &opacity in &self.opacities {
            let mut state = named.insert(Name(opacity_name(opacity).as_bytes())).dict();
            let alpha = f32::from(opacity) / 1000.0;
            state.pair(Name(b"ca"), alpha).pair(Name(b"CA"), alpha);
        }
        named.finish();
        resources.finish();
    }

    fn opacity(&mut self, alpha: f64) {
        let opacity = (alpha * 1000.0).round() as u16;
        self.opacities.insert(opacity);
        self.content
            .set_parameters(Name(opacity_name(opacity).as_bytes()));
    }

    fn prepare<S: BackendStyle>(&mut self, style: &S, fill: bool) {
        let BackendColor { alpha, rgb } = style.color();
        let [r, g, b] = [rgb.0, rgb.1, rgb.2].map(|c| f32::from(c) / 255.0);
        self.opacity(alpha);
        if fill {
            self.content.set_fill_rgb(r, g, b);
        } else {
            self.content.set_stroke_rgb(r, g, b);
            self.content.set_line_width(style.stroke_width() as f32);
        }
    }

    fn paint(&mut self, fill: bool) {
        if fill {
            self.content.fill_nonzero();
        } else {
            self.content.stroke();
        }
    }

    fn trace(&mut self, points: impl IntoIterator<Item = BackendCoord>) {
        for (i, (x, y)) in points.into_iter().enumerate() {
            if i == 0 {
                self.content.move_to(x as f32, y as f32);
            } else {
                self.content.line_to(x as f32, y as f32);
            }
        }
    }
}

/// The cells as squares of `each` pixels: rows of RGB, columns, rows.
fn enlarged(cells: &Cells, each: usize) -> (Vec<u8>, i32, i32) {
    let mut pixels = Vec::new();
    for row in cells.colors.chunks(cells.columns.max(1)) {
        let line: Vec<u8> = row
            .iter()
            .flat_map(|c| [c.0, c.1, c.2].repeat(each))
            .collect();
        pixels.extend(line.repeat(each));
    }
    let rows = cells.colors.len() / cells.columns.max(1);
    (pixels, (cells.columns * each) as i32, (rows * each) as i32)
}

fn font_name(bold: bool) -> &'static [u8] {
    if bold { b"Bold" } else { b"Regular" }
}

fn opacity_name(thousandths: u16) -> String {
    format!("A{thousandths}")
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    // Writing to memory cannot fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

/// One weight of the embedded font under `id`, with the characters of the glyphs in use, so that text can be searched.
fn write_font(pdf: &mut Document, id: Ref, next: &mut Ref, bold: bool, used: &BTreeMap<u16, char>) {
    let [descendant, descriptor, file, cmap] = std::array::from_fn(|_| next.bump());
    let name: &[u8] = if bold {
        b"DejaVuSans-Bold"
    } else {
        b"DejaVuSans"
    };
    let metrics = font::metrics(bold);
    pdf.type0_font(id)
        .base_font(Name(name))
        .encoding_predefined(Name(b"Identity-H"))
        .descendant_font(descendant)
        .to_unicode(cmap);
    let mut cid = pdf.cid_font(descendant);
    cid.subtype(CidFontType::Type2)
        .base_font(Name(name))
        .system_info(SYSTEM)
        .font_descriptor(descriptor)
        .cid_to_gid_map_predefined(Name(b"Identity"));
    let mut widths = cid.widths();
    for &glyph in used.keys() {
        widths.consecutive(glyph, [(metrics.advance)(glyph)]);
    }
    widths.finish();
    cid.finish();
    pdf.font_descriptor(descriptor)
        .name(Name(name))
        .flags(FontFlags::SYMBOLIC)
        .bbox(Rect::new(-1021.0, -463.0, 1793.0, 1232.0))
        .italic_angle(0.0)
        .ascent(metrics.ascent)
        .descent(metrics.descent)
        .cap_height(729.0)
        .stem_v(if bold { 140.0 } else { 80.0 })
        .font_file2(file);
    let bytes = deflated(metrics.file);
    let mut stream = pdf.stream(file, &bytes);
    stream.filter(Filter::FlateDecode);
    stream.pair(Name(b"Length1"), metrics.file.len() as i32);
    stream.finish();
    let mut map = UnicodeCmap::new(Name(b"updown"), SYSTEM);
    for (&glyph, &c) in used {
        map.pair(glyph, c);
    }
    pdf.cmap(cmap, &map.finish());
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Pdf {
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
        self.prepare(style, fill);
        let corner = (a.0.min(b.0) as f32, a.1.min(b.1) as f32);
        let size = ((a.0 - b.0).abs() as f32, (a.1 - b.1).abs() as f32);
        self.content.rect(corner.0, corner.1, size.0, size.1);
        self.paint(fill);
        Ok(())
    }
    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.prepare(style, false);
        self.trace(path);
        self.paint(false);
        Ok(())
    }
    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.prepare(style, fill);
        let (x, y, r) = (x as f32, y as f32, radius as f32);
        let k = QUARTER * r;
        let content = &mut self.content;
        content.move_to(x + r, y);
        content.cubic_to(x + r, y + k, x + k, y + r, x, y + r);
        content.cubic_to(x - k, y + r, x - r, y + k, x - r, y);
        content.cubic_to(x - r, y - k, x - k, y - r, x, y - r);
        content.cubic_to(x + k, y - r, x + r, y - k, x + r, y);
        content.close_path();
        self.paint(fill);
        Ok(())
    }
    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vertices: I,
        style: &S,
    ) -> Drawn {
        self.prepare(style, true);
        self.trace(vertices);
        self.content.close_path();
        self.paint(true);
        Ok(())
    }
}

impl Surface for Pdf {
    fn open(&mut self, _: &str, _: &str) {}
    fn close(&mut self) {}
    fn write(&mut self, text: &str, (x, y): (i32, i32), look: Text) -> Result<(), DrawingError> {
        self.prepare(&look.color.to_backend_color(), true);
        let width = (font::text_width(text, look.size, look.bold) * UNITS) as f32;
        let before = match look.anchor {
            HPos::Left => 0.0,
            HPos::Center => width / 2.0,
            HPos::Right => width,
        };
        let (x, y) = (x as f32, y as f32);
        let mut codes = Vec::new();
        for (glyph, c) in font::glyph_ids(text, look.bold) {
            codes.extend(glyph.to_be_bytes());
            self.glyphs[usize::from(look.bold)].insert(glyph, c);
        }
        let content = &mut self.content;
        content.begin_text();
        content.set_font(Name(font_name(look.bold)), (look.size * UNITS) as f32);
        content.set_text_matrix(match look.upwards {
            true => [0.0, -1.0, -1.0, 0.0, x, y + before],
            false => [1.0, 0.0, 0.0, -1.0, x - before, y],
        });
        content.show(Str(&codes));
        content.end_text();
        Ok(())
    }
    fn cells(
        &mut self,
        (x, y): (i32, i32),
        (width, height): (i32, i32),
        cells: &Cells,
    ) -> Result<(), DrawingError> {
        let rows = cells.colors.len() / cells.columns.max(1);
        let each = CRISP.div_ceil(cells.columns.max(rows).max(1));
        let name = format!("I{}", self.images.len());
        self.images.push(enlarged(cells, each));
        self.opacity(1.0);
        let (x, y, width, height) = (x as f32, y as f32, width as f32, height as f32);
        self.content.save_state();
        self.content
            .transform([width, 0.0, 0.0, -height, x, y + height]);
        self.content.x_object(Name(name.as_bytes()));
        self.content.restore_state();
        Ok(())
    }
}
