//! The paper's Monte-Carlo search for the partition of largest Q.
//!
//! Start from the spectral partition. Each step picks a random live unit, scores every module it could be in (and at most one new
//! module), and draws one by a softmax over Q at the temperature at which the draw's entropy is the target (0.15 nats). The best
//! partition ever *proposed* is the result, whether or not the chain went there.
//!
//! Moving unit u from module a to c changes Q by v_c − v_a, v_c = 2(w_uc − γ k_u K_c) with u taken out of K (all in units of 2m).
//! The links w_uc of every unit to every module are kept, so a proposal costs O(1), a step O(modules), an accepted move O(n).

use ndarray::Array2;
use rand::Rng;
use serde::{Deserialize, Serialize};

use super::adjacency::Adjacency;
use super::error::ModularityError;
use super::partition::Partition;
use super::quality::{Resolution, modularity_q};
use super::spectral::{SpectralVariant, spectral_partition};
use super::temperature::fit_gaps;

/// Links are summed afresh after this many accepted moves, before rounding in the increments can matter.
const REFRESH_AFTER: usize = 4096;

/// Settings of the Monte-Carlo search; the defaults are the paper's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MonteCarloConfig {
    /// Steps, each one draw for one unit; 5,000. Zero returns the start.
    pub steps: usize,
    /// Entropy of each draw in nats, above 0; 0.15.
    pub target_entropy_nats: f64,
    /// Tolerance on the entropy, nats; 0.001.
    pub tolerance_nats: f64,
    /// Which spectral partition to start from; default Newman's.
    pub start: SpectralVariant,
    /// Whether the trace keeps Q after every step; off, as it is `steps` numbers for each result.
    pub record_history: bool,
}

impl Default for MonteCarloConfig {
    fn default() -> Self {
        Self {
            steps: 5_000,
            target_entropy_nats: 0.15,
            tolerance_nats: 1e-3,
            start: SpectralVariant::Newman,
            record_history: false,
        }
    }
}

impl MonteCarloConfig {
    fn check(&self) -> Result<(), ModularityError> {
        for (setting, value) in [
            ("target_entropy_nats", self.target_entropy_nats),
            ("tolerance_nats", self.tolerance_nats),
        ] {
            if !(value.is_finite() && value > 0.0) {
                return Err(ModularityError::Setting {
                    setting,
                    expected: "finite and above 0",
                    found: value,
                });
            }
        }
        Ok(())
    }
}

/// What happened during a Monte-Carlo search.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct MonteCarloTrace {
    /// Q of the spectral start.
    pub start_q: f64,
    /// Steps done.
    pub steps: usize,
    /// Steps that changed the partition.
    pub moves: usize,
    /// First step (from 0) at which the returned partition was proposed; `None` when the start was never beaten.
    pub best_step: Option<usize>,
    /// Mean over the second half of the steps of Q after the step.
    pub late_mean_q: f64,
    /// Mean over the second half of the steps of the draw's entropy, nats.
    pub late_mean_entropy_nats: f64,
    /// Mean over the second half of the steps of the temperature, in units of Q.
    pub late_mean_temperature: f64,
    /// Q after each step, if asked for; else empty.
    pub q_history: Vec<f64>,
}

/// Result of [`refine_monte_carlo`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Refined {
    /// Best partition ever proposed; dead units are in no module.
    pub partition: Partition,
    /// Its Q; never below the start's.
    pub q: f64,
    /// How it was found.
    pub trace: MonteCarloTrace,
}

/// Runs the Monte-Carlo search from its spectral start.
///
/// # Errors
/// An entropy in `config` is not above 0.
pub fn refine_monte_carlo<R: Rng + ?Sized>(
    adjacency: &Adjacency,
    resolution: Resolution,
    config: &MonteCarloConfig,
    rng: &mut R,
) -> Result<Refined, ModularityError> {
    config.check()?;
    let start = spectral_partition(adjacency, resolution, config.start);
    let start_q = modularity_q(adjacency, &start, resolution)?;
    let mut chain = Chain::new(adjacency, &start, resolution, start_q);
    let mut trace = MonteCarloTrace {
        start_q,
        steps: config.steps,
        ..MonteCarloTrace::default()
    };
    let late_from = config.steps / 2;
    let n_late = (config.steps - late_from).max(1) as f64;
    for step in 0..config.steps {
        let draw = chain.step(config, rng);
        trace.moves += usize::from(draw.moved);
        if draw.best_so_far {
            trace.best_step = Some(step);
        }
        if step >= late_from {
            trace.late_mean_q += chain.q / n_late;
            trace.late_mean_entropy_nats += draw.entropy_nats / n_late;
            trace.late_mean_temperature += chain.temperature.unwrap_or(0.0) / n_late;
        }
        if config.record_history {
            trace.q_history.push(chain.q);
        }
    }
    let partition = chain.best_partition(adjacency);
    let q = modularity_q(adjacency, &partition, resolution)?;
    Ok(Refined {
        partition,
        q,
        trace,
    })
}

