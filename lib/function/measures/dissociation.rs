//! Do different modules serve different classes? The interaction in the table of modules × classes.
//!
//! Entry (m, c) is the loss that the lesion of module m adds on images of class c. What neither the module's mean nor the class's mean
//! explains, squared and summed, is large where one module's lesion hurts some classes and another one's hurts others.

use super::super::grouping::Grouping;
use super::Found;
use ndarray::{Array2, Axis};

pub(super) fn squares(grouping: &Grouping<'_>) -> Found {
    let squares = interaction(&profiles(grouping)).mapv(|v| v * v);
    Found::summed(squares.sum_axis(Axis(1)))
}

pub(super) fn share(grouping: &Grouping<'_>) -> Found {
    let table = profiles(grouping);
    let centred = &table - table.mean().unwrap_or(0.0);
    let total = centred.mapv(|v| v * v).sum();
    let squares = interaction(&table).mapv(|v| v * v).sum();
    Found::of_all((total > 0.0).then(|| squares / total))
}

/// Loss that each module's lesion (rows) adds on images of each class (columns).
fn profiles(grouping: &Grouping<'_>) -> Array2<f64> {
    let classes = grouping.damage.first().map_or(0, |d| d.by_class.len());
    Array2::from_shape_fn((grouping.damage.len(), classes), |(module, class)| {
        grouping.damage[module].by_class[class]
    })
}

/// The table minus what the means of its rows and columns explain.
fn interaction(table: &Array2<f64>) -> Array2<f64> {
    let mean = table.mean().unwrap_or(0.0);
    let (rows, columns) = (table.mean_axis(Axis(1)), table.mean_axis(Axis(0)));
    match (rows, columns) {
        (Some(rows), Some(columns)) => table - &rows.insert_axis(Axis(1)) - &columns + mean,
        _ => table.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::interaction;
    use ndarray::array;

    #[test]
    fn effects_that_add_up_leave_no_interaction() {
        let additive = array![[1.0, 2.0, 4.0], [3.0, 4.0, 6.0]];
        assert!(interaction(&additive).iter().all(|v| v.abs() < 1e-12));
        // A double dissociation is pure interaction.
        let double = array![[1.0, 0.0], [0.0, 1.0]];
        assert_eq!(interaction(&double), array![[0.5, -0.5], [-0.5, 0.5]]);
    }
}
