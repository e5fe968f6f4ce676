//! What drives units: the mean gradient of their activity with respect to the input, a picture of what they respond to.

use super::LesionError;
use crate::models::Network;
use ndarray::Array2;
use tch::{Device, Kind, Tensor};

/// The receptive field of each group of units of hidden layer `layer`, groups × numbers of an image: the gradient of the mean activity of
/// the group's units (for channels, also over their positions) with respect to the image, averaged over `images` (n × …).
///
/// # Errors
/// There are no images, or they do not fit; there is no such layer.
pub fn receptive_fields(
    network: &dyn Network,
    layer: usize,
    images: &Tensor,
    groups: &[Vec<usize>],
) -> Result<Array2<f64>, LesionError> {
    if images.size()[0] == 0 {
        return Err(LesionError::NoImages);
    }
    let images = images.flatten(1, -1).to_kind(network.kind());
    let numbers = network.input_len();
    if images.size()[1] as usize != numbers {
        return Err(LesionError::InputLength {
            expected: numbers,
            found: images.size()[1] as usize,
        });
    }
    let images = images.detach().copy().set_requires_grad(true);
    let mut hidden = network.forward(&images).hidden;
    if layer >= hidden.len() {
        return Err(LesionError::NoLayer {
            layers: hidden.len(),
            found: layer,
        });
    }
    let activity = hidden.swap_remove(layer);
    let activity = match activity.dim() {
        4 => activity.mean_dim(&[2i64, 3][..], false, activity.kind()),
        _ => activity,
    };
    let mut fields = Array2::zeros((groups.len(), numbers));
    for (group, mut field) in groups.iter().zip(fields.rows_mut()) {
        let units: Vec<i64> = group.iter().map(|&unit| unit as i64).collect();
        let units = Tensor::from_slice(&units).to_device(activity.device());
        let said = activity.index_select(1, &units).sum(activity.kind());
        let gradient = Tensor::run_backward(&[said], &[&images], true, false).remove(0);
        let mean = gradient
            .to_kind(Kind::Double)
            .mean_dim(0i64, false, Kind::Double);
        let mean = (mean / group.len() as f64).to_device(Device::Cpu);
        let mean: Vec<f64> = Vec::try_from(mean).expect("numbers of f64");
        field.assign(&ndarray::ArrayView1::from(&mean));
    }
    Ok(fields)
}
