//! A scene as a Vega-Lite specification: the same numbers, with tooltips, legends to click on, zoom and linked selection.
//!
//! A panel is a layered view with axes over the scene's ranges; each layer carries its data as comma-separated text, which
//! is a third as long as a list of records.

use super::levels::SYMBOLS;
use super::marks::{Drawn, Kind, Legend, Pane, Scene};
use super::records::{self, MOST, label, unit, upright};
use super::text::{count, cut, lines};
use crate::drawing::{Axis, ColorMap, Scale, Symbol};
use plotters::style::RGBAColor;
use serde_json::{Map, Value, json};

/// Names on a horizontal axis are rotated if they have more letters than this.
const LETTERS: usize = 50;

/// The specification (Vega-Lite 5).
pub(super) fn specification(scene: &Scene) -> Value {
    let dots = |d: &Drawn| d.kind == Kind::Dots;
    let linked = scene
        .panes
        .iter()
        .flat_map(|p| &p.drawn)
        .any(|d| dots(d) && unit(d).is_some());
    let (mut rows, mut thinned) = (Vec::<Vec<Value>>::new(), 0);
    let (mut views, mut first) = (Vec::new(), Vec::new());
    for (i, pane) in scene.panes.iter().enumerate() {
        if pane.drawn.is_empty() {
            continue;
        }
        thinned += pane
            .drawn
            .iter()
            .map(|d| d.data.len().saturating_sub(MOST))
            .sum::<usize>();
        first.push(format!("p{i}"));
        views.push((pane.row, view(scene, pane, i, linked)));
    }
    for (row, view) in views {
        rows.resize_with(rows.len().max(row + 1), Vec::new);
        rows[row].push(view);
    }
    rows.retain(|row| !row.is_empty());
    let rows: Vec<Value> = rows
        .into_iter()
        .map(|row| json!({ "hconcat": row }))
        .collect();
    json!({
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": titles(scene, thinned),
        "vconcat": rows,
        "params": params(scene, &first, linked),
        "config": config(scene),
    })
}

fn titles(scene: &Scene, thinned: usize) -> Value {
    let mut caption = scene.caption.clone();
    if thinned > 0 {
        let note = format!(
            " Live: {} not shown, an even choice of the others is.",
            count(thinned, "mark")
        );
        caption.push_str(&note);
    }
    let small = scene.style.font - 1.0;
    let caption = lines(&caption, 110);
    match scene.title.is_empty() {
        // A subtitle is only shown below a title.
        true => json!({
            "text": caption, "fontWeight": "normal", "fontSize": small, "color": "#666666", "anchor": "start", "offset": 12,
        }),
        false => json!({
            "text": scene.title, "subtitle": caption, "subtitleFontSize": small, "subtitleColor": "#666666", "anchor": "start", "offset": 12,
        }),
    }
}

/// Zoom and pan of each panel, the legend's filter, and the unit under the cursor in all panels.
fn params(scene: &Scene, first: &[String], linked: bool) -> Value {
    let mut params = Vec::new();
    if scene.colors.is_some() {
        params.push(json!({
            "name": "pick", "views": first, "bind": "legend",
            "select": { "type": "point", "fields": ["color"] },
        }));
    }
    if linked {
        params.push(json!({
            "name": "same", "views": first,
            "select": { "type": "point", "fields": ["unit"], "on": "pointerover", "clear": "pointerout" },
        }));
    }
    let heat = scene
        .panes
        .iter()
        .flat_map(|p| &p.drawn)
        .any(|d| d.kind == Kind::Cells);
    if !heat {
        params.push(json!({
            "name": "zoom", "views": first, "bind": "scales", "select": { "type": "interval" },
        }));
    }
    Value::Array(params)
}

