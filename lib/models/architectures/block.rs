//! The parts of the residual CNN: batch norms and residual blocks.

use super::super::{ModelError, NamedTensors, find};
use tch::Tensor;

/// PyTorch's defaults, with which these networks were trained.
const BATCH_NORM_EPS: f64 = 1e-5;
const BATCH_NORM_MOMENTUM: f64 = 0.1;

/// Batch normalisation; each tensor has one number per channel.
#[derive(Debug)]
pub(super) struct BatchNorm {
    weight: Tensor,
    bias: Tensor,
    mean: Tensor,
    variance: Tensor,
}

/// x ↦ conv2(relu(bn2(conv1(y)))) + skip(y) with y = relu(bn1(x)).
#[derive(Debug)]
pub(super) struct Block {
    norm1: BatchNorm,
    conv1: Tensor,
    norm2: BatchNorm,
    conv2: Tensor,
    /// 1×1 convolution of the skip path where the shape changes.
    skip: Option<Tensor>,
    stride: i64,
}

impl BatchNorm {
    pub(super) fn from_named(
        tensors: &NamedTensors,
        name: &str,
        channels: i64,
    ) -> Result<Self, ModelError> {
        let find = |part: &str| vector(tensors, &format!("{name}.{part}"), channels);
        Ok(Self {
            weight: find("weight")?,
            bias: find("bias")?,
            mean: find("running_mean")?,
            variance: find("running_var")?,
        })
    }

    pub(super) fn put(&self, name: &str, put: &mut dyn FnMut(String, &Tensor) -> Option<Tensor>) {
        put(format!("{name}.weight"), &self.weight);
        put(format!("{name}.bias"), &self.bias);
        put(format!("{name}.running_mean"), &self.mean);
        put(format!("{name}.running_var"), &self.variance);
    }

    pub(super) fn apply(&self, x: &Tensor, training: bool) -> Tensor {
        let statistics = (Some(&self.mean), Some(&self.variance));
        let (weight, bias) = (Some(&self.weight), Some(&self.bias));
        x.batch_norm(
            weight,
            bias,
            statistics.0,
            statistics.1,
            training,
            BATCH_NORM_MOMENTUM,
            BATCH_NORM_EPS,
            false,
        )
    }
}

impl Block {
    pub(super) fn from_named(
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

    pub(super) fn channels(&self) -> i64 {
        self.conv1.size()[0]
    }

    /// Weights that write to each channel: (channels, numbers).
    pub(super) fn incoming(&self) -> Tensor {
        let writers = std::iter::once(&self.conv2).chain(&self.skip);
        let rows: Vec<Tensor> = writers.map(|w| w.flatten(1, -1)).collect();
        Tensor::cat(&rows, 1)
    }

    /// Weights that read each channel of the input: (channels, numbers).
    pub(super) fn outgoing(&self) -> Tensor {
        let readers = std::iter::once(&self.conv1).chain(&self.skip);
        let rows: Vec<Tensor> = readers.map(|w| w.transpose(0, 1).flatten(1, -1)).collect();
        Tensor::cat(&rows, 1)
    }

    pub(super) fn put(&self, name: &str, put: &mut dyn FnMut(String, &Tensor) -> Option<Tensor>) {
        self.norm1.put(&format!("{name}.bn1"), put);
        put(format!("{name}.conv1.weight"), &self.conv1);
        self.norm2.put(&format!("{name}.bn2"), put);
        put(format!("{name}.conv2.weight"), &self.conv2);
        if let Some(skip) = &self.skip {
            put(format!("{name}.proj.weight"), skip);
        }
    }

    pub(super) fn forward(&self, x: &Tensor, training: bool) -> Tensor {
        let y = self.norm1.apply(x, training).relu_();
        let stride = [self.stride, self.stride];
        let inner = y.conv2d(&self.conv1, None::<Tensor>, stride, [1, 1], [1, 1], 1);
        let inner = self.norm2.apply(&inner, training).relu_();
        let mut sum = inner.conv2d(&self.conv2, None::<Tensor>, [1, 1], [1, 1], [1, 1], 1);
        sum += match &self.skip {
            Some(skip) => shortcut(&y, skip, self.stride),
            None => y,
        };
        sum
    }
}

/// A convolution of 1 × 1 with a stride, whose every other pixel is left out first: left to the convolution, oneDNN writes past its memory
/// in the backward pass where the channels are fewer than the numbers in a vector register (oneDNN issue 6035, libtorch 2.11.0).
fn shortcut(images: &Tensor, weight: &Tensor, stride: i64) -> Tensor {
    let seen = images
        .slice(2, None, None, stride)
        .slice(3, None, None, stride);
    seen.conv2d(weight, None::<Tensor>, [1, 1], [0, 0], [1, 1], 1)
}

/// A convolution out × `input` × `size` × `size`.
pub(super) fn convolution(
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

pub(super) fn vector(tensors: &NamedTensors, name: &str, len: i64) -> Result<Tensor, ModelError> {
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

#[cfg(test)]
mod tests {
    use tch::{Device, Kind, Reduction};

    use super::*;

    /// The gradient of a sum of squares by a shortcut's weights. Double precision is not computed by oneDNN.
    fn gradient(
        images: &Tensor,
        weight: &Tensor,
        convolved: impl Fn(&Tensor, &Tensor) -> Tensor,
    ) -> Tensor {
        let weight = weight.set_requires_grad(true);
        let out = convolved(images, &weight);
        out.mse_loss(&out.zeros_like(), Reduction::Sum).backward();
        weight.grad().to_kind(Kind::Double)
    }

    #[test]
    fn a_shortcut_of_few_channels_has_the_gradient_of_double_precision() {
        for channels in [1, 3, 4, 7, 8, 12, 16] {
            let waves = |size: &[i64]| {
                Tensor::arange(size.iter().product::<i64>(), (Kind::Double, Device::Cpu))
                    .sin()
                    .reshape(size)
            };
            let images = waves(&[50, 32, 32, channels]).permute([0, 3, 1, 2]);
            let weight = waves(&[6, channels, 1, 1]);
            let strided =
                |x: &Tensor, w: &Tensor| x.conv2d(w, None::<Tensor>, [2, 2], [0, 0], [1, 1], 1);
            let exact = gradient(&images, &weight.copy(), strided);
            let ours = |x: &Tensor, w: &Tensor| shortcut(x, w, 2);
            let found = gradient(
                &images.to_kind(Kind::Float),
                &weight.to_kind(Kind::Float),
                ours,
            );
            let far = f64::try_from((&found - &exact).abs().max() / exact.abs().max()).unwrap();
            assert!(far < 1e-5, "{channels} channels: {far} of the largest");
        }
    }
}
