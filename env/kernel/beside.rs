//! Crates that a notebook asks for beside the library: built apart, with a dependency graph of their own.
//!
//! In one graph cargo unifies features: `csv` switches on a feature of `memchr`, and so polars and the library are compiled
//! again, for minutes. Apart, a crate costs its own compile time, once: the result stays in `env/kernels/crates/` for later
//! kernels. Whatever has the same version and features as in the library's graph is the same crate in both, found ready there.
//! The library's Cargo.lock rules here too, so that versions agree with what rust-analyzer is told.

use std::collections::hash_map::DefaultHasher;
use std::ffi::OsString;
use std::fs;
use std::hash::{Hash, Hasher};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio, exit};

/// Where the arguments are written by which rustc finds the crates: see `note_arguments`.
pub const NOTES: &str = "KERNEL_BESIDE_NOTES";
const SECTION: &str = "[dependencies]\n";

/// A kernel's manifest taken apart.
pub struct Apart {
    /// Everything but the crates beside the library.
    pub cell: String,
    beside: Vec<String>,
}

/// None where nothing is to be built apart: there is nothing beside the library, or a crate whose types the library's own
/// functions take (`shared`, patterns, one a line), which has to be one and the same in both.
pub fn take_apart(manifest: &str, library: &str, shared: &str) -> Option<Apart> {
    let (head, dependencies) = manifest.split_once(SECTION)?;
    let lines = dependencies.lines().filter(|line| !line.trim().is_empty());
    let (own, beside): (Vec<&str>, Vec<&str>) = lines.partition(|line| name(line) == library);
    if beside.is_empty() || beside.iter().any(|line| is_shared(name(line), shared)) {
        return None;
    }
    let beside = beside.into_iter().map(str::to_owned).collect();
    Some(Apart { cell: format!("{head}{SECTION}{}\n", own.join("\n")), beside })
}

fn name(line: &str) -> &str {
    line.split('=').next().unwrap_or_default().trim()
}

fn is_shared(name: &str, patterns: &str) -> bool {
    patterns.lines().any(|pattern| match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == pattern,
    })
}

impl Apart {
    /// Build what is not built yet, and say what is compiled. The file with rustc's arguments; ends the process on an error.
    pub fn build(&self, crates: &Path, lock: &Path, cargo: &str, arguments: &[OsString]) -> PathBuf {
        let mut hasher = DefaultHasher::new();
        (&self.beside, fs::read_to_string(lock).unwrap_or_default(), std::env::var("RUSTFLAGS").ok()).hash(&mut hasher);
        let folder = crates.join(format!("{:016x}", hasher.finish()));
        let notes = folder.join("arguments");
        if notes.exists() && !self.beside.iter().any(|line| line.contains("path = ")) {
            return notes;
        }
        if let Err(error) = self.write(&folder, lock) {
            eprintln!("{}: {error}", folder.display());
            exit(1);
        }
        run(Command::new(cargo).arg("fetch").current_dir(&folder));
        let rules = lock.with_file_name(".cargo").join("config.toml");
        optimize(&folder, lock, &fs::read_to_string(rules).unwrap_or_default());
        self.say_held_back(&folder, lock);
        let target = crates.join("target");
        run(Command::new(cargo)
            .args(arguments)
            .current_dir(&folder)
            .env("CARGO_TARGET_DIR", &target)
            .env("CARGO_BUILD_BUILD_DIR", &target)
            .env("RUSTC_WORKSPACE_WRAPPER", std::env::current_exe().unwrap_or_default())
            .env(NOTES, &notes)
            .stdout(Stdio::null()));
        notes
    }

    /// Without a version a crate that the library has, too, comes in the library's version: then `:dep rand` is not the newest.
    fn say_held_back(&self, folder: &Path, lock: &Path) {
        let known = fs::read_to_string(lock).unwrap_or_default();
        let resolved = fs::read_to_string(folder.join("Cargo.lock")).unwrap_or_default();
        let Some(mut news) = open_news() else { return };
        for (name, version) in packages(&resolved).filter(|package| packages(&known).any(|other| other == *package)) {
            if self.beside.iter().any(|line| self::name(line) == name && line.ends_with("\"*\"")) {
                let note = format!("note: {name} {version}, as the library has it; another one is got by naming its version\n");
                let _ = news.write_all(note.as_bytes());
            }
        }
    }

