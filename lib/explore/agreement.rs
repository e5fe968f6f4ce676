//! How far methods agree, live: a matrix of methods with a choice of measure.

use super::ExploreError;
use super::live::{Kind, View};
use crate::alignment::AlignmentMeasure;
use crate::analysis::{Spread, columns as c, mean_by_unit};
use crate::drawing::{ColorMap, ends};
use crate::plot::levels::{Levels, numbers};
use crate::plot::records::{quoted, rounded};
use crate::plot::{dark_on_white, hex, plot};
use polars::prelude::DataFrame;
use serde_json::{Value, json};
use std::fmt::Write;

/// Size of a cell in pixels.
const CELL: usize = 34;
/// From this share of the colour scale on, cells are so bright that their numbers are black.
const BRIGHT: f64 = 0.62;

/// How far the modules of every two methods agree by a measure, on average over networks; separately for trained and untrained ones
/// if the table has both. In the live view any measure in the table can be chosen.
///
/// # Errors
/// The table lacks the methods or the measure.
pub fn agreement(alignments: &DataFrame, measure: &str) -> Result<View, ExploreError> {
    let mut still = plot(alignments)
        .x(c::METHOD_A)
        .y(c::METHOD_B)
        .color(measure)
        .heat();
    let both = alignments
        .column(c::TRAINED)
        .is_ok_and(|t| t.n_unique().is_ok_and(|n| n > 1));
    if both {
        still = still.facet(c::TRAINED);
    }
    let figure = still.figure()?;
    let table = PairTable::of(alignments, both)?;
    let (mut cells, mut measures) = (Vec::new(), Vec::new());
    for known in AlignmentMeasure::ALL {
        let column = alignments.column(known.name());
        if column.is_ok_and(|column| column.null_count() < column.len()) {
            measures.push(known);
            cells.extend(table.cells(known)?);
        }
    }
    let specification = table.specification(&cells, measure, &measures);
    Ok(View::new(figure, Kind::VegaLite, specification))
}

/// The pairs of methods of a table.
struct PairTable<'t> {
    alignments: &'t DataFrame,
    /// Both columns of methods in one order.
    methods: Levels,
    /// Trained and untrained networks, if the table has both.
    networks: Option<Levels>,
}

/// One cell of the matrix of a measure.
struct PairCell {
    measure: AlignmentMeasure,
    networks: String,
    a: usize,
    b: usize,
    mean: f64,
    /// The place of the mean between the ends of its measure, 0 to 1.
    rank: f64,
    n: f64,
}

impl<'t> PairTable<'t> {
    fn of(alignments: &'t DataFrame, both: bool) -> Result<Self, ExploreError> {
        let mut methods = Levels::of(alignments, c::METHOD_A)?;
        methods.join(&Levels::of(alignments, c::METHOD_B)?);
        let networks = match both {
            true => Some(Levels::of(alignments, c::TRAINED)?),
            false => None,
        };
        Ok(Self {
            alignments,
            methods,
            networks,
        })
    }

    /// Means over networks; a pair is once in the table and twice in the matrix, except for measures that are not symmetric.
    fn cells(&self, measure: AlignmentMeasure) -> Result<Vec<PairCell>, ExploreError> {
        let by = [c::METHOD_A, c::METHOD_B, c::TRAINED];
        let by = &by[..if self.networks.is_some() { 3 } else { 2 }];
        let unit = self
            .alignments
            .column(c::RUN_ID)
            .is_ok()
            .then_some(c::RUN_ID);
        let means = mean_by_unit(
            self.alignments,
            by,
            unit,
            measure.name(),
            Spread::StandardError,
        )?;
        let read = |name| numbers(&means, name, "agreement");
        let (mean, n) = (read("mean")?, read("n")?);
        let (low, high) = ends(mean.iter().copied()).unwrap_or((0.0, 1.0));
        let (a, b) = (
            self.places(&means, c::METHOD_A)?,
            self.places(&means, c::METHOD_B)?,
        );
        let groups = self.networks.as_ref().map(|n| n.read(&means)).transpose()?;
        let mirrored = !measure.name().starts_with("transfer");
        let mut cells = Vec::new();
        for row in 0..mean.len() {
            let (Some(a), Some(b), true) = (a[row], b[row], mean[row].is_finite()) else {
                continue;
            };
            let group = groups
                .as_ref()
                .and_then(|g| g[row])
                .zip(self.networks.as_ref());
            let cell = |a, b| PairCell {
                measure,
                networks: group.map_or_else(String::new, |(g, n)| n.levels[g].label.clone()),
                a,
                b,
                mean: mean[row],
                rank: (mean[row] - low) / if high > low { high - low } else { 1.0 },
                n: n[row],
            };
            cells.push(cell(a, b));
            cells.extend(mirrored.then(|| cell(b, a)));
        }
        Ok(cells)
    }

