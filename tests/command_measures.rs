//! `updown associate`, `cluster` and `align` against the original's numbers.

use crate::support::command::{ASSOCIATE, json, succeed, write, write_adjacency, write_case};
use crate::support::{Golden, number};
use ndarray::Array2;
use std::path::Path;
use updown::checkpoint::Checkpoint;
use updown::spec::{Association, AssociationMethod};

fn relative_difference(ours: &Array2<f64>, theirs: &Array2<f64>) -> f64 {
    let scale = theirs.iter().fold(f64::MIN_POSITIVE, |m, v| m.max(v.abs()));
    (ours - theirs).iter().fold(0.0f64, |m, v| m.max(v.abs())) / scale
}

#[test]
fn associations_of_a_file_are_the_originals() {
    for (golden, prefix) in [
        (Golden::read("assoc_mlp", "mlp_12_9"), ""),
        (Golden::read("assoc_mlp", "mlp_deep5_8"), "model."),
    ] {
        let folder = tempfile::tempdir().unwrap();
        write_case(&golden, folder.path(), prefix);
        succeed(
            folder.path(),
            &[&ASSOCIATE[..], &["--method", "all"]].concat(),
        );
        let out = folder.path().join("out.safetensors");
        let batch = golden.json["batch_size"].as_u64().unwrap();
        let even = golden.json["n_images"].as_u64().unwrap() % batch == 0;
        for association in Association::ALL {
            let hessian = association.method == AssociationMethod::OutputHessian;
            if hessian && !even {
                continue; // the original over-weights a short last batch
            }
            let scaled = hessian && association == Association::raw(association.method);
            let factor = if scaled { batch as f64 } else { 1.0 };
            let compare = |ours: String, theirs: String| {
                let ours = Checkpoint::read_matrix(&out, &ours).unwrap();
                let difference = relative_difference(&ours, &(golden.matrix(&theirs) * factor));
                assert!(difference < 1e-9, "{} {theirs}: {difference}", golden.name);
            };
            let layers = golden.json["channels"].as_array().unwrap().len();
            for layer in 0..layers {
                compare(
                    format!("{association}/{layer}"),
                    format!("by_layer/{association}/{layer}"),
                );
            }
            compare(
                format!("{association}_combined"),
                format!("combined/{association}"),
            );
        }
    }
}

#[test]
fn the_residual_cnn_is_measured_too() {
    let golden = Golden::read("assoc_conv", "conv_4_6_8_8");
    let folder = tempfile::tempdir().unwrap();
    write_case(&golden, folder.path(), "model.");
    let some = [
        "--method",
        "forward_cov,backward_jac_norm",
        "--max-positions",
        "all",
    ];
    succeed(folder.path(), &[&ASSOCIATE[..], &some].concat());
    for name in ["forward_cov/3", "backward_jac_norm/2"] {
        let ours = Checkpoint::read_matrix(&folder.path().join("out.safetensors"), name).unwrap();
        let difference = relative_difference(&ours, &golden.matrix(&format!("by_layer/{name}")));
        assert!(difference < 1e-9, "{name}: {difference}");
    }
}

#[test]
fn precision_is_the_callers_choice() {
    let golden = Golden::read("assoc_mlp", "mlp_12_9");
    let folder = tempfile::tempdir().unwrap();
    write_case(&golden, folder.path(), "");
    let single = ["--method", "forward_jac", "--precision", "f32"];
    succeed(folder.path(), &[&ASSOCIATE[..], &single].concat());
    let ours = Checkpoint::read_matrix(&folder.path().join("out.safetensors"), "forward_jac/1");
    let difference = relative_difference(&ours.unwrap(), &golden.matrix("by_layer/forward_jac/1"));
    assert!((1e-12..1e-4).contains(&difference), "{difference}");
}

#[test]
fn clustering_a_file_finds_the_proven_optimum() {
    for name in ["dead", "planted3", "tiny"] {
        let folder = tempfile::tempdir().unwrap();
        let golden = write_adjacency(name, folder.path());
        for optimizer in ["leiden", "monte-carlo"] {
            let arguments = [
                "cluster",
                "adj.safetensors",
                "--tensor",
                "adj",
                "--seed",
                "1",
                "--json",
            ];
            let found = json(
                folder.path(),
                &[&arguments[..], &["--optimizer", optimizer]].concat(),
            );
            let optimum = updown::modularity::modularity_q(
                &golden.adjacency(),
                &golden.partition("optimum_labels"),
                Default::default(),
            );
            let q = found["q"].as_f64().unwrap();
            assert!(
                (q - optimum.unwrap()).abs() < 1e-9,
                "{name} {optimizer}: {q}"
            );
            let membership = found["membership"].as_array().unwrap();
            let dead = membership.iter().filter(|m| m.is_null()).count();
            assert_eq!(
                dead,
                golden.adjacency().n_units() - golden.adjacency().live_units().len()
            );
            assert!(found["n_modules"].as_u64().unwrap() > 1);
            assert!(found["effective_n_modules"].is_number() && found["seconds"].is_number());
        }
    }
}

/// The modules and adjacencies of one golden pair as files.
fn write_pair(golden: &Golden, index: usize, folder: &Path) {
    for which in [1, 2] {
        let labels = golden.labels(&format!("labels{which}_{index:02}"));
        let list: Vec<Option<i64>> = labels.iter().map(|&l| (l >= 0).then_some(l)).collect();
        let text = serde_json::to_string(&list).unwrap();
        std::fs::write(folder.join(format!("{which}.json")), text).unwrap();
        let adjacency = golden.tensor(&format!("adj{which}_{index:02}"));
        let path = folder.join(format!("adj{which}.safetensors"));
        write(path, [("adj".to_owned(), adjacency)]);
    }
}

#[test]
fn alignments_of_files_are_the_originals() {
    let golden = Golden::read("alignment", "alignment");
    let folder = tempfile::tempdir().unwrap();
    let pairs = golden.scalars["pairs"].as_array().unwrap();
    for (index, pair) in pairs.iter().enumerate() {
        let name = pair["name"].as_str().unwrap();
        if name == "one_all_dead" {
            continue; // one of its adjacencies is all zero, which is refused
        }
        write_pair(&golden, index, folder.path());
        let found = json(
            folder.path(),
            &[
                "align",
                "1.json",
                "2.json",
                "--adjacency-a",
                "adj1.safetensors",
                "--adjacency-b",
                "adj2.safetensors",
                "--shuffles",
                "200",
                "--json",
            ],
        );
        for (ours, theirs) in [
            ("greedy_overlap", "alignment_score"),
            ("rmi", "rmi"),
            ("vi", "vi"),
            ("vi_norm", "vi_norm"),
            ("element_sim", "element_sim"),
            ("adj_spearman_r", "adj_spearman_r"),
            ("transfer_AaPb", "transfer_AaPb"),
            ("transfer_AbPa_norm", "transfer_AbPa_norm"),
        ] {
            let expected = number(&pair[theirs]);
            match found[ours].as_f64() {
                Some(value) => {
                    let error = (value - expected).abs() / expected.abs().max(1.0);
                    assert!(error < 1e-9, "{name} {ours}: {value} {expected}");
                }
                None => assert!(expected.is_nan(), "{name} {ours}: {expected}"),
            }
        }
        assert!(found["greedy_overlap_p"].as_f64().unwrap() > 0.0);
    }
}
