//! The house keeps its plan: rooms use lower floors only, and files of a room do not use each other in circles.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Rooms that must build without tensors.
const READING: [&str; 22] = [
    "alignment",
    "analysis",
    "checkpoint",
    "display",
    "drawing",
    "error",
    "experiments",
    "explore",
    "figures",
    "files",
    "function",
    "import",
    "lib",
    "matrices",
    "modularity",
    "plot",
    "prelude",
    "progress",
    "seeds",
    "spec",
    "statistics",
    "workspace",
];

/// A source file of the library without its tests, which may use anything.
struct Source {
    path: PathBuf,
    /// The part of the path below `lib/` without its extension: `["figures", "null"]`.
    place: Vec<String>,
    code: String,
}

impl Source {
    fn room(&self) -> &str {
        &self.place[0]
    }

    /// The file within its room; a folder inside a room counts as one.
    fn part(&self) -> Option<&str> {
        self.place.get(1).map(String::as_str)
    }

    /// Its lines that are not comments.
    fn lines(&self) -> impl Iterator<Item = &str> {
        let lines = self.code.lines();
        lines.filter(|line| !line.trim_start().starts_with("//"))
    }
}

fn lib() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("lib")
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

fn sources() -> Vec<Source> {
    let mut paths = Vec::new();
    rust_files(&lib(), &mut paths);
    let source = |path: PathBuf| {
        let inside = path.strip_prefix(lib()).unwrap().with_extension("");
        let place = inside
            .iter()
            .map(|part| part.to_str().unwrap().to_owned())
            .filter(|part| part != "mod")
            .collect();
        let code = without_tests(&std::fs::read_to_string(&path).unwrap());
        Source { path, place, code }
    };
    paths.into_iter().map(source).collect()
}

/// The source without the items behind `#[cfg(test)]`. Relies on rustfmt: a block ends with a brace at the indentation of its
/// beginning.
fn without_tests(source: &str) -> String {
    let mut kept = String::new();
    let mut lines = source.lines();
    while let Some(line) = lines.next() {
        if line.trim() != "#[cfg(test)]" {
            kept.push_str(line);
            kept.push('\n');
            continue;
        }
        let end = format!("{}}}", line.strip_suffix("#[cfg(test)]").unwrap());
        let item = lines.by_ref().find(|l| !l.trim_start().starts_with("#["));
        if item.is_some_and(|item| !item.ends_with(';')) {
            lines.by_ref().find(|line| *line == end);
        }
    }
    kept
}

/// The floors that `lib.rs` draws, the highest first.
fn floors() -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(lib().join("lib.rs")).unwrap();
    let picture = text.split("//! ```text\n").nth(1).unwrap();
    let picture = picture.split("//! ```\n").next().unwrap();
    let rooms = |line: &str| {
        let rooms = line.trim_start_matches("//! ").split("  ").next().unwrap();
        rooms.split(" · ").map(|r| r.trim().to_owned()).collect()
    };
    picture.lines().map(rooms).collect()
}

fn identifier(text: &str) -> String {
    let letters = text.chars();
    letters
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

/// Rooms of the library that a source names by `crate::room`, alone or in a group.
fn rooms_used(source: &Source) -> BTreeSet<String> {
    named_after(source, "crate::")
        .into_iter()
        .map(|name| match name.chars().next() {
            // `crate::Error` and `crate::Result` are re-exported from there.
            Some(first) if first.is_uppercase() => "error".to_owned(),
            _ => name,
        })
        .collect()
}

/// First names of the paths that follow `prefix`, each member of a group `prefix{a, b::c}` on its own.
fn named_after(source: &Source, prefix: &str) -> BTreeSet<String> {
    let code: String = source.lines().flat_map(|line| [line, "\n"]).collect();
    let mut names = BTreeSet::new();
    for (at, _) in code.match_indices(prefix) {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
            continue;
        }
        let rest = &code[at + prefix.len()..];
        match rest.strip_prefix('{') {
            Some(group) => names.extend(group_members(group)),
            None => {
                names.insert(identifier(rest));
            }
        }
    }
    names.remove("");
    names
}