    /// The methods of a column.
    fn places(&self, means: &DataFrame, column: &str) -> Result<Vec<Option<usize>>, ExploreError> {
        let mut levels = self.methods.clone();
        column.clone_into(&mut levels.column);
        Ok(levels.read(means)?)
    }

    /// The cells as comma-separated text, a third as long as a list of records.
    fn csv(&self, cells: &[PairCell]) -> String {
        let mut text = "measure,networks,a,b,mean,rank,n".to_owned();
        for cell in cells {
            let method = |at: usize| quoted(&self.methods.levels[at].label);
            let (measure, networks) = (cell.measure.name(), quoted(&cell.networks));
            let (mean, rank, n) = (
                rounded(cell.mean),
                (100.0 * cell.rank).round() / 100.0,
                cell.n,
            );
            let _ = write!(
                text,
                "\n{measure},{networks},{},{},{mean},{rank},{n}",
                method(cell.a),
                method(cell.b)
            );
        }
        text
    }

    fn specification(
        &self,
        cells: &[PairCell],
        asked: &str,
        measures: &[AlignmentMeasure],
    ) -> Value {
        let labels: Vec<&str> = self
            .methods
            .levels
            .iter()
            .map(|l| l.label.as_str())
            .collect();
        let names: Vec<&str> = measures.iter().map(|m| m.name()).collect();
        let words: Vec<&str> = measures.iter().map(|m| m.label()).collect();
        let axis = |field: &str, title: &str| json!({ "field": field, "type": "nominal", "title": title, "scale": { "domain": labels } });
        json!({
            "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
            "data": { "values": self.csv(cells), "format": { "type": "csv", "parse": { "mean": "number", "rank": "number", "n": "number" } } },
            "params": [{ "name": "measure", "value": asked, "bind": { "input": "select", "options": names, "labels": words, "name": "measure " } }],
            "transform": [{ "filter": "datum.measure === measure" }],
            "facet": { "column": { "field": "networks", "type": "nominal", "title": null } },
            "spec": {
                "width": CELL * labels.len(), "height": CELL * labels.len(),
                "encoding": { "x": axis("a", "method a"), "y": axis("b", "method b") },
                "layer": layers(),
            },
            "config": dark_on_white(),
        })
    }
}

/// Coloured cells, and their numbers over them.
fn layers() -> Value {
    let colors = (0..=8).map(|i| hex(ColorMap::Sequential.at(f64::from(i) / 8.0)));
    let colors: Vec<String> = colors.collect();
    let tip =
        |field: &str, title: &str| json!({ "field": field, "type": "nominal", "title": title });
    json!([
        { "mark": "rect", "encoding": {
            "color": { "field": "mean", "type": "quantitative", "title": null, "scale": { "range": colors, "zero": false, "nice": false } },
            "tooltip": [
                tip("measure", "measure"), tip("a", "method a"), tip("b", "method b"),
                { "field": "mean", "type": "quantitative", "title": "mean", "format": ".4~g" }, tip("n", "networks"),
            ],
        } },
        { "mark": { "type": "text", "fontSize": 10 }, "encoding": {
            "text": { "field": "mean", "type": "quantitative", "format": ".2f" },
            "color": { "condition": { "test": format!("datum.rank > {BRIGHT}"), "value": "black" }, "value": "white" },
        } },
    ])
}
