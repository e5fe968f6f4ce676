//! The numbers of the claims.

use super::{AGREES, BASELINE, KEPT_ACCURACY, RAISES};
use crate::analysis::control::control_strength;
use crate::analysis::slice::without_twins;
use crate::analysis::{
    AnalysisError, Bootstrap, Results, Unit, bootstrap_interval, columns as c, difference_interval,
    difference_to_control, hidden_layers, keep_cells, least_accuracy, select, strongest_acceptable,
    sweep_of, with_family,
};
use crate::spec::{Association, Family, Regularizer};
use polars::prelude::*;

pub(super) const FAMILIES: [&str; 3] = [
    Family::Upstream.name(),
    Family::Downstream.name(),
    Family::Across.name(),
];

/// Stands for the mean over all methods in the column `method`.
const ALL: &str = "all";

/// One number of a claim.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub claim: &'static str,
    /// Regularizer or family; empty for the baseline.
    pub about: String,
    /// What is subtracted: `control`, `untrained`, `chance`, or nothing.
    pub against: &'static str,
    pub quantity: String,
    pub method: String,
    pub mean: f64,
    /// `None` for a single network.
    pub ends: Option<[f64; 2]>,
    /// How the interval was made.
    pub how: Option<String>,
    /// Networks or seeds.
    pub n: u32,
}

/// The lines of all claims, in order. They concern the paper's methods only, whatever else was measured.
pub(super) fn all(results: &Results, q: &str, alignment: &str) -> Result<Vec<Line>, AnalysisError> {
    let results = &Results {
        modules: of_paper(&results.modules, &[c::METHOD])?,
        alignments: of_paper(&results.alignments, &[c::METHOD_A, c::METHOD_B])?,
        ..results.clone()
    };
    let mut lines = baseline(results, q)?;
    for regularizer in Regularizer::ALL {
        lines.extend(rise(results, regularizer, q)?);
    }
    lines.extend(agreements(results, alignment)?);
    Ok(lines)
}

/// The rows whose methods are all among the paper's.
fn of_paper(table: &DataFrame, methods: &[&str]) -> Result<DataFrame, AnalysisError> {
    let known = |method: &&str| {
        let one_of = Association::ALL.map(|a| col(*method).eq(lit(a.name())));
        one_of.into_iter().reduce(Expr::or)
    };
    let condition = methods.iter().filter_map(known).reduce(Expr::and);
    let rows = table.clone().lazy();
    Ok(match condition {
        Some(condition) => rows.filter(condition).collect()?,
        None => table.clone(),
    })
}

/// The column of Q above chance that belongs to a column of Q, if the table has it.
fn excess_of(table: &DataFrame, q: &str) -> Option<&'static str> {
    let known = table
        .column(c::Q_EXCESS)
        .is_ok_and(|e| e.null_count() < e.len());
    (q == c::Q && known).then_some(c::Q_EXCESS)
}

fn baseline(results: &Results, q: &str) -> Result<Vec<Line>, AnalysisError> {
    let layers = hidden_layers(&results.modules)?;
    let untrained = select(&layers, [(c::TRAINED, false.into())])?;
    let mut lines = Vec::new();
    for by in [&[][..], &[c::METHOD]] {
        let found = bootstrap_interval(&untrained, by, q, &Bootstrap::default())?;
        lines.extend(read(&found, "mean", BASELINE, "", "", |_| {
            format!("{q} of untrained networks")
        })?);
        if let Some(excess) = excess_of(&untrained, q) {
            let found = bootstrap_interval(&untrained, by, excess, &Bootstrap::default())?;
            lines.extend(read(&found, "mean", BASELINE, "", "chance", |_| {
                format!("{q} of untrained networks above chance")
            })?);
        }
    }
    Ok(lines)
}

