//! The rank-sum test of two samples, with ties; exact whenever that is quick.

use crate::statistics::doubled_mid_ranks;

/// The most additions for an exact distribution; beyond that the normal approximation has three digits or more.
const MOST_STEPS: usize = 50_000_000;

/// What a rank-sum test says about two samples a and b.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RankSum {
    /// Probability that a number of a exceeds one of b, with ties counted half, in [0, 1]; ½ if neither tends to be larger.
    pub superiority: f64,
    /// Two-sided p-value, in (0, 1].
    pub p: f64,
    /// Whether `p` is exact rather than a normal approximation.
    pub exact: bool,
}

impl RankSum {
    /// Cliff's delta, P(a > b) − P(a < b), in [−1, 1]: the effect size that goes with this test.
    pub fn cliffs_delta(&self) -> f64 {
        2.0 * self.superiority - 1.0
    }
}

/// The Wilcoxon–Mann–Whitney test of a against b; `None` if one is empty or a number is NaN.
///
/// The null hypothesis is that all numbers come from one distribution, so that every choice of which of them are a's is
/// equally likely. The two-sided p-value is the share of choices whose rank sum lies at least as far from its expectation
/// as the observed one, on either side; ties have mid-ranks. It is exact (all choices counted by the shift algorithm of
/// Streitberg & Röhmel, 1986) unless the samples are too large for that; then it is the normal approximation with the
/// variance corrected for ties and a continuity correction (Lehmann, *Nonparametrics*, 1975, sections 1.2 to 1.4).
pub fn rank_sum_test(a: &[f64], b: &[f64]) -> Option<RankSum> {
    if a.is_empty() || b.is_empty() || a.iter().chain(b).any(|v| v.is_nan()) {
        return None;
    }
    let ranks = joint_ranks(a, b);
    let (of_a, of_b) = ranks.split_at(a.len());
    let (n_a, n_b) = (a.len() as f64, b.len() as f64);
    let sum_a = of_a.iter().sum::<usize>() as f64 / 2.0;
    let superiority = (sum_a - n_a * (n_a + 1.0) / 2.0) / (n_a * n_b);
    let smaller = if of_a.len() <= of_b.len() { of_a } else { of_b };
    let exact = exact_p(&ranks, smaller);
    Some(RankSum {
        superiority,
        p: exact.unwrap_or_else(|| normal_p(&ranks, smaller)),
        exact: exact.is_some(),
    })
}

/// Twice the rank of each number among all, a's first.
fn joint_ranks(a: &[f64], b: &[f64]) -> Vec<usize> {
    doubled_mid_ranks(&[a, b].concat())
}

/// The share of choices of as many ranks whose sum is at least as far from its expectation.
fn exact_p(ranks: &[usize], chosen: &[usize]) -> Option<f64> {
    let (n, k) = (ranks.len(), chosen.len());
    // Without ties every doubled rank is even, so half of the sums are impossible.
    let unit = if ranks.iter().all(|r| r.is_multiple_of(2)) {
        2
    } else {
        1
    };
    let most: usize = k * (2 * n) / unit;
    if n.checked_mul(k)?.checked_mul(most)? > MOST_STEPS {
        return None;
    }
    // ways[c][s]: choices of c ranks with the sum s.
    let mut ways = vec![vec![0.0; most + 1]; k + 1];
    ways[0][0] = 1.0;
    for (i, rank) in ranks.iter().map(|r| r / unit).enumerate() {
        for c in (1..=k.min(i + 1)).rev() {
            let (fewer, more) = ways.split_at_mut(c);
            let shifted = more[0][rank..].iter_mut().zip(&fewer[c - 1]);
            shifted.for_each(|(to, from)| *to += from);
        }
    }
    let expected = (k * (n + 1)) as f64 / unit as f64;
    let observed = (chosen.iter().sum::<usize>() / unit) as f64;
    let far = (observed - expected).abs() - 1e-9;
    let sums = ways[k].iter().enumerate();
    let extreme: f64 = sums
        .filter(|(sum, _)| (*sum as f64 - expected).abs() >= far)
        .map(|(_, count)| count)
        .sum();
    Some((extreme / ways[k].iter().sum::<f64>()).min(1.0))
}

fn normal_p(ranks: &[usize], chosen: &[usize]) -> f64 {
    let (n, k) = (ranks.len() as f64, chosen.len() as f64);
    let mean = (n + 1.0) / 2.0;
    let square = |&r: &usize| (r as f64 / 2.0 - mean).powi(2);
    // The variance of a sum of k of n numbers without replacement; ties make the ranks' own variance smaller.
    let variance = k * (n - k) / (n * (n - 1.0)) * ranks.iter().map(square).sum::<f64>();
    let sum = chosen.iter().sum::<usize>() as f64 / 2.0;
    let distance = ((sum - k * mean).abs() - 0.5).max(0.0);
    if variance == 0.0 {
        return 1.0; // all numbers are equal
    }
    two_sided_tail(distance / variance.sqrt())
}

