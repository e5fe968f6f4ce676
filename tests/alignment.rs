//! Claims about alignment that need no golden file: hand-computed examples, invariances, degenerate cases, refusals.

use crate::support::graphs::{barbell, random_adjacency};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use updown::alignment::{
    Alignment, AlignmentConfig, AlignmentMeasure, DeadUnits, Omega, adjacency_spearman, align,
    align_by, element_centric_similarity, greedy_overlap, mantel_test, optimal_overlap,
    reduced_mutual_information, transfer_q, variation_of_information,
};
use updown::modularity::{Adjacency, Partition};

pub const KEEP: DeadUnits = DeadUnits::OneGroup;

pub const ESTIMATE: Omega = Omega::DiaconisEfron;

pub fn rng(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

pub fn partition(labels: &[i64]) -> Partition {
    Partition::from_signed_labels(labels)
}

/// {0,3}{1,2,5}{4} and {0,3}{1,2}{4,5}, the example of clusim's documentation.
pub fn six_units() -> (Partition, Partition) {
    (
        partition(&[0, 1, 1, 0, 2, 1]),
        partition(&[0, 1, 1, 0, 2, 2]),
    )
}

pub fn close(found: Option<f64>, expected: f64) {
    let found = found.expect("a defined value");
    assert!((found - expected).abs() < 1e-9, "{found} {expected}");
}

/// Exact: 30/15 by counting. The estimate gives 0.1800 as clusim 0.4 does.
#[test]
fn six_units_have_the_values_computed_by_hand() {
    let (a, b) = six_units();
    close(
        variation_of_information(&a, &b, KEEP).unwrap(),
        0.792_481_250_360_578,
    );
    close(
        element_centric_similarity(&a, &b, KEEP).unwrap(),
        25.0 / 36.0,
    );
    close(greedy_overlap(&a, &b).unwrap(), 5.0 / 6.0);
    close(
        reduced_mutual_information(&a, &b, Omega::Exact, KEEP).unwrap(),
        1.0 / 6.0,
    );
    let estimate = reduced_mutual_information(&a, &b, ESTIMATE, KEEP)
        .unwrap()
        .unwrap();
    assert!((estimate - 0.180_0).abs() < 5e-5, "{estimate}");
}

/// Counts [[3, 3], [3, 0]]: greedy takes a 3 that leaves 0, the best pairing has 6 of 9.
#[test]
fn greedy_overlap_is_greedy_and_not_optimal() {
    let a = partition(&[0, 0, 0, 0, 0, 0, 1, 1, 1]);
    let b = partition(&[0, 0, 0, 1, 1, 1, 0, 0, 0]);
    close(greedy_overlap(&a, &b).unwrap(), 3.0 / 9.0);
    close(optimal_overlap(&a, &b).unwrap(), 6.0 / 9.0);
}

/// Three live units of twelve, all in one module of the other: 3/3.
#[test]
fn greedy_overlap_is_relative_to_the_smaller_live_count() {
    let a = partition(&[0, 0, 0, -1, -1, -1]);
    let b = partition(&[0, 0, 0, 0, 1, 1]);
    close(greedy_overlap(&a, &b).unwrap(), 1.0);
}

#[test]
fn transfer_is_q_on_the_other_adjacency() {
    let graph = barbell(4);
    let halves = partition(&[0, 0, 0, 0, 1, 1, 1, 1]);
    let mixed = partition(&[0, 1, 0, 1, 0, 1, 0, 1]);
    let found = transfer_q(&graph, &halves, &graph, &mixed).unwrap();
    assert_eq!(found.own_a, found.ab_pa);
    assert_eq!(found.own_b, found.aa_pb);
    assert!((found.aa_pb_relative() - found.aa_pb / (found.own_a + 1e-3)).abs() < 1e-15);
    assert!(found.aa_pb < 0.0 && found.own_a > 0.4);
}

#[test]
fn spearman_follows_ranks_only() {
    let graph = random_adjacency(9, 0.3, 4);
    let squared = Adjacency::new(graph.weights().mapv(|weight| weight * weight).view()).unwrap();
    let r = adjacency_spearman(&graph, &squared).unwrap();
    assert_eq!(r, Some(1.0));
}

#[test]
fn measures_that_were_not_asked_for_are_not_there() {
    let (a, b) = six_units();
    let config = AlignmentConfig::default();
    let asked = [AlignmentMeasure::Vi, AlignmentMeasure::Ari];
    let found = align_by(asked, &a, &b, None, &config, &mut rng(0)).unwrap();
    let names: Vec<&str> = found.named_values().map(|(name, _)| name).collect();
    assert_eq!(names, ["vi", "ari"]);
    assert_eq!(found.value(AlignmentMeasure::Rmi), None);
}

/// Four units: all 24 orders are equally likely, so shuffling often enough counts them.
#[test]
fn mantel_counts_the_orders_that_do_as_well() {
    let first = random_adjacency(4, 0.0, 1);
    let second = random_adjacency(4, 0.0, 2);
    let weights = second.weights();
    let found = adjacency_spearman(&first, &second).unwrap().unwrap();
    let mut at_least = 0;
    for code in 0..256_usize {
        let order = [code % 4, code / 4 % 4, code / 16 % 4, code / 64];
        if (0..4).all(|unit| order.contains(&unit)) {
            let moved =
                ndarray::Array2::from_shape_fn((4, 4), |(i, j)| weights[[order[i], order[j]]]);
            let moved = Adjacency::new(moved.view()).unwrap();
            let r = adjacency_spearman(&first, &moved).unwrap().unwrap();
            at_least += usize::from(r >= found - 1e-12);
        }
    }
    let p = mantel_test(&first, &second, 20_000, &mut rng(3))
        .unwrap()
        .unwrap();
    assert!(
        (p - f64::from(at_least as u32) / 24.0).abs() < 0.015,
        "{p} {at_least}"
    );
    assert_eq!(mantel_test(&first, &second, 0, &mut rng(3)).unwrap(), None);
}

/// Two unrelated graphs, each with units of uneven strength, which a t approximation takes for evidence.
#[test]
fn mantels_test_is_calibrated_where_units_are_uneven() {
    let mut rng = rng(11);
    let mut uneven = |n: usize| {
        let strengths: Vec<f64> = (0..n).map(|_| rng.gen_range(0.1..1.0)).collect();
        let mut matrix = ndarray::Array2::zeros((n, n));
        for (i, j) in (0..n).flat_map(|i| (0..i).map(move |j| (i, j))) {
            matrix[[i, j]] = strengths[i] * strengths[j] * rng.gen_range(0.5..1.5);
            matrix[[j, i]] = matrix[[i, j]];
        }
        Adjacency::new(matrix.view()).unwrap()
    };
    let pairs: Vec<_> = (0..1_000).map(|_| (uneven(12), uneven(12))).collect();
    let mut rng = ChaCha8Rng::seed_from_u64(12);
    let mut below = 0;
    for (a, b) in &pairs {
        below += usize::from(mantel_test(a, b, 199, &mut rng).unwrap().unwrap() <= 0.05);
    }
    assert!((30..=70).contains(&below), "{below} of 1000");
}

#[test]
fn every_measure_is_read_back_from_its_stored_name() {
    for measure in AlignmentMeasure::ALL {
        assert_eq!(measure.name().parse::<AlignmentMeasure>().unwrap(), measure);
        let text = serde_json::to_string(&measure).unwrap();
        assert_eq!(text, format!("\"{}\"", measure.name()));
        assert_eq!(
            serde_json::from_str::<AlignmentMeasure>(&text).unwrap(),
            measure
        );
        assert!(!measure.label().is_empty());
    }
    let original: AlignmentMeasure = "score".parse().unwrap();
    assert_eq!(original, AlignmentMeasure::GreedyOverlap);
    assert!("nonsense".parse::<AlignmentMeasure>().is_err());
}

#[test]
fn alignment_survives_json() {
    let (a, b) = six_units();
    let graphs = (barbell(3), random_adjacency(6, 0.0, 1));
    let config = AlignmentConfig::default();
    let found = align(&a, &b, Some((&graphs.0, &graphs.1)), &config, &mut rng(1)).unwrap();
    for measure in AlignmentMeasure::ALL {
        assert!(
            found.value(measure).is_some_and(f64::is_finite),
            "{measure}"
        );
    }
    let text = serde_json::to_string(&found).unwrap();
    let back: Alignment = serde_json::from_str(&text).unwrap();
    for measure in AlignmentMeasure::ALL {
        close(back.value(measure), found.value(measure).unwrap());
    }
}
