//! Plots of bad input: what is refused, what is left out and counted, and what is escaped.

use super::plot::own;
use updown::prelude::*;

/// Each plot is refused in a sentence that contains this, and shows the same in a notebook.
fn are_refused<const N: usize>(cases: [(Plot, &str); N]) {
    for (plot, wanted) in cases {
        let said = plot.figure().map(|_| ()).unwrap_err().to_string();
        assert!(said.contains(wanted), "`{wanted}` in `{said}`");
        let contents = plot.contents(true);
        assert_eq!(contents.len(), 1);
        assert!(contents[0].0 == "text/plain" && contents[0].1.contains(wanted));
    }
}

#[test]
fn bad_input_is_a_sentence() {
    let own = own();
    are_refused([
        (
            plot(&own).x("doze").y("answer"),
            "no column `doze`, did you mean `dose`?",
        ),
        (
            plot(&own).x("drug").y("drug").mean(),
            "mean needs numbers, and `drug` holds names",
        ),
        (plot(&own).x("drug").histogram(), "histogram needs numbers"),
        (plot(&own).points(), "points needs x and y"),
        (
            plot(&own).x("dose").y("answer").bars().log_y(),
            "a bar begins at zero",
        ),
        (
            plot(&own.head(Some(0))).x("dose").y("answer"),
            "the frame has no rows",
        ),
        (
            plot(&own).x("dose").y("answer").mean().errorbar("iqr"),
            "errorbar is one of se, sd, ci, none, found `iqr`",
        ),
        (
            plot(&own).x("dose").y("answer").null(),
            "null needs a table with the column `trained`",
        ),
        (
            plot(&own).x("dose").y("answer").heat(),
            "heat needs names on x and y",
        ),
        (
            plot(&own).x("dose").y("answer").ridges(),
            "ridges needs names on one axis",
        ),
    ]);
}

#[test]
fn numbers_that_have_no_place_are_refused_in_a_sentence() {
    let gone: [Option<f64>; 2] = [None, None];
    let odd = df!("gone" => gone, "far" => [f64::INFINITY, f64::NEG_INFINITY], "y" => [1.0, 2.0], "text" => ["u", "v"]).unwrap();
    are_refused([
        (
            plot(&odd).x("gone").y("y").points(),
            "gone is missing or cannot be placed",
        ),
        (
            plot(&odd).x("far").y("y").points(),
            "2 rows with far infinite",
        ),
        (
            plot(&odd).x("text").y("y").boxes().log_y().ylim(3.0, 1.0),
            "limits must go from a number to a larger one",
        ),
    ]);
}

#[test]
fn too_many_names_are_refused_in_a_sentence() {
    let levels: Vec<String> = (0..300).map(|i| format!("level {i}")).collect();
    let many = df!("x" => (0..300).collect::<Vec<i32>>(), "y" => (0..300).collect::<Vec<i32>>(), "which" => levels).unwrap();
    are_refused([
        (
            plot(&many).x("x").y("y").facet("which"),
            "`which` has 300 different values, and facets can show 24",
        ),
        (
            plot(&many).x("x").y("y").color("which"),
            "colours can show 24",
        ),
        (plot(&many).x("which").y("y"), "an axis can show 80"),
    ]);
}

#[test]
fn missing_and_infinite_rows_are_left_out_and_counted() {
    let frame = df!("x" => [1.0, 2.0, f64::NAN, 4.0], "y" => [Some(1.0), None, Some(3.0), Some(f64::INFINITY)]).unwrap();
    let figure = plot(&frame).x("x").y("y").points().figure().unwrap();
    assert!(figure.caption.starts_with("1 row;"), "{}", figure.caption);
    for part in [
        "1 row without x left out",
        "1 row without y left out",
        "1 row with y infinite, left out",
    ] {
        assert!(figure.caption.contains(part), "{}", figure.caption);
    }
}

#[test]
fn labels_are_escaped_and_cut() {
    let bad = format!("<b>\"&{}", "x".repeat(200));
    let frame =
        df!("y" => [1.0, 2.0], bad.as_str() => ["<script>alert('1')</script>", "a\"b"]).unwrap();
    let plot = plot(&frame).x(&bad).y("y").color(&bad).points().title(&bad);
    let svg = plot.figure().unwrap().to_svg().unwrap();
    assert!(!svg.contains("<script>") && !svg.contains("<b>"));
    assert!(svg.contains("&lt;b&gt;") && !svg.contains(&"x".repeat(200)));
    let live: serde_json::Value = serde_json::from_str(&plot.vega_lite().unwrap()).unwrap();
    assert!(live.to_string().contains("a\\\"\\\"b"));
    let page = plot.html().unwrap();
    assert!(!page.contains("<script>alert") && !page.contains("<b>"));
    assert!(page.contains("&lt;b&gt;") && !page.contains(&"x".repeat(200)));
}
