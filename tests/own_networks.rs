//! The user's own networks: TorchScript, linear layers with any function between them, the trait in a few lines.

use crate::support::command::{text, updown, write};
use ndarray::Array2;
use safetensors::Dtype;
use std::path::{Path, PathBuf};
use updown::associations::{self, AssociationConfig, Associations, oracle};
use updown::checkpoint::{Checkpoint, TensorData, read_tensors};
use updown::models::{Activated, Activation, Mlp, Network, ScriptedNetwork, to_tensor};
use updown::progress::Silent;
use updown::seeds::Seeds;
use updown::spec::{AssociationMethod, Layer};
use updown::tch::{Device, Kind, Tensor, nn, nn::Module};

const CPU: Device = Device::Cpu;
/// The methods that look at what a network computes.
const METHODS: [AssociationMethod; 5] = [
    AssociationMethod::InputCovariance,
    AssociationMethod::InputGradient,
    AssociationMethod::OutputGradient,
    AssociationMethod::OutputHessian,
    AssociationMethod::GaussNewton,
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/scripted")
}

fn file(name: &str) -> PathBuf {
    folder().join(name)
}

/// Images and labels of a network.
fn inputs(name: &str) -> (Tensor, Tensor) {
    let tensors = read_tensors(&file(&format!("{name}.safetensors"))).unwrap();
    let labels = &tensors["labels"].bytes;
    let labels: Vec<i64> = labels
        .chunks_exact(8)
        .map(|b| i64::from_le_bytes(b.try_into().unwrap()))
        .collect();
    let images = to_tensor("images", &tensors["images"], CPU).unwrap();
    (images, Tensor::from_slice(&labels))
}

fn everywhere() -> AssociationConfig {
    AssociationConfig {
        methods: METHODS.to_vec(),
        combined: false,
        max_positions: None,
        ..AssociationConfig::default()
    }
}

fn measure(network: &dyn Network, images: &Tensor, labels: &Tensor) -> Associations {
    associations::measure_with(network, images, Some(labels), &everywhere(), &Silent).unwrap()
}

/// Largest difference relative to the largest entry.
fn difference(ours: &Array2<f64>, theirs: &Array2<f64>) -> f64 {
    let largest = |m: &Array2<f64>| m.iter().fold(0.0, |a: f64, b| a.max(b.abs()));
    largest(&(ours - theirs)) / largest(theirs)
}

#[test]
fn scripted_networks_agree_with_plain_autograd_in_python() {
    for (name, layers) in [("mlp", 2), ("cnn", 2), ("transformer", 2)] {
        let (images, labels) = inputs(name);
        let network = ScriptedNetwork::load(&file(&format!("{name}.pt")), &images).unwrap();
        let ours = measure(&network, &images, &labels);
        assert_eq!(ours.layers().len(), layers);
        for method in METHODS {
            for layer in 0..layers {
                let tensor = format!("{}/{layer}", method.name());
                let path = file(&format!("{name}.expected.safetensors"));
                let theirs = Checkpoint::read_matrix(&path, &tensor).unwrap();
                let ours = ours.signed(method, Layer::Hidden(layer)).unwrap();
                let apart = difference(ours, &theirs);
                assert!(apart < 1e-9, "{name} {tensor}: {apart}");
                println!("{name} {tensor}: {apart:.1e}");
            }
        }
    }
}

#[test]
fn features_of_tokens_are_units() {
    let (images, labels) = inputs("transformer");
    let network = ScriptedNetwork::load(&file("transformer.pt"), &images).unwrap();
    let measured = measure(&network, &images, &labels);
    let method = AssociationMethod::InputCovariance;
    assert_eq!(
        measured.signed(method, Layer::Hidden(0)).unwrap().dim(),
        (6, 6)
    );
}

#[test]
fn modules_that_are_no_network_are_refused_with_the_layer() {
    let images = Tensor::randn([4, 6], (Kind::Double, CPU));
    for (name, expected) in [
        (
            "logits_alone",
            "must return a tuple (logits, hidden 1, …) of tensors, found a single tensor",
        ),
        ("detached", "hidden layer 1: no gradient path to the logits"),
        ("copied", "hidden layer 0: no gradient path to the logits"),
        ("another_n", "hidden layer 1: expected 2×units"),
        ("images_see_each_other", "call model.eval() before tracing"),
        ("no_units", "hidden layer 0: expected 2×units"),
    ] {
        let path = file(&format!("{name}.pt"));
        let error = ScriptedNetwork::load(&path, &images)
            .unwrap_err()
            .to_string();
        assert!(error.contains(expected), "{error}");
        assert!(error.contains(&format!("{name}.pt")), "{error}");
    }
    // Images of another shape, and a file that is none.
    let images = Tensor::randn([4, 5], (Kind::Double, CPU));
    for path in [file("mlp.pt"), file("mlp.safetensors")] {
        let error = ScriptedNetwork::load(&path, &images)
            .unwrap_err()
            .to_string();
        assert!(error.contains(path.to_str().unwrap()), "{error}");
    }
}

