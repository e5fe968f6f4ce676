//! Gradient ascent on soft assignments: Q(P) = Σ_c p_cᵀ B p_c with P = softmax of logits, row by row.
//!
//! Closed form: G = ∂Q/∂P = 2 B P and ∂Q/∂logit_ic = P_ic (G_ic − Σ_c' P_ic' G_ic'). B P is A P/2m − γ κ(κᵀP), κ = k/2m, so B is never
//! formed. Steps are Adam's (Kingma & Ba 2015), scale-free in the gradient; at the end each unit takes its likeliest module. A single
//! run rarely finds the optimum; Leiden does better in less time.

use ndarray::{Array1, Array2, Axis, Zip};
use rand::Rng;
use serde::{Deserialize, Serialize};

use super::adjacency::Adjacency;
use super::error::ModularityError;
use super::partition::Partition;
use super::quality::{Resolution, modularity_q};

const ADAM_FIRST: f64 = 0.9;
const ADAM_SECOND: f64 = 0.999;
/// Added to the square root of the second moment; gradients of shares of 2m are far larger.
const ADAM_EPSILON: f64 = 1e-16;

/// Columns to begin with if no number is given.
const FIRST_COLUMNS: usize = 10;

/// Settings of gradient ascent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GradientConfig {
    /// Columns of the soft assignment, at least 1: the most modules that can result. `None` begins with 10 and doubles them as
    /// long as every one is in use, so that the number never binds.
    pub max_modules: Option<usize>,
    /// Steps of each run; 1,000.
    pub steps: usize,
    /// Adam's step in logits, above 0; 0.03.
    pub learning_rate: f64,
    /// Independent random starts, at least 1; 10.
    pub restarts: usize,
}

impl Default for GradientConfig {
    fn default() -> Self {
        Self {
            max_modules: None,
            steps: 1_000,
            learning_rate: 0.03,
            restarts: 10,
        }
    }
}

impl GradientConfig {
    fn check(&self) -> Result<(), ModularityError> {
        for (setting, count) in [
            ("max_modules", self.max_modules),
            ("restarts", Some(self.restarts)),
        ] {
            if count == Some(0) {
                return Err(ModularityError::Setting {
                    setting,
                    expected: "at least 1",
                    found: 0.0,
                });
            }
        }
        if !(self.learning_rate.is_finite() && self.learning_rate > 0.0) {
            return Err(ModularityError::Setting {
                setting: "learning_rate",
                expected: "finite and above 0",
                found: self.learning_rate,
            });
        }
        Ok(())
    }
}

/// The best partition over all restarts and its Q; dead units are in no module.
///
/// O(restarts · steps · n² · modules).
///
/// # Errors
/// A setting is outside its range.
pub fn gradient_partition<R: Rng + ?Sized>(
    adjacency: &Adjacency,
    resolution: Resolution,
    config: &GradientConfig,
    rng: &mut R,
) -> Result<(Partition, f64), ModularityError> {
    config.check()?;
    let (weights, strengths) = adjacency.live_fractions();
    let objective = SoftQ {
        weights,
        strengths: Array1::from(strengths),
        gamma: resolution.gamma(),
    };
    let mut best: Option<(Partition, f64)> = None;
    let mut columns = config.max_modules.unwrap_or(FIRST_COLUMNS);
    loop {
        let shape = (objective.strengths.len(), columns);
        let mut in_use = 0;
        for _ in 0..config.restarts {
            let start = Array2::from_shape_simple_fn(shape, || rng.gen_range(-1.0..1.0));
            let modules = harden(&ascend(&objective, start, config));
            let partition =
                Partition::from_members(adjacency.n_units(), adjacency.live_units(), &modules);
            in_use = in_use.max(partition.n_modules());
            let q = modularity_q(adjacency, &partition, resolution)?;
            if best.as_ref().is_none_or(|(_, best_q)| q > *best_q) {
                best = Some((partition, q));
            }
        }
        let binds = in_use == columns && columns < objective.strengths.len();
        if config.max_modules.is_some() || !binds {
            break;
        }
        columns *= 2;
    }
    best.ok_or(ModularityError::Empty)
}

/// Soft Q over live units.
struct SoftQ {
    weights: Array2<f64>,
    strengths: Array1<f64>,
    gamma: f64,
}

