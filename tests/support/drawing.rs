//! What tests require of a drawing: well-formed, complete and legible.

use updown::plotters::style::RGBAColor;
use updown::spec::{Association, Normalization};

/// The colour of a method's row, 0xRRGGBB.
pub fn shade(association: Association) -> u32 {
    let [raw, normalized] = association.method.colors();
    match association.normalization {
        Normalization::Raw => raw,
        Normalization::Normalized => normalized,
    }
}

/// 0xRRGGBB as a drawing colour.
pub fn color_of(rgb: u32) -> RGBAColor {
    let [_, r, g, b] = rgb.to_be_bytes();
    RGBAColor(r, g, b, 1.0)
}

/// Fails unless every tag is closed in order and no attribute holds NaN or infinity.
pub fn assert_well_formed(svg: &str, id: &str) {
    let mut open: Vec<&str> = Vec::new();
    for tag in svg.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').expect("a closed tag");
        let name = tag.split([' ', '/']).find(|n| !n.is_empty()).unwrap();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "{id}: wrong closing tag");
        } else if !tag.ends_with('/') {
            open.push(name);
        }
        match name {
            _ if tag.starts_with('/') => {}
            "circle" | "text" => assert_inside(&[place_of(tag)], tag, svg_size(svg), id),
            "path" => {
                let outline = attribute(tag, "d").expect("an outline");
                if outline != paper(svg_size(svg)) {
                    assert_inside(&points(outline), tag, svg_size(svg), id);
                }
            }
            _ => {}
        }
    }
    assert!(open.is_empty(), "{id}: {open:?} left open");
}

/// The outline of the whole drawing.
fn paper((width, height): (f64, f64)) -> String {
    let (width, height) = (4.0 * width, 4.0 * height);
    format!("M0 0h{width}v{height}h-{width}z")
}

/// Fails if a mark lies outside the drawing. NaN would have become 0 on its way to integer drawing units.
fn assert_inside(points: &[(f64, f64)], tag: &str, (width, height): (f64, f64), id: &str) {
    assert!(!points.is_empty(), "{id}: <{tag}>");
    for &(x, y) in points {
        let inside = 0.0 < x && x <= 4.0 * width && 0.0 < y && y <= 4.0 * height;
        assert!(inside, "{id}: {x},{y} of <{tag}>");
    }
}

fn place_of(tag: &str) -> (f64, f64) {
    let number = |name: &str| attribute(tag, name).map(|n| n.parse().unwrap());
    let either = |a, b| number(a).or(number(b)).expect("a place");
    (either("cx", "x"), either("cy", "y"))
}

/// The points of a path; ours use only `M m l h v z`.
fn points(outline: &str) -> Vec<(f64, f64)> {
    let (mut found, mut at, mut start) = (Vec::new(), (0.0, 0.0), (0.0, 0.0));
    for part in outline
        .split_inclusive(|c: char| c.is_ascii_alphabetic())
        .collect::<Vec<_>>()
        .windows(2)
    {
        let command = part[0].chars().last().unwrap();
        let numbers = part[1].trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let numbers: Vec<f64> = numbers
            .replace('-', " -")
            .split_whitespace()
            .map(|n| n.parse().unwrap())
            .collect();
        match (command, &numbers[..]) {
            ('z', []) => at = start,
            ('h', [x]) => at.0 += x,
            ('v', [y]) => at.1 += y,
            ('M' | 'm' | 'l', pairs) => {
                for (i, pair) in pairs.chunks_exact(2).enumerate() {
                    let from = if command == 'M' { (0.0, 0.0) } else { at };
                    at = (from.0 + pair[0], from.1 + pair[1]);
                    if i == 0 && command != 'l' {
                        start = at;
                    }
                    found.push(at);
                }
            }
            other => panic!("{other:?} in {outline}"),
        }
        found.push(at);
    }
    found
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(rest.split_once('"')?.0)
}

/// The rectangle (left, top, right, bottom) that a text covers, by the font that is embedded.
fn text_box(tag: &str, text: &str) -> [f64; 4] {
    use ab_glyph::{Font, FontRef};
    let bytes: &[u8] = match tag.contains("font-weight=\"bold\"") {
        true => include_bytes!("../../assets/fonts/DejaVuSans-Bold.subset.ttf"),
        false => include_bytes!("../../assets/fonts/DejaVuSans.subset.ttf"),
    };
    let font = FontRef::try_from_slice(bytes).unwrap();
    let number = |name| -> f64 { attribute(tag, name).unwrap().parse().unwrap() };
    let (x, y, size) = (number("x"), number("y"), number("font-size"));
    let advance = |c| f64::from(font.h_advance_unscaled(font.glyph_id(c)));
    let em = f64::from(font.units_per_em().unwrap());
    let width = text.chars().map(advance).sum::<f64>() * size / em;
    let before = match attribute(tag, "text-anchor") {
        Some("middle") => width / 2.0,
        Some("end") => width,
        _ => 0.0,
    };
    // Capitals and digits reach up to 0.73 em; few letters go below the line.
    let (up, down) = (0.73 * size, 0.0);
    if tag.contains("rotate(-90") {
        [x - up, y - width + before, x + down, y + before]
    } else {
        [x - before, y - up, x - before + width, y + down]
    }
}

/// Fails if a text leaves the drawing or covers another one.
pub fn assert_legible(svg: &str, id: &str) {
    let (width, height) = svg_size(svg);
    let mut boxes: Vec<([f64; 4], String)> = Vec::new();
    for element in svg.split("<text ").skip(1) {
        let (tag, rest) = element.split_once('>').unwrap();
        let text = rest.split_once("</text>").unwrap().0;
        let text = text
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&");
        let [left, top, right, bottom] = text_box(&format!(" {tag}"), &text);
        let inside = left >= 0.0 && top >= 0.0 && right <= 4.0 * width && bottom <= 4.0 * height;
        assert!(
            inside,
            "{id}: `{text}` is cut: {left} {top} {right} {bottom}"
        );
        for (other, what) in &boxes {
            let apart =
                left >= other[2] || other[0] >= right || top >= other[3] || other[1] >= bottom;
            assert!(apart, "{id}: `{text}` covers `{what}`");
        }
        boxes.push(([left, top, right, bottom], text));
    }
}

/// Width and height of a PNG, which is decoded completely.
pub fn png_size(bytes: &[u8]) -> (u32, u32) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes))
        .read_info()
        .unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut pixels).unwrap();
    (frame.width, frame.height)
}

/// Width and height that an SVG states.
pub fn svg_size(svg: &str) -> (f64, f64) {
    let number = |name| attribute(svg, name).unwrap().parse().unwrap();
    (number("width"), number("height"))
}
