//! Gauss–Newton: the mean of Jᵀ(diag p − p pᵀ)J, J = ∂o/∂h, p = softmax o.

use super::super::autograd;
use super::super::dense;
use super::super::plain::{Plain, mean_product};
use super::super::{AssociationConfig, AssociationError};
use super::Method;
use super::sums::{DenseSum, LayerSums};
use crate::models::DenseLayers;
use tch::Tensor;

pub(super) struct GaussNewton;

impl Method for GaussNewton {
    fn plain(&self, pass: &Plain<'_>) -> Result<Tensor, AssociationError> {
        let jacobian = pass.output_jacobian();
        let p = pass.forward.logits.softmax(-1, None); // (n, classes)
        let curvature = p.diag_embed(0, 1, 2) - p.unsqueeze(2) * p.unsqueeze(1); // diag p − p pᵀ
        Ok(mean_product(
            &jacobian.transpose(1, 2),
            &curvature.matmul(&jacobian),
        ))
    }

    fn fast(&self, _: DenseLayers<'_>, _: &AssociationConfig) -> Box<dyn dense::Sum> {
        DenseSum::boxed(|chunk| chunk.curvature().shallow_clone())
    }

    fn general(&self, _: &autograd::Pass<'_>) -> Result<Box<dyn autograd::Sum>, AssociationError> {
        let terms = |chunk: &autograd::Chunk<'_>| {
            let layers = chunk.curvatures().iter();
            layers.map(Tensor::shallow_clone).collect()
        };
        Ok(LayerSums::boxed(terms, |plan| plan.positions as f64))
    }
}
