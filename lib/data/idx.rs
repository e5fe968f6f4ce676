//! Datasets in MNIST's four files.

use super::{DataError, Examples, another_form, examples, find};
use crate::import::dataset::{IdxArray, read_idx};
use crate::spec::DatasetName;
use crate::workspace::Workspace;
use std::path::{Path, PathBuf};

/// Training and test part of a dataset in MNIST's four files. Remarks on the files go to `notes`.
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
    let (images_at, images) =
        read_named(dataset, workspace, (&format!("{part}-images"), 3), notes)?;
    let (labels_at, labels) =
        read_named(dataset, workspace, (&format!("{part}-labels"), 1), notes)?;
    let shape = dataset.example_shape();
    let problem = |path: &Path, expected: String, found: String| DataError::Malformed {
        path: path.to_owned(),
        expected,
        found,
    };
    if images.shape[1..] != shape[1..] {
        return Err(problem(
            &images_at,
            format!("images of {} × {}", shape[1], shape[2]),
            format!("{:?}", &images.shape[1..]),
        ));
    }
    if images.shape[0] != labels.shape[0] {
        let images = format!("{}, {}", images.shape[0], images_at.display());
        return Err(problem(
            &labels_at,
            format!("as many labels as images ({images})"),
            labels.shape[0].to_string(),
        ));
    }
    let last = dataset.classes() - 1;
    if let Some(label) = labels.bytes.iter().find(|&&l| usize::from(l) > last) {
        return Err(problem(
            &labels_at,
            format!("labels from 0 to {last}"),
            label.to_string(),
        ));
    }
    Ok(examples(&images.bytes, &labels.bytes, shape))
}

/// Reads a file of a part, `train-images` say. A damaged one does not hide a good one beside it, and is reported.
fn read_named(
    dataset: DatasetName,
    workspace: &Workspace,
    (stem, dimensions): (&str, usize),
    notes: &mut Vec<String>,
) -> Result<(PathBuf, IdxArray), DataError> {
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
            (Ok(array), None) => return Ok((path, array)),
            (Ok(array), Some(error)) => {
                notes.push(format!("{error}; {} is read in its place", path.display()));
                return Ok((path, array));
            }
            (Err(error), _) => drop(problem.get_or_insert(error)),
        }
    }
    Err(problem.map_or_else(
        || DataError::Missing {
            dataset,
            file: format!("{usual}[.gz]"),
            folders: workspace.data_folders().to_vec(),
            // Keras's.
            beside: workspace
                .find_data_within(dataset.name(), "mnist.npz")
                .map(|path| another_form(&path)),
        },
        DataError::from,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

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
