//! What holds for any two partitions.

use super::alignment::{ESTIMATE, KEEP, rng};
use proptest::prelude::*;
use rand::Rng;
use rand::seq::SliceRandom;
use std::ops::Range;
use updown::alignment::{
    Omega, adjusted_element_similarity, adjusted_mutual_information, adjusted_rand_index,
    element_centric_similarity, greedy_overlap, greedy_overlap_with_null, optimal_overlap,
    reduced_mutual_information, variation_of_information, vi_similarity,
};
use updown::modularity::Partition;

/// Two partitions of the same units, some of them in no module.
fn pair(units: Range<usize>) -> impl Strategy<Value = (Partition, Partition, u64)> {
    (units, 1_usize..7, any::<u64>()).prop_map(|(n, k, seed)| {
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

/// Every order of the labels from `at` on.
fn orders<L: Copy>(labels: &mut Vec<L>, at: usize, visit: &mut impl FnMut(&[L])) {
    if at == labels.len() {
        visit(labels);
    }
    for other in at..labels.len() {
        labels.swap(at, other);
        orders(labels, at + 1, visit);
        labels.swap(at, other);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn information_measures_are_symmetric_and_in_range((a, b, _) in pair(1..30)) {
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
    fn element_similarity_is_its_definition((a, b, _) in pair(1..30)) {
        let fast = element_centric_similarity(&a, &b, KEEP).unwrap().unwrap();
        prop_assert!((fast - element_similarity_plain(&a, &b)).abs() < 1e-12);
    }

    #[test]
    fn the_best_pairing_is_no_worse_than_the_greedy_one((a, b, _) in pair(1..30)) {
        let (best, greedy) = (optimal_overlap(&a, &b).unwrap(), greedy_overlap(&a, &b).unwrap());
        prop_assert_eq!(best.is_some(), greedy.is_some());
        if let (Some(best), Some(greedy)) = (best, greedy) {
            prop_assert!(best >= greedy && best <= 1.0);
        }
    }

    /// The adjusted measures are 0 on average over all orders of the units: that is what they are adjusted for.
    #[test]
    fn adjusted_measures_are_zero_on_average((a, b, _) in pair(1..7)) {
        for measure in [adjusted_rand_index, adjusted_mutual_information, adjusted_element_similarity] {
            if measure(&a, &b, KEEP).unwrap().is_none() {
                continue;
            }
            let mut values = Vec::new();
            orders(&mut a.labels().to_vec(), 0, &mut |labels| {
                values.push(measure(&Partition::from_labels(labels), &b, KEEP).unwrap().unwrap());
            });
            let mean = values.iter().sum::<f64>() / values.len() as f64;
            prop_assert!(mean.abs() < 1e-9, "{}", mean);
        }
    }

    #[test]
    fn variation_of_information_is_a_metric((a, b, seed) in pair(1..30)) {
        let mut rng = rng(seed ^ 1);
        let labels: Vec<_> = (0..a.n_units()).map(|_| Some(rng.gen_range(0..3))).collect();
        let c = Partition::from_labels(&labels);
        let d = |x: &Partition, y: &Partition| variation_of_information(x, y, KEEP).unwrap().unwrap();
        prop_assert!(d(&a, &b) <= d(&a, &c) + d(&c, &b) + 1e-12);
        prop_assert_eq!(d(&a, &a), 0.0);
    }

    #[test]
    fn greedy_overlap_and_its_null_are_in_range((a, b, seed) in pair(1..30)) {
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
}

/// So are they for more units than can be put in every order. Always the same shuffles: where rare orders carry the mean, others would miss it.
#[test]
fn adjusted_measures_of_larger_partitions_are_zero_on_average() {
    let mut rng = rng(0);
    for n in 7..30 {
        let mut draw = || -> Vec<_> {
            let labels = (0..n).map(|_| rng.gen_bool(0.85).then(|| rng.gen_range(0..4)));
            labels.collect()
        };
        let (mut labels, b) = (draw(), Partition::from_labels(&draw()));
        for measure in [
            adjusted_rand_index,
            adjusted_mutual_information,
            adjusted_element_similarity,
        ] {
            let values = (0..400).map(|_| {
                labels.shuffle(&mut rng);
                let a = Partition::from_labels(&labels);
                measure(&a, &b, KEEP).unwrap().unwrap()
            });
            let values: Vec<f64> = values.collect();
            let mean = values.iter().sum::<f64>() / 400.0;
            let std = (values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / 400.0).sqrt();
            assert!(mean.abs() < 6.0 * std / 20.0, "{n} units: {mean} {std}");
        }
    }
}

/// Both counts of contingency tables nearly agree where modules are few and none is small: tried are all sizes of three modules of 40
/// units. In bits per unit.
#[test]
fn diaconis_efron_is_near_the_exact_count() {
    let sizes = (1..=13).flat_map(|a| (a..=(40 - a) / 2).map(move |b| [a, b, 40 - a - b]));
    let partitions: Vec<_> = sizes
        .map(|sizes| {
            let labels = (0..3).flat_map(|module| vec![Some(module); sizes[module]]);
            (
                sizes[0],
                Partition::from_labels(&labels.collect::<Vec<_>>()),
            )
        })
        .collect();
    assert_eq!(partitions.len(), 133);
    for (smallest_a, a) in &partitions {
        for (smallest_b, b) in &partitions {
            let of = |omega| {
                reduced_mutual_information(a, b, omega, KEEP)
                    .unwrap()
                    .unwrap()
            };
            let (estimate, exact) = (of(ESTIMATE), of(Omega::Exact));
            let allowed = match smallest_a.min(smallest_b) {
                10.. => 0.002,
                9 => 0.005,
                _ => 0.02,
            };
            assert!(
                (estimate - exact).abs() < allowed,
                "{a:?} {b:?}: {estimate} {exact}"
            );
        }
    }
}
