//! Frames to and from comma-separated text (RFC 4180).

use super::AnalysisError;
use crate::files::IoContext;
use polars::prelude::*;
use std::path::Path;

/// The frame in a file of comma-separated text whose first line has the names. A column holds numbers if all its fields are
/// numbers, booleans if all are `true` or `false`, and text otherwise; an empty field is missing.
///
/// # Errors
/// The file cannot be read; a line has more or fewer fields than the first; a name occurs twice.
pub fn read_csv(path: impl AsRef<Path>) -> Result<DataFrame, AnalysisError> {
    let path = path.as_ref();
    let text = std::fs::read_to_string(path).at("read", path)?;
    let mut records = records(text.strip_prefix('\u{feff}').unwrap_or(&text)).into_iter();
    let names = records.next().unwrap_or_default();
    let mut columns = vec![Vec::new(); names.len()];
    for (number, record) in records.enumerate() {
        if record.len() != names.len() {
            return Err(AnalysisError::Record {
                path: path.to_owned(),
                record: number + 2,
                expected: names.len(),
                found: record.len(),
            });
        }
        for (column, field) in columns.iter_mut().zip(record) {
            column.push(field);
        }
    }
    let named = names.iter().zip(columns);
    let columns = named.map(|(name, fields)| typed(name, fields)).collect();
    // Two columns of one name.
    DataFrame::new_infer_height(columns).map_err(|error| AnalysisError::Table {
        path: path.to_owned(),
        reason: error.to_string(),
    })
}

/// Fields by record; empty lines are skipped. A quoted field may hold commas, line ends and doubled quotes.
fn records(text: &str) -> Vec<Vec<String>> {
    let (mut records, mut record, mut field) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut letters) = (false, text.chars().peekable());
    while let Some(c) = letters.next() {
        match c {
            '"' if quoted && letters.peek() == Some(&'"') => field.extend(letters.next()),
            '"' if quoted || field.is_empty() => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut field)),
            '\r' if !quoted && letters.peek() == Some(&'\n') => {}
            '\n' if !quoted => {
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            c => field.push(c),
        }
    }
    record.push(field);
    records.push(record);
    records.retain(|record| record.len() > 1 || !record[0].is_empty());
    records
}

/// A column of the type that all its fields have.
fn typed(name: &str, fields: Vec<String>) -> Column {
    let there = |field: &String| !field.is_empty();
    let fields: Vec<Option<String>> = fields.into_iter().map(|f| Some(f).filter(there)).collect();
    let all = |is: &dyn Fn(&str) -> bool| fields.iter().flatten().all(|f| is(f.trim()));
    let name: PlSmallStr = name.trim().into();
    if fields.iter().flatten().next().is_none() {
        return Column::new(name, fields);
    }
    let parsed = |f: &Option<String>| f.as_ref().map(|f| f.trim().to_owned());
    if all(&|f| f.parse::<i64>().is_ok()) {
        let numbers = fields.iter().map(|f| parsed(f)?.parse::<i64>().ok());
        return Column::new(name, numbers.collect::<Vec<_>>());
    }
    if all(&|f| f.parse::<f64>().is_ok()) {
        let numbers = fields.iter().map(|f| parsed(f)?.parse::<f64>().ok());
        return Column::new(name, numbers.collect::<Vec<_>>());
    }
    if all(&|f| f.parse::<bool>().is_ok()) {
        let flags = fields.iter().map(|f| parsed(f)?.parse::<bool>().ok());
        return Column::new(name, flags.collect::<Vec<_>>());
    }
    Column::new(name, fields)
}

/// The frame as text, with a line of names first. Numbers are the shortest text that reads back as the same number; null is empty.
pub(super) fn to_csv(table: &DataFrame) -> Result<String, AnalysisError> {
    let mut text = String::new();
    let names: Vec<String> = table.get_column_names().iter().map(|n| field(n)).collect();
    text.push_str(&(names.join(",") + "\n"));
    let columns: Vec<Vec<String>> = table
        .columns()
        .iter()
        .map(Column::as_materialized_series)
        .map(cells)
        .collect();
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
    // polars only iterates over a column in one chunk.
    column.rechunk().iter().map(cell).collect()
}

/// A text, quoted if it contains a separator.
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

    #[test]
    fn a_table_of_several_pieces_is_written_whole() {
        let piece = df!("n" => [1_i64, 2], "t" => [Some("a"), None]).unwrap();
        let both = piece.vstack(&piece).unwrap();
        assert_eq!(both.first_col_n_chunks(), 2);
        assert_eq!(to_csv(&both).unwrap(), "n,t\n1,a\n2,\n1,a\n2,\n");
    }

    fn read(text: &str) -> Result<DataFrame, AnalysisError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("own.csv");
        std::fs::write(&path, text).unwrap();
        read_csv(path)
    }

    #[test]
    fn columns_hold_what_all_their_fields_are() {
        let found =
            read("n,x,t,yes,none\r\n1,0.5,\"a, \"\"b\"\"\",true,\n\n2,,c,false,\n").unwrap();
        let wanted = df!(
            "n" => [1_i64, 2],
            "x" => [Some(0.5), None],
            "t" => ["a, \"b\"", "c"],
            "yes" => [true, false],
            "none" => [None::<&str>, None],
        );
        assert!(found.equals_missing(&wanted.unwrap()), "{found:?}");
        assert!(found.equals_missing(&read(&to_csv(&found).unwrap()).unwrap()));
    }

    #[test]
    fn a_line_of_another_length_is_named() {
        let said = read("a,b\n1,2\n3\n").unwrap_err().to_string();
        assert!(
            said.contains("record 3") && said.contains("2 fields"),
            "{said}"
        );
        assert!(read("a,a\n1,2\n").is_err());
    }
}
