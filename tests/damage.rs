//! Files of every kind, damaged at random: the reader reports the damage or reads something, and never panics.
//!
//! `UPDOWN_FUZZ_SECONDS` sets the time for each reader; without it a few hundred files are tried. `UPDOWN_FUZZ_SEED` is the first seed, so that
//! a second run tries other files than the first one.

use crate::support::tiny::{config, run, tiny};
use crate::support::torch_file::{golden, import};
use crate::support::{Golden, command::write};
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};
use updown::analysis::{self, Destination};
use updown::checkpoint::Checkpoint;
use updown::data::Dataset;
use updown::matrices::{read_adjacency, read_matrix, read_membership};
use updown::spec::DatasetName;
use updown::tch::Device;
use updown::workspace::Workspace;

/// Some damage: bits, bytes, extreme numbers, parts that are lost, doubled or out of place.
fn damage(mut bytes: Vec<u8>, rng: &mut ChaCha8Rng) -> Vec<u8> {
    const LIMITS: [u64; 7] = [
        0,
        1,
        0x7f,
        0xff,
        0xffff_ffff,
        0x7fff_ffff_ffff_ffff,
        u64::MAX,
    ];
    for _ in 0..rng.gen_range(1..=4) {
        if bytes.is_empty() {
            break;
        }
        let at = rng.gen_range(0..bytes.len());
        let end = (at + rng.gen_range(1..=64)).min(bytes.len());
        match rng.gen_range(0..7) {
            0 => bytes[at] ^= 1 << rng.gen_range(0..8),
            1 => bytes[at] = rng.r#gen(),
            2 => bytes.truncate(at),
            3 => drop(bytes.drain(at..end)),
            4 => {
                let part = bytes[at..end].to_vec();
                bytes.splice(at..at, part);
            }
            5 => {
                let number = LIMITS.choose(rng).unwrap().to_le_bytes();
                let width = *[1, 2, 4, 8].choose(rng).unwrap();
                let places = bytes[at..].iter_mut();
                places.zip(&number[..width]).for_each(|(b, n)| *b = *n);
            }
            _ => {
                let from = rng.gen_range(0..bytes.len());
                let part = bytes[from..(from + end - at).min(bytes.len())].to_vec();
                let places = bytes[at..].iter_mut();
                places.zip(part).for_each(|(b, n)| *b = n);
            }
        }
    }
    bytes
}

/// Reads damaged copies of `path` in its place; a panic names the seed that repeats it.
fn no_damage_panics(path: &Path, cases: u64, read: impl Fn()) {
    let whole = std::fs::read(path).unwrap();
    let number = |name| std::env::var(name).ok().map(|s| s.parse().unwrap());
    let until = number("UPDOWN_FUZZ_SECONDS").map(|s| Instant::now() + Duration::from_secs(s));
    let first: u64 = number("UPDOWN_FUZZ_SEED").unwrap_or(0);
    let mut tried = 0;
    for seed in first.. {
        let done = match until {
            Some(until) => Instant::now() >= until,
            None => tried >= cases,
        };
        if done {
            break;
        }
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        std::fs::write(path, damage(whole.clone(), &mut rng)).unwrap();
        let result = catch_unwind(AssertUnwindSafe(&read));
        assert!(result.is_ok(), "{}: seed {seed} panics", path.display());
        tried += 1;
    }
    std::fs::write(path, whole).unwrap();
    println!(
        "{}: {tried} damaged files, seeds from {first}",
        path.file_name().unwrap().display()
    );
}

#[test]
fn checkpoints() {
    let tiny = tiny();
    run(&tiny, config(50), &[]);
    let path = tiny.first();
    // Most of the bytes are numbers: the header alone is the first part.
    no_damage_panics(&path, 100, || {
        let _ = Checkpoint::read(&path);
    });
    let bytes = std::fs::read(&path).unwrap();
    let header = u64::from_le_bytes(bytes[..8].try_into().unwrap()) as usize + 8;
    std::fs::write(&path, &bytes[..header]).unwrap();
    no_damage_panics(&path, 200, || {
        let _ = Checkpoint::read_header(&path);
    });
}

