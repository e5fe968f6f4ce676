//! The inside of a panel: axes with their marks, or a note.

use super::DrawingError;
use super::font::wrap;
use super::frame::Frame;
use super::model::{Align, Axes, Axis, Content, Mark, Symbol};
use super::room::{upwards, wanted, widest, x_label_lines, x_names_height, y_label_width};
use super::style::{GRID, INK, MUTED, Style};
use super::surface::{Cells, Pen, Surface};
use super::text::{Text, UNITS};
use plotters::style::RGBAColor;
use plotters::style::text_anchor::HPos;

/// Draws what a panel shows into the frame of its plot.
pub(super) fn content<S: Surface>(
    pen: &mut Pen<'_, S>,
    content: &Content,
    frame: Frame,
    style: &Style,
) -> Result<(), DrawingError> {
    match content {
        Content::Axes(axes) => draw_axes(pen, axes, frame, style),
        Content::Matrix(matrix) => super::heat_map::draw(pen, matrix, frame, style),
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
) -> Result<(), DrawingError> {
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

/// The ticks of an axis: their indices, places from 0 to 1, and labels.
fn inside<'t>(axis: &Axis, ticks: &'t [(f64, String)]) -> Vec<(usize, f64, &'t str)> {
    let places = ticks.iter().enumerate();
    let places = places.map(|(i, (value, label))| (i, axis.fraction(*value), label.as_str()));
    places
        .filter(|(_, at, _)| (-1e-6..=1.0 + 1e-6).contains(at))
        .collect()
}

/// The interval between labelled ticks: labels that would touch are thinned out.
fn labelled_every(axis: &Axis, ticks: &[(f64, String)], width: f64, style: &Style) -> usize {
    if axis.every_name {
        return 1;
    }
    let each = widest(ticks.iter().map(|t| t.1.as_str()), style.small()) + 6.0;
    let apart = ticks
        .windows(2)
        .map(|pair| axis.fraction(pair[1].0) - axis.fraction(pair[0].0));
    let apart = apart.fold(1.0, f64::min) * width;
    (each / apart).ceil().clamp(1.0, ticks.len().max(1) as f64) as usize
}

fn draw_x_axis<S: Surface>(
    pen: &mut Pen<'_, S>,
    axes: &Axes,
    frame: Frame,
    style: &Style,
) -> Result<(), DrawingError> {
    let axis = &axes.x;
    let bottom = frame.bottom();
    let look = Text::new(style.small()).anchor(HPos::Center);
    let ticks = axis.ticks(wanted(frame.width, 4.5 * style.font));
    let upwards = upwards(axis, frame.width, style);
    let step = labelled_every(axis, &ticks, frame.width, style);
    let places = inside(axis, &ticks);
    let x = |at: f64| frame.x + at * frame.width;
    // All of a kind together: lines of the same look are one path.
    for &(_, at, _) in &places {
        pen.line(&[(x(at), frame.y), (x(at), bottom)], GRID, 0.75)?;
    }
    for &(_, at, _) in &places {
        pen.line(&[(x(at), bottom), (x(at), bottom + 3.0)], INK, 0.75)?;
    }
    for &(i, at, label) in &places {
        if axis.labelled && i % step == 0 {
            if upwards {
                let look = Text::new(style.small()).anchor(HPos::Right).upwards();
                pen.text(label, (x(at) + 0.35 * style.small(), bottom + 5.0), look)?;
            } else {
                pen.text(label, (x(at), bottom + 4.0 + style.small()), look)?;
            }
        }
    }
    let below = if axis.labelled {
        3.0 + x_names_height(axis, frame.width, style)
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
) -> Result<(), DrawingError> {
    let axis = &axes.y;
    let look = Text::new(style.small()).anchor(HPos::Right);
    let ticks = axis.ticks(wanted(frame.height, 1.9 * style.font));
    let places = inside(axis, &ticks);
    let y = |at: f64| frame.bottom() - at * frame.height;
    for &(_, at, _) in &places {
        pen.line(&[(frame.x, y(at)), (frame.right(), y(at))], GRID, 0.75)?;
    }
    for &(_, at, label) in places.iter().filter(|_| axis.labelled) {
        let base = y(at) + 0.35 * style.small();
        pen.text(label, (frame.x - 5.0, base), look)?;
    }
    if !axis.label.is_empty() {
        let x = frame.x
            - 11.0
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
    /// The pixel of a point; points outside the range are drawn at its edge.
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
) -> Result<(), DrawingError> {
    let frame = view.frame;
    match mark {
        Mark::Line {
            points,
            color,
            width,
            dashed,
        } => {
            let points: Vec<_> = points.iter().map(|&p| view.at(p)).collect();
            stroke(pen, &points, *color, width * style.line, *dashed)
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
            stroke(pen, &points, *color, 0.6 * style.line, *dashed)
        }
        Mark::ErrorBars { points, color } => {
            for &(x, low, high) in points {
                let ends = [view.at((x, low)), view.at((x, high))];
                pen.line(&ends, *color, 0.5 * style.line)?;
            }
            Ok(())
        }
        Mark::Shape { points, color } => {
            let points: Vec<_> = points.iter().map(|&p| view.at(p)).collect();
            pen.shape(&points, *color)
        }
        Mark::Dots { .. } => draw_dots(pen, mark, view, style),
        Mark::Cells { .. } => draw_cells(pen, mark, view),
        Mark::Text { .. } => draw_text(pen, mark, view, style),
    }
}

fn draw_cells<S: Surface>(
    pen: &mut Pen<'_, S>,
    mark: &Mark,
    view: &View<'_>,
) -> Result<(), DrawingError> {
    let Mark::Cells {
        corner,
        size,
        columns,
        colors,
    } = mark
    else {
        return Ok(());
    };
    let (left, top) = view.at(*corner);
    let (right, bottom) = view.at((corner.0 + size.0, corner.1 - size.1));
    let whole = |v: f64| (v * UNITS).round() as i32;
    let cells = Cells {
        columns: *columns,
        colors: colors.clone(),
    };
    let size = (whole(right) - whole(left), whole(bottom) - whole(top));
    pen.surface.cells((whole(left), whole(top)), size, &cells)
}

fn stroke<S: Surface>(
    pen: &mut Pen<'_, S>,
    points: &[(f64, f64)],
    color: RGBAColor,
    width: f64,
    dashed: bool,
) -> Result<(), DrawingError> {
    if dashed {
        pen.dashes(points, color, width)
    } else {
        pen.line(points, color, width)
    }
}

fn draw_dots<S: Surface>(
    pen: &mut Pen<'_, S>,
    mark: &Mark,
    view: &View<'_>,
    style: &Style,
) -> Result<(), DrawingError> {
    let Mark::Dots {
        points,
        color,
        symbol,
        radius,
    } = mark
    else {
        return Ok(());
    };
    // The sizes of dots are meant for text of the light style.
    let radius = radius * style.font / Style::light().font;
    points
        .iter()
        .try_for_each(|&point| dot(pen, view.at(point), radius, *symbol, *color))
}

fn draw_text<S: Surface>(
    pen: &mut Pen<'_, S>,
    mark: &Mark,
    view: &View<'_>,
    style: &Style,
) -> Result<(), DrawingError> {
    let Mark::Text {
        at,
        text,
        color,
        bold,
        align,
    } = mark
    else {
        return Ok(());
    };
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

/// A symbol around a point.
pub(super) fn dot<S: Surface>(
    pen: &mut Pen<'_, S>,
    (x, y): (f64, f64),
    radius: f64,
    symbol: Symbol,
    color: RGBAColor,
) -> Result<(), DrawingError> {
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
