//! One hidden layer of a network, ready to be lesioned.

use super::LesionError;
use super::dense::Dense;
use super::loss::Losses;
use crate::function::{Activity, Damage, Lesions};
use crate::models::Network;
use crate::spec::Lesion;
use ndarray::Array2;
use rand::Rng;
use rand::seq::SliceRandom;
use tch::{Device, Kind, Tensor};

/// How many images go through a whole network at a time.
const IMAGES: i64 = 250;
/// How many lesions have their losses computed together.
const LESIONS: usize = 16;

/// How lesioned networks are computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Only what changes, if the network is made of fully connected layers.
    Fast,
    /// Overwrites the activity and recomputes all layers above: the oracle.
    Plain,
}

/// A hidden layer of a network with its activity on some images.
pub struct LayerLesions<'n> {
    network: &'n dyn Network,
    layer: usize,
    /// n × units, or n × channels × height × width.
    activity: Tensor,
    /// What takes the place of lesioned units; broadcasts to the activity.
    other: Tensor,
    losses: Losses,
    dense: Option<Dense>,
    classes: Vec<usize>,
    labels: Vec<usize>,
}

impl<'n> LayerLesions<'n> {
    /// Hidden layer `layer` on `images` (n × …) with `labels` (n, i64). `rng` decides which image lends its activity if lesions
    /// resample.
    ///
    /// # Errors
    /// The images do not fit the network; there is no such layer; the network cannot continue from it; the labels are of fewer than two
    /// classes, or not classes of the network; the loss is not finite.
    pub fn new<R: Rng + ?Sized>(
        network: &'n dyn Network,
        layer: usize,
        images: &Tensor,
        labels: &Tensor,
        lesion: Lesion,
        rng: &mut R,
    ) -> Result<Self, LesionError> {
        let _no_grad = tch::no_grad_guard();
        let (activity, logits) = forward(network, layer, images)?;
        let first = activity.narrow(0, 0, 1);
        if network.go_on_from(layer, &first).is_none() {
            return Err(LesionError::CannotGoOn);
        }
        let labels = labels.to_device(Device::Cpu).to_kind(Kind::Int64);
        let labels: Vec<i64> = Vec::try_from(&labels).expect("labels are a list");
        let labels = checked_labels(&labels, logits.size()[1])?;
        let said = Activity::new(&Array2::zeros((images.size()[0] as usize, 0)), &labels)?;
        let classes = said.classes().to_vec();
        let other = replacement(&activity, lesion, rng);
        let device = activity.device();
        let numbers: Vec<i64> = labels.iter().map(|&l| l as i64).collect();
        let on_device = Tensor::from_slice(&numbers).to_device(device);
        let losses = Losses::new(&logits.tr().contiguous(), &on_device, &classes);
        let (loss, _) = losses.baseline();
        if !loss.is_finite() {
            return Err(LesionError::NotFinite { found: loss });
        }
        let dense = network.dense_layers();
        Ok(Self {
            dense: dense.map(|network| Dense::new(network, layer, &activity, &other)),
            network,
            layer,
            activity,
            other,
            losses,
            classes,
            labels,
        })
    }

    /// The same lesions computed in another way.
    #[must_use]
    pub fn by(mut self, way: Way) -> Self {
        if way == Way::Plain {
            self.dense = None;
        }
        self
    }

    /// Mean loss, nats, and accuracy without lesions.
    pub fn baseline(&self) -> (f64, f64) {
        self.losses.baseline()
    }

    /// The labels that any image has, ascending.
    pub fn classes(&self) -> &[usize] {
        &self.classes
    }

    /// The units' activity, for the measures; for a channel its mean over positions.
    ///
    /// # Errors
    /// None for a layer that was constructed.
    pub fn activity(&self) -> Result<Activity, LesionError> {
        let activity = match self.activity.dim() {
            4 => self.activity.mean_dim(&[2i64, 3][..], false, Kind::Double),
            _ => self.activity.to_kind(Kind::Double),
        };
        let shape = (self.labels.len(), self.units());
        let flat = activity.to_device(Device::Cpu).contiguous().view([-1]);
        let numbers: Vec<f64> = Vec::try_from(flat).expect("numbers of f64");
        let said = Array2::from_shape_vec(shape, numbers).expect("one number per image and unit");
        Ok(Activity::new(&said, &self.labels)?)
    }

