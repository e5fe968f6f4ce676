//! Claims about alignment that need no golden file: hand-computed examples, invariances, degenerate cases, refusals.

use crate::support::graphs::{barbell, random_adjacency};
use ndarray::array;
use proptest::prelude::*;
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use updown::alignment::{
    Alignment, AlignmentConfig, AlignmentError, AlignmentMeasure, DeadUnits, Omega,
    adjacency_spearman, adjusted_element_similarity, adjusted_mutual_information,
    adjusted_rand_index, align, align_by, element_centric_similarity, greedy_overlap,
    greedy_overlap_with_null, mantel_test, normalized_rmi, optimal_overlap,
    reduced_mutual_information, transfer_q, variation_of_information, vi_similarity,
};
use updown::modularity::{Adjacency, Partition};

const KEEP: DeadUnits = DeadUnits::OneGroup;
const ESTIMATE: Omega = Omega::DiaconisEfron;

fn rng(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

fn partition(labels: &[i64]) -> Partition {
    Partition::from_signed_labels(labels)
}

/// {0,3}{1,2,5}{4} and {0,3}{1,2}{4,5}, the example of clusim's documentation.
fn six_units() -> (Partition, Partition) {
    (
        partition(&[0, 1, 1, 0, 2, 1]),
        partition(&[0, 1, 1, 0, 2, 2]),
    )
}

fn close(found: Option<f64>, expected: f64) {
    let found = found.expect("a defined value");
    assert!((found - expected).abs() < 1e-9, "{found} {expected}");
}

// Examples by hand.

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

// Degenerate cases: the table in the module's documentation.

fn all_of(a: &Partition, b: &Partition, dead_units: DeadUnits) -> Alignment {
    let config = AlignmentConfig {
        n_shuffles: 99,
        dead_units,
        ..AlignmentConfig::default()
    };
    align(a, b, None, &config, &mut rng(0)).unwrap()
}

#[test]
fn equal_partitions_are_perfectly_aligned() {
    let (a, _) = six_units();
    let found = all_of(&a, &a, KEEP);
    assert_eq!(found.value(AlignmentMeasure::GreedyOverlap).unwrap(), 1.0);
    assert!(found.value(AlignmentMeasure::Rmi).unwrap() > 0.0);
    close(found.value(AlignmentMeasure::RmiNorm), 1.0);
    assert_eq!(found.value(AlignmentMeasure::Vi), Some(0.0));
    assert_eq!(found.value(AlignmentMeasure::ViNorm), Some(1.0));
    close(found.value(AlignmentMeasure::ElementSim), 1.0);
}

#[test]
fn one_module_says_nothing_about_another_partition() {
    let (a, one) = (six_units().0, partition(&[0; 6]));
    let found = all_of(&a, &one, KEEP);
    close(found.value(AlignmentMeasure::GreedyOverlap), 0.5);
    assert_eq!(found.value(AlignmentMeasure::Rmi), Some(0.0));
    assert_eq!(found.value(AlignmentMeasure::RmiNorm), Some(0.0));
    let entropy = -(0.5 * 0.5_f64.log2()
        + 1.0 / 3.0 * (1.0_f64 / 3.0).log2()
        + 1.0 / 6.0 * (1.0_f64 / 6.0).log2());
    close(found.value(AlignmentMeasure::Vi), entropy);
    assert_eq!(found.value(AlignmentMeasure::ViNorm), None);
    close(found.value(AlignmentMeasure::ElementSim), 14.0 / 36.0);
    // Every shuffle ties: no evidence at all, where a strict count would say p = 0.
    assert_eq!(found.value(AlignmentMeasure::GreedyOverlapP), Some(1.0));
    assert_eq!(
        found.value(AlignmentMeasure::GreedyOverlapPStrict),
        Some(0.0)
    );
    assert_eq!(
        found.value(AlignmentMeasure::GreedyOverlapNullStd),
        Some(0.0)
    );
}

#[test]
fn two_single_modules_are_equal_but_carry_no_information() {
    let one = partition(&[0; 6]);
    let found = all_of(&one, &one, KEEP);
    assert_eq!(found.value(AlignmentMeasure::GreedyOverlap).unwrap(), 1.0);
    assert_eq!(
        (
            found.value(AlignmentMeasure::Rmi),
            found.value(AlignmentMeasure::RmiNorm)
        ),
        (Some(0.0), None)
    );
    assert_eq!(
        (
            found.value(AlignmentMeasure::Vi),
            found.value(AlignmentMeasure::ViNorm)
        ),
        (Some(0.0), None)
    );
    assert_eq!(found.value(AlignmentMeasure::ElementSim), Some(1.0));
}

#[test]
fn all_dead_is_one_group_or_nothing() {
    let (a, dead) = (six_units().0, partition(&[-1; 6]));
    let found = all_of(&a, &dead, KEEP);
    assert_eq!(found.value(AlignmentMeasure::GreedyOverlap), None);
    assert_eq!(
        (
            found.value(AlignmentMeasure::Rmi),
            found.value(AlignmentMeasure::RmiNorm)
        ),
        (Some(0.0), Some(0.0))
    );
    close(found.value(AlignmentMeasure::ElementSim), 14.0 / 36.0);
    let found = all_of(&dead, &dead, KEEP);
    assert_eq!(found.value(AlignmentMeasure::GreedyOverlap), None);
    assert_eq!(
        (
            found.value(AlignmentMeasure::RmiNorm),
            found.value(AlignmentMeasure::Vi)
        ),
        (None, Some(0.0))
    );
    assert_eq!(found.value(AlignmentMeasure::ElementSim), Some(1.0));
    for (first, second) in [(&a, &dead), (&dead, &dead)] {
        let found = all_of(first, second, DeadUnits::Drop);
        for measure in AlignmentMeasure::ALL {
            assert_eq!(found.value(measure), None, "{measure}");
        }
    }
}

#[test]
fn singletons_have_a_defined_rmi_with_either_count() {
    let singletons = partition(&[0, 1, 2, 3, 4, 5]);
    let estimate = reduced_mutual_information(&singletons, &singletons, ESTIMATE, KEEP).unwrap();
    assert!(estimate.unwrap() < 0.0);
    close(
        normalized_rmi(&singletons, &singletons, ESTIMATE, KEEP).unwrap(),
        1.0,
    );
    close(
        reduced_mutual_information(&singletons, &singletons, Omega::Exact, KEEP).unwrap(),
        0.0,
    );
    assert_eq!(
        normalized_rmi(&singletons, &singletons, Omega::Exact, KEEP).unwrap(),
        None
    );
}

#[test]
fn dropping_dead_units_compares_the_rest_only() {
    let a = partition(&[0, 1, 1, 0, 2, 1, -1, 0, -1]);
    let b = partition(&[0, 1, 1, 0, 2, 2, 0, -1, -1]);
    let (short_a, short_b) = six_units();
    let dropped = DeadUnits::Drop;
    let value =
        |measure: fn(&Partition, &Partition, DeadUnits) -> Result<Option<f64>, AlignmentError>| {
            assert_eq!(measure(&a, &b, dropped), measure(&short_a, &short_b, KEEP));
            assert_ne!(measure(&a, &b, KEEP), measure(&short_a, &short_b, KEEP));
        };
    value(variation_of_information);
    value(vi_similarity);
    value(element_centric_similarity);
    value(|a, b, dead| reduced_mutual_information(a, b, ESTIMATE, dead));
}

#[test]
fn what_chance_cannot_change_has_no_adjusted_value() {
    let (a, one, singletons) = (
        six_units().0,
        partition(&[0; 6]),
        partition(&[0, 1, 2, 3, 4, 5]),
    );
    for measure in [
        adjusted_rand_index,
        adjusted_mutual_information,
        adjusted_element_similarity,
    ] {
        close(measure(&a, &a, KEEP).unwrap(), 1.0);
        assert!(measure(&a, &one, KEEP).unwrap().unwrap().abs() < 1e-12);
        for same in [&one, &singletons] {
            assert_eq!(measure(same, same, KEEP).unwrap(), None);
        }
        let dead = partition(&[-1; 6]);
        assert_eq!(measure(&dead, &dead, DeadUnits::Drop).unwrap(), None);
    }
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

/// Four units: each of the 24 orders is as likely as any, so shuffling often enough counts them.
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

/// Two graphs that have nothing to do with each other, each with units of uneven strength: what a t approximation takes for evidence.
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
fn spearman_of_a_constant_adjacency_is_undefined() {
    let constant = array![[0.0, 1.0, 1.0], [1.0, 0.0, 1.0], [1.0, 1.0, 0.0]];
    let constant = Adjacency::new(constant.view()).unwrap();
    let graph = random_adjacency(3, 0.0, 1);
    assert_eq!(adjacency_spearman(&constant, &graph).unwrap(), None);
    let pair = Adjacency::new(array![[0.0, 1.0], [1.0, 0.0]].view()).unwrap();
    assert_eq!(adjacency_spearman(&pair, &pair).unwrap(), None);
}

// Refusals.

#[test]
fn sizes_have_to_agree_and_messages_name_them() {
    let (a, short) = (six_units().0, partition(&[0, 1]));
    let message = greedy_overlap(&a, &short).unwrap_err().to_string();
    assert!(
        message.contains("6 units in the first and 2 in the second"),
        "{message}"
    );
    assert!(matches!(
        adjacency_spearman(&barbell(3), &barbell(4)),
        Err(AlignmentError::AdjacencyMismatch {
            first: 6,
            second: 8
        })
    ));
    assert!(transfer_q(&barbell(3), &a, &barbell(3), &short).is_err());
}

#[test]
fn exact_counting_refuses_large_tables_instead_of_hanging() {
    let labels: Vec<i64> = (0..320).map(|unit| unit % 8).collect();
    let large = partition(&labels);
    let found = reduced_mutual_information(&large, &large, Omega::Exact, KEEP);
    assert!(matches!(
        found,
        Err(AlignmentError::TableTooLarge { rows: 8, .. })
    ));
}

// Names.

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

// Properties.

/// Two partitions of the same units, some of them in no module.
fn pair() -> impl Strategy<Value = (Partition, Partition, u64)> {
    (1_usize..30, 1_usize..7, any::<u64>()).prop_map(|(n, k, seed)| {
        let mut rng = rng(seed);
        let mut draw = || {
            let labels: Vec<_> = (0..n)
                .map(|_| rng.gen_bool(0.85).then(|| rng.gen_range(0..k)))
                .collect();
            Partition::from_labels(&labels)
        };
        (draw(), draw(), seed)
    })
}

/// Element-centric similarity from its definition: a double loop over units.
fn element_similarity_plain(a: &Partition, b: &Partition) -> f64 {
    let n = a.n_units();
    let share = |partition: &Partition, i: usize, j: usize| {
        let labels = partition.labels();
        let size = labels.iter().filter(|label| **label == labels[i]).count();
        f64::from(u8::from(labels[i] == labels[j])) / size as f64
    };
    let unit = |i: usize| {
        let differences = (0..n).map(|j| (share(a, i, j) - share(b, i, j)).abs());
        1.0 - 0.5 * differences.sum::<f64>()
    };
    (0..n).map(unit).sum::<f64>() / n as f64
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn information_measures_are_symmetric_and_in_range((a, b, _) in pair()) {
        let vi = variation_of_information(&a, &b, KEEP).unwrap().unwrap();
        let back = variation_of_information(&b, &a, KEEP).unwrap().unwrap();
        prop_assert!((vi - back).abs() < 1e-12);
        prop_assert!(vi >= 0.0 && vi <= (a.n_units() as f64).log2() + 1e-12);
        let there = reduced_mutual_information(&a, &b, ESTIMATE, KEEP).unwrap().unwrap();
        let back = reduced_mutual_information(&b, &a, ESTIMATE, KEEP).unwrap().unwrap();
        prop_assert!((there - back).abs() < 1e-10);
        if let Some(similarity) = vi_similarity(&a, &b, KEEP).unwrap() {
            prop_assert!((-1e-12..=1.0 + 1e-12).contains(&similarity));
        }
    }

    #[test]
    fn element_similarity_is_its_definition((a, b, _) in pair()) {
        let fast = element_centric_similarity(&a, &b, KEEP).unwrap().unwrap();
        prop_assert!((fast - element_similarity_plain(&a, &b)).abs() < 1e-12);
    }

    #[test]
    fn the_best_pairing_is_no_worse_than_the_greedy_one((a, b, _) in pair()) {
        let (best, greedy) = (optimal_overlap(&a, &b).unwrap(), greedy_overlap(&a, &b).unwrap());
        prop_assert_eq!(best.is_some(), greedy.is_some());
        if let (Some(best), Some(greedy)) = (best, greedy) {
            prop_assert!(best >= greedy && best <= 1.0);
        }
    }

    /// Chance is what shuffling gives: the adjusted measures of shuffled partitions are 0 on average.
    #[test]
    fn adjusted_measures_are_zero_on_average((a, b, seed) in pair()) {
        let mut rng = rng(seed ^ 7);
        for measure in [adjusted_rand_index, adjusted_mutual_information, adjusted_element_similarity] {
            if measure(&a, &b, KEEP).unwrap().is_none() {
                continue;
            }
            let mut labels = a.labels().to_vec();
            let values: Vec<f64> = (0..400).map(|_| {
                labels.shuffle(&mut rng);
                measure(&Partition::from_labels(&labels), &b, KEEP).unwrap().unwrap()
            }).collect();
            let mean = values.iter().sum::<f64>() / 400.0;
            let std = (values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / 400.0).sqrt();
            prop_assert!(mean.abs() < 6.0 * std / 20.0 + 1e-9, "{} {}", mean, std);
        }
    }

    #[test]
    fn variation_of_information_is_a_metric((a, b, seed) in pair()) {
        let mut rng = rng(seed ^ 1);
        let labels: Vec<_> = (0..a.n_units()).map(|_| Some(rng.gen_range(0..3))).collect();
        let c = Partition::from_labels(&labels);
        let d = |x: &Partition, y: &Partition| variation_of_information(x, y, KEEP).unwrap().unwrap();
        prop_assert!(d(&a, &b) <= d(&a, &c) + d(&c, &b) + 1e-12);
        prop_assert_eq!(d(&a, &a), 0.0);
    }

    #[test]
    fn greedy_overlap_and_its_null_are_in_range((a, b, seed) in pair()) {
        let found = greedy_overlap_with_null(&a, &b, 50, &mut rng(seed)).unwrap();
        prop_assert_eq!(found.map(|f| f.score), greedy_overlap(&a, &b).unwrap());
        if let Some(found) = found {
            let null = found.null.unwrap();
            prop_assert!((0.0..=1.0).contains(&found.score));
            prop_assert!((0.0..=1.0).contains(&null.mean) && null.std >= 0.0);
            prop_assert!(null.p_value > 0.0 && null.p_value <= 1.0);
            prop_assert!(null.p_strict < null.p_value + 1.0 / 50.0);
        }
    }

    /// Both counts of contingency tables tend to agree for few modules and many units.
    #[test]
    fn diaconis_efron_is_near_the_exact_count(seed in any::<u64>()) {
        let mut rng = rng(seed);
        let mut draw = || {
            let labels: Vec<_> = (0..40).map(|_| Some(rng.gen_range(0..3))).collect();
            Partition::from_labels(&labels)
        };
        let (a, b) = (draw(), draw());
        let estimate = reduced_mutual_information(&a, &b, ESTIMATE, KEEP).unwrap().unwrap();
        let exact = reduced_mutual_information(&a, &b, Omega::Exact, KEEP).unwrap().unwrap();
        prop_assert!((estimate - exact).abs() < 0.005, "{} {}", estimate, exact);
    }
}

#[test]
fn a_million_singletons_on_both_sides_are_compared() {
    let n = 1_000_000;
    let a: Vec<Option<usize>> = (0..n).map(Some).collect();
    let b: Vec<Option<usize>> = (0..n).rev().map(Some).collect();
    let config = AlignmentConfig {
        n_shuffles: 1,
        ..AlignmentConfig::default()
    };
    let mut rng = ChaCha8Rng::seed_from_u64(0);
    let (a, b) = (Partition::from_labels(&a), Partition::from_labels(&b));
    let found = updown::alignment::align(&a, &b, None, &config, &mut rng).unwrap();
    assert_eq!(found.value(AlignmentMeasure::ElementSim), Some(1.0));
    assert_eq!(found.value(AlignmentMeasure::Vi), Some(0.0));
    assert_eq!(found.value(AlignmentMeasure::GreedyOverlap).unwrap(), 1.0);
}
