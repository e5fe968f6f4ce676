//! Lists of results as the original stores them: one per method, with one item per layer.

use super::Problem;
use super::network::Hidden;
use super::value::Value;
use crate::spec::{Association, Layer};

/// A number; `None` if it is not finite.
pub(super) fn finite(value: Value<'_>, place: &str) -> Result<Option<f64>, Problem> {
    let number = value.number();
    let number = number.ok_or_else(|| Problem::new(place, "a number", value.describe()))?;
    Ok(number.is_finite().then_some(number))
}

/// The entries of a dictionary of results: key and items of its value.
pub(super) fn lists<'a>(
    value: Value<'a>,
    place: &str,
) -> Result<Vec<(&'a str, Vec<Value<'a>>)>, Problem> {
    let wrong = |value: Value<'_>| {
        Problem::new(
            place,
            "a dictionary with a list for each method",
            value.describe(),
        )
    };
    let entries = value.entries().ok_or_else(|| wrong(value))?;
    let list = |(key, value): (Value<'a>, Value<'a>)| match (key.text(), value.items()) {
        (Some(key), Some(items)) => Ok((key, items)),
        _ => Err(wrong(value)),
    };
    entries.into_iter().map(list).collect()
}

/// A list's items, each with its hidden layer and that layer's width.
pub(super) fn per_layer<'a>(
    hidden: &[usize],
    items: &[Value<'a>],
    place: &str,
) -> Result<Vec<(Layer, usize, Value<'a>)>, Problem> {
    if items.len() != hidden.len() {
        let expected = format!("one result for each of {} layers", hidden.len());
        return Err(Problem::new(place, expected, items.len().to_string()));
    }
    let layers = hidden.iter().zip(items).enumerate();
    Ok(layers
        .map(|(i, (&units, &item))| (Layer::Hidden(i), units, item))
        .collect())
}

/// Whether modules of single layers are stored under this method's name; if not, why.
pub(super) fn single_layers(name: &str, hidden: &Hidden) -> Result<Association, &'static str> {
    if name.ends_with("_combined") {
        // Deviation D1.
        return Err("modules of all layers combined: the original found them in the single layers");
    }
    if name.contains('.') {
        return Err("modules of sparsified matrices");
    }
    let association = name
        .parse()
        .map_err(|_| "modules of a method that is not one of this program's")?;
    hidden
        .lacks(association, false)
        .map_or(Ok(association), Err)
}
