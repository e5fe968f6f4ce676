//! What chance gives, beside Q: the level of shuffled matrices, and that of untrained networks.

use super::colors::regularizer_color;
use super::data::Summary;
use crate::drawing::{INK, Mark, NULL, Series, Symbol, faint};
use crate::spec::Regularizer;

/// For a caption, where the table has the column.
pub(super) const NOTE: &str =
    " Dashed: Q of the same matrices with their entries shuffled, which is what chance gives.";

/// Q of shuffled matrices against strength, dashed in the regularizer's colour.
pub(super) fn chance_series(regularizer: Regularizer, points: &[(f64, Summary)]) -> Series {
    Series {
        name: format!("{} by chance", regularizer.label()),
        marks: vec![Mark::Line {
            points: points.iter().map(|(x, s)| (*x, s.mean)).collect(),
            color: faint(regularizer_color(regularizer), 0.8),
            width: 0.8,
            dashed: true,
        }],
    }
}

/// Mean Q of shuffled matrices as a triangle.
pub(super) fn chance_mark(mean: f64, y: f64) -> Mark {
    Mark::Dots {
        points: vec![(mean, y)],
        color: INK,
        symbol: Symbol::Triangle,
        radius: 2.6,
    }
}

/// The null as a level with bands of 1, 2 and 3 standard deviations.
pub(super) fn null_series(null: &Summary) -> Series {
    let stripe = |sigmas: f64| Mark::Stripe {
        low: null.mean - sigmas * null.std,
        high: null.mean + sigmas * null.std,
        color: faint(NULL, 0.13),
    };
    Series {
        name: "untrained".to_owned(),
        marks: vec![
            stripe(3.0),
            stripe(2.0),
            stripe(1.0),
            Mark::Level {
                y: null.mean,
                color: NULL,
                dashed: false,
            },
        ],
    }
}
