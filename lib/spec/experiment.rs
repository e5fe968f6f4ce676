//! The experiments: which networks are trained, and which are not.

use super::{Architecture, DatasetName, EvalSettings, Regularizer, RunSpec, SpecError};
use super::{Strengths, TrainingConfig};
use std::collections::BTreeMap;

/// Run numbers of untrained networks start here, so that none shares a seed with a trained one.
const FIRST_UNTRAINED_RUN: u32 = 1000;

/// A sweep: one dataset, one architecture, each regularizer over its strengths, with replicates.
#[derive(Debug, Clone, PartialEq)]
pub struct Experiment {
    /// The name on the command line and of the folder below `checkpoints/`.
    pub name: String,
    /// What its networks learn.
    pub dataset: DatasetName,
    /// Their shape.
    pub architecture: Architecture,
    /// The strengths of each regularizer, ascending; the others are at rest meanwhile.
    pub sweeps: BTreeMap<Regularizer, Vec<f64>>,
    /// Replicates of each setting.
    pub runs: u32,
    /// Networks that keep their initial weights: the null.
    pub untrained: u32,
    /// Replicates trained without any regularizer: a control that the paper lacks.
    pub controls: u32,
    /// How its networks are trained.
    pub training: TrainingConfig,
    /// What is measured on them.
    pub eval: EvalSettings,
}

impl Experiment {
    /// An experiment to start from: the paper's network for `glyphs`, no strengths yet, one replicate, nothing untrained.
    ///
    /// ```
    /// use updown::spec::{DatasetName, Experiment};
    ///
    /// let mine = Experiment::new("mine")
    ///     .dataset(DatasetName::Glyphs)
    ///     .mlp([128, 128])
    ///     .dropout([0.0, 0.2, 0.4])
    ///     .runs(3);
    /// assert_eq!(mine.trained().len(), 9);
    /// ```
    pub fn new(name: &str) -> Self {
        let dataset = DatasetName::Glyphs;
        Self {
            name: name.to_owned(),
            dataset,
            architecture: dataset.network(),
            sweeps: BTreeMap::new(),
            runs: 1,
            untrained: 0,
            controls: 0,
            training: TrainingConfig::default(),
            eval: EvalSettings::default(),
        }
    }

    /// The same on another dataset; with that dataset's usual network, unless another one was chosen.
    pub fn dataset(mut self, dataset: DatasetName) -> Self {
        if self.architecture == self.dataset.network() {
            self.architecture = dataset.network();
        }
        self.dataset = dataset;
        self
    }

    /// With an MLP of these hidden widths.
    pub fn mlp(mut self, hidden: impl AsRef<[usize]>) -> Self {
        self.architecture = Architecture::mlp(hidden.as_ref());
        self
    }

    /// With a residual CNN of these numbers of channels.
    pub fn cnn(mut self, channels: impl AsRef<[usize]>) -> Self {
        self.architecture = Architecture::cnn(channels.as_ref());
        self
    }

    /// With these strengths of one regularizer; their order does not matter.
    pub fn sweep(mut self, regularizer: Regularizer, strengths: impl AsRef<[f64]>) -> Self {
        let mut strengths = strengths.as_ref().to_vec();
        strengths.sort_by(f64::total_cmp);
        strengths.dedup();
        self.sweeps.insert(regularizer, strengths);
        self
    }

    /// With these strengths of dropout, each in [0, 1).
    pub fn dropout(self, strengths: impl AsRef<[f64]>) -> Self {
        self.sweep(Regularizer::Dropout, strengths)
    }

    /// With these weights of the L2 penalty.
    pub fn l2(self, strengths: impl AsRef<[f64]>) -> Self {
        self.sweep(Regularizer::L2, strengths)
    }

    /// With these weights of the L1 penalty.
    pub fn l1(self, strengths: impl AsRef<[f64]>) -> Self {
        self.sweep(Regularizer::L1, strengths)
    }

    /// With this number of replicates of each setting.
    pub fn runs(mut self, runs: u32) -> Self {
        self.runs = runs;
        self
    }

    /// With this number of untrained networks, the null.
    pub fn untrained(mut self, untrained: u32) -> Self {
        self.untrained = untrained;
        self
    }

    /// With at most this number of epochs.
    pub fn epochs(mut self, epochs: usize) -> Self {
        self.training.max_epochs = epochs;
        self
    }

    /// Checks what the types cannot.
    ///
    /// # Errors
    /// The name cannot be a folder's; one of its networks is impossible (see [`RunSpec::validate`]).
    pub fn check(&self) -> Result<(), SpecError> {
        let usual = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
        let name = &self.name;
        if name.is_empty() || name.starts_with('.') || !name.chars().all(usual) || name == "results"
        {
            return Err(SpecError::Name {
                what: "experiment",
                found: name.clone(),
            });
        }
        self.spec(Regularizer::L2, 0.0, 0).validate()?;
        self.trained().iter().try_for_each(RunSpec::validate)
    }

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

    /// The sweeps' trained runs in the order of the regularizers, each once (settings shared by two sweeps are not repeated).
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

    /// The networks trained without any regularizer, in addition to the paper's.
    pub(crate) fn unregularized(&self) -> Vec<RunSpec> {
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

    /// The regularizer to whose sweep a trained run belongs. The setting that all sweeps start from counts as L2's.
    pub fn regularizer(spec: &RunSpec) -> Regularizer {
        let mut known = Regularizer::KNOWN.into_iter().rev();
        known
            .find(|r| r.at_rest() == 0.0 && spec.strength(*r) > 0.0)
            .unwrap_or(Regularizer::L2)
    }

    /// Whether a trained run is the setting that all sweeps start from: the weak L2 penalty alone.
    pub(crate) fn is_base(spec: &RunSpec) -> bool {
        spec.trained && spec.strengths == Strengths::at_rest()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::{EXPERIMENTS, experiment};

    #[test]
    fn experiments_have_the_papers_sizes() {
        let size = |name| experiment(name).unwrap().trained().len();
        assert_eq!(size("mnist-base"), 270);
        assert_eq!(size("mnist-wide"), 45);
        assert_eq!(size("mnist-deep"), 45);
        assert_eq!(size("cifar10"), 42);
        assert_eq!(size("cifar10-narrow"), 36);
        assert_eq!(size("cifar10-quick"), 8);
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

    /// Literal names of files that people keep, of every kind in an experiment: they must never change.
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
        // A half decade prints like another number: the suffix tells them apart.
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
