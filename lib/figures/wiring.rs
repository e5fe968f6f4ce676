//! Function against wiring: do units that act alike have similar weights?

use super::FigureError;
use super::colors::association_color;
use super::data::{Summary, Table, acceptable, hidden_layers, networks, trained, untrained};
use crate::analysis::{Results, columns as c};
use crate::drawing::{
    Axes, Axis, Figure, Key, LegendEntry, Mark, NULL, Panel, Scale, Series, Style, Symbol,
};
use crate::spec::{Association, AssociationMethod};
use plotters::style::RGBAColor;
use polars::prelude::DataFrame;
use std::collections::BTreeMap;

/// The weights behind the modules of each panel.
const WIRINGS: [AssociationMethod; 2] = [
    AssociationMethod::IncomingWeights,
    AssociationMethod::OutgoingWeights,
];

/// How far the modules of each of the paper's methods agree with modules of incoming and of outgoing weights: trained networks
/// in colour, untrained ones in grey. Not a figure of the paper.
///
/// # Errors
/// The table of alignments lacks a column, or the weight associations were not measured.
pub fn function_against_wiring(results: &Results, style: &Style) -> Result<Figure, FigureError> {
    let title = "Function against wiring";
    let table = Table::new("alignments", &results.alignments);
    let layers = hidden_layers(table)?;
    let networks_of = [
        agreements(
            &trained(Table::new("alignments", &acceptable(results, table)?))?,
            &layers,
        )?,
        agreements(&untrained(table)?, &layers)?,
    ];
    if networks_of.iter().all(BTreeMap::is_empty) {
        let experiment = &results.experiment;
        return Err(FigureError::Empty {
            figure: title.to_owned(),
            what: format!(
                "alignment with modules of weights in {experiment}: `updown eval {experiment}` with the methods {} beside \
                 the others measures it",
                WIRINGS.map(AssociationMethod::name).join(" and ")
            ),
        });
    }
    let caption = format!(
        "{} Element-centric similarity of the modules found by each association method to those found in the inner products of \
         the units' weights, averaged over hidden layers. Colour: mean of trained networks ± s.e.m.; grey: mean of untrained \
         networks ± σ.",
        networks(results, true)?
    );
    let mut figure = Figure::new(title, caption, style);
    for (place, wiring) in WIRINGS.into_iter().enumerate() {
        let panel = panel(&networks_of, wiring, place);
        let tab = association_color(Association::raw(wiring));
        figure.panels.push(panel.with_tab(tab));
    }
    figure.legend = Association::ALL.into_iter().map(entry).collect();
    figure.legend.push(LegendEntry {
        label: "untrained networks".to_owned(),
        key: Key::Dot(NULL, Symbol::Circle),
    });
    Ok(figure)
}

/// Similarity of a method's modules to those of the wiring, one number per network, by (method, wiring).
type Agreements = BTreeMap<(String, String), Vec<f64>>;

fn agreements(frame: &DataFrame, layers: &[String]) -> Result<Agreements, FigureError> {
    let table = Table::new("alignments", frame);
    let (a, b) = (table.texts(c::METHOD_A)?, table.texts(c::METHOD_B)?);
    let (at, networks) = (table.texts(c::LAYER)?, table.texts(c::RUN_ID)?);
    let values = table.numbers(c::ELEMENT_SIM)?;
    let wirings = WIRINGS.map(|method| Association::raw(method).name());
    let mut by_network: BTreeMap<(&str, &str, &str), Vec<f64>> = BTreeMap::new();
    for i in (0..values.len()).filter(|&i| layers.contains(&at[i])) {
        for (method, wiring) in [(&a[i], &b[i]), (&b[i], &a[i])] {
            if wirings.contains(wiring) {
                let key = (method.as_str(), wiring.as_str(), networks[i].as_str());
                by_network.entry(key).or_default().push(values[i]);
            }
        }
    }
    let mut all = Agreements::new();
    for ((method, wiring, _), values) in by_network {
        let key = (method.to_owned(), wiring.to_owned());
        all.entry(key)
            .or_default()
            .extend(Summary::of(&values).map(|s| s.mean));
    }
    Ok(all)
}

fn panel(networks: &[Agreements; 2], wiring: AssociationMethod, place: usize) -> Panel {
    let mut series = Vec::new();
    let wiring = Association::raw(wiring);
    for (x, association) in Association::ALL.into_iter().enumerate() {
        let key = (association.name(), wiring.name());
        let summary = |of: &Agreements| Summary::of(of.get(&key).map_or(&[][..], Vec::as_slice));
        let [trained, untrained] = [&networks[0], &networks[1]].map(summary);
        let x = x as f64;
        let mut marks = Vec::new();
        if let Some(s) = untrained {
            marks.extend(point(x + 0.12, s.mean, s.std, NULL));
        }
        if let Some(s) = trained {
            marks.extend(point(
                x - 0.12,
                s.mean,
                s.sem(),
                association_color(association),
            ));
        }
        series.push(Series {
            name: association.label(),
            marks,
        });
    }
    // The legend identifies the methods.
    let range = (-0.5, Association::ALL.len() as f64 - 0.5);
    let axes = Axes {
        x: Axis {
            labelled: false,
            ..Axis::new("association method", Scale::Linear, range)
        },
        y: Axis::new("element-centric similarity", Scale::Linear, (0.0, 1.0)).silent_if(place > 0),
        series,
        frame: true,
    };
    Panel::new((0, place), wiring.label(), axes)
}

fn entry(association: Association) -> LegendEntry {
    LegendEntry {
        label: association.label(),
        key: Key::Dot(association_color(association), Symbol::Circle),
    }
}

/// A mean with its error.
fn point(x: f64, mean: f64, error: f64, color: RGBAColor) -> [Mark; 2] {
    [
        Mark::ErrorBars {
            points: vec![(x, mean - error, mean + error)],
            color,
        },
        Mark::Dots {
            points: vec![(x, mean)],
            color,
            symbol: Symbol::Circle,
            radius: 2.8,
        },
    ]
}
