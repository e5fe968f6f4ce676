//! The experiments: which networks are trained, and which are not.

use super::{Architecture, DatasetName, Regularizer, RunSpec, SpecError, Strengths};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Untrained networks have run numbers from here on, so that none shares a seed with a trained one.
const FIRST_UNTRAINED_RUN: u32 = 1000;

/// A sweep: one dataset, one architecture, each regularizer over its strengths, replicated.
#[derive(Debug, Clone, PartialEq)]
pub struct Experiment {
    /// The name on the command line and of the folder below `checkpoints/`.
    pub name: &'static str,
    /// What its networks learn.
    pub dataset: DatasetName,
    /// Their shape.
    pub architecture: Architecture,
    /// The strengths of each regularizer, ascending; the others rest meanwhile.
    pub sweeps: BTreeMap<Regularizer, Vec<f64>>,
    /// Replicates of each setting.
    pub runs: u32,
    /// Networks that keep their initial weights: the null.
    pub untrained: u32,
    /// Replicates trained without any regularizer: the control that the paper has not.
    pub controls: u32,
}

impl Experiment {
    /// The strengths of one regularizer, ascending.
    pub fn strengths(&self, regularizer: Regularizer) -> &[f64] {
        self.sweeps.get(&regularizer).map_or(&[], Vec::as_slice)
    }

    /// One trained run of the sweep over `regularizer`.
    pub fn spec(&self, regularizer: Regularizer, strength: f64, run: u32) -> RunSpec {
        RunSpec {
            dataset: self.dataset,
            architecture: self.architecture.clone(),
            strengths: Strengths::at_rest(),
            run,
            trained: true,
        }
        .with_strength(regularizer, strength)
    }

    /// The sweeps' trained runs, each once (settings shared by two sweeps are not repeated), in the order of the regularizers.
    pub fn trained(&self) -> Vec<RunSpec> {
        let mut specs: Vec<RunSpec> = Vec::new();
        for regularizer in Regularizer::KNOWN {
            for &strength in self.strengths(regularizer) {
                for run in 0..self.runs {
                    let spec = self.spec(regularizer, strength, run);
                    if !specs.contains(&spec) {
                        specs.push(spec);
                    }
                }
            }
        }
        specs
    }

    /// The networks that are trained without any regularizer, beside the paper's.
    pub fn unregularized(&self) -> Vec<RunSpec> {
        let control = |run| self.spec(Regularizer::L2, 0.0, run);
        (0..self.controls).map(control).collect()
    }

    /// The paper's trained runs and the controls.
    pub fn all_trained(&self) -> Vec<RunSpec> {
        [self.trained(), self.unregularized()].concat()
    }

    /// The untrained networks of the null.
    pub fn null(&self) -> Vec<RunSpec> {
        (FIRST_UNTRAINED_RUN..FIRST_UNTRAINED_RUN + self.untrained)
            .map(|run| RunSpec {
                strengths: Strengths::default(),
                trained: false,
                ..self.spec(Regularizer::L2, 0.0, run)
            })
            .collect()
    }

    /// Trained and untrained runs together.
    pub fn all(&self) -> Vec<RunSpec> {
        [self.all_trained(), self.null()].concat()
    }

    /// The regularizer in whose sweep a trained run stands. The setting that all sweeps start from is one of L2's.
    pub fn regularizer(spec: &RunSpec) -> Regularizer {
        let mut known = Regularizer::KNOWN.into_iter().rev();
        known
            .find(|r| r.at_rest() == 0.0 && spec.strength(*r) > 0.0)
            .unwrap_or(Regularizer::L2)
    }

    /// Whether a trained run is the setting that all sweeps start from: the weak L2 penalty alone.
    pub fn is_base(spec: &RunSpec) -> bool {
        spec.trained && spec.strengths == Strengths::at_rest()
    }
}

/// `count` numbers from `10^first` to `10^last`, evenly spaced in the exponent (numpy's `logspace`).
fn logspace(first: f64, last: f64, count: usize) -> Vec<f64> {
    linspace(first, last, count)
        .into_iter()
        .map(|exponent| 10f64.powf(exponent))
        .collect()
}

