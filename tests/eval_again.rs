//! A second pass: current records stay, those that depend on a change are made again.

use crate::support::tiny::{config, made, run, tiny};
use std::time::Duration;
use updown::alignment::AlignmentConfig;
use updown::analysis::{self};
use updown::checkpoint::Checkpoint;
use updown::eval::{EvalConfig, EvalPass, Metric, eval};
use updown::modularity::LeidenConfig;
use updown::progress::Silent;
use updown::spec::Selection;

#[test]
fn what_is_current_is_skipped_and_what_another_clustering_changes_is_made_again() {
    use Metric::{Alignments, Chance, Functions, Modules, Pictures};
    let tiny = tiny();
    run(&tiny, config(50), &[]);
    let again = run(&tiny, config(50), &[]);
    assert_eq!((again.made, again.current), (0, 5));
    let before = Checkpoint::read(&tiny.first()).unwrap();
    assert_eq!(
        made(&run(&tiny, config(60), &[])),
        [Modules, Alignments, Chance, Functions, Pictures],
        "another clustering"
    );
    let after = Checkpoint::read(&tiny.first()).unwrap();
    assert_eq!(
        before.tensors, after.tensors,
        "neither weights nor matrices change"
    );
    assert_eq!(before.records.performance, after.records.performance);
    assert_eq!(
        made(&run(&tiny, config(60), &[Modules])),
        [Modules, Alignments, Chance, Functions, Pictures],
        "what is forced takes along what is made from it"
    );
}

#[test]
fn settings_make_again_what_they_are_for_and_all_that_is_made_from_it() {
    use Metric::{
        Alignments, Associations, Chance, Functions, Modules, Pictures, Robustness, Weights,
    };
    let tiny = tiny();
    run(&tiny, config(60), &[]);
    let fewer_images = EvalConfig {
        images: 100,
        ..config(60)
    };
    assert_eq!(
        made(&run(&tiny, fewer_images.clone(), &[])),
        [
            Associations,
            Modules,
            Alignments,
            Robustness,
            Chance,
            Functions,
            Pictures
        ],
        "other associations"
    );
    let other_leiden = EvalConfig {
        leiden: LeidenConfig {
            restarts: 3,
            kicks: 1,
        },
        ..fewer_images.clone()
    };
    assert_eq!(made(&run(&tiny, other_leiden.clone(), &[])), [Robustness]);
    let other_alignment = EvalConfig {
        alignment: AlignmentConfig {
            n_shuffles: 20,
            ..fewer_images.alignment
        },
        ..other_leiden
    };
    assert_eq!(
        made(&run(&tiny, other_alignment.clone(), &[])),
        [Alignments]
    );
    assert_eq!(made(&run(&tiny, other_alignment, &[Weights])), [Weights]);
}

#[test]
fn a_metric_brings_along_what_it_is_made_from() {
    let tiny = tiny();
    let pass = EvalPass {
        experiment: "tiny",
        selection: Selection::default(),
        config: config(50),
        metrics: vec![Metric::Alignments],
        force: Vec::new(),
        jobs: 1,
    };
    let report = eval(&pass, &tiny.dataset, &tiny.workspace, &Silent).unwrap();
    assert_eq!(
        made(&report),
        [Metric::Associations, Metric::Modules, Metric::Alignments]
    );
    assert!(report.busy[&Metric::Modules] > Duration::ZERO);
    let skipped = analysis::load(&tiny.workspace, "tiny").unwrap().skipped;
    assert!(
        skipped
            .iter()
            .any(|s| s.reason == "performance: not evaluated yet")
    );
}

