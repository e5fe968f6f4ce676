//! What the modules of a checkpoint do.

use super::needed::needed;
use super::{EvalConfig, Metric};
use crate::Error;
use crate::checkpoint::{Checkpoint, Functions, ModulesFunction, Score, UnitsFunction};
use crate::data::Examples;
use crate::function::{FunctionError, LayerStudy, assess};
use crate::lesions::LayerLesions;
use crate::models::Network;
use crate::modularity::Partition;
use crate::spec::Layer;

/// Lesions of the modules of every association, layer by layer. A partition of one module has nothing that it can be compared with
/// and is left out; others of which nothing can be told go into `gaps` with the reason.
pub(super) fn find_functions(
    checkpoint: &Checkpoint,
    network: &dyn Network,
    test: &Examples,
    config: &EvalConfig,
    gaps: &mut Vec<String>,
) -> Result<Functions, Error> {
    let records = needed(&checkpoint.records.modules, Metric::Modules)?;
    let settings = &config.functions;
    let effort = match network.dense_layers() {
        Some(_) => settings.dense,
        None => settings.others,
    };
    let seeds = checkpoint.spec.seeds();
    let examples = test.first(effort.images);
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
        let layer = Layer::Hidden(index);
        let lesions = LayerLesions::new(
            network,
            index,
            &examples.images,
            &examples.labels,
            settings.lesion,
            &mut seeds.stream(&format!("functions/{layer}")),
        )?;
        let activity = lesions.activity()?;
        let study = LayerStudy::new(&lesions, &activity)?;
        let (loss, accuracy) = lesions.baseline();
        functions.baseline = Score { loss, accuracy };
        functions.classes = lesions.classes().to_vec();
        let alone = study.alone().to_vec();
        functions.units.push(UnitsFunction { layer, alone });
        for record in records.iter().filter(|r| r.layer == layer) {
            let association = record.association;
            let mut rng = seeds.stream(&format!("functions/{association}/{layer}"));
            let partition = Partition::from_labels(&record.membership);
            match assess(&partition, &study, &effort.nulls, &mut rng) {
                Ok(found) => functions.modules.push(ModulesFunction {
                    association,
                    layer,
                    found,
                }),
                // Nothing to compare: the number of modules says so.
                Err(FunctionError::WholeLayer { .. }) => {}
                Err(error) => gaps.push(format!("{association} of layer {layer}: {error}")),
            }
        }
    }
    Ok(functions)
}

fn hidden(layer: Layer) -> Option<usize> {
    match layer {
        Layer::Hidden(index) => Some(index),
        Layer::Combined => None,
    }
}
