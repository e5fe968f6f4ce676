//! `updown associate`, `cluster` and `align` as a user of another language meets them: what they print, read and refuse.

use crate::support::Golden;
use crate::support::command::{
    ASSOCIATE, json, succeed, text, updown, write, write_adjacency, write_case,
};

#[test]
fn every_optimizer_prints_a_table_and_repeats_itself() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("m.csv"),
        "1,9,1,1,0\n9,1,1,1,0\n1,1,1,9,0\n1,1,9,1,0\n0,0,0,0,0\n",
    )
    .unwrap();
    for optimizer in [
        "spectral",
        "spectral-reference",
        "monte-carlo",
        "leiden",
        "gradient",
    ] {
        let arguments = [
            "cluster",
            "m.csv",
            "--optimizer",
            optimizer,
            "--steps",
            "200",
            "--restarts",
            "3",
        ];
        let table = succeed(folder.path(), &arguments);
        assert!(
            table.contains("0 1") && table.contains("dead     1  4"),
            "{optimizer}: {table}"
        );
        let membership = |seed| {
            let seeded = [&arguments[..], &["--json", "--seed", seed]].concat();
            json(folder.path(), &seeded)["membership"].clone()
        };
        assert_eq!(membership("7"), membership("7"));
        // The reference's bisection takes the most negative eigenvalue here, and cuts nothing.
        let cut = usize::from(optimizer != "spectral-reference");
        assert_eq!(membership("7"), serde_json::json!([0, 0, cut, cut, null]));
    }
}

#[test]
fn what_cluster_prints_is_what_align_reads() {
    let folder = tempfile::tempdir().unwrap();
    write_adjacency("dead", folder.path());
    let found = succeed(
        folder.path(),
        &["cluster", "adj.safetensors", "--tensor", "adj", "--json"],
    );
    std::fs::write(folder.path().join("a.json"), found).unwrap();
    let table = succeed(
        folder.path(),
        &["align", "a.json", "a.json", "--shuffles", "100"],
    );
    assert!(
        table.contains("element_sim               1.000000"),
        "{table}"
    );
    assert!(
        table.contains("transfer_AaPb             undefined"),
        "{table}"
    );
}

#[test]
fn align_says_where_reduced_mutual_information_is_not_to_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let note = "note: the estimate in rmi and rmi_norm is off";
    for (name, group, noted) in [("singletons.json", 1, true), ("modules.json", 16, false)] {
        let labels: Vec<usize> = (0..64).map(|unit| unit / group).collect();
        std::fs::write(
            folder.path().join(name),
            serde_json::to_string(&labels).unwrap(),
        )
        .unwrap();
        let output = updown(folder.path(), &["align", name, name, "--shuffles", "10"]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{said}");
        assert_eq!(said.contains(note), noted, "{name}: {said}");
    }
}

/// Files that a user may have: weights with images, the same with NaN or another element type, matrices, memberships.
fn folder_of_files() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write_case(&Golden::read("assoc_mlp", "mlp_12_9"), root, "");
    write_adjacency("tiny", root);
    let mut broken = Golden::read("assoc_mlp", "mlp_12_9").tensor("images");
    broken.bytes[8 * 785..8 * 786].copy_from_slice(&f64::NAN.to_le_bytes());
    write(
        root.join("nan.safetensors"),
        [("images".to_owned(), broken)],
    );
    let labels = Golden::read("assoc_mlp", "mlp_12_9").tensor("labels");
    write(
        root.join("int.safetensors"),
        [("images".to_owned(), labels)],
    );
    for (name, content) in [
        ("bad.csv", "0,1\n2,0\n"),
        ("three.json", "[0,1,2]"),
        ("two.json", "[0,1]"),
        ("word.json", "[0,\"x\"]"),
    ] {
        std::fs::write(root.join(name), content).unwrap();
    }
    folder
}

/// Arguments, and what the message says.
type Case<'a> = (Vec<&'a str>, Vec<&'a str>);

/// Each case exits with 2 and its message, and leaves the folder unchanged.
fn are_refused(cases: Vec<Case<'_>>) {
    let folder = folder_of_files();
    let root = folder.path();
    let before = std::fs::read(root.join("weights.safetensors")).unwrap();
    let files = || std::fs::read_dir(root).unwrap().count();
    let count = files();
    for (arguments, messages) in cases {
        let output = updown(root, &arguments);
        let said = format!("{arguments:?}: {}", text(&output));
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(output.stdout.is_empty(), "{said}");
        for message in messages {
            assert!(text(&output).contains(message), "{said}");
        }
        assert_eq!(files(), count, "{arguments:?} wrote a file");
    }
    let after = std::fs::read(root.join("weights.safetensors")).unwrap();
    assert_eq!(after, before);
}

#[test]
fn bad_images_are_named_and_nothing_is_written() {
    let associate = |images| {
        vec![
            "associate",
            "weights.safetensors",
            "--out",
            "out.safetensors",
            "--images",
            images,
        ]
    };
    are_refused(vec![
        (
            associate("nan.safetensors"),
            vec!["`images` of nan.safetensors", "NaN at [1, 1]"],
        ),
        (
            associate("int.safetensors"),
            vec!["int.safetensors", "`images`", "F32 or F64", "I64"],
        ),
        (
            associate("weights.safetensors"),
            vec!["weights.safetensors holds no tensor `images`"],
        ),
        (
            associate("absent.safetensors"),
            vec!["cannot read absent.safetensors"],
        ),
    ]);
}

#[test]
fn bad_weights_places_and_methods_are_named_and_nothing_is_written() {
    are_refused(vec![
        (
            vec![
                "associate",
                "images.safetensors",
                "--out",
                "o.safetensors",
                "--images",
                "images.safetensors",
            ],
            vec!["images.safetensors", "`images`", "belongs to none"],
        ),
        (
            vec![
                "associate",
                "weights.safetensors",
                "--out",
                "weights.safetensors",
                "--images",
                "images.safetensors",
            ],
            vec!["which --out would replace"],
        ),
        (
            [&ASSOCIATE[..], &["--method", "forward_cow"]].concat(),
            vec!["forward_cow", "forward_cov"],
        ),
    ]);
}

#[test]
fn bad_matrices_are_named_and_nothing_is_written() {
    are_refused(vec![
        (
            vec!["cluster", "bad.csv"],
            vec!["bad.csv", "1 at (0, 1) but 2 at (1, 0)"],
        ),
        (
            vec!["cluster", "adj.safetensors"],
            vec!["adj.safetensors", "adj, other"],
        ),
        (
            vec!["cluster", "adj.safetensors", "--tensor", "x"],
            vec!["no tensor `x`", "adj, other"],
        ),
        (
            vec!["cluster", "adj.safetensors", "--tensor", "other"],
            vec!["`other`", "2 rows and 3"],
        ),
        (
            vec![
                "cluster",
                "adj.safetensors",
                "--tensor",
                "adj",
                "--resolution",
                "-1",
            ],
            vec!["resolution", "-1"],
        ),
    ]);
}

#[test]
fn bad_memberships_are_named_and_nothing_is_written() {
    are_refused(vec![
        (
            vec!["align", "three.json", "two.json"],
            vec!["three.json", "two.json", "3 units"],
        ),
        (
            vec!["align", "word.json", "two.json"],
            vec!["word.json", "unit 1", "\"x\""],
        ),
        (
            vec!["align", "two.json", "two.json", "--adjacency-a", "bad.csv"],
            vec!["--adjacency-b"],
        ),
    ]);
}
