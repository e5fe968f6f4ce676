//! Where everything of a figure stands: measured from the texts, so that nothing is cut or covered.

use super::font::wrap;
use super::model::{Content, Panel};
use super::room::{Pad, STRIP, bottom_pad, plot_height, side_pads};
use super::style::{INK, MUTED, PAPER, Style};
use super::surface::{Pen, Surface, Text, UNITS};
use super::{Figure, FigureError, furniture};
use plotters::style::text_anchor::HPos;

/// A rectangle in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Frame {
    pub fn right(&self) -> f64 {
        self.x + self.width
    }
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }
}

/// A figure with all places known.
pub(super) struct Plan<'a> {
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

impl<'a> Plan<'a> {
    pub fn of(figure: &'a Figure) -> Result<Self, FigureError> {
        if figure.panels.is_empty() {
            return Err(FigureError::Empty {
                figure: figure.title.clone(),
                what: "panels".to_owned(),
            });
        }
        let style = &figure.style;
        let margin = style.font;
        let columns = 1 + figure.panels.iter().map(|p| p.column).max().unwrap_or(0);
        let rows = 1 + figure.panels.iter().map(|p| p.row).max().unwrap_or(0);
        let row_titles = row_lines(figure, style.width / columns as f64);
        let strip = match row_titles.iter().map(Vec::len).max().unwrap_or(0) {
            0 => 0.0,
            lines => Style::leading(style.font) * lines as f64 + 4.0,
        };
        let gap = style.font;

        let mut across = vec![Pad::default(); columns];
        for panel in &figure.panels {
            across[panel.column].grow(side_pads(panel, style));
        }
        let used: f64 = across.iter().map(|p| p.sum()).sum::<f64>()
            + gap * (columns - 1) as f64
            + strip
            + 2.0 * margin;
        let plot = ((style.width - used) / columns as f64).clamp(16.0, style.panel);
        let content = used + plot * columns as f64;
        let width = content.max((style.width * 0.55).min(style.width));

        let mut down = vec![Pad::default(); rows];
        let mut heights = vec![0.0f64; rows];
        let mut panel_titles = Vec::new();
        for panel in &figure.panels {
            let room = plot + across[panel.column].after;
            let lines = match panel.title.is_empty() {
                true => Vec::new(),
                false => wrap(&panel.title, room, style.font, false),
            };
            let height = plot_height(panel, plot, figure.aspect);
            let above = lines.len() as f64 * Style::leading(style.font)
                + if panel.tab.is_some() {
                    STRIP + 3.0
                } else {
                    3.0
                };
            down[panel.row].grow(Pad {
                before: above,
                after: bottom_pad(panel, plot, style),
            });
            heights[panel.row] = heights[panel.row].max(height);
            panel_titles.push(lines);
        }

        let title = headline(figure, width - 2.0 * margin);
        let mut y = margin + title.len() as f64 * Style::leading(style.large());
        if !title.is_empty() {
            y += 0.5 * margin;
        }
        if !figure.column_titles.is_empty() {
            y += Style::leading(style.font) + 2.0;
        }
        let mut lefts = Vec::new();
        let mut x = margin + strip;
        for pad in &across {
            lefts.push(x + pad.before);
            x += pad.sum() + plot + gap;
        }
        let mut tops = Vec::new();
        for (pad, height) in down.iter().zip(&heights) {
            tops.push(y + pad.before);
            y += pad.sum() + height + 0.7 * gap;
        }
        let frames = figure.panels.iter().map(|panel| Frame {
            x: lefts[panel.column],
            y: tops[panel.row],
            width: plot,
            height: plot_height(panel, plot, figure.aspect),
        });
        let frames = frames.collect();
        let legend_top = y;
        y += furniture::height(figure, width - 2.0 * margin);
        let caption_top = y;
        let caption = match style.headings && !figure.caption.is_empty() {
            true => wrap(&figure.caption, width - 2.0 * margin, style.small(), false),
            false => Vec::new(),
        };
        y += caption.len() as f64 * Style::leading(style.small()) + 0.6 * margin;
        Ok(Self {
            figure,
            width: width.ceil(),
            height: y.ceil(),
            title,
            caption,
            frames,
            panel_titles,
            row_titles,
            legend_top,
            caption_top,
        })
    }

    /// Width and height in drawing units.
    pub fn units(&self) -> (u32, u32) {
        ((self.width * UNITS) as u32, (self.height * UNITS) as u32)
    }

    /// Draws everything.
    pub fn draw<S: Surface>(&self, pen: &mut Pen<'_, S>) -> Result<(), FigureError> {
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
    fn grid_titles<S: Surface>(&self, pen: &mut Pen<'_, S>) -> Result<(), FigureError> {
        let style = &self.figure.style;
        let look = Text::new(style.font).bold().anchor(HPos::Center);
        let top = self
            .frames
            .iter()
            .zip(&self.panel_titles)
            .zip(&self.figure.panels);
        let top = top
            .filter(|(_, panel)| panel.row == 0)
            .map(|((frame, lines), panel)| {
                let strip = if panel.tab.is_some() {
                    STRIP + 3.0
                } else {
                    3.0
                };
                frame.y - strip - lines.len() as f64 * Style::leading(style.font)
            })
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

    /// The panel's title, or its row's and column's.
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

/// Row titles in lines that fit the height of a row, judged from the width of a column with its margins.
fn row_lines(figure: &Figure, column: f64) -> Vec<Vec<String>> {
    let tall = |row: usize| {
        let of = figure.panels.iter().filter(|p| p.row == row);
        let heights = of.map(|p| match p.content {
            Content::Matrix(_) => 0.7,
            Content::Axes(_) | Content::Note(_) => 0.8 * figure.aspect,
        });
        column * heights.fold(0.0, f64::max)
    };
    let size = figure.style.font;
    let titles = figure.row_titles.iter().enumerate();
    titles
        .map(|(row, title)| wrap(title, tall(row), size, true))
        .collect()
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
) -> Result<(), FigureError> {
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
