//! Wrapped numbers (NumPy's scalars and arrays of one element), and the decimal number behind a rounded one.

use super::graph::Node;
use super::value::Value;
use crate::files::elements::{ByteOrder, Element};

/// The most bytes of one element.
const MOST_BYTES: usize = 8;

impl Value<'_> {
    /// A whole number in any wrapping: Python's, NumPy's, a tensor or an array of one element.
    pub fn whole(self) -> Option<i64> {
        /// From here on an f64 cannot represent every whole number.
        const MOST: f64 = (1u64 << 53) as f64;
        self.plain_whole().or_else(|| {
            let (number, _) = self.wrapped()?;
            (number.fract() == 0.0 && number.abs() < MOST).then_some(number as i64)
        })
    }

    /// A number: Python's, NumPy's, a tensor of one element, or a tuple of one number (because of a stray comma the original
    /// stores some of its results so: deviation D2).
    pub fn number(self) -> Option<f64> {
        self.number_with_type().map(|(number, _)| number)
    }

    /// A number as a person wrote it: 0.00001 where single precision turned it into 9.99999975e-6.
    pub fn meant(self) -> Option<f64> {
        let (number, element) = self.number_with_type()?;
        Some(shortest(number, element))
    }

    fn number_with_type(self) -> Option<(f64, Element)> {
        let plain = |value: Self| match value.node() {
            Node::Real(number) => Some((*number, Element::F64)),
            Node::Whole(number) => Some((*number as f64, Element::F64)),
            _ => value.wrapped(),
        };
        match self.items() {
            Some(items) if items.len() == 1 => plain(items[0]),
            Some(_) => None,
            None => plain(self),
        }
    }

    /// The number in a scalar or array of NumPy's or in a tensor, each of one element.
    fn wrapped(self) -> Option<(f64, Element)> {
        numpy_scalar(self)
            .or_else(|| numpy_array(self))
            .or_else(|| self.single_element())
    }
}

/// `numpy.core.multiarray.scalar(dtype, bytes)`.
fn numpy_scalar(value: Value<'_>) -> Option<(f64, Element)> {
    let (module, "scalar", arguments) = value.call()? else {
        return None;
    };
    if !is_numpy(module, "multiarray") {
        return None;
    }
    let [dtype, content] = arguments[..] else {
        return None;
    };
    element(dtype, content)
}

/// An array of one element: `_reconstruct(…)` with a state of version, shape, dtype, order and bytes; or, by protocol 5,
/// `_frombuffer(bytes, dtype, shape, order)`.
fn numpy_array(value: Value<'_>) -> Option<(f64, Element)> {
    let (module, name, arguments) = value.call()?;
    let state = value.state().and_then(Value::items);
    match (name, &arguments[..], state.as_deref()) {
        ("_reconstruct", _, Some(&[_, _, dtype, _, content])) if is_numpy(module, "multiarray") => {
            element(dtype, content)
        }
        ("_frombuffer", &[content, dtype, ..], _) if is_numpy(module, "numeric") => {
            element(dtype, content)
        }
        _ => None,
    }
}

fn is_numpy(module: &str, part: &str) -> bool {
    let inside = module
        .strip_prefix("numpy.core.")
        .or_else(|| module.strip_prefix("numpy._core."));
    inside == Some(part)
}

/// The one element in `content`, of a type `numpy.dtype('f4', False, True)` whose state says the byte order.
fn element(dtype: Value<'_>, content: Value<'_>) -> Option<(f64, Element)> {
    let ("numpy", "dtype", words) = dtype.call()? else {
        return None;
    };
    let element = Element::named(words.first()?.text()?)?;
    let state = dtype.state().and_then(Value::items).unwrap_or_default();
    let order = match state.get(1).and_then(|order| order.text()) {
        Some(">") => ByteOrder::Big,
        _ => ByteOrder::Little,
    };
    let bytes = bytes(content)?;
    if bytes.len() != element.width() {
        return None;
    }
    Some((element.numbers(&bytes, order)[0], element))
}

/// A few bytes, or what protocols before 3 have in their place, `_codecs.encode(text, 'latin1')`.
fn bytes(value: Value<'_>) -> Option<Vec<u8>> {
    if let Node::Bytes(bytes) = value.node() {
        return (bytes.len() <= MOST_BYTES).then(|| bytes.clone());
    }
    let ("_codecs", "encode", arguments) = value.call()? else {
        return None;
    };
    let [text, codec] = arguments[..] else {
        return None;
    };
    if codec.text()? != "latin1" {
        return None;
    }
    let latin = |c: char| u8::try_from(u32::from(c)).ok();
    let text = text.text().filter(|text| text.len() <= 2 * MOST_BYTES)?;
    text.chars().map(latin).collect()
}

/// The number with the fewest digits that rounds to `number` in a type of less than double precision.
fn shortest(number: f64, element: Element) -> f64 {
    // Fraction bits of the mantissa.
    let bits = match element {
        Element::F32 => 23,
        Element::F16 => 10,
        Element::BF16 => 7,
        _ => return number,
    };
    if number == 0.0 || !number.is_finite() {
        return number;
    }
    let half_step = 2f64.powi(number.abs().log2().floor() as i32 - bits - 1);
    let rounded = (0..17).map(|digits| format!("{number:.digits$e}").parse().unwrap_or(number));
    let mut fitting = rounded.filter(|short: &f64| (short - number).abs() < half_step);
    fitting.next().unwrap_or(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_that_was_meant_comes_back() {
        for meant in [1e-5, 0.3, 3.1622776601683795e-5, 0.1, 1.0, 2700.0, 1e-30] {
            let single = f64::from(meant as f32);
            let back = shortest(single, Element::F32);
            assert!((back - meant).abs() <= 1e-7 * meant, "{meant}: {back}");
            assert_eq!(back as f32, meant as f32);
        }
        assert_eq!(shortest(f64::from(1e-5f32), Element::F32), 1e-5);
        assert_eq!(shortest(0.300048828125, Element::F16), 0.3);
        assert_eq!(shortest(0.30078125, Element::BF16), 0.3);
        assert_eq!(shortest(0.1f64 + 0.2, Element::F64), 0.1 + 0.2);
        assert_eq!(shortest(0.0, Element::F32), 0.0);
    }
}
