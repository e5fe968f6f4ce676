//! What a module's activity tells about the class: mutual information, corrected for bias.
//!
//! The activity is cut into bins of equal width within 2.5 standard deviations of its mean. Estimated from few images, mutual
//! information is too large; the correction is Miller and Madow's, (K − K_bins − K_classes + 1)/2n nats with K the number of
//! nonempty cells.

use super::super::grouping::Grouping;
use super::Found;

const BINS: usize = 10;
/// How far the bins reach, in standard deviations.
const REACH: f64 = 2.5;

pub(super) fn bits(grouping: &Grouping<'_>) -> Found {
    let activity = grouping.study.activity;
    let (class_of, classes) = (activity.class_of(), activity.classes().len());
    let each = grouping.activity.iter();
    let each: Vec<f64> = each
        .map(|said| information(said, class_of, classes))
        .collect();
    Found {
        all: Some(grouping.mean_over_units(&each)),
        each,
    }
}

/// Bits that the activity tells about the class; negative if that is less than the bias.
fn information(said: &[f64], class_of: &[usize], classes: usize) -> f64 {
    let n = said.len() as f64;
    let mean = said.iter().sum::<f64>() / n;
    let variance = said.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / n;
    if variance <= 1e-24 * mean * mean {
        return 0.0; // one and the same number, up to rounding
    }
    let (width, low) = (
        2.0 * REACH * variance.sqrt() / BINS as f64,
        mean - REACH * variance.sqrt(),
    );
    let mut cells = vec![0.0; BINS * classes];
    for (&value, &class) in said.iter().zip(class_of) {
        let bin = ((value - low) / width).clamp(0.0, BINS as f64 - 1.0) as usize;
        cells[bin * classes + class] += 1.0;
    }
    let of_bin: Vec<f64> = cells.chunks(classes).map(|row| row.iter().sum()).collect();
    let of_class: Vec<f64> = (0..classes)
        .map(|class| cells.iter().skip(class).step_by(classes).sum())
        .collect();
    let filled = |counts: &[f64]| counts.iter().filter(|c| **c > 0.0).count() as f64;
    let bias = (filled(&cells) - filled(&of_bin) - filled(&of_class) + 1.0) / (2.0 * n);
    let nats = entropy(&of_bin, n) + entropy(&of_class, n) - entropy(&cells, n);
    (nats - bias) / std::f64::consts::LN_2
}

/// Entropy of counts that sum to n, nats.
fn entropy(counts: &[f64], n: f64) -> f64 {
    let filled = counts.iter().filter(|c| **c > 0.0);
    filled.map(|c| -c / n * (c / n).ln()).sum()
}

#[cfg(test)]
mod tests {
    use super::information;
    use crate::seeds::Seeds;
    use rand::Rng;

    #[test]
    fn activity_that_names_the_class_tells_its_entropy_and_noise_tells_nothing() {
        let class_of: Vec<usize> = (0..400).map(|i| i % 4).collect();
        let said: Vec<f64> = class_of.iter().map(|&c| c as f64).collect();
        // Two bits, plus the correction: 4 filled cells, 4 bins, 4 classes.
        let correction = 3.0 / 800.0 / std::f64::consts::LN_2;
        assert!((information(&said, &class_of, 4) - 2.0 - correction).abs() < 1e-12);
        let mut rng = Seeds::of_run(0).stream("noise");
        let mut noise = || {
            (0..400)
                .map(|_| rng.gen_range(-1.0..1.0))
                .collect::<Vec<f64>>()
        };
        let mean = (0..200)
            .map(|_| information(&noise(), &class_of, 4))
            .sum::<f64>()
            / 200.0;
        assert!(mean.abs() < 0.003, "{mean}");
        assert_eq!(information(&[0.1; 400], &class_of, 4), 0.0);
    }
}
