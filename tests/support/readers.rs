//! Every reader of files, with whole files to damage: `tests/damage.rs` does it at random, `tests/fuzz` with an eye on what the
//! reader then does.

use super::small::{self, killed, mlp, small_glyphs};
use super::tiny::{config, run, tiny};
use super::{own, zip};
use std::fmt::Display;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use updown::analysis::{self, Destination, read_csv};
use updown::checkpoint::Checkpoint;
use updown::data::Dataset;
use updown::matrices::{read_adjacency, read_matrix, read_membership};
use updown::spec::DatasetName;
use updown::tch::Device;
use updown::training::RunState;
use updown::workspace::Workspace;
use updown::{experiments, import};

pub const KINDS: [&str; 20] = [
    "checkpoint",
    "header",
    "state",
    "safetensors",
    "csv",
    "npy",
    "npz",
    "membership",
    "experiment",
    "idx",
    "labels",
    "cifar",
    "own_npy",
    "own_idx",
    "own_safetensors",
    "provenance",
    "table",
    "pickle",
    "archive",
    "network",
];

/// Reads the file, given the folder and the file.
type Read = dyn Fn(&Path, &Path);
/// Makes the file of the bytes.
type Wrap = dyn Fn(&[u8]) -> Vec<u8>;

/// A reader, and the folder in which it finds what it needs beside the file in question.
pub struct Reader {
    root: TempDir,
    /// Where that file lies.
    pub path: PathBuf,
    /// Files without damage.
    pub whole: Vec<Vec<u8>>,
    read: Box<Read>,
    wrap: Box<Wrap>,
}

impl Reader {
    fn new(name: &str, whole: Vec<Vec<u8>>, read: impl Fn(&Path, &Path) + 'static) -> Self {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        Self {
            root,
            path,
            whole,
            read: Box::new(read),
            wrap: Box::new(<[u8]>::to_vec),
        }
    }

    /// Reads `bytes` in the place of a whole file, and drops what it read or what it said of it.
    pub fn read(&self, bytes: &[u8]) {
        std::fs::write(&self.path, (self.wrap)(bytes)).unwrap();
        (self.read)(self.root.path(), &self.path);
    }

    /// The reader of a kind of file.
    pub fn of(kind: &str) -> Self {
        match kind {
            "checkpoint" | "header" => network(kind),
            "state" => state(),
            "safetensors" | "csv" | "npy" | "npz" | "membership" => matrix(kind),
            "experiment" => experiment(),
            "idx" | "labels" | "cifar" => known_dataset(kind),
            "own_npy" | "own_idx" | "own_safetensors" => own_dataset(kind),
            "provenance" | "table" => frozen(kind),
            "pickle" | "archive" | "network" => torch_file(kind),
            _ => panic!("unknown kind {kind}: expected one of {KINDS:?}"),
        }
    }
}

/// The files in a folder below `tests/golden` whose names end so.
fn golden(folder: &str, ending: &str) -> Vec<Vec<u8>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = here
        .ancestors()
        .map(|above| above.join("tests/golden").join(folder))
        .find(|folder| folder.is_dir())
        .unwrap();
    let files = std::fs::read_dir(folder).unwrap();
    let mut files: Vec<PathBuf> = files
        .map(|file| file.unwrap().path())
        .filter(|path| path.to_str().unwrap().ends_with(ending))
        .collect();
    files.sort();
    files
        .iter()
        .map(|path| std::fs::read(path).unwrap())
        .collect()
}

/// What is wrong with a file is said with its place.
fn told<T, E: Display>(root: &Path, read: Result<T, E>) {
    if let Err(error) = read {
        let said = error.to_string();
        assert!(said.contains(root.to_str().unwrap()), "no place in: {said}");
    }
}

fn network(kind: &str) -> Reader {
    let mut whole = golden("checkpoint", ".safetensors");
    let tiny = tiny();
    run(&tiny, config(50), &[]);
    whole.push(std::fs::read(tiny.first()).unwrap());
    if kind == "checkpoint" {
        return Reader::new("a.safetensors", whole, |root, path| {
            let read = Checkpoint::read(path);
            told(root, read.and_then(|c| c.verify_weights(path)));
        });
    }
    for file in &mut whole {
        let length = u64::from_le_bytes(file[..8].try_into().unwrap());
        file.truncate(8 + length as usize);
    }
    Reader::new("a.safetensors", whole, |root, path| {
        told(root, Checkpoint::read_header(path));
    })
}

fn state() -> Reader {
    let (spec, settings) = (mlp(&[3], 0), small::config(4));
    let (states, _) = killed(&[spec], &small_glyphs(), &settings, 2);
    let state = states.into_iter().next().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("run.partial");
    state.write(&path).unwrap();
    let whole = vec![std::fs::read(&path).unwrap()];
    Reader::new("run.partial", whole, move |root, path| {
        told(root, RunState::read(path, state.spec(), &settings));
    })
}

