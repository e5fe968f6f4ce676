//! Does a module tell classes apart? The share of its activity's variance that lies between classes, η².

use super::super::grouping::Grouping;
use super::Found;

pub(super) fn eta_squared(grouping: &Grouping<'_>) -> Found {
    let activity = grouping.study.activity;
    let (class_of, classes) = (activity.class_of(), activity.classes().len());
    let each = grouping.activity.iter();
    let each: Vec<f64> = each
        .map(|said| explained(said, class_of, classes))
        .collect();
    Found {
        all: Some(grouping.mean_over_units(&each)),
        each,
    }
}

/// Sum of squares between classes over the total sum of squares; 0 for constant activity.
fn explained(said: &[f64], class_of: &[usize], classes: usize) -> f64 {
    let (mut sums, mut counts) = (vec![0.0; classes], vec![0.0; classes]);
    let (mut sum, mut squares) = (0.0, 0.0);
    for (&value, &class) in said.iter().zip(class_of) {
        sums[class] += value;
        counts[class] += 1.0;
        sum += value;
        squares += value * value;
    }
    let of_mean = sum * sum / said.len() as f64;
    let between: f64 = sums.iter().zip(&counts).map(|(s, n)| s * s / n).sum();
    let total = squares - of_mean;
    // The squares of a constant are mere rounding.
    match total > 1e-12 * squares {
        true => (between - of_mean) / total,
        false => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::explained;

    #[test]
    fn eta_squared_is_the_share_between_classes() {
        let class_of = [0, 0, 1, 1];
        assert_eq!(explained(&[1.0, 1.0, 3.0, 3.0], &class_of, 2), 1.0);
        assert_eq!(explained(&[1.0, 3.0, 1.0, 3.0], &class_of, 2), 0.0);
        assert_eq!(explained(&[0.3; 4], &class_of, 2), 0.0);
        // Between: 4 · 1 = 4. Within: 4 · ¼ = 1.
        let half = explained(&[0.5, 1.5, 2.5, 3.5], &class_of, 2);
        assert!((half - 0.8).abs() < 1e-12);
    }
}
