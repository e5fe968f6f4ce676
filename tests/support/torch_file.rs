//! Files as `torch.save` writes them, honest and hostile: pickles assembled from parts, and what the import says about them.
#![allow(
    dead_code,
    reason = "each test file uses the part of this module that it needs"
)]

pub use super::zip::{unzip, zip};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use updown::import::{self, Imported};

/// The instructions that leave one value on the stack.
pub type Part = Vec<u8>;

/// A zip archive with this pickle and these storages.
pub fn archive(pickle: &[u8], storages: &[(&str, &[u8])]) -> Vec<u8> {
    let mut entries = vec![("archive/data.pkl".to_owned(), pickle)];
    entries.extend(
        storages
            .iter()
            .map(|(key, bytes)| (format!("archive/data/{key}"), *bytes)),
    );
    zip(&entries)
}

/// A whole pickle.
pub fn pickle(value: &[u8]) -> Vec<u8> {
    [b"\x80\x02", value, b"."].concat()
}

pub fn text(text: &str) -> Part {
    [
        b"X",
        &(text.len() as u32).to_le_bytes()[..],
        text.as_bytes(),
    ]
    .concat()
}

pub fn whole(number: i64) -> Part {
    [b"\x8a\x08", &number.to_le_bytes()[..]].concat()
}

pub fn real(number: f64) -> Part {
    [b"G", &number.to_be_bytes()[..]].concat()
}

pub fn tuple(parts: &[Part]) -> Part {
    [b"(", &parts.concat()[..], b"t"].concat()
}

pub fn dict(entries: &[(&str, Part)]) -> Part {
    let entries: Vec<Part> = entries
        .iter()
        .map(|(k, v)| [text(k), v.clone()].concat())
        .collect();
    [b"}(", &entries.concat()[..], b"u"].concat()
}

/// `module.name(arguments)`, which an unpickler of Python would call.
pub fn call(module: &str, name: &str, arguments: &[Part]) -> Part {
    let name = format!("c{module}\n{name}\n");
    [name.as_bytes(), &tuple(arguments), b"R"].concat()
}

/// A storage: `elements` of a `kind` in the entry `key`.
pub fn storage(kind: &str, key: &str, elements: i64) -> Part {
    let kind = format!("ctorch\n{kind}\n").into_bytes();
    let parts = [
        text("storage"),
        kind,
        text(key),
        text("cpu"),
        whole(elements),
    ];
    [tuple(&parts), b"Q".to_vec()].concat()
}

/// A tensor on a storage.
pub fn tensor(storage: &[u8], offset: i64, shape: &[i64], strides: &[i64]) -> Part {
    let list = |numbers: &[i64]| tuple(&numbers.iter().map(|&n| whole(n)).collect::<Vec<_>>());
    let hooks = call("collections", "OrderedDict", &[]);
    let parts = [
        storage.to_vec(),
        whole(offset),
        list(shape),
        list(strides),
        vec![0x89],
        hooks,
    ];
    call("torch._utils", "_rebuild_tensor_v2", &parts)
}

/// The layers of a 784-2-10 network, each on its own storage of zeros.
pub struct SavedNetwork {
    pub states: Vec<(&'static str, Part)>,
    pub storages: Vec<(&'static str, Vec<u8>)>,
}

impl SavedNetwork {
    pub fn new() -> Self {
        let layers: [(&str, &str, &[i64]); 4] = [
            ("model.fc_layers.0.weight", "0", &[2, 784]),
            ("model.fc_layers.0.bias", "1", &[2]),
            ("model.proj.weight", "2", &[10, 2]),
            ("model.proj.bias", "3", &[10]),
        ];
        let (mut states, mut storages) = (Vec::new(), Vec::new());
        for (name, key, shape) in layers {
            let elements = shape.iter().product();
            let strides: &[i64] = if shape.len() == 2 {
                &[shape[1], 1]
            } else {
                &[1]
            };
            let on = storage("FloatStorage", key, elements);
            states.push((name, tensor(&on, 0, shape, strides)));
            storages.push((key, vec![0; 4 * elements as usize]));
        }
        Self { states, storages }
    }

    /// The file with this network, `hyper` as hyper-parameters and `more` entries beside them.
    pub fn file(&self, hyper: &[(&str, Part)], more: &[(&str, Part)]) -> Vec<u8> {
        let states = ("state_dict", dict(&self.states));
        let whole = [&[states, ("hyper_parameters", dict(hyper))], more].concat();
        let storages: Vec<(&str, &[u8])> =
            self.storages.iter().map(|(k, v)| (*k, &v[..])).collect();
        archive(&pickle(&dict(&whole)), &storages)
    }
}

/// The hyper-parameters of an unregularised run.
pub fn hyper(run: i64) -> Vec<(&'static str, Part)> {
    vec![
        ("dataset", text("mnist")),
        ("task", text("sup")),
        ("l2", real(0.0)),
        ("l1", real(0.0)),
        ("drop", real(0.0)),
        ("run", whole(run)),
    ]
}

/// A file made by the original, or by a script in its layout.
pub fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden/lightning")
        .join(name)
}

/// `updown import FILES --experiment paper MORE` in a workspace of its own.
pub fn import(root: &Path, files: &[&Path], more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_updown"))
        .arg("import")
        .args(files)
        .args(["--experiment", "paper"])
        .args(more)
        .env("UPDOWN_ROOT", root)
        .output()
        .unwrap()
}

/// Everything that a command printed.
pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// Reads bytes as a file; the error's text otherwise.
pub fn read(bytes: &[u8]) -> Result<Imported, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("some.ckpt");
    std::fs::write(&path, bytes).unwrap();
    import::read(&path).map_err(|e| e.to_string())
}
