//! The multilayer perceptron of the paper: fully connected ReLU layers, then a linear projection to the classes.

use super::super::{
    DenseLayers, Forward, ModelError, NamedTensors, Network, UnitWeights, draw_initial, find,
};
use super::Row;
use crate::seeds::Seeds;
use crate::spec::{Architecture, RunSpec};
use tch::{Device, Kind, Tensor};

pub(super) static ROW: Row = Row {
    told_by: "proj.weight",
    read: |tensors| Ok(Box::new(Mlp::from_named(tensors)?)),
    initial: |spec| initial_mlp(spec).to_named(),
    trainable: None, // In stacks.
};

/// The initial MLP of a run.
///
/// # Panics
/// The run's network is not an MLP.
pub fn initial_mlp(spec: &RunSpec) -> Mlp {
    let Architecture::Mlp { hidden } = &spec.architecture else {
        panic!("the network of {} is not an MLP", spec.file_stem());
    };
    let (input, classes) = (spec.dataset.input_len(), spec.dataset.classes());
    Mlp::init(input, hidden, classes, &spec.seeds())
}

/// Weights of an MLP; the last layer is the projection to the classes.
#[derive(Debug)]
pub struct Mlp {
    /// out × in for each layer, from the input to the logits.
    pub weights: Vec<Tensor>,
    /// out for each layer.
    pub biases: Vec<Tensor>,
}

impl Mlp {
    /// Initial weights as PyTorch's `nn.Linear` draws them: weights and biases uniform in ±1/√in
    /// (kaiming-uniform with a = √5), from the stream `init`.
    pub fn init(input: usize, hidden: &[usize], classes: usize, seeds: &Seeds) -> Self {
        let mut rng = seeds.stream("init");
        let widths: Vec<usize> = [&[input], hidden, &[classes]].concat();
        let (mut weights, mut biases) = (Vec::new(), Vec::new());
        for ends in widths.windows(2) {
            let (fan_in, out) = (ends[0], ends[1]);
            weights.push(draw_initial(&mut rng, fan_in, &[out, fan_in]));
            biases.push(draw_initial(&mut rng, fan_in, &[out]));
        }
        Self { weights, biases }
    }

    /// The network whose tensors have PyTorch's names.
    ///
    /// # Errors
    /// A tensor is missing or belongs to no layer, or its shape does not follow from the one before it.
    pub fn from_named(tensors: &NamedTensors) -> Result<Self, ModelError> {
        let n_hidden = (0..)
            .take_while(|i| tensors.contains_key(&format!("fc_layers.{i}.weight")))
            .count();
        let mut network = Self {
            weights: Vec::new(),
            biases: Vec::new(),
        };
        for layer in layer_names(n_hidden) {
            let weight = find(tensors, &format!("{layer}.weight"))?;
            let bias = find(tensors, &format!("{layer}.bias"))?;
            let before = network.weights.last().map(|w| w.size()[0]);
            check_shapes(&layer, &weight, &bias, before)?;
            network.weights.push(weight);
            network.biases.push(bias);
        }
        let known = network.to_named();
        if let Some(name) = tensors.keys().find(|name| !known.contains_key(*name)) {
            return Err(ModelError::Unaccounted { name: name.clone() });
        }
        match n_hidden {
            0 => Err(ModelError::NoHiddenLayer),
            _ => Ok(network),
        }
    }

    /// The tensors by PyTorch's names.
    pub fn to_named(&self) -> NamedTensors {
        layer_names(self.n_hidden())
            .zip(self.weights.iter().zip(&self.biases))
            .flat_map(|(layer, (weight, bias))| {
                [
                    (format!("{layer}.weight"), weight.shallow_clone()),
                    (format!("{layer}.bias"), bias.shallow_clone()),
                ]
            })
            .collect()
    }

