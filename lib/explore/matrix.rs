//! One association matrix, live: its units are sorted by the modules of any method, and the cell under the cursor is described.
//!
//! The cells are one image, painted by a Vega transform, so that 256 units are as smooth as 64; 65,536 marks would not be.

use super::ExploreError;
use super::live::{Kind, View};
use crate::drawing::{ColorMap, Style};
use crate::figures::{ExampleRun, FigureError, association_matrix, upper_end};
use crate::modularity::Partition;
use crate::plot::{dark_on_white, hex};
use crate::spec::Association;
use ndarray::Array2;
use serde_json::{Map, Value, json};

/// Size of a side in pixels.
const SIDE: usize = 440;
/// The menu's name for the original order of the units.
const MEASURED: &str = "as measured";

/// The association matrix of a method in one layer of a network, sorted by the modules of the same or another method. In the live view
/// any method with modules can be chosen to sort, and the cell under the cursor shows units, value and both modules.
///
/// # Errors
/// A name is not a method's; the example lacks the matrix or the modules.
pub fn matrix(example: &ExampleRun, method: &str, sorted_by: &str) -> Result<View, ExploreError> {
    let (shown, sorting): (Association, Association) = (method.parse()?, sorted_by.parse()?);
    let missing = |association: Association, what: &str| FigureError::Empty {
        figure: example.describe(),
        what: format!("{what} of {association}"),
    };
    let values = example.matrices.get(&shown);
    let values = values.ok_or_else(|| missing(shown, "association matrix"))?;
    let partition = example.partition(sorting);
    let partition = partition.ok_or_else(|| missing(sorting, "modules"))?;
    let title = format!(
        "{}, sorted by modules of {}",
        shown.label(),
        sorting.label()
    );
    let figure = association_matrix(values, Some(&partition), &title, &Style::default())?;
    let orders: Vec<(String, Partition)> = Association::known()
        .filter_map(|a| Some((a.label(), example.partition(a)?)))
        .filter(|(_, p)| p.n_units() == values.nrows())
        .collect();
    let specification = specification(values, &shown.label(), &sorting.label(), &orders);
    Ok(View::new(figure, Kind::Vega, specification))
}

fn specification(
    values: &Array2<f64>,
    shown: &str,
    sorting: &str,
    orders: &[(String, Partition)],
) -> Value {
    let n = values.nrows();
    json!({
        "$schema": "https://vega.github.io/schema/vega/v5.json",
        "width": SIDE, "height": SIDE, "padding": 5, "config": dark_on_white(),
        "title": { "text": { "signal": format!("'{shown}, {n} units, sorted by ' + sorted + ': ' + said") }, "anchor": "start", "fontWeight": "normal", "fontSize": 12 },
        "signals": signals(values, sorting, orders),
        "data": [
            { "name": "grid", "values": [{ "width": n, "height": n }] },
            {
                "name": "borders", "values": borders(orders),
                "transform": [{ "type": "filter", "expr": "datum.by === sorted" }],
            },
        ],
        "scales": [
            {
                "name": "shade", "type": "linear", "domain": [0, upper_end(values)], "clamp": true,
                "range": (0..=8).map(|i| hex(ColorMap::Sequential.at(f64::from(i) / 8.0))).collect::<Vec<_>>(),
            },
            { "name": "place", "domain": [0, n], "range": [0, SIDE], "nice": false, "zero": false },
        ],
        "legends": [{ "fill": "shade", "type": "gradient", "title": shown, "gradientLength": 200, "format": ".3~g" }],
        "marks": marks(),
    })
}

