//! Which networks of an experiment are done, running, begun, failed or missing.

use crate::error::Result;
use rayon::prelude::*;
use serde::Serialize;
use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::{Duration, SystemTime};
use updown::analysis::Provenance;
use updown::checkpoint::Checkpoint;
use updown::experiments::Named;
use updown::spec::RunSpec;
use updown::workspace::{Beside, Workspace};

/// Where one network of an experiment stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Stage {
    /// Its checkpoint is there.
    Done {
        finished: SystemTime,
        evaluated: bool,
    },
    /// A process holds its lock: it is in training or about to be.
    Running,
    /// There is a state to continue from, but no process that does.
    Begun,
    /// Its training was given up, or its file is damaged.
    Failed(String),
    Missing,
}

/// A network of an experiment, and where it stands.
pub struct Standing {
    pub spec: RunSpec,
    pub state: Stage,
}

/// Networks by state.
#[derive(Debug, Default, PartialEq, Serialize)]
pub struct Counts {
    pub networks: usize,
    pub done: usize,
    pub running: usize,
    pub begun: usize,
    pub failed: usize,
    pub missing: usize,
    pub evaluated: usize,
}

/// The networks that an experiment declares, or those in its folder where it is not declared.
pub fn look(named: &Named, workspace: &Workspace) -> Result<Vec<Standing>> {
    let name = &named.name;
    let specs = match &named.declared {
        Some(experiment) => experiment.all(),
        None => specs_in(name, workspace)?,
    };
    let state = |spec: RunSpec| Standing {
        state: Stage::of(&workspace.checkpoint(name, &spec), &spec),
        spec,
    };
    Ok(specs.into_par_iter().map(state).collect())
}

/// The runs of the readable checkpoints in a folder.
fn specs_in(name: &str, workspace: &Workspace) -> Result<Vec<RunSpec>> {
    let mut specs: Vec<RunSpec> = Vec::new();
    for path in workspace.checkpoints(name)? {
        match Checkpoint::read_header(&path) {
            Ok(found) if !specs.contains(&found.spec) => specs.push(found.spec),
            Ok(_) => {}
            Err(error) => tell!("failed: {error}"),
        }
    }
    Ok(specs)
}

/// How many networks frozen tables hold, where there are any.
pub fn frozen(name: &str, workspace: &Workspace) -> Option<usize> {
    let path = workspace.provenance(name);
    let provenance = path.is_file().then(|| Provenance::read(&path).ok())??;
    Some(provenance.networks)
}

impl Stage {
    /// The state of the network whose checkpoint belongs at `path`.
    fn of(path: &Path, spec: &RunSpec) -> Self {
        if path.is_file() {
            return Self::of_file(path, spec).unwrap_or_else(Self::Failed);
        }
        if is_locked(&Beside::Lock.of(path)) {
            Self::Running
        } else if let Ok(failure) = std::fs::read_to_string(Beside::Failed.of(path)) {
            Self::Failed(reason(failure))
        } else if Beside::Partial.of(path).is_file() {
            Self::Begun
        } else {
            Self::Missing
        }
    }

    fn of_file(path: &Path, spec: &RunSpec) -> Result<Self, String> {
        let header = Checkpoint::read_header(path).map_err(|e| e.to_string())?;
        header.expect_spec(spec, path).map_err(|e| e.to_string())?;
        let finished = path.metadata().and_then(|m| m.modified());
        Ok(Self::Done {
            finished: finished.map_err(|e| e.to_string())?,
            evaluated: header.records.is_evaluated(),
        })
    }
}

/// Whether a process holds the lock. The mere file says nothing, since a dead process leaves it behind.
fn is_locked(lock: &Path) -> bool {
    // Shared and only for a moment, so that two observers do not see each other.
    File::open(lock)
        .is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
}

