//! What a notebook needs at hand: `use updown::prelude::*;`.

pub use crate::alignment::{AlignmentConfig, AlignmentMeasure, align};
pub use crate::analysis::{
    Bootstrap, Results, bootstrap_interval, chosen_experiment, claims, claims_by, columns,
    cut_accuracy, difference_interval, difference_to_null, hidden_layers, least_accuracy, load,
    matrix_of_means, mean_sem, null_band, read_csv, select, significance, strongest_acceptable,
    sweep_of, sweeps, with_family,
};
pub use crate::checkpoint::{Checkpoint, Metric};
pub use crate::display::TableDisplay;
pub use crate::drawing::Style;
pub use crate::experiments;
pub use crate::explore;
pub use crate::figures;
pub use crate::matrices::{read_adjacency, read_matrix, read_membership};
pub use crate::modularity::{Adjacency, Optimizer, Partition, Resolution, cluster, modularity_q};
pub use crate::plot::{Plot, glance, plot};
pub use crate::progress::{Lines, Progress};
pub use crate::seeds::Seeds;
pub use crate::spec::{
    Architecture, Association, AssociationMethod, DatasetName, EvalSettings, Experiment, Layer,
    Regularizer, RunSpec, TrainingConfig, experiment,
};
pub use crate::workspace::Workspace;
pub use crate::{Error, Result};
pub use ndarray;
pub use plotters;
pub use polars::prelude::*;

#[cfg(feature = "torch")]
pub use crate::{
    associations::{self, AssociationConfig},
    data::Dataset,
    device::{DeviceChoice, describe},
    eval::{EvalConfig, EvalPass, eval},
    models::{Activated, Activation, Forward, Mlp, Network, ScriptedNetwork},
    models::{network_from_named, network_tensors},
    training::{Sweep, sweep},
};
#[cfg(feature = "torch")]
pub use tch::{self, Device, Kind, Tensor};
