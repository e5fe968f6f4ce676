//! A scene as a self-contained page: the same numbers as the still picture, drawn by our own scripts.

use super::live::{axis_label, hex};
use super::marks::{Datum, Drawn, Kind, Legend, Pane, Scene};
use super::page::Page;
use super::records::{label, rounded, unit};
use crate::drawing::{Axis, Scale, Symbol};
use serde_json::{Value, json};

const BEGIN: &str = include_str!("../../assets/page/saved.js");

/// The page of a scene.
pub(super) fn html(scene: &Scene) -> String {
    let title = match scene.title.is_empty() {
        true => first_label(scene),
        false => scene.title.clone(),
    };
    Page {
        title: &title,
        body: "<div id=\"picture\"></div>\n",
        style: "",
        scripts: &[BEGIN],
        data: &json_of(scene).to_string(),
    }
    .to_html()
}

/// A title for a plot without one.
fn first_label(scene: &Scene) -> String {
    let (x, y) = (axis_label(scene, "x"), axis_label(scene, "y"));
    // Panels of different regularizers say `strength of L2`, `strength of L1`, ….
    let same = scene
        .panes
        .iter()
        .all(|p| p.x.label.is_empty() || p.x.label == x);
    let x = if same {
        &x
    } else {
        x.split(" of ").next().unwrap_or(&x)
    };
    match &scene.gradient {
        Some((value, _)) => format!("{value} by {x} and {y}"),
        None => format!("{y} by {x}"),
    }
}

/// The scene for the scripts of the page.
fn json_of(scene: &Scene) -> Value {
    let shown = scene.panes.iter().filter(|p| !p.drawn.is_empty());
    json!({
        "title": "",
        "caption": scene.caption,
        "aspect": scene.aspect,
        "rowTitles": scene.row_titles,
        "colors": scene.colors.as_ref().map(legend),
        "shapes": scene.shapes.as_ref().map(legend),
        "gradient": scene.gradient.as_ref().map(|(label, (low, high))| json!({ "label": label, "low": low, "high": high })),
        "extra": scene.null.map(|_| json!([["#8a8a8a", "untrained networks"]])),
        "panes": shown.map(|p| pane(scene, p)).collect::<Vec<Value>>(),
    })
}

fn legend(legend: &Legend) -> Value {
    let level = |(i, level): (usize, &super::levels::Level)| json!({ "label": label(legend, i), "color": hex(level.color), "symbol": symbol(level.symbol) });
    let levels: Vec<Value> = legend.levels.iter().enumerate().map(level).collect();
    json!({ "title": legend.title, "levels": levels })
}

fn pane(scene: &Scene, pane: &Pane) -> Value {
    json!({
        "row": pane.row,
        "column": pane.column,
        "title": pane.title,
        "x": axis(&pane.x, axis_label(scene, "x")),
        "y": axis(&pane.y, axis_label(scene, "y")),
        "cells": pane.drawn.iter().any(|d| d.kind == Kind::Cells),
        "drawn": pane.drawn.iter().map(|d| drawn(scene, d)).collect::<Vec<Value>>(),
    })
}

/// An axis. One that a neighbour shares is labelled as well, since panels wrap to the next line if there is no room.
fn axis(axis: &Axis, shared: String) -> Value {
    let scale = match axis.scale {
        Scale::Linear => "linear",
        Scale::Log => "log",
        Scale::Percent => "percent",
    };
    json!({
        "label": if axis.label.is_empty() { shared } else { axis.label.clone() },
        "scale": scale,
        "low": axis.range.0,
        "high": axis.range.1,
        "names": axis.names,
        "every": axis.every_name,
    })
}

fn drawn(scene: &Scene, drawn: &Drawn) -> Value {
    let kind = match drawn.kind {
        Kind::Dots => "dots",
        Kind::Line => "line",
        Kind::Segments => "segments",
        Kind::Area => "area",
        Kind::Rects => "rects",
        Kind::Cells => "cells",
    };
    let pointed = matches!(drawn.kind, Kind::Dots | Kind::Line) || !drawn.tips.is_empty();
    json!({
        "layer": drawn.layer,
        "kind": kind,
        "data": drawn.data.iter().map(|d| datum(scene, d)).collect::<Vec<Value>>(),
        "tips": pointed.then_some(&drawn.tips),
        "unit": unit(drawn),
        "opacity": drawn.opacity,
        "size": drawn.size,
        "dashed": drawn.dashed,
        "paint": drawn.paint.map(hex),
    })
}

/// Places, colour, symbol, path, shade and tooltip of a mark, in the order of `assets/page/draw.js`.
fn datum(scene: &Scene, datum: &Datum) -> Value {
    let [x, y, x2, y2] = datum.at.map(rounded);
    let shape = scene.shapes.as_ref().and(datum.shape);
    let color = scene.colors.as_ref().and(datum.color);
    json!([
        x,
        y,
        x2,
        y2,
        color,
        shape,
        datum.path,
        datum.shade.map(rounded),
        datum.tips
    ])
}

fn symbol(symbol: Symbol) -> &'static str {
    match symbol {
        Symbol::Circle => "circle",
        Symbol::Square => "square",
        Symbol::Triangle => "triangle",
    }
}
