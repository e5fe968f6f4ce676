//! Tables in a notebook: HTML with shape and types, together with the text form in the same output.

use polars::prelude::{AnyValue, Column, DataFrame};
use std::fmt::Write;

/// The most rows shown; of a longer table the first and the last.
const ROWS: usize = 12;
/// The most columns shown.
const COLUMNS: usize = 20;

/// A message in one line of at most 300 characters, whatever was in the input that it quotes: control characters become
/// spaces, and the middle of a longer message is left out.
pub fn one_line(message: &str) -> String {
    const MOST: usize = 300;
    const END: usize = 120;
    let plain = message.replace(char::is_control, " ");
    let words: Vec<&str> = plain.split_whitespace().collect();
    let line = words.join(" ");
    let count = line.chars().count();
    if count <= MOST {
        return line;
    }
    let begin: String = line.chars().take(MOST - END - 3).collect();
    let end: String = line.chars().skip(count - END).collect();
    format!("{begin} … {end}")
}

/// Displays a value in an evcxr notebook. The prelude brings it into scope, so a cell that ends in a frame shows a table.
pub trait TableDisplay {
    /// An HTML table: escaped, capped, with the shape above and the types below the names.
    fn to_html(&self) -> String;

    /// Sends HTML and text to the notebook.
    fn evcxr_display(&self);
}

impl TableDisplay for DataFrame {
    fn to_html(&self) -> String {
        let shown = &self.columns()[..self.width().min(COLUMNS)];
        let mut html = String::from("<div class=\"updown-table\"><small>");
        let _ = write!(html, "{} rows × {} columns", self.height(), self.width());
        html.push_str("</small><table><thead><tr>");
        for column in shown {
            let (name, dtype) = (escape(column.name()), escape(&column.dtype().to_string()));
            let side = side(column);
            let _ = write!(html, "<th{side}>{name}<br><small>{dtype}</small></th>");
        }
        html.push_str(&ellipsis(self.width() > COLUMNS, "th"));
        html.push_str("</tr></thead><tbody>");
        let rows = rows(self.height());
        let digits: Vec<Option<usize>> = shown.iter().map(|c| decimals(c, &rows)).collect();
        for row in rows {
            html.push_str("<tr>");
            match row {
                Some(row) => shown
                    .iter()
                    .zip(&digits)
                    .for_each(|(column, digits)| html.push_str(&cell(column, row, *digits))),
                None => shown.iter().for_each(|_| html.push_str("<td>…</td>")),
            }
            html.push_str(&ellipsis(self.width() > COLUMNS, "td"));
            html.push_str("</tr>");
        }
        html.push_str("</tbody></table></div>");
        html
    }

    fn evcxr_display(&self) {
        show(&[
            ("text/html", &self.to_html()),
            ("text/plain", &self.to_string()),
        ]);
    }
}

/// Sends one bundle of contents by mime type to the notebook, in a single write so that no other thread's line gets
/// into it.
pub(crate) fn show(contents: &[(&str, &str)]) {
    let mut message = String::new();
    for (mime, content) in contents {
        let _ = write!(
            message,
            "EVCXR_BEGIN_CONTENT {mime}\n{content}\nEVCXR_END_CONTENT\n"
        );
    }
    // A notebook that has gone away is no reason to panic.
    let _ = std::io::Write::write_all(&mut std::io::stdout().lock(), message.as_bytes());
}

/// The rows to show; `None` stands for the rows left out.
fn rows(height: usize) -> Vec<Option<usize>> {
    if height <= ROWS {
        return (0..height).map(Some).collect();
    }
    let half = ROWS / 2;
    (0..half)
        .map(Some)
        .chain([None])
        .chain((height - half..height).map(Some))
        .collect()
}

/// Numbers are aligned digit below digit.
fn side(column: &Column) -> &'static str {
    match column.dtype().is_primitive_numeric() {
        true => " style=\"text-align:right;font-variant-numeric:tabular-nums\"",
        false => " style=\"text-align:left\"",
    }
}

