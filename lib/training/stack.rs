//! Weights of several MLPs as one set of tensors, and the closed-form gradient of their losses.
//!
//! Letters of the shapes: R members, B images of a batch, I inputs, H units of a layer, C classes.

use crate::models::Mlp;
use tch::{Device, Kind, Tensor};

/// One flat buffer, viewed as the weights (R, out, in) and biases (R, 1, out) of each layer.
#[derive(Debug)]
pub(super) struct Flat {
    pub data: Tensor,
    pub weights: Vec<Tensor>,
    pub biases: Vec<Tensor>,
}

impl Flat {
    /// Zeros for `members` networks with these layer sizes (input first).
    pub fn zeros(members: i64, widths: &[i64], kind: Kind, device: Device) -> Self {
        let per_member: i64 = widths.windows(2).map(|w| w[1] * (w[0] + 1)).sum();
        let data = Tensor::zeros([members * per_member], (kind, device));
        Self::over(data, members, widths)
    }

    fn over(data: Tensor, members: i64, widths: &[i64]) -> Self {
        let (mut weights, mut biases, mut at) = (Vec::new(), Vec::new(), 0);
        let mut take = |shape: [i64; 3]| {
            let n = shape.iter().product();
            at += n;
            data.narrow(0, at - n, n).view(shape)
        };
        for ends in widths.windows(2) {
            weights.push(take([members, ends[1], ends[0]]));
            biases.push(take([members, 1, ends[1]]));
        }
        Self {
            data,
            weights,
            biases,
        }
    }

    /// Zeros in the same layout.
    pub fn zeros_like(&self) -> Self {
        self.zeros_for(self.weights[0].size()[0])
    }

    fn zeros_for(&self, members: i64) -> Self {
        Self::zeros(
            members,
            &self.widths(),
            self.data.kind(),
            self.data.device(),
        )
    }

    fn widths(&self) -> Vec<i64> {
        let mut widths = vec![self.weights[0].size()[2]];
        widths.extend(self.weights.iter().map(|w| w.size()[1]));
        widths
    }

    /// Another buffer of this length, viewed in the same layout.
    pub fn like(&self, data: &Tensor) -> Self {
        Self::over(
            data.shallow_clone(),
            self.weights[0].size()[0],
            &self.widths(),
        )
    }

    /// Member `r` as a separate network, on the CPU.
    pub fn member(&self, r: usize) -> Mlp {
        let copy = |t: &Tensor| t.get(r as i64).to_device(Device::Cpu).copy();
        Mlp {
            weights: self.weights.iter().map(copy).collect(),
            biases: self.biases.iter().map(|b| copy(b).view([-1])).collect(),
        }
    }

    /// Makes member `r` a copy of `network`, which has the shape of a member.
    pub fn set_member(&self, r: usize, network: &Mlp) {
        for (weights, weight) in self.weights.iter().zip(&network.weights) {
            weights.get(r as i64).copy_(weight);
        }
        for (biases, bias) in self.biases.iter().zip(&network.biases) {
            biases.get(r as i64).copy_(&bias.unsqueeze(0));
        }
    }

    /// The same layout with only the members at `rows`.
    pub fn keep(&self, rows: &Tensor) -> Self {
        let kept = self.zeros_for(rows.size()[0]);
        for (to, from) in kept.views().zip(self.views()) {
            to.shallow_clone().copy_(&from.index_select(0, rows));
        }
        kept
    }

    /// Weights and biases in the order of the buffer.
    pub fn views(&self) -> impl Iterator<Item = &Tensor> {
        self.weights
            .iter()
            .zip(&self.biases)
            .flat_map(|(w, b)| [w, b])
    }
}

/// Several networks of one shape.
#[derive(Debug)]
pub(super) struct Stack {
    pub params: Flat,
}

/// Loss and hits of one batch, summed over its images, by member (R).
pub(super) struct BatchSums {
    pub loss: Tensor,
    pub hits: Tensor,
}

/// Activity of a batch: hidden layers (R, B, H), logits (R, B, C).
struct StackForward {
    hidden: Vec<Tensor>,
    logits: Tensor,
}

impl Stack {
    /// A stack of these networks, which have the same shape.
    pub fn of(networks: &[Mlp], kind: Kind, device: Device) -> Self {
        let first = &networks[0];
        let mut widths = vec![first.input_len() as i64];
        widths.extend(first.weights.iter().map(|w| w.size()[0]));
        let params = Flat::zeros(networks.len() as i64, &widths, kind, device);
        for (r, network) in networks.iter().enumerate() {
            params.set_member(r, network);
        }
        Self { params }
    }

