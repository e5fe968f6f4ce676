//! Places and labels of ticks.

use super::model::{Axis, Scale};

impl Axis {
    /// The place of a number between the ends, 0 to 1; NaN if the scale cannot place it.
    pub(super) fn fraction(&self, value: f64) -> f64 {
        let place = |v: f64| match self.scale {
            Scale::Log => v.log10(),
            Scale::Linear | Scale::Percent => v,
        };
        let (low, high) = (place(self.range.0), place(self.range.1));
        let at = (place(value) - low) / (high - low);
        if at.is_finite() { at } else { f64::NAN }
    }

    /// Ticks with their labels, about `wanted` of them.
    pub(super) fn ticks(&self, wanted: usize) -> Vec<(f64, String)> {
        if !self.names.is_empty() {
            return self.names.clone();
        }
        let (low, high) = self.range;
        if !(low.is_finite() && high.is_finite() && high > low) {
            return Vec::new();
        }
        match self.scale {
            Scale::Linear => even_ticks(low, high, wanted, ""),
            Scale::Percent => even_ticks(low * 100.0, high * 100.0, wanted, "%")
                .into_iter()
                .map(|(v, label)| (v / 100.0, label))
                .collect(),
            Scale::Log => log_ticks(low, high, wanted),
        }
    }
}

/// Multiples of 1, 2 or 5 times a power of ten: the smallest such step that gives at most one tick more than wanted.
fn even_ticks(low: f64, high: f64, wanted: usize, unit: &str) -> Vec<(f64, String)> {
    let rough = (high - low) / wanted.max(1) as f64;
    let magnitude = 10f64.powf(rough.log10().floor());
    let places = |step: f64| {
        let slack = step * 1e-6;
        ((low - slack) / step).ceil() as i64..=((high + slack) / step).floor() as i64
    };
    let step = [0.5, 1.0, 2.0, 5.0, 10.0]
        .map(|m| m * magnitude)
        .into_iter()
        .find(|&step| places(step).count() <= wanted + 1)
        .unwrap_or(10.0 * magnitude);
    let decimals = decimals(step);
    places(step)
        .map(|i| {
            let value = i as f64 * step;
            (value, format!("{}{unit}", number(value, decimals)))
        })
        .collect()
}

/// The decimal places that distinguish multiples of `step`.
fn decimals(step: f64) -> usize {
    (0..=8)
        .find(|&d| {
            let scaled = step * 10f64.powi(d as i32);
            (scaled - scaled.round()).abs() < 1e-6 * scaled
        })
        .unwrap_or(8)
}

/// A number for display: a true minus sign, thousands separated from 10,000 on, no negative zero.
pub(crate) fn number(value: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", value.abs());
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut out = String::new();
    if value < 0.0 && text.chars().any(|c| c.is_ascii_digit() && c != '0') {
        out.push('−');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 && whole.len() > 4 {
            out.push(',');
        }
        out.push(digit);
    }
    out + rest
}

/// Powers of ten; in a narrow range also their multiples by 2 and 5, in a very narrow one even steps.
fn log_ticks(low: f64, high: f64, wanted: usize) -> Vec<(f64, String)> {
    let (first, last) = (low.log10().floor() as i32, high.log10().ceil() as i32);
    let inside = |v: f64| v >= low * (1.0 - 1e-9) && v <= high * (1.0 + 1e-9);
    let decades: Vec<i32> = (first..=last).filter(|&e| inside(10f64.powi(e))).collect();
    if decades.len() >= 2 {
        let every = decades.len().div_ceil(wanted.max(2));
        return decades
            .into_iter()
            .step_by(every)
            .map(|e| (10f64.powi(e), power_of_ten(e)))
            .collect();
    }
    let mut ticks = Vec::new();
    for exponent in first..=last {
        for multiple in [1.0, 2.0, 5.0] {
            let value = multiple * 10f64.powi(exponent);
            if inside(value) {
                ticks.push((value, scientific(value)));
            }
        }
    }
    if ticks.len() < 3 {
        // So narrow that the axis is nearly linear.
        return even_ticks(low, high, wanted, "");
    }
    ticks
}

