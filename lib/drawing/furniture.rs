//! Below the panels: the legend and the shared colour bars.

use super::font::text_width;
use super::frame::Frame;
use super::model::{ColorBar, Key, LegendEntry, Symbol};
use super::room::bar_labels;
use super::style::{INK, Style};
use super::surface::{Cells, Pen, Surface};
use super::text::{Text, UNITS};
use super::{DrawingError, Figure, paint};
use plotters::style::text_anchor::HPos;

/// Width of the symbol before a legend's text.
const KEY: f64 = 24.0;
const BAR_WIDTH: f64 = 150.0;
const BAR_HEIGHT: f64 = 9.0;

/// Height of legend and colour bars in a figure of this width.
pub(super) fn height(figure: &Figure, room: f64) -> f64 {
    let (_, legend) = flow(&legend_widths(figure), room);
    let (_, bars) = flow(&bar_widths(figure), room);
    legend as f64 * row_height(&figure.style) + bars as f64 * bar_row(&figure.style)
}

/// Draws both from the top of `room` on.
pub(super) fn draw<S: Surface>(
    pen: &mut Pen<'_, S>,
    figure: &Figure,
    room: Frame,
) -> Result<(), DrawingError> {
    let style = &figure.style;
    let (places, rows) = flow(&legend_widths(figure), room.width);
    pen.surface.open("legend", "legend");
    for (entry, (x, row)) in figure.legend.iter().zip(places) {
        let y = room.y + (row as f64 + 0.5) * row_height(style);
        legend_entry(pen, entry, (room.x + x, y), style)?;
    }
    pen.surface.close();
    let top = room.y + rows as f64 * row_height(style);
    let (places, _) = flow(&bar_widths(figure), room.width);
    for (bar, (x, row)) in figure.color_bars.iter().zip(places) {
        pen.surface.open("color-bar", &bar.label);
        color_bar(
            pen,
            bar,
            (room.x + x, top + row as f64 * bar_row(style)),
            style,
        )?;
        pen.surface.close();
    }
    Ok(())
}

fn row_height(style: &Style) -> f64 {
    1.6 * style.font
}

fn bar_row(style: &Style) -> f64 {
    Style::leading(style.small()) * 2.0 + BAR_HEIGHT + 8.0
}

fn legend_widths(figure: &Figure) -> Vec<f64> {
    let size = figure.style.font;
    let width = |e: &LegendEntry| KEY + 6.0 + text_width(&e.label, size, false) + 1.4 * size;
    figure.legend.iter().map(width).collect()
}

fn bar_widths(figure: &Figure) -> Vec<f64> {
    let small = figure.style.small();
    let width = |b: &ColorBar| text_width(&b.label, small, false).max(BAR_WIDTH) + 28.0;
    figure.color_bars.iter().map(width).collect()
}

/// Places (x, row) of items of these widths, laid out one after another in rows, and the number of rows.
fn flow(widths: &[f64], room: f64) -> (Vec<(f64, usize)>, usize) {
    let (mut x, mut row) = (0.0, 0);
    let mut places = Vec::new();
    for &width in widths {
        if x > 0.0 && x + width > room {
            x = 0.0;
            row += 1;
        }
        places.push((x, row));
        x += width;
    }
    let rows = if widths.is_empty() { 0 } else { row + 1 };
    (places, rows)
}

fn legend_entry<S: Surface>(
    pen: &mut Pen<'_, S>,
    entry: &LegendEntry,
    (x, y): (f64, f64),
    style: &Style,
) -> Result<(), DrawingError> {
    let ends = [(x, y), (x + KEY, y)];
    let middle = (x + KEY / 2.0, y);
    match entry.key {
        Key::Line(color, symbol) => {
            pen.line(&ends, color, style.line)?;
            paint::dot(pen, middle, 3.0, symbol, color)?;
        }
        Key::Thin(color) => pen.line(&ends, color, 0.5 * style.line)?,
        Key::Dashed(color) => pen.dashes(&ends, color, 0.6 * style.line)?,
        Key::Patch(color) => {
            pen.rectangle((x + KEY - 16.0, y - 5.0), (x + KEY, y + 5.0), color)?;
        }
        Key::Dot(color, symbol) => paint::dot(pen, middle, symbol_radius(symbol), symbol, color)?,
    }
    let at = (x + KEY + 6.0, y + 0.35 * style.font);
    pen.text(&entry.label, at, Text::new(style.font))
}

fn symbol_radius(symbol: Symbol) -> f64 {
    match symbol {
        Symbol::Circle | Symbol::Triangle => 3.5,
        Symbol::Square => 4.0,
    }
}

fn color_bar<S: Surface>(
    pen: &mut Pen<'_, S>,
    bar: &ColorBar,
    (x, y): (f64, f64),
    style: &Style,
) -> Result<(), DrawingError> {
    let small = style.small();
    pen.text(&bar.label, (x, y + small), Text::new(small))?;
    let top = y + Style::leading(small) + 1.0;
    let steps = 128;
    let cells = Cells {
        columns: steps,
        colors: (0..steps)
            .map(|i| bar.map.at((i as f64 + 0.5) / steps as f64))
            .collect(),
    };
    let whole = |v: f64| (v * UNITS).round() as i32;
    let size = (whole(BAR_WIDTH), whole(BAR_HEIGHT));
    pen.surface.cells((whole(x), whole(top)), size, &cells)?;
    pen.outline((x, top), (x + BAR_WIDTH, top + BAR_HEIGHT), INK, 0.5)?;
    let base = top + BAR_HEIGHT + 2.0 + small;
    let (low, high) = bar_labels(bar.range);
    pen.text(&low, (x, base), Text::new(small))?;
    let right = Text::new(small).anchor(HPos::Right);
    pen.text(&high, (x + BAR_WIDTH, base), right)?;
    let middle = super::scale::scientific((bar.range.0 + bar.range.1) / 2.0);
    let center = Text::new(small).anchor(HPos::Center);
    pen.text(&middle, (x + BAR_WIDTH / 2.0, base), center)
}
