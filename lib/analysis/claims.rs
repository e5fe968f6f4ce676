//! The paper's claims beside what an experiment's results say.

use super::summary::hidden_layers;
use super::{
    AnalysisError, Bootstrap, LEAST_ACCURACY, Results, bootstrap_interval, columns as c,
    cut_accuracy, difference_interval, regularizers, select, strongest_acceptable, sweep_of,
    sweeps, with_family,
};
use crate::alignment::AlignmentMeasure;
use crate::spec::Regularizer;
use polars::prelude::*;

/// How much more dropout has to raise Q than another regularizer for "strongly, and the others little".
const STRONGLY: f64 = 2.0;

const BASELINE: &str = "untrained networks already have Q > 0";
const RAISES: &str = "dropout raises Q strongly, L2 and L1 change it little";
const AGREES: &str =
    "modules agree within the upstream and within the downstream family, hardly across";

const FAMILIES: [&str; 3] = ["within upstream", "within downstream", "across"];

/// In the column `method`: the mean over all methods.
const ALL: &str = "all";

/// One number of a claim.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    claim: &'static str,
    /// Regularizer or family; empty for the baseline.
    about: String,
    quantity: String,
    method: String,
    mean: f64,
    /// Bootstrap interval, `None` for a single network.
    ends: Option<[f64; 2]>,
    /// Networks.
    n: u32,
}

/// The paper's claims as a table with 95 % intervals: [`claims_by`] with the paper's columns, `q` and `element_sim`.
///
/// # Errors
/// As [`claims_by`].
pub fn claims(results: &Results) -> Result<DataFrame, AnalysisError> {
    claims_by(results, c::Q, c::ELEMENT_SIM)
}

/// The paper's claims as a table, by the column `q` of the modules (`q`, `q_leiden`) and the column `alignment` of the
/// alignments (any measure): `claim`, `quantity`, `method` (one, or `all`), `mean`, `low`, `high`, `n` networks, `verdict`.
///
/// Each network counts once, with its own mean over hidden layers and methods (or pairs of methods); trained networks below
/// 80 % test accuracy are left out. Intervals are percentile bootstraps over networks ([`bootstrap_interval`],
/// [`difference_interval`]) at 95 %.
///
/// - *Untrained networks already have Q > 0* (the baseline of every comparison) holds where the interval lies above 0.
/// - *Dropout raises Q strongly, L2 and L1 change it little*: Q above untrained networks of the same layer and method, at
///   each swept regularizer's strongest acceptable strength (paper, section 4). Holds where dropout's rise is above 0, its
///   interval included, and at least twice each other's.
/// - *Modules agree within the families, hardly across*: agreement of the modules of every pair of methods in trained
///   networks, by family. Holds where the interval of either family lies on the more alike side of the one across.
///
/// # Errors
/// A table lacks a column, or there are no trained or no untrained networks.
pub fn claims_by(results: &Results, q: &str, alignment: &str) -> Result<DataFrame, AnalysisError> {
    let mut lines = baseline(results, q)?;
    lines.extend(rises(results, q)?);
    lines.extend(agreements(results, alignment)?);
    let verdicts: Vec<&str> = lines
        .iter()
        .map(|line| match line.claim {
            BASELINE => verdict(line.ends.map(|[low, _]| low > 0.0)),
            RAISES => verdict(raised(&lines, &line.method)),
            _ => verdict(apart(&lines, alignment)),
        })
        .collect();
    let end = |which: usize| -> Vec<Option<f64>> {
        lines
            .iter()
            .map(|l| l.ends.map(|ends| ends[which]))
            .collect()
    };
    let text = |of: fn(&Line) -> &str| lines.iter().map(of).collect::<Vec<&str>>();
    Ok(df!(
        "claim" => text(|l| l.claim),
        "quantity" => text(|l| &l.quantity),
        "method" => text(|l| &l.method),
        "mean" => lines.iter().map(|l| l.mean).collect::<Vec<_>>(),
        "low" => end(0),
        "high" => end(1),
        "n" => lines.iter().map(|l| l.n).collect::<Vec<_>>(),
        "verdict" => verdicts,
    )?)
}

fn verdict(holds: Option<bool>) -> &'static str {
    match holds {
        Some(true) => "holds",
        Some(false) => "does not hold",
        None => "not all was measured",
    }
}

