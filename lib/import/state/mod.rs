//! The meaning of a state dictionary: the one gate through which networks of other programs come in.
//!
//! A state dictionary is a list of named tensors; nothing in it says what is computed with them. [`network`] accounts for
//! each tensor: as a layer's weight or bias, as a part folded into one, or as known to be harmless; otherwise it refuses the
//! file and names what is left over. So no number is ever taken from half a network.
//!
//! ```text
//! names (parts, wrappers off) -> fold (reparametrised weights) -> dense (layers, in order) or residual (the paper's CNN)
//! ```

mod candidates;
mod dense;
mod fold;
mod names;
mod order;
mod residual;

use crate::checkpoint::TensorData;
use crate::files::elements::{ByteOrder, Element};
use names::{Name, listed, short};
use safetensors::Dtype;
use std::collections::BTreeMap;

/// Why a state dictionary cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: expected {expected}, found {found}")]
pub struct StateError {
    /// Which tensor, or which part of the dictionary.
    pub place: String,
    pub expected: String,
    pub found: String,
}

impl StateError {
    pub(crate) fn new(
        place: impl Into<String>,
        expected: impl Into<String>,
        found: impl Into<String>,
    ) -> Self {
        Self {
            place: place.into(),
            expected: expected.into(),
            found: found.into(),
        }
    }
}

/// Tensors by name, from any source.
pub trait StateDict {
    /// All names.
    ///
    /// # Errors
    /// A name is not text.
    fn names(&self) -> Result<Vec<String>, StateError>;

    /// One tensor.
    ///
    /// # Errors
    /// It is not a tensor, or cannot be read.
    fn tensor(&self, name: &str) -> Result<TensorData, StateError>;
}

impl StateDict for BTreeMap<String, TensorData> {
    fn names(&self) -> Result<Vec<String>, StateError> {
        Ok(self.keys().cloned().collect())
    }

    fn tensor(&self, name: &str) -> Result<TensorData, StateError> {
        let lacks = || StateError::new(short(name), "a tensor", "none");
        self.get(name).cloned().ok_or_else(lacks)
    }
}

/// A network with every tensor accounted for.
#[derive(Debug, Clone, PartialEq)]
pub struct Recognized {
    /// Weights under our own names (`fc_layers.0.weight`, …, `proj.bias`, or the residual CNN's), all F32 or all F64.
    pub tensors: BTreeMap<String, TensorData>,
    /// What kind of network it is.
    pub shape: Shape,
    /// What was folded, converted or left out, one sentence each.
    pub notes: Vec<String>,
}

/// The sizes of a network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// Linear layers.
    Dense {
        /// Numbers in one input.
        inputs: usize,
        /// Units of each hidden layer, at least one layer.
        hidden: Vec<usize>,
        /// Logits.
        classes: usize,
    },
    /// The residual CNN of the paper.
    Residual {
        /// Channels of each stage.
        channels: Vec<usize>,
        /// Inputs of the last layer.
        pooled: usize,
        /// Logits.
        classes: usize,
    },
}

/// The most parts of a tensor's name, that is, of nested modules.
const MOST_PARTS: usize = 64;

/// The network in a state dictionary. `prefix` chooses one of several: only tensors whose names begin with it are read.
///
/// Wrappers in names (`module.`, `_orig_mod.` …) and any prefix that all layers share are ignored. Layers are ordered by
/// number, gaps allowed, or by shape if there are no numbers. Pruned, weight-normed and spectrally normed weights are
/// folded as PyTorch evaluates them. Half precision is widened to F32, mixed precision to F64. A layer without bias gets
/// one of zeros.
///
/// # Errors
/// There is no network, or more than one; a tensor cannot be accounted for, or holds a number that is not finite; layers
/// do not fit one after another; something lies between them (batch norm, adapters). The error names the tensor.
pub fn network(dict: &dyn StateDict, prefix: Option<&str>) -> Result<Recognized, StateError> {
    let mut notes = Vec::new();
    let names = asked(dict.names()?, prefix, &mut notes)?;
    let is_deep = |name: &&String| name.split('.').nth(MOST_PARTS).is_some();
    if let Some(deep) = names.iter().find(is_deep) {
        let expected = format!("names of at most {MOST_PARTS} parts");
        return Err(StateError::new(short(deep), expected, "more"));
    }
    let mut modules: BTreeMap<Vec<String>, Module> = BTreeMap::new();
    for name in names::split(&names) {
        let tensor = Tensor::read(&name.full, &dict.tensor(&name.full)?)?;
        let module = modules
            .entry(name.module.clone())
            .or_insert_with(|| Module {
                name: name.clone(),
                leaves: BTreeMap::new(),
            });
        module.leaves.insert(name.leaf, tensor);
    }
    let mut modules: Vec<Module> = modules.into_values().collect();
    fold_all(&mut modules, &mut notes)?;
    let is_image = |module: &Module| module.leaves.values().any(|t| t.shape.len() == 4);
    let (tensors, shape) = if modules.iter().any(is_image) {
        residual::read(modules)?
    } else {
        dense::read(modules, prefix, &mut notes)?
    };
    for tensor in tensors.values() {
        tensor.expect_real()?;
    }
    let double = unify(&tensors, &mut notes);
    Ok(Recognized {
        tensors: tensors
            .into_iter()
            .map(|(name, tensor)| (name, tensor.data(double)))
            .collect(),
        shape,
        notes,
    })
}

