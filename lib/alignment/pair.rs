//! Two partitions of the same units with everything that a measure may need about them.

use std::any::{Any, TypeId};
use std::collections::HashMap;

use rand::RngCore;

use super::config::AlignmentConfig;
use super::contingency::Contingency;
use super::error::AlignmentError;
use crate::modularity::{Adjacency, Partition};

/// What a measure is computed from.
pub(super) struct Pair<'p> {
    pub(super) first: &'p Partition,
    pub(super) second: &'p Partition,
    /// The matrices in which the two were found, where they are known.
    pub(super) adjacencies: Option<(&'p Adjacency, &'p Adjacency)>,
    pub(super) config: AlignmentConfig,
    /// Units shared by every two groups; dead units as the settings say.
    pub(super) table: Contingency,
    pub(super) rng: &'p mut dyn RngCore,
    shared: HashMap<TypeId, Box<dyn Any>>,
}

impl<'p> Pair<'p> {
    pub(super) fn new(
        first: &'p Partition,
        second: &'p Partition,
        adjacencies: Option<(&'p Adjacency, &'p Adjacency)>,
        config: AlignmentConfig,
        rng: &'p mut dyn RngCore,
    ) -> Result<Self, AlignmentError> {
        Ok(Self {
            table: Contingency::new(first, second, config.dead_units)?,
            first,
            second,
            adjacencies,
            config,
            rng,
            shared: HashMap::new(),
        })
    }

    /// A result that several measures share: computed when first needed, and identified by its type.
    pub(super) fn once<T: Clone + 'static>(
        &mut self,
        make: impl FnOnce(&mut Self) -> Result<T, AlignmentError>,
    ) -> Result<T, AlignmentError> {
        let kind = TypeId::of::<T>();
        if let Some(known) = self.shared.get(&kind).and_then(|v| v.downcast_ref::<T>()) {
            return Ok(known.clone());
        }
        let made = make(self)?;
        self.shared.insert(kind, Box::new(made.clone()));
        Ok(made)
    }
}
