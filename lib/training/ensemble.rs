//! The training loop of one stack.

use super::adam::Adam;
use super::schedule::Schedule;
use super::stack::{Flat, Penalties, Stack};
use super::{TrainingConfig, TrainingError};
use crate::checkpoint::{Checkpoint, EpochLog, Records, Stop, TensorData, TrainingLog};
use crate::data::{Dataset, Examples, Split};
use crate::models::{Mlp, to_data};
use crate::seeds::{Seeds, Stream};
use crate::spec::{Architecture, RunSpec};
use rand::Rng;
use rand::seq::SliceRandom;
use std::collections::BTreeMap;
use tch::{Device, Kind, Tensor};

/// Tensors of one network by name, as bytes.
type Weights = BTreeMap<String, TensorData>;

/// What a member of a stack is beside its weights.
#[derive(Debug)]
struct Member {
    spec: RunSpec,
    schedule: Schedule,
    epochs: Vec<EpochLog>,
    /// The best epochs so far, best first.
    kept: Vec<(f64, usize, Weights)>,
}

/// A stack in training.
struct Ensemble<'a> {
    config: &'a TrainingConfig,
    split: &'a Split,
    seeds: Seeds,
    members: Vec<Member>,
    stack: Stack,
    gradient: Flat,
    adam: Adam,
}

/// The network with the initial weights of a run.
pub fn initial(spec: &RunSpec) -> Mlp {
    let Architecture::Mlp { hidden } = &spec.architecture;
    let (input, classes) = (spec.dataset.input_len(), spec.dataset.classes());
    Mlp::init(input, hidden, classes, &spec.seeds())
}

/// The checkpoint of a network that keeps its initial weights.
pub fn untrained(spec: &RunSpec) -> Checkpoint {
    Checkpoint {
        spec: spec.clone(),
        training: TrainingLog {
            settings: String::new(),
            epochs: Vec::new(),
            kept: Vec::new(),
            stop: Stop::Untrained,
        },
        records: Records::default(),
        tensors: weights_of(&initial(spec)),
    }
}

/// Trains networks of one replicate and one shape together. Each is handed to `finished` as soon as it is done;
/// `observe` sees the epoch and the number of networks still training.
///
/// # Errors
/// A loss that is not finite ends that network only and is handed to `finished` as the error.
///
/// # Panics
/// The specs differ in dataset, architecture or run, or there are none.
pub fn train(
    specs: &[RunSpec],
    dataset: &Dataset,
    config: &TrainingConfig,
    observe: &dyn Fn(&EpochLog, usize),
    finished: &mut dyn FnMut(&RunSpec, Result<Checkpoint, TrainingError>),
) {
    let first = specs.first().expect("a stack has members");
    let alike = |s: &RunSpec| {
        (s.dataset, &s.architecture, s.run) == (first.dataset, &first.architecture, first.run)
    };
    assert!(
        specs.iter().all(alike),
        "members of a stack share data, shape and run"
    );
    let _no_grad = tch::no_grad_guard();
    let split = dataset.split(&first.seeds());
    let mut ensemble = Ensemble::new(specs, &split, config);
    for epoch in 0..config.max_epochs {
        ensemble.epoch(epoch, observe, finished);
        if ensemble.members.is_empty() {
            return;
        }
    }
}

impl<'a> Ensemble<'a> {
    fn new(specs: &[RunSpec], split: &'a Split, config: &'a TrainingConfig) -> Self {
        let device = split.train.images.device();
        let networks: Vec<Mlp> = specs.iter().map(initial).collect();
        let stack = Stack::of(&networks, Kind::Float, device);
        let like_params = || stack.params.zeros_like();
        let adam = Adam {
            first: like_params(),
            second: like_params(),
            steps: 0,
        };
        Self {
            config,
            split,
            seeds: specs[0].seeds(),
            members: specs.iter().map(|spec| Member::new(spec, config)).collect(),
            gradient: like_params(),
            adam,
            stack,
        }
    }

    fn epoch(
        &mut self,
        epoch: usize,
        observe: &dyn Fn(&EpochLog, usize),
        finished: &mut dyn FnMut(&RunSpec, Result<Checkpoint, TrainingError>),
    ) {
        let train = self.train_epoch(epoch);
        let val = self.validate();
        let logs = self.epoch_logs(epoch, &train, &val);
        let mut staying = Vec::new();
        for (r, log) in logs.iter().enumerate() {
            if let Some(outcome) = self.close_epoch(r, log) {
                finished(&self.members[r].spec, outcome);
            } else {
                staying.push(r);
            }
        }
        observe(&logs[0], staying.len());
        if staying.len() < self.members.len() && !staying.is_empty() {
            self.keep(&staying);
        }
        let mut at = 0;
        self.members.retain(|_| {
            at += 1;
            staying.contains(&(at - 1))
        });
    }

