//! What a notebook needs at hand: `use updown::prelude::*;`.

pub use crate::analysis::{
    self, NullBand, Results, columns, cut_accuracy, difference_to_null, load, matrix_of_means,
    mean_sem, null_band, select, sweep as sweep_of,
};
pub use crate::modularity::{Adjacency, Partition};
pub use crate::progress::{Lines, Progress};
pub use crate::spec::{
    Architecture, Association, AssociationMethod, DatasetName, Experiment, Layer, Regularizer,
    RunSpec, experiment,
};
pub use crate::workspace::Workspace;
pub use crate::{Error, Result};
pub use polars::prelude::*;
