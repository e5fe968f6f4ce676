//! Fully connected networks with a function other than ReLU between their layers.

use super::{Forward, Mlp, ModelError, Network, UnitWeights};
use std::fmt;
use std::str::FromStr;
use tch::{Kind, Tensor};

/// The function between linear layers; each is PyTorch's module of that name with default arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Activation {
    /// max(0, x).
    #[default]
    Relu,
    /// x above 0, 0.01·x below.
    LeakyRelu,
    /// The hyperbolic tangent.
    Tanh,
    /// 1 / (1 + e⁻ˣ).
    Sigmoid,
    /// x·Φ(x), with Φ the normal distribution function.
    Gelu,
    /// Nothing: the network is linear.
    None,
}

impl Activation {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Relu,
        Self::LeakyRelu,
        Self::Tanh,
        Self::Sigmoid,
        Self::Gelu,
        Self::None,
    ];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Relu => "relu",
            Self::LeakyRelu => "leaky_relu",
            Self::Tanh => "tanh",
            Self::Sigmoid => "sigmoid",
            Self::Gelu => "gelu",
            Self::None => "none",
        }
    }

    /// The function, number by number.
    pub fn apply(self, activity: &Tensor) -> Tensor {
        match self {
            Self::Relu => activity.relu(),
            Self::LeakyRelu => activity.leaky_relu(),
            Self::Tanh => activity.tanh(),
            Self::Sigmoid => activity.sigmoid(),
            Self::Gelu => activity.gelu("none"),
            Self::None => activity.shallow_clone(),
        }
    }

    /// Whether it is piecewise linear.
    pub fn is_piecewise_linear(self) -> bool {
        matches!(self, Self::Relu | Self::LeakyRelu | Self::None)
    }
}

impl fmt::Display for Activation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Activation {
    type Err = ModelError;
    fn from_str(text: &str) -> Result<Self, ModelError> {
        let known = Self::ALL.into_iter().find(|a| a.name() == text);
        known.ok_or_else(|| ModelError::Activation {
            found: text.to_owned(),
        })
    }
}

/// Linear layers with the same function after each hidden one.
#[derive(Debug)]
pub struct Activated {
    /// The layers.
    pub layers: Mlp,
    /// The function.
    pub activation: Activation,
}

impl Activated {
    /// Logits (n × classes) from the input of layer `first`; `see` is called with the activity of every hidden layer on the way.
    fn above(&self, first: usize, input: Tensor, see: &mut dyn FnMut(&Tensor)) -> Tensor {
        let layers = &self.layers;
        let mut activity = input;
        let mut pairs = layers.weights.iter().zip(&layers.biases).skip(first);
        for (weight, bias) in pairs.by_ref().take(layers.n_hidden() - first) {
            activity = self.activation.apply(&activity.linear(weight, Some(bias))); // (n, units)
            see(&activity);
        }
        let (weight, bias) = pairs.next().expect("the projection to the classes");
        activity.linear(weight, Some(bias)) // (n, classes)
    }
}

impl Network for Activated {
    fn forward(&self, images: &Tensor) -> Forward {
        let mut hidden = Vec::with_capacity(self.layers.n_hidden());
        let logits = self.above(0, images.flatten(1, -1), &mut |activity| {
            hidden.push(activity.shallow_clone());
        });
        Forward { hidden, logits }
    }

    fn go_on_from(&self, layer: usize, activity: &Tensor) -> Option<Tensor> {
        Some(self.above(layer + 1, activity.shallow_clone(), &mut |_| ()))
    }

    fn kind(&self) -> Kind {
        self.layers.kind()
    }

    fn input_len(&self) -> usize {
        self.layers.input_len()
    }

    fn is_piecewise_linear(&self) -> bool {
        self.activation.is_piecewise_linear()
    }

    fn unit_weights(&self) -> Option<Vec<UnitWeights>> {
        self.layers.unit_weights()
    }
}
