//! The residual CNN of the paper's code, `Cifar10Fast` (deviation E8).

use super::dense::HARMLESS;
use super::fold::refusal;
use super::names::{listed, short};
use super::{Module, Shape, StateError, Tensor};
use std::collections::BTreeMap;

/// Residual blocks per stage.
const BLOCKS: usize = 2;
/// Channels of an image.
const COLOURS: usize = 3;

/// Reads the residual CNN. Counters of batches are not weights and are left out, as in our own checkpoints.
pub(super) fn read(modules: Vec<Module>) -> Result<(BTreeMap<String, Tensor>, Shape), StateError> {
    let mut reader = Reader::new(modules)?;
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
    // Maxima with means, or maxima alone.
    if ![input, 2 * input].contains(&pooled) {
        let expected = format!("the shape [any, {}]", 2 * input);
        let weight = &reader.taken["proj.weight"];
        return Err(weight.wrong(expected, format!("{projection:?}")));
    }
    reader.take("proj.bias", &[Some(classes)])?;
    if let Some(left) = reader.tensors.values().next() {
        let expected = "only the tensors of the residual CNN, which has two blocks a stage";
        return Err(left.wrong(expected, "this one"));
    }
    if let Some(unknown) = reader.unknown {
        return Err(unknown);
    }
    let shape = Shape::Residual {
        channels,
        pooled,
        classes,
    };
    Ok((reader.taken, shape))
}

/// Where the names of the CNN's modules begin in a module's path.
fn begin(module: &Module) -> Option<usize> {
    let is_layer =
        |part: &String| ["conv1", "bn1", "proj"].contains(&part.as_str()) || stage(part).is_some();
    module.path().iter().position(is_layer)
}

/// Tensors of its modules.
const KNOWN: [&str; 4] = ["weight", "bias", "running_mean", "running_var"];

fn unaccounted(path: &[String], leaf: &str, tensor: &Tensor) -> StateError {
    let (expected, found) = match KNOWN.contains(&leaf) {
        true => (
            "dense networks or the residual CNN (conv1, bn1, layer1.0.conv1 …, proj)",
            "a layer of another network",
        ),
        false => refusal(path, leaf),
    };
    tensor.wrong(expected, found)
}

/// 3 in `layer3`.
fn stage(part: &str) -> Option<u8> {
    part.strip_prefix("layer")?.parse().ok()
}

/// Takes tensors one by one.
struct Reader {
    /// Prefix of the names of all modules.
    prefix: String,
    tensors: BTreeMap<String, Tensor>,
    taken: BTreeMap<String, Tensor>,
    /// The error for tensors that no such network has; it names the first one.
    unknown: Option<StateError>,
}

impl Reader {
    /// The tensors under the names of the CNN's modules, without their prefix and without counters.
    fn new(modules: Vec<Module>) -> Result<Self, StateError> {
        let prefix = |module: &Module| Some(module.name.prefix(begin(module)?).to_owned());
        let mut prefixes: Vec<String> = modules.iter().filter_map(prefix).collect();
        prefixes.sort();
        prefixes.dedup();
        if prefixes.len() > 1 {
            let prefixes = listed(prefixes.iter().map(String::as_str));
            let found = format!("networks under {prefixes}");
            let expected = "one network, or --prefix to choose";
            return Err(StateError::new("the state dictionary", expected, found));
        }
        let (mut tensors, mut unknown) = (BTreeMap::new(), None);
        for module in modules {
            let (path, at) = (module.path().to_vec(), begin(&module));
            for (leaf, tensor) in module.leaves {
                match at.filter(|_| KNOWN.contains(&leaf.as_str())) {
                    Some(at) => {
                        drop(tensors.insert(format!("{}.{leaf}", path[at..].join(".")), tensor))
                    }
                    None if HARMLESS.contains(&leaf.as_str()) => {}
                    None => drop(unknown.get_or_insert_with(|| unaccounted(&path, &leaf, &tensor))),
                }
            }
        }
        match unknown {
            Some(unknown) if tensors.is_empty() => Err(unknown),
            unknown => Ok(Self {
                prefix: prefixes.pop().unwrap_or_default(),
                tensors,
                taken: BTreeMap::new(),
                unknown,
            }),
        }
    }

    /// Number of the last stage that any name mentions, so that a stage in the middle cannot be missed.
    fn last_stage(&self) -> u8 {
        let first = |name: &String| stage(name.split('.').next()?);
        self.tensors.keys().filter_map(first).max().unwrap_or(0)
    }

    /// Takes a tensor; its shape. `None` in `shape` is any size.
    fn take(&mut self, name: &str, shape: &[Option<usize>]) -> Result<Vec<usize>, StateError> {
        let tensor = self.tensors.remove(name);
        let tensor = tensor.ok_or_else(|| {
            let name = format!("{}{name}", self.prefix);
            StateError::new(short(&name), "a tensor", "none")
        })?;
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

    /// Takes a convolution without bias; returns its number of channels, which must be `out` if that is given.
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

    /// Takes a residual block, with a convolution in its skip path if the shape `changes`; returns its number of channels.
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
