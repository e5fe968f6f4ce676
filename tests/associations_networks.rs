//! Associations of networks other than MLPs: the residual CNN against the original's numbers, and a network that is not
//! piecewise linear against plain autograd.

use crate::support::Golden;
use ndarray::Array2;
use updown::associations::{
    self, AssociationConfig, AssociationError, Associations, Batch, PositionScale, oracle,
};
use updown::models::{
    Cifar10Fast, Forward, Mlp, Network, Trainable, network_from_named, network_tensors, to_tensor,
};
use updown::progress::Silent;
use updown::seeds::Seeds;
use updown::spec::{Association, AssociationMethod, Layer};
use updown::tch::{Device, Kind, Tensor};

const CPU: Device = Device::Cpu;

fn golden() -> Golden {
    Golden::read("assoc_conv", "conv_4_6_8_8")
}

fn network(golden: &Golden) -> Cifar10Fast {
    let tensors = golden.tensors("weights/").into_iter().collect();
    Cifar10Fast::from_named(&network_tensors(&tensors, CPU).unwrap()).unwrap()
}

fn tensor(golden: &Golden, name: &str) -> Tensor {
    to_tensor(name, &golden.tensor(name), CPU).unwrap()
}

fn everywhere() -> AssociationConfig {
    AssociationConfig {
        combined: false,
        max_positions: None,
        ..AssociationConfig::default()
    }
}

fn relative_difference(ours: &Array2<f64>, theirs: &Array2<f64>) -> f64 {
    let scale = theirs.iter().fold(f64::MIN_POSITIVE, |m, v| m.max(v.abs()));
    (ours - theirs).iter().fold(0.0f64, |m, v| m.max(v.abs())) / scale
}

/// Numbers of positions of the golden network's layers.
const POSITIONS: [f64; 6] = [1024.0, 1024.0, 256.0, 64.0, 16.0, 1.0];

#[test]
fn the_golden_cnn_has_the_originals_logits_and_activity() {
    let golden = golden();
    let forward = network(&golden).forward(&tensor(&golden, "images"));
    let compare = |ours: &Tensor, name: &str| {
        let difference = (ours - tensor(&golden, name)).abs().max().double_value(&[]);
        println!("{name}: {difference:.1e}");
        assert!(difference < 1e-10, "{name}: {difference}");
    };
    compare(&forward.logits, "logits");
    for (layer, hidden) in forward.hidden.iter().enumerate() {
        let mean = hidden.mean_dim([0, 2, 3].as_slice(), false, None);
        compare(&mean, &format!("hidden_mean/{layer}"));
        // The first two layers are stored at every fourth row and column.
        let step = if layer < 2 { 4 } else { 1 };
        let first = hidden
            .get(0)
            .slice(1, 0, None, step)
            .slice(2, 0, None, step);
        compare(&first, &format!("hidden_img0/{layer}"));
    }
}

#[test]
fn golden_convolutional_associations_are_the_originals() {
    let golden = golden();
    let (network, images) = (network(&golden), tensor(&golden, "images"));
    let ours = associations::measure(&network, &images, &everywhere()).unwrap();
    let n = images.size()[0] as f64;
    for (layer, positions) in POSITIONS.into_iter().enumerate() {
        for association in Association::ALL {
            if association.method == AssociationMethod::OutputHessian {
                continue;
            }
            let name = format!("by_layer/{association}/{layer}");
            let matrix = ours.matrix(association, Layer::Hidden(layer)).unwrap();
            let difference = relative_difference(&matrix, &golden.matrix(&name));
            println!("{name:30} {difference:.1e}");
            assert!(difference < 1e-9, "{name}: {difference}");
        }
        // Theirs is summed over images and positions, ours is the mean; stored for the last three layers.
        if layer >= 3 {
            let name = format!("hess_conv_sum/{layer}");
            let hessian = ours.signed(AssociationMethod::OutputHessian, Layer::Hidden(layer));
            let sum = hessian.unwrap() * (n * positions);
            let difference = relative_difference(&sum, &golden.matrix(&name));
            println!("{name:30} {difference:.1e}");
            assert!(difference < 1e-9, "{name}: {difference}");
        }
    }
}

