//! Associations against the original's numbers, autograd, closed forms and finite differences.

use crate::support::Golden;
use ndarray::Array2;
use proptest::prelude::*;
use updown::associations::{self, AssociationConfig, Associations, normalize, oracle};
use updown::models::{Mlp, NamedTensors, to_tensor};
use updown::seeds::Seeds;
use updown::spec::{Association, AssociationMethod, Layer};
use updown::tch::{Device, Kind, Tensor};

const CPU: Device = Device::Cpu;

/// Our hessian is the mean over images; the original's is the mean of batch means divided by the number of images
/// (deviation A1), so ours is larger by the batch size where it divides the number of images.
fn hessian_factor(golden: &Golden, batch_key: &str) -> f64 {
    golden.json[batch_key].as_f64().expect("a batch size")
}

fn network(golden: &Golden) -> Mlp {
    let mut named = NamedTensors::new();
    for (name, data) in golden.tensors("weights/model.") {
        named.insert(name.clone(), to_tensor(&name, &data, CPU).unwrap());
    }
    Mlp::from_named(&named).unwrap()
}

fn images(golden: &Golden) -> Tensor {
    to_tensor("images", &golden.tensor("images"), CPU).unwrap()
}

fn relative_difference(ours: &Array2<f64>, theirs: &Array2<f64>) -> f64 {
    let scale = theirs
        .iter()
        .fold(0.0f64, |m, v| m.max(v.abs()))
        .max(f64::MIN_POSITIVE);
    (ours - theirs).iter().fold(0.0f64, |m, v| m.max(v.abs())) / scale
}

#[test]
fn golden_networks_have_the_originals_logits_and_activity() {
    for golden in Golden::all("assoc_mlp") {
        let forward = network(&golden).forward(&images(&golden));
        let compare = |ours: &Tensor, name: &str| {
            let theirs = to_tensor(name, &golden.tensor(name), CPU).unwrap();
            let difference = (ours - theirs).abs().max().double_value(&[]);
            assert!(difference < 1e-10, "{} {name}: {difference}", golden.name);
        };
        compare(&forward.logits, "logits");
        for (layer, hidden) in forward.hidden.iter().enumerate() {
            compare(hidden, &format!("hidden/{layer}"));
        }
    }
}

#[test]
fn golden_associations_are_the_originals() {
    for golden in Golden::all("assoc_mlp") {
        let network = network(&golden);
        let ours = associations::measure(&network, &images(&golden), &AssociationConfig::default())
            .unwrap();
        // The original gives a short last batch too much weight: its hessian is not a mean over images.
        let even = golden.json["n_images"].as_u64().unwrap()
            % golden.json["batch_size"].as_u64().unwrap()
            == 0;
        for association in Association::ALL {
            let hessian = association.method == AssociationMethod::OutputHessian;
            if hessian && !even {
                continue;
            }
            let raw_hessian = hessian && association == Association::raw(association.method);
            for layer in ours.layers() {
                let (name, batch) = match layer {
                    Layer::Hidden(l) => (format!("by_layer/{association}/{l}"), "batch_size"),
                    Layer::Combined => (format!("combined/{association}"), "combined_batch_size"),
                };
                let factor = if raw_hessian {
                    hessian_factor(&golden, batch)
                } else {
                    1.0
                };
                let theirs = golden.matrix(&name) * factor;
                let difference =
                    relative_difference(&ours.matrix(association, layer).unwrap(), &theirs);
                println!("{:12} {name:32} {difference:.1e}", golden.name);
                assert!(difference < 1e-9, "{} {name}: {difference}", golden.name);
            }
        }
    }
}

