//! The two inner loops of Leiden: moving single nodes to better modules, and refining modules into well-connected groups.
//!
//! Node v gains g_c = w_vc − γ k_v K_c (v taken out of c) by being in module c, and nothing by being alone; moving it from a to c
//! changes Q by 2(g_c − g_a).

use std::collections::VecDeque;

use rand::Rng;
use rand::seq::SliceRandom;

use super::graph::Graph;

/// Weights sum to 1; differences below this are rounding.
const ROUNDING: f64 = 1e-14;
/// A refinement merge that gains this share less than the best one is e times less likely: Traag's θ made scale-free.
const RANDOMNESS: f64 = 0.1;

/// Moves nodes, in random order, to the module (or an empty one) where they gain most; after a move, the node's neighbours outside
/// its new module are visited again. Every node is visited at least once, so a call that moves nothing proves that no single move is better.
///
/// `labels` must be below the number of nodes, and remain so.
pub(super) fn move_nodes<R: Rng>(graph: &Graph, labels: &mut [usize], gamma: f64, rng: &mut R) {
    let n = graph.n_nodes();
    let mut slots = Slots::new(graph, labels);
    let mut order: Vec<usize> = (0..n).collect();
    order.shuffle(rng);
    let mut queue = VecDeque::from(order);
    let mut waiting = vec![true; n];
    let mut links = Vec::new();
    while let Some(node) = queue.pop_front() {
        waiting[node] = false;
        links.resize(slots.sizes.len(), 0.0);
        graph.links_to_modules(node, labels, &mut links);
        let (here, k) = (labels[node], graph.strengths[node]);
        let target = slots.best_for(&links, k, gamma, here);
        if target == here {
            continue;
        }
        slots.move_strength(k, here, target);
        labels[node] = target;
        for (other, &weight) in graph.weights.row(node).iter().enumerate() {
            if weight > 0.0 && labels[other] != target && !waiting[other] {
                waiting[other] = true;
                queue.push_back(other);
            }
        }
    }
}

/// Sizes and strengths of modules while nodes move between them. A slot of size 0 is a place for a node alone.
struct Slots {
    sizes: Vec<usize>,
    strengths: Vec<f64>,
    empty: Vec<usize>,
    most: usize,
}

impl Slots {
    fn new(graph: &Graph, labels: &[usize]) -> Self {
        let most = graph.n_nodes();
        let top = labels.iter().max().map_or(0, |largest| largest + 1);
        // Only one slot beyond the largest label is considered, so scans are as short as the number of modules.
        let n_slots = (top + 1).min(most);
        let (mut sizes, mut strengths) = (vec![0; n_slots], vec![0.0; n_slots]);
        for (node, &label) in labels.iter().enumerate() {
            sizes[label] += 1;
            strengths[label] += graph.strengths[node];
        }
        let empty = (0..n_slots)
            .rev()
            .filter(|&slot| sizes[slot] == 0)
            .collect();
        Self {
            sizes,
            strengths,
            empty,
            most,
        }
    }

    /// Where a node of strength k, now in `here`, gains most; it stays unless another place is better by more than rounding.
    fn best_for(&self, links: &[f64], k: f64, gamma: f64, here: usize) -> usize {
        let alone = self.sizes[here] == 1;
        let gain_here = if alone {
            0.0
        } else {
            links[here] - gamma * k * (self.strengths[here] - k)
        };
        let (mut best, mut best_gain) = (here, gain_here + ROUNDING);
        for (slot, (link, strength)) in links.iter().zip(&self.strengths).enumerate() {
            if self.sizes[slot] > 0 && slot != here {
                let gain = link - gamma * k * strength;
                if gain > best_gain {
                    (best, best_gain) = (slot, gain);
                }
            }
        }
        match self.empty.last() {
            Some(&slot) if !alone && 0.0 > best_gain => slot,
            _ => best,
        }
    }

