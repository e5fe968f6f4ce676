//! Associations of any network by batched vector-Jacobian products.
//!
//! Images do not see each other, so one backward pass from a sum over images gives every image its own gradient.
//! For the input gradient the images are repeated, once for each of several units, and one backward pass gives as many
//! rows of J as there are copies.
//!
//! Letters of the shapes: n images of a chunk, c units (channels) of a layer, p its positions (1 in a fully connected
//! layer), s ≤ p the positions looked at, O classes, I numbers of an image, r copies of the images.

use super::moments::{Moments, add};
use super::{
    AssociationConfig, AssociationError, Associations, PositionScale, symmetric, to_array,
};
use crate::models::{Forward, Network};
use crate::progress::Progress;
use crate::seeds::Seeds;
use crate::spec::{AssociationMethod, Layer};
use tch::{Device, Kind, Tensor};

/// Numbers that the graph of a forward pass keeps for each number of hidden activity: batch norms, ReLUs, inner
/// convolutions of a block.
const GRAPH_NUMBERS: usize = 8;

/// The asked matrices layer by layer; `images` (n × I) are in the network's precision, `numbers` is how many an
/// intermediate tensor may hold.
///
/// # Errors
/// As [`super::measure_with`].
pub(super) fn measure(
    network: &dyn Network,
    images: &Tensor,
    labels: Option<&Tensor>,
    config: &AssociationConfig,
    numbers: usize,
    progress: &dyn Progress,
) -> Result<Associations, AssociationError> {
    let pass = Pass::new(network, images, config, numbers)?;
    let exact = pass.exact_hessian();
    if exact && labels.is_none() {
        return Err(AssociationError::NoLabels);
    }
    let mut sums = Sums::new(pass.layers.len());
    let chunks = images.split(pass.chunk, 0);
    let labels = labels.map(|labels| labels.split(pass.chunk, 0));
    progress.begin("associations", chunks.len(), 0);
    for (at, chunk) in chunks.iter().enumerate() {
        pass.add_chunk(chunk, labels.as_ref().map(|l| &l[at]), &mut sums);
        progress.advance("");
    }
    progress.end();
    pass.finish(sums, images.size()[0] as f64)
}

/// How one layer is looked at.
struct Plan {
    /// c
    units: i64,
    /// p
    positions: i64,
    /// The s positions looked at, ascending.
    subset: Tensor,
}

/// What all chunks share.
struct Pass<'a> {
    network: &'a dyn Network,
    config: &'a AssociationConfig,
    layers: Vec<Plan>,
    /// Images of a chunk.
    chunk: i64,
    /// Images, copies included, of one graph of the input gradient.
    copies: i64,
}

/// Sums over images, one a layer.
struct Sums {
    moments: Vec<Moments>,
    input_gradient: Vec<Option<Tensor>>,
    output_gradient: Vec<Option<Tensor>>,
    gauss_newton: Vec<Option<Tensor>>,
    hessian: Vec<Option<Tensor>>,
}

impl Sums {
    fn new(layers: usize) -> Self {
        let empty = || (0..layers).map(|_| None).collect();
        Self {
            moments: (0..layers).map(|_| Moments::default()).collect(),
            input_gradient: empty(),
            output_gradient: empty(),
            gauss_newton: empty(),
            hessian: empty(),
        }
    }
}

impl<'a> Pass<'a> {
    fn new(
        network: &'a dyn Network,
        images: &Tensor,
        config: &'a AssociationConfig,
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
        let activity: i64 = shapes.iter().map(|s| s.iter().product::<i64>()).sum();
        let classes = forward.logits.size()[1];
        let images_within = |each: i64| (numbers as i64 / each.max(1)).max(1);
        let graph = activity * GRAPH_NUMBERS as i64;
        let plan = |(layer, shape): (usize, &Vec<i64>)| plan(layer, shape, config, images.device());
        Ok(Self {
            network,
            config,
            layers: shapes.iter().enumerate().map(plan).collect(),
            // A chunk keeps its graph, and its Jacobian twice.
            chunk: images_within(graph + 2 * classes * activity),
            copies: images_within(graph + images.size()[1]),
        })
    }

