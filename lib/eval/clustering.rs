//! What several kinds of records need from the stored matrices: adjacencies, the modules found in them, and pairs of these.

use super::needed::needed;
use super::{EvalError, Metric};
use crate::alignment::{AlignmentConfig, AlignmentMeasure, align_by};
use crate::checkpoint::{AlignmentRecord, AssociationRecord, Checkpoint, ModuleRecord, TensorData};
use crate::modularity::{Adjacency, Partition};
use crate::spec::{Association, Layer};

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

/// Compares the modules of every two associations in one layer; each comparison draws from its own stream.
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

/// Every two items of the same layer, in order.
pub(super) fn pairs<T>(
    items: &[T],
    layer: impl Fn(&T) -> Layer + Copy,
) -> impl Iterator<Item = (&T, &T)> {
    items.iter().enumerate().flat_map(move |(i, a)| {
        let others = items[i + 1..].iter();
        others
            .filter(move |b| layer(b) == layer(a))
            .map(move |b| (a, b))
    })
}

/// Calls `work` with the adjacency of each stored matrix; a matrix that has none goes into `gaps`.
pub(super) fn for_each_adjacency<'a>(
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

/// The adjacency of a stored association matrix.
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
