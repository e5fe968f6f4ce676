//! The input gradient from random directions against the complete one.

use crate::support::Golden;
use ndarray::Array2;
use updown::associations::{self, AssociationConfig, AssociationError, Associations, Batch};
use updown::models::{Cifar10Fast, network_tensors, to_tensor};
use updown::spec::{AssociationMethod, Layer};
use updown::tch::{Device, Tensor};

fn golden() -> Golden {
    Golden::read("assoc_conv", "conv_4_6_8_8")
}

fn network(golden: &Golden) -> Cifar10Fast {
    let tensors = golden.tensors("weights/").into_iter().collect();
    Cifar10Fast::from_named(&network_tensors(&tensors, Device::Cpu).unwrap()).unwrap()
}

fn images(golden: &Golden) -> Tensor {
    to_tensor("images", &golden.tensor("images"), Device::Cpu).unwrap()
}

fn config(probes: usize) -> AssociationConfig {
    AssociationConfig {
        methods: vec![AssociationMethod::InputGradient],
        combined: false,
        max_positions: None,
        probes: Some(probes),
        ..AssociationConfig::default()
    }
}

fn layer(found: &Associations, layer: usize) -> &Array2<f64> {
    let method = AssociationMethod::InputGradient;
    found.signed(method, Layer::Hidden(layer)).unwrap()
}

/// The largest difference between two matrices, each entry in units of √(A_ii A_jj).
fn difference(ours: &Array2<f64>, exact: &Array2<f64>) -> f64 {
    let entries = exact.indexed_iter().map(|((i, j), &value)| {
        (ours[[i, j]] - value).abs() / (exact[[i, i]] * exact[[j, j]]).sqrt()
    });
    entries.fold(0.0, f64::max)
}

#[test]
fn probes_come_as_near_to_the_whole_gradient_as_their_number_allows() {
    let golden = golden();
    let (network, images) = (network(&golden), images(&golden));
    let measure = |probes| associations::measure(&network, &images, &config(probes)).unwrap();
    let (few, many) = (measure(4), measure(100));
    assert_eq!(many.layers().len(), 6);
    for index in 0..6 {
        // The original's code, row by row.
        let exact = golden.matrix(&format!("signed/forward_jac/{index}"));
        let far = |found| difference(layer(found, index), &exact);
        // With 800 directions an entry's standard error is at most √2/√800 = 0.05; up to 256 entries are compared.
        assert!(far(&many) < 0.18, "layer {index}: {}", far(&many));
        assert!(far(&many) < far(&few), "layer {index}");
    }
}

#[test]
fn probes_are_the_seeds_however_many_images_are_looked_at_together() {
    let golden = golden();
    let (network, images) = (network(&golden), images(&golden).narrow(0, 0, 3));
    let measure = |seed, batch| {
        let config = AssociationConfig {
            seed,
            batch,
            ..config(2)
        };
        associations::measure(&network, &images, &config).unwrap()
    };
    let (together, one_by_one) = (measure(0, Batch::Adaptive), measure(0, Batch::Numbers(1)));
    let other = measure(1, Batch::Adaptive);
    for index in 0..6 {
        let expected = layer(&together, index);
        assert!(difference(layer(&one_by_one, index), expected) < 1e-10);
        assert!(difference(layer(&other, index), expected) > 1e-4);
    }
}

#[test]
fn no_probes_are_none_to_look_along() {
    let golden = golden();
    let refused = associations::measure(&network(&golden), &images(&golden), &config(0));
    assert_eq!(refused.unwrap_err(), AssociationError::NoProbes);
}
