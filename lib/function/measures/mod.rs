//! The measures of what modules do: one table. A new one is a row here and a file beside this one; records, columns, data dictionary,
//! figures and `lesion` read the table.

mod additivity;
mod dissociation;
mod importance;
mod information;
mod redundancy;
mod selectivity;

use super::grouping::Grouping;

/// The values of a measure for a grouping.
pub(super) struct Found {
    /// For all groups together; `None` if it is undefined or was not computed.
    pub all: Option<f64>,
    /// For each group; empty if the measure has no such part.
    pub each: Vec<f64>,
}

impl Found {
    /// A number for each group, and their sum.
    fn summed(each: impl IntoIterator<Item = f64>) -> Self {
        let each: Vec<f64> = each.into_iter().collect();
        Self {
            all: Some(each.iter().sum()),
            each,
        }
    }

    /// A number for all groups together only.
    fn of_all(all: Option<f64>) -> Self {
        Self {
            all,
            each: Vec::new(),
        }
    }
}

/// Which tail of chance a p-value counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tail {
    /// Draws with as much or more.
    Upper,
    /// Twice the smaller tail.
    Both,
}

/// A column that a measure adds to the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FunctionColumn {
    /// Name as stored in tables.
    pub name: &'static str,
    /// Label for figures.
    pub label: &'static str,
    /// What the number is, in a sentence of the data dictionary.
    pub says: &'static str,
}

struct Row {
    label: &'static str,
    unit: &'static str,
    tail: Tail,
    columns: [FunctionColumn; 6],
    of: fn(&Grouping<'_>) -> Found,
}

macro_rules! measures {
    ($($variant:ident: $name:literal, $label:literal, $unit:literal, $tail:ident, $says:literal, $of:path;)*) => {
        /// One number about what modules do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum FunctionMeasure {
            $(#[doc = $says] $variant,)*
        }

        impl FunctionMeasure {
            /// Every measure, in the order of the tables.
            pub const ALL: [Self; ROWS.len()] = [$(Self::$variant),*];
        }

        const ROWS: [Row; [$($name),*].len()] = [$(Row {
            label: $label,
            unit: $unit,
            tail: Tail::$tail,
            columns: [
                FunctionColumn { name: $name, label: $label, says: $says },
                FunctionColumn {
                    name: concat!($name, "_excess"),
                    label: concat!($label, ", above chance"),
                    says: concat!($name, " less its mean over partitions of the same sizes."),
                },
                FunctionColumn {
                    name: concat!($name, "_z"),
                    label: concat!($label, ", above chance in σ"),
                    says: concat!($name, "_excess over the standard deviation of those partitions."),
                },
                FunctionColumn {
                    name: concat!($name, "_p"),
                    label: concat!("p of ", $label),
                    says: concat!("p of ", $name, " among those partitions: (1 + r)/(1 + n)."),
                },
                FunctionColumn {
                    name: concat!($name, "_z_matched"),
                    label: concat!($label, ", above matched chance in σ"),
                    says: concat!($name, "_z against partitions whose units are matched by their own importance."),
                },
                FunctionColumn {
                    name: concat!($name, "_p_matched"),
                    label: concat!("p of ", $label, ", matched"),
                    says: concat!($name, "_p against those."),
                },
            ],
            of: $of,
        }),*];
    };
}

// Stored name, label, unit, tail of p, what it says (about a module in the table `functions`, about a layer's modules in `modules`), function.
measures! {
    Importance: "importance", "importance", "nats/image", Upper,
        "Loss that the lesion of a module adds, nats per image; in `modules` summed over modules, each lesioned alone.",
        importance::loss;
    AccuracyLost: "accuracy_lost", "accuracy lost", "", Upper,
        "Accuracy that the lesion of a module takes, in [-1, 1]; in `modules` summed over modules.",
        importance::accuracy;
    Dissociation: "dissociation", "dissociation of classes", "nats²", Upper,
        "Sum of squares of the interaction in the table of modules by classes of lost nats: do different modules serve different classes? For a module: its row.",
        dissociation::squares;
    DissociationShare: "dissociation_share", "share of dissociation", "", Upper,
        "dissociation over all squares of that table about its mean, in [0, 1]; only for all modules together.",
        dissociation::share;
    Selectivity: "selectivity", "selectivity for classes", "η²", Upper,
        "Share of the variance of a module's mean standardised activity that lies between classes, in [0, 1]; in `modules` the mean over units.",
        selectivity::eta_squared;
    ClassInformation: "class_information", "information about the class", "bits", Upper,
        "Mutual information of a module's mean standardised activity and the class, bits, corrected for bias; in `modules` the mean over units.",
        information::bits;
    Redundancy: "redundancy", "redundancy", "nats/image", Upper,
        "importance of a module less the sum of what its units cost one by one, nats per image; in `modules` summed, where its excess is that of importance.",
        redundancy::beyond_units;
    Additivity: "additivity", "interaction of two modules", "nats/image", Both,
        "What the lesion of two modules adds beyond the sum of both lesions, nats per image, mean over pairs; 0 where losses add up.",
        additivity::of_pairs;
}

impl FunctionMeasure {
    const fn row(self) -> &'static Row {
        &ROWS[self as usize]
    }

    /// Name as stored in records and tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.row().columns[0].name
    }

    /// Label for figures.
    #[must_use]
    pub const fn label(self) -> &'static str {
        self.row().label
    }

    /// Unit; empty for none.
    #[must_use]
    pub const fn unit(self) -> &'static str {
        self.row().unit
    }

    /// What the number is, in a sentence of the data dictionary.
    #[must_use]
    pub const fn says(self) -> &'static str {
        self.row().columns[0].says
    }

    /// Which tail of chance its p-value counts.
    #[must_use]
    pub const fn tail(self) -> Tail {
        self.row().tail
    }

    /// Its columns: the number, its excess, z and p, then z and p against matched partitions.
    #[must_use]
    pub const fn columns(self) -> &'static [FunctionColumn; 6] {
        &self.row().columns
    }

    /// Its values for a grouping.
    pub(super) fn of(self, grouping: &Grouping<'_>) -> Found {
        let found = (self.row().of)(grouping);
        Found {
            all: found.all.filter(|value| value.is_finite()),
            each: found.each,
        }
    }
}

impl std::fmt::Display for FunctionMeasure {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.pad(self.name())
    }
}
