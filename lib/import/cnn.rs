//! Weights of the original's residual CNN, `Cifar10Fast` (deviation E8).

use super::Problem;
use super::network::{Hidden, Weights};
use super::states::States;
use crate::checkpoint::TensorData;
use crate::spec::{Architecture, DatasetName};
use std::collections::BTreeMap;

/// Residual blocks of a stage.
const BLOCKS: usize = 2;

/// Reads the residual CNN. Counters of batches are no weights and are left out, as in our own checkpoints.
///
/// # Errors
/// A tensor is missing, its shape does not follow from those before, it is neither F32 nor F64, or there is one that no
/// such network has.
pub(super) fn weights(states: &States<'_>) -> Result<Weights, Problem> {
    let mut reader = Reader {
        states,
        tensors: BTreeMap::new(),
    };
    let stem = reader.convolution("conv1", None, DatasetName::Cifar10.image_shape()[0], 3)?;
    reader.norm("bn1", stem)?;
    let (mut channels, mut input) = (Vec::new(), stem);
    for stage in 1..=states.last_stage() {
        // The first stage has the stem's channels, and its shapes never change.
        let mut out = (stage == 1).then_some(stem);
        for block in 0..BLOCKS {
            let changes = stage > 1 && block == 0;
            input = reader.block(&format!("layer{stage}.{block}"), input, out, changes)?;
            out = Some(input);
        }
        channels.push(input);
    }
    let projection = reader.take("proj.weight", &[None, None])?;
    let (classes, pooled) = (projection[0], projection[1]);
    // Maxima beside means, or maxima alone.
    if ![input, 2 * input].contains(&pooled) {
        let expected = format!("the shape [any, {}]", 2 * input);
        let found = format!("{projection:?}");
        return Err(Problem::new(states.place("proj.weight"), expected, found));
    }
    reader.take("proj.bias", &[Some(classes)])?;
    let tensors = reader.tensors;
    let is_known =
        |name: &&&str| tensors.contains_key(**name) || name.ends_with(".num_batches_tracked");
    if let Some(name) = states.names.iter().find(|name| !is_known(name)) {
        let expected = "only the tensors of the residual CNN, which has two blocks a stage";
        let found = "this one".to_owned();
        return Err(Problem::new(states.place(name), expected, found));
    }
    Ok(Weights {
        tensors,
        hidden: Hidden {
            units: [&[stem], &channels[..], &[pooled]].concat(),
            convolutional: true,
        },
        architecture: Architecture::Cnn { channels },
        inputs: DatasetName::Cifar10.input_len(),
        classes,
    })
}

/// Takes tensors out of a state dictionary.
struct Reader<'a> {
    states: &'a States<'a>,
    tensors: BTreeMap<String, TensorData>,
}

impl Reader<'_> {
    /// Takes a tensor; its shape.
    fn take(&mut self, name: &str, shape: &[Option<usize>]) -> Result<Vec<usize>, Problem> {
        let tensor = self.states.tensor(name, shape)?;
        let shape = tensor.shape.clone();
        self.tensors.insert(name.to_owned(), tensor);
        Ok(shape)
    }

    /// Takes a convolution without bias; its number of channels, which is `out` where that is known.
    fn convolution(
        &mut self,
        name: &str,
        out: Option<usize>,
        input: usize,
        size: usize,
    ) -> Result<usize, Problem> {
        let shape = [out, Some(input), Some(size), Some(size)];
        Ok(self.take(&format!("{name}.weight"), &shape)?[0])
    }

    /// Takes a batch norm: weights and running statistics.
    fn norm(&mut self, name: &str, channels: usize) -> Result<(), Problem> {
        for part in ["weight", "bias", "running_mean", "running_var"] {
            self.take(&format!("{name}.{part}"), &[Some(channels)])?;
        }
        Ok(())
    }

    /// Takes a residual block, with a convolution in its skip path where the shape `changes`; its number of channels.
    fn block(
        &mut self,
        name: &str,
        input: usize,
        out: Option<usize>,
        changes: bool,
    ) -> Result<usize, Problem> {
        self.norm(&format!("{name}.bn1"), input)?;
        let out = self.convolution(&format!("{name}.conv1"), out, input, 3)?;
        self.norm(&format!("{name}.bn2"), out)?;
        self.convolution(&format!("{name}.conv2"), Some(out), out, 3)?;
        if changes {
            self.convolution(&format!("{name}.proj"), Some(out), input, 1)?;
        }
        Ok(out)
    }
}
