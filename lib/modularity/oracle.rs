//! Q and counts straight from their definitions, for tests only: the fast forms have to agree with them.

#[path = "../../tests/support/golden.rs"]
#[allow(dead_code, reason = "the integration tests use the rest")]
mod golden;
#[path = "../../tests/support/graphs.rs"]
#[allow(dead_code, reason = "the integration tests use the rest")]
mod graphs;

use super::counts::{effective_n_modules, entropy_term};
use super::quality::{check_sizes, modularity_q};
use super::{Adjacency, ModularityError, Partition, Resolution};
use golden::Golden;
use graphs::random_adjacency;
use ndarray::{Array2, ArrayView2};
use proptest::prelude::*;

/// Modularity matrix B, n×n; all entries sum to 1 − γ.
fn modularity_matrix(adjacency: &Adjacency, resolution: Resolution) -> Array2<f64> {
    let (k, total) = (adjacency.strengths(), adjacency.total());
    let mut b = adjacency.weights().mapv(|weight| weight / total);
    for ((i, j), entry) in b.indexed_iter_mut() {
        *entry -= resolution.gamma() * (k[i] / total) * (k[j] / total);
    }
    b
}

/// Q straight from its definition: a double sum over all pairs of units. O(n²) and plain, the oracle for the fast form.
fn modularity_q_plain(
    adjacency: &Adjacency,
    partition: &Partition,
    resolution: Resolution,
) -> Result<f64, ModularityError> {
    check_sizes(adjacency, partition.n_units())?;
    let b = modularity_matrix(adjacency, resolution);
    let labels = partition.labels();
    Ok(b.indexed_iter()
        .filter(|((i, j), _)| labels[*i].is_some() && labels[*i] == labels[*j])
        .map(|(_, &entry)| entry)
        .sum())
}

/// Q of a soft assignment: Σ_c p_cᵀ B p_c for the columns p_c of `assignment` (n×k), whose rows are probabilities.
pub(super) fn soft_modularity_q(
    adjacency: &Adjacency,
    assignment: ArrayView2<'_, f64>,
    resolution: Resolution,
) -> Result<f64, ModularityError> {
    check_sizes(adjacency, assignment.nrows())?;
    let b = modularity_matrix(adjacency, resolution);
    Ok((&b.dot(&assignment) * &assignment).sum())
}

/// Effective number of modules of a soft assignment (n×k): w_c = mean of column c. Columns that are zero add nothing.
fn soft_effective_n_modules(assignment: ArrayView2<'_, f64>) -> f64 {
    let n_units = assignment.nrows().max(1) as f64;
    let entropy: f64 = assignment
        .columns()
        .into_iter()
        .map(|column| entropy_term(column.sum() / n_units))
        .sum();
    entropy.exp()
}

#[test]
fn q_agrees_with_the_original_and_with_the_plain_form() {
    for case in Golden::all("modularity") {
        let adjacency = case.adjacency();
        let everything = Partition::from_labels(&vec![Some(0); adjacency.n_units()]);
        for (partition, expected) in [
            (case.partition("random_labels"), case.number("/random_q")),
            (
                case.partition("spectral_labels"),
                case.number("/spectral_q"),
            ),
            (case.partition("mc_best_labels"), case.number("/mc/max_q")),
            (everything, case.number("/all_in_one_q")),
        ] {
            let gamma = Resolution::default();
            let fast = modularity_q(&adjacency, &partition, gamma).unwrap();
            let plain = modularity_q_plain(&adjacency, &partition, gamma).unwrap();
            assert!((fast - expected).abs() < 1e-12, "{}: {fast}", case.name);
            assert!((plain - expected).abs() < 1e-12, "{}: {plain}", case.name);
        }
    }
}

#[test]
fn soft_q_and_module_counts_agree_with_the_original() {
    for case in Golden::all("modularity") {
        let soft = case.matrix("soft_clusters");
        let gamma = Resolution::default();
        let q = soft_modularity_q(&case.adjacency(), soft.view(), gamma).unwrap();
        assert!((q - case.number("/soft_q")).abs() < 1e-12, "{}", case.name);
        let count = soft_effective_n_modules(soft.view());
        let expected = case.number("/soft_num_clusters_of_soft");
        assert!((count - expected).abs() < 1e-12, "{}", case.name);
        let count = effective_n_modules(&case.partition("random_labels"));
        let expected = case.number("/random_soft_num_clusters");
        assert!((count - expected).abs() < 1e-12, "{}", case.name);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn fast_q_is_plain_q(
        (n, seed) in (2_usize..14, any::<u64>()),
        labels in prop::collection::vec(prop::option::weighted(0.9, 0..4_usize), 14),
        gamma in 0.0..3.0_f64,
    ) {
        let graph = random_adjacency(n, 0.2, seed);
        let (partition, gamma) = (Partition::from_labels(&labels[..n]), Resolution::new(gamma).unwrap());
        let fast = modularity_q(&graph, &partition, gamma).unwrap();
        let plain = modularity_q_plain(&graph, &partition, gamma).unwrap();
        prop_assert!((fast - plain).abs() < 1e-13);
        let b = modularity_matrix(&graph, gamma);
        prop_assert!((b.sum() - (1.0 - gamma.gamma())).abs() < 1e-12);
    }
}
