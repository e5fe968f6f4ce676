//! What holds for any two partitions.

use super::alignment::{ESTIMATE, KEEP, rng};
use proptest::prelude::*;
use rand::Rng;
use rand::seq::SliceRandom;
use updown::alignment::{
    Omega, adjusted_element_similarity, adjusted_mutual_information, adjusted_rand_index,
    element_centric_similarity, greedy_overlap, greedy_overlap_with_null, optimal_overlap,
    reduced_mutual_information, variation_of_information, vi_similarity,
};
use updown::modularity::Partition;

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

    /// The adjusted measures of shuffled partitions are 0 on average.
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

    /// Both counts of contingency tables nearly agree for few modules and many units.
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
