//! What another optimiser makes of the same matrices.

use super::{EvalConfig, EvalError, Metric, Subject, json};
use crate::alignment::element_centric_similarity;
use crate::checkpoint::{Checkpoint, LeidenAlignment, LeidenRecord, Robustness};
use crate::eval::clustering::{for_each_adjacency, pairs};
use crate::eval::needed::needed;
use crate::modularity::{Consensus, Partition, Resolution, best_run, leiden_runs};
use crate::spec::Layer;

pub(super) fn settings(config: &EvalConfig) -> String {
    json(&(&config.leiden, config.alignment.dead_units))
}

/// Leiden's modules of every matrix, layer by layer, how well its restarts agree, and how well its modules agree between associations.
pub(super) fn find(
    checkpoint: &mut Checkpoint,
    subject: &mut Subject<'_>,
) -> Result<Robustness, EvalError> {
    let (config, gaps) = (subject.config, &mut subject.gaps);
    let records = needed(&checkpoint.records.associations, Metric::Associations)?;
    let single = records.iter().filter(|r| r.layer != Layer::Combined);
    let seeds = checkpoint.spec.seeds();
    let (mut modules, mut partitions) = (Vec::new(), Vec::new());
    for_each_adjacency(checkpoint, single, gaps, |association, layer, adjacency| {
        let mut rng = seeds.stream(&format!("leiden/{association}/{layer}"));
        let runs = leiden_runs(&adjacency, Resolution::default(), &config.leiden, &mut rng)?;
        let (best, q) = best_run(&runs)?.clone();
        let runs: Vec<Partition> = runs.into_iter().map(|(partition, _)| partition).collect();
        modules.push(LeidenRecord {
            association,
            layer,
            q,
            n_modules: best.n_modules(),
            stability: Consensus::of(&runs)?.stability(),
            membership: best.labels().to_vec(),
        });
        partitions.push((layer, association, best));
        Ok(())
    })?;
    let mut alignments = Vec::new();
    for ((layer, a, of_a), (_, b, of_b)) in pairs(&partitions, |(layer, ..)| *layer) {
        alignments.push(LeidenAlignment {
            layer: *layer,
            a: *a,
            b: *b,
            element_sim: element_centric_similarity(of_a, of_b, config.alignment.dead_units)?,
        });
    }
    Ok(Robustness {
        modules,
        alignments,
    })
}
