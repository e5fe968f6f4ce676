//! The plain path: Jacobians and Hessians by autograd, one output at a time.
//!
//! Slow, and independent of the structure of the network; the results of [`super::measure`] must agree with it.

use super::plain::Plain;
use super::{AssociationError, Associations, methods};
use crate::models::Network;
use crate::spec::AssociationMethod;
use tch::Tensor;

/// All associations of a fully connected `network` over `images` (n × inputs), per layer and combined, those beyond the
/// paper's included; those for which the network does not expose enough are left out.
///
/// `labels` (n) enter the loss of the hessian; for piecewise-linear networks the result does not depend on them.
///
/// # Errors
/// A result is not finite.
pub fn measure(
    network: &dyn Network,
    images: &Tensor,
    labels: &Tensor,
) -> Result<Associations, AssociationError> {
    let pass = Plain::new(network, images, labels);
    let widths = pass.widths();
    let mut associations = Associations::default();
    for &method in AssociationMethod::KNOWN {
        let mean = match methods::of(method).plain(&pass) {
            Err(AssociationError::NoWeights { .. }) => continue,
            mean => mean?,
        };
        associations.insert_stacked(method, &mean.detach(), &widths, true)?;
    }
    Ok(associations)
}