#[test]
fn the_scale_over_positions_is_the_only_difference_between_the_two_conventions() {
    let golden = golden();
    let (network, images) = (network(&golden), tensor(&golden, "images").narrow(0, 0, 2));
    let config = AssociationConfig {
        methods: vec![AssociationMethod::OutputGradient],
        ..everywhere()
    };
    let mean = AssociationConfig {
        position_scale: PositionScale::Mean,
        ..config.clone()
    };
    let theirs = associations::measure(&network, &images, &config).unwrap();
    let ours = associations::measure(&network, &images, &mean).unwrap();
    for (layer, positions) in POSITIONS.into_iter().enumerate() {
        let matrix = |a: &Associations| {
            let found = a.signed(AssociationMethod::OutputGradient, Layer::Hidden(layer));
            found.unwrap().clone()
        };
        assert!(relative_difference(&(matrix(&theirs) * positions), &matrix(&ours)) < 1e-12);
    }
}

#[test]
fn memory_bounds_change_nothing_but_the_order_of_sums() {
    let golden = golden();
    let (network, images) = (network(&golden), tensor(&golden, "images").narrow(0, 0, 3));
    let wide = AssociationConfig {
        max_positions: Some(3),
        ..everywhere()
    };
    // One image and one copy at a time.
    let narrow = AssociationConfig {
        batch: Batch::Numbers(1),
        ..wide.clone()
    };
    let wide = associations::measure(&network, &images, &wide).unwrap();
    let narrow = associations::measure(&network, &images, &narrow).unwrap();
    for method in AssociationMethod::ALL {
        for layer in wide.layers() {
            let matrix = |a: &Associations| a.signed(method, layer).unwrap().clone();
            let difference = relative_difference(&matrix(&narrow), &matrix(&wide));
            assert!(
                difference < 1e-10,
                "{} {layer}: {difference}",
                method.name()
            );
        }
    }
}

#[test]
fn a_subset_of_positions_is_the_seeds_and_the_same_for_every_batch() {
    let golden = golden();
    let (network, images) = (network(&golden), tensor(&golden, "images"));
    let measure = |seed, max_positions, batch| {
        let config = AssociationConfig {
            methods: vec![AssociationMethod::InputCovariance],
            max_positions,
            seed,
            batch,
            ..everywhere()
        };
        associations::measure(&network, &images, &config).unwrap()
    };
    let covariance = |a: &Associations, layer| {
        let found = a.signed(AssociationMethod::InputCovariance, Layer::Hidden(layer));
        found.unwrap().clone()
    };
    let all = measure(0, None, Batch::Adaptive);
    let some = measure(0, Some(32), Batch::Adaptive);
    // One image at a time: if the subset were drawn again for each batch, positions would be mixed.
    let batches = measure(0, Some(32), Batch::Numbers(1));
    let other = measure(1, Some(32), Batch::Adaptive);
    for (layer, positions) in POSITIONS.into_iter().enumerate() {
        let difference =
            relative_difference(&covariance(&batches, layer), &covariance(&some, layer));
        assert!(difference < 1e-10, "layer {layer}: {difference}");
        let whole = positions <= 32.0;
        assert_eq!(covariance(&some, layer) == covariance(&other, layer), whole);
        assert_eq!(covariance(&some, layer) == covariance(&all, layer), whole);
    }
}

#[test]
fn combined_matrices_of_convolutional_layers_are_refused() {
    let golden = golden();
    let refused = associations::measure(
        &network(&golden),
        &tensor(&golden, "images"),
        &AssociationConfig::default(),
    );
    let text = refused.unwrap_err().to_string();
    assert!(
        text.contains("fully connected") && text.contains("[4, 32, 32] in layer 0"),
        "{text}"
    );
    let none = AssociationConfig {
        max_positions: Some(0),
        ..everywhere()
    };
    let refused = associations::measure(&network(&golden), &tensor(&golden, "images"), &none);
    assert_eq!(refused.unwrap_err(), AssociationError::NoPositions);
}

