//! The ways of measuring how alike two units are: four methods, each raw and normalised.

use super::SpecError;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Whether a method looks at what comes into a unit or at what it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// How units respond to the input.
    Upstream,
    /// How units drive the output.
    Downstream,
}

impl Direction {
    /// `upstream` or `downstream`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Upstream => "upstream",
            Self::Downstream => "downstream",
        }
    }
}

/// The four association methods (paper, section 2.2), and one more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum AssociationMethod {
    /// Covariance of the units' activity over inputs.
    #[serde(rename = "forward_cov")]
    InputCovariance,
    /// Mean over inputs of J Jᵀ, J = ∂h/∂x.
    #[serde(rename = "forward_jac")]
    InputGradient,
    /// Mean over inputs of Jᵀ J, J = ∂o/∂h.
    #[serde(rename = "backward_jac")]
    OutputGradient,
    /// Mean over inputs of ∂²L/∂h∂h.
    #[serde(rename = "backward_hess")]
    OutputHessian,
    /// Mean over inputs of Jᵀ(diag p − p pᵀ)J, J = ∂o/∂h, p = softmax o: the hessian of piecewise-linear networks, and a
    /// method beyond the paper's for others.
    #[serde(rename = "backward_gauss_newton")]
    GaussNewton,
}

impl AssociationMethod {
    /// The paper's methods in its order.
    pub const ALL: [Self; 4] = [
        Self::InputCovariance,
        Self::InputGradient,
        Self::OutputGradient,
        Self::OutputHessian,
    ];

    /// The reference's short name, which is the value stored in files and columns.
    pub fn name(self) -> &'static str {
        match self {
            Self::InputCovariance => "forward_cov",
            Self::InputGradient => "forward_jac",
            Self::OutputGradient => "backward_jac",
            Self::OutputHessian => "backward_hess",
            Self::GaussNewton => "backward_gauss_newton",
        }
    }

    /// The paper's words, for figures.
    pub fn label(self) -> &'static str {
        match self {
            Self::InputCovariance => "input covariance",
            Self::InputGradient => "input gradient",
            Self::OutputGradient => "output gradient",
            Self::OutputHessian => "output hessian",
            Self::GaussNewton => "output Gauss-Newton",
        }
    }

    /// Upstream or downstream.
    pub fn direction(self) -> Direction {
        match self {
            Self::InputCovariance | Self::InputGradient => Direction::Upstream,
            Self::OutputGradient | Self::OutputHessian | Self::GaussNewton => Direction::Downstream,
        }
    }
}

/// Whether an association matrix is scaled by the units' own strength.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Normalization {
    /// As measured.
    Raw,
    /// A_ij / sqrt(A_ii A_jj), as a correlation.
    Normalized,
}

/// One association: a method, raw or normalised. Stored as `forward_cov`, `forward_cov_norm`, …
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Association {
    /// What is measured.
    pub method: AssociationMethod,
    /// How it is scaled.
    pub normalization: Normalization,
}

impl Association {
    /// The paper's eight in its order: each method raw, then normalised.
    pub const ALL: [Self; 8] = {
        let mut all = [Self::raw(AssociationMethod::InputCovariance); 8];
        let mut i = 0;
        while i < 4 {
            all[2 * i] = Self::raw(AssociationMethod::ALL[i]);
            all[2 * i + 1] = Self::normalized(AssociationMethod::ALL[i]);
            i += 1;
        }
        all
    };

    /// The association as measured.
    pub const fn raw(method: AssociationMethod) -> Self {
        Self {
            method,
            normalization: Normalization::Raw,
        }
    }

    /// The association scaled like a correlation.
    pub const fn normalized(method: AssociationMethod) -> Self {
        Self {
            method,
            normalization: Normalization::Normalized,
        }
    }

    /// The stored name, `forward_cov` or `forward_cov_norm`.
    pub fn name(self) -> String {
        match self.normalization {
            Normalization::Raw => self.method.name().to_owned(),
            Normalization::Normalized => format!("{}_norm", self.method.name()),
        }
    }

    /// The paper's words, `input covariance` or `input covariance (norm)`.
    pub fn label(self) -> String {
        match self.normalization {
            Normalization::Raw => self.method.label().to_owned(),
            Normalization::Normalized => format!("{} (norm)", self.method.label()),
        }
    }
}

impl fmt::Display for Association {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
    }
}

impl FromStr for Association {
    type Err = SpecError;
    fn from_str(text: &str) -> Result<Self, SpecError> {
        let beyond = AssociationMethod::GaussNewton;
        Self::ALL
            .into_iter()
            .chain([Self::raw(beyond), Self::normalized(beyond)])
            .find(|a| a.name() == text)
            .ok_or_else(|| SpecError::Unknown {
                what: "association method",
                found: text.to_owned(),
                expected: Self::ALL.iter().map(|a| a.name()).collect(),
            })
    }
}

/// Where an association is measured: in one hidden layer, or over all of them stacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Layer {
    /// A hidden layer by its index, counted from the input.
    Hidden(usize),
    /// All hidden layers as one vector (dense networks only).
    Combined,
}

impl fmt::Display for Layer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hidden(index) => write!(f, "{index}"),
            Self::Combined => f.write_str("combined"),
        }
    }
}

impl FromStr for Layer {
    type Err = SpecError;
    fn from_str(text: &str) -> Result<Self, SpecError> {
        if text == "combined" {
            return Ok(Self::Combined);
        }
        text.parse()
            .map(Self::Hidden)
            .map_err(|_| SpecError::Unknown {
                what: "layer",
                found: text.to_owned(),
                expected: ["0", "1", "…", "combined"].map(String::from).to_vec(),
            })
    }
}

/// Serialises a type by its `Display` and `FromStr`, so that files hold the stored names.
macro_rules! serde_by_name {
    ($name:ty) => {
        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

serde_by_name!(Association);
serde_by_name!(Layer);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_names_are_the_ones_of_the_reference() {
        let names: Vec<String> = Association::ALL.iter().map(|a| a.name()).collect();
        assert_eq!(
            names,
            [
                "forward_cov",
                "forward_cov_norm",
                "forward_jac",
                "forward_jac_norm",
                "backward_jac",
                "backward_jac_norm",
                "backward_hess",
                "backward_hess_norm"
            ]
        );
        for association in Association::ALL {
            assert_eq!(association.name().parse(), Ok(association));
        }
    }
}
