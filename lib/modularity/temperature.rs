//! The temperature at which a softmax over scores has a given entropy.
//!
//! p_i ∝ exp(s_i/T), H(T) = −Σ p_i ln p_i in nats. H rises with T from ln(number of best scores) to ln(number of finite scores), and
//! dH/d ln T = Var(s)/T² under p, so Newton steps in ln T, kept inside a bracket and replaced by bisection when they leave it, find
//! the target in a handful of evaluations. The bracket follows the scores' own gaps: nothing depends on their scale.

use serde::{Deserialize, Serialize};

/// exp(−64) is negligible beside 1: this many gaps below the best, the runner-up no longer matters.
const COLD: f64 = 1.0 / 64.0;
/// The hot end of the bracket, in largest gaps; entropy there is its maximum to 12 digits.
const HOT: f64 = 1e6;
/// A bracket this narrow in ln T ends the search; relative to |ln T| < 750 it is still above rounding.
const NARROW: f64 = 1e-12;

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
        .map(|score| (best - score).min(f64::MAX))
        .collect();
    let mut weights = Vec::new();
    Some(fit_gaps(
        &gaps,
        target_nats,
        tolerance_nats,
        None,
        &mut weights,
    ))
}

/// The same for gaps below the best score (finite, ≥ 0, one of them 0), starting from a guess if there is one.
///
/// `weights` becomes exp(−gap/T) of each, at the temperature found.
pub(super) fn fit_gaps(
    gaps: &[f64],
    target: f64,
    tolerance: f64,
    guess: Option<f64>,
    weights: &mut Vec<f64>,
) -> TemperatureFit {
    let fit = |temperature: f64, entropy_nats: f64| TemperatureFit {
        temperature,
        entropy_nats,
        reached: (target - entropy_nats).abs() <= tolerance,
    };
    weights.clear();
    weights.resize(gaps.len(), 1.0);
    let Some((smallest, largest)) = positive_range(gaps) else {
        return fit(1.0, (gaps.len() as f64).ln());
    };
    // Kept inside f64 even for subnormal and for enormous gaps.
    let mut low = (smallest * COLD).max(f64::MIN_POSITIVE).ln();
    let mut high = (largest * HOT).min(f64::MAX / 4.0).ln();
    let mut log_t = guess.map_or(largest.ln() - 2.0, f64::ln);
    let mut step = 0;
    loop {
        // Every fourth step halves the bracket whatever Newton says: slow curves cannot stall the search.
        if step % 4 == 3 || !(log_t > low && log_t < high) {
            log_t = low + (high - low) / 2.0;
        }
        let (entropy_nats, slope) = entropy_and_slope(gaps, log_t.exp(), weights);
        let missing = target - entropy_nats;
        if missing.abs() <= tolerance || high - low < NARROW {
            return fit(log_t.exp(), entropy_nats);
        }
        if missing > 0.0 {
            low = log_t;
        } else {
            high = log_t;
        }
        log_t += missing / slope;
        step += 1;
    }
}

/// Smallest and largest of the gaps above 0, if there are any.
fn positive_range(gaps: &[f64]) -> Option<(f64, f64)> {
    let positive = gaps.iter().copied().filter(|gap| *gap > 0.0);
    positive.fold(None, |range, gap| {
        let (smallest, largest) = range.unwrap_or((gap, gap));
        Some((gap.min(smallest), gap.max(largest)))
    })
}

/// H and dH/d ln T of p ∝ exp(−gap/T), and these weights. Those of gap 0 are 1 already.
fn entropy_and_slope(gaps: &[f64], temperature: f64, weights: &mut [f64]) -> (f64, f64) {
    let (mut sum, mut first, mut second) = (0.0, 0.0, 0.0);
    for (&gap, kept) in gaps.iter().zip(weights) {
        if gap == 0.0 {
            sum += 1.0;
            continue;
        }
        let energy = gap / temperature;
        let weight = (-energy).exp();
        *kept = weight;
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