/// The original's hessian with a short last batch: it adds up the means of its batches and divides by the number of images,
/// which gives the images of the short batch more weight.
#[test]
fn golden_hessians_with_a_short_last_batch_are_the_originals_sum_of_batch_means() {
    let golden = Golden::read("assoc_mlp", "mlp_deep5_8");
    let (network, images) = (network(&golden), images(&golden));
    let count = |key: &str| golden.json[key].as_i64().unwrap();
    let config = AssociationConfig {
        methods: vec![AssociationMethod::OutputHessian],
        ..AssociationConfig::default()
    };
    for (key, prefix) in [
        ("batch_size", "by_layer"),
        ("combined_batch_size", "combined"),
    ] {
        let batches = images.split(count(key), 0);
        assert!(
            batches.last().unwrap().size()[0] < count(key),
            "the case has a short last batch"
        );
        let measured: Vec<Associations> = batches
            .iter()
            .map(|b| associations::measure(&network, b, &config).unwrap())
            .collect();
        for layer in measured[0].layers() {
            if (layer == Layer::Combined) != (prefix == "combined") {
                continue;
            }
            let hessians = measured
                .iter()
                .map(|m| m.signed(AssociationMethod::OutputHessian, layer).unwrap());
            let sum = hessians.cloned().reduce(|a, b| a + b).unwrap() / count("n_images") as f64;
            let suffix = if layer == Layer::Combined {
                String::new()
            } else {
                format!("/{layer}")
            };
            let compare = |ours: Array2<f64>, name: String| {
                let difference = relative_difference(&ours.mapv(f64::abs), &golden.matrix(&name));
                assert!(difference < 1e-9, "{name}: {difference}");
            };
            compare(
                normalize(&sum).unwrap(),
                format!("{prefix}/backward_hess_norm{suffix}"),
            );
            compare(sum, format!("{prefix}/backward_hess{suffix}"));
        }
    }
}

#[test]
fn golden_signed_matrices_are_the_originals() {
    let golden = Golden::read("assoc_mlp", "mlp_12_9");
    let ours = associations::measure(
        &network(&golden),
        &images(&golden),
        &AssociationConfig::default(),
    )
    .unwrap();
    for method in AssociationMethod::ALL {
        let hessian = method == AssociationMethod::OutputHessian;
        let factor = if hessian {
            hessian_factor(&golden, "batch_size")
        } else {
            1.0
        };
        for layer in 0..2 {
            let theirs = golden.matrix(&format!("signed/{}/{layer}", method.name())) * factor;
            let signed = ours.signed(method, Layer::Hidden(layer)).unwrap();
            assert!(
                relative_difference(signed, &theirs) < 1e-9,
                "{} {layer}",
                method.name()
            );
        }
    }
}

/// A random network with about a third of its units silent for a given image, and its data.
fn random_case(
    seed: u64,
    input: usize,
    hidden: &[usize],
    n: usize,
    kind: Kind,
) -> (Mlp, Tensor, Tensor) {
    let network = Mlp::init(input, hidden, 5, &Seeds::from_root(seed)).to(CPU, kind);
    let mut rng = Seeds::from_root(seed).stream("images");
    let pixels: Vec<f64> = (0..n * input)
        .map(|_| rand::Rng::gen_range(&mut rng, -1.0..1.0))
        .collect();
    let images = Tensor::from_slice(&pixels)
        .view([n as i64, input as i64])
        .to_kind(kind);
    let labels: Vec<i64> = (0..n).map(|i| (i % 5) as i64).collect();
    (network, images, Tensor::from_slice(&labels))
}

fn largest_difference(fast: &Associations, slow: &Associations) -> f64 {
    let mut largest = 0.0f64;
    for &method in AssociationMethod::KNOWN {
        for layer in slow.layers() {
            let (ours, theirs) = (
                fast.signed(method, layer).unwrap(),
                slow.signed(method, layer).unwrap(),
            );
            largest = largest.max(relative_difference(ours, theirs));
        }
    }
    largest
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_fast_path_is_autograds(seed in 0u64..1_000_000, input in 1usize..12, hidden in prop::collection::vec(1usize..9, 1..4), n in 1usize..20) {
        compare_with_autograd(seed, input, &hidden, n, Kind::Double);
    }
}

/// In single precision nearly equal activities cancel, in some network beyond any bound: so these are always the same networks.
#[test]
fn the_fast_path_is_autograds_in_single_precision() {
    let mut rng = Seeds::from_root(0).stream("networks");
    for seed in 0..24 {
        let mut draw = |below| rand::Rng::gen_range(&mut rng, 1..below);
        let hidden: Vec<usize> = (0..draw(4)).map(|_| draw(9)).collect();
        compare_with_autograd(seed, draw(12), &hidden, draw(20), Kind::Float);
    }
}

/// A case once found by proptest.
#[test]
fn a_layer_of_one_unit_behind_one_of_two_is_autograds() {
    for kind in [Kind::Double, Kind::Float] {
        compare_with_autograd(0, 2, &[2, 1], 2, kind);
    }
}

