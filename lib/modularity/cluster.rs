//! The front door: one call from an adjacency to its modules, with any optimiser.

use rand::Rng;
use serde::{Deserialize, Serialize};

use super::adjacency::Adjacency;
use super::counts::{effective_n_modules, effective_n_modules_live};
use super::error::ModularityError;
use super::gradient::{GradientConfig, gradient_partition};
use super::leiden::{LeidenConfig, leiden_partition};
use super::monte_carlo::{MonteCarloConfig, MonteCarloTrace, refine_monte_carlo};
use super::partition::Partition;
use super::quality::{Resolution, modularity_q};
use super::spectral::{SpectralVariant, spectral_partition};

/// How to search for the partition of largest Q.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Optimizer {
    /// Newman's repeated bisection; deterministic, fast, rarely the best.
    Spectral,
    /// The bisection of the paper's code, for comparison only.
    SpectralReference,
    /// The paper's Monte-Carlo search from a spectral start.
    MonteCarlo(MonteCarloConfig),
    /// Leiden with restarts and kicks; the best Q in most cases.
    Leiden(LeidenConfig),
    /// Gradient ascent on soft assignments.
    Gradient(GradientConfig),
}

impl Optimizer {
    /// The optimiser of the paper's figures: Monte-Carlo, 5,000 steps, 0.15 nats.
    #[must_use]
    pub fn paper() -> Self {
        Self::MonteCarlo(MonteCarloConfig::default())
    }

    /// Leiden with this number of restarts.
    #[must_use]
    pub fn leiden(restarts: usize) -> Self {
        Self::Leiden(LeidenConfig {
            restarts,
            ..LeidenConfig::default()
        })
    }

    /// Name as stored in tables.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Spectral => "spectral",
            Self::SpectralReference => "spectral_reference",
            Self::MonteCarlo(_) => "monte_carlo",
            Self::Leiden(_) => "leiden",
            Self::Gradient(_) => "gradient",
        }
    }
}

impl Default for Optimizer {
    fn default() -> Self {
        Self::paper()
    }
}

/// The modules of one adjacency and what was done to find them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Clustering {
    /// The optimiser and its settings.
    pub optimizer: Optimizer,
    /// Resolution γ at which Q was maximised.
    pub resolution: Resolution,
    /// Module of each unit; dead units have none.
    pub partition: Partition,
    /// Q of the partition.
    pub q: f64,
    /// Number of modules, each with at least one unit.
    pub n_modules: usize,
    /// exp of the entropy of module sizes over all units, dead ones included, as in the paper.
    pub effective_n_modules: f64,
    /// The same over live units only.
    pub effective_n_modules_live: f64,
    /// Course of the Monte-Carlo search, if that was it.
    pub trace: Option<MonteCarloTrace>,
}

/// Finds modules. All randomness comes from `rng`; the spectral methods use none.
///
/// # Errors
/// A setting of the optimiser is outside its range.
pub fn cluster<R: Rng + ?Sized>(
    adjacency: &Adjacency,
    optimizer: &Optimizer,
    resolution: Resolution,
    rng: &mut R,
) -> Result<Clustering, ModularityError> {
    let spectral = |variant| {
        let partition = spectral_partition(adjacency, resolution, variant);
        let q = modularity_q(adjacency, &partition, resolution)?;
        Ok::<_, ModularityError>((partition, q))
    };
    let mut trace = None;
    let (partition, q) = match optimizer {
        Optimizer::Spectral => spectral(SpectralVariant::Newman)?,
        Optimizer::SpectralReference => spectral(SpectralVariant::Reference)?,
        Optimizer::MonteCarlo(config) => {
            let refined = refine_monte_carlo(adjacency, resolution, config, rng)?;
            trace = Some(refined.trace);
            (refined.partition, refined.q)
        }
        Optimizer::Leiden(config) => leiden_partition(adjacency, resolution, config, rng)?,
        Optimizer::Gradient(config) => gradient_partition(adjacency, resolution, config, rng)?,
    };
    Ok(Clustering {
        optimizer: optimizer.clone(),
        resolution,
        q,
        n_modules: partition.n_modules(),
        effective_n_modules: effective_n_modules(&partition),
        effective_n_modules_live: effective_n_modules_live(&partition),
        partition,
        trace,
    })
}
