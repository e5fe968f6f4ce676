//! What drives the modules of a checkpoint, as pictures.

use super::{EvalConfig, EvalError, Metric, Subject, json};
use crate::checkpoint::{Checkpoint, ModuleRecord, ModulesPictures, Pictures, TensorData};
use crate::eval::needed::needed;
use crate::function::{Activity, FunctionError};
use crate::lesions::{LayerLesions, receptive_fields};
use crate::modularity::Partition;
use crate::spec::{Layer, Lesion};
use safetensors::Dtype;
use std::collections::BTreeMap;
use tch::{Device, Kind, Tensor};

/// How many of the images that drive a module most are kept.
const DRIVING: usize = 3;

pub(super) fn settings(config: &EvalConfig) -> String {
    json(&config.pictures)
}

/// Receptive fields and driving images of the modules, layer by layer. The pictures are tensors of the file.
pub(super) fn find(
    checkpoint: &mut Checkpoint,
    subject: &mut Subject<'_>,
) -> Result<Pictures, EvalError> {
    let (network, test) = (&*subject.network, &subject.dataset.test);
    let records = needed(&checkpoint.records.modules, Metric::Modules)?;
    let settings = &subject.config.pictures;
    let gradients = match network.dense_layers() {
        Some(_) => settings.dense,
        None => settings.others,
    };
    let examples = test.first(settings.images);
    let seen = test.first(gradients).images;
    let mut by_layer: BTreeMap<usize, Vec<&ModuleRecord>> = BTreeMap::new();
    for record in records {
        if let Layer::Hidden(index) = record.layer {
            by_layer.entry(index).or_default().push(record);
        }
    }
    let (mut modules, mut tensors) = (Vec::new(), BTreeMap::new());
    for (index, records) in by_layer {
        let lesions = LayerLesions::new(
            network,
            index,
            &examples.images,
            &examples.labels,
            Lesion::Mean,
            &mut checkpoint.spec.seeds().stream("pictures"),
        )?;
        let activity = lesions.activity()?;
        for record in records {
            let groups = Partition::from_labels(&record.membership).members();
            let fields = receptive_fields(network, index, &seen, &groups)?;
            let of = driving(record, &groups, &activity);
            tensors.insert(of.fields(), TensorData::from_matrix_f32(&fields));
            tensors.insert(of.images(), bytes_of(&examples.images, &of.driving)?);
            modules.push(of);
        }
    }
    replace(checkpoint, tensors);
    Ok(Pictures {
        images: examples.len(),
        gradients: seen.size()[0] as usize,
        modules,
    })
}

/// The images that drive each module most.
fn driving(record: &ModuleRecord, groups: &[Vec<usize>], activity: &Activity) -> ModulesPictures {
    let driving = groups.iter().map(|units| activity.driving(units, DRIVING));
    ModulesPictures {
        association: record.association,
        layer: record.layer,
        driving: driving.collect(),
    }
}

/// Replaces all pictures in the checkpoint by these.
fn replace(checkpoint: &mut Checkpoint, pictures: BTreeMap<String, TensorData>) {
    let is_picture = |name: &String| name.starts_with(ModulesPictures::PREFIX);
    checkpoint.tensors.retain(|name, _| !is_picture(name));
    checkpoint.tensors.extend(pictures);
}

/// Images in [0, 1] as bytes: modules × (images · numbers of an image).
fn bytes_of(images: &Tensor, driving: &[Vec<usize>]) -> Result<TensorData, EvalError> {
    let numbers: Vec<i64> = driving.iter().flatten().map(|&i| i as i64).collect();
    let count = driving.len();
    let chosen = images.index_select(0, &Tensor::from_slice(&numbers).to_device(images.device()));
    let chosen = (chosen * 255.0).round().clamp(0.0, 255.0);
    let chosen = chosen
        .to_device(Device::Cpu)
        .to_kind(Kind::Uint8)
        .contiguous();
    let bytes: Vec<u8> = Vec::try_from(chosen.view([-1])).expect("bytes");
    if count == 0 {
        return Err(FunctionError::NoModule { units: 0 }.into());
    }
    Ok(TensorData {
        dtype: Dtype::U8,
        shape: vec![count, bytes.len() / count],
        bytes,
    })
}
