//! The residual CNN of the paper's CIFAR-10 experiments, `Cifar10Fast`, as it computes after training.
//!
//! Letters of the shapes: n images, c channels, h × w positions.
//!
//! Hidden layers: h0 is the stem (3×3 convolution, batch norm, ReLU), h1…h4 the stages of two residual blocks each, halving
//! h and w from the second on, h5 the maximum over positions beside their mean (or the maximum alone).
//! h1…h4 are sums and pass no ReLU, so they can be negative. A block's skip path carries relu(bn(x)), not x.

use super::{Forward, ModelError, NamedTensors, Network, find};
use tch::{Kind, Tensor};

/// PyTorch's default, with which these networks were trained.
const BATCH_NORM_EPS: f64 = 1e-5;
/// Images are 3 × 32 × 32.
const IMAGE: [i64; 3] = [3, 32, 32];

/// Weights and running statistics of the residual CNN.
#[derive(Debug)]
pub struct Cifar10Fast {
    stem: Tensor,
    stem_norm: BatchNorm,
    stages: Vec<Vec<Block>>,
    projection: Tensor,
    bias: Tensor,
    /// Whether the means over positions stand beside the maxima.
    concat_pool: bool,
}

/// Batch normalisation by running statistics, one number a channel each.
#[derive(Debug)]
struct BatchNorm {
    weight: Tensor,
    bias: Tensor,
    mean: Tensor,
    variance: Tensor,
}

/// x ↦ conv2(relu(bn2(conv1(y)))) + skip(y) with y = relu(bn1(x)).
#[derive(Debug)]
struct Block {
    norm1: BatchNorm,
    conv1: Tensor,
    norm2: BatchNorm,
    conv2: Tensor,
    /// 1×1 convolution of the skip path where the shape changes.
    skip: Option<Tensor>,
    stride: i64,
}

impl Cifar10Fast {
    /// The network whose tensors have PyTorch's names: `conv1.weight`, `bn1.*`, `layer1.0.conv1.weight`, …, `proj.weight`.
    ///
    /// # Errors
    /// A tensor is missing, or its shape does not follow from the one before it.
    pub fn from_named(tensors: &NamedTensors) -> Result<Self, ModelError> {
        let stem = convolution(tensors, "conv1.weight", IMAGE[0], 3)?;
        let mut channels = stem.size()[0];
        let stem_norm = BatchNorm::from_named(tensors, "bn1", channels)?;
        let mut stages = Vec::new();
        while tensors.contains_key(&format!("layer{}.0.conv1.weight", stages.len() + 1)) {
            let name = format!("layer{}", stages.len() + 1);
            let stride = if stages.is_empty() { 1 } else { 2 };
            let mut blocks = Vec::new();
            while tensors.contains_key(&format!("{name}.{}.conv1.weight", blocks.len())) {
                let block = format!("{name}.{}", blocks.len());
                let stride = if blocks.is_empty() { stride } else { 1 };
                blocks.push(Block::from_named(tensors, &block, channels, stride)?);
                channels = blocks.last().map_or(channels, Block::channels);
            }
            stages.push(blocks);
        }
        let projection = find(tensors, "proj.weight")?;
        let pooled = projection.size().get(1).copied();
        if projection.dim() != 2 || ![Some(channels), Some(2 * channels)].contains(&pooled) {
            return Err(ModelError::Shape {
                name: "proj.weight".to_owned(),
                expected: format!("(classes, {channels}) or (classes, {})", 2 * channels),
                found: projection.size(),
            });
        }
        let bias = vector(tensors, "proj.bias", projection.size()[0])?;
        Ok(Self {
            stem,
            stem_norm,
            stages,
            projection,
            bias,
            concat_pool: pooled == Some(2 * channels),
        })
    }
}

