//! Norms of a network's weights (not of its biases), as the paper's figure of performance shows them.

use super::Mlp;
use crate::checkpoint::{WeightNorms, WeightStatistics};
use tch::{Kind, Tensor};

/// A weight below this magnitude counts as near zero (the reference's threshold).
const NEAR_ZERO: f64 = 1e-3;

/// Norms of all weights and of each layer's.
pub fn weight_statistics(network: &Mlp) -> WeightStatistics {
    let by_layer: Vec<WeightNorms> = network.weights.iter().map(norms).collect();
    let sizes: Vec<f64> = network.weights.iter().map(|w| w.numel() as f64).collect();
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

fn norms(weight: &Tensor) -> WeightNorms {
    let weight = weight.detach().to_kind(Kind::Double);
    let magnitude = weight.abs();
    let value = |t: Tensor| t.double_value(&[]);
    WeightNorms {
        weight_sq_sum: value(weight.square().sum(Kind::Double)),
        weight_l1: value(magnitude.sum(Kind::Double)),
        nuclear_norm: value(weight.svd(true, false).1.sum(Kind::Double)),
        near_zero_fraction: value(
            magnitude
                .lt(NEAR_ZERO)
                .to_kind(Kind::Double)
                .mean(Kind::Double),
        ),
    }
}