fn matrix(kind: &str) -> Reader {
    let read_both = |root: &Path, path: &Path| {
        told(root, read_matrix(path, None));
        told(root, read_adjacency(path, None));
    };
    match kind {
        "safetensors" => {
            let whole = golden("modularity", "tiny.safetensors");
            Reader::new("a.safetensors", whole, move |root, path| {
                read_both(root, path);
                told(root, read_matrix(path, Some("adj")));
            })
        }
        "npy" => {
            let whole = golden("public_inputs", ".npy");
            Reader::new("a.npy", whole, move |root, path| {
                read_both(root, path);
                told(root, read_membership(path));
            })
        }
        "npz" => {
            let whole = golden("public_inputs", ".npz");
            let whole = whole.iter().map(|file| arrays_of(file)).collect();
            let mut reader = Reader::new("a.npz", whole, read_both);
            reader.wrap = Box::new(archive_of);
            reader
        }
        "csv" => csv(read_both),
        _ => {
            let texts = [
                r#"{"membership": [0, 1, null, 2, -1, 17], "q": 0.25}"#,
                "[0, 1, 1.0, null]",
            ];
            let whole = texts.map(|text| text.as_bytes().to_vec()).to_vec();
            Reader::new("a.json", whole, |root, path| {
                told(root, read_membership(path))
            })
        }
    }
}

/// Matrices, lists of edges, memberships and tables, all from the same text.
fn csv(read_both: impl Fn(&Path, &Path) + 'static) -> Reader {
    let texts = [
        "0,1.5,2\n1.5,0,-1e-9\n2,-1e-9,0\n",
        "a;b\n0,5;1\n1;0\n",
        "0\t1\n1\t0",
        "source,target,weight\n1,2,0.5\n3,1,2\n",
        "0 1\n1 2 # no weight\n",
        "name,\"of, two\"\ntrue,\n\"say \"\"so\"\"\",2.5\n",
    ];
    let whole = texts.map(|text| text.as_bytes().to_vec()).to_vec();
    let reader = Reader::new("a.csv", whole, move |root, path| {
        read_both(root, path);
        told(root, read_csv(path));
        told(root, read_adjacency(&path.with_extension("edgelist"), None));
        told(root, read_membership(path));
    });
    std::fs::write(&reader.path, []).unwrap();
    std::fs::hard_link(&reader.path, reader.path.with_extension("edgelist")).unwrap();
    reader
}

const ARRAY: &[u8] = b"\x93NUMPY";

/// The arrays of an archive one after the other, below a line with their names: damage to an archive itself only makes its
/// checksums wrong.
fn arrays_of(file: &[u8]) -> Vec<u8> {
    let mut archive = ::zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let (mut names, mut arrays) = (Vec::new(), Vec::new());
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        names.push(entry.name().to_owned());
        entry.read_to_end(&mut arrays).unwrap();
    }
    [names.join(",").as_bytes(), b"\n", &arrays].concat()
}

/// The archive of [`arrays_of`], with right checksums.
fn archive_of(bytes: &[u8]) -> Vec<u8> {
    let end = bytes
        .iter()
        .position(|&b| b == b'\n')
        .unwrap_or(bytes.len());
    let (names, arrays) = bytes.split_at(end);
    let mut begins: Vec<usize> = (0..arrays.len())
        .filter(|&at| arrays[at..].starts_with(ARRAY))
        .collect();
    begins.push(arrays.len());
    let names = String::from_utf8_lossy(names);
    let parts = begins.windows(2).map(|part| &arrays[part[0]..part[1]]);
    let entries: Vec<(String, &[u8])> = names.split(',').map(str::to_owned).zip(parts).collect();
    zip::zip(&entries)
}

fn experiment() -> Reader {
    let texts = [
        "dataset = \"glyphs\"\nnetwork = { mlp = [128, 128] }\nruns = 3\nuntrained = 20\ncontrols = 2\n[strengths]\n\
         l2 = { log = [-5, -1, 5] }\ndropout = [0.0, 0.2, { linear = [0.3, 0.6, 4] }]\n[training]\nepochs = 50\n[eval]\n\
         images = 5000\nmethods = [\"forward_cov\"]\npositions = \"all\"\n",
        "dataset = { name = \"wine\", shape = [13], classes = 3 }\nruns = 1\n[strengths]\nl1 = [0, 1e-3]\n",
        "dataset = \"cifar10\"\nnetwork = { cnn = [4, 8] }\n[training]\nflips = false\nlearning_rate = 0.1\n[eval]\nprobes = 8\n",
    ];
    let whole = texts.map(|text| text.as_bytes().to_vec()).to_vec();
    Reader::new("experiments/mine.toml", whole, |root, _| {
        told(root, experiments::find(&Workspace::at(root), "mine"));
    })
}

