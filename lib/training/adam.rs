//! Adam (Kingma & Ba 2015) over a whole stack, with a step size for each member.

use super::stack::Flat;
use tch::Tensor;

const BETA1: f64 = 0.9;
const BETA2: f64 = 0.999;
const EPSILON: f64 = 1e-8;

/// First and second moments of the gradient, and the number of steps so far.
#[derive(Debug)]
pub(super) struct Adam {
    pub first: Flat,
    pub second: Flat,
    pub steps: i32,
}

impl Adam {
    /// One step of `params` against `gradient`; `learning_rate` is (R, 1, 1).
    pub fn step(&mut self, params: &Flat, gradient: &Flat, learning_rate: &Tensor) {
        self.steps += 1;
        let _ = self.first.data.lerp_(&gradient.data, 1.0 - BETA1);
        let _ = self.second.data.lerp_(&gradient.data.square(), 1.0 - BETA2);
        let correction1 = 1.0 - BETA1.powi(self.steps);
        let correction2 = 1.0 - BETA2.powi(self.steps);
        // The buffer of the squared gradient's root becomes the direction, to allocate once.
        let mut direction = self.second.data.sqrt();
        direction /= correction2.sqrt();
        direction += EPSILON;
        direction = &self.first.data / direction;
        let rate = learning_rate / -correction1;
        let mut at = 0;
        for view in params.views() {
            let n = view.numel() as i64;
            let part = direction.narrow(0, at, n).view_as(view);
            let _ = view.shallow_clone().addcmul_(&part, &rate);
            at += n;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tch::nn::OptimizerConfig;
    use tch::{Device, Kind, nn};

    #[test]
    fn steps_are_those_of_pytorchs_adam() {
        let widths = [3, 2, 2];
        let new = || Flat::zeros(1, &widths, Kind::Double, Device::Cpu);
        let (params, gradient) = (new(), new());
        let mut adam = Adam {
            first: new(),
            second: new(),
            steps: 0,
        };
        let store = nn::VarStore::new(Device::Cpu);
        let n = params.data.numel() as i64;
        let theirs = store.root().zeros("w", &[n]);
        let mut optimizer = nn::Adam::default().build(&store, 1e-2).unwrap();
        let rate = Tensor::from_slice(&[1e-2]).view([1, 1, 1]);
        for step in 0..20 {
            let slope =
                Tensor::arange(n, (Kind::Double, Device::Cpu)) * 0.1 + f64::from(step % 3) - 1.0;
            gradient.data.shallow_clone().copy_(&slope);
            adam.step(&params, &gradient, &rate);
            let loss = (&theirs * slope.to_kind(Kind::Float)).sum(Kind::Float);
            optimizer.backward_step(&loss);
        }
        let difference = (&params.data - theirs.to_kind(Kind::Double))
            .abs()
            .max()
            .double_value(&[]);
        assert!(difference < 1e-6, "{difference}");
    }
}
