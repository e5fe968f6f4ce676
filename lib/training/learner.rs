//! What the training loop needs from the networks it trains, and what they share.

use super::TrainingConfig;
use super::state::{NetworkState, RunState, Weights};
use crate::data::{Examples, Split};
use crate::device::upload;
use crate::models::{NamedTensors, to_data, to_tensor};
use crate::seeds::{Seeds, Stream};
use crate::spec::RunSpec;
use rand::Rng;
use rand::seq::SliceRandom;
use std::collections::BTreeMap;
use tch::{Device, Kind, Tensor};

/// Mean loss (cross entropy, nats) and accuracy of a member over some examples.
#[derive(Debug, Clone, Copy)]
pub(super) struct MemberScore {
    pub loss: f64,
    pub accuracy: f64,
}

/// Σ w² and Σ |w| of a member, over its parameters with two or more dimensions.
#[derive(Debug, Clone, Copy)]
pub(super) struct Norms {
    pub sq_sum: f64,
    pub l1: f64,
}

/// Networks in training, with their optimizer: a stack of MLPs or one network of another architecture. Member `r` is the network of `members[r]`.
pub(super) trait Learner {
    /// One pass over the training examples; scores with dropout on, penalties left out. `heard` is called after each batch
    /// with the number of examples so far.
    fn train_epoch(
        &mut self,
        epoch: usize,
        members: &[RunState],
        heard: &mut dyn FnMut(usize),
    ) -> Vec<MemberScore>;

    /// Scores on the validation examples, dropout off.
    fn validate(&self) -> Vec<MemberScore>;

    /// Norms of the weights.
    fn norms(&self) -> Vec<Norms>;

    /// The weights of member `r`.
    fn weights(&self, r: usize) -> Weights;

    /// Everything that member `r` needs to continue.
    fn state(&self, r: usize) -> NetworkState;

    /// Drops all members but those at `rows`.
    fn keep(&mut self, rows: &[usize]);
}

/// What the runs of a stack have in common: data, seeds and settings.
pub(super) struct Common<'a> {
    pub split: &'a Split,
    pub seeds: Seeds,
    pub config: &'a TrainingConfig,
    /// Whether training images are flipped left to right at random.
    pub flips: bool,
}

impl<'a> Common<'a> {
    pub fn new(spec: &RunSpec, split: &'a Split, config: &'a TrainingConfig) -> Self {
        Self {
            split,
            seeds: spec.seeds(),
            config,
            flips: config.flips.unwrap_or(spec.dataset.flips()),
        }
    }

    /// The epoch's batches, in the order given by the stream `batches`.
    pub fn batches(&self, epoch: usize) -> impl Iterator<Item = Examples> + use<'a> {
        let train = &self.split.train;
        let mut order: Vec<i64> = (0..train.len() as i64).collect();
        order.shuffle(&mut self.seeds.stream(&format!("batches/epoch={epoch}")));
        let indices = Tensor::from_slice(&order)
            .to_device(train.labels.device())
            .split(self.config.batch as i64, 0);
        let mut flips = self
            .flips
            .then(|| self.seeds.stream(&format!("flips/epoch={epoch}")));
        indices.into_iter().map(move |indices| {
            let batch = train.select(&indices);
            match &mut flips {
                Some(rng) => batch.flipped(rng),
                None => batch,
            }
        })
    }

    /// The random stream of an epoch's dropout.
    pub fn dropout(&self, epoch: usize) -> Stream {
        self.seeds.stream(&format!("dropout/epoch={epoch}"))
    }
}

/// Uniform numbers in [0, 1), as f32 on `device`.
pub(super) fn uniform(rng: &mut Stream, shape: &[i64], device: Device) -> Tensor {
    let n: i64 = shape.iter().product();
    let draws: Vec<f32> = (0..n).map(|_| rng.r#gen()).collect();
    upload(&Tensor::from_slice(&draws).view(shape), device)
}

/// Scores from sums over `n` examples, one number per member.
pub(super) fn scores(loss: &Tensor, hits: &Tensor, n: usize) -> Vec<MemberScore> {
    let n = n as f64;
    to_vec(loss)
        .into_iter()
        .zip(to_vec(hits))
        .map(|(loss, hits)| MemberScore {
            loss: loss / n,
            accuracy: hits / n,
        })
        .collect()
}

pub(super) fn to_vec(tensor: &Tensor) -> Vec<f64> {
    let tensor = tensor.to_device(Device::Cpu).to_kind(Kind::Double);
    Vec::try_from(&tensor).expect("one number per member")
}

pub(super) fn bytes_of(named: &NamedTensors) -> Weights {
    let named = named.iter();
    named
        .map(|(name, tensor)| (name.clone(), to_data(tensor)))
        .collect()
}

/// The tensors of a state, which was checked when it was read.
pub(super) fn tensors_of(weights: &Weights) -> NamedTensors {
    let tensor = |(name, data): (&String, _)| {
        let tensor = to_tensor(name, data, Device::Cpu).expect("weights of a state are F32");
        (name.clone(), tensor)
    };
    weights.iter().map(tensor).collect::<BTreeMap<_, _>>()
}
