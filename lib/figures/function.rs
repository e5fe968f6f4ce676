//! What modules do: against regularization (F19), and for upstream against downstream modules of the same networks (F20).

use super::FigureError;
use super::colors::{association_color, regularizer_color, regularizer_symbol};
use super::data::{Table, has_numbers, networks};
use super::modularity::Sweeps;
use crate::analysis::{
    Bootstrap, Results, columns as c, function_by_family, function_difference, regularizers,
};
use crate::drawing::{
    Axes, Axis, Content, Figure, INK, Key, LegendEntry, Mark, NULL, Panel, Scale, Series, Style,
    Symbol, faint, range_of,
};
use crate::function::FunctionMeasure;
use crate::spec::{Association, Direction, Normalization};
use plotters::style::RGBAColor;
use polars::prelude::DataFrame;

/// The measures of these figures, with short names.
const SHOWN: [(FunctionMeasure, &str); 3] = [
    (FunctionMeasure::Importance, "damage (σ)"),
    (FunctionMeasure::Selectivity, "selectivity (σ)"),
    (FunctionMeasure::Dissociation, "dissociation (σ)"),
];

/// The column with a measure's distance from chance, in standard deviations of partitions with the same sizes.
fn z(measure: FunctionMeasure) -> &'static str {
    measure.columns()[2].name
}

/// Fails if the results do not say what modules do.
fn expect_functions(results: &Results, figure: &str) -> Result<(), FigureError> {
    Table::new("modules", &results.modules).expect(&[c::METHOD])?;
    if has_numbers(&results.modules, z(FunctionMeasure::Importance)) {
        return Ok(());
    }
    let experiment = &results.experiment;
    Err(FigureError::Empty {
        figure: figure.to_owned(),
        what: format!(
            "lesion of modules in {experiment}: `updown eval {experiment} --metrics functions` makes them"
        ),
    })
}

/// F19. Damage, selectivity and dissociation of modules above chance, averaged over hidden layers, against each regularizer's strength; one
/// panel per method.
///
/// # Errors
/// The tables lack a column or have no rows; no module was lesioned.
pub fn function_by_strength(results: &Results, style: &Style) -> Result<Figure, FigureError> {
    let title = "What modules do, against regularization";
    let sweeps = Sweeps::of(results, title)?;
    expect_functions(results, title)?;
    let note = " Rows: what the lesions of all modules cost, how far their activity tells classes apart, and how far different modules serve \
        different classes, each in standard deviations above partitions with the same sizes; dashed: chance.";
    let mut figure = sweeps.figure(results, title, note, style)?;
    for (m, (measure, label)) in SHOWN.into_iter().enumerate() {
        let numbers = sweeps.numbers(&sweeps.layers, z(measure))?;
        let (low, high) = numbers.range(1.0);
        for (i, association) in Association::ALL.into_iter().enumerate() {
            let raw = association.normalization == Normalization::Raw;
            let place = (2 * m + usize::from(!raw), i / 2);
            let y = Axis::new(label, Scale::Linear, (low.min(-1.0), high)).silent_if(place.1 > 0);
            let mut content = numbers.content(association, y, place.0 == 5);
            if let Content::Axes(axes) = &mut content {
                axes.series.insert(0, chance());
            }
            let panel = Panel::new(place, association.label(), content);
            let tab = association_color(association);
            figure.panels.push(panel.with_tab(tab));
        }
    }
    figure.legend.push(LegendEntry {
        label: "chance".to_owned(),
        key: Key::Dashed(INK),
    });
    Ok(figure)
}

/// The level of random partitions.
fn chance() -> Series {
    Series {
        name: "chance".to_owned(),
        marks: vec![Mark::Level {
            y: 0.0,
            color: faint(INK, 0.5),
            dashed: true,
        }],
    }
}

