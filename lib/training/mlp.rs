//! A stack of MLPs in training.

use super::adam::Adam;
use super::learner::{
    Common, Learner, MemberScore, Norms, bytes_of, scores, tensors_of, to_vec, uniform,
};
use super::regularize::{Columns, Regularization};
use super::stack::{Flat, Stack};
use super::state::{NetworkState, RunState, Weights};
use crate::data::Examples;
use crate::models::Mlp;
use crate::seeds::Stream;
use tch::{Kind, Tensor};

/// MLPs of one shape, their gradients and moments in the same layout.
pub(super) struct MlpStack<'a> {
    common: Common<'a>,
    stack: Stack,
    gradient: Flat,
    adam: Adam,
}

impl<'a> MlpStack<'a> {
    /// The networks of these runs, all after the same number of epochs. `fresh` makes the initial one.
    pub fn new(
        members: &mut [RunState],
        common: Common<'a>,
        fresh: impl Fn(&RunState) -> Mlp,
    ) -> Self {
        let device = common.split.train.images.device();
        let states: Vec<Option<NetworkState>> =
            members.iter_mut().map(|m| m.network.take()).collect();
        let networks: Vec<Mlp> = members
            .iter()
            .zip(&states)
            .map(|(member, state)| match state {
                Some(state) => network(&state.weights),
                None => fresh(member),
            })
            .collect();
        let stack = Stack::of(&networks, Kind::Float, device);
        let mut adam = Adam::new(stack.params.data.numel() as i64, device);
        for (r, state) in states.iter().enumerate() {
            let Some(state) = state else { continue };
            adam.steps = state.steps;
            for (moment, of_member) in [&adam.first, &adam.second].into_iter().zip(&state.moments) {
                stack.params.like(moment).set_member(r, &network(of_member));
            }
        }
        Self {
            common,
            gradient: stack.params.zeros_like(),
            adam,
            stack,
        }
    }

    /// 0 or 1/(1 − dropout) for each member, image and unit, (R, B, H) per layer. Members share the underlying uniform
    /// numbers, so that strengths of one replicate differ in nothing but the strength.
    fn dropout_masks(
        &self,
        n: i64,
        keep: &Tensor,
        inverse_keep: &Tensor,
        rng: &mut Stream,
    ) -> Vec<Tensor> {
        let weights = &self.stack.params.weights;
        weights[..weights.len() - 1]
            .iter()
            .map(|weight| {
                let draws = uniform(rng, &[1, n, weight.size()[1]], keep.device());
                draws.lt_tensor(keep).to_kind(keep.kind()) * inverse_keep
            })
            .collect()
    }

    fn zero_sums(&self) -> Tensor {
        let device = self.stack.params.data.device();
        Tensor::zeros([self.stack.len()], (Kind::Double, device))
    }
}

impl Learner for MlpStack<'_> {
    fn train_epoch(
        &mut self,
        epoch: usize,
        members: &[RunState],
        heard: &mut dyn FnMut(usize),
    ) -> Vec<MemberScore> {
        let columns = Columns {
            shape: &[-1, 1, 1],
            kind: Kind::Float,
            device: self.stack.params.data.device(),
        };
        let regularization = Regularization::of(members, &columns);
        let keep = columns.of(&regularization.keep);
        let inverse_keep = keep.reciprocal();
        let mut dropout_rng = self.common.dropout(epoch);
        let (mut loss, mut hits) = (self.zero_sums(), self.zero_sums());
        let mut passed = 0;
        for batch in self.common.batches(epoch) {
            let images = batch.images.flatten(1, -1); // (B, I)
            let masks = regularization.drops().then(|| {
                self.dropout_masks(images.size()[0], &keep, &inverse_keep, &mut dropout_rng)
            });
            let sums = self.stack.gradient(
                &images,
                &batch.labels,
                masks.as_deref(),
                &inverse_keep,
                &self.gradient,
            );
            let weights = self.stack.params.weights.iter();
            regularization.apply(weights.zip(&self.gradient.weights));
            let params = self.stack.params.views();
            regularization.step(&mut self.adam, params, &self.gradient.data);
            loss += sums.loss;
            hits += sums.hits;
            passed += batch.len();
            heard(passed);
        }
        scores(&loss, &hits, self.common.split.train.len())
    }

    fn validate(&self) -> Vec<MemberScore> {
        let Examples { images, labels } = &self.common.split.val;
        let sums = self.stack.evaluate(&images.flatten(1, -1), labels);
        scores(&sums.loss, &sums.hits, labels.size()[0] as usize)
    }

    fn norms(&self) -> Vec<Norms> {
        let by_member = |f: &dyn Fn(&Tensor) -> Tensor| -> Vec<f64> {
            let weights = self.stack.params.weights.iter();
            let sum: Tensor = weights
                .map(|w| f(w).sum_dim_intlist([1, 2].as_slice(), false, Kind::Double))
                .sum();
            to_vec(&sum)
        };
        let (sq_sums, l1s) = (by_member(&|w| w.square()), by_member(&|w| w.abs()));
        let norms = sq_sums.into_iter().zip(l1s);
        norms.map(|(sq_sum, l1)| Norms { sq_sum, l1 }).collect()
    }

    fn weights(&self, r: usize) -> Weights {
        bytes_of(&self.stack.params.member(r).to_named())
    }

    fn state(&self, r: usize) -> NetworkState {
        let moments = [&self.adam.first, &self.adam.second];
        NetworkState {
            weights: self.weights(r),
            moments: moments.map(|m| bytes_of(&self.stack.params.like(m).member(r).to_named())),
            steps: self.adam.steps,
        }
    }

    fn keep(&mut self, rows: &[usize]) {
        let indices: Vec<i64> = rows.iter().map(|&r| r as i64).collect();
        let indices = Tensor::from_slice(&indices).to_device(self.stack.params.data.device());
        for moment in [&mut self.adam.first, &mut self.adam.second] {
            *moment = self.stack.params.like(moment).keep(&indices).data;
        }
        self.stack.params = self.stack.params.keep(&indices);
        self.gradient = self.stack.params.zeros_like();
    }
}

fn network(weights: &Weights) -> Mlp {
    Mlp::from_named(&tensors_of(weights)).expect("the tensors of a state were checked when read")
}
