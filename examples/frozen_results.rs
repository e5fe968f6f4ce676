//! Results that come with the project: a table, a question about it, and a picture of the answer.
//!
//! ```text
//! cargo run --example frozen_results --no-default-features
//! ```

use updown::prelude::*;

fn main() -> Result<()> {
    let results = load(&Workspace::discover(), "mnist-base")?;
    println!(
        "{} networks, from {}",
        results.runs.height(),
        results.source
    );

    let layers = hidden_layers(&results.modules)?;
    let dropout = sweep_of(&layers, Regularizer::Dropout)?;
    let means = mean_sem(&dropout, &["strength", "method"], "q")?;
    println!("{means}");

    let picture = std::env::temp_dir().join("q-by-dropout.svg");
    plot(&dropout)
        .x("strength")
        .y("q")
        .color("method")
        .mean()
        .save(&picture)?;
    println!("drawn: {}", picture.display());
    Ok(())
}
