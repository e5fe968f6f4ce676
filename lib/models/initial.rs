//! The network that a run begins with.

use super::{Cifar10Fast, Mlp, NamedTensors, to_data};
use crate::checkpoint::TensorData;
use crate::spec::{Architecture, RunSpec};
use std::collections::BTreeMap;

/// The initial MLP of a run.
///
/// # Panics
/// The run's network is no MLP.
pub fn initial_mlp(spec: &RunSpec) -> Mlp {
    let Architecture::Mlp { hidden } = &spec.architecture else {
        panic!("the network of {} is no MLP", spec.file_stem());
    };
    let (input, classes) = (spec.dataset.input_len(), spec.dataset.classes());
    Mlp::init(input, hidden, classes, &spec.seeds())
}

/// The initial CNN of a run.
///
/// # Panics
/// The run's network is no CNN.
pub fn initial_cnn(spec: &RunSpec) -> Cifar10Fast {
    let Architecture::Cnn { channels } = &spec.architecture else {
        panic!("the network of {} is no CNN", spec.file_stem());
    };
    Cifar10Fast::init(channels, spec.dataset.classes(), &spec.seeds())
}

/// Initial weights of a run by PyTorch's names.
pub fn initial_tensors(spec: &RunSpec) -> BTreeMap<String, TensorData> {
    let named: NamedTensors = match &spec.architecture {
        Architecture::Mlp { .. } => initial_mlp(spec).to_named(),
        Architecture::Cnn { .. } => initial_cnn(spec).to_named(),
    };
    named
        .iter()
        .map(|(name, tensor)| (name.clone(), to_data(tensor)))
        .collect()
}
