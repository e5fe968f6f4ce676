//! The direction of dependencies: a module uses only what stands left of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Modules in the order in which data flow through them. Equal ranks may not use each other.
const ROAD: [&[&str]; 13] = [
    &["error"],
    &["seeds", "progress", "display"],
    &["spec"],
    &["workspace"],
    &["checkpoint"],
    &["device", "data"],
    &["models"],
    &["training", "associations"],
    &["modularity"],
    &["alignment", "matrices"],
    &["eval", "analysis"],
    &["figures"],
    &["prelude"],
];

/// Modules that must build without tensors.
const READING: [&str; 14] = [
    "error",
    "seeds",
    "progress",
    "display",
    "spec",
    "workspace",
    "checkpoint",
    "modularity",
    "alignment",
    "matrices",
    "analysis",
    "figures",
    "prelude",
    "lib",
];

fn sources() -> Vec<(String, PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(path);
            }
        }
    }
    let lib = Path::new(env!("CARGO_MANIFEST_DIR")).join("lib");
    let mut paths = Vec::new();
    walk(&lib, &mut paths);
    let module = |path: &Path| {
        let first = path
            .strip_prefix(&lib)
            .unwrap()
            .components()
            .next()
            .unwrap();
        first
            .as_os_str()
            .to_string_lossy()
            .trim_end_matches(".rs")
            .to_owned()
    };
    paths
        .into_iter()
        .map(|p| (module(&p), p.clone(), std::fs::read_to_string(&p).unwrap()))
        .collect()
}

/// Modules of the library that a source names by `crate::module`. Its tests may use what they like.
fn uses(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]").next().unwrap();
    code.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| line.split("crate::").skip(1))
        .map(|rest| {
            rest.chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect()
        })
        .filter(|name: &String| name.chars().next().is_some_and(char::is_lowercase))
        .collect()
}

#[test]
fn a_module_uses_only_what_stands_left_of_it() {
    let rank: BTreeMap<&str, usize> = ROAD
        .iter()
        .enumerate()
        .flat_map(|(rank, modules)| modules.iter().map(move |m| (*m, rank)))
        .collect();
    for (module, path, source) in sources() {
        // The sum of all errors names every module; that is its purpose. The command is a crate of its own.
        if ["lib", "error", "command"].contains(&module.as_str()) {
            continue;
        }
        let own = rank
            .get(module.as_str())
            .unwrap_or_else(|| panic!("{module} has no place on the road"));
        for used in uses(&source) {
            let other = rank
                .get(used.as_str())
                .unwrap_or_else(|| panic!("{used} has no place on the road"));
            assert!(
                used == module || other < own,
                "{} uses {used}, which stands right of {module}",
                path.display()
            );
        }
    }
}

#[test]
fn the_reading_wing_knows_no_tensors() {
    for (module, path, source) in sources() {
        if !READING.contains(&module.as_str()) {
            continue;
        }
        let mut guarded = false;
        for line in source.lines() {
            let names_tch = line.contains("tch::") && !line.trim_start().starts_with("//");
            assert!(!names_tch || guarded, "{}: {line}", path.display());
            guarded = line.contains("feature = \"torch\"");
        }
    }
}

#[test]
fn files_fit_a_sitting() {
    for (_, path, source) in sources() {
        let lines = source.lines().count();
        assert!(lines <= 500, "{} has {lines} lines", path.display());
    }
}
