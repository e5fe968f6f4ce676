//! The results that the original's eval pass stored in a checkpoint: performance, norms, matrices, modules, alignments.

use super::Problem;
use super::alignments::all_alignments;
use super::lists::{finite, lists, per_layer, single_layers};
use super::network::Hidden;
use super::value::Value;
use crate::checkpoint::{
    AssociationRecord, ModuleRecord, Outcome, Performance, Record, Records, Score, TensorData,
    WeightNorms, WeightStatistics,
};
use crate::spec::{Association, Layer};
use ndarray::Array2;
use std::collections::{BTreeMap, BTreeSet};

/// The key of imported records: none of our settings matches it, so an eval pass measures again.
const KEY: &str = "imported from the paper's code";

/// The results of a file as records.
#[derive(Debug, Default)]
pub(super) struct Stored {
    pub records: Records,
    /// Association matrices by the names of their tensors.
    pub tensors: BTreeMap<String, TensorData>,
    /// What was left out, and why.
    pub notes: BTreeSet<String>,
}

/// Reads whatever results there are; `hidden` are the network's hidden layers.
///
/// # Errors
/// A result is not of the form that the original stores.
pub(super) fn stored(file: Value<'_>, hidden: &Hidden) -> Result<Stored, Problem> {
    let mut stored = Stored::default();
    stored.records.performance = performance(file)?;
    stored.records.weights = weight_norms(file)?;
    if let Some(matrices) = file.get("assoc") {
        let found = associations(matrices, hidden, &mut stored)?;
        stored.records.associations = Some(done(found));
    }
    let mut failed = Vec::new();
    if let Some(modules) = file.get("modules") {
        let found = all_modules(modules, hidden, &mut failed, &mut stored.notes)?;
        stored.records.modules = Some(done(found));
    }
    if let Some(alignments) = file.get("align") {
        let found = all_alignments(alignments, hidden, &failed, &mut stored.notes)?;
        stored.records.alignments = Some(done(found));
    }
    Ok(stored)
}

fn done<T>(value: T) -> Record<T> {
    Record {
        key: KEY.to_owned(),
        outcome: Outcome::Done(value),
    }
}

/// Finite numbers under all of the names, `None` if there are none; a record of failure if some are missing.
fn numbers<const N: usize, T>(
    file: Value<'_>,
    names: [&str; N],
    make: impl Fn([f64; N]) -> T,
) -> Result<Option<Record<T>>, Problem> {
    let (mut found, mut missing) = ([f64::NAN; N], Vec::new());
    for (number, name) in found.iter_mut().zip(names) {
        match file.get(name) {
            Some(value) => *number = finite(value, name)?.unwrap_or(f64::NAN),
            None => missing.push(name),
        }
    }
    if missing.len() == N {
        return Ok(None);
    }
    let undefined = names.iter().zip(found).filter(|(_, n)| n.is_nan());
    let undefined: Vec<&str> = undefined.map(|(name, _)| *name).collect();
    if undefined.is_empty() {
        return Ok(Some(done(make(found))));
    }
    Ok(Some(Record {
        key: KEY.to_owned(),
        outcome: Outcome::Failed {
            reason: format!("the imported file holds no {}", undefined.join(", ")),
        },
    }))
}

fn performance(file: Value<'_>) -> Result<Option<Record<Performance>>, Problem> {
    let names = [
        "train_loss",
        "train_acc",
        "val_loss",
        "val_acc",
        "test_loss",
        "test_acc",
    ];
    let score = |loss, accuracy| Score { loss, accuracy };
    numbers(file, names, |n| Performance {
        train: score(n[0], n[1]),
        val: score(n[2], n[3]),
        test: score(n[4], n[5]),
    })
}

/// The original stores only totals. Its `l2_norm` is a sum of squares (deviation E1).
fn weight_norms(file: Value<'_>) -> Result<Option<Record<WeightStatistics>>, Problem> {
    let names = ["l2_norm", "l1_norm", "nuc_norm", "sparsity"];
    numbers(
        file,
        names,
        |[weight_sq_sum, weight_l1, nuclear_norm, near_zero_fraction]| WeightStatistics {
            total: WeightNorms {
                weight_sq_sum,
                weight_l1,
                nuclear_norm,
                near_zero_fraction,
            },
            by_layer: Vec::new(),
        },
    )
}

