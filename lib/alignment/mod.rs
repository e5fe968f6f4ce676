//! Alignment: how far two partitions of the same units agree.
//!
//! Two association methods give the same layer two partitions. [`align`] compares them by every [`AlignmentMeasure`]: greedy overlap
//! with a shuffle null, variation of information, reduced mutual information, element-centric similarity, and, with the two
//! adjacencies, their rank correlation and how well each one's modules serve the other. Undefined is `None`, never NaN:
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
//! ¹ Negative for nearly as many modules as units, where the Diaconis–Efron estimate is off; singletons then have a normalised RMI of 1
//! out of two negative numbers, and none with the exact count.
//!
//! ```
//! use rand::SeedableRng;
//! use updown::alignment::{AlignmentConfig, align};
//! use updown::modularity::Partition;
//!
//! let a = Partition::from_signed_labels(&[0, 1, 1, 0, 2, 1]);
//! let b = Partition::from_signed_labels(&[0, 1, 1, 0, 2, 2]);
//! let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(1);
//! let found = align(&a, &b, None, &AlignmentConfig::default(), &mut rng)?;
//! assert!((found.element_similarity.unwrap() - 25.0 / 36.0).abs() < 1e-12);
//! # Ok::<(), updown::alignment::AlignmentError>(())
//! ```

mod align;
mod contingency;
mod element;
mod error;
mod greedy;
mod information;
mod measure;
mod reduced;
mod spearman;
mod special;
mod transfer;

pub use align::{Alignment, AlignmentConfig, align};
pub use contingency::DeadUnits;
pub use element::element_centric_similarity;
pub use error::AlignmentError;
pub use greedy::{GreedyOverlap, ShuffleNull, greedy_overlap, greedy_overlap_with_null};
pub use information::{variation_of_information, vi_similarity};
pub use measure::AlignmentMeasure;
pub use reduced::{Omega, normalized_rmi, reduced_mutual_information};
pub use spearman::{RankCorrelation, adjacency_spearman, rank_correlation};
pub use transfer::{TransferQ, transfer_q};
