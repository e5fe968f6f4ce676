//! What a lesioned unit outputs in place of its own activity.

use super::SpecError;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// What takes the place of a lesioned unit's activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lesion {
    /// Its mean over the images: the unit stops telling images apart. A channel becomes its mean map.
    #[default]
    Mean,
    /// Zero, which may lie far from any value that the unit takes.
    Zero,
    /// Its activity on another image, the same image for all units, so that dependence between units of the group is kept.
    Resample,
}

impl Lesion {
    /// All of them, the default first.
    pub const ALL: [Self; 3] = [Self::Mean, Self::Zero, Self::Resample];

    /// The name in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mean => "mean",
            Self::Zero => "zero",
            Self::Resample => "resample",
        }
    }
}

impl fmt::Display for Lesion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Lesion {
    type Err = SpecError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let known = Self::ALL.into_iter().find(|l| l.name() == text);
        known.ok_or_else(|| SpecError::Unknown {
            what: "lesion",
            found: text.to_owned(),
            expected: Self::ALL.map(|l| l.name().to_owned()).to_vec(),
        })
    }
}
