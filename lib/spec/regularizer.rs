//! Regularizers, one row each, and a run's strengths of them.

use super::SpecError;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};
use std::fmt::{self, Write as _};
use std::ops::{Index, IndexMut};
use std::str::FromStr;

/// On which axis the strengths of a regularizer are spread evenly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StrengthAxis {
    /// Probabilities: evenly spaced as they are.
    Linear,
    /// Weights of a penalty: evenly spaced by their logarithm.
    Log,
}

/// What is known of a regularizer apart from what it does in training.
struct Row {
    name: &'static str,
    label: &'static str,
    key: &'static str,
    option: &'static str,
    help: &'static str,
    axis: StrengthAxis,
    at_rest: f64,
    in_paper: bool,
    color: u32,
}

/// The enumeration of the regularizers and their rows, from one table.
macro_rules! regularizers {
    ($($(#[doc = $doc:literal])* $regularizer:ident = $name:literal {
        label: $label:literal, key: $key:literal, option: $option:literal, help: $help:literal, axis: $axis:ident, at_rest: $at_rest:literal,
        in_paper: $in_paper:literal, color: $color:literal $(,)?
    })*) => {
        /// The three regularizers of the paper, each swept while the others rest, and ours.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Regularizer {
            $($(#[doc = $doc])* #[serde(rename = $name)] $regularizer,)*
        }

        impl Regularizer {
            /// All regularizers: the paper's in its order, then those beyond.
            pub const KNOWN: [Self; [$($name),*].len()] = [$(Self::$regularizer),*];

            const fn row(self) -> Row {
                match self {
                    $(Self::$regularizer => Row {
                        name: $name,
                        label: $label,
                        key: $key,
                        option: $option,
                        help: $help,
                        axis: StrengthAxis::$axis,
                        at_rest: $at_rest,
                        in_paper: $in_paper,
                        color: $color,
                    },)*
                }
            }
        }
    };
}

// One row each: the stored name, which is also the column's; the label in figures; the key in run ids; the command's option and its help;
// the axis of its strengths; its strength while another one is swept (paper, section 3); the colour in figures, 0xRRGGBB.
regularizers! {
    /// Penalty λ·Σw².
    L2 = "l2" {
        label: "L2", key: "l2", option: "l2", help: "Weight of the sum of squared weights in the loss",
        axis: Log, at_rest: 1e-5, in_paper: true, color: 0x00_72b2,
    }
    /// Penalty λ·Σ|w|.
    L1 = "l1" {
        label: "L1", key: "l1", option: "l1", help: "Weight of the sum of absolute weights in the loss",
        axis: Log, at_rest: 0.0, in_paper: true, color: 0x00_9e73,
    }
    /// Probability of dropping a hidden unit.
    Dropout = "dropout" {
        label: "dropout", key: "drop", option: "dropout", help: "Probability of dropping a hidden unit, in [0, 1)",
        axis: Linear, at_rest: 0.0, in_paper: true, color: 0xd5_5e00,
    }
    /// Decoupled weight decay (AdamW; Loshchilov & Hutter 2019): each step shrinks weights by λ times the step size.
    WeightDecay = "weight_decay" {
        label: "weight decay", key: "decay", option: "weight-decay",
        help: "Decoupled weight decay (AdamW): each step shrinks weights by this times the step size",
        axis: Log, at_rest: 0.0, in_paper: false, color: 0x8a_5a9e,
    }
}

/// How many regularizers are the paper's: the first ones.
const IN_PAPER: usize = {
    let (mut count, mut i) = (0, 0);
    while i < Regularizer::KNOWN.len() {
        count += Regularizer::KNOWN[i].row().in_paper as usize;
        i += 1;
    }
    count
};

impl Regularizer {
    /// The paper's regularizers in its order.
    pub const ALL: [Self; IN_PAPER] = {
        let mut all = [Self::KNOWN[0]; IN_PAPER];
        let mut i = 0;
        while i < IN_PAPER {
            all[i] = Self::KNOWN[i];
            i += 1;
        }
        all
    };

    /// The name used in files, in columns and on the command line.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// The name used in figures.
    pub fn label(self) -> &'static str {
        self.row().label
    }

    /// Its option on the command line.
    pub fn option(self) -> &'static str {
        self.row().option
    }

    /// What its strength is, in a sentence.
    pub fn help(self) -> &'static str {
        self.row().help
    }

    /// On which axis its strengths are spread evenly.
    pub fn axis(self) -> StrengthAxis {
        self.row().axis
    }

    /// Its strength while another one is swept (paper, section 3).
    pub(crate) fn at_rest(self) -> f64 {
        self.row().at_rest
    }

    /// The colour in all figures, 0xRRGGBB.
    pub fn color(self) -> u32 {
        self.row().color
    }

    fn check(self, strength: f64) -> Result<(), SpecError> {
        let (fits, expected) = match self.axis() {
            StrengthAxis::Log => (
                strength >= 0.0 && strength.is_finite(),
                "finite and at least 0",
            ),
            StrengthAxis::Linear => ((0.0..1.0).contains(&strength), "in [0, 1)"),
        };
        if fits {
            return Ok(());
        }
        Err(SpecError::OutOfRange {
            field: self.name(),
            expected,
            found: strength,
        })
    }
}

impl fmt::Display for Regularizer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Regularizer {
    type Err = SpecError;
    fn from_str(text: &str) -> Result<Self, SpecError> {
        let mut known = Self::KNOWN.into_iter();
        known
            .find(|r| [r.name(), r.row().key].contains(&text))
            .ok_or_else(|| SpecError::Unknown {
                what: "regularizer",
                found: text.to_owned(),
                expected: Self::KNOWN.map(|r| r.name().to_owned()).to_vec(),
            })
    }
}

