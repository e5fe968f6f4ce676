//! Evenly spaced numbers.

/// `count` numbers from `10^first` to `10^last`, evenly spaced in the exponent (numpy's `logspace`).
pub(super) fn logspace(first: f64, last: f64, count: usize) -> Vec<f64> {
    linspace(first, last, count)
        .into_iter()
        .map(|exponent| 10f64.powf(exponent))
        .collect()
}

/// `count` evenly spaced numbers from `first` to `last`, rounded where binary fractions leave tiny remainders.
pub(super) fn linspace(first: f64, last: f64, count: usize) -> Vec<f64> {
    let step = (last - first) / (count - 1) as f64;
    (0..count)
        .map(|i| ((first + step * i as f64) * 1e9).round() / 1e9)
        .collect()
}
