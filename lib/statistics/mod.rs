//! Plain statistics that more than one room needs: ranks, quantiles, and the special functions behind p-values and intervals.

mod quantile;
mod ranks;
mod special;
mod student;

pub(crate) use quantile::{median, quantile};
pub(crate) use ranks::doubled_mid_ranks;
pub(crate) use special::{ln_factorial, ln_gamma};
pub(crate) use student::{student_p, student_quantile};

/// The mean; `None` without numbers.
pub(crate) fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// The standard deviation with n − 1; `None` with fewer than two numbers.
pub(crate) fn standard_deviation(values: &[f64]) -> Option<f64> {
    let mean = mean(values)?;
    let squares: f64 = values.iter().map(|v| (v - mean).powi(2)).sum();
    (values.len() > 1).then(|| (squares / (values.len() - 1) as f64).sqrt())
}
