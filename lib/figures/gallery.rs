//! All figures of an experiment by name, with the example networks that some of them show.

use super::{ExampleRun, FigureError};
use crate::analysis::{Results, example_networks};
use crate::checkpoint::{Checkpoint, Record};
use crate::drawing::{Figure, Style};
use crate::experiments;
use crate::spec::{Layer, RunSpec};
use crate::workspace::Workspace;
use std::path::{Path, PathBuf};

/// A figure drawn only from the tables of an experiment.
pub type FromTables = fn(&Results, &Style) -> Result<Figure, FigureError>;

/// What a figure is drawn from.
#[derive(Debug, Clone, Copy)]
pub enum Draw {
    /// The tables of an experiment.
    Tables(FromTables),
    /// The tables of an experiment that include weight associations.
    TablesWithWeights(FromTables),
    /// The tables of an experiment that include lesions of modules.
    TablesWithFunctions(FromTables),
    /// One layer of one network; one figure for each of its layers.
    Network(fn(&ExampleRun, &Style) -> Result<Figure, FigureError>),
    /// One hidden layer of one network whose modules have pictures; one figure for each of its layers.
    Pictures(fn(&ExampleRun, &Style) -> Result<Figure, FigureError>),
    /// One layer of networks at increasing dropout; one figure for each layer.
    Networks(fn(&[ExampleRun], &Style) -> Result<Figure, FigureError>),
}

/// A figure with its name.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// `F1` to `F17` for the paper's; ours continue the numbers, or are a word.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What it shows.
    pub shows: &'static str,
    /// The name of its function.
    pub function: &'static str,
    /// The file of its function, in `lib/figures/`.
    pub file: &'static str,
    /// How it is drawn.
    pub draw: Draw,
}

/// The registry: one row for each figure.
macro_rules! figures {
    ($($id:literal = $file:ident::$function:ident: $needs:ident { title: $title:literal, shows: $shows:literal })*) => {
        /// The paper's figures in its order, and ours.
        pub const FIGURES: [Entry; [$($id),*].len()] = [$(Entry {
            id: $id,
            title: $title,
            shows: $shows,
            function: stringify!($function),
            file: concat!(stringify!($file), ".rs"),
            draw: Draw::$needs(super::$file::$function),
        }),*];
    };
}

// One row each: id, file and function, what it is drawn from. docs/FIGURES.md holds this table, and a test compares the two.
figures! {
    "F1" = performance::performance: Tables { title: "performance and norms", shows: "accuracy and norms of weights against each regularizer" }
    "F2" = matrices::association_matrices: Network { title: "association matrices", shows: "the eight association matrices of one layer, as measured" }
    "F3" = matrices::sorted_matrices: Network { title: "matrices and their modules", shows: "the same sorted by module, and which units share a module" }
    "F4" = matrices::matrices_across_methods: Network { title: "matrices sorted by every method", shows: "each method's matrix sorted by every method's modules" }
    "F5" = matrices::membership_across_methods: Network { title: "modules sorted by every method", shows: "each method's modules sorted by every method's modules" }
    "F6" = legend::method_legend_cube: Tables { title: "legend of the association methods", shows: "the eight methods as corners of a cube, with their colours" }
    "F7" = null::null_distributions: Tables { title: "null distributions of modularity", shows: "Q and number of modules in untrained networks" }
    "F8" = modularity::modularity_by_strength: Tables { title: "modularity against regularization", shows: "Q and number of modules against regularization" }
    "F9" = modularity::modularity_by_layer: Tables { title: "modularity layer by layer", shows: "F8 for each layer" }
    "F10" = depth::modularity_by_depth: Tables { title: "modularity through the layers", shows: "both through the layers, at the strongest acceptable strength" }
    "F11" = matrices::matrices_by_dropout: Networks { title: "modules at increasing dropout", shows: "sorted matrices at increasing dropout, with Q" }
    "F12" = measures::transfer_stability: Tables { title: "stability of the relative transfer", shows: "the relative transfer against its alternatives" }
    "F13" = measures::measure_agreement: Tables { title: "agreement of the alignment measures", shows: "correlation between the alignment measures that the tables have" }
    "F14" = alignment::alignment_untrained: Tables { title: "alignment in untrained networks", shows: "alignment between methods in untrained networks" }
    "F15" = alignment::alignment_average: Tables { title: "alignment on average", shows: "alignment in trained networks, and its difference from untrained" }
    "F16" = alignment_strength::alignment_by_strength: Tables { title: "alignment by regularizer and strength", shows: "alignment by regularizer and strength, and the difference" }
    "F17" = alignment_strength::alignment_by_layer: Tables { title: "alignment layer by layer", shows: "F16 for each layer" }
    "F18" = pictures::modules_at_work: Pictures {
        title: "modules at work", shows: "what modules of an upstream and a downstream method are good for, look for and are driven by (ours)"
    }
    "F19" = function::function_by_strength: TablesWithFunctions {
        title: "what modules do, against regularization", shows: "damage, selectivity and dissociation of modules above chance, against regularization (ours)"
    }
    "F20" = function::function_upstream_downstream: TablesWithFunctions {
        title: "upstream against downstream modules", shows: "the same of upstream against downstream modules of the same networks (ours)"
    }
    "training" = performance::training_by_strength: Tables { title: "training against regularization", shows: "validation accuracy and length of training (ours)" }
    "robustness" = robustness::robustness: Tables { title: "modularity by two optimisers", shows: "Q by the paper's Monte-Carlo search and by Leiden (ours)" }
    "wiring" = wiring::function_against_wiring: TablesWithWeights {
        title: "function against wiring", shows: "agreement of modules with modules of the units' weights (ours)"
    }
}

