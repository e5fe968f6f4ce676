//! The matrices of an example network for the page.

use super::ExploreError;
use super::pack::Packed;
use crate::figures::{ExampleRun, FigureError};
use crate::plot::records::rounded;
use crate::spec::{Association, Layer, Regularizer};
use ndarray::Array2;
use serde_json::{Value, json};
use std::path::Path;

/// The single layers of one network that have matrices.
pub(super) struct Layers(Vec<ExampleRun>);

impl Layers {
    /// The layers of a file; `None` if it holds no matrix of any.
    pub fn read(path: &Path) -> Result<Option<Self>, ExploreError> {
        let mut layers = Vec::new();
        for index in 0.. {
            match ExampleRun::read(path, Layer::Hidden(index)) {
                Ok(example) => layers.push(example),
                Err(FigureError::Empty { .. }) => break,
                Err(error) => return Err(error.into()),
            }
        }
        Ok((!layers.is_empty()).then_some(Self(layers)))
    }

    /// Its header; the matrices follow each other in `packed`.
    pub fn packed(&self, packed: &mut Packed) -> Value {
        let layers: Vec<Value> = self.0.iter().map(|layer| layer_of(layer, packed)).collect();
        let spec = &self.0[0].spec;
        let plain = Regularizer::KNOWN
            .into_iter()
            .all(|r| spec.strength(r) == 0.0);
        let kind = if plain && spec.trained {
            "no regularizer, "
        } else {
            ""
        };
        json!({ "title": format!("{kind}{}", self.0[0].settings()), "run_id": spec.run_id(), "layers": layers })
    }
}

fn layer_of(example: &ExampleRun, packed: &mut Packed) -> Value {
    let units = example.matrices.values().next().map_or(0, Array2::nrows);
    let mut matrices = Vec::new();
    for association in Association::known() {
        if let Some(values) = example.matrices.get(&association) {
            matrices.push(matrix(example, association, values, packed));
        }
    }
    let title = match example.layer {
        Layer::Hidden(index) => (index + 1).to_string(),
        Layer::Combined => "all".to_owned(),
    };
    json!({ "layer": example.layer.to_string(), "title": title, "units": units, "matrices": matrices })
}

/// A symmetric matrix: its upper triangle, quantised by square root so that small entries keep their digits.
fn matrix(
    example: &ExampleRun,
    association: Association,
    values: &Array2<f64>,
    packed: &mut Packed,
) -> Value {
    let most = values
        .iter()
        .copied()
        .filter(|v| v.is_finite())
        .fold(0.0, f64::max);
    let step = |v: f64| match most > 0.0 && v > 0.0 {
        true => ((v.min(most) / most).sqrt() * f64::from(u16::MAX)).round() as u16,
        false => 0,
    };
    let units = values.nrows();
    let upper = (0..units).flat_map(|i| (i..units).map(move |j| (i, j)));
    packed.pairs(upper.map(|at| step(values[at])));
    let record = example.modules.get(&association);
    let module = |m: &Option<usize>| m.map_or(-1, |m| m as i64);
    let modules = record.map(|r| r.membership.iter().map(module).collect::<Vec<i64>>());
    json!({
        "method": association.name(),
        "label": association.label(),
        "most": rounded(most),
        "q": record.map(|r| rounded(r.q)),
        "modules": modules,
    })
}
