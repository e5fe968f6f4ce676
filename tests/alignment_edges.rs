//! Degenerate partitions (the table in the documentation of `updown::alignment`), refusals, and a very large case.

use super::alignment::{ESTIMATE, KEEP, close, partition, rng, six_units};
use crate::support::graphs::{barbell, random_adjacency};
use ndarray::array;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use updown::alignment::{
    Alignment, AlignmentConfig, AlignmentError, AlignmentMeasure, DeadUnits, Omega,
    adjacency_spearman, adjusted_element_similarity, adjusted_mutual_information,
    adjusted_rand_index, align, element_centric_similarity, greedy_overlap, normalized_rmi,
    reduced_mutual_information, transfer_q, variation_of_information, vi_similarity,
};
use updown::modularity::{Adjacency, Partition};

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

/// What rounding leaves of 0 grows with the number of units, and must not be taken for a value.
#[test]
fn what_chance_cannot_change_has_no_adjusted_value_however_many_units() {
    for n in [256_i64, 10_000, 100_000] {
        let one = partition(&vec![0; n as usize]);
        let singletons = partition(&(0..n).collect::<Vec<_>>());
        let one_pair = partition(&(0..n).map(|unit| unit.max(1)).collect::<Vec<_>>());
        for measure in [
            adjusted_rand_index,
            adjusted_mutual_information,
            adjusted_element_similarity,
        ] {
            for same in [&one, &singletons] {
                assert_eq!(measure(same, same, KEEP).unwrap(), None, "{n} units");
            }
            let found = measure(&one_pair, &one_pair, KEEP).unwrap().unwrap();
            assert!((found - 1.0).abs() < 1e-4, "{n} units: {found}");
            let found = measure(&singletons, &one_pair, KEEP).unwrap().unwrap();
            assert!(found.abs() < 1e-2, "{n} units: {found}");
        }
    }
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