    fn move_strength(&mut self, k: f64, here: usize, target: usize) {
        if self.sizes[target] == 0 {
            self.empty.pop();
            if self.empty.is_empty() && self.sizes.len() < self.most {
                self.empty.push(self.sizes.len());
                self.sizes.push(0);
                self.strengths.push(0.0);
            }
        }
        self.sizes[here] -= 1;
        self.strengths[here] -= k;
        self.sizes[target] += 1;
        self.strengths[target] += k;
        if self.sizes[here] == 0 {
            self.strengths[here] = 0.0;
            self.empty.push(here);
        }
    }
}

/// Splits each module into well-connected groups: nodes still alone merge, in random order, into such a group of their own
/// module, the likelier the larger the gain. Returns the group of each node.
pub(super) fn refine<R: Rng>(
    graph: &Graph,
    labels: &[usize],
    n_modules: usize,
    gamma: f64,
    rng: &mut R,
) -> Vec<usize> {
    let n = graph.n_nodes();
    let mut refinement = Refinement {
        graph,
        gamma,
        groups: (0..n).collect(),
        sizes: vec![1; n],
        strengths: graph.strengths.clone(),
        outward: vec![0.0; n],
        links: vec![0.0; n],
        candidates: Vec::new(),
    };
    let mut members = vec![Vec::new(); n_modules];
    for (node, &label) in labels.iter().enumerate() {
        members[label].push(node);
    }
    for module in &members {
        refinement.split(module, rng);
    }
    refinement.groups
}

/// Groups under construction. A group is named by one of its nodes; merged nodes leave an empty group behind.
struct Refinement<'a> {
    graph: &'a Graph,
    gamma: f64,
    groups: Vec<usize>,
    sizes: Vec<usize>,
    strengths: Vec<f64>,
    /// Weight between a group and the rest of its module.
    outward: Vec<f64>,
    /// Scratch: weight between the node at hand and each group.
    links: Vec<f64>,
    candidates: Vec<(usize, f64)>,
}

impl Refinement<'_> {
    /// Splits one module; reads its own block of the weights only.
    fn split<R: Rng>(&mut self, members: &[usize], rng: &mut R) {
        let mut whole = 0.0;
        for &node in members {
            whole += self.graph.strengths[node];
            let row = self.graph.weights.row(node);
            let others = members.iter().filter(|&&other| other != node);
            self.outward[node] = others.map(|&other| row[other]).sum();
        }
        let mut order = members.to_vec();
        order.shuffle(rng);
        for node in order {
            // Others may have joined this node; alone it is its own group.
            if self.sizes[node] != 1 || self.groups[node] != node || !self.connected(node, whole) {
                continue;
            }
            self.find_candidates(node, members, whole);
            if let Some(group) = draw(&self.candidates, rng) {
                self.outward[group] += self.outward[node] - 2.0 * self.links[group];
                self.strengths[group] += self.graph.strengths[node];
                self.sizes[group] += 1;
                self.sizes[node] = 0;
                self.groups[node] = group;
            }
        }
    }

    /// Whether a group is tied to the rest of its module at least as strongly as by chance (Traag's γ-connectedness).
    fn connected(&self, group: usize, whole: f64) -> bool {
        let k = self.strengths[group];
        self.outward[group] >= self.gamma * k * (whole - k) - ROUNDING
    }

    /// Lists the groups of the module that a node would gain by joining.
    fn find_candidates(&mut self, node: usize, members: &[usize], whole: f64) {
        members.iter().for_each(|&other| self.links[other] = 0.0);
        let row = self.graph.weights.row(node);
        for &other in members {
            self.links[self.groups[other]] += row[other];
        }
        self.candidates.clear();
        let gamma_k = self.gamma * self.graph.strengths[node];
        for &group in members {
            if group != node && self.sizes[group] > 0 && self.connected(group, whole) {
                let gain = self.links[group] - gamma_k * self.strengths[group];
                if gain > 0.0 {
                    self.candidates.push((group, gain));
                }
            }
        }
    }
}

