//! The data of a layer as comma-separated text (RFC 4180), and what Vega-Lite needs in order to read it.

use super::marks::{Datum, Drawn, Kind, Legend, Scene};
use serde_json::{Map, Value, json};

/// The most rows of a layer in the live part; of more it takes an even selection, and says so.
pub(super) const MOST: usize = 5000;

/// A field of the records: its name, whether it holds numbers, and its text in a record.
struct Field<'s> {
    name: String,
    number: bool,
    text: Text<'s>,
}

/// The text of the datum at a place.
type Text<'s> = Box<dyn Fn(usize, &Datum) -> String + 's>;

impl<'s> Field<'s> {
    fn number(name: &str, text: impl Fn(usize, &Datum) -> f64 + 's) -> Self {
        Self {
            name: name.to_owned(),
            number: true,
            text: Box::new(move |i, datum| written(text(i, datum))),
        }
    }

    fn text(name: String, text: impl Fn(&Datum) -> String + 's) -> Self {
        Self {
            name,
            number: false,
            text: Box::new(move |_, datum| quoted(&text(datum))),
        }
    }
}

/// The data of a layer, or an even selection if there are too many.
pub(super) fn data(scene: &Scene, drawn: &Drawn) -> Value {
    let fields = fields(scene, drawn);
    let names: Vec<&str> = fields.iter().map(|f| f.name.as_str()).collect();
    let mut text = names.join(",");
    for (i, datum) in chosen(&drawn.data) {
        text.push('\n');
        let cells: Vec<String> = fields.iter().map(|f| (f.text)(i, datum)).collect();
        text.push_str(&cells.join(","));
    }
    let kinds: Map<String, Value> = fields
        .iter()
        .map(|f| {
            (
                f.name.clone(),
                json!(if f.number { "number" } else { "string" }),
            )
        })
        .collect();
    json!({ "values": text, "format": { "type": "csv", "parse": kinds } })
}

/// At most this many data, evenly from first to last, with their indices.
fn chosen(data: &[Datum]) -> impl Iterator<Item = (usize, &Datum)> {
    let (n, kept) = (data.len(), data.len().min(MOST));
    (0..kept).map(move |i| i * n / kept).map(|i| (i, &data[i]))
}

fn fields<'s>(scene: &'s Scene, drawn: &'s Drawn) -> Vec<Field<'s>> {
    let mut fields = vec![
        Field::number("x", |_, d| d.at[0]),
        Field::number("y", |_, d| d.at[1]),
    ];
    let both = matches!(drawn.kind, Kind::Segments | Kind::Rects | Kind::Cells);
    let area = drawn.kind == Kind::Area;
    if both || (area && !upright(drawn)) {
        fields.push(Field::number("x2", |_, d| d.at[2]));
    }
    if both || (area && upright(drawn)) {
        fields.push(Field::number("y2", |_, d| d.at[3]));
    }
    if matches!(drawn.kind, Kind::Line | Kind::Area) {
        fields.push(Field::number("path", |_, d| d.path as f64));
        fields.push(Field::number("order", |i, _| i as f64));
    }
    let own = drawn.paint.is_none();
    if let Some(colors) = scene.colors.as_ref().filter(|_| own) {
        let text = |d: &Datum| d.color.map_or_else(String::new, |c| label(colors, c));
        fields.push(Field::text("color".to_owned(), text));
    }
    if let Some(shapes) = scene.shapes.as_ref().filter(|_| own) {
        let text = |d: &Datum| d.shape.map_or_else(String::new, |s| label(shapes, s));
        fields.push(Field::text("shape".to_owned(), text));
    }
    if drawn.data.iter().any(|d| d.shade.is_some()) {
        fields.push(Field::number("shade", |_, d| d.shade.unwrap_or(f64::NAN)));
    }
    for i in 0..drawn.tips.len() {
        let name = if unit(drawn) == Some(i) {
            "unit".to_owned()
        } else {
            format!("t{i}")
        };
        let text = move |d: &Datum| d.tips.get(i).cloned().unwrap_or_default();
        fields.push(Field::text(name, text));
    }
    fields
}

/// Seven digits: more than pixels can show, and a third of the text.
pub(crate) fn rounded(value: f64) -> f64 {
    format!("{value:.6e}").parse().unwrap_or(value)
}

/// Empty if it is not a number.
fn written(value: f64) -> String {
    match value.is_finite() {
        true => rounded(value).to_string(),
        false => String::new(),
    }
}

/// Escapes a cell of comma-separated text (RFC 4180).
pub(crate) fn quoted(text: &str) -> String {
    match text.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.to_owned(),
    }
}

/// Whether an area lies between two heights at each x.
pub(super) fn upright(drawn: &Drawn) -> bool {
    drawn.data.iter().all(|d| d.at[0] == d.at[2])
}

/// A category with its addition.
pub(super) fn label(legend: &Legend, level: usize) -> String {
    let text = &legend.levels[level].label;
    match legend.more.get(level).filter(|m| !m.is_empty()) {
        Some(more) => format!("{text} ({more})"),
        None => text.clone(),
    }
}

/// The index of the tooltip text that names the unit.
pub(super) fn unit(drawn: &Drawn) -> Option<usize> {
    let network = crate::analysis::meaning(crate::analysis::columns::RUN_ID);
    drawn
        .tips
        .iter()
        .position(|t| network.is_some_and(|n| n.label == t))
}