/// F20. Upstream (across) against downstream modules (up) of the same networks: damage, selectivity and dissociation above chance, one point per network.
///
/// # Errors
/// As [`function_by_strength`].
pub fn function_upstream_downstream(
    results: &Results,
    style: &Style,
) -> Result<Figure, FigureError> {
    let title = "Upstream against downstream modules of the same networks";
    let sweeps = Sweeps::of(results, title)?;
    expect_functions(results, title)?;
    let caption = format!(
        "{} Each point is a network: mean over the paper's methods of a family and hidden layers, in standard deviations above partitions with the same sizes. \
         Above each panel: downstream less upstream, mean of trained networks and its 95% interval over seeds. Line: equal.{}",
        networks(results, true)?,
        sweeps.missing
    );
    let mut figure = Figure::new(title, caption, style);
    figure.aspect = 1.0;
    for (column, (measure, _)) in SHOWN.into_iter().enumerate() {
        let networks = function_by_family(results, z(measure))?;
        let clouds = clouds(results, &networks)?;
        let found = function_difference(results, z(measure), &Bootstrap::default())?;
        let heading = heading(measure, &found)?;
        let y_label = if column == 0 { "downstream (σ)" } else { "" };
        let axes = cloud(&clouds, y_label);
        figure.panels.push(Panel::new((0, column), heading, axes));
    }
    let entries = regularizers(&results.runs).into_iter();
    figure.legend = entries
        .map(|r| LegendEntry {
            label: r.label().to_owned(),
            key: Key::Dot(regularizer_color(r), regularizer_symbol(r)),
        })
        .collect();
    figure.legend.push(LegendEntry {
        label: "untrained networks".to_owned(),
        key: Key::Dot(NULL, Symbol::Circle),
    });
    Ok(figure)
}

type Cloud = (String, RGBAColor, Symbol, Vec<(f64, f64)>);

/// The networks by regularizer, untrained ones first.
fn clouds(results: &Results, networks: &DataFrame) -> Result<Vec<Cloud>, FigureError> {
    let table = Table::new("modules", networks);
    let swept = table.texts(c::REGULARIZER)?;
    let across = table.numbers(Direction::Upstream.name())?;
    let up = table.numbers(Direction::Downstream.name())?;
    let of = |name: &str| {
        let rows = (0..across.len()).filter(|&i| swept[i] == name);
        rows.map(|i| (across[i], up[i])).collect::<Vec<_>>()
    };
    // Untrained networks belong to no sweep.
    let mut clouds = vec![("untrained".to_owned(), NULL, Symbol::Circle, of(""))];
    for r in regularizers(&results.runs) {
        let (color, symbol) = (regularizer_color(r), regularizer_symbol(r));
        clouds.push((r.label().to_owned(), color, symbol, of(r.name())));
    }
    Ok(clouds)
}

/// `importance: 1.2 [0.8, 1.7]`, or as much of it as is known.
fn heading(measure: FunctionMeasure, found: &DataFrame) -> Result<String, FigureError> {
    let table = Table::new("modules", found);
    let [mean, low, high] = ["mean", "low", "high"].map(|name| table.numbers(name));
    let (mean, low, high) = (mean?, low?, high?);
    let label = measure.label();
    Ok(match (mean.first(), low.first(), high.first()) {
        (Some(mean), Some(low), Some(high)) if low.is_finite() => {
            format!("{label}: {mean:.1} [{low:.1}, {high:.1}]").replace('-', "−")
        }
        (Some(mean), ..) => format!("{label}: {mean:.1}").replace('-', "−"),
        _ => label.to_owned(),
    })
}

fn cloud(clouds: &[Cloud], y_label: &str) -> Axes {
    let ends = clouds.iter().flat_map(|(.., points)| points);
    let range = range_of(ends.flat_map(|p| [p.0, p.1])).unwrap_or((0.0, 1.0));
    let mut series = vec![Series {
        name: "equal".to_owned(),
        marks: vec![Mark::Line {
            points: vec![(range.0, range.0), (range.1, range.1)],
            color: faint(INK, 0.5),
            width: 0.5,
            dashed: true,
        }],
    }];
    series.extend(clouds.iter().map(|(name, color, symbol, points)| Series {
        name: name.clone(),
        marks: vec![Mark::Dots {
            points: points.clone(),
            color: faint(*color, 0.75),
            symbol: *symbol,
            radius: 1.8,
        }],
    }));
    Axes {
        x: Axis::new("upstream (σ)", Scale::Linear, range),
        y: Axis::new(y_label, Scale::Linear, range),
        series,
        frame: true,
    }
}