    /// Number of members.
    pub fn len(&self) -> i64 {
        self.params.weights[0].size()[0]
    }

    /// Forward pass of the same images (B, I) through every member; `masks` (R, B, H) hold 0 or 1/(1 − dropout).
    fn activity(&self, images: &Tensor, masks: Option<&[Tensor]>) -> StackForward {
        let (members, n) = (self.len(), images.size()[0]);
        let last = self.params.weights.len() - 1;
        let mut hidden: Vec<Tensor> = Vec::with_capacity(last);
        for layer in 0..=last {
            let (weight, bias) = (&self.params.weights[layer], &self.params.biases[layer]);
            let mut out = match hidden.last() {
                // One product for all members: the images are the same.
                None => images
                    .linear(&weight.flatten(0, 1), Some(bias.view([-1])))
                    .view([n, members, -1])
                    .transpose(0, 1)
                    .contiguous(), // (R, B, H)
                Some(below) => bias.baddbmm(below, &weight.transpose(1, 2), 1.0, 1.0), // (R, B, out)
            };
            if layer == last {
                return StackForward {
                    hidden,
                    logits: out,
                };
            }
            out = out.relu_();
            if let Some(masks) = masks {
                out *= &masks[layer];
            }
            hidden.push(out);
        }
        unreachable!("the last layer returns")
    }

    /// Mean cross entropy of one batch, and its gradient `into` a buffer.
    ///
    /// `inverse_keep` (R, 1, 1) is 1/(1 − dropout), the factor of the units that are kept.
    pub fn gradient(
        &self,
        images: &Tensor,
        labels: &Tensor,
        masks: Option<&[Tensor]>,
        inverse_keep: &Tensor,
        into: &Flat,
    ) -> BatchSums {
        let n = images.size()[0];
        let activity = self.activity(images, masks);
        let (sums, mut delta) = loss_and_slope(&activity.logits, labels); // (R, B, C)
        for layer in (1..self.params.weights.len()).rev() {
            let below = &activity.hidden[layer - 1];
            let _ = delta.transpose(1, 2).bmm_out(&into.weights[layer], below); // (R, out, in)
            into.biases[layer]
                .shallow_clone()
                .copy_(&sum_over_batch(&delta));
            let slope = delta.bmm(&self.params.weights[layer]); // (R, B, in)
            delta = below.threshold_backward(&slope, 0.0);
            if masks.is_some() {
                delta *= inverse_keep;
            }
        }
        let flat = delta.transpose(0, 1).reshape([n, -1]); // (B, R·H)
        let _ = flat.tr().mm_out(&into.weights[0].flatten(0, 1), images); // (R·H, I)
        into.biases[0]
            .shallow_clone()
            .copy_(&sum_over_batch(&delta));
        sums
    }

    /// Loss and hits without dropout, summed over all images, by member (R).
    pub fn evaluate(&self, images: &Tensor, labels: &Tensor) -> BatchSums {
        /// Images per pass: bounds the memory of a large stack.
        const CHUNK: i64 = 1000;
        let options = (Kind::Double, images.device());
        let mut total = BatchSums {
            loss: Tensor::zeros([self.len()], options),
            hits: Tensor::zeros([self.len()], options),
        };
        for (images, labels) in images.split(CHUNK, 0).iter().zip(labels.split(CHUNK, 0)) {
            let logits = self.activity(images, None).logits;
            let sums = loss_sums(&logits, &logits.log_softmax(-1, None), &labels);
            total.loss += sums.loss;
            total.hits += sums.hits;
        }
        total
    }
}

/// Σ over images of the cross entropy and of the hits, and the slope (softmax − one-hot)/B of the mean loss.
fn loss_and_slope(logits: &Tensor, labels: &Tensor) -> (BatchSums, Tensor) {
    let n = labels.size()[0] as f64;
    let log_p = logits.log_softmax(-1, None); // (R, B, C)
    let sums = loss_sums(logits, &log_p, labels);
    let mut slope = log_p.exp();
    let index = label_index(labels, logits.size()[0]);
    let minus_one = Tensor::full(index.size(), -1.0, (logits.kind(), logits.device()));
    let _ = slope.scatter_add_(-1, &index, &minus_one);
    (sums, slope / n)
}

fn loss_sums(logits: &Tensor, log_p: &Tensor, labels: &Tensor) -> BatchSums {
    let index = label_index(labels, logits.size()[0]);
    let hits = logits.argmax(-1, false).eq_tensor(labels); // (R, B)
    BatchSums {
        loss: -log_p.gather(-1, &index, false).sum_dim_intlist(
            [1, 2].as_slice(),
            false,
            Kind::Double,
        ),
        hits: hits.sum_dim_intlist([1].as_slice(), false, Kind::Double),
    }
}

