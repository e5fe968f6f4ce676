//! Matrices in NumPy's `.npy` files, versions 1 to 3
//! (<https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html>).

use super::{MatrixError, NUMBERS, Place, damaged};
use crate::files::elements::{ByteOrder, Element};
use ndarray::{Array2, ShapeBuilder};
use std::path::Path;

const MAGIC: &[u8] = b"\x93NUMPY";
/// The most numbers to read: as f64 they take 2 GiB. A small archive can unpack to more.
pub(super) const MOST_NUMBERS: usize = 1 << 28;

/// What a file holds, and where the elements begin.
#[derive(Debug)]
pub(crate) struct Layout {
    pub element: Element,
    pub order: ByteOrder,
    /// Sizes of the dimensions.
    pub shape: Vec<usize>,
    /// Whether the first index runs fastest.
    pub fortran: bool,
    /// Offset of the first element in bytes.
    pub begin: usize,
}

impl Layout {
    /// Reads the header of a file of numbers; `place` names it in errors.
    ///
    /// # Errors
    /// The header is incomplete, the elements are not numbers, or the file holds fewer or more than it says.
    pub fn read(bytes: &[u8], path: &Path, place: &Place) -> Result<Self, MatrixError> {
        let (header, data) =
            split(bytes).ok_or_else(|| damaged(path, "its .npy header is incomplete"))?;
        let header = Header::parse(header).map_err(|reason| damaged(path, reason))?;
        let (element, order) = element(&header.descr).map_err(|found| MatrixError::Dtype {
            place: place.clone(),
            expected: NUMBERS,
            found,
        })?;
        let sizes = header
            .shape
            .iter()
            .try_fold(element.width(), |n, &s| n.checked_mul(s));
        if sizes.is_some_and(|bytes| bytes / element.width() > MOST_NUMBERS) {
            let reason = format!("its shape {:?} is larger than the limit", header.shape);
            return Err(damaged(path, reason));
        }
        if sizes != Some(data.len()) {
            let (shape, found) = (&header.shape, data.len());
            let reason = match sizes {
                Some(size) => format!("its shape {shape:?} needs {size} bytes, found {found}"),
                None => "its header lacks a valid `shape`".to_owned(),
            };
            return Err(damaged(path, reason));
        }
        Ok(Self {
            element,
            order,
            shape: header.shape,
            fortran: header.fortran,
            begin: bytes.len() - data.len(),
        })
    }
}

/// An array of any rank.
#[derive(Debug)]
pub(super) struct Array {
    /// Type of the elements in the file.
    pub element: Element,
    /// Sizes of the dimensions.
    pub shape: Vec<usize>,
    /// Whether the first index runs fastest.
    fortran: bool,
    /// The elements, in the order of the file.
    pub numbers: Vec<f64>,
}

impl Array {
    /// Reads a file of numbers; `place` names it in errors.
    pub fn parse(bytes: &[u8], path: &Path, place: &Place) -> Result<Self, MatrixError> {
        let layout = Layout::read(bytes, path, place)?;
        Ok(Self {
            numbers: layout.element.numbers(&bytes[layout.begin..], layout.order),
            element: layout.element,
            shape: layout.shape,
            fortran: layout.fortran,
        })
    }

    /// The array as a matrix; `None` if it has another rank.
    pub fn matrix(self) -> Option<Array2<f64>> {
        let &[rows, columns] = &self.shape[..] else {
            return None;
        };
        Array2::from_shape_vec((rows, columns).set_f(self.fortran), self.numbers).ok()
    }
}

/// Header text and data.
fn split(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let rest = bytes.strip_prefix(MAGIC)?;
    let (&major, rest) = rest.split_first()?;
    let (_minor, rest) = rest.split_first()?;
    let (length, rest) = match major {
        1 => {
            let (length, rest) = rest.split_first_chunk::<2>()?;
            (usize::from(u16::from_le_bytes(*length)), rest)
        }
        2 | 3 => {
            let (length, rest) = rest.split_first_chunk::<4>()?;
            (usize::try_from(u32::from_le_bytes(*length)).ok()?, rest)
        }
        _ => return None,
    };
    let (header, data) = rest.split_at_checked(length)?;
    Some((std::str::from_utf8(header).ok()?, data))
}

/// The element type that a NumPy `descr` means, with its byte order; if it is not a plain number, what it is.
fn element(descr: &str) -> Result<(Element, ByteOrder), String> {
    let unknown = || match descr.trim_start_matches(['<', '>', '|', '=']) {
        "O" => "Python objects: save it as numbers (`array.astype(float)`)".to_owned(),
        text if text.starts_with(['U', 'S', 'a', 'T']) => format!("text ({})", short(descr)),
        time if time.starts_with(['m', 'M']) => format!("times ({})", short(descr)),
        "f12" | "f16" | "g" => format!(
            "long doubles ({}): save it as float64 (`array.astype(float)`)",
            short(descr)
        ),
        number if number.starts_with('c') => format!("complex numbers ({})", short(descr)),
        _ => short(descr),
    };
    let (order, name) = match descr.as_bytes().first() {
        Some(b'>' | b'!') => (ByteOrder::Big, &descr[1..]),
        Some(b'<' | b'=' | b'|') => (ByteOrder::Little, &descr[1..]),
        _ => (ByteOrder::Little, descr),
    };
    let element = Element::named(name).ok_or_else(unknown)?;
    Ok((element, order))
}

fn short(text: &str) -> String {
    text.chars().take(24).collect()
}

