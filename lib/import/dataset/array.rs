//! An array in a file, of which only the requested parts are read.

use super::{DatasetError, idx};
use crate::files::elements::{ByteOrder, Element};
use crate::files::{IoContext, open};
use crate::matrices::{MatrixError, NpyLayout, Place};
use memmap2::Mmap;
use ndarray::{ArrayD, ShapeBuilder};
use safetensors::SafeTensors;
use std::path::{Path, PathBuf};

/// How many elements are converted at a time.
const AT_A_TIME: usize = 1 << 16;

/// An array of numbers in a file.
pub(super) struct Array {
    pub path: PathBuf,
    /// Its name, if the file holds several.
    tensor: Option<String>,
    pub element: Element,
    pub shape: Vec<usize>,
    order: ByteOrder,
    /// Whether the first index runs fastest.
    fortran: bool,
    bytes: Bytes,
}

enum Bytes {
    /// Bytes from this offset to the end or to the next one.
    Mapped(Mmap, usize, usize),
    Held(Vec<u8>),
}

impl Array {
    /// An IDX file of bytes, plain or gzipped.
    pub fn of_idx(path: &Path) -> Result<Self, DatasetError> {
        let array = idx::read_any(path)?;
        Ok(Self {
            path: path.to_owned(),
            tensor: None,
            element: Element::Unsigned(1),
            shape: array.shape,
            order: ByteOrder::Big,
            fortran: false,
            bytes: Bytes::Held(array.bytes),
        })
    }

    /// A `.npy` file.
    pub fn of_npy(path: &Path) -> Result<Self, DatasetError> {
        let map = map(path)?;
        let layout = NpyLayout::read(&map, path, &Place::of(path))?;
        let end = map.len();
        Ok(Self {
            path: path.to_owned(),
            tensor: None,
            element: layout.element,
            shape: layout.shape,
            order: layout.order,
            fortran: layout.fortran,
            bytes: Bytes::Mapped(map, layout.begin, end),
        })
    }

    /// A tensor of a safetensors file; `None` if it holds none of this name.
    pub fn of_safetensors(path: &Path, name: &str) -> Result<Option<Self>, DatasetError> {
        let map = map(path)?;
        let damaged = |e: safetensors::SafeTensorError| MatrixError::Damaged {
            path: path.to_owned(),
            reason: e.to_string(),
        };
        let file = SafeTensors::deserialize(&map).map_err(damaged)?;
        let Ok(view) = file.tensor(name) else {
            return Ok(None);
        };
        let element = Element::of(view.dtype()).ok_or_else(|| DatasetError::Malformed {
            path: path.to_owned(),
            expected: format!("numbers in `{name}`"),
            found: format!("{:?}", view.dtype()),
        })?;
        let shape = view.shape().to_vec();
        let begin = view.data().as_ptr() as usize - map.as_ptr() as usize;
        let end = begin + view.data().len();
        Ok(Some(Self {
            path: path.to_owned(),
            tensor: Some(name.to_owned()),
            element,
            shape,
            order: ByteOrder::Little,
            fortran: false,
            bytes: Bytes::Mapped(map, begin, end),
        }))
    }

    /// An error about this array.
    pub fn wrong(&self, expected: impl Into<String>, found: impl Into<String>) -> DatasetError {
        let place = match &self.tensor {
            Some(name) => format!("{}: tensor `{name}`", self.path.display()).into(),
            None => self.path.clone(),
        };
        DatasetError::Malformed {
            path: place,
            expected: expected.into(),
            found: found.into(),
        }
    }

    fn bytes(&self) -> &[u8] {
        match &self.bytes {
            Bytes::Mapped(map, begin, end) => &map[*begin..*end],
            Bytes::Held(bytes) => bytes,
        }
    }

    /// All numbers in row-major order, each passed through `convert` with its place in the file's order.
    pub fn numbers<T: Clone>(
        &self,
        mut convert: impl FnMut(usize, f64) -> Result<T, DatasetError>,
    ) -> Result<Vec<T>, DatasetError> {
        let width = self.element.width();
        let mut numbers = Vec::with_capacity(self.bytes().len() / width);
        for bytes in self.bytes().chunks(AT_A_TIME * width) {
            for number in self.element.numbers(bytes, self.order) {
                numbers.push(convert(numbers.len(), number)?);
            }
        }
        if !self.fortran || self.shape.len() < 2 {
            return Ok(numbers);
        }
        let shape = self.shape.clone().f();
        let array = ArrayD::from_shape_vec(shape, numbers).expect("as many as the shape says");
        Ok(array.iter().cloned().collect())
    }
}

fn map(path: &Path) -> Result<Mmap, DatasetError> {
    let file = open(path)?;
    // SAFETY: as for every mapped file here: nobody truncates a dataset while it is read.
    let map = unsafe { Mmap::map(&file) }.at("read", path)?;
    Ok(map)
}
