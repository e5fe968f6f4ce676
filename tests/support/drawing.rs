//! What tests ask of a drawing: well-formed, whole and legible.

/// Fails unless every tag is closed in order and no attribute holds a number that is none.
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
        if !tag.starts_with('/') && ["polyline", "polygon", "circle", "text"].contains(&name) {
            assert_inside(tag, svg_size(svg), id);
        }
    }
    assert!(open.is_empty(), "{id}: {open:?} left open");
}

/// Fails where a mark has a coordinate that is no number, or lies outside the drawing. What is not a number would have
/// become 0 on its way to whole drawing units.
fn assert_inside(tag: &str, (width, height): (f64, f64), id: &str) {
    let points = ["points", "cx", "x"]
        .iter()
        .find_map(|name| attribute(tag, name));
    let places = points.expect("a place").split(' ').map(str::to_owned);
    for place in places {
        let y = attribute(tag, "cy").or(attribute(tag, "y"));
        let (x, y) = place.split_once(',').unwrap_or((&place, y.unwrap_or("1")));
        let (x, y): (f64, f64) = (x.parse().unwrap(), y.parse().unwrap());
        let inside = 0.0 < x && x <= 4.0 * width && 0.0 < y && y <= 4.0 * height;
        assert!(inside, "{id}: <{tag}>");
    }
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

/// Fails where a text leaves the drawing or covers another one.
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

/// Width and height of a PNG, which is decoded whole.
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
