//! What the measures need from a network, whatever its layers are.

use super::NamedTensors;
use tch::{Kind, Tensor};

/// The result of a forward pass.
#[derive(Debug)]
pub struct Forward {
    /// Activity of each hidden layer: n × units, n × channels × height × width, or n × tokens × features (the features are the
    /// units then, the tokens their positions).
    pub hidden: Vec<Tensor>,
    /// n × classes.
    pub logits: Tensor,
}

/// A classifier that exposes its hidden layers. Images do not affect each other (dropout off, running statistics).
pub trait Network {
    /// Activity of every layer for n images; differentiable.
    fn forward(&self, images: &Tensor) -> Forward;

    /// Element type of the weights, in which the network computes.
    fn kind(&self) -> Kind;

    /// Numbers in one image.
    fn input_len(&self) -> usize;

    /// The shape of an image, for networks that depend on it.
    fn example_shape(&self) -> Option<Vec<i64>> {
        None
    }

    /// Whether the logits are a piecewise-linear function of every hidden layer, as in ReLU networks. The hessian of
    /// the cross entropy is then Jᵀ(diag p − p pᵀ)J exactly, and needs no labels. Only say so where it is true.
    fn is_piecewise_linear(&self) -> bool {
        false
    }

    /// Logits (n × classes) when the network continues from hidden layer `layer`, counted from 0, with this activity, of that layer's
    /// shape in [`Forward`]. `None` for networks that cannot do so.
    fn go_on_from(&self, layer: usize, activity: &Tensor) -> Option<Tensor> {
        let _ = (layer, activity);
        None
    }

    /// The weights into and out of the units of each hidden layer, for networks that know them.
    fn unit_weights(&self) -> Option<Vec<UnitWeights>> {
        None
    }

    /// The network as fully connected ReLU layers with a projection, for which there are closed forms.
    fn dense_layers(&self) -> Option<DenseLayers<'_>> {
        None
    }
}

/// A network that can be trained by gradients alone, one at a time.
pub trait Trainable: Network {
    /// The tensors by PyTorch's names, including running statistics; they share memory with the network's.
    fn to_named(&self) -> NamedTensors;

    /// Logits (n × classes) of a batch in training. `dropout` is applied to the activity (n × units × positions …) of the layers that
    /// are regularized by it.
    fn forward_training(
        &self,
        images: &Tensor,
        dropout: &mut dyn FnMut(Tensor) -> Tensor,
    ) -> Tensor;
}

/// The weights into and out of the units of one hidden layer, unchanged; biases and batch norms are left out.
#[derive(Debug)]
pub struct UnitWeights {
    /// Row i: the weights by which unit i reads the layer below, units × numbers.
    pub incoming: Tensor,
    /// Row i: the weights by which the layer above reads unit i, units × numbers.
    pub outgoing: Tensor,
}

/// A view of fully connected ReLU layers with a linear projection to the classes on top.
#[derive(Debug, Clone, Copy)]
pub struct DenseLayers<'a> {
    /// out × in for each layer, from the input to the logits.
    pub weights: &'a [Tensor],
    /// out for each layer.
    pub biases: &'a [Tensor],
}

impl DenseLayers<'_> {
    /// Number of hidden layers.
    pub fn n_hidden(&self) -> usize {
        self.weights.len() - 1
    }

    /// Numbers in one input.
    pub fn input_len(&self) -> usize {
        self.weights[0].size()[1] as usize
    }

    /// Units of each hidden layer.
    pub fn hidden_widths(&self) -> Vec<usize> {
        self.weights[..self.n_hidden()]
            .iter()
            .map(|w| w.size()[0] as usize)
            .collect()
    }

    /// The weights into and out of the units of each hidden layer.
    pub fn unit_weights(&self) -> Vec<UnitWeights> {
        let ends = self.weights.windows(2);
        ends.map(|ends| UnitWeights {
            incoming: ends[0].shallow_clone(),
            outgoing: ends[1].tr(),
        })
        .collect()
    }

    /// Activity of every layer for n images of any shape with `input_len` numbers each.
    pub fn forward(&self, images: &Tensor) -> Forward {
        let mut hidden = Vec::with_capacity(self.n_hidden());
        let logits = self.above(0, images.flatten(1, -1), &mut |activity| {
            hidden.push(activity.shallow_clone());
        });
        Forward { hidden, logits }
    }

    /// Logits (n × classes) from the activity (n × units) of hidden layer `layer` on.
    pub fn go_on_from(&self, layer: usize, activity: &Tensor) -> Tensor {
        self.above(layer + 1, activity.shallow_clone(), &mut |_| ())
    }

    /// Logits from the input of layer `first`; `see` is called with the activity of every hidden layer on the way.
    fn above(&self, first: usize, input: Tensor, see: &mut dyn FnMut(&Tensor)) -> Tensor {
        let mut activity = input;
        let hidden = first..self.n_hidden();
        for (weight, bias) in self.weights[hidden.clone()]
            .iter()
            .zip(&self.biases[hidden])
        {
            activity = activity.linear(weight, Some(bias)).relu(); // (n, units)
            see(&activity);
        }
        activity.linear(&self.weights[self.n_hidden()], self.biases.last()) // (n, classes)
    }
}
