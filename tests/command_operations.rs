//! Data and sweeps from the user's side: downloads, parts of an experiment, the output of `ls`.

use crate::support::command::{succeed, text, updown};
use std::fs::File;
use std::path::PathBuf;
use updown::spec::{RunSpec, experiment};
use updown::workspace::Workspace;

/// The numbers of the row of `ls` that begins with `title`.
fn row(table: &str, title: &str) -> Vec<usize> {
    let mut rows = table.lines().filter_map(|line| line.strip_prefix(title));
    let row = rows
        .find(|row| row.starts_with(' '))
        .unwrap_or_else(|| panic!("no row {title} in\n{table}"));
    row.split_whitespace()
        .map_while(|word| word.parse().ok())
        .collect()
}

#[test]
fn the_shards_of_a_job_array_make_everything_once() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let all = experiment("glyphs").unwrap().untrained;
    for shard in ["1/3", "2/3", "3/3"] {
        let said = succeed(root, &["untrained", "glyphs", "--shard", shard]);
        let third = [all / 3, all / 3 + 1].map(|made| format!("{made} made, 0 there before"));
        assert!(
            third.iter().any(|third| said.contains(third)),
            "{shard}: {said}"
        );
    }
    let said = succeed(root, &["untrained", "glyphs"]);
    assert!(
        said.contains(&format!("0 made, {all} there before")),
        "{said}"
    );
}

#[test]
fn an_impossible_shard_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    for shard in ["0/4", "5/4", "4", "x/4"] {
        let output = updown(folder.path(), &["sweep", "glyphs", "--shard", shard]);
        assert_eq!(output.status.code(), Some(2), "{shard}");
        assert!(
            text(&output).contains("from `1/N` to `N/N`"),
            "{}",
            text(&output)
        );
    }
}

/// Makes the files of runs 0 to 4: a held lock (returned), a lock left by a dead process, a state to continue from, a failure, damage.
fn one_of_each_state(path: impl Fn(usize) -> PathBuf) -> File {
    let held = File::create(path(0).with_extension("lock")).unwrap();
    held.lock().unwrap();
    File::create(path(1).with_extension("lock")).unwrap();
    std::fs::write(path(2).with_extension("partial"), "state").unwrap();
    let reason = r#"{"run_id": "r", "epoch": 3, "reason": "the loss became NaN\nin epoch 3"}"#;
    std::fs::write(path(3).with_extension("failed"), reason).unwrap();
    std::fs::write(path(4), "cut off").unwrap();
    held
}

#[test]
fn ls_counts_every_network_in_one_state() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let glyphs = experiment("glyphs").unwrap();
    let trained = glyphs.trained();
    let path = |spec: &RunSpec| Workspace::at(root).checkpoint("glyphs", spec);
    succeed(root, &["untrained", "glyphs", "--runs", "1000..1004"]);
    let _held = one_of_each_state(|run| path(&trained[run]));
    let table = succeed(root, &["ls"]);
    let untrained = glyphs.untrained as usize;
    let all = trained.len() + untrained;
    let missing = all - 4 - 4;
    assert_eq!(
        row(&table, "glyphs"),
        [all, 4, 1, 1, 2, missing, 0],
        "{table}"
    );
    assert_eq!(
        row(&table, "mnist-base"),
        [379, 0, 0, 0, 0, 379, 0],
        "{table}"
    );

    let table = succeed(root, &["ls", "glyphs"]);
    assert_eq!(
        row(&table, "untrained"),
        [untrained, 4, 0, 0, 0, untrained - 4, 0],
        "{table}"
    );
    assert_eq!(
        row(&table, "together"),
        [all, 4, 1, 1, 2, missing, 0],
        "{table}"
    );
    let sweeps = ["l2", "l1", "dropout"].map(|sweep| row(&table, sweep)[0]);
    assert_eq!(sweeps.iter().sum::<usize>(), trained.len(), "{table}");
    for line in [
        format!("running: {}", trained[0].file_stem()),
        format!("begun: {}", trained[2].file_stem()),
        format!(
            "failed: {}: the loss became NaN in epoch 3",
            trained[3].file_stem()
        ),
        format!("failed: {}: ", trained[4].file_stem()),
    ] {
        assert!(table.contains(&line), "{line} in\n{table}");
    }
    assert!(table.contains("truncated or damaged"), "{table}");
}

#[test]
fn a_download_without_a_network_names_files_and_place() {
    let folder = tempfile::tempdir().unwrap();
    // A port where nobody listens.
    let mirror = ["--mirror", "http://127.0.0.1:1"];
    for (dataset, file) in [
        ("mnist", "t10k-labels-idx1-ubyte.gz"),
        ("cifar10", "cifar-10-binary.tar.gz"),
    ] {
        let output = updown(folder.path(), &[&["data", dataset], &mirror[..]].concat());
        assert_eq!(output.status.code(), Some(1), "{}", text(&output));
        let place = folder.path().join("data").join(dataset);
        for part in [file, place.to_str().unwrap(), "https://", "127.0.0.1:1"] {
            assert!(text(&output).contains(part), "{part}: {}", text(&output));
        }
        assert_eq!(std::fs::read_dir(place).unwrap().count(), 0);
    }
}

#[test]
fn data_without_names_downloads_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let output = updown(folder.path(), &["data"]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
    for part in ["glyphs: 12000", "updown data mnist", "updown data cifar10"] {
        assert!(text(&output).contains(part), "{}", text(&output));
    }
    assert!(!folder.path().join("data").exists());
}
