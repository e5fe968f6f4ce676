//! Import of hostile files: tensors beyond their storage, and files that would cost memory or time.

use crate::support::torch_file::{
    SavedNetwork, archive, dict, hyper, pickle, read, real, storage, tensor, text,
};

/// An elementary storage of two numbers.
fn on(kind: &str, elements: i64) -> Vec<u8> {
    storage(kind, "1", elements)
}

fn float() -> Vec<u8> {
    on("FloatStorage", 2)
}

/// Whether an honest network is read with this tensor as its first bias.
fn with_bias(bias: Vec<u8>) -> Result<(), String> {
    let mut network = SavedNetwork::new();
    network.states[1].1 = bias;
    read(&network.file(&hyper(0), &[])).map(|_| ())
}

/// Each bias is refused with its place and the message.
fn are_refused<const N: usize>(cases: [(&str, Vec<u8>, &str); N]) {
    for (what, bias, message) in cases {
        let error = with_bias(bias).unwrap_err();
        let place = "model.fc_layers.0.bias";
        assert!(
            error.contains(message) && error.contains(place),
            "{what}: {error}"
        );
    }
}

#[test]
fn storages_have_the_size_they_say() {
    are_refused([
        (
            "another size",
            tensor(&on("FloatStorage", 3), 0, &[2], &[1]),
            "3 elements of 4 bytes in data/1",
        ),
        (
            "beyond all counting",
            tensor(&on("FloatStorage", i64::MAX), 0, &[2], &[1]),
            "8 bytes",
        ),
        (
            "negative",
            tensor(&on("FloatStorage", -1), 0, &[2], &[1]),
            "a number of elements",
        ),
    ]);
}

#[test]
fn tensors_stay_inside_of_their_storage() {
    are_refused([
        (
            "offset",
            tensor(&float(), 1, &[2], &[1]),
            "inside of its storage of 2",
        ),
        (
            "stride",
            tensor(&float(), 0, &[2], &[2]),
            "inside of its storage",
        ),
        (
            "huge stride",
            tensor(&float(), 0, &[2], &[i64::MAX]),
            "inside of its storage",
        ),
        (
            "huge shape",
            tensor(&float(), 0, &[i64::MAX, i64::MAX], &[0, 0]),
            "inside of its storage",
        ),
        (
            "blown up",
            tensor(&float(), 0, &[1 << 40], &[0]),
            "inside of its storage",
        ),
        (
            "negative offset",
            tensor(&float(), -1, &[2], &[1]),
            "an offset",
        ),
        (
            "no strides",
            tensor(&float(), 0, &[2], &[]),
            "inside of its storage",
        ),
    ]);
    let shared = tensor(&storage("FloatStorage", "0", 1568), 0, &[2], &[0]);
    assert_eq!(with_bias(shared), Ok(()), "a stride of zero stays inside");
}

#[test]
fn storages_of_another_kind_or_shape_are_refused() {
    are_refused([
        (
            "no such entry",
            tensor(&storage("FloatStorage", "../1", 2), 0, &[2], &[1]),
            "an entry data/../1",
        ),
        (
            "unknown type",
            tensor(&on("QUInt8Storage", 8), 0, &[2], &[1]),
            "torch.QUInt8Storage",
        ),
        (
            "no weights",
            tensor(&on("LongStorage", 1), 0, &[1], &[1]),
            "the shape [2], found [1]",
        ),
        ("not a tensor", dict(&[]), "a tensor, found a dictionary"),
    ]);
}

#[test]
fn tensors_that_share_their_bytes_cannot_fill_the_memory() {
    const N: i64 = 1 << 20;
    let big = tensor(&storage("DoubleStorage", "0", N), 0, &[N], &[1]);
    let null = dict(&[("score", real(0.5)), ("null", big)]);
    let list = [b"]", &null[..], b"a"].concat();
    let names = [
        "forward_cov",
        "forward_jac",
        "backward_jac",
        "backward_hess",
    ];
    let pairs = names
        .iter()
        .flat_map(|a| names.map(|b| (format!("{a}:{b}"), list.clone())));
    let pairs: Vec<_> = pairs.collect();
    let pairs: Vec<(&str, Vec<u8>)> = pairs.iter().map(|(k, v)| (k.as_str(), v.clone())).collect();
    let mut network = SavedNetwork::new();
    network.states[0].1 = tensor(&storage("DoubleStorage", "0", N), 0, &[2, 784], &[784, 1]);
    network.storages[0].1 = vec![0; 8 * N as usize];
    let error = read(&network.file(&hyper(0), &[("align", dict(&pairs))])).unwrap_err();
    assert!(error.contains("share their bytes"), "{error}");
}

