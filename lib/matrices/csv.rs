//! Matrices of decimal numbers in text: separated by commas, semicolons, tabs or spaces, with or without names.

use super::{MatrixError, damaged};
use ndarray::{Array2, ArrayView1, ArrayView2, s};
use std::borrow::Cow;
use std::path::Path;

/// How a text is laid out.
struct Layout {
    separator: Separator,
    /// Whether the first line holds column names.
    header: bool,
    /// Whether each line begins with a row name.
    labels: bool,
}

/// The separator between two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Separator {
    Comma,
    Semicolon,
    Tab,
    Space,
}

impl Separator {
    /// The separator of a line of numbers. A comma beside another separator is a decimal comma.
    fn of(line: &str) -> Self {
        if line.contains(';') {
            Self::Semicolon
        } else if line.contains('\t') {
            Self::Tab
        } else if line.contains(',') {
            Self::Comma
        } else {
            Self::Space
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Comma => "commas",
            Self::Semicolon => "semicolons",
            Self::Tab => "tabs",
            Self::Space => "spaces",
        }
    }

    /// The fields of a line, without surrounding spaces and quotes. A trailing separator begins no further field.
    fn fields(self, line: &str) -> Vec<&str> {
        let line = line.trim_matches([' ', '\r']);
        let fields: Vec<&str> = match self {
            Self::Comma => line.strip_suffix(',').unwrap_or(line).split(',').collect(),
            Self::Semicolon => line.strip_suffix(';').unwrap_or(line).split(';').collect(),
            Self::Tab => line
                .strip_suffix('\t')
                .unwrap_or(line)
                .split('\t')
                .collect(),
            Self::Space => line.split_whitespace().collect(),
        };
        fields.into_iter().map(unquoted).collect()
    }

    fn number(self, field: &str) -> Option<f64> {
        let plain = field.parse().ok();
        let is_decimal_comma = self != Self::Comma && field.matches(',').count() == 1;
        plain.or_else(|| {
            let with_point = is_decimal_comma.then(|| field.replace(',', "."))?;
            with_point.parse().ok()
        })
    }
}

fn unquoted(field: &str) -> &str {
    let field = field.trim();
    let inside = field.strip_prefix('"').and_then(|f| f.strip_suffix('"'));
    inside.map_or(field, str::trim)
}

/// The contents of a text.
pub(super) struct Text {
    /// Number of columns, as in the first line.
    pub matrix: Array2<f64>,
    /// What was left out, one sentence each.
    pub notes: Vec<String>,
    /// Whether its column names say that its lines are edges of a graph.
    pub is_edges: bool,
}

/// The numbers of a text, without names of rows and columns. Empty lines and those that begin with `#` are skipped.
pub(super) fn parse(bytes: &[u8], path: &Path) -> Result<Text, MatrixError> {
    let text = decoded(bytes).map_err(|reason| damaged(path, reason))?;
    let has_fields = |line: &str| !line.trim().is_empty() && !line.starts_with('#');
    let lines: Vec<(usize, &str)> = lines(&text)
        .enumerate()
        .filter(|(_, line)| has_fields(line))
        .map(|(index, line)| (index + 1, line))
        .collect();
    let Some(layout) = Layout::of(&lines) else {
        return Ok(Text {
            matrix: Array2::zeros((0, 0)),
            notes: Vec::new(),
            is_edges: false,
        });
    };
    let rows = &lines[usize::from(layout.header)..];
    let mut matrix = numbers(rows, &layout, path)?;
    let mut notes = Vec::new();
    let mut is_edges = false;
    if layout.header {
        let names = layout.separator.fields(lines[0].1);
        is_edges = super::edges::are_names(&names);
        notes.push(format!(
            "line {}, names of columns, is left out",
            lines[0].0
        ));
    }
    if layout.labels {
        notes.push("the first column, names of rows, is left out".to_owned());
    }
    notes.extend(without_counts(&mut matrix));
    Ok(Text {
        matrix,
        notes,
        is_edges,
    })
}

