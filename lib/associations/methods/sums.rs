//! Sums of matrices over chunks of images, which is what most methods compute.

use super::super::autograd::{self, LayerView};
use super::super::dense;
use super::super::moments::add;
use tch::Tensor;

/// The sum of one matrix per chunk, (U, U).
pub(super) struct DenseSum {
    term: fn(&dense::Chunk<'_>) -> Tensor,
    total: Option<Tensor>,
}

impl DenseSum {
    /// `term` is the sum over the images of a chunk.
    pub(super) fn boxed(term: fn(&dense::Chunk<'_>) -> Tensor) -> Box<dyn dense::Sum> {
        Box::new(Self { term, total: None })
    }
}

impl dense::Sum for DenseSum {
    fn add(&mut self, chunk: &dense::Chunk<'_>) {
        add(&mut self.total, (self.term)(chunk));
    }

    fn mean(&self, n: f64) -> Tensor {
        self.total.as_ref().expect("at least one chunk") / n
    }
}

/// The sums of one matrix per chunk and layer, (c, c).
pub(super) struct LayerSums {
    terms: fn(&autograd::Chunk<'_>) -> Vec<Tensor>,
    /// The divisor of the sum over an image.
    positions: fn(&LayerView) -> f64,
    totals: Vec<Option<Tensor>>,
}

impl LayerSums {
    /// `terms` are the sums over the images and positions of a chunk, one per layer.
    pub(super) fn boxed(
        terms: fn(&autograd::Chunk<'_>) -> Vec<Tensor>,
        positions: fn(&LayerView) -> f64,
    ) -> Box<dyn autograd::Sum> {
        let totals = Vec::new();
        Box::new(Self {
            terms,
            positions,
            totals,
        })
    }
}

impl autograd::Sum for LayerSums {
    fn add(&mut self, chunk: &autograd::Chunk<'_>) {
        let terms = (self.terms)(chunk);
        self.totals.resize_with(terms.len(), || None);
        for (total, term) in self.totals.iter_mut().zip(terms) {
            add(total, term);
        }
    }

    fn mean(&self, layer: usize, plan: &LayerView, n: f64) -> Tensor {
        let total = self.totals[layer].as_ref().expect("at least one chunk");
        total / (n * (self.positions)(plan))
    }
}
