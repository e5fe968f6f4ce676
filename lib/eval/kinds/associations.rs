//! Association matrices, which become tensors of the checkpoint.

use super::{EvalConfig, EvalError, Subject, json};
use crate::associations::{self, AssociationConfig, AssociationError, Associations};
use crate::checkpoint::{AssociationRecord, Checkpoint, TensorData};
use crate::progress::Silent;
use crate::spec::{Association, AssociationMethod, Layer};
use std::collections::{BTreeMap, BTreeSet};

/// Matrices by the names of their tensors.
type Held = BTreeMap<String, AssociationRecord>;

pub(super) fn settings(config: &EvalConfig) -> String {
    format!(
        "{} of {} images, combined: {}, positions: {}{}",
        json(&config.associations),
        config.images,
        config.combined,
        json(&config.max_positions),
        // Records made before there were probes keep their key.
        config
            .probes
            .map_or(String::new(), |probes| format!(", probes: {probes}"))
    )
}

/// Measures the methods of which the checkpoint holds no matrices. A matrix that cannot be computed goes into `gaps` with the reason.
pub(super) fn find(
    checkpoint: &mut Checkpoint,
    subject: &mut Subject<'_>,
) -> Result<Vec<AssociationRecord>, EvalError> {
    let held = held(checkpoint, subject.config);
    let measured = measure_missing(subject, &held)?;
    let is_matrix = |name: &String| name.starts_with("association/");
    checkpoint
        .tensors
        .retain(|name, _| !is_matrix(name) || held.contains_key(name));
    let mut records = Vec::new();
    for layer in measured.layers() {
        for &association in &subject.config.associations {
            let name = AssociationRecord::tensor(association, layer);
            if let Some(held) = held.get(&name) {
                records.push(held.clone());
                continue;
            }
            match store(&measured, association, layer, checkpoint) {
                // The hessian of a curved network.
                Err(error @ AssociationError::NegativeDiagonal { .. }) => {
                    let gaps = &mut subject.gaps;
                    gaps.push(format!("{association} of layer {layer}: {error}"));
                }
                record => records.push(record?),
            }
        }
    }
    Ok(records)
}

/// The matrices that stay as they are; none if the file lacks any of them.
fn held(checkpoint: &Checkpoint, config: &EvalConfig) -> Held {
    let stored = config.held(&checkpoint.records).unwrap_or_default();
    let held: Held = stored
        .iter()
        .map(|m| (AssociationRecord::tensor(m.association, m.layer), m.clone()))
        .filter(|(name, _)| checkpoint.tensors.contains_key(name))
        .collect();
    if held.len() < stored.len() {
        return Held::new();
    }
    held
}

fn measure_missing(subject: &Subject<'_>, held: &Held) -> Result<Associations, EvalError> {
    let (config, network) = (subject.config, &*subject.network);
    let is_held = |a: &Association| held.values().any(|m| m.association == *a);
    let missing = config.associations.iter().filter(|a| !is_held(a));
    let methods: BTreeSet<AssociationMethod> = missing.map(|a| a.method).collect();
    let settings = AssociationConfig {
        methods: methods.into_iter().collect(),
        combined: config.combined && network.dense_layers().is_some(),
        max_positions: config.max_positions,
        probes: config.probes,
        ..AssociationConfig::default()
    };
    let test = subject.dataset.test.first(config.images);
    let labels = Some(&test.labels);
    let measured = associations::measure_with(network, &test.images, labels, &settings, &Silent)?;
    Ok(measured)
}

/// Puts one matrix into the checkpoint.
fn store(
    measured: &Associations,
    association: Association,
    layer: Layer,
    checkpoint: &mut Checkpoint,
) -> Result<AssociationRecord, AssociationError> {
    let matrix = measured.matrix(association, layer)?;
    let rows = matrix.rows().into_iter();
    let dead = rows.filter(|row| row.iter().all(|&v| v == 0.0)).count();
    let record = AssociationRecord {
        association,
        layer,
        units: matrix.nrows(),
        dead,
    };
    let name = AssociationRecord::tensor(association, layer);
    checkpoint
        .tensors
        .insert(name, TensorData::from_matrix(&matrix));
    Ok(record)
}
