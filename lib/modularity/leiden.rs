//! Leiden: local moving, refinement, aggregation (Traag, Waltman & van Eck, *From Louvain to Leiden*, Sci. Rep. 2019), restarted.
//!
//! One run repeats, from the singletons: (1) visit nodes in random order and move each to the module that raises Q most, until none
//! can; (2) inside each module, merge well-connected nodes anew at random, the better the merge the likelier; (3) make the groups of
//! (2) the nodes of a smaller graph, with the modules of (1) as its start. When a whole pass changes nothing, a run *kicks* its best
//! partition (dissolves a module, or moves some units at random) and goes on from there, keeping what is better: dense association
//! matrices have many local optima that single runs end in. Deterministic given the random numbers, whatever the thread count.
//!
//! A move costs O(n) on a dense matrix; restarts run in parallel.

use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::adjacency::Adjacency;
use super::error::ModularityError;
use super::graph::{Graph, renumber};
use super::local_moving::{move_nodes, refine};
use super::partition::Partition;
use super::quality::{Resolution, modularity_q};

/// Q has to rise by more than rounding for the search to go on.
const LEAST_GAIN: f64 = 1e-13;

/// Settings of the Leiden search.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LeidenConfig {
    /// Independent runs, at least 1; the best is kept. 10.
    pub restarts: usize,
    /// How many kicks in a row may fail to find a better partition before a run ends; 10. Zero is plain Leiden.
    pub kicks: usize,
}

impl Default for LeidenConfig {
    fn default() -> Self {
        Self {
            restarts: 10,
            kicks: 10,
        }
    }
}

/// Runs `config.restarts` searches and returns the partitions they ended in, in order of restart, each with its Q.
///
/// # Errors
/// When `restarts` is 0.
pub fn leiden_runs<R: Rng + ?Sized>(
    adjacency: &Adjacency,
    resolution: Resolution,
    config: &LeidenConfig,
    rng: &mut R,
) -> Result<Vec<(Partition, f64)>, ModularityError> {
    if config.restarts == 0 {
        return Err(ModularityError::Setting {
            setting: "restarts",
            expected: "at least 1",
            found: 0.0,
        });
    }
    let (weights, strengths) = adjacency.live_fractions();
    let graph = Graph { weights, strengths };
    // Each run has its own stream, drawn before the runs start: threads cannot change the result.
    let seeds: Vec<u64> = (0..config.restarts).map(|_| rng.next_u64()).collect();
    seeds
        .into_par_iter()
        .map(|seed| {
            let mut rng = ChaCha8Rng::seed_from_u64(seed);
            let labels = search(&graph, resolution.gamma(), config.kicks, &mut rng);
            let n_units = adjacency.n_units();
            let partition = Partition::from_members(n_units, adjacency.live_units(), &labels);
            let q = modularity_q(adjacency, &partition, resolution)?;
            Ok((partition, q))
        })
        .collect()
}

/// The best partition over all restarts (the earliest of equals) and its Q.
///
/// # Errors
/// When `restarts` is 0.
pub fn leiden_partition<R: Rng + ?Sized>(
    adjacency: &Adjacency,
    resolution: Resolution,
    config: &LeidenConfig,
    rng: &mut R,
) -> Result<(Partition, f64), ModularityError> {
    Ok(best_run(&leiden_runs(adjacency, resolution, config, rng)?)?.clone())
}

/// The best of several partitions with their Q; the earliest of equals.
///
/// # Errors
/// When there is none.
pub fn best_run(runs: &[(Partition, f64)]) -> Result<&(Partition, f64), ModularityError> {
    let mut best: Option<&(Partition, f64)> = None;
    for run in runs {
        if best.is_none_or(|(_, q)| run.1 > q + LEAST_GAIN) {
            best = Some(run);
        }
    }
    best.ok_or(ModularityError::Empty)
}

/// One run: Leiden from the singletons, then kicks until `patience` of them in a row have failed.
fn search<R: Rng>(graph: &Graph, gamma: f64, patience: usize, rng: &mut R) -> Vec<usize> {
    let mut best: Vec<usize> = (0..graph.n_nodes()).collect();
    let mut best_q = climb(graph, &mut best, gamma, rng);
    let mut in_vain = 0;
    while in_vain < patience {
        let mut labels = best.clone();
        kick(&mut labels, rng);
        let q = climb(graph, &mut labels, gamma, rng);
        in_vain = if q > best_q + LEAST_GAIN {
            0
        } else {
            in_vain + 1
        };
        // Sideways moves along equal Q are free and leave plateaus.
        if q >= best_q - LEAST_GAIN {
            best_q = best_q.max(q);
            best = labels;
        }
    }
    best
}

/// Repeats Leiden passes until one no longer raises Q; returns Q.
fn climb<R: Rng>(graph: &Graph, labels: &mut Vec<usize>, gamma: f64, rng: &mut R) -> f64 {
    let mut q = f64::NEG_INFINITY;
    loop {
        let (proposal, proposed_q) = pass(graph, labels.clone(), gamma, rng);
        if proposed_q <= q + LEAST_GAIN {
            return q;
        }
        q = proposed_q;
        *labels = proposal;
    }
}

/// One Leiden pass through all levels, from a labelling of the finest; returns the new labelling and its Q.
fn pass<R: Rng>(
    finest: &Graph,
    mut labels: Vec<usize>,
    gamma: f64,
    rng: &mut R,
) -> (Vec<usize>, f64) {
    renumber(&mut labels);
    let mut coarse: Option<Graph> = None;
    // Node of the current level that each unit has become part of.
    let mut node_of: Vec<usize> = (0..finest.n_nodes()).collect();
    loop {
        let graph = coarse.as_ref().unwrap_or(finest);
        move_nodes(graph, &mut labels, gamma, rng);
        let n_modules = renumber(&mut labels);
        let mut groups = refine(graph, &labels, n_modules, gamma, rng);
        let n_groups = renumber(&mut groups);
        if n_groups == graph.n_nodes() || n_modules == graph.n_nodes() {
            let unit_labels = node_of.iter().map(|&node| labels[node]).collect();
            return (unit_labels, graph.quality(&labels, gamma));
        }
        let mut group_labels = vec![0; n_groups];
        for (&group, &label) in groups.iter().zip(&labels) {
            group_labels[group] = label;
        }
        coarse = Some(graph.aggregate(&groups, n_groups));
        node_of.iter_mut().for_each(|node| *node = groups[*node]);
        labels = group_labels;
    }
}

/// Disturbs a labelling: dissolves one module into the others, merges two, or sends a tenth of all units elsewhere.
fn kick<R: Rng>(labels: &mut [usize], rng: &mut R) {
    let n_modules = renumber(labels);
    let module = rng.gen_range(0..n_modules);
    match rng.gen_range(0..3) {
        0 => {
            let members = labels.iter_mut().filter(|label| **label == module);
            members.for_each(|label| *label = rng.gen_range(0..=n_modules));
        }
        1 => {
            let other = rng.gen_range(0..n_modules);
            let members = labels.iter_mut().filter(|label| **label == module);
            members.for_each(|label| *label = other);
        }
        _ => {
            let n_moved = labels.len().div_ceil(10).max(2);
            let mut nodes: Vec<usize> = (0..labels.len()).collect();
            let (chosen, _) = nodes.partial_shuffle(rng, n_moved);
            for &mut node in chosen {
                labels[node] = rng.gen_range(0..=n_modules);
            }
        }
    }
}
