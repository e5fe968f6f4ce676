//! Lesions of networks: the fast path against the plain one, and against NumPy.

use crate::support::Golden;
use crate::support::small::small_glyphs;
use ndarray::Array2;
use std::collections::BTreeMap;
use updown::associations::{AssociationConfig, measure};
use updown::function::{ByChance, LayerStudy, Lesions, Nulls, assess};
use updown::lesions::{LayerLesions, LesionError, Way, receptive_fields};
use updown::models::{Cifar10Fast, Mlp, NamedTensors, Network, network_from_named, to_tensor};
use updown::modularity::{Adjacency, Optimizer, Partition, Resolution, cluster};
use updown::seeds::{Seeds, Stream};
use updown::spec::{Association, AssociationMethod, Layer, Lesion};
use updown::tch::{Device, Kind, Tensor};

fn numbers(tensor: &Tensor) -> Vec<f64> {
    let flat = tensor.to_kind(Kind::Double).contiguous().view([-1]);
    Vec::try_from(flat).unwrap()
}

fn largest_difference(a: &Tensor, b: &Tensor) -> f64 {
    (a - b).abs().max().double_value(&[])
}

fn rng() -> updown::seeds::Stream {
    Seeds::of_run(0).stream("lesions")
}

#[test]
fn twelve_lesions_have_numpys_logits_and_losses() {
    let golden = Golden::read("lesions", "lesions");
    let named: NamedTensors = golden
        .tensors("weights/")
        .iter()
        .map(|(name, data)| (name.clone(), to_tensor(name, data, Device::Cpu).unwrap()))
        .collect();
    let network = network_from_named(&named).unwrap();
    let images = to_tensor("images", &golden.tensor("images"), Device::Cpu).unwrap();
    let labels = Tensor::from_slice(&golden.labels("labels"));
    let lesions = golden.scalars["lesions"].as_array().unwrap();
    assert_eq!(lesions.len(), 12);
    for (number, lesion) in lesions.iter().enumerate() {
        let layer = lesion["layer"].as_u64().unwrap() as usize;
        let kind: Lesion = lesion["lesion"].as_str().unwrap().parse().unwrap();
        let units = lesion["units"].as_array().unwrap();
        let units: Vec<usize> = units.iter().map(|u| u.as_u64().unwrap() as usize).collect();
        let made = LayerLesions::new(&*network, layer, &images, &labels, kind, &mut rng()).unwrap();
        let (loss, accuracy) = made.baseline();
        assert!((loss - golden.number("/loss")).abs() < 1e-12);
        assert!((accuracy - golden.number("/accuracy")).abs() < 1e-12);
        let logits = golden.vector(&format!("lesioned/{number}"));
        let close = |found: &[f64], expected: &[f64]| {
            let pairs = found.iter().zip(expected);
            assert_eq!(found.len(), expected.len());
            assert!(
                pairs.clone().all(|(a, b)| (a - b).abs() < 1e-10),
                "{number}"
            );
        };
        close(&numbers(&made.logits(&units).tr()), &logits);
        let damage = made.damage(&[units]).remove(0);
        let expected = |name: &str| lesion[name].as_f64().unwrap();
        close(&[damage.loss], &[expected("loss")]);
        close(&[damage.accuracy], &[expected("accuracy")]);
        let by_class = lesion["by_class"].as_array().unwrap();
        let by_class: Vec<f64> = by_class.iter().map(|v| v.as_f64().unwrap()).collect();
        close(&damage.by_class, &by_class);
    }
}

#[test]
fn the_fast_way_is_the_plain_way() {
    let network = Mlp::init(30, &[12, 9, 7], 5, &Seeds::of_run(3)).to(Device::Cpu, Kind::Double);
    updown::tch::manual_seed(1);
    // More images than go through a network at a time.
    let images = Tensor::rand([300, 30], (Kind::Double, Device::Cpu));
    let labels = Tensor::randint(5, [300], (Kind::Int64, Device::Cpu));
    for lesion in Lesion::ALL {
        for layer in 0..3 {
            let make = || LayerLesions::new(&network, layer, &images, &labels, lesion, &mut rng());
            let fast = make().unwrap();
            let plain = make().unwrap().by(Way::Plain);
            let units = fast.units();
            let groups = [vec![0], vec![1, 4, 6], (0..units).collect(), vec![5, 2]];
            for units in &groups {
                let apart = largest_difference(&fast.logits(units), &plain.logits(units));
                assert!(apart < 1e-10, "{lesion} of layer {layer}: {apart}");
            }
            for (a, b) in fast.damage(&groups).iter().zip(plain.damage(&groups)) {
                assert!((a.loss - b.loss).abs() < 1e-10);
                assert_eq!(a.accuracy, b.accuracy);
                let classes = a.by_class.iter().zip(&b.by_class);
                assert!(classes.clone().all(|(a, b)| (a - b).abs() < 1e-10));
                // Each class has its share of the images.
                assert!(a.loss.is_finite() && a.by_class.len() == 5);
            }
        }
    }
}

