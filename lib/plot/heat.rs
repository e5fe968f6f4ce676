//! Cells of two categories, coloured by a mean.

use super::error::PlotError;
use super::frame::{Encoded, Key, incomplete};
use super::grammar::Layer;
use super::levels::numbers;
use super::marks::{Datum, Drawn, Kind, Parts};
use super::text::{short, title};
use crate::analysis::{Spread, columns as c, mean_by_unit};

pub(super) fn cells(encoded: &Encoded<'_>) -> Result<Parts, PlotError> {
    let example = "names on x and y and numbers as color, as in `.x(\"method_a\").y(\"method_b\").color(\"vi\")`";
    let (Some(x), Some(y), Some(value)) = (&encoded.x, &encoded.y, encoded.gradient_column())
    else {
        return Err(incomplete("heat", example.to_owned()));
    };
    if x.names().is_none() || y.names().is_none() {
        return Err(incomplete("heat", example.to_owned()));
    }
    let by = encoded.by(true);
    let by: Vec<&str> = by.iter().map(String::as_str).collect();
    let unit = encoded.plot.replicates().filter(|u| !by.contains(u));
    let means = mean_by_unit(&encoded.frame, &by, unit, value, Spread::StandardError)?;
    let (xs, ys) = (x.read(&means)?, y.read(&means)?);
    let (middle, n) = (
        numbers(&means, "mean", "heat")?,
        numbers(&means, "n", "heat")?,
    );
    let mut drawn = Drawn::new(Layer::Heat, Kind::Cells);
    drawn.tips = vec![
        x.label.clone(),
        y.label.clone(),
        title(value),
        "n".to_owned(),
    ];
    // A pair of methods stands once in the table and twice in the picture, but for what is not the same both ways.
    let pair = x.column == c::METHOD_A && y.column == c::METHOD_B && !value.starts_with("transfer");
    let mut data = Vec::new();
    for (row, key) in encoded.keys_of(&means)?.into_iter().enumerate() {
        let mut cell = |at: (f64, f64), names: [String; 2]| {
            let key = Key { color: None, ..key };
            let corners = [at.0 - 0.5, at.1 - 0.5, at.0 + 0.5, at.1 + 0.5];
            let [a, b] = names;
            let tips = vec![a, b, short(middle[row]), short(n[row])];
            let mut datum = Datum::new(key, 0, corners).with(tips);
            datum.shade = Some(middle[row]);
            data.push((key.pane, datum));
        };
        let last = (
            x.names().map_or(0, |l| l.len()) as f64 - 1.0,
            y.names().map_or(0, |l| l.len()) as f64 - 1.0,
        );
        let name = |place: &super::axis::Place, at: usize| {
            place
                .names()
                .map_or_else(String::new, |l| l.levels[at].label.clone())
        };
        let (across, down) = (xs[row] as usize, (last.1 - ys[row]) as usize);
        cell((xs[row], ys[row]), [name(x, across), name(y, down)]);
        let mirrored = pair
            .then(|| {
                let find = |place: &super::axis::Place, key: &str| {
                    place.names()?.levels.iter().position(|l| l.key == key)
                };
                let a = find(y, &x.names()?.levels[across].key)?;
                let b = find(x, &y.names()?.levels[down].key)?;
                Some((b, a))
            })
            .flatten();
        if let Some((b, a)) = mirrored {
            cell((b as f64, last.1 - a as f64), [name(x, b), name(y, a)]);
        }
    }
    Ok(drawn.in_panes(data))
}
