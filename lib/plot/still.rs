//! A scene as a figure of the drawing engine.

use super::marks::{Datum, Drawn, Kind, Pane, Scene};
use crate::drawing::{
    Axes, ColorBar, ColorMap, Content, Figure, INK, Key, LegendEntry, Mark, Matrix, NULL, Panel,
    Series, Symbol, Tab, faint,
};
use ndarray::Array2;
use plotters::style::RGBAColor;

/// A heat map of at most this many cells on a side is written with its numbers.
const NUMBERED: usize = 12;

pub(super) fn figure(scene: &Scene) -> Figure {
    let mut figure = Figure::new(scene.title.clone(), scene.caption.clone(), &scene.style);
    figure.panels = scene.panes.iter().map(|pane| panel(scene, pane)).collect();
    figure.row_titles.clone_from(&scene.row_titles);
    figure.legend = legend(scene);
    figure.aspect = scene.aspect;
    if let Some((label, range)) = &scene.gradient {
        figure.color_bars.push(ColorBar {
            label: label.clone(),
            map: ColorMap::Sequential,
            range: *range,
        });
    }
    figure
}

fn panel(scene: &Scene, pane: &Pane) -> Panel {
    let cells = pane.drawn.iter().find(|d| d.kind == Kind::Cells);
    let content = match (cells, pane.drawn.is_empty()) {
        (Some(cells), _) => Content::Matrix(matrix(scene, pane, cells)),
        (None, true) => Content::Note("no rows".to_owned()),
        (None, false) => Content::Axes(Axes {
            x: pane.x.clone(),
            y: pane.y.clone(),
            series: pane.drawn.iter().map(|d| series(scene, d)).collect(),
            frame: true,
        }),
    };
    Panel::new((pane.row, pane.column), pane.title.clone(), content)
}

fn matrix(scene: &Scene, pane: &Pane, cells: &Drawn) -> Matrix {
    let size = (pane.y.names.len(), pane.x.names.len());
    let mut values = Array2::from_elem(size, f64::NAN);
    for datum in &cells.data {
        let column = (datum.at[0] + 0.5) as usize;
        let row = size.0 - 1 - (datum.at[1] + 0.5) as usize;
        values[(row, column)] = datum.shade.unwrap_or(f64::NAN);
    }
    let range = scene.gradient.as_ref().map_or((0.0, 1.0), |g| g.1);
    let mut matrix = Matrix::new(values, range, ColorMap::Sequential);
    let tab = |label: &String| Tab {
        color: None,
        label: label.clone(),
    };
    let labelled = |axis: &crate::drawing::Axis| match axis.labelled {
        true => axis.names.iter().map(|n| tab(&n.1)).collect(),
        false => Vec::new(),
    };
    (matrix.row_tabs, matrix.column_tabs) = (labelled(&pane.y), labelled(&pane.x));
    (matrix.x_label, matrix.y_label) = (pane.x.label.clone(), pane.y.label.clone());
    matrix.numbers = size.0.max(size.1) <= NUMBERED;
    matrix
}

/// The marks of a layer, colour by colour in the order of the data.
fn series(scene: &Scene, drawn: &Drawn) -> Series {
    let mut marks = Vec::new();
    let same = |a: &Datum, b: &Datum| match drawn.kind {
        Kind::Line | Kind::Area => a.path == b.path && a.color == b.color && a.shape == b.shape,
        _ => a.color == b.color && a.shape == b.shape && a.shade == b.shade,
    };
    let mut sorted: Vec<&Datum> = drawn.data.iter().collect();
    if matches!(drawn.kind, Kind::Line | Kind::Area) {
        sorted.sort_by_key(|d| (d.color, d.shape, d.path));
    }
    for part in sorted.chunk_by(|a, b| same(a, b)) {
        let color = faint(scene.color(drawn, part[0]), drawn.opacity);
        mark(scene, drawn, part, color, &mut marks);
    }
    Series {
        name: drawn.layer.to_owned(),
        marks,
    }
}

/// Adds the marks for data of one colour and symbol.
fn mark(scene: &Scene, drawn: &Drawn, part: &[&Datum], color: RGBAColor, marks: &mut Vec<Mark>) {
    let start = |d: &&Datum| (d.at[0], d.at[1]);
    let end = |d: &&Datum| (d.at[2], d.at[3]);
    let line = |points: Vec<(f64, f64)>| Mark::Line {
        points,
        color,
        width: drawn.size,
        dashed: drawn.dashed,
    };
    match drawn.kind {
        Kind::Dots => marks.push(Mark::Dots {
            points: part.iter().map(start).collect(),
            color,
            symbol: symbol(scene, part[0]),
            radius: drawn.size,
        }),
        Kind::Line => marks.push(line(part.iter().map(start).collect())),
        Kind::Segments => {
            marks.extend(part.iter().map(|d| line(vec![start(d), end(d)])));
        }
        Kind::Area => marks.push(Mark::Shape {
            points: part
                .iter()
                .map(start)
                .chain(part.iter().rev().map(end))
                .collect(),
            color,
        }),
        Kind::Rects => {
            let corners = |d: &&Datum| {
                let [x, y, x2, y2] = d.at;
                vec![(x, y), (x2, y), (x2, y2), (x, y2)]
            };
            marks.extend(part.iter().map(|d| Mark::Shape {
                points: corners(d),
                color,
            }));
        }
        Kind::Cells => {}
    }
}

/// The symbol of a mark: from the column of symbols, else that of its colour's category.
pub(super) fn symbol(scene: &Scene, datum: &Datum) -> Symbol {
    let by_shape = datum.shape.zip(scene.shapes.as_ref());
    if let Some((level, _)) = by_shape {
        return super::levels::SYMBOLS[level];
    }
    let by_color = datum.color.zip(scene.colors.as_ref());
    by_color.map_or(Symbol::Circle, |(level, legend)| {
        legend.levels[level].symbol
    })
}

fn legend(scene: &Scene) -> Vec<LegendEntry> {
    let kinds: Vec<Kind> = scene
        .panes
        .iter()
        .flat_map(|p| &p.drawn)
        .filter(|d| d.paint.is_none() && !d.data.is_empty())
        .map(|d| d.kind)
        .collect();
    let key = |color, symbol| match (kinds.contains(&Kind::Dots), kinds.contains(&Kind::Line)) {
        (true, true) => Key::Line(color, symbol),
        _ if kinds.contains(&Kind::Rects) || kinds.contains(&Kind::Area) => Key::Patch(color),
        (true, false) => Key::Dot(color, symbol),
        (false, _) => Key::Thin(color),
    };
    let mut entries = Vec::new();
    if let Some(colors) = &scene.colors {
        for (i, level) in colors.levels.iter().enumerate() {
            let more = colors.more.get(i).filter(|m| !m.is_empty());
            let more = more.map_or_else(String::new, |m| format!(" ({m})"));
            entries.push(LegendEntry {
                label: level.label.clone() + &more,
                key: key(level.color, level.symbol),
            });
        }
    }
    if let Some(shapes) = &scene.shapes {
        entries.extend(
            shapes
                .levels
                .iter()
                .enumerate()
                .map(|(i, level)| LegendEntry {
                    label: level.label.clone(),
                    key: Key::Dot(INK, super::levels::SYMBOLS[i]),
                }),
        );
    }
    if let Some(look) = scene.null {
        entries.push(LegendEntry {
            label: "untrained networks".to_owned(),
            key: match look {
                Kind::Rects => Key::Patch(faint(NULL, 0.4)),
                _ => Key::Dashed(NULL),
            },
        });
    }
    entries
}