/// Names may be numbers, too. They are taken for names, and left out, only if the rest is a symmetric matrix.
fn without_counts(matrix: &mut Array2<f64>) -> Option<String> {
    let (rows, columns) = matrix.dim();
    if rows == columns + 1 && counts(matrix.row(0)) && is_symmetric(&matrix.slice(s![1.., ..])) {
        *matrix = matrix.slice(s![1.., ..]).to_owned();
        return Some("the first line, numbers of columns, is left out".to_owned());
    }
    if columns == rows + 1 && counts(matrix.column(0)) && is_symmetric(&matrix.slice(s![.., 1..])) {
        *matrix = matrix.slice(s![.., 1..]).to_owned();
        return Some("the first column, numbers of rows, is left out".to_owned());
    }
    None
}

/// Lines, with any system's line ends.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let end = if text.contains('\n') { '\n' } else { '\r' };
    text.split(end).map(|line| line.trim_end_matches('\r'))
}

/// Whether these are 0, 1, 2 … or 1, 2, 3 …
fn counts(numbers: ArrayView1<'_, f64>) -> bool {
    let begin = numbers.first().copied().unwrap_or(f64::NAN);
    let expected = (0..numbers.len()).map(|i| begin + i as f64);
    (begin == 0.0 || begin == 1.0) && numbers.iter().copied().eq(expected)
}

fn is_symmetric(matrix: &ArrayView2<'_, f64>) -> bool {
    matrix
        .indexed_iter()
        .all(|((i, j), value)| *value == matrix[[j, i]])
}

/// Text in UTF-8, or in UTF-16 with a byte order mark as spreadsheets write it.
fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, String> {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|b| unit([b[0], b[1]])).collect();
        String::from_utf16(&units).map_err(|e| e.to_string())
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes).map(Cow::Owned),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes).map(Cow::Owned),
        _ => {
            let text = std::str::from_utf8(bytes).map_err(|e| e.to_string())?;
            Ok(Cow::Borrowed(text.trim_start_matches('\u{feff}')))
        }
    }
}

/// What programs write for a missing number.
const MISSING: [&str; 6] = ["", "na", "n/a", "null", "none", "-"];

impl Layout {
    /// `None` if there is no line.
    ///
    /// A line counts as names only if nothing else makes sense of it: a matrix with a gap has no names.
    fn of(lines: &[(usize, &str)]) -> Option<Self> {
        let last = lines.last()?.1;
        let separator = Separator::of(&[lines[0].1, last].concat());
        let is_number = |field: &&str| separator.number(field).is_some();
        let is_name =
            |field: &&str| !is_number(field) && !MISSING.contains(&&*field.to_lowercase());
        let first = separator.fields(lines[0].1);
        let (corner, rest) = first.split_first()?;
        let is_corner = corner.is_empty() || is_name(corner);
        let header = if lines.len() == 1 {
            false
        } else if rest.is_empty() {
            is_name(corner)
        } else if rest.iter().all(is_name) {
            is_corner
        } else {
            // A name and numbers: column names, if the numbers count up or there are as many lines as fields; else a row with its name.
            let numbers: Option<Vec<f64>> = rest.iter().map(|f| separator.number(f)).collect();
            let count = numbers.is_some_and(|n| counts(ArrayView1::from(&n)));
            (is_corner && count) || (is_name(corner) && lines.len() == first.len())
        };
        let data = &lines[usize::from(header)..];
        let labels = data.iter().all(|line| {
            let fields = separator.fields(line.1);
            fields.len() > 1 && is_name(&fields[0])
        });
        Some(Self {
            separator,
            header,
            labels: labels && !data.is_empty(),
        })
    }
}

fn numbers(
    rows: &[(usize, &str)],
    layout: &Layout,
    path: &Path,
) -> Result<Array2<f64>, MatrixError> {
    let skipped = usize::from(layout.labels);
    let (mut columns, mut values) = (None, Vec::new());
    for &(line, row) in rows {
        let before = values.len();
        let fields = layout.separator.fields(row).into_iter().enumerate();
        for (column, field) in fields.skip(skipped) {
            let number = layout.separator.number(field);
            values.push(number.ok_or_else(|| MatrixError::Number {
                path: path.to_owned(),
                line,
                column: column + 1,
                found: shortened(field),
                separator: layout.separator.name(),
            })?);
        }
        let found = values.len() - before;
        let expected = *columns.get_or_insert(found);
        if found != expected {
            return Err(MatrixError::Ragged {
                path: path.to_owned(),
                line,
                expected,
                found,
            });
        }
    }
    Array2::from_shape_vec((rows.len(), columns.unwrap_or(0)), values).map_err(|e| damaged(path, e))
}