/// The requested names: those with the prefix, without the results that our own files hold beside weights.
fn asked(
    names: Vec<String>,
    prefix: Option<&str>,
    notes: &mut Vec<String>,
) -> Result<Vec<String>, StateError> {
    // A module's name cannot hold a slash.
    let is_weight = |name: &String| {
        let other_epoch = name
            .strip_prefix("epoch=")
            .is_some_and(|rest| rest.contains('/'));
        let measured = ["association/", "function/"];
        !measured.iter().any(|m| name.starts_with(m)) && !other_epoch
    };
    let names: Vec<String> = names.into_iter().filter(is_weight).collect();
    let Some(prefix) = prefix else {
        return Ok(names);
    };
    let with_dot = format!("{}.", prefix.trim_end_matches('.'));
    let begins = |name: &String| prefix.is_empty() || name.starts_with(&with_dot);
    let (inside, outside): (Vec<String>, Vec<String>) = names.into_iter().partition(begins);
    if inside.is_empty() {
        let found = listed(outside.iter().map(String::as_str));
        let expected = format!("names that begin with {}", short(&with_dot));
        return Err(StateError::new("the state dictionary", expected, found));
    }
    if !outside.is_empty() {
        let left = listed(outside.iter().map(String::as_str));
        notes.push(format!("left out, not under {}: {left}", short(&with_dot)));
    }
    Ok(inside)
}

/// A PyTorch module with its tensors.
#[derive(Debug)]
struct Module {
    /// The name of one of its tensors.
    name: Name,
    leaves: BTreeMap<String, Tensor>,
}

impl Module {
    fn path(&self) -> &[String] {
        &self.name.module
    }

    /// The module's name in the file: `model.fc1`.
    fn label(&self) -> &str {
        let prefix = self.name.prefix(self.path().len());
        prefix.strip_suffix('.').unwrap_or(prefix)
    }
}

fn fold_all(modules: &mut [Module], notes: &mut Vec<String>) -> Result<(), StateError> {
    let mut folded: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for module in modules {
        for what in fold::fold(&mut module.leaves)? {
            folded
                .entry(what)
                .or_default()
                .push(module.label().to_owned());
        }
    }
    for (what, layers) in folded {
        let layers = listed(layers.iter().map(String::as_str));
        notes.push(format!("{what} folded into {layers}"));
    }
    Ok(())
}

/// A tensor's numbers and their origin.
#[derive(Debug, Clone)]
struct Tensor {
    /// Its name in the file.
    name: String,
    element: Element,
    shape: Vec<usize>,
    numbers: Vec<f64>,
}

impl Tensor {
    fn read(name: &str, data: &TensorData) -> Result<Self, StateError> {
        let wrong = |expected: &str, found| StateError::new(short(name), expected, found);
        let element = Element::of(data.dtype);
        let element = element.ok_or_else(|| {
            let found = format!("numbers of type {:?}", data.dtype);
            wrong("F64, F32, F16 or BF16", found)
        })?;
        let numbers = element.numbers(&data.bytes, ByteOrder::Little);
        if let Some(at) = numbers.iter().position(|number| !number.is_finite()) {
            let found = format!("{} at {:?}", numbers[at], place(at, &data.shape));
            return Err(wrong("finite numbers", found));
        }
        Ok(Self {
            name: name.to_owned(),
            element,
            shape: data.shape.clone(),
            numbers,
        })
    }

    /// Fails unless this is a weight of a floating-point type: integer weights are quantised, with a scale stored elsewhere.
    fn expect_real(&self) -> Result<(), StateError> {
        match self.element {
            Element::F64 | Element::F32 | Element::F16 | Element::BF16 => Ok(()),
            _ => Err(self.wrong("F64, F32, F16 or BF16", "whole numbers")),
        }
    }

    fn is_double(&self) -> bool {
        self.element == Element::F64
    }

    /// Other numbers in this tensor's shape.
    fn with(&self, numbers: Vec<f64>, double: bool) -> Self {
        let element = if double { Element::F64 } else { self.element };
        Self {
            numbers,
            element,
            ..self.clone()
        }
    }

    fn wrong(&self, expected: impl Into<String>, found: impl Into<String>) -> StateError {
        StateError::new(short(&self.name), expected, found)
    }

    fn data(&self, double: bool) -> TensorData {
        let numbers = self.numbers.iter();
        let (dtype, bytes) = if double {
            (Dtype::F64, numbers.flat_map(|v| v.to_le_bytes()).collect())
        } else {
            let single = numbers.flat_map(|&v| (v as f32).to_le_bytes());
            (Dtype::F32, single.collect())
        };
        TensorData {
            dtype,
            shape: self.shape.clone(),
            bytes,
        }
    }
}

/// Index of the element at a place in row-major order.
fn place(at: usize, shape: &[usize]) -> Vec<usize> {
    let (mut rest, mut index) = (at, Vec::new());
    for &size in shape.iter().rev() {
        index.push(rest % size.max(1));
        rest /= size.max(1);
    }
    index.reverse();
    index
}

/// Whether the network is computed in F64: if any of its weights is.
fn unify(tensors: &BTreeMap<String, Tensor>, notes: &mut Vec<String>) -> bool {
    let count = |of: &dyn Fn(&Tensor) -> bool| tensors.values().filter(|t| of(t)).count();
    let double = count(&Tensor::is_double);
    let half = count(&|t| !t.element.is_full_precision());
    let target = if double > 0 { "F64" } else { "F32" };
    if half > 0 {
        notes.push(format!(
            "{half} half-precision tensors are computed in {target}"
        ));
    } else if double > 0 && double < tensors.len() {
        notes.push("F32 and F64 are mixed: everything is computed in F64".to_owned());
    }
    double > 0
}
