//! Properties of Q and its optimisers over random graphs and labels.

use crate::support::graphs::{exhaustive_optimum, random_adjacency};
use proptest::prelude::*;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use updown::modularity::{
    Adjacency, Optimizer, Partition, Resolution, cluster, modularity_q, modularity_q_of_assigned,
};

fn rng(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

/// A random adjacency, any labels for its units (some in no module), and a seed.
fn graph_and_labels() -> impl Strategy<Value = (Adjacency, Vec<Option<usize>>, u64)> {
    (2_usize..14, any::<u64>()).prop_map(|(n, seed)| {
        let mut rng = rng(seed);
        let labels = (0..n)
            .map(|_| rng.gen_bool(0.9).then(|| rng.gen_range(0..4)))
            .collect();
        (random_adjacency(n, 0.2, seed), labels, seed)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn q_is_invariant_under_relabelling_and_scaling(
        (graph, labels, _) in graph_and_labels(),
        exponent in -200..200_i32,
    ) {
        let gamma = Resolution::default();
        let partition = Partition::from_labels(&labels);
        let renamed: Vec<_> = labels.iter().map(|label| label.map(|l| 17 - 3 * l)).collect();
        prop_assert_eq!(&Partition::from_labels(&renamed), &partition);
        let scaled = graph.weights().mapv(|weight| weight * 10.0_f64.powi(exponent));
        let scaled = Adjacency::new(scaled.view()).unwrap();
        let q = modularity_q(&graph, &partition, gamma).unwrap();
        prop_assert!((modularity_q(&scaled, &partition, gamma).unwrap() - q).abs() < 1e-13);
    }

    #[test]
    fn both_q_agree_when_every_live_unit_is_in_a_module((graph, labels, _) in graph_and_labels()) {
        let all: Vec<_> = labels.iter().map(|label| Some(label.unwrap_or(5))).collect();
        let partition = Partition::from_labels(&all);
        let q = modularity_q(&graph, &partition, Resolution::default()).unwrap();
        prop_assert!((modularity_q_of_assigned(&graph, &partition).unwrap() - q).abs() < 1e-13);
    }

    #[test]
    fn no_optimizer_ends_below_one_module_and_none_depends_on_scale(
        (graph, _, seed) in graph_and_labels(),
    ) {
        let gamma = Resolution::default();
        // A power of two scales every float exactly.
        let scaled = graph.weights().mapv(|weight| weight * 2.0_f64.powi(-60));
        let scaled = Adjacency::new(scaled.view()).unwrap();
        for optimizer in [Optimizer::Spectral, Optimizer::paper(), Optimizer::leiden(2)] {
            let found = cluster(&graph, &optimizer, gamma, &mut rng(seed)).unwrap();
            prop_assert!(found.q >= -1e-12);
            let again = cluster(&scaled, &optimizer, gamma, &mut rng(seed)).unwrap();
            prop_assert_eq!(&again.partition, &found.partition);
        }
    }

    /// Leiden against the optimum by exhaustive search, on graphs small enough for it.
    #[test]
    fn leiden_and_monte_carlo_find_the_exhaustive_optimum(seed in any::<u64>(), n in 2_usize..8) {
        let graph = random_adjacency(n, 0.2, seed);
        let gamma = Resolution::default();
        let best = exhaustive_optimum(&graph, gamma);
        let leiden = cluster(&graph, &Optimizer::leiden(5), gamma, &mut rng(seed)).unwrap();
        prop_assert!((leiden.q - best).abs() < 1e-12);
        let chain = cluster(&graph, &Optimizer::paper(), gamma, &mut rng(seed)).unwrap();
        prop_assert!((chain.q - best).abs() < 1e-12);
    }
}