/// Whether dropout raises a method's Q, and much more than the other regularizers.
fn raised(lines: &[Line], method: &str) -> Option<bool> {
    let of = |regularizer: Regularizer| {
        let mut own = lines
            .iter()
            .filter(|l| l.claim == RAISES && l.method == method);
        own.find(|l| l.about == regularizer.name())
    };
    let dropout = of(Regularizer::Dropout)?;
    let others = of(Regularizer::L2)?.mean.max(of(Regularizer::L1)?.mean);
    Some(dropout.ends?[0] > 0.0 && dropout.mean >= STRONGLY * others)
}

/// Whether modules agree more within either family than across, intervals included.
fn apart(lines: &[Line], alignment: &str) -> Option<bool> {
    let ends = |family: &str| lines.iter().find(|l| l.about == family)?.ends;
    let [upstream, downstream, across] = FAMILIES.map(ends);
    let name = alignment.strip_suffix("_leiden").unwrap_or(alignment);
    let is_distance = name
        .parse::<AlignmentMeasure>()
        .is_ok_and(AlignmentMeasure::is_distance);
    let (up, down, across) = (upstream?, downstream?, across?);
    Some(if is_distance {
        up[1].max(down[1]) < across[0]
    } else {
        up[0].min(down[0]) > across[1]
    })
}

fn baseline(results: &Results, q: &str) -> Result<Vec<Line>, AnalysisError> {
    let layers = hidden_layers(&results.modules)?;
    let untrained = select(&layers, [(c::TRAINED, false.into())])?;
    let mut lines = Vec::new();
    for by in [&[][..], &[c::METHOD]] {
        let found = bootstrap_interval(&untrained, by, q, &Bootstrap::default())?;
        let quantity = || format!("{q} of untrained networks");
        lines.extend(read(&found, "mean", BASELINE, |_| {
            (String::new(), quantity())
        })?);
    }
    Ok(lines)
}

fn rises(results: &Results, q: &str) -> Result<Vec<Line>, AnalysisError> {
    let good = hidden_layers(&cut_accuracy(&results.modules, LEAST_ACCURACY)?)?;
    let Some(strongest) = strongest_of_each(results)? else {
        return Ok(Vec::new());
    };
    let wanted = col(c::TRAINED).not().or(strongest);
    let rows = sweeps(&good)?.lazy().filter(wanted).collect()?;
    let mut lines = Vec::new();
    for by in [
        &[c::REGULARIZER, c::STRENGTH][..],
        &[c::REGULARIZER, c::STRENGTH, c::METHOD],
    ] {
        let found = difference_interval(&rows, by, q, &Bootstrap::default())?;
        let (names, strengths) = (
            found.column(c::REGULARIZER)?.str()?,
            found.column(c::STRENGTH)?.f64()?,
        );
        lines.extend(read(&found, "difference", RAISES, |row| {
            let (name, strength) = (
                names.get(row).unwrap_or(""),
                strengths.get(row).unwrap_or(0.0),
            );
            let label = name.parse().map_or(name, |r: Regularizer| r.label());
            (
                name.to_owned(),
                format!("{q} above untrained, {label} {}", short(strength)),
            )
        })?);
    }
    Ok(lines)
}

/// A strength with three digits: strengths of L2 and L1 are powers of ten to odd exponents.
fn short(strength: f64) -> String {
    if strength == 0.0 || strength >= 0.01 {
        format!("{}", (1000.0 * strength).round() / 1000.0)
    } else {
        format!("{strength:.2e}")
    }
}

/// The rows of each swept regularizer's strongest acceptable strength; `None` where there are none.
fn strongest_of_each(results: &Results) -> Result<Option<Expr>, AnalysisError> {
    let mut any: Option<Expr> = None;
    for regularizer in regularizers(&results.runs) {
        let strengths = sweep_of(&results.runs, regularizer)?;
        let strongest = strongest_acceptable(&results.runs, regularizer, LEAST_ACCURACY)?;
        let Some(strongest) = strongest else { continue };
        if strengths.column(c::STRENGTH)?.n_unique()? < 2 {
            continue; // the experiment does not sweep it
        }
        let own = col(c::REGULARIZER).eq(lit(regularizer.name()));
        let one = own.and(col(c::STRENGTH).eq(lit(strongest)));
        any = Some(any.map_or(one.clone(), |any| any.or(one)));
    }
    Ok(any)
}

