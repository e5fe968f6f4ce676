//! Datasets of the user's own: a folder of the dataset's name below one of the data folders.

use crate::data::{DataError, Examples};
use crate::import::dataset::{Folder, Part};
use crate::spec::DatasetName;
use crate::workspace::Workspace;
use tch::Tensor;

pub(super) fn read(
    dataset: DatasetName,
    workspace: &Workspace,
) -> Result<(Examples, Examples), DataError> {
    let missing = || DataError::NoFolder {
        dataset,
        folders: workspace.data_folders().to_vec(),
    };
    let folder = workspace
        .dataset_folder(dataset.name())
        .ok_or_else(missing)?;
    let (train, test) = Folder::open(&folder)?.read(dataset)?;
    Ok((examples(&train), examples(&test)))
}

fn examples(part: &Part) -> Examples {
    let shape: Vec<i64> = part.shape.iter().map(|&s| s as i64).collect();
    Examples {
        images: Tensor::from_slice(&part.numbers).view(&shape[..]),
        labels: Tensor::from_slice(&part.labels),
    }
}
