//! What a kernel calls `cargo`: answers from memory what rust-analyzer asks again and again, and hands everything else
//! to the real cargo. Compiled by prepare.py with rustc alone; the paths below are fixed at that moment.
//!
//! - `metadata`: remembered by what the answer depends on, and without the crates that a notebook's types cannot meet.
//! - `rustc --print …`: depends on the compiler only.
//! - `locate-project`: a kernel's crate is always its own workspace.
//! - `build`, `check`: first puts the project's Cargo.lock in force; evcxr rewrites it whenever the dependencies change.
//!   How it was called is noted for remedy.py, which asks the compiler for a type in the same way. Where nothing below the cell
//!   changed, the compiler is called without cargo, as it was the last time (`again`), or in another kernel (`known`).

mod again;
mod beside;
mod known;

use std::collections::hash_map::DefaultHasher;
use std::ffi::OsString;
use std::fs;
use std::hash::{Hash, Hasher};
use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio, exit};

const CARGO: &str = env!("KERNEL_REAL_CARGO");
const PYTHON: &str = env!("KERNEL_PYTHON");
const PROJECT: &str = env!("KERNEL_PROJECT");
const LIBRARY: &str = env!("KERNEL_LIBRARY");
const FOLDERS: &str = env!("KERNEL_FOLDERS");
const MEMORY: &str = env!("KERNEL_METADATA");
const FILTER: &str = env!("KERNEL_FILTER");
/// Patterns of the crates whose types the library's functions take, one a line.
const SHARED: &str = env!("KERNEL_SHARED");
const SETTINGS: &str = env!("KERNEL_SETTINGS");
/// Variables by which cargo tells one build from another, one a line: those that a kernel sets for all its builds.
const TELLING: &str = env!("KERNEL_TELLING");
/// In the kernel's folder while the cell at hand has nothing in it that runs twice.
const RUNS_ONCE: &str = "runs-once";
/// In the kernel's folder: how cargo was called last, for remedy.py.
const ASKED: &str = "checked";
/// The arguments for the crates beside the library, for rustc.
const BESIDE: &str = "KERNEL_BESIDE";
/// What to call in place of rustc, once this program has added to its arguments.
const NEXT: &str = "KERNEL_NEXT_WRAPPER";
/// The kernel's folder, where this program stands for rustc.
const COMPILES: &str = "KERNEL_COMPILES";
/// Where a call of the compiler is remembered for all kernels.
const KNOWN: &str = "KERNEL_KNOWN";
/// Stands for the kernel's private folder in a remembered answer.
const FOLDER: &str = "@FOLDER@";

fn main() {
    let args: Vec<OsString> = std::env::args_os().skip(1).collect();
    if let Some(notes) = std::env::var_os(beside::NOTES) {
        beside::note_arguments(Path::new(&notes), &args);
        become_(Command::new(&args[0]).args(&args[1..]).env_remove(beside::NOTES));
    }
    if std::env::var_os(COMPILES).is_some() {
        compile_cell(&args);
    }
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
            note(&words, &folder);
            None
        }
        _ => None,
    };
    match answer {
        Some(text) => io::stdout().write_all(text.as_bytes()).unwrap_or_else(|_| exit(1)),
        None if is_kernel_folder(&folder) && matches!(command, Some("build" | "check")) => compile(&args, &folder),
        None => become_(Command::new(CARGO).args(&args)),
    }
}

/// `cargo build` or `check` of a kernel's crate.
fn compile(args: &[OsString], folder: &Path) -> ! {
    let mut cargo = Command::new(CARGO);
    cargo.args(args).env("RUSTC_WORKSPACE_WRAPPER", std::env::current_exe().unwrap_or_default()).env(COMPILES, folder);
    if let Some(theirs) = std::env::var_os("RUSTC_WORKSPACE_WRAPPER") {
        cargo.env(NEXT, theirs); // of remedy.py
    }
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
    let apart = beside::take_apart(&manifest, LIBRARY, SHARED);
    let note = if apart.is_none() { again::note(args, folder, PROJECT) } else { None };
    if let Some(note) = &note {
        let places = places(folder);
        let known = if note.exists() { None } else { places.of(args) };
        if let Some(known) = &known {
            places.recall(known, note);
        }
        if let Some(call) = again::call(note) {
            compile_again(&call, folder);
        }
        cargo.env(again::NOTE, note).envs(known.map(|known| (KNOWN, known)));
    }
    if let Some(apart) = apart {
        let crates = Path::new(FOLDERS).join("crates");
        cargo.env(BESIDE, apart.build(&crates, &project_lock(), CARGO, &["build".into(), "--target".into(), target(args)]));
        let own = folder.join("apart");
        let cell = apart.cell.replace("\"src/lib.rs\"", "\"../src/lib.rs\"");
        let written = fs::create_dir_all(&own).and_then(|()| write_if_other(&own.join("Cargo.toml"), &cell));
        if let Err(error) = written.and_then(|()| fs::copy(project_lock(), own.join("Cargo.lock"))) {
            eprintln!("{}: {error}", own.display());
            exit(1);
        }
        cargo.arg("--manifest-path").arg(own.join("Cargo.toml"));
    }
    become_(&mut cargo)
}

