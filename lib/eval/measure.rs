//! The measurements of one checkpoint.

use super::{EvalConfig, Metric, is_current, record};
use crate::Error;
use crate::alignment::{Alignment, align};
use crate::associations::{self, AssociationConfig};
use crate::checkpoint::{
    AlignmentRecord, AssociationRecord, Checkpoint, ModuleRecord, Performance, Record, Score,
    TensorData,
};
use crate::data::{Dataset, Examples};
use crate::models::{Mlp, network_tensors, weight_statistics};
use crate::modularity::{Adjacency, Partition, Resolution, cluster};
use crate::spec::{Association, AssociationMethod, Layer};
use std::collections::BTreeMap;
use tch::Kind;

/// Brings the records of a checkpoint up to `config`; the metrics that were made anew.
///
/// Only `metrics` are looked at (a metric that needs another one's missing result fails with that reason), and those
/// in `force` are made anew in any case.
///
/// # Errors
/// The weights in the file do not make a network. A measurement that fails is a record, not an error.
pub fn evaluate(
    checkpoint: &mut Checkpoint,
    dataset: &Dataset,
    config: &EvalConfig,
    metrics: &[Metric],
    force: &[Metric],
) -> Result<Vec<Metric>, Error> {
    let mut network = None;
    let mut made = Vec::new();
    for metric in Metric::ALL.into_iter().filter(|m| metrics.contains(m)) {
        let key = config.key(metric);
        if is_current(&checkpoint.records, metric, &key) && !force.contains(&metric) {
            continue;
        }
        if network.is_none() {
            network = Some(load_network(checkpoint, dataset)?);
        }
        let network = network.as_ref().expect("loaded above");
        match metric {
            Metric::Performance => {
                let performance = performance(network, checkpoint, dataset);
                checkpoint.records.performance = Some(record(key, Ok(performance)));
            }
            Metric::Weights => {
                checkpoint.records.weights = Some(record(key, Ok(weight_statistics(network))));
            }
            Metric::Associations => {
                let result = measure_associations(network, checkpoint, dataset, config);
                checkpoint.records.associations = Some(record(key, result));
            }
            Metric::Modules => {
                let result = find_modules(checkpoint, config);
                checkpoint.records.modules = Some(record(key, result));
            }
            Metric::Alignments => {
                let result = find_alignments(checkpoint, config);
                checkpoint.records.alignments = Some(record(key, result));
            }
        }
        made.push(metric);
    }
    Ok(made)
}

fn load_network(checkpoint: &Checkpoint, dataset: &Dataset) -> Result<Mlp, Error> {
    let device = dataset.test.images.device();
    let named = network_tensors(&checkpoint.tensors, device)?;
    Ok(Mlp::from_named(&named)?)
}

fn performance(network: &Mlp, checkpoint: &Checkpoint, dataset: &Dataset) -> Performance {
    let split = dataset.split(&checkpoint.spec.seeds());
    Performance {
        train: score(network, &split.train),
        val: score(network, &split.val),
        test: score(network, &dataset.test),
    }
}

fn score(network: &Mlp, examples: &Examples) -> Score {
    /// Images at a time.
    const CHUNK: i64 = 2000;
    let _no_grad = tch::no_grad_guard();
    let (mut loss, mut hits) = (0.0, 0.0);
    let labels = examples.labels.split(CHUNK, 0);
    for (images, labels) in examples.images.split(CHUNK, 0).iter().zip(&labels) {
        let logits = network.forward(images).logits.to_kind(Kind::Double);
        let right = logits.argmax(-1, false).eq_tensor(labels);
        hits += right.sum(Kind::Double).double_value(&[]);
        loss += logits
            .log_softmax(-1, None)
            .nll_loss(labels)
            .double_value(&[])
            * labels.size()[0] as f64;
    }
    let n = examples.len() as f64;
    Score {
        loss: loss / n,
        accuracy: hits / n,
    }
}