    /// One pass over the training images; mean loss and accuracy by member.
    fn train_epoch(&mut self, epoch: usize) -> Vec<(f64, f64)> {
        let column = |f: &dyn Fn(&Member) -> f64| self.column(f);
        let rate = column(&|m| m.schedule.learning_rate);
        let keep = column(&|m| 1.0 - m.spec.dropout);
        let inverse_keep = keep.reciprocal();
        let penalties = Penalties {
            l1: column(&|m| m.spec.l1),
            twice_l2: column(&|m| 2.0 * m.spec.l2),
            any_l1: self.members.iter().any(|m| m.spec.l1 > 0.0),
        };
        let any_dropout = self.members.iter().any(|m| m.spec.dropout > 0.0);
        let mut dropout_rng = self.seeds.stream(&format!("dropout/epoch={epoch}"));
        let (mut loss, mut hits) = (self.zero_sums(), self.zero_sums());
        for indices in self.batches(epoch) {
            let batch = self.split.train.select(&indices);
            let images = batch.images.flatten(1, -1); // (B, I)
            let masks = any_dropout.then(|| {
                self.dropout_masks(images.size()[0], &keep, &inverse_keep, &mut dropout_rng)
            });
            let sums = self.stack.gradient(
                &images,
                &batch.labels,
                masks.as_deref(),
                &inverse_keep,
                &penalties,
                &self.gradient,
            );
            self.adam.step(&self.stack.params, &self.gradient, &rate);
            loss += sums.loss;
            hits += sums.hits;
        }
        means(&loss, &hits, self.split.train.len())
    }

    fn validate(&self) -> Vec<(f64, f64)> {
        let Examples { images, labels } = &self.split.val;
        let sums = self.stack.evaluate(&images.flatten(1, -1), labels);
        means(&sums.loss, &sums.hits, self.split.val.len())
    }

    /// The epoch's batches as index tensors, in the order that its stream decides.
    fn batches(&self, epoch: usize) -> Vec<Tensor> {
        let mut order: Vec<i64> = (0..self.split.train.len() as i64).collect();
        order.shuffle(&mut self.seeds.stream(&format!("batches/epoch={epoch}")));
        let device = self.split.train.labels.device();
        Tensor::from_slice(&order)
            .to_device(device)
            .split(self.config.batch as i64, 0)
    }