fn config(scene: &Scene) -> Value {
    let mut config = dark_on_white();
    config["view"] = json!({ "stroke": null });
    config["axis"]["gridColor"] = json!("#e6e6e6");
    config["axis"]["labelFontSize"] = json!(scene.style.font - 2.0);
    config["axis"]["titleFontWeight"] = json!("normal");
    // Beside the panels it would be cut off by the width of a notebook.
    config["legend"] = json!({ "orient": "bottom", "columns": 4 });
    config
}

/// Text and lines for a white background, even if the notebook's dark theme would make them light.
pub(crate) fn dark_on_white() -> Value {
    const WORDS: &str = "#1d2530";
    json!({
        "background": "white",
        "style": { "guide-label": { "fill": WORDS }, "guide-title": { "fill": WORDS } },
        "title": { "color": WORDS, "subtitleColor": "#666666" },
        "axis": { "domainColor": "#888888", "tickColor": "#888888" },
    })
}

/// A panel: its layers over common axes.
fn view(scene: &Scene, pane: &Pane, number: usize, linked: bool) -> Value {
    // The layer that carries the selections is one of dots if there is one: only marks under the cursor can be picked.
    let carrier = pane
        .drawn
        .iter()
        .position(|d| d.kind == Kind::Dots && (!linked || unit(d).is_some()));
    let carrier = carrier.unwrap_or(0);
    let layers: Vec<Value> = pane
        .drawn
        .iter()
        .enumerate()
        .map(|(i, drawn)| {
            let mut layer = layer(scene, pane, drawn, linked);
            if i == carrier {
                layer["name"] = json!(format!("p{number}"));
            }
            layer
        })
        .collect();
    let columns = 1 + scene.panes.iter().map(|p| p.column).max().unwrap_or(0);
    let width = (760.0 / columns as f64 - 40.0).clamp(90.0, 380.0);
    json!({
        "title": pane_title(scene, pane),
        "width": width,
        "height": width * scene.aspect,
        "layer": layers,
    })
}

fn pane_title(scene: &Scene, pane: &Pane) -> Value {
    let mut text: Vec<String> = pane.title.lines().map(str::to_owned).collect();
    // Rows have no titles of their own here: the first panel of a row has them.
    if let Some(row) = scene.row_titles.get(pane.row).filter(|_| pane.column == 0) {
        text.insert(0, row.clone());
    }
    json!({ "text": text, "fontWeight": "normal", "fontSize": scene.style.font, "anchor": "start" })
}

/// One layer with its data.
fn layer(scene: &Scene, pane: &Pane, drawn: &Drawn, linked: bool) -> Value {
    let mut encoding = places(pane, drawn);
    colors(scene, drawn, &mut encoding);
    encoding.insert("tooltip".to_owned(), tooltip(scene, pane, drawn));
    if matches!(drawn.kind, Kind::Line | Kind::Area) {
        encoding.insert(
            "detail".to_owned(),
            json!({ "field": "path", "type": "nominal" }),
        );
        if drawn.kind == Kind::Line {
            encoding.insert(
                "order".to_owned(),
                json!({ "field": "order", "type": "quantitative" }),
            );
        }
    }
    if drawn.paint.is_none() && scene.colors.is_some() {
        let condition = json!({ "param": "pick", "value": drawn.opacity });
        encoding.insert(
            "opacity".to_owned(),
            json!({ "condition": condition, "value": 0.05 }),
        );
    }
    if linked && unit(drawn).is_some() && drawn.kind == Kind::Dots {
        let condition = json!({ "param": "same", "empty": false, "value": 8.0 * area(drawn) });
        encoding.insert(
            "size".to_owned(),
            json!({ "condition": condition, "value": area(drawn) }),
        );
    }
    json!({
        "data": records::data(scene, drawn),
        "mark": mark(scene, drawn),
        "encoding": encoding,
    })
}

/// Area of a dot in square pixels.
fn area(drawn: &Drawn) -> f64 {
    std::f64::consts::PI * drawn.size * drawn.size
}

