//! Do two modules' losses add up? The cost of two lesions together, compared with the sum of their costs alone.

use super::super::grouping::{Grouping, pairs};
use super::Found;

/// Mean over pairs; for each module, over the pairs that it belongs to.
pub(super) fn of_pairs(grouping: &Grouping<'_>) -> Found {
    if grouping.of_pairs.is_empty() {
        return Found::of_all(None);
    }
    let alone = |module: usize| grouping.damage[module].loss;
    let modules = grouping.members.len();
    let mut each = vec![0.0; modules];
    let mut sum = 0.0;
    for ((a, b), together) in pairs(modules).zip(grouping.of_pairs) {
        let beyond = together.loss - alone(a) - alone(b);
        sum += beyond;
        each[a] += beyond / (modules - 1) as f64;
        each[b] += beyond / (modules - 1) as f64;
    }
    Found {
        all: Some(sum / grouping.of_pairs.len() as f64),
        each,
    }
}
