//! The calls that describe a plot.

use super::choice::still_or_live;
use super::error::PlotError;
use super::text::cut;
use crate::analysis::{Bootstrap, Spread, columns as c};
use crate::drawing::{Scale, Style};
use polars::prelude::DataFrame;

/// A description of a plot: columns, layers and a few settings. Nothing is computed until it is shown, saved or asked for its figure.
#[derive(Debug, Clone)]
#[must_use = "a plot is drawn where it is shown or saved"]
pub struct Plot {
    pub(super) frame: DataFrame,
    pub(super) x: Option<String>,
    pub(super) y: Option<String>,
    pub(super) color: Option<String>,
    pub(super) shape: Option<String>,
    pub(super) facet: Option<String>,
    pub(super) facet_row: Option<String>,
    pub(super) unit: Option<String>,
    pub(super) layers: Vec<PlotLayer>,
    pub(super) spread: Option<Spread>,
    pub(super) bins: usize,
    pub(super) sort: Option<(bool, String)>,
    pub(super) x_axis: AxisSettings,
    pub(super) y_axis: AxisSettings,
    pub(super) title: Option<String>,
    pub(super) style: Style,
    pub(super) live: Option<bool>,
    /// The first call that cannot be followed, reported when the plot is drawn.
    pub(super) wrong: Option<(&'static str, &'static str, String)>,
}

/// The settings of an axis.
#[derive(Debug, Clone, Default)]
pub(super) struct AxisSettings {
    pub scale: Option<Scale>,
    pub limits: Option<(f64, f64)>,
    pub label: Option<String>,
}

/// One layer of the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum PlotLayer {
    Points,
    Lines,
    Mean,
    Band,
    Bars,
    Boxes,
    Strip,
    Ridges,
    Histogram,
    Ecdf,
    Heat,
    Trend { ranks: bool },
    Rule { at: f64, upright: bool },
    Null,
}

impl PlotLayer {
    /// The call that adds it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Points => "points",
            Self::Lines => "lines",
            Self::Mean => "mean",
            Self::Band => "band",
            Self::Bars => "bars",
            Self::Boxes => "boxes",
            Self::Strip => "strip",
            Self::Ridges => "ridges",
            Self::Histogram => "histogram",
            Self::Ecdf => "ecdf",
            Self::Heat => "heat",
            Self::Trend { .. } => "trend",
            Self::Rule { .. } => "rule",
            Self::Null => "null",
        }
    }
}

/// A plot of a frame, which is shared, not copied. The methods of [`Plot`] say what to draw.
pub fn plot(frame: &DataFrame) -> Plot {
    Plot {
        frame: frame.clone(),
        x: None,
        y: None,
        color: None,
        shape: None,
        facet: None,
        facet_row: None,
        unit: None,
        layers: Vec::new(),
        spread: Some(Spread::StandardError),
        bins: 30,
        sort: None,
        x_axis: AxisSettings::default(),
        y_axis: AxisSettings::default(),
        title: None,
        style: Style::default(),
        live: None,
        wrong: None,
    }
}

