//! Layers of rows and of means: points, lines, strips, means with intervals, bars, histograms, shares.

use super::error::PlotError;
use super::frame::{Encoded, Key, incomplete};
use super::grammar::Layer;
use super::levels::numbers;
use super::scene::{Datum, Drawn, Kind, Parts, from_zero, need_value};
use super::text::short;
use crate::analysis::{Spread, mean_by_unit};
use crate::drawing::{Axis, INK, Scale, range_of};
use std::collections::BTreeMap;

/// The marks of a layer of this file.
pub(super) fn parts(encoded: &Encoded<'_>, layer: Layer) -> Result<Parts, PlotError> {
    match layer {
        Layer::Points | Layer::Strip => dots(encoded, layer),
        Layer::Lines => lines(encoded),
        Layer::Mean => means(encoded),
        Layer::Band => band(encoded),
        Layer::Bars => bars(encoded),
        Layer::Histogram => histogram(encoded),
        Layer::Ecdf => ecdf(encoded),
        // Rules are drawn last, in the coordinates of the picture.
        _ => Ok(Vec::new()),
    }
}

/// Rows of each panel, colour and symbol.
pub(super) fn groups(encoded: &Encoded<'_>) -> BTreeMap<Key, Vec<usize>> {
    let mut groups: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (row, key) in encoded.keys.iter().enumerate() {
        groups.entry(*key).or_default().push(row);
    }
    groups
}

/// Places side by side around a position: names have room for the colours beside each other.
pub(super) struct Side {
    /// Distance of neighbouring positions, of their logarithms on a log axis.
    spacing: f64,
    log: bool,
    slots: usize,
}

impl Side {
    /// `always` shares the room out also between positions that are numbers.
    pub fn of(encoded: &Encoded<'_>, always: bool) -> Self {
        let place = encoded.position();
        let log = place.is_some_and(|p| p.scale == Scale::Log);
        let named = place.is_some_and(|p| p.names().is_some());
        let mut at: Vec<f64> = encoded
            .positions
            .iter()
            .map(|p| if log { p.log10() } else { *p })
            .collect();
        at.sort_by(f64::total_cmp);
        let gaps = at.windows(2).map(|w| w[1] - w[0]).filter(|g| *g > 1e-12);
        let spacing = if named {
            1.0
        } else {
            gaps.fold(f64::INFINITY, f64::min)
        };
        let apart = encoded
            .color
            .as_ref()
            .filter(|c| place.is_none_or(|p| p.column != c.column));
        Self {
            spacing: if spacing.is_finite() { spacing } else { 1.0 },
            log,
            slots: if named || always {
                apart.map_or(1, |c| c.len())
            } else {
                1
            },
        }
    }

    /// The width of one slot.
    pub fn width(&self) -> f64 {
        0.8 * self.spacing / self.slots as f64
    }

    /// The middle of a colour's slot at a position.
    pub fn middle(&self, position: f64, key: Key) -> f64 {
        let slot = if self.slots > 1 {
            key.color.unwrap_or(0) as f64
        } else {
            0.0
        };
        self.shift(
            position,
            (slot - (self.slots - 1) as f64 / 2.0) * self.width(),
        )
    }

    /// A place so far from a position.
    pub fn shift(&self, position: f64, by: f64) -> f64 {
        match self.log {
            true => 10f64.powf(position.log10() + by),
            false => position + by,
        }
    }
}

