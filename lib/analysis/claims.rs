//! The paper's two claims beside what an experiment's results say.

use super::summary::hidden_layers;
use super::{
    AnalysisError, LEAST_ACCURACY, Results, columns as c, cut_accuracy, difference_to_null,
    mean_sem, select, strongest_acceptable, sweep_of, with_family,
};
use crate::spec::Regularizer;
use polars::prelude::*;

/// One number of a claim: mean ± standard error over `n` networks.
struct Line {
    claim: &'static str,
    /// Regularizer or family.
    about: &'static str,
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
/// First claim: Q minus the untrained networks' mean of the same layer and method, at each swept regularizer's strongest
/// acceptable strength (paper, section 4). Second claim: element-centric similarity of the modules of every pair of
/// methods in trained networks, by family. `mean` and `sem` are over `n` networks, each counting with its own mean over
/// layers and methods; networks below 80 % test accuracy are left out. A claim *holds* when dropout's rise is at least
/// twice each other's, and when the agreement within each family is larger than across.
///
/// # Errors
/// A table lacks a column, or there are no trained or no untrained networks.
pub fn claims(results: &Results) -> Result<DataFrame, AnalysisError> {
    let mut lines = rises(results)?;
    lines.extend(agreements(results)?);
    let mean = |about: &str| lines.iter().find(|l| l.about == about).map(|l| l.mean);
    let raised = mean("dropout")
        .zip(mean("l2").zip(mean("l1")))
        .map(|(dropout, (l2, l1))| dropout > 0.0 && dropout >= STRONGLY * l2.max(l1));
    let apart = mean("within upstream")
        .zip(mean("within downstream"))
        .zip(mean("across"))
        .map(|((up, down), across)| up.min(down) > across);
    let verdict_of = |line: &Line| verdict(if line.claim == RAISES { raised } else { apart });
    let table = df!(
        "claim" => lines.iter().map(|l| l.claim).collect::<Vec<_>>(),
        "quantity" => lines.iter().map(|l| l.quantity.as_str()).collect::<Vec<_>>(),
        "mean" => lines.iter().map(|l| l.mean).collect::<Vec<_>>(),
        "sem" => lines.iter().map(|l| l.sem).collect::<Vec<_>>(),
        "n" => lines.iter().map(|l| l.n).collect::<Vec<_>>(),
        "verdict" => lines.iter().map(verdict_of).collect::<Vec<_>>(),
    )?;
    Ok(table)
}

fn verdict(holds: Option<bool>) -> &'static str {
    match holds {
        Some(true) => "holds",
        Some(false) => "does not hold",
        None => "not all was measured",
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
        if swept.column(c::STRENGTH)?.n_unique()? < 2 {
            continue; // the experiment does not sweep it
        }
        let strongest = select(&swept, [(c::STRENGTH, strength.into())])?;
        let quantity = format!("Q above untrained, {} {strength}", regularizer.label());
        lines.extend(line(
            (RAISES, regularizer.name()),
            quantity,
            &strongest,
            "difference",
        )?);
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
        lines.extend(line((AGREES, family), quantity, &rows, c::ELEMENT_SIM)?);
    }
    Ok(lines)
}

/// Mean of a column over networks, each network's own mean counting once: its layers and methods are not independent.
/// None where there are no rows.
fn line(
    (claim, about): (&'static str, &'static str),
    quantity: String,
    rows: &DataFrame,
    column: &str,
) -> Result<Option<Line>, AnalysisError> {
    let networks = mean_sem(rows, &[c::RUN_ID], column)?;
    let means = networks.column("mean")?.f64()?;
    let n = means.len() - means.null_count();
    Ok(means.mean().map(|mean| Line {
        claim,
        about,
        quantity,
        mean,
        sem: means.std(1).map(|std| std / (n as f64).sqrt()),
        n: n as u32,
    }))
}
