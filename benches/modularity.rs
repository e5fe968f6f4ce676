//! How long Q and its optimisers take, by number of units. All on one core; Leiden's restarts would otherwise run in parallel.
//!
//! Growth in n on dense matrices: Q and one spectral step n²; Monte-Carlo steps·modules + moves·n after one n² start; Leiden about n² a
//! pass and restart.

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use ndarray::Array2;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::hint::black_box;
use updown::modularity::{
    Adjacency, LeidenConfig, MonteCarloConfig, Optimizer, Resolution, cluster, modularity_q,
};

const SIZES: [usize; 4] = [64, 256, 1_000, 2_000];

/// Uniform noise over five planted modules: about as unclear as association matrices of trained networks.
fn planted(n: usize) -> Adjacency {
    let mut rng = ChaCha8Rng::seed_from_u64(n as u64);
    let mut weights = Array2::zeros((n, n));
    for (i, j) in (0..n).flat_map(|i| (0..i).map(move |j| (i, j))) {
        let bonus = if i % 5 == j % 5 { 0.6 } else { 0.0 };
        weights[[i, j]] = rng.gen_range(0.0..1.0) + bonus;
        weights[[j, i]] = weights[[i, j]];
    }
    Adjacency::new(weights.view()).expect("a valid adjacency")
}

fn optimizers(n: usize) -> Vec<(String, Optimizer)> {
    let restarts = if n <= 256 { 50 } else { 1 };
    let plain = LeidenConfig { restarts, kicks: 0 };
    vec![
        ("spectral".to_owned(), Optimizer::Spectral),
        (
            "monte_carlo_5000_steps".to_owned(),
            Optimizer::MonteCarlo(MonteCarloConfig::default()),
        ),
        (
            format!("leiden_{restarts}_restarts"),
            Optimizer::leiden(restarts),
        ),
        (
            format!("leiden_{restarts}_restarts_no_kicks"),
            Optimizer::Leiden(plain),
        ),
    ]
}

fn one_core() -> rayon::ThreadPool {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    pool.expect("a thread")
}

fn clustering(criterion: &mut Criterion) {
    let pool = one_core();
    for n in SIZES {
        let adjacency = planted(n);
        let mut group = criterion.benchmark_group("cluster");
        group.sample_size(10);
        for (name, optimizer) in optimizers(n) {
            group.bench_function(BenchmarkId::new(name, n), |bencher| {
                bencher.iter(|| {
                    let mut rng = ChaCha8Rng::seed_from_u64(1);
                    pool.install(|| {
                        cluster(
                            black_box(&adjacency),
                            &optimizer,
                            Resolution::default(),
                            &mut rng,
                        )
                    })
                });
            });
        }
        group.finish();
    }
}

fn quality(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("modularity_q");
    for n in SIZES {
        let adjacency = planted(n);
        let gamma = Resolution::default();
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let found = cluster(&adjacency, &Optimizer::Spectral, gamma, &mut rng).expect("modules");
        group.bench_function(BenchmarkId::from_parameter(n), |bencher| {
            bencher.iter(|| modularity_q(black_box(&adjacency), &found.partition, gamma));
        });
    }
    group.finish();
}

criterion_group!(benches, quality, clustering);
criterion_main!(benches);