#[test]
fn a_lesion_of_the_whole_layer_leaves_one_answer_for_all_images() {
    let network = Mlp::init(30, &[12, 9], 5, &Seeds::of_run(3));
    let images = Tensor::rand([50, 30], (Kind::Float, Device::Cpu));
    let labels = Tensor::from_slice(&(0..50).map(|i| i % 5).collect::<Vec<i64>>());
    let made = LayerLesions::new(&network, 1, &images, &labels, Lesion::Mean, &mut rng()).unwrap();
    let logits = made.logits(&(0..9).collect::<Vec<_>>());
    let first = logits.narrow(1, 0, 1);
    assert!(largest_difference(&logits, &first.expand_as(&logits)) < 1e-5);
}

#[test]
fn the_cnn_goes_on_from_every_layer_and_a_channel_becomes_its_mean_map() {
    let network = Cifar10Fast::init(&[4, 6], 10, &Seeds::of_run(0)).to(Device::Cpu, Kind::Double);
    updown::tch::manual_seed(1);
    let images = Tensor::rand([12, 3, 32, 32], (Kind::Double, Device::Cpu));
    let labels = Tensor::from_slice(&(0..12).map(|i| i % 3).collect::<Vec<i64>>());
    let whole = network.forward(&images);
    for (layer, activity) in whole.hidden.iter().enumerate() {
        let logits = network.go_on_from(layer, activity).unwrap();
        assert!(
            largest_difference(&logits, &whole.logits) < 1e-12,
            "layer {layer}"
        );
        let made = LayerLesions::new(&network, layer, &images, &labels, Lesion::Mean, &mut rng());
        let made = made.unwrap();
        let lesioned = activity.copy();
        let mean_map = activity.mean_dim(0i64, true, Kind::Double);
        for channel in [1, 3] {
            lesioned.narrow(1, channel, 1).copy_(
                &mean_map
                    .narrow(1, channel, 1)
                    .expand_as(&lesioned.narrow(1, channel, 1)),
            );
        }
        let expected = network.go_on_from(layer, &lesioned).unwrap();
        let apart = largest_difference(&made.logits(&[1, 3]).tr(), &expected);
        assert!(apart < 1e-12, "layer {layer}: {apart}");
        let activity = made.activity().unwrap();
        assert!(LayerStudy::new(&made, &activity).unwrap().alone().len() == made.units());
    }
}

#[test]
fn the_receptive_field_of_a_first_unit_is_its_weights_where_it_is_active() {
    let network = Mlp::init(30, &[12, 9], 5, &Seeds::of_run(3)).to(Device::Cpu, Kind::Double);
    updown::tch::manual_seed(1);
    let images = Tensor::rand([40, 30], (Kind::Double, Device::Cpu));
    let active = network.forward(&images).hidden[0].gt(0.0);
    let active = active
        .to_kind(Kind::Double)
        .mean_dim(0i64, true, Kind::Double);
    let each = &network.weights[0] * active.tr(); // units × inputs
    let expected = (each.get(2) + each.get(7)) / 2.0;
    let groups = [vec![4], vec![2, 7]];
    let fields = receptive_fields(&network, 0, &images, &groups).unwrap();
    assert_eq!(fields.dim(), (2, 30));
    for (found, expected) in fields.row(1).iter().zip(numbers(&expected)) {
        assert!((found - expected).abs() < 1e-12);
    }
    let deeper = receptive_fields(&network, 1, &images, &groups).unwrap();
    assert!(deeper.iter().any(|v| *v != 0.0));
    assert!(receptive_fields(&network, 2, &images, &groups).is_err());
}

/// A network that exposes its layers but cannot continue from them.
#[derive(Debug)]
struct Closed(Mlp);

