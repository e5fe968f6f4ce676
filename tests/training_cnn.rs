//! The residual CNN trains.

use crate::support::small::{cnn, config, small_colours, trained};
use updown::checkpoint::{Checkpoint, Stop};
use updown::models::{Cifar10Fast, Network, network_tensors};
use updown::spec::{Regularizer, RunSpec};
use updown::tch::Device;
use updown::training::{TrainingConfig, untrained};

fn train_one(spec: &RunSpec, config: &TrainingConfig) -> Checkpoint {
    trained(std::slice::from_ref(spec), &small_colours(), config).remove(0)
}

fn network(checkpoint: &Checkpoint) -> Cifar10Fast {
    Cifar10Fast::from_named(&network_tensors(&checkpoint.tensors, Device::Cpu).unwrap()).unwrap()
}

#[test]
fn a_cnn_learns_and_keeps_the_network_of_its_best_epoch() {
    let checkpoint = train_one(&cnn(0), &config(14));
    let best = checkpoint.training.best().unwrap();
    assert!(best.val_accuracy > 0.6, "{:?}", checkpoint.training.epochs);
    assert_eq!(checkpoint.training.kept.len(), 3);
    // Top-level weights and running statistics are those of the best epoch.
    let val = small_colours().split(&cnn(0).seeds()).val;
    let logits = network(&checkpoint).forward(&val.images).logits;
    let loss = logits.cross_entropy_for_logits(&val.labels);
    let difference = (loss.double_value(&[]) - best.val_loss).abs();
    assert!(difference < 1e-4, "{difference}");
    let statistics = &checkpoint.tensors["layer1.0.bn1.running_mean"];
    assert_ne!(
        statistics,
        &untrained(&cnn(0)).tensors["layer1.0.bn1.running_mean"]
    );
}

#[test]
fn regularizers_act_on_a_cnn() {
    let last = |spec: RunSpec| *train_one(&spec, &config(4)).training.epochs.last().unwrap();
    let plain = last(cnn(1));
    let l2 = last(cnn(1).with_strength(Regularizer::L2, 1e-1));
    let l1 = last(cnn(1).with_strength(Regularizer::L1, 1e-2));
    let dropout = last(cnn(1).with_strength(Regularizer::Dropout, 0.5));
    assert!(
        l2.weight_sq_sum < 0.8 * plain.weight_sq_sum,
        "{l2:?} {plain:?}"
    );
    assert!(l1.weight_l1 < 0.8 * plain.weight_l1, "{l1:?} {plain:?}");
    assert!(
        dropout.train_loss > plain.train_loss,
        "{dropout:?} {plain:?}"
    );
}

#[test]
fn the_same_cnn_run_gives_the_same_checkpoint() {
    let spec = cnn(2).with_strength(Regularizer::Dropout, 0.3);
    assert_eq!(train_one(&spec, &config(2)), train_one(&spec, &config(2)));
}

#[test]
fn an_untrained_cnn_is_its_initial_network() {
    let spec = RunSpec {
        trained: false,
        ..cnn(1000)
    };
    let checkpoint = untrained(&spec);
    assert_eq!(checkpoint.training.stop, Stop::Untrained);
    let images = small_colours().test.images;
    assert_eq!(
        network(&checkpoint).forward(&images).logits.size(),
        [50, 10]
    );
    let other = untrained(&RunSpec { run: 1001, ..spec });
    assert_ne!(
        checkpoint.tensors["conv1.weight"],
        other.tensors["conv1.weight"]
    );
}
