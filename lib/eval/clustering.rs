//! From the stored association matrices to modules, to their agreement, and to what another optimiser makes of them.

use super::needed::needed;
use super::{EvalConfig, EvalError, Metric};
use crate::alignment::{
    AlignmentConfig, AlignmentMeasure, Origin, align_by, element_centric_similarity,
};
use crate::checkpoint::{
    AlignmentRecord, AssociationRecord, Checkpoint, LeidenAlignment, LeidenRecord, ModuleRecord,
    Robustness, SearchSummary, TensorData,
};
use crate::modularity::{
    Adjacency, Consensus, MonteCarloTrace, Partition, Resolution, best_run, cluster, leiden_runs,
};
use crate::spec::{Association, Layer};

/// Modules of every matrix. One that has none (all units dead, say) goes into `gaps` with its reason.
pub(super) fn find_modules(
    checkpoint: &Checkpoint,
    config: &EvalConfig,
    gaps: &mut Vec<String>,
) -> Result<Vec<ModuleRecord>, EvalError> {
    let records = needed(&checkpoint.records.associations, Metric::Associations)?;
    let seeds = checkpoint.spec.seeds();
    let mut modules = Vec::new();
    for_each_adjacency(
        checkpoint,
        records,
        gaps,
        |association, layer, adjacency| {
            let mut rng = seeds.stream(&format!("modules/{association}/{layer}"));
            let found = cluster(
                &adjacency,
                &config.optimizer,
                Resolution::default(),
                &mut rng,
            )?;
            modules.push(ModuleRecord {
                association,
                layer,
                q: found.q,
                n_modules: found.n_modules,
                effective_n_modules: found.effective_n_modules,
                membership: found.partition.labels().to_vec(),
                search: found.trace.as_ref().map(summary),
            });
            Ok(())
        },
    )?;
    Ok(modules)
}

fn summary(trace: &MonteCarloTrace) -> SearchSummary {
    SearchSummary {
        q_start: trace.start_q,
        moves: trace.moves,
        best_step: trace.best_step,
        q_late: trace.late_mean_q,
        temperature_late: trace.late_mean_temperature,
    }
}

/// A layer's modules with the adjacency they were found in.
pub(super) struct Clustered<'a> {
    pub(super) record: &'a ModuleRecord,
    pub(super) adjacency: Adjacency,
    pub(super) partition: Partition,
}

/// The modules of every matrix, with the matrices.
pub(super) fn clustered(checkpoint: &Checkpoint) -> Result<Vec<Clustered<'_>>, EvalError> {
    let records = needed(&checkpoint.records.modules, Metric::Modules)?;
    let mut clustered = Vec::new();
    for record in records {
        clustered.push(Clustered {
            record,
            adjacency: adjacency(checkpoint, record.association, record.layer)?,
            partition: Partition::from_labels(&record.membership),
        });
    }
    Ok(clustered)
}

/// Agreement of the modules of every two associations in each layer.
pub(super) fn find_alignments(
    checkpoint: &Checkpoint,
    config: &EvalConfig,
) -> Result<Vec<AlignmentRecord>, EvalError> {
    let clustered = clustered(checkpoint)?;
    let paper = || AlignmentMeasure::of_origin(Origin::Paper);
    let settings = &config.alignment;
    compare_all(checkpoint, &clustered, paper, settings, "alignment")
}

/// Compares every two of the modules in one layer; each comparison draws from a stream of its own.
pub(super) fn compare_all<M: Iterator<Item = AlignmentMeasure>>(
    checkpoint: &Checkpoint,
    clustered: &[Clustered<'_>],
    measures: impl Fn() -> M,
    settings: &AlignmentConfig,
    stream: &str,
) -> Result<Vec<AlignmentRecord>, EvalError> {
    let seeds = checkpoint.spec.seeds();
    let mut alignments = Vec::new();
    for (a, b) in pairs(clustered, |c| c.record.layer) {
        let (layer, names) = (a.record.layer, [a.record.association, b.record.association]);
        let mut rng = seeds.stream(&format!("{stream}/{layer}/{}/{}", names[0], names[1]));
        let alignment = align_by(
            measures(),
            &a.partition,
            &b.partition,
            Some((&a.adjacency, &b.adjacency)),
            settings,
            &mut rng,
        )?;
        let defined = |(name, value): (&str, Option<f64>)| Some((name.to_owned(), value?));
        alignments.push(AlignmentRecord {
            layer,
            a: names[0],
            b: names[1],
            values: alignment.named_values().filter_map(defined).collect(),
        });
    }
    Ok(alignments)
}

/// Leiden's modules of every matrix of a single layer, the agreement of its restarts, and that of its modules between associations.
pub(super) fn find_robustness(
    checkpoint: &Checkpoint,
    config: &EvalConfig,
    gaps: &mut Vec<String>,
) -> Result<Robustness, EvalError> {
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

/// Every two items of the same layer, in order.
fn pairs<T>(items: &[T], layer: impl Fn(&T) -> Layer + Copy) -> impl Iterator<Item = (&T, &T)> {
    items.iter().enumerate().flat_map(move |(i, a)| {
        let others = items[i + 1..].iter();
        others
            .filter(move |b| layer(b) == layer(a))
            .map(move |b| (a, b))
    })
}

/// Calls `work` with the adjacency that each stored matrix makes; a matrix that makes none goes into `gaps`.
fn for_each_adjacency<'a>(
    checkpoint: &Checkpoint,
    records: impl IntoIterator<Item = &'a AssociationRecord>,
    gaps: &mut Vec<String>,
    mut work: impl FnMut(Association, Layer, Adjacency) -> Result<(), EvalError>,
) -> Result<(), EvalError> {
    for record in records {
        let (association, layer) = (record.association, record.layer);
        match adjacency(checkpoint, association, layer) {
            Ok(adjacency) => work(association, layer, adjacency)?,
            Err(error) => gaps.push(format!("{association} of layer {layer}: {error}")),
        }
    }
    Ok(())
}

/// The adjacency that a stored association matrix makes.
fn adjacency(
    checkpoint: &Checkpoint,
    association: Association,
    layer: Layer,
) -> Result<Adjacency, EvalError> {
    let name = AssociationRecord::tensor(association, layer);
    let matrix = checkpoint.tensors.get(&name);
    let matrix = matrix
        .and_then(TensorData::to_matrix)
        .ok_or(EvalError::NoMatrix { tensor: name })?;
    Ok(Adjacency::from_association(matrix.view())?)
}
