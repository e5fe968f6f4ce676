//! The plain pass: Jacobians and Hessians by autograd, one output at a time.

use crate::models::{Forward, Network};
use tch::Tensor;

/// All images at once, with their graph.
pub(super) struct Plain<'a> {
    pub(super) network: &'a dyn Network,
    /// n × inputs, the leaf of the graph.
    pub(super) images: Tensor,
    /// (n)
    pub(super) labels: &'a Tensor,
    pub(super) forward: Forward,
}

impl<'a> Plain<'a> {
    pub(super) fn new(network: &'a dyn Network, images: &Tensor, labels: &'a Tensor) -> Self {
        let images = images.flatten(1, -1).set_requires_grad(true);
        let forward = tch::with_grad(|| network.forward(&images));
        Self {
            network,
            images,
            labels,
            forward,
        }
    }

    /// Units of each hidden layer.
    pub(super) fn widths(&self) -> Vec<usize> {
        let layers = self.forward.hidden.iter();
        layers.map(|h| h.size()[1] as usize).collect()
    }

    /// ∂o/∂h of all layers, (n, classes, U).
    pub(super) fn output_jacobian(&self) -> Tensor {
        let classes = columns(std::slice::from_ref(&self.forward.logits));
        let rows: Vec<Tensor> = classes
            .iter()
            .map(|logit| slopes(logit, &self.forward.hidden, false))
            .collect();
        Tensor::stack(&rows, 1)
    }
}

/// The columns of tensors (n, d), each (n).
pub(super) fn columns(tensors: &[Tensor]) -> Vec<Tensor> {
    tch::with_grad(|| tensors.iter().flat_map(|t| t.unbind(1)).collect())
}

/// Gradient of each example's `output` (n) with respect to `inputs` (n, d_i), side by side: (n, Σ d_i).
pub(super) fn slopes(output: &Tensor, inputs: &[Tensor], create_graph: bool) -> Tensor {
    let total = output.sum(None);
    let parts: Vec<Tensor> = inputs
        .iter()
        .map(|input| {
            if !total.requires_grad() {
                return input.zeros_like();
            }
            Tensor::run_backward(&[&total], &[input], true, create_graph).remove(0)
        })
        .collect();
    Tensor::cat(&parts, 1)
}

pub(super) fn mean_product(left: &Tensor, right: &Tensor) -> Tensor {
    left.matmul(right).mean_dim([0].as_slice(), false, None)
}
