//! Heat maps: cells, borders of modules, tabs of colour at the axes, colour bar.

use super::DrawingError;
use super::font::text_width;
use super::frame::Frame;
use super::model::Matrix;
use super::room::{BAR, TAB, bar_labels, widest};
use super::style::{BORDER, INK, MUTED, PAPER, Style};
use super::surface::{Cells, Pen, Surface};
use super::text::{Text, UNITS};
use plotters::style::RGBAColor;
use plotters::style::text_anchor::HPos;

/// Draws a matrix into the frame of its plot, with tabs and colour bar beside it.
pub(super) fn draw<S: Surface>(
    pen: &mut Pen<'_, S>,
    matrix: &Matrix,
    frame: Frame,
    style: &Style,
) -> Result<(), DrawingError> {
    let (rows, columns) = matrix.values.dim();
    if rows == 0 || columns == 0 {
        return Ok(());
    }
    pen.surface.open("matrix", &format!("{rows}×{columns}"));
    let cells = Cells {
        columns,
        colors: matrix.values.iter().map(|&v| matrix.color(v)).collect(),
    };
    paint(pen, (frame.x, frame.y), (frame.width, frame.height), &cells)?;
    pen.surface.close();
    if matrix.numbers {
        write_numbers(pen, matrix, frame, style)?;
    }
    let (dx, dy) = cell_size(matrix, frame);
    // Thinner lines in small panels, where modules are only a few pixels wide.
    let border = (frame.width / 160.0).clamp(0.5, 1.25);
    for &row in &matrix.row_borders {
        let y = frame.y + row as f64 * dy;
        pen.line(&[(frame.x, y), (frame.right(), y)], BORDER, border)?;
    }
    for &column in &matrix.column_borders {
        let x = frame.x + column as f64 * dx;
        pen.line(&[(x, frame.y), (x, frame.bottom())], BORDER, border)?;
    }
    pen.outline(
        (frame.x, frame.y),
        (frame.right(), frame.bottom()),
        INK,
        0.75,
    )?;
    draw_tabs(pen, matrix, frame, style)?;
    if matrix.own_bar {
        own_bar(pen, matrix, frame, style)?;
    }
    Ok(())
}

/// Width and height of a cell, in pixels.
fn cell_size(matrix: &Matrix, frame: Frame) -> (f64, f64) {
    let (rows, columns) = matrix.values.dim();
    (frame.width / columns as f64, frame.height / rows as f64)
}

/// Cells from a corner on, spanning this many pixels.
fn paint<S: Surface>(
    pen: &mut Pen<'_, S>,
    corner: (f64, f64),
    size: (f64, f64),
    cells: &Cells,
) -> Result<(), DrawingError> {
    let whole = |v: f64| (v * UNITS).round() as i32;
    let (corner, size) = (
        (whole(corner.0), whole(corner.1)),
        (whole(size.0), whole(size.1)),
    );
    pen.surface.cells(corner, size, cells)
}

/// Each cell's number, in black or white, whichever stands out.
fn write_numbers<S: Surface>(
    pen: &mut Pen<'_, S>,
    matrix: &Matrix,
    frame: Frame,
    style: &Style,
) -> Result<(), DrawingError> {
    let (dx, dy) = cell_size(matrix, frame);
    let shrink = (dx - 3.0) / text_width("−0.00", style.small(), false);
    let size = style.small() * shrink.min(1.0);
    for ((row, column), &value) in matrix.values.indexed_iter() {
        if value.is_nan() {
            continue;
        }
        let RGBAColor(r, g, b, _) = matrix.color(value);
        let light = 0.3 * f64::from(r) + 0.59 * f64::from(g) + 0.11 * f64::from(b);
        let ink = if light > 130.0 { INK } else { PAPER };
        let at = (
            frame.x + (column as f64 + 0.5) * dx,
            frame.y + (row as f64 + 0.5) * dy + 0.35 * size,
        );
        let look = Text::new(size).anchor(HPos::Center).color(ink);
        pen.text(&super::scale::number(value, 2), at, look)?;
    }
    Ok(())
}