/// The strength of every regularizer; 0 for those that are not used.
///
/// In files each has its own key, those beyond the paper's only where they are used.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Strengths([f64; Regularizer::KNOWN.len()]);

impl Strengths {
    /// Each regularizer at rest: the setting that all sweeps start from.
    pub(crate) fn at_rest() -> Self {
        Self(Regularizer::KNOWN.map(Regularizer::at_rest))
    }

    /// Each regularizer with its strength.
    pub fn iter(&self) -> impl Iterator<Item = (Regularizer, f64)> {
        Regularizer::KNOWN.into_iter().zip(self.0)
    }

    /// Those that files hold: the paper's, and any others in use.
    fn stored(&self) -> impl Iterator<Item = (Regularizer, f64)> {
        self.iter()
            .filter(|(r, strength)| r.row().in_paper || *strength != 0.0)
    }

    /// Writes the nonzero ones as the reference's run ids do: `_l2=0.00001_drop=0.30000`.
    pub(super) fn write_id(&self, id: &mut String) {
        for (regularizer, strength) in self.iter().filter(|(_, s)| *s != 0.0) {
            let _ = write!(id, "_{}={}", regularizer.row().key, familiar(strength));
        }
    }

    /// The exact strengths as text, where their familiar form loses digits.
    pub(super) fn exact(&self) -> Option<String> {
        if self.0.iter().all(|&s| prints_exactly(s)) {
            return None;
        }
        let bits: Vec<u64> = self.stored().map(|(_, s)| s.to_bits()).collect();
        Some(format!("{bits:?}"))
    }

    /// # Errors
    /// A negative or non-finite penalty, a dropout outside [0, 1).
    pub(super) fn validate(&self) -> Result<(), SpecError> {
        self.iter()
            .try_for_each(|(regularizer, s)| regularizer.check(s))
    }
}

impl Index<Regularizer> for Strengths {
    type Output = f64;
    fn index(&self, regularizer: Regularizer) -> &f64 {
        &self.0[regularizer as usize]
    }
}

impl IndexMut<Regularizer> for Strengths {
    fn index_mut(&mut self, regularizer: Regularizer) -> &mut f64 {
        &mut self.0[regularizer as usize]
    }
}

impl FromIterator<(Regularizer, f64)> for Strengths {
    fn from_iter<I: IntoIterator<Item = (Regularizer, f64)>>(strengths: I) -> Self {
        let mut all = Self::default();
        for (regularizer, strength) in strengths {
            all[regularizer] = strength;
        }
        all
    }
}

impl Serialize for Strengths {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (regularizer, strength) in self.stored() {
            map.serialize_entry(regularizer.name(), &strength)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Strengths {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keys;

        impl<'de> Visitor<'de> for Keys {
            type Value = Strengths;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("strengths by regularizer")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Strengths, A::Error> {
                let (mut strengths, mut found) = (Strengths::default(), Vec::new());
                // Other keys may stand beside them.
                while let Some(key) = map.next_key::<String>()? {
                    match Regularizer::KNOWN.into_iter().find(|r| r.name() == key) {
                        Some(regularizer) => {
                            strengths[regularizer] = map.next_value()?;
                            found.push(regularizer);
                        }
                        None => {
                            map.next_value::<serde::de::IgnoredAny>()?;
                        }
                    }
                }
                match Regularizer::ALL.into_iter().find(|r| !found.contains(r)) {
                    Some(missing) => Err(serde::de::Error::missing_field(missing.name())),
                    None => Ok(strengths),
                }
            }
        }

        deserializer.deserialize_map(Keys)
    }
}

/// A number as the reference writes it into its ids.
fn familiar(value: f64) -> String {
    if value >= 1e-5 {
        return format!("{value:.5}");
    }
    // Python's `%.2e` writes at least two digits of exponent.
    let text = format!("{value:.2e}");
    match text.split_once("e-") {
        Some((mantissa, exponent)) => format!("{mantissa}e-{exponent:0>2}"),
        None => text,
    }
}

/// Whether the familiar form gives the number back (to within the rounding of a `logspace`).
fn prints_exactly(value: f64) -> bool {
    let back: f64 = familiar(value).parse().unwrap_or(f64::NAN);
    value == 0.0 || (back - value).abs() <= 1e-12 * value
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The keys in files: they must never change.
    #[test]
    fn a_file_holds_the_papers_strengths_and_of_others_what_is_used() {
        let strengths: Strengths = [(Regularizer::L2, 1e-5)].into_iter().collect();
        let text = serde_json::to_string(&strengths).unwrap();
        assert_eq!(text, r#"{"l2":0.00001,"l1":0.0,"dropout":0.0}"#);
        assert_eq!(serde_json::from_str::<Strengths>(&text).unwrap(), strengths);
        let lacking = serde_json::from_str::<Strengths>(r#"{"l2":0.0,"l1":0.0}"#);
        let error = lacking.unwrap_err().to_string();
        assert!(error.contains("dropout"), "{error}");
    }

    #[test]
    fn names_and_keys_of_run_ids_are_read() {
        for regularizer in Regularizer::KNOWN {
            assert_eq!(regularizer.name().parse(), Ok(regularizer));
        }
        assert_eq!("drop".parse(), Ok(Regularizer::Dropout));
        assert!("l3".parse::<Regularizer>().is_err());
    }
}
