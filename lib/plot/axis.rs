//! The scale of an axis: numbers, names, or strengths of regularizers on a common axis.

use super::error::PlotError;
use super::grammar::AxisSettings;
use super::levels::{Levels, find, is_number, keys, numbers};
use super::text::{cut, short};
use crate::analysis::{Quantity, columns as c, meaning, relative_strengths};
use crate::drawing::{Axis, Scale, range_of};
use crate::spec::{Regularizer, StrengthAxis};
use polars::prelude::DataFrame;

/// Margin left and right of the strengths' common axis.
const COMMON: (f64, f64) = (-0.03, 1.03);

/// A column as places on an axis.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub column: String,
    pub kind: Kind,
    pub label: String,
    pub scale: Scale,
    pub limits: Option<(f64, f64)>,
    /// Names from top to bottom instead of from left to right.
    upright: bool,
}

#[derive(Debug, Clone)]
pub(super) enum Kind {
    Numbers,
    Names(Levels),
    /// Strengths between the weakest and the strongest of each regularizer, as in the figures.
    Strengths(Vec<Sweep>),
}

/// The strengths of one regularizer, ascending, with their places in [0, 1].
#[derive(Debug, Clone)]
pub(crate) struct Sweep {
    pub regularizer: Regularizer,
    pub strengths: Vec<f64>,
    pub places: Vec<f64>,
}

impl Place {
    /// How a column is placed on an axis.
    pub fn of(
        frame: &DataFrame,
        column: &str,
        settings: &AxisSettings,
        upright: bool,
    ) -> Result<Self, PlotError> {
        find(frame, column)?;
        let known = meaning(column);
        let sweeps = match settings.scale.is_none() && column == c::STRENGTH {
            true => sweeps(frame)?,
            false => Vec::new(),
        };
        let named = !is_number(frame, column)?;
        let kind = match (sweeps.is_empty(), named) {
            (false, _) => Kind::Strengths(sweeps),
            (true, true) => Kind::Names(Levels::of(frame, column)?),
            (true, false) => Kind::Numbers,
        };
        let scale = match (&kind, known.map(|k| k.quantity)) {
            (Kind::Strengths(_), _) => Scale::Percent,
            (Kind::Names(_), _) => Scale::Linear,
            (_, Some(Quantity::Share)) => Scale::Percent,
            (_, Some(Quantity::Log)) => Scale::Log,
            _ => Scale::Linear,
        };
        let label = match known {
            Some(known) if known.unit.is_empty() => known.label.to_owned(),
            Some(known) => format!("{} ({})", known.label, known.unit),
            None => cut(column, 60),
        };
        Ok(Self {
            column: column.to_owned(),
            kind,
            label: settings.label.as_deref().map_or(label, |l| cut(l, 100)),
            scale: settings.scale.unwrap_or(scale),
            limits: settings.limits,
            upright,
        })
    }

    /// Gives two axes of names the names of both.
    pub fn share_names(&mut self, other: &mut Self) {
        if let (Kind::Names(a), Kind::Names(b)) = (&mut self.kind, &mut other.kind) {
            a.join(b);
            b.join(a);
        }
    }

    /// The names, if the axis has any.
    pub fn names(&self) -> Option<&Levels> {
        match &self.kind {
            Kind::Names(levels) => Some(levels),
            Kind::Numbers | Kind::Strengths(_) => None,
        }
    }

    /// The place of each row of a frame with this column; NaN if there is none.
    pub fn read(&self, frame: &DataFrame) -> Result<Vec<f64>, PlotError> {
        match &self.kind {
            Kind::Numbers => numbers(frame, &self.column, "an axis"),
            Kind::Names(levels) => {
                let place = |level: Option<usize>| level.map_or(f64::NAN, |l| self.spot(l));
                Ok(levels.read(frame)?.into_iter().map(place).collect())
            }
            Kind::Strengths(sweeps) => {
                let strengths = numbers(frame, c::STRENGTH, "an axis")?;
                let regularizers = keys(frame, c::REGULARIZER)?;
                let place = |(strength, regularizer): (f64, Option<String>)| {
                    let name = regularizer.unwrap_or_default();
                    let sweep = sweeps.iter().find(|s| s.regularizer.name() == name);
                    sweep.map_or(f64::NAN, |s| s.place(strength))
                };
                Ok(strengths.into_iter().zip(regularizers).map(place).collect())
            }
        }
    }