fn associations(
    value: Value<'_>,
    hidden: &Hidden,
    stored: &mut Stored,
) -> Result<Vec<AssociationRecord>, Problem> {
    let mut records = Vec::new();
    for (key, matrices) in lists(value, "assoc")? {
        let name = key.strip_suffix("_combined").unwrap_or(key);
        let Ok(association) = name.parse::<Association>() else {
            let note = format!("matrices of the method {key}: not one of this program's");
            stored.notes.insert(note);
            continue;
        };
        if let Some(why) = hidden.lacks(association, name != key) {
            stored.notes.insert(why.to_owned());
            continue;
        }
        let place = format!("assoc.{key}");
        let layers = if name == key {
            per_layer(&hidden.units, &matrices, &place)?
        } else {
            let all = [hidden.units.iter().sum()];
            let one = per_layer(&all, &matrices, &place)?.into_iter();
            one.map(|(_, units, m)| (Layer::Combined, units, m))
                .collect()
        };
        for (layer, units, found) in layers {
            let place = format!("{place}.{layer}");
            let matrix = found.tensor(&place)?.matrix(&place)?;
            if matrix.dim() != (units, units) {
                let expected = format!("{units}×{units} numbers");
                return Err(Problem::new(place, expected, format!("{:?}", matrix.dim())));
            }
            records.extend(stored.matrix(association, layer, &matrix));
        }
    }
    Ok(records)
}

impl Stored {
    /// Keeps a matrix of one layer; `None` if it holds numbers that are not finite.
    fn matrix(
        &mut self,
        association: Association,
        layer: Layer,
        matrix: &Array2<f64>,
    ) -> Option<AssociationRecord> {
        if matrix.iter().any(|v| !v.is_finite()) {
            let note = "matrices with numbers that are not finite".to_owned();
            self.notes.insert(note);
            return None;
        }
        let is_dead = |row: &ndarray::ArrayView1<'_, f64>| row.iter().all(|&v| v == 0.0);
        let dead = matrix.rows().into_iter().filter(is_dead).count();
        let tensor = AssociationRecord::tensor(association, layer);
        self.tensors.insert(tensor, TensorData::from_matrix(matrix));
        Some(AssociationRecord {
            association,
            layer,
            units: matrix.nrows(),
            dead,
        })
    }
}

/// The modules of single layers; those that the original failed to find are listed in `failed`.
fn all_modules(
    value: Value<'_>,
    hidden: &Hidden,
    failed: &mut Vec<(Association, Layer)>,
    notes: &mut BTreeSet<String>,
) -> Result<Vec<ModuleRecord>, Problem> {
    let mut records = Vec::new();
    for (key, layers) in lists(value, "modules")? {
        let association = match single_layers(key, hidden) {
            Ok(association) => association,
            Err(why) => {
                notes.insert(why.to_owned());
                continue;
            }
        };
        let place = format!("modules.{key}");
        for (layer, units, found) in per_layer(&hidden.units, &layers, &place)? {
            match modules(
                found,
                (association, layer, units),
                &format!("{place}.{layer}"),
            )? {
                Some(record) => records.push(record),
                None => failed.push((association, layer)),
            }
        }
    }
    if !failed.is_empty() {
        notes.insert("modules that the original failed to find, and their alignments".to_owned());
    }
    Ok(records)
}

/// One layer's modules; `None` if the original stored NaN for a failure.
fn modules(
    found: Value<'_>,
    (association, layer, units): (Association, Layer, usize),
    place: &str,
) -> Result<Option<ModuleRecord>, Problem> {
    let field = |name: &str| super::network::needed(found, place, name);
    let q = finite(field("score")?, &format!("{place}.score"))?;
    let effective = finite(field("num_clusters")?, &format!("{place}.num_clusters"))?;
    let place = format!("{place}.clusters");
    let clusters = field("clusters")?.tensor(&place)?.matrix(&place)?;
    let (Some(q), Some(effective_n_modules)) = (q, effective) else {
        return Ok(None);
    };
    if clusters.nrows() != units {
        let expected = format!("a row for each of {units} units");
        return Err(Problem::new(place, expected, clusters.nrows().to_string()));
    }
    // Modules are renumbered in the order in which units first name them, as everywhere in our files.
    let mut names: Vec<usize> = Vec::new();
    let mut membership = Vec::with_capacity(units);
    for row in clusters.rows() {
        let ones: Vec<usize> = (0..row.len()).filter(|&c| row[c] != 0.0).collect();
        membership.push(match ones[..] {
            [] => None,
            [column] if row[column] == 1.0 => {
                Some(names.iter().position(|&c| c == column).unwrap_or_else(|| {
                    names.push(column);
                    names.len() - 1
                }))
            }
            _ => {
                let found = format!("{} numbers that are not 0", ones.len());
                return Err(Problem::new(place, "at most a single 1 in each row", found));
            }
        });
    }
    Ok(Some(ModuleRecord {
        association,
        layer,
        q,
        n_modules: names.len(),
        effective_n_modules,
        membership,
        search: None,
    }))
}
