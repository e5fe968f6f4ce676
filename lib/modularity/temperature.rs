//! The temperature at which a softmax over scores has a given entropy.
//!
//! p_i ∝ exp(s_i/T), H(T) = −Σ p_i ln p_i in nats. H rises with T from ln(number of best scores) to ln(number of finite scores), and
//! dH/d ln T = Var(s)/T² under p, so Newton steps in ln T, kept inside a bracket and replaced by bisection when they leave it, find
//! the target in a handful of evaluations. The bracket follows the scores' own gaps: nothing depends on their scale.

use serde::{Deserialize, Serialize};

/// exp(−64) is nothing beside 1: the runner-up is out of the game this many gaps below the best.
const COLD: f64 = 1.0 / 64.0;
/// The hot end of the bracket, in largest gaps; entropy there is its maximum to 12 digits.
const HOT: f64 = 1e6;
/// Each step at least halves the bracket or converges quadratically; 200 is out of reach.
const MAX_STEPS: usize = 200;

/// What the search found.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct TemperatureFit {
    /// Temperature, in the scores' own unit; positive.
    pub temperature: f64,
    /// Entropy of the softmax at that temperature, nats.
    pub entropy_nats: f64,
    /// Whether the entropy is within the tolerance of the target. It is not when ties at the best score keep the entropy
    /// above the target (the cold end is returned) or too few scores keep it below (the hot end).
    pub reached: bool,
}

/// Finds T with |H(T) − target| ≤ tolerance, both in nats; scores of −∞ take no part.
///
/// `None` when no score is finite or one is NaN or +∞. When all finite scores are equal, T does not matter and is 1.
#[must_use]
pub fn temperature_for_entropy(
    scores: &[f64],
    target_nats: f64,
    tolerance_nats: f64,
) -> Option<TemperatureFit> {
    let best = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if !best.is_finite() || scores.iter().any(|score| score.is_nan()) {
        return None;
    }
    let gaps: Vec<f64> = scores
        .iter()
        .filter(|score| score.is_finite())
        .map(|score| best - score)
        .collect();
    Some(fit_gaps(&gaps, target_nats, tolerance_nats, None))
}

/// The same for gaps below the best score (finite, ≥ 0, one of them 0), starting from a guess if there is one.
pub(super) fn fit_gaps(
    gaps: &[f64],
    target: f64,
    tolerance: f64,
    guess: Option<f64>,
) -> TemperatureFit {
    let (mut smallest, mut largest) = (f64::INFINITY, 0.0_f64);
    for &gap in gaps.iter().filter(|gap| **gap > 0.0) {
        smallest = smallest.min(gap);
        largest = largest.max(gap);
    }
    if largest == 0.0 {
        let entropy_nats = (gaps.len() as f64).ln();
        let reached = (entropy_nats - target).abs() <= tolerance;
        return TemperatureFit {
            temperature: 1.0,
            entropy_nats,
            reached,
        };
    }
    let (mut low, mut high) = ((smallest * COLD).ln(), (largest * HOT).ln());
    let mut log_t = guess.map_or(largest.ln() - 2.0, f64::ln);
    for step in 0..MAX_STEPS {
        // Every fourth step halves the bracket whatever Newton says: slow curves cannot stall the search.
        if step % 4 == 3 || !(log_t > low && log_t < high) {
            log_t = low + (high - low) / 2.0;
        }
        let (entropy_nats, slope) = entropy_and_slope(gaps, log_t.exp());
        let missing = target - entropy_nats;
        if missing.abs() <= tolerance || high - low < 1e-12 {
            return TemperatureFit {
                temperature: log_t.exp(),
                entropy_nats,
                reached: missing.abs() <= tolerance,
            };
        }
        if missing > 0.0 {
            low = log_t;
        } else {
            high = log_t;
        }
        log_t += missing / slope;
    }
    let (entropy_nats, _) = entropy_and_slope(gaps, low.exp());
    TemperatureFit {
        temperature: low.exp(),
        entropy_nats,
        reached: (target - entropy_nats).abs() <= tolerance,
    }
}

/// H and dH/d ln T of p ∝ exp(−gap/T).
fn entropy_and_slope(gaps: &[f64], temperature: f64) -> (f64, f64) {
    let (mut sum, mut first, mut second) = (0.0, 0.0, 0.0);
    for &gap in gaps {
        let energy = gap / temperature;
        let weight = (-energy).exp();
        // An infinite energy has no weight; 0·∞ must not become NaN.
        if weight > 0.0 {
            sum += weight;
            first += weight * energy;
            second += weight * energy * energy;
        }
    }
    let mean = first / sum;
    (sum.ln() + mean, (second / sum - mean * mean).max(0.0))
}