/// Labels (B) as an index into logits (R, B, C).
fn label_index(labels: &Tensor, members: i64) -> Tensor {
    labels.view([1, -1, 1]).expand([members, -1, -1], false)
}

fn sum_over_batch(delta: &Tensor) -> Tensor {
    delta.sum_dim_intlist([1].as_slice(), true, None)
}

#[cfg(test)]
mod tests {
    use super::super::TrainingConfig;
    use super::super::regularize::{Columns, Regularization};
    use super::super::state::RunState;
    use super::*;
    use crate::seeds::Seeds;
    use crate::spec::{DatasetName, Regularizer, RunSpec};

    const WIDTHS: [usize; 4] = [7, 5, 4, 3];

    fn networks() -> Vec<Mlp> {
        (0..2)
            .map(|run| {
                Mlp::init(WIDTHS[0], &WIDTHS[1..3], WIDTHS[3], &Seeds::of_run(run))
                    .to(Device::Cpu, Kind::Double)
            })
            .collect()
    }

    const COLUMNS: Columns = Columns {
        shape: &[-1, 1, 1],
        kind: Kind::Double,
        device: Device::Cpu,
    };

    fn column(values: [f64; 2]) -> Tensor {
        COLUMNS.of(&values)
    }

    /// Loss of one member by plain operations that autograd can follow.
    fn oracle_loss(
        network: &Mlp,
        images: &Tensor,
        labels: &Tensor,
        masks: &[Tensor],
        l1: f64,
        l2: f64,
    ) -> Tensor {
        let mut activity = images.shallow_clone();
        for (layer, mask) in masks.iter().enumerate() {
            let (weight, bias) = (&network.weights[layer], &network.biases[layer]);
            activity = activity.linear(weight, Some(bias)).relu() * mask;
        }
        let logits = activity.linear(&network.weights[2], Some(&network.biases[2]));
        let penalty =
            |w: &Tensor| w.abs().sum(Kind::Double) * l1 + w.square().sum(Kind::Double) * l2;
        logits.log_softmax(-1, None).nll_loss(labels)
            + network.weights.iter().map(penalty).sum::<Tensor>()
    }

    #[test]
    fn the_closed_form_gradient_is_autograds() {
        let networks = networks();
        let images = Tensor::randn([6, 7], (Kind::Double, Device::Cpu));
        let labels = Tensor::from_slice(&[0i64, 1, 2, 2, 1, 0]);
        let (l1, l2, dropout) = ([0.0, 0.03], [0.1, 0.0], [0.0, 0.5]);
        let keep = dropout.map(|p| 1.0 - p);
        let masks: Vec<Tensor> = WIDTHS[1..3]
            .iter()
            .map(|&h| {
                let draws = Tensor::rand([2, 6, h as i64], (Kind::Double, Device::Cpu));
                draws.lt_tensor(&column(keep)).to_kind(Kind::Double) / column(keep)
            })
            .collect();
        let stack = Stack::of(&networks, Kind::Double, Device::Cpu);
        let into = Flat::zeros(2, &WIDTHS.map(|w| w as i64), Kind::Double, Device::Cpu);
        let member = |r: usize| {
            let strengths = Regularizer::ALL.into_iter().zip([l2[r], l1[r], dropout[r]]);
            let spec = RunSpec {
                strengths: strengths.collect(),
                ..RunSpec::new(DatasetName::Glyphs, 0)
            };
            RunState::new(&spec, &TrainingConfig::default())
        };
        let regularization = Regularization::of(&[member(0), member(1)], &COLUMNS);
        let inverse_keep = column(keep.map(|k| 1.0 / k));
        stack.gradient(&images, &labels, Some(&masks), &inverse_keep, &into);
        regularization.apply(stack.params.weights.iter().zip(&into.weights));
        for (r, network) in networks.iter().enumerate() {
            let params: Vec<Tensor> = network
                .weights
                .iter()
                .chain(&network.biases)
                .map(|t| t.set_requires_grad(true))
                .collect();
            let masks: Vec<Tensor> = masks.iter().map(|m| m.get(r as i64)).collect();
            let loss = oracle_loss(network, &images, &labels, &masks, l1[r], l2[r]);
            let expected = Tensor::run_backward(&[loss], &params, false, false);
            for (ours, theirs) in into.weights.iter().chain(&into.biases).zip(&expected) {
                let ours = ours.get(r as i64).view_as(theirs);
                let difference = (ours - theirs).abs().max().double_value(&[]);
                assert!(difference < 1e-12, "member {r}: {difference}");
            }
        }
    }
}