fn dots(encoded: &Encoded<'_>, layer: Layer) -> Result<Parts, PlotError> {
    if layer == Layer::Strip {
        need_value(encoded, layer)?;
    }
    if encoded.x.is_none() || encoded.y.is_none() {
        return Err(incomplete(layer.name(), "x and y".to_owned()));
    }
    let side = Side::of(encoded, false);
    let (titles, tips) = encoded.tips()?;
    let mut drawn = Drawn::new(layer, Kind::Dots);
    let n = encoded.keys.len();
    drawn.tips = titles;
    drawn.size = if n > 2000 { 1.6 } else { 2.6 };
    drawn.opacity = if n > 500 { 0.45 } else { 0.8 };
    let mut seen: BTreeMap<(u64, Key), usize> = BTreeMap::new();
    let mut data = Vec::new();
    for (row, tips) in tips.into_iter().enumerate() {
        let (key, value) = (encoded.keys[row], encoded.values[row]);
        let mut at = encoded.positions[row];
        if layer == Layer::Strip {
            // The golden ratio's multiples fill the width evenly, and the same rows always lie alike.
            let k = seen.entry((at.to_bits(), key)).or_default();
            *k += 1;
            let jitter = (*k as f64 * 0.618_033_988_75).fract() - 0.5;
            at = side.shift(side.middle(at, key), 0.7 * side.width() * jitter);
        }
        let mut datum = Datum::new(key, 0, [at, value, at, value]).with(tips);
        datum.shade = encoded.gradient.as_ref().map(|g| g[row]);
        data.push((key.pane, datum));
    }
    Ok(drawn.in_panes(data))
}

fn lines(encoded: &Encoded<'_>) -> Result<Parts, PlotError> {
    need_value(encoded, Layer::Lines)?;
    let (titles, tips) = encoded.tips()?;
    let units = match encoded
        .plot
        .replicates()
        .filter(|u| encoded.frame.column(u).is_ok())
    {
        Some(unit) => super::levels::Levels::of(&encoded.frame, unit)?.read(&encoded.frame)?,
        None => vec![None; encoded.keys.len()],
    };
    let mut paths: BTreeMap<(Key, Option<usize>), Vec<usize>> = BTreeMap::new();
    for (row, key) in encoded.keys.iter().enumerate() {
        paths.entry((*key, units[row])).or_default().push(row);
    }
    let mut drawn = Drawn::new(Layer::Lines, Kind::Line);
    drawn.tips = titles;
    drawn.size = if paths.len() > 20 { 0.4 } else { 0.8 };
    drawn.opacity = if paths.len() > 20 { 0.5 } else { 1.0 };
    let mut data = Vec::new();
    for (path, ((key, _), mut rows)) in paths.into_iter().enumerate() {
        rows.sort_by(|a, b| encoded.positions[*a].total_cmp(&encoded.positions[*b]));
        for row in rows {
            let (p, v) = (encoded.positions[row], encoded.values[row]);
            let datum = Datum::new(key, path, [p, v, p, v]).with(tips[row].clone());
            data.push((key.pane, datum));
        }
    }
    Ok(drawn.in_panes(data))
}

/// A mean of a group at a position.
pub(super) struct Mean {
    pub key: Key,
    pub position: f64,
    pub mean: f64,
    pub interval: Option<[f64; 2]>,
    pub n: f64,
}

