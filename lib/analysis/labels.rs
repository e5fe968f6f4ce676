//! Axis labels and units of the columns of our tables.

use super::columns as c;
use crate::alignment::AlignmentMeasure;
use crate::function::FunctionMeasure;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quantity {
    /// Names: an axis of categories.
    Name,
    /// Numbers on an even axis.
    Number,
    /// Shares in [0, 1], written as percent.
    Share,
    /// Positive numbers over several powers of ten.
    Log,
}

/// How a column is presented.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Meaning {
    /// Its axis label.
    pub label: &'static str,
    /// The unit of its numbers; empty for none.
    pub unit: &'static str,
    /// What it holds.
    pub quantity: Quantity,
}

const fn meant(label: &'static str, unit: &'static str, quantity: Quantity) -> Meaning {
    Meaning {
        label,
        unit,
        quantity,
    }
}

/// The presentation of a column; `None` for one that is not ours.
pub(crate) fn meaning(column: &str) -> Option<Meaning> {
    let known = MEANINGS.iter().find(|(name, _)| *name == column);
    let known = known.map(|(_, meaning)| *meaning);
    known
        .or_else(|| alignment(column))
        .or_else(|| function(column))
}

/// Measures of alignment have their labels in their own table.
fn alignment(column: &str) -> Option<Meaning> {
    let mut all = AlignmentMeasure::ALL.into_iter();
    let measure = all.find(|m| m.name() == column)?;
    Some(meant(measure.label(), "", Quantity::Number))
}

/// So do measures of function; the loss of a class has the same label for every class.
fn function(column: &str) -> Option<Meaning> {
    if column.starts_with("loss_class_") {
        return Some(meant(
            "loss added on a class",
            "nats/image",
            Quantity::Number,
        ));
    }
    FunctionMeasure::ALL.into_iter().find_map(|measure| {
        let place = measure.columns().iter().position(|c| c.name == column)?;
        // The number itself and its excess have the unit, z and p have none.
        let unit = if place < 2 { measure.unit() } else { "" };
        let label = measure.columns()[place].label;
        Some(meant(label, unit, Quantity::Number))
    })
}

