//! The temperature search against the original's (`tests/golden/probability`), and its degenerate cases.

use crate::support::{Golden, number};
use proptest::prelude::*;
use updown::modularity::temperature_for_entropy;

/// Entropy of softmax(scores / T) in nats, straight from its definition.
fn entropy(scores: &[f64], temperature: f64) -> f64 {
    let best = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let weights: Vec<f64> = scores
        .iter()
        .map(|s| ((s - best) / temperature).exp())
        .collect();
    let total: f64 = weights.iter().sum();
    weights
        .iter()
        .map(|weight| weight / total)
        .filter(|share| *share > 0.0)
        .map(|share| -share * share.ln())
        .sum()
}

/// Where the original came within its tolerance of the target, so do we; temperatures themselves depend on where it started.
#[test]
fn target_is_reached_wherever_the_original_reached_it() {
    let case = Golden::read("probability", "probability");
    let names = case.scalars["names"].as_array().unwrap();
    for config in case.scalars["configs"].as_array().unwrap() {
        let (name, eps) = (config["name"].as_str().unwrap(), number(&config["eps"]));
        let target = number(&config["target_entropy"]);
        let golden = case.vector(&format!("entropy_at_{name}"));
        for (index, scores_name) in names.iter().enumerate() {
            let scores = case.vector(&format!("scores_{index:02}"));
            let fit = temperature_for_entropy(&scores, target, eps).unwrap();
            let found = entropy(&scores, fit.temperature);
            assert!(
                (found - fit.entropy_nats).abs() < 1e-9,
                "{scores_name} {name}"
            );
            assert_eq!(
                fit.reached,
                (found - target).abs() <= eps,
                "{scores_name} {name}"
            );
            if (golden[index] - target).abs() < eps {
                assert!(
                    fit.reached,
                    "{scores_name} {name}: {found} {}",
                    golden[index]
                );
            }
        }
    }
}

#[test]
fn gaps_of_any_size_are_resolved() {
    for scale in [1e-300, 1e-12, 1e-7, 1.0, 1e12, 1e290] {
        let scores = [3.0 * scale, 2.0 * scale, 1.0 * scale, -4.0 * scale];
        let fit = temperature_for_entropy(&scores, 0.15, 1e-6).unwrap();
        assert!(fit.reached, "{scale:e}");
    }
}

#[test]
fn extreme_gaps_end_the_search_too() {
    for scores in [[5e-324, 0.0], [f64::MAX, 0.0], [f64::MAX, f64::MIN]] {
        let fit = temperature_for_entropy(&scores, 0.15, 1e-3).unwrap();
        assert!(fit.temperature.is_finite() && fit.temperature > 0.0);
        assert!(fit.entropy_nats.is_finite());
    }
}

#[test]
fn ties_at_the_best_score_leave_the_cold_end() {
    let fit = temperature_for_entropy(&[1.0, 1.0, 0.0], 0.15, 1e-3).unwrap();
    assert!(!fit.reached);
    assert!((fit.entropy_nats - 2.0_f64.ln()).abs() < 1e-9);
    assert!(fit.temperature < 0.1);
}

#[test]
fn too_few_scores_leave_the_hot_end() {
    let fit = temperature_for_entropy(&[1.0, 0.0], 5.0, 1e-3).unwrap();
    assert!(!fit.reached);
    assert!((fit.entropy_nats - 2.0_f64.ln()).abs() < 1e-9);
    assert!(fit.temperature > 1e3);
}

#[test]
fn equal_scores_have_temperature_one_and_unusable_scores_none() {
    let fit = temperature_for_entropy(&[0.3, f64::NEG_INFINITY], 0.15, 1e-3).unwrap();
    assert_eq!(
        (fit.temperature, fit.entropy_nats, fit.reached),
        (1.0, 0.0, false)
    );
    assert_eq!(
        temperature_for_entropy(&[f64::NEG_INFINITY; 3], 0.15, 1e-3),
        None
    );
    assert_eq!(temperature_for_entropy(&[], 0.15, 1e-3), None);
    assert_eq!(temperature_for_entropy(&[1.0, f64::NAN], 0.15, 1e-3), None);
    assert_eq!(
        temperature_for_entropy(&[1.0, f64::INFINITY], 0.15, 1e-3),
        None
    );
}

proptest! {
    #[test]
    fn distinct_scores_reach_any_entropy_below_their_maximum(
        scores in prop::collection::vec(-1.0..1.0_f64, 2..40),
        share in 0.01..0.95_f64,
    ) {
        let target = share * (scores.len() as f64).ln();
        let fit = temperature_for_entropy(&scores, target, 1e-6).unwrap();
        prop_assert!(fit.reached);
        prop_assert!((entropy(&scores, fit.temperature) - target).abs() < 1.1e-6);
    }
}
