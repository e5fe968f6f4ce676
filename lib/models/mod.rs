//! Networks: forward passes that expose hidden layers, weights under PyTorch's names, and their norms.

mod activation;
mod architectures;
mod network;
mod norms;
mod scripted;

use crate::checkpoint::TensorData;
use crate::seeds::Stream;
use rand::Rng;
use safetensors::Dtype;
use std::collections::BTreeMap;
use tch::{Device, Kind, Tensor};

pub use activation::{Activated, Activation};
pub use architectures::{Cifar10Fast, Mlp, initial_mlp, network_from_named, network_tensors};
pub(crate) use architectures::{initial_tensors, network_of, trainable, weights_of};
pub use network::{DenseLayers, Forward, Network, Trainable, UnitWeights};
pub(crate) use norms::weight_statistics;
pub use scripted::ScriptedNetwork;

/// Why weights do not make a network.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum ModelError {
    #[error("weights lack the tensor `{name}`; found {found:?}")]
    MissingTensor { name: String, found: Vec<String> },
    #[error(transparent)]
    State(#[from] crate::import::state::StateError),
    #[error(
        "tensor `{name}` belongs to no layer of an MLP: expected fc_layers.0.weight, … and proj.weight with their biases"
    )]
    Unaccounted { name: String },
    #[error("`{name}`: expected finite numbers, found {found} at {place:?}")]
    NotFinite {
        name: String,
        found: String,
        place: Vec<i64>,
    },
    #[error("a network needs a hidden layer: found only the tensors of `proj`")]
    NoHiddenLayer,
    #[error("tensor `{name}`: expected {expected}, found shape {found:?}")]
    Shape {
        name: String,
        expected: String,
        found: Vec<i64>,
    },
    #[error(
        "unknown activation `{found}`: expected one of relu, leaky_relu, tanh, sigmoid, gelu, none"
    )]
    Activation { found: String },
    #[error("{}: {reason}", path.display())]
    Script {
        path: std::path::PathBuf,
        reason: String,
    },
    #[error("tensor `{name}` has element type {found}: expected F32 or F64")]
    Dtype { name: String, found: String },
}

/// The tensor called `name`.
fn find(tensors: &NamedTensors, name: &str) -> Result<Tensor, ModelError> {
    tensors
        .get(name)
        .map(Tensor::shallow_clone)
        .ok_or_else(|| ModelError::MissingTensor {
            name: name.to_owned(),
            found: tensors.keys().cloned().collect(),
        })
}

/// Initial numbers as PyTorch's layers draw them (kaiming-uniform with a = √5): uniform in ±1/√`fan_in`.
fn draw_initial(rng: &mut Stream, fan_in: usize, shape: &[usize]) -> Tensor {
    let bound = 1.0 / (fan_in as f32).sqrt();
    let n: usize = shape.iter().product();
    let values: Vec<f32> = (0..n).map(|_| rng.gen_range(-bound..bound)).collect();
    let shape: Vec<i64> = shape.iter().map(|&s| s as i64).collect();
    Tensor::from_slice(&values).view(shape.as_slice())
}

/// Tensors by name.
pub type NamedTensors = BTreeMap<String, Tensor>;

/// Bytes of a checkpoint as a tensor on `device`.
///
/// # Errors
/// The element type is neither F32 nor F64.
pub fn to_tensor(name: &str, data: &TensorData, device: Device) -> Result<Tensor, ModelError> {
    let kind = match data.dtype {
        Dtype::F32 => Kind::Float,
        Dtype::F64 => Kind::Double,
        other => {
            return Err(ModelError::Dtype {
                name: name.to_owned(),
                found: format!("{other:?}"),
            });
        }
    };
    let shape: Vec<i64> = data.shape.iter().map(|&s| s as i64).collect();
    Ok(Tensor::from_data_size(&data.bytes, &shape, kind).to_device(device))
}

/// A tensor of f32 or f64 as bytes for a checkpoint.
///
/// # Panics
/// The tensor has another element type, which none of our weights has.
pub fn to_data(tensor: &Tensor) -> TensorData {
    let tensor = tensor.detach().to_device(Device::Cpu).contiguous();
    let (dtype, width) = match tensor.kind() {
        Kind::Float => (Dtype::F32, 4),
        Kind::Double => (Dtype::F64, 8),
        other => panic!("weights are F32 or F64, found {other:?}"),
    };
    let mut bytes = vec![0u8; tensor.numel() * width];
    tensor.copy_data_u8(&mut bytes, tensor.numel());
    TensorData {
        dtype,
        shape: tensor.size().iter().map(|&s| s as usize).collect(),
        bytes,
    }
}
