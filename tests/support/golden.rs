//! The golden files: tensors from `.safetensors`, scalars and descriptions from the `.json` beside them.

use std::path::PathBuf;

use ndarray::Array2;
use safetensors::{Dtype, SafeTensors};
use serde_json::Value;
use updown::checkpoint::TensorData;
use updown::modularity::{Adjacency, Partition};

/// One golden case.
pub struct Golden {
    bytes: Vec<u8>,
    /// The whole JSON file.
    pub json: Value,
    /// Its `scalars`.
    pub scalars: Value,
    /// File name without extension.
    pub name: String,
}

impl Golden {
    /// Reads `tests/golden/<folder>/<name>.{safetensors,json}`.
    pub fn read(folder: &str, name: &str) -> Self {
        let path = folder_path(folder).join(name);
        let bytes = std::fs::read(path.with_extension("safetensors")).expect("golden tensors");
        let text = std::fs::read_to_string(path.with_extension("json")).expect("golden json");
        let json: Value = serde_json::from_str(&text).expect("valid golden json");
        Self {
            bytes,
            scalars: json["scalars"].clone(),
            json,
            name: name.to_owned(),
        }
    }

    /// All cases of a folder, by name.
    pub fn all(folder: &str) -> Vec<Self> {
        let entries = std::fs::read_dir(folder_path(folder)).expect("golden folder");
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("golden entry").path())
            .filter(|path| path.extension().is_some_and(|ext| ext == "json"))
            .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names.iter().map(|name| Self::read(folder, name)).collect()
    }

    /// A scalar at a JSON pointer such as `/mc/median_q`; the strings "NaN", "inf" and "-inf" are numbers too.
    pub fn number(&self, pointer: &str) -> f64 {
        let value = self.scalars.pointer(pointer);
        number(value.unwrap_or_else(|| panic!("{} has no {pointer}", self.name)))
    }

    /// A float64 or uint8 matrix.
    pub fn matrix(&self, tensor: &str) -> Array2<f64> {
        let (shape, values) = self.floats(tensor);
        Array2::from_shape_vec((shape[0], shape[1]), values).expect("a matrix")
    }

    /// A float64 or uint8 vector.
    pub fn vector(&self, tensor: &str) -> Vec<f64> {
        self.floats(tensor).1
    }

    /// Labels as a partition; −1 is no module.
    pub fn partition(&self, tensor: &str) -> Partition {
        Partition::from_signed_labels(&self.labels(tensor))
    }

    /// Labels as stored.
    pub fn labels(&self, tensor: &str) -> Vec<i64> {
        let tensors = SafeTensors::deserialize(&self.bytes).expect("golden tensors");
        let view = tensors.tensor(tensor).expect("labels");
        assert_eq!(view.dtype(), Dtype::I64);
        view.data()
            .chunks_exact(8)
            .map(|chunk| i64::from_le_bytes(chunk.try_into().unwrap()))
            .collect()
    }

    /// A tensor as bytes.
    pub fn tensor(&self, name: &str) -> TensorData {
        let tensors = SafeTensors::deserialize(&self.bytes).expect("golden tensors");
        let view = tensors.tensor(name).expect("a stored tensor");
        TensorData {
            dtype: view.dtype(),
            shape: view.shape().to_vec(),
            bytes: view.data().to_vec(),
        }
    }

    /// All tensors whose names start with `prefix`, by the rest of their names.
    pub fn tensors(&self, prefix: &str) -> Vec<(String, TensorData)> {
        let tensors = SafeTensors::deserialize(&self.bytes).expect("golden tensors");
        let names = tensors
            .names()
            .into_iter()
            .filter_map(|name| name.strip_prefix(prefix));
        names
            .map(|rest| (rest.to_owned(), self.tensor(&format!("{prefix}{rest}"))))
            .collect()
    }

    /// The tensor `adj`.
    pub fn adjacency(&self) -> Adjacency {
        Adjacency::new(self.matrix("adj").view()).expect("a valid adjacency")
    }

    fn floats(&self, tensor: &str) -> (Vec<usize>, Vec<f64>) {
        let tensors = SafeTensors::deserialize(&self.bytes).expect("golden tensors");
        let view = tensors.tensor(tensor).expect("a stored tensor");
        let values = match view.dtype() {
            Dtype::F64 => view
                .data()
                .chunks_exact(8)
                .map(|chunk| f64::from_le_bytes(chunk.try_into().unwrap()))
                .collect(),
            Dtype::U8 => view.data().iter().map(|&byte| f64::from(byte)).collect(),
            other => panic!("{tensor} holds {other:?}"),
        };
        (view.shape().to_vec(), values)
    }
}

/// A JSON number, or a string for a number that JSON lacks.
pub fn number(value: &Value) -> f64 {
    match value.as_str() {
        Some("NaN") => f64::NAN,
        Some("inf" | "Infinity") => f64::INFINITY,
        Some("-inf" | "-Infinity") => f64::NEG_INFINITY,
        _ => value.as_f64().expect("a number"),
    }
}

/// A golden file or folder.
pub fn folder_path(folder: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(folder)
}
