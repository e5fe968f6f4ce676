//! Rows of pixels as a PNG file.

use super::DrawingError;
use std::collections::HashMap;

/// The most colours in a PNG's palette.
const PALETTE: usize = 256;

/// Rows of RGB as a PNG file, with a palette if there are few enough colours, since notebooks keep many of these.
pub(super) fn png_bytes(rgb: &[u8], (width, height): (u32, u32)) -> Result<Vec<u8>, DrawingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    let indexed = indexed(rgb);
    let data = match &indexed {
        Some((palette, indices)) => {
            encoder.set_color(png::ColorType::Indexed);
            encoder.set_palette(palette);
            // Neighbours in a palette are not neighbours in colour.
            encoder.set_filter(png::Filter::NoFilter);
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

/// The distinct colours, and the index of each pixel's; `None` if there are more than a palette holds.
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

/// Rows of RGB reduced to few colours: a colour is kept if it fills a twentieth of the picture (white paper beside light grey cells), or
/// lies further than `tolerance` (in RGB) from each more frequent one, up to a full palette; all others become the nearest of these.
pub(super) fn few_colors(rgb: &[u8], tolerance: f64) -> Vec<u8> {
    let mut counts: HashMap<[u8; 3], usize> = HashMap::new();
    for color in rgb.chunks_exact(3) {
        *counts.entry([color[0], color[1], color[2]]).or_default() += 1;
    }
    let mut found: Vec<_> = counts.into_iter().collect();
    found.sort_by_key(|&(color, count)| (std::cmp::Reverse(count), color));
    let mut kept: Vec<[u8; 3]> = Vec::new();
    let many = rgb.len() / 3 / 20;
    for &(color, count) in &found {
        let is_near = |other: &[u8; 3]| f64::from(distance(color, *other)) <= tolerance * tolerance;
        if kept.len() < PALETTE && (count > many || !kept.iter().any(is_near)) {
            kept.push(color);
        }
    }
    // Only now that all are chosen: the nearest of the first ones need not be the nearest of all.
    let nearest = |color| kept.iter().min_by_key(|&&other| distance(color, other));
    let becomes: HashMap<[u8; 3], [u8; 3]> = found
        .iter()
        .filter_map(|&(color, _)| Some((color, *nearest(color)?)))
        .collect();
    let color = |c: &[u8]| becomes[&[c[0], c[1], c[2]]];
    rgb.chunks_exact(3).flat_map(color).collect()
}

/// The squared distance of two colours.
fn distance(a: [u8; 3], b: [u8; 3]) -> u32 {
    (0..3).map(|i| u32::from(a[i].abs_diff(b[i])).pow(2)).sum()
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

    #[test]
    fn a_colour_becomes_a_more_frequent_one_that_is_near() {
        let (white, nearly, ink) = ([255; 3], [250, 255, 255], [29, 37, 48]);
        let rows = |other| [[white; 20].concat(), other, [ink; 3].concat()].concat();
        let found = rows(nearly.to_vec());
        assert_eq!(few_colors(&found, 5.0), rows(white.to_vec()));
        assert_eq!(few_colors(&found, 4.0), found);
    }

    #[test]
    fn what_fills_a_twentieth_keeps_its_colour() {
        let (cells, paper) = ([[243; 3]; 12].concat(), [[255; 3]; 8].concat());
        let rows = [cells, paper].concat();
        assert_eq!(few_colors(&rows, 24.0), rows);
    }

    #[test]
    fn more_colours_than_a_palette_holds_become_the_nearest() {
        let grey = |i: usize| [(i / 2) as u8, 7, (i % 2) as u8];
        let rows: Vec<u8> = (0..400).flat_map(grey).collect();
        let few = few_colors(&rows, 0.0);
        assert!(indexed(&rows).is_none() && indexed(&few).is_some());
        let far = rows.iter().zip(&few).map(|(a, b)| a.abs_diff(*b)).max();
        assert!(far < Some(100), "{far:?}");
    }
}
