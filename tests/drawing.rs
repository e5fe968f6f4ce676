//! The drawing engine: matrices, files of each ending, escaped texts.

use super::figures::count;
use crate::support::drawing::assert_well_formed;
use crate::support::synthetic;

use ndarray::Array2;
use updown::drawing::{ColorMap, Content, Figure, MISSING, Matrix, Panel, Style};
use updown::figures::{self};
use updown::modularity::Partition;

#[test]
fn heat_maps_are_images_and_not_thousands_of_rectangles() {
    let figure = figures::matrices_across_methods(&synthetic::example(0.3), &Style::light());
    let svg = figure.unwrap().to_svg().unwrap();
    assert_eq!(count(&svg, "<image "), 64);
    // A few for each panel (borders, frame), and none for a cell.
    assert!(count(&svg, "<path ") <= 4 * 64);
    assert!(svg.len() < 500_000, "{} bytes", svg.len());
}

#[test]
fn a_sorted_matrix_has_its_modules_on_the_diagonal_and_borders_between_them() {
    let values = ndarray::array![
        [0.0, 0.0, 9.0, 0.0],
        [0.0, 0.0, 0.0, 0.0],
        [9.0, 0.0, 0.0, 0.0],
        [0.0, 0.0, 0.0, 0.0]
    ];
    let partition = Partition::from_labels(&[Some(0), None, Some(0), Some(1)]);
    let figure =
        figures::association_matrix(&values, Some(&partition), "four units", &Style::light());
    let figure = figure.unwrap();
    let Content::Matrix(matrix) = &figure.panels[0].content else {
        panic!("a matrix")
    };
    assert_eq!(matrix.values[[0, 1]], 9.0);
    assert_eq!(matrix.row_borders, [2, 3]);
}

#[test]
fn matrices_of_another_shape_are_refused() {
    let style = Style::light();
    let refused = |values: Array2<f64>, units: usize| {
        let partition = Partition::from_labels(&vec![Some(0); units]);
        let error = figures::association_matrix(&values, Some(&partition), "", &style);
        error.unwrap_err().to_string()
    };
    assert!(refused(Array2::zeros((2, 3)), 2).contains("found 2×3"));
    assert!(refused(Array2::zeros((0, 0)), 0).contains("found 0×0"));
    assert!(refused(Array2::zeros((3, 3)), 2).contains("partition of 3 units"));
}

#[test]
fn cells_without_a_number_are_drawn_in_the_neutral_colour() {
    let values = ndarray::array![[f64::NAN, 1.0], [f64::INFINITY, f64::NAN]];
    let mut figure = Figure::new("holes", "", &Style::light());
    let matrix = Matrix::new(values, (0.0, 1.0), ColorMap::Sequential);
    figure.panels.push(Panel::new((0, 0), "", matrix));
    assert_well_formed(&figure.to_svg().unwrap(), "holes");
    let png = figure.to_png().unwrap();
    let mut decoder = png::Decoder::new(std::io::Cursor::new(&png));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    let neutral = [MISSING.0, MISSING.1, MISSING.2];
    let grey = pixels.chunks_exact(3).filter(|p| *p == neutral).count();
    // Two of four cells of a panel that is 380 pixels wide, doubled.
    assert!((250_000..300_000).contains(&grey), "{grey} neutral pixels");
}

#[test]
fn files_are_written_by_their_ending() {
    let folder = tempfile::tempdir().unwrap();
    let example = synthetic::example(0.1);
    let figure = figures::association_matrices(&example, &Style::light()).unwrap();
    for ending in ["svg", "png", "pdf"] {
        let path = folder.path().join("new/figure").with_extension(ending);
        figure.save(&path).unwrap();
        assert!(std::fs::metadata(&path).unwrap().len() > 1000);
    }
    let error = figure.save(folder.path().join("figure.gif")).unwrap_err();
    assert!(error.to_string().contains("found `gif`"), "{error}");
}

#[test]
fn a_pdf_is_one_page_of_vectors_with_its_fonts_inside() {
    let example = synthetic::example(0.3);
    let figure = figures::association_matrices(&example, &Style::light()).unwrap();
    let bytes = figure.to_pdf().unwrap();
    assert_eq!(bytes, figure.to_pdf().unwrap(), "the same bytes every time");
    assert!(bytes.starts_with(b"%PDF-"));
    let text = String::from_utf8_lossy(&bytes);
    let found = |what: &str| text.matches(what).count();
    assert_eq!(found("/Type /Page\n"), 1);
    assert_eq!(found("(Association matrices, as measured)"), 1);
    // Eight matrices with a colour bar each; a regular and a bold font, with what their glyphs mean.
    assert_eq!(found("/Subtype /Image"), 16);
    assert_eq!((found("/FontFile2"), found("/ToUnicode")), (2, 2));
    // 840 pixels of 1/96 inch are 630 points.
    assert!(
        text.contains("/MediaBox [0 0 630 "),
        "the width of the page"
    );
}

#[test]
fn texts_are_escaped() {
    let mut figure = Figure::new("a < b & \"c\"\u{1}", "x > y", &Style::light());
    let content = Content::Note("no <data>".to_owned());
    figure.panels.push(Panel::new((0, 0), "<title>", content));
    let svg = figure.to_svg().unwrap();
    assert_well_formed(&svg, "escaped");
    assert!(svg.contains("a &lt; b &amp; "));
}
