//! The pass for any network, by batched vector-Jacobian products.
//!
//! Images do not affect each other, so one backward pass from a sum over images gives each image its own gradient.
//!
//! Letters of the shapes: n images of a chunk, c units (channels, or features of tokens) of a layer, p its positions (1 in
//! a fully connected layer), s ≤ p the sampled positions, O classes, I numbers of an image.

use super::{
    AssociationConfig, AssociationError, Associations, PositionScale, symmetric, to_array,
};
use crate::models::{Forward, Network};
use crate::progress::Progress;
use crate::seeds::Seeds;
use crate::spec::{AssociationMethod, Layer};
use std::cell::OnceCell;
use tch::{Device, Kind, Tensor};

/// Numbers that the graph of a forward pass keeps for each number of hidden activity: batch norms, ReLUs, inner
/// convolutions of a block.
const GRAPH_NUMBERS: usize = 8;

/// What a method sums over images, layer by layer.
pub(super) trait Sum {
    /// Takes in the images of one chunk.
    fn add(&mut self, chunk: &Chunk<'_>);

    /// The mean over `n` images and over positions, (c, c).
    fn mean(&self, layer: usize, plan: &LayerView, n: f64) -> Tensor;
}

/// The requested matrices layer by layer, from the sums of the requested methods.
///
/// # Errors
/// A result is not finite.
pub(super) fn measure(
    pass: &Pass<'_>,
    images: &Tensor,
    mut sums: Vec<(AssociationMethod, Box<dyn Sum>)>,
    progress: &dyn Progress,
) -> Result<Associations, AssociationError> {
    let chunks = images.split(pass.chunk, 0);
    let labels = pass.labels.map(|labels| labels.split(pass.chunk, 0));
    progress.begin("associations", chunks.len(), 0);
    for (at, images) in chunks.iter().enumerate() {
        let chunk = Chunk::new(pass, images, labels.as_ref().map(|l| &l[at]));
        for (_, sum) in &mut sums {
            sum.add(&chunk);
        }
        progress.advance("");
    }
    progress.end();
    let n = images.size()[0] as f64;
    let mut associations = Associations::default();
    for (method, sum) in &sums {
        for (layer, plan) in pass.layers.iter().enumerate() {
            let mean = symmetric(to_array(&sum.mean(layer, plan, n)));
            associations.insert(*method, Layer::Hidden(layer), mean)?;
        }
    }
    Ok(associations)
}

/// How one layer is sampled.
pub(super) struct LayerView {
    /// c
    pub(super) units: i64,
    /// p
    pub(super) positions: i64,
    /// The s sampled positions, ascending.
    pub(super) subset: Tensor,
    scale: PositionScale,
}

impl LayerView {
    /// s
    pub(super) fn looked_at(&self) -> f64 {
        self.subset.size()[0] as f64
    }

    /// The divisor of a sum of gradients over that many positions.
    pub(super) fn gradient_terms(&self, positions: f64) -> f64 {
        match self.scale {
            PositionScale::Reference => positions * positions,
            PositionScale::Mean => positions,
        }
    }
}

/// What all chunks have in common.
pub(super) struct Pass<'a> {
    pub(super) network: &'a dyn Network,
    /// (n) of all images.
    pub(super) labels: Option<&'a Tensor>,
    pub(super) layers: Vec<LayerView>,
    /// Images of a chunk.
    chunk: i64,
    /// Images, copies included, of one graph of the input gradient.
    pub(super) copies: i64,
    /// Number of directions along which the input gradient is probed, `None` for all.
    pub(super) probes: Option<usize>,
    pub(super) seeds: Seeds,
}

impl<'a> Pass<'a> {
    /// `numbers` is how many an intermediate tensor may hold.
    ///
    /// # Errors
    /// As [`super::measure_with`].
    pub(super) fn new(
        network: &'a dyn Network,
        images: &Tensor,
        labels: Option<&'a Tensor>,
        config: &AssociationConfig,
        numbers: usize,
    ) -> Result<Self, AssociationError> {
        let forward = tch::no_grad(|| network.forward(&images.narrow(0, 0, 1)));
        let shapes: Vec<Vec<i64>> = forward
            .hidden
            .iter()
            .map(|h| h.size()[1..].into())
            .collect();
        if config.combined {
            let spatial = shapes.iter().position(|shape| shape.len() > 1);
            let layer = spatial.unwrap_or(0);
            return Err(AssociationError::NotCombinable {
                layer,
                found: shapes[layer].clone(),
            });
        }
        if config.max_positions == Some(0) {
            return Err(AssociationError::NoPositions);
        }
        if config.probes == Some(0) {
            return Err(AssociationError::NoProbes);
        }
        let activity: i64 = shapes.iter().map(|s| s.iter().product::<i64>()).sum();
        let classes = forward.logits.size()[1];
        expect_labels_below(labels, classes)?;
        let images_within = |each: i64| (numbers as i64 / each.max(1)).max(1);
        let graph = activity * GRAPH_NUMBERS as i64;
        let plan = |(layer, shape): (usize, &Vec<i64>)| plan(layer, shape, config, images.device());
        Ok(Self {
            network,
            labels,
            layers: shapes.iter().enumerate().map(plan).collect(),
            // A chunk keeps its graph, and its Jacobian twice.
            chunk: images_within(graph + 2 * classes * activity),
            copies: images_within(graph + images.size()[1]),
            probes: config.probes,
            seeds: Seeds::from_root(config.seed),
        })
    }
}

