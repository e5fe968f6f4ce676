//! Decides when a claim holds.

use super::lines::{FAMILIES, Line};
use super::{BASELINE, RAISES};
use crate::alignment::AlignmentMeasure;
use crate::spec::Regularizer;

/// How much more dropout has to raise Q than another regularizer for "strongly, and the others little".
const STRONGLY: f64 = 2.0;

/// The verdict on a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Holds,
    Fails,
    /// The intervals allow both.
    Open,
    /// A deciding number is missing.
    Unmeasured,
}

impl Verdict {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Fails => "does not hold",
            Self::Open => "open",
            Self::Unmeasured => "not all was measured",
        }
    }

    fn of(holds: bool, fails: bool) -> Self {
        match (holds, fails) {
            (true, _) => Self::Holds,
            (false, true) => Self::Fails,
            (false, false) => Self::Open,
        }
    }
}

/// The verdict on the claim of a line, for that line's method.
pub(super) fn of(lines: &[Line], line: &Line, alignment: &str) -> Verdict {
    let decided = match line.claim {
        BASELINE => above_chance(lines, &line.method),
        RAISES => raised(lines, &line.method),
        _ => apart(lines, alignment),
    };
    decided.unwrap_or(Verdict::Unmeasured)
}

/// Whether Q of untrained networks exceeds that of shuffled matrices.
fn above_chance(lines: &[Line], method: &str) -> Option<Verdict> {
    let mut own = lines
        .iter()
        .filter(|l| l.claim == BASELINE && l.method == method);
    let [low, high] = own.find(|l| l.against == "chance")?.ends?;
    Some(Verdict::of(low > 0.0, high <= 0.0))
}

/// Whether dropout raises a method's Q, and much more than the other regularizers.
fn raised(lines: &[Line], method: &str) -> Option<Verdict> {
    let ends = |regularizer: Regularizer| {
        let mut own = lines
            .iter()
            .filter(|l| l.claim == RAISES && l.against == "control" && l.method == method);
        own.find(|l| l.about == regularizer.name())?.ends
    };
    let dropout = ends(Regularizer::Dropout)?;
    let (l2, l1) = (ends(Regularizer::L2)?, ends(Regularizer::L1)?);
    let least = STRONGLY * l2[0].max(l1[0]);
    let most = STRONGLY * l2[1].max(l1[1]);
    Some(Verdict::of(
        dropout[0] > most.max(0.0),
        dropout[1] < least.max(0.0),
    ))
}

/// Whether modules agree more within either family than across, intervals included.
fn apart(lines: &[Line], alignment: &str) -> Option<Verdict> {
    let ends = |family: &str| {
        let mut trained = lines.iter().filter(|l| l.against.is_empty());
        trained.find(|l| l.about == family)?.ends
    };
    let [upstream, downstream, across] = FAMILIES.map(ends);
    let name = alignment.strip_suffix("_leiden").unwrap_or(alignment);
    let is_distance = name
        .parse::<AlignmentMeasure>()
        .is_ok_and(AlignmentMeasure::is_distance);
    // As similarities: a distance changes its sign.
    let turned = |[low, high]: [f64; 2]| match is_distance {
        true => [-high, -low],
        false => [low, high],
    };
    let (up, down, across) = (turned(upstream?), turned(downstream?), turned(across?));
    Some(Verdict::of(
        up[0].min(down[0]) > across[1],
        up[1].min(down[1]) < across[0],
    ))
}

#[cfg(test)]
mod tests {
    use super::super::AGREES;
    use super::*;
    use crate::analysis::columns as c;

    fn line(claim: &'static str, about: &str, against: &'static str, ends: [f64; 2]) -> Line {
        Line {
            claim,
            about: about.to_owned(),
            against,
            quantity: String::new(),
            method: "all".to_owned(),
            mean: (ends[0] + ends[1]) / 2.0,
            ends: Some(ends),
            how: None,
            n: 9,
        }
    }

    #[test]
    fn a_rise_is_strong_when_its_interval_is_beyond_twice_the_others() {
        let rise = |dropout: [f64; 2]| {
            let lines = [
                line(RAISES, "l2", "control", [0.02, 0.04]),
                line(RAISES, "l1", "control", [-0.1, -0.05]),
                line(RAISES, "dropout", "untrained", [5.0, 6.0]),
                line(RAISES, "dropout", "control", dropout),
            ];
            of(&lines, &lines[0], c::ELEMENT_SIM)
        };
        assert_eq!(rise([0.09, 0.2]), Verdict::Holds);
        assert_eq!(rise([0.05, 0.2]), Verdict::Open);
        assert_eq!(rise([0.01, 0.03]), Verdict::Fails);
        let alone = [line(RAISES, "dropout", "control", [0.9, 1.1])];
        assert_eq!(of(&alone, &alone[0], c::ELEMENT_SIM), Verdict::Unmeasured);
    }

    #[test]
    fn q_alone_says_nothing_about_chance() {
        let found = |excess: Option<[f64; 2]>| {
            let mut lines = vec![line(BASELINE, "", "", [0.09, 0.1])];
            lines.extend(excess.map(|ends| line(BASELINE, "", "chance", ends)));
            of(&lines, &lines[0], c::ELEMENT_SIM)
        };
        assert_eq!(found(None), Verdict::Unmeasured);
        assert_eq!(found(Some([-0.003, -0.001])), Verdict::Fails);
        assert_eq!(found(Some([-0.001, 0.001])), Verdict::Open);
        assert_eq!(found(Some([0.01, 0.02])), Verdict::Holds);
    }

    #[test]
    fn families_are_apart_when_their_intervals_are() {
        let agree = |across: [f64; 2], measure: &str| {
            let lines = [
                line(AGREES, "within upstream", "", [0.4, 0.6]),
                line(AGREES, "within downstream", "", [0.5, 0.7]),
                line(AGREES, "across", "", across),
            ];
            of(&lines, &lines[0], measure)
        };
        assert_eq!(agree([0.1, 0.3], c::ELEMENT_SIM), Verdict::Holds);
        assert_eq!(agree([0.1, 0.45], c::ELEMENT_SIM), Verdict::Open);
        assert_eq!(agree([0.8, 0.9], c::ELEMENT_SIM), Verdict::Fails);
        assert_eq!(agree([0.8, 0.9], c::VI), Verdict::Holds, "a distance");
        assert_eq!(agree([0.1, 0.3], "vi_leiden"), Verdict::Fails);
    }
}