#[test]
fn huge_dictionaries_cost_their_length_once() {
    // 300,000 things that are not layers, before a real network.
    let mut network = SavedNetwork::new();
    let names: Vec<String> = (0..300_000)
        .map(|i| format!("model.fc_layers.{}.weight", i + 1))
        .collect();
    let states = names.iter().map(|name| [text(name), vec![b'N']].concat());
    let many: Vec<u8> = states.flatten().collect();
    let honest = dict(&network.states);
    let all = [b"}(", &many[..], &honest[2..]].concat();
    network.states.clear();
    let file = [("state_dict", all), ("hyper_parameters", dict(&hyper(0)))];
    let storages: Vec<(&str, &[u8])> = network.storages.iter().map(|(k, v)| (*k, &v[..])).collect();
    let begin = std::time::Instant::now();
    let error = read(&archive(&pickle(&dict(&file)), &storages)).unwrap_err();
    assert!(
        error.contains("fc_layers.1.weight: expected a tensor, found None"),
        "{error}"
    );
    assert!(
        begin.elapsed().as_secs() < 20,
        "a second, where each look costs nothing"
    );
}

/// A file of `torch.save` with a state dictionary of this many names, all of the same 1 × 1 tensor.
fn one_weight_under(names: impl Iterator<Item = String>) -> Vec<u8> {
    let one = tensor(&storage("FloatStorage", "0", 1), 0, &[1, 1], &[1, 1]);
    let first = [&one[..], b"q\0", b"0"].concat();
    let entries: Vec<u8> = names
        .flat_map(|name| [&text(&name)[..], b"h\0"].concat())
        .collect();
    let all = [&first[..], b"}(", &entries, b"u"].concat();
    archive(&pickle(&all), &[("0", &[0; 4])])
}

const MEGABYTE: usize = 1 << 20;

/// Each file, of at most two megabytes, is refused with its message within seconds; docs/TORTURE.md says what such files cost.
fn cost_little<const N: usize>(cases: [(&str, Vec<u8>, &str); N]) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("some.ckpt");
    for (what, bytes, words) in cases {
        assert!(bytes.len() < 2 * MEGABYTE, "{what}");
        std::fs::write(&path, bytes).unwrap();
        let begin = std::time::Instant::now();
        let error = updown::import::read_network(&path, None)
            .unwrap_err()
            .to_string();
        assert!(error.contains(words), "{what}: {error}");
        assert!(
            begin.elapsed().as_secs() < 20,
            "{what}: a second, where nothing else runs"
        );
    }
}

#[test]
fn long_texts_named_again_and_again_cost_seconds_and_little_memory() {
    let long = text(&"a".repeat(MEGABYTE / 2));
    // Two long texts, and a name of both, again and again.
    let named = [
        &long[..],
        b"q\0",
        &long,
        b"q\x01",
        &b"h\0h\x01\x930".repeat(20_000),
    ]
    .concat();
    let keys = [
        &long[..],
        b"q\0",
        b"0",
        b"}(",
        &b"h\0N".repeat(100_000),
        b"u",
    ]
    .concat();
    cost_little([
        (
            "one name of long texts",
            archive(&pickle(&named), &[]),
            "a dictionary",
        ),
        (
            "one long key",
            archive(&pickle(&keys), &[]),
            "looks at its values",
        ),
    ]);
}

#[test]
fn a_megabyte_of_malice_costs_seconds_and_little_memory() {
    cost_little([
        (
            "names",
            archive(&b"ca\nb\n".repeat(MEGABYTE / 5), &[]),
            "the pickle",
        ),
        (
            "calls of calls",
            archive(
                &pickle(&[&b"ca\nb\n"[..], &b")R".repeat(MEGABYTE / 2)].concat()),
                &[],
            ),
            "by no name",
        ),
        (
            "tuples of tuples",
            archive(
                &pickle(&[&b")"[..], &b"\x85".repeat(MEGABYTE)].concat()),
                &[],
            ),
            "a tuple",
        ),
    ]);
}

#[test]
fn a_megabyte_of_names_costs_seconds_and_little_memory() {
    let word = |n: usize| -> String {
        let letter = |i: u32| char::from(b'a' + (n / 26usize.pow(i) % 26) as u8);
        (0..3).map(letter).collect()
    };
    cost_little([
        (
            "layers in words",
            one_weight_under((0..5000).map(|n| format!("{}.weight", word(n)))),
            "at most 256 linear layers",
        ),
        (
            "a name of many parts",
            one_weight_under((0..900).map(|n| "a.".repeat(n) + "weight")),
            "at most 64 parts",
        ),
        (
            "layers in each other",
            one_weight_under((0..60).map(|n| "a.".repeat(n) + "weight")),
            "the state dictionary",
        ),
    ]);
}
