//! Columns and matrices as bytes of a page: one or two bytes per number, then zlib, then base64. `assets/page/columns.js` reads them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use serde_json::Value;
use std::io::Write;

/// The code for a missing value in two bytes, and in one.
const MISSING: u16 = u16::MAX;
const MISSING_NARROW: u8 = u8::MAX;
/// Codes of numbers go from 0 to this: finer than any screen, and a seventh smaller than with all that two bytes can hold.
pub(super) const STEPS: f64 = 16_383.0;
/// The most different values in a column of single bytes.
pub(super) const NARROW: usize = MISSING_NARROW as usize;
/// The most different values in a column of two bytes.
pub(super) const WIDE: usize = MISSING as usize;

/// Bytes in the order in which the page reads them.
#[derive(Debug, Default)]
pub(super) struct Packed(Vec<u8>);

impl Packed {
    /// Codes of a column, `None` for a missing value, in one byte each, or two if `wide`.
    pub fn codes(&mut self, codes: &[Option<usize>], wide: bool) {
        match wide {
            false => {
                let code = |c: &Option<usize>| c.map_or(MISSING_NARROW, |c| c as u8);
                self.0.extend(codes.iter().map(code));
            }
            true => self.pairs(codes.iter().map(|c| c.map_or(MISSING, |c| c as u16))),
        }
    }

    /// Numbers of two bytes: first all low bytes, then all high ones, which compress better together.
    pub fn pairs(&mut self, codes: impl Iterator<Item = u16>) {
        let bytes: Vec<[u8; 2]> = codes.map(u16::to_le_bytes).collect();
        self.0.extend(bytes.iter().map(|b| b[0]));
        self.0.extend(bytes.iter().map(|b| b[1]));
    }

    /// Header and bytes as base64 of a zlib stream: four bytes with the header's length, the header as JSON, the bytes.
    pub fn finish(self, header: &Value) -> String {
        let header = header.to_string();
        let length = u32::try_from(header.len()).expect("a header below 4 GiB");
        let mut stream = ZlibEncoder::new(Vec::new(), Compression::best());
        let written = [&length.to_le_bytes()[..], header.as_bytes(), &self.0]
            .into_iter()
            .try_for_each(|part| stream.write_all(part))
            .and_then(|()| stream.finish());
        STANDARD.encode(written.expect("memory takes every byte"))
    }
}
