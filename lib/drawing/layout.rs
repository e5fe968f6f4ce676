//! The layout of a figure, measured from its texts so that nothing is cut off or covered.

use super::font::wrap;
use super::frame::Frame;
use super::model::{Content, Panel};
use super::room::{Pad, STRIP, bottom_pad, plot_height, side_pads};
use super::style::{INK, MUTED, PAPER, Style};
use super::surface::{Pen, Surface};
use super::text::{PNG_SCALE, Text, UNITS};
use super::{DrawingError, Figure, furniture};
use plotters::style::text_anchor::HPos;

/// A figure with all places known.
pub(super) struct Layout<'a> {
    figure: &'a Figure,
    width: f64,
    height: f64,
    title: Vec<String>,
    caption: Vec<String>,
    /// The plot of each panel.
    frames: Vec<Frame>,
    panel_titles: Vec<Vec<String>>,
    row_titles: Vec<Vec<String>>,
    legend_top: f64,
    caption_top: f64,
}

/// Places of a grid's columns.
struct Columns {
    /// Left edges of the plots.
    lefts: Vec<f64>,
    /// Width of a plot, the same everywhere, and the room available for it.
    plot: f64,
    room: f64,
    pads: Vec<Pad>,
    /// Width of the figure.
    width: f64,
}

impl Columns {
    fn of(figure: &Figure, row_titles: &[Vec<String>]) -> Self {
        let style = &figure.style;
        let (margin, gap) = (style.font, style.font);
        let count = 1 + figure.panels.iter().map(|p| p.column).max().unwrap_or(0);
        let strip = match row_titles.iter().map(Vec::len).max().unwrap_or(0) {
            0 => 0.0,
            lines => Style::leading(style.font) * lines as f64 + 4.0,
        };
        let mut pads = vec![Pad::default(); count];
        for panel in &figure.panels {
            pads[panel.column].grow(side_pads(panel, style));
        }
        let padding: f64 = pads.iter().map(|p| p.sum()).sum();
        let used = padding + gap * (count - 1) as f64 + strip + 2.0 * margin;
        let room = ((style.width - used) / count as f64).clamp(16.0, style.panel);
        let mut lefts = Vec::new();
        let mut x = margin + strip;
        for pad in &pads {
            lefts.push(x + pad.before);
            x += pad.sum() + room + gap;
        }
        // Titles and captions of narrow figures need some width, too.
        let width = (used + room * count as f64).max(0.55 * style.width);
        Self {
            lefts,
            plot: whole_cells(figure, room, room + gap - 4.0),
            room,
            pads,
            width,
        }
    }
}

/// Places of a grid's rows.
struct Rows {
    /// Upper edges of the plots.
    tops: Vec<f64>,
    /// Lower end of the grid.
    end: f64,
}

impl Rows {
    fn of(figure: &Figure, columns: &Columns, titles: &[Vec<String>], top: f64) -> Self {
        let style = &figure.style;
        let count = 1 + figure.panels.iter().map(|p| p.row).max().unwrap_or(0);
        let mut pads = vec![Pad::default(); count];
        let mut heights = vec![0.0f64; count];
        for (panel, lines) in figure.panels.iter().zip(titles) {
            pads[panel.row].grow(Pad {
                before: heading_height(panel, lines, style),
                after: bottom_pad(panel, columns.plot, style),
            });
            let height = plot_height(panel, columns.plot, figure.aspect);
            heights[panel.row] = heights[panel.row].max(height);
        }
        let mut tops = Vec::new();
        let mut end = top;
        for (pad, height) in pads.iter().zip(&heights) {
            tops.push(end + pad.before);
            end += pad.sum() + height + 0.7 * style.font;
        }
        Self { tops, end }
    }
}

