//! The fast path for ReLU networks of fully connected layers.
//!
//! With 0/1 masks m_l of active units, every Jacobian is a product of weights and masks:
//! ∂h_l/∂x = D_l W_l ⋯ D_1 W_1 and ∂o/∂h_l = W_o D_L W_L ⋯ D_{l+1} W_{l+1}, D_l = diag m_l.
//! Only J Jᵀ is asked of the first, so W_1 may be replaced by any C with C Cᵀ = W_1 W_1ᵀ: d_1 columns instead of
//! one for each pixel. All images of a chunk go through one matrix product per layer.
//!
//! Letters of the shapes: N images of a chunk, U units of all hidden layers, d_l units of layer l, K columns of C,
//! O classes.

use super::moments::{Moments, add};
use super::{AssociationConfig, AssociationError, Associations};
use crate::models::Mlp;
use crate::spec::AssociationMethod;
use tch::{Kind, Tensor};

/// Numbers in the largest intermediate tensor: keeps a chunk within the cache of a core, whatever the number of
/// images.
const CHUNK_NUMBERS: usize = 1 << 21;

/// All asked association matrices of `network`, from one pass over `images` (n × inputs, in the network's precision).
///
/// Accumulates in f64.
///
/// # Errors
/// A result is not finite.
pub(super) fn measure(
    network: &Mlp,
    images: &Tensor,
    config: &AssociationConfig,
) -> Result<Associations, AssociationError> {
    let _no_grad = tch::no_grad_guard();
    let pass = Pass::new(network, config);
    let mut moments = Moments::default();
    let mut sums: Vec<Option<Tensor>> = config.methods.iter().map(|_| None).collect();
    for chunk in images.split(pass.chunk as i64, 0) {
        let chunk = pass.chunk(&chunk);
        for (method, sum) in config.methods.iter().zip(&mut sums) {
            let term = match method {
                AssociationMethod::InputCovariance => {
                    moments.add(&chunk.hidden.unsqueeze(-1));
                    continue;
                }
                AssociationMethod::InputGradient => pass.input_gradient(&chunk),
                AssociationMethod::OutputGradient => gram(&pass.output_jacobian(&chunk)),
                // The network is piecewise linear: both are the same.
                AssociationMethod::OutputHessian | AssociationMethod::GaussNewton => {
                    pass.output_hessian(&chunk)
                }
            };
            add(sum, term);
        }
    }
    let n = images.size()[0] as f64;
    let widths = network.hidden_widths();
    let mut associations = Associations::default();
    for (&method, sum) in config.methods.iter().zip(sums) {
        let mean = match sum {
            Some(sum) => sum / n,
            None => moments.covariance(),
        };
        associations.insert_stacked(method, &mean, &widths, config.combined)?;
    }
    Ok(associations)
}

/// What all chunks share.
struct Pass<'a> {
    network: &'a Mlp,
    /// C, d_1 × K, with C Cᵀ = W_1 W_1ᵀ; only where the input gradient is asked for.
    root: Option<Tensor>,
    chunk: usize,
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

impl<'a> Pass<'a> {
    fn new(network: &'a Mlp, config: &AssociationConfig) -> Self {
        let root = config
            .methods
            .contains(&AssociationMethod::InputGradient)
            .then(|| gram_root(&network.weights[0]));
        let columns = root.as_ref().map_or(0, |c| c.size()[1] as usize);
        let classes = network.weights.last().map_or(0, |w| w.size()[0] as usize);
        let units: usize = network.hidden_widths().iter().sum();
        let per_image = units * columns.max(classes) + network.input_len();
        Self {
            network,
            root,
            chunk: (CHUNK_NUMBERS / per_image).max(1),
        }
    }

    fn chunk(&self, images: &Tensor) -> Chunk {
        let forward = self.network.forward(images);
        let active = |h: &Tensor| h.gt(0.0).to_kind(h.kind());
        Chunk {
            masks: forward.hidden.iter().map(active).collect(),
            hidden: Tensor::cat(&forward.hidden, 1),
            logits: forward.logits,
        }
    }

    /// Σ over images of J Jᵀ with J = ∂h/∂x of all layers, (U, U).
    fn input_gradient(&self, chunk: &Chunk) -> Tensor {
        let root = self
            .root
            .as_ref()
            .expect("made when this method is asked for");
        let (n, columns) = (chunk.logits.size()[0], root.size()[1]);
        let mut layers: Vec<Tensor> = Vec::new();
        for (layer, mask) in chunk.masks.iter().enumerate() {
            let mask = mask.tr().contiguous().unsqueeze(-1); // (d_l, N, 1)
            let slope = match layers.last() {
                None => root.unsqueeze(1), // (d_1, 1, K)
                Some(below) => {
                    let below = below.view([-1, n * columns]); // (d_{l-1}, N·K)
                    self.network.weights[layer]
                        .mm(&below)
                        .view([-1, n, columns])
                }
            };
            layers.push(mask * slope); // (d_l, N, K)
        }
        let all = Tensor::cat(&layers, 0).view([-1, n * columns]); // (U, N·K)
        all.mm(&all.tr()).to_kind(Kind::Double)
    }

    /// ∂o/∂h of all layers, (N, O, U).
    fn output_jacobian(&self, chunk: &Chunk) -> Tensor {
        let n = chunk.logits.size()[0];
        let hidden = chunk.masks.len();
        let projection = &self.network.weights[hidden]; // (O, d_L)
        let mut above = projection.unsqueeze(0).expand([n, -1, -1], false); // (N, O, d_L)
        let mut layers = vec![above.shallow_clone()];
        for layer in (1..hidden).rev() {
            let masked = above * chunk.masks[layer].unsqueeze(1); // (N, O, d_l)
            above = masked.matmul(&self.network.weights[layer]); // (N, O, d_{l-1})
            layers.push(above.shallow_clone());
        }
        layers.reverse();
        Tensor::cat(&layers, 2)
    }

    /// Σ over images of Jᵀ(diag p − p pᵀ)J = Σ_c p_c (J_c − J̄)(J_c − J̄)ᵀ with J̄ = Σ_c p_c J_c, (U, U).
    fn output_hessian(&self, chunk: &Chunk) -> Tensor {
        let jacobian = self.output_jacobian(chunk);
        let p = chunk.logits.softmax(-1, None).unsqueeze(-1); // (N, O, 1)
        let mean = (&jacobian * &p).sum_dim_intlist([1].as_slice(), true, None); // (N, 1, U)
        gram(&((jacobian - mean) * p.sqrt()))
    }
}

/// Σ over images and classes of the outer products of the rows of (N, O, U).
fn gram(rows: &Tensor) -> Tensor {
    let rows = rows.flatten(0, 1); // (N·O, U)
    rows.tr().mm(&rows).to_kind(Kind::Double)
}

/// A factor C of W Wᵀ with as few columns as W has rows: W itself where it is narrow, else R of a QR of Wᵀ.
fn gram_root(weight: &Tensor) -> Tensor {
    let shape = weight.size();
    if shape[1] <= shape[0] {
        return weight.shallow_clone();
    }
    let (_, r) = Tensor::linalg_qr(&weight.to_kind(Kind::Double).tr(), "r");
    r.tr().contiguous().to_kind(weight.kind())
}
