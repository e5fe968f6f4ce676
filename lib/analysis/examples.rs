//! Which networks' matrices are frozen along with the tables, and in what form.

use super::headers::Headers;
use super::{AnalysisError, ExampleNote};
use crate::checkpoint::{AssociationRecord, Checkpoint, Outcome, Record, TensorData};
use crate::spec::{Association, AssociationMethod};
use crate::spec::{Layer, Regularizer, RunSpec};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The most bytes of matrices in all examples of an experiment, since they are kept in git.
const BUDGET: usize = 9_000_000;
/// Dropout of the paper's example networks (its figure of modules at increasing dropout); a sweep's nearest ones are taken.
const DROPOUTS: [f64; 3] = [0.1, 0.3, 0.5];
/// The methods whose modules keep their pictures: one upstream and one downstream.
pub const PICTURED: [Association; 2] = [
    Association::raw(AssociationMethod::InputCovariance),
    Association::raw(AssociationMethod::OutputHessian),
];
/// Bytes per number: single precision.
const WIDTH: usize = 4;

/// The examples of an experiment: file name and content. Weights and the matrices over all layers combined are left out; if
/// not everything fits the budget, so are deeper layers and later networks.
pub(super) fn examples(
    headers: &Headers,
) -> Result<Vec<(String, Checkpoint, ExampleNote)>, AnalysisError> {
    let mut examples = Vec::new();
    for (path, layers) in choose(headers) {
        let example = example(Checkpoint::read(&path)?, &layers);
        let note = ExampleNote {
            file: format!("{}.safetensors", example.spec.file_stem()),
            layers: layers.iter().map(Layer::to_string).collect(),
        };
        examples.push((note.file.clone(), example, note));
    }
    examples.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(examples)
}

/// Networks to show with the layers that fit: layer by layer, so that every network has its first one.
fn choose(headers: &Headers) -> BTreeMap<PathBuf, Vec<Layer>> {
    let networks = shown(headers);
    let depth = networks
        .iter()
        .flat_map(|(_, of)| of.iter().map(|m| m.layer));
    let mut layers: Vec<Layer> = depth.filter(|l| *l != Layer::Combined).collect();
    layers.sort();
    layers.dedup();
    let mut chosen: BTreeMap<PathBuf, Vec<Layer>> = BTreeMap::new();
    let mut left = BUDGET;
    for layer in layers {
        for (path, matrices) in &networks {
            let of_layer = matrices.iter().filter(|m| m.layer == layer);
            let bytes: usize = of_layer.map(|m| m.units * m.units * WIDTH).sum();
            if bytes > 0 && bytes <= left {
                left -= bytes;
                chosen.entry(path.clone()).or_default().push(layer);
            }
        }
    }
    chosen
}

/// The networks that represent an experiment, by increasing dropout, each with the result of `measured`: those whose dropout is
/// nearest to 0.1, 0.3 and 0.5, each dropout once. Networks with dropout are preferred to all others; among those equally near, the
/// weaker one with the weakest penalties and the first replicate. Networks for which `measured` gives nothing are skipped.
pub(crate) fn example_networks<T>(
    mut specs: Vec<RunSpec>,
    measured: impl Fn(&RunSpec) -> Option<T>,
) -> Vec<(RunSpec, T)> {
    let strength = |spec: &RunSpec, regularizer| spec.strength(regularizer);
    let dropout = |spec: &RunSpec| strength(spec, Regularizer::Dropout);
    let mut chosen: Vec<(RunSpec, T)> = Vec::new();
    for wanted in DROPOUTS {
        let rank = |spec: &RunSpec| {
            let other = f64::from(u8::from(dropout(spec) == 0.0));
            let far = (1e6 * ((dropout(spec) - wanted).abs() + other)).round();
            let [l1, l2] = [Regularizer::L1, Regularizer::L2].map(|r| strength(spec, r));
            [far, dropout(spec), l1, l2, f64::from(spec.run)]
        };
        specs.sort_by(|a, b| rank(a).partial_cmp(&rank(b)).expect("finite strengths"));
        let mut found = specs.iter();
        let found = found.find_map(|spec| Some((spec.clone(), measured(spec)?)));
        let Some(found) = found else { break };
        specs.retain(|spec| dropout(spec) != dropout(&found.0));
        chosen.push(found);
    }
    chosen.sort_by(|(a, _), (b, _)| dropout(a).total_cmp(&dropout(b)));
    chosen
}

