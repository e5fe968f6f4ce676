//! Input covariance: the population covariance of the units' activity over inputs.

use super::super::autograd::{self, LayerView, flat};
use super::super::dense;
use super::super::moments::Moments;
use super::super::plain::Plain;
use super::super::{AssociationConfig, AssociationError};
use super::Method;
use crate::models::DenseLayers;
use tch::{Kind, Tensor};

pub(super) struct InputCovariance;

impl Method for InputCovariance {
    fn plain(&self, pass: &Plain<'_>) -> Result<Tensor, AssociationError> {
        let hidden = Tensor::cat(&pass.forward.hidden, 1).to_kind(Kind::Double); // (n, U)
        let centred = &hidden - hidden.mean_dim([0].as_slice(), true, None);
        Ok(centred.tr().mm(&centred) / hidden.size()[0] as f64)
    }

    fn fast(&self, _: DenseLayers<'_>, _: &AssociationConfig) -> Box<dyn dense::Sum> {
        Box::new(Moments::default())
    }

    fn general(&self, _: &autograd::Pass<'_>) -> Result<Box<dyn autograd::Sum>, AssociationError> {
        Ok(Box::new(LayerMoments::default()))
    }
}

impl dense::Sum for Moments {
    fn add(&mut self, chunk: &dense::Chunk<'_>) {
        self.take(&chunk.hidden.unsqueeze(-1));
    }

    fn mean(&self, _: f64) -> Tensor {
        self.covariance()
    }
}

/// Moments of each layer's activity at the sampled positions.
#[derive(Default)]
struct LayerMoments(Vec<Moments>);

impl autograd::Sum for LayerMoments {
    fn add(&mut self, chunk: &autograd::Chunk<'_>) {
        self.0
            .resize_with(chunk.pass.layers.len(), Moments::default);
        for ((plan, hidden), moments) in chunk.layers().zip(&mut self.0) {
            moments.take(&flat(&hidden.detach()).index_select(2, &plan.subset)); // (n, c, s)
        }
    }

    fn mean(&self, layer: usize, _: &LayerView, _: f64) -> Tensor {
        self.0[layer].covariance()
    }
}
