//! Claims about alignment that need no golden file: hand-computed examples, invariances, degenerate cases, refusals.

use crate::support::graphs::{barbell, random_adjacency};
use ndarray::array;
use proptest::prelude::*;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use updown::alignment::{
    Alignment, AlignmentConfig, AlignmentError, AlignmentMeasure, DeadUnits, Omega,
    adjacency_spearman, align, element_centric_similarity, greedy_overlap,
    greedy_overlap_with_null, normalized_rmi, reduced_mutual_information, transfer_q,
    variation_of_information, vi_similarity,
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
    let test = adjacency_spearman(&graph, &squared).unwrap().unwrap();
    assert_eq!((test.r, test.p), (1.0, 0.0));
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
    assert_eq!(found.greedy_overlap.unwrap().score, 1.0);
    assert!(found.rmi_bits.unwrap() > 0.0);
    close(found.rmi_norm, 1.0);
    assert_eq!(found.vi_bits, Some(0.0));
    assert_eq!(found.vi_similarity, Some(1.0));
    close(found.element_similarity, 1.0);
}

#[test]
fn one_module_says_nothing_about_another_partition() {
    let (a, one) = (six_units().0, partition(&[0; 6]));
    let found = all_of(&a, &one, KEEP);
    close(found.greedy_overlap.map(|overlap| overlap.score), 0.5);
    assert_eq!(found.rmi_bits, Some(0.0));
    assert_eq!(found.rmi_norm, Some(0.0));
    let entropy = -(0.5 * 0.5_f64.log2()
        + 1.0 / 3.0 * (1.0_f64 / 3.0).log2()
        + 1.0 / 6.0 * (1.0_f64 / 6.0).log2());
    close(found.vi_bits, entropy);
    assert_eq!(found.vi_similarity, None);
    close(found.element_similarity, 14.0 / 36.0);
    // Every shuffle ties: no evidence at all, where a strict count would say p = 0.
    let null = found.greedy_overlap.unwrap().null.unwrap();
    assert_eq!((null.p_value, null.p_strict, null.std), (1.0, 0.0, 0.0));
}

#[test]
fn two_single_modules_are_equal_but_carry_no_information() {
    let one = partition(&[0; 6]);
    let found = all_of(&one, &one, KEEP);
    assert_eq!(found.greedy_overlap.unwrap().score, 1.0);
    assert_eq!((found.rmi_bits, found.rmi_norm), (Some(0.0), None));
    assert_eq!((found.vi_bits, found.vi_similarity), (Some(0.0), None));
    assert_eq!(found.element_similarity, Some(1.0));
}

#[test]
fn all_dead_is_one_group_or_nothing() {
    let (a, dead) = (six_units().0, partition(&[-1; 6]));
    let found = all_of(&a, &dead, KEEP);
    assert_eq!(found.greedy_overlap, None);
    assert_eq!((found.rmi_bits, found.rmi_norm), (Some(0.0), Some(0.0)));
    close(found.element_similarity, 14.0 / 36.0);
    let found = all_of(&dead, &dead, KEEP);
    assert_eq!(found.greedy_overlap, None);
    assert_eq!((found.rmi_norm, found.vi_bits), (None, Some(0.0)));
    assert_eq!(found.element_similarity, Some(1.0));
    for (first, second) in [(&a, &dead), (&dead, &dead)] {
        let found = all_of(first, second, DeadUnits::Drop);
        for measure in AlignmentMeasure::ALL {
            assert_eq!(measure.of(&found), None, "{measure}");
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
        assert!(measure.of(&found).is_some_and(f64::is_finite), "{measure}");
    }
    let text = serde_json::to_string(&found).unwrap();
    let back: Alignment = serde_json::from_str(&text).unwrap();
    for measure in AlignmentMeasure::ALL {
        close(measure.of(&back), measure.of(&found).unwrap());
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
    assert_eq!(found.element_similarity, Some(1.0));
    assert_eq!(found.vi_bits, Some(0.0));
    assert_eq!(found.greedy_overlap.unwrap().score, 1.0);
}
