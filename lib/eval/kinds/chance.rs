//! Modules and their agreement compared with chance.

use super::{EvalConfig, EvalError, Subject, json};
use crate::alignment::{AlignmentConfig, AlignmentMeasure, Origin};
use crate::checkpoint::{Chance, Checkpoint, ModuleChance};
use crate::eval::clustering::{Clustered, clustered, compare_all};
use crate::modularity::{Kept, q_by_chance};
use crate::spec::Layer;

pub(super) fn settings(config: &EvalConfig) -> String {
    json(&(&config.chance, config.alignment.dead_units))
}

/// Q of shuffled matrices by the same search, and the alignment measures that correct or test for chance, layer by layer.
pub(super) fn find(
    checkpoint: &mut Checkpoint,
    subject: &mut Subject<'_>,
) -> Result<Chance, EvalError> {
    let (checkpoint, config) = (&*checkpoint, subject.config);
    let mut single = clustered(checkpoint)?;
    single.retain(|c| c.record.layer != Layer::Combined);
    let modules = single
        .iter()
        .map(|found| by_chance(checkpoint, found, config));
    let settings = AlignmentConfig {
        n_shuffles: config.chance.shuffles,
        ..config.alignment
    };
    let ours = || AlignmentMeasure::of_origin(Origin::Ours);
    Ok(Chance {
        modules: modules.collect::<Result<_, EvalError>>()?,
        alignments: compare_all(checkpoint, &single, ours, &settings, "chance/alignment")?,
    })
}

fn by_chance(
    checkpoint: &Checkpoint,
    found: &Clustered<'_>,
    config: &EvalConfig,
) -> Result<ModuleChance, EvalError> {
    let (association, layer) = (found.record.association, found.record.layer);
    let q = |kept: Kept, name: &str| {
        let stream = format!("chance/{name}/{association}/{layer}");
        let mut rng = checkpoint.spec.seeds().stream(&stream);
        let (matrix, draws) = (&found.adjacency, config.chance.draws);
        q_by_chance(matrix, kept, &config.optimizer, draws, &mut rng)
    };
    Ok(ModuleChance {
        association,
        layer,
        entries: q(Kept::Entries, "entries")?,
        strengths: q(Kept::Strengths, "strengths")?,
    })
}
