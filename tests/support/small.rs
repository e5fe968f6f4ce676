//! Shrunken versions of the real thing: few images, narrow layers, few epochs.
#![allow(
    dead_code,
    reason = "each test file uses the part of this module that it needs"
)]

use std::cell::RefCell;
use std::ops::ControlFlow;
use std::sync::LazyLock;
use updown::checkpoint::Checkpoint;
use updown::data::{Dataset, Examples};
use updown::spec::{Architecture, DatasetName, RunSpec};
use updown::tch::{self, Device, Kind, Tensor};
use updown::training::{Observer, RunState, TrainingConfig, TrainingError, resume, train};
use updown::workspace::Workspace;

/// 600 training and 200 test images of the generated set. libtorch gets one thread, as in a sweep: how threads share work
/// shows in the last bits.
pub fn small_glyphs() -> Dataset {
    tch::set_num_threads(1);
    static BYTES: LazyLock<Vec<(Vec<f32>, Vec<i64>)>> = LazyLock::new(|| {
        let workspace = Workspace::at("unused");
        let whole = Dataset::load(DatasetName::Glyphs, &workspace, Device::Cpu).unwrap();
        let take = |e: &Examples, n| {
            let e = e.first(n);
            (
                Vec::try_from(e.images.view([-1])).unwrap(),
                Vec::try_from(&e.labels).unwrap(),
            )
        };
        vec![take(&whole.train, 600), take(&whole.test, 200)]
    });
    let part = |i: usize| Examples {
        images: Tensor::from_slice(&BYTES[i].0).view([-1, 1, 28, 28]),
        labels: Tensor::from_slice(&BYTES[i].1),
    };
    Dataset {
        name: DatasetName::Glyphs,
        train: part(0),
        test: part(1),
    }
}

/// 200 training and 50 test images of 3×32×32: a bright band whose height and colour depend on the class, in noise given by
/// a formula, symmetric so that a flip does not change the class.
pub fn small_colours() -> Dataset {
    tch::set_num_threads(1);
    let part = |n: i64, first: i64| {
        let labels =
            Tensor::arange_start(first, first + n, (Kind::Int64, Device::Cpu)).remainder(10);
        let count = n * 3 * 32 * 32;
        let steps = Tensor::arange_start(first, first + count, (Kind::Double, Device::Cpu));
        let noise = (steps * 12.9898).sin() * 43758.5453;
        let noise = (&noise - noise.floor()).to_kind(Kind::Float);
        let images = noise.view([n, 3, 32, 32]) * 0.5;
        for i in 0..n {
            let class = labels.int64_value(&[i]);
            let band = images.get(i).get(class % 3).narrow(0, 3 * class, 4);
            let _ = band.shallow_clone().fill_(1.0);
        }
        Examples { images, labels }
    };
    Dataset {
        name: DatasetName::Cifar10,
        train: part(200, 0),
        test: part(50, 7000),
    }
}

/// A run of an MLP with these hidden layers.
pub fn mlp(hidden: &[usize], run: u32) -> RunSpec {
    RunSpec {
        architecture: Architecture::mlp(hidden),
        ..RunSpec::new(DatasetName::Glyphs, run)
    }
}

/// A run of a CNN with two narrow stages.
pub fn cnn(run: u32) -> RunSpec {
    RunSpec {
        architecture: Architecture::cnn(&[4, 6]),
        ..RunSpec::new(DatasetName::Cifar10, run)
    }
}

/// Batches of 50 and steps of 0.01, to learn in few epochs.
pub fn config(epochs: usize) -> TrainingConfig {
    TrainingConfig {
        batch: 50,
        max_epochs: epochs,
        learning_rate: 1e-2,
        ..TrainingConfig::default()
    }
}

/// The checkpoints of these runs, trained as one stack, in order.
pub fn trained(specs: &[RunSpec], data: &Dataset, config: &TrainingConfig) -> Vec<Checkpoint> {
    let done = RefCell::new(Vec::new());
    let mut finished =
        |_: &RunSpec, outcome: Result<Checkpoint, _>| done.borrow_mut().push(outcome.unwrap());
    train(specs, data, config, &|_, _| {}, &mut finished);
    let mut done = done.into_inner();
    done.sort_by_key(|c| specs.iter().position(|s| s == &c.spec));
    done
}

/// Trains like a process that is killed once it has written `writes` states; returns the last state of each run, and the
/// finished runs.
pub fn killed(
    specs: &[RunSpec],
    data: &Dataset,
    config: &TrainingConfig,
    writes: usize,
) -> (Vec<RunState>, Vec<Checkpoint>) {
    let mut process = Process {
        writes,
        ..Process::default()
    };
    let fresh = specs.iter().map(|s| RunState::new(s, config)).collect();
    resume(fresh, data, config, &mut process);
    assert_eq!(process.writes, 0, "it ended before the kill");
    (process.states, process.done)
}

/// Continues from these states, stack by stack, as the next process does; returns all checkpoints in the order of their names.
pub fn continued(
    states: Vec<RunState>,
    done: Vec<Checkpoint>,
    data: &Dataset,
    config: &TrainingConfig,
) -> Vec<Checkpoint> {
    let mut process = Process {
        done,
        writes: usize::MAX,
        ..Process::default()
    };
    let mut epochs: Vec<usize> = states.iter().map(RunState::epochs).collect();
    epochs.sort_unstable();
    epochs.dedup();
    for epoch in epochs {
        let same = states.iter().filter(|s| s.epochs() == epoch);
        resume(same.cloned().collect(), data, config, &mut process);
    }
    process.done.sort_by_key(|c| c.spec.file_stem());
    process.done
}

#[derive(Default)]
struct Process {
    /// States to write before the kill.
    writes: usize,
    states: Vec<RunState>,
    done: Vec<Checkpoint>,
}

impl Observer for Process {
    fn state(&mut self, spec: &RunSpec, state: &dyn Fn() -> RunState) -> ControlFlow<()> {
        self.states.retain(|s| s.spec() != spec);
        self.states.push(state());
        self.writes -= 1;
        match self.writes {
            0 => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        }
    }

    fn finished(
        &mut self,
        spec: &RunSpec,
        outcome: Result<Checkpoint, TrainingError>,
    ) -> ControlFlow<()> {
        self.states.retain(|s| s.spec() != spec);
        self.done.push(outcome.unwrap());
        ControlFlow::Continue(())
    }
}
