//! The calls of the compiler that notebooks begin with, known to all kernels: of the value that evcxr tries first, of `use`, of the
//! first value shown. Each kernel has a new folder, so `again` has nothing to repeat there, and cargo would be asked for each.
//!
//! A call that compiled against what set-up built ahead, and nothing else, is remembered with `@FOLDER@` in place of the kernel's
//! folder, under everything by which cargo would tell another build: how it is called, the variables that it or a build script
//! looks at, settings, manifest, lock, compiler, and what was built ahead. Another kernel takes it for a call of its own.

use crate::again::Call;
use std::collections::hash_map::DefaultHasher;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::hash::{Hash, Hasher};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

const FOLDER: &[u8] = b"@FOLDER@";

/// Where things lie; paths are absolute.
pub struct Places<'a> {
    pub project: &'a Path,
    /// Of all kernels.
    pub kernels: &'a Path,
    /// This kernel's.
    pub folder: &'a Path,
    pub memory: &'a Path,
    /// Variables by which cargo tells one build from another.
    pub telling: &'a str,
}

impl Places<'_> {
    /// Where this call of cargo is remembered; `None` if its answer depends on more than is looked at here.
    pub fn of(&self, args: &[OsString]) -> Option<PathBuf> {
        let manifest = fs::read_to_string(self.folder.join("Cargo.toml")).ok()?;
        let mut paths = manifest.split("path = \"").skip(1).filter_map(|rest| rest.split('"').next());
        if !paths.all(|path| Path::new(path) == self.project || path == "src/lib.rs") {
            return None;
        }
        let args: Vec<_> = args.iter().map(|arg| self.anywhere(arg.as_bytes())).collect();
        let compiler = std::env::var_os("RUSTC").and_then(|path| fs::metadata(path).ok()?.modified().ok());
        let files: Vec<_> = self.settings().iter().map(|path| fs::read(path).unwrap_or_default()).collect();
        let mut hasher = DefaultHasher::new();
        (args, self.variables(), self.anywhere(manifest.as_bytes()), files, compiler, self.built_at()?).hash(&mut hasher);
        Some(self.memory.join(format!("call-{:016x}", hasher.finish())))
    }

    /// cargo's own settings as it looks for them, the project's lock, and the list of what was built ahead.
    fn settings(&self) -> Vec<PathBuf> {
        let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
        let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
        let above = self.project.ancestors().map(|folder| folder.join(".cargo"));
        let settings = above.chain(home).map(|folder| folder.join("config.toml"));
        settings.chain([self.project.join("Cargo.lock"), self.kernels.join("base.files")]).collect()
    }

    fn variables(&self) -> Vec<(OsString, Vec<u8>)> {
        let tracked = fs::read_to_string(self.kernels.join("base.variables")).unwrap_or_default();
        let named = |name: &OsStr| [self.telling, &tracked].iter().any(|names| names.lines().any(|each| name == each));
        let cargos = |name: &OsStr| ["CARGO", "RUST", "__CARGO"].iter().any(|start| name.as_bytes().starts_with(start.as_bytes()));
        let matters = |name: &OsStr| cargos(name) || name == "HOME" || named(name);
        let mut found: Vec<_> = std::env::vars_os().filter(|(name, _)| matters(name)).collect();
        found.sort();
        found.into_iter().map(|(name, value)| (name, self.anywhere(value.as_bytes()))).collect()
    }

    /// When what kernels start from began to be built: what was edited later is not in it.
    fn built_at(&self) -> Option<SystemTime> {
        fs::metadata(self.kernels.join("base.files")).ok()?.modified().ok()
    }

    fn anywhere(&self, text: &[u8]) -> Vec<u8> {
        replaced(text, self.folder.as_os_str().as_bytes(), FOLDER)
    }

    /// Remembers a call that went well. Written aside and renamed; where that fails, cargo is asked next time, too.
    pub fn learn(&self, known: &Path, call: &Call) {
        if known.exists() || !self.is_of_the_base(call) {
            return;
        }
        let here = |text: &OsString| OsString::from_vec(self.anywhere(text.as_bytes()));
        // Where libraries are looked for differs with what started the kernel, which has said so itself (launch.py).
        let lasting = call.variables.iter().filter(|(name, _)| name != "LD_LIBRARY_PATH");
        let variables = lasting.map(|(name, value)| (name.clone(), here(value))).collect();
        let call = Call { args: call.args.iter().map(here).collect(), variables };
        call.write(known, SystemTime::now());
    }

    /// Writes a remembered call as the kernel's own `note`, with the list of sources that it holds for.
    pub fn recall(&self, known: &Path, note: &Path) -> Option<()> {
        let text = replaced(&fs::read(known).ok()?, FOLDER, self.folder.as_os_str().as_bytes());
        let call = Call::from_text(&text);
        let (_, library) = call.library()?;
        if !self.is_of_the_base(&call) {
            return None;
        }
        let sources: Vec<_> = self.sources(&call)?.iter().map(|path| path.display().to_string().replace(' ', "\\ ")).collect();
        fs::write(library.with_extension("d"), format!("{}: {}\n", library.display(), sources.join(" "))).ok()?;
        call.write(note, self.built_at()?);
        Some(())
    }

    /// Whether the call links to the library as it was built ahead for all kernels, and to nothing else.
    fn is_of_the_base(&self, call: &Call) -> bool {
        let (mine, base) = (self.folder.join("target"), self.project.join("target"));
        let same = |path: &Path| {
            let there = path.strip_prefix(&mine).ok().and_then(|place| fs::metadata(base.join(place)).ok());
            there.zip(fs::metadata(path).ok()).is_some_and(|(one, other)| (one.dev(), one.ino()) == (other.dev(), other.ino()))
        };
        let written = |path: &PathBuf| fs::metadata(path).ok()?.modified().ok();
        let is_older = |path: &PathBuf| written(path).zip(self.built_at()).is_some_and(|(written, built)| written <= built);
        externs(call).iter().all(|path| same(path)) && self.sources(call).is_some_and(|sources| sources.iter().all(is_older))
    }

    /// The sources of the crates that the call links to, as the compiler lists them beside what it made; `None` if a list is missing.
    fn sources(&self, call: &Call) -> Option<Vec<PathBuf>> {
        let made = self.project.join("target");
        let mut found = Vec::new();
        for path in externs(call) {
            let name = path.file_stem()?.to_str()?.strip_prefix("lib")?.to_owned();
            let list = fs::read_to_string(path.with_file_name(name + ".d")).ok()?;
            found.extend(sources_in(&list).into_iter().filter(|path| !path.starts_with(&made)));
        }
        found.sort();
        found.dedup();
        Some(found)
    }
}

