//! Association matrices and the modules in them: as measured (F2), sorted (F3), across methods (F4, F5), by dropout (F11).

use super::colors::association_color;
use super::modularity::NOT_MEASURED;
use super::{ExampleRun, FigureError};
use crate::drawing::{ColorMap, Content, Figure, Matrix, Panel, Style, number, scientific};
use crate::modularity::Partition;
use crate::spec::{Association, Regularizer};
use ndarray::Array2;

/// The share of off-diagonal entries within the colour range of an association matrix.
const SHOWN: f64 = 0.99;
const RANGE_NOTE: &str =
    "Colours go from 0 to the 99th percentile of the entries off the diagonal.";

/// One association matrix, with its units sorted by module and the borders drawn; as measured if there is no partition.
///
/// # Errors
/// The matrix is empty or not square, or the partition has another number of units.
pub fn association_matrix(
    values: &Array2<f64>,
    partition: Option<&Partition>,
    title: &str,
    style: &Style,
) -> Result<Figure, FigureError> {
    let mut matrix = match partition {
        Some(partition) => sorted(values, partition)?,
        None => as_measured(values)?,
    };
    matrix.own_bar = true;
    matrix.x_label = match partition {
        Some(p) => format!(
            "{} units, sorted into {} modules",
            p.n_units(),
            p.n_modules()
        ),
        None => format!("{} units", values.nrows()),
    };
    let mut figure = Figure::new(title, RANGE_NOTE, style);
    figure.panels.push(Panel::new((0, 0), "", matrix));
    Ok(figure)
}

/// The heat map of a matrix in its own order.
fn as_measured(values: &Array2<f64>) -> Result<Matrix, FigureError> {
    let (rows, columns) = values.dim();
    if rows == 0 || rows != columns {
        return Err(FigureError::Shape {
            expected: "a square matrix with at least one unit".to_owned(),
            found: format!("{rows}×{columns}"),
        });
    }
    Ok(Matrix::new(
        values.clone(),
        (0.0, upper_end(values)),
        ColorMap::Sequential,
    ))
}

/// The heat map of a matrix with its units sorted by module.
fn sorted(values: &Array2<f64>, partition: &Partition) -> Result<Matrix, FigureError> {
    let mut matrix = as_measured(values)?;
    if partition.n_units() != values.nrows() {
        return Err(FigureError::Shape {
            expected: format!("a partition of {} units", values.nrows()),
            found: format!("one of {}", partition.n_units()),
        });
    }
    matrix.values = permuted(values, &partition.order_by_module());
    matrix.row_borders = borders(partition);
    matrix.column_borders = borders(partition);
    Ok(matrix)
}

/// 1 where two units are in the same module, 0 where not; NaN in the rows of dead units.
fn membership(partition: &Partition, order: &[usize]) -> Matrix {
    let labels = partition.labels();
    let n = labels.len();
    let same = Array2::from_shape_fn((n, n), |(i, j)| {
        match (labels[order[i]], labels[order[j]]) {
            (Some(a), Some(b)) => f64::from(u8::from(a == b)),
            _ => f64::NAN,
        }
    });
    Matrix::new(same, (0.0, 1.0), ColorMap::Binary)
}

fn permuted(values: &Array2<f64>, order: &[usize]) -> Array2<f64> {
    Array2::from_shape_fn(values.dim(), |(i, j)| values[[order[i], order[j]]])
}

/// Where modules end in the sorted order, the last one only if dead units follow.
fn borders(partition: &Partition) -> Vec<usize> {
    let ends = partition.module_sizes().into_iter().scan(0, |end, size| {
        *end += size;
        Some(*end)
    });
    ends.filter(|&end| end < partition.n_units()).collect()
}

/// The number at the bright end of the colours; 1 for a matrix of zeros.
pub(crate) fn upper_end(values: &Array2<f64>) -> f64 {
    let mut entries: Vec<f64> = values
        .indexed_iter()
        .filter(|((i, j), v)| i != j && v.is_finite())
        .map(|(_, v)| v.abs())
        .collect();
    entries.sort_by(f64::total_cmp);
    let at = (entries.len() as f64 * SHOWN) as usize;
    match entries.get(at.min(entries.len().saturating_sub(1))) {
        Some(&end) if end > 0.0 => end,
        _ => 1.0,
    }
}

