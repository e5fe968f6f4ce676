//! Compiles a cell as the last one was compiled, without asking cargo: that everything below the cell is built and up to date takes
//! cargo longer to see than many a cell takes to compile.
//!
//! What cargo called the compiler with is noted when a cell compiles. The next one is compiled by the same call if cargo would be
//! called in the same way, in the same environment, for the same manifest and lock, and no source of a local crate is newer than
//! the note. Else cargo is asked.

use std::collections::hash_map::DefaultHasher;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::hash::{Hash, Hasher};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Where to note the call, for the program that stands for the compiler.
pub const NOTE: &str = "KERNEL_NOTE";

/// Where the call for this call of cargo is noted; `None` where it should not be repeated: `:cache` and remedy.py have the compiler
/// called otherwise.
pub fn note(args: &[OsString], folder: &Path, project: &str) -> Option<PathBuf> {
    let wrapped = ["EVCXR_RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER", "RUSTC_WRAPPER"];
    if wrapped.iter().any(|name| std::env::var_os(name).is_some()) {
        return None;
    }
    let mut environment: Vec<_> = std::env::vars_os().collect();
    environment.sort();
    let settings = Path::new(project).join(".cargo/config.toml");
    let files = [folder.join("Cargo.toml"), folder.join("Cargo.lock"), settings].map(|path| fs::read(path).unwrap_or_default());
    let compiler = std::env::var_os("RUSTC").and_then(|path| fs::metadata(path).ok()?.modified().ok());
    let mut hasher = DefaultHasher::new();
    (args, environment, files, compiler).hash(&mut hasher);
    Some(folder.join(format!("again-{:016x}", hasher.finish())))
}

/// A call of the compiler: its arguments, and the variables that cargo sets for it.
pub struct Call {
    pub args: Vec<OsString>,
    pub variables: Vec<(OsString, OsString)>,
}

impl Call {
    /// This program's own call, where it stands for the compiler.
    pub fn own(args: &[OsString]) -> Self {
        let cargos = |name: &OsStr| name.as_bytes().starts_with(b"CARGO") || name == "LD_LIBRARY_PATH" || name == "OUT_DIR";
        Self { args: args.to_vec(), variables: std::env::vars_os().filter(|(name, _)| cargos(name)).collect() }
    }

    /// Written aside and renamed, as of the time when cargo was `asked`; where that fails, cargo is asked again next time.
    pub fn write(&self, note: &Path, asked: SystemTime) {
        let mut text = Vec::new();
        let pairs = self.variables.iter().map(|(name, value)| [name.as_bytes(), b"=", value.as_bytes()].concat());
        for word in self.args.iter().map(|arg| arg.as_bytes().to_vec()).chain([Vec::new()]).chain(pairs) {
            text.extend(word);
            text.push(0);
        }
        let aside = note.with_extension(std::process::id().to_string());
        let written = fs::write(&aside, text).and_then(|()| fs::File::options().append(true).open(&aside)?.set_modified(asked));
        if written.is_ok() {
            let _ = fs::rename(&aside, note);
        }
    }

    /// As `write` writes it.
    pub fn from_text(text: &[u8]) -> Self {
        let mut words = text.split(|byte| *byte == 0).map(|word| OsString::from_vec(word.to_vec()));
        let args = words.by_ref().take_while(|word| !word.is_empty()).collect();
        let pair = |word: OsString| {
            let at = word.as_bytes().iter().position(|byte| *byte == b'=')?;
            let (name, value) = word.as_bytes().split_at(at);
            Some((OsStr::from_bytes(name).to_owned(), OsStr::from_bytes(&value[1..]).to_owned()))
        };
        Self { args, variables: words.filter_map(pair).collect() }
    }

    fn after(&self, name: &str) -> Option<&OsString> {
        self.args.get(self.args.iter().position(|arg| arg == name)? + 1)
    }

    /// What the compiler writes, and where cargo puts it.
    pub fn library(&self) -> Option<(PathBuf, PathBuf)> {
        let deps = Path::new(self.after("--out-dir")?);
        let name = self.after("--crate-name")?.to_str()?;
        let hash = self.args.iter().find_map(|arg| arg.to_str()?.strip_prefix("extra-filename="))?;
        Some((deps.join(format!("lib{name}{hash}.so")), deps.parent()?.join(format!("lib{name}.so"))))
    }
}

