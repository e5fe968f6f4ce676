//! Layers of rows: points, strips, lines; and rules.

use super::error::PlotError;
use super::frame::{Encoded, Key, incomplete};
use super::grammar::PlotLayer;
use super::marks::{Datum, Drawn, Kind, Parts, need_value};
use crate::drawing::{INK, Scale};
use std::collections::BTreeMap;

/// Rows of each panel, colour and symbol.
pub(super) fn groups(encoded: &Encoded<'_>) -> BTreeMap<Key, Vec<usize>> {
    let mut groups: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (row, key) in encoded.keys.iter().enumerate() {
        groups.entry(*key).or_default().push(row);
    }
    groups
}

/// Slots side by side around a position, so that the colours of a name have room.
pub(super) struct Side {
    /// Distance between neighbouring positions, or between their logarithms on a log axis.
    spacing: f64,
    log: bool,
    slots: usize,
}

impl Side {
    /// `always` makes slots for positions that are numbers, too.
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

    /// A place at this distance from a position.
    pub fn shift(&self, position: f64, by: f64) -> f64 {
        match self.log {
            true => 10f64.powf(position.log10() + by),
            false => position + by,
        }
    }
}

pub(super) fn dots(encoded: &Encoded<'_>, layer: PlotLayer) -> Result<Parts, PlotError> {
    if layer == PlotLayer::Strip {
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
        if layer == PlotLayer::Strip {
            // Multiples of the golden ratio fill the width evenly, and the same rows always get the same places.
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

pub(super) fn lines(encoded: &Encoded<'_>) -> Result<Parts, PlotError> {
    need_value(encoded, PlotLayer::Lines)?;
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
    let mut drawn = Drawn::new(PlotLayer::Lines, Kind::Line);
    drawn.tips = titles;
    let behind = encoded
        .layers
        .iter()
        .any(|l| matches!(l, PlotLayer::Mean | PlotLayer::Band));
    (drawn.size, drawn.opacity) = match (behind, paths.len() > 20) {
        (true, _) => (0.4, 0.35),
        (false, true) => (0.4, 0.5),
        (false, false) => (0.8, 1.0),
    };
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

/// One path for each colour and symbol.
pub(super) fn path(key: Key) -> usize {
    key.color.map_or(0, |c| c + 1) * 100 + key.shape.map_or(0, |s| s + 1)
}

/// Lines through the whole panel at the requested numbers.
pub(super) fn rules(encoded: &Encoded<'_>) -> Parts {
    let panes = encoded.facet.as_ref().map_or(1, |f| f.len())
        * encoded.facet_row.as_ref().map_or(1, |f| f.len());
    let mut parts = Vec::new();
    for &layer in &encoded.layers {
        let PlotLayer::Rule { at, upright } = layer else {
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