fn expect_labels_below(labels: Option<&Tensor>, classes: i64) -> Result<(), AssociationError> {
    let Some(labels) = labels else { return Ok(()) };
    let labels: Vec<i64> =
        Vec::try_from(labels.to_kind(Kind::Int64)).expect("labels are n numbers");
    match labels
        .iter()
        .position(|label| !(0..classes).contains(label))
    {
        None => Ok(()),
        Some(image) => Err(AssociationError::LabelRange {
            last: classes - 1,
            image,
            found: labels[image],
        }),
    }
}

/// The images of one chunk with their graph, and what several methods derive from it, computed once.
pub(super) struct Chunk<'a> {
    pub(super) pass: &'a Pass<'a>,
    pub(super) images: &'a Tensor,
    pub(super) labels: Option<&'a Tensor>,
    pub(super) forward: Forward,
    output_jacobians: OnceCell<Vec<Tensor>>,
    curvatures: OnceCell<Vec<Tensor>>,
}

impl<'a> Chunk<'a> {
    fn new(pass: &'a Pass<'a>, images: &'a Tensor, labels: Option<&'a Tensor>) -> Self {
        let leaf = images.detach().copy().set_requires_grad(true);
        Self {
            pass,
            images,
            labels,
            forward: tch::with_grad(|| pass.network.forward(&leaf)),
            output_jacobians: OnceCell::new(),
            curvatures: OnceCell::new(),
        }
    }

    /// Each layer's plan and activity.
    pub(super) fn layers(&self) -> impl Iterator<Item = (&LayerView, &Tensor)> {
        self.pass.layers.iter().zip(&self.forward.hidden)
    }

    /// ∂o/∂h of each layer, (n, O, c, p).
    pub(super) fn output_jacobians(&self) -> &[Tensor] {
        self.output_jacobians
            .get_or_init(|| output_jacobians(&self.forward))
    }

    /// Σ over images and positions of Jᵀ(diag p − p pᵀ)J, J = ∂o/∂h at one position, of each layer, (c, c).
    pub(super) fn curvatures(&self) -> &[Tensor] {
        self.curvatures.get_or_init(|| {
            let p = self.forward.logits.detach().softmax(-1, None); // (n, O)
            let jacobians = self.output_jacobians().iter();
            jacobians.map(|j| gram(&curved(j, &p))).collect()
        })
    }
}

/// The positions of a layer to sample, from the stream `positions/LAYER` of the seed.
fn plan(layer: usize, shape: &[i64], config: &AssociationConfig, device: Device) -> LayerView {
    let (units, positions) = units_and_positions(shape);
    let wanted = config.max_positions.unwrap_or(usize::MAX);
    let subset: Vec<i64> = if wanted >= positions as usize {
        (0..positions).collect()
    } else {
        let mut rng = Seeds::from_root(config.seed).stream(&format!("positions/{layer}"));
        let drawn = rand::seq::index::sample(&mut rng, positions as usize, wanted);
        let mut drawn: Vec<i64> = drawn.iter().map(|position| position as i64).collect();
        drawn.sort_unstable();
        drawn
    };
    LayerView {
        units,
        positions,
        subset: Tensor::from_slice(&subset).to_device(device),
        scale: config.position_scale,
    }
}

/// (n, c), (n, c, h, w), or (n, p, c) of tokens, as (n, c, p).
pub(super) fn flat(activity: &Tensor) -> Tensor {
    let shape = activity.size();
    if shape.len() == 3 {
        return activity.transpose(1, 2);
    }
    activity.reshape([shape[0], shape[1], -1])
}

/// Units and positions of a layer whose activity has this shape for one image.
fn units_and_positions(shape: &[i64]) -> (i64, i64) {
    match *shape {
        [tokens, features] => (features, tokens),
        _ => (shape[0], shape[1..].iter().product()),
    }
}

/// ∂o/∂h of each layer, (n, O, c, p).
fn output_jacobians(forward: &Forward) -> Vec<Tensor> {
    let classes = tch::with_grad(|| forward.logits.unbind(1));
    let mut rows: Vec<Vec<Tensor>> = forward.hidden.iter().map(|_| Vec::new()).collect();
    for class in &classes {
        let total = tch::with_grad(|| class.sum(None));
        let slopes = Tensor::run_backward(&[total], &forward.hidden, true, false);
        for (rows, slope) in rows.iter_mut().zip(&slopes) {
            rows.push(flat(slope));
        }
    }
    rows.iter().map(|rows| Tensor::stack(rows, 1)).collect()
}

/// √p_o (J_o − J̄) with J̄ = Σ_o p_o J_o: its Gram matrix is Jᵀ(diag p − p pᵀ)J.
fn curved(jacobian: &Tensor, p: &Tensor) -> Tensor {
    let p = p.unsqueeze(-1).unsqueeze(-1); // (n, O, 1, 1)
    let mean = (jacobian * &p).sum_dim_intlist([1].as_slice(), true, None);
    (jacobian - mean) * p.sqrt()
}

/// Σ over images, classes and positions of the outer products of (n, O, c, p) over c.
pub(super) fn gram(jacobian: &Tensor) -> Tensor {
    let units = jacobian.size()[2];
    let rows = jacobian.transpose(2, 3).reshape([-1, units]); // (n·O·p, c)
    rows.tr().mm(&rows).to_kind(Kind::Double)
}