    fn write(&self, folder: &Path, lock: &Path) -> std::io::Result<()> {
        fs::create_dir_all(folder.join("src"))?;
        fs::create_dir_all(folder.join(".cargo"))?;
        fs::write(folder.join("src/lib.rs"), "")?;
        let package = "[package]\nname = \"beside\"\nversion = \"1.0.0\"\nedition = \"2024\"\n\n[lib]\ncrate-type = [\"cdylib\"] # or rustc would be given metadata only\n\n[workspace]\n\n";
        fs::write(folder.join("Cargo.toml"), format!("{package}{SECTION}{}\n", self.beside.join("\n")))?;
        if !folder.join("Cargo.lock").exists() {
            fs::copy(lock, folder.join("Cargo.lock"))?;
        }
        Ok(())
    }
}

/// Crates that the library does not know are compiled at evcxr's default level; those that it knows, as it has them. `rules` is
/// the project's configuration: cargo takes no second rule for a crate that it names.
fn optimize(folder: &Path, lock: &Path, rules: &str) {
    let known = fs::read_to_string(lock).unwrap_or_default();
    let known: Vec<(&str, &str)> = packages(&known).collect();
    let resolved = fs::read_to_string(folder.join("Cargo.lock")).unwrap_or_default();
    let new = packages(&resolved).filter(|package| package.0 != "beside" && !known.contains(package));
    let new = new.filter(|(name, _)| !rules.contains(&format!("[profile.dev.package.{name}]")));
    let levels = new.map(|(name, version)| format!("[profile.dev.package.\"{name}@{version}\"]\nopt-level = 2\n"));
    let _ = fs::write(folder.join(".cargo/config.toml"), levels.collect::<String>());
}

fn packages(lock: &str) -> impl Iterator<Item = (&str, &str)> {
    lock.split("[[package]]\n").skip(1).filter_map(|block| {
        let value = |key: &str| block.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \"")?.strip_suffix('"'));
        Some((value("name")?, value("version")?))
    })
}

/// Run cargo; its lines go to the front as they come. An error is passed on, and ends the process.
fn run(command: &mut Command) {
    let fail = |error: &dyn std::fmt::Display| -> ! {
        eprintln!("error: {error}");
        exit(101);
    };
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap_or_else(|error| fail(&error));
    let mut news = open_news();
    let mut said = String::new();
    for line in BufReader::new(child.stderr.take().expect("it is piped")).lines().map_while(Result::ok) {
        if let (Some(news), true) = (&mut news, tells(&line)) {
            let _ = news.write_all(format!("{line}\n").as_bytes());
        }
        said += &line;
        said.push('\n');
    }
    match child.wait() {
        Ok(status) if status.success() => {}
        _ => fail(&said.trim_start_matches("error: ")),
    }
}

/// For rustc in place of which this program was called for the crate `beside`: keep what names the crates that it depends on.
pub fn note_arguments(notes: &Path, args: &[OsString]) -> Option<()> {
    let words: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).collect();
    let at = words.iter().position(|word| *word == "--crate-name")?;
    if words.get(at + 1) != Some(&"beside") {
        return None;
    }
    let pairs = words.windows(2).filter(|pair| matches!(pair[0], "--extern" | "-L"));
    let lines: String = pairs.map(|pair| format!("{}\n{}\n", pair[0], pair[1])).collect();
    let aside = notes.with_extension(std::process::id().to_string());
    fs::write(&aside, lines).and_then(|()| fs::rename(&aside, notes)).ok()
}

/// Where the front reads what goes on.
fn open_news() -> Option<fs::File> {
    std::env::var_os("KERNEL_NEWS").and_then(|path| fs::OpenOptions::new().write(true).open(path).ok())
}

fn tells(line: &str) -> bool {
    line.starts_with(" Downloaded ") || line.starts_with("   Compiling ") && !line.starts_with("   Compiling beside ")
}