fn compare_with_autograd(seed: u64, input: usize, hidden: &[usize], n: usize, kind: Kind) {
    let (network, images, labels) = random_case(seed, input, hidden, n, Kind::Double);
    let (network, images) = (network.to(CPU, kind), images.to_kind(kind));
    let config = AssociationConfig {
        methods: AssociationMethod::KNOWN.to_vec(),
        ..AssociationConfig::default()
    };
    let fast = associations::measure(&network, &images, &config).unwrap();
    let slow = oracle::measure(&network, &images, &labels).unwrap();
    let difference = largest_difference(&fast, &slow);
    let allowed = if kind == Kind::Double { 1e-9 } else { 1e-4 };
    assert!(difference < allowed, "{kind:?}: {difference}");
}

#[test]
fn the_oracle_is_the_slope_of_finite_differences() {
    let (network, images, labels) = random_case(3, 6, &[5], 4, Kind::Double);
    let slow = oracle::measure(&network, &images, &labels).unwrap();
    let step = 1e-6;
    // J J^T of the hidden layer, one input at a time.
    let mut expected = Array2::<f64>::zeros((5, 5));
    let hidden = |x: &Tensor| network.forward(x).hidden.remove(0);
    for input in 0..6 {
        let nudge = Tensor::zeros([6], (Kind::Double, CPU));
        let _ = nudge.get(input).fill_(step);
        let slope = (hidden(&(&images + &nudge)) - hidden(&(&images - &nudge))) / (2.0 * step); // (n, 5)
        let product = slope.tr().mm(&slope) / images.size()[0] as f64;
        for (i, j) in (0..5).flat_map(|i| (0..5).map(move |j| (i, j))) {
            expected[[i, j]] += product.double_value(&[i as i64, j as i64]);
        }
    }
    let ours = slow
        .signed(AssociationMethod::InputGradient, Layer::Hidden(0))
        .unwrap();
    assert!(relative_difference(ours, &expected) < 1e-6);
}

#[test]
fn the_first_layers_input_gradient_has_a_closed_form() {
    let (network, images, _) = random_case(5, 9, &[7, 4], 30, Kind::Double);
    let active = network.forward(&images).hidden[0]
        .gt(0.0)
        .to_kind(Kind::Double); // (n, 7)
    let weights = &network.weights[0];
    let expected = weights.mm(&weights.tr()) * active.tr().mm(&active) / 30.0;
    let ours = associations::measure(&network, &images, &AssociationConfig::default()).unwrap();
    let ours = ours
        .signed(AssociationMethod::InputGradient, Layer::Hidden(0))
        .unwrap();
    for ((i, j), value) in ours.indexed_iter() {
        assert!((value - expected.double_value(&[i as i64, j as i64])).abs() < 1e-12);
    }
}

#[test]
fn results_do_not_depend_on_how_images_are_cut_into_chunks() {
    // Wide enough that a pass over 3,000 images takes several chunks.
    let (network, images, _) = random_case(7, 40, &[48, 32], 3000, Kind::Double);
    let config = AssociationConfig::default();
    let whole = associations::measure(&network, &images, &config).unwrap();
    let halves = [images.narrow(0, 0, 1500), images.narrow(0, 1500, 1500)];
    let parts: Vec<Associations> = halves
        .iter()
        .map(|i| associations::measure(&network, i, &config).unwrap())
        .collect();
    for method in [
        AssociationMethod::InputGradient,
        AssociationMethod::OutputGradient,
        AssociationMethod::OutputHessian,
    ] {
        let mean = (parts[0].signed(method, Layer::Combined).unwrap()
            + parts[1].signed(method, Layer::Combined).unwrap())
            / 2.0;
        let difference = relative_difference(whole.signed(method, Layer::Combined).unwrap(), &mean);
        assert!(difference < 1e-12, "{}: {difference}", method.name());
    }
}