/// The call to repeat, if there is one and nothing below the cell was edited since.
pub fn call(note: &Path) -> Option<Call> {
    let call = Call::from_text(&fs::read(note).ok()?);
    let (_, library) = call.library()?;
    let noted = fs::metadata(note).ok()?.modified().ok()?;
    let list = fs::read_to_string(library.with_extension("d")).ok()?;
    sources(&list).iter().all(|path| is_older(path, noted, note.parent())).then_some(call)
}

/// cargo's list of the sources of all local crates: `library: source source …`.
fn sources(list: &str) -> Vec<PathBuf> {
    let named = list.split_once(": ").map_or("", |(_, sources)| sources).trim_end();
    named.replace("\\ ", "\0").split(' ').filter(|name| !name.is_empty()).map(|name| PathBuf::from(name.replace('\0', " "))).collect()
}

/// The cell's own source is new each time.
fn is_older(path: &Path, noted: SystemTime, folder: Option<&Path>) -> bool {
    if folder.is_some_and(|folder| path == folder.join("src/lib.rs")) {
        return true;
    }
    fs::metadata(path).and_then(|data| data.modified()).is_ok_and(|written| written <= noted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    /// A kernel's folder with a call noted, cargo's list of sources and a source of a local crate as old as the note.
    fn folder(name: &str) -> (PathBuf, PathBuf, PathBuf) {
        let folder = std::env::temp_dir().join(format!("again-{}-{name}", std::process::id()));
        let deps = folder.join("target/host/debug/deps");
        fs::create_dir_all(&deps).unwrap();
        fs::create_dir_all(folder.join("src")).unwrap();
        let source = folder.join("a crate.rs");
        let own = folder.join("src/lib.rs");
        fs::write(&source, "").unwrap();
        let list = [&own, &source].map(|path| path.display().to_string().replace(' ', "\\ ")).join(" ");
        fs::write(deps.parent().unwrap().join("libctx.d"), format!("/x/libctx.so: {list}\n")).unwrap();
        let words = ["rustc", "--crate-name", "ctx", "-C", "extra-filename=-1a", "--out-dir", deps.to_str().unwrap(), "src/lib.rs"];
        let variables = vec![("CARGO_PKG_DESCRIPTION".into(), "a=b\nc".into()), ("CARGO_EMPTY".into(), "".into())];
        let note = folder.join("again-0");
        Call { args: words.map(OsString::from).to_vec(), variables }.write(&note, SystemTime::now() + Duration::from_secs(10));
        fs::write(&own, "1 + 1").unwrap();
        (folder, note, source)
    }

    fn touch(path: &Path, later: Duration) {
        fs::File::options().append(true).open(path).unwrap().set_modified(SystemTime::now() + later).unwrap();
    }

    #[test]
    fn a_call_is_read_as_it_was_written() {
        let (folder, note, _) = folder("read");
        let call = call(&note).unwrap();
        assert_eq!(call.args.len(), 8);
        assert_eq!(call.variables[0], ("CARGO_PKG_DESCRIPTION".into(), "a=b\nc".into()));
        assert_eq!(call.variables[1], ("CARGO_EMPTY".into(), "".into()));
        let debug = folder.join("target/host/debug");
        assert_eq!(call.library(), Some((debug.join("deps/libctx-1a.so"), debug.join("libctx.so"))));
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn an_edit_of_the_cell_alone_needs_no_cargo() {
        let (folder, note, source) = folder("edit");
        touch(&folder.join("src/lib.rs"), Duration::from_secs(60));
        assert!(call(&note).is_some());
        touch(&source, Duration::from_secs(60));
        assert!(call(&note).is_none(), "a local crate was edited");
        touch(&source, Duration::ZERO);
        assert!(call(&note).is_some());
        fs::remove_file(&source).unwrap();
        assert!(call(&note).is_none(), "a source is gone");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn without_a_note_or_a_list_of_sources_cargo_is_asked() {
        let (folder, note, _) = folder("none");
        assert!(call(&folder.join("again-1")).is_none());
        fs::remove_file(folder.join("target/host/debug/libctx.d")).unwrap();
        assert!(call(&note).is_none());
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn another_manifest_or_call_has_another_note() {
        let (folder, _, _) = folder("key");
        let build = [OsString::from("build")];
        let first = note(&build, &folder, "/nowhere").unwrap();
        assert_eq!(note(&build, &folder, "/nowhere").unwrap(), first);
        assert_ne!(note(&[OsString::from("check")], &folder, "/nowhere").unwrap(), first);
        fs::write(folder.join("Cargo.toml"), "[dependencies]").unwrap();
        assert_ne!(note(&build, &folder, "/nowhere").unwrap(), first);
        fs::remove_dir_all(folder).unwrap();
    }
}
