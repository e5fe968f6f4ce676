//! What docs/SECURITY.md says about files that the command writes. Its claims about downloads, archives, tables and drawings are
//! tested beside their code.

use crate::support::tiny::{config, run, tiny};
use std::os::unix::fs::{PermissionsExt, symlink};
use updown::analysis::{self, Destination};
use updown::checkpoint::Checkpoint;

#[test]
fn a_link_in_the_place_of_a_file_is_replaced_and_not_followed() {
    let tiny = tiny();
    let path = tiny.first();
    let checkpoint = Checkpoint::read(&path).unwrap();
    let victim = tiny.workspace.root().join("victim");
    std::fs::write(&victim, b"untouched").unwrap();
    std::fs::remove_file(&path).unwrap();
    symlink(&victim, &path).unwrap();
    checkpoint.write(&path).unwrap();
    assert_eq!(std::fs::read(&victim).unwrap(), b"untouched");
    assert!(!path.is_symlink() && Checkpoint::read(&path).is_ok());
}

#[test]
fn files_have_the_permissions_that_any_new_file_has() {
    let tiny = tiny();
    let usual = tiny.workspace.root().join("usual");
    std::fs::write(&usual, b"").unwrap();
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode();
    assert_eq!(mode(&tiny.first()), mode(&usual));
}

#[test]
fn no_cell_of_an_exported_table_is_a_formula() {
    let tiny = tiny();
    run(&tiny, config(50), &[]);
    let out = Destination::Files(tiny.workspace.root().join("all.csv"));
    let frozen = analysis::freeze(&tiny.workspace, "tiny", &out, false).unwrap();
    let tables = frozen
        .paths
        .iter()
        .filter(|p| p.extension().is_some_and(|e| e == "csv"));
    let mut cells = 0;
    for table in tables {
        for cell in std::fs::read_to_string(table).unwrap().split([',', '\n']) {
            let is_formula = cell.starts_with(['=', '+', '@', '-', '\t']);
            assert!(!is_formula || cell.parse::<f64>().is_ok(), "{cell}");
            cells += 1;
        }
    }
    assert!(cells > 1000);
}
