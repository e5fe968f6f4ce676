//! Figures of the results that are frozen in this repository.

use updown::analysis::load_frozen;
use updown::drawing::{Content, Figure, Mark, Style};
use updown::figures;
use updown::workspace::Workspace;

/// Dashed lines of Q by chance that leave their axes, and how many there are in all.
fn chance_lines(figure: &Figure) -> (usize, usize) {
    let (mut outside, mut all) = (0, 0);
    for panel in &figure.panels {
        let Content::Axes(axes) = &panel.content else {
            continue;
        };
        let (low, high) = axes.y.range;
        for mark in axes.series.iter().flat_map(|series| &series.marks) {
            let Mark::Line {
                points,
                dashed: true,
                ..
            } = mark
            else {
                continue;
            };
            all += 1;
            outside += usize::from(points.iter().any(|p| p.1 < low || p.1 > high));
        }
    }
    (outside, all)
}

#[test]
fn lines_of_chance_lie_within_their_axes() {
    let workspace = Workspace::at(env!("CARGO_MANIFEST_DIR"));
    for experiment in ["mnist-base", "mnist-deep"] {
        let results = load_frozen(&workspace, experiment).unwrap();
        for draw in [
            figures::modularity_by_strength,
            figures::modularity_by_layer,
        ] {
            let (outside, all) = chance_lines(&draw(&results, &Style::light()).unwrap());
            assert_eq!(outside, 0, "{experiment}: of {all} lines");
            assert!(all >= 24, "{experiment}: {all} lines");
        }
    }
}
