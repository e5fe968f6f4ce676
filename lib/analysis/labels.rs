//! What the columns of our tables are called on axes, and in what they count.

use super::columns as c;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// Names: an axis of categories.
    Name,
    /// Numbers on an even axis.
    Number,
    /// Shares in [0, 1], written as percent.
    Share,
    /// Positive numbers over several powers of ten.
    Log,
}

/// How a column is shown to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meaning {
    /// Its name on an axis.
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

/// What is known of a column; `None` for one that is not ours.
pub fn meaning(column: &str) -> Option<Meaning> {
    let known = MEANINGS.iter().find(|(name, _)| *name == column);
    known.map(|(_, meaning)| *meaning)
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
        c::GREEDY_OVERLAP,
        meant("greedy overlap", "", Quantity::Number),
    ),
    (
        c::GREEDY_OVERLAP_NULL_MEAN,
        meant("greedy overlap, shuffled", "", Quantity::Number),
    ),
    (
        c::GREEDY_OVERLAP_NULL_STD,
        meant("greedy overlap, σ of shuffles", "", Quantity::Number),
    ),
    (
        c::GREEDY_OVERLAP_P,
        meant("p of the greedy overlap", "", Quantity::Number),
    ),
    (
        c::GREEDY_OVERLAP_P_STRICT,
        meant("strict p of the greedy overlap", "", Quantity::Number),
    ),
    (
        c::RMI,
        meant(
            "reduced mutual information",
            "bits a unit",
            Quantity::Number,
        ),
    ),
    (
        c::RMI_NORM,
        meant("normalised mutual information", "", Quantity::Number),
    ),
    (
        c::VI,
        meant("variation of information", "bits", Quantity::Number),
    ),
    (
        c::VI_NORM,
        meant(
            "variation of information as similarity",
            "",
            Quantity::Number,
        ),
    ),
    (
        c::ELEMENT_SIM,
        meant("element-centric similarity", "", Quantity::Number),
    ),
    (
        c::ELEMENT_SIM_LEIDEN,
        meant("element-centric similarity, Leiden", "", Quantity::Number),
    ),
    (
        c::ADJ_SPEARMAN_R,
        meant("rank correlation of associations", "", Quantity::Number),
    ),
    (
        c::ADJ_SPEARMAN_P,
        meant("p of the rank correlation", "", Quantity::Number),
    ),
    (
        c::TRANSFER_AA_PB,
        meant("Q of b's modules on a", "", Quantity::Number),
    ),
    (
        c::TRANSFER_AB_PA,
        meant("Q of a's modules on b", "", Quantity::Number),
    ),
    (
        c::TRANSFER_AA_PB_NORM,
        meant("Q of b's modules on a, relative", "", Quantity::Number),
    ),
    (
        c::TRANSFER_AB_PA_NORM,
        meant("Q of a's modules on b, relative", "", Quantity::Number),
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
        let all: Vec<&str> = c::ALL.iter().map(|column| column.0).collect();
        for name in &all {
            let count = names.iter().filter(|n| *n == name).count();
            assert_eq!(count, 1, "{name}");
        }
        assert_eq!(names.len(), all.len());
    }
}
