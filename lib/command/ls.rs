//! `updown ls`: a table of all experiments or of the sweeps of one, or the same as JSON.

use crate::args::LsArgs;
use crate::error::Result;
use crate::status::{Counts, Stage, Standing, frozen, look, time_left};
use serde::Serialize;
use std::time::Duration;
use updown::experiments::{self, Named};
use updown::progress::short;
use updown::spec::{Experiment, Regularizer};
use updown::workspace::Workspace;

/// A row of the table.
#[derive(Serialize)]
struct Row {
    name: String,
    #[serde(flatten)]
    counts: Counts,
    /// Networks in the frozen tables.
    frozen: Option<usize>,
    /// Until the networks in training are done.
    #[serde(rename = "seconds_left", serialize_with = "seconds")]
    left: Option<Duration>,
}

/// A network that is neither done nor merely missing.
#[derive(Serialize)]
struct Attention {
    file: String,
    state: &'static str,
    reason: Option<String>,
}

/// What is printed about one experiment.
#[derive(Serialize)]
struct Report {
    experiment: Row,
    sweeps: Vec<Row>,
    attention: Vec<Attention>,
}

fn seconds<S: serde::Serializer>(left: &Option<Duration>, to: S) -> Result<S::Ok, S::Error> {
    left.map(|left| left.as_secs()).serialize(to)
}

/// Prints a table of all experiments, or of the sweeps of one with the networks that need a look.
pub fn ls(args: &LsArgs) -> Result<bool> {
    let workspace = Workspace::discover();
    match &args.experiment {
        Some(text) => {
            let report = one(&experiments::named(&workspace, text)?, &workspace)?;
            if args.json {
                println!("{}", serde_json::json!(report));
            } else {
                report.print();
            }
        }
        None => {
            let rows = all(&workspace)?;
            if args.json {
                println!("{}", serde_json::json!({ "experiments": rows }));
            } else {
                print_all(rows);
            }
        }
    }
    Ok(true)
}

fn all(workspace: &Workspace) -> Result<Vec<Row>> {
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
    let row = |named: Named| Ok(whole(&named.name, &look(&named, workspace)?, workspace));
    all.into_iter().map(row).collect()
}

/// The row of all networks of an experiment.
fn whole(name: &str, networks: &[Standing], workspace: &Workspace) -> Row {
    Row {
        name: name.to_owned(),
        counts: Counts::of(networks),
        frozen: frozen(name, workspace),
        left: time_left(networks),
    }
}

fn one(named: &Named, workspace: &Workspace) -> Result<Report> {
    let name = &named.name;
    if named.declared.is_none() && !workspace.experiments()?.contains(name) {
        // An unknown name is a typing error: the message lists the declared ones.
        experiments::find(workspace, name)?;
    }
    let networks = look(named, workspace)?;
    let part = |name: &str, has: &dyn Fn(&Standing) -> bool| Row {
        name: name.to_owned(),
        counts: Counts::of(networks.iter().filter(|network| has(network))),
        frozen: None,
        left: None,
    };
    let declared = named.declared.as_ref();
    let swept = |r: &Regularizer| declared.is_none_or(|e| !e.strengths(*r).is_empty());
    let mut sweeps: Vec<Row> = Vec::new();
    for regularizer in Regularizer::KNOWN.into_iter().filter(swept) {
        sweeps.push(part(regularizer.name(), &|n| {
            n.spec.trained && Experiment::regularizer(&n.spec) == regularizer
        }));
    }
    sweeps.push(part("untrained", &|n| !n.spec.trained));
    Ok(Report {
        experiment: whole(name, &networks, workspace),
        sweeps,
        attention: networks.iter().filter_map(Attention::of).collect(),
    })
}

impl Attention {
    fn of(network: &Standing) -> Option<Self> {
        let (state, reason) = match &network.state {
            Stage::Running => ("running", None),
            Stage::Begun => ("begun", None),
            Stage::Failed(reason) => ("failed", Some(reason.clone())),
            Stage::Done { .. } | Stage::Missing => return None,
        };
        let file = network.spec.file_stem();
        Some(Self {
            file,
            state,
            reason,
        })
    }
}

impl Report {
    fn print(&self) {
        print_head(&self.experiment.name);
        self.sweeps
            .iter()
            .for_each(|sweep| sweep.print(&sweep.name));
        self.experiment.print("together");
        for Attention {
            file,
            state,
            reason,
        } in &self.attention
        {
            match reason {
                Some(reason) => tell!("{state}: {file}: {reason}"),
                None => println!("{state}: {file}"),
            }
        }
    }
}

fn print_all(rows: Vec<Row>) {
    print_head("experiment");
    let mut counts = Counts::default();
    for row in rows {
        row.print(&row.name);
        counts.add(&row.counts);
    }
    let together = Row {
        name: "together".to_owned(),
        counts,
        frozen: None,
        left: None,
    };
    together.print(&together.name);
}

fn print_head(title: &str) {
    println!(
        "{title:<14}{:>9}{:>7}{:>9}{:>7}{:>8}{:>9}{:>11}{:>8}   left",
        "networks", "done", "running", "begun", "failed", "missing", "evaluated", "frozen"
    );
}

impl Row {
    fn print(&self, title: &str) {
        let Counts {
            networks,
            done,
            running,
            begun,
            failed,
            missing,
            evaluated,
        } = self.counts;
        let left = self
            .left
            .map_or(String::new(), |left| format!("   {}", short(left)));
        let frozen = self
            .frozen
            .map_or("-".to_owned(), |networks| networks.to_string());
        println!(
            "{title:<14}{networks:>9}{done:>7}{running:>9}{begun:>7}{failed:>8}{missing:>9}{evaluated:>11}{frozen:>8}{left}"
        );
    }
}