fn shortened(field: &str) -> String {
    const MOST: usize = 24;
    match field.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &field[..end]),
        None => field.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    fn read(text: &str) -> (Array2<f64>, usize) {
        let found = parse(text.as_bytes(), Path::new("m.csv")).unwrap();
        (found.matrix, found.notes.len())
    }

    #[test]
    fn every_usual_layout_is_the_same_matrix() {
        let expected = array![[0.0, 0.5], [0.5, 0.0]];
        for (text, notes) in [
            ("0,.5\n.5,0\n", 0),
            ("0;0.5\r\n0.5;0\r\n", 0),
            ("0;0,5\n0,5;0\n", 0),
            ("0\t0,5\n0,5\t0\n", 0),
            ("0\t.5\n.5\t0\n", 0),
            ("0 .5\n .5  0\n", 0),
            ("0,.5,\n.5,0,\n", 0),
            ("# x y\n0 .5\n.5 0\n", 0),
            ("0,.5\r.5,0\r", 0),
            (",x1,x2\nx1,0,.5\nx2,.5,0\n", 2),
            ("\u{feff}0,.5\n.5,0\n\n", 0),
            ("a,b\n0,.5\n.5,0\n", 1),
            ("\"a\",\"b\"\n\"0\",\"0.5\"\n\"0.5\",\"0\"\n", 1),
            ("0,1\n0,.5\n.5,0\n", 1),
            (",0,1\n0,0,.5\n1,.5,0\n", 2),
            (",a,b\na,0,.5\nb,.5,0\n", 2),
            ("id,0,1\nx,0,.5\ny,.5,0\n", 2),
            ("a b\na 0 .5\nb .5 0\n", 2),
            ("a,0,.5\nb,.5,0\n", 1),
            ("1,0,.5\n2,.5,0\n", 1),
        ] {
            assert_eq!(read(text), (expected.clone(), notes), "{text:?}");
        }
    }

    #[test]
    fn a_gap_or_another_word_for_a_number_is_no_name() {
        for (text, place) in [
            ("0,,1\n,0,2\n1,2,0\n", "line 1, column 2"),
            (",1,2\n,0,3\n,3,0\n", "line 2, column 1"),
            ("0,NA,1\nNA,0,2\n1,2,0\n", "line 1, column 2"),
            ("NA,1,2\n1,NA,3\n2,3,NA\n", "line 1, column 1"),
            ("x,1,2\n1,x,3\n2,3,x\n", "line 2, column 2"),
            ("0,50%\n50%,0\n", "line 1, column 2"),
            ("50%,20%\n20%,50%\n", "line 2, column 2"),
            ("0 1.0D+00\n1.0D+00 0\n", "line 1, column 2"),
            ("a,0,.5\n,.5,0\n", "line 1, column 1"),
            ("[[0,1],[1,0]]\n", "line 1, column 2"),
        ] {
            let error = parse(text.as_bytes(), Path::new("m.csv")).err();
            let error = error.map(|e| e.to_string()).unwrap_or_default();
            assert!(error.contains(place), "{text:?}: {error}");
        }
    }

    #[test]
    fn spreadsheets_utf_16_is_read() {
        let units = "0\t1\n1\t0\n".encode_utf16();
        let little: Vec<u8> = units.clone().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = units.flat_map(u16::to_be_bytes).collect();
        for bytes in [
            [&[0xff, 0xfe], &little[..]].concat(),
            [&[0xfe, 0xff], &big[..]].concat(),
        ] {
            let found = parse(&bytes, Path::new("m.csv")).unwrap();
            assert_eq!(found.matrix, array![[0.0, 1.0], [1.0, 0.0]]);
        }
    }

    #[test]
    fn errors_are_short_and_name_the_separator() {
        let long = format!("0\t1\n1\t{}\n", "x".repeat(10_000));
        let error = parse(long.as_bytes(), Path::new("m.csv"))
            .err()
            .unwrap()
            .to_string();
        assert!(
            error.contains("line 2, column 2") && error.contains("tabs"),
            "{error}"
        );
        assert!(error.len() < 300, "{error}");
    }
}
