//! Tables of a tiny sweep: slices, means, claims.

use crate::support::tiny::{config, run, tiny};
use updown::analysis::{self, columns as c};
use updown::spec::{Association, Regularizer};
use updown::workspace::Workspace;

#[test]
fn slices_and_means_are_what_they_say() {
    let tiny = tiny();
    run(&tiny, config(50), &[]);
    let results = analysis::load(&tiny.workspace, "tiny").unwrap();
    let some = analysis::select(
        &results.modules,
        [("method", "forward_cov".into()), ("layer", "0".into())],
    )
    .unwrap();
    assert_eq!(some.height(), 5);
    let strong = analysis::select(&results.runs, [("dropout", 0.3.into())]).unwrap();
    assert_eq!(strong.height(), 2);
    let swept = analysis::sweep_of(&results.runs, Regularizer::Dropout).unwrap();
    assert_eq!(
        swept.height(),
        3,
        "the setting without dropout belongs to the sweep"
    );
    let means = analysis::mean_sem(&some, &[c::TRAINED], c::Q).unwrap();
    assert_eq!(means.height(), 2);
    let null = analysis::null_band(&some, c::Q).unwrap();
    assert_eq!(null.n, 2);
    let untrained = means.column("mean").unwrap().f64().unwrap().get(0).unwrap();
    assert!((untrained - null.mean).abs() < 1e-12);
    let raised =
        analysis::difference_to_null(&results.modules, &[c::LAYER, c::METHOD], c::Q).unwrap();
    assert_eq!(raised.height(), 3 * 3 * 8);
    let names: Vec<String> = Association::ALL.iter().map(|a| a.name()).collect();
    let matrix = analysis::matrix_of_means(&results.alignments, &names, c::ELEMENT_SIM).unwrap();
    assert_eq!(matrix[[0, 3]], matrix[[3, 0]]);
    let families = analysis::with_family(&results.alignments).unwrap();
    let by_family = analysis::mean_sem(&families, &[c::FAMILY], c::ELEMENT_SIM).unwrap();
    let counts: Vec<u32> = by_family
        .column("n")
        .unwrap()
        .u32()
        .unwrap()
        .into_no_null_iter()
        .collect();
    // 4 × 4 pairs across, 6 within each family, for each of three layers and five networks.
    assert_eq!(counts, [16 * 15, 6 * 15, 6 * 15]);
    assert!(matrix[[0, 1]].is_finite() && matrix[[2, 2]].is_nan());
    assert!(
        analysis::cut_accuracy(&results.runs, 2.0).unwrap().height() == 2,
        "only untrained ones are left"
    );
}

#[test]
fn claims_are_told_or_said_to_be_untellable() {
    let tiny = tiny();
    run(&tiny, config(50), &[]);
    let results = analysis::load(&tiny.workspace, "tiny").unwrap();
    let claims = analysis::claims(&results).unwrap();
    assert_eq!(
        claims.get_column_names(),
        [
            "claim", "quantity", "against", "method", "mean", "low", "high", "interval", "n",
            "verdict"
        ]
    );
    // Three epochs on 600 images leave every network below 80 % or above: either way each row has a verdict.
    let verdicts = claims.column("verdict").unwrap().str().unwrap();
    assert!(verdicts.iter().all(|v| v.is_some()));
}

#[test]
fn no_results_say_how_to_make_them() {
    let folder = tempfile::tempdir().unwrap();
    let error = analysis::load(&Workspace::at(folder.path()), "glyphs")
        .unwrap_err()
        .to_string();
    assert!(error.contains("updown sweep glyphs"), "{error}");
}