#[test]
fn labels_out_of_range_are_refused() {
    let (images, labels) = inputs("mlp");
    let network = ScriptedNetwork::load(&file("mlp.pt"), &images).unwrap();
    let wrong = labels + 1;
    let config = everywhere();
    let error = associations::measure_with(&network, &images, Some(&wrong), &config, &Silent);
    let error = error.unwrap_err().to_string();
    assert_eq!(error, "expected labels from 0 to 2, found 3 of image 2");
}

#[test]
fn layers_with_any_function_between_them_agree_with_the_oracle() {
    let layers = Mlp::init(7, &[6, 5], 3, &Seeds::from_root(1)).to(CPU, Kind::Double);
    let images = (Tensor::arange(70, (Kind::Double, CPU)) * 1.7)
        .sin()
        .view([10, 7]);
    let labels = Tensor::arange(10, (Kind::Int64, CPU)).remainder(3);
    for activation in Activation::ALL {
        let layers = layers.to(CPU, Kind::Double);
        let network = Activated { layers, activation };
        let fast = measure(&network, &images, &labels);
        let slow = oracle::measure(&network, &images, &labels).unwrap();
        for method in METHODS {
            for layer in fast.layers() {
                let theirs = slow.signed(method, layer).unwrap();
                let apart = difference(fast.signed(method, layer).unwrap(), theirs);
                assert!(
                    apart < 1e-9,
                    "{activation} {} {layer}: {apart}",
                    method.name()
                );
            }
        }
    }
}

/// What a notebook has to write for its own network.
struct Small {
    hidden: nn::Linear,
    out: nn::Linear,
}

impl Network for Small {
    fn forward(&self, images: &Tensor) -> updown::models::Forward {
        let hidden = self.hidden.forward(images).tanh();
        let logits = self.out.forward(&hidden);
        let hidden = vec![hidden];
        updown::models::Forward { hidden, logits }
    }

    fn kind(&self) -> Kind {
        self.hidden.ws.kind()
    }

    fn input_len(&self) -> usize {
        6
    }
}

#[test]
fn the_trait_is_three_functions_and_labels_are_asked_for_unless_it_says_otherwise() {
    let variables = nn::VarStore::new(CPU);
    let root = variables.root();
    let network = Small {
        hidden: nn::linear(&root / "hidden", 6, 5, Default::default()),
        out: nn::linear(&root / "out", 5, 3, Default::default()),
    };
    let images = Tensor::randn([8, 6], (Kind::Float, CPU));
    let labels = Tensor::arange(8, (Kind::Int64, CPU)).remainder(3);
    let measured = measure(&network, &images, &labels);
    assert_eq!(measured.layers(), [Layer::Hidden(0)]);
    let without = associations::measure(&network, &images, &everywhere());
    assert!(without.unwrap_err().to_string().contains("needs a label"));
}

fn associate(root: &Path, network: &Path, images: &Path, more: &[&str]) -> std::process::Output {
    let (network, images) = (network.to_str().unwrap(), images.to_str().unwrap());
    let arguments = [
        "associate",
        network,
        "--images",
        images,
        "--out",
        "out.safetensors",
    ];
    updown(root, &[&arguments[..], more].concat())
}