impl SoftQ {
    /// ∂Q/∂logits at an assignment P (n×k, rows sum to 1).
    fn gradient(&self, assignment: &Array2<f64>) -> Array2<f64> {
        let mut gradient = self.weights.dot(assignment); // (n, k)
        let shares = self.strengths.dot(assignment); // (k)
        Zip::from(gradient.rows_mut())
            .and(assignment.rows())
            .and(&self.strengths)
            .for_each(|mut g, p, &strength| {
                g.zip_mut_with(&shares, |entry, share| {
                    *entry = 2.0 * (*entry - self.gamma * strength * share);
                });
                let mean = g.dot(&p);
                g.zip_mut_with(&p, |entry, probability| {
                    *entry = probability * (*entry - mean)
                });
            });
        gradient
    }
}

/// Adam on the logits; returns those of the last step.
fn ascend(objective: &SoftQ, mut logits: Array2<f64>, config: &GradientConfig) -> Array2<f64> {
    let mut first = Array2::<f64>::zeros(logits.dim());
    let mut second = Array2::<f64>::zeros(logits.dim());
    let (mut decay_first, mut decay_second) = (1.0, 1.0);
    for _ in 0..config.steps {
        let gradient = objective.gradient(&softmax_rows(&logits));
        decay_first *= ADAM_FIRST;
        decay_second *= ADAM_SECOND;
        Zip::from(&mut logits)
            .and(&mut first)
            .and(&mut second)
            .and(&gradient)
            .for_each(|logit, m, v, &g| {
                *m = ADAM_FIRST * *m + (1.0 - ADAM_FIRST) * g;
                *v = ADAM_SECOND * *v + (1.0 - ADAM_SECOND) * g * g;
                let mean = *m / (1.0 - decay_first);
                let deviation = (*v / (1.0 - decay_second)).sqrt();
                *logit += config.learning_rate * mean / (deviation + ADAM_EPSILON);
            });
    }
    logits
}

fn softmax_rows(logits: &Array2<f64>) -> Array2<f64> {
    let mut assignment = logits.clone();
    for mut row in assignment.axis_iter_mut(Axis(0)) {
        let largest = row.fold(f64::NEG_INFINITY, |most, &logit| most.max(logit));
        row.mapv_inplace(|logit| (logit - largest).exp());
        let sum = row.sum();
        row.mapv_inplace(|weight| weight / sum);
    }
    assignment
}

/// The column of each row's largest logit, the first of equals.
fn harden(logits: &Array2<f64>) -> Vec<usize> {
    let largest = |row: ndarray::ArrayView1<'_, f64>| {
        (1..row.len()).fold(0, |best, c| if row[c] > row[best] { c } else { best })
    };
    logits.rows().into_iter().map(largest).collect()
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, Array2};
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    use super::{SoftQ, softmax_rows};
    use crate::modularity::oracle::soft_modularity_q;
    use crate::modularity::{Adjacency, Resolution};

    #[test]
    fn gradient_agrees_with_central_differences() {
        let mut rng = ChaCha8Rng::seed_from_u64(5);
        let mut weights = Array2::zeros((7, 7));
        for (i, j) in (0..7).flat_map(|i| (0..i).map(move |j| (i, j))) {
            weights[[i, j]] = rng.gen_range(0.0..1.0);
            weights[[j, i]] = weights[[i, j]];
        }
        let adjacency = Adjacency::new(weights.view()).unwrap();
        let gamma = Resolution::new(0.8).unwrap();
        let (fractions, strengths) = adjacency.live_fractions();
        let objective = SoftQ {
            weights: fractions,
            strengths: Array1::from(strengths),
            gamma: gamma.gamma(),
        };
        let logits = Array2::from_shape_simple_fn((7, 3), || rng.gen_range(-1.0..1.0));
        let gradient = objective.gradient(&softmax_rows(&logits));
        let q = |logits: &Array2<f64>| {
            soft_modularity_q(&adjacency, softmax_rows(logits).view(), gamma).unwrap()
        };
        for ((i, c), &entry) in gradient.indexed_iter() {
            let (mut up, mut down) = (logits.clone(), logits.clone());
            up[[i, c]] += 1e-5;
            down[[i, c]] -= 1e-5;
            assert!((entry - (q(&up) - q(&down)) / 2e-5).abs() < 1e-9);
        }
    }
}