/// Q at a regularizer's strongest accepted setting: above its control, above untrained networks, above chance.
fn rise(results: &Results, regularizer: Regularizer, q: &str) -> Result<Vec<Line>, AnalysisError> {
    let least = least_accuracy(&results.runs, KEPT_ACCURACY)?;
    let strongest = strongest_acceptable(&results.runs, regularizer, least)?;
    let control = control_strength(&results.runs, regularizer)?;
    let (Some(strongest), Some(control)) = (strongest, control) else {
        return Ok(Vec::new());
    };
    if strongest <= control {
        return Ok(Vec::new()); // the experiment does not sweep it
    }
    let (name, label) = (regularizer.name(), regularizer.label());
    let what = format!("{label} {}", short(strongest));
    let layers = hidden_layers(&results.modules)?;
    let at_strongest = |table: &DataFrame| select(table, [(c::STRENGTH, strongest.into())]);
    let paired = at_strongest(&difference_to_control(&layers, regularizer, q)?)?;
    let mut lines = Vec::new();
    for by in [&[][..], &[c::METHOD]] {
        let found = bootstrap_interval(&paired, by, "difference", &Bootstrap::default())?;
        let without = match control > 0.0 {
            true => format!("{label} {}", short(control)),
            false => format!("the same seed without {label}"),
        };
        lines.extend(read(&found, "mean", RAISES, name, "control", |_| {
            format!("{q} above {without}, {what}")
        })?);
    }
    let cell = at_strongest(&sweep_of(&layers, regularizer)?)?;
    let untrained = select(&layers, [(c::TRAINED, false.into())])?;
    let both = cell.vstack(&untrained)?;
    let found = difference_interval(&both, &[], q, &Bootstrap::default())?;
    lines.extend(read(
        &found,
        "difference",
        RAISES,
        name,
        "untrained",
        |_| format!("{q} above untrained, {what}"),
    )?);
    if let Some(excess) = excess_of(&cell, q) {
        let found = bootstrap_interval(&cell, &[], excess, &Bootstrap::default())?;
        lines.extend(read(&found, "mean", RAISES, name, "chance", |_| {
            format!("{q} above chance, {what}")
        })?);
    }
    Ok(lines)
}

/// A strength with three digits: strengths of L2 and L1 are powers of ten with fractional exponents.
pub(super) fn short(strength: f64) -> String {
    if strength == 0.0 || strength >= 0.01 {
        format!("{}", (1000.0 * strength).round() / 1000.0)
    } else {
        format!("{strength:.2e}")
    }
}

/// Agreement by family: of trained networks, of untrained ones, and corrected for chance.
fn agreements(results: &Results, alignment: &str) -> Result<Vec<Line>, AnalysisError> {
    let least = least_accuracy(&results.runs, KEPT_ACCURACY)?;
    let good = keep_cells(&results.alignments, &results.runs, least)?;
    let pairs = with_family(&without_twins(&hidden_layers(&good)?)?)?;
    let bootstrap = Bootstrap {
        unit: Unit::Seed,
        ..Bootstrap::default()
    };
    let adjusted = match alignment {
        c::ELEMENT_SIM => pairs.column(c::ELEMENT_SIM_ADJUSTED).ok(),
        _ => None,
    };
    let adjusted = adjusted
        .filter(|column| column.null_count() < column.len())
        .map(|_| (c::ELEMENT_SIM_ADJUSTED, true, "chance", "above chance, "));
    let asked = [
        Some((alignment, true, "", "")),
        Some((alignment, false, "untrained", "untrained, ")),
        adjusted,
    ];
    let mut lines = Vec::new();
    for (column, trained, against, words) in asked.into_iter().flatten() {
        let rows = select(&pairs, [(c::TRAINED, trained.into())])?;
        for family in FAMILIES {
            let own = select(&rows, [(c::FAMILY, family.into())])?;
            let found = bootstrap_interval(&own, &[], column, &bootstrap)?;
            lines.extend(read(&found, "mean", AGREES, family, against, |_| {
                format!("{alignment}, {words}{family}")
            })?);
        }
    }
    Ok(lines)
}

/// The rows of a table of intervals as lines; `words` describes a row's number.
fn read(
    table: &DataFrame,
    middle: &str,
    claim: &'static str,
    about: &str,
    against: &'static str,
    words: impl Fn(usize) -> String,
) -> Result<Vec<Line>, AnalysisError> {
    let number = |name: &str| table.column(name)?.f64();
    let (means, low, high) = (number(middle)?, number("low")?, number("high")?);
    let n = table.column("n")?.u32()?;
    let how = table.column("interval")?.cast(&DataType::String)?;
    let how = how.str()?;
    let methods = table.column(c::METHOD).ok().map(Column::str).transpose()?;
    let line = |row: usize| {
        Some(Line {
            claim,
            about: about.to_owned(),
            against,
            quantity: words(row),
            method: methods.and_then(|m| m.get(row)).unwrap_or(ALL).to_owned(),
            mean: means.get(row)?,
            ends: low
                .get(row)
                .zip(high.get(row))
                .map(|(low, high)| [low, high]),
            how: how.get(row).map(str::to_owned),
            n: n.get(row)?,
        })
    };
    Ok((0..table.height()).filter_map(line).collect())
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn strengths_read_as_people_write_them() {
        let texts = [0.7, 0.0, 10f64.powf(-3.5), 1e-2, 10f64.powf(-1.5)].map(short);
        assert_eq!(texts, ["0.7", "0", "3.16e-4", "0.01", "0.032"]);
    }
}
