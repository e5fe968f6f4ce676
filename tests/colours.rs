//! Colours: the same meaning in figures and plots, and distinguishable by everyone.

use super::plot::modules;
use crate::support::drawing::{color_of, shade};
use std::collections::BTreeSet;
use updown::drawing::Key;
use updown::prelude::*;

#[test]
fn colours_mean_the_same_as_in_the_figures() {
    let colors: BTreeSet<String> = Regularizer::ALL
        .iter()
        .map(|r| format!("{:?}", color_of(r.color())))
        .collect();
    let figure = plot(&modules())
        .x("strength")
        .y("q")
        .color("regularizer")
        .mean()
        .figure()
        .unwrap();
    let shown = figure.legend.iter().map(|l| match l.key {
        Key::Line(color, _) => format!("{color:?}"),
        other => panic!("{other:?}"),
    });
    assert_eq!(shown.collect::<BTreeSet<_>>(), colors);
}

/// How a colour looks to somebody who lacks one kind of cones (Machado, Oliveira & Fernandes 2009), in CIELAB.
fn seen(color: plotters::style::RGBAColor, kind: &[[f64; 3]; 3]) -> [f64; 3] {
    let linear = |byte: u8| {
        let share = f64::from(byte) / 255.0;
        match share <= 0.04045 {
            true => share / 12.92,
            false => ((share + 0.055) / 1.055).powf(2.4),
        }
    };
    let light = [color.0, color.1, color.2].map(linear);
    let dot = |row: &[f64; 3], v: &[f64; 3]| row.iter().zip(v).map(|(a, b)| a * b).sum::<f64>();
    let light = kind.map(|row| dot(&row, &light).clamp(0.0, 1.0));
    let xyz = [
        [0.4124, 0.3576, 0.1805],
        [0.2126, 0.7152, 0.0722],
        [0.0193, 0.1192, 0.9505],
    ];
    let [x, y, z] = xyz.map(|row| dot(&row, &light));
    let root = |t: f64| {
        if t > 0.008856 {
            t.cbrt()
        } else {
            7.787 * t + 16.0 / 116.0
        }
    };
    let (x, y, z) = (root(x / 0.95047), root(y), root(z / 1.08883));
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// The least difference between two of the colours, in CIELAB, for the kind of vision that sees it least.
fn least_difference(colors: &[plotters::style::RGBAColor]) -> f64 {
    let deuteranopia = [
        [0.367_322, 0.860_646, -0.227_968],
        [0.280_085, 0.672_501, 0.047_413],
        [-0.011_820, 0.042_940, 0.968_881],
    ];
    let protanopia = [
        [0.152_286, 1.052_583, -0.204_868],
        [0.114_503, 0.786_281, 0.099_216],
        [-0.003_882, -0.048_116, 1.051_998],
    ];
    let mut least = f64::INFINITY;
    for kind in [deuteranopia, protanopia] {
        let seen: Vec<[f64; 3]> = colors.iter().map(|c| seen(*c, &kind)).collect();
        for (i, a) in seen.iter().enumerate() {
            for b in &seen[..i] {
                let squares: f64 = a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum();
                least = least.min(squares.sqrt());
            }
        }
    }
    least
}

/// A difference of 2 is barely visible side by side. Marks also differ by symbol.
#[test]
fn colours_of_methods_and_regularizers_stay_apart_for_the_colour_blind() {
    let methods = Association::ALL.map(|a| color_of(shade(a)));
    assert!(
        least_difference(&methods) > 12.0,
        "{}",
        least_difference(&methods)
    );
    let regularizers = Regularizer::ALL.map(|r| color_of(r.color()));
    assert!(
        least_difference(&regularizers) > 30.0,
        "{}",
        least_difference(&regularizers)
    );
}