fn found<'a, T>(
    what: Option<&'a T>,
    association: Association,
    example: &ExampleRun,
) -> Result<&'a T, FigureError> {
    what.ok_or_else(|| FigureError::Empty {
        figure: example.describe(),
        what: format!("matrix or modules of {association}"),
    })
}

fn matrix_of(example: &ExampleRun, a: Association) -> Result<&Array2<f64>, FigureError> {
    found(example.matrices.get(&a), a, example)
}

fn partition_of(example: &ExampleRun, a: Association) -> Result<Partition, FigureError> {
    let record = found(example.modules.get(&a), a, example)?;
    Ok(Partition::from_labels(&record.membership))
}

/// A heat map, or a sentence in its place if the example lacks the matrix or the modules.
fn shown(matrix: Result<Matrix, FigureError>) -> Result<Content, FigureError> {
    match matrix {
        Ok(matrix) => Ok(matrix.into()),
        Err(FigureError::Empty { .. }) => Ok(Content::Note(NOT_MEASURED.to_owned())),
        Err(error) => Err(error),
    }
}

/// The figure, unless none of its panels has a matrix.
fn unless_empty(figure: Figure, examples: &[ExampleRun]) -> Result<Figure, FigureError> {
    if figure
        .panels
        .iter()
        .any(|p| matches!(p.content, Content::Matrix(_)))
    {
        return Ok(figure);
    }
    let names: Vec<_> = examples.iter().map(ExampleRun::describe).collect();
    Err(FigureError::Empty {
        figure: figure.title,
        what: format!("matrix with modules in the examples ({})", names.join("; ")),
    })
}

/// F2. The eight association matrices of one network as measured.
///
/// # Errors
/// The example has no matrix at all.
pub fn association_matrices(example: &ExampleRun, style: &Style) -> Result<Figure, FigureError> {
    let caption = format!("One network: {}. {RANGE_NOTE}", example.describe());
    let mut figure = Figure::new("Association matrices, as measured", caption, style);
    for (i, association) in Association::ALL.into_iter().enumerate() {
        let matrix = matrix_of(example, association).and_then(|values| {
            let mut matrix = as_measured(values)?;
            matrix.own_bar = true;
            Ok(matrix)
        });
        let panel = Panel::new((i % 2, i / 2), association.label(), shown(matrix)?);
        figure
            .panels
            .push(panel.with_tab(association_color(association)));
    }
    unless_empty(figure, std::slice::from_ref(example))
}

/// F3. The matrices as measured and sorted by module, and which units share a module.
///
/// # Errors
/// The example has no matrix and no modules at all.
pub fn sorted_matrices(example: &ExampleRun, style: &Style) -> Result<Figure, FigureError> {
    let caption = format!(
        "One network: {}. {RANGE_NOTE} Shared module: dark where two units are in the same module; grey: dead units.",
        example.describe()
    );
    let mut figure = Figure::new("Association matrices and their modules", caption, style);
    figure.row_titles = ["as measured", "sorted", "shared\nmodule", "sorted"]
        .map(String::from)
        .to_vec();
    for (column, association) in Association::ALL.into_iter().enumerate() {
        let values = || matrix_of(example, association);
        let partition = || partition_of(example, association);
        let unsorted = |p: Partition| membership(&p, &(0..p.n_units()).collect::<Vec<_>>());
        let by_module = |p: Partition| {
            let mut member = membership(&p, &p.order_by_module());
            member.row_borders = borders(&p);
            member.column_borders = borders(&p);
            member
        };
        let matrices = [
            values().and_then(as_measured),
            values().and_then(|v| sorted(v, &partition()?)),
            partition().map(unsorted),
            partition().map(by_module),
        ];
        for (row, matrix) in matrices.into_iter().enumerate() {
            let title = if row == 0 {
                association.label()
            } else {
                String::new()
            };
            let panel = Panel::new((row, column), title, shown(matrix)?);
            figure
                .panels
                .push(panel.with_tab(association_color(association)));
        }
    }
    unless_empty(figure, std::slice::from_ref(example))
}

