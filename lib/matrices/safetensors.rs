//! Matrices in safetensors files.

use super::{Loaded, MatrixError, NUMBERS, Place, damaged, listed};
use crate::files::elements::{ByteOrder, Element};
use ndarray::Array2;
use safetensors::SafeTensors;
use std::path::Path;

/// One matrix of a file; its only tensor if no name is given.
pub(super) fn parse(
    bytes: &[u8],
    path: &Path,
    tensor: Option<&str>,
) -> Result<Loaded, MatrixError> {
    let file = SafeTensors::deserialize(bytes).map_err(|e| damaged(path, e))?;
    let name = match (tensor, &file.names()[..]) {
        (Some(name), _) => name.to_owned(),
        (None, [only]) => (*only).to_owned(),
        (None, names) => {
            return Err(MatrixError::WhichTensor {
                path: path.to_owned(),
                found: listed(names.to_vec()),
            });
        }
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
    let Some(element) = Element::of(view.dtype()) else {
        return Err(MatrixError::Dtype {
            place,
            expected: NUMBERS,
            found: format!("{:?}", view.dtype()),
        });
    };
    let &[rows, columns] = view.shape() else {
        return Err(MatrixError::Rank {
            place,
            found: view.shape().to_vec(),
        });
    };
    let values = element.numbers(view.data(), ByteOrder::Little);
    let matrix = Array2::from_shape_vec((rows, columns), values).map_err(|e| damaged(path, e))?;
    Ok(Loaded::new(place, matrix, element))
}