    /// The place of a name.
    fn spot(&self, level: usize) -> f64 {
        match (&self.kind, self.upright) {
            (Kind::Names(levels), true) => (levels.len() - 1 - level) as f64,
            _ => level as f64,
        }
    }

    /// The drawn axis over these numbers; `regularizers` are those of the panel.
    pub fn axis(&self, values: &[f64], regularizers: &[String]) -> Axis {
        match &self.kind {
            Kind::Names(levels) => {
                // Densities stand on their names and may be taller than half the distance to the next.
                let top = values
                    .iter()
                    .copied()
                    .fold(levels.len() as f64 - 0.45, f64::max);
                let range = (-0.6, top + 0.05);
                let mut axis = Axis::new(&self.label, Scale::Linear, range);
                let name = |(i, level): (usize, &super::levels::Level)| {
                    (self.spot(i), level.label.clone())
                };
                axis.names = levels.levels.iter().enumerate().map(name).collect();
                axis.every_name = true;
                axis
            }
            Kind::Strengths(sweeps) => {
                let mut axis = Axis::new(&self.label, Scale::Percent, COMMON);
                if let [only] = regularizers
                    && let Some(sweep) = sweeps.iter().find(|s| s.regularizer.name() == only)
                {
                    axis.label = format!("{} of {}", self.label, sweep.regularizer.label());
                    axis.names = sweep.names();
                }
                axis
            }
            Kind::Numbers => {
                let range = self.limits.unwrap_or_else(|| self.range(values));
                Axis::new(&self.label, self.scale, range)
            }
        }
    }

    fn range(&self, values: &[f64]) -> (f64, f64) {
        if self.scale == Scale::Log {
            let logs = values.iter().filter(|v| **v > 0.0).map(|v| v.log10());
            let (low, high) = range_of(logs).unwrap_or((0.0, 1.0));
            return (10f64.powf(low), 10f64.powf(high));
        }
        range_of(values.iter().copied()).unwrap_or((0.0, 1.0))
    }
}

impl Sweep {
    /// The place of a strength, NaN for one that the sweep does not have.
    fn place(&self, strength: f64) -> f64 {
        let same = |s: &f64| (s - strength).abs() <= 1e-9 * strength.abs();
        let index = self.strengths.iter().position(same);
        index.map_or(f64::NAN, |i| self.places[i])
    }

    /// Ticks: every strength on an even axis, powers of ten on a logarithmic one.
    pub fn names(&self) -> Vec<(f64, String)> {
        let round = |s: f64| s <= 0.0 || (s.log10() - s.log10().round()).abs() < 0.01;
        let shown = |s: f64| self.regularizer.axis() == StrengthAxis::Linear || round(s);
        let pairs = self.places.iter().zip(&self.strengths);
        pairs
            .filter(|(_, s)| shown(**s))
            .map(|(place, strength)| (*place, short(*strength)))
            .collect()
    }
}

/// The sweeps in a table with regularizers and strengths; none for other tables.
pub(crate) fn sweeps(frame: &DataFrame) -> Result<Vec<Sweep>, PlotError> {
    if frame.column(c::REGULARIZER).is_err() || !is_number(frame, c::STRENGTH)? {
        return Ok(Vec::new());
    }
    let names = keys(frame, c::REGULARIZER)?;
    let numbers = numbers(frame, c::STRENGTH, "an axis")?;
    let mut found = Vec::new();
    for regularizer in Regularizer::KNOWN {
        let of = names.iter().zip(&numbers);
        let mut strengths: Vec<f64> = of
            .filter(|(name, s)| name.as_deref() == Some(regularizer.name()) && s.is_finite())
            .map(|(_, s)| *s)
            .collect();
        strengths.sort_by(f64::total_cmp);
        strengths.dedup();
        if !strengths.is_empty() {
            found.push(Sweep {
                places: relative_strengths(&strengths, regularizer),
                regularizer,
                strengths,
            });
        }
    }
    Ok(found)
}
