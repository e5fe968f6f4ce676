//! What a file is, judged by its first bytes, for errors of readers that were given something else.

use std::fmt;

/// Kinds of files that people pass in by mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    Empty,
    /// What git leaves in place of a large file that was not fetched.
    LfsPointer,
    /// The index of a sharded checkpoint.
    ShardIndex,
    /// An archive of `torch.save`.
    PyTorch,
    /// An archive of `torch.jit.save`.
    TorchScript,
    /// An archive of NumPy's arrays.
    Npz,
    Zip,
    Npy,
    Pickle,
    Hdf5,
    Gzip,
    Parquet,
    Html,
    Json,
    Safetensors,
}

/// How files begin, for kinds that are decided by it.
const BEGINNINGS: [(&[u8], FileKind); 8] = [
    (b"version https://git-lfs", FileKind::LfsPointer),
    (b"\x93NUMPY", FileKind::Npy),
    (b"\x89HDF\r\n\x1a\n", FileKind::Hdf5),
    (b"\x1f\x8b", FileKind::Gzip),
    (b"PAR1", FileKind::Parquet),
    (b"<!DOCTYPE", FileKind::Html),
    (b"<!doctype", FileKind::Html),
    (b"<html", FileKind::Html),
];

impl FileKind {
    /// The kind of a file with these bytes; `None` if its beginning does not tell.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.is_empty() {
            return Some(Self::Empty);
        }
        if let Some((_, kind)) = BEGINNINGS
            .iter()
            .find(|(begin, _)| bytes.starts_with(begin))
        {
            return Some(*kind);
        }
        if bytes.starts_with(b"PK\x03\x04") {
            return Some(Self::of_zip(bytes));
        }
        if let [0x80, 2..=5, ..] = bytes {
            return Some(Self::Pickle);
        }
        let text = bytes.trim_ascii_start();
        if text.starts_with(b"{") {
            let has_map = contains(&text[..text.len().min(1 << 20)], b"\"weight_map\"");
            return Some(if has_map {
                Self::ShardIndex
            } else {
                Self::Json
            });
        }
        // A safetensors file begins with the length of its header, which is JSON.
        let (length, rest) = bytes.split_first_chunk::<8>()?;
        let inside = u64::from_le_bytes(*length) <= rest.len() as u64;
        (inside && rest.starts_with(b"{")).then_some(Self::Safetensors)
    }

    /// What a zip archive is, by the names in the directory at its end and of its first entries.
    fn of_zip(bytes: &[u8]) -> Self {
        /// How many bytes at either end are searched for names.
        const SEARCHED: usize = 1 << 16;
        let begin = &bytes[..bytes.len().min(SEARCHED)];
        let end = &bytes[bytes.len() - bytes.len().min(SEARCHED)..];
        let names = |name: &[u8]| contains(begin, name) || contains(end, name);
        if names(b"constants.pkl") {
            Self::TorchScript
        } else if names(b"data.pkl") {
            Self::PyTorch
        } else if names(b".npy") {
            Self::Npz
        } else {
            Self::Zip
        }
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// A few words: what it is, and what to do with it.
impl fmt::Display for FileKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "an empty file",
            Self::LfsPointer => "a Git LFS pointer and not the file: `git lfs pull` fetches it",
            Self::ShardIndex => {
                "an index of parts: read each part that it names, merge them in PyTorch and save one file"
            }
            Self::PyTorch => {
                "PyTorch's own format (torch.save): `safetensors.torch.save_file(state_dict, \"x.safetensors\")` converts it"
            }
            Self::TorchScript => {
                "a TorchScript program: save its `state_dict()` with safetensors.torch.save_file"
            }
            Self::Npz => "an archive of NumPy arrays (.npz)",
            Self::Zip => "a zip archive: unpack it",
            Self::Npy => "a NumPy array (.npy)",
            Self::Pickle => "a pickle: save what it holds as .safetensors or .npy",
            Self::Hdf5 => "an HDF5 file: save what it holds as .safetensors or .npy",
            Self::Gzip => "compressed with gzip: unpack it",
            Self::Parquet => "a parquet table",
            Self::Html => "an HTML page, as a failed download leaves behind",
            Self::Json => "JSON",
            Self::Safetensors => "a safetensors file",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_beginning() {
        let cases: [(&[u8], Option<FileKind>); 13] = [
            (b"", Some(FileKind::Empty)),
            (
                b"version https://git-lfs.github.com/spec/v1\n",
                Some(FileKind::LfsPointer),
            ),
            (b"\x93NUMPY\x01\0", Some(FileKind::Npy)),
            (b"PK\x03\x04..x/data.pkl", Some(FileKind::PyTorch)),
            (
                b"PK\x03\x04..x/data.pkl x/constants.pkl",
                Some(FileKind::TorchScript),
            ),
            (b"PK\x03\x04..data.npy", Some(FileKind::Npz)),
            (b"PK\x03\x04..notes.txt", Some(FileKind::Zip)),
            (b"\x80\x02}q\0.", Some(FileKind::Pickle)),
            (
                b" {\"metadata\": {}, \"weight_map\": {}}",
                Some(FileKind::ShardIndex),
            ),
            (b"{\"a\": 1}", Some(FileKind::Json)),
            (b"\x02\0\0\0\0\0\0\0{}", Some(FileKind::Safetensors)),
            (b"0,1\n1,0\n", None),
            (b"\xff\xff\xff\xff\xff\xff\xff\xff{}", None),
        ];
        for (bytes, kind) in cases {
            assert_eq!(
                FileKind::of(bytes),
                kind,
                "{:?}",
                String::from_utf8_lossy(bytes)
            );
        }
    }
}
