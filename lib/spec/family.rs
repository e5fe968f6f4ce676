//! Families of pairs of methods, by their directions.

use super::{Association, Direction};

/// Which families a pair of methods belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// One is upstream, one downstream.
    Across,
    /// Both are upstream.
    Upstream,
    /// Both are downstream.
    Downstream,
}

impl Family {
    /// All families.
    pub const ALL: [Self; 3] = [Self::Across, Self::Upstream, Self::Downstream];

    /// The family of two methods.
    pub fn of(a: Association, b: Association) -> Self {
        match (a.method.direction(), b.method.direction()) {
            (Direction::Upstream, Direction::Upstream) => Self::Upstream,
            (Direction::Downstream, Direction::Downstream) => Self::Downstream,
            _ => Self::Across,
        }
    }

    /// The name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Across => "across",
            Self::Upstream => "within upstream",
            Self::Downstream => "within downstream",
        }
    }
}
