//! The documents agree with the code.

use updown::analysis::columns;

fn read(path: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The part of a document between `<!-- NAME … -->` and `<!-- end of NAME -->` is this text. With `UPDOWN_BLESS` in the environment
/// it is rewritten.
pub fn is_generated(path: &str, name: &str, expected: &str) {
    let text = read(path);
    let begin = text.find(&format!("<!-- {name}")).expect("the first mark");
    let begin = begin + text[begin..].find("-->\n").expect("its end") + 4;
    let end = text
        .find(&format!("<!-- end of {name} -->"))
        .expect("the second mark");
    if std::env::var_os("UPDOWN_BLESS").is_some() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        let whole = [&text[..begin], expected, &text[end..]].concat();
        std::fs::write(path, whole).unwrap();
    } else {
        assert_eq!(
            &text[begin..end],
            expected,
            "{path} is old: `UPDOWN_BLESS=1 cargo test --features cli --test all documents` writes it anew"
        );
    }
}

#[test]
fn the_data_dictionary_has_every_column_in_its_own_words() {
    let row = |(name, says): (&str, &str)| format!("| `{name}` | {} |\n", says.trim());
    let rows: String = columns::all().map(row).collect();
    let table = format!("| column | meaning |\n|---|---|\n{rows}");
    is_generated("docs/DATA_DICTIONARY.md", "columns", &table);
}

#[test]
fn the_front_page_states_the_claims_as_they_are() {
    let workspace = updown::workspace::Workspace::at(env!("CARGO_MANIFEST_DIR"));
    let table = updown::analysis::front_page(&workspace).unwrap();
    is_generated("README.md", "claims", &table);
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

/// The Python lines that people copy are those that made the networks of the tests.
#[test]
fn the_lines_that_trace_a_model_are_those_of_the_tests() {
    let made = read("tests/golden/scripted/make.py");
    let document = read("docs/YOUR_OWN.md");
    for (begin, end) in [("class Shown", "\n\n\n"), ("def attention", "\n\n\n")] {
        let from = made.find(begin).unwrap();
        let lines = &made[from..from + made[from..].find(end).unwrap()];
        assert!(document.contains(lines), "docs/YOUR_OWN.md lacks\n{lines}");
    }
}
