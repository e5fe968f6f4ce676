//! The fast path for fully connected ReLU layers.

use crate::models::DenseLayers;
use tch::Tensor;

/// What the layers above one hidden layer need from it, images in columns.
#[derive(Debug)]
pub(super) struct Dense {
    /// Units × n: what a lesion adds to each unit's activity.
    change: Tensor,
    /// Units × next layer: outgoing weights of each unit.
    outgoing: Tensor,
    /// Next layer × n: its pre-activity without lesions.
    before: Tensor,
    /// Weights and biases (as columns) of the layers above that one.
    above: Vec<(Tensor, Tensor)>,
}

impl Dense {
    /// For hidden layer `layer` with this activity and its replacement (both n × units).
    pub fn new(network: DenseLayers<'_>, layer: usize, activity: &Tensor, other: &Tensor) -> Self {
        let weights = &network.weights[layer + 1..];
        let biases = &network.biases[layer + 1..];
        let above = weights.iter().zip(biases).skip(1);
        Self {
            change: (other - activity).tr().contiguous(),
            outgoing: weights[0].tr().contiguous(),
            before: activity
                .linear(&weights[0], Some(&biases[0]))
                .tr()
                .contiguous(),
            above: above
                .map(|(weight, bias)| (weight.shallow_clone(), bias.unsqueeze(1)))
                .collect(),
        }
    }

    /// Logits (classes × n) with these units lesioned.
    pub fn logits(&self, units: &[i64]) -> Tensor {
        let units = Tensor::from_slice(units).to_device(self.change.device());
        let outgoing = self.outgoing.index_select(0, &units); // lesioned × next layer
        let change = self.change.index_select(0, &units); // lesioned × n
        let mut activity = self.before.addmm(&outgoing.tr(), &change);
        for (weight, bias) in &self.above {
            activity = bias.addmm(weight, &activity.relu_());
        }
        activity
    }
}
