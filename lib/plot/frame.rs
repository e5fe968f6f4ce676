//! From columns to places, colours and panels: which rows are shown, and how.

use super::axis::{Kind, Place};
use super::error::PlotError;
use super::grammar::{Plot, PlotLayer};
use super::levels::{Levels, is_number, keys, numbers};
use super::text::{count, cut};
use crate::analysis::columns as c;
use crate::drawing::Scale;
use polars::prelude::*;

/// The most categories that can be told apart.
const COLORS: usize = 24;
const SHAPES: usize = 3;
const PANELS: usize = 24;
const NAMES: usize = 80;
/// A column of numbers with more values than this becomes a colour scale when points are drawn.
const STEPS: usize = 12;

/// Panel, colour and symbol of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub pane: usize,
    pub color: Option<usize>,
    pub shape: Option<usize>,
}

/// A plot whose columns have been found and read.
pub(super) struct Encoded<'p> {
    pub plot: &'p Plot,
    pub layers: Vec<PlotLayer>,
    /// The rows shown.
    pub frame: DataFrame,
    pub x: Option<Place>,
    pub y: Option<Place>,
    pub color: Option<Levels>,
    pub shape: Option<Levels>,
    pub facet: Option<Levels>,
    pub facet_row: Option<Levels>,
    /// A number for each row, shown by colour on a scale.
    pub gradient: Option<Vec<f64>>,
    /// Whether names are on the vertical axis and numbers on the other.
    pub flip: bool,
    pub keys: Vec<Key>,
    /// Places of the rows on the axis of positions (x, or the vertical axis of names) and on that of values.
    pub positions: Vec<f64>,
    pub values: Vec<f64>,
    /// What was left out, for the caption.
    pub notes: Vec<String>,
}

impl<'p> Encoded<'p> {
    pub fn of(plot: &'p Plot) -> Result<Self, PlotError> {
        plot.check()?;
        if plot.frame.height() == 0 {
            return Err(PlotError::Nothing("the frame has no rows".to_owned()));
        }
        let place = |column: &Option<String>, upright| match column {
            Some(column) => {
                let settings = if upright { &plot.y_axis } else { &plot.x_axis };
                Place::of(&plot.frame, column, settings, upright).map(Some)
            }
            None => Ok(None),
        };
        let (mut x, mut y) = (place(&plot.x, false)?, place(&plot.y, true)?);
        if let (Some(x), Some(y)) = (&mut x, &mut y)
            && (x.column.as_str(), y.column.as_str()) == (c::METHOD_A, c::METHOD_B)
        {
            x.share_names(y);
        }
        let named = |place: &Option<Place>| place.as_ref().is_some_and(|p| p.names().is_some());
        let layers = plot.chosen_layers(named(&x), named(&y));
        let flip = named(&y) && !named(&x);
        let mut encoded = Self {
            plot,
            layers,
            frame: plot.frame.clone(),
            x,
            y,
            color: None,
            shape: None,
            facet: None,
            facet_row: None,
            gradient: None,
            flip,
            keys: Vec::new(),
            positions: Vec::new(),
            values: Vec::new(),
            notes: Vec::new(),
        };
        encoded.keep_rows()?;
        encoded.gather_units()?;
        encoded.find_levels()?;
        encoded.read()?;
        Ok(encoded)
    }

    /// The column that makes panels: as chosen, or the regularizers if strengths of several would share an axis.
    fn facet_column(&self) -> Option<&str> {
        let said = self.plot.facet.as_deref();
        let strengths =
            matches!(self.x.as_ref().map(|x| &x.kind), Some(Kind::Strengths(s)) if s.len() > 1);
        let p = self.plot;
        let used = [&p.color, &p.shape, &p.facet, &p.facet_row];
        let told = used.iter().any(|u| u.as_deref() == Some(c::REGULARIZER));
        said.or((strengths && !told).then_some(c::REGULARIZER))
    }

    fn has(&self, layer: PlotLayer) -> bool {
        self.layers.contains(&layer)
    }

    /// The columns without which a row cannot be shown.
    fn needed(&self) -> Vec<(&'static str, String)> {
        let p = self.plot;
        let all = [
            ("x", p.x.as_deref()),
            ("y", p.y.as_deref()),
            ("color", p.color.as_deref()),
            ("shape", p.shape.as_deref()),
            ("facet", self.facet_column()),
            ("facet_row", p.facet_row.as_deref()),
            ("unit", p.unit.as_deref()),
        ];
        let mut there = Vec::new();
        for (role, column) in all {
            there.extend(column.map(|column| (role, column.to_owned())));
        }
        there
    }