impl<'a> Layout<'a> {
    pub fn of(figure: &'a Figure) -> Result<Self, DrawingError> {
        expect_panels(figure)?;
        let style = &figure.style;
        let margin = style.font;
        let count = 1 + figure.panels.iter().map(|p| p.column).max().unwrap_or(0);
        let row_titles = row_lines(figure, style.width / count as f64);
        let columns = Columns::of(figure, &row_titles);
        let room = columns.width - 2.0 * margin;
        let title_lines = |panel: &Panel| {
            let room = columns.plot + columns.pads[panel.column].after;
            wrap(&panel.title, room, style.font, false)
        };
        let panel_titles: Vec<Vec<String>> = figure.panels.iter().map(title_lines).collect();

        let title = headline(figure, room);
        let top = below_headings(figure, title.len());
        let rows = Rows::of(figure, &columns, &panel_titles, top);
        let frame = |panel: &Panel| Frame {
            x: whole_pixel(columns.lefts[panel.column]),
            y: whole_pixel(rows.tops[panel.row]),
            width: match panel.content {
                Content::Axes(_) | Content::Matrix(_) => columns.plot,
                Content::Note(_) => columns.room,
            },
            height: plot_height(panel, columns.plot, figure.aspect),
        };
        let caption_top = rows.end + furniture::height(figure, room);
        let caption = match style.headings {
            true => wrap(&figure.caption, room, style.small(), false),
            false => Vec::new(),
        };
        let end = caption_top + caption.len() as f64 * Style::leading(style.small());
        Ok(Self {
            figure,
            width: columns.width.ceil(),
            height: (end + 0.6 * margin).ceil(),
            title,
            caption,
            frames: figure.panels.iter().map(frame).collect(),
            panel_titles,
            row_titles,
            legend_top: rows.end,
            caption_top,
        })
    }

    /// Width and height in drawing units.
    pub fn units(&self) -> (u32, u32) {
        ((self.width * UNITS) as u32, (self.height * UNITS) as u32)
    }

    /// Draws everything.
    pub fn draw<S: Surface>(&self, pen: &mut Pen<'_, S>) -> Result<(), DrawingError> {
        let style = &self.figure.style;
        let margin = style.font;
        pen.rectangle((0.0, 0.0), (self.width, self.height), PAPER)?;
        let mut y = margin;
        for line in &self.title {
            let look = Text::new(style.large()).bold();
            pen.text(line, (margin, y + style.large()), look)?;
            y += Style::leading(style.large());
        }
        self.grid_titles(pen)?;
        for ((panel, frame), title) in self
            .figure
            .panels
            .iter()
            .zip(&self.frames)
            .zip(&self.panel_titles)
        {
            pen.surface.open("panel", &self.name_of(panel));
            heading(pen, panel, *frame, title, style)?;
            super::paint::content(pen, &panel.content, *frame, style)?;
            pen.surface.close();
        }
        let room = Frame {
            x: margin,
            y: self.legend_top,
            width: self.width - 2.0 * margin,
            height: 0.0,
        };
        furniture::draw(pen, self.figure, room)?;
        for (i, line) in self.caption.iter().enumerate() {
            let base = self.caption_top + style.small() + i as f64 * Style::leading(style.small());
            pen.text(line, (margin, base), Text::new(style.small()).color(MUTED))?;
        }
        Ok(())
    }

    /// Titles of the grid's columns and rows.
    fn grid_titles<S: Surface>(&self, pen: &mut Pen<'_, S>) -> Result<(), DrawingError> {
        let style = &self.figure.style;
        let look = Text::new(style.font).bold().anchor(HPos::Center);
        let panels = self.figure.panels.iter().zip(&self.panel_titles);
        let top = panels
            .zip(&self.frames)
            .filter(|((panel, _), _)| panel.row == 0)
            .map(|((panel, lines), frame)| frame.y - heading_height(panel, lines, style))
            .fold(f64::INFINITY, f64::min);
        for (column, title) in self.figure.column_titles.iter().enumerate() {
            if let Some(frame) = self.frame_where(|p| p.column == column) {
                let middle = frame.x + frame.width / 2.0;
                pen.text(title, (middle, top - 0.35 * style.font), look)?;
            }
        }
        for (row, lines) in self.row_titles.iter().enumerate() {
            if let Some(frame) = self.frame_where(|p| p.row == row) {
                for (i, line) in lines.iter().enumerate() {
                    let x = 2.0 * style.font + i as f64 * Style::leading(style.font);
                    let middle = frame.y + frame.height / 2.0;
                    pen.text(line, (x, middle), look.upwards())?;
                }
            }
        }
        Ok(())
    }

