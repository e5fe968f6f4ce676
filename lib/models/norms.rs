//! Norms of a network's weights (not of its biases), as in the paper's performance figure.

use super::NamedTensors;
use crate::checkpoint::{WeightNorms, WeightStatistics};
use tch::{Kind, Tensor};

/// A weight below this magnitude counts as near zero (the reference's threshold).
const NEAR_ZERO: f64 = 1e-3;

/// Norms of all weights and of each layer's, from the input to the output. Weights are the parameters with two or more
/// dimensions; the nuclear norm is of matrices only: convolutions do not count towards it, as in the reference.
pub fn weight_statistics(parameters: &NamedTensors) -> WeightStatistics {
    let mut weights: Vec<(&String, &Tensor)> =
        parameters.iter().filter(|(_, t)| t.dim() >= 2).collect();
    weights.sort_by_key(|(name, _)| depth(name));
    let by_layer: Vec<WeightNorms> = weights.iter().map(|(_, w)| norms(w)).collect();
    let sizes: Vec<f64> = weights.iter().map(|(_, w)| w.numel() as f64).collect();
    let near_zero: f64 = by_layer
        .iter()
        .zip(&sizes)
        .map(|(n, size)| n.near_zero_fraction * size)
        .sum();
    let sum = |field: fn(&WeightNorms) -> f64| by_layer.iter().map(field).sum();
    WeightStatistics {
        total: WeightNorms {
            weight_sq_sum: sum(|n| n.weight_sq_sum),
            weight_l1: sum(|n| n.weight_l1),
            nuclear_norm: sum(|n| n.nuclear_norm),
            // Pooled over all weights, not the mean of the layers.
            near_zero_fraction: near_zero / sizes.iter().sum::<f64>(),
        },
        by_layer,
    }
}

/// A weight's place between input and output: PyTorch's names in alphabetical order, numbers compared as numbers.
fn depth(name: &str) -> Vec<(u32, &str)> {
    name.split('.')
        .map(|part| (part.parse().unwrap_or(0), part))
        .collect()
}

fn norms(weight: &Tensor) -> WeightNorms {
    let weight = weight.detach().to_kind(Kind::Double);
    let magnitude = weight.abs();
    let value = |t: Tensor| t.double_value(&[]);
    let nuclear_norm = if weight.dim() == 2 {
        value(weight.svd(true, false).1.sum(Kind::Double))
    } else {
        0.0
    };
    WeightNorms {
        weight_sq_sum: value(weight.square().sum(Kind::Double)),
        weight_l1: value(magnitude.sum(Kind::Double)),
        nuclear_norm,
        near_zero_fraction: value(
            magnitude
                .lt(NEAR_ZERO)
                .to_kind(Kind::Double)
                .mean(Kind::Double),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tch::Device;

    #[test]
    fn layers_stand_in_order_and_only_matrices_have_a_nuclear_norm() {
        let ones = |shape: &[i64]| Tensor::ones(shape, (Kind::Float, Device::Cpu));
        let named = NamedTensors::from([
            ("fc_layers.10.weight".to_owned(), ones(&[10, 1])),
            ("fc_layers.2.weight".to_owned(), ones(&[2, 1])),
            ("fc_layers.2.bias".to_owned(), ones(&[2])),
            ("conv1.weight".to_owned(), ones(&[3, 2, 1, 1])),
            ("proj.weight".to_owned(), ones(&[4, 1])),
        ]);
        let found = weight_statistics(&named);
        let sums: Vec<f64> = found.by_layer.iter().map(|n| n.weight_sq_sum).collect();
        assert_eq!(sums, [6.0, 2.0, 10.0, 4.0]);
        let nuclear = 2f64.sqrt() + 10f64.sqrt() + 2.0;
        assert!((found.total.nuclear_norm - nuclear).abs() < 1e-12);
    }
}