fn draw_tabs<S: Surface>(
    pen: &mut Pen<'_, S>,
    matrix: &Matrix,
    frame: Frame,
    style: &Style,
) -> Result<(), DrawingError> {
    let small = style.small();
    let (dx, dy) = cell_size(matrix, frame);
    let row_labels = widest(matrix.row_tabs.iter().map(|t| t.label.as_str()), small);
    for (i, tab) in matrix.row_tabs.iter().enumerate() {
        let top = frame.y + i as f64 * dy;
        let edge = frame.x - 3.0;
        if let Some(color) = tab.color {
            pen.rectangle((edge - TAB, top + 0.5), (edge, top + dy - 0.5), color)?;
        }
        let at = (edge - TAB - 3.0, top + dy / 2.0 + 0.35 * small);
        pen.text(&tab.label, at, Text::new(small).anchor(HPos::Right))?;
    }
    let column_labels = widest(matrix.column_tabs.iter().map(|t| t.label.as_str()), small);
    for (i, tab) in matrix.column_tabs.iter().enumerate() {
        let left = frame.x + i as f64 * dx;
        let edge = frame.bottom() + 3.0;
        if let Some(color) = tab.color {
            pen.rectangle((left + 0.5, edge), (left + dx - 0.5, edge + TAB), color)?;
        }
        let at = (left + dx / 2.0 + 0.35 * small, edge + TAB + 3.0);
        pen.text(
            &tab.label,
            at,
            Text::new(small).anchor(HPos::Right).upwards(),
        )?;
    }
    draw_labels(pen, matrix, frame, style, (row_labels, column_labels))
}

/// The labels of the axes, beyond the names of rows and columns, whose widths are given.
fn draw_labels<S: Surface>(
    pen: &mut Pen<'_, S>,
    matrix: &Matrix,
    frame: Frame,
    style: &Style,
    (row_labels, column_labels): (f64, f64),
) -> Result<(), DrawingError> {
    let small = style.small();
    let look = Text::new(small).anchor(HPos::Center).color(MUTED);
    if !matrix.x_label.is_empty() {
        let tabs = if matrix.column_tabs.is_empty() {
            0.0
        } else {
            TAB + 5.0 + column_labels
        };
        let base = frame.bottom() + tabs + 2.0 + small;
        pen.text(&matrix.x_label, (frame.x + frame.width / 2.0, base), look)?;
    }
    if !matrix.y_label.is_empty() {
        let tabs = if matrix.row_tabs.is_empty() {
            0.0
        } else {
            TAB + 6.0 + row_labels
        };
        let base = (frame.x - tabs - 5.0, frame.y + frame.height / 2.0);
        pen.text(&matrix.y_label, base, look.upwards())?;
    }
    Ok(())
}

/// The panel's own colour bar to its right, high end on top.
fn own_bar<S: Surface>(
    pen: &mut Pen<'_, S>,
    matrix: &Matrix,
    frame: Frame,
    style: &Style,
) -> Result<(), DrawingError> {
    let x = frame.right() + 5.0;
    let steps = 64;
    let cells = Cells {
        columns: 1,
        colors: (0..steps)
            .map(|i| matrix.map.at(1.0 - (f64::from(i) + 0.5) / f64::from(steps)))
            .collect(),
    };
    paint(pen, (x, frame.y), (BAR, frame.height), &cells)?;
    pen.outline((x, frame.y), (x + BAR, frame.bottom()), INK, 0.5)?;
    let (low, high) = bar_labels(matrix.range);
    let look = Text::new(style.small());
    pen.text(&high, (x + BAR + 3.0, frame.y + 0.8 * style.small()), look)?;
    pen.text(&low, (x + BAR + 3.0, frame.bottom()), look)
}
