//! The columns of all tables, each named once. `docs/DATA_DICTIONARY.md` describes them.

macro_rules! columns {
    ($(#[doc = $doc:literal] $name:ident = $text:literal;)*) => {
        $(#[doc = $doc] pub const $name: &str = $text;)*
        /// Every column with its description, in the order of this file.
        pub const ALL: &[(&str, &str)] = &[$(($text, $doc)),*];
    };
}

columns! {
    /// Run id as in the paper's code, the same in all tables.
    RUN_ID = "run_id";
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
    /// Mean cross entropy on the training part, nats, without dropout.
    TRAIN_LOSS = "train_loss";
    /// Share of training images classified correctly, without dropout.
    TRAIN_ACCURACY = "train_accuracy";
    /// Mean cross entropy on the validation part, nats.
    VAL_LOSS = "val_loss";
    /// Share of validation images classified correctly.
    VAL_ACCURACY = "val_accuracy";
    /// Mean cross entropy on the test part, nats.
    TEST_LOSS = "test_loss";
    /// Share of test images classified correctly.
    TEST_ACCURACY = "test_accuracy";
    /// Sum of squared weights (the paper's code calls it l2_norm).
    WEIGHT_SQ_SUM = "weight_sq_sum";
    /// Sum of absolute weights.
    WEIGHT_L1 = "weight_l1";
    /// Sum of the singular values of all weight matrices.
    NUCLEAR_NORM = "nuclear_norm";
    /// Share of weights with magnitude below 1e-3.
    NEAR_ZERO_FRACTION = "near_zero_fraction";
    /// SHA-256 of the network's weights, hexadecimal: two runs with the same one are the same network.
    WEIGHTS_DIGEST = "weights_digest";
    /// Hidden layer counted from the input (0, 1, …), or `combined`.
    LAYER = "layer";
    /// Association method (forward_cov, …, backward_hess_norm).
    METHOD = "method";
    /// Newman's modularity of the modules found.
    Q = "q";
    /// Number of modules.
    N_MODULES = "n_modules";
    /// exp of the entropy of module sizes, dead units counted as in the paper's code.
    EFFECTIVE_N_MODULES = "effective_n_modules";
    /// Units of the layer.
    UNITS = "units";
    /// Units whose associations are all zero; they are in no module.
    DEAD_UNITS = "dead_units";
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
    /// Greedy overlap of the two partitions, in [0, 1].
    GREEDY_OVERLAP = "greedy_overlap";
    /// Mean greedy overlap after shuffling the units of one partition.
    GREEDY_OVERLAP_NULL_MEAN = "greedy_overlap_null_mean";
    /// Standard deviation of the greedy overlap over shuffles.
    GREEDY_OVERLAP_NULL_STD = "greedy_overlap_null_std";
    /// Permutation p-value (k + 1)/(n + 1), k shuffles with at least the overlap.
    GREEDY_OVERLAP_P = "greedy_overlap_p";
    /// Share of shuffles with more than the overlap (the paper's code).
    GREEDY_OVERLAP_P_STRICT = "greedy_overlap_p_strict";
    /// Reduced mutual information, bits a unit.
    RMI = "rmi";
    /// Reduced mutual information over the mean of both self-informations.
    RMI_NORM = "rmi_norm";
    /// Variation of information, bits; a distance.
    VI = "vi";
    /// Variation of information as a similarity, in [0, 1].
    VI_NORM = "vi_norm";
    /// Element-centric similarity of the two partitions, in [0, 1].
    ELEMENT_SIM = "element_sim";
    /// Element-centric similarity of Leiden's modules of the two methods, in [0, 1]; null for `combined`.
    ELEMENT_SIM_LEIDEN = "element_sim_leiden";
    /// Spearman correlation of the two association matrices' upper triangles.
    ADJ_SPEARMAN_R = "adj_spearman_r";
    /// Its two-sided p-value by the t approximation.
    ADJ_SPEARMAN_P = "adj_spearman_p";
    /// Q of method b's modules on method a's matrix.
    TRANSFER_AA_PB = "transfer_AaPb";
    /// Q of method a's modules on method b's matrix.
    TRANSFER_AB_PA = "transfer_AbPa";
    /// transfer_AaPb relative to the Q of a's own modules.
    TRANSFER_AA_PB_NORM = "transfer_AaPb_norm";
    /// transfer_AbPa relative to the Q of b's own modules.
    TRANSFER_AB_PA_NORM = "transfer_AbPa_norm";
    /// Epoch, counted from 0.
    EPOCH = "epoch";
    /// Adam's step size in that epoch.
    LEARNING_RATE = "learning_rate";
}

/// The columns of the alignment table that hold a measure of the modules found, in the order of the table.
pub const ALIGNMENT_VALUES: [&str; 16] = [
    GREEDY_OVERLAP,
    GREEDY_OVERLAP_NULL_MEAN,
    GREEDY_OVERLAP_NULL_STD,
    GREEDY_OVERLAP_P,
    GREEDY_OVERLAP_P_STRICT,
    RMI,
    RMI_NORM,
    VI,
    VI_NORM,
    ELEMENT_SIM,
    ADJ_SPEARMAN_R,
    ADJ_SPEARMAN_P,
    TRANSFER_AA_PB,
    TRANSFER_AB_PA,
    TRANSFER_AA_PB_NORM,
    TRANSFER_AB_PA_NORM,
];