    /// Its layers as a plain view.
    pub fn layers(&self) -> DenseLayers<'_> {
        DenseLayers {
            weights: &self.weights,
            biases: &self.biases,
        }
    }

    /// Number of hidden layers.
    pub fn n_hidden(&self) -> usize {
        self.layers().n_hidden()
    }

    /// Numbers in one input.
    pub fn input_len(&self) -> usize {
        self.layers().input_len()
    }

    /// Units of each hidden layer.
    pub fn hidden_widths(&self) -> Vec<usize> {
        self.layers().hidden_widths()
    }

    /// Activity of every layer for n images of any shape with `input_len` numbers each; no dropout.
    pub fn forward(&self, images: &Tensor) -> Forward {
        self.layers().forward(images)
    }

    /// The same network in another precision or on another device.
    pub fn to(&self, device: Device, kind: Kind) -> Self {
        let convert = |tensors: &[Tensor]| {
            tensors
                .iter()
                .map(|t| t.to_device(device).to_kind(kind))
                .collect()
        };
        Self {
            weights: convert(&self.weights),
            biases: convert(&self.biases),
        }
    }
}

impl Network for Mlp {
    fn forward(&self, images: &Tensor) -> Forward {
        self.forward(images)
    }

    fn kind(&self) -> Kind {
        self.weights[0].kind()
    }

    fn input_len(&self) -> usize {
        self.input_len()
    }

    fn go_on_from(&self, layer: usize, activity: &Tensor) -> Option<Tensor> {
        Some(self.layers().go_on_from(layer, activity))
    }

    fn is_piecewise_linear(&self) -> bool {
        true
    }

    fn unit_weights(&self) -> Option<Vec<UnitWeights>> {
        Some(self.layers().unit_weights())
    }

    fn dense_layers(&self) -> Option<DenseLayers<'_>> {
        Some(self.layers())
    }
}

/// Names of the layers, input to logits.
fn layer_names(n_hidden: usize) -> impl Iterator<Item = String> {
    (0..n_hidden)
        .map(|i| format!("fc_layers.{i}"))
        .chain(std::iter::once("proj".to_owned()))
}

fn check_shapes(
    layer: &str,
    weight: &Tensor,
    bias: &Tensor,
    before: Option<i64>,
) -> Result<(), ModelError> {
    let shape = weight.size();
    let fits = shape.len() == 2 && before.is_none_or(|n| n == shape[1]);
    if !fits {
        return Err(ModelError::Shape {
            name: format!("{layer}.weight"),
            expected: match before {
                Some(n) => format!("(units, {n})"),
                None => "(units, inputs)".to_owned(),
            },
            found: shape,
        });
    }
    if bias.size() != shape[..1] {
        return Err(ModelError::Shape {
            name: format!("{layer}.bias"),
            expected: format!("({},)", shape[0]),
            found: bias.size(),
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initial_weights_have_pytorchs_distribution() {
        let network = Mlp::init(784, &[64, 64], 10, &Seeds::of_run(0));
        for (weight, bias) in network.weights.iter().zip(&network.biases) {
            let bound = 1.0 / (weight.size()[1] as f64).sqrt();
            for tensor in [weight, bias] {
                assert!(tensor.abs().max().double_value(&[]) <= bound);
            }
            // A uniform distribution on ±b has standard deviation b/√3.
            let std = weight.std(false).double_value(&[]) * 3f64.sqrt();
            assert!((std / bound - 1.0).abs() < 0.1, "{std} {bound}");
        }
    }

    #[test]
    fn names_round_trip_and_wrong_weights_are_refused() {
        let network = Mlp::init(6, &[4, 3], 2, &Seeds::of_run(0));
        let mut named = network.to_named();
        assert_eq!(Mlp::from_named(&named).unwrap().hidden_widths(), [4, 3]);
        named.insert(
            "fc_layers.1.weight".into(),
            Tensor::zeros([3, 5], (Kind::Float, Device::Cpu)),
        );
        let error = Mlp::from_named(&named).unwrap_err().to_string();
        assert!(
            error.contains("fc_layers.1.weight") && error.contains("(units, 4)"),
            "{error}"
        );
        named.remove("proj.bias");
        named.insert(
            "fc_layers.1.weight".into(),
            network.weights[1].shallow_clone(),
        );
        assert!(
            Mlp::from_named(&named)
                .unwrap_err()
                .to_string()
                .contains("proj.bias")
        );
    }
}
