//! `updown explore`: needs only results, so it works without libtorch.

use crate::error::Result;
use crate::left_out::print_skipped;
use clap::Args;
use std::path::PathBuf;
use updown::workspace::Workspace;
use updown::{analysis, experiments, explore};

#[derive(Debug, Args)]
pub struct ExploreArgs {
    /// An experiment with results, or a path to its file
    pub experiment: String,
    /// The file to write [default: EXPERIMENT.html]
    #[arg(long)]
    pub out: Option<PathBuf>,
}

/// Writes the page of an experiment.
pub fn explore(args: &ExploreArgs) -> Result<bool> {
    let workspace = Workspace::discover();
    let name = experiments::named(&workspace, &args.experiment)?.name;
    let results = analysis::load(&workspace, &name)?;
    print_skipped(&results.skipped);
    let path = match &args.out {
        Some(path) => path.clone(),
        None => PathBuf::from(format!("{name}.html")),
    };
    let bytes = explore::write_page(&workspace, &results, &path)?;
    println!("{}: {:.1} MB", path.display(), bytes as f64 / 1e6);
    Ok(results.skipped.iter().all(|skipped| skipped.is_part))
}
