//! Import of files that are not what they claim: nothing runs, nothing is written, the error says what and where.

use crate::support::torch_file::{
    SavedNetwork, archive, call, dict, golden, hyper, import, pickle, read, said, text, unzip,
    whole,
};
use std::path::Path;

/// The command that a hostile file would have run.
pub fn shell() -> Vec<u8> {
    call("posix", "system", &[text("echo hacked > hacked")])
}

#[test]
fn calls_are_never_made_and_end_in_an_error_only_where_their_value_is_needed() {
    let honest = SavedNetwork::new();
    let harmless = read(&honest.file(&hyper(0), &[("callbacks", shell())])).unwrap();
    assert_eq!(harmless, read(&honest.file(&hyper(0), &[])).unwrap());
    let mut with_call = hyper(0);
    with_call[2] = ("l2", shell());
    for (bytes, place) in [
        (archive(&pickle(&shell()), &[]), "the pickle"),
        (honest.file(&with_call, &[]), "hyper_parameters.l2"),
        (honest.file(&hyper(0), &[("modules", shell())]), "modules"),
        (honest.file(&hyper(0), &[("test_acc", shell())]), "test_acc"),
    ] {
        let error = read(&bytes).unwrap_err();
        let words = [place, "some.ckpt", "posix.system (not executed)"];
        assert!(words.iter().all(|w| error.contains(w)), "{error}");
    }
    assert!(!Path::new("hacked").exists());
}

#[test]
fn pickles_that_are_none_end_in_an_error_that_says_where() {
    for (what, bytes, message) in broken_pickles() {
        let error = read(&archive(&bytes, &[])).unwrap_err();
        assert!(
            error.contains(message) && error.contains("the pickle's byte"),
            "{what}: {error}"
        );
    }
}

/// What each is, its bytes, and what the error says.
fn broken_pickles() -> [(&'static str, Vec<u8>, &'static str); 12] {
    [
        ("empty", vec![], "1 more bytes"),
        (
            "cut off",
            b"\x80\x02}X\x09\0\0\0stat".to_vec(),
            "9 more bytes, found 4",
        ),
        ("nothing", b"\x80\x02.".to_vec(), "a value on the stack"),
        (
            "text of 4 GiB",
            b"X\xff\xff\xff\xff.".to_vec(),
            "4294967295 more bytes",
        ),
        (
            "bytes beyond all counting",
            b"\x8e\xff\xff\xff\xff\xff\xff\xff\xff.".to_vec(),
            "more bytes",
        ),
        (
            "whole number of 2 GiB",
            b"\x8b\xff\xff\xff\x7f.".to_vec(),
            "more bytes",
        ),
        (
            "nothing kept",
            b"j\xff\xff\xff\xff.".to_vec(),
            "number 4294967295",
        ),
        ("no mark", b"Nt.".to_vec(), "an open container"),
        (
            "keys without values",
            b"}(Nu.".to_vec(),
            "a value for each key",
        ),
        (
            "filling a number",
            b"K\x01Na.".to_vec(),
            "a container to fill",
        ),
        (
            "an instruction of protocol 0",
            b"(i__main__\nEvil\n.".to_vec(),
            "opcode 0x69",
        ),
        ("a name without end", b"cposix".to_vec(), "a line"),
    ]
}

#[test]
fn depth_and_size_have_limits() {
    let nested = [b"]".repeat(400_000), b"a".repeat(399_999), b".".to_vec()].concat();
    let cases = [
        (
            "lists in lists",
            nested,
            "the pickle: expected a dictionary (`model.state_dict()`), found a list",
        ),
        (
            "open containers",
            b"(".repeat(20_000),
            "at most 10000 open containers",
        ),
        (
            "a high stack",
            [b"N".to_vec(), b"2".repeat(2_000_000)].concat(),
            "values on the stack",
        ),
        (
            "many values",
            b"N0".repeat(2_100_000),
            "at most 2000000 values",
        ),
        (
            "a circle",
            b"}q\0X\x0a\0\0\0state_dicth\0s.".to_vec(),
            "state_dict",
        ),
    ];
    for (what, bytes, message) in cases {
        let error = read(&archive(&bytes, &[])).unwrap_err();
        assert!(error.contains(message), "{what}: {error}");
    }
}

#[test]
fn files_of_another_kind_are_named_with_what_was_expected() {
    let cases: [(&str, Vec<u8>, &str); 5] = [
        ("text", b"hello".to_vec(), "since PyTorch 1.6"),
        (
            "a pickle of before 1.6",
            pickle(&dict(&[])),
            "since PyTorch 1.6",
        ),
        (
            "no network",
            archive(&pickle(&dict(&[("epoch", whole(1))])), &[]),
            "state_dict: expected a value, found only epoch",
        ),
        (
            "another network",
            archive(
                &pickle(&dict(&[("state_dict", dict(&[("fc1.weight", whole(1))]))])),
                &[],
            ),
            "fc1.weight: expected a tensor, found 1",
        ),
        (
            "another dataset",
            {
                let mut other = hyper(0);
                other[0] = ("dataset", text("imagenet"));
                SavedNetwork::new().file(&other, &[])
            },
            "mnist or cifar10, found the text \"imagenet\"",
        ),
    ];
    for (what, bytes, message) in cases {
        let error = read(&bytes).unwrap_err();
        assert!(
            error.contains(message) && error.contains("some.ckpt"),
            "{what}: {error}"
        );
    }
}

#[test]
fn a_truncated_file_is_refused_wherever_it_ends() {
    let whole = std::fs::read(golden("evaluated.ckpt")).unwrap();
    for end in (0..whole.len()).step_by(whole.len() / 60) {
        assert!(read(&whole[..end]).is_err(), "cut at {end}");
    }
}

#[test]
fn no_damage_of_a_pickle_brings_the_reader_down() {
    let file = std::fs::read(golden("evaluated.ckpt")).unwrap();
    let entries = unzip(&file);
    let pickle = entries
        .iter()
        .find(|e| e.0.ends_with("data.pkl"))
        .unwrap()
        .1;
    let storages: Vec<(&str, &[u8])> = entries
        .iter()
        .filter_map(|(name, bytes)| Some((name.split_once("/data/")?.1, *bytes)))
        .collect();
    let whole = read(&archive(pickle, &storages)).unwrap();
    let (mut same, mut refused) = (0, 0);
    for (i, at) in (0..pickle.len()).step_by(pickle.len() / 1500).enumerate() {
        let mut damaged = pickle.to_vec();
        damaged[at] = damaged[at].wrapping_add([1, 0x40, 0x7f, 0xd3][i % 4]);
        match read(&archive(&damaged, &storages)) {
            Ok(imported) => same += usize::from(imported == whole),
            Err(error) => {
                refused += 1;
                assert!(
                    error.contains("some.ckpt") && error.contains("expected"),
                    "{error}"
                );
            }
        }
    }
    assert!(
        same > 10 && refused > 500,
        "{same} unharmed, {refused} refused"
    );
}

#[test]
fn a_hostile_file_among_good_ones_exits_with_two_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let bad = folder.path().join("bad.ckpt");
    std::fs::write(&bad, archive(&pickle(&shell()), &[])).unwrap();
    let output = import(folder.path(), &[&golden("evaluated.ckpt"), &bad], &[]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(output.stdout.is_empty());
    assert!(said(&output).contains("bad.ckpt"), "{}", said(&output));
    assert!(!folder.path().join("checkpoints").exists());
}