/// The base run and the example networks, the middle one first, as far as they have association matrices.
fn shown(headers: &Headers) -> Vec<(PathBuf, &[AssociationRecord])> {
    let files = headers.files.iter().filter(|(_, c)| c.spec.trained);
    let measured: Vec<(&RunSpec, (PathBuf, &[AssociationRecord]))> = files
        .filter_map(|(path, c)| {
            let matrices = c.records.associations.as_ref()?.done()?;
            Some((&c.spec, (path.clone(), matrices.as_slice())))
        })
        .collect();
    let of = |spec: &RunSpec| {
        let found = measured.iter().find(|(other, _)| *other == spec);
        found.map(|(_, network)| network.clone())
    };
    let without = |spec: &RunSpec| {
        [Regularizer::Dropout, Regularizer::L1].map(|r| spec.strength(r)) == [0.0, 0.0]
    };
    let base = measured.iter().filter(|(spec, _)| without(spec));
    let base = base.min_by(|(a, _), (b, _)| {
        let rank = |spec: &RunSpec| (spec.strength(Regularizer::L2), spec.run);
        rank(a).partial_cmp(&rank(b)).expect("finite strengths")
    });
    let specs = measured.iter().map(|(spec, _)| (*spec).clone()).collect();
    let mut examples = example_networks(specs, of);
    examples.retain(|(spec, _)| spec.strength(Regularizer::Dropout) > 0.0);
    let middle = examples.len() / 2;
    examples
        .get_mut(..=middle)
        .into_iter()
        .for_each(|head| head.rotate_right(1));
    let base = base.map(|(_, network)| network.clone());
    base.into_iter()
        .chain(examples.into_iter().map(|(_, network)| network))
        .collect()
}

/// A checkpoint without weights, with the matrices of these layers in single precision.
fn example(mut checkpoint: Checkpoint, layers: &[Layer]) -> Checkpoint {
    let mut tensors = BTreeMap::new();
    if let Some(Record {
        outcome: Outcome::Done(matrices),
        ..
    }) = &mut checkpoint.records.associations
    {
        matrices.retain(|m| layers.contains(&m.layer));
        for record in matrices {
            let name = AssociationRecord::tensor(record.association, record.layer);
            let matrix = checkpoint
                .tensors
                .get(&name)
                .and_then(TensorData::to_matrix);
            if let Some(matrix) = matrix {
                tensors.insert(name, TensorData::from_matrix_f32(&matrix));
            }
        }
    }
    tensors.extend(pictures(&mut checkpoint, layers));
    Checkpoint {
        tensors,
        ..checkpoint
    }
}

/// The pictures of these layers by the methods that keep them; the record then names no others.
fn pictures(checkpoint: &mut Checkpoint, layers: &[Layer]) -> BTreeMap<String, TensorData> {
    let Some(Record {
        outcome: Outcome::Done(pictures),
        ..
    }) = &mut checkpoint.records.pictures
    else {
        return BTreeMap::new();
    };
    pictures
        .modules
        .retain(|m| layers.contains(&m.layer) && PICTURED.contains(&m.association));
    let names = pictures
        .modules
        .iter()
        .flat_map(|m| [m.fields(), m.images()]);
    let kept = names.filter_map(|name| checkpoint.tensors.remove_entry(&name));
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkpoint::{Records, Stop, TrainingLog};
    use crate::spec::{Association, DatasetName};

    /// Four networks of the given widths: the base run and dropout 0.1, 0.25, 0.5, and a second replicate of each.
    fn headers(widths: &[usize]) -> Headers {
        let mut files = Vec::new();
        for (dropout, run) in [0.0, 0.1, 0.25, 0.5]
            .iter()
            .flat_map(|d| [(*d, 0), (*d, 1)])
        {
            let record = |(layer, units): (usize, &usize)| {
                Association::ALL.map(|association| AssociationRecord {
                    association,
                    layer: Layer::Hidden(layer),
                    units: *units,
                    dead: 0,
                })
            };
            let matrices = widths.iter().enumerate().flat_map(record).collect();
            let checkpoint = Checkpoint {
                spec: RunSpec {
                    strengths: [(Regularizer::Dropout, dropout)].into_iter().collect(),
                    ..RunSpec::new(DatasetName::Mnist, run)
                },
                training: TrainingLog {
                    settings: String::new(),
                    epochs: Vec::new(),
                    kept: Vec::new(),
                    stop: Stop::EpochLimit,
                },
                records: Records {
                    associations: Some(Record {
                        key: String::new(),
                        outcome: Outcome::Done(matrices),
                    }),
                    ..Records::default()
                },
                tensors: BTreeMap::new(),
            };
            files.push((PathBuf::from(format!("{dropout} {run}")), checkpoint));
        }
        Headers {
            experiment: "any".to_owned(),
            declared: None,
            files,
            skipped: Vec::new(),
            copies: 0,
        }
    }

    fn chosen(widths: &[usize]) -> Vec<(String, usize)> {
        let chosen = choose(&headers(widths)).into_iter();
        let short = |(path, layers): (PathBuf, Vec<Layer>)| {
            (path.to_string_lossy().into_owned(), layers.len())
        };
        chosen.map(short).collect()
    }

    #[test]
    fn examples_are_first_replicates_at_the_nearest_dropouts() {
        let all = ["0 0", "0.1 0", "0.25 0", "0.5 0"];
        let expected = all.map(|name| (name.to_owned(), 2));
        assert_eq!(chosen(&[64, 64]), expected);
    }

    #[test]
    fn wide_layers_leave_room_for_fewer_of_them() {
        let networks = ["0 0", "0.1 0", "0.25 0", "0.5 0"];
        let first_layers = networks.map(|name| (name.to_owned(), 1));
        assert_eq!(chosen(&[256, 256]), first_layers);
        assert_eq!(chosen(&[512, 512]), [("0 0".to_owned(), 1)]);
    }
}
