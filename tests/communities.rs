//! Graphs of public generators: the search that `updown cluster` takes finds what leidenalg finds.

use rand::SeedableRng;
use std::path::Path;
use updown::matrices::read_adjacency;
use updown::modularity::{GradientConfig, Optimizer, Resolution, cluster};

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/communities")
}

fn q(graph: &str, optimizer: &Optimizer) -> f64 {
    let path = folder().join(format!("{graph}.npz"));
    let adjacency = read_adjacency(&path, None).unwrap();
    let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(0);
    cluster(&adjacency, optimizer, Resolution::default(), &mut rng)
        .unwrap()
        .q
}

#[test]
fn leiden_is_never_clearly_below_leidenalgs_best_of_ten() {
    let json = std::fs::read_to_string(folder().join("leidenalg.json")).unwrap();
    let reference: std::collections::BTreeMap<String, f64> = serde_json::from_str(&json).unwrap();
    assert_eq!(reference.len(), 7);
    for (graph, theirs) in reference {
        let ours = q(&graph, &Optimizer::leiden(10));
        assert!(ours >= theirs - 0.002, "{graph}: {ours} {theirs}");
    }
}

#[test]
fn gradient_ascent_has_no_ceiling_unless_it_is_asked_for() {
    let config = |max_modules| {
        Optimizer::Gradient(GradientConfig {
            max_modules,
            restarts: 3,
            steps: 300,
            ..GradientConfig::default()
        })
    };
    let (free, bound) = (
        q("twenty_cliques", &config(None)),
        q("twenty_cliques", &config(Some(10))),
    );
    assert!(
        bound <= 0.9 + 1e-12,
        "ten modules of twenty cliques have Q 0.9 at most: {bound}"
    );
    assert!(free > 0.91, "{free}");
}
