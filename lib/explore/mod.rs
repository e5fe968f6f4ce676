//! An experiment to explore: as one HTML page without a notebook or a server, and as live matrices in a notebook.
//!
//! [`page`] holds the tables of the experiment and the matrices of its example networks in a compact form, and our own
//! scripts (`assets/page/`), which plot any two columns against each other. Nothing is fetched from elsewhere. [`matrix`] and
//! [`agreement`] are for notebooks.

mod agreement;
mod live;
mod matrix;
mod networks;
mod pack;
mod tables;

pub use agreement::agreement;
pub use live::View;
pub use matrix::matrix;

use crate::analysis::Results;
use crate::figures::Examples;
use crate::plot::PlotError;
use crate::plot::axis::Sweep;
use crate::plot::page::{Page, escape};
use crate::workspace::Workspace;
use networks::Layers;
use pack::Packed;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

const SCRIPTS: [&str; 8] = [
    include_str!("../../assets/page/columns.js"),
    include_str!("../../assets/page/means.js"),
    include_str!("../../assets/page/scene.js"),
    include_str!("../../assets/page/plotters.js"),
    include_str!("../../assets/page/view.js"),
    include_str!("../../assets/page/controls.js"),
    include_str!("../../assets/page/matrix.js"),
    include_str!("../../assets/page/main.js"),
];
const STYLE: &str = include_str!("../../assets/page/explore.css");
const BODY: &str = include_str!("../../assets/page/explore.html");

/// Why an experiment cannot be shown as a page.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExploreError {
    #[error(transparent)]
    Io(#[from] crate::files::IoError),
    #[error(transparent)]
    Analysis(#[from] crate::analysis::AnalysisError),
    #[error(transparent)]
    Figure(#[from] crate::figures::FigureError),
    #[error(transparent)]
    Drawing(#[from] crate::drawing::DrawingError),
    #[error(transparent)]
    Spec(#[from] crate::spec::SpecError),
    #[error(transparent)]
    Plot(#[from] PlotError),
    #[error(
        "experiment {0} has results without a single row: `updown eval {0}` measures its networks"
    )]
    Empty(String),
}

/// The page of an experiment. Numbers are stored to 1/16,000 of the range of their column, or exactly if a column has at most
/// 255 different ones; matrices to 1/65,000 of the square root of the largest entry.
///
/// # Errors
/// The tables are empty; a table or an example network cannot be read.
pub fn page(workspace: &Workspace, results: &Results) -> Result<String, ExploreError> {
    let mut packed = Packed::default();
    let tables = tables::all(results, &mut packed)?;
    if tables.is_empty() {
        return Err(ExploreError::Empty(results.experiment.clone()));
    }
    let mut shown = Vec::new();
    for file in files(workspace, &results.experiment)? {
        shown.extend(Layers::read(&file)?.map(|network| network.packed(&mut packed)));
    }
    let sweeps: Vec<Value> = crate::plot::axis::sweeps(&results.runs)?
        .iter()
        .map(sweep)
        .collect();
    let data = packed.finish(
        &json!({ "steps": pack::STEPS, "tables": tables, "networks": shown, "sweeps": sweeps }),
    );
    let about = format!(
        "{} networks, from {}. Choose what is shown, point at marks or go to them with the arrow keys, drag a box to zoom (double click or 0: \
         back), click on the legend to filter. The page holds all its data, and fetches nothing.",
        results.runs.height(),
        results.source
    );
    Ok(Page {
        title: &format!("updown: {}", results.experiment),
        body: &BODY.replace("{{about}}", &escape(&about)),
        style: STYLE,
        scripts: &SCRIPTS,
        data: &data,
    }
    .to_html())
}

/// Writes the page of an experiment to a file, and returns its size in bytes.
///
/// # Errors
/// As [`page`]; the file cannot be written.
pub fn write_page(
    workspace: &Workspace,
    results: &Results,
    path: &Path,
) -> Result<usize, ExploreError> {
    let html = page(workspace, results)?;
    crate::files::write_atomically(path, html.as_bytes())?;
    Ok(html.len())
}

/// Networks with matrices: the frozen examples, or if there are none, those that the figures show.
fn files(workspace: &Workspace, name: &str) -> Result<Vec<PathBuf>, ExploreError> {
    let frozen = workspace.frozen_examples(name)?;
    match frozen.is_empty() {
        true => Ok(Examples::find(workspace, name)?.files()),
        false => Ok(frozen),
    }
}

fn sweep(sweep: &Sweep) -> Value {
    json!({
        "key": sweep.regularizer.name(),
        "label": sweep.regularizer.label(),
        "strengths": sweep.strengths,
        "places": sweep.places,
        "names": sweep.names(),
    })
}
