//! How modular the networks are: against regularization (F8), and in each layer (F9).

use super::FigureError;
use super::chance::{NOTE, chance_series, null_series};
use super::colors::{association_color, regularizer_color, regularizer_symbol};
use super::data::{
    ByMethod, Range, Summary, Table, acceptable, by_method, has_numbers, hidden_layers,
    layer_label, missing, networks, no_acceptable, summaries, trained, untrained,
};
use crate::analysis::{Results, columns as c, regularizers, sweep_of};
use crate::drawing::{
    Axes, Axis, Content, Figure, Key, LegendEntry, Mark, NULL, Panel, Scale, Series, Style, faint,
    range_of,
};
use crate::spec::{Association, Normalization, Regularizer};
use polars::prelude::DataFrame;

/// Shown in place of a method that no network has.
pub(super) const NOT_MEASURED: &str = "not measured";

/// How many standard deviations of the null are drawn.
const MOST_SIGMAS: f64 = 3.0;
/// How far above everything else chance may lie before its line is cut off, so that it does not press all others to the floor.
const ROOM_FOR_CHANCE: f64 = 1.25;

/// The two numbers of these figures: column and label.
pub(super) const QUANTITIES: [(&str, &str); 2] =
    [(c::Q, "modularity Q"), (c::N_MODULES, "number of modules")];

/// F8. Q and number of modules, averaged over hidden layers, against each regularizer's strength on a common 0–100 %
/// axis; one panel per method.
///
/// # Errors
/// The tables lack a column or have no rows.
pub fn modularity_by_strength(results: &Results, style: &Style) -> Result<Figure, FigureError> {
    let title = "Modularity against regularization";
    let sweeps = Sweeps::of(results, title)?;
    let mut figure = sweeps.figure(results, title, sweeps.note(), style)?;
    for (q, (column, label)) in QUANTITIES.into_iter().enumerate() {
        let numbers = sweeps.numbers(&sweeps.layers, column)?;
        let range = numbers.range(MOST_SIGMAS);
        for (i, association) in Association::ALL.into_iter().enumerate() {
            let raw = association.normalization == Normalization::Raw;
            let place = (2 * q + usize::from(!raw), i / 2);
            let y = Axis::new(label, Scale::Linear, range).silent_if(place.1 > 0);
            let last = place.0 == 3;
            let content = numbers.content(association, y, last);
            let panel = Panel::new(place, association.label(), content);
            figure
                .panels
                .push(panel.with_tab(association_color(association)));
        }
    }
    Ok(figure)
}

/// F9. [`modularity_by_strength`] for each hidden layer and for all layers combined.
///
/// # Errors
/// As there.
pub fn modularity_by_layer(results: &Results, style: &Style) -> Result<Figure, FigureError> {
    let title = "Modularity against regularization, layer by layer";
    let sweeps = Sweeps::of(results, title)?;
    let mut figure = sweeps.figure(results, title, sweeps.note(), style)?;
    figure.aspect = 1.3;
    let rows = QUANTITIES.len() * sweeps.layers.len();
    for (q, (column, _)) in QUANTITIES.into_iter().enumerate() {
        for (l, layer) in sweeps.layers.iter().enumerate() {
            let numbers = sweeps.numbers(std::slice::from_ref(layer), column)?;
            let range = numbers.range(MOST_SIGMAS);
            let row = q * sweeps.layers.len() + l;
            let short = if column == c::Q { "Q" } else { "modules" };
            let depth = layer_label(layer).replace("hidden ", "");
            figure.row_titles.push(format!("{short}\n{depth}"));
            for (i, association) in Association::ALL.into_iter().enumerate() {
                let y = Axis::new("", Scale::Linear, range).silent_if(i > 0);
                let content = numbers.content(association, y, row + 1 == rows);
                let title = if row == 0 {
                    association.label()
                } else {
                    String::new()
                };
                let panel = Panel::new((row, i), title, content);
                figure
                    .panels
                    .push(panel.with_tab(association_color(association)));
            }
        }
    }
    Ok(figure)
}

/// The modules table, cut by accuracy and split by regularizer.
pub(super) struct Sweeps {
    pub ranges: Vec<Range>,
    pub swept: Vec<DataFrame>,
    null: DataFrame,
    pub layers: Vec<String>,
    /// What is missing from the table, for the caption.
    pub missing: String,
}

impl Sweeps {
    pub fn of(results: &Results, title: &str) -> Result<Self, FigureError> {
        let table = Table::new("modules", &results.modules);
        let good = acceptable(results, table)?;
        let layers = hidden_layers(table)?;
        if layers.is_empty() {
            return Err(FigureError::Empty {
                figure: title.to_owned(),
                what: format!(
                    "rows of hidden layers in table modules of {}",
                    results.experiment
                ),
            });
        }
        if trained(Table::new("modules", &good))?.height() == 0 {
            return Err(no_acceptable(results, "modules", title));
        }
        let swept = regularizers(&results.runs)
            .into_iter()
            .map(|r| sweep_of(&good, r));
        Ok(Self {
            ranges: Range::all(results)?,
            swept: swept.collect::<Result<_, _>>()?,
            null: untrained(table)?,
            layers,
            missing: missing(results, table, &[c::METHOD])?,
        })
    }

    /// A figure without panels; `note` is for its caption.
    pub fn figure(
        &self,
        results: &Results,
        title: &str,
        note: &str,
        style: &Style,
    ) -> Result<Figure, FigureError> {
        let ranges: Vec<_> = self.ranges.iter().map(Range::describe).collect();
        let caption = format!(
            "{} Points: mean over networks, each averaged over the hidden layers shown; bars: ± s.e.m. Grey line and bands: mean of untrained networks ± 1, 2, 3 σ. \
             Strengths, 0 to 100%: {}.{}{}",
            networks(results, true)?,
            ranges.join("; "),
            note,
            self.missing
        );
        let mut figure = Figure::new(title, caption, style);
        figure.legend = legend(results);
        Ok(figure)
    }