    /// 0 or 1/(1 − dropout) for each member, image and unit, (R, B, H) a layer. Members share the underlying uniform
    /// numbers: what differs between strengths of one replicate is the strength.
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
                let units = weight.size()[1];
                let draws: Vec<f32> = (0..n * units).map(|_| rng.r#gen()).collect();
                let draws = Tensor::from_slice(&draws)
                    .view([1, n, units])
                    .to_device(keep.device());
                draws.lt_tensor(keep).to_kind(keep.kind()) * inverse_keep
            })
            .collect()
    }

    fn epoch_logs(&self, epoch: usize, train: &[(f64, f64)], val: &[(f64, f64)]) -> Vec<EpochLog> {
        let by_member = |f: &dyn Fn(&Tensor) -> Tensor| -> Vec<f64> {
            let sum: Tensor = self
                .stack
                .params
                .weights
                .iter()
                .map(|w| f(w).sum_dim_intlist([1, 2].as_slice(), false, Kind::Double))
                .sum();
            to_vec(&sum)
        };
        let sq_sum = by_member(&|w| w.square());
        let l1 = by_member(&|w| w.abs());
        (0..self.members.len())
            .map(|r| EpochLog {
                epoch,
                train_loss: train[r].0,
                train_accuracy: train[r].1,
                val_loss: val[r].0,
                val_accuracy: val[r].1,
                learning_rate: self.members[r].schedule.learning_rate,
                weight_sq_sum: sq_sum[r],
                weight_l1: l1[r],
            })
            .collect()
    }

    /// Books an epoch of member `r`; `Some` when it was the member's last.
    fn close_epoch(
        &mut self,
        r: usize,
        log: &EpochLog,
    ) -> Option<Result<Checkpoint, TrainingError>> {
        let member = &mut self.members[r];
        for loss in [log.train_loss, log.val_loss] {
            if !loss.is_finite() {
                return Some(Err(TrainingError::Diverged {
                    run_id: member.spec.run_id(),
                    epoch: log.epoch,
                    loss,
                }));
            }
        }
        member.epochs.push(*log);
        member.consider(log, self.config.keep, || weights_of(&self.stack.member(r)));
        let stop = if member.schedule.step(log.val_loss, self.config) {
            Stop::EarlyStop
        } else if log.epoch + 1 == self.config.max_epochs {
            Stop::EpochLimit
        } else {
            return None;
        };
        let last = weights_of(&self.stack.member(r));
        Some(Ok(member.checkpoint(stop, last, self.config)))
    }

    /// Drops all members but those at `rows` from the tensors.
    fn keep(&mut self, rows: &[usize]) {
        let indices: Vec<i64> = rows.iter().map(|&r| r as i64).collect();
        let indices = Tensor::from_slice(&indices).to_device(self.stack.params.data.device());
        self.stack.params = self.stack.params.keep(&indices);
        self.adam.first = self.adam.first.keep(&indices);
        self.adam.second = self.adam.second.keep(&indices);
        self.gradient = self.stack.params.zeros_like();
    }

    /// A number of each member as (R, 1, 1).
    fn column(&self, f: &dyn Fn(&Member) -> f64) -> Tensor {
        let values: Vec<f64> = self.members.iter().map(f).collect();
        Tensor::from_slice(&values)
            .view([-1, 1, 1])
            .to_kind(Kind::Float)
            .to_device(self.stack.params.data.device())
    }

    fn zero_sums(&self) -> Tensor {
        Tensor::zeros(
            [self.stack.len()],
            (Kind::Double, self.stack.params.data.device()),
        )
    }
}

impl Member {
    fn new(spec: &RunSpec, config: &TrainingConfig) -> Self {
        Self {
            spec: spec.clone(),
            schedule: Schedule::new(config),
            epochs: Vec::new(),
            kept: Vec::new(),
        }
    }

    /// Keeps the weights of this epoch where it is among the `keep` best; the earlier one wins a tie.
    fn consider(&mut self, log: &EpochLog, keep: usize, weights: impl FnOnce() -> Weights) {
        let rank = self
            .kept
            .iter()
            .take_while(|(loss, ..)| *loss <= log.val_loss)
            .count();
        if rank < keep {
            self.kept.insert(rank, (log.val_loss, log.epoch, weights()));
            self.kept.truncate(keep);
        }
    }

    fn checkpoint(&mut self, stop: Stop, last: Weights, config: &TrainingConfig) -> Checkpoint {
        let kept = std::mem::take(&mut self.kept);
        let training = TrainingLog {
            settings: serde_json::to_string(config).expect("a configuration is plain data"),
            epochs: std::mem::take(&mut self.epochs),
            kept: kept.iter().map(|(_, epoch, _)| *epoch).collect(),
            stop,
        };
        let last_epoch = training.epochs.last().map_or(0, |e| e.epoch);
        let mut tensors = Weights::new();
        for (rank, (_, epoch, weights)) in kept.into_iter().enumerate() {
            let prefix = if rank == 0 {
                String::new()
            } else {
                format!("epoch={epoch}/")
            };
            tensors.extend(
                weights
                    .into_iter()
                    .map(|(name, data)| (prefix.clone() + &name, data)),
            );
        }
        if !training.kept.contains(&last_epoch) {
            let named = last
                .into_iter()
                .map(|(name, data)| (format!("epoch={last_epoch}/{name}"), data));
            tensors.extend(named);
        }
        Checkpoint {
            spec: self.spec.clone(),
            training,
            records: Records::default(),
            tensors,
        }
    }
}

fn weights_of(network: &Mlp) -> Weights {
    network
        .to_named()
        .iter()
        .map(|(name, tensor)| (name.clone(), to_data(tensor)))
        .collect()
}

fn means(loss: &Tensor, hits: &Tensor, n: usize) -> Vec<(f64, f64)> {
    let n = n as f64;
    to_vec(loss)
        .into_iter()
        .zip(to_vec(hits))
        .map(|(loss, hits)| (loss / n, hits / n))
        .collect()
}

fn to_vec(tensor: &Tensor) -> Vec<f64> {
    let tensor = tensor.to_device(Device::Cpu).to_kind(Kind::Double);
    Vec::try_from(&tensor).expect("one number a member")
}
