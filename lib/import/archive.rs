//! The zip archive that `torch.save` writes: one pickle, one entry for each storage of tensors, nothing compressed.

use super::Problem;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::ops::Range;
use zip::CompressionMethod;
use zip::read::ZipArchive;

/// Most bytes of a file: a checkpoint of the paper's largest MLP with all its results has about 60 MB.
pub(super) const MAX_FILE: u64 = 512 << 20;
/// Most entries of an archive.
const MAX_ENTRIES: usize = 1_000_000;

/// An archive in memory, its checksums verified.
#[derive(Debug)]
pub(super) struct Archive {
    bytes: Vec<u8>,
    entries: BTreeMap<String, Range<usize>>,
    /// What stands before the name of each entry: `NAME/`.
    folder: String,
}

impl Archive {
    /// Opens an archive.
    ///
    /// # Errors
    /// The bytes are no whole zip archive, hold no pickle, or are those of a machine of the other byte order.
    pub fn open(bytes: Vec<u8>) -> Result<Self, Problem> {
        let entries = entries(&bytes)?;
        let pickles: Vec<&str> = entries
            .keys()
            .filter_map(|name| name.strip_suffix("data.pkl"))
            .filter(|folder| folder.is_empty() || folder.ends_with('/'))
            .collect();
        let [folder] = pickles[..] else {
            let found = format!("{} of them", pickles.len());
            return Err(Problem::new("the archive", "one entry data.pkl", found));
        };
        let archive = Self {
            folder: folder.to_owned(),
            bytes,
            entries,
        };
        match archive.entry("byteorder") {
            None | Some(b"little") => Ok(archive),
            Some(other) => {
                let found = format!("{:?}", String::from_utf8_lossy(other));
                Err(Problem::new("the byte order", "little", found))
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

    /// The size of the whole file.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    fn entry(&self, name: &str) -> Option<&[u8]> {
        let range = self.entries.get(&format!("{}{name}", self.folder))?;
        Some(&self.bytes[range.clone()])
    }
}

/// Where each entry's bytes lie. Each entry is read to its end, so that its checksum is compared.
fn entries(bytes: &[u8]) -> Result<BTreeMap<String, Range<usize>>, Problem> {
    const EXPECTED: &str = "a zip archive as torch.save has written since PyTorch 1.6";
    let broken = |found: String| Problem::new("the archive", EXPECTED, found);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| broken(e.to_string()))?;
    if archive.len() > MAX_ENTRIES {
        return Err(broken(format!("{} entries", archive.len())));
    }
    let (mut entries, mut total) = (BTreeMap::new(), 0u64);
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).map_err(|e| broken(e.to_string()))?;
        let name = file.name().to_owned();
        if file.compression() != CompressionMethod::Stored || file.size() != file.compressed_size()
        {
            return Err(broken(format!("the compressed entry {name}")));
        }
        total = total.saturating_add(file.size());
        if total > bytes.len() as u64 {
            return Err(broken("entries that overlap".to_owned()));
        }
        let read = std::io::copy(&mut file, &mut std::io::sink());
        let read = read.map_err(|e| broken(format!("entry {name}: {e}")))?;
        if read != file.size() {
            return Err(broken(format!("entry {name} cut off after {read} bytes")));
        }
        let begin = file.data_start() as usize;
        if entries
            .insert(name.clone(), begin..begin + read as usize)
            .is_some()
        {
            return Err(broken(format!("the entry {name} twice")));
        }
    }
    Ok(entries)
}