#[test]
fn weights_that_make_no_cnn_are_refused_by_name() {
    let tensors = golden().tensors("weights/").into_iter().collect();
    let whole = network_tensors(&tensors, CPU).unwrap();
    assert!(
        whole
            .keys()
            .all(|name| !name.contains("num_batches_tracked"))
    );
    let mut lacking = network_tensors(&tensors, CPU).unwrap();
    lacking.remove("layer2.0.proj.weight");
    let text = network_from_named(&lacking).err().unwrap().to_string();
    assert!(text.contains("layer2.0.proj.weight"), "{text}");
    let mut wrong = network_tensors(&tensors, CPU).unwrap();
    wrong.insert(
        "bn1.weight".to_owned(),
        Tensor::zeros([5], (Kind::Double, CPU)),
    );
    let text = network_from_named(&wrong).err().unwrap().to_string();
    assert!(
        text.contains("bn1.weight") && text.contains("(4,)"),
        "{text}"
    );
}

/// An MLP with tanh in place of ReLU.
struct Tanh(Mlp);

impl Network for Tanh {
    fn forward(&self, images: &Tensor) -> Forward {
        let (mut activity, mut hidden) = (images.shallow_clone(), Vec::new());
        let mut layers = self.0.weights.iter().zip(&self.0.biases);
        for (weight, bias) in layers.clone().take(self.0.n_hidden()) {
            activity = activity.linear(weight, Some(bias)).tanh();
            hidden.push(activity.shallow_clone());
        }
        let (weight, bias) = layers.next_back().unwrap();
        let logits = activity.linear(weight, Some(bias));
        Forward { hidden, logits }
    }

    fn kind(&self) -> Kind {
        self.0.kind()
    }

    fn input_len(&self) -> usize {
        self.0.input_len()
    }

    fn is_piecewise_linear(&self) -> bool {
        false
    }
}

fn tanh_case() -> (Tanh, Tensor, Tensor) {
    let network = Mlp::init(7, &[6, 5, 4], 3, &Seeds::from_root(1)).to(CPU, Kind::Double);
    // Weights large enough for the curvature to matter.
    let network = Mlp {
        weights: network.weights.iter().map(|w| w * 4.0).collect(),
        biases: network.biases,
    };
    let images = (Tensor::arange(70, (Kind::Double, CPU)) * 1.7)
        .sin()
        .view([10, 7]);
    let labels = Tensor::arange(10, (Kind::Int64, CPU)).remainder(3);
    (Tanh(network), images, labels)
}

#[test]
fn any_network_agrees_with_plain_autograd_gauss_newton_apart_from_the_hessian() {
    let (network, images, labels) = tanh_case();
    let beyond = AssociationMethod::GaussNewton;
    let methods: Vec<_> = AssociationMethod::ALL.into_iter().chain([beyond]).collect();
    let config = AssociationConfig {
        methods: methods.clone(),
        ..everywhere()
    };
    let fast =
        associations::measure_with(&network, &images, Some(&labels), &config, &Silent).unwrap();
    let slow = oracle::measure(&network, &images, &labels).unwrap();
    for &method in &methods {
        for layer in fast.layers() {
            let (ours, theirs) = (fast.signed(method, layer), slow.signed(method, layer));
            let difference = relative_difference(ours.unwrap(), theirs.unwrap());
            assert!(difference < 1e-9, "{} {layer}: {difference}", method.name());
        }
    }
    let curvature = |method| fast.signed(method, Layer::Hidden(0)).unwrap();
    let apart = relative_difference(
        curvature(beyond),
        curvature(AssociationMethod::OutputHessian),
    );
    assert!(apart > 1e-3, "{apart}");
}

#[test]
fn the_hessian_of_a_curved_network_needs_a_label_for_each_image() {
    let (network, images, labels) = tanh_case();
    let refused = associations::measure(&network, &images, &everywhere());
    assert_eq!(refused.unwrap_err(), AssociationError::NoLabels);
    let few = labels.narrow(0, 0, 4);
    let refused = associations::measure_with(&network, &images, Some(&few), &everywhere(), &Silent);
    assert_eq!(
        refused.unwrap_err(),
        AssociationError::LabelCount {
            expected: 10,
            found: 4
        }
    );
}

