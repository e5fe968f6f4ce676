//! A part of an experiment: by regularizer, by replicate, by one machine's share.

use super::{Experiment, Regularizer, RunSpec, SpecError};
use std::fmt;
use std::str::FromStr;

/// A part of an experiment: some regularizers, some runs, some share of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Selection {
    /// Only the sweep over this regularizer (the setting shared by all sweeps belongs to each).
    pub only: Option<Regularizer>,
    /// Only these replicates; empty = all.
    pub runs: Vec<u32>,
    /// Only these networks, as [`Selection::shard`] chose them; `None` = all.
    pub networks: Option<Vec<RunSpec>>,
}

impl Selection {
    /// Reads `3`, `0..3` (3 left out) or `0,2,5`.
    ///
    /// # Errors
    /// Any other text.
    pub fn parse_runs(text: &str) -> Result<Vec<u32>, SpecError> {
        let wrong = || SpecError::Runs {
            found: text.to_owned(),
        };
        let number = |part: &str| part.trim().parse::<u32>().map_err(|_| wrong());
        if let Some((first, end)) = text.split_once("..") {
            let range = number(first)?..number(end)?;
            return if range.is_empty() {
                Err(wrong())
            } else {
                Ok(range.collect())
            };
        }
        text.split(',').map(number).collect()
    }

    /// Whether `spec` belongs to this part.
    pub fn contains(&self, spec: &RunSpec) -> bool {
        let regularizer = match self.only {
            Some(only) if spec.trained => {
                Experiment::is_base(spec) || Experiment::regularizer(spec) == only
            }
            _ => true,
        };
        regularizer
            && (self.runs.is_empty() || self.runs.contains(&spec.run))
            && self.networks.as_ref().is_none_or(|n| n.contains(spec))
    }

    /// One shard of what this selects from `specs`.
    ///
    /// The shards of a list are disjoint, together they make up all of it, and their sizes differ by one at most. The
    /// networks are dealt out replicate by replicate, so that those that can train together (they share seed, split and
    /// batches) are in one shard as far as possible.
    pub fn shard(&self, shard: Shard, specs: &[RunSpec]) -> Self {
        let mut chosen: Vec<&RunSpec> = specs.iter().filter(|s| self.contains(s)).collect();
        chosen.sort_by_key(|spec| (!spec.trained, spec.run)); // stable: strengths stay in their order
        let bound = |index: usize| chosen.len() * index / shard.of;
        let part = &chosen[bound(shard.index - 1)..bound(shard.index)];
        Self {
            networks: Some(part.iter().copied().cloned().collect()),
            ..self.clone()
        }
    }
}

/// One of several equal parts of some work, as the tasks of a job array share it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// From 1 to `of`.
    index: usize,
    of: usize,
}

impl FromStr for Shard {
    type Err = SpecError;
    /// Reads `2/4`: the second of four.
    fn from_str(text: &str) -> Result<Self, SpecError> {
        text.split_once('/')
            .and_then(|(index, of)| Some((index.parse().ok()?, of.parse().ok()?)))
            .map(|(index, of)| Self { index, of })
            .filter(|shard| (1..=shard.of).contains(&shard.index))
            .ok_or_else(|| SpecError::Shard {
                found: text.to_owned(),
            })
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index, self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::{EXPERIMENTS, experiment};

    #[test]
    fn a_selection_of_runs_reads_as_people_write_it() {
        assert_eq!(Selection::parse_runs("0..3"), Ok(vec![0, 1, 2]));
        assert_eq!(Selection::parse_runs("4"), Ok(vec![4]));
        assert_eq!(Selection::parse_runs("0, 2,5"), Ok(vec![0, 2, 5]));
        for wrong in ["", "3..1", "a", "1..", "1,,2"] {
            assert!(Selection::parse_runs(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn only_one_sweep_keeps_the_shared_setting() {
        let selection = Selection {
            only: Some(Regularizer::Dropout),
            runs: vec![0],
            ..Selection::default()
        };
        let quick = experiment("mnist-quick").unwrap();
        assert_eq!(
            quick
                .trained()
                .iter()
                .filter(|s| selection.contains(s))
                .count(),
            4
        );
    }

    /// The networks of each of `of` shards.
    fn shards(selection: &Selection, of: usize, specs: &[RunSpec]) -> Vec<Vec<RunSpec>> {
        (1..=of)
            .map(|index| selection.shard(Shard { index, of }, specs))
            .map(|part| specs.iter().filter(|s| part.contains(s)).cloned().collect())
            .collect()
    }

    #[test]
    fn shards_are_disjoint_complete_and_of_equal_size() {
        let dropout = Selection {
            only: Some(Regularizer::Dropout),
            runs: vec![0, 2],
            ..Selection::default()
        };
        for experiment in EXPERIMENTS.iter() {
            let specs = experiment.all();
            for selection in [Selection::default(), dropout.clone()] {
                let whole: Vec<&RunSpec> = specs.iter().filter(|s| selection.contains(s)).collect();
                for of in [1, 2, 3, 4, 7, 64, 1000] {
                    let parts = shards(&selection, of, &specs);
                    let sizes = || parts.iter().map(Vec::len);
                    assert!(sizes().max().unwrap() - sizes().min().unwrap() <= 1);
                    assert_eq!(sizes().sum::<usize>(), whole.len(), "{}", experiment.name);
                    for spec in &whole {
                        let holders = parts.iter().filter(|part| part.contains(spec)).count();
                        assert_eq!(holders, 1, "{} {}", experiment.name, spec.file_stem());
                    }
                }
            }
        }
    }

    #[test]
    fn a_shard_cuts_few_replicates() {
        let specs = experiment("mnist-base").unwrap().trained();
        for (of, cuts) in [(9, 0), (3, 0), (4, 3), (8, 7)] {
            let replicates = |part: &Vec<RunSpec>| {
                let mut runs: Vec<u32> = part.iter().map(|s| s.run).collect();
                runs.dedup_by_key(|run| *run);
                runs.sort();
                runs.dedup();
                runs.len()
            };
            let parts = shards(&Selection::default(), of, &specs);
            let pieces: usize = parts.iter().map(replicates).sum();
            assert!(pieces <= 9 + cuts, "{of} shards: {pieces} pieces");
        }
    }

    #[test]
    fn a_shard_is_the_same_whatever_the_order_of_replicates() {
        let specs = experiment("glyphs").unwrap().all();
        let mut by_run = specs.clone();
        by_run.sort_by_key(|s| std::cmp::Reverse(s.run));
        let shard = "2/4".parse().unwrap();
        let part = |specs: &[RunSpec]| Selection::default().shard(shard, specs);
        assert_eq!(part(&specs), part(&by_run));
    }

    #[test]
    fn a_shard_reads_as_the_second_of_four() {
        assert_eq!("2/4".parse(), Ok(Shard { index: 2, of: 4 }));
        assert_eq!("4/4".parse::<Shard>().unwrap().to_string(), "4/4");
        for wrong in [
            "", "2", "0/4", "5/4", "1/0", "a/4", "1/4/2", "-1/4", "2 of 4",
        ] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }
}
