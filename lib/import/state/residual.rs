//! The residual CNN of the paper's code, `Cifar10Fast` (deviation E8).

use super::dense::HARMLESS;
use super::fold::refusal;
use super::names::{listed, short};
use super::{Module, Shape, StateError, Tensor};
use std::collections::BTreeMap;

/// Residual blocks of a stage.
const BLOCKS: usize = 2;
/// Channels of an image.
const COLOURS: usize = 3;

/// Reads the residual CNN. Counters of batches are no weights and are left out, as in our own checkpoints.
pub(super) fn read(
    modules: Vec<Module>,
    notes: &mut Vec<String>,
) -> Result<(BTreeMap<String, Tensor>, Shape), StateError> {
    let mut reader = Reader {
        tensors: by_name(modules)?,
        taken: BTreeMap::new(),
    };
    let stem = reader.convolution("conv1", None, COLOURS, 3)?;
    reader.norm("bn1", stem)?;
    let (mut channels, mut input) = (Vec::new(), stem);
    for stage in 1..=reader.last_stage() {
        // The first stage has the stem's channels, and its shapes never change.
        let mut out = (stage == 1).then_some(stem);
        for block in 0..BLOCKS {
            let changes = stage > 1 && block == 0;
            input = reader.block(&format!("layer{stage}.{block}"), input, out, changes)?;
            out = Some(input);
        }
        channels.push(input);
    }
    if channels.is_empty() {
        let expected = "stages of residual blocks (layer1.0.conv1 …)";
        return Err(StateError::new("the residual CNN", expected, "none"));
    }
    let projection = reader.take("proj.weight", &[None, None])?;
    let (classes, pooled) = (projection[0], projection[1]);
    // Maxima beside means, or maxima alone.
    if ![input, 2 * input].contains(&pooled) {
        let expected = format!("the shape [any, {}]", 2 * input);
        let weight = &reader.taken["proj.weight"];
        return Err(weight.wrong(expected, format!("{projection:?}")));
    }
    if reader.tensors.contains_key("proj.bias") {
        reader.take("proj.bias", &[Some(classes)])?;
    } else {
        let weight = &reader.taken["proj.weight"];
        notes.push(format!(
            "without bias, taken as zeros: {}",
            short(&weight.name)
        ));
        let zeros = Tensor {
            name: "proj.bias".to_owned(),
            element: weight.element,
            shape: vec![classes],
            numbers: vec![0.0; classes],
        };
        reader.taken.insert("proj.bias".to_owned(), zeros);
    }
    if let Some(left) = reader.tensors.values().next() {
        let expected = "only the tensors of the residual CNN, which has two blocks a stage";
        return Err(left.wrong(expected, "this one"));
    }
    let shape = Shape::Residual {
        channels,
        pooled,
        classes,
    };
    Ok((reader.taken, shape))
}

/// The tensors under the names that the CNN's modules have, without what stands before them and without counters.
fn by_name(modules: Vec<Module>) -> Result<BTreeMap<String, Tensor>, StateError> {
    let is_layer =
        |part: &String| ["conv1", "bn1", "proj"].contains(&part.as_str()) || stage(part).is_some();
    let begin = |module: &Module| module.path().iter().position(is_layer);
    let prefix = |module: &Module| begin(module).map(|at| module.name.prefix(at).to_owned());
    let mut prefixes: Vec<String> = modules.iter().filter_map(prefix).collect();
    prefixes.sort();
    prefixes.dedup();
    if prefixes.len() > 1 {
        let found = format!(
            "networks under {}",
            listed(prefixes.iter().map(String::as_str))
        );
        let expected = "one network, or --prefix to choose";
        return Err(StateError::new("the state dictionary", expected, found));
    }
    let mut tensors = BTreeMap::new();
    for module in modules {
        let path = module.path().to_vec();
        let at = begin(&module);
        for (leaf, tensor) in module.leaves {
            if HARMLESS.contains(&leaf.as_str()) {
                continue;
            }
            let known = ["weight", "bias", "running_mean", "running_var"].contains(&leaf.as_str());
            let Some(at) = at.filter(|_| known) else {
                let (expected, found) = match known {
                    true => (
                        "dense networks or the residual CNN (conv1, bn1, layer1.0.conv1 …, proj)",
                        "a layer of another network",
                    ),
                    false => refusal(&path, &leaf),
                };
                return Err(tensor.wrong(expected, found));
            };
            tensors.insert(format!("{}.{leaf}", path[at..].join(".")), tensor);
        }
    }
    Ok(tensors)
}

/// 3 in `layer3`.
fn stage(part: &str) -> Option<u8> {
    part.strip_prefix("layer")?.parse().ok()
}

/// Takes tensors one by one.
struct Reader {
    tensors: BTreeMap<String, Tensor>,
    taken: BTreeMap<String, Tensor>,
}

impl Reader {
    /// Number of the last stage that any name mentions, so that a stage in the middle cannot be missed.
    fn last_stage(&self) -> u8 {
        let first = |name: &String| stage(name.split('.').next()?);
        self.tensors.keys().filter_map(first).max().unwrap_or(0)
    }

    /// Takes a tensor; its shape. `None` in `shape` is any size.
    fn take(&mut self, name: &str, shape: &[Option<usize>]) -> Result<Vec<usize>, StateError> {
        let tensor = self.tensors.remove(name);
        let tensor = tensor.ok_or_else(|| StateError::new(short(name), "a tensor", "none"))?;
        let mut sizes = shape.iter().zip(&tensor.shape);
        let fits = sizes.all(|(size, found)| size.is_none_or(|size| size == *found));
        if !fits || shape.len() != tensor.shape.len() {
            let word = |size: &Option<usize>| size.map_or("any".to_owned(), |n| n.to_string());
            let sizes: Vec<String> = shape.iter().map(word).collect();
            let expected = format!("the shape [{}]", sizes.join(", "));
            return Err(tensor.wrong(expected, format!("{:?}", tensor.shape)));
        }
        let found = tensor.shape.clone();
        self.taken.insert(name.to_owned(), tensor);
        Ok(found)
    }

    /// Takes a convolution without bias; its number of channels, which is `out` where that is known.
    fn convolution(
        &mut self,
        name: &str,
        out: Option<usize>,
        input: usize,
        size: usize,
    ) -> Result<usize, StateError> {
        let shape = [out, Some(input), Some(size), Some(size)];
        Ok(self.take(&format!("{name}.weight"), &shape)?[0])
    }

    /// Takes a batch norm: weights and running statistics.
    fn norm(&mut self, name: &str, channels: usize) -> Result<(), StateError> {
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
    ) -> Result<usize, StateError> {
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