    /// Leaves out rows that lack something, and notes how many.
    fn keep_rows(&mut self) -> Result<(), PlotError> {
        let mut kept = vec![true; self.frame.height()];
        for (role, column) in self.needed() {
            let place = match role {
                "x" => self.x.as_ref(),
                "y" => self.y.as_ref(),
                _ => None,
            };
            let (mut missing, mut odd) = (0, 0);
            let there = keys(&self.frame, &column)?;
            let numbers = match is_number(&self.frame, &column)? {
                true => numbers(&self.frame, &column, role)?,
                false => vec![1.0; there.len()],
            };
            let log = place.is_some_and(|p| p.scale == Scale::Log);
            for row in 0..kept.len() {
                let unplaced = numbers[row].is_infinite() || (log && numbers[row] <= 0.0);
                if kept[row] && (there[row].is_none() || unplaced) {
                    kept[row] = false;
                    missing += usize::from(there[row].is_none());
                    odd += usize::from(there[row].is_some());
                }
            }
            let name = cut(&column, 40);
            if missing > 0 {
                self.notes
                    .push(format!("{} without {name} left out", count(missing, "row")));
            }
            if odd > 0 {
                let what = if log {
                    "not above zero, on a log axis"
                } else {
                    "infinite"
                };
                self.notes.push(format!(
                    "{} with {name} {what}, left out",
                    count(odd, "row")
                ));
            }
            if !kept.contains(&true) {
                return Err(PlotError::Nothing(format!(
                    "no row is left, because {name} is missing or cannot be placed ({})",
                    self.notes.join("; ")
                )));
            }
        }
        let mask = BooleanChunked::from_slice("kept".into(), &kept);
        self.frame = polars(self.frame.filter(&mask))?;
        Ok(())
    }

    /// One row per unit, if [`Plot::unit`] asks for it: numbers are averaged.
    fn gather_units(&mut self) -> Result<(), PlotError> {
        let Some(unit) = self.plot.unit.as_deref() else {
            return Ok(());
        };
        let scatter = |l: &PlotLayer| matches!(l, PlotLayer::Points | PlotLayer::Trend { .. });
        let both = self.layers.iter().all(scatter);
        let mut by = self.by(!both);
        if !by.iter().any(|b| b == unit) {
            by.push(unit.to_owned());
        }
        let needed = self.needed().into_iter().map(|n| n.1);
        let mut averaged: Vec<String> = needed.filter(|n| !by.contains(n)).collect();
        averaged.dedup();
        let firsts = [c::REGULARIZER, c::STRENGTH, c::RUN, c::TRAINED];
        let there = |name: &&str| {
            self.frame.column(name).is_ok() && !by.iter().chain(&averaged).any(|b| b == name)
        };
        let mut what: Vec<Expr> = averaged.iter().map(|n| col(n.as_str()).mean()).collect();
        what.extend(firsts.into_iter().filter(there).map(|n| col(n).first()));
        let keys: Vec<Expr> = by.iter().map(|b| col(b.as_str())).collect();
        let grouped = self.frame.clone().lazy().group_by_stable(keys).agg(what);
        self.frame = polars(grouped.collect())?;
        Ok(())
    }

    /// The columns that split rows into groups, including the position if `position` says so.
    pub fn by(&self, position: bool) -> Vec<String> {
        let p = self.plot;
        let gradient = self.gradient_column();
        let color = p.color.as_deref().filter(|c| Some(*c) != gradient);
        let mut by = vec![
            self.facet_column(),
            p.facet_row.as_deref(),
            color,
            p.shape.as_deref(),
        ];
        if self.has(PlotLayer::Heat) {
            by.extend([p.x.as_deref(), p.y.as_deref()]);
        } else if let (true, Some(place)) = (position, self.position()) {
            by.push(Some(&place.column));
            if matches!(place.kind, Kind::Strengths(_)) {
                by.push(Some(c::REGULARIZER));
            }
        }
        let mut names: Vec<String> = Vec::new();
        for name in by.into_iter().flatten() {
            if !names.iter().any(|n| n == name) {
                names.push(name.to_owned());
            }
        }
        names
    }

    /// The column whose numbers are shown on a colour scale.
    pub fn gradient_column(&self) -> Option<&str> {
        let column = self.plot.color.as_deref()?;
        if self.has(PlotLayer::Heat) {
            return Some(column);
        }
        let dots = |l: &PlotLayer| {
            matches!(
                l,
                PlotLayer::Points | PlotLayer::Strip | PlotLayer::Rule { .. }
            )
        };
        let found = self.plot.frame.column(column).ok()?;
        let numeric = found.dtype().is_primitive_numeric();
        let many = found.n_unique().is_ok_and(|n| n > STEPS);
        (numeric && many && self.layers.iter().all(dots)).then_some(column)
    }

