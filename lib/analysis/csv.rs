//! A frame as comma-separated text (RFC 4180).

use super::AnalysisError;
use polars::prelude::*;

/// The frame with a line of names first. Numbers are the shortest text that reads back as the same number; null is empty.
pub(super) fn to_csv(table: &DataFrame) -> Result<String, AnalysisError> {
    let mut text = String::new();
    let names: Vec<String> = table.get_column_names().iter().map(|n| field(n)).collect();
    text.push_str(&(names.join(",") + "\n"));
    let columns: Vec<Vec<String>> = table.iter().map(cells).collect();
    for row in 0..table.height() {
        let cells: Vec<&str> = columns.iter().map(|column| column[row].as_str()).collect();
        text.push_str(&(cells.join(",") + "\n"));
    }
    Ok(text)
}

fn cells(column: &Series) -> Vec<String> {
    let cell = |value: AnyValue<'_>| match value {
        AnyValue::Null => String::new(),
        AnyValue::Float64(number) => number.to_string(),
        AnyValue::String(text) => field(text),
        other => field(&other.to_string()),
    };
    column.iter().map(cell).collect()
}

/// A text, in quotes where it holds what separates fields.
fn field(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_are_quoted_and_numbers_survive() {
        let table = df!(
            "a,b" => [Some("x"), Some("say \"no\""), None],
            "n" => [Some(0.1 + 0.2), None, Some(1e-300)],
            "k" => [1_u32, 2, 3],
            "t" => [true, false, true],
        )
        .unwrap();
        let text = to_csv(&table).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "\"a,b\",n,k,t");
        assert_eq!(lines[1], "x,0.30000000000000004,1,true");
        assert_eq!(lines[2], "\"say \"\"no\"\"\",,2,false");
        let tiny = lines[3].split(',').nth(1).unwrap();
        assert_eq!(tiny.parse::<f64>().unwrap(), 1e-300);
    }
}