    fn asked(&self, method: AssociationMethod) -> bool {
        self.config.methods.contains(&method)
    }

    fn exact_hessian(&self) -> bool {
        self.asked(AssociationMethod::OutputHessian) && !self.network.is_piecewise_linear()
    }

    fn gauss_newton(&self) -> bool {
        self.asked(AssociationMethod::GaussNewton)
            || self.asked(AssociationMethod::OutputHessian) && self.network.is_piecewise_linear()
    }

    fn add_chunk(&self, images: &Tensor, labels: Option<&Tensor>, sums: &mut Sums) {
        let leaf = images.detach().copy().set_requires_grad(true);
        let forward = tch::with_grad(|| self.network.forward(&leaf));
        if self.asked(AssociationMethod::InputCovariance) {
            for ((plan, hidden), moments) in self.each(&forward).zip(&mut sums.moments) {
                let activity = flat(&hidden.detach()).index_select(2, &plan.subset); // (n, c, s)
                moments.add(&activity);
            }
        }
        let output_gradient = self.asked(AssociationMethod::OutputGradient);
        if output_gradient || self.gauss_newton() {
            let p = forward.logits.detach().softmax(-1, None); // (n, O)
            for (layer, jacobian) in output_jacobians(&forward).into_iter().enumerate() {
                if output_gradient {
                    add(&mut sums.output_gradient[layer], gram(&jacobian));
                }
                if self.gauss_newton() {
                    add(&mut sums.gauss_newton[layer], gram(&curved(jacobian, &p)));
                }
            }
        }
        if let Some(labels) = labels.filter(|_| self.exact_hessian()) {
            let slopes = loss_slopes(&forward, labels);
            for ((plan, hidden), (slope, sum)) in self
                .each(&forward)
                .zip(slopes.iter().zip(&mut sums.hessian))
            {
                add(sum, hessian(plan, hidden, slope));
            }
        }
        if self.asked(AssociationMethod::InputGradient) {
            for (layer, sum) in sums.input_gradient.iter_mut().enumerate() {
                add(sum, self.input_gradient(layer, images));
            }
        }
    }

    fn each<'f>(&'f self, forward: &'f Forward) -> impl Iterator<Item = (&'f Plan, &'f Tensor)> {
        self.layers.iter().zip(&forward.hidden)
    }

    /// Σ over images and positions looked at of J Jᵀ, J = ∂h/∂x (c × I) at one position, (c, c).
    fn input_gradient(&self, layer: usize, images: &Tensor) -> Tensor {
        let plan = &self.layers[layer];
        let copies = plan.units.min(self.copies); // r
        let positions: Vec<i64> = Vec::try_from(&plan.subset).expect("positions are integers");
        let mut sum = None;
        for images in images.split((self.copies / copies).max(1), 0) {
            let n = images.size()[0];
            let repeated = images.repeat([copies, 1]).set_requires_grad(true); // (r·n, I)
            let hidden = tch::with_grad(|| self.network.forward(&repeated).hidden.remove(layer));
            let hidden = tch::with_grad(|| flat(&hidden).unflatten(0, [copies, n])); // (r, n, c, p)
            for &position in &positions {
                let rows: Vec<Tensor> = (0..plan.units)
                    .step_by(copies as usize)
                    .map(|unit| {
                        let units = copies.min(plan.units - unit);
                        let own = hidden.select(3, position).narrow(2, unit, units);
                        // Copy k answers for unit `unit` + k.
                        let own = own.narrow(0, 0, units).diagonal(0, 0, 2).sum(None);
                        let slope =
                            Tensor::run_backward(&[own], &[&repeated], true, false).remove(0);
                        slope.narrow(0, 0, units * n).view([units, -1]) // (units, n·I)
                    })
                    .collect();
                let jacobian = Tensor::cat(&rows, 0); // (c, n·I)
                add(&mut sum, jacobian.mm(&jacobian.tr()).to_kind(Kind::Double));
            }
        }
        sum.expect("at least one image and position")
    }

    /// Means from sums over `n` images.
    fn finish(&self, sums: Sums, n: f64) -> Result<Associations, AssociationError> {
        let mut associations = Associations::default();
        for &method in &self.config.methods {
            for (layer, plan) in self.layers.iter().enumerate() {
                let (positions, looked_at) = (plan.positions as f64, plan.subset.size()[0] as f64);
                let again = |p: f64| match self.config.position_scale {
                    PositionScale::Reference => p,
                    PositionScale::Mean => 1.0,
                };
                let (sum, terms) = match method {
                    AssociationMethod::InputCovariance => {
                        (&Some(sums.moments[layer].covariance()), 1.0)
                    }
                    AssociationMethod::InputGradient => (
                        &sums.input_gradient[layer],
                        n * looked_at * again(looked_at),
                    ),
                    AssociationMethod::OutputGradient => (
                        &sums.output_gradient[layer],
                        n * positions * again(positions),
                    ),
                    AssociationMethod::OutputHessian if self.exact_hessian() => {
                        (&sums.hessian[layer], n * looked_at)
                    }
                    AssociationMethod::OutputHessian | AssociationMethod::GaussNewton => {
                        (&sums.gauss_newton[layer], n * positions)
                    }
                };
                let mean = sum.as_ref().expect("every asked method was summed") / terms;
                associations.insert(method, Layer::Hidden(layer), symmetric(to_array(&mean)))?;
            }
        }
        Ok(associations)
    }
}

