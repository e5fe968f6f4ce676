//! Adam (Kingma & Ba 2015) over a whole stack, with a step size for each member.

use tch::{Device, Kind, Tensor};

const BETA1: f64 = 0.9;
const BETA2: f64 = 0.999;
const EPSILON: f64 = 1e-8;

/// First and second moments of the gradient as flat buffers, and the number of steps so far.
#[derive(Debug)]
pub(super) struct Adam {
    pub first: Tensor,
    pub second: Tensor,
    pub steps: i32,
}

impl Adam {
    /// Before the first step of `n` parameters.
    pub fn new(n: i64, device: Device) -> Self {
        let zeros = || Tensor::zeros([n], (Kind::Float, device));
        Self {
            first: zeros(),
            second: zeros(),
            steps: 0,
        }
    }

    /// One step of `params`, which concatenated are as long as `gradient` and the moments, against `gradient`;
    /// `learning_rate` can be broadcast to each of them.
    pub fn step<'a>(
        &mut self,
        params: impl Iterator<Item = &'a Tensor>,
        gradient: &Tensor,
        learning_rate: &Tensor,
    ) {
        self.steps += 1;
        let _ = self.first.lerp_(gradient, 1.0 - BETA1);
        let _ = self.second.lerp_(&gradient.square(), 1.0 - BETA2);
        let correction1 = 1.0 - BETA1.powi(self.steps);
        let correction2 = 1.0 - BETA2.powi(self.steps);
        // The buffer of the squared gradient's root becomes the direction, to allocate once.
        let mut direction = self.second.sqrt();
        direction /= correction2.sqrt();
        direction += EPSILON;
        direction = &self.first / direction;
        let rate = learning_rate / -correction1;
        let mut at = 0;
        for param in params {
            let n = param.numel() as i64;
            let part = direction.narrow(0, at, n).view_as(param);
            let _ = param.shallow_clone().addcmul_(&part, &rate);
            at += n;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tch::nn;
    use tch::nn::OptimizerConfig;

    #[test]
    fn steps_are_those_of_pytorchs_adam() {
        let n = 14;
        let params = Tensor::zeros([n], (Kind::Float, Device::Cpu));
        let mut adam = Adam::new(n, Device::Cpu);
        let store = nn::VarStore::new(Device::Cpu);
        let theirs = store.root().zeros("w", &[n]);
        let mut optimizer = nn::Adam::default().build(&store, 1e-2).unwrap();
        let rate = Tensor::from_slice(&[1e-2f32]);
        for step in 0..20 {
            let slope =
                Tensor::arange(n, (Kind::Float, Device::Cpu)) * 0.1 + f64::from(step % 3) - 1.0;
            adam.step(
                [&params.narrow(0, 0, 6), &params.narrow(0, 6, 8)].into_iter(),
                &slope,
                &rate,
            );
            let loss = (&theirs * slope).sum(Kind::Float);
            optimizer.backward_step(&loss);
        }
        let difference = (&params - theirs).abs().max().double_value(&[]);
        assert!(difference < 1e-6, "{difference}");
    }
}
