//! Networks of any shape as TorchScript: modules whose forward returns (logits, hidden 1, hidden 2, …).
//!
//! A TorchScript file is a program, and loading it runs it: only load files that you made or trust. `docs/YOUR_OWN.md` has
//! the dozen lines of Python that make one from any model.

use super::{Forward, ModelError, NamedTensors, Network};
use std::path::Path;
use tch::jit::{CModule, IValue};
use tch::{Kind, Tensor};

/// A TorchScript module.
#[derive(Debug)]
pub struct ScriptedNetwork {
    module: CModule,
    /// The shape of one example.
    example_shape: Vec<i64>,
    kind: Kind,
    is_piecewise_linear: bool,
}

impl ScriptedNetwork {
    /// Loads a module onto the device of `images`, to compute in their precision.
    ///
    /// `images` (n × the shape of an example, at least 1) are examples of its input: the first ones are passed through it as a
    /// check. Hidden layers are n × units, n × channels × height × width, or n × tokens × features, where units are features
    /// and positions tokens.
    ///
    /// # Errors
    /// The file is not a module; its forward does not take images or does not return such a tuple; a layer differs in n; images
    /// affect each other; a layer has no gradient path to the logits. The message says which layer.
    pub fn load(path: &Path, images: &Tensor) -> Result<Self, ModelError> {
        let bytes = std::fs::read(path).map_err(|e| ModelError::Script {
            path: path.to_owned(),
            reason: format!("cannot read it: {e}"),
        })?;
        Self::of_bytes(path, &bytes, images)
    }

    /// As [`ScriptedNetwork::load`], of a file's bytes; `path` names them in errors.
    ///
    /// # Errors
    /// As [`ScriptedNetwork::load`].
    pub(crate) fn of_bytes(
        path: &Path,
        mut bytes: &[u8],
        images: &Tensor,
    ) -> Result<Self, ModelError> {
        let wrong = |reason: String| ModelError::Script {
            path: path.to_owned(),
            reason,
        };
        // TorchScript's own differentiation fuses several layers into one node, and cuts the paths between them. The switch is
        // global to the process, and nothing else here runs TorchScript.
        tch::jit::set_graph_executor_optimize(false);
        let loaded = CModule::load_data_on_device(&mut bytes, images.device());
        let mut module = loaded.map_err(|e| wrong(in_short(&e)))?;
        module.to(images.device(), images.kind(), false);
        module.f_set_eval().map_err(|e| wrong(in_short(&e)))?;
        let network = Self {
            module,
            example_shape: images.size()[1..].to_vec(),
            kind: images.kind(),
            is_piecewise_linear: false,
        };
        network.check(images).map_err(wrong)?;
        Ok(network)
    }

    /// Its parameters by PyTorch's names.
    pub fn parameters(&self) -> NamedTensors {
        let named = self.module.named_parameters().unwrap_or_default();
        named.into_iter().collect()
    }

    /// The same network, declared to have only piecewise linear functions (ReLU, maxima, means): its output hessian is then
    /// computed from first derivatives, and needs no labels. This is not checked.
    pub fn piecewise_linear(self) -> Self {
        Self {
            is_piecewise_linear: true,
            ..self
        }
    }

    fn run(&self, images: &Tensor) -> Result<Forward, String> {
        let shape = [&[-1], &self.example_shape[..]].concat();
        let input = IValue::Tensor(images.reshape(shape));
        let output = self.module.forward_is(&[input]).map_err(|e| in_short(&e))?;
        let parts: Vec<Tensor> = match output {
            IValue::Tuple(parts) | IValue::GenericList(parts) => {
                let tensors = parts.into_iter().map(|part| match part {
                    IValue::Tensor(tensor) => Ok(tensor),
                    other => Err(format!("found {} in it", kind_of(&other))),
                });
                tensors.collect::<Result<_, _>>()
            }
            IValue::TensorList(tensors) => Ok(tensors),
            other => Err(format!("found {}", kind_of(&other))),
        }
        .map_err(|found| {
            format!("its forward must return a tuple (logits, hidden 1, …) of tensors, {found}")
        })?;
        let mut parts = parts.into_iter();
        let logits = parts.next().ok_or("its forward returns an empty tuple")?;
        let hidden: Vec<Tensor> = parts.collect();
        if hidden.is_empty() {
            return Err(
                "its forward returns only logits: expected (logits, hidden 1, …)".to_owned(),
            );
        }
        Ok(Forward { hidden, logits })
    }

