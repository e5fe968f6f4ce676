//! Layers of means over units, with their intervals: points, bands, bars.

use super::error::PlotError;
use super::frame::{Encoded, Key, incomplete};
use super::grammar::PlotLayer;
use super::layers::{Side, path};
use super::levels::numbers;
use super::marks::{Datum, Drawn, Kind, Parts, need_value};
use super::text::short;
use crate::analysis::{Spread, mean_by_unit};
use crate::drawing::{INK, Scale};

/// A mean of a group at a position.
struct Mean {
    key: Key,
    position: f64,
    mean: f64,
    interval: Option<[f64; 2]>,
    n: f64,
}

/// Means over units with their intervals, in ascending order of position.
fn computed(encoded: &Encoded<'_>, layer: PlotLayer) -> Result<Vec<Mean>, PlotError> {
    need_value(encoded, layer)?;
    let plot = encoded.plot;
    let place = encoded.position().expect("asked for above");
    let column = &encoded.value().expect("asked for above").column;
    let by = encoded.by(true);
    let by: Vec<&str> = by.iter().map(String::as_str).collect();
    let unit = plot
        .replicates()
        .filter(|u| encoded.frame.column(u).is_ok() && !by.contains(u));
    let spread = plot.spread.unwrap_or(Spread::StandardError);
    let means = mean_by_unit(&encoded.frame, &by, unit, column, spread)?;
    let keys = encoded.keys_of(&means)?;
    let positions = place.read(&means)?;
    let read = |name| numbers(&means, name, layer.name());
    let (middle, low, high, n) = (read("mean")?, read("low")?, read("high")?, read("n")?);
    let shown = |i: &usize| plot.spread.is_some() && low[*i].is_finite() && high[*i].is_finite();
    let mean = |i: usize| Mean {
        key: keys[i],
        position: positions[i],
        mean: middle[i],
        interval: Some([low[i], high[i]]).filter(|_| shown(&i)),
        n: n[i],
    };
    let mut all: Vec<Mean> = (0..means.height()).map(mean).collect();
    all.sort_by(|a, b| a.position.total_cmp(&b.position));
    Ok(all)
}

fn said(mean: &Mean) -> Vec<String> {
    let interval = mean.interval.map_or_else(String::new, |[low, high]| {
        format!("{} to {}", short(low), short(high))
    });
    vec![short(mean.mean), interval, short(mean.n)]
}

fn mean_drawn(layer: PlotLayer, kind: Kind) -> Drawn {
    let mut drawn = Drawn::new(layer, kind);
    drawn.tips = ["mean", "interval", "n"].map(str::to_owned).to_vec();
    drawn
}

pub(super) fn points(encoded: &Encoded<'_>) -> Result<Parts, PlotError> {
    let means = computed(encoded, PlotLayer::Mean)?;
    let side = Side::of(encoded, false);
    let joined = encoded.position().is_some_and(|p| p.names().is_none());
    let (mut bars, mut line, mut dots) = (
        mean_drawn(PlotLayer::Mean, Kind::Segments),
        Drawn::new(PlotLayer::Mean, Kind::Line),
        mean_drawn(PlotLayer::Mean, Kind::Dots),
    );
    (bars.size, line.size, dots.size) = (0.5, 0.8, 2.4);
    let mut data = [Vec::new(), Vec::new(), Vec::new()];
    for mean in &means {
        let (at, pane) = (side.middle(mean.position, mean.key), mean.key.pane);
        if let Some([low, high]) = mean.interval {
            data[0].push((
                pane,
                Datum::new(mean.key, 0, [at, low, at, high]).with(said(mean)),
            ));
        }
        let point = [at, mean.mean, at, mean.mean];
        if joined {
            data[1].push((pane, Datum::new(mean.key, path(mean.key), point)));
        }
        data[2].push((pane, Datum::new(mean.key, 0, point).with(said(mean))));
    }
    let [first, second, third] = data;
    let mut parts = bars.in_panes(first);
    parts.extend(line.in_panes(second));
    parts.extend(dots.in_panes(third));
    Ok(parts)
}

pub(super) fn band(encoded: &Encoded<'_>) -> Result<Parts, PlotError> {
    let means = computed(encoded, PlotLayer::Band)?;
    let mut area = Drawn::new(PlotLayer::Band, Kind::Area);
    let line = mean_drawn(PlotLayer::Band, Kind::Line);
    area.opacity = 0.22;
    let (mut areas, mut lines) = (Vec::new(), Vec::new());
    for mean in &means {
        let (at, key) = (mean.position, mean.key);
        let [low, high] = mean.interval.unwrap_or([mean.mean; 2]);
        areas.push((key.pane, Datum::new(key, path(key), [at, low, at, high])));
        let point = [at, mean.mean, at, mean.mean];
        lines.push((key.pane, Datum::new(key, path(key), point).with(said(mean))));
    }
    let mut parts = area.in_panes(areas);
    parts.extend(line.in_panes(lines));
    Ok(parts)
}

pub(super) fn bars(encoded: &Encoded<'_>) -> Result<Parts, PlotError> {
    let means = computed(encoded, PlotLayer::Bars)?;
    if encoded.value().is_some_and(|v| v.scale == Scale::Log) {
        return Err(incomplete(
            "bars",
            "an even axis: a bar begins at zero, which a log axis does not have".to_owned(),
        ));
    }
    let side = Side::of(encoded, true);
    let (rects, mut ends) = (
        mean_drawn(PlotLayer::Bars, Kind::Rects),
        mean_drawn(PlotLayer::Bars, Kind::Segments),
    );
    (ends.size, ends.paint) = (0.5, Some(INK));
    let (mut data, mut intervals) = (Vec::new(), Vec::new());
    for mean in &means {
        let (at, key) = (side.middle(mean.position, mean.key), mean.key);
        let half = side.width() / 2.0;
        let corners = [side.shift(at, -half), 0.0, side.shift(at, half), mean.mean];
        data.push((key.pane, Datum::new(key, 0, corners).with(said(mean))));
        if let Some([low, high]) = mean.interval {
            intervals.push((
                key.pane,
                Datum::new(key, 0, [at, low, at, high]).with(said(mean)),
            ));
        }
    }
    let mut parts = rects.in_panes(data);
    parts.extend(ends.in_panes(intervals));
    Ok(parts)
}
