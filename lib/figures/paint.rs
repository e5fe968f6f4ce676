//! The inside of a panel: axes with their marks, heat maps, notes.

use super::FigureError;
use super::layout::{BAR, Frame, TAB, bar_labels, wanted, widest, x_label_lines, y_label_width};
use super::model::{Align, Axes, Content, Mark, Matrix, Symbol};
use super::style::{BORDER, GRID, INK, MUTED, PAPER, Style};
use super::surface::{Cells, Pen, Surface, Text, UNITS, text_width, wrap};
use plotters::style::RGBAColor;
use plotters::style::text_anchor::HPos;

/// Draws what a panel shows into the frame of its plot.
pub(super) fn content<S: Surface>(
    pen: &mut Pen<'_, S>,
    content: &Content,
    frame: Frame,
    style: &Style,
) -> Result<(), FigureError> {
    match content {
        Content::Axes(axes) => draw_axes(pen, axes, frame, style),
        Content::Matrix(matrix) => draw_matrix(pen, matrix, frame, style),
        Content::Note(text) => {
            pen.outline(
                (frame.x, frame.y),
                (frame.right(), frame.bottom()),
                GRID,
                1.0,
            )?;
            let lines = wrap(text, frame.width - 12.0, style.small(), false);
            let look = Text::new(style.small()).color(MUTED).anchor(HPos::Center);
            let leading = Style::leading(style.small());
            let first = frame.y + (frame.height - leading * lines.len() as f64) / 2.0;
            for (i, line) in lines.iter().enumerate() {
                let base = first + style.small() + leading * i as f64;
                pen.text(line, (frame.x + frame.width / 2.0, base), look)?;
            }
            Ok(())
        }
    }
}

fn draw_axes<S: Surface>(
    pen: &mut Pen<'_, S>,
    axes: &Axes,
    frame: Frame,
    style: &Style,
) -> Result<(), FigureError> {
    if axes.frame {
        draw_x_axis(pen, axes, frame, style)?;
        draw_y_axis(pen, axes, frame, style)?;
    }
    let view = View { axes, frame };
    for series in &axes.series {
        pen.surface.open("series", &series.name);
        for mark in &series.marks {
            draw_mark(pen, mark, &view, style)?;
        }
        pen.surface.close();
    }
    if axes.frame {
        let corner = (frame.x, frame.bottom());
        pen.line(
            &[(frame.x, frame.y), corner, (frame.right(), frame.bottom())],
            INK,
            1.0,
        )?;
    }
    Ok(())
}

fn draw_x_axis<S: Surface>(
    pen: &mut Pen<'_, S>,
    axes: &Axes,
    frame: Frame,
    style: &Style,
) -> Result<(), FigureError> {
    let axis = &axes.x;
    let bottom = frame.bottom();
    let look = Text::new(style.small()).anchor(HPos::Center);
    let ticks = axis.ticks(wanted(frame.width, 4.5 * style.font));
    // Labels that would touch are thinned out.
    let each = widest(ticks.iter().map(|t| t.1.as_str()), style.small()) + 6.0;
    let fits = (frame.width / each).floor().max(1.0) as usize;
    let step = ticks.len().div_ceil(fits.max(1)).max(1);
    for (i, (value, label)) in ticks.iter().enumerate() {
        let at = axis.fraction(*value);
        if !(-1e-6..=1.0 + 1e-6).contains(&at) {
            continue;
        }
        let x = frame.x + at * frame.width;
        pen.line(&[(x, frame.y), (x, bottom)], GRID, 0.75)?;
        pen.line(&[(x, bottom), (x, bottom + 3.0)], INK, 0.75)?;
        if axis.labelled && i % step == 0 {
            pen.text(label, (x, bottom + 4.0 + style.small()), look)?;
        }
    }
    let below = if axis.labelled {
        3.0 + Style::leading(style.small())
    } else {
        0.0
    };
    for (i, line) in x_label_lines(axis, frame.width, style).iter().enumerate() {
        let base = bottom + 2.0 + below + style.font + i as f64 * Style::leading(style.font);
        let look = Text::new(style.font).anchor(HPos::Center);
        pen.text(line, (frame.x + frame.width / 2.0, base), look)?;
    }
    Ok(())
}

