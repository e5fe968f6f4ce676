//! Boxes of quartiles (Tukey, *Exploratory Data Analysis*, 1977).

use super::error::PlotError;
use super::frame::{Encoded, Key};
use super::grammar::PlotLayer;
use super::layers::Side;
use super::marks::{Datum, Drawn, Kind, Parts, need_value};
use super::text::short;
use crate::drawing::INK;
use crate::statistics::quantile;
use std::collections::BTreeMap;

/// Five numbers of a group.
#[derive(Debug, Clone, PartialEq)]
struct Five {
    quartiles: [f64; 3],
    whiskers: [f64; 2],
    /// Rows beyond the whiskers, as places in the sorted values.
    beyond: Vec<f64>,
}

impl Five {
    /// From at least one number, sorted.
    fn of(sorted: &[f64]) -> Self {
        let quartiles = [0.25, 0.5, 0.75].map(|q| quantile(sorted, q));
        let reach = 1.5 * (quartiles[2] - quartiles[0]);
        let inside = |v: &f64| *v >= quartiles[0] - reach && *v <= quartiles[2] + reach;
        let mut within = sorted.iter().copied().filter(inside);
        let low = within.next().unwrap_or(quartiles[0]);
        let high = within.next_back().unwrap_or(low);
        Self {
            quartiles,
            whiskers: [low, high],
            beyond: sorted.iter().copied().filter(|v| !inside(v)).collect(),
        }
    }
}

pub(super) fn boxes(encoded: &Encoded<'_>) -> Result<Parts, PlotError> {
    need_value(encoded, PlotLayer::Boxes)?;
    let side = Side::of(encoded, true);
    let mut at: BTreeMap<(Key, u64), Vec<f64>> = BTreeMap::new();
    for (row, key) in encoded.keys.iter().enumerate() {
        let place = encoded.positions[row].to_bits();
        at.entry((*key, place))
            .or_default()
            .push(encoded.values[row]);
    }
    let drawn = |kind, size| {
        let mut drawn = Drawn::new(PlotLayer::Boxes, kind);
        drawn.size = size;
        drawn
    };
    let (mut whiskers, mut bodies) = (drawn(Kind::Segments, 0.5), drawn(Kind::Rects, 1.0));
    let (mut medians, beyond) = (drawn(Kind::Segments, 1.0), drawn(Kind::Dots, 1.6));
    (whiskers.paint, medians.paint, bodies.opacity) = (Some(INK), Some(INK), 0.75);
    bodies.tips = ["median", "quartiles", "n"].map(str::to_owned).to_vec();
    let mut data: [Vec<(usize, Datum)>; 4] = Default::default();
    for ((key, place), mut values) in at {
        values.sort_by(f64::total_cmp);
        let five = Five::of(&values);
        let middle = side.middle(f64::from_bits(place), key);
        let (left, right) = (
            side.shift(middle, -0.42 * side.width()),
            side.shift(middle, 0.42 * side.width()),
        );
        let [low, median, high] = five.quartiles;
        let mark = |at: [f64; 4]| (key.pane, Datum::new(key, 0, at));
        data[0].push(mark([middle, five.whiskers[0], middle, low]));
        data[0].push(mark([middle, high, middle, five.whiskers[1]]));
        let tips = vec![
            short(median),
            format!("{} to {}", short(low), short(high)),
            short(values.len() as f64),
        ];
        let (pane, body) = mark([left, low, right, high]);
        data[1].push((pane, body.with(tips)));
        data[2].push(mark([left, median, right, median]));
        data[3].extend(five.beyond.iter().map(|v| mark([middle, *v, middle, *v])));
    }
    let drawn = [whiskers, bodies, medians, beyond];
    Ok(drawn
        .into_iter()
        .zip(data)
        .flat_map(|(d, data)| d.in_panes(data))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whiskers_end_at_the_last_row_within_reach() {
        let five = Five::of(&[1.0, 2.0, 3.0, 4.0, 20.0]);
        assert_eq!(five.quartiles, [2.0, 3.0, 4.0]);
        assert_eq!(five.whiskers, [1.0, 4.0]);
        assert_eq!(five.beyond, [20.0]);
        let one = Five::of(&[7.0]);
        assert_eq!((one.quartiles, one.whiskers), ([7.0; 3], [7.0; 2]));
    }
}
