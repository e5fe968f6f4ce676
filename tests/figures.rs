//! Figures: what their drawings hold.

#[path = "support/synthetic.rs"]
mod synthetic;

use updown::figures::{Style, modularity_by_depth, modularity_by_layer, modularity_by_strength};

#[test]
fn look() {
    let results = synthetic::results();
    let start = std::time::Instant::now();
    for (name, f) in [
        ("F8", modularity_by_strength as fn(&_, &_) -> _),
        ("F9", modularity_by_layer),
        ("F10", modularity_by_depth),
    ] {
        let figure: updown::figures::Figure = f(&results, &Style::light()).unwrap();
        println!("{name} made {:?}", start.elapsed());
        figure.save(format!("/tmp/{name}.svg")).unwrap();
        println!("{name} svg {:?}", start.elapsed());
        figure.save(format!("/tmp/{name}.png")).unwrap();
        println!("{name} png {:?}", start.elapsed());
    }
}
