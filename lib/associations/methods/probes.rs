//! The input gradient by random directions: E (J v)(J v)ᵀ = J Jᵀ for v of independent signs, J = ∂h/∂x.
//!
//! J v of all layers, channels and positions comes from two backward passes: the first gives Σ Jᵀu for any weights u of the
//! activity, as a function of u; its product with v has the derivative J v by u.
//!
//! Letters of the shapes as in `autograd`.

use super::super::autograd::{Chunk, LayerView, Sum, flat};
use super::super::moments::add;
use crate::device::upload;
use crate::seeds::{Seeds, Stream};
use rand::RngCore;
use tch::{Kind, Tensor};

/// Σ over images, probes and positions of (J v)(J v)ᵀ of each layer, (c, c).
pub(super) struct Probed {
    /// Directions for each image.
    probes: usize,
    /// Seed of the directions, image by image.
    rng: Stream,
    totals: Vec<Option<Tensor>>,
}

impl Probed {
    pub(super) fn new(probes: usize, seeds: &Seeds) -> Self {
        Self {
            probes,
            rng: seeds.stream("probes"),
            totals: Vec::new(),
        }
    }

    /// Directions of each image, −1 or 1: (n, probes, I). Whole words are drawn for each image, so that no image's depend on how
    /// many are processed together.
    fn directions(&mut self, images: &Tensor) -> Tensor {
        let (n, numbers) = (images.size()[0], images.size()[1] as usize);
        let mut signs: Vec<f32> = Vec::with_capacity(n as usize * self.probes * numbers);
        for _ in 0..n as usize * self.probes {
            let mut left = numbers;
            while left > 0 {
                let word = self.rng.next_u64();
                let bits = left.min(64);
                signs.extend((0..bits).map(|bit| if word >> bit & 1 == 1 { 1.0 } else { -1.0 }));
                left -= bits;
            }
        }
        let signs = Tensor::from_slice(&signs).view([n, self.probes as i64, -1]);
        upload(&signs, images.device()).to_kind(images.kind())
    }
}

impl Sum for Probed {
    fn add(&mut self, chunk: &Chunk<'_>) {
        let directions = self.directions(chunk.images);
        let leaf = chunk.images.detach().copy().set_requires_grad(true);
        let (weights, gradient) = tch::with_grad(|| {
            let hidden = chunk.pass.network.forward(&leaf).hidden;
            let zeros = hidden
                .iter()
                .map(|h| h.zeros_like().set_requires_grad(true));
            let weights: Vec<Tensor> = zeros.collect();
            let sums = hidden.iter().zip(&weights).map(|(h, u)| (h * u).sum(None));
            let total: Tensor = sums.sum();
            let gradient = Tensor::run_backward(&[total], &[&leaf], true, true).remove(0);
            (weights, gradient) // (n, I)
        });
        self.totals.resize_with(weights.len(), || None);
        for direction in directions.unbind(1) {
            let along = tch::with_grad(|| (&gradient * direction).sum(None));
            let slopes = Tensor::run_backward(&[along], &weights, true, false);
            for (total, slope) in self.totals.iter_mut().zip(&slopes) {
                let slope = flat(slope); // (n, c, p)
                let rows = slope.transpose(1, 2).reshape([-1, slope.size()[1]]); // (n·p, c)
                add(total, rows.tr().mm(&rows).to_kind(Kind::Double));
            }
        }
    }

    fn mean(&self, layer: usize, plan: &LayerView, n: f64) -> Tensor {
        let total = self.totals[layer].as_ref().expect("at least one chunk");
        let terms = plan.gradient_terms(plan.positions as f64);
        total / (n * self.probes as f64 * terms)
    }
}
