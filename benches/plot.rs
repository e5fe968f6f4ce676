//! How long a plot of many rows takes: its still picture (SVG) and its live part (Vega-Lite), for points and for means.
//!
//! Notebooks use the library in the dev profile: `cargo bench --profile dev --bench plot` measures how long their readers wait.

use criterion::{Criterion, criterion_group, criterion_main};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::hint::black_box;
use updown::prelude::*;

const ROWS: [usize; 2] = [1_000, 10_000];
const METHODS: [&str; 4] = [
    "forward_cov",
    "forward_jac",
    "backward_jac",
    "backward_hess",
];

/// A table of the kind of `modules`: six strengths, four methods, two layers.
fn frame(rows: usize) -> DataFrame {
    let mut rng = ChaCha8Rng::seed_from_u64(rows as u64);
    let strengths: Vec<f64> = (0..rows).map(|i| (i % 6) as f64 / 10.0).collect();
    let methods: Vec<&str> = (0..rows).map(|i| METHODS[i / 6 % 4]).collect();
    let layers: Vec<&str> = (0..rows).map(|i| ["h0", "h1"][i / 24 % 2]).collect();
    let q: Vec<f64> = (0..rows).map(|_| rng.gen_range(0.0..0.4)).collect();
    df!("strength" => strengths, "method" => methods, "layer" => layers, "q" => q)
        .expect("columns of one length")
}

fn plots(criterion: &mut Criterion) {
    for rows in ROWS {
        let frame = frame(rows);
        let faceted = plot(&frame)
            .x("strength")
            .y("q")
            .color("method")
            .facet("layer");
        for (name, plot) in [
            ("points", faceted.clone().points()),
            ("mean", faceted.mean()),
        ] {
            let svg = format!("{name}/svg/rows={rows}");
            criterion.bench_function(&svg, |bencher| {
                bencher.iter(|| {
                    let figure = black_box(&plot).figure().expect("a plot of four columns");
                    figure.to_svg().expect("a drawing")
                });
            });
            let live = format!("{name}/vega_lite/rows={rows}");
            criterion.bench_function(&live, |bencher| {
                bencher.iter(|| {
                    black_box(&plot)
                        .vega_lite()
                        .expect("a plot of four columns")
                });
            });
        }
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = plots
}
criterion_main!(benches);