fn measure_associations(
    network: &Mlp,
    checkpoint: &mut Checkpoint,
    dataset: &Dataset,
    config: &EvalConfig,
) -> Result<Vec<AssociationRecord>, Error> {
    let asked = |m: &AssociationMethod| config.associations.iter().any(|a| a.method == *m);
    let settings = AssociationConfig {
        methods: AssociationMethod::ALL.into_iter().filter(asked).collect(),
        combined: config.combined,
        ..AssociationConfig::default()
    };
    let images = dataset.test.first(config.images).images;
    let associations = associations::measure(network, &images, &settings)?;
    checkpoint
        .tensors
        .retain(|name, _| !name.starts_with("association/"));
    let mut records = Vec::new();
    for layer in associations.layers() {
        for &association in &config.associations {
            let matrix = associations.matrix(association, layer)?;
            let dead = matrix
                .rows()
                .into_iter()
                .filter(|row| row.iter().all(|&v| v == 0.0))
                .count();
            records.push(AssociationRecord {
                association,
                layer,
                units: matrix.nrows(),
                dead,
            });
            let name = AssociationRecord::tensor(association, layer);
            checkpoint
                .tensors
                .insert(name, TensorData::from_matrix(&matrix));
        }
    }
    Ok(records)
}

fn find_modules(checkpoint: &Checkpoint, config: &EvalConfig) -> Result<Vec<ModuleRecord>, Error> {
    let records = needed(&checkpoint.records.associations, Metric::Associations)?;
    let seeds = checkpoint.spec.seeds();
    let mut modules = Vec::new();
    for &AssociationRecord {
        association, layer, ..
    } in records
    {
        let adjacency = adjacency(checkpoint, association, layer)?;
        let mut rng = seeds.stream(&format!("modules/{association}/{layer}"));
        let clustering = cluster(
            &adjacency,
            &config.optimizer,
            Resolution::default(),
            &mut rng,
        )?;
        modules.push(ModuleRecord {
            association,
            layer,
            q: clustering.q,
            n_modules: clustering.n_modules,
            effective_n_modules: clustering.effective_n_modules,
            membership: clustering.partition.labels().to_vec(),
        });
    }
    Ok(modules)
}

/// A layer's modules with the adjacency they were found in.
struct Clustered<'a> {
    record: &'a ModuleRecord,
    adjacency: Adjacency,
    partition: Partition,
}

fn find_alignments(
    checkpoint: &Checkpoint,
    config: &EvalConfig,
) -> Result<Vec<AlignmentRecord>, Error> {
    let records = needed(&checkpoint.records.modules, Metric::Modules)?;
    let seeds = checkpoint.spec.seeds();
    let mut clustered = Vec::new();
    for record in records {
        clustered.push(Clustered {
            record,
            adjacency: adjacency(checkpoint, record.association, record.layer)?,
            partition: Partition::from_labels(&record.membership),
        });
    }
    let mut alignments = Vec::new();
    for (i, a) in clustered.iter().enumerate() {
        for b in clustered[i + 1..]
            .iter()
            .filter(|b| b.record.layer == a.record.layer)
        {
            let (layer, names) = (a.record.layer, [a.record.association, b.record.association]);
            let mut rng = seeds.stream(&format!("alignment/{layer}/{}/{}", names[0], names[1]));
            let adjacencies = Some((&a.adjacency, &b.adjacency));
            let alignment = align(
                &a.partition,
                &b.partition,
                adjacencies,
                &config.alignment,
                &mut rng,
            )?;
            alignments.push(AlignmentRecord {
                layer,
                a: names[0],
                b: names[1],
                values: values(&alignment),
            });
        }
    }
    Ok(alignments)
}

/// The numbers of an alignment by their stored names; undefined ones are left out.
fn values(alignment: &Alignment) -> BTreeMap<String, f64> {
    alignment
        .named_values()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .collect()
}

/// The adjacency that a stored association matrix makes.
fn adjacency(
    checkpoint: &Checkpoint,
    association: Association,
    layer: Layer,
) -> Result<Adjacency, Error> {
    let name = AssociationRecord::tensor(association, layer);
    let matrix = checkpoint
        .tensors
        .get(&name)
        .and_then(TensorData::to_matrix)
        .ok_or_else(|| Error::Unavailable(format!("the checkpoint lacks the matrix `{name}`")))?;
    Ok(Adjacency::from_association(matrix.view())?)
}

/// The result that another metric is made from.
fn needed<T>(record: &Option<Record<Vec<T>>>, metric: Metric) -> Result<&[T], Error> {
    record
        .as_ref()
        .and_then(Record::done)
        .map(Vec::as_slice)
        .ok_or_else(|| {
            Error::Unavailable(format!(
                "it is made from {}, which this checkpoint lacks",
                metric.name()
            ))
        })
}
