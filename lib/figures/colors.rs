//! Colours of association methods and regularizers, the same in every figure.
//!
//! Hue tells the association method: blue and green for upstream, orange and purple for downstream (Okabe and Ito's
//! colours, which stay apart for colour-blind readers). Lightness tells raw (dark) from normalised (light).

use crate::drawing::rgb;
use crate::spec::{Association, AssociationMethod, Normalization, Regularizer};
use plotters::style::RGBAColor;

/// The colour of an association, the same in every figure.
pub fn association_color(association: Association) -> RGBAColor {
    let [raw, normalized] = match association.method {
        AssociationMethod::InputCovariance => [0x0000_5a94, 0x006d_b3e8],
        AssociationMethod::InputGradient => [0x0000_6b50, 0x0050_c4a0],
        AssociationMethod::OutputGradient => [0x00b3_4a00, 0x00f5_a04c],
        AssociationMethod::OutputHessian => [0x008a_2c6c, 0x00de_8fc2],
        AssociationMethod::GaussNewton => [0x0055_5555, 0x00aa_aaaa],
    };
    rgb(match association.normalization {
        Normalization::Raw => raw,
        Normalization::Normalized => normalized,
    })
}

/// The colour of a regularizer.
pub fn regularizer_color(regularizer: Regularizer) -> RGBAColor {
    rgb(match regularizer {
        Regularizer::L2 => 0x0000_72b2,
        Regularizer::L1 => 0x0000_9e73,
        Regularizer::Dropout => 0x00d5_5e00,
    })
}
