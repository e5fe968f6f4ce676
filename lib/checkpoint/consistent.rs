//! Whether the records of a checkpoint are about its network: what a record says of a layer's units must be as long as the layer is wide.

use super::records::{Record, Records};
use crate::spec::{Architecture, Layer, RunSpec};
use std::collections::BTreeMap;

/// What does not fit, in words.
pub(super) fn check(spec: &RunSpec, records: &Records) -> Result<(), String> {
    let mut layers = Layers {
        hidden: spec.architecture.n_hidden(),
        units: widths(&spec.architecture),
    };
    for record in done(&records.associations) {
        layers.expect("an association", record.layer, record.units)?;
    }
    for record in done(&records.modules) {
        layers.expect("modules", record.layer, record.membership.len())?;
    }
    if let Some(found) = records.robustness.as_ref().and_then(Record::done) {
        for record in &found.modules {
            layers.expect("Leiden's modules", record.layer, record.membership.len())?;
        }
    }
    if let Some(found) = records.functions.as_ref().and_then(Record::done) {
        for record in &found.units {
            layers.expect("lesions", record.layer, record.alone.len())?;
        }
    }
    Ok(())
}

fn done<T>(record: &Option<Record<Vec<T>>>) -> impl Iterator<Item = &T> {
    record.as_ref().and_then(Record::done).into_iter().flatten()
}

/// The widths that the architecture tells; a CNN's layers have those of the first record about them.
fn widths(architecture: &Architecture) -> BTreeMap<Layer, usize> {
    match architecture {
        Architecture::Mlp { hidden: sizes } | Architecture::Scripted { units: sizes } => {
            let each = sizes.iter().enumerate();
            let each = each.map(|(index, size)| (Layer::Hidden(index), *size));
            let all = sizes
                .iter()
                .fold(0usize, |sum, size| sum.saturating_add(*size));
            each.chain([(Layer::Combined, all)]).collect()
        }
        Architecture::Cnn { .. } => BTreeMap::new(),
    }
}

struct Layers {
    hidden: usize,
    units: BTreeMap<Layer, usize>,
}

impl Layers {
    fn expect(&mut self, what: &str, layer: Layer, found: usize) -> Result<(), String> {
        if let Layer::Hidden(index) = layer
            && index >= self.hidden
        {
            let hidden = self.hidden;
            return Err(format!(
                "{what} of layer {index} in a network of {hidden} hidden layers"
            ));
        }
        match *self.units.entry(layer).or_insert(found) {
            expected if expected == found => Ok(()),
            expected => Err(format!(
                "{what} of layer {layer}: expected {expected} units, found {found}"
            )),
        }
    }
}
