//! Networks that train one at a time, with gradients by autograd.

use super::adam::Adam;
use super::learner::{Common, Learner, MemberScore, Norms, bytes_of, scores, tensors_of, uniform};
use super::regularize::{Columns, Regularization};
use super::state::{NetworkState, RunState, Weights, is_parameter};
use crate::models::{NamedTensors, Trainable, trainable};
use tch::{Kind, Tensor};

/// Images per forward pass without gradient: bounds its memory.
const CHUNK: i64 = 250;

/// A network with the moments of its parameters.
pub(super) struct Single<'a> {
    common: Common<'a>,
    network: Box<dyn Trainable>,
    /// The parameters that the optimizer updates, by name; they share memory with the network's tensors.
    parameters: NamedTensors,
    adam: Adam,
}

impl<'a> Single<'a> {
    /// The network of this run; `fresh` are its initial weights.
    pub fn new(
        member: &mut RunState,
        common: Common<'a>,
        fresh: impl Fn(&RunState) -> Weights,
    ) -> Self {
        let device = common.split.train.images.device();
        let state = member.network.take();
        let mut tensors = match &state {
            Some(state) => tensors_of(&state.weights),
            None => tensors_of(&fresh(member)),
        };
        for tensor in tensors.values_mut() {
            *tensor = tensor.to_device(device).to_kind(Kind::Float);
        }
        let network = trainable(&member.spec().architecture, &tensors)
            .expect("members of a stack are MLPs")
            .expect("the tensors of a state were checked when read");
        let mut parameters = network.to_named();
        parameters.retain(|name, _| is_parameter(name));
        for parameter in parameters.values() {
            let _ = parameter.set_requires_grad(true);
        }
        let n = parameters.values().map(|p| p.numel() as i64).sum();
        let mut adam = Adam::new(n, device);
        if let Some(state) = &state {
            adam.steps = state.steps;
            adam.first = flat(tensors_of(&state.moments[0]).values()).to_device(device);
            adam.second = flat(tensors_of(&state.moments[1]).values()).to_device(device);
        }
        Self {
            common,
            network,
            parameters,
            adam,
        }
    }

    /// Gradient of the mean cross entropy of a batch plus the penalties', in the order of the parameters; loss and hits
    /// summed over its images.
    fn gradient(
        &self,
        images: &Tensor,
        labels: &Tensor,
        regularization: &Regularization,
        dropout: &mut dyn FnMut(Tensor) -> Tensor,
    ) -> (Tensor, [Tensor; 2]) {
        let (gradients, loss, logits) = tch::with_grad(|| {
            let logits = self.network.forward_training(images, dropout);
            let loss = logits.cross_entropy_for_logits(labels);
            let parameters: Vec<&Tensor> = self.parameters.values().collect();
            let gradients = Tensor::run_backward(&[&loss], &parameters, false, false);
            (gradients, loss.detach(), logits.detach())
        });
        let weights: Vec<Tensor> = self.parameters.values().map(Tensor::detach).collect();
        let pairs = weights.iter().zip(&gradients);
        regularization.apply(pairs.filter(|(weight, _)| weight.dim() >= 2));
        let loss = loss.to_kind(Kind::Double) * labels.size()[0];
        (flat(gradients.iter()), [loss, hits(&logits, labels)])
    }

    fn named_moments(&self, moments: &Tensor) -> Weights {
        let mut at = 0;
        let named = self.parameters.iter().map(|(name, parameter)| {
            let n = parameter.numel() as i64;
            at += n;
            (
                name.clone(),
                moments.narrow(0, at - n, n).view_as(parameter),
            )
        });
        bytes_of(&named.collect())
    }
}

impl Learner for Single<'_> {
    fn train_epoch(
        &mut self,
        epoch: usize,
        members: &[RunState],
        heard: &mut dyn FnMut(usize),
    ) -> Vec<MemberScore> {
        let device = self.common.split.train.images.device();
        let columns = Columns {
            shape: &[],
            kind: Kind::Float,
            device,
        };
        let regularization = Regularization::of(members, &columns);
        let keep = regularization.keep[0];
        let mut rng = self.common.dropout(epoch);
        // A channel is dropped at all its positions; each channel of each image has its own draw.
        let mut dropout = |activity: Tensor| {
            if keep == 1.0 {
                return activity;
            }
            let mut shape = activity.size();
            shape[2..].fill(1);
            let draws = uniform(&mut rng, &shape, device);
            activity * (draws.lt(keep).to_kind(Kind::Float) / keep)
        };
        let zero = || Tensor::zeros([1], (Kind::Double, device));
        let (mut loss, mut right) = (zero(), zero());
        let mut passed = 0;
        for batch in self.common.batches(epoch) {
            let (gradient, sums) =
                self.gradient(&batch.images, &batch.labels, &regularization, &mut dropout);
            let params = self.parameters.values();
            regularization.step(&mut self.adam, params, &gradient);
            loss += &sums[0];
            right += &sums[1];
            passed += batch.len();
            heard(passed);
        }
        scores(&loss, &right, self.common.split.train.len())
    }

    fn validate(&self) -> Vec<MemberScore> {
        let val = &self.common.split.val;
        let zero = || Tensor::zeros([1], (Kind::Double, val.labels.device()));
        let (mut loss, mut right) = (zero(), zero());
        let chunks = val.images.split(CHUNK, 0);
        for (images, labels) in chunks.iter().zip(val.labels.split(CHUNK, 0)) {
            let logits = self.network.forward(images).logits;
            let mean = logits.cross_entropy_for_logits(&labels);
            loss += mean.to_kind(Kind::Double) * labels.size()[0];
            right += hits(&logits, &labels);
        }
        scores(&loss, &right, val.len())
    }

    fn norms(&self) -> Vec<Norms> {
        let weights = || self.parameters.values().filter(|p| p.dim() >= 2);
        let sum = |f: &dyn Fn(&Tensor) -> Tensor| -> f64 {
            let sums = weights().map(|w| f(w).sum(Kind::Double));
            sums.sum::<Tensor>().double_value(&[])
        };
        vec![Norms {
            sq_sum: sum(&|w| w.square()),
            l1: sum(&|w| w.abs()),
        }]
    }

    fn weights(&self, _: usize) -> Weights {
        bytes_of(&self.network.to_named())
    }

    fn state(&self, r: usize) -> NetworkState {
        NetworkState {
            weights: self.weights(r),
            moments: [&self.adam.first, &self.adam.second].map(|m| self.named_moments(m)),
            steps: self.adam.steps,
        }
    }

    fn keep(&mut self, _: &[usize]) {
        // One network: it stays, or the training ends.
    }
}

/// Concatenates tensors.
fn flat<'a>(tensors: impl Iterator<Item = &'a Tensor>) -> Tensor {
    let flat: Vec<Tensor> = tensors.map(|t| t.detach().reshape([-1])).collect();
    Tensor::cat(&flat, 0)
}

fn hits(logits: &Tensor, labels: &Tensor) -> Tensor {
    let right = logits.argmax(-1, false).eq_tensor(labels);
    right.sum(Kind::Double)
}