const MEANINGS: &[(&str, Meaning)] = &[
    (c::RUN_ID, meant("network", "", Quantity::Name)),
    (c::TRAINED, meant("trained", "", Quantity::Name)),
    (c::REGULARIZER, meant("regularizer", "", Quantity::Name)),
    (c::STRENGTH, meant("strength", "", Quantity::Number)),
    (c::L2, meant("L2", "", Quantity::Log)),
    (c::L1, meant("L1", "", Quantity::Log)),
    (c::DROPOUT, meant("dropout", "", Quantity::Number)),
    (c::RUN, meant("replicate", "", Quantity::Number)),
    (c::EPOCHS, meant("epochs of training", "", Quantity::Number)),
    (c::BEST_EPOCH, meant("best epoch", "", Quantity::Number)),
    (
        c::TRAIN_LOSS,
        meant("training loss", "nats", Quantity::Number),
    ),
    (
        c::TRAIN_ACCURACY,
        meant("training accuracy", "", Quantity::Share),
    ),
    (
        c::VAL_LOSS,
        meant("validation loss", "nats", Quantity::Number),
    ),
    (
        c::VAL_ACCURACY,
        meant("validation accuracy", "", Quantity::Share),
    ),
    (c::TEST_LOSS, meant("test loss", "nats", Quantity::Number)),
    (
        c::TEST_ACCURACY,
        meant("test accuracy", "", Quantity::Share),
    ),
    (
        c::WEIGHT_SQ_SUM,
        meant("sum of squared weights", "", Quantity::Log),
    ),
    (
        c::WEIGHT_L1,
        meant("sum of absolute weights", "", Quantity::Log),
    ),
    (c::NUCLEAR_NORM, meant("nuclear norm", "", Quantity::Number)),
    (
        c::NEAR_ZERO_FRACTION,
        meant("weights near zero", "", Quantity::Share),
    ),
    (
        c::WEIGHTS_DIGEST,
        meant("digest of the weights", "", Quantity::Name),
    ),
    (c::LAYER, meant("hidden layer", "", Quantity::Name)),
    (c::METHOD, meant("association method", "", Quantity::Name)),
    (c::Q, meant("modularity Q", "", Quantity::Number)),
    (
        c::N_MODULES,
        meant("number of modules", "", Quantity::Number),
    ),
    (
        c::EFFECTIVE_N_MODULES,
        meant("effective number of modules", "", Quantity::Number),
    ),
    (c::UNITS, meant("units", "", Quantity::Number)),
    (c::DEAD_UNITS, meant("dead units", "", Quantity::Number)),
    (
        c::Q_START,
        meant("Q of the spectral start", "", Quantity::Number),
    ),
    (c::MOVES, meant("moves of the search", "", Quantity::Number)),
    (
        c::BEST_STEP,
        meant("step of the best modules", "", Quantity::Number),
    ),
    (
        c::Q_LATE,
        meant("mean Q of the late search", "", Quantity::Number),
    ),
    (
        c::TEMPERATURE_LATE,
        meant("late temperature", "Q", Quantity::Number),
    ),
    (c::FILE, meant("file", "", Quantity::Name)),
    (c::Q_CHANCE, meant("Q by chance", "", Quantity::Number)),
    (
        c::Q_CHANCE_STD,
        meant("σ of Q by chance", "", Quantity::Number),
    ),
    (c::Q_EXCESS, meant("Q above chance", "", Quantity::Number)),
    (c::Q_Z, meant("Q above chance, in σ", "", Quantity::Number)),
    (
        c::Q_CHANCE_STRENGTHS,
        meant("Q by chance, strengths kept", "", Quantity::Number),
    ),
    (
        c::Q_EXCESS_STRENGTHS,
        meant("Q above chance, strengths kept", "", Quantity::Number),
    ),
    (
        c::Q_Z_STRENGTHS,
        meant("Q above chance in σ, strengths kept", "", Quantity::Number),
    ),
    (c::MODULE, meant("module", "", Quantity::Number)),
    (
        c::MODULE_UNITS,
        meant("units of the module", "", Quantity::Number),
    ),
    (c::Q_LEIDEN, meant("Q by Leiden", "", Quantity::Number)),
    (
        c::N_MODULES_LEIDEN,
        meant("number of modules by Leiden", "", Quantity::Number),
    ),
    (
        c::STABILITY,
        meant("stability of modules", "", Quantity::Number),
    ),
    (c::METHOD_A, meant("method a", "", Quantity::Name)),
    (c::METHOD_B, meant("method b", "", Quantity::Name)),
    (c::FAMILY, meant("pair of methods", "", Quantity::Name)),
    (
        c::ELEMENT_SIM_LEIDEN,
        meant("element-centric similarity, Leiden", "", Quantity::Number),
    ),
    (
        c::ADJ_SPEARMAN_P,
        meant("p of the rank correlation", "", Quantity::Number),
    ),
    (c::EPOCH, meant("epoch", "", Quantity::Number)),
    (c::LEARNING_RATE, meant("step size", "", Quantity::Log)),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_one_label() {
        let names: Vec<&str> = MEANINGS.iter().map(|m| m.0).collect();
        for (name, _) in c::all() {
            let here = names.iter().filter(|n| **n == name).count();
            let elsewhere = [alignment(name), function(name)];
            let elsewhere = elsewhere.iter().flatten().count();
            assert_eq!(here + elsewhere, 1, "{name}");
            assert!(meaning(name).is_some());
        }
        let mut known: Vec<&str> = c::all().map(|(name, _)| name).collect();
        assert!(names.iter().all(|name| known.contains(name)));
        known.sort_unstable();
        known.dedup();
        assert_eq!(known.len(), c::all().count(), "a name twice");
    }
}
