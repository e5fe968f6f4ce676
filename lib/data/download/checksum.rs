//! Checks that a fetched file is the right one.

use crate::data::sources::Checksum;
use flate2::read::MultiGzDecoder;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

const BUFFER: usize = 1 << 16;

/// Checks that the file at `path` is the expected one; the error says what it is instead.
pub(super) fn verify(path: &Path, checksum: Checksum) -> Result<(), String> {
    let file = BufReader::new(File::open(path).map_err(|e| e.to_string())?);
    let (expected, found) = match checksum {
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

/// SHA-256 in hexadecimal digits.
pub(super) fn sha256(mut content: impl Read) -> std::io::Result<String> {
    let mut hash = Sha256::new();
    let mut buffer = vec![0; BUFFER];
    loop {
        match content.read(&mut buffer)? {
            0 => return Ok(hash.finalize().iter().map(|b| format!("{b:02x}")).collect()),
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
}
