//! The state dictionary of the original's networks: tensors by name, each with the shape that it must have.

use super::Problem;
use super::network::needed;
use super::value::Value;
use crate::checkpoint::TensorData;
use safetensors::tensor::Dtype;

const PLACE: &str = "state_dict";

/// A state dictionary; names are without what the original puts before them (`model.`).
#[derive(Debug)]
pub(super) struct States<'a> {
    value: Value<'a>,
    prefix: &'a str,
    /// All names that have the prefix.
    pub names: Vec<&'a str>,
}

impl<'a> States<'a> {
    /// The state dictionary of a file.
    ///
    /// # Errors
    /// There is none, or no layer of an MLP or a residual CNN in it.
    pub fn of(file: Value<'a>) -> Result<Self, Problem> {
        let value = needed(file, "", PLACE)?;
        let entries = value
            .entries()
            .ok_or_else(|| Problem::new(PLACE, "a dictionary of tensors", value.describe()))?;
        let full: Vec<&str> = entries.iter().filter_map(|e| e.0.text()).collect();
        let prefix = full.iter().find_map(|name| before_layer(name));
        let prefix = prefix.ok_or_else(|| {
            let more = if full.len() > 8 { ", …" } else { "" };
            let found = format!("{}{more}", full[..full.len().min(8)].join(", "));
            let expected = "the layers of the residual CNN, conv1.weight … proj.bias, or of an MLP, fc_layers.0.weight … \
                            proj.bias";
            Problem::new(PLACE, expected, found)
        })?;
        let names = full.iter().filter_map(|name| name.strip_prefix(prefix));
        Ok(Self {
            value,
            prefix,
            names: names.collect(),
        })
    }

    /// Where a tensor stands, for errors.
    pub fn place(&self, name: &str) -> String {
        format!("{PLACE}.{}{name}", self.prefix)
    }

    pub fn contains(&self, name: &str) -> bool {
        self.value.get(&format!("{}{name}", self.prefix)).is_some()
    }

    /// The tensor of this name. `None` in `shape` is any size.
    ///
    /// # Errors
    /// It is missing, has another shape, or is neither F32 nor F64.
    pub fn tensor(&self, name: &str, shape: &[Option<usize>]) -> Result<TensorData, Problem> {
        let place = self.place(name);
        let value = self.value.get(&format!("{}{name}", self.prefix));
        let value = value.ok_or_else(|| Problem::new(&place, "a tensor", "none".to_owned()))?;
        let tensor = value.tensor(&place)?;
        let mut sizes = shape.iter().zip(&tensor.shape);
        let fits = sizes.all(|(size, found)| size.is_none_or(|size| size == *found));
        if !fits || shape.len() != tensor.shape.len() {
            let word = |size: &Option<usize>| size.map_or("any".to_owned(), |n| n.to_string());
            let sizes: Vec<String> = shape.iter().map(word).collect();
            let expected = format!("the shape [{}]", sizes.join(", "));
            return Err(Problem::new(place, expected, format!("{:?}", tensor.shape)));
        }
        let data = tensor.read(&place)?;
        if ![Dtype::F32, Dtype::F64].contains(&data.dtype) {
            let found = format!("{:?}", data.dtype);
            return Err(Problem::new(place, "F32 or F64", found));
        }
        Ok(data)
    }

    /// Whether there are layers of the residual CNN.
    pub fn is_convolutional(&self) -> bool {
        let is_cnn = |name: &&str| {
            let layer = name.split('.').next().unwrap_or(name);
            ["conv1", "bn1"].contains(&layer) || stage(layer).is_some()
        };
        self.names.iter().any(is_cnn)
    }

    /// Number of the last stage that any name mentions, so that a stage in the middle cannot be missed.
    pub fn last_stage(&self) -> u8 {
        let stages = self.names.iter().filter_map(|name| stage(name));
        stages.max().unwrap_or(0)
    }
}

/// What stands before the first part of a name that is a layer's.
fn before_layer(name: &str) -> Option<&str> {
    let mut begin = 0;
    for part in name.split('.') {
        if ["fc_layers", "proj", "conv1", "bn1"].contains(&part) || stage(part).is_some() {
            return Some(&name[..begin]);
        }
        begin += part.len() + 1;
    }
    None
}

/// 3 in `layer3.0.conv1.weight`.
fn stage(name: &str) -> Option<u8> {
    name.split('.').next()?.strip_prefix("layer")?.parse().ok()
}