fn places(folder: &Path) -> known::Places<'_> {
    known::Places { project: Path::new(PROJECT), kernels: Path::new(FOLDERS), folder, memory: Path::new(MEMORY), telling: TELLING }
}

/// A cell, compiled as the last one was, with what cargo would tell evcxr of it.
fn compile_again(call: &again::Call, folder: &Path) -> ! {
    let mut rustc = cells_compiler(&call.args, folder);
    rustc.current_dir(folder).envs(call.variables.iter().map(|(name, value)| (name, value)));
    let only_checks = call.args.iter().any(|arg| arg == "--emit=dep-info,metadata");
    let library = call.library().filter(|_| !only_checks);
    if let Some((compiled, _)) = &library {
        let _ = fs::remove_file(compiled); // the process that runs the cells has it open under its other name
    }
    let tell = |line: &str| println!("{{\"reason\":\"compiler-message\",\"target\":{{\"name\":\"ctx\"}},\"message\":{line}}}");
    let status = run(&mut rustc, |line| if line.contains("\"$message_type\":\"diagnostic\"") { tell(line) });
    let mut done = status.is_ok_and(|status| status.success());
    if let (true, Some((compiled, library))) = (done, library) {
        let _ = fs::remove_file(&library);
        done = fs::hard_link(compiled, &library).is_ok();
        println!("{{\"reason\":\"compiler-artifact\",\"target\":{{\"name\":\"ctx\"}},\"filenames\":[\"{}\"]}}", library.display());
    }
    println!("{{\"reason\":\"build-finished\",\"success\":{done}}}");
    exit(if done { 0 } else { 101 });
}

fn write_if_other(path: &Path, text: &str) -> io::Result<()> {
    if fs::read_to_string(path).is_ok_and(|there| there == text) { Ok(()) } else { fs::write(path, text) }
}

fn target(args: &[OsString]) -> OsString {
    let at = args.iter().position(|arg| arg == "--target");
    at.and_then(|at| args.get(at + 1)).cloned().unwrap_or_else(|| "host-tuple".into())
}

fn become_(command: &mut Command) -> ! {
    let error = command.exec();
    eprintln!("{}: {error}", command.get_program().display());
    exit(1);
}

/// rustc for one cell: `args` begin with its path. At evcxr's default level a cell in which nothing runs twice (the front says
/// so) is not optimized: it then takes the instances of generic functions that the library has, and compiles in a quarter of
/// the time. Nor is it compiled incrementally: no cell is like the last one, and hashing what the library has would take a
/// quarter of the time that is left. Other levels are somebody's wish.
fn compile_cell(args: &[OsString]) -> ! {
    let folder = std::env::var_os(COMPILES).unwrap_or_default();
    let note = std::env::var_os(again::NOTE);
    let call = again::Call::own(args);
    let mut rustc = cells_compiler(args, Path::new(&folder));
    for variable in [COMPILES, NEXT, BESIDE, again::NOTE, KNOWN] {
        rustc.env_remove(variable);
    }
    if let Some(notes) = std::env::var_os(BESIDE).filter(|_| args.iter().any(|arg| arg == "ctx")) {
        rustc.args(fs::read_to_string(notes).unwrap_or_default().lines());
    }
    let hand_on = |line: &str| { let _ = io::stderr().write_all(format!("{line}\n").as_bytes()); };
    let status = run(&mut rustc, hand_on).unwrap_or_else(|error| { eprintln!("{}: {error}", args[0].display()); exit(1) });
    if status.success() && std::env::var_os("EVCXR_RUSTC_WRAPPER").is_some() {
        name_plainly(args);
    }
    if let Some(note) = note.filter(|_| status.success() && args.iter().any(|arg| arg == "ctx")) {
        let asked = fs::metadata(Path::new(&folder).join(ASKED)).and_then(|data| data.modified());
        asked.map(|asked| call.write(Path::new(&note), asked)).unwrap_or_default();
        if let Some(known) = std::env::var_os(KNOWN) {
            places(Path::new(&folder)).learn(Path::new(&known), &call);
        }
    }
    exit(status.code().unwrap_or(1));
}