impl Entry {
    /// Its line in the table of docs/FIGURES.md, with a star if it shows example networks.
    pub fn document(&self) -> String {
        let star = match self.draw {
            Draw::Tables(_) | Draw::TablesWithWeights(_) | Draw::TablesWithFunctions(_) => "",
            Draw::Network(_) | Draw::Networks(_) | Draw::Pictures(_) => "*",
        };
        let Self {
            id,
            function,
            file,
            shows,
            ..
        } = self;
        format!("| {id}{star} | `{function}` | `{file}` | {shows} |")
    }

    /// The figure, or one for each layer of the example networks: its name (`F8`; `F2` for the first layer, `F2-layer2`,
    /// …, `F2-combined`) with the drawing, or with the reason why there is none.
    pub fn draw_all(
        &self,
        results: &Results,
        examples: &Examples,
        style: &Style,
    ) -> Vec<(String, Result<Figure, FigureError>)> {
        match self.draw {
            Draw::Tables(draw)
            | Draw::TablesWithWeights(draw)
            | Draw::TablesWithFunctions(draw) => {
                vec![(self.id.to_owned(), draw(results, style))]
            }
            Draw::Network(draw) => self.by_layer(examples.layers(), |layer| {
                draw(&examples.network(layer)?, style)
            }),
            Draw::Pictures(draw) => {
                let single = examples.layers().iter().filter(|l| **l != Layer::Combined);
                let single: Vec<Layer> = single.copied().collect();
                self.by_layer(&single, |layer| draw(&examples.network(layer)?, style))
            }
            Draw::Networks(draw) => self.by_layer(examples.layers(), |layer| {
                draw(&examples.networks(layer)?, style)
            }),
        }
    }

    fn by_layer(
        &self,
        layers: &[Layer],
        draw: impl Fn(Layer) -> Result<Figure, FigureError>,
    ) -> Vec<(String, Result<Figure, FigureError>)> {
        // Without an example the drawing says what is missing.
        let layers = match layers {
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

/// The networks that F2–F5 and F11 show: those whose dropout is nearest to 0.1, 0.3 and 0.5.
#[derive(Debug, Clone, PartialEq)]
pub struct Examples {
    experiment: String,
    /// By increasing dropout.
    networks: Vec<Example>,
}

/// A network with the file that holds its matrices, and their layers.
#[derive(Debug, Clone, PartialEq)]
struct Example {
    spec: RunSpec,
    path: PathBuf,
    layers: Vec<Layer>,
}

impl Examples {
    /// Finds measured networks of an experiment, first among the checkpoints, then among the frozen examples.
    ///
    /// # Errors
    /// The folder of checkpoints cannot be read.
    pub fn find(workspace: &Workspace, name: &str) -> Result<Self, FigureError> {
        let file = |spec: &RunSpec| {
            let checkpoint = workspace.checkpoint(name, spec);
            let frozen = workspace.frozen_example(name, spec);
            [checkpoint, frozen]
                .into_iter()
                .find_map(|path| Some((measured_layers(&path)?, path)))
        };
        let networks = example_networks(trained_networks(workspace, name)?, file);
        let networks =
            networks
                .into_iter()
                .map(|(spec, (layers, path))| Example { spec, path, layers });
        Ok(Self {
            experiment: name.to_owned(),
            networks: networks.collect(),
        })
    }

    /// The layers of the middle network, with `combined` last if present; none if no network was found.
    pub fn layers(&self) -> &[Layer] {
        self.central().map_or(&[], |network| &network.layers)
    }

    /// The last single layer; the first if no network was found.
    pub fn deepest(&self) -> Layer {
        let mut single = self.layers().iter().filter(|&&l| l != Layer::Combined);
        single.next_back().copied().unwrap_or(Layer::Hidden(0))
    }

    /// The middle network, which F2–F5 show: its specification and its file.
    ///
    /// # Errors
    /// No network was found.
    pub fn middle(&self) -> Result<(RunSpec, PathBuf), FigureError> {
        let network = self.central().ok_or_else(|| self.none())?;
        Ok((network.spec.clone(), network.path.clone()))
    }

    /// The files of all of them, by increasing dropout.
    pub fn files(&self) -> Vec<PathBuf> {
        self.networks.iter().map(|n| n.path.clone()).collect()
    }

    fn central(&self) -> Option<&Example> {
        self.networks.get(self.networks.len() / 2)
    }

    /// One layer of the middle network.
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

/// The trained networks that an experiment declares, or without a declaration, those that it has.
fn trained_networks(workspace: &Workspace, name: &str) -> Result<Vec<RunSpec>, FigureError> {
    if let Ok(declared) = experiments::find(workspace, name) {
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

/// The layers whose matrices and modules a checkpoint holds; `None` if it cannot be read or holds none.
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
