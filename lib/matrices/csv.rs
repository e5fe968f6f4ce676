//! Matrices in `.csv` files: one row per line, decimal numbers between commas, no header.

use super::{MatrixError, damaged};
use ndarray::Array2;
use std::path::Path;

/// A matrix with as many columns as the first line has; empty lines at the end count for nothing.
pub(super) fn parse(bytes: &[u8], path: &Path) -> Result<Array2<f64>, MatrixError> {
    let text = std::str::from_utf8(bytes).map_err(|e| damaged(path, e))?;
    let text = text.trim_start_matches('\u{feff}').trim_end();
    let mut columns = None;
    let mut values = Vec::new();
    for (index, row) in text.lines().enumerate() {
        let before = values.len();
        for (column, field) in row.split(',').enumerate() {
            let number = field.trim().parse();
            values.push(number.map_err(|_| MatrixError::Number {
                path: path.to_owned(),
                line: index + 1,
                column: column + 1,
                found: field.trim().to_owned(),
            })?);
        }
        let found = values.len() - before;
        let expected = *columns.get_or_insert(found);
        if found != expected {
            return Err(MatrixError::Ragged {
                path: path.to_owned(),
                line: index + 1,
                expected,
                found,
            });
        }
    }
    let columns = columns.unwrap_or(0);
    let rows = values.len().checked_div(columns).unwrap_or(0);
    Array2::from_shape_vec((rows, columns), values).map_err(|e| damaged(path, e))
}
