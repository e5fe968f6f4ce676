//! A figure as data: a grid of panels, each with axes and series or with a matrix.

use super::style::{ColorMap, Style};
use ndarray::Array2;
use plotters::style::RGBAColor;

/// A drawing as data: nothing is drawn before [`Figure::to_svg`] or [`Figure::to_png`].
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What it shows, in words.
    pub title: String,
    /// Text below the panels: experiment, number of networks, what bands and bars mean.
    pub caption: String,
    /// The panels with their places in the grid.
    pub panels: Vec<Panel>,
    /// Titles of the grid's columns, left to right; may be empty.
    pub column_titles: Vec<String>,
    /// Titles of the grid's rows, top to bottom; may be empty.
    pub row_titles: Vec<String>,
    /// The legend of colours and marks; drawn below the panels, never over data.
    pub legend: Vec<LegendEntry>,
    /// Colour bars that several panels share.
    pub color_bars: Vec<ColorBar>,
    /// Height over width of panels with axes.
    pub aspect: f64,
    /// Sizes.
    pub style: Style,
}

impl Figure {
    /// A figure without panels.
    pub fn new(title: impl Into<String>, caption: impl Into<String>, style: &Style) -> Self {
        Self {
            title: title.into(),
            caption: caption.into(),
            panels: Vec::new(),
            column_titles: Vec::new(),
            row_titles: Vec::new(),
            legend: Vec::new(),
            color_bars: Vec::new(),
            aspect: 0.75,
            style: style.clone(),
        }
    }
}

/// One panel of a grid.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// Row of the grid, from 0 at the top.
    pub row: usize,
    /// Column of the grid, from 0 at the left.
    pub column: usize,
    /// Text above it.
    pub title: String,
    /// A strip of this colour between title and panel, which says the association method.
    pub tab: Option<RGBAColor>,
    /// What it shows.
    pub content: Content,
}

impl Panel {
    /// A panel at a place in the grid.
    pub fn new(
        (row, column): (usize, usize),
        title: impl Into<String>,
        content: impl Into<Content>,
    ) -> Self {
        Self {
            row,
            column,
            title: title.into(),
            tab: None,
            content: content.into(),
        }
    }

    /// The panel with a strip of colour below its title.
    #[must_use]
    pub(crate) fn with_tab(mut self, color: RGBAColor) -> Self {
        self.tab = Some(color);
        self
    }
}

/// What a panel shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Series over two axes.
    Axes(Axes),
    /// A heat map.
    Matrix(Matrix),
    /// A sentence in place of missing data.
    Note(String),
}

impl From<Axes> for Content {
    fn from(axes: Axes) -> Self {
        Self::Axes(axes)
    }
}

impl From<Matrix> for Content {
    fn from(matrix: Matrix) -> Self {
        Self::Matrix(matrix)
    }
}

/// Series over two axes.
#[derive(Debug, Clone, PartialEq)]
pub struct Axes {
    /// Horizontal.
    pub x: Axis,
    /// Vertical.
    pub y: Axis,
    /// Drawn in this order.
    pub series: Vec<Series>,
    /// Whether axes and grid are drawn; a legend's drawing has none.
    pub frame: bool,
}

/// One axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// Quantity and unit; empty for none.
    pub label: String,
    /// How numbers are placed and written.
    pub scale: Scale,
    /// Lowest and highest number shown.
    pub range: (f64, f64),
    /// Places with names, instead of numbers; empty = numbers chosen to fit.
    pub names: Vec<(f64, String)>,
    /// Whether every name is written, rotated if they would touch; else as many as fit.
    pub every_name: bool,
    /// Whether tick labels are written; panels that share an axis write them once.
    pub labelled: bool,
}

impl Axis {
    /// An axis over a range.
    pub fn new(label: impl Into<String>, scale: Scale, range: (f64, f64)) -> Self {
        Self {
            label: label.into(),
            scale,
            range,
            names: Vec::new(),
            every_name: false,
            labelled: true,
        }
    }

    /// The axis without label and tick labels, if `shared` says that a neighbour has them.
    #[must_use]
    pub(crate) fn silent_if(mut self, shared: bool) -> Self {
        if shared {
            self.label.clear();
            self.labelled = false;
        }
        self
    }
}

/// How an axis places and writes numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Evenly.
    Linear,
    /// By the logarithm; written as powers of ten.
    Log,
    /// Evenly; shares in [0, 1] written as percent.
    Percent,
}

/// Marks that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Its name, which is that of its group in the SVG.
    pub name: String,
    /// Drawn in this order.
    pub marks: Vec<Mark>,
}