/// The residual CNN, declared not piecewise linear: the hessian uses second derivatives.
struct Denied(Cifar10Fast);

impl Network for Denied {
    fn forward(&self, images: &Tensor) -> Forward {
        self.0.forward(images)
    }

    fn kind(&self) -> Kind {
        self.0.kind()
    }

    fn input_len(&self) -> usize {
        self.0.input_len()
    }

    fn is_piecewise_linear(&self) -> bool {
        false
    }
}

#[test]
fn second_derivatives_of_the_cnn_are_its_gauss_newton_matrix() {
    let golden = golden();
    let images = tensor(&golden, "images").narrow(0, 0, 2);
    let labels = tensor_labels(&golden).narrow(0, 0, 2);
    let config = AssociationConfig {
        methods: vec![
            AssociationMethod::OutputHessian,
            AssociationMethod::GaussNewton,
        ],
        max_positions: Some(16), // all positions of the last two layers
        ..everywhere()
    };
    let network = Denied(network(&golden));
    let ours =
        associations::measure_with(&network, &images, Some(&labels), &config, &Silent).unwrap();
    for layer in [4, 5].map(Layer::Hidden) {
        let hessian = ours
            .signed(AssociationMethod::OutputHessian, layer)
            .unwrap();
        let gauss_newton = ours.signed(AssociationMethod::GaussNewton, layer).unwrap();
        let difference = relative_difference(gauss_newton, hessian);
        assert!(difference < 1e-9, "layer {layer}: {difference}");
    }
}

fn tensor_labels(golden: &Golden) -> Tensor {
    Tensor::from_slice(&golden.labels("labels"))
}

#[test]
fn weight_associations_of_channels_are_inner_products_of_filters() {
    let network = Cifar10Fast::init(&[4, 6], 10, &Seeds::of_run(0));
    let images = Tensor::rand([2, 3, 32, 32], (Kind::Float, CPU));
    let config = AssociationConfig {
        methods: vec![
            AssociationMethod::IncomingWeights,
            AssociationMethod::OutgoingWeights,
        ],
        ..everywhere()
    };
    let found = associations::measure(&network, &images, &config).unwrap();
    let named = network.to_named();
    let product = |a: Tensor, b: Tensor| {
        (a.to_kind(Kind::Double) * b.to_kind(Kind::Double))
            .sum(None)
            .double_value(&[])
    };
    let between = |method, layer, i, j| found.signed(method, Layer::Hidden(layer)).unwrap()[[i, j]];
    // The second stage's channels are written by its last convolution, the first stage's are read by two.
    let filters = &named["layer2.1.conv2.weight"];
    let written = product(filters.get(1), filters.get(5));
    let read: f64 = ["layer2.0.conv1.weight", "layer2.0.proj.weight"]
        .map(|name| product(named[name].select(1, 0), named[name].select(1, 3)))
        .iter()
        .sum();
    let [incoming, outgoing] = [config.methods[0], config.methods[1]];
    assert!((between(incoming, 2, 1, 5) - written).abs() < 1e-9);
    assert!((between(outgoing, 1, 0, 3) - read).abs() < 1e-9);
    // Maximum and mean of a channel are read in by the same filter.
    let (own, both) = (between(incoming, 3, 1, 1), between(incoming, 3, 1, 7));
    assert!((own - both).abs() < 1e-12 && own > 0.0);
}

#[test]
fn weights_of_a_network_that_does_not_show_them_are_refused() {
    let (network, images, _) = tanh_case();
    let config = AssociationConfig {
        methods: vec![AssociationMethod::IncomingWeights],
        ..everywhere()
    };
    let refused = associations::measure(&network, &images, &config).unwrap_err();
    assert!(
        matches!(refused, AssociationError::NoWeights { .. }),
        "{refused}"
    );
}