fn mark(scene: &Scene, drawn: &Drawn) -> Value {
    let width = drawn.size * scene.style.line;
    let dash = if drawn.dashed {
        json!([4, 3])
    } else {
        json!([1, 0])
    };
    let mut mark = match drawn.kind {
        Kind::Dots => json!({ "type": "point", "filled": true, "size": area(drawn) }),
        Kind::Line => json!({ "type": "line", "strokeWidth": width, "strokeDash": dash }),
        Kind::Segments => json!({ "type": "rule", "strokeWidth": width, "strokeDash": dash }),
        Kind::Area => {
            json!({ "type": "area", "orient": if upright(drawn) { "vertical" } else { "horizontal" } })
        }
        Kind::Rects | Kind::Cells => json!({ "type": "rect" }),
    };
    mark["clip"] = json!(true);
    mark["opacity"] = json!(drawn.opacity);
    mark
}

/// The fields of x and y, with the scene's axes.
fn places(pane: &Pane, drawn: &Drawn) -> Map<String, Value> {
    let channel = |name: &str, axis: &Axis| json!({ "field": name, "type": "quantitative", "scale": scale(axis), "axis": ticks(axis) });
    let mut encoding = Map::new();
    let mut x = channel("x", &pane.x);
    let letters = pane.x.names.iter().map(|n| n.1.chars().count()).max();
    if pane.x.every_name && letters.unwrap_or(0) * pane.x.names.len() > LETTERS {
        x["axis"]["labelAngle"] = json!(-90);
    }
    encoding.insert("x".to_owned(), x);
    encoding.insert("y".to_owned(), channel("y", &pane.y));
    let both = matches!(drawn.kind, Kind::Segments | Kind::Rects | Kind::Cells);
    if both || (drawn.kind == Kind::Area && !upright(drawn)) {
        encoding.insert("x2".to_owned(), json!({ "field": "x2" }));
    }
    if both || (drawn.kind == Kind::Area && upright(drawn)) {
        encoding.insert("y2".to_owned(), json!({ "field": "y2" }));
    }
    encoding
}

fn scale(axis: &Axis) -> Value {
    let kind = if axis.scale == Scale::Log {
        "log"
    } else {
        "linear"
    };
    json!({ "type": kind, "domain": [axis.range.0, axis.range.1], "nice": false, "zero": false })
}

fn ticks(axis: &Axis) -> Value {
    let mut ticks = json!({ "title": axis.label, "labels": axis.labelled });
    if !axis.names.is_empty() {
        let values: Vec<f64> = axis.names.iter().map(|n| n.0).collect();
        let names: Map<String, Value> = axis
            .names
            .iter()
            .map(|n| (format!("{:.4}", n.0), json!(n.1)))
            .collect();
        ticks["values"] = json!(values);
        ticks["labelExpr"] = json!(format!(
            "{}[format(datum.value, '.4f')]",
            Value::Object(names)
        ));
        ticks["labelLimit"] = json!(200);
        ticks["labelOverlap"] = json!(!axis.every_name);
    } else if axis.scale == Scale::Percent {
        ticks["format"] = json!(".0%");
    }
    ticks
}

pub(crate) fn hex(color: RGBAColor) -> String {
    format!("#{:02x}{:02x}{:02x}", color.0, color.1, color.2)
}

