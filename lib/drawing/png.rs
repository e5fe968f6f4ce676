//! Rows of pixels as a PNG file.

use super::DrawingError;
use std::collections::HashMap;

/// Rows of RGB as a PNG file: with a palette where there are few enough colours, since notebooks keep many of these.
pub(super) fn png_bytes(rgb: &[u8], (width, height): (u32, u32)) -> Result<Vec<u8>, DrawingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    let indexed = indexed(rgb);
    let data = match &indexed {
        Some((palette, indices)) => {
            encoder.set_color(png::ColorType::Indexed);
            encoder.set_palette(palette);
            indices
        }
        None => {
            encoder.set_color(png::ColorType::Rgb);
            rgb
        }
    };
    let failed = |e: png::EncodingError| DrawingError::Failed(e.to_string());
    let mut writer = encoder.write_header().map_err(failed)?;
    writer.write_image_data(data).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(bytes)
}

/// The colours, each once, and which of them each pixel has; `None` where there are more than a palette holds.
fn indexed(rgb: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut places: HashMap<&[u8], u8> = HashMap::new();
    let (mut palette, mut indices) = (Vec::new(), Vec::new());
    for color in rgb.chunks_exact(3) {
        let place = match places.get(color) {
            Some(&place) => place,
            None => {
                let place = u8::try_from(places.len()).ok()?;
                places.insert(color, place);
                palette.extend_from_slice(color);
                place
            }
        };
        indices.push(place);
    }
    Some((palette, indices))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_colours_make_a_palette_and_many_do_not() {
        let (palette, indices) = indexed(&[9, 9, 9, 1, 2, 3, 9, 9, 9]).unwrap();
        assert_eq!((palette, indices), (vec![9, 9, 9, 1, 2, 3], vec![0, 1, 0]));
        let colors = |n: u32| (0..n).flat_map(|i| [0, (i / 256) as u8, (i % 256) as u8]);
        assert!(indexed(&colors(256).collect::<Vec<u8>>()).is_some());
        assert!(indexed(&colors(257).collect::<Vec<u8>>()).is_none());
    }
}
