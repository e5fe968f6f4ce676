//! From a described plot to its scene: layers in their panels, axes, legends, caption.

use super::axis::Place;
use super::error::PlotError;
use super::frame::Encoded;
use super::grammar::{Plot, PlotLayer};
use super::levels::keys;
use super::marks::{Kind, Legend, Pane, Parts, Scene};
use super::text::{count, cut, title};
use super::{boxes, counts, density, heat, layers, means, null, trend};
use crate::analysis::{Spread, columns as c};
use crate::drawing::{Axis, ends};

/// Everything that a plot shows.
pub(super) fn scene(plot: &Plot) -> Result<Scene, PlotError> {
    let encoded = Encoded::of(plot)?;
    let mut parts: Parts = Vec::new();
    let mut said = trend::Said::default();
    for &layer in &encoded.layers {
        let drawn = match layer {
            PlotLayer::Boxes => boxes::boxes(&encoded)?,
            PlotLayer::Ridges => density::ridges(&encoded)?,
            PlotLayer::Heat => heat::cells(&encoded)?,
            PlotLayer::Trend { ranks } => trend::lines(&encoded, ranks, &mut said)?,
            PlotLayer::Null => null::bands(&encoded)?,
            PlotLayer::Points | PlotLayer::Strip => layers::dots(&encoded, layer)?,
            PlotLayer::Lines => layers::lines(&encoded)?,
            PlotLayer::Mean => means::points(&encoded)?,
            PlotLayer::Band => means::band(&encoded)?,
            PlotLayer::Bars => means::bars(&encoded)?,
            PlotLayer::Histogram => counts::histogram(&encoded)?,
            PlotLayer::Ecdf => counts::ecdf(&encoded)?,
            // Rules are drawn last, in the coordinates of the whole picture.
            PlotLayer::Rule { .. } => Vec::new(),
        };
        parts.extend(drawn);
    }
    if parts.iter().all(|p| p.1.data.is_empty()) {
        return Err(PlotError::Nothing("no mark is left to draw".to_owned()));
    }
    Ok(assemble(&encoded, parts, &said))
}

fn assemble(encoded: &Encoded<'_>, mut parts: Parts, said: &trend::Said) -> Scene {
    if encoded.flip {
        for datum in parts.iter_mut().flat_map(|p| &mut p.1.data) {
            let [x, y, x2, y2] = datum.at;
            datum.at = [y, x, y2, x2];
        }
    }
    parts.extend(layers::rules(encoded));
    let mut panes = panes(encoded, parts, said);
    for pane in &mut panes {
        close_ends(pane);
    }
    let plot = encoded.plot;
    let one = panes.len() == 1;
    let legend = |levels: &Option<super::levels::Levels>, more: Vec<String>| {
        let levels = levels.as_ref()?;
        Some(Legend {
            title: title(&levels.column),
            levels: levels.levels.clone(),
            more,
        })
    };
    Scene {
        title: plot
            .title
            .as_deref()
            .map_or_else(String::new, |t| cut(t, 200)),
        caption: caption(encoded, said, one),
        row_titles: encoded
            .facet_row
            .as_ref()
            .map_or_else(Vec::new, |f| (0..f.len()).map(|i| f.heading(i)).collect()),
        colors: legend(&encoded.color, said.by_color(one, encoded)),
        shapes: legend(&encoded.shape, Vec::new()),
        gradient: gradient(encoded, &panes),
        null: null_look(&panes),
        aspect: aspect(encoded, panes.len()),
        style: plot.style.clone(),
        panes,
    }
}

/// Label and ends of the colour scale: of what is drawn, or of the rows.
fn gradient(encoded: &Encoded<'_>, panes: &[Pane]) -> Option<(String, (f64, f64))> {
    let column = encoded.gradient_column()?;
    let shades = panes.iter().flat_map(|p| &p.drawn).flat_map(|d| &d.data);
    let range = ends(shades.filter_map(|d| d.shade));
    Some((title(column), range.unwrap_or((0.0, 1.0))))
}

/// How the first marks of untrained networks look: bands behind everything, or a line for each colour.
fn null_look(panes: &[Pane]) -> Option<Kind> {
    let marks = panes.iter().flat_map(|p| &p.drawn);
    let null = PlotLayer::Null.name();
    marks.into_iter().find(|d| d.layer == null).map(|d| d.kind)
}

/// Tall enough for the names of a vertical axis.
fn aspect(encoded: &Encoded<'_>, panes: usize) -> f64 {
    let columns = encoded.facet.as_ref().map_or(1, |f| f.len());
    let names = encoded
        .y
        .as_ref()
        .and_then(Place::names)
        .map_or(0, |n| n.len());
    let width = match panes {
        1 => 380.0,
        n => 700.0 / n.min(4) as f64,
    };
    let least = if encoded.facet_row.is_some() && columns > 3 {
        1.3
    } else {
        0.75
    };
    (names as f64 * 17.0 / width).clamp(least, 4.0)
}