/// Draws a candidate with probability ∝ exp(gain / (θ · largest gain)).
fn draw<R: Rng>(candidates: &[(usize, f64)], rng: &mut R) -> Option<usize> {
    let largest = candidates
        .iter()
        .fold(0.0_f64, |most, (_, gain)| most.max(*gain));
    let weight = |gain: f64| ((gain / largest - 1.0) / RANDOMNESS).exp();
    let total: f64 = candidates.iter().map(|(_, gain)| weight(*gain)).sum();
    let mut left = rng.gen_range(0.0..1.0) * total;
    for &(group, gain) in candidates {
        left -= weight(gain);
        if left < 0.0 {
            return Some(group);
        }
    }
    candidates.last().map(|candidate| candidate.0)
}

#[cfg(test)]
mod tests {
    use ndarray::Array2;
    use proptest::prelude::*;
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    use super::{move_nodes, refine};
    use crate::modularity::Adjacency;
    use crate::modularity::graph::{Graph, renumber};

    /// A random graph with about half of its edges, and a random labelling of its nodes.
    fn graph_and_labels(n: usize, seed: u64) -> (Graph, Vec<usize>, ChaCha8Rng) {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut weights = Array2::zeros((n, n));
        for (i, j) in (1..n).flat_map(|i| (0..i).map(move |j| (i, j))) {
            weights[[i, j]] = f64::from(rng.gen_bool(0.5)) * rng.gen_range(0.0..1.0);
            weights[[j, i]] = weights[[i, j]];
        }
        weights[[0, 1]] = 1.0;
        weights[[1, 0]] = 1.0;
        let (weights, strengths) = Adjacency::new(weights.view()).unwrap().live_fractions();
        let graph = Graph { weights, strengths };
        let labels = (0..graph.n_nodes())
            .map(|_| rng.gen_range(0..graph.n_nodes()))
            .collect();
        (graph, labels, rng)
    }

    proptest! {
        #[test]
        fn moving_never_lowers_q_and_ends_where_no_move_is_better(
            n in 2_usize..20, gamma in 0.0..2.0_f64, seed in any::<u64>(),
        ) {
            let (graph, mut labels, mut rng) = graph_and_labels(n, seed);
            let mut after = graph.quality(&labels, gamma);
            loop {
                // One call may leave a better move behind: only neighbours of a moved node are visited again.
                let (before, labels_before) = (after, labels.clone());
                move_nodes(&graph, &mut labels, gamma, &mut rng);
                after = graph.quality(&labels, gamma);
                prop_assert!(after >= before - 1e-13);
                if labels == labels_before {
                    break;
                }
            }
            for node in 0..graph.n_nodes() {
                for module in 0..graph.n_nodes() {
                    let mut moved = labels.clone();
                    moved[node] = module;
                    prop_assert!(graph.quality(&moved, gamma) <= after + 1e-12);
                }
            }
        }

        #[test]
        fn refinement_stays_inside_modules_and_aggregation_keeps_q(
            n in 2_usize..20, gamma in 0.0..2.0_f64, seed in any::<u64>(),
        ) {
            let (graph, mut labels, mut rng) = graph_and_labels(n, seed);
            let n_modules = renumber(&mut labels);
            let mut groups = refine(&graph, &labels, n_modules, gamma, &mut rng);
            let n_groups = renumber(&mut groups);
            let mut group_labels = vec![usize::MAX; n_groups];
            for (&group, &label) in groups.iter().zip(&labels) {
                prop_assert!(group_labels[group] == usize::MAX || group_labels[group] == label);
                group_labels[group] = label;
            }
            let singletons: Vec<usize> = (0..graph.n_nodes()).collect();
            let refined_q = graph.quality(&groups, gamma);
            prop_assert!(refined_q >= graph.quality(&singletons, gamma) - 1e-13);
            let coarse = graph.aggregate(&groups, n_groups);
            let q = graph.quality(&labels, gamma);
            prop_assert!((coarse.quality(&group_labels, gamma) - q).abs() < 1e-12);
        }
    }
}
