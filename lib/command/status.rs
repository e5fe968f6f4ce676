//! `updown ls`: what of an experiment is done, running, begun, failed, missing.

use crate::args::LsArgs;
use crate::error::Result;
use rayon::prelude::*;
use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::{Duration, SystemTime};
use updown::analysis::Provenance;
use updown::checkpoint::Checkpoint;
use updown::experiments::{self, Named};
use updown::progress::short;
use updown::spec::{Experiment, Regularizer, RunSpec};
use updown::workspace::{Beside, Workspace};

/// Where one network of an experiment stands.
#[derive(Debug, Clone, PartialEq)]
enum State {
    /// Its checkpoint is there.
    Done {
        finished: SystemTime,
        evaluated: bool,
    },
    /// A process holds its lock: it is in training or about to be.
    Running,
    /// A state to continue from lies there, and nobody does.
    Begun,
    /// It was given up, or its file is damaged.
    Failed(String),
    Missing,
}

struct Network {
    spec: RunSpec,
    state: State,
}

/// Networks by state.
#[derive(Debug, Default, PartialEq)]
struct Counts {
    networks: usize,
    done: usize,
    running: usize,
    begun: usize,
    failed: usize,
    missing: usize,
    evaluated: usize,
}

/// Prints a table of all experiments, or of the sweeps of one with the networks that need a look.
pub fn ls(args: &LsArgs) -> Result<bool> {
    let workspace = Workspace::discover();
    match &args.experiment {
        Some(text) => one(&experiments::named(&workspace, text)?, &workspace)?,
        None => all(&workspace)?,
    }
    Ok(true)
}

fn all(workspace: &Workspace) -> Result<()> {
    print_head("experiment");
    let mut together = Counts::default();
    let declared = experiments::all(workspace)?.into_iter();
    let mut all: Vec<Named> = declared
        .map(|experiment| Named {
            name: experiment.name.clone(),
            declared: Some(experiment),
        })
        .collect();
    for name in workspace.experiments()? {
        if all.iter().all(|named| named.name != name) {
            let declared = None;
            all.push(Named { name, declared });
        }
    }
    for named in all {
        let networks = look(&named, workspace)?;
        let name = named.name;
        let counts = Counts::of(&networks);
        print_row(
            &name,
            &counts,
            time_left(&networks),
            frozen(&name, workspace),
        );
        together.add(&counts);
    }
    print_row("together", &together, None, None);
    Ok(())
}

fn one(named: &Named, workspace: &Workspace) -> Result<()> {
    let name = &named.name;
    if named.declared.is_none() && !workspace.experiments()?.contains(name) {
        // What is not there is a typing error: the message lists the declared ones.
        experiments::find(workspace, name)?;
    }
    let networks = look(named, workspace)?;
    print_head(name);
    let declared = named.declared.as_ref();
    let swept = |r: &Regularizer| declared.is_none_or(|e| !e.strengths(*r).is_empty());
    for regularizer in Regularizer::KNOWN.into_iter().filter(swept) {
        let in_sweep =
            |n: &&Network| n.spec.trained && Experiment::regularizer(&n.spec) == regularizer;
        let counts = Counts::of(networks.iter().filter(in_sweep));
        print_row(regularizer.name(), &counts, None, None);
    }
    let untrained = networks.iter().filter(|n| !n.spec.trained);
    print_row("untrained", &Counts::of(untrained), None, None);
    let (counts, left) = (Counts::of(&networks), time_left(&networks));
    print_row("together", &counts, left, frozen(name, workspace));
    for network in &networks {
        let id = network.spec.file_stem();
        match &network.state {
            State::Running => println!("running: {id}"),
            State::Begun => println!("begun: {id}"),
            State::Failed(reason) => tell!("failed: {id}: {reason}"),
            State::Done { .. } | State::Missing => {}
        }
    }
    Ok(())
}

