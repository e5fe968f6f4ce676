//! Import of the original's checkpoints.

use crate::args::ImportArgs;
use crate::error::{Error, Result};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use updown::checkpoint::Checkpoint;
use updown::data::Dataset;
use updown::display::one_line;
use updown::eval;
use updown::experiments;
use updown::import::{self, Imported};
use updown::tch::Device;
use updown::workspace::Workspace;

/// Imports checkpoints of the original. All files are read and checked before the first one is written.
pub fn import(args: &ImportArgs) -> Result<bool> {
    let workspace = Workspace::discover();
    let name = experiments::named(&workspace, &args.experiment)?.name;
    if let [table] = &args.checkpoints[..]
        && table.extension().is_some_and(|e| e == "csv")
    {
        return import_table(args, &name, table, &workspace);
    }
    let target = |imported: &Imported| workspace.checkpoint(&name, &imported.checkpoint.spec);
    let read = |source: &Path| import::read_prefixed(source, args.prefix.as_deref());
    let mut sources: BTreeMap<PathBuf, &Path> = BTreeMap::new();
    for source in &args.checkpoints {
        let imported = read(source)?;
        let target = target(&imported);
        let there = target.exists() && !args.force;
        // An import that was killed continues where it stopped.
        if there && imported.checkpoint.is_written(&target)? {
            println!(
                "{}: already imported as {}",
                source.display(),
                target.display()
            );
            continue;
        }
        if there {
            return Err(refused(
                source,
                &target,
                "already exists; --force replaces it",
            ));
        }
        if let Some(other) = sources.insert(target.clone(), source) {
            let reason = format!(
                "is also where {} would go: both are the same run",
                other.display()
            );
            return Err(refused(source, &target, &reason));
        }
    }
    for (target, source) in &sources {
        let imported = read(source)?;
        imported.checkpoint.write(target)?;
        println!("{} -> {}", source.display(), target.display());
        println!("  {}", contents(&imported));
        for note in &imported.notes {
            println!("  {}", one_line(note));
        }
    }
    Ok(true)
}

/// Makes checkpoints of the networks in a table. All are read before the first is written.
fn import_table(
    args: &ImportArgs,
    experiment: &str,
    table: &Path,
    workspace: &Workspace,
) -> Result<bool> {
    let Some(dataset) = &args.dataset else {
        let reason = "expected --dataset as well, to say what the networks are measured on";
        return Err(Error::at(table, reason));
    };
    let dataset = experiments::dataset(workspace, dataset)?;
    let dataset = Dataset::load(dataset, workspace, Device::Cpu)?;
    let networks = eval::adopt(table, &dataset)?;
    let path = |network: &Checkpoint| workspace.checkpoint(experiment, &network.spec);
    if let Some(there) = networks
        .iter()
        .map(path)
        .find(|p| p.exists() && !args.force)
    {
        return Err(refused(
            table,
            &there,
            "already exists; --force replaces it",
        ));
    }
    for network in &networks {
        network.write(&path(network))?;
    }
    println!(
        "{experiment}: {} networks of {}",
        networks.len(),
        table.display()
    );
    Ok(true)
}

fn refused(source: &Path, target: &Path, reason: &str) -> Error {
    let target = target.display();
    Error::at(source, format!("{target} {reason}; nothing was written"))
}

/// Describes what was found in a file, in one line.
fn contents(imported: &Imported) -> String {
    let (spec, records) = (&imported.checkpoint.spec, &imported.checkpoint.records);
    let mut words = vec![format!("{} network {}", spec.dataset, spec.architecture)];
    if !spec.trained {
        words.push("untrained".to_owned());
    }
    let mut count = |what: &str, n: Option<usize>| {
        words.extend(n.map(|n| format!("{n} {what}")));
    };
    count(
        "matrices",
        records
            .associations
            .as_ref()
            .and_then(|r| Some(r.done()?.len())),
    );
    count(
        "sets of modules",
        records.modules.as_ref().and_then(|r| Some(r.done()?.len())),
    );
    count(
        "alignments",
        records
            .alignments
            .as_ref()
            .and_then(|r| Some(r.done()?.len())),
    );
    words.extend(records.failures());
    words.join(", ")
}