macro_rules! columns {
    ($($(#[doc = $doc:literal])* $name:ident;)*) => {
        impl Plot {
            $($(#[doc = $doc])*
            pub fn $name(mut self, column: &str) -> Self {
                self.$name = Some(column.to_owned());
                self
            })*
        }
    };
}

columns! {
    /// The column of the horizontal axis: numbers, or names.
    x;
    /// The column of the vertical axis: numbers, or names.
    y;
    /// The column shown by colour. Points and strips also accept a column of many numbers; a heat map takes its values from it.
    color;
    /// The column shown by symbol.
    shape;
    /// The column that makes panels, side by side.
    facet;
    /// The column that makes rows of panels.
    facet_row;
    /// The column that identifies replicates: the rows of one unit then count once. Without this call, means are over networks
    /// if the frame has `run_id`, else over rows, and all other layers show rows.
    unit;
}

macro_rules! layers {
    ($($(#[doc = $doc:literal])* $name:ident = $layer:ident;)*) => {
        impl Plot {
            $($(#[doc = $doc])*
            pub fn $name(self) -> Self {
                self.with(PlotLayer::$layer)
            })*
        }
    };
}

layers! {
    /// A dot for each row.
    points = Points;
    /// Rows joined in the order of x, with one line per unit if units are given.
    lines = Lines;
    /// The mean at each x with its interval (see [`Plot::errorbar`]).
    mean = Mean;
    /// The mean at each x with its interval as a band.
    band = Band;
    /// The mean at each x as a bar from zero, with its interval.
    bars = Bars;
    /// Quartiles as a box, whiskers to the last row within 1.5 interquartile ranges, rows beyond as dots (Tukey).
    boxes = Boxes;
    /// A dot for each row, shifted sideways so that few overlap.
    strip = Strip;
    /// A density for each category of an axis (Gaussian kernel, Silverman's width).
    ridges = Ridges;
    /// The number of rows in bins of x (see [`Plot::bins`]).
    histogram = Histogram;
    /// The share of rows up to each x.
    ecdf = Ecdf;
    /// Cells of two categories, coloured by the mean of the column of [`Plot::color`].
    heat = Heat;
    /// Untrained networks: their mean with bands of 1, 2 and 3 standard deviations, or a dashed line for each colour.
    null = Null;
}

impl Plot {
    fn with(mut self, layer: PlotLayer) -> Self {
        self.layers.push(layer);
        self
    }

    /// The least-squares line with Pearson's r and the number of points.
    pub fn trend(self) -> Self {
        self.with(PlotLayer::Trend { ranks: false })
    }

    /// The least-squares line with Spearman's rank correlation ρ and the number of points.
    pub fn rank_trend(self) -> Self {
        self.with(PlotLayer::Trend { ranks: true })
    }

    /// A horizontal line at a number of the vertical axis.
    pub fn rule(self, y: f64) -> Self {
        self.with(PlotLayer::Rule {
            at: y,
            upright: false,
        })
    }

    /// A vertical line at a number of the horizontal axis.
    pub fn vrule(self, x: f64) -> Self {
        self.with(PlotLayer::Rule {
            at: x,
            upright: true,
        })
    }

    /// What intervals of means show: `"se"` ± one standard error (the default), `"sd"` ± one standard deviation, `"ci"` the 95 %
    /// bootstrap interval, `"none"` nothing.
    pub fn errorbar(mut self, kind: &str) -> Self {
        self.spread = match kind {
            "se" => Some(Spread::StandardError),
            "sd" => Some(Spread::StandardDeviation),
            "ci" => Some(Spread::Bootstrap(Bootstrap::default())),
            "none" => None,
            other => {
                self.wrong = Some(("errorbar", "se, sd, ci, none", cut(other, 40)));
                self.spread
            }
        };
        self
    }

    /// The bootstrap interval with these settings.
    pub fn bootstrap(mut self, bootstrap: Bootstrap) -> Self {
        self.spread = Some(Spread::Bootstrap(bootstrap));
        self
    }

    /// The number of bins of histograms; 30 by default.
    pub fn bins(mut self, n: usize) -> Self {
        self.bins = n.clamp(1, 1000);
        self
    }

    /// Sorts the categories of an axis: `"y"` or `"x"` by the mean on that axis, `"-y"` and `"-x"` with the largest first.
    pub fn sort(mut self, by: &str) -> Self {
        match by.strip_prefix('-').unwrap_or(by) {
            axis @ ("x" | "y") => self.sort = Some((by.starts_with('-'), axis.to_owned())),
            _ => self.wrong = Some(("sort", "x, y, -x, -y", cut(by, 40))),
        }
        self
    }

    /// A logarithmic horizontal axis.
    pub fn log_x(mut self) -> Self {
        self.x_axis.scale = Some(Scale::Log);
        self
    }

    /// A logarithmic vertical axis.
    pub fn log_y(mut self) -> Self {
        self.y_axis.scale = Some(Scale::Log);
        self
    }

    /// Shares on the horizontal axis, written as percent.
    pub fn percent_x(mut self) -> Self {
        self.x_axis.scale = Some(Scale::Percent);
        self
    }

    /// Shares on the vertical axis, written as percent.
    pub fn percent_y(mut self) -> Self {
        self.y_axis.scale = Some(Scale::Percent);
        self
    }

    /// The lowest and highest number of the horizontal axis.
    pub fn xlim(mut self, low: f64, high: f64) -> Self {
        self.x_axis.limits = Some((low, high));
        self
    }

    /// The lowest and highest number of the vertical axis.
    pub fn ylim(mut self, low: f64, high: f64) -> Self {
        self.y_axis.limits = Some((low, high));
        self
    }

    /// The title of the horizontal axis.
    pub fn xlabel(mut self, text: &str) -> Self {
        self.x_axis.label = Some(text.to_owned());
        self
    }

    /// The title of the vertical axis.
    pub fn ylabel(mut self, text: &str) -> Self {
        self.y_axis.label = Some(text.to_owned());
        self
    }

    /// The title of the plot.
    pub fn title(mut self, text: &str) -> Self {
        self.title = Some(text.to_owned());
        self
    }

    /// Sizes: [`Style::light`] for notebooks, [`Style::print`] for papers.
    pub fn style(mut self, style: &Style) -> Self {
        self.style = style.clone();
        self
    }

    still_or_live!();

    /// The requested layers, or those that suit the columns.
    pub(super) fn chosen_layers(&self, x_names: bool, y_names: bool) -> Vec<PlotLayer> {
        if !self.layers.is_empty() {
            return self.layers.clone();
        }
        vec![match (self.x.is_some(), self.y.is_some()) {
            (true, true) if x_names || y_names => PlotLayer::Boxes,
            (true, true) => PlotLayer::Points,
            _ => PlotLayer::Histogram,
        }]
    }

    /// The column that identifies replicates, chosen or known.
    pub(super) fn replicates(&self) -> Option<&str> {
        let known = self.frame.column(c::RUN_ID).is_ok().then_some(c::RUN_ID);
        self.unit.as_deref().or(known)
    }

    /// The first call that cannot be followed.
    pub(super) fn check(&self) -> Result<(), PlotError> {
        if let Some((what, expected, found)) = &self.wrong {
            return Err(PlotError::Choice {
                what,
                expected,
                found: found.clone(),
            });
        }
        for axis in [&self.x_axis, &self.y_axis] {
            if let Some((low, high)) = axis.limits
                && !(low.is_finite() && high.is_finite() && low < high)
            {
                return Err(PlotError::Nothing(format!(
                    "limits must go from a number to a larger one, not from {low} to {high}"
                )));
            }
        }
        Ok(())
    }
}
