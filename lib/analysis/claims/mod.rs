//! The paper's claims in numbers: how large, how certain, and whether they hold. README, notebooks and command print these.

mod front_page;
mod lines;
mod verdict;

use super::{AnalysisError, Results, columns as c, least_accuracy};
use polars::prelude::*;

pub use front_page::{claims_table, front_page};
use lines::Line;

const BASELINE: &str = "untrained networks already have Q > 0";
const RAISES: &str = "dropout raises Q strongly, L2 and L1 change it little";
const AGREES: &str =
    "modules agree within the upstream and within the downstream family, hardly across";

/// The mean validation accuracy that a setting has to keep to take part in a claim, if any reaches it
/// ([`least_accuracy`](super::least_accuracy)).
pub const KEPT_ACCURACY: f64 = 0.95;

/// How settings are chosen and claims judged, as printed under every table of claims. [`rule`] adds what differs if no setting reaches
/// the accuracy.
pub const RULE: &str = "Settings (regularizer and strength) take part, or not, as a whole: those whose networks have a mean validation \
    accuracy of at least 95 %; an effect is that of the strongest such setting. *Control*: the network of the same seed without the \
    regularizer (of L2, with its weakest strength, where none was trained without any). *Chance*: of *Q*, the same matrix with its entries above the diagonal in random order \
    (strengths of units not kept; `q_chance_strengths` keeps them), clustered by the same search; of agreement, what partitions of the same sizes have by chance, as 0. A claim about *Q* of untrained networks holds where the interval of Q above \
    chance lies above 0; the one about dropout where the lower end of its effect is above twice the upper ends of the other two, and not \
    where its upper end is below twice one of their lower ends; the one about families where the intervals of both lie above the one \
    across. *Open*: the intervals allow both, or what decides was not measured. Intervals of 95 %: of nine or more a bootstrap, of fewer \
    Student's t; over networks for effects, over seeds for agreement, since the networks of a seed share weights and batches.";

/// The text under a table of claims about these results: which settings take part, when a claim holds, and for data on which no
/// setting reaches the usual accuracy, which one counts instead.
///
/// # Errors
/// The table of networks lacks a column.
pub fn rule(results: &Results) -> Result<String, AnalysisError> {
    Ok(rule_of(&lowered(results)?.into_iter().collect::<Vec<_>>()))
}

/// The experiment and the accuracy that its settings have to keep, if no setting reaches the usual one.
fn lowered(results: &Results) -> Result<Option<(String, f64)>, AnalysisError> {
    let least = least_accuracy(&results.runs, KEPT_ACCURACY)?;
    Ok((least < KEPT_ACCURACY).then(|| (results.experiment.clone(), least)))
}

fn rule_of(lowered: &[(String, f64)]) -> String {
    let each = lowered
        .iter()
        .map(|(name, least)| format!("`{name}`: {:.1} %", 100.0 * least))
        .collect::<Vec<_>>();
    match each.is_empty() {
        true => RULE.to_owned(),
        false => format!(
            "{RULE} Where no setting reaches 95 % accuracy, those with 95 % of the best setting's take part ({}).",
            each.join(", ")
        ),
    }
}

/// The paper's claims as a table with 95 % intervals: [`claims_by`] with the paper's columns, `q` and `element_sim`.
///
/// # Errors
/// As [`claims_by`].
pub fn claims(results: &Results) -> Result<DataFrame, AnalysisError> {
    claims_by(results, c::Q, c::ELEMENT_SIM)
}

/// The paper's claims as a table, by the column `q` of the modules (`q`, `q_leiden`) and the column `alignment` of the
/// alignments (any measure): `claim`, `quantity`, `against` (`control`, `untrained`, `chance` or nothing), `method` (one, or `all`),
/// `mean`, `low`, `high`, `interval` (how it was made), `n` networks or seeds, `verdict`. [`rule`] says how settings are chosen,
/// what is resampled, and when a claim holds.
///
/// Each network counts once, with its own mean over hidden layers and methods (or pairs of methods). Families leave out the pair of
/// a method with its own normalised form, which agree whatever networks do. Lines about chance are present only if the tables
/// have the columns of the record `chance`.
///
/// # Errors
/// A table lacks a column, or there are no trained or no untrained networks.
pub fn claims_by(results: &Results, q: &str, alignment: &str) -> Result<DataFrame, AnalysisError> {
    let lines = lines::all(results, q, alignment)?;
    let verdicts: Vec<&str> = lines
        .iter()
        .map(|line| verdict::of(&lines, line, alignment).name())
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
        "against" => text(|l| l.against),
        "method" => text(|l| &l.method),
        "mean" => lines.iter().map(|l| l.mean).collect::<Vec<_>>(),
        "low" => end(0),
        "high" => end(1),
        "interval" => lines.iter().map(|l| l.how.clone()).collect::<Vec<_>>(),
        "n" => lines.iter().map(|l| l.n).collect::<Vec<_>>(),
        "verdict" => verdicts,
    )?)
}
