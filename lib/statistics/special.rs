//! Two special functions: ln Γ and the regularised incomplete beta function.
//!
//! Abramowitz & Stegun 6.1.40 (Stirling's series) and 26.5.8 (continued fraction).

/// ln Γ(x) for x > 0, to 15 digits or so: Stirling's series beyond 10, reached by Γ(x) = Γ(x+1)/x.
pub(crate) fn ln_gamma(x: f64) -> f64 {
    /// B_2k / (2k (2k − 1)), k = 1, 2, …
    const SERIES: [f64; 7] = [
        1.0 / 12.0,
        -1.0 / 360.0,
        1.0 / 1_260.0,
        -1.0 / 1_680.0,
        1.0 / 1_188.0,
        -691.0 / 360_360.0,
        1.0 / 156.0,
    ];
    let (mut shifted, mut product) = (x, 1.0);
    while shifted < 10.0 {
        product *= shifted;
        shifted += 1.0;
    }
    let inverse_square = 1.0 / (shifted * shifted);
    let correction = SERIES
        .iter()
        .rev()
        .fold(0.0, |sum, term| sum * inverse_square + term)
        / shifted;
    let half_ln_two_pi = 0.5 * (2.0 * std::f64::consts::PI).ln();
    (shifted - 0.5) * shifted.ln() - shifted + half_ln_two_pi + correction - product.ln()
}

/// ln n!.
pub(crate) fn ln_factorial(n: usize) -> f64 {
    ln_gamma(n as f64 + 1.0)
}

/// I_x(a, b) for a, b > 0 and x in \[0, 1\]; `complement` is 1 − x, passed separately so that neither end loses digits.
pub(crate) fn regularized_beta(a: f64, b: f64, x: f64, complement: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if complement <= 0.0 {
        return 1.0;
    }
    let ln_front = ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b)
        + a * ln_of(x, complement)
        + b * ln_of(complement, x);
    if x < (a + 1.0) / (a + b + 2.0) {
        ln_front.exp() * beta_fraction(a, b, x) / a
    } else {
        1.0 - ln_front.exp() * beta_fraction(b, a, complement) / b
    }
}

/// ln x, computed from 1 − x where that has more digits.
fn ln_of(x: f64, complement: f64) -> f64 {
    if complement < 0.5 {
        (-complement).ln_1p()
    } else {
        x.ln()
    }
}

/// The continued fraction of I_x(a, b) by Lentz's method; quick for x < (a+1)/(a+b+2), O(√max(a, b)) terms at worst.
fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let guard = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / guard(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = d;
    for term in 1..100_000 {
        let m = f64::from(term);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / guard(1.0 + even * d);
        c = guard(1.0 + even / c);
        fraction *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / guard(1.0 + odd * d);
        c = guard(1.0 + odd / c);
        fraction *= d * c;
        if (d * c - 1.0).abs() < 3e-16 {
            break;
        }
    }
    fraction
}

#[cfg(test)]
mod tests {
    use super::{ln_factorial, ln_gamma, regularized_beta};

    #[test]
    fn ln_gamma_agrees_with_closed_forms() {
        let mut ln_product = 0.0;
        for n in 1..200_u32 {
            ln_product += f64::from(n).ln();
            let expected: f64 = ln_product;
            assert!((ln_factorial(n as usize) - expected).abs() < 1e-14 * expected.max(1.0) * 4.0);
        }
        // Γ(½) = √π, Γ(5/2) = ¾ √π.
        let half = 0.5 * std::f64::consts::PI.ln();
        assert!((ln_gamma(0.5) - half).abs() < 1e-14);
        assert!((ln_gamma(2.5) - half - 0.75_f64.ln()).abs() < 1e-14);
    }

    #[test]
    fn regularized_beta_agrees_with_closed_forms() {
        for x in [1e-12, 0.01, 0.3, 0.5, 0.77, 0.999_999] {
            let beta = |a, b| regularized_beta(a, b, x, 1.0 - x);
            assert!((beta(1.0, 1.0) / x - 1.0).abs() < 1e-13);
            assert!((beta(3.0, 1.0) / x.powi(3) - 1.0).abs() < 1e-13);
            // Arcsine law.
            let arcsine = 2.0 / std::f64::consts::PI * x.sqrt().asin();
            assert!((beta(0.5, 0.5) / arcsine - 1.0).abs() < 1e-12);
            // I_x(2, 3) = P(at least 2 of 4).
            let binomial = x * x * (6.0 - 8.0 * x + 3.0 * x * x);
            assert!((beta(2.0, 3.0) / binomial - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn regularized_beta_is_symmetric() {
        for (a, b, x) in [
            (1_007.0, 0.5, 0.9),
            (16_000.0, 0.5, 0.9999),
            (2.5, 30.0, 0.1),
        ] {
            let sum = regularized_beta(a, b, x, 1.0 - x) + regularized_beta(b, a, 1.0 - x, x);
            assert!((sum - 1.0).abs() < 1e-10);
        }
    }
}
