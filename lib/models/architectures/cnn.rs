//! The residual CNN of the paper's CIFAR-10 experiments, `Cifar10Fast`.
//!
//! Letters of the shapes: n images, c channels, h × w positions.
//!
//! Hidden layers: h0 is the stem (3×3 convolution, batch norm, ReLU), h1…h4 the stages of two residual blocks each, halving
//! h and w from the second on, h5 the maximum over positions together with their mean (or the maximum alone).
//! h1…h4 are sums and pass no ReLU, so they can be negative. A block's skip path carries relu(bn(x)), not x.

use super::super::{
    Forward, ModelError, NamedTensors, Network, Trainable, UnitWeights, draw_initial, find,
};
use super::Row;
use super::block::{BatchNorm, Block, convolution, vector};
use crate::seeds::Seeds;
use tch::{Device, Kind, Tensor};

/// Residual blocks of a stage.
const BLOCKS: usize = 2;
/// Images are 3 × 32 × 32.
const IMAGE: [i64; 3] = [3, 32, 32];

pub(super) static ROW: Row = Row {
    told_by: "conv1.weight",
    read: |tensors| Ok(Box::new(Cifar10Fast::from_named(tensors)?)),
    initial: |spec| {
        let (channels, classes) = (spec.architecture.sizes(), spec.dataset.classes());
        Cifar10Fast::init(channels, classes, &spec.seeds()).to_named()
    },
    trainable: Some(|tensors| Ok(Box::new(Cifar10Fast::from_named(tensors)?))),
};

/// Weights and running statistics of the residual CNN.
#[derive(Debug)]
pub struct Cifar10Fast {
    stem: Tensor,
    stem_norm: BatchNorm,
    stages: Vec<Vec<Block>>,
    projection: Tensor,
    bias: Tensor,
    /// Whether the means over positions come with the maxima.
    concat_pool: bool,
}

impl Cifar10Fast {
    /// Initial weights as PyTorch's layers draw them, from the stream `init`; running statistics 0 and 1. The stem has as
    /// many channels as the first stage, and pooling gives both maxima and means.
    ///
    /// The original ran two batches of noise through its batch norms before training, so its statistics started from other
    /// values (deviation E7); ours do not.
    ///
    /// # Panics
    /// There are no stages.
    pub fn init(channels: &[usize], classes: usize, seeds: &Seeds) -> Self {
        let mut rng = seeds.stream("init");
        let mut named = NamedTensors::new();
        let mut convolution =
            |named: &mut NamedTensors, name: String, [out, input, size]: [usize; 3]| {
                let weight = draw_initial(&mut rng, input * size * size, &[out, input, size, size]);
                named.insert(format!("{name}.weight"), weight);
            };
        let mut input = channels[0];
        convolution(
            &mut named,
            "conv1".to_owned(),
            [input, IMAGE[0] as usize, 3],
        );
        insert_norm(&mut named, "bn1", input);
        for (stage, &out) in channels.iter().enumerate() {
            for block in 0..BLOCKS {
                let name = format!("layer{}.{block}", stage + 1);
                insert_norm(&mut named, &format!("{name}.bn1"), input);
                convolution(&mut named, format!("{name}.conv1"), [out, input, 3]);
                insert_norm(&mut named, &format!("{name}.bn2"), out);
                convolution(&mut named, format!("{name}.conv2"), [out, out, 3]);
                if block == 0 && (stage > 0 || out != input) {
                    convolution(&mut named, format!("{name}.proj"), [out, input, 1]);
                }
                input = out;
            }
        }
        named.insert(
            "proj.weight".to_owned(),
            draw_initial(&mut rng, 2 * input, &[classes, 2 * input]),
        );
        named.insert(
            "proj.bias".to_owned(),
            draw_initial(&mut rng, 2 * input, &[classes]),
        );
        Self::from_named(&named).expect("initial weights have the shapes of a network")
    }

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

impl Cifar10Fast {
    fn pass(
        &self,
        images: &Tensor,
        training: bool,
        after_stage: &mut dyn FnMut(Tensor) -> Tensor,
    ) -> Forward {
        let images = channels_last(&images.reshape([-1, IMAGE[0], IMAGE[1], IMAGE[2]]));
        let stem = images.conv2d(&self.stem, None::<Tensor>, [1, 1], [1, 1], [1, 1], 1);
        let stem = self.stem_norm.apply(&stem, training).relu_(); // (n, c, h, w)
        let mut hidden = vec![stem.shallow_clone()];
        let activity = self.through_stages(0, stem, training, &mut |activity| {
            let activity = after_stage(activity);
            hidden.push(activity.shallow_clone());
            activity
        });
        let pooled = self.pooled(&activity);
        let logits = self.projected(&pooled);
        hidden.push(pooled);
        Forward { hidden, logits }
    }