    fn frame_where(&self, is: impl Fn(&Panel) -> bool) -> Option<Frame> {
        let place = self.figure.panels.iter().position(is)?;
        Some(self.frames[place])
    }

    /// The panel's title, or those of its row and column.
    fn name_of(&self, panel: &Panel) -> String {
        let of = |titles: &[String], i: usize| titles.get(i).cloned().unwrap_or_default();
        let parts = [
            of(&self.figure.row_titles, panel.row),
            of(&self.figure.column_titles, panel.column),
            panel.title.clone(),
        ];
        let parts: Vec<_> = parts.into_iter().filter(|t| !t.is_empty()).collect();
        parts.join(", ").replace('\n', " ")
    }
}

fn expect_panels(figure: &Figure) -> Result<(), DrawingError> {
    if !figure.panels.is_empty() {
        return Ok(());
    }
    Err(DrawingError::Empty {
        figure: figure.title.clone(),
        what: "panels".to_owned(),
    })
}

/// The width of a plot near `room` and up to `most`, such that a cell of the largest matrix is a whole number of PNG pixels
/// wide; `room` itself if that would be less than one pixel.
fn whole_cells(figure: &Figure, room: f64, most: f64) -> f64 {
    let columns = figure.panels.iter().map(|panel| match &panel.content {
        Content::Matrix(matrix) => matrix.values.ncols(),
        Content::Axes(_) | Content::Note(_) => 0,
    });
    let pixel = columns.max().unwrap_or(0) as f64 / PNG_SCALE; // the width of a plot of one pixel a cell
    let nearest = (room / pixel).round().min((most / pixel).floor());
    match pixel > 0.0 && nearest >= 1.0 {
        true => nearest * pixel,
        false => room,
    }
}

/// The nearest boundary between two pixels of a PNG.
fn whole_pixel(place: f64) -> f64 {
    (place * PNG_SCALE).round() / PNG_SCALE
}

/// Where the panels may begin: below this many lines of the title, and the titles of columns.
fn below_headings(figure: &Figure, lines: usize) -> f64 {
    let style = &figure.style;
    let mut y = style.font + lines as f64 * Style::leading(style.large());
    if lines > 0 {
        y += 0.5 * style.font;
    }
    if !figure.column_titles.is_empty() {
        y += Style::leading(style.font) + 2.0;
    }
    y
}

/// Row titles in lines that fit the height of a row, judged from the width of a column with its margins.
fn row_lines(figure: &Figure, column: f64) -> Vec<Vec<String>> {
    let tall = |row: usize| {
        let of = figure.panels.iter().filter(|p| p.row == row);
        let heights = of.map(|p| match p.content {
            Content::Matrix(_) => 0.62,
            Content::Axes(_) | Content::Note(_) => 0.7 * figure.aspect,
        });
        column * heights.fold(0.0, f64::max)
    };
    let size = figure.style.font;
    let titles = figure.row_titles.iter().enumerate();
    titles
        .map(|(row, title)| wrap(title, tall(row), size, true))
        .collect()
}

/// Height of a panel's title and its strip of colour.
fn heading_height(panel: &Panel, lines: &[String], style: &Style) -> f64 {
    let strip = if panel.tab.is_some() { STRIP } else { 0.0 };
    lines.len() as f64 * Style::leading(style.font) + strip + 3.0
}

fn headline(figure: &Figure, room: f64) -> Vec<String> {
    if !figure.style.headings || figure.title.is_empty() {
        return Vec::new();
    }
    wrap(&figure.title, room, figure.style.large(), true)
}

/// A panel's title lines and its strip of colour.
fn heading<S: Surface>(
    pen: &mut Pen<'_, S>,
    panel: &Panel,
    frame: Frame,
    title: &[String],
    style: &Style,
) -> Result<(), DrawingError> {
    let mut y = frame.y - 3.0;
    if let Some(color) = panel.tab {
        pen.rectangle((frame.x, y - STRIP), (frame.right(), y), color)?;
        y -= STRIP + 1.0;
    }
    let leading = Style::leading(style.font);
    let first = y - leading * title.len() as f64;
    for (i, line) in title.iter().enumerate() {
        let base = first + leading * i as f64 + style.font;
        pen.text(line, (frame.x, base), Text::new(style.font).color(INK))?;
    }
    Ok(())
}