fn group_members(group: &str) -> Vec<String> {
    let (mut depth, mut members, mut member) = (0, Vec::new(), String::new());
    for c in group.chars() {
        match c {
            '}' if depth == 0 => break,
            ',' if depth == 0 => members.push(std::mem::take(&mut member)),
            _ => {
                depth += i32::from(c == '{') - i32::from(c == '}');
                member.push(c);
            }
        }
    }
    members.push(member);
    members.iter().map(|m| identifier(m.trim())).collect()
}

#[test]
fn a_room_uses_lower_floors_only() {
    let floors = floors();
    let height = |room: &str| {
        floors
            .iter()
            .rev()
            .position(|floor| floor.iter().any(|r| r == room))
            .unwrap_or_else(|| panic!("{room} has no place in the picture in lib.rs"))
    };
    for source in sources() {
        let room = source.room().to_owned();
        // The crate's root and the sum of all errors name every room; the command is a crate of its own.
        if ["lib", "command"].contains(&room.as_str()) {
            continue;
        }
        for used in rooms_used(&source) {
            assert!(
                used == room || height(&used) < height(&room),
                "{} uses {used}, which does not stand below {room}",
                source.path.display()
            );
        }
    }
}

/// How a file names its neighbours. Below a folder inside the room, `super` is that folder; the command is a crate of its own.
fn prefix_of_room(source: &Source) -> String {
    if source.room() == "command" {
        return "crate::".to_owned();
    }
    "super::".repeat(source.place.len() - 1)
}

/// Which of its neighbours each file of a room uses, by name or by an item that the room's `mod.rs` re-exports from it.
fn neighbours(room: &[&Source]) -> BTreeMap<String, BTreeSet<String>> {
    let parts: BTreeSet<&str> = room.iter().filter_map(|s| s.part()).collect();
    let root = room.iter().find(|s| s.part().is_none());
    let mut owner = BTreeMap::new();
    for part in root.map_or(&BTreeSet::new(), |_| &parts) {
        let prefix = format!("use {part}::");
        for item in named_after(root.unwrap(), &prefix) {
            owner.insert(item, (*part).to_owned());
        }
    }
    let mut edges = BTreeMap::<String, BTreeSet<String>>::new();
    for source in room.iter().filter(|s| s.part().is_some()) {
        let own = source.part().unwrap();
        let by_crate = format!("crate::{}::", source.room());
        let mut names = named_after(source, &prefix_of_room(source));
        names.extend(named_after(source, &by_crate));
        for name in names {
            let part = match owner.get(&name) {
                Some(part) => part.as_str(),
                None => name.as_str(),
            };
            if parts.contains(part) && part != own {
                edges
                    .entry(own.to_owned())
                    .or_default()
                    .insert(part.to_owned());
            }
        }
    }
    edges
}

/// The files that remain when files that use none of the others are removed repeatedly: those in circles.
fn in_circles(mut edges: BTreeMap<String, BTreeSet<String>>) -> BTreeMap<String, BTreeSet<String>> {
    loop {
        let names: BTreeSet<String> = edges.keys().cloned().collect();
        for used in edges.values_mut() {
            used.retain(|name| names.contains(name));
        }
        let before = edges.len();
        edges.retain(|_, used| !used.is_empty());
        if edges.len() == before {
            return edges;
        }
    }
}

#[test]
fn files_of_a_room_use_each_other_in_no_circle() {
    let sources = sources();
    let rooms: BTreeSet<&str> = sources.iter().map(Source::room).collect();
    let circles: BTreeMap<_, _> = rooms
        .into_iter()
        .map(|room| {
            let files: Vec<&Source> = sources.iter().filter(|s| s.room() == room).collect();
            (room, in_circles(neighbours(&files)))
        })
        .filter(|(_, circles)| !circles.is_empty())
        .collect();
    assert!(circles.is_empty(), "{circles:#?}");
}