/// P(|Z| ≥ z) of a standard normal Z, z ≥ 0: Abramowitz & Stegun 26.2.10 (series) and 26.2.14 (continued fraction).
fn two_sided_tail(z: f64) -> f64 {
    let density = (-z * z / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt();
    if z < 3.0 {
        // P(|Z| < z) = 2 φ(z) Σ z^(2j+1) / (1·3·5⋯(2j+1))
        let (mut term, mut sum) = (z, z);
        for j in 1..100 {
            term *= z * z / f64::from(2 * j + 1);
            sum += term;
        }
        return 1.0 - 2.0 * density * sum;
    }
    let fraction = (1..=100).rev().fold(z, |below, j| z + f64::from(j) / below);
    2.0 * density / fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    fn test(a: &[f64], b: &[f64]) -> RankSum {
        rank_sum_test(a, b).unwrap()
    }

    /// Every choice of a's numbers, counted one by one.
    fn by_enumeration(a: &[f64], b: &[f64]) -> f64 {
        let ranks = joint_ranks(a, b);
        let n = ranks.len();
        let expected = (a.len() * (n + 1)) as i64;
        let far = |sum: i64| (sum - expected).abs();
        let observed = far(ranks[..a.len()].iter().sum::<usize>() as i64);
        let (mut all, mut extreme) = (0, 0);
        for choice in 0u32..1 << n {
            if choice.count_ones() as usize == a.len() {
                let chosen = (0..n).filter(|i| choice >> i & 1 == 1);
                all += 1;
                extreme +=
                    usize::from(far(chosen.map(|i| ranks[i]).sum::<usize>() as i64) >= observed);
            }
        }
        extreme as f64 / f64::from(all)
    }

    #[test]
    fn the_smallest_p_value_is_two_of_all_choices() {
        // 3 of 5 + 3: C(8, 3) = 56.
        let found = test(&[10.0, 11.0, 12.0], &[1.0, 2.0, 3.0, 4.0, 5.0]);
        assert!((found.p - 2.0 / 56.0).abs() < 1e-15 && found.exact);
        assert_eq!((found.superiority, found.cliffs_delta()), (1.0, 1.0));
    }

    #[test]
    fn exact_p_values_count_every_choice_ties_or_not() {
        let cases: [(&[f64], &[f64]); 6] = [
            (&[1.0, 4.0, 6.0], &[2.0, 3.0, 5.0, 7.0, 8.0]),
            (&[1.0, 1.0, 2.0], &[1.0, 2.0, 2.0, 3.0]),
            (&[5.0, 5.0], &[5.0, 5.0, 5.0]),
            (&[0.0, 9.0], &[1.0, 2.0, 3.0]),
            (&[3.0, 3.0, 4.0, 9.0, 9.5], &[1.0, 3.0, 9.0]),
            (&[2.0], &[1.0, 3.0]),
        ];
        for (a, b) in cases {
            let (found, expected) = (test(a, b), by_enumeration(a, b));
            assert!(
                (found.p - expected).abs() < 1e-12,
                "{a:?} {b:?}: {found:?} {expected}"
            );
            assert!((test(b, a).p - found.p).abs() < 1e-12, "either order");
            assert!((test(b, a).superiority + found.superiority - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn the_normal_approximation_meets_the_exact_distribution() {
        let a: Vec<f64> = (0..20).map(|i| f64::from(i * 7 % 20) + 4.0).collect();
        let b: Vec<f64> = (0..30)
            .map(|i| f64::from(i * 11 % 30) - 0.5 * f64::from(i % 2))
            .collect();
        let ranks = joint_ranks(&a, &b);
        let exact = exact_p(&ranks, &ranks[..20]).unwrap();
        let normal = normal_p(&ranks, &ranks[..20]);
        assert!((exact - normal).abs() < 0.003, "{exact} {normal}");
    }

    /// scipy.stats.mannwhitneyu (1.16), method="exact" and "asymptotic".
    #[test]
    fn p_values_are_those_of_scipy() {
        let found = test(
            &[1.0, 4.0, 6.0, 9.0, 12.5],
            &[2.0, 3.0, 5.0, 7.0, 8.0, 20.0, 21.0],
        );
        assert!(
            (found.p - 0.755_050_505_050_505_1).abs() < 1e-12,
            "{found:?}"
        );
        let a: Vec<f64> = (0..400).map(f64::from).collect();
        let b: Vec<f64> = a.iter().map(|v| v + 60.0).collect();
        let found = test(&a, &b);
        assert!(
            (found.p / 1.098_633_006_363_807_4e-11 - 1.0).abs() < 1e-9,
            "{found:?}"
        );
        assert!(!found.exact && found.superiority == 0.36125);
        let a: Vec<f64> = (0..300).map(|i| f64::from(i % 7)).collect();
        let b: Vec<f64> = (0..500)
            .map(|i| f64::from(i * 3 % 7 + i32::from(i % 5 == 0)))
            .collect();
        let found = test(&a, &b);
        assert!(
            (found.p - 0.180_257_191_354_781_7).abs() < 1e-9,
            "ties: {found:?}"
        );
        assert!((test(&a, &a).p - 1.0).abs() < 1e-12);
    }

    #[test]
    fn the_normal_tail_has_its_tabulated_values() {
        for (z, p) in [
            (0.0, 1.0),
            (1.0, 0.317_310_507_862_914_1),
            (1.959_963_984_540_054, 0.05),
            (2.999, 0.002_708_673_067_454_213),
            (3.001, 0.002_690_945_650_169_936_7),
            (5.0, 5.733_031_437_583_878e-7),
            (10.0, 1.523_970_604_832_105e-23),
        ] {
            let found = two_sided_tail(z);
            assert!((found / p - 1.0).abs() < 1e-9, "{z}: {found} {p}");
        }
    }

    #[test]
    fn nothing_can_be_said_of_nothing() {
        assert_eq!(rank_sum_test(&[], &[1.0]), None);
        assert_eq!(rank_sum_test(&[1.0], &[f64::NAN]), None);
    }
}
