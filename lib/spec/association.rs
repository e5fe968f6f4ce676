//! The ways of measuring how alike two units are, one row each, raw and normalised.

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

/// Whether a method uses values or first derivatives; the paper's cube of methods has the two on different floors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Order {
    /// Covariances, second derivatives, weights: the matrix itself is what is averaged.
    Second,
    /// Products of Jacobians.
    First,
}

/// What is known of an association method apart from how it is computed.
struct Row {
    name: &'static str,
    label: &'static str,
    direction: Direction,
    order: Order,
    in_paper: bool,
    colors: [u32; 2],
}

/// The enumeration of the methods and their rows, from one table.
macro_rules! methods {
    ($($(#[doc = $doc:literal])* $method:ident = $name:literal {
        label: $label:literal, direction: $direction:ident, order: $order:ident, in_paper: $in_paper:literal,
        colors: $colors:expr $(,)?
    })*) => {
        /// The four association methods of the paper (section 2.2), and ours.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum AssociationMethod {
            $($(#[doc = $doc])* #[serde(rename = $name)] $method,)*
        }

        impl AssociationMethod {
            /// All methods: the paper's in its order, then those beyond.
            pub const KNOWN: &'static [Self] = &[$(Self::$method),*];

            const fn row(self) -> Row {
                match self {
                    $(Self::$method => Row {
                        name: $name,
                        label: $label,
                        direction: Direction::$direction,
                        order: Order::$order,
                        in_paper: $in_paper,
                        colors: $colors,
                    },)*
                }
            }
        }
    };
}

// One row each. Colours are raw and normalised, 0xRRGGBB: blue and green for the paper's upstream methods, orange and purple for
// its downstream ones (Okabe and Ito's colours, which stay apart for colour-blind readers), greys and browns beyond the paper.
methods! {
    /// Covariance of the units' activity over inputs.
    InputCovariance = "forward_cov" {
        label: "input covariance", direction: Upstream, order: Second, in_paper: true,
        colors: [0x00_5a94, 0x6d_b3e8],
    }
    /// Mean over inputs of J Jᵀ, J = ∂h/∂x.
    InputGradient = "forward_jac" {
        label: "input gradient", direction: Upstream, order: First, in_paper: true,
        colors: [0x00_6b50, 0x50_c4a0],
    }
    /// Mean over inputs of Jᵀ J, J = ∂o/∂h.
    OutputGradient = "backward_jac" {
        label: "output gradient", direction: Downstream, order: First, in_paper: true,
        colors: [0xb3_4a00, 0xf5_a04c],
    }
    /// Mean over inputs of ∂²L/∂h∂h.
    OutputHessian = "backward_hess" {
        label: "output hessian", direction: Downstream, order: Second, in_paper: true,
        colors: [0x8a_2c6c, 0xde_8fc2],
    }
    /// Mean over inputs of Jᵀ(diag p − p pᵀ)J, J = ∂o/∂h, p = softmax o: the hessian of piecewise-linear networks, and a
    /// method beyond the paper's for others.
    GaussNewton = "backward_gauss_newton" {
        label: "output Gauss-Newton", direction: Downstream, order: Second, in_paper: false,
        colors: [0x55_5555, 0xaa_aaaa],
    }
    /// Inner products of the units' incoming weights, from the layer below.
    IncomingWeights = "forward_weights" {
        label: "incoming weights", direction: Upstream, order: Second, in_paper: false,
        colors: [0x3a_4fa0, 0x93_a4e0],
    }
    /// Inner products of the units' outgoing weights, to the layer above.
    OutgoingWeights = "backward_weights" {
        label: "outgoing weights", direction: Downstream, order: Second, in_paper: false,
        colors: [0x7a_4a21, 0xc8_9b6d],
    }
}

/// How many methods are the paper's.
const IN_PAPER: usize = {
    let (mut count, mut i) = (0, 0);
    while i < AssociationMethod::KNOWN.len() {
        count += AssociationMethod::KNOWN[i].row().in_paper as usize;
        i += 1;
    }
    count
};

impl AssociationMethod {
    /// The paper's methods in its order.
    pub const ALL: [Self; IN_PAPER] = {
        let mut all = [Self::KNOWN[0]; IN_PAPER];
        let (mut found, mut i) = (0, 0);
        while i < Self::KNOWN.len() {
            if Self::KNOWN[i].row().in_paper {
                all[found] = Self::KNOWN[i];
                found += 1;
            }
            i += 1;
        }
        all
    };

    /// The reference's short name, which is stored in files and columns; for our own methods a name of the same form.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// The paper's words, for figures.
    pub fn label(self) -> &'static str {
        self.row().label
    }

    /// Upstream or downstream.
    pub fn direction(self) -> Direction {
        self.row().direction
    }

    /// Whether it uses values or first derivatives.
    pub fn order(self) -> Order {
        self.row().order
    }

    /// The colours in all figures, 0xRRGGBB: of the raw, then of the normalised matrix.
    pub fn colors(self) -> [u32; 2] {
        self.row().colors
    }
}

/// Whether an association matrix is scaled by the units' own strength.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Normalization {
    /// As measured.
    Raw,
    /// A_ij / sqrt(A_ii A_jj), like a correlation.
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
    pub const ALL: [Self; 2 * IN_PAPER] = {
        let mut all = [Self::raw(AssociationMethod::KNOWN[0]); 2 * IN_PAPER];
        let mut i = 0;
        while i < IN_PAPER {
            all[2 * i] = Self::raw(AssociationMethod::ALL[i]);
            all[2 * i + 1] = Self::normalized(AssociationMethod::ALL[i]);
            i += 1;
        }
        all
    };

    /// All associations, each method raw, then normalised: the paper's, then those beyond.
    pub fn known() -> impl Iterator<Item = Self> {
        let methods = AssociationMethod::KNOWN.iter();
        methods.flat_map(|&method| [Self::raw(method), Self::normalized(method)])
    }

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
        Self::known()
            .find(|a| a.name() == text)
            .ok_or_else(|| SpecError::Unknown {
                what: "association method",
                found: text.to_owned(),
                expected: Self::known().map(Self::name).collect(),
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
        for association in Association::known() {
            assert_eq!(association.name().parse(), Ok(association));
        }
    }
}
