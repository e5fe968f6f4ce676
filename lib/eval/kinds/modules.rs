//! Modules of each association matrix.

use super::{EvalConfig, EvalError, Metric, Subject, json};
use crate::checkpoint::{Checkpoint, ModuleRecord, SearchSummary};
use crate::eval::clustering::for_each_adjacency;
use crate::eval::needed::needed;
use crate::modularity::{MonteCarloTrace, Resolution, cluster};

pub(super) fn settings(config: &EvalConfig) -> String {
    json(&config.optimizer)
}

/// Modules of every matrix. One that has none (all units dead, say) goes into `gaps` with its reason.
pub(super) fn find(
    checkpoint: &mut Checkpoint,
    subject: &mut Subject<'_>,
) -> Result<Vec<ModuleRecord>, EvalError> {
    let records = needed(&checkpoint.records.associations, Metric::Associations)?;
    let seeds = checkpoint.spec.seeds();
    let mut modules = Vec::new();
    for_each_adjacency(
        checkpoint,
        records,
        &mut subject.gaps,
        |association, layer, adjacency| {
            let mut rng = seeds.stream(&format!("modules/{association}/{layer}"));
            let found = cluster(
                &adjacency,
                &subject.config.optimizer,
                Resolution::default(),
                &mut rng,
            )?;
            modules.push(ModuleRecord {
                association,
                layer,
                q: found.q,
                n_modules: found.n_modules,
                effective_n_modules: found.effective_n_modules,
                membership: found.partition.labels().to_vec(),
                search: found.trace.as_ref().map(summary),
            });
            Ok(())
        },
    )?;
    Ok(modules)
}

fn summary(trace: &MonteCarloTrace) -> SearchSummary {
    SearchSummary {
        q_start: trace.start_q,
        moves: trace.moves,
        best_step: trace.best_step,
        q_late: trace.late_mean_q,
        temperature_late: trace.late_mean_temperature,
    }
}
