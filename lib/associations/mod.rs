//! How alike two hidden units are: the paper's four association matrices, upstream and downstream, and our own.
//!
//! For a layer h(x) of d units, logits o(x), cross entropy L and n inputs (paper, section 2.2):
//!
//! | method | matrix (d × d) |
//! |---|---|
//! | input covariance | population covariance of h over inputs |
//! | input gradient | mean of J Jᵀ, J = ∂h/∂x |
//! | output gradient | mean of Jᵀ J, J = ∂o/∂h |
//! | output hessian | mean of ∂²L/∂h∂h, for piecewise-linear networks Jᵀ(diag p − p pᵀ)J, p = softmax o |
//! | Gauss–Newton | mean of Jᵀ(diag p − p pᵀ)J; a method of its own where the network is not piecewise linear |
//!
//! [`AssociationMethod`] lists all methods, those beyond the paper's included.
//!
//! In convolutional layers a unit is a channel; each matrix is computed at each position and averaged over positions. In
//! layers of tokens (n × tokens × features) a unit is a feature, and the tokens are the positions.
//!
//! Where our scale deliberately differs from the paper's code (modules and normalised matrices do not depend on scale):
//! - output hessian: ours is the mean over images. Theirs is that divided by the batch size.
//! - output hessian of convolutional layers: ours is the mean over positions. Theirs is broken.
//! - gradients of convolutional layers: theirs, 1/(n p²) Σ over n images and p positions, by default;
//!   [`PositionScale::Mean`] gives the mean.
//!
//! The signed matrices are kept; normalising and taking the absolute value come last, in that order.
//! [`measure`] takes MLPs on the fast path (products of weights and masks, all methods and layers from one pass over the
//! data) and other networks through batched vector-Jacobian products; [`oracle`] is the plain path by autograd, which
//! tests compare both to.

mod active;
mod autograd;
mod batch;
mod dense;
mod methods;
mod moments;
pub mod oracle;
mod plain;

pub use batch::Batch;

use crate::models::Network;
use crate::progress::{Progress, Silent};
use crate::spec::{Association, AssociationMethod, Layer, Normalization};
use autograd::Pass;
use batch::Engine;
use ndarray::{Array2, Axis, Zip};
use std::collections::BTreeMap;
use tch::{Device, Kind, Tensor};

/// Why an association cannot be measured.
#[derive(Debug, thiserror::Error, PartialEq)]
#[non_exhaustive]
pub enum AssociationError {
    #[error("an association needs at least one image, found none")]
    NoImages,
    #[error(
        "the output hessian of a network that is not piecewise linear needs a label for each image"
    )]
    NoLabels,
    #[error("{method}: this kind of network does not show the weights between its units")]
    NoWeights { method: &'static str },
    #[error("expected {expected} labels, one per image, found {found}")]
    LabelCount { expected: usize, found: usize },
    #[error(
        "matrices over all hidden layers combined are for fully connected networks only: an image has activity of shape \
         {found:?} in layer {layer}"
    )]
    NotCombinable { layer: usize, found: Vec<i64> },
    #[error("expected labels from 0 to {last}, found {found} of image {image}")]
    LabelRange { last: i64, image: usize, found: i64 },
    #[error("libtorch cannot compute this: {reason}")]
    Libtorch { reason: String },
    #[error("max_positions must be at least 1, found 0")]
    NoPositions,
    #[error("probes must be at least 1, found 0")]
    NoProbes,
    #[error("images have {found} numbers each, the network takes {expected}")]
    InputLength { expected: usize, found: usize },
    #[error("{method} of layer {layer} was not measured; measured: {measured}")]
    NotMeasured {
        method: &'static str,
        layer: Layer,
        measured: String,
    },
    #[error("cannot normalise: the diagonal entry of unit {unit} is {found}, expected at least 0")]
    NegativeDiagonal { unit: usize, found: f64 },
    #[error(
        "{method} of layer {layer} holds {found} at ({row}, {column}): expected finite numbers"
    )]
    NotFinite {
        method: &'static str,
        layer: Layer,
        row: usize,
        column: usize,
        found: f64,
    },
}

/// How gradients of convolutional layers are averaged over the p positions of a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PositionScale {
    /// As in the paper's code, which divides by p twice. Only a matter of scale: modules and normalised matrices do not depend on it.
    #[default]
    Reference,
    /// The mean over positions.
    Mean,
}