/// F4. Each method's matrix (rows) sorted by each method's modules (columns).
///
/// # Errors
/// The example has no matrix with modules at all.
pub fn matrices_across_methods(example: &ExampleRun, style: &Style) -> Result<Figure, FigureError> {
    let title = "Each matrix sorted by every method's modules";
    let caption = format!("One network: {}. {RANGE_NOTE}", example.describe());
    across(example, (title, caption), style, |a, by| {
        let mut matrix = sorted(matrix_of(example, a)?, by)?;
        // The range is the matrix's own, whatever the order.
        matrix.range = (0.0, upper_end(matrix_of(example, a)?));
        Ok(matrix)
    })
}

/// F5. Which units share a module by each method (rows), sorted by each method's modules (columns).
///
/// # Errors
/// The example has no modules at all.
pub fn membership_across_methods(
    example: &ExampleRun,
    style: &Style,
) -> Result<Figure, FigureError> {
    let title = "Each method's modules sorted by every method's modules";
    let caption = format!(
        "One network: {}. Dark: two units in the same module of the row's method; borders: modules of the column's; grey: dead units.",
        example.describe()
    );
    across(example, (title, caption), style, |a, by| {
        let mut matrix = membership(&partition_of(example, a)?, &by.order_by_module());
        matrix.row_borders = borders(by);
        matrix.column_borders = borders(by);
        Ok(matrix)
    })
}

fn across(
    example: &ExampleRun,
    (title, caption): (&str, String),
    style: &Style,
    matrix: impl Fn(Association, &Partition) -> Result<Matrix, FigureError>,
) -> Result<Figure, FigureError> {
    let caption = format!(
        "Rows: the method whose numbers are shown; columns: the method that sorts. {caption}"
    );
    let mut figure = Figure::new(title, caption, style);
    for (column, by) in Association::ALL.into_iter().enumerate() {
        let partition = || partition_of(example, by);
        for (row, of) in Association::ALL.into_iter().enumerate() {
            let mut matrix = partition().and_then(|partition| matrix(of, &partition));
            if let (0, Ok(matrix)) = (column, &mut matrix) {
                matrix.y_label = short(of);
            }
            let title = if row == 0 {
                format!("by {}", short(by))
            } else {
                String::new()
            };
            let panel = Panel::new((row, column), title, shown(matrix)?);
            figure.panels.push(panel.with_tab(association_color(by)));
        }
    }
    unless_empty(figure, std::slice::from_ref(example))
}

/// The label, with line breaks left to the layout and words shortened to fit a small panel.
fn short(association: Association) -> String {
    association
        .label()
        .replace("covariance", "cov.")
        .replace("gradient", "grad.")
        .replace("hessian", "hess.")
}

/// F11. Matrices sorted by module in several networks, one per row (dropout 0.1, 0.3 and 0.5 in the paper), with Q.
///
/// # Errors
/// There is no example with a matrix and its modules.
pub fn matrices_by_dropout(examples: &[ExampleRun], style: &Style) -> Result<Figure, FigureError> {
    let title = "Modules at increasing dropout";
    let names: Vec<_> = examples.iter().map(ExampleRun::describe).collect();
    let caption = format!(
        "{} networks, one a row: {}. {RANGE_NOTE} Q: modularity of the modules shown.",
        examples.len(),
        names.join("; ")
    );
    let mut figure = Figure::new(title, caption, style);
    for (row, example) in examples.iter().enumerate() {
        let dropout = scientific(example.spec.strength(Regularizer::Dropout));
        figure.row_titles.push(format!("dropout {dropout}"));
        for (column, association) in Association::ALL.into_iter().enumerate() {
            let matrix = matrix_of(example, association)
                .and_then(|values| sorted(values, &partition_of(example, association)?));
            let q = example
                .modules
                .get(&association)
                .map_or_else(String::new, |record| format!("Q = {}", number(record.q, 2)));
            let title = match row {
                0 => format!("{}\n{q}", short(association)),
                _ => q,
            };
            let panel = Panel::new((row, column), title, shown(matrix)?);
            figure
                .panels
                .push(panel.with_tab(association_color(association)));
        }
    }
    unless_empty(figure, examples)
}