/// `10⁻³`; but plain 1 and 10.
pub(crate) fn power_of_ten(exponent: i32) -> String {
    match exponent {
        0 => "1".to_owned(),
        1 => "10".to_owned(),
        _ => format!("10{}", superscript(exponent)),
    }
}

fn superscript(exponent: i32) -> String {
    exponent
        .to_string()
        .chars()
        .map(|c| match c.to_digit(10) {
            Some(digit) => ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'][digit as usize],
            None => '⁻',
        })
        .collect()
}

/// A number with as many digits as it needs, as a power of ten if that is shorter: `0.05`, `300`, `3.2×10⁻⁵`.
pub(crate) fn scientific(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let exponent = value.abs().log10().floor() as i32;
    if (-3..=4).contains(&exponent) {
        let digits = (2 - exponent).clamp(0, 5) as usize;
        let text = number(value, digits);
        return match text.contains('.') {
            true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
            false => text,
        };
    }
    let mut mantissa = value / 10f64.powi(exponent);
    let mut exponent = exponent;
    if mantissa.abs() > 9.95 {
        mantissa /= 10.0;
        exponent += 1;
    }
    if (mantissa - 1.0).abs() < 0.05 {
        return power_of_ten(exponent);
    }
    format!("{}×10{}", number(mantissa, 1), superscript(exponent))
}

/// The smallest and the largest of the finite numbers; `None` without any.
pub(crate) fn ends(values: impl IntoIterator<Item = f64>) -> Option<(f64, f64)> {
    let finite = values.into_iter().filter(|v| v.is_finite());
    finite.fold(None, |ends, v| match ends {
        None => Some((v, v)),
        Some((low, high)) => Some((f64::min(low, v), f64::max(high, v))),
    })
}

/// The range of numbers, a little wider; `None` without any that is finite.
pub(crate) fn range_of(values: impl IntoIterator<Item = f64>) -> Option<(f64, f64)> {
    let (low, high) = ends(values)?;
    let margin = match high - low {
        width if width > 0.0 => 0.05 * width,
        _ => 0.05 * low.abs().max(1.0),
    };
    Some((low - margin, high + margin))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(axis: &Axis) -> Vec<String> {
        axis.ticks(5).into_iter().map(|t| t.1).collect()
    }

    #[test]
    fn even_ticks_are_round_and_show_no_binary_dust() {
        let axis = Axis::new("", Scale::Linear, (-0.1, 0.5));
        assert_eq!(labels(&axis), ["0.0", "0.2", "0.4"]);
        let axis = Axis::new("", Scale::Linear, (0.9, 7.3));
        let three: Vec<_> = axis.ticks(3).into_iter().map(|t| t.1).collect();
        assert_eq!(three, ["2", "4", "6"]);
        let axis = Axis::new("", Scale::Percent, (0.0, 1.0));
        assert_eq!(labels(&axis), ["0%", "20%", "40%", "60%", "80%", "100%"]);
    }

    #[test]
    fn log_ticks_are_powers_of_ten_or_multiples_in_a_narrow_range() {
        let axis = Axis::new("", Scale::Log, (1e-5, 0.1));
        assert_eq!(
            labels(&axis),
            ["10⁻⁵", "10⁻⁴", "10⁻³", "10⁻²", "0.1"].map(|t| t.replace("0.1", "10⁻¹"))
        );
        let axis = Axis::new("", Scale::Log, (3.0, 60.0));
        assert_eq!(labels(&axis), ["5", "10", "20", "50"]);
        let axis = Axis::new("", Scale::Log, (3.1, 3.9));
        assert_eq!(labels(&axis), ["3.2", "3.4", "3.6", "3.8"]);
    }

    #[test]
    fn numbers_read_as_people_write_them() {
        assert_eq!(number(-0.001, 1), "0.0");
        assert_eq!(number(-1234567.0, 0), "−1,234,567");
        assert_eq!(scientific(0.05), "0.05");
        assert_eq!(scientific(3.2e-5), "3.2×10⁻⁵");
        assert_eq!(scientific(1e-5), "10⁻⁵");
    }

    #[test]
    fn a_range_without_numbers_is_none() {
        assert_eq!(range_of([f64::NAN]), None);
        assert_eq!(range_of([1.0]), Some((0.95, 1.05)));
    }
}
