//! Figures: what their drawings hold.

#[path = "support/synthetic.rs"]
mod synthetic;

use updown::figures::{self, FIGURES, Figure, Style};

/// All of F1–F17.
fn all(style: &Style) -> Vec<(String, Figure)> {
    let results = synthetic::results();
    let mut drawn = Vec::new();
    for (id, _, figure) in FIGURES {
        let start = std::time::Instant::now();
        drawn.push(((*id).to_owned(), figure(&results, style).unwrap()));
        println!("{id} {:?}", start.elapsed());
    }
    let example = synthetic::example(0.3);
    let several = [0.1, 0.3, 0.5].map(synthetic::example);
    let examples = [
        ("F2", figures::association_matrices(&example, style)),
        ("F3", figures::sorted_matrices(&example, style)),
        ("F4", figures::matrices_across_methods(&example, style)),
        ("F5", figures::membership_across_methods(&example, style)),
        ("F11", figures::matrices_by_dropout(&several, style)),
    ];
    let examples = examples
        .into_iter()
        .map(|(id, f)| (id.to_owned(), f.unwrap()));
    drawn.extend(examples);
    let association = updown::spec::Association::ALL[0];
    let one = figures::association_matrix(
        &example.matrices[&association],
        example.partition(association).as_ref(),
        "Input covariance",
        style,
    );
    drawn.push(("one".to_owned(), one.unwrap()));
    drawn
}

#[test]
fn look() {
    let Some(folder) = std::env::var_os("UPDOWN_FIGURES") else {
        return;
    };
    let style = if std::env::var_os("UPDOWN_PRINT").is_some() {
        Style::print()
    } else {
        Style::light()
    };
    for (id, figure) in all(&style) {
        let start = std::time::Instant::now();
        let path = std::path::Path::new(&folder).join(id);
        figure.save(path.with_extension("svg")).unwrap();
        print!("{path:?} {:?} ", start.elapsed());
        figure.save(path.with_extension("png")).unwrap();
        println!("{:?}", start.elapsed());
    }
}
