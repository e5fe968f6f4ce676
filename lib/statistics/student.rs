//! Student's t distribution.

use super::special::regularized_beta;
use super::{mean, standard_deviation};

/// Two-sided p of Student's test that the mean of some numbers is 0; `None` with fewer than two, or if all are the same.
pub(crate) fn student_p(values: &[f64]) -> Option<f64> {
    let n = values.len() as f64;
    let error = standard_deviation(values)? / n.sqrt();
    if error <= 0.0 {
        return None;
    }
    let (freedom, square) = (n - 1.0, (mean(values)? / error).powi(2));
    // P(|T| > t) = I_x(ν/2, ½) with x = ν/(ν + t²).
    Some(regularized_beta(
        freedom / 2.0,
        0.5,
        freedom / (freedom + square),
        square / (freedom + square),
    ))
}

/// The t with P(|T| ≤ t) = `level`, in (0, 1), at `freedom` > 0 degrees of freedom; by bisection, to 12 digits or so.
pub(crate) fn student_quantile(level: f64, freedom: f64) -> f64 {
    // P(|T| > t) = I_x(ν/2, ½) with x = ν/(ν + t²).
    let outside = |t: f64| {
        let square = t * t;
        regularized_beta(
            freedom / 2.0,
            0.5,
            freedom / (freedom + square),
            square / (freedom + square),
        )
    };
    let (mut low, mut high) = (0.0, 1.0);
    while outside(high) > 1.0 - level {
        (low, high) = (high, 2.0 * high);
    }
    while high - low > 1e-13 * high {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            break;
        }
        if outside(middle) > 1.0 - level {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

#[cfg(test)]
mod tests {
    use super::{student_p, student_quantile};

    /// scipy.stats.ttest_1samp([1.2, 0.4, -0.3, 2.1, 0.9], 0).
    #[test]
    fn p_is_scipys() {
        let p = student_p(&[1.2, 0.4, -0.3, 2.1, 0.9]).unwrap();
        assert!((p - 0.098_424_637_595_590_35).abs() < 1e-9, "{p}");
        assert_eq!(student_p(&[1.0]), None);
        assert_eq!(student_p(&[1.0, 1.0]), None);
    }

    /// scipy.stats.t.ppf(0.5 + level / 2, freedom).
    #[test]
    fn quantiles_are_those_of_tables() {
        for (level, freedom, expected) in [
            (0.95, 2.0, 4.302_652_729_749_464),
            (0.95, 1.0, 12.706_204_736_174_694),
            (0.95, 8.0, 2.306_004_135_204_166),
            (0.99, 30.0, 2.749_995_653_567_231),
        ] {
            let found = student_quantile(level, freedom);
            assert!((found / expected - 1.0).abs() < 1e-9, "{found} {expected}");
        }
    }
}
