//! Matrices in NumPy's `.npy` files, versions 1 to 3
//! (<https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html>).

use super::{FLOATS, MatrixError, Place, damaged, floats};
use ndarray::{Array2, ShapeBuilder};
use std::path::Path;

const MAGIC: &[u8] = b"\x93NUMPY";

/// A matrix of `<f4` or `<f8` in either order of memory.
pub(super) fn parse(bytes: &[u8], path: &Path) -> Result<Array2<f64>, MatrixError> {
    let (header, data) =
        split(bytes).ok_or_else(|| damaged(path, "it has no whole .npy header"))?;
    let place = || Place {
        path: path.to_owned(),
        tensor: None,
    };
    let lacks = |key: &str| damaged(path, format!("its header lacks a valid `{key}`"));
    let descr = value_of(header, "descr").ok_or_else(|| lacks("descr"))?;
    let width = match descr.trim_matches(['\'', '"']) {
        "<f4" => 4,
        "<f8" => 8,
        other => {
            return Err(MatrixError::Dtype {
                place: place(),
                expected: FLOATS,
                found: other.to_owned(),
            });
        }
    };
    let fortran = match value_of(header, "fortran_order") {
        Some("True") => true,
        Some("False") => false,
        _ => return Err(lacks("fortran_order")),
    };
    let shape = shape_of(header).ok_or_else(|| lacks("shape"))?;
    let &[rows, columns] = &shape[..] else {
        return Err(MatrixError::Rank {
            place: place(),
            found: shape,
        });
    };
    let expected = rows
        .checked_mul(columns)
        .and_then(|n| n.checked_mul(width))
        .ok_or_else(|| lacks("shape"))?;
    if data.len() != expected {
        let found = data.len();
        let reason = format!("its shape ({rows}, {columns}) needs {expected} bytes, found {found}");
        return Err(damaged(path, reason));
    }
    Array2::from_shape_vec((rows, columns).set_f(fortran), floats(data, width))
        .map_err(|e| damaged(path, e))
}

/// Header text and data.
fn split(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let rest = bytes.strip_prefix(MAGIC)?;
    let (&major, rest) = rest.split_first()?;
    let (_minor, rest) = rest.split_first()?;
    let (length, rest) = match major {
        1 => {
            let (length, rest) = rest.split_first_chunk::<2>()?;
            (usize::from(u16::from_le_bytes(*length)), rest)
        }
        2 | 3 => {
            let (length, rest) = rest.split_first_chunk::<4>()?;
            (usize::try_from(u32::from_le_bytes(*length)).ok()?, rest)
        }
        _ => return None,
    };
    let (header, data) = rest.split_at_checked(length)?;
    Some((std::str::from_utf8(header).ok()?, data))
}

/// What follows `'key':` in the header's Python dictionary, up to the next comma.
fn value_of<'a>(header: &'a str, key: &str) -> Option<&'a str> {
    let (_, rest) = header.split_once(&format!("'{key}':"))?;
    Some(rest.split([',', '}']).next()?.trim())
}

fn shape_of(header: &str) -> Option<Vec<usize>> {
    let (_, rest) = header.split_once("'shape':")?;
    let (inside, _) = rest.trim_start().strip_prefix('(')?.split_once(')')?;
    inside
        .split(',')
        .map(str::trim)
        .filter(|size| !size.is_empty())
        .map(|size| size.parse().ok())
        .collect()
}
