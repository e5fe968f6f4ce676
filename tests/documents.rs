//! What the documents say is what the code does.

use updown::analysis::columns;

fn read(path: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

#[test]
fn the_data_dictionary_has_every_column_in_its_own_words() {
    let dictionary = read("docs/DATA_DICTIONARY.md");
    for (name, description) in columns::ALL {
        let row = format!("| `{name}` | {} |", description.trim());
        assert!(
            dictionary.contains(&row),
            "docs/DATA_DICTIONARY.md lacks the row\n{row}"
        );
    }
}

#[cfg(feature = "torch")]
#[test]
fn the_set_up_installs_the_libtorch_that_records_name() {
    let line = format!("TORCH = \"{}\"", updown::device::LIBTORCH);
    assert!(read("env/setup/libtorch.py").contains(&line), "{line}");
}

#[test]
fn the_table_of_figures_is_the_registrys() {
    let lines: Vec<String> = updown::figures::FIGURES
        .iter()
        .map(|f| f.document())
        .collect();
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/FIGURES.md");
    let text = std::fs::read_to_string(path).unwrap();
    let found: Vec<&str> = text
        .lines()
        .skip_while(|l| !l.starts_with("|---"))
        .skip(1)
        .take_while(|l| l.starts_with('|'))
        .collect();
    assert!(
        found == lines,
        "docs/FIGURES.md has to hold this table:\n{}",
        lines.join("\n")
    );
}
