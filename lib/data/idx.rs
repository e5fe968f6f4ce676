//! The IDX format of MNIST: a big-endian header (magic number, sizes), then bytes.

use super::{DataError, Examples, examples};
use crate::files::IoContext;
use crate::spec::DatasetName;
use crate::workspace::Workspace;
use flate2::read::GzDecoder;
use std::fs::File;
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

/// Reads an IDX file of unsigned bytes with `dimensions` dimensions; gunzips it where its name ends in `.gz`.
///
/// # Errors
/// The file cannot be read, has another magic number, or holds fewer or more bytes than its header says.
pub fn read_idx(path: &Path, dimensions: usize) -> Result<IdxArray, DataError> {
    let malformed = |expected: String, found: String| DataError::Malformed {
        path: path.to_owned(),
        expected,
        found,
    };
    let content = read_maybe_gzipped(path)?;
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

fn read_maybe_gzipped(path: &Path) -> Result<Vec<u8>, DataError> {
    let mut content = Vec::new();
    let mut file = File::open(path).at("read", path)?;
    if path.extension().is_some_and(|e| e == "gz") {
        GzDecoder::new(file).read_to_end(&mut content)
    } else {
        file.read_to_end(&mut content)
    }
    .at("read", path)?;
    Ok(content)
}

/// Training and test part of MNIST, and what there is to say of the files.
pub(super) fn mnist(workspace: &Workspace) -> Result<(Examples, Examples, Vec<String>), DataError> {
    let mut notes = Vec::new();
    let train = mnist_part(workspace, "train", &mut notes)?;
    let test = mnist_part(workspace, "t10k", &mut notes)?;
    Ok((train, test, notes))
}

fn mnist_part(
    workspace: &Workspace,
    part: &str,
    notes: &mut Vec<String>,
) -> Result<Examples, DataError> {
    let images = read_named(workspace, &format!("{part}-images"), 3, notes)?;
    let labels = read_named(workspace, &format!("{part}-labels"), 1, notes)?;
    let shape = DatasetName::Mnist.image_shape();
    let problem = |expected: String, found: String| DataError::Malformed {
        path: format!("MNIST, part `{part}`").into(),
        expected,
        found,
    };
    if images.shape[1..] != shape[1..] {
        return Err(problem(
            "images of 28 × 28".to_owned(),
            format!("{:?}", &images.shape[1..]),
        ));
    }
    if images.shape[0] != labels.shape[0] {
        return Err(problem(
            format!("as many labels as images ({})", images.shape[0]),
            labels.shape[0].to_string(),
        ));
    }
    if let Some(label) = labels.bytes.iter().find(|&&l| l > 9) {
        return Err(problem("labels from 0 to 9".to_owned(), label.to_string()));
    }
    Ok(examples(&images.bytes, &labels.bytes, shape))
}

/// Where people have these files below a data folder: beside each other, or as torchvision lays them out.
pub(super) const FOLDERS: [&str; 3] = ["", "MNIST/raw/", "raw/"];

/// Reads a file, `train-images` say. One that is damaged does not hide a good one beside it, and is told.
fn read_named(
    workspace: &Workspace,
    stem: &str,
    dimensions: usize,
    notes: &mut Vec<String>,
) -> Result<IdxArray, DataError> {
    let dataset = DatasetName::Mnist;
    let names = [
        format!("{stem}-idx{dimensions}-ubyte"),
        format!("{stem}.idx{dimensions}-ubyte"),
    ];
    let files = names
        .iter()
        .flat_map(|name| [name.clone(), format!("{name}.gz")]);
    let mut first_problem = None;
    for (file, folder) in files.flat_map(|file| FOLDERS.map(|folder| (file.clone(), folder))) {
        let Some(path) = workspace.find_data(dataset.name(), &format!("{folder}{file}")) else {
            continue;
        };
        match read_idx(&path, dimensions) {
            Ok(array) => {
                let note =
                    |error: &DataError| format!("{error}; {} is read in its place", path.display());
                notes.extend(first_problem.as_ref().map(note));
                return Ok(array);
            }
            Err(error) => drop(first_problem.get_or_insert(error)),
        }
    }
    Err(first_problem.unwrap_or_else(|| DataError::Missing {
        dataset,
        file: format!("{}[.gz]", names[0]),
        folders: workspace.data_folders().to_vec(),
    }))
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

    #[test]
    fn missing_data_say_how_to_get_them() {
        let folder = tempfile::tempdir().unwrap();
        let error = mnist(&Workspace::at(folder.path()))
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("train-images-idx3-ubyte") && error.contains("UPDOWN_DATA"),
            "{error}"
        );
    }
}
