//! Files of every kind, damaged at random: the reader reports the damage with its place or reads something, and never panics.
//!
//! `UPDOWN_FUZZ_SECONDS` sets the time for each kind; without it a few hundred files are tried. `UPDOWN_FUZZ_SEED` is the first seed, so
//! that a second run tries other files than the first one. `make fuzz` lets libFuzzer choose the damage; the files that it found worth
//! keeping are read here, too.

use crate::support::readers::{KINDS, Reader};
use crate::support::tiny::{config, run, tiny};
use crate::support::zip::unzip;
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};
use updown::analysis::{self, Destination, FileNote, Provenance};

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

pub fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap())
}

/// Reads damaged copies; a panic names the seed that repeats it.
fn no_damage_panics(kind: &str, cases: u64) {
    let reader = Reader::of(kind);
    for whole in reader.whole.iter().chain(&kept(kind)) {
        reader.read(whole);
    }
    let until = number("UPDOWN_FUZZ_SECONDS").map(|s| Instant::now() + Duration::from_secs(s));
    let first = number("UPDOWN_FUZZ_SEED").unwrap_or(0);
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
        let whole = &reader.whole[tried as usize % reader.whole.len()];
        let damaged = damage(whole.clone(), &mut rng);
        let result = catch_unwind(AssertUnwindSafe(|| reader.read(&damaged)));
        assert!(result.is_ok(), "{kind}: seed {seed} panics");
        tried += 1;
    }
    println!("{kind}: {tried} damaged files, seeds from {first}");
}

/// Files that libFuzzer found, in `tests/fuzz/corpus`.
fn kept(kind: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus");
    let archive = std::fs::read(folder.join(format!("{kind}.zip"))).unwrap();
    let files = unzip(&archive).into_iter();
    files.map(|(_, bytes)| bytes.to_vec()).collect()
}

/// One test for each kind, so that they share the cores.
macro_rules! kinds {
    ($($kind:ident: $cases:literal,)*) => {
        $(#[test]
        fn $kind() {
            no_damage_panics(stringify!($kind), $cases);
        })*

        #[test]
        fn every_reader_is_tried() {
            assert_eq!([$(stringify!($kind)),*], KINDS);
        }
    };
}

kinds! {
    checkpoint: 100,
    header: 200,
    state: 100,
    safetensors: 300,
    csv: 300,
    npy: 300,
    npz: 300,
    membership: 300,
    experiment: 300,
    idx: 200,
    labels: 200,
    cifar: 100,
    own_npy: 200,
    own_idx: 200,
    own_safetensors: 200,
    provenance: 200,
    table: 100,
    pickle: 300,
    archive: 300,
    network: 300,
}

/// A table with another checksum than its provenance names is not opened at all; this one has the right checksum, as if somebody had
/// damaged it on purpose. polars panics on some of these, which is an error like any other.
#[test]
fn tables_damaged_on_purpose() {
    let tiny = tiny();
    run(&tiny, config(50), &[]);
    analysis::freeze(&tiny.workspace, "tiny", &Destination::Kept, false).unwrap();
    std::fs::remove_dir_all(tiny.workspace.experiment("tiny")).unwrap();
    let path = tiny.workspace.provenance("tiny");
    let written = Provenance::read(&path).unwrap();
    for kind in ["runs", "modules", "training"] {
        let table = tiny.workspace.frozen("tiny", kind);
        let whole = std::fs::read(&table).unwrap();
        for seed in 0..100 {
            let damaged = damage(whole.clone(), &mut ChaCha8Rng::seed_from_u64(seed));
            let mut provenance = written.clone();
            let note = FileNote::of_bytes(&damaged);
            provenance.files.insert(format!("{kind}.parquet"), note);
            std::fs::write(&path, serde_json::to_string(&provenance).unwrap()).unwrap();
            std::fs::write(&table, damaged).unwrap();
            if let Err(error) = analysis::load(&tiny.workspace, "tiny") {
                let said = error.to_string();
                assert!(said.contains(&format!("{kind}.parquet")), "{said}");
            }
        }
        std::fs::write(&table, whole).unwrap();
        std::fs::write(&path, serde_json::to_string(&written).unwrap()).unwrap();
    }
}
