//! Densities standing on the categories of an axis.

use super::error::PlotError;
use super::frame::{Encoded, Key, incomplete};
use super::grammar::PlotLayer;
use super::marks::{Datum, Drawn, Kind, Parts, need_value};
use std::collections::BTreeMap;

/// How many points of a density are computed.
const POINTS: usize = 96;
/// Height of the tallest density, in units of the distance between categories.
const HEIGHT: f64 = 0.9;

pub(super) fn ridges(encoded: &Encoded<'_>) -> Result<Parts, PlotError> {
    need_value(encoded, PlotLayer::Ridges)?;
    if encoded.position().is_none_or(|p| p.names().is_none()) {
        let what = "names on one axis, as in `.x(\"q\").y(\"method\")`".to_owned();
        return Err(incomplete("ridges", what));
    }
    let mut values: BTreeMap<(Key, u64), Vec<f64>> = BTreeMap::new();
    for (row, key) in encoded.keys.iter().enumerate() {
        let at = (*key, encoded.positions[row].to_bits());
        values.entry(at).or_default().push(encoded.values[row]);
    }
    let curves: Vec<(_, Vec<(f64, f64)>)> = values
        .into_iter()
        .map(|(at, values)| (at, density(&values)))
        .collect();
    let top = curves
        .iter()
        .flat_map(|c| &c.1)
        .map(|p| p.1)
        .fold(0.0, f64::max);
    let mut drawn = Drawn::new(PlotLayer::Ridges, Kind::Area);
    drawn.opacity = 0.7;
    let mut data = Vec::new();
    for (path, ((key, place), curve)) in curves.into_iter().enumerate() {
        let base = f64::from_bits(place);
        // Each is scaled to its own maximum, except for colours at the same place, whose heights are comparable.
        let compared = encoded
            .color
            .as_ref()
            .is_some_and(|c| encoded.position().is_none_or(|p| p.column != c.column));
        let highest = match compared {
            true => top,
            false => curve.iter().map(|p| p.1).fold(0.0, f64::max),
        };
        for (value, height) in curve {
            let above = base + HEIGHT * height / highest;
            data.push((key.pane, Datum::new(key, path, [base, value, above, value])));
        }
    }
    Ok(drawn.in_panes(data))
}

/// A Gaussian kernel estimate at points over the values, with Silverman's width (*Density Estimation*, 1986, eq. 3.31).
fn density(values: &[f64]) -> Vec<(f64, f64)> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let n = sorted.len() as f64;
    let mean = sorted.iter().sum::<f64>() / n;
    let variance = sorted.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / (n - 1.0).max(1.0);
    let quartile = |q: f64| sorted[((n - 1.0) * q).round() as usize];
    let spread = match (quartile(0.75) - quartile(0.25)) / 1.34 {
        robust if robust > 0.0 => robust.min(variance.sqrt()),
        _ => variance.sqrt(),
    };
    // Equal values have no width; they are drawn as a narrow peak.
    let width = match 0.9 * spread * n.powf(-0.2) {
        width if width > 0.0 => width,
        _ => 0.01 * mean.abs().max(1.0),
    };
    let (low, high) = (
        sorted[0] - 3.0 * width,
        sorted[sorted.len() - 1] + 3.0 * width,
    );
    let at = |i: usize| low + (high - low) * i as f64 / (POINTS - 1) as f64;
    let kernel = |x: f64, v: &f64| (-0.5 * ((x - v) / width).powi(2)).exp();
    let height = |x: f64| sorted.iter().map(|v| kernel(x, v)).sum::<f64>();
    let scale = 1.0 / (n * width * (2.0 * std::f64::consts::PI).sqrt());
    (0..POINTS)
        .map(|i| (at(i), scale * height(at(i))))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_density_has_area_one() {
        for values in [vec![0.0, 1.0, 2.0, 5.0], vec![3.0], vec![2.0, 2.0]] {
            let curve = density(&values);
            let step = curve[1].0 - curve[0].0;
            let area: f64 = curve.iter().map(|p| p.1 * step).sum();
            assert!((area - 1.0).abs() < 0.02, "{values:?}: {area}");
        }
    }
}
