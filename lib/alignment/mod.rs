//! Alignment: how far two partitions of the same units agree.
//!
//! Two association methods give the same layer two partitions. [`align`] compares them by every [`AlignmentMeasure`]: greedy and
//! optimal overlap, variation of information, reduced and adjusted mutual information, the adjusted Rand index, element-centric
//! similarity, and, with the two adjacencies, their rank correlation and how well each one's modules serve the other; with tests
//! that shuffle units. Undefined is `None`, never NaN:
//!
//! | case | greedy overlap | RMI | RMI (norm) | VI | VI (similarity) | element-centric |
//! |---|---|---|---|---|---|---|
//! | equal partitions | 1 | > 0 ¹ | 1 | 0 | 1 | 1 |
//! | one of them one module | largest module's share | 0 | 0 | H of the other | none | Σ b²/n² |
//! | both one module | 1 | 0 | none | 0 | none | 1 |
//! | one all dead | none | 0 | 0 | H of the other | none | Σ b²/n² |
//! | both all dead | none | 0 | none | 0 | none | 1 |
//! | no unit left (dead dropped) | none | none | none | none | none | none |
//!
//! Optimal overlap is defined where the greedy one is. The adjusted measures are 0 for one module against others, and none where
//! shuffling changes nothing: both one module, or both singletons.
//!
//! ¹ Negative for nearly as many modules as units, where the Diaconis–Efron estimate is off; singletons then have a normalised RMI of 1,
//! the ratio of two negative numbers, and none with the exact count.
//!
//! ```
//! use rand::SeedableRng;
//! use updown::alignment::{AlignmentConfig, AlignmentMeasure, align};
//! use updown::modularity::Partition;
//!
//! let a = Partition::from_signed_labels(&[0, 1, 1, 0, 2, 1]);
//! let b = Partition::from_signed_labels(&[0, 1, 1, 0, 2, 2]);
//! let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(1);
//! let found = align(&a, &b, None, &AlignmentConfig::default(), &mut rng)?;
//! let similarity = found.value(AlignmentMeasure::ElementSim).unwrap();
//! assert!((similarity - 25.0 / 36.0).abs() < 1e-12);
//! # Ok::<(), updown::alignment::AlignmentError>(())
//! ```

mod align;
mod config;
mod contingency;
mod error;
mod measures;
mod pair;

pub use align::{Alignment, align, align_by};
pub use config::{AlignmentConfig, Omega};
pub use contingency::DeadUnits;
pub use error::AlignmentError;
pub(crate) use measures::rank_correlation;
pub use measures::{
    AlignmentMeasure, GreedyOverlap, Origin, Sense, ShuffleNull, TransferQ, adjacency_spearman,
    adjusted_element_similarity, adjusted_mutual_information, adjusted_rand_index,
    element_centric_similarity, greedy_overlap, greedy_overlap_with_null, mantel_test,
    normalized_rmi, optimal_overlap, reduced_mutual_information, transfer_q,
    variation_of_information, vi_similarity,
};
