//! What a kernel calls `cargo`: answers from memory what rust-analyzer asks again and again, and hands everything else
//! to the real cargo. Compiled by prepare.py with rustc alone; the paths below are fixed at that moment.
//!
//! - `metadata`: remembered by what the answer depends on, and without the crates that a notebook's types cannot meet.
//! - `rustc --print …`: depends on the compiler only.
//! - `locate-project`: a kernel's crate is always its own workspace.
//! - `build`, `check`: first puts the project's Cargo.lock in force; evcxr rewrites it whenever the dependencies change.
//!   How `check` was called is noted for remedy.py, which asks the compiler for a type in the same way.

use std::collections::hash_map::DefaultHasher;
use std::ffi::OsString;
use std::fs;
use std::hash::{Hash, Hasher};
use std::io::{self, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, exit};

const CARGO: &str = env!("UPDOWN_REAL_CARGO");
const PYTHON: &str = env!("UPDOWN_PYTHON");
const PROJECT: &str = env!("UPDOWN_PROJECT");
const MEMORY: &str = env!("UPDOWN_METADATA");
const FILTER: &str = env!("UPDOWN_FILTER");
/// Stands for the kernel's private folder in a remembered answer.
const FOLDER: &str = "@FOLDER@";

fn main() {
    let args: Vec<OsString> = std::env::args_os().skip(1).collect();
    let words: Vec<&str> = args.iter().filter_map(|word| word.to_str()).collect();
    let folder = std::env::current_dir().unwrap_or_default();
    let command = words.iter().find(|word| !word.starts_with('-')).copied();
    let answer = match command {
        _ if !is_kernel_folder(&folder) => None,
        Some("metadata") => metadata(&words, &folder),
        Some("rustc") if words.contains(&"--print") => compiler_fact(&words),
        Some("locate-project") => Some(format!("{{\"root\":\"{}\"}}\n", folder.join("Cargo.toml").display())),
        Some("build" | "check") => {
            enforce_lock(&folder);
            if command == Some("check") {
                note(&words, &folder);
            }
            None
        }
        _ => None,
    };
    match answer {
        Some(text) => io::stdout().write_all(text.as_bytes()).unwrap_or_else(|_| exit(1)),
        None => {
            let error = Command::new(CARGO).args(&args).exec();
            eprintln!("{CARGO}: {error}");
            exit(1);
        }
    }
}

fn is_kernel_folder(folder: &Path) -> bool {
    folder.starts_with(Path::new(PROJECT).join("env/kernels"))
}

/// The lock of the project rules in every kernel. cargo strikes from a lock what the manifest does not need, and evcxr
/// starts with an empty manifest: so copy the whole lock again for each new manifest.
fn enforce_lock(folder: &Path) {
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
    let seen = folder.join("Cargo.toml.locked");
    if fs::read_to_string(&seen).is_ok_and(|last| last == manifest) {
        return;
    }
    // A missing lock is cargo's business; it then says itself what is wrong.
    let _ = fs::copy(project_lock(), folder.join("Cargo.lock"));
    let _ = fs::write(seen, manifest);
}

/// The settings of this call, a line each, and its arguments. If that fails, only remedy.py has nothing to go by.
fn note(words: &[&str], folder: &Path) {
    let names = ["RUSTC", "RUSTFLAGS", "CARGO_TARGET_DIR", "CARGO_BUILD_BUILD_DIR"];
    let set = names.iter().filter_map(|name| std::env::var(name).ok().map(|value| format!("{name}={value}\n")));
    let program = std::env::current_exe().unwrap_or_default();
    let _ = fs::write(folder.join("checked"), format!("{}{}\n{}", set.collect::<String>(), program.display(), words.join("\n")));
}

fn project_lock() -> PathBuf {
    Path::new(PROJECT).join("Cargo.lock")
}

fn compiler_fact(words: &[&str]) -> Option<String> {
    let kept = memory_for(&words);
    fs::read_to_string(&kept).ok().or_else(|| {
        let output = Command::new(CARGO).args(words).output().ok().filter(|output| output.status.success())?;
        remember(&kept, &output.stdout);
        String::from_utf8(output.stdout).ok()
    })
}

fn metadata(words: &[&str], folder: &Path) -> Option<String> {
    let home = folder.to_str()?;
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).ok()?;
    if manifest.contains("../") || manifest.matches("path = \"").count() > 2 {
        return None; // other local crates: their manifests are not part of the key
    }
    let words: Vec<String> = words.iter().map(|word| word.replace(home, FOLDER)).collect();
    let project = ["Cargo.toml", "Cargo.lock", "env/kernel/crates.txt"];
    let contents = project.map(|name| fs::read_to_string(Path::new(PROJECT).join(name)).unwrap_or_default());
    let kept = memory_for(&(&words, &manifest.replace(home, FOLDER), contents));
    let text = fs::read_to_string(&kept).ok().or_else(|| ask_metadata(&words, folder, home, &kept))?;
    Some(text.replace(FOLDER, home))
}

/// Run the real thing, and let the filter (in Python: it is rarely needed, and JSON is at home there) thin it out.
fn ask_metadata(words: &[String], folder: &Path, home: &str, kept: &Path) -> Option<String> {
    enforce_lock(folder);
    if let Some(copy) = std::env::var_os("CARGO_RESOLVER_LOCKFILE_PATH") {
        let _ = fs::copy(project_lock(), copy); // rust-analyzer works on a copy of the lock that evcxr just emptied
    }
    let words: Vec<String> = words.iter().map(|word| word.replace(FOLDER, home)).collect();
    let script = [PYTHON, "-ES", FILTER, CARGO];
    let output = Command::new(script[0]).args(&script[1..]).args(words).output().ok()?;
    if !output.status.success() {
        return None; // ask again without the filter, for cargo's own message
    }
    let text = String::from_utf8(output.stdout).ok()?.replace(home, FOLDER);
    remember(kept, text.as_bytes());
    Some(text)
}

fn memory_for(key: &impl Hash) -> PathBuf {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    Path::new(MEMORY).join(format!("{:016x}", hasher.finish()))
}

/// Written aside and renamed: two kernels may start at the same moment. A full disk costs only the memory.
fn remember(kept: &Path, text: &[u8]) {
    let aside = kept.with_extension(std::process::id().to_string());
    if fs::write(&aside, text).is_ok() {
        let _ = fs::rename(&aside, kept);
    }
}
