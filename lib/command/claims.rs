//! `updown claims`: the table of the front page, or the same of other experiments.

use crate::error::Result;
use crate::left_out::print_skipped;
use clap::Args;
use updown::analysis::{self, Results};
use updown::experiments;
use updown::workspace::Workspace;

#[derive(Debug, Args)]
pub struct ClaimsArgs {
    /// Experiments with results, or paths to their files [default: the frozen ones of the front page]
    pub experiments: Vec<String>,
}

/// Prints the paper's claims beside the results, as Markdown.
pub fn claims(args: &ClaimsArgs) -> Result<bool> {
    let workspace = Workspace::discover();
    if args.experiments.is_empty() {
        print!("{}", analysis::front_page(&workspace)?);
        return Ok(true);
    }
    let mut all: Vec<Results> = Vec::new();
    for name in &args.experiments {
        let name = experiments::named(&workspace, name)?.name;
        let results = analysis::load(&workspace, &name)?;
        print_skipped(&results.skipped);
        all.push(results);
    }
    print!("{}", analysis::claims_table(&all)?);
    Ok(all
        .iter()
        .flat_map(|results| &results.skipped)
        .all(|skipped| skipped.is_part))
}
