//! Levels to compare Q with: that of shuffled matrices, and that of untrained networks.

use super::colors::regularizer_color;
use super::data::Summary;
use crate::drawing::{INK, Mark, NULL, Series, Symbol, faint};
use crate::spec::Regularizer;

/// For a caption, if the table has the column.
pub(super) const NOTE: &str = " Dashed: Q of the same matrices with their entries shuffled, which is what chance gives; cut off \
     where it lies far above all else.";

/// Q of shuffled matrices against strength, dashed in the regularizer's colour, where it lies below `top`.
pub(super) fn chance_series(
    regularizer: Regularizer,
    points: &[(f64, Summary)],
    top: f64,
) -> Series {
    let points: Vec<_> = points.iter().map(|(x, s)| (*x, s.mean)).collect();
    let line = |points| Mark::Line {
        points,
        color: faint(regularizer_color(regularizer), 0.8),
        width: 0.8,
        dashed: true,
    };
    Series {
        name: format!("{} by chance", regularizer.label()),
        marks: pieces_below(&points, top).into_iter().map(line).collect(),
    }
}

/// The pieces of a line below `top`, each up to the place where the line crosses it.
fn pieces_below(points: &[(f64, f64)], top: f64) -> Vec<Vec<(f64, f64)>> {
    let crossing = |(x, y): (f64, f64), (x_next, y_next): (f64, f64)| {
        (x + (x_next - x) * (top - y) / (y_next - y), top)
    };
    let mut pieces: Vec<Vec<_>> = vec![Vec::new()];
    for (i, &point) in points.iter().enumerate() {
        let last = i.checked_sub(1).map(|i| points[i]);
        let crosses = last.filter(|last| (last.1 > top) != (point.1 > top));
        let Some(piece) = pieces.last_mut() else {
            break;
        };
        piece.extend(crosses.map(|last| crossing(last, point)));
        if point.1 <= top {
            piece.push(point);
        } else if !piece.is_empty() {
            pieces.push(Vec::new());
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_where_it_crosses_the_top() {
        let line = [(0.0, 1.0), (1.0, 3.0), (2.0, 1.0), (3.0, 1.5)];
        let below = pieces_below(&line, 2.0);
        let (up, down) = (
            vec![(0.0, 1.0), (0.5, 2.0)],
            vec![(1.5, 2.0), (2.0, 1.0), (3.0, 1.5)],
        );
        assert_eq!(below, [up, down]);
        assert_eq!(pieces_below(&line, 3.0), [line.to_vec()]);
        assert!(pieces_below(&line, 0.5).is_empty());
    }
}
