//! Figures of the results that are frozen in this repository.

use updown::analysis::load_frozen;
use updown::drawing::{Content, Figure, Mark, Style};
use updown::figures;
use updown::workspace::Workspace;

/// Dashed lines of Q by chance that leave their axes, those that are cut off without being far above everything else, and the total number.
fn chance_lines(figure: &Figure) -> (usize, usize, usize) {
    let (mut outside, mut early, mut all) = (0, 0, 0);
    for panel in &figure.panels {
        let Content::Axes(axes) = &panel.content else {
            continue;
        };
        let (low, high) = axes.y.range;
        let marks = axes.series.iter().flat_map(|series| &series.marks);
        let lines = |wanted: bool| {
            marks.clone().filter_map(move |mark| match mark {
                Mark::Line { points, dashed, .. } if *dashed == wanted => Some(points),
                _ => None,
            })
        };
        let most = lines(false).flatten().map(|p| p.1).fold(low, f64::max);
        for points in lines(true) {
            all += 1;
            outside += usize::from(points.iter().any(|p| p.1 < low || p.1 > high));
            early += usize::from(points.iter().any(|p| p.1 == high) && high < most);
        }
    }
    (outside, early, all)
}

#[test]
fn lines_of_chance_are_cut_off_only_far_above_all_else() {
    let workspace = Workspace::at(env!("CARGO_MANIFEST_DIR"));
    for experiment in [
        "mnist-base",
        "mnist-deep",
        "mnist-deep-fine",
        "mnist-wide",
        "mnist-wide-fine",
    ] {
        let results = load_frozen(&workspace, experiment).unwrap();
        for draw in [
            figures::modularity_by_strength,
            figures::modularity_by_layer,
        ] {
            let figure = draw(&results, &Style::light()).unwrap();
            let (outside, early, all) = chance_lines(&figure);
            assert_eq!((outside, early), (0, 0), "{experiment}: of {all} lines");
            assert!(figure.caption.contains("cut off where"));
            assert!(all >= 24, "{experiment}: {all} lines");
        }
    }
}
