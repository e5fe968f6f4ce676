//! One network to train: data, architecture, regularization, replicate.

use super::{Architecture, DatasetName, Regularizer, SpecError, Strengths};
use crate::seeds::{Seeds, fnv1a};
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;

/// Everything that decides one network.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RunSpec {
    /// What it is trained and measured on.
    pub dataset: DatasetName,
    /// Its shape.
    pub architecture: Architecture,
    /// How strongly it is regularized.
    #[serde(flatten)]
    pub strengths: Strengths,
    /// Number of the replicate; decides the seed.
    pub run: u32,
    /// `false`: the network keeps its initial weights (the null of every comparison).
    pub trained: bool,
}

impl RunSpec {
    /// A trained network of the paper's shape (64-64, the residual CNN for CIFAR-10) without regularization.
    pub fn new(dataset: DatasetName, run: u32) -> Self {
        Self {
            dataset,
            architecture: dataset.network(),
            strengths: Strengths::default(),
            run,
            trained: true,
        }
    }

    /// This run's streams of random numbers.
    pub fn seeds(&self) -> Seeds {
        Seeds::of_run(self.run)
    }

    /// The run id in the form that the paper's code gives it: `mnist_sup_l2=0.00001_drop=0.30000_run=4`.
    ///
    /// Fields that are zero are left out; values from 1e-5 have five decimals, smaller ones read `1.00e-06`.
    pub fn run_id(&self) -> String {
        let mut id = format!("{}_sup", self.dataset);
        self.strengths.write_id(&mut id);
        if self.run != 0 {
            let _ = write!(id, "_run={}", self.run);
        }
        id
    }

    /// The name of this run's file without its extension: the run id, made unique where the id alone is not.
    ///
    /// Strengths that print alike, an architecture other than the paper's, and untrained networks get a suffix.
    pub fn file_stem(&self) -> String {
        let mut stem = self.run_id();
        if self.architecture != self.dataset.network() {
            let _ = write!(stem, "_hidden={}", self.architecture);
        }
        if !self.trained {
            stem.push_str("_untrained");
        }
        if let Some(exact) = self.strengths.exact() {
            let _ = write!(stem, "_{:08x}", fnv1a(&exact, 0xcbf2_9ce4_8422_2325) as u32);
        }
        stem
    }

    /// The strength of one regularizer.
    pub fn strength(&self, regularizer: Regularizer) -> f64 {
        self.strengths[regularizer]
    }

    /// The same run with a different strength of one regularizer.
    pub fn with_strength(mut self, regularizer: Regularizer, value: f64) -> Self {
        self.strengths[regularizer] = value;
        self
    }

    /// Checks what the types cannot.
    ///
    /// # Errors
    /// A negative or non-finite penalty, a dropout outside [0, 1), a hidden layer without units, images that the architecture does not take.
    pub fn validate(&self) -> Result<(), SpecError> {
        self.strengths.validate()?;
        let sizes = self.architecture.sizes();
        if sizes.is_empty() || sizes.contains(&0) {
            return Err(SpecError::OutOfRange {
                field: "hidden",
                expected: "one or more widths above 0",
                found: 0.0,
            });
        }
        let takes = |dataset: &DatasetName| {
            let images = self.architecture.images();
            images.is_none_or(|images| dataset.example_shape() == images)
        };
        if !takes(&self.dataset) {
            let fitting = DatasetName::ALL.into_iter().filter(takes);
            return Err(SpecError::Misfit {
                network: self.architecture.name(),
                found: self.dataset.to_string(),
                expected: fitting.map(|d| d.to_string()).collect(),
            });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Literal ids: they name files that people keep, and must never change.
    #[test]
    fn run_ids_are_the_ones_of_the_reference() {
        let base = RunSpec::new(DatasetName::Mnist, 4);
        let with = |l2, l1, dropout, run| RunSpec {
            strengths: Regularizer::ALL
                .into_iter()
                .zip([l2, l1, dropout])
                .collect(),
            run,
            ..base.clone()
        };
        let cases = [
            (
                with(1e-5, 0.0, 0.3, 4),
                "mnist_sup_l2=0.00001_drop=0.30000_run=4",
            ),
            (with(0.0, 0.0, 0.0, 0), "mnist_sup"),
            (with(1e-1, 0.0, 0.0, 8), "mnist_sup_l2=0.10000_run=8"),
            (
                with(1e-5, 1e-6, 0.0, 1),
                "mnist_sup_l2=0.00001_l1=1.00e-06_run=1",
            ),
            (
                with(10f64.powf(-4.5), 0.0, 0.0, 1),
                "mnist_sup_l2=0.00003_run=1",
            ),
            (with(0.0, 0.0, 0.0, 1003), "mnist_sup_run=1003"),
        ];
        for (spec, id) in cases {
            assert_eq!(spec.run_id(), id);
        }
    }

    #[test]
    fn a_regularizer_beyond_the_papers_has_its_key_where_it_is_used() {
        let spec = RunSpec::new(DatasetName::Mnist, 2).with_strength(Regularizer::L2, 1e-5);
        let decayed = spec.clone().with_strength(Regularizer::WeightDecay, 0.01);
        assert_eq!(
            decayed.file_stem(),
            "mnist_sup_l2=0.00001_decay=0.01000_run=2"
        );
        let key = |spec| {
            serde_json::to_value(spec)
                .unwrap()
                .get("weight_decay")
                .cloned()
        };
        assert_eq!((key(&spec), key(&decayed)), (None, Some(0.01.into())));
        let text = serde_json::to_string(&decayed).unwrap();
        assert_eq!(serde_json::from_str::<RunSpec>(&text).unwrap(), decayed);
    }

    #[test]
    fn specs_that_print_alike_have_different_files() {
        let a = RunSpec::new(DatasetName::Mnist, 1).with_strength(Regularizer::L2, 3.0e-5);
        let b = a.clone().with_strength(Regularizer::L2, 10f64.powf(-4.5));
        let untrained = RunSpec {
            trained: false,
            ..a.clone()
        };
        let wide = RunSpec {
            architecture: Architecture::mlp(&[256, 256]),
            ..a.clone()
        };
        assert_eq!(a.run_id(), b.run_id());
        assert_eq!(a.file_stem(), a.run_id());
        for other in [&b, &untrained, &wide] {
            assert_ne!(a.file_stem(), other.file_stem());
        }
    }

    #[test]
    fn impossible_specs_are_refused() {
        let spec = RunSpec::new(DatasetName::Glyphs, 0);
        assert!(spec.validate().is_ok());
        for bad in [
            spec.clone().with_strength(Regularizer::Dropout, 1.0),
            spec.clone().with_strength(Regularizer::L2, -1e-3),
            spec.clone().with_strength(Regularizer::L1, f64::NAN),
            RunSpec {
                architecture: Architecture::mlp(&[64, 0]),
                ..spec.clone()
            },
            RunSpec {
                architecture: Architecture::cnn(&[4, 6]),
                ..spec
            },
        ] {
            assert!(bad.validate().is_err(), "{bad:?}");
        }
    }
}
