//! Inputs other than our own matrices: graphs, texts of other programs, things that are not files. They are read correctly, or
//! refused in one short line that says what to do.

use crate::support::Golden;
use crate::support::command::{json, text, updown, write_case};
use std::path::Path;
use std::process::Command;

/// What a refusal says: one line, short, exit code 2.
fn refused(folder: &Path, arguments: &[&str]) -> String {
    let output = updown(folder, arguments);
    let said = text(&output);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
    let lines: Vec<&str> = said.lines().filter(|l| l.starts_with("updown:")).collect();
    assert_eq!(lines.len(), 1, "{arguments:?}: {said}");
    assert!(lines[0].chars().count() <= 8 + 300, "{arguments:?}: {said}");
    lines[0].to_owned()
}

#[test]
fn a_graph_is_the_same_as_a_matrix_and_as_a_list_of_edges() {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        ("matrix.csv", "0,2,1,0\n2,0,1,0\n1,1,0,.5\n0,0,.5,0\n"),
        ("plain.edgelist", "0 1 2\n0 2 1\n1 2 1\n2 3 .5\n"),
        ("from_one.edges", "1 2 2\n1 3 1\n2 3 1\n3 4 .5\n"),
        (
            "names.csv",
            "Source;Target;Weight\n0;1;2\n0;2;1\n1;2;1\n2;3;0,5\n",
        ),
        (
            "both.tsv",
            "from\tto\tweight\n0\t1\t2\n1\t0\t2\n0\t2\t1\n1\t2\t1\n2\t3\t.5\n",
        ),
        (
            "mac.csv",
            "source,target,weight\r0,1,2\r0,2,1\r1,2,1\r2,3,.5\r",
        ),
    ];
    let mut found = Vec::new();
    for (name, content) in files {
        std::fs::write(folder.path().join(name), content).unwrap();
        let report = json(folder.path(), &["cluster", name, "--json"]);
        let is_list = name != "matrix.csv";
        let notes = report["notes"].to_string();
        assert_eq!(notes.contains("4 nodes"), is_list, "{name}: {notes}");
        found.push((report["q"].clone(), report["membership"].clone()));
    }
    assert!(found.iter().all(|each| *each == found[0]), "{found:?}");
}

#[test]
fn what_is_no_matrix_is_refused_with_what_makes_one() {
    let folder = tempfile::tempdir().unwrap();
    for (name, content, words) in [
        (
            "g.graphml",
            "<?xml version='1.0'?><graphml/>",
            "read_graphml",
        ),
        ("g.gexf", "<gexf/>", "read_gexf"),
        ("g.gml", "graph []", "read_gml"),
        ("g.net", "*Vertices 2", "read_pajek"),
        ("m.mtx", "%%MatrixMarket matrix", "mmread"),
        ("m.mat", "MATLAB 5.0", "loadmat"),
        ("m.json", "[[0,1],[1,0]]", "json.load"),
        ("m.xlsx", "PK\x03\x04..xl/workbook.xml", "export it as .csv"),
        ("m.ckpt", "PK\x03\x04..x/data.pkl", "updown associate"),
        ("matrix", "\u{0}", ".npy, .npz, .csv"),
        (
            "members.csv",
            "unit,module\n0,0\n1,0\n2,1\n",
            "must be square",
        ),
        (
            "edges.csv",
            "0,1,.5\n1,2,.5\n2,3,1\n3,4,1\n",
            "named .edgelist",
        ),
        ("gap.csv", "0,,1\n,0,2\n1,2,0\n", "line 1, column 2"),
        ("both.edgelist", "0 1 .5\n1 0 .6\n", "undirected edges"),
        ("words.edgelist", "a b .5\nb c .6\n", "expected a number"),
    ] {
        std::fs::write(folder.path().join(name), content).unwrap();
        let said = refused(folder.path(), &["cluster", name]);
        assert!(said.contains(words) && said.contains(name), "{said}");
    }
}

#[test]
fn what_is_no_file_is_refused_and_not_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write_case(&Golden::read("assoc_mlp", "mlp_12_9"), root, "");
    let made = |program: &str, arguments: &[&str]| {
        let done = Command::new(program)
            .args(arguments)
            .current_dir(root)
            .status();
        assert!(done.unwrap().success(), "{program}");
    };
    for ending in ["npy", "csv", "npz", "safetensors", "json", "ckpt"] {
        made("mkfifo", &[&format!("pipe.{ending}")]);
        std::os::unix::fs::symlink("/dev/zero", root.join(format!("zero.{ending}"))).unwrap();
        std::fs::create_dir(root.join(format!("folder.{ending}"))).unwrap();
    }
    let _socket = std::os::unix::net::UnixListener::bind(root.join("socket.npy")).unwrap();
    for (name, words) in [
        ("pipe", "a named pipe"),
        ("zero", "a device"),
        ("folder", "a folder"),
    ] {
        let file = |ending: &str| format!("{name}.{ending}");
        for ending in ["npy", "csv", "npz", "safetensors"] {
            let said = refused(root, &["cluster", &file(ending)]);
            assert!(
                said.contains(words) && said.contains(&file(ending)),
                "{said}"
            );
        }
        let (json, ckpt, weights) = (file("json"), file("ckpt"), file("safetensors"));
        let associate = |weights: &str, images: &str| {
            let rest = ["--images", images, "--out", "out.safetensors"];
            refused(root, &[&["associate", weights], &rest[..]].concat())
        };
        for said in [
            refused(root, &["align", &json, &json]),
            refused(root, &["import", &ckpt, "--experiment", "some"]),
            associate(&ckpt, "images.safetensors"),
            associate(&weights, "images.safetensors"),
            associate("weights.safetensors", &weights),
        ] {
            assert!(said.contains(words), "{said}");
        }
    }
    assert!(refused(root, &["cluster", "socket.npy"]).contains("a socket"));
    assert!(!root.join("checkpoints").exists() && !root.join("out.safetensors").exists());
}

#[test]
fn a_pipe_among_checkpoints_is_told_and_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let experiment = folder.path().join("checkpoints/some");
    std::fs::create_dir_all(&experiment).unwrap();
    let pipe = experiment.join("mnist_sup_l2=0.00001.safetensors");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    for arguments in [
        &["ls"][..],
        &["ls", "some"],
        &["figures", "some"],
        &["eval", "some"],
    ] {
        let output = updown(folder.path(), arguments);
        let said = text(&output);
        let whole = arguments == ["ls"] || said.contains("a named pipe");
        assert!(whole, "{arguments:?}: {said}");
        assert!(
            said.lines().all(|line| line.chars().count() <= 308),
            "{said}"
        );
    }
}

#[test]
fn a_pipe_of_the_shell_is_read() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.json"), "[0,0,1]").unwrap();
    let script = format!(
        "'{}' align <(cat a.json) a.json",
        env!("CARGO_BIN_EXE_updown")
    );
    let output = Command::new("bash")
        .args(["-c", &script])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", text(&output));
}