    /// Activity above the last stage, from the stage `first` on; `after_stage` may change that of each stage.
    fn through_stages(
        &self,
        first: usize,
        input: Tensor,
        training: bool,
        after_stage: &mut dyn FnMut(Tensor) -> Tensor,
    ) -> Tensor {
        let mut activity = input;
        for stage in self.stages.iter().skip(first) {
            for block in stage {
                activity = block.forward(&activity, training);
            }
            activity = after_stage(activity);
        }
        activity
    }

    /// Maxima over positions, with the means beside them: (n, c or 2c, 1, 1).
    fn pooled(&self, activity: &Tensor) -> Tensor {
        let (largest, _) = activity.adaptive_max_pool2d([1, 1]); // (n, c, 1, 1)
        match self.concat_pool {
            true => Tensor::cat(&[largest, activity.adaptive_avg_pool2d([1, 1])], 1),
            false => largest,
        }
    }

    fn projected(&self, pooled: &Tensor) -> Tensor {
        pooled
            .flatten(1, -1)
            .linear(&self.projection, Some(&self.bias))
    }

    /// The same network in another precision or on another device.
    pub fn to(&self, device: Device, kind: Kind) -> Self {
        let convert =
            |(name, tensor): (String, Tensor)| (name, tensor.to_device(device).to_kind(kind));
        let named = self.to_named().into_iter().map(convert).collect();
        Self::from_named(&named).expect("the tensors of a network make a network")
    }
}

impl Trainable for Cifar10Fast {
    fn to_named(&self) -> NamedTensors {
        let mut named = NamedTensors::new();
        let mut put = |name: String, tensor: &Tensor| named.insert(name, tensor.shallow_clone());
        put("conv1.weight".to_owned(), &self.stem);
        self.stem_norm.put("bn1", &mut put);
        for (stage, blocks) in self.stages.iter().enumerate() {
            for (i, block) in blocks.iter().enumerate() {
                block.put(&format!("layer{}.{i}", stage + 1), &mut put);
            }
        }
        put("proj.weight".to_owned(), &self.projection);
        put("proj.bias".to_owned(), &self.bias);
        named
    }

    /// Normalised by the statistics of the batch, which move the running ones; dropout after each stage.
    fn forward_training(
        &self,
        images: &Tensor,
        dropout: &mut dyn FnMut(Tensor) -> Tensor,
    ) -> Tensor {
        self.pass(images, true, dropout).logits
    }
}

impl Network for Cifar10Fast {
    fn forward(&self, images: &Tensor) -> Forward {
        self.pass(images, false, &mut |activity| activity)
    }

    fn kind(&self) -> Kind {
        self.stem.kind()
    }

    fn example_shape(&self) -> Option<Vec<i64>> {
        Some(IMAGE.to_vec())
    }

    fn is_piecewise_linear(&self) -> bool {
        true
    }

    fn input_len(&self) -> usize {
        IMAGE.iter().product::<i64>() as usize
    }

    fn go_on_from(&self, layer: usize, activity: &Tensor) -> Option<Tensor> {
        if layer > self.stages.len() {
            return Some(self.projected(activity));
        }
        // Layer 0 is the stem, layer k what stage k (from 1) gives.
        let top = self.through_stages(layer, activity.shallow_clone(), false, &mut |a| a);
        Some(self.projected(&self.pooled(&top)))
    }