/// What to measure.
#[derive(Debug, Clone, PartialEq)]
pub struct AssociationConfig {
    /// Which methods.
    pub methods: Vec<AssociationMethod>,
    /// Also over all hidden layers stacked into one vector; fully connected networks only.
    pub combined: bool,
    /// Positions of a convolutional layer at which its units are sampled, `None` for all: one random subset per layer, the
    /// same for every image. Output gradient and Gauss–Newton use all in any case, since one backward pass gives them all.
    pub max_positions: Option<usize>,
    /// Random directions along which the input gradient of each image is probed, if the network is not fully connected;
    /// `None`: its whole Jacobian. With probes v of independent signs the mean of (J v)(J v)ᵀ is that of J Jᵀ, at a cost that
    /// depends neither on units nor on positions, all of which are used.
    pub probes: Option<usize>,
    /// Seed of the subsets of positions, and of the probes.
    pub seed: u64,
    /// How gradients are averaged over positions.
    pub position_scale: PositionScale,
    /// How many images are processed together; bounds memory.
    pub batch: Batch,
}

impl Default for AssociationConfig {
    fn default() -> Self {
        Self {
            methods: AssociationMethod::ALL.to_vec(),
            combined: true,
            max_positions: Some(32),
            probes: None,
            seed: 0,
            position_scale: PositionScale::default(),
            batch: Batch::default(),
        }
    }
}

/// All requested association matrices of `network` over `images` (n × …, each with as many numbers as the network takes).
///
/// Computes in the precision of the network's weights and accumulates in f64. MLPs go through products of weights and
/// masks, other networks through autograd.
///
/// # Errors
/// There are no images, or they do not fit the network; combined matrices of a convolutional network are requested; the
/// hessian of a network that is not piecewise linear is requested (see [`measure_with`]); a result is not finite.
pub fn measure(
    network: &dyn Network,
    images: &Tensor,
    config: &AssociationConfig,
) -> Result<Associations, AssociationError> {
    measure_with(network, images, None, config, &Silent)
}

/// As [`measure`], with `labels` (n) for the hessian of networks that are not piecewise linear, and progress.
///
/// # Errors
/// As [`measure`].
pub fn measure_with(
    network: &dyn Network,
    images: &Tensor,
    labels: Option<&Tensor>,
    config: &AssociationConfig,
    progress: &dyn Progress,
) -> Result<Associations, AssociationError> {
    let images = check(network, images)?;
    if let Some(found) = labels.map(|labels| labels.size()[0])
        && found != images.size()[0]
    {
        return Err(AssociationError::LabelCount {
            expected: images.size()[0] as usize,
            found: found as usize,
        });
    }
    let device = images.device();
    match network.dense_layers() {
        Some(layers) => batch::fitting(config.batch, Engine::ClosedForm, device, |numbers| {
            let sum = |&method| (method, methods::of(method).fast(layers, config));
            let sums = config.methods.iter().map(sum).collect();
            dense::measure(layers, &images, config, sums, numbers, progress)
        }),
        None => batch::fitting(config.batch, Engine::Autograd, device, |numbers| {
            let pass = Pass::new(network, &images, labels, config, numbers)?;
            let sum = |&method| Ok((method, methods::of(method).general(&pass)?));
            let sums = config.methods.iter().map(sum).collect::<Result<_, _>>()?;
            autograd::measure(&pass, &images, sums, progress)
        }),
    }
}

/// Images as a matrix in the network's precision.
fn check(network: &dyn Network, images: &Tensor) -> Result<Tensor, AssociationError> {
    if images.size()[0] == 0 {
        return Err(AssociationError::NoImages);
    }
    let images = images.flatten(1, -1).to_kind(network.kind());
    let found = images.size()[1] as usize;
    if found != network.input_len() {
        return Err(AssociationError::InputLength {
            expected: network.input_len(),
            found,
        });
    }
    Ok(images)
}

/// The signed matrices of one network.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Associations {
    signed: BTreeMap<(AssociationMethod, Layer), Array2<f64>>,
}

/// Standard deviations below this count as this when normalising (the reference's constant).
const STD_FLOOR: f64 = 1e-12;

impl Associations {
    /// The matrix before normalising and before the absolute value.
    ///
    /// # Errors
    /// It was not measured.
    pub fn signed(
        &self,
        method: AssociationMethod,
        layer: Layer,
    ) -> Result<&Array2<f64>, AssociationError> {
        self.signed.get(&(method, layer)).ok_or_else(|| {
            let names = self.signed.keys().map(|(m, l)| format!("{}/{l}", m.name()));
            AssociationError::NotMeasured {
                method: method.name(),
                layer,
                measured: names.collect::<Vec<_>>().join(", "),
            }
        })
    }

