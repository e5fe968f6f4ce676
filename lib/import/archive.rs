//! The zip archive that `torch.save` writes: one pickle, one entry for each storage of tensors, nothing compressed.

use super::words::shortened;
use super::{ImportError, Problem};
use crate::files::elements::ByteOrder;
use crate::files::kind::FileKind;
use crate::files::{IoContext, read_file};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::ops::Range;
use std::path::Path;
use zip::CompressionMethod;
use zip::read::ZipArchive;

/// The most bytes of a file: a checkpoint of the paper's largest MLP with all its results has about 60 MB.
const MAX_FILE: u64 = 512 << 20;
const EXPECTED: &str = "a zip archive as torch.save has written since PyTorch 1.6";
/// The most entries of an archive.
const MAX_ENTRIES: usize = 1_000_000;

/// An archive in memory, with its checksums verified if it has any.
#[derive(Debug)]
pub(super) struct Archive {
    bytes: Vec<u8>,
    /// Which byte of a number comes first.
    pub order: ByteOrder,
    /// Whether its entries have checksums; `torch.serialization.set_crc32_options(False)` leaves zeros.
    pub has_checksums: bool,
    entries: BTreeMap<String, Range<usize>>,
    /// Prefix of the name of each entry: `NAME/`.
    folder: String,
}

impl Archive {
    /// Opens an archive.
    ///
    /// # Errors
    /// The bytes are not a complete zip archive, or hold no pickle, or a program.
    pub fn open(bytes: Vec<u8>) -> Result<Self, Problem> {
        let (entries, has_checksums) = entries(&bytes)?;
        let pickles: Vec<&str> = entries
            .keys()
            .filter_map(|name| name.strip_suffix("data.pkl"))
            .filter(|folder| folder.is_empty() || folder.ends_with('/'))
            .collect();
        let [folder] = pickles[..] else {
            let found = format!("{} of them", pickles.len());
            return Err(Problem::new("the archive", "one entry data.pkl", found));
        };
        let mut archive = Self {
            folder: folder.to_owned(),
            order: ByteOrder::Little,
            has_checksums,
            bytes,
            entries,
        };
        archive.order = match archive.entry("byteorder") {
            None | Some(b"little") => ByteOrder::Little,
            Some(b"big") => ByteOrder::Big,
            Some(_) => {
                let found = "another word".to_owned();
                return Err(Problem::new("the byte order", "little or big", found));
            }
        };
        match archive.entry("constants.pkl") {
            None => Ok(archive),
            Some(_) => {
                let expected =
                    "a checkpoint or a state dictionary (`torch.save(model.state_dict(), …)`)";
                let found = "a TorchScript program".to_owned();
                Err(Problem::new("the archive", expected, found))
            }
        }
    }

    /// The pickle.
    pub fn pickle(&self) -> &[u8] {
        self.entry("data.pkl").expect("seen when it was opened")
    }

    /// The bytes of one storage.
    pub fn storage(&self, key: &str) -> Option<&[u8]> {
        self.entry(&format!("data/{key}"))
    }

    /// Size of the whole file.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    fn entry(&self, name: &str) -> Option<&[u8]> {
        let range = self.entries.get(&format!("{}{name}", self.folder))?;
        Some(&self.bytes[range.clone()])
    }
}

/// Where each entry's bytes lie, and whether they have checksums, which are verified. A file without checksums has none at
/// all: a single checksum of zero is a wrong one.
fn entries(bytes: &[u8]) -> Result<(BTreeMap<String, Range<usize>>, bool), Problem> {
    let broken = |found: String| Problem::new("the archive", EXPECTED, found);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| broken(e.to_string()))?;
    if archive.len() > MAX_ENTRIES {
        return Err(broken(format!("{} entries", archive.len())));
    }
    let (mut entries, mut total) = (BTreeMap::new(), 0u64);
    let (mut wrong, mut has_checksums) = (None, false);
    for index in 0..archive.len() {
        let file = archive
            .by_index_raw(index)
            .map_err(|e| broken(e.to_string()))?;
        let name = file.name().to_owned();
        let shown = shortened(&name);
        if file.compression() != CompressionMethod::Stored || file.size() != file.compressed_size()
        {
            return Err(broken(format!("the compressed entry {shown}")));
        }
        total = total.saturating_add(file.size());
        if total > bytes.len() as u64 {
            return Err(broken("entries that overlap".to_owned()));
        }
        let begin = file.data_start() as usize;
        let range = begin..begin.saturating_add(file.size() as usize);
        let content = bytes.get(range.clone());
        let content = content.ok_or_else(|| broken(format!("entry {shown} cut off")))?;
        has_checksums |= file.crc32() != 0;
        if crc32fast::hash(content) != file.crc32() {
            wrong.get_or_insert_with(|| format!("entry {shown}: Invalid checksum"));
        }
        if entries.insert(name, range).is_some() {
            return Err(broken(format!("the entry {shown} twice")));
        }
    }
    match wrong.filter(|_| has_checksums) {
        Some(wrong) => Err(broken(wrong)),
        None => Ok((entries, has_checksums)),
    }
}

/// The bytes of a file, if it is of reasonable size.
///
/// # Errors
/// It cannot be read, is larger than 512 MiB, or is clearly something else.
pub(super) fn bytes_of(path: &Path) -> Result<Vec<u8>, ImportError> {
    let wrong = ImportError::at(path);
    let size = std::fs::metadata(path).at("read", path)?.len();
    if size > MAX_FILE {
        let expected = format!("at most {MAX_FILE} bytes");
        return Err(wrong(Problem::new("the file", expected, size.to_string())));
    }
    let bytes = read_file(path)?;
    match FileKind::of(&bytes) {
        None | Some(FileKind::PyTorch | FileKind::TorchScript | FileKind::Zip | FileKind::Npz) => {
            Ok(bytes)
        }
        Some(FileKind::Pickle) => {
            let found =
                "a bare pickle, as written by PyTorch before 1.6: load it and torch.save it again";
            Err(wrong(Problem::new("the archive", EXPECTED, found)))
        }
        Some(kind) => Err(wrong(Problem::new(
            "the archive",
            EXPECTED,
            kind.to_string(),
        ))),
    }
}
