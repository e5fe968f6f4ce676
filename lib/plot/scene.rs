//! A plot as plain numbers in the coordinates of its axes: what still and live pictures are made of.

use super::axis::Place;
use super::error::PlotError;
use super::frame::{Encoded, Key, incomplete, title};
use super::grammar::{Layer, Plot};
use super::levels::{Level, keys};
use super::text::{count, cut};
use super::{boxes, density, heat, layers, null, trend};
use crate::analysis::{Spread, columns as c};
use crate::drawing::{Axis, Style, ends, range_of};
use plotters::style::RGBAColor;

/// A whole picture.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scene {
    pub title: String,
    pub caption: String,
    pub panes: Vec<Pane>,
    pub column_titles: Vec<String>,
    pub row_titles: Vec<String>,
    pub colors: Option<Legend>,
    pub shapes: Option<Legend>,
    /// Label and ends of a scale of colours.
    pub gradient: Option<(String, (f64, f64))>,
    /// Whether untrained networks are shown.
    pub null: bool,
    pub aspect: f64,
    pub style: Style,
}

/// What the colours or the symbols of a plot mean.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Legend {
    pub title: String,
    pub levels: Vec<Level>,
    /// More about each level (a correlation, say); empty for nothing.
    pub more: Vec<String>,
}

/// One panel.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pane {
    pub row: usize,
    pub column: usize,
    pub title: String,
    pub x: Axis,
    pub y: Axis,
    pub drawn: Vec<Drawn>,
}

/// Marks of one kind.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Drawn {
    pub layer: &'static str,
    pub kind: Kind,
    pub data: Vec<Datum>,
    /// Titles of the tooltip's texts.
    pub tips: Vec<String>,
    /// A colour in place of the groups' own.
    pub paint: Option<RGBAColor>,
    pub opacity: f64,
    /// Width of lines in units of the style's line, radius of dots in pixels.
    pub size: f64,
    pub dashed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A symbol at (x, y).
    Dots,
    /// Data of the same path, joined.
    Line,
    /// From (x, y) to (x2, y2).
    Segments,
    /// Between the points (x, y) and (x2, y2) of the same path.
    Area,
    /// The rectangle with the corners (x, y) and (x2, y2).
    Rects,
    /// The same, coloured by its shade and written with its number.
    Cells,
}

/// One mark, or one point of a path. Infinite ends are those of the axes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Datum {
    pub color: Option<usize>,
    pub shape: Option<usize>,
    pub path: usize,
    pub at: [f64; 4],
    pub tips: Vec<String>,
    pub shade: Option<f64>,
}

impl Datum {
    /// A mark of a group.
    pub fn new(key: Key, path: usize, at: [f64; 4]) -> Self {
        Self {
            color: key.color,
            shape: key.shape,
            path,
            at,
            tips: Vec::new(),
            shade: None,
        }
    }

    pub fn with(mut self, tips: Vec<String>) -> Self {
        self.tips = tips;
        self
    }
}

impl Drawn {
    pub fn new(layer: Layer, kind: Kind) -> Self {
        Self {
            layer: layer.name(),
            kind,
            data: Vec::new(),
            tips: Vec::new(),
            paint: None,
            opacity: 1.0,
            size: 1.0,
            dashed: false,
        }
    }

    /// The marks, shared out to their panels.
    pub fn in_panes(self, data: Vec<(usize, Datum)>) -> Vec<(usize, Self)> {
        let mut parts: Vec<(usize, Self)> = Vec::new();
        for (pane, datum) in data {
            match parts.iter_mut().find(|part| part.0 == pane) {
                Some(part) => part.1.data.push(datum),
                None => {
                    let mut part = self.clone();
                    part.data.push(datum);
                    parts.push((pane, part));
                }
            }
        }
        parts
    }
}

/// Marks with the panels that they stand in.
pub(super) type Parts = Vec<(usize, Drawn)>;

impl Scene {
    pub fn of(plot: &Plot) -> Result<Self, PlotError> {
        let encoded = Encoded::of(plot)?;
        let mut parts: Parts = Vec::new();
        let mut said = trend::Said::default();
        for &layer in &encoded.layers {
            let drawn = match layer {
                Layer::Boxes => boxes::boxes(&encoded)?,
                Layer::Ridges => density::ridges(&encoded)?,
                Layer::Heat => heat::cells(&encoded)?,
                Layer::Trend { ranks } => trend::lines(&encoded, ranks, &mut said)?,
                Layer::Null => null::bands(&encoded)?,
                other => layers::parts(&encoded, other)?,
            };
            parts.extend(drawn);
        }
        if parts.iter().all(|p| p.1.data.is_empty()) {
            return Err(PlotError::Nothing("no mark is left to draw".to_owned()));
        }
        Ok(assemble(&encoded, parts, &said))
    }

    /// The colour of a mark.
    pub fn color(&self, drawn: &Drawn, datum: &Datum) -> RGBAColor {
        let level = datum.color.zip(self.colors.as_ref());
        let own = level.map(|(i, legend)| legend.levels[i].color);
        let shaded = datum
            .shade
            .zip(self.gradient.as_ref())
            .map(|(v, g)| shade(v, g.1));
        drawn.paint.or(shaded).or(own).unwrap_or(DEFAULT)
    }
}