    /// Passes a few images through the network.
    fn check(&self, images: &Tensor) -> Result<(), String> {
        let n = images.size()[0].min(2);
        let images = images
            .narrow(0, 0, n)
            .detach()
            .copy()
            .set_requires_grad(true);
        let forward = tch::with_grad(|| self.run(&images))?;
        check_shapes(&forward, n)?;
        check_gradients(&forward)?;
        if n == 2 {
            let alone = tch::no_grad(|| self.run(&images.narrow(0, 0, 1)))?;
            check_alone(&forward, &alone)?;
        }
        Ok(())
    }
}

impl Network for ScriptedNetwork {
    fn forward(&self, images: &Tensor) -> Forward {
        self.run(images).unwrap_or_else(|reason| panic!("{reason}"))
    }

    fn kind(&self) -> Kind {
        self.kind
    }

    fn input_len(&self) -> usize {
        self.example_shape.iter().product::<i64>() as usize
    }

    fn example_shape(&self) -> Option<Vec<i64>> {
        Some(self.example_shape.clone())
    }

    fn is_piecewise_linear(&self) -> bool {
        self.is_piecewise_linear
    }
}

fn check_shapes(forward: &Forward, n: i64) -> Result<(), String> {
    let logits = forward.logits.size();
    if logits.len() != 2 || logits[0] != n {
        return Err(format!(
            "expected logits of {n}×classes for {n} images, found shape {logits:?}"
        ));
    }
    for (layer, hidden) in forward.hidden.iter().enumerate() {
        let shape = hidden.size();
        if !(2..=4).contains(&shape.len()) || shape[0] != n {
            return Err(format!(
                "hidden layer {layer}: expected {n}×units, {n}×channels×height×width or {n}×tokens×features for {n} images, found \
                 shape {shape:?}"
            ));
        }
    }
    Ok(())
}

/// Fails on the first hidden layer with no gradient path to the logits.
fn check_gradients(forward: &Forward) -> Result<(), String> {
    let no_path = |layer: usize| {
        format!(
            "hidden layer {layer}: no gradient path to the logits: it is detached, or a copy of what the logits are computed from"
        )
    };
    for (layer, hidden) in forward.hidden.iter().enumerate() {
        if !hidden.requires_grad() || !forward.logits.requires_grad() {
            return Err(no_path(layer));
        }
        let total = tch::with_grad(|| forward.logits.sum(None));
        let slopes = Tensor::f_run_backward(&[&total], &[hidden], true, false);
        let slopes = slopes.map_err(|e| in_short(&e))?;
        if !slopes[0].defined() {
            return Err(no_path(layer));
        }
    }
    Ok(())
}

/// Fails if an image's result changes when another image is in its batch.
fn check_alone(together: &Forward, alone: &Forward) -> Result<(), String> {
    const ALIKE: f64 = 1e-3;
    let layers = together.hidden.iter().zip(&alone.hidden);
    for (together, alone) in layers.chain([(&together.logits, &alone.logits)]) {
        let largest = |t: &Tensor| t.abs().max().to_kind(Kind::Double).double_value(&[]);
        let difference = largest(&(together.narrow(0, 0, 1) - alone));
        // Written so that NaN passes: the measures report what is not finite, with its place.
        if difference > ALIKE * largest(alone).max(f64::MIN_POSITIVE) {
            return Err(
                "an image's activity changes with the other images of its batch: call model.eval() before tracing (batch norm, dropout)"
                    .to_owned(),
            );
        }
    }
    Ok(())
}

fn kind_of(value: &IValue) -> &'static str {
    match value {
        IValue::None => "nothing",
        IValue::Tensor(_) => "a single tensor",
        IValue::Double(_) | IValue::Int(_) | IValue::Bool(_) => "a number",
        IValue::String(_) => "text",
        IValue::GenericDict(_) => "a dictionary",
        IValue::Tuple(_) | IValue::GenericList(_) | IValue::TensorList(_) => "a list in a list",
        _ => "something else",
    }
}

/// The line of libtorch's report that says what went wrong.
fn in_short(error: &tch::TchError) -> String {
    let text = error.to_string();
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let said = lines.clone().find(|line| line.contains("Error: "));
    said.or_else(|| lines.next()).unwrap_or_default().to_owned()
}