#[test]
fn circles_are_found() {
    let edges = |pairs: &[(&str, &str)]| {
        let mut edges = BTreeMap::<String, BTreeSet<String>>::new();
        for (a, b) in pairs {
            edges
                .entry((*a).to_owned())
                .or_default()
                .insert((*b).to_owned());
        }
        edges
    };
    assert!(in_circles(edges(&[("a", "b"), ("b", "c")])).is_empty());
    let circle = in_circles(edges(&[("a", "b"), ("b", "c"), ("c", "b")]));
    assert_eq!(circle.keys().collect::<Vec<_>>(), ["a", "b", "c"]);
    let source = |code: &str| Source {
        path: PathBuf::from("lib/room/file.rs"),
        place: vec!["room".to_owned(), "file".to_owned()],
        code: code.to_owned(),
    };
    let used = rooms_used(&source(
        "use crate::{a::B, Error,\n    c};\nlet x = crate::d::e(); // crate::f",
    ));
    assert_eq!(
        used.iter().collect::<Vec<_>>(),
        ["a", "c", "d", "error", "f"]
    );
    let rest =
        without_tests("a\n#[cfg(test)]\nmod server;\nb\n#[cfg(test)]\nmod tests {\n    x\n}\nc\n");
    assert_eq!(rest, "a\nb\nc\n");
}

#[test]
fn the_reading_wing_knows_no_tensors() {
    for source in sources() {
        if !READING.contains(&source.room()) {
            continue;
        }
        let mut guarded = false;
        for line in source.lines() {
            assert!(
                !line.contains("tch::") || guarded,
                "{}: {line}",
                source.path.display()
            );
            guarded = line.contains("feature = \"torch\"");
        }
    }
}

/// All Rust of the project: the library and the command, tests, benchmarks, examples.
fn all_rust() -> Vec<(PathBuf, String)> {
    let mut paths = Vec::new();
    for folder in ["lib", "tests", "benches", "examples"] {
        rust_files(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join(folder),
            &mut paths,
        );
    }
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap();
        (path, text)
    };
    paths.into_iter().map(read).collect()
}

#[test]
fn files_fit_a_sitting() {
    for (path, text) in all_rust() {
        let lines = text.lines().count();
        assert!(lines <= 450, "{} has {lines} lines", path.display());
    }
}

/// The functions of a file with their numbers of lines. Relies on rustfmt: a function ends with a brace at the indentation of its
/// beginning.
fn functions(text: &str) -> Vec<(&str, usize)> {
    const WORDS: [&str; 6] = [
        "pub",
        "pub(crate)",
        "pub(super)",
        "const",
        "unsafe",
        "async",
    ];
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (begin, line) in lines.iter().enumerate() {
        let code = line.trim_start();
        let mut words = code.split(' ').skip_while(|word| WORDS.contains(word));
        if words.next() != Some("fn") || line.ends_with(['}', ';']) {
            continue;
        }
        let end = format!("{}}}", &line[..line.len() - code.len()]);
        // In a macro more may follow the brace.
        let rest = lines[begin..].iter().position(|l| l.starts_with(&end));
        found.push((code, rest.map_or(usize::MAX, |rest| rest + 1)));
    }
    found
}

#[test]
fn functions_fit_a_screen() {
    let text = "fn a() {\n    x;\n}\nimpl B {\n    pub fn c(\n        d: E,\n    ) {\n    }\n    fn f();\n}\n";
    assert_eq!(functions(text), [("fn a() {", 3), ("pub fn c(", 4)]);
    let mut seen = 0;
    for (path, text) in all_rust() {
        for (function, lines) in functions(&text) {
            assert!(lines <= 50, "{}: {function}: {lines}", path.display());
            seen += 1;
        }
    }
    assert!(seen > 3_000, "{seen}");
}
