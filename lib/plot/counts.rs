//! Layers that count rows: histograms and cumulative shares.

use super::error::PlotError;
use super::frame::{Encoded, incomplete};
use super::grammar::PlotLayer;
use super::layers::{groups, path};
use super::marks::{Datum, Drawn, Kind, Parts, from_zero};
use super::text::short;
use crate::drawing::{Axis, Scale, range_of};

/// The numbers on one axis, with none needed on the other.
fn alone(encoded: &Encoded<'_>, layer: PlotLayer) -> Result<(), PlotError> {
    match &encoded.x {
        Some(x) if x.names().is_none() => Ok(()),
        Some(_) => Err(PlotError::Numbers {
            role: layer.name().to_owned(),
            column: encoded
                .x
                .as_ref()
                .map_or_else(String::new, |x| x.column.clone()),
            found: "names".to_owned(),
        }),
        None => Err(incomplete(layer.name(), "x, as in `.x(\"q\")`".to_owned())),
    }
}

pub(super) fn histogram(encoded: &Encoded<'_>) -> Result<Parts, PlotError> {
    alone(encoded, PlotLayer::Histogram)?;
    let values = read_x(encoded)?;
    let log = encoded.x.as_ref().is_some_and(|x| x.scale == Scale::Log);
    let to = |v: f64| if log { v.log10() } else { v };
    let back = |v: f64| if log { 10f64.powf(v) } else { v };
    let bins = Bins::of(values.iter().map(|v| to(*v)), encoded.plot.bins);
    let mut drawn = Drawn::new(PlotLayer::Histogram, Kind::Rects);
    drawn.tips = vec!["from".to_owned(), "to".to_owned(), "rows".to_owned()];
    drawn.opacity = if encoded.color.is_some() { 0.5 } else { 0.85 };
    let mut data = Vec::new();
    for (key, rows) in groups(encoded) {
        for (bin, count) in bins
            .count(rows.iter().map(|r| to(values[*r])))
            .into_iter()
            .enumerate()
        {
            if count > 0 {
                let (from, end) = (back(bins.edge(bin)), back(bins.edge(bin + 1)));
                let tips = vec![short(from), short(end), short(count as f64)];
                let datum = Datum::new(key, 0, [from, 0.0, end, count as f64]).with(tips);
                data.push((key.pane, datum));
            }
        }
    }
    Ok(drawn.in_panes(data))
}

/// Equal bins over all values; integers in a narrow range have one bin each.
struct Bins {
    low: f64,
    width: f64,
    n: usize,
}

impl Bins {
    fn of(values: impl Iterator<Item = f64>, wanted: usize) -> Self {
        let values: Vec<f64> = values.filter(|v| v.is_finite()).collect();
        let (low, high) = values
            .iter()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| {
                (l.min(*v), h.max(*v))
            });
        let whole = values.iter().all(|v| v.fract() == 0.0) && high - low < wanted as f64;
        if whole || high <= low {
            let n = (high - low).round().max(0.0) as usize + 1;
            return Self {
                low: low - 0.5,
                width: 1.0,
                n,
            };
        }
        Self {
            low,
            width: (high - low) / wanted as f64,
            n: wanted,
        }
    }

    fn edge(&self, i: usize) -> f64 {
        self.low + i as f64 * self.width
    }

    fn count(&self, values: impl Iterator<Item = f64>) -> Vec<usize> {
        let mut counts = vec![0; self.n];
        for value in values.filter(|v| v.is_finite()) {
            let bin = ((value - self.low) / self.width) as usize;
            counts[bin.min(self.n - 1)] += 1;
        }
        counts
    }
}

pub(super) fn ecdf(encoded: &Encoded<'_>) -> Result<Parts, PlotError> {
    alone(encoded, PlotLayer::Ecdf)?;
    let values = read_x(encoded)?;
    let mut drawn = Drawn::new(PlotLayer::Ecdf, Kind::Line);
    drawn.tips = vec!["share of rows".to_owned()];
    let mut data = Vec::new();
    for (key, rows) in groups(encoded) {
        let mut sorted: Vec<f64> = rows
            .iter()
            .map(|r| values[*r])
            .filter(|v| v.is_finite())
            .collect();
        sorted.sort_by(f64::total_cmp);
        let mut below = 0.0;
        for (i, value) in sorted.iter().enumerate() {
            let share = (i + 1) as f64 / sorted.len() as f64;
            for y in [below, share] {
                let tips = vec![format!("{:.1}%", 100.0 * y)];
                let datum = Datum::new(key, path(key), [*value, y, *value, y]).with(tips);
                data.push((key.pane, datum));
            }
            below = share;
        }
    }
    Ok(drawn.in_panes(data))
}

/// The numbers of the horizontal axis, wherever they are stored.
fn read_x(encoded: &Encoded<'_>) -> Result<Vec<f64>, PlotError> {
    let x = encoded.x.as_ref().expect("asked for before");
    x.read(&encoded.frame)
}

/// The vertical axis of layers that count rows.
pub(super) fn axis(encoded: &Encoded<'_>, values: &[f64]) -> Axis {
    let settings = &encoded.plot.y_axis;
    let shares = encoded.layers.contains(&PlotLayer::Ecdf);
    let (label, scale) = match shares {
        true => ("share of rows", Scale::Percent),
        false => ("rows", Scale::Linear),
    };
    let range = match shares {
        true => (0.0, 1.0),
        false if encoded.layers.contains(&PlotLayer::Histogram) => from_zero(values),
        false => range_of(values.iter().copied()).unwrap_or((0.0, 1.0)),
    };
    let label = settings.label.clone().unwrap_or_else(|| label.to_owned());
    Axis::new(label, scale, settings.limits.unwrap_or(range))
}
