//! Frozen results: the same numbers as in the checkpoints, with provenance and examples.

use crate::support::tiny::{Tiny, config, run, tiny};
use std::fs;
use std::path::Path;
use updown::analysis::{
    self, AnalysisError, Destination, FileNote, Frozen, Provenance, Results, Source,
};
use updown::checkpoint::Checkpoint;
use updown::figures::ExampleRun;
use updown::polars::prelude::*;
use updown::spec::{Association, Layer, Regularizer};

fn measured() -> Tiny {
    let tiny = tiny();
    run(&tiny, config(50), &[]);
    tiny
}

fn freeze(tiny: &Tiny) -> Frozen {
    analysis::freeze(&tiny.workspace, "tiny", &Destination::Kept, false).unwrap()
}

fn drop_checkpoints(tiny: &Tiny) {
    fs::remove_dir_all(tiny.workspace.experiment("tiny")).unwrap();
}

fn assert_equal(fresh: &Results, frozen: &Results) {
    for ((name, a), (_, b)) in fresh.tables().into_iter().zip(frozen.tables()) {
        assert_eq!(a.schema(), b.schema(), "{name}: names and types");
        assert!(a.equals_missing(b), "{name}: values, in the same order");
    }
}

#[test]
fn frozen_tables_are_the_checkpoints_tables() {
    let tiny = measured();
    let fresh = analysis::load(&tiny.workspace, "tiny").unwrap();
    assert_eq!(fresh.source, Source::Checkpoints);
    let written = freeze(&tiny);
    assert!(written.whole);
    drop_checkpoints(&tiny);
    let frozen = analysis::load(&tiny.workspace, "tiny").unwrap();
    assert_equal(&fresh, &frozen);
    assert_eq!(frozen.source, Source::Frozen(Box::new(written.provenance)));
    assert!(frozen.source.to_string().ends_with("from 5 networks"));
}

#[test]
fn provenance_says_what_made_the_numbers() {
    let tiny = measured();
    let provenance = freeze(&tiny).provenance;
    let read = Provenance::read(&tiny.workspace.provenance("tiny")).unwrap();
    assert_eq!(read, provenance);
    assert_eq!((read.networks, read.evaluated), (5, 5));
    assert_eq!(read.declared, None, "no declared experiment has this name");
    let (environment, networks) = &read.environments[0];
    assert_eq!((environment.device.as_str(), *networks), ("cpu", 5));
    for kind in ["performance", "modules", "robustness"] {
        let (key, networks) = read.records[kind].first_key_value().unwrap();
        assert!(key.starts_with(&format!("{kind}-v")), "{key}");
        assert_eq!(*networks, 5);
    }
    for path in tiny.workspace.checkpoints("tiny").unwrap() {
        let digest = Checkpoint::read_header(&path)
            .unwrap()
            .records
            .weights_digest;
        let stem = path.file_stem().unwrap().to_str().unwrap();
        assert_eq!(read.weights.get(stem), digest.as_ref());
    }
    let text = fs::read_to_string(tiny.workspace.provenance("tiny")).unwrap();
    let root = tiny.workspace.root().to_str().unwrap();
    assert!(!text.contains(root), "no path of this machine");
}

#[test]
fn freezing_twice_gives_the_same_bytes() {
    let tiny = measured();
    let bytes = |frozen: &Frozen| -> Vec<Vec<u8>> {
        let read = |path| fs::read(path).unwrap();
        frozen.paths.iter().map(read).collect()
    };
    let first = bytes(&freeze(&tiny));
    assert_eq!(bytes(&freeze(&tiny)), first);
}

#[test]
fn examples_show_the_same_matrices_without_weights() {
    let tiny = measured();
    freeze(&tiny);
    let examples = tiny.workspace.frozen_examples("tiny").unwrap();
    let specs: Vec<_> = examples
        .iter()
        .map(|path| Checkpoint::read_header(path).unwrap().spec)
        .collect();
    // The base run, and the first replicate at the only dropout.
    let shown: Vec<_> = specs
        .iter()
        .map(|s| (s.strength(Regularizer::Dropout), s.run))
        .collect();
    assert_eq!(shown, [(0.3, 0), (0.0, 0)]);
    for (spec, frozen) in specs.iter().zip(&examples) {
        assert_eq!(*frozen, tiny.workspace.frozen_example("tiny", spec));
        let whole = tiny.workspace.checkpoint("tiny", spec);
        assert_eq!(tiny.workspace.example("tiny", spec), whole);
        let names = Checkpoint::read(frozen).unwrap().tensors;
        let measured =
            |name: &String| name.starts_with("association/") || name.starts_with("function/");
        assert!(names.keys().all(measured));
        for layer in [Layer::Hidden(0), Layer::Hidden(1)] {
            let a = ExampleRun::read(&whole, layer).unwrap();
            let b = ExampleRun::read(frozen, layer).unwrap();
            assert_eq!((&a.spec, &a.modules), (&b.spec, &b.modules));
            assert_eq!(a.pictured, b.pictured, "pictures of one method each");
            for association in Association::ALL {
                let (a, b) = (&a.matrices[&association], &b.matrices[&association]);
                let close = |(a, b): (&f64, &f64)| (a - b).abs() <= 1e-6 * a.abs();
                assert!(a.iter().zip(b).all(close), "{association}");
            }
        }
        let combined = ExampleRun::read(frozen, Layer::Combined).unwrap_err();
        assert!(combined.to_string().contains("layer combined"));
    }
    // With the checkpoint gone, or there but not evaluated, the frozen example serves.
    let spec = &specs[0];
    let path = tiny.workspace.checkpoint("tiny", spec);
    let mut bare = Checkpoint::read(&path).unwrap();
    bare.records.associations = None;
    bare.write(&path).unwrap();
    assert!(ExampleRun::find(&tiny.workspace, "tiny", spec, Layer::Hidden(0)).is_ok());
    fs::remove_file(&path).unwrap();
    assert_eq!(tiny.workspace.example("tiny", spec), examples[0]);
    assert!(ExampleRun::find(&tiny.workspace, "tiny", spec, Layer::Hidden(0)).is_ok());
}

