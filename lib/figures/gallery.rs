//! All figures of an experiment under the names they are known by, with the networks that some of them show.

use super::{
    ExampleRun, FigureError, alignment_average, alignment_by_layer, alignment_by_strength,
    alignment_untrained, association_matrices, matrices_across_methods, matrices_by_dropout,
    measure_agreement, membership_across_methods, method_legend_cube, modularity_by_depth,
    modularity_by_layer, modularity_by_strength, null_distributions, performance, robustness,
    sorted_matrices, training_by_strength, transfer_stability,
};
use crate::analysis::Results;
use crate::checkpoint::{Checkpoint, Record};
use crate::drawing::{Figure, Style};
use crate::spec::{Layer, RunSpec, experiment};
use crate::workspace::Workspace;
use std::path::{Path, PathBuf};

/// A figure drawn from the tables of an experiment alone.
pub type FromTables = fn(&Results, &Style) -> Result<Figure, FigureError>;

/// What a figure is drawn from.
#[derive(Debug, Clone, Copy)]
pub enum Draw {
    /// The tables of an experiment.
    Tables(FromTables),
    /// One layer of one network; a figure for each of its layers.
    Network(fn(&ExampleRun, &Style) -> Result<Figure, FigureError>),
    /// One layer of networks at increasing dropout; a figure for each layer.
    Networks(fn(&[ExampleRun], &Style) -> Result<Figure, FigureError>),
}

/// A figure with its name.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// `F1` to `F17` for the paper's, a word for ours.
    pub id: &'static str,
    /// What it shows, for people.
    pub title: &'static str,
    /// How it comes about.
    pub draw: Draw,
}

const fn entry(id: &'static str, title: &'static str, draw: Draw) -> Entry {
    Entry { id, title, draw }
}

/// The paper's figures in its order, and two of ours.
pub const FIGURES: [Entry; 19] = {
    use Draw::{Network, Networks, Tables};
    [
        entry("F1", "performance and norms", Tables(performance)),
        entry("F2", "association matrices", Network(association_matrices)),
        entry("F3", "matrices and their modules", Network(sorted_matrices)),
        entry(
            "F4",
            "matrices sorted by every method",
            Network(matrices_across_methods),
        ),
        entry(
            "F5",
            "modules sorted by every method",
            Network(membership_across_methods),
        ),
        entry(
            "F6",
            "legend of the association methods",
            Tables(method_legend_cube),
        ),
        entry(
            "F7",
            "null distributions of modularity",
            Tables(null_distributions),
        ),
        entry(
            "F8",
            "modularity against regularization",
            Tables(modularity_by_strength),
        ),
        entry(
            "F9",
            "modularity layer by layer",
            Tables(modularity_by_layer),
        ),
        entry(
            "F10",
            "modularity through the layers",
            Tables(modularity_by_depth),
        ),
        entry(
            "F11",
            "modules at increasing dropout",
            Networks(matrices_by_dropout),
        ),
        entry(
            "F12",
            "stability of the relative transfer",
            Tables(transfer_stability),
        ),
        entry(
            "F13",
            "agreement of the alignment measures",
            Tables(measure_agreement),
        ),
        entry(
            "F14",
            "alignment in untrained networks",
            Tables(alignment_untrained),
        ),
        entry("F15", "alignment on average", Tables(alignment_average)),
        entry(
            "F16",
            "alignment by regularizer and strength",
            Tables(alignment_by_strength),
        ),
        entry(
            "F17",
            "alignment layer by layer",
            Tables(alignment_by_layer),
        ),
        entry(
            "training",
            "training against regularization",
            Tables(training_by_strength),
        ),
        entry(
            "robustness",
            "modularity by two optimisers",
            Tables(robustness),
        ),
    ]
};

impl Entry {
    /// The figure, or one for each layer of the example networks: its name (`F8`; `F2` for the first layer, `F2-layer2`,
    /// …, `F2-combined`) and the drawing, or why there is none.
    pub fn draw_all(
        &self,
        results: &Results,
        examples: &Examples,
        style: &Style,
    ) -> Vec<(String, Result<Figure, FigureError>)> {
        match self.draw {
            Draw::Tables(draw) => vec![(self.id.to_owned(), draw(results, style))],
            Draw::Network(draw) => {
                self.by_layer(examples, |layer| draw(&examples.network(layer)?, style))
            }
            Draw::Networks(draw) => {
                self.by_layer(examples, |layer| draw(&examples.networks(layer)?, style))
            }
        }
    }

    fn by_layer(
        &self,
        examples: &Examples,
        draw: impl Fn(Layer) -> Result<Figure, FigureError>,
    ) -> Vec<(String, Result<Figure, FigureError>)> {
        // Without an example the drawing says what is missing.
        let layers = match examples.layers() {
            [] => &[Layer::Hidden(0)],
            layers => layers,
        };
        let name = |layer: Layer| match layer {
            Layer::Hidden(0) => self.id.to_owned(),
            Layer::Hidden(i) => format!("{}-layer{}", self.id, i + 1),
            Layer::Combined => format!("{}-combined", self.id),
        };
        layers.iter().map(|&l| (name(l), draw(l))).collect()
    }
}

/// The paper's example networks (its figure of modules at increasing dropout).
const EXAMPLE_DROPOUTS: [f64; 3] = [0.1, 0.3, 0.5];

