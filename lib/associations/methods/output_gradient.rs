//! Output gradient: the mean of Jᵀ J, J = ∂o/∂h.

use super::super::autograd;
use super::super::dense;
use super::super::plain::{Plain, mean_product};
use super::super::{AssociationConfig, AssociationError};
use super::Method;
use super::sums::{DenseSum, LayerSums};
use crate::models::DenseLayers;
use tch::Tensor;

pub(super) struct OutputGradient;

impl Method for OutputGradient {
    fn plain(&self, pass: &Plain<'_>) -> Result<Tensor, AssociationError> {
        let jacobian = pass.output_jacobian();
        Ok(mean_product(&jacobian.transpose(1, 2), &jacobian))
    }

    fn fast(&self, _: DenseLayers<'_>, _: &AssociationConfig) -> Box<dyn dense::Sum> {
        DenseSum::boxed(|chunk| dense::gram(chunk.output_jacobian()))
    }

    fn general(&self, _: &autograd::Pass<'_>) -> Result<Box<dyn autograd::Sum>, AssociationError> {
        let terms = |chunk: &autograd::Chunk<'_>| {
            let jacobians = chunk.output_jacobians().iter();
            jacobians.map(autograd::gram).collect()
        };
        let positions = |plan: &autograd::LayerView| plan.gradient_terms(plan.positions as f64);
        Ok(LayerSums::boxed(terms, positions))
    }
}
