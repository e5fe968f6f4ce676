//! The architectures, one file each with its row: which tensors identify it, the network they make, and the one that a run begins with.

mod block;
mod cnn;
mod mlp;

use super::{ModelError, NamedTensors, Network, Trainable, to_data, to_tensor};
use crate::checkpoint::TensorData;
use crate::import::state;
use crate::spec::{Architecture, RunSpec};
use safetensors::Dtype;
use std::collections::BTreeMap;
use tch::{Device, Tensor};

pub use cnn::Cifar10Fast;
pub use mlp::{Mlp, initial_mlp};

/// A network made from its tensors.
type Make<T> = fn(&NamedTensors) -> Result<Box<T>, ModelError>;

/// What is known of the networks of one architecture.
struct Row {
    /// A tensor that no earlier row of the table has.
    told_by: &'static str,
    read: Make<dyn Network>,
    initial: fn(&RunSpec) -> NamedTensors,
    /// For networks that train one at a time.
    trainable: Option<Make<dyn Trainable>>,
}

/// All architectures; the last one is the default for an unknown network.
static ROWS: [&Row; 2] = [&cnn::ROW, &mlp::ROW];

fn row(architecture: &Architecture) -> &'static Row {
    match architecture {
        Architecture::Mlp { .. } => &mlp::ROW,
        Architecture::Cnn { .. } => &cnn::ROW,
        Architecture::Scripted { .. } => panic!("TorchScript has no tensors of ours"),
    }
}

/// Initial weights of a run by PyTorch's names.
///
/// # Panics
/// The network is TorchScript, which is not made here.
pub(crate) fn initial_tensors(spec: &RunSpec) -> BTreeMap<String, TensorData> {
    let named = (row(&spec.architecture).initial)(spec);
    named
        .iter()
        .map(|(name, tensor)| (name.clone(), to_data(tensor)))
        .collect()
}

/// The weights of the one network in a file's tensors, under our own names; [`state::network`] decides what they mean.
///
/// # Errors
/// As [`state::network`].
pub fn network_tensors(
    tensors: &BTreeMap<String, TensorData>,
    device: Device,
) -> Result<NamedTensors, ModelError> {
    let tensors = state::network(tensors, None)?.tensors.into_iter();
    tensors
        .map(|(name, data)| Ok((name.clone(), to_tensor(&name, &data, device)?)))
        .collect()
}

/// The weights in a checkpoint of this architecture: those under our own names if they are present and floating-point,
/// else as [`network_tensors`].
///
/// # Errors
/// A weight is not finite; else as [`network_tensors`].
///
/// # Panics
/// The network is TorchScript.
pub(crate) fn weights_of(
    architecture: &Architecture,
    tensors: &BTreeMap<String, TensorData>,
    device: Device,
) -> Result<NamedTensors, ModelError> {
    // All tensors but weights have a slash in their names.
    let weights = || tensors.iter().filter(|(name, _)| !name.contains('/'));
    let is_float = |data: &TensorData| matches!(data.dtype, Dtype::F32 | Dtype::F64);
    let has_own_names = tensors.contains_key(row(architecture).told_by);
    if !has_own_names || !weights().all(|(_, data)| is_float(data)) {
        return network_tensors(tensors, device);
    }
    weights()
        .map(|(name, data)| {
            let tensor = to_tensor(name, data, device)?;
            expect_finite(name, &tensor)?;
            Ok((name.clone(), tensor))
        })
        .collect()
}

fn expect_finite(name: &str, tensor: &Tensor) -> Result<(), ModelError> {
    let infinite = tensor.isfinite().logical_not().nonzero();
    if infinite.size()[0] == 0 {
        return Ok(());
    }
    let place = Vec::try_from(infinite.get(0)).expect("an index is a list");
    Err(ModelError::NotFinite {
        name: name.to_owned(),
        found: tensor.double_value(&place).to_string(),
        place,
    })
}

/// The network made from these tensors: the residual CNN if there is a `conv1`, else an MLP.
///
/// # Errors
/// A tensor is missing or has the wrong shape.
pub fn network_from_named(tensors: &NamedTensors) -> Result<Box<dyn Network>, ModelError> {
    let told = |row: &&Row| tensors.contains_key(row.told_by);
    let row = ROWS.into_iter().find(told).unwrap_or(&mlp::ROW);
    (row.read)(tensors)
}

/// The network made from the tensors of a checkpoint of this architecture.
///
/// # Errors
/// A tensor is missing or has the wrong shape.
///
/// # Panics
/// The network is TorchScript.
pub(crate) fn network_of(
    architecture: &Architecture,
    tensors: &NamedTensors,
) -> Result<Box<dyn Network>, ModelError> {
    (row(architecture).read)(tensors)
}

/// The network made from these tensors, for training on its own; `None` for architectures that train in stacks.
///
/// # Errors
/// A tensor is missing or has the wrong shape.
///
/// # Panics
/// The network is TorchScript.
pub(crate) fn trainable(
    architecture: &Architecture,
    tensors: &NamedTensors,
) -> Option<Result<Box<dyn Trainable>, ModelError>> {
    let make = row(architecture).trainable?;
    Some(make(tensors))
}