struct Draw {
    moved: bool,
    best_so_far: bool,
    entropy_nats: f64,
}

/// The chain's state over live units. A module is a slot; slots may be empty.
struct Chain {
    weights: Array2<f64>,
    strengths: Vec<f64>,
    gamma: f64,
    labels: Vec<usize>,
    /// links\[c\]\[u\]: weight between unit u and module c.
    links: Vec<Vec<f64>>,
    module_strengths: Vec<f64>,
    sizes: Vec<usize>,
    q: f64,
    best_q: f64,
    best_labels: Vec<usize>,
    temperature: Option<f64>,
    moves_since_refresh: usize,
    /// Scratch: candidate slots, their values v_c, gaps below the best of them, and weights in the draw.
    slots: Vec<usize>,
    values: Vec<f64>,
    gaps: Vec<f64>,
    shares: Vec<f64>,
}

impl Chain {
    fn new(adjacency: &Adjacency, start: &Partition, resolution: Resolution, q: f64) -> Self {
        let (weights, strengths) = adjacency.live_fractions();
        let labels: Vec<usize> = adjacency
            .live_units()
            .iter()
            .filter_map(|&unit| start.labels()[unit])
            .collect();
        let mut chain = Self {
            links: vec![vec![0.0; labels.len()]; start.n_modules()],
            module_strengths: vec![0.0; start.n_modules()],
            sizes: start.module_sizes(),
            best_labels: labels.clone(),
            weights,
            strengths,
            gamma: resolution.gamma(),
            labels,
            q,
            best_q: q,
            temperature: None,
            moves_since_refresh: 0,
            slots: Vec::new(),
            values: Vec::new(),
            gaps: Vec::new(),
            shares: Vec::new(),
        };
        chain.refresh();
        chain
    }

    /// Sums links and strengths of all modules from scratch.
    fn refresh(&mut self) {
        self.links.iter_mut().for_each(|links| links.fill(0.0));
        self.module_strengths.fill(0.0);
        for (unit, row) in self.weights.rows().into_iter().enumerate() {
            let module = self.labels[unit];
            self.module_strengths[module] += self.strengths[unit];
            for (link, weight) in self.links[module].iter_mut().zip(row) {
                *link += weight;
            }
        }
        self.moves_since_refresh = 0;
    }

    fn step<R: Rng + ?Sized>(&mut self, config: &MonteCarloConfig, rng: &mut R) -> Draw {
        let unit = rng.gen_range(0..self.labels.len());
        let here = self.labels[unit];
        let (stay, best) = self.propose(unit);
        let best_value = self.values[best];
        let best_so_far = self.q + (best_value - self.values[stay]) > self.best_q;
        if best_so_far {
            self.best_q = self.q + (best_value - self.values[stay]);
            self.best_labels.copy_from_slice(&self.labels);
            self.best_labels[unit] = self.slots[best];
        }
        self.gaps.clear();
        self.gaps.extend(self.values.iter().map(|v| best_value - v));
        let fit = fit_gaps(
            &self.gaps,
            config.target_entropy_nats,
            config.tolerance_nats,
            self.temperature,
            &mut self.shares,
        );
        self.temperature = Some(fit.temperature);
        let chosen = draw_in_proportion(&self.shares, rng);
        let moved = self.slots[chosen] != here;
        if moved {
            self.q += self.values[chosen] - self.values[stay];
            self.move_unit(unit, self.slots[chosen]);
        }
        Draw {
            moved,
            best_so_far,
            entropy_nats: fit.entropy_nats,
        }
    }

