//! Output hessian: the mean of ∂²L/∂h∂h, L the cross entropy.
//!
//! Where the logits are piecewise linear in every hidden layer this is the Gauss–Newton matrix, and needs no labels.

use super::super::autograd::{self, LayerView, flat};
use super::super::dense;
use super::super::plain::{Plain, columns, slopes};
use super::super::{AssociationConfig, AssociationError};
use super::Method;
use super::gauss_newton::GaussNewton;
use super::sums::LayerSums;
use crate::models::{DenseLayers, Forward};
use tch::{Kind, Tensor};

pub(super) struct OutputHessian;

impl Method for OutputHessian {
    /// All hidden layers as one vector: every layer counts as a variable, although the layers above depend on it, as in the
    /// reference.
    fn plain(&self, pass: &Plain<'_>) -> Result<Tensor, AssociationError> {
        let n = pass.labels.size()[0];
        let (logits, hidden) = (&pass.forward.logits, &pass.forward.hidden);
        let loss = tch::with_grad(|| {
            let log_p = logits.log_softmax(-1, None);
            -log_p
                .gather(-1, &pass.labels.view([n, 1]), false)
                .view([-1])
        });
        let slope = tch::with_grad(|| slopes(&loss, hidden, true)); // (n, U)
        let components = columns(std::slice::from_ref(&slope));
        let rows: Vec<Tensor> = components
            .iter()
            .map(|c| slopes(c, hidden, false))
            .collect();
        Ok(Tensor::stack(&rows, 1).mean_dim([0].as_slice(), false, None))
    }

    fn fast(&self, network: DenseLayers<'_>, config: &AssociationConfig) -> Box<dyn dense::Sum> {
        GaussNewton.fast(network, config)
    }

    fn general(
        &self,
        pass: &autograd::Pass<'_>,
    ) -> Result<Box<dyn autograd::Sum>, AssociationError> {
        if pass.network.is_piecewise_linear() {
            return GaussNewton.general(pass);
        }
        if pass.labels.is_none() {
            return Err(AssociationError::NoLabels);
        }
        Ok(LayerSums::boxed(second_derivatives, LayerView::looked_at))
    }
}

fn second_derivatives(chunk: &autograd::Chunk<'_>) -> Vec<Tensor> {
    let labels = chunk.labels.expect("asked for before the pass");
    let slopes = loss_slopes(&chunk.forward, labels);
    let layers = chunk.layers().zip(&slopes);
    layers
        .map(|((plan, hidden), slope)| at_positions(plan, hidden, slope))
        .collect()
}

/// Gradient of each image's cross entropy with respect to each layer, (n, c, p), itself differentiable.
fn loss_slopes(forward: &Forward, labels: &Tensor) -> Vec<Tensor> {
    tch::with_grad(|| {
        let log_p = forward.logits.log_softmax(-1, None);
        let loss = -log_p.gather(-1, &labels.view([-1, 1]), false).sum(None);
        let slopes = Tensor::run_backward(&[loss], &forward.hidden, true, true);
        slopes.iter().map(flat).collect()
    })
}

/// Σ over images and sampled positions of ∂²L/∂h∂h at one position, (c, c).
fn at_positions(plan: &LayerView, hidden: &Tensor, slope: &Tensor) -> Tensor {
    let zeros = || Tensor::zeros([plan.units, plan.units], (Kind::Double, hidden.device()));
    if !slope.requires_grad() {
        return zeros();
    }
    let positions: Vec<i64> = Vec::try_from(&plan.subset).expect("positions are integers");
    let mut sum = zeros();
    for position in positions {
        let rows: Vec<Tensor> = (0..plan.units)
            .map(|unit| {
                let component =
                    tch::with_grad(|| slope.select(2, position).select(1, unit).sum(None));
                let row = Tensor::run_backward(&[component], &[hidden], true, false).remove(0);
                let row = flat(&row).select(2, position); // (n, c)
                row.sum_dim_intlist([0].as_slice(), false, Kind::Double)
            })
            .collect();
        sum += Tensor::stack(&rows, 0);
    }
    sum
}
