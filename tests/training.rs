//! Training on shrunken versions of the real thing.

use crate::support::small;
use crate::support::small::{config, mlp, small_glyphs};
use std::cell::RefCell;
use updown::checkpoint::{Checkpoint, Stop};
use updown::models::{Mlp, NamedTensors, initial_mlp, to_tensor};
use updown::progress::Silent;
use updown::spec::{Regularizer, RunSpec};
use updown::tch::Device;
use updown::training::{Sweep, SweepReport, TrainingConfig, sweep, train, untrained};
use updown::workspace::Workspace;

fn spec(run: u32) -> RunSpec {
    mlp(&[8, 8], run)
}

fn trained(specs: &[RunSpec], config: &TrainingConfig) -> Vec<Checkpoint> {
    small::trained(specs, &small_glyphs(), config)
}

fn network(checkpoint: &Checkpoint) -> Mlp {
    let named: NamedTensors = checkpoint
        .tensors
        .iter()
        .filter(|(name, _)| !name.contains('/'))
        .map(|(name, data)| (name.clone(), to_tensor(name, data, Device::Cpu).unwrap()))
        .collect();
    Mlp::from_named(&named).unwrap()
}

#[test]
fn training_learns_and_keeps_the_best_epoch() {
    let checkpoint = trained(&[spec(0)], &config(25)).remove(0);
    let log = &checkpoint.training;
    let best = log.best().unwrap();
    assert!(best.val_accuracy > 0.4, "{best:?}");
    assert!(log.epochs.iter().all(|e| e.val_loss >= best.val_loss));
    assert_eq!(log.kept.len(), 3);
    // The weights at the top level are those of the best epoch.
    let val = small_glyphs().split(&spec(0).seeds()).val;
    let logits = network(&checkpoint).forward(&val.images).logits;
    let loss = logits
        .cross_entropy_for_logits(&val.labels)
        .double_value(&[]);
    assert!(
        (loss - best.val_loss).abs() < 1e-4,
        "{loss} {}",
        best.val_loss
    );
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    let with_dropout = spec(1).with_strength(Regularizer::Dropout, 0.3);
    let folder = tempfile::tempdir().unwrap();
    let bytes = [0, 1].map(|i| {
        let path = folder.path().join(format!("{i}.safetensors"));
        trained(std::slice::from_ref(&with_dropout), &config(3))[0]
            .write(&path)
            .unwrap();
        std::fs::read(path).unwrap()
    });
    assert_eq!(bytes[0], bytes[1]);
}

#[test]
fn a_member_of_a_stack_trains_as_it_would_alone() {
    let specs = [
        spec(2),
        spec(2).with_strength(Regularizer::Dropout, 0.4),
        spec(2).with_strength(Regularizer::L1, 1e-3),
        spec(2).with_strength(Regularizer::L2, 1e-2),
    ];
    let together = trained(&specs, &config(2));
    for (spec, member) in specs.iter().zip(&together) {
        let alone = trained(std::slice::from_ref(spec), &config(2)).remove(0);
        for (ours, theirs) in member.training.epochs.iter().zip(&alone.training.epochs) {
            let difference = (ours.train_loss - theirs.train_loss).abs();
            assert!(difference < 1e-4, "{}: {ours:?} {theirs:?}", spec.run_id());
        }
    }
}

#[test]
fn in_company_and_alone_networks_end_alike_over_seeds() {
    let (mut accuracy, mut norm) = ([0.0; 2], [0.0; 2]);
    for run in 0..6 {
        let specs = [
            spec(run),
            spec(run).with_strength(Regularizer::Dropout, 0.2),
        ];
        let together = trained(&specs, &config(12)).remove(1);
        let alone = trained(&specs[1..], &config(12)).remove(0);
        for (i, checkpoint) in [together, alone].iter().enumerate() {
            let best = checkpoint.training.best().unwrap();
            accuracy[i] += best.val_accuracy / 6.0;
            norm[i] += best.weight_sq_sum / 6.0;
        }
    }
    assert!((accuracy[0] - accuracy[1]).abs() < 0.03, "{accuracy:?}");
    assert!((norm[0] / norm[1] - 1.0).abs() < 0.03, "{norm:?}");
}

#[test]
fn members_that_stop_early_leave_the_others_as_they_were() {
    // A penalty this strong stops improving long before the other does.
    let specs = [spec(3).with_strength(Regularizer::L1, 1.0), spec(3)];
    let together = trained(&specs, &config(40));
    assert!(together[0].training.epochs.len() < together[1].training.epochs.len());
    assert_eq!(together[0].training.stop, Stop::EarlyStop);
    let alone = trained(&specs[1..], &config(40)).remove(0);
    let last = |c: &Checkpoint| *c.training.epochs.last().unwrap();
    assert!((last(&together[1]).val_loss - last(&alone).val_loss).abs() < 0.05);
}

