//! Reports of `updown eval` and `updown results`, as text and as JSON.

use crate::left_out::print_skipped;
use serde::Serialize;
use serde_json::{Value, json};
use std::path::PathBuf;
use updown::analysis::Frozen;
use updown::eval::EvalReport;

/// Prints what an eval pass did.
pub fn print_eval(experiment: &str, report: &EvalReport) {
    println!(
        "{experiment}: {} checkpoints measured, {} current, {} being measured by other processes, {} failures",
        report.made,
        report.current,
        report.elsewhere,
        report.failed.len()
    );
    for (metric, count) in &report.records {
        let busy = report.busy.get(metric).copied().unwrap_or_default();
        let each = busy.as_secs_f64() / *count as f64;
        println!("  {}: {count} new, {each:.3} s each", metric.name());
    }
    for (path, count) in &report.dropped {
        println!(
            "replaced: {}: removed {count} matrices of other methods, which were measured under other settings",
            path.display()
        );
    }
    for (path, reason) in &report.gaps {
        tell!("left out: {}: {reason}", path.display());
    }
    for (path, reason) in &report.failed {
        tell!("failed: {}: {reason}", path.display());
    }
}

/// The same as JSON, with one entry per dataset.
pub fn eval_json(experiment: &str, reports: &[EvalReport]) -> Value {
    json!({ "experiment": experiment, "passes": reports.iter().map(pass_json).collect::<Vec<_>>() })
}

fn pass_json(report: &EvalReport) -> Value {
    let records = report.records.iter().map(|(metric, &count)| {
        let busy = report.busy.get(metric).copied().unwrap_or_default();
        let each = busy.as_secs_f64() / count as f64;
        let said = json!({ "new": count, "seconds_each": each });
        (metric.name().to_owned(), said)
    });
    json!({
        "measured": report.made,
        "current": report.current,
        "elsewhere": report.elsewhere,
        "records": records.collect::<serde_json::Map<_, _>>(),
        "replaced": files(&report.dropped, "matrices"),
        "left_out": files(&report.gaps, "reason"),
        "failed": files(&report.failed, "reason"),
    })
}

/// A list of files with a remark on each.
fn files<T: Serialize>(found: &[(PathBuf, T)], what: &str) -> Vec<Value> {
    let each = found.iter();
    each.map(|(path, said)| json!({ "file": path, what: said }))
        .collect()
}

/// Prints what was frozen or exported.
pub fn print_results(name: &str, frozen: &Frozen) {
    print_skipped(&frozen.skipped);
    for path in &frozen.paths {
        println!("{}", path.display());
    }
    let provenance = &frozen.provenance;
    println!(
        "{name}: {} networks, {} of them with every kind of record",
        provenance.networks, provenance.evaluated
    );
    for example in &provenance.examples {
        println!("  {}: layers {}", example.file, example.layers.join(", "));
    }
}

/// The same as JSON.
pub fn results_json(name: &str, frozen: &Frozen) -> Value {
    let left_out = frozen.skipped.iter();
    let examples = frozen.provenance.examples.iter();
    json!({
        "experiment": name,
        "paths": frozen.paths,
        "networks": frozen.provenance.networks,
        "evaluated": frozen.provenance.evaluated,
        "examples": examples.map(|e| json!({ "file": e.file, "layers": e.layers })).collect::<Vec<_>>(),
        "left_out": left_out.map(|s| json!({ "file": s.path, "reason": s.reason })).collect::<Vec<_>>(),
    })
}