#[test]
fn what_holds_more_evaluated_networks_is_loaded_and_not_overwritten() {
    let tiny = measured();
    freeze(&tiny);
    fs::remove_file(tiny.first()).unwrap();
    let loaded = analysis::load(&tiny.workspace, "tiny").unwrap();
    assert!(matches!(loaded.source, Source::Frozen(_)));
    assert_eq!(loaded.runs.height(), 5);
    let refused = analysis::freeze(&tiny.workspace, "tiny", &Destination::Kept, false);
    assert!(
        matches!(
            refused,
            Err(AnalysisError::Fewer {
                frozen: 5,
                found: 4,
                ..
            })
        ),
        "{refused:?}"
    );
    let meant = analysis::freeze(&tiny.workspace, "tiny", &Destination::Kept, true).unwrap();
    assert_eq!(meant.provenance.networks, 4);
    let loaded = analysis::load(&tiny.workspace, "tiny").unwrap();
    assert_eq!(
        loaded.source,
        Source::Checkpoints,
        "as many: the checkpoints"
    );
    drop_checkpoints(&tiny);
    let nothing = analysis::freeze(&tiny.workspace, "tiny", &Destination::Kept, true);
    assert!(matches!(nothing, Err(AnalysisError::NoResults { .. })));
}

#[test]
fn tables_are_exported_as_five_files_beside_each_other() {
    let tiny = measured();
    let folder = tempfile::tempdir().unwrap();
    let results = analysis::load(&tiny.workspace, "tiny").unwrap();
    let export = |name: &str| {
        let destination = Destination::from_path(&folder.path().join(name)).unwrap();
        analysis::freeze(&tiny.workspace, "tiny", &destination, false).unwrap()
    };
    assert_eq!(export("all.csv").paths.len(), 6);
    for (kind, table) in results.tables() {
        let text = fs::read_to_string(folder.path().join(format!("all.{kind}.csv"))).unwrap();
        assert_eq!(text.lines().count(), table.height() + 1, "{kind}");
    }
    export("all.parquet");
    let path = folder.path().join("all.modules.parquet");
    let read = ParquetReader::new(fs::File::open(path).unwrap()).finish();
    assert!(read.unwrap().equals_missing(&results.modules));
    assert!(Path::new(&folder.path().join("all.provenance.json")).is_file());
    // A folder is the whole set.
    export("folder");
    let kept = freeze(&tiny).paths;
    for path in kept {
        let copy = folder.path().join("folder").join(path.file_name().unwrap());
        assert_eq!(fs::read(copy).unwrap(), fs::read(path).unwrap());
    }
}

#[test]
fn a_destination_of_an_unknown_ending_is_refused() {
    let refused = Destination::from_path(Path::new("x.xlsx")).unwrap_err();
    let said = refused.to_string();
    assert!(
        said.contains("x.xlsx") && said.contains("NAME.csv"),
        "{said}"
    );
    let folder = Destination::from_path(Path::new("results.v2/")).unwrap();
    assert!(matches!(folder, Destination::Folder(_)));
}