    /// What dashed lines mean, if there are any.
    fn note(&self) -> &'static str {
        if self.knows_chance() { NOTE } else { "" }
    }

    fn knows_chance(&self) -> bool {
        self.swept.iter().any(|s| has_numbers(s, c::Q_CHANCE))
    }

    /// The values in each regularizer's sweep.
    pub fn by_method(&self, layers: &[String], column: &str) -> Result<Vec<ByMethod>, FigureError> {
        self.swept
            .iter()
            .map(|s| by_method(s, layers, column))
            .collect()
    }

    pub fn numbers(&self, layers: &[String], column: &str) -> Result<Numbers<'_>, FigureError> {
        Ok(Numbers {
            ranges: &self.ranges,
            swept: self.by_method(layers, column)?,
            null: by_method(&self.null, layers, column)?,
            chance: match column {
                c::Q if self.knows_chance() => self.by_method(layers, c::Q_CHANCE)?,
                _ => Vec::new(),
            },
        })
    }
}

/// One quantity by regularizer, method and strength.
pub(super) struct Numbers<'a> {
    ranges: &'a [Range],
    pub swept: Vec<ByMethod>,
    null: ByMethod,
    /// Q of shuffled matrices; empty if the table lacks it.
    chance: Vec<ByMethod>,
}

impl Numbers<'_> {
    pub fn null_of(&self, association: Association) -> Option<Summary> {
        let pairs = self.null.get(&association.name())?;
        Summary::of(&pairs.iter().map(|p| p.1).collect::<Vec<_>>())
    }

    /// A range that holds all means with their errors, the null, and chance if that is not far above them.
    pub fn range(&self, sigmas: f64) -> (f64, f64) {
        let mut ends = Vec::new();
        for pairs in self.swept.iter().flat_map(ByMethod::values) {
            for (_, summary) in summaries(pairs) {
                ends.extend([summary.mean - summary.sem(), summary.mean + summary.sem()]);
            }
        }
        for null in Association::ALL.into_iter().filter_map(|a| self.null_of(a)) {
            ends.extend([null.mean - sigmas * null.std, null.mean + sigmas * null.std]);
        }
        let most = ROOM_FOR_CHANCE * ends.iter().copied().fold(0.0, f64::max);
        for pairs in self.chance.iter().flat_map(ByMethod::values) {
            let by_chance = summaries(pairs).into_iter().map(|(_, chance)| chance.mean);
            ends.extend(by_chance.filter(|&mean| mean <= most));
        }
        range_of(ends).unwrap_or((0.0, 1.0))
    }

    pub fn has(&self, association: Association) -> bool {
        let name = association.name();
        self.swept
            .iter()
            .chain([&self.null])
            .any(|by| by.contains_key(&name))
    }

    /// The panel's content; a sentence if no network has the method.
    pub fn content(&self, association: Association, y: Axis, with_x: bool) -> Content {
        match self.has(association) {
            true => self.axes(association, y, with_x).into(),
            false => Content::Note(NOT_MEASURED.to_owned()),
        }
    }

    fn axes(&self, association: Association, y: Axis, with_x: bool) -> Axes {
        let x = Axis::new("strength", Scale::Percent, (-0.03, 1.03)).silent_if(!with_x);
        let mut series = Vec::new();
        if let Some(null) = self.null_of(association) {
            series.push(null_series(&null));
        }
        for (range, by_method) in self.ranges.iter().zip(&self.swept) {
            if let Some(pairs) = by_method.get(&association.name()) {
                let points: Vec<_> = summaries(pairs)
                    .into_iter()
                    .map(|(strength, s)| (range.place(strength), s))
                    .collect();
                series.push(mean_series(range.regularizer, &points));
            }
        }
        for (range, chance) in self.ranges.iter().zip(&self.chance) {
            if let Some(pairs) = chance.get(&association.name()) {
                let at = |(strength, s)| (range.place(strength), s);
                let points: Vec<_> = summaries(pairs).into_iter().map(at).collect();
                series.push(chance_series(range.regularizer, &points, y.range.1));
            }
        }
        Axes {
            x,
            y,
            series,
            frame: true,
        }
    }
}

/// Means joined by a line, with their standard errors.
pub(super) fn mean_series(regularizer: Regularizer, points: &[(f64, Summary)]) -> Series {
    let color = regularizer_color(regularizer);
    let means: Vec<_> = points.iter().map(|(x, s)| (*x, s.mean)).collect();
    let bars = points
        .iter()
        .map(|(x, s)| (*x, s.mean - s.sem(), s.mean + s.sem()));
    Series {
        name: regularizer.label().to_owned(),
        marks: vec![
            Mark::ErrorBars {
                points: bars.collect(),
                color,
            },
            Mark::Line {
                points: means.clone(),
                color,
                width: 0.8,
                dashed: false,
            },
            Mark::Dots {
                points: means,
                color,
                symbol: regularizer_symbol(regularizer),
                radius: 2.4,
            },
        ],
    }
}

pub(super) fn legend(results: &Results) -> Vec<LegendEntry> {
    let mut entries: Vec<_> = regularizers(&results.runs)
        .into_iter()
        .map(|r| LegendEntry {
            label: r.label().to_owned(),
            key: Key::Line(regularizer_color(r), regularizer_symbol(r)),
        })
        .collect();
    entries.push(LegendEntry {
        label: "untrained networks".to_owned(),
        key: Key::Patch(faint(NULL, 0.4)),
    });
    entries
}
