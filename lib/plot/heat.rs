//! Cells of two categories, coloured by a mean.

use super::axis::Place;
use super::error::PlotError;
use super::frame::{Encoded, Key, incomplete};
use super::grammar::PlotLayer;
use super::levels::{Levels, numbers};
use super::marks::{Datum, Drawn, Kind, Parts};
use super::text::{short, title};
use crate::analysis::{Spread, columns as c, mean_by_unit};

pub(super) fn cells(encoded: &Encoded<'_>) -> Result<Parts, PlotError> {
    let named = |place: &Option<Place>| place.as_ref().is_some_and(|p| p.names().is_some());
    let (true, true, Some(value)) = (
        named(&encoded.x),
        named(&encoded.y),
        encoded.gradient_column(),
    ) else {
        let what = "names on x and y and numbers as color, as in \
                    `.x(\"method_a\").y(\"method_b\").color(\"vi\")`";
        return Err(incomplete("heat", what.to_owned()));
    };
    let by = encoded.by(true);
    let by: Vec<&str> = by.iter().map(String::as_str).collect();
    let unit = encoded.plot.replicates().filter(|u| !by.contains(u));
    let means = mean_by_unit(&encoded.frame, &by, unit, value, Spread::StandardError)?;
    let read = |name| numbers(&means, name, "heat");
    let (middle, n) = (read("mean")?, read("n")?);
    let grid = Grid::of(encoded);
    let mut drawn = Drawn::new(PlotLayer::Heat, Kind::Cells);
    drawn.tips = vec![
        title(&grid.x.column),
        title(&grid.y.column),
        title(value),
        "n".to_owned(),
    ];
    // A pair of methods is once in the table and twice in the picture, except for measures that are not symmetric.
    let pair = grid.x.column == c::METHOD_A && grid.y.column == c::METHOD_B;
    let mirrored = pair && !value.starts_with("transfer");
    let (across, down) = (grid.x.read(&means)?, grid.y.read(&means)?);
    let mut data = Vec::new();
    for (row, key) in encoded.keys_of(&means)?.into_iter().enumerate() {
        let at = (
            across[row] as usize,
            grid.rows.len() - 1 - down[row] as usize,
        );
        for at in [Some(at), grid.mirror(at).filter(|_| mirrored)]
            .into_iter()
            .flatten()
        {
            let mut datum = grid.cell(key, at);
            datum.tips.extend([short(middle[row]), short(n[row])]);
            datum.shade = Some(middle[row]);
            data.push((key.pane, datum));
        }
    }
    Ok(drawn.in_panes(data))
}

/// The cells between two axes of names.
struct Grid<'e> {
    x: &'e Place,
    y: &'e Place,
    columns: &'e Levels,
    /// From the top.
    rows: &'e Levels,
}

impl<'e> Grid<'e> {
    fn of(encoded: &'e Encoded<'_>) -> Self {
        let names = |place: &'e Option<Place>| {
            let place = place.as_ref().expect("both axes have names");
            (place, place.names().expect("both axes have names"))
        };
        let ((x, columns), (y, rows)) = (names(&encoded.x), names(&encoded.y));
        Self {
            x,
            y,
            columns,
            rows,
        }
    }

    /// The cell in a column and a row, with the names of both.
    fn cell(&self, key: Key, (column, row): (usize, usize)) -> Datum {
        let (x, y) = (column as f64, (self.rows.len() - 1 - row) as f64);
        let key = Key { color: None, ..key };
        let names = [&self.columns.levels[column], &self.rows.levels[row]];
        Datum::new(key, 0, [x - 0.5, y - 0.5, x + 0.5, y + 0.5])
            .with(names.map(|level| level.label.clone()).to_vec())
    }

    /// The cell with the two names exchanged.
    fn mirror(&self, (column, row): (usize, usize)) -> Option<(usize, usize)> {
        let find = |levels: &Levels, key: &str| levels.levels.iter().position(|l| l.key == key);
        let to = find(self.columns, &self.rows.levels[row].key)?;
        Some((to, find(self.rows, &self.columns.levels[column].key)?))
    }
}
