//! Input gradient: the mean of J Jᵀ, J = ∂h/∂x.
//!
//! For any network the images are repeated, once for each of several units, and one backward pass gives as many rows of J
//! as there are copies; or J is probed along random directions (`probes`). Letters of the shapes as in `autograd`, and r copies of the images.

use super::super::active::ActiveProducts;
use super::super::autograd::{self, Pass, flat};
use super::super::dense;
use super::super::moments::add;
use super::super::plain::{Plain, columns, mean_product, slopes};
use super::super::{AssociationConfig, AssociationError};
use super::Method;
use super::probes::Probed;
use super::sums::LayerSums;
use crate::models::DenseLayers;
use tch::{Kind, Tensor};

pub(super) struct InputGradient;

impl Method for InputGradient {
    /// Row k of J is the gradient of unit k. Examples do not affect each other, so the gradient of the sum over examples holds
    /// each example's own.
    fn plain(&self, pass: &Plain<'_>) -> Result<Tensor, AssociationError> {
        let units = columns(&pass.forward.hidden);
        let images = std::slice::from_ref(&pass.images);
        let rows: Vec<Tensor> = units.iter().map(|u| slopes(u, images, false)).collect();
        let jacobian = Tensor::stack(&rows, 1); // (n, U, inputs)
        Ok(mean_product(&jacobian, &jacobian.transpose(1, 2)))
    }

    fn fast(&self, network: DenseLayers<'_>, config: &AssociationConfig) -> Box<dyn dense::Sum> {
        Box::new(ActiveProducts::new(network, config.combined))
    }

    fn general(&self, pass: &Pass<'_>) -> Result<Box<dyn autograd::Sum>, AssociationError> {
        if let Some(probes) = pass.probes {
            return Ok(Box::new(Probed::new(probes, &pass.seeds)));
        }
        let terms = |chunk: &autograd::Chunk<'_>| {
            let layers = 0..chunk.pass.layers.len();
            layers
                .map(|layer| products(chunk.pass, layer, chunk.images))
                .collect()
        };
        Ok(LayerSums::boxed(terms, |plan| {
            plan.gradient_terms(plan.looked_at())
        }))
    }
}

impl dense::Sum for ActiveProducts {
    fn add(&mut self, chunk: &dense::Chunk<'_>) {
        self.take(&chunk.masks);
    }

    fn mean(&self, n: f64) -> Tensor {
        self.sum() / n
    }
}

/// Σ over images and sampled positions of J Jᵀ, J = ∂h/∂x (c × I) at one position, (c, c).
fn products(pass: &Pass<'_>, layer: usize, images: &Tensor) -> Tensor {
    let plan = &pass.layers[layer];
    let copies = plan.units.min(pass.copies); // r
    let positions: Vec<i64> = Vec::try_from(&plan.subset).expect("positions are integers");
    let mut sum = None;
    for images in images.split((pass.copies / copies).max(1), 0) {
        let n = images.size()[0];
        let repeated = images.repeat([copies, 1]).set_requires_grad(true); // (r·n, I)
        let hidden = tch::with_grad(|| pass.network.forward(&repeated).hidden.remove(layer));
        let hidden = tch::with_grad(|| flat(&hidden).unflatten(0, [copies, n])); // (r, n, c, p)
        for &position in &positions {
            let rows: Vec<Tensor> = (0..plan.units)
                .step_by(copies as usize)
                .map(|unit| {
                    let units = copies.min(plan.units - unit);
                    let own = hidden.select(3, position).narrow(2, unit, units);
                    // Copy k stands for unit `unit` + k.
                    let own = own.narrow(0, 0, units).diagonal(0, 0, 2).sum(None);
                    let slope = Tensor::run_backward(&[own], &[&repeated], true, false).remove(0);
                    slope.narrow(0, 0, units * n).view([units, -1]) // (units, n·I)
                })
                .collect();
            let jacobian = Tensor::cat(&rows, 0); // (c, n·I)
            add(&mut sum, jacobian.mm(&jacobian.tr()).to_kind(Kind::Double));
        }
    }
    sum.expect("at least one image and position")
}
