//! The columns of all tables, each named once. `docs/DATA_DICTIONARY.md` describes them.

use crate::alignment::AlignmentMeasure;
use crate::checkpoint::{Metric, Performance, WeightStatistics};
use crate::function::FunctionMeasure;

macro_rules! columns {
    ($(#[doc = $doc:literal] $name:ident = $text:literal;)*) => {
        $(#[doc = $doc] pub const $name: &str = $text;)*
        const OTHERS: &[(&str, &str)] = &[$(($text, $doc)),*];
    };
}

columns! {
    /// Run id as in the paper's code, the same in all tables; strengths that print alike share one (see `file`).
    RUN_ID = "run_id";
    /// Name of the run's file without extension, as in the provenance; unique, even across experiments on one dataset, where run ids are not.
    FILE = "file";
    /// Whether the network was trained; untrained ones are the null.
    TRAINED = "trained";
    /// The regularizer that the run's sweep varies (l2, l1 or dropout); null for untrained networks.
    REGULARIZER = "regularizer";
    /// Strength of that regularizer; null for untrained networks.
    STRENGTH = "strength";
    /// Weight of the sum of squared weights in the loss.
    L2 = "l2";
    /// Weight of the sum of absolute weights in the loss.
    L1 = "l1";
    /// Probability of dropping a hidden unit.
    DROPOUT = "dropout";
    /// Number of the replicate; decides the seed.
    RUN = "run";
    /// Epochs of training.
    EPOCHS = "epochs";
    /// Epoch (from 0) whose weights are the result; null for untrained networks.
    BEST_EPOCH = "best_epoch";
    /// Share of test images classified correctly.
    TEST_ACCURACY = "test_accuracy";
    /// SHA-256 of the network's weights, hexadecimal: two runs with the same one are the same network.
    WEIGHTS_DIGEST = "weights_digest";
    /// Hidden layer, counted from 0 at the input (figures say `hidden layer 1` for 0), or `combined`.
    LAYER = "layer";
    /// Association method (forward_cov, …, backward_hess_norm).
    METHOD = "method";
    /// Newman's modularity of the modules found.
    Q = "q";
    /// Number of modules.
    N_MODULES = "n_modules";
    /// exp of the entropy of module sizes, dead units counted as in the paper's code, so that it can exceed n_modules.
    EFFECTIVE_N_MODULES = "effective_n_modules";
    /// Units of the layer.
    UNITS = "units";
    /// Units in no module: those whose associations sum to no more than 1e-15 of the whole matrix.
    DEAD_UNITS = "dead_units";
    /// Mean Q of matrices with the same entries among live units, shuffled, found by the same search; strengths are not kept.
    Q_CHANCE = "q_chance";
    /// Standard deviation of Q over those shuffled matrices.
    Q_CHANCE_STD = "q_chance_std";
    /// q less q_chance.
    Q_EXCESS = "q_excess";
    /// q_excess over q_chance_std.
    Q_Z = "q_z";
    /// As q_chance, with every unit keeping its strength; null if that is impossible.
    Q_CHANCE_STRENGTHS = "q_chance_strengths";
    /// q less q_chance_strengths.
    Q_EXCESS_STRENGTHS = "q_excess_strengths";
    /// q_excess_strengths over the standard deviation of Q over those matrices.
    Q_Z_STRENGTHS = "q_z_strengths";
    /// Newman's modularity of the spectral partition from which the Monte-Carlo search starts.
    Q_START = "q_start";
    /// Steps of the Monte-Carlo search that moved a unit.
    MOVES = "moves";
    /// Step (from 0) of the Monte-Carlo search at which the modules were proposed; null when the start was never beaten.
    BEST_STEP = "best_step";
    /// Mean Q over the second half of the Monte-Carlo search.
    Q_LATE = "q_late";
    /// Mean temperature over the second half of the Monte-Carlo search, in units of Q.
    TEMPERATURE_LATE = "temperature_late";
    /// Module, counted from 0 as in the record of modules.
    MODULE = "module";
    /// Units of the module.
    MODULE_UNITS = "module_units";
    /// Newman's modularity of the best of Leiden's restarts; null for `combined`.
    Q_LEIDEN = "q_leiden";
    /// Number of modules in the best of Leiden's restarts; null for `combined`.
    N_MODULES_LEIDEN = "n_modules_leiden";
    /// Mean over pairs of live units of |2f − 1|, f the share of Leiden's restarts with the pair in one module; in [0, 1].
    STABILITY = "stability";
    /// First association method of a pair.
    METHOD_A = "method_a";
    /// Second association method of a pair.
    METHOD_B = "method_b";
    /// Whether the two methods of a pair are both upstream, both downstream, or one of each (added by `with_family`).
    FAMILY = "family";
    /// Element-centric similarity of Leiden's modules of the two methods, in [0, 1]; null for `combined`.
    ELEMENT_SIM_LEIDEN = "element_sim_leiden";
    /// Only in tables frozen before adj_mantel_p: p of adj_spearman_r by a t approximation, which treats pairs of units as independent.
    ADJ_SPEARMAN_P = "adj_spearman_p";
    /// Epoch, counted from 0.
    EPOCH = "epoch";
    /// Adam's step size in that epoch.
    LEARNING_RATE = "learning_rate";
}

/// Loss that a module's lesion adds on images of each label, nats; other labels have columns of the same kind.
pub const LOSS_CLASS: [&str; 10] = [
    "loss_class_0",
    "loss_class_1",
    "loss_class_2",
    "loss_class_3",
    "loss_class_4",
    "loss_class_5",
    "loss_class_6",
    "loss_class_7",
    "loss_class_8",
    "loss_class_9",
];
const LOSS_CLASS_SAYS: &str =
    "Loss that the lesion of the module adds on images of this label, nats per image.";

/// Every column with its description: those above, then what records, alignments and functions have in their own tables.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    let alignment = AlignmentMeasure::ALL.into_iter();
    let function = FunctionMeasure::ALL.into_iter();
    let records = Metric::ALL.into_iter().flat_map(Metric::columns);
    let others = OTHERS.iter().copied();
    others
        .chain(records)
        .chain(alignment.map(|m| (m.name(), m.says())))
        .chain(function.flat_map(|m| m.columns().iter().map(|c| (c.name, c.says))))
        .chain(LOSS_CLASS.map(|name| (name, LOSS_CLASS_SAYS)))
}

/// Greedy overlap; like the measures below, for use as a column name.
pub const GREEDY_OVERLAP: &str = AlignmentMeasure::GreedyOverlap.name();
/// Reduced mutual information.
pub const RMI: &str = AlignmentMeasure::Rmi.name();
/// Reduced mutual information, normalised.
pub const RMI_NORM: &str = AlignmentMeasure::RmiNorm.name();
/// Variation of information.
pub const VI: &str = AlignmentMeasure::Vi.name();
/// Element-centric similarity.
pub const ELEMENT_SIM: &str = AlignmentMeasure::ElementSim.name();
/// Element-centric similarity corrected for chance.
pub const ELEMENT_SIM_ADJUSTED: &str = AlignmentMeasure::ElementSimAdjusted.name();
/// Rank correlation of the matrices.
pub const ADJ_SPEARMAN_R: &str = AlignmentMeasure::AdjSpearman.name();
/// Q of b's modules on a's matrix.
pub const TRANSFER_AA_PB: &str = AlignmentMeasure::TransferAaPb.name();
/// Q of a's modules on b's matrix.
pub const TRANSFER_AB_PA: &str = AlignmentMeasure::TransferAbPa.name();
/// The first relative to a's own Q.
pub const TRANSFER_AA_PB_NORM: &str = AlignmentMeasure::TransferAaPbNorm.name();
/// The second relative to b's own Q.
pub const TRANSFER_AB_PA_NORM: &str = AlignmentMeasure::TransferAbPaNorm.name();

/// Mean cross entropy on the training part, nats, without dropout.
pub const TRAIN_LOSS: &str = Performance::COLUMNS[0].name;
/// Share of training images classified correctly, without dropout.
pub const TRAIN_ACCURACY: &str = Performance::COLUMNS[1].name;
/// Mean cross entropy on the validation part, nats.
pub const VAL_LOSS: &str = Performance::COLUMNS[2].name;
/// Share of validation images classified correctly.
pub const VAL_ACCURACY: &str = Performance::COLUMNS[3].name;
/// Mean cross entropy on the test part, nats.
pub const TEST_LOSS: &str = Performance::COLUMNS[4].name;
/// Sum of squared weights (the paper's code calls it l2_norm).
pub const WEIGHT_SQ_SUM: &str = WeightStatistics::COLUMNS[0].name;
/// Sum of absolute weights.
pub const WEIGHT_L1: &str = WeightStatistics::COLUMNS[1].name;
/// Sum of the singular values of all weight matrices.
pub const NUCLEAR_NORM: &str = WeightStatistics::COLUMNS[2].name;
/// Share of weights with magnitude below 1e-3.
pub const NEAR_ZERO_FRACTION: &str = WeightStatistics::COLUMNS[3].name;