impl Network for Closed {
    fn forward(&self, images: &Tensor) -> updown::models::Forward {
        self.0.forward(images)
    }
    fn kind(&self) -> Kind {
        Kind::Float
    }
    fn input_len(&self) -> usize {
        self.0.input_len()
    }
}

fn refused(network: &dyn Network, layer: usize, images: &Tensor, labels: &Tensor) -> LesionError {
    match LayerLesions::new(network, layer, images, labels, Lesion::Mean, &mut rng()) {
        Ok(_) => panic!("made"),
        Err(error) => error,
    }
}

#[test]
fn what_cannot_be_lesioned_is_refused_in_a_sentence() {
    let network = Mlp::init(30, &[12, 9], 5, &Seeds::of_run(3));
    let images = Tensor::rand([4, 30], (Kind::Float, Device::Cpu));
    let labels = Tensor::from_slice(&[0i64, 1, 2, 3]);
    let closed = Closed(Mlp::init(30, &[12, 9], 5, &Seeds::of_run(3)));
    assert_eq!(
        refused(&closed, 0, &images, &labels),
        LesionError::CannotGoOn
    );
    assert_eq!(
        refused(&network, 2, &images, &labels),
        LesionError::NoLayer {
            layers: 2,
            found: 2
        }
    );
    let wide = Tensor::rand([4, 31], (Kind::Float, Device::Cpu));
    assert!(
        refused(&network, 0, &wide, &labels)
            .to_string()
            .contains("31 numbers")
    );
    let none = images.narrow(0, 0, 0);
    assert_eq!(refused(&network, 0, &none, &labels), LesionError::NoImages);
    let one = Tensor::from_slice(&[2i64; 4]);
    assert!(
        refused(&network, 0, &images, &one)
            .to_string()
            .contains("two classes")
    );
    let beyond = Tensor::from_slice(&[0i64, 5, 1, 1]);
    assert_eq!(
        refused(&network, 0, &images, &beyond).to_string(),
        "expected labels from 0 to 4, found 5"
    );
    assert!(
        refused(&network, 0, &images, &labels.narrow(0, 0, 3))
            .to_string()
            .contains("4 images, found 3")
    );
}

fn modules_of(matrix: &Array2<f64>, rng: &mut Stream) -> Partition {
    let adjacency = Adjacency::from_association(matrix.view()).unwrap();
    let search = Optimizer::leiden(3);
    cluster(&adjacency, &search, Resolution::default(), rng)
        .unwrap()
        .partition
}

/// Modules found in networks that learned nothing: no lesion measure may find more than chance does.
#[test]
fn untrained_networks_come_out_as_nothing() {
    let glyphs = small_glyphs();
    let (images, labels) = (&glyphs.test.images, &glyphs.test.labels);
    let methods = [
        AssociationMethod::InputGradient,
        AssociationMethod::OutputHessian,
    ];
    let nulls = Nulls {
        draws: 19,
        matched: 19,
        pairs: 0,
    };
    let config = AssociationConfig {
        methods: methods.to_vec(),
        combined: false,
        ..AssociationConfig::default()
    };
    let (mut hits, mut of) = (BTreeMap::<&str, usize>::new(), 0);
    for run in 1000..1100 {
        let seeds = Seeds::of_run(run);
        let network = Mlp::init(784, &[20, 16], 10, &seeds);
        let associations = measure(&network, images, &config).unwrap();
        for layer in 0..2 {
            let made = LayerLesions::new(&network, layer, images, labels, Lesion::Mean, &mut rng());
            let made = made.unwrap();
            let activity = made.activity().unwrap();
            let study = LayerStudy::new(&made, &activity).unwrap();
            for method in methods {
                let matrix = associations.matrix(Association::raw(method), Layer::Hidden(layer));
                let mut rng = seeds.stream("untrained");
                let modules = modules_of(&matrix.unwrap(), &mut rng);
                let Ok(found) = assess(&modules, &study, &nulls, &mut rng) else {
                    continue; // a single module
                };
                of += 1;
                for name in ["importance", "dissociation"] {
                    let is_hit = |c: Option<ByChance>| c.is_some_and(|c| c.p <= 0.05);
                    *hits.entry(name).or_default() +=
                        usize::from(is_hit(found.values[name].chance));
                }
            }
        }
    }
    assert!(of > 380, "{of}");
    for (name, hits) in hits {
        let share = hits as f64 / of as f64;
        assert!((0.03..=0.07).contains(&share), "{name}: {share}");
    }
}
