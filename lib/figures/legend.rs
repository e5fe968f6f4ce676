//! The cube of association methods with their colours (F6).

use super::FigureError;
use super::colors::association_color;
use crate::analysis::Results;
use crate::drawing::{
    Align, Axes, Axis, Figure, INK, MUTED, Mark, Panel, Scale, Series, Style, Symbol,
};
use crate::spec::{Association, Direction, Normalization, Order};

/// F6. The 2×2×2 association methods as corners of a cube: upstream or downstream, first or second order, raw or
/// normalised; each with the colour it has in all figures. The results are not used.
///
/// # Errors
/// None; the signature is that of all figures.
pub fn method_legend_cube(_: &Results, style: &Style) -> Result<Figure, FigureError> {
    let caption = "Corners: the eight association methods in the colours of all figures. \
        Left to right: what comes into a unit, what it does. Bottom to top: covariance or hessian, gradients. Front to back: as measured, \
        normalised.";
    let mut figure = Figure::new("Association methods", caption, style);
    figure.aspect = 0.47;
    let mut series = vec![edges()];
    series.extend(Association::ALL.into_iter().map(corner));
    series.push(headings());
    let axes = Axes {
        x: Axis::new("", Scale::Linear, (-1.15, 4.25)),
        y: Axis::new("", Scale::Linear, (-0.45, 1.95)),
        series,
        frame: false,
    };
    figure.panels.push(Panel::new((0, 0), "", axes));
    // The names on both sides of the cube need more room than a panel with axes.
    figure.style.panel = figure.style.panel.max(48.0 * figure.style.font);
    Ok(figure)
}

/// The place of a method on the page: two straight axes, the third one slanting backwards.
fn at(association: Association) -> (f64, f64) {
    let right = f64::from(u8::from(
        association.method.direction() == Direction::Downstream,
    ));
    let up = f64::from(u8::from(association.method.order() == Order::First));
    let back = f64::from(u8::from(
        association.normalization == Normalization::Normalized,
    ));
    (right * 2.2 + 0.5 * back, up * 1.2 + 0.42 * back)
}

/// Corners that differ in one property are joined.
fn edges() -> Series {
    let mut marks = Vec::new();
    for (i, a) in Association::ALL.into_iter().enumerate() {
        for b in &Association::ALL[i + 1..] {
            let (from, to) = (at(a), at(*b));
            let differ = differences(a, *b);
            if differ == 1 {
                marks.push(Mark::Line {
                    points: vec![from, to],
                    color: MUTED,
                    width: 0.5,
                    dashed: false,
                });
            }
        }
    }
    Series {
        name: "cube".to_owned(),
        marks,
    }
}

fn differences(a: Association, b: Association) -> usize {
    usize::from(a.method.direction() != b.method.direction())
        + usize::from(a.method.order() != b.method.order())
        + usize::from(a.normalization != b.normalization)
}

fn corner(association: Association) -> Series {
    let (x, y) = at(association);
    let downstream = association.method.direction() == Direction::Downstream;
    let back = association.normalization == Normalization::Normalized;
    // Outside the cube if nothing is in the way, else inside, clear of the edges.
    let (dx, dy, align) = match (downstream, back) {
        (false, false) => (-0.13, 0.0, Align::Right),
        (false, true) => (0.1, 0.13, Align::Left),
        (true, false) => (-0.1, -0.13, Align::Right),
        (true, true) => (0.13, 0.0, Align::Left),
    };
    Series {
        name: association.label(),
        marks: vec![
            Mark::Dots {
                points: vec![(x, y)],
                color: association_color(association),
                symbol: Symbol::Circle,
                radius: 8.0,
            },
            Mark::Text {
                at: (x + dx, y + dy),
                text: association.label(),
                color: INK,
                bold: false,
                align,
            },
        ],
    }
}

fn headings() -> Series {
    let heading = |at: (f64, f64), text: &str| Mark::Text {
        at,
        text: text.to_owned(),
        color: INK,
        bold: true,
        align: Align::Center,
    };
    Series {
        name: "headings".to_owned(),
        marks: vec![
            heading((0.0, -0.36), "upstream"),
            heading((2.2, -0.36), "downstream"),
        ],
    }
}
