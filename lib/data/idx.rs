//! The IDX format of MNIST: a big-endian header (magic number, sizes), then bytes.

use super::{DataError, Examples, examples, find};
use crate::files::{IoContext, open};
use crate::spec::DatasetName;
use crate::workspace::Workspace;
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
    /// Most bytes that a packed file may hold: MNIST's largest has 47 MB, and a small file can unpack without end.
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
    if content.len() as u64 > MOST {
        return Err(DataError::Malformed {
            path: path.to_owned(),
            expected: format!("at most {MOST} bytes"),
            found: "more".to_owned(),
        });
    }
    Ok(content)
}

/// Training and test part of a dataset in MNIST's four files. What there is to say of the files goes to `notes`.
pub(super) fn read_dataset(
    dataset: DatasetName,
    workspace: &Workspace,
    notes: &mut Vec<String>,
) -> Result<(Examples, Examples), DataError> {
    Ok((
        read_part(dataset, workspace, "train", notes)?,
        read_part(dataset, workspace, "t10k", notes)?,
    ))
}

fn read_part(
    dataset: DatasetName,
    workspace: &Workspace,
    part: &str,
    notes: &mut Vec<String>,
) -> Result<Examples, DataError> {
    let images = read_named(dataset, workspace, (&format!("{part}-images"), 3), notes)?;
    let labels = read_named(dataset, workspace, (&format!("{part}-labels"), 1), notes)?;
    let shape = dataset.image_shape();
    let problem = |expected: String, found: String| DataError::Malformed {
        path: format!("{dataset}, part `{part}`").into(),
        expected,
        found,
    };
    if images.shape[1..] != shape[1..] {
        return Err(problem(
            format!("images of {} × {}", shape[1], shape[2]),
            format!("{:?}", &images.shape[1..]),
        ));
    }
    if images.shape[0] != labels.shape[0] {
        return Err(problem(
            format!("as many labels as images ({})", images.shape[0]),
            labels.shape[0].to_string(),
        ));
    }
    let last = dataset.classes() - 1;
    if let Some(label) = labels.bytes.iter().find(|&&l| usize::from(l) > last) {
        return Err(problem(
            format!("labels from 0 to {last}"),
            label.to_string(),
        ));
    }
    Ok(examples(&images.bytes, &labels.bytes, shape))
}

/// Reads a file of a part, `train-images` say. One that is damaged does not hide a good one beside it, and is told.
fn read_named(
    dataset: DatasetName,
    workspace: &Workspace,
    (stem, dimensions): (&str, usize),
    notes: &mut Vec<String>,
) -> Result<IdxArray, DataError> {
    let usual = format!("{stem}-idx{dimensions}-ubyte");
    let dotted = format!("{stem}.idx{dimensions}-ubyte");
    let mut problem = None;
    for name in [
        usual.clone(),
        format!("{usual}.gz"),
        dotted.clone(),
        format!("{dotted}.gz"),
    ] {
        let Some(path) = find(dataset, workspace, &name) else {
            continue;
        };
        match (read_idx(&path, dimensions), &problem) {
            (Ok(array), None) => return Ok(array),
            (Ok(array), Some(error)) => {
                notes.push(format!("{error}; {} is read in its place", path.display()));
                return Ok(array);
            }
            (Err(error), _) => drop(problem.get_or_insert(error)),
        }
    }
    Err(problem.unwrap_or_else(|| DataError::Missing {
        dataset,
        file: format!("{usual}[.gz]"),
        folders: workspace.data_folders().to_vec(),
        // Keras's.
        other_form: workspace.find_data_within(dataset.name(), "mnist.npz"),
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
    fn a_dataset_under_mnists_file_names_is_read_from_its_own_folder_only() {
        let root = tempfile::tempdir().unwrap();
        let fill = |folder: &Path| {
            std::fs::create_dir_all(folder).unwrap();
            for part in ["train", "t10k"] {
                let images = [
                    &[0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 28, 0, 0, 0, 28][..],
                    &[7; 784],
                ]
                .concat();
                let labels = [0, 0, 8, 1, 0, 0, 0, 1, 9];
                std::fs::write(folder.join(format!("{part}-images-idx3-ubyte")), images).unwrap();
                std::fs::write(folder.join(format!("{part}-labels-idx1-ubyte")), labels).unwrap();
            }
        };
        let data = root.path().join("data");
        fill(&data);
        let workspace = Workspace::at(root.path());
        let read = |dataset| read_dataset(dataset, &workspace, &mut Vec::new());
        assert!(read(DatasetName::Mnist).is_ok());
        let missing = read(DatasetName::FashionMnist).unwrap_err();
        assert!(matches!(missing, DataError::Missing { .. }), "{missing}");
        fill(&data.join("fashion-mnist"));
        let (train, _) = read(DatasetName::FashionMnist).unwrap();
        assert_eq!(train.images.size(), [1, 1, 28, 28]);
    }

    #[test]
    fn missing_data_say_how_to_get_them() {
        let folder = tempfile::tempdir().unwrap();
        let workspace = Workspace::at(folder.path());
        let error = read_dataset(DatasetName::Mnist, &workspace, &mut Vec::new())
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("train-images-idx3-ubyte") && error.contains("UPDOWN_DATA"),
            "{error}"
        );
    }
}