fn agreements(results: &Results, alignment: &str) -> Result<Vec<Line>, AnalysisError> {
    let good = hidden_layers(&cut_accuracy(&results.alignments, LEAST_ACCURACY)?)?;
    let pairs = with_family(&select(&good, [(c::TRAINED, true.into())])?)?;
    let found = bootstrap_interval(&pairs, &[c::FAMILY], alignment, &Bootstrap::default())?;
    let names = found.column(c::FAMILY)?.str()?.clone();
    let mut lines = read(&found, "mean", AGREES, |row| {
        let family = names.get(row).unwrap_or("").to_owned();
        let quantity = format!("{alignment}, {family}");
        (family, quantity)
    })?;
    lines.sort_by_key(|line| FAMILIES.iter().position(|f| *f == line.about));
    Ok(lines)
}

/// The rows of a table of intervals as lines; `words` says of each row what it is about and its quantity.
fn read(
    table: &DataFrame,
    middle: &str,
    claim: &'static str,
    words: impl Fn(usize) -> (String, String),
) -> Result<Vec<Line>, AnalysisError> {
    let number = |name: &str| table.column(name)?.f64();
    let (means, low, high) = (number(middle)?, number("low")?, number("high")?);
    let n = table.column("n")?.u32()?;
    let methods = table.column(c::METHOD).ok().map(Column::str).transpose()?;
    let line = |row: usize| {
        let (about, quantity) = words(row);
        let method = methods.and_then(|m| m.get(row)).unwrap_or(ALL);
        Some(Line {
            claim,
            about,
            quantity,
            method: method.to_owned(),
            mean: means.get(row)?,
            ends: low
                .get(row)
                .zip(high.get(row))
                .map(|(low, high)| [low, high]),
            n: n.get(row)?,
        })
    };
    Ok((0..table.height()).filter_map(line).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(claim: &'static str, about: &str, mean: f64, ends: [f64; 2]) -> Line {
        Line {
            claim,
            about: about.to_owned(),
            quantity: String::new(),
            method: ALL.to_owned(),
            mean,
            ends: Some(ends),
            n: 9,
        }
    }

    #[test]
    fn a_rise_is_strong_when_it_is_twice_the_others_and_certain() {
        let rise = |dropout: f64, low: f64| {
            let lines = [
                line(RAISES, "l2", 0.05, [0.0, 0.1]),
                line(RAISES, "l1", -0.1, [-0.2, 0.0]),
                line(RAISES, "dropout", dropout, [low, 1.0]),
            ];
            raised(&lines, ALL)
        };
        assert_eq!(rise(0.2, 0.1), Some(true));
        assert_eq!(rise(0.09, 0.05), Some(false), "not twice");
        assert_eq!(rise(0.2, -0.01), Some(false), "not certain");
        assert_eq!(
            raised(&[line(RAISES, "dropout", 1.0, [0.9, 1.1])], ALL),
            None
        );
    }

    #[test]
    fn strengths_read_as_people_write_them() {
        let texts = [0.7, 0.0, 10f64.powf(-3.5), 1e-2, 10f64.powf(-1.5)].map(short);
        assert_eq!(texts, ["0.7", "0", "3.16e-4", "0.01", "0.032"]);
    }

    #[test]
    fn families_are_apart_when_their_intervals_are() {
        let agree = |across: [f64; 2], measure: &str| {
            let lines = [
                line(AGREES, "within upstream", 0.5, [0.4, 0.6]),
                line(AGREES, "within downstream", 0.6, [0.5, 0.7]),
                line(AGREES, "across", 0.2, across),
            ];
            apart(&lines, measure)
        };
        assert_eq!(agree([0.1, 0.3], c::ELEMENT_SIM), Some(true));
        assert_eq!(agree([0.1, 0.45], c::ELEMENT_SIM), Some(false));
        assert_eq!(agree([0.8, 0.9], c::VI), Some(true), "a distance");
        assert_eq!(agree([0.1, 0.3], "vi_leiden"), Some(false));
    }
}
