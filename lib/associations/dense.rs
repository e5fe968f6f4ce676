//! The fast path for ReLU networks of fully connected layers.
//!
//! With 0/1 masks m_l of active units, every Jacobian is a product of weights and masks:
//! ∂h_l/∂x = D_l W_l ⋯ D_1 W_1 and ∂o/∂h_l = W_o D_L W_L ⋯ D_{l+1} W_{l+1}, D_l = diag m_l.
//! The first are d_l × inputs and only their products are asked for: [`super::active`] makes those image by image. The
//! second have a row per class: all images of a chunk go through one matrix product per layer.
//!
//! Letters of the shapes: N images of a chunk, U units of all hidden layers, d_l units of layer l, O classes.

use super::active::InputGradient;
use super::moments::{Moments, add};
use super::{AssociationConfig, AssociationError, Associations};
use crate::models::Mlp;
use crate::progress::Progress;
use crate::spec::AssociationMethod;
use tch::{Kind, Tensor};

/// All asked association matrices of `network`, from one pass over `images` (n × inputs, in the network's precision).
///
/// Accumulates in f64. `numbers` is how many the largest intermediate tensor of a chunk may hold.
///
/// # Errors
/// A result is not finite.
pub(super) fn measure(
    network: &Mlp,
    images: &Tensor,
    config: &AssociationConfig,
    numbers: usize,
    progress: &dyn Progress,
) -> Result<Associations, AssociationError> {
    let _no_grad = tch::no_grad_guard();
    let mut sums = Sums::new(network, config);
    let chunks = images.split(images_of_a_chunk(network, numbers), 0);
    progress.begin("associations", chunks.len(), 0);
    for images in &chunks {
        sums.add(&Chunk::new(network, images));
        progress.advance("");
    }
    progress.end();
    let n = images.size()[0] as f64;
    let widths = network.hidden_widths();
    let mut associations = Associations::default();
    for &method in &config.methods {
        let mean = sums.mean(method, n);
        associations.insert_stacked(method, &mean, &widths, config.combined)?;
    }
    Ok(associations)
}

fn images_of_a_chunk(network: &Mlp, numbers: usize) -> i64 {
    let classes = network.weights.last().map_or(0, |w| w.size()[0] as usize);
    let units: usize = network.hidden_widths().iter().sum();
    let per_image = units * classes + network.input_len();
    (numbers / per_image).max(1) as i64
}

/// Activity of the images of one chunk.
struct Chunk {
    /// (N, U)
    hidden: Tensor,
    /// (N, d_l) for each layer: 1 where the unit is active.
    masks: Vec<Tensor>,
    /// (N, O)
    logits: Tensor,
}

impl Chunk {
    fn new(network: &Mlp, images: &Tensor) -> Self {
        let forward = network.forward(images);
        let active = |h: &Tensor| h.gt(0.0).to_kind(h.kind());
        Self {
            masks: forward.hidden.iter().map(active).collect(),
            hidden: Tensor::cat(&forward.hidden, 1),
            logits: forward.logits,
        }
    }

    /// ∂o/∂h of all layers, (N, O, U).
    fn output_jacobian(&self, network: &Mlp) -> Tensor {
        let n = self.logits.size()[0];
        let hidden = self.masks.len();
        let projection = &network.weights[hidden]; // (O, d_L)
        let mut above = projection.unsqueeze(0).expand([n, -1, -1], false); // (N, O, d_L)
        let mut layers = vec![above.shallow_clone()];
        for layer in (1..hidden).rev() {
            let masked = above * self.masks[layer].unsqueeze(1); // (N, O, d_l)
            above = masked.matmul(&network.weights[layer]); // (N, O, d_{l-1})
            layers.push(above.shallow_clone());
        }
        layers.reverse();
        Tensor::cat(&layers, 2)
    }
}

/// Sums over images, of the asked methods only.
struct Sums<'a> {
    network: &'a Mlp,
    covariance: Option<Moments>,
    input_gradient: Option<InputGradient>,
    asked_output_gradient: bool,
    asked_hessian: bool,
    output_gradient: Option<Tensor>,
    /// Hessian and Gauss–Newton are the same, since the network is piecewise linear.
    hessian: Option<Tensor>,
}

impl<'a> Sums<'a> {
    fn new(network: &'a Mlp, config: &AssociationConfig) -> Self {
        let asked = |method| config.methods.contains(&method);
        Self {
            network,
            covariance: asked(AssociationMethod::InputCovariance).then(Moments::default),
            input_gradient: asked(AssociationMethod::InputGradient)
                .then(|| InputGradient::new(network, config.combined)),
            asked_output_gradient: asked(AssociationMethod::OutputGradient),
            asked_hessian: asked(AssociationMethod::OutputHessian)
                || asked(AssociationMethod::GaussNewton),
            output_gradient: None,
            hessian: None,
        }
    }

    fn add(&mut self, chunk: &Chunk) {
        if let Some(moments) = &mut self.covariance {
            moments.add(&chunk.hidden.unsqueeze(-1));
        }
        if let Some(gradient) = &mut self.input_gradient {
            gradient.add(&chunk.masks);
        }
        if !(self.asked_output_gradient || self.asked_hessian) {
            return;
        }
        let jacobian = chunk.output_jacobian(self.network);
        if self.asked_output_gradient {
            add(&mut self.output_gradient, gram(&jacobian));
        }
        if self.asked_hessian {
            add(&mut self.hessian, output_hessian(jacobian, &chunk.logits));
        }
    }

    /// Mean over `n` images, (U, U).
    fn mean(&self, method: AssociationMethod, n: f64) -> Tensor {
        let expected = "at least one chunk of an asked method";
        match method {
            AssociationMethod::InputCovariance => {
                self.covariance.as_ref().expect(expected).covariance()
            }
            AssociationMethod::InputGradient => {
                self.input_gradient.as_ref().expect(expected).sum() / n
            }
            AssociationMethod::OutputGradient => self.output_gradient.as_ref().expect(expected) / n,
            AssociationMethod::OutputHessian | AssociationMethod::GaussNewton => {
                self.hessian.as_ref().expect(expected) / n
            }
        }
    }
}

/// Σ over images of Jᵀ(diag p − p pᵀ)J = Σ_c p_c (J_c − J̄)(J_c − J̄)ᵀ with J̄ = Σ_c p_c J_c, (U, U).
fn output_hessian(jacobian: Tensor, logits: &Tensor) -> Tensor {
    let p = logits.softmax(-1, None).unsqueeze(-1); // (N, O, 1)
    let mean = p.transpose(1, 2).matmul(&jacobian); // (N, 1, U)
    gram(&((jacobian - mean) * p.sqrt()))
}

/// Σ over images and classes of the outer products of the rows of (N, O, U).
fn gram(rows: &Tensor) -> Tensor {
    let rows = rows.flatten(0, 1); // (N·O, U)
    rows.tr().mm(&rows).to_kind(Kind::Double)
}