#[test]
fn associate_takes_torchscript_and_agrees_with_python() {
    let root = tempfile::tempdir().unwrap();
    for name in ["mlp", "cnn", "transformer"] {
        let (network, images) = (
            file(&format!("{name}.pt")),
            file(&format!("{name}.safetensors")),
        );
        let said = associate(root.path(), &network, &images, &["--max-positions", "all"]);
        // The hessian of a curved network need not have a diagonal to normalise by: that is reported, and the rest is there.
        let whole = !text(&said).contains("left out: backward_hess_norm");
        assert_eq!(
            said.status.code(),
            Some(i32::from(!whole)),
            "{}",
            text(&said)
        );
        assert!(
            text(&said).contains("is a TorchScript program"),
            "{}",
            text(&said)
        );
        let expected = file(&format!("{name}.expected.safetensors"));
        for tensor in [
            "forward_cov/0",
            "forward_jac/1",
            "backward_jac/0",
            "backward_hess/1",
        ] {
            let ours =
                Checkpoint::read_matrix(&root.path().join("out.safetensors"), tensor).unwrap();
            let theirs = Checkpoint::read_matrix(&expected, tensor)
                .unwrap()
                .mapv(f64::abs);
            assert!(difference(&ours, &theirs) < 1e-6, "{name} {tensor}");
        }
    }
}

#[test]
fn associate_takes_the_function_between_layers_by_name() {
    let root = tempfile::tempdir().unwrap();
    let matrix = |rows: usize, columns: usize, scale: f64| {
        let number = |(r, c)| scale * ((r * 5 + c * 3 + 1) as f64 * 0.7).sin();
        TensorData::from_matrix(&Array2::from_shape_fn((rows, columns), number))
    };
    // As `nn.Sequential` saves it, without biases.
    let weights = [
        ("0.weight", matrix(5, 4, 1.0)),
        ("2.weight", matrix(3, 5, 1.0)),
    ];
    let weights = weights.map(|(name, data)| (name.to_owned(), data));
    write(root.path().join("weights.safetensors"), weights);
    let labels = TensorData {
        dtype: Dtype::I64,
        shape: vec![6],
        bytes: (0..6i64).flat_map(|i| (i % 3).to_le_bytes()).collect(),
    };
    let inputs = [("images", matrix(6, 4, 2.0)), ("labels", labels)];
    let inputs = inputs.map(|(name, data)| (name.to_owned(), data));
    write(root.path().join("images.safetensors"), inputs);
    let (weights, images) = (
        Path::new("weights.safetensors"),
        Path::new("images.safetensors"),
    );
    let covariance = |activation: &str| {
        let said = associate(root.path(), weights, images, &["--activation", activation]);
        assert!(said.status.success(), "{}", text(&said));
        let path = root.path().join("out.safetensors");
        Checkpoint::read_matrix(&path, "forward_cov/0").unwrap()
    };
    let names = Activation::ALL.map(Activation::name);
    let found = names.map(covariance);
    for (i, a) in found.iter().enumerate() {
        for (b, other) in found.iter().zip(names).skip(i + 1) {
            assert!(difference(a, b) > 1e-3, "{} and {other}", names[i]);
        }
    }
    let said = associate(root.path(), weights, images, &["--activation", "swish"]);
    assert_eq!(said.status.code(), Some(2));
    assert!(
        text(&said).contains("relu, leaky_relu, tanh"),
        "{}",
        text(&said)
    );
}

#[test]
fn what_associate_cannot_use_ends_with_2_and_writes_nothing() {
    let root = tempfile::tempdir().unwrap();
    let images = file("mlp.safetensors");
    let without = root.path().join("without.safetensors");
    let mut tensors = read_tensors(&images).unwrap();
    tensors.remove("labels");
    write(without.clone(), tensors.clone());
    let nan = root.path().join("nan.safetensors");
    tensors.get_mut("images").unwrap().bytes[..8].copy_from_slice(&f64::NAN.to_le_bytes());
    write(nan.clone(), tensors);
    let cases = [
        (
            file("detached.pt"),
            &images,
            vec![],
            "hidden layer 1: no gradient path",
        ),
        (
            file("mlp.pt"),
            &without,
            vec![],
            "put `labels` beside `images`",
        ),
        (file("mlp.pt"), &nan, vec![], "NaN at [0, 0]"),
        (file("cnn.pt"), &images, vec![], "cnn.pt"),
        (
            file("mlp.pt"),
            &images,
            vec!["--activation", "tanh"],
            "are for weights",
        ),
        (file("make.py"), &images, vec![], "make.py"),
    ];
    for (network, images, more, expected) in cases {
        let said = associate(root.path(), &network, images, &more);
        assert_eq!(said.status.code(), Some(2), "{}", text(&said));
        assert!(text(&said).contains(expected), "{}", text(&said));
        assert!(!root.path().join("out.safetensors").exists());
    }
    let said = associate(
        root.path(),
        &file("mlp.pt"),
        &without,
        &["--piecewise-linear"],
    );
    assert!(said.status.success(), "{}", text(&said));
}