/// The colour where none is told.
pub(super) const DEFAULT: RGBAColor = crate::drawing::rgb(0x0000_72b2);

/// The colour of a number on the scale of colours.
pub(super) fn shade(value: f64, (low, high): (f64, f64)) -> RGBAColor {
    let width = if high > low { high - low } else { 1.0 };
    crate::drawing::ColorMap::Sequential.at((value - low) / width)
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
    let gradient = encoded.gradient_column().zip(encoded.gradient.as_ref());
    let gradient = gradient.map(|(column, values)| {
        let shades = panes.iter().flat_map(|p| &p.drawn).flat_map(|d| &d.data);
        let shades: Vec<f64> = shades.filter_map(|d| d.shade).collect();
        let values = if shades.is_empty() { values } else { &shades };
        (
            title(column),
            ends(values.iter().copied()).unwrap_or((0.0, 1.0)),
        )
    });
    let rows = plot.facet_row.is_some();
    let labels = |levels: &Option<super::levels::Levels>| {
        let levels = levels.as_ref().map_or(&[][..], |l| &l.levels);
        levels.iter().map(|l| l.label.clone()).collect()
    };
    Scene {
        title: plot
            .title
            .as_deref()
            .map_or_else(String::new, |t| cut(t, 200)),
        caption: caption(encoded, said, one),
        column_titles: if rows {
            labels(&encoded.facet)
        } else {
            Vec::new()
        },
        row_titles: labels(&encoded.facet_row),
        colors: legend(&encoded.color, said.by_color(one, encoded)),
        shapes: legend(&encoded.shape, Vec::new()),
        gradient,
        null: encoded.layers.contains(&Layer::Null),
        aspect: aspect(encoded, panes.len()),
        style: plot.style.clone(),
        panes,
    }
}

/// Tall enough for the names of a vertical axis.
fn aspect(encoded: &Encoded<'_>, panes: usize) -> f64 {
    let names = encoded
        .y
        .as_ref()
        .and_then(Place::names)
        .map_or(0, |n| n.len());
    let width = match panes {
        1 => 380.0,
        n => 700.0 / n.min(4) as f64,
    };
    (names as f64 * 17.0 / width).clamp(0.75, 4.0)
}

/// The panels with their marks and axes; axes are the same in all but for strengths.
fn panes(encoded: &Encoded<'_>, parts: Parts, said: &trend::Said) -> Vec<Pane> {
    let columns = encoded.facet.as_ref().map_or(1, |f| f.len());
    let rows = encoded.facet_row.as_ref().map_or(1, |f| f.len());
    let wrapped = if rows > 1 {
        columns
    } else {
        columns.min(if columns == 4 { 4 } else { 3 })
    };
    let of = |from: usize| {
        let data = parts.iter().flat_map(|p| &p.1.data);
        let ends = data.flat_map(move |d| [d.at[from], d.at[from + 2]]);
        ends.filter(|v| v.is_finite()).collect::<Vec<f64>>()
    };
    let spans = [of(0), of(1)];
    let regularizers = regularizers(encoded, columns * rows);
    let axis = |place: &Option<Place>, which: usize, pane: usize| match place {
        Some(place) => place.axis(&spans[which], &regularizers[pane]),
        None => layers::counted(encoded, &spans[which]),
    };
    let mut panes: Vec<Pane> = (0..columns * rows)
        .map(|i| {
            let place = if rows > 1 {
                (i / columns, i % columns)
            } else {
                (i / wrapped, i % wrapped)
            };
            let facet = encoded.facet.as_ref().filter(|_| rows == 1);
            let name = facet.map_or_else(String::new, |f| f.levels[i].label.clone());
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

/// Writes axes that neighbours share once.
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

/// Which regularizers the rows of each panel have.
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

/// Puts infinite ends at those of the axes, and takes dots beyond the axes away.
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
    let means = [Layer::Mean, Layer::Band, Layer::Bars];
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
    if encoded.layers.contains(&Layer::Null) {
        parts.push(
            "grey: untrained networks, mean ± 1, 2, 3 σ (dashed: mean of each colour)".to_owned(),
        );
    }
    parts.extend(encoded.notes.iter().cloned());
    if one && encoded.color.is_none() {
        parts.extend(said.alone());
    }
    let text = parts.join("; ");
    text + "."
}

/// Numbers are needed on the axis of values; names what is missing otherwise.
pub(super) fn need_value(encoded: &Encoded<'_>, layer: Layer) -> Result<(), PlotError> {
    let (Some(_), Some(value)) = (encoded.position(), encoded.value()) else {
        return Err(incomplete(
            layer.name(),
            "x and y, as in `.x(\"strength\").y(\"q\")`".to_owned(),
        ));
    };
    match value.names() {
        Some(_) => Err(PlotError::Numbers {
            role: layer.name().to_owned(),
            column: cut(&value.column, 60),
            found: "names".to_owned(),
        }),
        None => Ok(()),
    }
}

/// A range with a little room, for axes without a column.
pub(super) fn from_zero(values: &[f64]) -> (f64, f64) {
    let top = values.iter().copied().fold(0.0, f64::max);
    (0.0, range_of([0.0, top]).map_or(1.0, |r| r.1))
}