/// Something drawn in the coordinates of a panel's axes. Points that are not finite are left out.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A line through points (x, y); `width` in units of the style's line.
    Line {
        points: Vec<(f64, f64)>,
        color: RGBAColor,
        width: f64,
        dashed: bool,
    },
    /// The area between two curves: (x, low, high).
    Band {
        points: Vec<(f64, f64, f64)>,
        color: RGBAColor,
    },
    /// A horizontal stripe over the whole width.
    Stripe {
        low: f64,
        high: f64,
        color: RGBAColor,
    },
    /// A horizontal line over the whole width.
    Level {
        y: f64,
        color: RGBAColor,
        dashed: bool,
    },
    /// Vertical error bars: (x, low, high).
    ErrorBars {
        points: Vec<(f64, f64, f64)>,
        color: RGBAColor,
    },
    /// Symbols at points; `radius` in pixels of the light style.
    Dots {
        points: Vec<(f64, f64)>,
        color: RGBAColor,
        symbol: Symbol,
        radius: f64,
    },
    /// A filled shape.
    Shape {
        points: Vec<(f64, f64)>,
        color: RGBAColor,
    },
    /// A picture of coloured cells, row by row from the top; `corner` is its upper left one, `size` its width and height.
    Cells {
        corner: (f64, f64),
        size: (f64, f64),
        columns: usize,
        colors: Vec<RGBAColor>,
    },
    /// Text at a point.
    Text {
        at: (f64, f64),
        text: String,
        color: RGBAColor,
        bold: bool,
        align: Align,
    },
}

/// How a text is aligned to its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// The text begins at the point.
    Left,
    /// The point is the text's middle.
    Center,
    /// The text ends at the point.
    Right,
}

/// The shape of a dot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Symbol {
    Circle,
    Square,
    Triangle,
}

/// A heat map with square cells, first row on top.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    /// The numbers; NaN is drawn in a neutral colour.
    pub values: Array2<f64>,
    /// The numbers at the two ends of the colours.
    pub range: (f64, f64),
    /// The colours.
    pub map: ColorMap,
    /// Rows before which a module begins (except the first), and the end of the last module if dead units follow.
    pub row_borders: Vec<usize>,
    /// The same for columns.
    pub column_borders: Vec<usize>,
    /// Names and colours of the rows; empty for none.
    pub row_tabs: Vec<Tab>,
    /// Names and colours of the columns; empty for none.
    pub column_tabs: Vec<Tab>,
    /// Label of the horizontal axis; empty for none.
    pub x_label: String,
    /// Label of the vertical axis; empty for none.
    pub y_label: String,
    /// Whether the panel has its own colour bar.
    pub own_bar: bool,
    /// Whether cells show their number, with two decimals.
    pub numbers: bool,
}

impl Matrix {
    /// A heat map without borders and tabs.
    pub fn new(values: Array2<f64>, range: (f64, f64), map: ColorMap) -> Self {
        Self {
            values,
            range,
            map,
            row_borders: Vec::new(),
            column_borders: Vec::new(),
            row_tabs: Vec::new(),
            column_tabs: Vec::new(),
            x_label: String::new(),
            y_label: String::new(),
            own_bar: false,
            numbers: false,
        }
    }

    /// The colour of a number.
    pub(super) fn color(&self, value: f64) -> RGBAColor {
        let (low, high) = self.range;
        // A constant matrix has no range to divide by; it is drawn as the low end.
        let width = if high > low { high - low } else { 1.0 };
        self.map.at((value - low) / width)
    }
}

/// The name of a row or column, with the colour of its association method.
#[derive(Debug, Clone, PartialEq)]
pub struct Tab {
    /// The square beside the row or below the column, if it has one.
    pub color: Option<RGBAColor>,
    /// The name; empty if the legend explains the colour.
    pub label: String,
}

/// An entry of the legend.
#[derive(Debug, Clone, PartialEq)]
pub struct LegendEntry {
    /// What it means.
    pub label: String,
    /// How it looks.
    pub key: Key,
}

/// How a legend entry looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Key {
    /// A line with a symbol.
    Line(RGBAColor, Symbol),
    /// A thin line.
    Thin(RGBAColor),
    /// A dashed line.
    Dashed(RGBAColor),
    /// A filled square.
    Patch(RGBAColor),
    /// A symbol alone.
    Dot(RGBAColor, Symbol),
}

/// The scale of colours.
#[derive(Debug, Clone, PartialEq)]
pub struct ColorBar {
    /// Quantity and unit.
    pub label: String,
    /// The colours.
    pub map: ColorMap,
    /// The numbers at its ends.
    pub range: (f64, f64),
}