fn known_dataset(kind: &str) -> Reader {
    let numbers = |first: &[u8], n: usize| [first, &vec![7; n][..]].concat();
    let images = numbers(&[0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 28, 0, 0, 0, 28], 3 * 784);
    let labels = vec![0, 0, 8, 1, 0, 0, 0, 3, 1, 2, 3];
    let batch = vec![3; 2 * 3073];
    let (name, whole, dataset) = match kind {
        "idx" => ("mnist/train-images-idx3-ubyte", &images, DatasetName::Mnist),
        "labels" => ("mnist/train-labels-idx1-ubyte", &labels, DatasetName::Mnist),
        _ => (
            "cifar-10-batches-bin/data_batch_2.bin",
            &batch,
            DatasetName::Cifar10,
        ),
    };
    let reader = Reader::new(
        &format!("data/{name}"),
        vec![whole.clone()],
        move |root, _| {
            told(
                root,
                Dataset::load(dataset, &Workspace::at(root), Device::Cpu),
            );
        },
    );
    let put = |name: &str, bytes: &[u8]| {
        std::fs::write(reader.path.with_file_name(name), bytes).unwrap();
    };
    match dataset {
        DatasetName::Mnist => {
            for part in ["train", "t10k"] {
                put(&format!("{part}-images-idx3-ubyte"), &images);
                put(&format!("{part}-labels-idx1-ubyte"), &labels);
            }
        }
        _ => {
            (1..=5).for_each(|n| put(&format!("data_batch_{n}.bin"), &batch));
            put("test_batch.bin", &batch);
        }
    }
    reader
}

fn own_dataset(kind: &str) -> Reader {
    let name = match kind {
        "own_npy" => "train_images.npy",
        "own_idx" => "train-images-idx3-ubyte",
        _ => "waves.safetensors",
    };
    let mut reader = Reader::new(&format!("data/waves/{name}"), Vec::new(), |root, _| {
        let workspace = Workspace::at(root);
        let load = |dataset| told(root, Dataset::load(dataset, &workspace, Device::Cpu));
        match experiments::dataset(&workspace, "waves") {
            Ok(dataset) => load(dataset),
            error => told(root, error),
        }
    });
    let folder = reader.path.parent().unwrap();
    match kind {
        "own_npy" => own::write_npy_dataset(folder, &[2]),
        "own_idx" => own::write_idx_dataset(folder, &[3, 2]),
        _ => own::write_safetensors_dataset(folder, &[2]),
    }
    reader.whole = vec![std::fs::read(&reader.path).unwrap()];
    reader
}

fn frozen(kind: &str) -> Reader {
    let tiny = tiny();
    run(&tiny, config(50), &[]);
    analysis::freeze(&tiny.workspace, "tiny", &Destination::Kept, false).unwrap();
    let file = match kind {
        "provenance" => tiny.workspace.provenance("tiny"),
        _ => tiny.workspace.frozen("tiny", "runs"),
    };
    let inside = file.strip_prefix(tiny.workspace.root()).unwrap();
    let whole = vec![std::fs::read(&file).unwrap()];
    let reader = Reader::new(inside.to_str().unwrap(), whole, |root, _| {
        told(root, analysis::load(&Workspace::at(root), "tiny"));
    });
    for other in std::fs::read_dir(file.parent().unwrap()).unwrap() {
        let other = other.unwrap();
        std::fs::copy(other.path(), reader.path.with_file_name(other.file_name())).unwrap();
    }
    reader
}

fn torch_file(kind: &str) -> Reader {
    let read = |root: &Path, path: &Path| {
        told(root, import::read(path));
        told(root, import::read_network(path, None));
    };
    let checkpoint = golden("public_inputs", "steps_none.ckpt");
    let networks = golden("public_inputs", ".pt");
    let whole = match kind {
        "archive" => return Reader::new("a.ckpt", [checkpoint, networks].concat(), read),
        "pickle" => checkpoint,
        _ => networks,
    };
    // The pickle alone, in an archive with right checksums.
    let entries = zip::unzip(&whole[0]).into_iter();
    let around: Vec<(String, Vec<u8>)> = entries.map(|(name, b)| (name, b.to_vec())).collect();
    let pickles = whole.iter().map(|file| pickle_of(file)).collect();
    let mut reader = Reader::new("a.ckpt", pickles, read);
    reader.wrap = Box::new(move |pickle| {
        let entries: Vec<(String, &[u8])> = around
            .iter()
            .map(|(name, bytes)| match name.ends_with(PICKLE) {
                true => (name.clone(), pickle),
                false => (name.clone(), &bytes[..]),
            })
            .collect();
        zip::zip(&entries)
    });
    reader
}

const PICKLE: &str = "/data.pkl";

fn pickle_of(file: &[u8]) -> Vec<u8> {
    let mut entries = zip::unzip(file).into_iter();
    let (_, pickle) = entries.find(|(name, _)| name.ends_with(PICKLE)).unwrap();
    pickle.to_vec()
}