/// Names with numbers of all orders, the choice, and the cell under the cursor.
fn signals(values: &Array2<f64>, sorting: &str, orders: &[(String, Partition)]) -> Value {
    let n = values.nrows();
    let mut order = Map::new();
    let mut modules = Map::new();
    order.insert(MEASURED.to_owned(), json!((0..n).collect::<Vec<_>>()));
    modules.insert(MEASURED.to_owned(), json!(vec![0; n]));
    for (label, partition) in orders {
        order.insert(label.clone(), json!(partition.order_by_module()));
        // 0 for a unit in no module.
        let module = |m: &Option<usize>| m.map_or(0, |m| m + 1);
        let of_units: Vec<usize> = partition.labels().iter().map(module).collect();
        modules.insert(label.clone(), json!(of_units));
    }
    let options: Vec<&str> = [MEASURED]
        .into_iter()
        .chain(orders.iter().map(|o| o.0.as_str()))
        .collect();
    let lower = (0..n).flat_map(|i| (0..=i).map(move |j| (i, j)));
    let entries: Vec<f64> = lower.map(|at| digits(values[at])).collect();
    let place = format!(
        "clamp(floor({n} * xy()[1] / {SIDE}), 0, {}), clamp(floor({n} * xy()[0] / {SIDE}), 0, {})",
        n - 1,
        n - 1
    );
    let unit = |at: usize| {
        format!(
            "'unit ' + order[sorted][cell[{at}]] + (modules[sorted][order[sorted][cell[{at}]]] ? ' (module ' + modules[sorted][order[sorted][cell[{at}]]] + ')' : '')"
        )
    };
    let value = format!(
        "format({}, '.4~g')",
        entry("order[sorted][cell[0]]", "order[sorted][cell[1]]")
    );
    json!([
        { "name": "entries", "value": entries },
        { "name": "order", "value": order },
        { "name": "modules", "value": modules },
        { "name": "sorted", "value": sorting, "bind": { "input": "select", "options": options, "name": "sorted by " } },
        {
            "name": "cell", "value": null,
            "on": [
                { "events": "@image:mousemove", "update": format!("[{place}]") },
                { "events": "@image:mouseout", "update": "null" },
            ],
        },
        { "name": "said", "update": format!("cell ? {} + ' × ' + {} + ': ' + {value} : 'point at a cell'", unit(0), unit(1)) },
    ])
}

/// The entry of two units, from the lower triangle stored row by row.
fn entry(a: &str, b: &str) -> String {
    format!("entries[max({a}, {b}) * (max({a}, {b}) + 1) / 2 + min({a}, {b})]")
}

/// Four digits: more than a colour can show.
fn digits(value: f64) -> f64 {
    format!("{value:.3e}").parse().unwrap_or(value)
}

/// The borders of the modules in each order.
fn borders(orders: &[(String, Partition)]) -> Vec<Value> {
    let mut borders = Vec::new();
    for (label, partition) in orders {
        let mut from = 0;
        for size in partition.module_sizes() {
            borders.push(json!({ "by": label, "from": from, "to": from + size }));
            from += size;
        }
    }
    borders
}

/// The image, the borders of modules, and the cell under the cursor.
fn marks() -> Value {
    let at = |field: &str| json!({ "scale": "place", "field": field });
    let under = |which: usize, more: usize| json!({ "scale": "place", "signal": format!("cell ? cell[{which}] + {more} : 0") });
    json!([
        {
            "type": "image", "name": "image", "from": { "data": "grid" },
            "encode": { "update": {
                "x": { "value": 0 }, "y": { "value": 0 }, "width": { "value": SIDE }, "height": { "value": SIDE },
                "aspect": { "value": false }, "smooth": { "value": false }, "image": { "field": "image" },
            } },
            "transform": [{
                "type": "heatmap", "field": "datum", "opacity": 1,
                "color": { "expr": format!("scale('shade', {})", entry("order[sorted][datum.$y]", "order[sorted][datum.$x]")) },
            }],
        },
        {
            "type": "rect", "from": { "data": "borders" }, "interactive": false,
            "encode": { "update": {
                "x": at("from"), "x2": at("to"), "y": at("from"), "y2": at("to"),
                "stroke": { "value": "white" }, "fill": { "value": null },
            } },
        },
        {
            "type": "rect", "interactive": false,
            "encode": { "update": {
                "x": under(1, 0), "x2": under(1, 1), "y": under(0, 0), "y2": under(0, 1),
                "stroke": { "value": "#ff9d00" }, "strokeWidth": { "signal": "cell ? 2 : 0" }, "fill": { "value": null },
            } },
        },
    ])
}