/// Decimal places for all numbers shown in a column: four significant digits of the largest, and no trailing place that is
/// zero throughout. `None` where numbers differ so much that each needs its own.
fn decimals(column: &Column, rows: &[Option<usize>]) -> Option<usize> {
    let number = |row: &usize| match column.get(*row) {
        Ok(AnyValue::Float64(number)) => Some(number),
        Ok(AnyValue::Float32(number)) => Some(f64::from(number)),
        _ => None,
    };
    let shown = rows.iter().flatten().filter_map(number);
    let shown: Vec<f64> = shown.filter(|v| v.is_finite() && *v != 0.0).collect();
    let sizes = shown.iter().map(|v| v.abs());
    let (least, most) = sizes.fold((f64::INFINITY, 0.0), |(l, h), v| (v.min(l), v.max(h)));
    if shown.is_empty() || least < 1e-4 || most >= 1e7 || most / least > 1e4 {
        return None;
    }
    let digits = (3 - most.log10().floor() as i32).clamp(0, 8) as usize;
    let needed = |text: String| match text.split_once('.') {
        Some((_, behind)) => behind.trim_end_matches('0').len(),
        None => 0,
    };
    shown.iter().map(|v| needed(format!("{v:.digits$}"))).max()
}

fn cell(column: &Column, row: usize, digits: Option<usize>) -> String {
    let number = |number: f64| match digits {
        Some(digits) if number.is_finite() => format!("{number:.digits$}"),
        _ => short(number),
    };
    let text = match column.get(row) {
        Ok(AnyValue::Null) => "<i>null</i>".to_owned(),
        Ok(AnyValue::String(text)) => escape(text),
        Ok(AnyValue::Float64(value)) => number(value),
        Ok(AnyValue::Float32(value)) => number(f64::from(value)),
        Ok(value) => escape(&value.to_string()),
        Err(error) => escape(&error.to_string()),
    };
    format!("<td{}>{text}</td>", side(column))
}

/// A number with at most six significant digits.
fn short(number: f64) -> String {
    let magnitude = number.abs();
    if number == 0.0 || !number.is_finite() {
        return number.to_string();
    }
    if !(1e-4..1e7).contains(&magnitude) {
        return format!("{number:.3e}");
    }
    let decimals = (5 - magnitude.log10().floor() as i32).clamp(0, 8) as usize;
    let text = format!("{number:.decimals$}");
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

fn ellipsis(needed: bool, tag: &str) -> String {
    if needed {
        format!("<{tag}>…</{tag}>")
    } else {
        String::new()
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\n', "<br>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use polars::df;

    #[test]
    fn messages_are_one_short_line() {
        assert_eq!(one_line("a\n b\tc\u{1b}[2J"), "a b c [2J");
        let long = format!("begin {} end", "x".repeat(10_000));
        let line = one_line(&long);
        assert_eq!(line.chars().count(), 300);
        assert!(line.starts_with("begin x") && line.ends_with("x end"));
    }

    #[test]
    fn a_table_is_escaped_and_states_shape_and_types() {
        let frame = df!("a<b" => ["x & y", "<script>"], "q" => [0.25, f64::NAN]).unwrap();
        let html = frame.to_html();
        for part in [
            "2 rows × 2 columns",
            "a&lt;b",
            "x &amp; y",
            "&lt;script&gt;",
            "<small>f64</small>",
            "0.25",
            "NaN",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
    }

    #[test]
    fn long_and_wide_tables_are_capped() {
        let columns = (0..30)
            .map(|i| Column::new(format!("c{i}").into(), vec![i; 100]))
            .collect();
        let html = DataFrame::new_infer_height(columns).unwrap().to_html();
        assert!(html.contains("100 rows × 30 columns"));
        assert_eq!(html.matches("<tr>").count(), 1 + ROWS + 1);
        assert!(html.contains(">c19<") && !html.contains(">c20<"));
    }

    #[test]
    fn numbers_of_a_column_have_the_same_digits_and_stand_right() {
        let frame = df!(
            "q" => [0.123_456, 0.25, f64::NAN],
            "n" => [30, 1, 2],
            "wide" => [1e-5, 1.0, 3.0],
            "half" => [1.5, 2.0, 30.0],
        );
        let html = frame.unwrap().to_html();
        let right = "<td style=\"text-align:right;font-variant-numeric:tabular-nums\">";
        for number in ["0.1235", "0.2500", "NaN", "30", "1.000e-5", "1.5", "2.0"] {
            assert!(
                html.contains(&format!("{right}{number}</td>")),
                "{number} in {html}"
            );
        }
    }

    #[test]
    fn numbers_are_short() {
        let text = [0.1, 1234.5678, 1e-5, 97.53, 12_345_678.0].map(short);
        assert_eq!(text, ["0.1", "1234.57", "1.000e-5", "97.53", "1.235e7"]);
    }
}
