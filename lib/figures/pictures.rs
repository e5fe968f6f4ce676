//! The modules of one network at work (F18): what each is good for, what it responds to, which images drive it.

use super::FigureError;
use super::colors::association_color;
use super::example::{ExampleRun, Pictured};
use crate::analysis::PICTURED;
use crate::drawing::{
    Align, Axes, Axis, ColorBar, ColorMap, Figure, INK, MUTED, Mark, Panel, Scale, Series, Style,
};
use crate::function::FunctionMeasure;
use crate::spec::Association;
use ndarray::ArrayView1;
use plotters::style::RGBAColor;

/// The most modules shown per method, the most important first.
const MOST: usize = 8;
/// Coordinates of a panel, in which a row is 1 high: the places of its parts.
const WIDTH: f64 = 12.4;
const NAME: f64 = 2.1;
const STRIP: f64 = 5.6;
const FIELD: f64 = NAME + 0.2 + STRIP + 0.2;
/// The side of a picture.
const SIDE: f64 = 0.92;

/// F18. Modules of an upstream and of a downstream method side by side. Each row is a module: its number of units, what its lesion adds to
/// the loss on each class, its receptive field, and the images that drive it most. A method that is left out is named with the reason.
///
/// # Errors
/// The network has no pictures of this layer.
pub fn modules_at_work(example: &ExampleRun, style: &Style) -> Result<Figure, FigureError> {
    let title = "What modules do";
    let shown: Vec<(Association, &Pictured)> = PICTURED
        .into_iter()
        .filter_map(|a| Some((a, example.pictured.get(&a)?)))
        .collect();
    let losses = |p: &Pictured| {
        p.function
            .modules
            .iter()
            .flat_map(|m| m.by_class.clone())
            .fold(0.0, f64::max)
    };
    let most = shown.iter().map(|(_, p)| losses(p)).fold(0.0, f64::max);
    let rows = shown.iter().map(|(_, p)| rows(p).len()).max().unwrap_or(0);
    if rows == 0 {
        return Err(FigureError::Empty {
            figure: title.to_owned(),
            what: format!(
                "pictures of modules of {}: `updown eval` with the metrics functions and pictures makes them",
                example.describe()
            ),
        });
    }
    let colored = shown.iter().any(|(_, p)| has_colors(p.fields.ncols()));
    let caption = caption(example, colored);
    let mut figure = Figure::new(title, caption, style);
    figure.aspect = (rows as f64 + 0.7) / WIDTH;
    for (column, (association, pictured)) in shown.into_iter().enumerate() {
        let axes = panel(pictured, rows, most);
        let direction = association.method.direction().name();
        let name = format!("{} ({direction})", association.label());
        let panel = Panel::new((0, column), name, axes);
        figure
            .panels
            .push(panel.with_tab(association_color(association)));
    }
    figure.style.panel = figure.style.panel.max(figure.style.width / 2.0);
    figure.color_bars.push(ColorBar {
        label: "loss added (nats/image)".to_owned(),
        map: ColorMap::Sequential,
        range: (0.0, most),
    });
    Ok(figure)
}

/// The modules that are shown, the most important first.
fn rows(pictured: &Pictured) -> Vec<usize> {
    let name = FunctionMeasure::Importance.name();
    let importance = |module: usize| {
        let values = &pictured.function.modules[module].values;
        values.get(name).map_or(0.0, |effect| effect.value)
    };
    let mut modules: Vec<usize> = (0..pictured.function.modules.len()).collect();
    modules.sort_by(|&a, &b| importance(b).total_cmp(&importance(a)).then(a.cmp(&b)));
    modules.truncate(MOST);
    modules
}

fn caption(example: &ExampleRun, colored: bool) -> String {
    let field = match colored {
        true => "coloured: more active where the image has that colour, grey: indifferent",
        false => "red: more active where it is bright, blue: less",
    };
    let names = example.spec.dataset.class_names().iter().enumerate();
    let names: Vec<_> = names
        .map(|(class, name)| format!("{class} {name}"))
        .collect();
    let classes = match names.is_empty() {
        true => String::new(),
        false => format!(" Classes: {}.", names.join(", ")),
    };
    format!(
        "{}. Each row is a module, the most important first: its number of units; the loss that its lesion adds on each class; its receptive field (mean gradient \
         of its units' activity with respect to the image; {field}); the test images that drive it most.{classes}{}",
        example.describe(),
        left_out(example)
    )
}

