//! Student's t distribution.

use super::special::regularized_beta;

/// The t with P(|T| ≤ t) = `level`, a level in (0, 1), at `freedom` > 0 degrees of freedom; by bisection, to 12 digits or so.
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
    use super::student_quantile;

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