#[test]
fn matrices_and_memberships() {
    let folder = tempfile::tempdir().unwrap();
    let matrix = Golden::all("modularity").remove(0);
    let values = matrix.matrix("adj");
    write(
        folder.path().join("a.safetensors"),
        [("adj".to_owned(), matrix.tensor("adj"))],
    );
    let rows: Vec<String> = values
        .rows()
        .into_iter()
        .map(|row| row.iter().map(f64::to_string).collect::<Vec<_>>().join(","))
        .collect();
    std::fs::write(folder.path().join("a.csv"), rows.join("\n")).unwrap();
    let n = values.nrows();
    let mut npy =
        format!("{{'descr': '<f8', 'fortran_order': False, 'shape': ({n}, {n}), }}").into_bytes();
    npy.resize(117, b' ');
    npy.push(b'\n');
    let mut bytes = b"\x93NUMPY\x01\x00\x76\x00".to_vec();
    bytes.extend(npy);
    bytes.extend(values.iter().flat_map(|v| v.to_le_bytes()));
    std::fs::write(folder.path().join("a.npy"), bytes).unwrap();
    for name in ["a.safetensors", "a.csv", "a.npy"] {
        let path = folder.path().join(name);
        read_matrix(&path, None).unwrap();
        no_damage_panics(&path, 300, || {
            let _ = read_matrix(&path, None);
            let _ = read_adjacency(&path, None);
        });
    }
    let path = folder.path().join("a.json");
    std::fs::write(
        &path,
        r#"{"membership": [0, 1, null, 2, 2, 17], "q": 0.25}"#,
    )
    .unwrap();
    no_damage_panics(&path, 300, || {
        let _ = read_membership(&path);
    });
}

#[test]
fn datasets() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (mnist, cifar) = (data.join("mnist"), data.join("cifar-10-batches-bin"));
    std::fs::create_dir_all(&mnist).unwrap();
    std::fs::create_dir_all(&cifar).unwrap();
    for part in ["train", "t10k"] {
        let images = [
            &[0u8, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 28, 0, 0, 0, 28][..],
            &[7; 3 * 784],
        ]
        .concat();
        std::fs::write(mnist.join(format!("{part}-images-idx3-ubyte")), images).unwrap();
        let labels = [0u8, 0, 8, 1, 0, 0, 0, 3, 1, 2, 3];
        std::fs::write(mnist.join(format!("{part}-labels-idx1-ubyte")), labels).unwrap();
    }
    let batches = (1..=5).map(|n| format!("data_batch_{n}.bin"));
    for file in batches.chain(["test_batch.bin".to_owned()]) {
        std::fs::write(cifar.join(file), vec![3u8; 2 * 3073]).unwrap();
    }
    let workspace = Workspace::at(folder.path());
    let load = |name| {
        let _ = Dataset::load(name, &workspace, Device::Cpu);
    };
    let images = mnist.join("train-images-idx3-ubyte");
    no_damage_panics(&images, 200, || load(DatasetName::Mnist));
    let labels = mnist.join("train-labels-idx1-ubyte");
    no_damage_panics(&labels, 200, || load(DatasetName::Mnist));
    let batch = cifar.join("data_batch_2.bin");
    no_damage_panics(&batch, 100, || load(DatasetName::Cifar10));
}

#[test]
fn frozen_tables() {
    let tiny = tiny();
    run(&tiny, config(50), &[]);
    analysis::freeze(&tiny.workspace, "tiny", &Destination::Kept, false).unwrap();
    std::fs::remove_dir_all(tiny.workspace.experiment("tiny")).unwrap();
    let path = tiny.workspace.provenance("tiny");
    no_damage_panics(&path, 200, || {
        let _ = analysis::load(&tiny.workspace, "tiny");
    });
    // Without the checksums, so that the damage reaches the reader of the tables.
    let mut provenance: serde_json::Value =
        serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    provenance.as_object_mut().unwrap().remove("files");
    std::fs::write(&path, provenance.to_string()).unwrap();
    for kind in ["runs", "modules", "training"] {
        let path = tiny.workspace.frozen("tiny", kind);
        no_damage_panics(&path, 100, || {
            if let Err(error) = analysis::load(&tiny.workspace, "tiny") {
                let said = error.to_string();
                assert!(said.contains(&format!("{kind}.parquet")), "{said}");
            }
        });
    }
}

#[test]
fn files_to_import() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["evaluated.ckpt", "convolutional.ckpt"] {
        let path = folder.path().join(name);
        std::fs::copy(golden(name), &path).unwrap();
        no_damage_panics(&path, 150, || {
            let _ = updown::import::read(&path);
        });
    }
    let whole = folder.path().join("evaluated.ckpt");
    assert!(import(folder.path(), &[&whole], &[]).status.success());
}