#[test]
fn dead_units_have_zero_upstream_rows_and_live_downstream_ones() {
    let (mut network, images, _) = random_case(9, 8, &[6, 5], 20, Kind::Double);
    let _ = network.biases[0].get(2).fill_(-1e3);
    network.weights[0] = network.weights[0].copy();
    let ours = associations::measure(&network, &images, &AssociationConfig::default()).unwrap();
    let row_sum = |method, layer| {
        ours.matrix(Association::raw(method), layer)
            .unwrap()
            .row(2)
            .sum()
    };
    assert_eq!(
        row_sum(AssociationMethod::InputCovariance, Layer::Hidden(0)),
        0.0
    );
    assert_eq!(
        row_sum(AssociationMethod::InputGradient, Layer::Hidden(0)),
        0.0
    );
    assert!(row_sum(AssociationMethod::OutputGradient, Layer::Hidden(0)) > 0.0);
    let norm = ours
        .matrix(
            Association::normalized(AssociationMethod::InputCovariance),
            Layer::Hidden(0),
        )
        .unwrap();
    assert_eq!(norm[[2, 2]], 0.0);
    assert!((norm[[0, 0]] - 1.0).abs() < 1e-12);
}

#[test]
fn units_of_constant_activity_have_no_variance_and_can_be_normalised() {
    let (network, images, _) = random_case(15, 8, &[6], 37, Kind::Double);
    let _ = network.weights[0].get(3).fill_(0.0);
    let _ = network.biases[0].get(3).fill_(0.1);
    let ours = associations::measure(&network, &images, &AssociationConfig::default()).unwrap();
    let covariance = Association::normalized(AssociationMethod::InputCovariance);
    let norm = ours.matrix(covariance, Layer::Hidden(0)).unwrap();
    assert!(norm.row(3).iter().all(|v| *v < 1e-6), "{}", norm.row(3));
}

#[test]
fn wrong_images_are_refused() {
    let (network, images, _) = random_case(11, 8, &[6], 20, Kind::Double);
    let measure =
        |images: &Tensor| associations::measure(&network, images, &AssociationConfig::default());
    assert!(measure(&images.narrow(0, 0, 0)).is_err());
    let error = measure(&images.narrow(1, 0, 7)).unwrap_err().to_string();
    assert!(
        error.contains("7 numbers") && error.contains("takes 8"),
        "{error}"
    );
    let nan = images * f64::NAN;
    assert!(measure(&nan).unwrap_err().to_string().contains("finite"));
}

#[test]
fn normalising_is_idempotent_on_correlations() {
    let (network, images, _) = random_case(13, 8, &[6], 50, Kind::Double);
    let ours = associations::measure(&network, &images, &AssociationConfig::default()).unwrap();
    let once = normalize(
        ours.signed(AssociationMethod::OutputGradient, Layer::Hidden(0))
            .unwrap(),
    )
    .unwrap();
    assert!(relative_difference(&normalize(&once).unwrap(), &once) < 1e-12);
}

#[test]
fn weight_associations_are_inner_products_of_the_rows_and_columns_of_weight_matrices() {
    let (network, images, _) = random_case(8, 5, &[4, 3], 2, Kind::Double);
    let methods = [
        AssociationMethod::IncomingWeights,
        AssociationMethod::OutgoingWeights,
    ];
    let config = AssociationConfig {
        methods: methods.to_vec(),
        ..AssociationConfig::default()
    };
    let found = associations::measure(&network, &images, &config).unwrap();
    // Weights are out × in: unit i of layer 0 has row i of the first matrix as incoming weights, and column i of the second as outgoing ones.
    let weight =
        |layer: usize, out: i64, input: i64| network.weights[layer].double_value(&[out, input]);
    let [incoming, outgoing] = methods.map(|m| found.signed(m, Layer::Combined).unwrap());
    for (i, j) in [(0, 0), (1, 3), (2, 1)] {
        let read: f64 = (0..5).map(|k| weight(0, i, k) * weight(0, j, k)).sum();
        let is_read: f64 = (0..3).map(|k| weight(1, k, i) * weight(1, k, j)).sum();
        let at = [i as usize, j as usize];
        assert!((incoming[at] - read).abs() < 1e-12 && (outgoing[at] - is_read).abs() < 1e-12);
    }
    // Layer 1 is read by the projection; units of different layers share nothing.
    let above: f64 = (0..5).map(|k| weight(2, k, 0) * weight(2, k, 2)).sum();
    assert!((outgoing[[4, 6]] - above).abs() < 1e-12);
    assert_eq!((incoming[[0, 4]], outgoing[[6, 3]]), (0.0, 0.0));
    let cosine = Association::normalized(methods[0]);
    let cosines = found.matrix(cosine, Layer::Hidden(1)).unwrap();
    assert!(cosines.diag().iter().all(|c| (c - 1.0).abs() < 1e-12));
}
