//! The association methods, one file each: a plain way for any network, a fast one for dense ReLU networks, and a general one for
//! other networks. The passes over the data are `plain`, `dense` and `autograd`.
//!
//! A method is a row in [`AssociationMethod`]'s table, a file here, and the line in [`of`] that the compiler then asks for.

mod covariance;
mod gauss_newton;
mod hessian;
mod input_gradient;
mod output_gradient;
mod probes;
mod sums;
mod weights;

use super::plain::Plain;
use super::{AssociationConfig, AssociationError, autograd, dense};
use crate::models::DenseLayers;
use crate::spec::AssociationMethod;
use tch::Tensor;

/// One association method: three ways to the same matrix.
pub(super) trait Method {
    /// Mean over the images by plain autograd, all hidden layers as one vector, (U, U). The others must agree with it.
    ///
    /// # Errors
    /// The network does not expose what the method needs.
    fn plain(&self, pass: &Plain<'_>) -> Result<Tensor, AssociationError>;

    /// The sum over images for ReLU networks of dense layers.
    fn fast(&self, network: DenseLayers<'_>, config: &AssociationConfig) -> Box<dyn dense::Sum>;

    /// The sum over images for any network.
    ///
    /// # Errors
    /// The network does not expose what the method needs, or labels are needed and there are none.
    fn general(
        &self,
        pass: &autograd::Pass<'_>,
    ) -> Result<Box<dyn autograd::Sum>, AssociationError>;
}

/// How a method is computed.
pub(super) fn of(method: AssociationMethod) -> &'static dyn Method {
    match method {
        AssociationMethod::InputCovariance => &covariance::InputCovariance,
        AssociationMethod::InputGradient => &input_gradient::InputGradient,
        AssociationMethod::OutputGradient => &output_gradient::OutputGradient,
        AssociationMethod::OutputHessian => &hessian::OutputHessian,
        AssociationMethod::GaussNewton => &gauss_newton::GaussNewton,
        AssociationMethod::IncomingWeights => &weights::INCOMING,
        AssociationMethod::OutgoingWeights => &weights::OUTGOING,
    }
}