/// The positions of a layer that are looked at, from the stream `positions/LAYER` of the seed.
fn plan(layer: usize, shape: &[i64], config: &AssociationConfig, device: Device) -> Plan {
    let positions: i64 = shape[1..].iter().product();
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
    Plan {
        units: shape[0],
        positions,
        subset: Tensor::from_slice(&subset).to_device(device),
    }
}

/// (n, c) or (n, c, h, w) as (n, c, p).
fn flat(activity: &Tensor) -> Tensor {
    let shape = activity.size();
    activity.reshape([shape[0], shape[1], -1])
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
fn curved(jacobian: Tensor, p: &Tensor) -> Tensor {
    let p = p.unsqueeze(-1).unsqueeze(-1); // (n, O, 1, 1)
    let mean = (&jacobian * &p).sum_dim_intlist([1].as_slice(), true, None);
    (jacobian - mean) * p.sqrt()
}

/// Σ over images, classes and positions of the outer products of (n, O, c, p) over c.
fn gram(jacobian: &Tensor) -> Tensor {
    let units = jacobian.size()[2];
    let rows = jacobian.transpose(2, 3).reshape([-1, units]); // (n·O·p, c)
    rows.tr().mm(&rows).to_kind(Kind::Double)
}

/// Gradient of each image's cross entropy with respect to each layer, (n, c, p), itself differentiable.
fn loss_slopes(forward: &Forward, labels: &Tensor) -> Vec<Tensor> {
    tch::with_grad(|| {
        let log_p = forward.logits.log_softmax(-1, None);
        let loss = -log_p.gather(-1, &labels.view([-1, 1]), false).sum(None);
        let slopes = Tensor::run_backward(&[loss], &forward.hidden, true, true);
        slopes.iter().map(flat).collect()
    })
}

/// Σ over images and positions looked at of ∂²L/∂h∂h at one position, (c, c).
fn hessian(plan: &Plan, hidden: &Tensor, slope: &Tensor) -> Tensor {
    let zeros = || Tensor::zeros([plan.units, plan.units], (Kind::Double, hidden.device()));
    if !slope.requires_grad() {
        return zeros();
    }
    let positions: Vec<i64> = Vec::try_from(&plan.subset).expect("positions are integers");
    let mut sum = zeros();
    for position in positions {
        let rows: Vec<Tensor> = (0..plan.units)
            .map(|unit| {
                let component =
                    tch::with_grad(|| slope.select(2, position).select(1, unit).sum(None));
                let row = Tensor::run_backward(&[component], &[hidden], true, false).remove(0);
                let row = flat(&row).select(2, position); // (n, c)
                row.sum_dim_intlist([0].as_slice(), false, Kind::Double)
            })
            .collect();
        sum += Tensor::stack(&rows, 0);
    }
    sum
}
