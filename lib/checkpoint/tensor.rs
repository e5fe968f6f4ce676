//! Tensors as bytes.

use crate::files::elements::{ByteOrder, Element};
use ndarray::Array2;
use safetensors::tensor::{Dtype, View};
use std::borrow::Cow;

/// A tensor as bytes, so that the lower floors need neither libtorch nor a type for each precision.
#[derive(Debug, Clone, PartialEq)]
pub struct TensorData {
    /// Element type.
    pub dtype: Dtype,
    /// Sizes of the dimensions.
    pub shape: Vec<usize>,
    /// Little-endian elements in row-major order.
    pub bytes: Vec<u8>,
}

impl TensorData {
    /// A matrix of f64.
    pub fn from_matrix(matrix: &Array2<f64>) -> Self {
        Self {
            dtype: Dtype::F64,
            shape: matrix.shape().to_vec(),
            bytes: matrix.iter().flat_map(|v| v.to_le_bytes()).collect(),
        }
    }

    /// The same matrix in single precision, half the size: for frozen examples.
    pub(crate) fn from_matrix_f32(matrix: &Array2<f64>) -> Self {
        Self {
            dtype: Dtype::F32,
            shape: matrix.shape().to_vec(),
            bytes: matrix
                .iter()
                .flat_map(|&v| (v as f32).to_le_bytes())
                .collect(),
        }
    }

    /// The elements of a matrix of f32, f64 or bytes; `None` if type or rank differ.
    pub fn to_matrix(&self) -> Option<Array2<f64>> {
        let [rows, columns] = self.shape[..] else {
            return None;
        };
        let element = match self.dtype {
            Dtype::F64 | Dtype::F32 | Dtype::U8 => Element::of(self.dtype)?,
            _ => return None,
        };
        let values = element.numbers(&self.bytes, ByteOrder::Little);
        Array2::from_shape_vec((rows, columns), values).ok()
    }
}

impl View for &TensorData {
    fn dtype(&self) -> Dtype {
        self.dtype
    }
    fn shape(&self) -> &[usize] {
        &self.shape
    }
    fn data(&self) -> Cow<'_, [u8]> {
        Cow::Borrowed(&self.bytes)
    }
    fn data_len(&self) -> usize {
        self.bytes.len()
    }
}
