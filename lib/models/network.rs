//! What the measures ask of a network, whatever its layers are.

use super::{Cifar10Fast, Mlp, ModelError, NamedTensors, to_tensor};
use crate::checkpoint::TensorData;
use crate::import::state;
use std::collections::BTreeMap;
use tch::{Device, Kind, Tensor};

/// What a forward pass shows.
#[derive(Debug)]
pub struct Forward {
    /// Activity of each hidden layer: n × units, or n × channels × height × width.
    pub hidden: Vec<Tensor>,
    /// n × classes.
    pub logits: Tensor,
}

/// A classifier that shows its hidden layers. Images do not see each other (dropout off, running statistics).
pub trait Network {
    /// Activity of every layer for n images; differentiable.
    fn forward(&self, images: &Tensor) -> Forward;

    /// Element type of the weights, in which the network computes.
    fn kind(&self) -> Kind;

    /// Numbers in one image.
    fn input_len(&self) -> usize;

    /// Whether the logits are a piecewise-linear function of every hidden layer, as in ReLU networks. The hessian of
    /// the cross entropy is then Jᵀ(diag p − p pᵀ)J exactly, and needs no labels.
    fn is_piecewise_linear(&self) -> bool {
        true
    }

    /// The network as an MLP, for which there are closed forms.
    fn as_mlp(&self) -> Option<&Mlp> {
        None
    }
}

/// The weights of the one network in a file's tensors, under our own names: what they mean, [`state::network`] decides.
///
/// # Errors
/// As [`state::network`].
pub fn network_tensors(
    tensors: &BTreeMap<String, TensorData>,
    device: Device,
) -> Result<NamedTensors, ModelError> {
    let network = state::network(tensors, None)?;
    let tensors = network.tensors.into_iter();
    tensors
        .map(|(name, data)| Ok((name.clone(), to_tensor(&name, &data, device)?)))
        .collect()
}

/// The network of these tensors: the residual CNN where there is a `conv1`, else an MLP.
///
/// # Errors
/// A tensor is missing or has the wrong shape.
pub fn network_from_named(tensors: &NamedTensors) -> Result<Box<dyn Network>, ModelError> {
    Ok(if tensors.contains_key("conv1.weight") {
        Box::new(Cifar10Fast::from_named(tensors)?)
    } else {
        Box::new(Mlp::from_named(tensors)?)
    })
}
