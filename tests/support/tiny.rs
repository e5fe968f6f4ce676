//! A tiny sweep on cut-down glyphs, and an eval pass of few steps.

use super::small::small_glyphs;
use std::path::PathBuf;
use tempfile::TempDir;
use updown::alignment::AlignmentConfig;
use updown::data::Dataset;
use updown::eval::{
    ChanceConfig, EvalConfig, EvalPass, EvalReport, FunctionConfig, FunctionEffort, Metric, eval,
};
use updown::function::Nulls;
use updown::modularity::{LeidenConfig, MonteCarloConfig, Optimizer};
use updown::progress::Silent;
use updown::spec::{Architecture, DatasetName, Regularizer, RunSpec, Selection};
use updown::training::{Sweep, TrainingConfig, sweep};
use updown::workspace::Workspace;

pub struct Tiny {
    _folder: TempDir,
    pub workspace: Workspace,
    pub dataset: Dataset,
}

/// Three trained networks and two untrained ones.
pub fn tiny() -> Tiny {
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::at(folder.path());
    let dataset = small_glyphs();
    let spec = |run, dropout, trained| RunSpec {
        architecture: Architecture::mlp(&[10, 8]),
        strengths: [(Regularizer::Dropout, dropout)].into_iter().collect(),
        trained,
        ..RunSpec::new(DatasetName::Glyphs, run)
    };
    let job = Sweep {
        experiment: "tiny",
        declared: None,
        specs: vec![
            spec(0, 0.0, true),
            spec(0, 0.3, true),
            spec(1, 0.3, true),
            spec(1000, 0.0, false),
            spec(1001, 0.0, false),
        ],
        config: TrainingConfig {
            batch: 50,
            max_epochs: 3,
            learning_rate: 1e-2,
            ..TrainingConfig::default()
        },
        jobs: 2,
        stack: Some(4),
        retry: false,
    };
    sweep(&job, &dataset, &workspace, &Silent).unwrap();
    Tiny {
        _folder: folder,
        workspace,
        dataset,
    }
}

pub fn config(steps: usize) -> EvalConfig {
    EvalConfig {
        optimizer: Optimizer::MonteCarlo(MonteCarloConfig {
            steps,
            ..MonteCarloConfig::default()
        }),
        alignment: AlignmentConfig {
            n_shuffles: 50,
            ..AlignmentConfig::default()
        },
        leiden: LeidenConfig {
            restarts: 4,
            kicks: 1,
        },
        chance: ChanceConfig {
            draws: 3,
            shuffles: 20,
        },
        functions: FunctionConfig {
            dense: LITTLE,
            others: LITTLE,
            ..FunctionConfig::default()
        },
        ..EvalConfig::default()
    }
}

const LITTLE: FunctionEffort = FunctionEffort {
    images: 60,
    nulls: Nulls {
        draws: 4,
        matched: 3,
        pairs: 2,
    },
};

pub fn run(tiny: &Tiny, config: EvalConfig, force: &[Metric]) -> EvalReport {
    let pass = EvalPass {
        experiment: "tiny",
        selection: Selection::default(),
        config,
        metrics: Metric::ALL.to_vec(),
        force: force.to_vec(),
        jobs: 2,
    };
    eval(&pass, &tiny.dataset, &tiny.workspace, &Silent).unwrap()
}

/// The kinds of records that a pass made.
pub fn made(report: &EvalReport) -> Vec<Metric> {
    report.records.keys().copied().collect()
}

impl Tiny {
    /// The first of the checkpoints.
    pub fn first(&self) -> PathBuf {
        self.workspace.checkpoints("tiny").unwrap().remove(0)
    }
}