/// What a header says.
#[derive(Debug, Default, PartialEq, Eq)]
struct Header {
    descr: String,
    fortran: bool,
    shape: Vec<usize>,
}

impl Header {
    /// Reads the header, a Python dictionary, as written by any version of Python.
    fn parse(text: &str) -> Result<Self, String> {
        let lacks = |key: &str| format!("its header lacks a valid `{key}`");
        let mut reader = Literal { rest: text };
        let (mut descr, mut fortran, mut shape) = (None, None, None);
        if !reader.skip("{") {
            return Err("its header is not a Python dictionary".to_owned());
        }
        while !reader.skip("}") {
            let key = reader.string().ok_or_else(|| lacks("descr"))?;
            if !reader.skip(":") {
                return Err(lacks(&short(&key)));
            }
            match key.as_str() {
                "descr" if reader.sees("[") => {
                    return Err("it is a structured array: save one of its fields".to_owned());
                }
                "descr" => descr = Some(reader.string().ok_or_else(|| lacks("descr"))?),
                "fortran_order" => fortran = reader.flag(),
                "shape" => shape = Some(reader.sizes().ok_or_else(|| lacks("shape"))?),
                other => return Err(format!("its header has an unknown key `{}`", short(other))),
            }
            reader.skip(",");
        }
        Ok(Self {
            descr: descr.ok_or_else(|| lacks("descr"))?,
            fortran: fortran.ok_or_else(|| lacks("fortran_order"))?,
            shape: shape.ok_or_else(|| lacks("shape"))?,
        })
    }
}

/// A reader of Python literals.
struct Literal<'a> {
    rest: &'a str,
}

impl Literal<'_> {
    fn sees(&mut self, token: &str) -> bool {
        self.rest = self.rest.trim_start();
        self.rest.starts_with(token)
    }

    fn skip(&mut self, token: &str) -> bool {
        let there = self.sees(token);
        if there {
            self.rest = &self.rest[token.len()..];
        }
        there
    }

    /// A string in either kind of quotes, `u'…'` and `b'…'` included.
    fn string(&mut self) -> Option<String> {
        let _ = self.skip("u") || self.skip("b");
        self.rest = self.rest.trim_start();
        let quote = self
            .rest
            .chars()
            .next()
            .filter(|c| ['\'', '"'].contains(c))?;
        let (inside, rest) = self.rest[1..].split_once(quote)?;
        self.rest = rest;
        Some(inside.to_owned())
    }

    fn flag(&mut self) -> Option<bool> {
        if self.skip("True") || self.skip("1") {
            return Some(true);
        }
        (self.skip("False") || self.skip("0")).then_some(false)
    }

    /// A tuple or list of sizes, with Python 2's `24L` for 24.
    fn sizes(&mut self) -> Option<Vec<usize>> {
        let close = match (self.skip("("), self.skip("[")) {
            (true, _) => ")",
            (_, true) => "]",
            _ => return None,
        };
        let mut sizes = Vec::new();
        while !self.skip(close) {
            let end = self.rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
            sizes.push(self.rest[..end].parse().ok()?);
            self.rest = &self.rest[end..];
            let _ = self.skip("L") || self.skip("l");
            self.skip(",");
        }
        Some(sizes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_any_python_are_read() {
        let expected = Header {
            descr: "<f8".to_owned(),
            fortran: false,
            shape: vec![24, 24],
        };
        for text in [
            "{'descr': '<f8', 'fortran_order': False, 'shape': (24, 24), }   \n",
            "{'descr': '<f8', 'fortran_order': False, 'shape': (24L, 24L), }\n",
            "{\"descr\": \"<f8\", \"fortran_order\": False, \"shape\": [24, 24]}",
            "{u'shape':(24,24),u'fortran_order':False,u'descr':u'<f8'}",
            "{ 'shape' : ( 24 , 24 , ) , 'descr' : b'<f8' , 'fortran_order' : 0 }",
        ] {
            assert_eq!(Header::parse(text).as_ref(), Ok(&expected), "{text}");
        }
    }

    #[test]
    fn other_headers_say_what_is_wrong() {
        for (text, message) in [
            (
                "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (2,)}",
                "structured",
            ),
            ("{'descr': '<f8', 'shape': (2, 2)}", "fortran_order"),
            (
                "{'descr': '<f8', 'fortran_order': False, 'shape': (2, -2)}",
                "shape",
            ),
            (
                "{'descr': '<f8', 'fortran_order': False, 'shape': (2",
                "shape",
            ),
            ("{'descr': '<f8", "descr"),
            ("", "dictionary"),
        ] {
            let error = Header::parse(text).unwrap_err();
            assert!(error.contains(message), "{text}: {error}");
        }
    }

    #[test]
    fn element_types_have_numpys_names() {
        let cases = [
            ("<f8", Element::F64, ByteOrder::Little),
            (">f4", Element::F32, ByteOrder::Big),
            ("=f8", Element::F64, ByteOrder::Little),
            ("|u1", Element::Unsigned(1), ByteOrder::Little),
            ("d", Element::F64, ByteOrder::Little),
            (">i8", Element::Signed(8), ByteOrder::Big),
        ];
        for (descr, expected, order) in cases {
            assert_eq!(element(descr), Ok((expected, order)), "{descr}");
        }
        for (descr, what) in [
            ("|O", "objects"),
            ("<U3", "text"),
            ("<c16", "complex"),
            ("<f16", "f16"),
        ] {
            assert!(element(descr).unwrap_err().contains(what), "{descr}");
        }
    }
}
