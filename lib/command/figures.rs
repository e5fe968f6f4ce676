//! `updown figures`: needs only results, so it works without libtorch.

use crate::error::Result;
use crate::left_out::print_skipped;
use clap::Args;
use clap::builder::PossibleValuesParser;
use std::path::PathBuf;
use updown::analysis;
use updown::drawing::Style;
use updown::experiments;
use updown::figures::{Examples, FIGURES};
use updown::workspace::Workspace;

#[derive(Debug, Args)]
pub struct FiguresArgs {
    /// An experiment with results, or a path to its file
    pub experiment: String,
    /// Folder for the files: F1.svg, …, F17.svg, with F2-layer2.svg, … for further layers of the example networks, and
    /// training.svg, robustness.svg
    #[arg(long, default_value = "figures")]
    pub out: PathBuf,
    /// svg, png or pdf
    #[arg(long, default_value = "svg", value_parser = ["svg", "png", "pdf"])]
    pub format: String,
    /// light, for screens, or print: smaller, without title and caption
    #[arg(long, default_value = "light", value_parser = ["light", "print"])]
    pub style: String,
    /// Figures to draw, such as F8,F15 [default: all]
    #[arg(long, value_delimiter = ',', value_parser = PossibleValuesParser::new(FIGURES.map(|f| f.id)))]
    pub only: Vec<String>,
}

/// Draws the figures of an experiment. A figure with nothing to show, or a network whose results are missing, is named and left out.
pub fn figures(args: &FiguresArgs) -> Result<bool> {
    let workspace = Workspace::discover();
    let name = experiments::named(&workspace, &args.experiment)?.name;
    let results = analysis::load(&workspace, &name)?;
    print_skipped(&results.skipped);
    let examples = Examples::find(&workspace, &name)?;
    let style = match args.style.as_str() {
        "print" => Style::print(),
        _ => Style::light(),
    };
    let asked = |id: &str| args.only.is_empty() || args.only.iter().any(|only| only == id);
    let mut all = results.skipped.iter().all(|skipped| skipped.is_part);
    for entry in FIGURES.iter().filter(|entry| asked(entry.id)) {
        for (name, figure) in entry.draw_all(&results, &examples, &style) {
            let path = args.out.join(format!("{name}.{}", args.format));
            match figure.and_then(|figure| Ok(figure.save(&path)?)) {
                Ok(()) => println!("{}: {}", path.display(), entry.title),
                Err(error) => {
                    all = false;
                    tell!("{name} left out: {error}");
                }
            }
        }
    }
    Ok(all)
}
