//! The fast pass for ReLU networks of fully connected layers.
//!
//! With 0/1 masks m_l of active units, every Jacobian is a product of weights and masks:
//! ∂h_l/∂x = D_l W_l ⋯ D_1 W_1 and ∂o/∂h_l = W_o D_L W_L ⋯ D_{l+1} W_{l+1}, D_l = diag m_l.
//! The first are d_l × inputs and only their products are needed: [`super::active`] computes those image by image. The
//! second have a row per class: all images of a chunk go through one matrix product per layer.
//!
//! Letters of the shapes: N images of a chunk, U units of all hidden layers, d_l units of layer l, O classes.

use super::{AssociationConfig, AssociationError, Associations};
use crate::models::DenseLayers;
use crate::progress::Progress;
use crate::spec::AssociationMethod;
use std::cell::OnceCell;
use tch::{Kind, Tensor};

/// What a method sums over images.
pub(super) trait Sum {
    /// Takes in the images of one chunk.
    fn add(&mut self, chunk: &Chunk<'_>);

    /// Mean over `n` images, all hidden layers as one vector, (U, U).
    fn mean(&self, n: f64) -> Tensor;
}

/// All requested association matrices of a network, from one pass over `images` (n × inputs, in the network's precision), by
/// the sums of the requested methods.
///
/// Accumulates in f64. `numbers` is how many the largest intermediate tensor of a chunk may hold.
///
/// # Errors
/// A result is not finite.
pub(super) fn measure(
    network: DenseLayers<'_>,
    images: &Tensor,
    config: &AssociationConfig,
    mut sums: Vec<(AssociationMethod, Box<dyn Sum>)>,
    numbers: usize,
    progress: &dyn Progress,
) -> Result<Associations, AssociationError> {
    let _no_grad = tch::no_grad_guard();
    let chunks = images.split(images_of_a_chunk(network, numbers), 0);
    progress.begin("associations", chunks.len(), 0);
    for images in &chunks {
        let chunk = Chunk::new(network, images);
        for (_, sum) in &mut sums {
            sum.add(&chunk);
        }
        progress.advance("");
    }
    progress.end();
    let n = images.size()[0] as f64;
    let widths = network.hidden_widths();
    let mut associations = Associations::default();
    for (method, sum) in &sums {
        associations.insert_stacked(*method, &sum.mean(n), &widths, config.combined)?;
    }
    Ok(associations)
}

fn images_of_a_chunk(network: DenseLayers<'_>, numbers: usize) -> i64 {
    let classes = network.weights.last().map_or(0, |w| w.size()[0] as usize);
    let units: usize = network.hidden_widths().iter().sum();
    let per_image = units * classes + network.input_len();
    (numbers / per_image).max(1) as i64
}

/// Activity of the images of one chunk, and what several methods derive from it, computed once.
pub(super) struct Chunk<'a> {
    network: DenseLayers<'a>,
    /// (N, U)
    pub(super) hidden: Tensor,
    /// (N, d_l) for each layer: 1 where the unit is active.
    pub(super) masks: Vec<Tensor>,
    /// (N, O)
    logits: Tensor,
    output_jacobian: OnceCell<Tensor>,
    curvature: OnceCell<Tensor>,
}

impl<'a> Chunk<'a> {
    fn new(network: DenseLayers<'a>, images: &Tensor) -> Self {
        let forward = network.forward(images);
        let active = |h: &Tensor| h.gt(0.0).to_kind(h.kind());
        Self {
            network,
            masks: forward.hidden.iter().map(active).collect(),
            hidden: Tensor::cat(&forward.hidden, 1),
            logits: forward.logits,
            output_jacobian: OnceCell::new(),
            curvature: OnceCell::new(),
        }
    }

    /// ∂o/∂h of all layers, (N, O, U).
    pub(super) fn output_jacobian(&self) -> &Tensor {
        self.output_jacobian.get_or_init(|| {
            let n = self.logits.size()[0];
            let hidden = self.masks.len();
            let projection = &self.network.weights[hidden]; // (O, d_L)
            let mut above = projection.unsqueeze(0).expand([n, -1, -1], false); // (N, O, d_L)
            let mut layers = vec![above.shallow_clone()];
            for layer in (1..hidden).rev() {
                let masked = above * self.masks[layer].unsqueeze(1); // (N, O, d_l)
                above = masked.matmul(&self.network.weights[layer]); // (N, O, d_{l-1})
                layers.push(above.shallow_clone());
            }
            layers.reverse();
            Tensor::cat(&layers, 2)
        })
    }

    /// Σ over images of Jᵀ(diag p − p pᵀ)J = Σ_c p_c (J_c − J̄)(J_c − J̄)ᵀ with J̄ = Σ_c p_c J_c, (U, U).
    pub(super) fn curvature(&self) -> &Tensor {
        self.curvature.get_or_init(|| {
            let jacobian = self.output_jacobian();
            let p = self.logits.softmax(-1, None).unsqueeze(-1); // (N, O, 1)
            let mean = p.transpose(1, 2).matmul(jacobian); // (N, 1, U)
            gram(&((jacobian - mean) * p.sqrt()))
        })
    }
}

/// Σ over images and classes of the outer products of the rows of (N, O, U).
pub(super) fn gram(rows: &Tensor) -> Tensor {
    let rows = rows.flatten(0, 1); // (N·O, U)
    rows.tr().mm(&rows).to_kind(Kind::Double)
}
