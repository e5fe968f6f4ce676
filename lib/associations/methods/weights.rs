//! Weight associations: inner products of the weight vectors of every two units, incoming ones upstream, outgoing ones
//! downstream. Normalised they are cosines.
//!
//! Units in different layers share neither inputs nor outputs, so over all layers combined the blocks between layers are zero.
//! The images are not used.

use super::super::autograd::{self, LayerView};
use super::super::dense;
use super::super::plain::Plain;
use super::super::{AssociationConfig, AssociationError};
use super::Method;
use crate::models::{DenseLayers, Network, UnitWeights};
use tch::{Kind, Tensor};

/// Inner products of the weights on one side of the units.
pub(super) struct Weights {
    name: &'static str,
    side: fn(&UnitWeights) -> &Tensor,
}

/// How alike the units' incoming weights are.
pub(super) static INCOMING: Weights = Weights {
    name: "incoming weights",
    side: |weights| &weights.incoming,
};

/// How alike the units' outgoing weights are.
pub(super) static OUTGOING: Weights = Weights {
    name: "outgoing weights",
    side: |weights| &weights.outgoing,
};

impl Weights {
    /// The weights of each layer's units, units × numbers.
    fn of(&self, network: &dyn Network) -> Result<Vec<Tensor>, AssociationError> {
        let layers = network
            .unit_weights()
            .ok_or(AssociationError::NoWeights { method: self.name })?;
        Ok(layers
            .iter()
            .map(|w| (self.side)(w).to_kind(Kind::Double))
            .collect())
    }
}

impl Method for Weights {
    /// Number by number.
    fn plain(&self, pass: &Plain<'_>) -> Result<Tensor, AssociationError> {
        let layers = self.of(pass.network)?;
        let rows: Vec<(usize, Vec<f64>)> = layers
            .iter()
            .enumerate()
            .flat_map(|(layer, weights)| {
                let rows = weights.unbind(0).into_iter();
                rows.map(move |row| {
                    (
                        layer,
                        Vec::try_from(&row.contiguous()).expect("a row of f64"),
                    )
                })
            })
            .collect();
        let product = |(layer, a): &(usize, Vec<f64>), (other, b): &(usize, Vec<f64>)| {
            if layer != other {
                return 0.0;
            }
            a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>()
        };
        let products: Vec<f64> = rows
            .iter()
            .flat_map(|a| rows.iter().map(move |b| product(a, b)))
            .collect();
        let units = rows.len() as i64;
        Ok(Tensor::from_slice(&products).view([units, units]))
    }

    fn fast(&self, network: DenseLayers<'_>, _: &AssociationConfig) -> Box<dyn dense::Sum> {
        let layers = network.unit_weights();
        let products: Vec<Tensor> = layers.iter().map(|w| gram((self.side)(w))).collect();
        Box::new(Products(products))
    }

    fn general(
        &self,
        pass: &autograd::Pass<'_>,
    ) -> Result<Box<dyn autograd::Sum>, AssociationError> {
        let layers = self.of(pass.network)?;
        Ok(Box::new(Products(layers.iter().map(gram).collect())))
    }
}

/// W Wᵀ of each layer.
struct Products(Vec<Tensor>);

fn gram(weights: &Tensor) -> Tensor {
    let weights = weights.to_kind(Kind::Double);
    weights.mm(&weights.tr())
}

impl dense::Sum for Products {
    fn add(&mut self, _: &dense::Chunk<'_>) {}

    fn mean(&self, _: f64) -> Tensor {
        Tensor::block_diag(&self.0)
    }
}

impl autograd::Sum for Products {
    fn add(&mut self, _: &autograd::Chunk<'_>) {}

    fn mean(&self, layer: usize, _: &LayerView, _: f64) -> Tensor {
        self.0[layer].shallow_clone()
    }
}
