//! The IDX format of MNIST: a big-endian header (magic number, sizes), then bytes.

use super::DatasetError;
use crate::files::{IoContext, open};
use flate2::read::GzDecoder;
use std::io::Read;
use std::path::Path;

/// An array of bytes with its sizes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdxArray {
    /// Sizes, outermost first.
    pub shape: Vec<usize>,
    /// Elements in row-major order.
    pub bytes: Vec<u8>,
}

/// Reads an IDX file of unsigned bytes with `dimensions` dimensions; decompresses it if its name ends in `.gz`.
///
/// # Errors
/// The file cannot be read, has another magic number, or holds fewer or more bytes than its header says.
pub fn read_idx(path: &Path, dimensions: usize) -> Result<IdxArray, DatasetError> {
    parse(&read_maybe_gzipped(path)?, path, dimensions)
}

/// As [`read_idx`], with the number of dimensions that the file has.
///
/// # Errors
/// As [`read_idx`].
pub(super) fn read_any(path: &Path) -> Result<IdxArray, DatasetError> {
    let content = read_maybe_gzipped(path)?;
    let dimensions = content.get(3).map_or(1, |&d| usize::from(d.max(1)));
    parse(&content, path, dimensions)
}

fn parse(content: &[u8], path: &Path, dimensions: usize) -> Result<IdxArray, DatasetError> {
    let malformed = |expected: String, found: String| DatasetError::Malformed {
        path: path.to_owned(),
        expected,
        found,
    };
    let header_len = 4 + 4 * dimensions;
    if content.len() < header_len {
        return Err(malformed(
            format!("a header of {header_len} bytes"),
            format!("{} bytes in all", content.len()),
        ));
    }
    let word =
        |i: usize| u32::from_be_bytes(content[4 * i..4 * i + 4].try_into().expect("four bytes"));
    let magic = 0x0000_0800 + dimensions as u32;
    if word(0) != magic {
        return Err(malformed(
            format!("magic number {magic:#010x} (unsigned bytes, {dimensions} dimensions)"),
            format!("{:#010x}", word(0)),
        ));
    }
    let shape: Vec<usize> = (1..=dimensions).map(|i| word(i) as usize).collect();
    let expected = shape.iter().try_fold(1usize, |n, &s| n.checked_mul(s));
    let bytes = content[header_len..].to_vec();
    if expected != Some(bytes.len()) {
        return Err(malformed(
            format!("the bytes of an array of {shape:?}"),
            format!("{} bytes", bytes.len()),
        ));
    }
    Ok(IdxArray { shape, bytes })
}

fn read_maybe_gzipped(path: &Path) -> Result<Vec<u8>, DatasetError> {
    /// The most bytes that a compressed file may hold: MNIST's largest has 47 MB, and a small file can unpack without end.
    const MOST: u64 = 1 << 30;
    let mut content = Vec::new();
    let mut file = open(path)?;
    if path.extension().is_some_and(|e| e == "gz") {
        GzDecoder::new(file)
            .take(MOST + 1)
            .read_to_end(&mut content)
    } else {
        file.read_to_end(&mut content)
    }
    .at("read", path)?;
    if path.extension().is_some_and(|e| e == "gz") && content.len() as u64 > MOST {
        return Err(DatasetError::Malformed {
            path: path.to_owned(),
            expected: format!("at most {MOST} bytes"),
            found: "more".to_owned(),
        });
    }
    Ok(content)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::write::GzEncoder;
    use std::io::Write;

    fn file(content: &[u8], suffix: &str) -> tempfile::TempPath {
        let mut file = tempfile::Builder::new().suffix(suffix).tempfile().unwrap();
        file.write_all(content).unwrap();
        file.into_temp_path()
    }

    const LABELS: [u8; 11] = [0, 0, 8, 1, 0, 0, 0, 3, 7, 8, 9];

    #[test]
    fn an_idx_file_reads_plain_and_gzipped() {
        let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(&LABELS).unwrap();
        let gzipped = encoder.finish().unwrap();
        let expected = IdxArray {
            shape: vec![3],
            bytes: vec![7, 8, 9],
        };
        assert_eq!(read_idx(&file(&LABELS, ""), 1).unwrap(), expected);
        assert_eq!(read_idx(&file(&gzipped, ".gz"), 1).unwrap(), expected);
        let cut = file(&gzipped[..gzipped.len() - 6], ".gz");
        assert!(
            read_idx(&cut, 1)
                .unwrap_err()
                .to_string()
                .contains("cannot read")
        );
    }

    #[test]
    fn a_wrong_idx_file_is_refused_by_name() {
        let cases: [(&[u8], &str); 4] = [
            (&LABELS[..6], "a header of 8 bytes"),
            (
                &[0, 0, 8, 3, 0, 0, 0, 3, 7, 8, 9],
                "magic number 0x00000801",
            ),
            (&LABELS[..10], "found 2 bytes"),
            (&[&LABELS[..], &[1]].concat(), "found 4 bytes"),
        ];
        for (content, message) in cases {
            let path = file(content, "");
            let error = read_idx(&path, 1).unwrap_err().to_string();
            assert!(error.contains(message), "{error}");
            assert!(error.contains(path.to_str().unwrap()), "{error}");
        }
    }
}
