//! Least-squares lines with their correlations.

use super::error::PlotError;
use super::frame::{Encoded, Key};
use super::grammar::PlotLayer;
use super::layers::{groups, path};
use super::marks::{Datum, Drawn, Kind, Parts, need_value};
use crate::alignment::rank_correlation;
use crate::drawing::{Scale, number};

/// The fewest points for a trend.
const LEAST: usize = 3;

/// The texts of trends, for legend, titles and caption.
#[derive(Debug, Default)]
pub(super) struct Said(Vec<(Key, String)>);

impl Said {
    /// For each colour, if one panel has them all.
    pub fn by_color(&self, one: bool, encoded: &Encoded<'_>) -> Vec<String> {
        let colors = encoded.color.as_ref().map_or(0, |c| c.len());
        let of = |color: usize| {
            let said = self.0.iter().filter(|s| one && s.0.color == Some(color));
            said.map(|s| s.1.clone()).collect::<Vec<_>>().join(", ")
        };
        (0..colors).map(of).collect()
    }

    /// For one panel among several, by the names of its colours.
    pub fn of_pane(&self, pane: usize, panes: usize, encoded: &Encoded<'_>) -> String {
        let said = self.0.iter().filter(|s| panes > 1 && s.0.pane == pane);
        let label = |key: Key| match (key.color, &encoded.color) {
            (Some(color), Some(levels)) => format!("{}: ", levels.levels[color].label),
            _ => String::new(),
        };
        said.map(|(key, text)| label(*key) + text)
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// For the only group.
    pub fn alone(&self) -> Option<String> {
        self.0.first().map(|s| s.1.clone())
    }
}

pub(super) fn lines(
    encoded: &Encoded<'_>,
    ranks: bool,
    said: &mut Said,
) -> Result<Parts, PlotError> {
    let layer = PlotLayer::Trend { ranks };
    need_value(encoded, layer)?;
    let log = |place: Option<&super::axis::Place>| place.is_some_and(|p| p.scale == Scale::Log);
    let (log_p, log_v) = (log(encoded.position()), log(encoded.value()));
    let to = |v: f64, log: bool| if log { v.log10() } else { v };
    let back = |v: f64, log: bool| if log { 10f64.powf(v) } else { v };
    let mut drawn = Drawn::new(layer, Kind::Line);
    drawn.size = 1.0;
    let mut data = Vec::new();
    for (key, rows) in groups(encoded) {
        let of = |values: &[f64], log| {
            rows.iter()
                .map(|r| to(values[*r], log))
                .collect::<Vec<f64>>()
        };
        let (p, v) = (of(&encoded.positions, log_p), of(&encoded.values, log_v));
        let Some(fit) = Fit::of(&p, &v, ranks) else {
            said.0
                .push((key, format!("no trend in {} points", p.len())));
            continue;
        };
        let sign = if ranks { "ρ" } else { "r" };
        said.0.push((
            key,
            format!("{sign} = {}, n = {}", number(fit.correlation, 2), p.len()),
        ));
        let ends = p
            .iter()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), x| {
                (l.min(*x), h.max(*x))
            });
        for at in [ends.0, ends.1] {
            let (x, y) = (back(at, log_p), back(fit.intercept + fit.slope * at, log_v));
            data.push((key.pane, Datum::new(key, path(key), [x, y, x, y])));
        }
    }
    Ok(drawn.in_panes(data))
}

struct Fit {
    slope: f64,
    intercept: f64,
    correlation: f64,
}

impl Fit {
    /// `None` with fewer than three points, or if one axis has a single value.
    fn of(x: &[f64], y: &[f64], ranks: bool) -> Option<Self> {
        let n = x.len() as f64;
        let mean = |v: &[f64]| v.iter().sum::<f64>() / n;
        let (mx, my) = (mean(x), mean(y));
        let product = |a: &[f64], ma: f64, b: &[f64], mb: f64| {
            a.iter()
                .zip(b)
                .map(|(a, b)| (a - ma) * (b - mb))
                .sum::<f64>()
        };
        let (xx, yy, xy) = (
            product(x, mx, x, mx),
            product(y, my, y, my),
            product(x, mx, y, my),
        );
        if x.len() < LEAST || xx <= 0.0 || yy <= 0.0 {
            return None;
        }
        let slope = xy / xx;
        Some(Self {
            slope,
            intercept: my - slope * mx,
            correlation: match ranks {
                true => rank_correlation(x, y)?,
                false => xy / (xx * yy).sqrt(),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_straight_line_is_found() {
        let fit = Fit::of(&[0.0, 1.0, 2.0, 3.0], &[1.0, 3.0, 5.0, 7.0], false).unwrap();
        assert_eq!((fit.slope, fit.intercept, fit.correlation), (2.0, 1.0, 1.0));
        let falling = Fit::of(&[0.0, 1.0, 2.0], &[9.0, 1.0, 0.0], true).unwrap();
        assert_eq!(falling.correlation, -1.0);
        assert!(Fit::of(&[1.0, 1.0, 1.0], &[1.0, 2.0, 3.0], false).is_none());
        assert!(Fit::of(&[1.0, 2.0], &[1.0, 2.0], false).is_none());
    }
}
