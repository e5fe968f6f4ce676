//! Texts and numbers of a plot.

use crate::analysis::meaning;
use crate::drawing::scientific;

/// The text on one line of at most `most` characters.
pub(super) fn cut(text: &str, most: usize) -> String {
    let line: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if line.chars().count() <= most {
        return line;
    }
    let kept: String = line.chars().take(most - 1).collect();
    kept.trim_end().to_owned() + "…"
}

/// A column's display name.
pub(super) fn title(column: &str) -> String {
    meaning(column).map_or_else(|| cut(column, 60), |m| m.label.to_owned())
}

/// `1 row`, `2 rows`.
pub(super) fn count(n: usize, what: &str) -> String {
    match n {
        1 => format!("1 {what}"),
        _ => format!("{} {what}s", crate::drawing::number(n as f64, 0)),
    }
}

/// Lines of about this many characters.
pub(super) fn lines(text: &str, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.last_mut().expect("there is one");
        if !last.is_empty() && last.chars().count() + word.chars().count() >= most {
            lines.push(word.to_owned());
            continue;
        }
        if !last.is_empty() {
            last.push(' ');
        }
        last.push_str(word);
    }
    lines
}

/// A number for display: short, and exact if it is whole.
pub(super) fn short(value: f64) -> String {
    match value.fract() == 0.0 && value.abs() < 1e6 {
        true => crate::drawing::number(value, 0),
        false => scientific(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_and_stay_on_one_line() {
        assert_eq!(cut("a\nb", 9), "a b");
        assert_eq!(cut("abcdef", 4), "abc…");
        assert_eq!(
            (count(1, "row"), count(12_000, "row")),
            ("1 row".into(), "12,000 rows".into())
        );
        assert_eq!((short(12.0), short(0.25)), ("12".into(), "0.25".into()));
    }
}
