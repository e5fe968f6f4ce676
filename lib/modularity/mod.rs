//! Modularity: from an association matrix to modules.
pub mod adjacency;
mod counts;
mod eigen;
mod error;
mod monte_carlo;
mod partition;
mod quality;
mod sparsify;
mod spectral;
mod temperature;

pub use adjacency::Adjacency;
pub use counts::{effective_n_modules, effective_n_modules_live, soft_effective_n_modules};
pub use error::ModularityError;
pub use monte_carlo::{MonteCarloConfig, MonteCarloTrace, Refined, refine_monte_carlo};
pub use partition::Partition;
pub use quality::{
    Resolution, modularity_matrix, modularity_q, modularity_q_plain, soft_modularity_q,
};
pub use sparsify::sparsify;
pub use spectral::{SpectralVariant, spectral_partition};
pub use temperature::{TemperatureFit, temperature_for_entropy};
