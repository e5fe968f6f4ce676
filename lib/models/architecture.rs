//! The architectures, a row each: which tensors are theirs, the network that these make, the one that a run begins with.

use super::{Cifar10Fast, Mlp, ModelError, NamedTensors, Network, to_data, to_tensor};
use crate::checkpoint::TensorData;
use crate::import::state;
use crate::spec::{Architecture, RunSpec};
use std::collections::BTreeMap;
use tch::Device;

/// What is known of the networks of one architecture.
struct Family {
    /// A tensor that no family above it in the table has.
    told_by: &'static str,
    read: fn(&NamedTensors) -> Result<Box<dyn Network>, ModelError>,
    initial: fn(&RunSpec) -> NamedTensors,
}

static CNN: Family = Family {
    told_by: "conv1.weight",
    read: |tensors| Ok(Box::new(Cifar10Fast::from_named(tensors)?)),
    initial: |spec| initial_cnn(spec).to_named(),
};

static MLP: Family = Family {
    told_by: "proj.weight",
    read: |tensors| Ok(Box::new(Mlp::from_named(tensors)?)),
    initial: |spec| initial_mlp(spec).to_named(),
};

/// All families; what an unknown network is taken for comes last.
static FAMILIES: [&Family; 2] = [&CNN, &MLP];

fn family(architecture: &Architecture) -> &'static Family {
    match architecture {
        Architecture::Mlp { .. } => &MLP,
        Architecture::Cnn { .. } => &CNN,
        Architecture::Scripted { .. } => {
            panic!("a network of another program has no initial weights here")
        }
    }
}

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
///
/// # Panics
/// The network is TorchScript, and not made here.
pub fn initial_tensors(spec: &RunSpec) -> BTreeMap<String, TensorData> {
    let named = (family(&spec.architecture).initial)(spec);
    named
        .iter()
        .map(|(name, tensor)| (name.clone(), to_data(tensor)))
        .collect()
}

/// The weights of the one network in a file's tensors, under our own names: what they mean, [`state::network`] decides.
///
/// # Errors
/// As [`state::network`].
pub fn network_tensors(
    tensors: &BTreeMap<String, TensorData>,
    device: Device,
) -> Result<NamedTensors, ModelError> {
    let tensors = state::network(tensors, None)?.tensors.into_iter();
    tensors
        .map(|(name, data)| Ok((name.clone(), to_tensor(&name, &data, device)?)))
        .collect()
}

/// The network of these tensors: the residual CNN where there is a `conv1`, else an MLP.
///
/// # Errors
/// A tensor is missing or has the wrong shape.
pub fn network_from_named(tensors: &NamedTensors) -> Result<Box<dyn Network>, ModelError> {
    let told = |family: &&Family| tensors.contains_key(family.told_by);
    let family = FAMILIES.into_iter().find(told).unwrap_or(&MLP);
    (family.read)(tensors)
}