fn draw_y_axis<S: Surface>(
    pen: &mut Pen<'_, S>,
    axes: &Axes,
    frame: Frame,
    style: &Style,
) -> Result<(), FigureError> {
    let axis = &axes.y;
    let look = Text::new(style.small()).anchor(HPos::Right);
    for (value, label) in axis.ticks(wanted(frame.height, 1.9 * style.font)) {
        let at = axis.fraction(value);
        if !(-1e-6..=1.0 + 1e-6).contains(&at) {
            continue;
        }
        let y = frame.bottom() - at * frame.height;
        pen.line(&[(frame.x, y), (frame.right(), y)], GRID, 0.75)?;
        if axis.labelled {
            pen.text(&label, (frame.x - 5.0, y + 0.35 * style.small()), look)?;
        }
    }
    if !axis.label.is_empty() {
        let x = frame.x
            - 9.0
            - if axis.labelled {
                y_label_width(axis, style)
            } else {
                0.0
            };
        let look = Text::new(style.font).anchor(HPos::Center).upwards();
        pen.text(&axis.label, (x, frame.y + frame.height / 2.0), look)?;
    }
    Ok(())
}

/// From numbers to pixels.
struct View<'a> {
    axes: &'a Axes,
    frame: Frame,
}

impl View<'_> {
    /// The pixel of a point; what lies outside the range is drawn at its edge.
    fn at(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let inside = |t: f64| if t.is_nan() { t } else { t.clamp(0.0, 1.0) };
        (
            self.frame.x + inside(self.axes.x.fraction(x)) * self.frame.width,
            self.frame.bottom() - inside(self.axes.y.fraction(y)) * self.frame.height,
        )
    }

    fn y(&self, y: f64) -> f64 {
        self.at((self.axes.x.range.0, y)).1
    }
}

fn draw_mark<S: Surface>(
    pen: &mut Pen<'_, S>,
    mark: &Mark,
    view: &View<'_>,
    style: &Style,
) -> Result<(), FigureError> {
    let frame = view.frame;
    match mark {
        Mark::Line {
            points,
            color,
            width,
            dashed,
        } => {
            let points: Vec<_> = points.iter().map(|&p| view.at(p)).collect();
            if *dashed {
                pen.dashes(&points, *color, width * style.line)
            } else {
                pen.line(&points, *color, width * style.line)
            }
        }
        Mark::Band { points, color } => {
            let high = points.iter().map(|&(x, _, high)| view.at((x, high)));
            let low = points.iter().rev().map(|&(x, low, _)| view.at((x, low)));
            pen.shape(&high.chain(low).collect::<Vec<_>>(), *color)
        }
        Mark::Stripe { low, high, color } => {
            let (top, bottom) = (view.y(*high), view.y(*low));
            if top.is_nan() || bottom.is_nan() {
                return Ok(());
            }
            pen.rectangle((frame.x, top), (frame.right(), bottom), *color)
        }
        Mark::Level { y, color, dashed } => {
            let y = view.y(*y);
            let points = [(frame.x, y), (frame.right(), y)];
            if *dashed {
                pen.dashes(&points, *color, 0.6 * style.line)
            } else {
                pen.line(&points, *color, 0.6 * style.line)
            }
        }
        Mark::ErrorBars { points, color } => {
            for &(x, low, high) in points {
                let ends = [view.at((x, low)), view.at((x, high))];
                pen.line(&ends, *color, 0.5 * style.line)?;
            }
            Ok(())
        }
        Mark::Dots {
            points,
            color,
            symbol,
            radius,
        } => {
            for &point in points {
                dot(pen, view.at(point), *radius, *symbol, *color)?;
            }
            Ok(())
        }
        Mark::Shape { points, color } => {
            let points: Vec<_> = points.iter().map(|&p| view.at(p)).collect();
            pen.shape(&points, *color)
        }
        Mark::Text {
            at,
            text,
            color,
            bold,
            align,
        } => {
            let anchor = match align {
                Align::Left => HPos::Left,
                Align::Center => HPos::Center,
                Align::Right => HPos::Right,
            };
            let mut look = Text::new(style.font).color(*color).anchor(anchor);
            look.bold = *bold;
            let (x, y) = view.at(*at);
            pen.text(text, (x, y + 0.35 * style.font), look)
        }
    }
}

