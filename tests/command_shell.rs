//! What shells, `man` and other programs take from the command: completions, manual pages, JSON, the log.

use crate::support::command::{json, succeed, text, updown};

#[test]
fn completions_name_every_verb_and_its_options() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish"] {
        let script = succeed(folder.path(), &["completions", shell]);
        for word in ["untrained", "associate", "shard", "lesion"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    let wrong = updown(folder.path(), &["completions", "csh"]);
    assert_eq!(wrong.status.code(), Some(2), "{}", text(&wrong));
}

#[test]
fn every_verb_has_a_manual_page() {
    let folder = tempfile::tempdir().unwrap();
    let page = succeed(folder.path(), &["man"]);
    assert!(page.contains(".TH") && page.contains("untrained"), "{page}");
    succeed(folder.path(), &["man", "--out", "pages"]);
    for name in ["updown.1", "updown-sweep.1", "updown-eval.1", "updown-ls.1"] {
        let path = folder.path().join("pages").join(name);
        assert!(std::fs::read_to_string(&path).unwrap().contains(".TH"));
    }
}

#[test]
fn json_says_what_the_tables_say() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    succeed(root, &["untrained", "glyphs", "--runs", "1000..1002"]);
    let all = json(root, &["ls", "--json"]);
    let row = &all["experiments"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["name"] == "glyphs")
        .unwrap()
        .clone();
    assert_eq!((&row["done"], &row["evaluated"]), (&2.into(), &0.into()));
    let one = json(root, &["ls", "glyphs", "--json"]);
    assert_eq!(&one["experiment"], row);
    let sweeps = one["sweeps"].as_array().unwrap();
    assert_eq!(
        sweeps
            .iter()
            .map(|s| s["done"].as_u64().unwrap())
            .sum::<u64>(),
        2
    );
    let eval = ["eval", "glyphs", "--metrics", "performance", "--json"];
    let pass = &json(root, &eval)["passes"][0];
    assert_eq!(
        (&pass["measured"], &pass["failed"]),
        (&2.into(), &serde_json::json!([]))
    );
    assert_eq!(pass["records"]["performance"]["new"], 2);
    // Not all is measured, and the exit code says so.
    let output = updown(root, &["results", "glyphs", "--out", "tables", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let frozen: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (&frozen["networks"], &frozen["evaluated"]),
        (&2.into(), &0.into())
    );
    assert!(!frozen["left_out"].as_array().unwrap().is_empty());
}

#[test]
fn the_log_is_for_those_who_ask() {
    let folder = tempfile::tempdir().unwrap();
    let quiet = updown(folder.path(), &["untrained", "glyphs", "--runs", "1000"]);
    assert!(!text(&quiet).contains("INFO"), "{}", text(&quiet));
    let told = updown(
        folder.path(),
        &["-vv", "untrained", "glyphs", "--runs", "1001"],
    );
    let told = text(&told);
    assert!(told.contains("INFO") && told.contains("DEBUG"), "{told}");
    assert!(told.contains("wrote ") && !told.contains("TRACE"), "{told}");
}
