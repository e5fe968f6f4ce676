//! Small graphs with known modules.

use ndarray::Array2;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use updown::modularity::{Adjacency, Partition, Resolution, modularity_q};

/// Zachary's karate club (1977), 34 members, 78 unweighted ties, numbered from 0.
const KARATE: [(usize, &[usize]); 26] = [
    (0, &[1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31]),
    (1, &[2, 3, 7, 13, 17, 19, 21, 30]),
    (2, &[3, 7, 8, 9, 13, 27, 28, 32]),
    (3, &[7, 12, 13]),
    (4, &[6, 10]),
    (5, &[6, 10, 16]),
    (6, &[16]),
    (8, &[30, 32, 33]),
    (9, &[33]),
    (13, &[33]),
    (14, &[32, 33]),
    (15, &[32, 33]),
    (18, &[32, 33]),
    (19, &[33]),
    (20, &[32, 33]),
    (22, &[32, 33]),
    (23, &[25, 27, 29, 32, 33]),
    (24, &[25, 27, 31]),
    (25, &[31]),
    (26, &[29, 33]),
    (27, &[33]),
    (28, &[31, 33]),
    (29, &[32, 33]),
    (30, &[32, 33]),
    (31, &[32, 33]),
    (32, &[33]),
];

/// Zachary's karate club.
pub fn karate() -> Adjacency {
    let ties = KARATE.iter();
    from_edges(
        34,
        ties.flat_map(|(i, others)| others.iter().map(|&j| (*i, j))),
    )
}

/// `k` cliques of `s` units in a ring, neighbours joined by one edge.
pub fn ring_of_cliques(k: usize, s: usize) -> Adjacency {
    let within = (0..k).flat_map(move |c| {
        (0..s).flat_map(move |i| (i + 1..s).map(move |j| (c * s + i, c * s + j)))
    });
    let between = (0..k).map(move |c| (c * s, ((c + 1) % k) * s + 1));
    from_edges(k * s, within.chain(between))
}

/// Two cliques of `s` units joined by one edge.
pub fn barbell(s: usize) -> Adjacency {
    let within = (0..2).flat_map(move |c| {
        (0..s).flat_map(move |i| (i + 1..s).map(move |j| (c * s + i, c * s + j)))
    });
    from_edges(2 * s, within.chain([(0, s)]))
}

/// Uniform random weights, plus `structure` between units of equal number modulo 3.
pub fn random_adjacency(n: usize, structure: f64, seed: u64) -> Adjacency {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut weights = Array2::zeros((n, n));
    for (i, j) in (0..n).flat_map(|i| (0..i).map(move |j| (i, j))) {
        let bonus = if i % 3 == j % 3 { structure } else { 0.0 };
        weights[[i, j]] = rng.gen_range(0.01..1.0) + bonus;
        weights[[j, i]] = weights[[i, j]];
    }
    Adjacency::new(weights.view()).unwrap()
}

/// Largest Q over every partition of a handful of units.
pub fn exhaustive_optimum(graph: &Adjacency, gamma: Resolution) -> f64 {
    fn extend(
        labels: &mut Vec<Option<usize>>,
        used: usize,
        graph: &Adjacency,
        gamma: Resolution,
    ) -> f64 {
        if labels.len() == graph.n_units() {
            return modularity_q(graph, &Partition::from_labels(labels), gamma).unwrap();
        }
        let mut best = f64::NEG_INFINITY;
        for label in 0..=used {
            labels.push(Some(label));
            best = best.max(extend(labels, used.max(label + 1), graph, gamma));
            labels.pop();
        }
        best
    }
    extend(&mut Vec::new(), 0, graph, gamma)
}

fn from_edges(n: usize, edges: impl Iterator<Item = (usize, usize)>) -> Adjacency {
    let mut weights = Array2::zeros((n, n));
    for (i, j) in edges {
        weights[[i, j]] = 1.0;
        weights[[j, i]] = 1.0;
    }
    Adjacency::new(weights.view()).unwrap()
}