/// The reason in a record of a failure; where it has none, the whole record in one line.
fn reason(failure: String) -> String {
    let record: Option<serde_json::Value> = serde_json::from_str(&failure).ok();
    let reason = record.as_ref().and_then(|record| record["reason"].as_str());
    let words = reason.unwrap_or(&failure).split_whitespace();
    words.collect::<Vec<_>>().join(" ")
}

impl Counts {
    pub fn of<'a>(networks: impl IntoIterator<Item = &'a Standing>) -> Self {
        let mut counts = Self::default();
        for network in networks {
            counts.networks += 1;
            match &network.state {
                Stage::Done { evaluated, .. } => {
                    counts.done += 1;
                    counts.evaluated += usize::from(*evaluated);
                }
                Stage::Running => counts.running += 1,
                Stage::Begun => counts.begun += 1,
                Stage::Failed(_) => counts.failed += 1,
                Stage::Missing => counts.missing += 1,
            }
        }
        counts
    }

    pub fn add(&mut self, other: &Self) {
        self.networks += other.networks;
        self.done += other.done;
        self.running += other.running;
        self.begun += other.begun;
        self.failed += other.failed;
        self.missing += other.missing;
        self.evaluated += other.evaluated;
    }
}

/// How long the remaining networks will take at the present rate; `None` where nothing is in training or the rate is
/// unknown. Failed networks are not counted.
pub fn time_left(networks: &[Standing]) -> Option<Duration> {
    let trained = || networks.iter().filter(|n| n.spec.trained);
    if !trained().any(|n| n.state == Stage::Running) {
        return None;
    }
    let finished = trained().filter_map(|n| match n.state {
        Stage::Done { finished, .. } => Some(finished),
        _ => None,
    });
    let ahead = trained()
        .filter(|n| matches!(n.state, Stage::Running | Stage::Begun | Stage::Missing))
        .count();
    let each = seconds_each(finished.collect(), SystemTime::now())?;
    Some(Duration::from_secs_f64(each * ahead as f64))
}

/// Seconds between two finished networks, since work was last interrupted.
///
/// An interruption is a gap longer than both a quarter of an hour and ten times the usual interval. (An eval pass rewrites
/// checkpoints; a measured one counts with that time.)
fn seconds_each(mut finished: Vec<SystemTime>, now: SystemTime) -> Option<f64> {
    const PAUSE: f64 = 900.0;
    finished.sort();
    let seconds = |from: &SystemTime, to: &SystemTime| {
        to.duration_since(*from).unwrap_or_default().as_secs_f64()
    };
    let intervals: Vec<f64> = finished.windows(2).map(|w| seconds(&w[0], &w[1])).collect();
    let mut sorted = intervals.clone();
    sorted.sort_by(f64::total_cmp);
    let usual = *sorted.get(sorted.len() / 2)?;
    let pause = PAUSE.max(10.0 * usual);
    let first = intervals
        .iter()
        .rposition(|&interval| interval > pause)
        .map_or(0, |gap| gap + 1);
    let since = finished.len() - 1 - first;
    (since > 0).then(|| seconds(&finished[first], &now) / since as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: &[u64]) -> Vec<SystemTime> {
        let moment = |s: &u64| SystemTime::UNIX_EPOCH + Duration::from_secs(*s);
        seconds.iter().map(moment).collect()
    }

    #[test]
    fn the_rate_is_that_of_the_work_since_the_last_pause() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(100_040);
        let yesterday = [0, 500, 1000, 1500];
        let today = [100_000, 100_010, 100_020];
        let both = [&yesterday[..], &today[..]].concat();
        assert_eq!(seconds_each(at(&both), now), Some(20.0));
        assert_eq!(seconds_each(at(&today), now), Some(20.0));
        // One network an hour is no interruption where that is usual.
        let slow = [82_040, 85_640, 89_240, 92_840, 96_440];
        assert_eq!(seconds_each(at(&slow), now), Some(4_500.0));
        assert_eq!(seconds_each(at(&[100_000]), now), None);
    }
}