    /// Fills in the candidates for a unit; returns the positions among them of its present place and of the best.
    fn propose(&mut self, unit: usize) -> (usize, usize) {
        let (here, k) = (self.labels[unit], self.strengths[unit]);
        self.slots.clear();
        self.values.clear();
        let (mut stay, mut best) = (0, 0);
        let mut empty = None;
        for slot in 0..self.sizes.len() {
            if self.sizes[slot] == 0 {
                empty = empty.or(Some(slot));
                continue;
            }
            let position = self.slots.len();
            let mut others = self.module_strengths[slot];
            if slot == here {
                stay = position;
                others -= k;
            }
            let value = 2.0 * (self.links[slot][unit] - self.gamma * k * others);
            // A unit on its own gains nothing; rounding must not make it compete with itself.
            let alone = slot == here && self.sizes[slot] == 1;
            self.slots.push(slot);
            self.values.push(if alone { 0.0 } else { value });
            if self.values[position] > self.values[best] {
                best = position;
            }
        }
        if self.sizes[here] > 1 {
            self.slots.push(empty.unwrap_or(self.sizes.len()));
            self.values.push(0.0);
            if 0.0 > self.values[best] {
                best = self.values.len() - 1;
            }
        }
        (stay, best)
    }

    fn move_unit(&mut self, unit: usize, target: usize) {
        if target == self.sizes.len() {
            self.links.push(vec![0.0; self.labels.len()]);
            self.module_strengths.push(0.0);
            self.sizes.push(0);
        }
        let source = self.labels[unit];
        let row = self.weights.row(unit);
        for (link, weight) in self.links[source].iter_mut().zip(row) {
            *link -= weight;
        }
        for (link, weight) in self.links[target].iter_mut().zip(row) {
            *link += weight;
        }
        self.module_strengths[source] -= self.strengths[unit];
        self.module_strengths[target] += self.strengths[unit];
        self.sizes[source] -= 1;
        self.sizes[target] += 1;
        self.labels[unit] = target;
        if self.sizes[source] == 0 {
            self.links[source].fill(0.0);
            self.module_strengths[source] = 0.0;
        }
        self.moves_since_refresh += 1;
        if self.moves_since_refresh >= REFRESH_AFTER {
            self.refresh();
        }
    }

    fn best_partition(&self, adjacency: &Adjacency) -> Partition {
        Partition::from_members(
            adjacency.n_units(),
            adjacency.live_units(),
            &self.best_labels,
        )
    }
}

/// Draws a position with probability in proportion to its share (≥ 0).
fn draw_in_proportion<R: Rng + ?Sized>(shares: &[f64], rng: &mut R) -> usize {
    let total: f64 = shares.iter().sum();
    let mut left = rng.gen_range(0.0..1.0) * total;
    let mut last = 0;
    for (position, &share) in shares.iter().enumerate() {
        if share > 0.0 {
            last = position;
            if left < share {
                return position;
            }
            left -= share;
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use ndarray::Array2;
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    use super::{Chain, MonteCarloConfig};
    use crate::modularity::{
        Adjacency, Partition, Resolution, SpectralVariant, modularity_q, spectral_partition,
    };

    /// A draw hot enough to move often, with modules appearing and vanishing all the time.
    #[test]
    fn running_q_stays_the_q_of_the_labels() {
        let mut rng = ChaCha8Rng::seed_from_u64(2);
        let mut weights = Array2::zeros((17, 17));
        for (i, j) in (0..17).flat_map(|i| (0..i).map(move |j| (i, j))) {
            weights[[i, j]] = rng.gen_range(0.0..1.0);
            weights[[j, i]] = weights[[i, j]];
        }
        let adjacency = Adjacency::new(weights.view()).unwrap();
        let gamma = Resolution::new(1.1).unwrap();
        let start = spectral_partition(&adjacency, gamma, SpectralVariant::Newman);
        let start_q = modularity_q(&adjacency, &start, gamma).unwrap();
        let mut chain = Chain::new(&adjacency, &start, gamma, start_q);
        let config = MonteCarloConfig {
            target_entropy_nats: 1.0,
            ..MonteCarloConfig::default()
        };
        let q_of = |labels: &[usize]| {
            let partition = Partition::from_members(17, adjacency.live_units(), labels);
            modularity_q(&adjacency, &partition, gamma).unwrap()
        };
        let mut moves = 0;
        for _ in 0..10_000 {
            let best_before = chain.best_q;
            let draw = chain.step(&config, &mut rng);
            moves += usize::from(draw.moved);
            assert!((chain.q - q_of(&chain.labels)).abs() < 1e-12);
            if draw.best_so_far {
                assert!(chain.best_q > best_before);
                assert!((chain.best_q - q_of(&chain.best_labels)).abs() < 1e-12);
            }
        }
        assert!(moves > super::REFRESH_AFTER);
    }
}