/// The networks that F2–F5 and F11 show: the ones whose dropout is nearest to 0.1, 0.3 and 0.5.
#[derive(Debug, Clone, PartialEq)]
pub struct Examples {
    experiment: String,
    /// By increasing dropout.
    networks: Vec<Network>,
}

/// A network with the file that holds its matrices, and the layers of which it does.
#[derive(Debug, Clone, PartialEq)]
struct Network {
    spec: RunSpec,
    path: PathBuf,
    layers: Vec<Layer>,
}

impl Examples {
    /// Looks for measured networks of an experiment, first among the checkpoints, then among the frozen examples.
    ///
    /// # Errors
    /// The folder of checkpoints cannot be read.
    pub fn find(workspace: &Workspace, name: &str) -> Result<Self, FigureError> {
        let mut examples = Self {
            experiment: name.to_owned(),
            networks: Vec::new(),
        };
        let mut specs = trained_networks(workspace, name)?;
        for wanted in EXAMPLE_DROPOUTS {
            // Networks with dropout before all others; of those equally near the weaker one and the first replicate.
            let far = |s: &RunSpec| {
                let other = f64::from(u8::from(s.dropout == 0.0));
                (1e6 * ((s.dropout - wanted).abs() + other)).round()
            };
            specs.sort_by(|a, b| {
                let by_distance = far(a).total_cmp(&far(b));
                by_distance
                    .then(a.dropout.total_cmp(&b.dropout))
                    .then(a.run.cmp(&b.run))
            });
            let found = specs.iter().find_map(|spec| {
                let checkpoint = workspace.checkpoint(name, spec);
                let frozen = workspace.frozen_example(name, spec);
                [checkpoint, frozen].into_iter().find_map(|path| {
                    let layers = measured_layers(&path)?;
                    let spec = spec.clone();
                    Some(Network { spec, path, layers })
                })
            });
            let Some(network) = found else { break };
            specs.retain(|s| s.dropout != network.spec.dropout);
            examples.networks.push(network);
        }
        let by_dropout = |a: &Network, b: &Network| a.spec.dropout.total_cmp(&b.spec.dropout);
        examples.networks.sort_by(by_dropout);
        Ok(examples)
    }

    /// The layers of the network in the middle, `combined` last where it is there; none where no network was found.
    pub fn layers(&self) -> &[Layer] {
        self.central().map_or(&[], |network| &network.layers)
    }

    /// The last single layer; the first where no network was found.
    pub fn deepest(&self) -> Layer {
        let mut single = self.layers().iter().filter(|&&l| l != Layer::Combined);
        single.next_back().copied().unwrap_or(Layer::Hidden(0))
    }

    /// The network in the middle, that F2–F5 show: its specification and its file.
    ///
    /// # Errors
    /// No network was found.
    pub fn middle(&self) -> Result<(RunSpec, PathBuf), FigureError> {
        let network = self.central().ok_or_else(|| self.none())?;
        Ok((network.spec.clone(), network.path.clone()))
    }

    fn central(&self) -> Option<&Network> {
        self.networks.get(self.networks.len() / 2)
    }

    /// One layer of the network in the middle.
    ///
    /// # Errors
    /// No network was found; its file cannot be read.
    pub fn network(&self, layer: Layer) -> Result<ExampleRun, FigureError> {
        ExampleRun::read(&self.middle()?.1, layer)
    }

    /// One layer of each network that has it, by increasing dropout.
    ///
    /// # Errors
    /// No network was found; a file cannot be read.
    pub fn networks(&self, layer: Layer) -> Result<Vec<ExampleRun>, FigureError> {
        let having = self.networks.iter().filter(|n| n.layers.contains(&layer));
        let read = having.map(|n| ExampleRun::read(&n.path, layer));
        let examples: Vec<_> = read.collect::<Result<_, _>>()?;
        match examples.is_empty() {
            true => Err(self.none()),
            false => Ok(examples),
        }
    }

    fn none(&self) -> FigureError {
        FigureError::Empty {
            figure: format!("example networks of {}", self.experiment),
            what: format!(
                "measured checkpoint among those of {0} and its frozen examples (`updown eval {0}` measures)",
                self.experiment
            ),
        }
    }
}

/// The trained networks that an experiment declares; of one that is not declared, those that it has.
fn trained_networks(workspace: &Workspace, name: &str) -> Result<Vec<RunSpec>, FigureError> {
    if let Ok(declared) = experiment(name) {
        return Ok(declared.trained());
    }
    let paths = workspace.checkpoints(name)?;
    let headers = paths
        .iter()
        .filter_map(|path| Checkpoint::read_header(path).ok());
    Ok(headers
        .map(|h| h.spec)
        .filter(|spec| spec.trained)
        .collect())
}

/// The layers whose matrices and modules a checkpoint holds; `None` where it cannot be read or holds none.
fn measured_layers(path: &Path) -> Option<Vec<Layer>> {
    let records = Checkpoint::read_header(path).ok()?.records;
    let modules = records.modules.as_ref().and_then(Record::done)?;
    let mut layers = Vec::new();
    for matrix in records.associations.as_ref().and_then(Record::done)? {
        let grouped = modules.iter().any(|m| m.layer == matrix.layer);
        if grouped && !layers.contains(&matrix.layer) {
            layers.push(matrix.layer);
        }
    }
    (!layers.is_empty()).then_some(layers)
}