/// Means over units with their intervals, ascending in their positions.
fn computed(encoded: &Encoded<'_>, layer: Layer) -> Result<Vec<Mean>, PlotError> {
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

fn mean_drawn(layer: Layer, kind: Kind) -> Drawn {
    let mut drawn = Drawn::new(layer, kind);
    drawn.tips = ["mean", "interval", "n"].map(str::to_owned).to_vec();
    drawn
}

fn means(encoded: &Encoded<'_>) -> Result<Parts, PlotError> {
    let means = computed(encoded, Layer::Mean)?;
    let side = Side::of(encoded, false);
    let joined = encoded.position().is_some_and(|p| p.names().is_none());
    let (mut bars, mut line, mut dots) = (
        mean_drawn(Layer::Mean, Kind::Segments),
        Drawn::new(Layer::Mean, Kind::Line),
        mean_drawn(Layer::Mean, Kind::Dots),
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

/// One path for each colour and symbol.
pub(super) fn path(key: Key) -> usize {
    key.color.map_or(0, |c| c + 1) * 100 + key.shape.map_or(0, |s| s + 1)
}

fn band(encoded: &Encoded<'_>) -> Result<Parts, PlotError> {
    let means = computed(encoded, Layer::Band)?;
    let mut area = Drawn::new(Layer::Band, Kind::Area);
    let line = mean_drawn(Layer::Band, Kind::Line);
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

fn bars(encoded: &Encoded<'_>) -> Result<Parts, PlotError> {
    let means = computed(encoded, Layer::Bars)?;
    if encoded.value().is_some_and(|v| v.scale == Scale::Log) {
        return Err(incomplete(
            "bars",
            "an even axis: a bar begins at zero, which a log axis does not have".to_owned(),
        ));
    }
    let side = Side::of(encoded, true);
    let (rects, mut ends) = (
        mean_drawn(Layer::Bars, Kind::Rects),
        mean_drawn(Layer::Bars, Kind::Segments),
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

/// Numbers on one axis and none needed on the other.
fn alone(encoded: &Encoded<'_>, layer: Layer) -> Result<(), PlotError> {
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

fn histogram(encoded: &Encoded<'_>) -> Result<Parts, PlotError> {
    alone(encoded, Layer::Histogram)?;
    let values = read_x(encoded)?;
    let log = encoded.x.as_ref().is_some_and(|x| x.scale == Scale::Log);
    let to = |v: f64| if log { v.log10() } else { v };
    let back = |v: f64| if log { 10f64.powf(v) } else { v };
    let bins = Bins::of(values.iter().map(|v| to(*v)), encoded.plot.bins);
    let mut drawn = Drawn::new(Layer::Histogram, Kind::Rects);
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

/// Equal bins over all values; whole numbers in a narrow range have a bin each.
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

fn ecdf(encoded: &Encoded<'_>) -> Result<Parts, PlotError> {
    alone(encoded, Layer::Ecdf)?;
    let values = read_x(encoded)?;
    let mut drawn = Drawn::new(Layer::Ecdf, Kind::Line);
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

/// The numbers of the horizontal axis, wherever they are kept.
fn read_x(encoded: &Encoded<'_>) -> Result<Vec<f64>, PlotError> {
    let x = encoded.x.as_ref().expect("asked for before");
    x.read(&encoded.frame)
}

/// The vertical axis of layers that count rows.
pub(super) fn counted(encoded: &Encoded<'_>, values: &[f64]) -> Axis {
    let settings = &encoded.plot.y_axis;
    let shares = encoded.layers.contains(&Layer::Ecdf);
    let (label, scale) = match shares {
        true => ("share of rows", Scale::Percent),
        false => ("rows", Scale::Linear),
    };
    let range = match shares {
        true => (0.0, 1.0),
        false if encoded.layers.contains(&Layer::Histogram) => from_zero(values),
        false => range_of(values.iter().copied()).unwrap_or((0.0, 1.0)),
    };
    let label = settings.label.clone().unwrap_or_else(|| label.to_owned());
    Axis::new(label, scale, settings.limits.unwrap_or(range))
}

/// Lines through the whole panel at the numbers asked for.
pub(super) fn rules(encoded: &Encoded<'_>) -> Parts {
    let panes = encoded.facet.as_ref().map_or(1, |f| f.len())
        * encoded.facet_row.as_ref().map_or(1, |f| f.len());
    let mut parts = Vec::new();
    for &layer in &encoded.layers {
        let Layer::Rule { at, upright } = layer else {
            continue;
        };
        let (low, high) = (f64::NEG_INFINITY, f64::INFINITY);
        let ends = if upright {
            [at, low, at, high]
        } else {
            [low, at, high, at]
        };
        let mut drawn = Drawn::new(layer, Kind::Segments);
        (drawn.paint, drawn.size, drawn.dashed) = (Some(INK), 0.6, true);
        let key = Key {
            pane: 0,
            color: None,
            shape: None,
        };
        let data = (0..panes).map(|pane| (pane, Datum::new(key, 0, ends)));
        parts.extend(drawn.in_panes(data.collect()));
    }
    parts
}