    /// Logits (classes × n) with these units lesioned.
    pub fn logits(&self, units: &[usize]) -> Tensor {
        let _no_grad = tch::no_grad_guard();
        let units: Vec<i64> = units.iter().map(|&unit| unit as i64).collect();
        match &self.dense {
            Some(dense) => dense.logits(&units),
            None => self.plain_logits(&units),
        }
    }

    /// Overwrites the activity and continues the network from it, some images at a time.
    fn plain_logits(&self, units: &[i64]) -> Tensor {
        let size = self.activity.size();
        let mut shape = vec![1; size.len()];
        shape[1] = size[1];
        let device = self.activity.device();
        let mut lesioned = Tensor::zeros(size[1], (Kind::Bool, device));
        let _ = lesioned.index_fill_(0, &Tensor::from_slice(units).to_device(device), 1);
        let lesioned = lesioned.view(shape.as_slice());
        let other = self.other.expand_as(&self.activity);
        let parts = self.activity.split(IMAGES, 0).into_iter();
        let logits = parts.zip(other.split(IMAGES, 0)).map(|(activity, other)| {
            let activity = other.where_self(&lesioned, &activity);
            let logits = self.network.go_on_from(self.layer, &activity);
            logits.expect("tried when the layer was made")
        });
        Tensor::cat(&logits.collect::<Vec<_>>(), 0).tr()
    }
}

impl Lesions for LayerLesions<'_> {
    fn units(&self) -> usize {
        self.activity.size()[1] as usize
    }

    fn damage(&self, groups: &[Vec<usize>]) -> Vec<Damage> {
        let _no_grad = tch::no_grad_guard();
        let mut found = Vec::with_capacity(groups.len());
        for groups in groups.chunks(LESIONS) {
            let logits: Vec<Tensor> = groups.iter().map(|units| self.logits(units)).collect();
            found.extend(self.losses.damage(&Tensor::stack(&logits, 0)));
        }
        found
    }
}

/// Activity of a hidden layer and logits, some images at a time.
fn forward(
    network: &dyn Network,
    layer: usize,
    images: &Tensor,
) -> Result<(Tensor, Tensor), LesionError> {
    if images.size()[0] == 0 {
        return Err(LesionError::NoImages);
    }
    let images = images.flatten(1, -1).to_kind(network.kind());
    let found = images.size()[1] as usize;
    if found != network.input_len() {
        return Err(LesionError::InputLength {
            expected: network.input_len(),
            found,
        });
    }
    let (mut activity, mut logits) = (Vec::new(), Vec::new());
    for part in images.split(IMAGES, 0) {
        let mut said = network.forward(&part);
        if layer >= said.hidden.len() {
            return Err(LesionError::NoLayer {
                layers: said.hidden.len(),
                found: layer,
            });
        }
        activity.push(said.hidden.swap_remove(layer));
        logits.push(said.logits);
    }
    Ok((Tensor::cat(&activity, 0), Tensor::cat(&logits, 0)))
}

fn checked_labels(labels: &[i64], classes: i64) -> Result<Vec<usize>, LesionError> {
    let label = |&label: &i64| match (0..classes).contains(&label) {
        true => Ok(label as usize),
        false => Err(LesionError::Label {
            classes: classes as usize,
            found: label,
        }),
    };
    labels.iter().map(label).collect()
}

fn replacement<R: Rng + ?Sized>(activity: &Tensor, lesion: Lesion, rng: &mut R) -> Tensor {
    match lesion {
        Lesion::Mean => activity.mean_dim(0i64, true, activity.kind()),
        Lesion::Zero => activity.narrow(0, 0, 1).zeros_like(),
        Lesion::Resample => {
            let mut images: Vec<i64> = (0..activity.size()[0]).collect();
            images.shuffle(rng);
            activity.index_select(0, &Tensor::from_slice(&images).to_device(activity.device()))
        }
    }
}