/// The compiler with its arguments for the cell at hand.
fn cells_compiler(args: &[OsString], folder: &Path) -> Command {
    let next = std::env::var_os(NEXT);
    let mut rustc = Command::new(next.as_ref().unwrap_or(&args[0]));
    if next.is_some() {
        rustc.arg(&args[0]);
    }
    let plain = folder.join(RUNS_ONCE).exists();
    let mut rest = args[1..].iter().peekable();
    while let Some(arg) = rest.next() {
        let incremental = |value: &&OsString| value.to_str().is_some_and(|value| value.starts_with("incremental="));
        if plain && arg == "-C" && rest.next_if(incremental).is_some() {
            continue;
        }
        match arg.to_str() {
            Some("opt-level=2") if plain => rustc.arg("opt-level=0"),
            _ => rustc.arg(arg),
        };
    }
    rustc
}

/// Runs the compiler; `tell` is given each line of what it says.
fn run(rustc: &mut Command, tell: impl Fn(&str)) -> io::Result<ExitStatus> {
    let mut compiler = rustc.stderr(Stdio::piped()).spawn()?;
    if let Some(said) = compiler.stderr.take() {
        for line in BufReader::new(said).split(b'\n') {
            let line = String::from_utf8_lossy(&line?).into_owned();
            tell(&without_places(&line).unwrap_or(line));
        }
    }
    compiler.wait()
}

/// An error whose remarks point nowhere, where evcxr would put one of them in the error's place since that alone is in code of the
/// person's:
///
/// - evcxr asks what a cell ends in for `evcxr_display`, and prints it by `{:?}` where the compiler finds an error in that call.
///   Of `let n = 1; n` the compiler, when any crate has a trait with such a method, remarks that the binding wants a type.
/// - A name that is nowhere would be told as "consider importing …", where a crate has such a name.
///
/// What a remark says is shown below the error all the same.
fn without_places(line: &str) -> Option<String> {
    let of_a_number = line.contains("\"E0689\"") && line.contains("`evcxr_display`");
    if !of_a_number && !line.contains("\"message\":\"consider importing ") {
        return None;
    }
    let (error, remarks) = line.split_once("\"children\":")?;
    Some(format!("{error}\"children\":{}", remarks.replace("lib.rs\"", "lib.rs (remark)\"")))
}

/// With `:cache` evcxr looks for the cell's library under its name without a hash.
fn name_plainly(args: &[OsString]) -> Option<()> {
    let words: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).collect();
    let after = |name: &str| words.iter().position(|word| *word == name).and_then(|at| words.get(at + 1));
    let folder = Path::new(after("--out-dir")?);
    let hash = words.iter().find_map(|word| word.strip_prefix("extra-filename="))?;
    let name = after("--crate-name")?;
    let plain = folder.join(format!("lib{name}.so"));
    let _ = fs::remove_file(&plain);
    fs::copy(folder.join(format!("lib{name}{hash}.so")), plain).ok().map(|_| ())
}

fn is_kernel_folder(folder: &Path) -> bool {
    folder.starts_with(FOLDERS)
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

/// The settings of this call, a line each, and its arguments, as those of a `check`: evcxr calls both alike. If that fails, only
/// remedy.py has nothing to go by.
fn note(words: &[&str], folder: &Path) {
    let words: Vec<&str> = words.iter().map(|word| if *word == "build" { "check" } else { word }).collect();
    let names = ["RUSTC", "RUSTFLAGS", "CARGO_TARGET_DIR", "CARGO_BUILD_BUILD_DIR"];
    let set = names.into_iter().chain(TELLING.lines()).filter_map(|name| std::env::var(name).ok().map(|value| format!("{name}={value}\n")));
    let program = std::env::current_exe().unwrap_or_default();
    let _ = fs::write(folder.join(ASKED), format!("{}{}\n{}", set.collect::<String>(), program.display(), words.join("\n")));
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
    if manifest.contains("../") {
        return None;
    }
    let words: Vec<String> = words.iter().map(|word| word.replace(home, FOLDER)).collect();
    let project = ["Cargo.toml", "Cargo.lock", SETTINGS];
    let contents = project.map(|name| fs::read_to_string(Path::new(PROJECT).join(name)).unwrap_or_default());
    let kept = memory_for(&(&words, &manifest.replace(home, FOLDER), contents));
    // Other local crates: their manifests, and whatever those name, are not part of the key.
    let mut paths = manifest.split("path = \"").skip(1).filter_map(|rest| rest.split('"').next());
    let keeps = paths.all(|path| path == PROJECT || matches!(path, "src/lib.rs" | "lib.rs"));
    let remembered = if keeps { fs::read_to_string(&kept).ok() } else { None };
    let text = remembered.or_else(|| ask_metadata(&words, folder, home, keeps.then_some(&kept)))?;
    Some(text.replace(FOLDER, home))
}

/// Run the real thing, and let the filter (in Python: it is rarely needed, and JSON is at home there) thin it out.
fn ask_metadata(words: &[String], folder: &Path, home: &str, kept: Option<&PathBuf>) -> Option<String> {
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
    if let Some(kept) = kept {
        remember(kept, text.as_bytes());
    }
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
