//! How much room a panel needs around its plot, measured from its texts.

use super::font::{text_width, wrap};
use super::model::{Axes, Axis, Content, Matrix, Panel};
use super::style::Style;

/// Side of the coloured square beside a heat map.
pub(super) const TAB: f64 = 8.0;
/// Height of the strip above a panel.
pub(super) const STRIP: f64 = 5.0;
/// Width of a panel's own colour bar.
pub(super) const BAR: f64 = 9.0;

/// Space around the plots of a column (left, right) or a row (top, bottom).
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Pad {
    pub before: f64,
    pub after: f64,
}

impl Pad {
    /// Room for both.
    pub fn grow(&mut self, other: Pad) {
        self.before = self.before.max(other.before);
        self.after = self.after.max(other.after);
    }
    pub fn sum(self) -> f64 {
        self.before + self.after
    }
}

/// Height of a panel's plot.
pub(super) fn plot_height(panel: &Panel, width: f64, aspect: f64) -> f64 {
    match &panel.content {
        Content::Axes(_) | Content::Note(_) => width * aspect,
        Content::Matrix(matrix) => {
            let (rows, columns) = matrix.values.dim();
            width * rows as f64 / columns.max(1) as f64
        }
    }
}

/// How many ticks fit a side of this length.
pub(super) fn wanted(length: f64, each: f64) -> usize {
    ((length / each) as usize).clamp(3, 6)
}

/// The width of the widest text.
pub(super) fn widest<'t>(texts: impl IntoIterator<Item = &'t str>, size: f64) -> f64 {
    texts
        .into_iter()
        .map(|t| text_width(t, size, false))
        .fold(0.0, f64::max)
}

/// Room left and right of a panel's plot.
pub(super) fn side_pads(panel: &Panel, style: &Style) -> Pad {
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

/// The widest tick label of a vertical axis, for the most ticks that may be drawn; fewer ticks have no wider labels.
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

/// Room below a panel's plot.
pub(super) fn bottom_pad(panel: &Panel, plot: f64, style: &Style) -> f64 {
    match &panel.content {
        Content::Axes(axes) if axes.frame => {
            let mut room = 2.0;
            if axes.x.labelled {
                room += 3.0 + x_names_height(&axes.x, plot, style);
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

/// Height of the tick labels of a horizontal axis: one line, or the widest name if names are rotated.
pub(super) fn x_names_height(axis: &Axis, plot: f64, style: &Style) -> f64 {
    match upwards(axis, plot, style) {
        true => 3.0 + widest(axis.names.iter().map(|n| n.1.as_str()), style.small()),
        false => Style::leading(style.small()),
    }
}

/// Whether the names of a horizontal axis are rotated, because all are required and they would touch.
pub(super) fn upwards(axis: &Axis, plot: f64, style: &Style) -> bool {
    if !axis.every_name || axis.names.len() < 2 {
        return false;
    }
    let widest = widest(axis.names.iter().map(|n| n.1.as_str()), style.small());
    let mut at: Vec<f64> = axis.names.iter().map(|n| axis.fraction(n.0)).collect();
    at.sort_by(f64::total_cmp);
    let apart = at
        .windows(2)
        .map(|pair| pair[1] - pair[0])
        .fold(1.0, f64::min);
    widest + 6.0 > apart * plot
}

/// The label of a horizontal axis, in lines that fit below the plot.
pub(super) fn x_label_lines(axis: &Axis, plot: f64, style: &Style) -> Vec<String> {
    if axis.label.is_empty() {
        return Vec::new();
    }
    wrap(&axis.label, plot.max(60.0), style.font, false)
}

/// The labels at the ends of a colour bar.
pub(super) fn bar_labels(range: (f64, f64)) -> (String, String) {
    use super::scale::scientific;
    (scientific(range.0), scientific(range.1))
}
