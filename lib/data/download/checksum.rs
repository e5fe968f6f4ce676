//! What a fetched file has to be.

use crate::data::sources::Checksum;
use flate2::read::MultiGzDecoder;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

const BUFFER: usize = 1 << 16;

/// Whether the file at `path` is the one that is wanted; the error says what it is instead.
pub(super) fn verify(path: &Path, checksum: Checksum) -> Result<(), String> {
    let file = BufReader::new(File::open(path).map_err(|e| e.to_string())?);
    let (expected, found) = match checksum {
        Checksum::Sizes(sizes) => return expect_sizes(MultiGzDecoder::new(file), sizes),
        Checksum::File(expected) => (expected, sha256(file)),
        Checksum::Gunzipped(expected) => (expected, sha256(MultiGzDecoder::new(file))),
    };
    match found {
        Ok(found) if found == expected => Ok(()),
        Ok(found) => Err(format!(
            "wrong content: expected SHA-256 {expected}, found {found}"
        )),
        Err(error) => Err(format!("wrong content: {error}")),
    }
}

/// Whether `content` is an IDX file of bytes with these sizes.
fn expect_sizes(mut content: impl Read, sizes: &[usize]) -> Result<(), String> {
    let wrong = |error: &dyn std::fmt::Display| format!("wrong content: {error}");
    let mut header = vec![0; 4 + 4 * sizes.len()];
    content.read_exact(&mut header).map_err(|e| wrong(&e))?;
    let magic = 0x0000_0800 + sizes.len() as u32;
    let words = std::iter::once(magic).chain(sizes.iter().map(|&size| size as u32));
    let expected: Vec<u8> = words.flat_map(u32::to_be_bytes).collect();
    let rest = std::io::copy(&mut content, &mut std::io::sink()).map_err(|e| wrong(&e))?;
    let bytes: usize = sizes.iter().product();
    if header != expected || rest != bytes as u64 {
        let found = format!("the header {header:?} and {rest} bytes");
        return Err(format!(
            "wrong content: expected an IDX file of {sizes:?}, found {found}"
        ));
    }
    Ok(())
}

/// SHA-256 in hexadecimal digits.
pub(super) fn sha256(mut content: impl Read) -> std::io::Result<String> {
    let mut hash = Sha256::new();
    let mut buffer = vec![0; BUFFER];
    loop {
        match content.read(&mut buffer)? {
            0 => return Ok(format!("{:x}", hash.finalize())),
            read => hash.update(&buffer[..read]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    #[test]
    fn a_gzipped_file_is_known_by_what_is_inside() {
        let folder = tempfile::tempdir().unwrap();
        let content: Vec<u8> = (0..100_000u32)
            .map(|i| (i.wrapping_mul(i) % 251) as u8)
            .collect();
        let hash = sha256(&content[..]).unwrap().leak();
        let path = folder.path().join("images.gz");
        for level in [Compression::fast(), Compression::best()] {
            let mut encoder = GzEncoder::new(Vec::new(), level);
            encoder.write_all(&content).unwrap();
            std::fs::write(&path, encoder.finish().unwrap()).unwrap();
            assert_eq!(verify(&path, Checksum::Gunzipped(hash)), Ok(()));
        }
        std::fs::write(&path, content).unwrap();
        let reason = verify(&path, Checksum::Gunzipped(hash)).unwrap_err();
        assert!(reason.starts_with("wrong content: "), "{reason}");
    }
    #[test]
    fn a_file_without_a_checksum_is_known_by_its_header_and_its_length() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("labels.gz");
        let write = |content: &[u8]| {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
            encoder.write_all(content).unwrap();
            std::fs::write(&path, encoder.finish().unwrap()).unwrap();
            verify(&path, Checksum::Sizes(&[3]))
        };
        let labels = [0, 0, 8, 1, 0, 0, 0, 3, 7, 8, 9];
        assert_eq!(write(&labels), Ok(()));
        let others = [
            &labels[..10],
            &[0, 0, 8, 1, 0, 0, 0, 2, 7, 8, 9],
            b"<html></html>",
            b"no",
        ];
        for other in others {
            assert!(write(other).unwrap_err().starts_with("wrong content: "));
        }
    }
}
