//! What regularizers do in training, and what else differs between members of a stack in an epoch.

use super::adam::Adam;
use super::state::RunState;
use crate::spec::Regularizer;
use tch::{Device, Kind, Tensor};

/// What a regularizer of strength λ acts on.
enum Effect {
    /// The loss: the gradient of its penalty is `factor`·λ·`slope`(w). Biases are exempt, as in the reference.
    Loss {
        factor: f64,
        slope: fn(&Tensor) -> Tensor,
    },
    /// Activity: hidden units are dropped with probability λ.
    Activity,
    /// The step: weights shrink by λ times the step size, apart from the gradient. Biases are exempt, as for the penalties.
    Step,
}

fn effect(regularizer: Regularizer) -> Effect {
    match regularizer {
        Regularizer::L2 => Effect::Loss {
            factor: 2.0,
            slope: Tensor::shallow_clone,
        },
        Regularizer::L1 => Effect::Loss {
            factor: 1.0,
            slope: Tensor::sign,
        },
        Regularizer::Dropout => Effect::Activity,
        Regularizer::WeightDecay => Effect::Step,
    }
}

/// One number per member, in a shape that broadcasts over its tensors.
pub(super) struct Columns {
    /// (R, 1, 1) for tensors of stacks, () for those of a single network.
    pub(super) shape: &'static [i64],
    pub(super) kind: Kind,
    pub(super) device: Device,
}

impl Columns {
    pub(super) fn of(&self, values: &[f64]) -> Tensor {
        let column = Tensor::from_slice(values).view(self.shape);
        column.to_kind(self.kind).to_device(self.device)
    }
}

/// The gradient of one penalty: each member's factor times the slope of the weights.
struct Penalty {
    factor: Tensor,
    slope: fn(&Tensor) -> Tensor,
}

/// How the members of a stack are regularized in one epoch, and their step sizes.
pub(super) struct Regularization {
    penalties: Vec<Penalty>,
    /// The share of hidden units that each member keeps.
    pub(super) keep: Vec<f64>,
    rate: Tensor,
    /// The fraction by which a weight shrinks in a step.
    decay: Option<Tensor>,
}

impl Regularization {
    pub(super) fn of(members: &[RunState], columns: &Columns) -> Self {
        let numbers =
            |f: &dyn Fn(&RunState) -> f64| -> Vec<f64> { members.iter().map(f).collect() };
        let mut all = Self {
            penalties: Vec::new(),
            keep: vec![1.0; members.len()],
            rate: columns.of(&numbers(&|m| m.schedule.learning_rate)),
            decay: None,
        };
        for regularizer in Regularizer::KNOWN {
            let strengths = numbers(&|m| m.spec.strength(regularizer));
            if strengths.iter().all(|&s| s == 0.0) {
                continue;
            }
            match effect(regularizer) {
                Effect::Loss { factor, slope } => {
                    let factors: Vec<f64> = strengths.iter().map(|s| factor * s).collect();
                    let factor = columns.of(&factors);
                    all.penalties.push(Penalty { factor, slope });
                }
                Effect::Activity => all.keep = strengths.iter().map(|p| 1.0 - p).collect(),
                Effect::Step => all.decay = Some(columns.of(&strengths) * &all.rate),
            }
        }
        all
    }

    /// Whether any member drops units.
    pub(super) fn drops(&self) -> bool {
        self.keep.iter().any(|&keep| keep < 1.0)
    }

    /// Applies the regularizers to weights, given with their gradients of the loss, before the optimizer's step.
    pub(super) fn apply<'t>(&self, weights: impl Iterator<Item = (&'t Tensor, &'t Tensor)>) {
        for (weight, gradient) in weights {
            let mut gradient = gradient.shallow_clone();
            for penalty in &self.penalties {
                let _ = gradient.addcmul_(&(penalty.slope)(weight), &penalty.factor);
            }
            if let Some(decay) = &self.decay {
                let mut weight = weight.shallow_clone();
                weight *= 1.0 - decay;
            }
        }
    }

    /// A step of the optimizer on `params`, which concatenated are as long as `gradient`.
    pub(super) fn step<'t>(
        &self,
        adam: &mut Adam,
        params: impl Iterator<Item = &'t Tensor>,
        gradient: &Tensor,
    ) {
        adam.step(params, gradient, &self.rate);
    }
}

#[cfg(test)]
mod tests {
    use super::super::TrainingConfig;
    use super::*;
    use crate::spec::{DatasetName, RunSpec};
    use tch::nn;
    use tch::nn::OptimizerConfig;

    #[test]
    fn weight_decay_is_pytorchs_adamw() {
        let spec =
            RunSpec::new(DatasetName::Glyphs, 0).with_strength(Regularizer::WeightDecay, 0.3);
        let config = TrainingConfig {
            learning_rate: 1e-2,
            ..TrainingConfig::default()
        };
        let columns = Columns {
            shape: &[-1, 1, 1],
            kind: Kind::Float,
            device: Device::Cpu,
        };
        let regularization = Regularization::of(&[RunState::new(&spec, &config)], &columns);
        let weight = Tensor::ones([1, 3, 4], (Kind::Float, Device::Cpu));
        let store = nn::VarStore::new(Device::Cpu);
        let theirs = store.root().ones("w", &[1, 3, 4]);
        let mut optimizer = nn::AdamW {
            wd: 0.3,
            ..nn::AdamW::default()
        }
        .build(&store, 1e-2)
        .unwrap();
        let mut adam = Adam::new(12, Device::Cpu);
        for step in 0..20 {
            let slope =
                Tensor::arange(12, (Kind::Float, Device::Cpu)) * 0.1 + f64::from(step % 3) - 1.0;
            let gradient = slope.view([1, 3, 4]);
            regularization.apply([(&weight, &gradient)].into_iter());
            regularization.step(&mut adam, [&weight].into_iter(), &slope);
            optimizer.backward_step(&(&theirs * gradient).sum(Kind::Float));
        }
        let difference = (&weight - theirs).abs().max().double_value(&[]);
        assert!(difference < 1e-6, "{difference}");
        assert!(weight.mean(Kind::Float).double_value(&[]) < 0.96);
    }
}