#[test]
fn regularizers_do_what_they_are_for() {
    let specs = [
        spec(4),
        spec(4).with_strength(Regularizer::L2, 1e-2),
        spec(4).with_strength(Regularizer::L1, 3e-3),
    ];
    let done = trained(&specs, &config(15));
    let last = done
        .iter()
        .map(|c| *c.training.epochs.last().unwrap())
        .collect::<Vec<_>>();
    assert!(last[1].weight_sq_sum < 0.5 * last[0].weight_sq_sum);
    assert!(last[2].weight_l1 < 0.5 * last[0].weight_l1);
}

#[test]
fn untrained_networks_keep_their_initial_weights() {
    let spec = RunSpec {
        trained: false,
        ..spec(1000)
    };
    let checkpoint = untrained(&spec);
    assert_eq!(checkpoint.training.stop, Stop::Untrained);
    let difference = &network(&checkpoint).weights[0] - &initial_mlp(&spec).weights[0];
    assert_eq!(difference.abs().max().double_value(&[]), 0.0);
}

fn run_sweep(workspace: &Workspace, specs: Vec<RunSpec>) -> SweepReport {
    let job = Sweep {
        experiment: "tiny",
        declared: None,
        specs,
        config: config(2),
        jobs: 2,
        stack: Some(2),
        retry: false,
    };
    sweep(&job, &small_glyphs(), workspace, &Silent).unwrap()
}

#[test]
fn a_sweep_trains_what_is_missing_and_nothing_twice() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::at(folder.path());
    let first = vec![spec(0), spec(1)];
    assert_eq!(run_sweep(&workspace, first).made, 2);
    let before = std::fs::metadata(workspace.checkpoint("tiny", &spec(0)))
        .unwrap()
        .modified()
        .unwrap();
    let null = RunSpec {
        trained: false,
        ..spec(1000)
    };
    let all = vec![
        spec(0),
        spec(1),
        spec(2),
        spec(0).with_strength(Regularizer::Dropout, 0.5),
        null,
    ];
    let report = run_sweep(&workspace, all);
    assert_eq!((report.made, report.present), (3, 2));
    let after = std::fs::metadata(workspace.checkpoint("tiny", &spec(0)))
        .unwrap()
        .modified()
        .unwrap();
    assert_eq!(before, after);
    assert_eq!(workspace.checkpoints("tiny").unwrap().len(), 5);
    let leftovers = std::fs::read_dir(workspace.experiment("tiny"))
        .unwrap()
        .count();
    assert_eq!(leftovers, 5, "locks and temporary files are gone");
}

#[test]
fn a_run_that_another_process_holds_is_left_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::at(folder.path());
    let path = workspace.checkpoint("tiny", &spec(0));
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    let held = std::fs::File::create(path.with_extension("lock")).unwrap();
    held.lock().unwrap();
    let report = run_sweep(&workspace, vec![spec(0), spec(1)]);
    assert_eq!((report.made, report.elsewhere), (1, 1));
    drop(held);
    assert_eq!(run_sweep(&workspace, vec![spec(0), spec(1)]).made, 1);
}

#[test]
fn a_damaged_checkpoint_is_named_and_the_sweep_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::at(folder.path());
    let path = workspace.checkpoint("tiny", &spec(0));
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, b"not a checkpoint").unwrap();
    let report = run_sweep(&workspace, vec![spec(0), spec(1)]);
    assert_eq!(report.made, 1);
    assert_eq!(report.failed.len(), 1);
    assert!(
        report.failed[0].1.contains("truncated or damaged"),
        "{:?}",
        report.failed
    );
    assert_eq!(std::fs::read(&path).unwrap(), b"not a checkpoint");
}

#[test]
fn a_loss_that_explodes_fails_that_run_only() {
    let outcomes = RefCell::new(Vec::new());
    let mut finished = |spec: &RunSpec, outcome: Result<Checkpoint, _>| {
        outcomes.borrow_mut().push((
            spec.clone(),
            outcome.map_err(|e: updown::training::TrainingError| e.to_string()),
        ));
    };
    let wild = TrainingConfig {
        learning_rate: 1e30,
        ..config(3)
    };
    train(
        &[spec(5)],
        &small_glyphs(),
        &wild,
        &|_, _| {},
        &mut finished,
    );
    let outcomes = outcomes.into_inner();
    assert!(
        outcomes[0]
            .1
            .as_ref()
            .is_err_and(|e| e.contains("the loss became")),
        "{outcomes:?}"
    );
}
