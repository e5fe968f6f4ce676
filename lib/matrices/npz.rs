//! Matrices in NumPy's `.npz` archives: dense ones by name, or one sparse matrix as `scipy.sparse.save_npz` writes it.

use super::npy::{Array, MOST_NUMBERS};
use super::{Loaded, MatrixError, NUMBERS, Place, damaged, listed};
use flate2::read::DeflateDecoder;
use ndarray::Array2;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;
use zip::CompressionMethod;
use zip::read::ZipArchive;

/// The most bytes of all arrays of an archive.
const MOST_BYTES: u64 = 4 << 30;

/// One matrix of an archive; the only one if no name is given.
pub(super) fn parse(
    bytes: &[u8],
    path: &Path,
    tensor: Option<&str>,
) -> Result<Loaded, MatrixError> {
    let entries = entries(bytes).map_err(|reason| damaged(path, reason))?;
    if ["format", "shape", "data"]
        .iter()
        .all(|part| entries.contains_key(*part))
    {
        return sparse(&entries, path);
    }
    let names = || listed(entries.keys().map(String::as_str).collect());
    let name = match (tensor, entries.len()) {
        (Some(name), _) => name,
        (None, 1) => entries.keys().next().map_or("", String::as_str),
        (None, _) => {
            return Err(MatrixError::WhichTensor {
                path: path.to_owned(),
                found: names(),
            });
        }
    };
    let content = entries
        .get(name)
        .ok_or_else(|| MatrixError::UnknownTensor {
            path: path.to_owned(),
            name: name.to_owned(),
            found: names(),
        })?;
    let place = Place {
        path: path.to_owned(),
        tensor: Some(name.to_owned()),
    };
    super::dense(content, path, place)
}

/// The arrays of an archive by name, without `.npy`.
fn entries(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| e.to_string())?;
    let (mut entries, mut left) = (BTreeMap::new(), MOST_BYTES);
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).map_err(|e| e.to_string())?;
        let name = file.name().to_owned();
        let Some(stem) = name.strip_suffix(".npy") else {
            return Err(format!("its entry {} is not an array", super::short(&name)));
        };
        let (size, checksum) = (file.size(), file.crc32());
        left = left
            .checked_sub(size)
            .ok_or("its arrays are larger than 4 GiB")?;
        let mut content = Vec::new();
        let method = file.compression();
        let read = if method == CompressionMethod::Stored {
            file.take(size + 1).read_to_end(&mut content)
        } else if method == CompressionMethod::DEFLATE {
            DeflateDecoder::new(file)
                .take(size + 1)
                .read_to_end(&mut content)
        } else {
            return Err(format!(
                "its entry {} is compressed with {method}",
                super::short(&name)
            ));
        };
        read.map_err(|e| format!("its entry {}: {e}", super::short(&name)))?;
        if content.len() as u64 != size || crc32fast::hash(&content) != checksum {
            return Err(format!(
                "the checksum of its entry {} is wrong",
                super::short(&name)
            ));
        }
        entries.insert(stem.to_owned(), content);
    }
    Ok(entries)
}

/// A sparse matrix, made dense.
fn sparse(entries: &BTreeMap<String, Vec<u8>>, path: &Path) -> Result<Loaded, MatrixError> {
    let place = Place::of(path);
    let parts = Sparse {
        entries,
        path,
        place: &place,
    };
    let (rows, columns) = parts.shape()?;
    let data = parts.array("data")?;
    let element = data.element;
    let places = parts.places()?;
    if places.len() != data.numbers.len() {
        let (places, numbers) = (places.len(), data.numbers.len());
        let reason = format!("{places} places for {numbers} numbers");
        return Err(damaged(path, reason));
    }
    let mut matrix = Array2::zeros((rows, columns));
    for ((row, column), value) in places.into_iter().zip(data.numbers) {
        let entry = matrix.get_mut([row, column]);
        let entry: &mut f64 =
            entry.ok_or_else(|| damaged(path, format!("a number at ({row}, {column})")))?;
        // Entries for the same place add up.
        *entry += value;
    }
    let mut loaded = Loaded::new(place, matrix, element);
    loaded
        .notes
        .push("a sparse matrix: entries that it does not hold are 0".to_owned());
    Ok(loaded)
}

/// The arrays that a sparse matrix is stored as.
struct Sparse<'a> {
    entries: &'a BTreeMap<String, Vec<u8>>,
    path: &'a Path,
    place: &'a Place,
}

impl Sparse<'_> {
    fn array(&self, name: &str) -> Result<Array, MatrixError> {
        let content = self.entries.get(name);
        let content = content.ok_or_else(|| damaged(self.path, format!("it lacks `{name}`")))?;
        Array::parse(content, self.path, self.place)
    }

    fn whole(&self, name: &str) -> Result<Vec<usize>, MatrixError> {
        let numbers = self.array(name)?.numbers.into_iter();
        Ok(numbers.map(|v| v as usize).collect())
    }

    fn shape(&self) -> Result<(usize, usize), MatrixError> {
        let shape = self.whole("shape")?;
        let &[rows, columns] = &shape[..] else {
            return Err(MatrixError::Rank {
                place: self.place.clone(),
                found: shape,
            });
        };
        if rows.checked_mul(columns).is_none_or(|n| n > MOST_NUMBERS) {
            let reason = format!("{rows} × {columns} numbers, above the limit of {MOST_NUMBERS}");
            return Err(damaged(self.path, reason));
        }
        Ok((rows, columns))
    }

    /// Row and column of each number.
    fn places(&self) -> Result<Vec<(usize, usize)>, MatrixError> {
        let along = |transposed| {
            let (starts, indices) = (self.whole("indptr")?, self.whole("indices")?);
            Ok(compressed(&starts, &indices, transposed))
        };
        match format_of(self.entries).as_str() {
            "csr" => along(false),
            "csc" => along(true),
            "coo" => {
                let (rows, columns) = (self.whole("row")?, self.whole("col")?);
                Ok(rows.into_iter().zip(columns).collect())
            }
            other => Err(MatrixError::Dtype {
                place: self.place.clone(),
                expected: NUMBERS,
                found: format!(
                    "a sparse matrix of format {other}: save it as csr (`matrix.tocsr()`)"
                ),
            }),
        }
    }
}

/// `csr`, `csc`, `coo` …: the text at the end of its entry, in one or four bytes a letter.
fn format_of(entries: &BTreeMap<String, Vec<u8>>) -> String {
    let content = entries.get("format").map_or(&[][..], Vec::as_slice);
    let letters: Vec<u8> = content.iter().copied().filter(|byte| *byte != 0).collect();
    String::from_utf8_lossy(&letters[letters.len().saturating_sub(3)..]).into_owned()
}

/// Places of the numbers of a matrix compressed along its rows, or its columns if `transposed`.
fn compressed(starts: &[usize], indices: &[usize], transposed: bool) -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    for (line, ends) in starts.windows(2).enumerate() {
        let inside = indices.get(ends[0]..ends[1]).unwrap_or_default();
        let place = |&index: &usize| {
            if transposed {
                (index, line)
            } else {
                (line, index)
            }
        };
        places.extend(inside.iter().map(place));
    }
    places
}
