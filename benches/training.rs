//! How fast networks train on one core, alone and in stacks: one epoch of 5400 images of 784 pixels in batches of 200, as
//! many networks as the stack holds. The throughput is in network-epochs per second.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use updown::data::{Dataset, Examples};
use updown::spec::{Architecture, DatasetName, Regularizer, RunSpec};
use updown::tch::{self, Device, Kind, Tensor};
use updown::training::{TrainingConfig, train};

/// Nine tenths are used for learning.
const IMAGES: i64 = 6000;

/// Pixels uniform in [0, 1).
fn noise() -> Dataset {
    tch::manual_seed(1);
    let part = |n: i64| Examples {
        images: Tensor::rand([n, 1, 28, 28], (Kind::Float, Device::Cpu)),
        labels: Tensor::randint(10, [n], (Kind::Int64, Device::Cpu)),
    };
    Dataset {
        name: DatasetName::Mnist,
        train: part(IMAGES),
        test: part(1),
    }
}

/// Members of a stack, all with dropout at different strengths.
fn members(hidden: &[usize], count: usize) -> Vec<RunSpec> {
    (0..count)
        .map(|i| RunSpec {
            architecture: Architecture::mlp(hidden),
            strengths: [(Regularizer::Dropout, 0.7 * (i + 1) as f64 / count as f64)]
                .into_iter()
                .collect(),
            ..RunSpec::new(DatasetName::Mnist, 0)
        })
        .collect()
}

fn stacks(criterion: &mut Criterion) {
    tch::set_num_threads(1);
    let data = noise();
    let config = TrainingConfig {
        max_epochs: 1,
        ..TrainingConfig::default()
    };
    for hidden in [vec![64, 64], vec![256, 256], vec![64; 5]] {
        let mut group = criterion.benchmark_group(format!("epoch_5400_{hidden:?}"));
        group.sample_size(10);
        for count in [1, 5, 10, 20] {
            let specs = members(&hidden, count);
            group.throughput(Throughput::Elements(count as u64));
            group.bench_function(BenchmarkId::new("stack", count), |bencher| {
                bencher.iter(|| {
                    let mut finished = |_: &RunSpec, outcome| drop(black_box(outcome));
                    train(&specs, &data, &config, &|_, _| {}, &mut finished);
                });
            });
        }
        group.finish();
    }
}

criterion_group!(benches, stacks);
criterion_main!(benches);