/// A symbol around a point.
pub(super) fn dot<S: Surface>(
    pen: &mut Pen<'_, S>,
    (x, y): (f64, f64),
    radius: f64,
    symbol: Symbol,
    color: RGBAColor,
) -> Result<(), FigureError> {
    if !(x.is_finite() && y.is_finite()) {
        return Ok(());
    }
    match symbol {
        Symbol::Circle => pen.circle((x, y), radius, color),
        Symbol::Square => {
            let half = 0.9 * radius;
            pen.rectangle((x - half, y - half), (x + half, y + half), color)
        }
        Symbol::Triangle => {
            let r = 1.25 * radius;
            let corners = [
                (x, y - r),
                (x + 0.9 * r, y + 0.6 * r),
                (x - 0.9 * r, y + 0.6 * r),
            ];
            pen.shape(&corners, color)
        }
    }
}

fn draw_matrix<S: Surface>(
    pen: &mut Pen<'_, S>,
    matrix: &Matrix,
    frame: Frame,
    style: &Style,
) -> Result<(), FigureError> {
    let (rows, columns) = matrix.values.dim();
    if rows == 0 || columns == 0 {
        return Ok(());
    }
    pen.surface.open("matrix", &format!("{rows}×{columns}"));
    let cells = Cells {
        columns,
        colors: matrix.values.iter().map(|&v| matrix.color(v)).collect(),
    };
    let whole = |v: f64| (v * UNITS).round() as i32;
    pen.surface.cells(
        (whole(frame.x), whole(frame.y)),
        (whole(frame.width), whole(frame.height)),
        &cells,
    )?;
    pen.surface.close();
    if matrix.numbers {
        write_numbers(pen, matrix, frame, style)?;
    }
    let (dx, dy) = (frame.width / columns as f64, frame.height / rows as f64);
    for &row in &matrix.row_borders {
        let y = frame.y + row as f64 * dy;
        pen.line(&[(frame.x, y), (frame.right(), y)], BORDER, 1.0)?;
    }
    for &column in &matrix.column_borders {
        let x = frame.x + column as f64 * dx;
        pen.line(&[(x, frame.y), (x, frame.bottom())], BORDER, 1.0)?;
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

/// Each cell's number, black or white by what stands out.
fn write_numbers<S: Surface>(
    pen: &mut Pen<'_, S>,
    matrix: &Matrix,
    frame: Frame,
    style: &Style,
) -> Result<(), FigureError> {
    let (rows, columns) = matrix.values.dim();
    let (dx, dy) = (frame.width / columns as f64, frame.height / rows as f64);
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
) -> Result<(), FigureError> {
    let small = style.small();
    let (rows, columns) = matrix.values.dim();
    let (dx, dy) = (frame.width / columns as f64, frame.height / rows as f64);
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

/// The panel's own colour bar at its right, high end on top.
fn own_bar<S: Surface>(
    pen: &mut Pen<'_, S>,
    matrix: &Matrix,
    frame: Frame,
    style: &Style,
) -> Result<(), FigureError> {
    let x = frame.right() + 5.0;
    let steps = 64;
    let cells = Cells {
        columns: 1,
        colors: (0..steps)
            .map(|i| matrix.map.at(1.0 - (f64::from(i) + 0.5) / f64::from(steps)))
            .collect(),
    };
    let whole = |v: f64| (v * UNITS).round() as i32;
    pen.surface.cells(
        (whole(x), whole(frame.y)),
        (whole(BAR), whole(frame.height)),
        &cells,
    )?;
    pen.outline((x, frame.y), (x + BAR, frame.bottom()), INK, 0.5)?;
    let (low, high) = bar_labels(matrix.range);
    let look = Text::new(style.small());
    pen.text(&high, (x + BAR + 3.0, frame.y + 0.8 * style.small()), look)?;
    pen.text(&low, (x + BAR + 3.0, frame.bottom()), look)
}
