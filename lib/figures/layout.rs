//! Where everything of a figure stands: measured from the texts, so that nothing is cut or covered.

use super::model::{Axes, Axis, Content, Matrix, Panel};
use super::style::{INK, MUTED, PAPER, Style};
use super::surface::{Pen, Surface, Text, UNITS, text_width, wrap};
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

/// Side of the coloured square beside a heat map.
pub(super) const TAB: f64 = 8.0;
/// Height of the strip above a panel.
const STRIP: f64 = 5.0;
/// Width of a panel's own colour bar.
pub(super) const BAR: f64 = 9.0;

/// Space around the plots of a column (left, right) or a row (top, bottom).
#[derive(Debug, Clone, Copy, Default)]
struct Pad {
    before: f64,
    after: f64,
}

impl Pad {
    fn grow(&mut self, other: Pad) {
        self.before = self.before.max(other.before);
        self.after = self.after.max(other.after);
    }
    fn sum(self) -> f64 {
        self.before + self.after
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
        let titled = figure.row_titles.iter().map(|t| t.lines().count()).max();
        let strip = match titled.unwrap_or(0) {
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
        for (row, title) in self.figure.row_titles.iter().enumerate() {
            if let Some(frame) = self.frame_where(|p| p.row == row) {
                for (i, line) in title.lines().enumerate() {
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

fn plot_height(panel: &Panel, width: f64, aspect: f64) -> f64 {
    match &panel.content {
        Content::Axes(_) | Content::Note(_) => width * aspect,
        Content::Matrix(matrix) => {
            let (rows, columns) = matrix.values.dim();
            width * rows as f64 / columns.max(1) as f64
        }
    }
}

/// How many ticks a side of this length has room for.
pub(super) fn wanted(length: f64, each: f64) -> usize {
    ((length / each) as usize).clamp(3, 6)
}

/// The widest of some texts.
pub(super) fn widest<'t>(texts: impl IntoIterator<Item = &'t str>, size: f64) -> f64 {
    texts
        .into_iter()
        .map(|t| text_width(t, size, false))
        .fold(0.0, f64::max)
}

fn side_pads(panel: &Panel, style: &Style) -> Pad {
    match &panel.content {
        Content::Axes(axes) if axes.frame => Pad {
            before: left_of(&axes.y, style),
            after: half_of_last(axes, style),
        },
        Content::Axes(_) | Content::Note(_) => Pad::default(),
        Content::Matrix(matrix) => Pad {
            before: matrix_left(matrix, style),
            after: if matrix.own_bar {
                let (low, high) = bar_labels(matrix.range);
                5.0 + BAR + 4.0 + widest([low.as_str(), high.as_str()], style.small())
            } else {
                0.0
            },
        },
    }
}

/// Room for the vertical axis: its numbers and its label.
fn left_of(axis: &Axis, style: &Style) -> f64 {
    let mut room = 2.0;
    if axis.labelled {
        room += 5.0 + y_label_width(axis, style);
    }
    if !axis.label.is_empty() {
        room += Style::leading(style.font);
    }
    room
}

/// The widest tick label of a vertical axis. Fewer ticks have no wider labels than the most that may be drawn.
pub(super) fn y_label_width(axis: &Axis, style: &Style) -> f64 {
    (3..=6)
        .map(|n| widest(axis.ticks(n).iter().map(|t| t.1.as_str()), style.small()))
        .fold(0.0, f64::max)
}

fn half_of_last(axes: &Axes, style: &Style) -> f64 {
    if !axes.x.labelled {
        return 0.0;
    }
    let ticks = axes.x.ticks(4);
    let last = ticks.last().map_or(0.0, |(value, label)| {
        text_width(label, style.small(), false) / 2.0 * axes.x.fraction(*value).clamp(0.0, 1.0)
    });
    if last.is_finite() { last } else { 0.0 }
}

fn matrix_left(matrix: &Matrix, style: &Style) -> f64 {
    let mut room = 0.0;
    if !matrix.row_tabs.is_empty() {
        room += TAB + 4.0;
        let labels = widest(
            matrix.row_tabs.iter().map(|t| t.label.as_str()),
            style.small(),
        );
        if labels > 0.0 {
            room += labels + 3.0;
        }
    }
    if !matrix.y_label.is_empty() {
        room += Style::leading(style.small()) + 2.0;
    }
    room
}

fn bottom_pad(panel: &Panel, plot: f64, style: &Style) -> f64 {
    match &panel.content {
        Content::Axes(axes) if axes.frame => {
            let mut room = 2.0;
            if axes.x.labelled {
                room += 3.0 + Style::leading(style.small());
            }
            room + x_label_lines(&axes.x, plot, style).len() as f64 * Style::leading(style.font)
        }
        Content::Axes(_) | Content::Note(_) => 0.0,
        Content::Matrix(matrix) => {
            let mut room = 0.0;
            if !matrix.column_tabs.is_empty() {
                room += TAB + 4.0;
                let labels = matrix.column_tabs.iter().map(|t| t.label.as_str());
                let labels = widest(labels, style.small());
                if labels > 0.0 {
                    room += labels + 3.0;
                }
            }
            if !matrix.x_label.is_empty() {
                room += Style::leading(style.small()) + 2.0;
            }
            room
        }
    }
}

/// The label of a horizontal axis, in lines that fit below the plot.
pub(super) fn x_label_lines(axis: &Axis, plot: f64, style: &Style) -> Vec<String> {
    if axis.label.is_empty() {
        return Vec::new();
    }
    wrap(&axis.label, plot.max(60.0), style.font, false)
}

/// The ends of a colour bar as texts.
pub(super) fn bar_labels(range: (f64, f64)) -> (String, String) {
    use super::scale::scientific;
    (scientific(range.0), scientific(range.1))
}
