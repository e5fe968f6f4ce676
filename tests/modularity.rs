//! Claims about modularity that need no golden file: known graphs, invariances, refusals, degenerate cases.

use crate::support::graphs::{barbell, karate, random_adjacency, ring_of_cliques};
use ndarray::{Array2, array};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use updown::modularity::{
    Adjacency, Clustering, Consensus, GradientConfig, LeidenConfig, ModularityError,
    MonteCarloConfig, Optimizer, Partition, Resolution, SpectralVariant, cluster,
    consensus_of_restarts, effective_n_modules, effective_n_modules_live, leiden_runs,
    modularity_q, refine_monte_carlo, sparsify, spectral_partition,
};

fn rng(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

fn every_optimizer() -> [Optimizer; 5] {
    let monte_carlo = MonteCarloConfig {
        steps: 1_000,
        ..MonteCarloConfig::default()
    };
    [
        Optimizer::Spectral,
        Optimizer::SpectralReference,
        Optimizer::MonteCarlo(monte_carlo),
        Optimizer::leiden(5),
        Optimizer::Gradient(GradientConfig::default()),
    ]
}

// Known graphs.

/// Optimum of Zachary's karate club: Q = 0.4198 with four communities (Brandes et al. 2008; proven optimal).
#[test]
fn leiden_and_monte_carlo_find_the_optimum_of_the_karate_club() {
    let gamma = Resolution::default();
    for optimizer in [Optimizer::leiden(10), Optimizer::paper()] {
        let found = cluster(&karate(), &optimizer, gamma, &mut rng(3)).unwrap();
        assert!(
            (found.q - 0.419_789_6).abs() < 1e-7,
            "{}: {}",
            optimizer.name(),
            found.q
        );
        assert_eq!(found.n_modules, 4, "{}", optimizer.name());
    }
}

/// The leading-eigenvector method without fine-tuning gives 0.3934 on the karate club, as in igraph's documentation of the method.
#[test]
fn spectral_q_of_the_karate_club_is_the_published_one() {
    let gamma = Resolution::default();
    let partition = spectral_partition(&karate(), gamma, SpectralVariant::Newman);
    let q = modularity_q(&karate(), &partition, gamma).unwrap();
    assert!((q - 0.393_4).abs() < 5e-5, "{q}");
    assert_eq!(partition.n_modules(), 4);
}

/// Gradient ascent is the weakest of the optimisers: near the optimum after ten restarts, rarely at it.
#[test]
fn gradient_ascent_comes_near_the_optimum_of_the_karate_club() {
    let optimizer = Optimizer::Gradient(GradientConfig::default());
    let found = cluster(&karate(), &optimizer, Resolution::default(), &mut rng(3)).unwrap();
    assert!(found.q > 0.4 && found.q < 0.419_789_7, "{}", found.q);
}

/// `networkx.community.modularity` of the two factions that Zachary saw form, ties unweighted.
#[test]
fn q_of_zacharys_factions_is_that_of_networkx() {
    let officer = [
        9, 14, 15, 18, 20, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33,
    ];
    let labels: Vec<i64> = (0..34)
        .map(|unit| i64::from(officer.contains(&unit)))
        .collect();
    let factions = Partition::from_signed_labels(&labels);
    let q = modularity_q(&karate(), &factions, Resolution::default()).unwrap();
    assert!((q - 0.358_234_714_003_944_8).abs() < 1e-14, "{q}");
}

/// k cliques of s units in a ring, joined by single edges: Q = 1 − 1/(s(s−1)/2 + 1) − 1/k (Fortunato & Barthélemy 2007).
#[test]
fn ring_of_cliques_is_taken_apart_into_cliques() {
    let (k, s) = (6, 5);
    let expected = 1.0 - 1.0 / 11.0 - 1.0 / 6.0;
    for optimizer in [Optimizer::leiden(5), Optimizer::paper()] {
        let gamma = Resolution::default();
        let found = cluster(&ring_of_cliques(k, s), &optimizer, gamma, &mut rng(1)).unwrap();
        assert!((found.q - expected).abs() < 1e-12, "{}", optimizer.name());
        assert_eq!(found.n_modules, k);
    }
}

/// The resolution limit (Fortunato & Barthélemy 2007): more than s(s−1) + 2 cliques of s merge in pairs at γ = 1; at γ = 2 they come apart.
#[test]
fn resolution_decides_between_cliques_and_pairs_of_cliques() {
    let graph = ring_of_cliques(10, 3);
    let count = |gamma: f64| {
        let gamma = Resolution::new(gamma).unwrap();
        let found = cluster(&graph, &Optimizer::leiden(20), gamma, &mut rng(4)).unwrap();
        found.n_modules
    };
    assert_eq!(count(1.0), 5);
    assert_eq!(count(2.0), 10);
    assert_eq!(count(0.0), 1);
}

#[test]
fn every_optimizer_separates_a_barbell() {
    for optimizer in every_optimizer() {
        let gamma = Resolution::default();
        let found = cluster(&barbell(6), &optimizer, gamma, &mut rng(2)).unwrap();
        let sizes = found.partition.module_sizes();
        assert_eq!(sizes, [6, 6], "{}", optimizer.name());
    }
}

// What the optimisers guarantee.

#[test]
fn the_same_random_numbers_give_the_same_clustering() {
    let graph = random_adjacency(40, 0.3, 9);
    for optimizer in every_optimizer() {
        let run = || cluster(&graph, &optimizer, Resolution::default(), &mut rng(7)).unwrap();
        assert_eq!(run(), run(), "{}", optimizer.name());
    }
}

#[test]
fn leiden_does_not_depend_on_the_number_of_threads() {
    let graph = random_adjacency(40, 0.0, 9);
    let config = LeidenConfig {
        restarts: 8,
        kicks: 2,
    };
    let run = || leiden_runs(&graph, Resolution::default(), &config, &mut rng(7)).unwrap();
    let pool = |n| {
        rayon::ThreadPoolBuilder::new()
            .num_threads(n)
            .build()
            .unwrap()
    };
    assert_eq!(pool(1).install(run), pool(3).install(run));
}

#[test]
fn dead_units_stay_unassigned_in_every_optimizer() {
    let mut weights = random_adjacency(12, 0.5, 3).weights().to_owned();
    for dead in [0, 5, 11] {
        weights.row_mut(dead).fill(0.0);
        weights.column_mut(dead).fill(0.0);
    }
    let graph = Adjacency::new(weights.view()).unwrap();
    assert_eq!(graph.live_units().len(), 9);
    for optimizer in every_optimizer() {
        let found = cluster(&graph, &optimizer, Resolution::default(), &mut rng(0)).unwrap();
        for unit in 0..12 {
            assert_eq!(
                found.partition.labels()[unit].is_none(),
                graph.is_dead(unit)
            );
        }
    }
}

#[test]
fn monte_carlo_never_ends_below_its_start_and_records_its_course() {
    let graph = random_adjacency(30, 0.0, 5);
    let config = MonteCarloConfig {
        record_history: true,
        ..MonteCarloConfig::default()
    };
    let found = refine_monte_carlo(&graph, Resolution::default(), &config, &mut rng(1)).unwrap();
    assert!(found.q >= found.trace.start_q);
    assert_eq!(found.trace.q_history.len(), config.steps);
    let highest = found
        .trace
        .q_history
        .iter()
        .copied()
        .fold(f64::MIN, f64::max);
    assert!(found.q >= highest - 1e-12);
    assert!((found.trace.late_mean_entropy_nats - 0.15).abs() < 2e-3);
}

#[test]
fn monte_carlo_without_steps_returns_the_spectral_start() {
    let graph = random_adjacency(20, 0.5, 5);
    let config = MonteCarloConfig {
        steps: 0,
        ..MonteCarloConfig::default()
    };
    let found = refine_monte_carlo(&graph, Resolution::default(), &config, &mut rng(1)).unwrap();
    let start = spectral_partition(&graph, Resolution::default(), SpectralVariant::Newman);
    assert_eq!(found.partition, start);
    assert_eq!(found.trace.best_step, None);
}

#[test]
fn clustering_survives_json() {
    let graph = random_adjacency(10, 0.5, 5);
    for optimizer in every_optimizer() {
        let found = cluster(&graph, &optimizer, Resolution::default(), &mut rng(1)).unwrap();
        let text = serde_json::to_string(&found).unwrap();
        let back: Clustering = serde_json::from_str(&text).unwrap();
        assert_eq!(back.partition, found.partition);
        assert_eq!(back.optimizer, found.optimizer);
    }
}

// Consensus.

#[test]
fn consensus_of_equal_partitions_is_fully_stable() {
    let partition = Partition::from_signed_labels(&[0, 0, 1, -1]);
    let consensus = Consensus::of(&[partition.clone(), partition]).unwrap();
    assert_eq!(consensus.stability(), Some(1.0));
    assert_eq!(consensus.co_membership()[[0, 1]], 1.0);
    assert_eq!(consensus.co_membership()[[0, 2]], 0.0);
    assert!(consensus.unit_stability()[3].is_nan());
}

#[test]
fn consensus_counts_disagreement() {
    let one = Partition::from_signed_labels(&[0, 0, 1]);
    let other = Partition::from_signed_labels(&[0, 1, 1]);
    let consensus = Consensus::of(&[one, other]).unwrap();
    // Pairs (0,1) and (1,2) are together in half of the partitions, (0,2) in none.
    assert_eq!(consensus.unit_stability().to_vec(), [0.5, 0.0, 0.5]);
    assert!(Consensus::of(&[]).is_err());
}

#[test]
fn clear_modules_are_stable_over_restarts() {
    let graph = barbell(8);
    let gamma = Resolution::default();
    let consensus =
        consensus_of_restarts(&graph, &Optimizer::leiden(1), gamma, 10, &mut rng(1)).unwrap();
    assert_eq!(consensus.n_partitions(), 10);
    assert_eq!(consensus.stability(), Some(1.0));
}

// Refusals and their messages.

#[test]
fn errors_name_the_first_offending_entry_and_its_value() {
    let refused = |matrix: Array2<f64>| Adjacency::new(matrix.view()).unwrap_err().to_string();
    assert_eq!(
        refused(array![[0.0, 1.0], [1.0, 2.0]]),
        "an adjacency matrix has a zero diagonal, found 2 at (1, 1)"
    );
    assert_eq!(
        refused(array![[0.0, -0.5], [-0.5, 0.0]]),
        "adjacency entries must not be negative, found -0.5 at (0, 1): first take absolute values, or set entries below a \
         threshold to 0"
    );
    assert_eq!(
        refused(array![[0.0, f64::NAN], [1.0, 0.0]]),
        "adjacency entries must be finite, found NaN at (0, 1): first set entries without an association to 0"
    );
    assert_eq!(
        refused(array![[0.0, 1.0], [2.0, 0.0]]),
        "an adjacency matrix must be symmetric, found 1 at (0, 1) but 2 at (1, 0): take (A + Aᵀ)/2 first, or A + Aᵀ of a triangle"
    );
    assert_eq!(
        refused(Array2::zeros((2, 3))),
        "an adjacency matrix must be square, found 2 rows and 3 columns"
    );
    assert!(matches!(
        Adjacency::new(Array2::zeros((0, 0)).view()),
        Err(ModularityError::Empty)
    ));
    assert!(matches!(
        Adjacency::new(Array2::zeros((3, 3)).view()),
        Err(ModularityError::NoWeight { n_units: 3 })
    ));
    let huge = array![[0.0, f64::MAX], [f64::MAX, 0.0]];
    assert!(matches!(
        Adjacency::new(huge.view()),
        Err(ModularityError::TotalOverflow { .. })
    ));
}

#[test]
fn an_association_loses_its_diagonal_whatever_it_holds() {
    let association = array![[f64::NAN, 1.0], [1.0, -3.0]];
    let adjacency = Adjacency::from_association(association.view()).unwrap();
    assert_eq!(adjacency.weights(), array![[0.0, 1.0], [1.0, 0.0]]);
    assert_eq!(adjacency.strengths(), [1.0, 1.0]);
    assert_eq!(adjacency.total(), 2.0);
}

#[test]
fn rounding_between_mirrored_entries_is_averaged() {
    let matrix = array![[0.0, 1.0], [1.0 + 1e-7, 0.0]];
    let adjacency = Adjacency::new(matrix.view()).unwrap();
    assert_eq!(adjacency.weights()[[0, 1]], adjacency.weights()[[1, 0]]);
    assert!((adjacency.weights()[[0, 1]] - (1.0 + 5e-8)).abs() < 1e-15);
}

#[test]
fn settings_outside_their_range_are_refused() {
    let graph = barbell(3);
    let gamma = Resolution::default();
    for optimizer in [
        Optimizer::leiden(0),
        Optimizer::MonteCarlo(MonteCarloConfig {
            target_entropy_nats: 0.0,
            ..MonteCarloConfig::default()
        }),
        Optimizer::Gradient(GradientConfig {
            max_modules: Some(0),
            ..GradientConfig::default()
        }),
        Optimizer::Gradient(GradientConfig {
            learning_rate: f64::NAN,
            ..GradientConfig::default()
        }),
    ] {
        let found = cluster(&graph, &optimizer, gamma, &mut rng(0));
        assert!(matches!(found, Err(ModularityError::Setting { .. })));
    }
    assert!(Resolution::new(-1.0).is_err());
    assert!(Resolution::new(f64::INFINITY).is_err());
    assert!(serde_json::from_str::<Resolution>("-2.0").is_err());
    let three = Partition::from_signed_labels(&[0, 1, 1]);
    assert!(matches!(
        modularity_q(&graph, &three, gamma),
        Err(ModularityError::SizeMismatch {
            expected: 6,
            found: 3
        })
    ));
}

// Partitions.

#[test]
fn partitions_are_canonical_however_they_are_made() {
    let labels = [Some(7), None, Some(3), Some(7)];
    let partition = Partition::from_labels(&labels);
    assert_eq!(partition.labels(), [Some(0), None, Some(1), Some(0)]);
    let read: Partition = serde_json::from_str("[9, null, 2, 9]").unwrap();
    assert_eq!(read, partition);
    assert_eq!(serde_json::to_string(&read).unwrap(), "[0,null,1,0]");
    assert_eq!(partition.members(), [vec![0, 3], vec![2]]);
    assert_eq!(partition.order_by_module(), [0, 3, 2, 1]);
    let membership = array![[1.0, 0.0], [0.0, 0.0], [0.0, 1.0], [1.0, 0.0]];
    assert_eq!(partition.membership(), membership);
}

/// The values of the original: 5 of 10 units in one module and 5 dead give √2; all dead gives 1.
#[test]
fn effective_counts_with_and_without_dead_units() {
    let half_dead = Partition::from_signed_labels(&[0, 0, 0, 0, 0, -1, -1, -1, -1, -1]);
    assert!((effective_n_modules(&half_dead) - 2.0_f64.sqrt()).abs() < 1e-12);
    assert!((effective_n_modules_live(&half_dead) - 1.0).abs() < 1e-12);
    let all_dead = Partition::from_signed_labels(&[-1, -1]);
    assert_eq!(effective_n_modules(&all_dead), 1.0);
    assert_eq!(effective_n_modules_live(&all_dead), 0.0);
    let two_of_four = Partition::from_signed_labels(&[0, 0, 0, 0, 1, 1, 1, 1, -1, -1]);
    assert!((effective_n_modules_live(&two_of_four) - 2.0).abs() < 1e-12);
}

// Sparsify.

#[test]
fn sparsify_keeps_the_strongest_share_of_the_nonzero_pairs() {
    let graph = random_adjacency(21, 0.0, 8);
    let n_pairs = 21 * 20 / 2;
    let sparse = sparsify(&graph, 0.1).unwrap();
    assert_eq!(sparse.total() / 2.0, f64::from(n_pairs / 10));
    let weakest_kept = strongest(&graph, &sparse, |kept| kept > 0.0, f64::min);
    let strongest_cut = strongest(&graph, &sparse, |kept| kept == 0.0, f64::max);
    assert!(weakest_kept > strongest_cut);
    assert_eq!(sparsify(&graph, 1.0).unwrap().total() as i32, 2 * n_pairs);
    assert!(sparsify(&graph, 0.0).is_err());
    assert!(sparsify(&graph, f64::NAN).is_err());
}

fn strongest(
    graph: &Adjacency,
    sparse: &Adjacency,
    chosen: fn(f64) -> bool,
    pick: fn(f64, f64) -> f64,
) -> f64 {
    let weights = graph.weights();
    let pairs = sparse.weights();
    let kept = pairs
        .indexed_iter()
        .filter(|((i, j), kept)| i < j && chosen(**kept));
    kept.map(|(pair, _)| weights[pair]).reduce(pick).unwrap()
}