/// Colour and symbol of the marks.
fn colors(scene: &Scene, drawn: &Drawn, encoding: &mut Map<String, Value>) {
    let legend = |legend: &Legend, range: Vec<String>| {
        let domain: Vec<String> = (0..legend.levels.len()).map(|i| label(legend, i)).collect();
        json!({ "domain": domain, "range": range })
    };
    let shaded = drawn.data.iter().any(|d| d.shade.is_some());
    let color = match (drawn.paint, &scene.gradient, &scene.colors) {
        (Some(paint), _, _) => json!({ "value": hex(paint) }),
        (None, Some((title, range)), _) if shaded => {
            let steps: Vec<String> = (0..=8)
                .map(|i| hex(ColorMap::Sequential.at(f64::from(i) / 8.0)))
                .collect();
            json!({
                "field": "shade", "type": "quantitative", "title": title,
                "scale": { "domain": [range.0, range.1], "range": steps },
            })
        }
        (None, _, Some(colors)) => {
            let range = colors.levels.iter().map(|l| hex(l.color)).collect();
            json!({
                "field": "color", "type": "nominal", "title": colors.title,
                "scale": legend(colors, range), "legend": { "symbolOpacity": 1, "labelLimit": 300 },
            })
        }
        (None, _, None) => json!({ "value": hex(super::marks::DEFAULT) }),
    };
    encoding.insert("color".to_owned(), color);
    if drawn.kind != Kind::Dots {
        return;
    }
    let shape = match (&scene.shapes, &scene.colors) {
        (Some(shapes), _) => {
            let range = SYMBOLS[..shapes.levels.len().min(SYMBOLS.len())].iter();
            let range = range.map(|s| vega_symbol(*s).to_owned()).collect();
            json!({ "field": "shape", "type": "nominal", "title": shapes.title, "scale": legend(shapes, range) })
        }
        (None, Some(colors)) if drawn.paint.is_none() => {
            let range = colors
                .levels
                .iter()
                .map(|l| vega_symbol(l.symbol).to_owned())
                .collect();
            json!({ "field": "color", "type": "nominal", "title": colors.title, "scale": legend(colors, range) })
        }
        _ => json!({ "value": "circle" }),
    };
    encoding.insert("shape".to_owned(), shape);
}

fn vega_symbol(symbol: Symbol) -> &'static str {
    match symbol {
        Symbol::Circle => "circle",
        Symbol::Square => "square",
        Symbol::Triangle => "triangle-up",
    }
}

fn tooltip(scene: &Scene, pane: &Pane, drawn: &Drawn) -> Value {
    let mut tips = Vec::new();
    let mut add = |field: String, kind: &str, title: &str| {
        let mut tip = json!({ "field": field, "type": kind, "title": cut(title, 60) });
        if kind == "quantitative" {
            tip["format"] = json!(".4~g");
        }
        tips.push(tip);
    };
    let own = drawn.paint.is_none();
    if let Some(colors) = scene.colors.as_ref().filter(|_| own) {
        add("color".to_owned(), "nominal", &colors.title);
    }
    if let Some(shapes) = scene.shapes.as_ref().filter(|_| own) {
        add("shape".to_owned(), "nominal", &shapes.title);
    }
    if drawn.kind == Kind::Dots && drawn.data.iter().any(|d| d.shade.is_some()) {
        let title = scene.gradient.as_ref().map_or("", |g| &g.0);
        add("shade".to_owned(), "quantitative", title);
    }
    if matches!(drawn.kind, Kind::Dots | Kind::Line) {
        for (field, axis) in [("x", &pane.x), ("y", &pane.y)] {
            let title = match axis.label.is_empty() {
                true => axis_label(scene, field),
                false => axis.label.clone(),
            };
            if axis.names.is_empty() {
                add(field.to_owned(), "quantitative", &title);
            }
        }
    }
    for (i, title) in drawn.tips.iter().enumerate() {
        let field = if unit(drawn) == Some(i) {
            "unit".to_owned()
        } else {
            format!("t{i}")
        };
        add(field, "nominal", title);
    }
    match tips.is_empty() {
        true => json!(null),
        false => Value::Array(tips),
    }
}

/// The label of an axis that is only written beside a neighbouring panel.
pub(super) fn axis_label(scene: &Scene, field: &str) -> String {
    let labels = scene
        .panes
        .iter()
        .map(|p| if field == "x" { &p.x.label } else { &p.y.label });
    labels
        .into_iter()
        .find(|l| !l.is_empty())
        .cloned()
        .unwrap_or_else(|| field.to_owned())
}
