//! How long the comparison of one pair of partitions takes: all measures with 5,000 shuffles, and its costlier parts alone.

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use ndarray::Array2;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::hint::black_box;
use updown::alignment::{
    AlignmentConfig, adjacency_spearman, align, greedy_overlap_with_null, transfer_q,
};
use updown::modularity::{Adjacency, Partition};

const SIZES: [usize; 2] = [64, 256];

struct Pair {
    a: Partition,
    b: Partition,
    adjacency_a: Adjacency,
    adjacency_b: Adjacency,
}

/// Random partitions into six and five modules, on random matrices.
fn pair(n: usize) -> Pair {
    let mut rng = ChaCha8Rng::seed_from_u64(n as u64);
    let mut partition = |k: usize| {
        let labels: Vec<_> = (0..n).map(|_| Some(rng.gen_range(0..k))).collect();
        Partition::from_labels(&labels)
    };
    let (a, b) = (partition(6), partition(5));
    let mut adjacency = || {
        let noise = Array2::from_shape_simple_fn((n, n), || rng.gen_range(0.0..1.0));
        let symmetric = &noise + &noise.t();
        Adjacency::from_association(symmetric.view()).expect("a valid adjacency")
    };
    Pair {
        adjacency_a: adjacency(),
        adjacency_b: adjacency(),
        a,
        b,
    }
}

fn alignment(criterion: &mut Criterion) {
    for n in SIZES {
        let Pair {
            a,
            b,
            adjacency_a,
            adjacency_b,
        } = pair(n);
        let mut group = criterion.benchmark_group("align");
        let config = AlignmentConfig::default();
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        group.bench_function(BenchmarkId::new("all_5000_shuffles", n), |bencher| {
            let adjacencies = Some((&adjacency_a, &adjacency_b));
            bencher.iter(|| align(black_box(&a), &b, adjacencies, &config, &mut rng));
        });
        group.bench_function(
            BenchmarkId::new("greedy_null_5000_shuffles", n),
            |bencher| {
                bencher.iter(|| greedy_overlap_with_null(black_box(&a), &b, 5_000, &mut rng));
            },
        );
        group.bench_function(BenchmarkId::new("spearman", n), |bencher| {
            bencher.iter(|| adjacency_spearman(black_box(&adjacency_a), &adjacency_b));
        });
        group.bench_function(BenchmarkId::new("transfer_q", n), |bencher| {
            bencher.iter(|| transfer_q(black_box(&adjacency_a), &a, &adjacency_b, &b));
        });
        group.finish();
    }
}

criterion_group!(benches, alignment);
criterion_main!(benches);
