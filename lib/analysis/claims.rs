//! The paper's two claims beside what an experiment's results say.

use super::summary::hidden_layers;
use super::{
    AnalysisError, LEAST_ACCURACY, Results, columns as c, cut_accuracy, difference_to_null,
    mean_sem, select, strongest_acceptable, sweep_of, with_family,
};
use crate::spec::Regularizer;
use polars::prelude::*;

/// One number of a claim: mean ± standard error over `n` rows.
struct Line {
    claim: &'static str,
    quantity: String,
    mean: f64,
    sem: Option<f64>,
    n: u32,
}

/// How much more dropout has to raise Q than another regularizer for "strongly, and the others little".
const STRONGLY: f64 = 2.0;

const RAISES: &str = "dropout raises Q strongly, L2 and L1 change it little";
const AGREES: &str =
    "modules agree within the upstream and within the downstream family, hardly across";

/// The claims as a table: `claim`, `quantity`, `mean`, `sem`, `n`, `verdict`.
///
/// First claim: Q minus the untrained networks' mean of the same layer and method, over methods, hidden layers and
/// replicates at each regularizer's strongest acceptable strength (paper, section 4). Second claim: element-centric
/// similarity of the modules of every pair of methods in trained networks, by family. Networks below 80 % test accuracy
/// are left out. A claim *holds* when dropout's rise is at least twice each other's, and when the agreement within each
/// family is larger than across.
///
/// # Errors
/// A table lacks a column, or there are no trained or no untrained networks.
pub fn claims(results: &Results) -> Result<DataFrame, AnalysisError> {
    let rises = rises(results)?;
    let agreements = agreements(results)?;
    let mean = |lines: &[Line], part: &str| {
        lines
            .iter()
            .find(|l| l.quantity.contains(part))
            .map(|l| l.mean)
    };
    let others = rises.iter().filter(|l| !l.quantity.contains("dropout"));
    let most_other = others.map(|l| l.mean).fold(f64::NEG_INFINITY, f64::max);
    let raised =
        mean(&rises, "dropout").map(|dropout| dropout > 0.0 && dropout >= STRONGLY * most_other);
    let within = mean(&agreements, "within upstream").zip(mean(&agreements, "within downstream"));
    let apart = within
        .zip(mean(&agreements, "across"))
        .map(|((up, down), across)| up.min(down) > across);
    let verdicts = rises
        .iter()
        .map(|_| verdict(raised))
        .chain(agreements.iter().map(|_| verdict(apart)))
        .collect::<Vec<_>>();
    let lines: Vec<Line> = rises.into_iter().chain(agreements).collect();
    let table = df!(
        "claim" => lines.iter().map(|l| l.claim).collect::<Vec<_>>(),
        "quantity" => lines.iter().map(|l| l.quantity.as_str()).collect::<Vec<_>>(),
        "mean" => lines.iter().map(|l| l.mean).collect::<Vec<_>>(),
        "sem" => lines.iter().map(|l| l.sem).collect::<Vec<_>>(),
        "n" => lines.iter().map(|l| l.n).collect::<Vec<_>>(),
        "verdict" => verdicts,
    )?;
    Ok(table)
}

fn verdict(holds: Option<bool>) -> &'static str {
    match holds {
        Some(true) => "holds",
        Some(false) => "does not hold",
        None => "cannot be told: results are missing",
    }
}

fn rises(results: &Results) -> Result<Vec<Line>, AnalysisError> {
    let good = hidden_layers(&cut_accuracy(&results.modules, LEAST_ACCURACY)?)?;
    let raised = difference_to_null(&good, &[c::LAYER, c::METHOD], c::Q)?;
    let mut lines = Vec::new();
    for regularizer in Regularizer::ALL {
        let Some(strength) = strongest_acceptable(&results.runs, regularizer, LEAST_ACCURACY)?
        else {
            continue;
        };
        let swept = sweep_of(&raised, regularizer)?;
        let strongest = select(&swept, [(c::STRENGTH, strength.into())])?;
        let quantity = format!("Q above untrained, {} {strength:.1e}", regularizer.label());
        lines.extend(line(RAISES, quantity, &strongest, "difference")?);
    }
    Ok(lines)
}

fn agreements(results: &Results) -> Result<Vec<Line>, AnalysisError> {
    let good = hidden_layers(&cut_accuracy(&results.alignments, LEAST_ACCURACY)?)?;
    let trained = select(&good, [(c::TRAINED, true.into())])?;
    let pairs = with_family(&trained)?;
    let mut lines = Vec::new();
    for family in ["within upstream", "within downstream", "across"] {
        let rows = select(&pairs, [(c::FAMILY, family.into())])?;
        let quantity = format!("element-centric similarity, {family}");
        lines.extend(line(AGREES, quantity, &rows, c::ELEMENT_SIM)?);
    }
    Ok(lines)
}

/// Mean of a column over all rows; none where there are none.
fn line(
    claim: &'static str,
    quantity: String,
    rows: &DataFrame,
    column: &str,
) -> Result<Option<Line>, AnalysisError> {
    if rows.height() == 0 {
        return Ok(None);
    }
    let summary = mean_sem(rows, &[c::TRAINED], column)?;
    let number = |name: &str| -> Result<Option<f64>, AnalysisError> {
        Ok(summary.column(name)?.f64()?.get(0))
    };
    let n = summary.column("n")?.u32()?.get(0).unwrap_or(0);
    Ok(number("mean")?.map(|mean| Line {
        claim,
        quantity,
        mean,
        sem: number("sem").ok().flatten(),
        n,
    }))
}
