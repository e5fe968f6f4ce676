//! The plain path: Jacobians and Hessians by autograd, one output at a time.
//!
//! Slow, and independent of the structure of the network; what [`super::measure`] computes must agree with it.

use super::{AssociationError, Associations};
use crate::models::{Forward, Network};
use crate::spec::AssociationMethod;
use tch::{Kind, Tensor};

/// All associations of a fully connected `network` over `images` (n × inputs), per layer and combined, Gauss–Newton
/// beside the hessian.
///
/// `labels` (n) enter the loss of the hessian; for piecewise-linear networks the result does not depend on them.
///
/// # Errors
/// A result is not finite.
pub fn measure(
    network: &dyn Network,
    images: &Tensor,
    labels: &Tensor,
) -> Result<Associations, AssociationError> {
    let images = images.flatten(1, -1).set_requires_grad(true);
    let forward = tch::with_grad(|| network.forward(&images));
    let widths: Vec<usize> = forward
        .hidden
        .iter()
        .map(|h| h.size()[1] as usize)
        .collect();
    let mut associations = Associations::default();
    let beyond = [AssociationMethod::GaussNewton];
    for method in AssociationMethod::ALL.into_iter().chain(beyond) {
        let mean = match method {
            AssociationMethod::InputCovariance => covariance(&forward),
            AssociationMethod::InputGradient => input_gradient(&forward, &images),
            AssociationMethod::OutputGradient => output_gradient(&forward),
            AssociationMethod::OutputHessian => output_hessian(&forward, labels),
            AssociationMethod::GaussNewton => gauss_newton(&forward),
        };
        associations.insert_stacked(method, &mean.detach(), &widths, true)?;
    }
    Ok(associations)
}

fn covariance(forward: &Forward) -> Tensor {
    let hidden = Tensor::cat(&forward.hidden, 1).to_kind(Kind::Double); // (n, U)
    let centred = &hidden - hidden.mean_dim([0].as_slice(), true, None);
    centred.tr().mm(&centred) / hidden.size()[0] as f64
}

/// Mean of J Jᵀ; row k of J is the gradient of unit k. Examples do not see each other, so the gradient of the sum
/// over examples holds each example's own.
fn input_gradient(forward: &Forward, images: &Tensor) -> Tensor {
    let units = columns(&forward.hidden);
    let rows: Vec<Tensor> = units
        .iter()
        .map(|unit| slopes(unit, std::slice::from_ref(images), false))
        .collect();
    let jacobian = Tensor::stack(&rows, 1); // (n, U, inputs)
    mean_product(&jacobian, &jacobian.transpose(1, 2))
}

fn output_gradient(forward: &Forward) -> Tensor {
    let jacobian = output_jacobian(forward);
    mean_product(&jacobian.transpose(1, 2), &jacobian)
}

fn gauss_newton(forward: &Forward) -> Tensor {
    let jacobian = output_jacobian(forward);
    let p = forward.logits.softmax(-1, None); // (n, classes)
    let curvature = p.diag_embed(0, 1, 2) - p.unsqueeze(2) * p.unsqueeze(1); // diag p − p pᵀ
    mean_product(&jacobian.transpose(1, 2), &curvature.matmul(&jacobian))
}

/// (n, classes, U)
fn output_jacobian(forward: &Forward) -> Tensor {
    let classes = columns(std::slice::from_ref(&forward.logits));
    let rows: Vec<Tensor> = classes
        .iter()
        .map(|logit| slopes(logit, &forward.hidden, false))
        .collect();
    Tensor::stack(&rows, 1)
}

/// Mean of ∂²L/∂h∂h for the cross entropy of each example, all hidden layers as one vector: every layer counts as a
/// variable although the layers above depend on it, as in the reference.
fn output_hessian(forward: &Forward, labels: &Tensor) -> Tensor {
    let n = labels.size()[0];
    let loss = tch::with_grad(|| {
        let log_p = forward.logits.log_softmax(-1, None);
        -log_p.gather(-1, &labels.view([n, 1]), false).view([-1])
    });
    let slope = tch::with_grad(|| slopes(&loss, &forward.hidden, true)); // (n, U)
    let rows: Vec<Tensor> = columns(std::slice::from_ref(&slope))
        .iter()
        .map(|component| slopes(component, &forward.hidden, false))
        .collect();
    Tensor::stack(&rows, 1).mean_dim([0].as_slice(), false, None)
}

/// The columns of tensors (n, d), each (n).
fn columns(tensors: &[Tensor]) -> Vec<Tensor> {
    tch::with_grad(|| tensors.iter().flat_map(|t| t.unbind(1)).collect())
}

/// Gradient of each example's `output` (n) with respect to `inputs` (n, d_i), side by side: (n, Σ d_i).
fn slopes(output: &Tensor, inputs: &[Tensor], create_graph: bool) -> Tensor {
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

fn mean_product(left: &Tensor, right: &Tensor) -> Tensor {
    left.matmul(right).mean_dim([0].as_slice(), false, None)
}
