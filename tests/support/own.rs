//! Small datasets such as a user's own.

use flate2::write::GzEncoder;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use updown::checkpoint::{TensorData, write_tensors};

/// Training and test examples: three linearly separable classes, numbers from 0.5 on.
fn examples(n: usize, each: usize) -> (Vec<f32>, Vec<i64>) {
    let number = |i: usize| 0.5 + ((i / each) % 3) as f32 + 0.01 * ((i * 7) % 11) as f32;
    let images = (0..n * each).map(number).collect();
    (images, (0..n as i64).map(|i| i % 3).collect())
}

fn sizes(n: usize, shape: &[usize]) -> Vec<usize> {
    [&[n], shape].concat()
}

/// 60 and 12 examples of this shape in three classes, as four `.npy` files.
pub fn write_npy_dataset(folder: &Path, shape: &[usize]) {
    std::fs::create_dir_all(folder).unwrap();
    for (part, n) in [("train", 60), ("test", 12)] {
        let (images, labels) = examples(n, shape.iter().product());
        let path = folder.join(format!("{part}_images.npy"));
        write_npy_f32(&path, &sizes(n, shape), false, &images);
        write_npy_i64(&folder.join(format!("{part}_labels.npy")), &labels);
    }
}

/// The same in one safetensors file.
pub fn write_safetensors_dataset(folder: &Path, shape: &[usize]) {
    std::fs::create_dir_all(folder).unwrap();
    let mut tensors = BTreeMap::new();
    for (part, n) in [("train", 60), ("test", 12)] {
        let (images, labels) = examples(n, shape.iter().product());
        let images = TensorData {
            dtype: safetensors::Dtype::F32,
            shape: sizes(n, shape),
            bytes: images.iter().flat_map(|v| v.to_le_bytes()).collect(),
        };
        let labels = TensorData {
            dtype: safetensors::Dtype::I64,
            shape: vec![n],
            bytes: labels.iter().flat_map(|v| v.to_le_bytes()).collect(),
        };
        tensors.insert(format!("{part}_images"), images);
        tensors.insert(format!("{part}_labels"), labels);
    }
    write_tensors(&folder.join("waves.safetensors"), &tensors).unwrap();
}

/// 8 and 8 examples of bytes that count up, in four IDX files under MNIST's names.
pub fn write_idx_dataset(folder: &Path, shape: &[usize; 2]) {
    std::fs::create_dir_all(folder).unwrap();
    let word = |n: usize| (n as u32).to_be_bytes();
    for part in ["train", "t10k"] {
        let mut images = vec![0, 0, 8, 3];
        for size in [8, shape[0], shape[1]] {
            images.extend(word(size));
        }
        images.extend((0..8 * shape[0] * shape[1]).map(|i| i as u8));
        let mut labels = vec![0, 0, 8, 1];
        labels.extend(word(8));
        labels.extend((0..8).map(|i| i % 4));
        std::fs::write(folder.join(format!("{part}-images-idx3-ubyte")), images).unwrap();
        std::fs::write(folder.join(format!("{part}-labels-idx1-ubyte")), labels).unwrap();
    }
}

/// Puts `file.gz` in the place of `file`.
pub fn gzip(path: &Path) {
    let target = std::fs::File::create(format!("{}.gz", path.display())).unwrap();
    let mut encoder = GzEncoder::new(target, flate2::Compression::fast());
    encoder.write_all(&std::fs::read(path).unwrap()).unwrap();
    encoder.finish().unwrap();
    std::fs::remove_file(path).unwrap();
}

/// A `.npy` file of single precision.
pub fn write_npy_f32(path: &Path, shape: &[usize], fortran: bool, numbers: &[f32]) {
    let bytes = numbers.iter().flat_map(|v| v.to_le_bytes()).collect();
    write_npy(path, "<f4", shape, fortran, bytes);
}

/// A `.npy` file of whole numbers.
pub fn write_npy_i64(path: &Path, numbers: &[i64]) {
    let bytes = numbers.iter().flat_map(|v| v.to_le_bytes()).collect();
    write_npy(path, "<i8", &[numbers.len()], false, bytes);
}

fn write_npy(path: &Path, descr: &str, shape: &[usize], fortran: bool, bytes: Vec<u8>) {
    let sizes: String = shape.iter().map(|s| format!("{s}, ")).collect();
    let fortran = if fortran { "True" } else { "False" };
    let header =
        format!("{{'descr': '{descr}', 'fortran_order': {fortran}, 'shape': ({sizes}), }}\n");
    let mut file = b"\x93NUMPY\x01\x00".to_vec();
    file.extend((header.len() as u16).to_le_bytes());
    file.extend(header.bytes());
    file.extend(bytes);
    std::fs::write(path, file).unwrap();
}