/// The panels with their marks and axes; except for strengths, axes are the same in all.
fn panes(encoded: &Encoded<'_>, parts: Parts, said: &trend::Said) -> Vec<Pane> {
    let columns = encoded.facet.as_ref().map_or(1, |f| f.len());
    let rows = encoded.facet_row.as_ref().map_or(1, |f| f.len());
    let wrapped = if rows > 1 { columns } else { in_a_row(columns) };
    let of = |from: usize| {
        let data = parts.iter().flat_map(|p| &p.1.data);
        let ends = data.flat_map(move |d| [d.at[from], d.at[from + 2]]);
        ends.filter(|v| v.is_finite()).collect::<Vec<f64>>()
    };
    let spans = [of(0), of(1)];
    let regularizers = regularizers(encoded, columns * rows);
    let axis = |place: &Option<Place>, which: usize, pane: usize| match place {
        Some(place) => place.axis(&spans[which], &regularizers[pane]),
        None => counts::axis(encoded, &spans[which]),
    };
    let mut panes: Vec<Pane> = (0..columns * rows)
        .map(|i| {
            let place = if rows > 1 {
                (i / columns, i % columns)
            } else {
                (i / wrapped, i % wrapped)
            };
            let facet = encoded.facet.as_ref().filter(|_| place.0 == 0 || rows == 1);
            let name = facet.map_or_else(String::new, |f| f.heading(i % columns));
            let more = said.of_pane(i, columns * rows, encoded);
            Pane {
                row: place.0,
                column: place.1,
                title: [name, more]
                    .into_iter()
                    .filter(|t| !t.is_empty())
                    .collect::<Vec<_>>()
                    .join("\n"),
                x: axis(&encoded.x, 0, i),
                y: axis(&encoded.y, 1, i),
                drawn: Vec::new(),
            }
        })
        .collect();
    for (pane, drawn) in parts {
        panes[pane].drawn.push(drawn);
    }
    silence(&mut panes);
    panes
}

/// How many of this many panels are placed side by side.
fn in_a_row(panels: usize) -> usize {
    match panels {
        0..=4 => panels,
        n if n % 4 == 0 || n > 9 => 4,
        _ => 3,
    }
}

/// Labels axes that neighbours share only once.
fn silence(panes: &mut [Pane]) {
    let places: Vec<(usize, usize, Axis)> = panes
        .iter()
        .map(|p| (p.row, p.column, p.x.clone()))
        .collect();
    for pane in panes {
        let below = |p: &&(usize, usize, Axis)| p.0 == pane.row + 1 && p.1 == pane.column;
        let same = places.iter().find(below).is_some_and(|p| p.2 == pane.x);
        pane.x = pane.x.clone().silent_if(same);
        pane.y = pane.y.clone().silent_if(pane.column > 0);
    }
}

/// The regularizers in the rows of each panel.
fn regularizers(encoded: &Encoded<'_>, panes: usize) -> Vec<Vec<String>> {
    let mut found = vec![Vec::new(); panes];
    let names = keys(&encoded.frame, c::REGULARIZER).unwrap_or_default();
    for (key, name) in encoded.keys.iter().zip(names) {
        let of: &mut Vec<String> = &mut found[key.pane];
        if let Some(name) = name
            && !of.contains(&name)
        {
            of.push(name);
        }
    }
    found
}

/// Moves infinite ends to those of the axes, and removes dots beyond the axes.
fn close_ends(pane: &mut Pane) {
    let ranges = [pane.x.range, pane.y.range];
    let outside = |v: f64, (low, high): (f64, f64)| v.is_finite() && (v < low || v > high);
    for drawn in &mut pane.drawn {
        for datum in &mut drawn.data {
            for (i, value) in datum.at.iter_mut().enumerate() {
                let (low, high) = ranges[i % 2];
                if value.is_infinite() {
                    *value = if *value > 0.0 { high } else { low };
                }
            }
        }
        if drawn.kind == Kind::Dots {
            drawn
                .data
                .retain(|d| !outside(d.at[0], ranges[0]) && !outside(d.at[1], ranges[1]));
        }
    }
}

fn caption(encoded: &Encoded<'_>, said: &trend::Said, one: bool) -> String {
    let plot = encoded.plot;
    let mut parts = vec![count(encoded.frame.height(), "row")];
    let unit = plot.replicates();
    if let Some(units) = unit.and_then(|u| encoded.frame.column(u).ok()?.n_unique().ok()) {
        let what = unit.map_or_else(String::new, title);
        parts[0] += &format!(" of {}", count(units, &what));
    }
    let means = [PlotLayer::Mean, PlotLayer::Band, PlotLayer::Bars];
    if encoded.layers.iter().any(|l| means.contains(l)) {
        let over = unit.map_or_else(|| "rows".to_owned(), |u| format!("{}s", title(u)));
        let spread = match plot.spread {
            Some(Spread::StandardError) => " ± s.e.m.".to_owned(),
            Some(Spread::StandardDeviation) => " ± standard deviation".to_owned(),
            Some(Spread::Bootstrap(b)) => {
                format!(" with {:.0}% bootstrap intervals", 100.0 * b.level)
            }
            None => String::new(),
        };
        parts.push(format!("means over {over}{spread}"));
    }
    if encoded.layers.contains(&PlotLayer::Null) {
        parts.push(
            "grey: untrained networks, mean ± 1, 2, 3 σ (dashed: mean of each colour)".to_owned(),
        );
    }
    parts.extend(encoded.notes.iter().cloned());
    if one && encoded.color.is_none() {
        parts.extend(said.alone());
    }
    let text = parts.join("; ");
    text.trim_end_matches('.').to_owned() + "."
}