#[test]
fn tables_that_do_not_belong_together_are_refused() {
    let tiny = measured();
    freeze(&tiny);
    let table = |kind| tiny.workspace.frozen("tiny", kind);
    let old = fs::read(table("modules")).unwrap();
    let provenance = tiny.workspace.provenance("tiny");
    fs::remove_file(tiny.first()).unwrap();
    analysis::freeze(&tiny.workspace, "tiny", &Destination::Kept, true).unwrap();
    drop_checkpoints(&tiny);
    let refused = || match analysis::load(&tiny.workspace, "tiny") {
        Err(error @ AnalysisError::Mixture { .. }) => error.to_string(),
        other => panic!("{other:?}"),
    };
    fs::write(table("modules"), old).unwrap();
    assert!(
        refused().contains("modules.parquet is not the one"),
        "{}",
        refused()
    );
    // As frozen by older versions: without the names of the files.
    let mut json: serde_json::Value =
        serde_json::from_slice(&fs::read(&provenance).unwrap()).unwrap();
    let mut notes = json.as_object_mut().unwrap().remove("files").unwrap();
    fs::write(&provenance, json.to_string()).unwrap();
    assert!(
        refused().contains("no checksum of runs.parquet"),
        "{}",
        refused()
    );
    notes["modules.parquet"] = note(&table("modules"));
    json["files"] = notes;
    fs::write(&provenance, json.to_string()).unwrap();
    assert!(
        refused().contains("which runs.parquet lacks"),
        "{}",
        refused()
    );
    json["networks"] = 17.into();
    fs::write(&provenance, json.to_string()).unwrap();
    assert!(
        refused().contains("17 networks, runs.parquet 4"),
        "{}",
        refused()
    );
    json["experiment"] = "mnist-base".into();
    fs::write(&provenance, json.to_string()).unwrap();
    assert!(refused().contains("that of mnist-base"), "{}", refused());
}

/// What provenance says of a file.
fn note(path: &Path) -> serde_json::Value {
    serde_json::to_value(FileNote::of_bytes(&fs::read(path).unwrap())).unwrap()
}

#[test]
fn a_damaged_table_is_named_with_its_column() {
    let tiny = measured();
    freeze(&tiny);
    drop_checkpoints(&tiny);
    let provenance = tiny.workspace.provenance("tiny");
    let path = tiny.workspace.frozen("tiny", "runs");
    let mut bytes = fs::read(&path).unwrap();
    // The page of the first column.
    bytes[4..40].fill(0xff);
    fs::write(&path, bytes).unwrap();
    let mut json: serde_json::Value =
        serde_json::from_slice(&fs::read(&provenance).unwrap()).unwrap();
    json["files"]["runs.parquet"] = note(&path);
    fs::write(&provenance, json.to_string()).unwrap();
    let said = analysis::load(&tiny.workspace, "tiny")
        .unwrap_err()
        .to_string();
    assert!(
        said.contains("runs.parquet") && said.contains("column run_id"),
        "{said}"
    );
}

#[test]
fn frozen_tables_are_exported_where_there_are_no_checkpoints() {
    let tiny = measured();
    let kept = freeze(&tiny);
    let fresh = analysis::load(&tiny.workspace, "tiny").unwrap();
    drop_checkpoints(&tiny);
    let folder = tempfile::tempdir().unwrap();
    let file = Destination::Files(folder.path().join("t.csv"));
    let exported = analysis::freeze(&tiny.workspace, "tiny", &file, false).unwrap();
    assert_eq!(
        (exported.paths.len(), &exported.provenance.weights),
        (6, &kept.provenance.weights)
    );
    let elsewhere = Destination::Folder(folder.path().join("copy"));
    let copied = analysis::freeze(&tiny.workspace, "tiny", &elsewhere, false).unwrap();
    assert_eq!(copied.paths.len(), kept.paths.len());
    for (from, to) in kept.paths.iter().zip(&copied.paths) {
        assert_eq!(from.file_name(), to.file_name());
    }
    assert_equal(&fresh, &analysis::load(&tiny.workspace, "tiny").unwrap());
}

#[test]
fn copies_of_a_run_are_one_network_and_hidden_files_none() {
    let tiny = measured();
    let before = analysis::load(&tiny.workspace, "tiny").unwrap();
    let original = tiny.workspace.checkpoints("tiny").unwrap().remove(0);
    let stem = original.file_stem().unwrap().to_str().unwrap();
    for copy in [
        " (1)",
        "-conflicted copy",
        " - Copy",
        ".sync-conflict-20260101-120000-ABC",
    ] {
        fs::copy(
            &original,
            original.with_file_name(format!("{stem}{copy}.safetensors")),
        )
        .unwrap();
    }
    let hidden = original.with_file_name(format!("._{stem}.safetensors"));
    fs::write(&hidden, b"\0\x05\x16\x07").unwrap();
    let after = analysis::load(&tiny.workspace, "tiny").unwrap();
    assert_equal(&before, &after);
    let copies = after
        .skipped
        .iter()
        .filter(|s| s.reason.contains("counted once"));
    assert_eq!(copies.count(), 4);
    assert!(after.skipped.iter().all(|skipped| skipped.path != hidden));
    let report = run(&tiny, config(50), &[]);
    assert_eq!(report.made, 0);
    assert_eq!(
        report
            .gaps
            .iter()
            .filter(|(_, why)| why.contains("one run is one network"))
            .count(),
        4
    );
    assert!(freeze(&tiny).whole);
}
