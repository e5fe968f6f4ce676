//! Modularity: from the associations between units to the modules they form.
//!
//! An association matrix loses its diagonal and becomes an [`Adjacency`] A (n×n); an [`Optimizer`] looks for the [`Partition`] of
//! largest Q = Σᵢⱼ (Aᵢⱼ/2m − γ kᵢkⱼ/(2m)²)·\[same module\] (Newman, PNAS 2006). Dead units, those with all-zero rows, stay in
//! the matrix and out of every module. Use the paper's Monte-Carlo search to reproduce its figures and Leiden for the highest Q;
//! spectral bisection is the fastest and needs no random numbers.
//!
//! ```
//! use rand::SeedableRng;
//! use updown::modularity::{Adjacency, Optimizer, Resolution, cluster};
//!
//! // Two pairs of units, tied strongly within and weakly between; the diagonal is dropped.
//! let association = ndarray::array![
//!     [1.0, 0.9, 0.1, 0.1],
//!     [0.9, 1.0, 0.1, 0.1],
//!     [0.1, 0.1, 1.0, 0.9],
//!     [0.1, 0.1, 0.9, 1.0],
//! ];
//! let adjacency = Adjacency::from_association(association.view())?;
//! let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(1);
//! let found = cluster(&adjacency, &Optimizer::paper(), Resolution::default(), &mut rng)?;
//! assert_eq!(found.partition.labels(), [Some(0), Some(0), Some(1), Some(1)]);
//! assert!((found.q - (0.9 / 1.1 - 0.5)).abs() < 1e-12);
//! # Ok::<(), updown::modularity::ModularityError>(())
//! ```

mod adjacency;
mod chance;
mod cluster;
mod consensus;
mod counts;
mod eigen;
mod error;
mod gradient;
mod graph;
mod leiden;
mod local_moving;
mod monte_carlo;
#[cfg(test)]
mod oracle;
mod partition;
mod quality;
mod sparsify;
mod spectral;
mod temperature;

pub use adjacency::Adjacency;
pub use chance::{ChanceQ, Kept, q_by_chance, shuffle};
pub use cluster::{Clustering, Optimizer, cluster};
pub use consensus::{Consensus, consensus_of_restarts};
pub use counts::{effective_n_modules, effective_n_modules_live};
pub use error::ModularityError;
pub use gradient::GradientConfig;
#[cfg(feature = "torch")]
pub(crate) use leiden::best_run;
pub use leiden::{LeidenConfig, leiden_partition, leiden_runs};
pub use monte_carlo::{MonteCarloConfig, MonteCarloTrace, Refined, refine_monte_carlo};
pub use partition::Partition;
pub use quality::{Resolution, modularity_q, modularity_q_of_assigned};
pub use sparsify::sparsify;
pub use spectral::{SpectralVariant, spectral_partition};
pub use temperature::{TemperatureFit, temperature_for_entropy};