/// The networks that an experiment declares, or those of its folder where nothing declares it.
fn look(named: &Named, workspace: &Workspace) -> Result<Vec<Network>> {
    let name = &named.name;
    let specs = match &named.declared {
        Some(experiment) => experiment.all(),
        None => specs_in(name, workspace)?,
    };
    let state = |spec: RunSpec| Network {
        state: State::of(&workspace.checkpoint(name, &spec), &spec),
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
fn frozen(name: &str, workspace: &Workspace) -> Option<usize> {
    let path = workspace.provenance(name);
    let provenance = path.is_file().then(|| Provenance::read(&path).ok())??;
    Some(provenance.networks)
}

impl State {
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

/// Whether a process holds the lock: a file that is left of a dead one does not say so.
fn is_locked(lock: &Path) -> bool {
    // Shared and for a moment, so that two who look do not see each other.
    File::open(lock)
        .is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
}

/// The reason in a record of a failure; all of it in one line where it has none.
fn reason(failure: String) -> String {
    let record: Option<serde_json::Value> = serde_json::from_str(&failure).ok();
    let reason = record.as_ref().and_then(|record| record["reason"].as_str());
    let words = reason.unwrap_or(&failure).split_whitespace();
    words.collect::<Vec<_>>().join(" ")
}

impl Counts {
    fn of<'a>(networks: impl IntoIterator<Item = &'a Network>) -> Self {
        let mut counts = Self::default();
        for network in networks {
            counts.networks += 1;
            match &network.state {
                State::Done { evaluated, .. } => {
                    counts.done += 1;
                    counts.evaluated += usize::from(*evaluated);
                }
                State::Running => counts.running += 1,
                State::Begun => counts.begun += 1,
                State::Failed(_) => counts.failed += 1,
                State::Missing => counts.missing += 1,
            }
        }
        counts
    }

    fn columns(&self) -> [usize; 7] {
        let Self {
            networks,
            done,
            running,
            begun,
            failed,
            missing,
            evaluated,
        } = *self;
        [networks, done, running, begun, failed, missing, evaluated]
    }

    fn add(&mut self, other: &Self) {
        self.networks += other.networks;
        self.done += other.done;
        self.running += other.running;
        self.begun += other.begun;
        self.failed += other.failed;
        self.missing += other.missing;
        self.evaluated += other.evaluated;
    }
}

fn print_head(title: &str) {
    println!(
        "{title:<14}{:>9}{:>7}{:>9}{:>7}{:>8}{:>9}{:>11}{:>8}   left",
        "networks", "done", "running", "begun", "failed", "missing", "evaluated", "frozen"
    );
}

fn print_row(title: &str, counts: &Counts, left: Option<Duration>, frozen: Option<usize>) {
    let [networks, done, running, begun, failed, missing, evaluated] = counts.columns();
    let left = left.map_or(String::new(), |left| format!("   {}", short(left)));
    let frozen = frozen.map_or("-".to_owned(), |networks| networks.to_string());
    println!(
        "{title:<14}{networks:>9}{done:>7}{running:>9}{begun:>7}{failed:>8}{missing:>9}{evaluated:>11}{frozen:>8}{left}"
    );
}

/// How long the training of what is not done takes at the present rate; `None` where nothing is in training or no
/// rate can be told. Failed networks are not waited for.
fn time_left(networks: &[Network]) -> Option<Duration> {
    let trained = || networks.iter().filter(|n| n.spec.trained);
    if !trained().any(|n| n.state == State::Running) {
        return None;
    }
    let finished = trained().filter_map(|n| match n.state {
        State::Done { finished, .. } => Some(finished),
        _ => None,
    });
    let ahead = trained()
        .filter(|n| matches!(n.state, State::Running | State::Begun | State::Missing))
        .count();
    let each = seconds_each(finished.collect(), SystemTime::now())?;
    Some(Duration::from_secs_f64(each * ahead as f64))
}

/// Seconds between two networks that become done, since the work last stood still.
///
/// It stood still where nothing was finished for longer than a quarter of an hour and ten times the usual interval. (An
/// eval pass writes a checkpoint anew; one that was measured counts with that time.)
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
        // One network an hour is no pause where that is usual.
        let slow = [82_040, 85_640, 89_240, 92_840, 96_440];
        assert_eq!(seconds_each(at(&slow), now), Some(4_500.0));
        assert_eq!(seconds_each(at(&[100_000]), now), None);
    }
}