#[test]
fn a_call_for_some_methods_adds_to_what_another_measured() {
    use updown::spec::{Association as A, AssociationMethod};
    let with = |associations: &[A]| EvalConfig {
        associations: associations.to_vec(),
        ..config(50)
    };
    let (tiny, other) = (tiny(), tiny());
    let beyond = [
        A::raw(AssociationMethod::GaussNewton),
        A::normalized(AssociationMethod::GaussNewton),
    ];
    run(&tiny, config(50), &[]);
    let before = Checkpoint::read(&tiny.first()).unwrap();
    let report = run(&tiny, with(&A::ALL[2..4]), &[]);
    assert_eq!((report.made, report.current), (0, 5), "all of it was there");
    let report = run(&tiny, with(&beyond), &[]);
    assert_eq!((report.made, report.dropped.len()), (5, 0));
    let after = Checkpoint::read(&tiny.first()).unwrap();
    assert_eq!(
        after
            .records
            .associations
            .as_ref()
            .unwrap()
            .done()
            .unwrap()
            .len(),
        3 * 10
    );
    for (name, tensor) in &before.tensors {
        assert_eq!(after.tensors.get(name), Some(tensor), "{name}");
    }
    let results = analysis::load(&tiny.workspace, "tiny").unwrap();
    assert_eq!(results.modules.height(), 5 * 3 * 10);
    // In whichever order: the same file as from one call for all of them.
    run(&other, with(&[&A::ALL[..], &beyond].concat()), &[]);
    assert!(std::fs::read(tiny.first()).unwrap() == std::fs::read(other.first()).unwrap());
    // Other settings replace what was measured, and the report says what is gone.
    let fewer = EvalConfig {
        images: 20,
        ..with(&beyond)
    };
    let report = run(&tiny, fewer, &[]);
    assert_eq!(report.dropped.len(), 5);
    assert_eq!(report.dropped[0].1, 3 * 8);
}

#[test]
fn a_checkpoint_of_before_the_digest_gets_one() {
    let tiny = tiny();
    let path = tiny.first();
    let digest = Checkpoint::read_header(&path)
        .unwrap()
        .records
        .weights_digest
        .unwrap();
    let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
    assert!(text.contains(&digest));
    strip_digest(&path, &digest);
    let old = Checkpoint::read_header(&path).unwrap();
    assert_eq!(old.records.weights_digest, None);
    run(&tiny, config(50), &[]);
    let new = Checkpoint::read_header(&path).unwrap();
    assert_eq!(new.records.weights_digest, Some(digest));
}

/// Writes the header as an earlier version did: without digest.
fn strip_digest(path: &std::path::Path, digest: &str) {
    let bytes = std::fs::read(path).unwrap();
    let end = 8 + u64::from_le_bytes(bytes[..8].try_into().unwrap()) as usize;
    let header = std::str::from_utf8(&bytes[8..end]).unwrap();
    let field = format!("\\\"weights_digest\\\":\\\"{digest}\\\",");
    assert!(header.contains(&field), "{header}");
    let mut header = header.replace(&field, "");
    while header.len() % 8 != 0 {
        header.push(' ');
    }
    let mut old = (header.len() as u64).to_le_bytes().to_vec();
    old.extend(header.as_bytes());
    old.extend(&bytes[end..]);
    std::fs::write(path, old).unwrap();
}

/// Records stored before a metric was added stay as they are; only the new one is made.
#[test]
fn a_new_metric_leaves_the_others_alone() {
    let tiny = tiny();
    run(&tiny, config(50), &[]);
    let path = tiny.first();
    let whole = Checkpoint::read(&path).unwrap();
    let mut older = whole.clone();
    older.records.chance = None;
    older.write(&path).unwrap();
    assert_eq!(made(&run(&tiny, config(50), &[])), [Metric::Chance]);
    assert_eq!(Checkpoint::read(&path).unwrap(), whole);
}

#[test]
fn the_same_pass_gives_the_same_bytes() {
    let tiny = tiny();
    run(&tiny, config(50), &[]);
    let paths = tiny.workspace.checkpoints("tiny").unwrap();
    let before: Vec<Vec<u8>> = paths.iter().map(|p| std::fs::read(p).unwrap()).collect();
    run(&tiny, config(50), &Metric::ALL);
    for (path, before) in paths.iter().zip(before) {
        assert_eq!(std::fs::read(path).unwrap(), before, "{}", path.display());
    }
}
