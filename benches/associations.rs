//! How long the associations of one network take: 10,000 images of 784 pixels, all four methods, every layer and combined,
//! raw and normalised, on one core. `benches/compare/measures.py` measures the original's on the same sizes.

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use updown::associations::{self, AssociationConfig, Batch};
use updown::models::Mlp;
use updown::seeds::Seeds;
use updown::spec::{Association, AssociationMethod};
use updown::tch::{self, Device, Kind, Tensor};

const IMAGES: i64 = 10_000;
const PIXELS: i64 = 784;

/// Pixels uniform in [0, 1).
fn images() -> Tensor {
    tch::manual_seed(1);
    Tensor::rand([IMAGES, PIXELS], (Kind::Float, Device::Cpu))
}

/// An initial network with biases around zero: about half of its units are active for an image.
fn network(hidden: &[usize]) -> Mlp {
    Mlp::init(PIXELS as usize, hidden, 10, &Seeds::of_run(1))
}

fn measure(network: &Mlp, images: &Tensor, config: &AssociationConfig) {
    let measured = associations::measure(network, images, config).expect("finite associations");
    for layer in measured.layers() {
        for &method in &config.methods {
            for association in [Association::raw(method), Association::normalized(method)] {
                black_box(measured.matrix(association, layer).expect("a matrix"));
            }
        }
    }
}

fn all_methods(criterion: &mut Criterion) {
    tch::set_num_threads(1);
    let images = images();
    let mut group = criterion.benchmark_group("associations_10000");
    group.sample_size(10);
    for hidden in [vec![64, 64], vec![256, 256], vec![64; 5]] {
        let network = network(&hidden);
        let id = BenchmarkId::new("all", format!("{hidden:?}"));
        let config = AssociationConfig::default();
        group.bench_function(id, |bencher| {
            bencher.iter(|| measure(&network, &images, &config));
        });
    }
    group.finish();
}

fn one_method(criterion: &mut Criterion) {
    tch::set_num_threads(1);
    let images = images();
    let mut group = criterion.benchmark_group("associations_10000");
    group.sample_size(10);
    let network = network(&[64, 64]);
    for method in AssociationMethod::ALL {
        let config = AssociationConfig {
            methods: vec![method],
            combined: false,
            ..AssociationConfig::default()
        };
        let id = BenchmarkId::new(method.name(), "[64, 64]");
        group.bench_function(id, |bencher| {
            bencher.iter(|| measure(&network, &images, &config));
        });
    }
    group.finish();
}

/// The sizes that [`Batch::Adaptive`] was chosen from: numbers in the largest intermediate tensor.
fn batches(criterion: &mut Criterion) {
    tch::set_num_threads(1);
    let images = images();
    let mut group = criterion.benchmark_group("associations_10000_batch");
    group.sample_size(10);
    for hidden in [vec![64, 64], vec![256, 256]] {
        let network = network(&hidden);
        for power in [15, 17, 19, 21, 23] {
            let config = AssociationConfig {
                batch: Batch::Numbers(1 << power),
                ..AssociationConfig::default()
            };
            let id = BenchmarkId::new(format!("2^{power}"), format!("{hidden:?}"));
            group.bench_function(id, |bencher| {
                bencher.iter(|| measure(&network, &images, &config));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, all_methods, one_method, batches);
criterion_main!(benches);