    /// Of the convolutions alone. A channel of a stage is read in by the last convolution that adds to it (and by the skip's,
    /// where its block has one; what a skip carries unchanged has no weights), and read out by the first ones of the next
    /// stage. Pooling has no weights: a pooled unit is read in as its channel is, a channel is read out as its pooled units are.
    fn unit_weights(&self) -> Option<Vec<UnitWeights>> {
        let mut incoming = vec![self.stem.flatten(1, -1)];
        incoming.extend(
            self.stages
                .iter()
                .filter_map(|s| s.last())
                .map(Block::incoming),
        );
        let channels = incoming.last()?.size()[0];
        let pooled = self.projection.tr(); // (c or 2c, classes)
        let copies = pooled.size()[0] / channels;
        incoming.push(incoming.last()?.repeat([copies, 1]));
        let mut outgoing: Vec<Tensor> = self
            .stages
            .iter()
            .filter_map(|s| s.first())
            .map(Block::outgoing)
            .collect();
        let split = pooled.view([copies, channels, -1]);
        outgoing.push(split.transpose(0, 1).flatten(1, -1)); // (c, copies·classes)
        outgoing.push(pooled);
        let ends = incoming.into_iter().zip(outgoing);
        Some(
            ends.map(|(incoming, outgoing)| UnitWeights { incoming, outgoing })
                .collect(),
        )
    }
}

/// The same numbers with the channels of a position adjacent in memory, the layout in which convolutions of few channels are
/// fastest. Results computed from it keep the layout.
fn channels_last(images: &Tensor) -> Tensor {
    let positions_first = images.permute([0, 2, 3, 1]).contiguous();
    positions_first.permute([0, 3, 1, 2])
}

/// A batch norm that is the identity so far.
fn insert_norm(named: &mut NamedTensors, name: &str, channels: usize) {
    let channels = [channels as i64];
    let options = (Kind::Float, Device::Cpu);
    for part in ["weight", "running_var"] {
        named.insert(format!("{name}.{part}"), Tensor::ones(channels, options));
    }
    for part in ["bias", "running_mean"] {
        named.insert(format!("{name}.{part}"), Tensor::zeros(channels, options));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_initial_network_has_pytorchs_names_and_distribution() {
        let network = Cifar10Fast::init(&[4, 6, 8, 8], 10, &Seeds::of_run(0));
        let named = network.to_named();
        let shape = |name: &str| named[name].size();
        assert_eq!(shape("conv1.weight"), [4, 3, 3, 3]);
        assert_eq!(shape("layer3.0.proj.weight"), [8, 6, 1, 1]);
        assert_eq!(shape("proj.weight"), [10, 16]);
        assert!(!named.contains_key("layer1.0.proj.weight"));
        // A uniform distribution on ±1/√fan_in has standard deviation 1/√(3 fan_in).
        let weight = &named["layer4.1.conv2.weight"];
        let bound = 1.0 / (8.0 * 9.0f64).sqrt();
        assert!(weight.abs().max().double_value(&[]) <= bound);
        let deviation = weight.std(false).double_value(&[]) * 3f64.sqrt();
        assert!((deviation / bound - 1.0).abs() < 0.1, "{deviation} {bound}");
    }

    #[test]
    fn a_channel_shows_the_filters_that_write_and_read_it() {
        let network = Cifar10Fast::init(&[4, 6], 10, &Seeds::of_run(0));
        let named = network.to_named();
        let weights = network.unit_weights().unwrap();
        let sizes: Vec<_> = weights
            .iter()
            .map(|w| (w.incoming.size(), w.outgoing.size()))
            .collect();
        // Stem, two stages, pooling. Stage 1 is read by stage 2's first convolution and by its skip path.
        let expected = [
            ([4, 27], [4, 4 * 9]),
            ([4, 4 * 9], [4, 6 * 9 + 6]),
            ([6, 6 * 9], [6, 20]),
            ([12, 6 * 9], [12, 10]),
        ];
        assert_eq!(sizes, expected.map(|(a, b)| (a.to_vec(), b.to_vec())));
        let channel = |tensor: &Tensor| tensor.get(3).flatten(0, -1);
        assert_eq!(
            channel(&weights[1].incoming),
            channel(&named["layer1.1.conv2.weight"])
        );
        let readers = ["conv1", "proj"].map(|part| {
            let weight = &named[&format!("layer2.0.{part}.weight")];
            weight.select(1, 3).flatten(0, -1)
        });
        assert_eq!(channel(&weights[1].outgoing), Tensor::cat(&readers, 0));
        // Unit 9 of the pooled ones is the mean of channel 3.
        assert_eq!(weights[3].incoming.get(9), weights[2].incoming.get(3));
        let read: Vec<Tensor> = [3, 9]
            .map(|unit| named["proj.weight"].select(1, unit))
            .into();
        assert_eq!(channel(&weights[2].outgoing), Tensor::cat(&read, 0));
    }

    #[test]
    fn batches_move_the_running_statistics_in_training_only() {
        let network = Cifar10Fast::init(&[4, 6], 10, &Seeds::of_run(0));
        let images = Tensor::rand([5, 3, 32, 32], (Kind::Float, Device::Cpu));
        let mean = || network.to_named()["layer2.0.bn1.running_mean"].copy();
        let before = mean();
        network.forward(&images);
        assert_eq!(before, mean());
        let mut stages = 0;
        let _ = network.forward_training(&images, &mut |activity| {
            stages += 1;
            activity
        });
        assert_ne!(before, mean());
        assert_eq!(stages, 2);
    }
}