/// The crates that a call links to.
fn externs(call: &Call) -> Vec<PathBuf> {
    let named = call.args.windows(2).filter(|pair| pair[0] == "--extern").filter_map(|pair| pair[1].to_str()?.split_once('='));
    named.map(|(_, path)| PathBuf::from(path)).collect()
}

/// The compiler writes each source as a line of its own, too: `path:`.
fn sources_in(list: &str) -> Vec<PathBuf> {
    let lines = list.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.strip_suffix(':'));
    lines.map(|name| PathBuf::from(name.replace("\\ ", " "))).collect()
}

fn replaced(text: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut result = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.windows(from.len()).position(|window| window == from) {
        result.extend(&rest[..at]);
        result.extend(to);
        rest = &rest[at + from.len()..];
    }
    result.extend(rest);
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::again;
    use std::time::Duration;

    /// A project with a library built ahead, and folders of two kernels that have links to it.
    struct Project(PathBuf);

    impl Project {
        fn new(name: &str) -> Self {
            let project = Self(std::env::temp_dir().join(format!("known-{}-{name}", std::process::id())));
            for folder in ["target/host/debug/deps", "kernels", "memory", "lib", ".cargo"] {
                fs::create_dir_all(project.at(folder)).unwrap();
            }
            let source = project.at("lib/a file.rs");
            fs::write(&source, "").unwrap();
            fs::write(project.deps("target").join("liblib-1.so"), "built").unwrap();
            let listed = source.display().to_string().replace(' ', "\\ ");
            fs::write(project.deps("target").join("lib-1.d"), format!("lib.so: {listed}\n\n{listed}:\n# env-dep:OUT_DIR=/x:\n")).unwrap();
            project.write_base("liblib-1.so", Duration::from_secs(10));
            for kernel in ["one", "two"] {
                fs::create_dir_all(project.deps(&format!("kernels/{kernel}/target"))).unwrap();
                for name in ["liblib-1.so", "lib-1.d"] {
                    let link = project.deps(&format!("kernels/{kernel}/target")).join(name);
                    fs::hard_link(project.deps("target").join(name), link).unwrap();
                }
                project.write_manifest(kernel, &project.0);
            }
            project
        }

        fn at(&self, place: &str) -> PathBuf {
            self.0.join(place)
        }

        fn deps(&self, target: &str) -> PathBuf {
            self.at(target).join("host/debug/deps")
        }

        fn write_manifest(&self, kernel: &str, library: &Path) {
            let text = format!("[dependencies]\nlib = {{ path = \"{}\" }}\n[lib]\npath = \"src/lib.rs\"\n", library.display());
            fs::write(self.at("kernels").join(kernel).join("Cargo.toml"), text).unwrap();
        }

        fn write_base(&self, files: &str, later: Duration) {
            let base = self.at("kernels/base.files");
            fs::write(&base, files).unwrap();
            fs::File::options().append(true).open(base).unwrap().set_modified(SystemTime::now() + later).unwrap();
        }

        fn call(&self, kernel: &str) -> Call {
            let deps = self.deps(&format!("kernels/{kernel}/target")).display().to_string();
            let library = format!("lib={deps}/liblib-1.so");
            let words = ["rustc", "--crate-name", "ctx", "-C", "extra-filename=-2", "--out-dir", &deps, "--extern", &library];
            let own = self.at("kernels").join(kernel);
            let variables = vec![("CARGO_MANIFEST_DIR".into(), own.clone().into()), ("LD_LIBRARY_PATH".into(), own.into())];
            Call { args: words.map(OsString::from).to_vec(), variables }
        }

        fn known(&self, kernel: &str) -> Option<PathBuf> {
            self.with(kernel, |places| places.of(&["build".into(), "--target".into()]))
        }

        fn learn(&self, kernel: &str) {
            self.with(kernel, |places| places.learn(&places.of(&["build".into(), "--target".into()]).unwrap(), &self.call(kernel)));
        }

        /// The call that a kernel repeats once it knows of it.
        fn recall(&self, kernel: &str) -> Option<Call> {
            let note = self.at("kernels").join(kernel).join("again-0");
            self.with(kernel, |places| places.recall(&places.of(&["build".into(), "--target".into()])?, &note))?;
            again::call(&note)
        }

        fn with<T>(&self, kernel: &str, what: impl Fn(&Places) -> T) -> T {
            let [kernels, folder, memory] = ["kernels", &format!("kernels/{kernel}"), "memory"].map(|place| self.at(place));
            what(&Places { project: &self.0, kernels: &kernels, folder: &folder, memory: &memory, telling: "" })
        }
    }

    impl Drop for Project {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_call_of_one_kernel_is_repeated_in_another() {
        let project = Project::new("repeated");
        assert!(project.recall("two").is_none());
        project.learn("one");
        let (call, own) = (project.recall("two").unwrap(), project.call("two"));
        assert_eq!((call.args, &call.variables[..]), (own.args, &own.variables[..1]));
    }

    #[test]
    fn a_call_without_any_crate_is_repeated_too() {
        let project = Project::new("alone");
        let mut call = project.call("one");
        call.args.truncate(7);
        project.with("one", |places| places.learn(&project.known("one").unwrap(), &call));
        assert_eq!(project.recall("two").unwrap().args, project.call("two").args[..7]);
    }

    #[test]
    fn what_a_kernel_built_for_itself_is_not_learned() {
        let project = Project::new("itself");
        let library = project.deps("kernels/one/target").join("liblib-1.so");
        fs::remove_file(&library).unwrap();
        fs::write(&library, "built").unwrap();
        project.learn("one");
        assert!(project.recall("two").is_none());
        project.learn("two");
        assert!(project.recall("one").is_none(), "nor repeated there");
    }

    #[test]
    fn after_an_edit_of_the_library_cargo_is_asked() {
        let project = Project::new("edit");
        project.learn("one");
        let edited = fs::File::options().append(true).open(project.at("lib/a file.rs")).unwrap();
        edited.set_modified(SystemTime::now() + Duration::from_secs(20)).unwrap();
        assert!(project.recall("two").is_none());
        project.write_base("liblib-1.so", Duration::from_secs(30));
        assert!(project.recall("two").is_none(), "built again since");
        project.learn("one");
        assert!(project.recall("two").is_some());
    }

    #[test]
    fn another_manifest_lock_or_setting_is_another_call() {
        let project = Project::new("key");
        let first = project.known("one").unwrap();
        assert_eq!(project.known("two").unwrap(), first);
        fs::write(project.at(".cargo/config.toml"), "[profile.dev]\n").unwrap();
        let second = project.known("one").unwrap();
        assert_ne!(second, first);
        fs::write(project.at("Cargo.lock"), "version = 4\n").unwrap();
        assert_ne!(project.known("one").unwrap(), second);
        project.write_manifest("one", Path::new("/elsewhere"));
        assert!(project.known("one").is_none(), "another local crate, whose sources nobody looks at");
    }
}
