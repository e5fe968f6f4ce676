//! The network being measured.

use super::{EvalConfig, EvalError};
use crate::checkpoint::{Checkpoint, TensorData};
use crate::data::Dataset;
use crate::models::{NamedTensors, Network, ScriptedNetwork, network_of, weights_of};
use std::path::PathBuf;

/// The tensor that holds the file of a TorchScript network, byte by byte.
pub(super) const SCRIPT: &str = "torchscript";

/// The network in a checkpoint, with everything needed to measure it.
pub(super) struct Subject<'a> {
    pub(super) parameters: NamedTensors,
    pub(super) network: Box<dyn Network>,
    pub(super) dataset: &'a Dataset,
    pub(super) config: &'a EvalConfig,
    /// Parts of the current record that could not be made, each with its reason.
    pub(super) gaps: Vec<String>,
}

impl<'a> Subject<'a> {
    /// # Errors
    /// The weights do not make a network, or the network is a program and `config` does not allow programs to be run.
    pub(super) fn load(
        checkpoint: &Checkpoint,
        dataset: &'a Dataset,
        config: &'a EvalConfig,
    ) -> Result<Self, EvalError> {
        if let Some(script) = checkpoint.tensors.get(SCRIPT) {
            return Self::of_script(checkpoint, script, dataset, config);
        }
        let device = dataset.test.images.device();
        let parameters = weights_of(&checkpoint.spec.architecture, &checkpoint.tensors, device)?;
        let network = network_of(&checkpoint.spec.architecture, &parameters)?;
        Ok(Self {
            parameters,
            network,
            dataset,
            config,
            gaps: Vec::new(),
        })
    }

    fn of_script(
        checkpoint: &Checkpoint,
        script: &TensorData,
        dataset: &'a Dataset,
        config: &'a EvalConfig,
    ) -> Result<Self, EvalError> {
        let name = PathBuf::from(checkpoint.spec.file_stem());
        if !config.scripts {
            return Err(EvalError::Script { network: name });
        }
        let network = ScriptedNetwork::of_bytes(&name, &script.bytes, &dataset.test.images)?;
        Ok(Self {
            parameters: network.parameters(),
            network: Box::new(network),
            dataset,
            config,
            gaps: Vec::new(),
        })
    }
}
