//! `updown figures`: needs results only, so it is there without libtorch too.

use clap::Args;
use std::path::PathBuf;
use updown::Result;
use updown::analysis;
use updown::figures::{FIGURES, Style};
use updown::workspace::Workspace;

#[derive(Debug, Args)]
pub struct FiguresArgs {
    /// An experiment with results
    pub experiment: String,
    /// Folder for the files, named F1.svg, F7.svg, …
    #[arg(long, default_value = "figures")]
    pub out: PathBuf,
    /// svg or png
    #[arg(long, default_value = "svg", value_parser = ["svg", "png"])]
    pub format: String,
    /// Figures to draw, F8,F15 say [default: all that need no single checkpoint]
    #[arg(long, value_delimiter = ',')]
    pub only: Vec<String>,
}

/// Draws the figures that need no single checkpoint. One that has nothing to show is named and left out.
pub fn figures(args: &FiguresArgs) -> Result<bool> {
    let results = analysis::load(&Workspace::discover(), &args.experiment)?;
    let asked = |id: &str| args.only.is_empty() || args.only.iter().any(|only| only == id);
    let mut all = true;
    for (id, title, draw) in FIGURES.iter().filter(|(id, ..)| asked(id)) {
        let path = args.out.join(format!("{id}.{}", args.format));
        let figure = draw(&results, &Style::default());
        match figure.and_then(|figure| figure.save(&path)) {
            Ok(()) => println!("{}: {title}", path.display()),
            Err(error) => {
                all = false;
                println!("{id} left out: {error}");
            }
        }
    }
    Ok(all)
}
