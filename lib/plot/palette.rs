//! Colours of association methods and regularizers, the same in every figure.
//!
//! Hue tells the association method, lightness tells raw (dark) from normalised (light); the values are in the methods' rows.

use crate::drawing::{Symbol, rgb};
use crate::spec::{Association, Normalization, Regularizer};
use plotters::style::RGBAColor;

/// The colour of an association, the same in every figure.
pub fn association_color(association: Association) -> RGBAColor {
    let [raw, normalized] = association.method.colors();
    rgb(match association.normalization {
        Normalization::Raw => raw,
        Normalization::Normalized => normalized,
    })
}

/// The colour of a regularizer.
pub fn regularizer_color(regularizer: Regularizer) -> RGBAColor {
    rgb(regularizer.color())
}

/// The symbol of a regularizer, so that lines differ by more than colour.
pub fn regularizer_symbol(regularizer: Regularizer) -> Symbol {
    const SYMBOLS: [Symbol; 3] = [Symbol::Square, Symbol::Triangle, Symbol::Circle];
    SYMBOLS[regularizer as usize % SYMBOLS.len()]
}