impl Network for Cifar10Fast {
    fn forward(&self, images: &Tensor) -> Forward {
        let images = images.reshape([-1, IMAGE[0], IMAGE[1], IMAGE[2]]);
        let stem = images.conv2d(&self.stem, None::<Tensor>, [1, 1], [1, 1], [1, 1], 1);
        let mut activity = self.stem_norm.apply(&stem).relu(); // (n, c, h, w)
        let mut hidden = vec![activity.shallow_clone()];
        for stage in &self.stages {
            for block in stage {
                activity = block.forward(&activity);
            }
            hidden.push(activity.shallow_clone());
        }
        let (largest, _) = activity.adaptive_max_pool2d([1, 1]); // (n, c, 1, 1)
        let pooled = if self.concat_pool {
            Tensor::cat(&[largest, activity.adaptive_avg_pool2d([1, 1])], 1)
        } else {
            largest
        };
        let logits = pooled
            .flatten(1, -1)
            .linear(&self.projection, Some(&self.bias));
        hidden.push(pooled);
        Forward { hidden, logits }
    }

    fn kind(&self) -> Kind {
        self.stem.kind()
    }

    fn input_len(&self) -> usize {
        IMAGE.iter().product::<i64>() as usize
    }
}

impl BatchNorm {
    fn from_named(tensors: &NamedTensors, name: &str, channels: i64) -> Result<Self, ModelError> {
        let find = |part: &str| vector(tensors, &format!("{name}.{part}"), channels);
        Ok(Self {
            weight: find("weight")?,
            bias: find("bias")?,
            mean: find("running_mean")?,
            variance: find("running_var")?,
        })
    }

    fn apply(&self, x: &Tensor) -> Tensor {
        let statistics = (Some(&self.mean), Some(&self.variance));
        let (weight, bias) = (Some(&self.weight), Some(&self.bias));
        x.batch_norm(
            weight,
            bias,
            statistics.0,
            statistics.1,
            false,
            0.0,
            BATCH_NORM_EPS,
            false,
        )
    }
}

impl Block {
    fn from_named(
        tensors: &NamedTensors,
        name: &str,
        input: i64,
        stride: i64,
    ) -> Result<Self, ModelError> {
        let conv1 = convolution(tensors, &format!("{name}.conv1.weight"), input, 3)?;
        let channels = conv1.size()[0];
        let skip = format!("{name}.proj.weight");
        let changes = stride != 1 || channels != input;
        Ok(Self {
            norm1: BatchNorm::from_named(tensors, &format!("{name}.bn1"), input)?,
            norm2: BatchNorm::from_named(tensors, &format!("{name}.bn2"), channels)?,
            conv2: convolution(tensors, &format!("{name}.conv2.weight"), channels, 3)?,
            skip: changes
                .then(|| convolution(tensors, &skip, input, 1))
                .transpose()?,
            conv1,
            stride,
        })
    }

    fn channels(&self) -> i64 {
        self.conv1.size()[0]
    }

    fn forward(&self, x: &Tensor) -> Tensor {
        let y = self.norm1.apply(x).relu();
        let stride = [self.stride, self.stride];
        let inner = y.conv2d(&self.conv1, None::<Tensor>, stride, [1, 1], [1, 1], 1);
        let inner = self.norm2.apply(&inner).relu();
        let inner = inner.conv2d(&self.conv2, None::<Tensor>, [1, 1], [1, 1], [1, 1], 1);
        match &self.skip {
            Some(skip) => inner + y.conv2d(skip, None::<Tensor>, stride, [0, 0], [1, 1], 1),
            None => inner + y,
        }
    }
}

/// A convolution out × `input` × `size` × `size`.
fn convolution(
    tensors: &NamedTensors,
    name: &str,
    input: i64,
    size: i64,
) -> Result<Tensor, ModelError> {
    let weight = find(tensors, name)?;
    match weight.size()[..] {
        [_, i, h, w] if [i, h, w] == [input, size, size] => Ok(weight),
        _ => Err(ModelError::Shape {
            name: name.to_owned(),
            expected: format!("(channels, {input}, {size}, {size})"),
            found: weight.size(),
        }),
    }
}

fn vector(tensors: &NamedTensors, name: &str, len: i64) -> Result<Tensor, ModelError> {
    let vector = find(tensors, name)?;
    if vector.size() != [len] {
        return Err(ModelError::Shape {
            name: name.to_owned(),
            expected: format!("({len},)"),
            found: vector.size(),
        });
    }
    Ok(vector)
}