    fn find_levels(&mut self) -> Result<(), PlotError> {
        let levels = |column: Option<&str>, role: &str, most: usize| match column {
            Some(column) => at_most(Levels::of(&self.frame, column)?, role, most).map(Some),
            None => Ok(None),
        };
        let gradient = self.gradient_column();
        let p = self.plot;
        let facet = levels(self.facet_column(), "facets", PANELS)?;
        let facet_row = levels(p.facet_row.as_deref(), "facet rows", PANELS)?;
        let shape = levels(p.shape.as_deref(), "symbols", SHAPES)?;
        let color = p.color.as_deref().filter(|c| Some(*c) != gradient);
        let color = levels(color, "colours", COLORS)?;
        let shaded = gradient
            .map(|g| numbers(&self.frame, g, "color"))
            .transpose()?;
        for place in [&self.x, &self.y].into_iter().flatten() {
            if let Some(names) = place.names() {
                at_most(names.clone(), "an axis", NAMES)?;
            }
        }
        let panels =
            facet.as_ref().map_or(1, Levels::len) * facet_row.as_ref().map_or(1, Levels::len);
        if panels > PANELS {
            return Err(PlotError::TooMany {
                role: "facets in columns and rows".to_owned(),
                column: facet.map_or_else(String::new, |f| cut(&f.column, 60)),
                found: panels,
                most: PANELS,
            });
        }
        (self.facet, self.facet_row) = (facet, facet_row);
        (self.color, self.shape, self.gradient) = (color, shape, shaded);
        self.sort_names()
    }

    /// Sorts the names of an axis by the means on the other axis.
    fn sort_names(&mut self) -> Result<(), PlotError> {
        let Some((falling, by)) = self.plot.sort.clone() else {
            return Ok(());
        };
        let (names, values) = match by.as_str() {
            "y" => (&mut self.x, &self.y),
            _ => (&mut self.y, &self.x),
        };
        let wanted = "an axis of names and one of numbers".to_owned();
        let (Some(place), Some(values)) = (names, values) else {
            return Err(incomplete("sort", wanted));
        };
        let values = values.read(&self.frame)?;
        let Kind::Names(levels) = &mut place.kind else {
            return Err(incomplete("sort", wanted));
        };
        let mut sums = vec![(0.0, 0.0); levels.len()];
        for (level, value) in levels.read(&self.frame)?.into_iter().zip(values) {
            if let (Some(level), true) = (level, value.is_finite()) {
                sums[level] = (sums[level].0 + value, sums[level].1 + 1.0);
            }
        }
        let mean = |i: usize| sums[i].0 / sums[i].1;
        let mut order: Vec<usize> = (0..levels.len()).collect();
        order.sort_by(|&a, &b| mean(a).total_cmp(&mean(b)));
        if falling {
            order.reverse();
        }
        levels.reorder(&order);
        Ok(())
    }

    fn read(&mut self) -> Result<(), PlotError> {
        self.keys = self.keys_of(&self.frame)?;
        let n = self.frame.height();
        let read = |place: Option<&Place>| match place {
            Some(place) => place.read(&self.frame),
            None => Ok(vec![f64::NAN; n]),
        };
        (self.positions, self.values) = (read(self.position())?, read(self.value())?);
        Ok(())
    }

    /// Panel, colour and symbol of each row of a frame with the columns of [`Self::by`].
    pub fn keys_of(&self, frame: &DataFrame) -> Result<Vec<Key>, PlotError> {
        let read = |levels: &Option<Levels>| match levels {
            Some(levels) => levels.read(frame),
            None => Ok(vec![None; frame.height()]),
        };
        let (facets, rows) = (read(&self.facet)?, read(&self.facet_row)?);
        let (colors, shapes) = (read(&self.color)?, read(&self.shape)?);
        let columns = self.facet.as_ref().map_or(1, Levels::len);
        let key = |i: usize| Key {
            pane: rows[i].unwrap_or(0) * columns + facets[i].unwrap_or(0),
            color: colors[i],
            shape: shapes[i],
        };
        Ok((0..frame.height()).map(key).collect())
    }

    /// The axis of positions: x, or y if only that holds names.
    pub fn position(&self) -> Option<&Place> {
        if self.flip {
            self.y.as_ref()
        } else {
            self.x.as_ref()
        }
    }

    /// The axis of values.
    pub fn value(&self) -> Option<&Place> {
        if self.flip {
            self.x.as_ref()
        } else {
            self.y.as_ref()
        }
    }
}

fn at_most(levels: Levels, role: &str, most: usize) -> Result<Levels, PlotError> {
    if levels.len() <= most {
        return Ok(levels);
    }
    Err(PlotError::TooMany {
        role: role.to_owned(),
        column: cut(&levels.column, 60),
        found: levels.len(),
        most,
    })
}

pub(super) fn incomplete(layer: &str, what: String) -> PlotError {
    PlotError::Incomplete {
        layer: layer.to_owned(),
        what,
    }
}

pub(super) fn polars<T>(done: PolarsResult<T>) -> Result<T, PlotError> {
    done.map_err(|error| PlotError::Analysis(error.into()))
}
