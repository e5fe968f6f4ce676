//! The table of claims as Markdown: of the front page's experiments, or of any others.

use super::lines::{self, FAMILIES, Line};
use super::{AGREES, BASELINE, RAISES, lowered, rule_of, verdict};
use crate::analysis::{AnalysisError, Results, columns as c, load_frozen};
use crate::spec::Regularizer;
use crate::workspace::Workspace;
use std::fmt::Write as _;

/// The experiments on the front page; those that are not frozen are left out.
const SHOWN: [&str; 7] = [
    "mnist-base",
    "mnist-deep",
    "mnist-deep-fine",
    "mnist-wide",
    "mnist-wide-fine",
    "cifar10-narrow",
    "cifar10",
];

/// The paper's claims about the frozen results as a Markdown table with the rule below it, as README shows and `updown claims` prints
/// it. A test compares the two.
///
/// # Errors
/// A frozen table cannot be read or lacks a column; `mnist-base` is not frozen.
pub fn front_page(workspace: &Workspace) -> Result<String, AnalysisError> {
    let frozen = |name: &&str| *name == SHOWN[0] || workspace.provenance(name).is_file();
    let shown = SHOWN.into_iter().filter(frozen);
    let results: Result<Vec<Results>, _> = shown.map(|e| load_frozen(workspace, e)).collect();
    claims_table(&results?)
}

/// The paper's claims about these experiments, in this order, as a Markdown table with the rule below it.
///
/// # Errors
/// A table lacks a column.
pub fn claims_table(experiments: &[Results]) -> Result<String, AnalysisError> {
    let (mut found, mut less) = (Vec::new(), Vec::new());
    for results in experiments {
        less.extend(lowered(results)?);
        let lines = lines::all(results, c::Q, c::ELEMENT_SIM)?;
        found.push((&results.experiment, lines));
    }
    let mut text = String::from(
        "| the paper's claim | networks | effect [95 % interval] against its control | against chance | verdict |\n\
         |---|---|---|---|---|\n",
    );
    for (claim, words) in [
        (BASELINE, "untrained networks already have *Q* > 0"),
        (
            RAISES,
            "dropout raises *Q* dramatically, L2 and L1 modestly",
        ),
        (
            AGREES,
            "modules agree within upstream, within downstream, and little across",
        ),
    ] {
        for (place, (experiment, lines)) in found.iter().enumerate() {
            let words = if place == 0 { words } else { "" };
            let of_claim = |l: &&Line| l.claim == claim && l.method == "all";
            let lines: Vec<Line> = lines.iter().filter(of_claim).cloned().collect();
            let verdict = lines.first().map_or(verdict::Verdict::Unmeasured, |first| {
                verdict::of(&lines, first, c::ELEMENT_SIM)
            });
            let (effect, chance) = cells(claim, &lines);
            let name = verdict.name();
            let _ = writeln!(
                text,
                "| {words} | `{experiment}` | {effect} | {chance} | {name} |"
            );
        }
    }
    let _ = writeln!(text, "\n{}", rule_of(&less));
    Ok(text)
}

/// The contents of the two columns of numbers.
fn cells(claim: &str, lines: &[Line]) -> (String, String) {
    let effect = match claim {
        BASELINE => {
            let q = number(lines, "", "").unwrap_or_default();
            format!("*Q* = {q}: a maximised *Q* is never below 0")
        }
        RAISES => rises(lines, "control"),
        _ => families(lines),
    };
    let chance = match claim {
        BASELINE => number(lines, "", "chance"),
        RAISES => Some(rises(lines, "chance")),
        _ => by_family(lines, "chance"),
    };
    (or_not_measured(Some(effect)), or_not_measured(chance))
}

fn or_not_measured(text: Option<String>) -> String {
    let measured = text.filter(|text| !text.is_empty());
    measured.unwrap_or_else(|| "not measured yet".to_owned())
}

/// `0.104 [0.100, 0.109]`.
fn number(lines: &[Line], about: &str, against: &str) -> Option<String> {
    let line = lines
        .iter()
        .find(|l| l.about == about && l.against == against)?;
    Some(match line.ends {
        Some([low, high]) => format!("{:.3} [{low:.3}, {high:.3}]", line.mean),
        None => format!("{:.3} (one network)", line.mean),
    })
}

/// The effect of each regularizer, dropout first: `dropout 0.65: …; L2 …`.
fn rises(lines: &[Line], against: &str) -> String {
    let effects = Regularizer::ALL
        .into_iter()
        .rev()
        .filter_map(|regularizer| {
            let line = lines
                .iter()
                .find(|l| l.about == regularizer.name() && l.against == against)?;
            let strength = line.quantity.rsplit(", ").next().unwrap_or_default();
            Some(format!(
                "{strength}: {}",
                number(lines, &line.about, against)?
            ))
        });
    effects.collect::<Vec<_>>().join("; ")
}

/// Agreement by family, trained and untrained: what training adds.
fn families(lines: &[Line]) -> String {
    let trained = by_family(lines, "").unwrap_or_default();
    let untrained = FAMILIES.map(|family| {
        let mut own = lines.iter().filter(|l| l.about == family);
        own.find(|l| l.against == "untrained")
            .map_or(f64::NAN, |l| l.mean)
    });
    format!(
        "{trained}; untrained {:.2}, {:.2} and {:.2}",
        untrained[0], untrained[1], untrained[2]
    )
}

fn by_family(lines: &[Line], against: &str) -> Option<String> {
    let of = |family: &str| {
        let line = lines
            .iter()
            .find(|l| l.about == family && l.against == against)?;
        let [low, high] = line.ends?;
        Some(format!("{family} {:.2} [{low:.2}, {high:.2}]", line.mean))
    };
    let found: Vec<String> = FAMILIES.into_iter().filter_map(of).collect();
    (!found.is_empty()).then(|| found.join(", "))
}
