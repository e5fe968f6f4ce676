//! Matrices in safetensors files.

use super::{FLOATS, MatrixError, Place, damaged, floats};
use ndarray::Array2;
use safetensors::{Dtype, SafeTensors};
use std::path::Path;

/// One matrix of a file; its only tensor where no name is given.
pub(super) fn parse(
    bytes: &[u8],
    path: &Path,
    tensor: Option<&str>,
) -> Result<(Place, Array2<f64>), MatrixError> {
    let file = SafeTensors::deserialize(bytes).map_err(|e| damaged(path, e))?;
    let name = match tensor {
        Some(name) => name.to_owned(),
        None => only_tensor(&file, path)?,
    };
    let view = file.tensor(&name).map_err(|_| MatrixError::UnknownTensor {
        path: path.to_owned(),
        name: name.clone(),
        found: listed(file.names()),
    })?;
    let place = Place {
        path: path.to_owned(),
        tensor: Some(name),
    };
    let width = match view.dtype() {
        Dtype::F32 => 4,
        Dtype::F64 => 8,
        other => {
            return Err(MatrixError::Dtype {
                place,
                expected: FLOATS,
                found: format!("{other:?}"),
            });
        }
    };
    let &[rows, columns] = view.shape() else {
        return Err(MatrixError::Rank {
            place,
            found: view.shape().to_vec(),
        });
    };
    let values = floats(view.data(), width);
    let matrix = Array2::from_shape_vec((rows, columns), values).map_err(|e| damaged(path, e))?;
    Ok((place, matrix))
}

fn only_tensor(file: &SafeTensors<'_>, path: &Path) -> Result<String, MatrixError> {
    match file.names()[..] {
        [only] => Ok(only.to_owned()),
        _ => Err(MatrixError::WhichTensor {
            path: path.to_owned(),
            found: listed(file.names()),
        }),
    }
}

/// Names in alphabetical order, cut where there are many.
fn listed(mut names: Vec<&str>) -> String {
    /// Names that a message shows.
    const SHOWN: usize = 20;
    names.sort_unstable();
    let rest = names.len().saturating_sub(SHOWN);
    let shown = names[..names.len() - rest].join(", ");
    match (names.len(), rest) {
        (0, _) => "none".to_owned(),
        (_, 0) => shown,
        _ => format!("{shown} and {rest} more"),
    }
}