/// The methods without a panel, and why, for the caption.
fn left_out(example: &ExampleRun) -> String {
    let absent = PICTURED
        .into_iter()
        .filter(|association| !example.pictured.contains_key(association));
    absent
        .map(|association| {
            let modules = example.partition(association).map(|p| p.n_modules());
            let why = match modules {
                Some(1) => "all its units are in one module, which has nothing to be compared with",
                Some(_) => "its modules were not measured",
                None => "no modules were found",
            };
            format!(" Without {}: {why}.", association.label())
        })
        .collect()
}

fn panel(pictured: &Pictured, height: usize, most: f64) -> Axes {
    let top = height as f64;
    let step = STRIP / pictured.classes.len().max(1) as f64;
    let mut headings = Vec::new();
    for (place, class) in pictured.classes.iter().enumerate() {
        let x = NAME + 0.2 + (place as f64 + 0.5) * step;
        headings.push(text((x, top + 0.25), class.to_string(), Align::Center));
    }
    let mut series = vec![Series {
        name: "classes".to_owned(),
        marks: headings,
    }];
    for (row, module) in rows(pictured).into_iter().enumerate() {
        series.push(Series {
            name: format!("module {module}"),
            marks: row_of(pictured, module, top - row as f64, most),
        });
    }
    Axes {
        x: Axis::new("", Scale::Linear, (0.0, WIDTH)),
        y: Axis::new("", Scale::Linear, (0.0, top + 0.7)),
        series,
        frame: false,
    }
}

fn row_of(pictured: &Pictured, module: usize, top: f64, most: f64) -> Vec<Mark> {
    let of = &pictured.function.modules[module];
    let name = match of.units {
        1 => "1 unit".to_owned(),
        units => format!("{units} units"),
    };
    let share = |loss: &f64| loss / if most > 0.0 { most } else { 1.0 };
    let losses = of
        .by_class
        .iter()
        .map(|l| ColorMap::Sequential.at(share(l)));
    let mut marks = vec![
        text((NAME, top - 0.55), name, Align::Right),
        Mark::Cells {
            corner: (NAME + 0.2, top),
            size: (STRIP, SIDE),
            columns: of.by_class.len(),
            colors: losses.collect(),
        },
        picture(FIELD, top, field_colors(pictured.fields.row(module))),
    ];
    let numbers = pictured.fields.ncols();
    let images = pictured.driving.row(module);
    for (place, image) in images
        .axis_chunks_iter(ndarray::Axis(0), numbers)
        .enumerate()
    {
        let x = FIELD + 1.1 + place as f64;
        marks.push(picture(x, top, image_colors(image)));
    }
    marks
}

fn text(at: (f64, f64), text: String, align: Align) -> Mark {
    Mark::Text {
        at,
        text,
        color: if align == Align::Center { MUTED } else { INK },
        bold: false,
        align,
    }
}

/// A square picture.
fn picture(x: f64, top: f64, colors: Vec<RGBAColor>) -> Mark {
    Mark::Cells {
        corner: (x, top),
        size: (SIDE, SIDE),
        columns: (colors.len() as f64).sqrt() as usize,
        colors,
    }
}

/// Whether the numbers of an image are three square planes, red, green and blue.
fn has_colors(numbers: usize) -> bool {
    let square = |n: usize| (n as f64).sqrt().fract() == 0.0;
    numbers.is_multiple_of(3) && square(numbers / 3) && !square(numbers)
}

/// Blue below 0, red above; for a colour image the gradient of each colour channel about grey.
fn field_colors(field: ArrayView1<'_, f64>) -> Vec<RGBAColor> {
    let largest = field.iter().fold(0.0, |m: f64, v| m.max(v.abs()));
    let share = |v: &f64| 0.5 + 0.5 * v / if largest > 0.0 { largest } else { 1.0 };
    if has_colors(field.len()) {
        return planes(field.iter().map(|v| 255.0 * share(v)).collect());
    }
    field
        .iter()
        .map(|v| ColorMap::Diverging.at(share(v)))
        .collect()
}

/// Bytes unchanged: grey, or three planes of colour.
fn image_colors(image: ArrayView1<'_, f64>) -> Vec<RGBAColor> {
    if has_colors(image.len()) {
        return planes(image.to_vec());
    }
    let grey = |&v: &f64| RGBAColor(v as u8, v as u8, v as u8, 1.0);
    image.iter().map(grey).collect()
}

fn planes(bytes: Vec<f64>) -> Vec<RGBAColor> {
    let n = bytes.len() / 3;
    let color = |i: usize| {
        let [r, g, b] = [bytes[i], bytes[n + i], bytes[2 * n + i]].map(|v| v as u8);
        RGBAColor(r, g, b, 1.0)
    };
    (0..n).map(color).collect()
}