/// `count` evenly spaced numbers from `first` to `last`, rounded where binary fractions leave dust.
fn linspace(first: f64, last: f64, count: usize) -> Vec<f64> {
    let step = (last - first) / (count - 1) as f64;
    (0..count)
        .map(|i| ((first + step * i as f64) * 1e9).round() / 1e9)
        .collect()
}

/// The strengths of the paper's regularizers in its order.
fn sweeps(l2: Vec<f64>, l1: Vec<f64>, dropout: Vec<f64>) -> BTreeMap<Regularizer, Vec<f64>> {
    Regularizer::ALL
        .into_iter()
        .zip([l2, l1, dropout])
        .collect()
}

/// The paper's experiments, two small ones that take minutes, and finer grids of ours.
pub static EXPERIMENTS: LazyLock<Vec<Experiment>> = LazyLock::new(|| {
    use DatasetName::{Cifar10, Glyphs, Mnist};
    let base = Experiment {
        name: "mnist-base",
        dataset: Mnist,
        architecture: Architecture::mlp(&[64, 64]),
        sweeps: sweeps(
            logspace(-5.0, -1.0, 9),
            logspace(-5.0, -2.0, 7),
            linspace(0.05, 0.7, 14),
        ),
        runs: 9,
        untrained: 100,
        controls: 9,
    };
    let wide = Experiment {
        name: "mnist-wide",
        architecture: Architecture::mlp(&[256, 256]),
        sweeps: sweeps(
            logspace(-5.0, -1.0, 5),
            logspace(-5.0, -2.0, 4),
            linspace(0.1, 0.6, 6),
        ),
        runs: 3,
        controls: 3,
        ..base.clone()
    };
    let deep = Experiment {
        name: "mnist-deep",
        architecture: Architecture::mlp(&[64; 5]),
        ..wide.clone()
    };
    let cifar10 = Experiment {
        name: "cifar10",
        dataset: Cifar10,
        architecture: Architecture::of_paper(Cifar10),
        sweeps: sweeps(
            logspace(-5.0, -1.0, 5),
            logspace(-5.0, -2.0, 4),
            linspace(0.1, 0.5, 5),
        ),
        ..wide.clone()
    };
    let quick = Experiment {
        name: "mnist-quick",
        sweeps: sweeps(
            vec![Regularizer::L2.at_rest()],
            Vec::new(),
            vec![0.2, 0.4, 0.6],
        ),
        runs: 3,
        untrained: 10,
        controls: 0,
        ..base.clone()
    };
    let glyphs = Experiment {
        name: "glyphs",
        dataset: Glyphs,
        sweeps: sweeps(
            logspace(-5.0, -1.0, 3),
            logspace(-5.0, -2.0, 3),
            linspace(0.15, 0.6, 4),
        ),
        runs: 3,
        controls: 0,
        ..base.clone()
    };
    // Ours: the paper's grids skip the decade in which L2 and L1 begin to cost accuracy, and stop dropout before it does.
    let fine = |name, of: &Experiment, dropout| Experiment {
        name,
        sweeps: sweeps(
            [vec![Regularizer::L2.at_rest()], logspace(-3.0, -2.0, 5)].concat(),
            logspace(-4.0, -3.0, 5),
            dropout,
        ),
        runs: 9,
        controls: 9,
        ..of.clone()
    };
    let deep_fine = fine("mnist-deep-fine", &deep, linspace(0.4, 0.6, 5));
    let wide_fine = fine("mnist-wide-fine", &wide, linspace(0.6, 0.8, 5));
    vec![
        base, wide, deep, cifar10, quick, glyphs, deep_fine, wide_fine,
    ]
});

