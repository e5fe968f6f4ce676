//! Modules of any matrix of how alike units are, and how far two ways to find them agree.
//!
//! ```text
//! cargo run --example modules_of_a_matrix --no-default-features
//! ```

use updown::prelude::*;

/// Thirty units in three planted groups: more alike within a group than across, with some unevenness.
fn likeness(i: usize, j: usize) -> f64 {
    let uneven = 0.2 * ((i * j) as f64 + 0.7 * (i + j) as f64).sin().abs();
    uneven + if i % 3 == j % 3 { 0.6 } else { 0.3 }
}

fn main() -> Result<()> {
    let matrix = ndarray::Array2::from_shape_fn((30, 30), |(i, j)| likeness(i, j));
    let adjacency = Adjacency::from_association(matrix.view())?;
    let mut rng = Seeds::from_root(1).stream("example");
    let find = |optimizer, rng: &mut _| cluster(&adjacency, &optimizer, Resolution::default(), rng);
    let found = find(Optimizer::leiden(10), &mut rng)?;
    let papers = find(Optimizer::paper(), &mut rng)?;
    println!("Leiden: Q = {:.4}, {} modules", found.q, found.n_modules);
    println!(
        "the paper's search: Q = {:.4}, {} modules",
        papers.q, papers.n_modules
    );

    let planted: Vec<Option<usize>> = (0..30).map(|i| Some(i % 3)).collect();
    let planted = Partition::from_labels(&planted);
    let config = AlignmentConfig::default();
    let agreement = align(&found.partition, &planted, None, &config, &mut rng)?;
    for measure in AlignmentMeasure::agreements() {
        if let Some(value) = agreement.value(measure) {
            println!("{}: {value:.3}", measure.label());
        }
    }
    Ok(())
}