    /// The association matrix: nonnegative, symmetric, units × units.
    ///
    /// # Errors
    /// It was not measured, or a negative diagonal cannot be normalised.
    pub fn matrix(
        &self,
        association: Association,
        layer: Layer,
    ) -> Result<Array2<f64>, AssociationError> {
        let signed = self.signed(association.method, layer)?;
        match association.normalization {
            Normalization::Raw => Ok(signed.mapv(f64::abs)),
            Normalization::Normalized => Ok(normalize(signed)?.mapv(f64::abs)),
        }
    }

    /// The layers whose matrices are held.
    pub fn layers(&self) -> Vec<Layer> {
        let mut layers: Vec<Layer> = self.signed.keys().map(|&(_, layer)| layer).collect();
        layers.sort();
        layers.dedup();
        layers
    }

    /// Splits the matrix over all layers into the layers' own; keeps the whole too if `combined`.
    fn insert_stacked(
        &mut self,
        method: AssociationMethod,
        stacked: &Tensor,
        widths: &[usize],
        combined: bool,
    ) -> Result<(), AssociationError> {
        let stacked = symmetric(to_array(stacked));
        let mut at = 0;
        for (layer, &units) in widths.iter().enumerate() {
            let block = ndarray::s![at..at + units, at..at + units];
            self.insert(
                method,
                Layer::Hidden(layer),
                stacked.slice(block).to_owned(),
            )?;
            at += units;
        }
        if combined {
            self.insert(method, Layer::Combined, stacked)?;
        }
        Ok(())
    }

    fn insert(
        &mut self,
        method: AssociationMethod,
        layer: Layer,
        matrix: Array2<f64>,
    ) -> Result<(), AssociationError> {
        if let Some(((row, column), &found)) = matrix.indexed_iter().find(|(_, v)| !v.is_finite()) {
            return Err(AssociationError::NotFinite {
                method: method.name(),
                layer,
                row,
                column,
                found,
            });
        }
        self.signed.insert((method, layer), matrix);
        Ok(())
    }
}

/// A_ij / (σ_i σ_j) with σ_i = max(√A_ii, 1e-12): a covariance becomes a correlation. Signs stay.
///
/// # Errors
/// A diagonal entry is negative.
pub fn normalize(signed: &Array2<f64>) -> Result<Array2<f64>, AssociationError> {
    let diagonal = signed.diag();
    if let Some((unit, &found)) = diagonal.iter().enumerate().find(|(_, v)| **v < 0.0) {
        return Err(AssociationError::NegativeDiagonal { unit, found });
    }
    let std = diagonal.mapv(|v| v.sqrt().max(STD_FLOOR));
    let (rows, columns) = (
        std.view().insert_axis(Axis(1)),
        std.view().insert_axis(Axis(0)),
    );
    Ok(signed / &rows / columns)
}

/// Removes the asymmetry left by rounding.
fn symmetric(mut matrix: Array2<f64>) -> Array2<f64> {
    let transposed = matrix.t().to_owned();
    Zip::from(&mut matrix)
        .and(&transposed)
        .for_each(|a, &b| *a = 0.5 * (*a + b));
    matrix
}

fn to_array(tensor: &Tensor) -> Array2<f64> {
    let tensor = tensor
        .to_device(Device::Cpu)
        .to_kind(Kind::Double)
        .contiguous();
    let shape = (tensor.size()[0] as usize, tensor.size()[1] as usize);
    let values: Vec<f64> = Vec::try_from(tensor.view([-1])).expect("a matrix of f64");
    Array2::from_shape_vec(shape, values).expect("as many values as the shape says")
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn normalising_gives_correlations_and_keeps_signs() {
        let covariance = array![[4.0, -3.0, 0.0], [-3.0, 9.0, 0.0], [0.0, 0.0, 0.0]];
        let expected = array![[1.0, -0.5, 0.0], [-0.5, 1.0, 0.0], [0.0, 0.0, 0.0]];
        assert_eq!(normalize(&covariance), Ok(expected));
    }

    #[test]
    fn a_negative_diagonal_cannot_be_normalised() {
        let error = normalize(&array![[1.0, 0.0], [0.0, -2.0]]);
        assert_eq!(
            error,
            Err(AssociationError::NegativeDiagonal {
                unit: 1,
                found: -2.0
            })
        );
    }
}