/// The experiment called `name`.
///
/// # Errors
/// An unknown name; the message lists the known ones.
pub fn experiment(name: &str) -> Result<&'static Experiment, SpecError> {
    EXPERIMENTS
        .iter()
        .find(|e| e.name == name)
        .ok_or_else(|| SpecError::Unknown {
            what: "experiment",
            found: name.to_owned(),
            expected: EXPERIMENTS.iter().map(|e| e.name.to_owned()).collect(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn experiments_have_the_papers_sizes() {
        let size = |name| experiment(name).unwrap().trained().len();
        assert_eq!(size("mnist-base"), 270);
        assert_eq!(size("mnist-wide"), 45);
        assert_eq!(size("mnist-deep"), 45);
        assert_eq!(size("cifar10"), 42);
        assert_eq!(size("mnist-quick"), 12);
        assert_eq!(size("glyphs"), 30);
        for name in ["mnist-base", "cifar10"] {
            assert_eq!(experiment(name).unwrap().null().len(), 100);
        }
    }

    #[test]
    fn finer_grids_and_controls_stand_beside_the_papers() {
        for name in ["mnist-deep-fine", "mnist-wide-fine"] {
            let fine = experiment(name).unwrap();
            assert_eq!(
                (fine.trained().len(), fine.unregularized().len()),
                (9 * 16, 9)
            );
        }
        let controls = experiment("mnist-base").unwrap().unregularized();
        assert_eq!(controls[3].run_id(), "mnist_sup_run=3");
        assert!(
            controls
                .iter()
                .all(|spec| spec.trained && spec.strength(Regularizer::L2) == 0.0)
        );
    }

    /// Literal names of files that people keep, of every kind an experiment holds: they must never move.
    #[test]
    fn the_files_of_the_experiments_keep_their_names() {
        let first_run = |name: &str| -> Vec<String> {
            let experiment = experiment(name).unwrap();
            let first = experiment.trained().into_iter().filter(|s| s.run == 0);
            let first = first.chain(experiment.null().into_iter().take(1));
            first.map(|spec| spec.file_stem()).collect()
        };
        assert_eq!(
            first_run("mnist-deep"),
            [
                "mnist_sup_l2=0.00001_hidden=64-64-64-64-64",
                "mnist_sup_l2=0.00010_hidden=64-64-64-64-64",
                "mnist_sup_l2=0.00100_hidden=64-64-64-64-64",
                "mnist_sup_l2=0.01000_hidden=64-64-64-64-64",
                "mnist_sup_l2=0.10000_hidden=64-64-64-64-64",
                "mnist_sup_l2=0.00001_l1=0.00001_hidden=64-64-64-64-64",
                "mnist_sup_l2=0.00001_l1=0.00010_hidden=64-64-64-64-64",
                "mnist_sup_l2=0.00001_l1=0.00100_hidden=64-64-64-64-64",
                "mnist_sup_l2=0.00001_l1=0.01000_hidden=64-64-64-64-64",
                "mnist_sup_l2=0.00001_drop=0.10000_hidden=64-64-64-64-64",
                "mnist_sup_l2=0.00001_drop=0.20000_hidden=64-64-64-64-64",
                "mnist_sup_l2=0.00001_drop=0.30000_hidden=64-64-64-64-64",
                "mnist_sup_l2=0.00001_drop=0.40000_hidden=64-64-64-64-64",
                "mnist_sup_l2=0.00001_drop=0.50000_hidden=64-64-64-64-64",
                "mnist_sup_l2=0.00001_drop=0.60000_hidden=64-64-64-64-64",
                "mnist_sup_run=1000_hidden=64-64-64-64-64_untrained",
            ]
        );
        let cifar10 = first_run("cifar10");
        assert_eq!(cifar10[0], "cifar10_sup_l2=0.00001");
        assert_eq!(cifar10[13], "cifar10_sup_l2=0.00001_drop=0.50000");
        assert_eq!(cifar10[14], "cifar10_sup_run=1000_untrained");
        let base = first_run("mnist-base");
        // Half decades print like another number: the suffix tells them apart.
        assert_eq!(base[1], "mnist_sup_l2=0.00003_1e14d609");
    }

    #[test]
    fn distinct_specs_of_an_experiment_never_share_a_file() {
        for experiment in EXPERIMENTS.iter() {
            let mut stems: Vec<String> = experiment.all().iter().map(RunSpec::file_stem).collect();
            let specs = stems.len();
            stems.sort();
            stems.dedup();
            assert_eq!(stems.len(), specs, "{}", experiment.name);
        }
    }
}
