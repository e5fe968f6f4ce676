//! What the modules of a checkpoint do.

use super::{EvalConfig, EvalError, Metric, Subject, json};
use crate::checkpoint::{
    Checkpoint, Functions, ModuleRecord, ModulesFunction, Score, UnitsFunction,
};
use crate::data::Examples;
use crate::eval::needed::needed;
use crate::function::{FunctionError, LayerStudy, Nulls, assess};
use crate::lesions::LayerLesions;
use crate::models::Network;
use crate::modularity::Partition;
use crate::seeds::Seeds;
use crate::spec::Layer;

pub(super) fn settings(config: &EvalConfig) -> String {
    json(&config.functions)
}

/// Lesions of the modules of every association, layer by layer. A partition into one module has nothing to be compared with
/// and is left out; others that cannot be assessed go into `gaps` with the reason.
pub(super) fn find(
    checkpoint: &mut Checkpoint,
    subject: &mut Subject<'_>,
) -> Result<Functions, EvalError> {
    let (network, config) = (&*subject.network, subject.config);
    let records = needed(&checkpoint.records.modules, Metric::Modules)?;
    let settings = &config.functions;
    let effort = match network.dense_layers() {
        Some(_) => settings.dense,
        None => settings.others,
    };
    let examples = subject.dataset.test.first(effort.images);
    let mut functions = Functions {
        lesion: settings.lesion,
        images: examples.len(),
        classes: Vec::new(),
        baseline: Score {
            loss: 0.0,
            accuracy: 0.0,
        },
        units: Vec::new(),
        modules: Vec::new(),
    };
    let mut layers: Vec<usize> = records.iter().filter_map(|r| hidden(r.layer)).collect();
    layers.sort_unstable();
    layers.dedup();
    for index in layers {
        let of_layer = records.iter().filter(|r| hidden(r.layer) == Some(index));
        let mut pass = Pass {
            seeds: checkpoint.spec.seeds(),
            network,
            examples: &examples,
            nulls: &effort.nulls,
            functions: &mut functions,
            gaps: &mut subject.gaps,
        };
        pass.layer(index, of_layer)?;
    }
    Ok(functions)
}

/// What all layers of a network have in common.
struct Pass<'a> {
    seeds: Seeds,
    network: &'a dyn Network,
    examples: &'a Examples,
    nulls: &'a Nulls,
    functions: &'a mut Functions,
    gaps: &'a mut Vec<String>,
}

impl Pass<'_> {
    /// Lesions of one layer's units, and of its modules by each association.
    fn layer<'r>(
        &mut self,
        index: usize,
        modules: impl Iterator<Item = &'r ModuleRecord>,
    ) -> Result<(), EvalError> {
        let layer = Layer::Hidden(index);
        let lesions = LayerLesions::new(
            self.network,
            index,
            &self.examples.images,
            &self.examples.labels,
            self.functions.lesion,
            &mut self.seeds.stream(&format!("functions/{layer}")),
        )?;
        let activity = lesions.activity()?;
        let study = LayerStudy::new(&lesions, &activity)?;
        let (loss, accuracy) = lesions.baseline();
        self.functions.baseline = Score { loss, accuracy };
        self.functions.classes = lesions.classes().to_vec();
        let alone = study.alone().to_vec();
        self.functions.units.push(UnitsFunction { layer, alone });
        for record in modules {
            self.modules(record, &study);
        }
        Ok(())
    }

    fn modules(&mut self, record: &ModuleRecord, study: &LayerStudy<'_>) {
        let (association, layer) = (record.association, record.layer);
        let name = format!("functions/{association}/{layer}");
        let partition = Partition::from_labels(&record.membership);
        match assess(&partition, study, self.nulls, &mut self.seeds.stream(&name)) {
            Ok(found) => self.functions.modules.push(ModulesFunction {
                association,
                layer,
                found,
            }),
            // Nothing to compare: the number of modules shows it.
            Err(FunctionError::WholeLayer { .. }) => {}
            Err(error) => {
                let place = format!("{association} of layer {layer}");
                self.gaps.push(format!("{place}: {error}"));
            }
        }
    }
}

fn hidden(layer: Layer) -> Option<usize> {
    match layer {
        Layer::Hidden(index) => Some(index),
        Layer::Combined => None,
    }
}
