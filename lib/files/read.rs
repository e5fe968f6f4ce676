//! Reading what people name on a command line: files, and things they mistake for files.

use super::{IoContext, IoError};
use std::fs::{File, FileType};
use std::io::{Error, ErrorKind, Read, Seek, SeekFrom};
use std::path::Path;

/// How many bytes tell what a file is.
const BEGIN: u64 = 1 << 16;
/// How a zip archive begins.
const ZIP: &[u8] = b"PK\x03\x04";

/// All bytes of a file.
///
/// # Errors
/// It cannot be read, or is not a file: a folder, a named pipe, a device.
pub fn read_file(path: &Path) -> Result<Vec<u8>, IoError> {
    let mut bytes = Vec::new();
    let mut file = open(path)?;
    file.read_to_end(&mut bytes).at("read", path)?;
    log::debug!("read {}, {} bytes", path.display(), bytes.len());
    Ok(bytes)
}

/// The first bytes of a file, enough to tell what it is; of a longer zip archive also the last, where its directory is.
///
/// # Errors
/// It cannot be read, or is not a plain file.
pub fn begin_of(path: &Path) -> Result<Vec<u8>, IoError> {
    let mut bytes = Vec::new();
    let mut file = open(path)?;
    let begin = (&mut file).take(BEGIN).read_to_end(&mut bytes);
    begin.at("read", path)?;
    let longer = file.metadata().is_ok_and(|m| m.len() > BEGIN);
    if longer && bytes.starts_with(ZIP) {
        file.seek(SeekFrom::End(-(BEGIN as i64))).at("read", path)?;
        file.read_to_end(&mut bytes).at("read", path)?;
    }
    Ok(bytes)
}

/// A file, opened.
///
/// # Errors
/// It cannot be opened, or is a folder, a named pipe, a socket or a device.
pub(crate) fn open(path: &Path) -> Result<File, IoError> {
    // Checked before it is opened: opening a named pipe that nobody writes to would wait forever.
    let kind = std::fs::metadata(path).at("read", path)?.file_type();
    if kind.is_dir() {
        let reason = "it is a folder: name a file in it";
        return Err(Error::new(ErrorKind::IsADirectory, reason)).at("read", path);
    }
    if let Some(what) = special(path, kind) {
        let reason = format!("it is {what}: save what it gives in a file, and name that");
        return Err(Error::new(ErrorKind::InvalidInput, reason)).at("read", path);
    }
    File::open(path).at("read", path)
}

/// Something that is not a file and might be read without end. What a shell passes as `<(…)` lies in no folder and is accepted.
#[cfg(unix)]
fn special(path: &Path, kind: FileType) -> Option<&'static str> {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() && path.canonicalize().is_ok() {
        Some("a named pipe")
    } else if kind.is_socket() {
        Some("a socket")
    } else if kind.is_char_device() || kind.is_block_device() {
        Some("a device")
    } else {
        None
    }
}

#[cfg(not(unix))]
fn special(_: &Path, _: FileType) -> Option<&'static str> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::kind::FileKind;

    #[test]
    fn a_long_archive_is_known_by_the_names_at_its_end() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("model.pt");
        let archive = [ZIP, &vec![0; 5 * BEGIN as usize], b"model/constants.pkl"].concat();
        std::fs::write(&path, archive).unwrap();
        let begin = begin_of(&path).unwrap();
        assert_eq!(FileKind::of(&begin), Some(FileKind::TorchScript));
        assert_eq!(begin.len(), 2 * BEGIN as usize, "and not the whole file");
    }
}
