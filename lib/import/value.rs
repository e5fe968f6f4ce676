//! What the values of a pickle mean, from a closed list of names. Nothing else is understood, and nothing is executed.

use super::Problem;
use super::archive::Archive;
use super::pickle::{Graph, Id, Node, Object, parse};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

/// Classes that are dictionaries.
const DICTIONARIES: [(&str, &str); 5] = [
    ("collections", "OrderedDict"),
    ("collections", "defaultdict"),
    ("pytorch_lightning.utilities.parsing", "AttributeDict"),
    ("lightning_fabric.utilities.data", "AttributeDict"),
    ("lightning.fabric.utilities.data", "AttributeDict"),
];

/// Classes whose state is a dictionary.
const NAMESPACES: [(&str, &str); 1] = [("argparse", "Namespace")];

/// A checkpoint of PyTorch in memory: the pickle's values and the archive that its tensors lie in.
#[derive(Debug)]
pub(super) struct File {
    graph: Graph,
    pub archive: Archive,
    /// Bytes of tensors that may still be read: honest tensors share no bytes, so they are never more than the file's.
    pub budget: Cell<usize>,
    /// Texts of large dictionaries' keys with their values, made at the first question: each costs its length once, however
    /// often a hostile file makes us look.
    indexes: RefCell<HashMap<Id, HashMap<String, Id>>>,
}

/// Entries from which on a dictionary gets an index.
const LARGE: usize = 64;

impl File {
    /// Reads an archive's pickle.
    ///
    /// # Errors
    /// As [`Archive::open`] and [`parse`].
    pub fn open(bytes: Vec<u8>) -> Result<Self, Problem> {
        let archive = Archive::open(bytes)?;
        Ok(Self {
            graph: parse(archive.pickle())?,
            budget: Cell::new(archive.len()),
            indexes: RefCell::default(),
            archive,
        })
    }

    /// The value that was saved.
    pub fn root(&self) -> Value<'_> {
        self.value(self.graph.root)
    }

    fn value(&self, id: Id) -> Value<'_> {
        Value { file: self, id }
    }
}

/// One value of a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Value<'a> {
    pub file: &'a File,
    id: Id,
}

impl<'a> Value<'a> {
    pub fn node(self) -> &'a Node {
        &self.file.graph.nodes[self.id as usize]
    }

    fn at(self, id: Id) -> Self {
        self.file.value(id)
    }

    /// Keys and values of a dictionary, an `OrderedDict`, an `AttributeDict` or a `Namespace`, in their order.
    pub fn entries(self) -> Option<Vec<(Self, Self)>> {
        let pair = |&(key, value): &(Id, Id)| (self.at(key), self.at(value));
        Some(self.pairs()?.iter().map(pair).collect())
    }

    /// What a dictionary holds under a text; the last one, should the key stand there twice.
    pub fn get(self, key: &str) -> Option<Self> {
        let pairs = self.pairs()?;
        let text = |id: Id| self.at(id).text();
        if pairs.len() < LARGE {
            let found = pairs.iter().rev().find(|pair| text(pair.0) == Some(key));
            return found.map(|pair| self.at(pair.1));
        }
        let mut indexes = self.file.indexes.borrow_mut();
        let index = indexes.entry(self.id).or_insert_with(|| {
            let named = |&(key, value): &(Id, Id)| Some((text(key)?.to_owned(), value));
            pairs.iter().filter_map(named).collect()
        });
        index.get(key).map(|&id| self.at(id))
    }

    pub fn is_dictionary(self) -> bool {
        self.pairs().is_some()
    }

    fn pairs(self) -> Option<&'a [(Id, Id)]> {
        match self.node() {
            Node::Dict(entries) => Some(entries),
            Node::Object(object) if self.is_one_of(object, &DICTIONARIES) => Some(&object.entries),
            Node::Object(object) if self.is_one_of(object, &NAMESPACES) => {
                match self.at(object.state?).node() {
                    Node::Dict(entries) => Some(entries),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// The items of a list or a tuple.
    pub fn items(self) -> Option<Vec<Self>> {
        match self.node() {
            Node::List(items) | Node::Tuple(items) => {
                Some(items.iter().map(|&id| self.at(id)).collect())
            }
            _ => None,
        }
    }

    pub fn text(self) -> Option<&'a str> {
        match self.node() {
            Node::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A whole number, one of numpy included.
    pub fn whole(self) -> Option<i64> {
        match self.node() {
            Node::Whole(number) => Some(*number),
            _ => self
                .numpy_scalar()
                .filter(|n| n.fract() == 0.0)
                .map(|n| n as i64),
        }
    }

    /// A number: of Python, of numpy, a tensor of one element, or a tuple of one number (the original stores some of its
    /// results so, because of stray commas: deviation D2).
    pub fn number(self) -> Option<f64> {
        let plain = |value: Self| match value.node() {
            Node::Real(number) => Some(*number),
            Node::Whole(number) => Some(*number as f64),
            _ => value.numpy_scalar().or_else(|| value.single_element()),
        };
        match self.items() {
            Some(items) if items.len() == 1 => plain(items[0]),
            Some(_) => None,
            None => plain(self),
        }
    }

    /// What was called with which arguments, where this is a call of a name.
    pub fn call(self) -> Option<(&'a str, &'a str, Vec<Self>)> {
        let Node::Object(object) = self.node() else {
            return None;
        };
        let (module, name) = self.at(object.callable).global()?;
        Some((module, name, self.at(object.arguments).items()?))
    }

    pub fn global(self) -> Option<(&'a str, &'a str)> {
        match self.node() {
            Node::Global(names) => Some((&names.0, &names.1)),
            _ => None,
        }
    }

    /// The description of a storage outside of the pickle.
    pub fn persistent(self) -> Option<Self> {
        match self.node() {
            Node::Persistent(id) => Some(self.at(*id)),
            _ => None,
        }
    }

    fn is_one_of(self, object: &Object, known: &[(&str, &str)]) -> bool {
        self.at(object.callable)
            .global()
            .is_some_and(|name| known.contains(&name))
    }

    /// `numpy.core.multiarray.scalar(dtype, bytes)`, little-endian.
    fn numpy_scalar(self) -> Option<f64> {
        let (module, "scalar", arguments) = self.call()? else {
            return None;
        };
        if !["numpy.core.multiarray", "numpy._core.multiarray"].contains(&module) {
            return None;
        }
        let [dtype, content] = arguments[..] else {
            return None;
        };
        let ("numpy", "dtype", words) = dtype.call()? else {
            return None;
        };
        let bytes = content.bytes()?;
        match words.first()?.text()? {
            "f8" => Some(f64::from_le_bytes(bytes[..].try_into().ok()?)),
            "f4" => Some(f32::from_le_bytes(bytes[..].try_into().ok()?).into()),
            "i8" => Some(i64::from_le_bytes(bytes[..].try_into().ok()?) as f64),
            "i4" => Some(i32::from_le_bytes(bytes[..].try_into().ok()?).into()),
            _ => None,
        }
    }

    /// Bytes, or what protocol 2 has in their place: `_codecs.encode(text, 'latin1')`.
    fn bytes(self) -> Option<Vec<u8>> {
        if let Node::Bytes(bytes) = self.node() {
            return Some(bytes.clone());
        }
        let ("_codecs", "encode", arguments) = self.call()? else {
            return None;
        };
        let [text, codec] = arguments[..] else {
            return None;
        };
        if codec.text()? != "latin1" {
            return None;
        }
        let latin = |c: char| u8::try_from(u32::from(c)).ok();
        text.text()?.chars().map(latin).collect()
    }

    /// What this is, in a few words for a message. Names of foreign objects are told and not followed.
    pub fn describe(self) -> String {
        let counted = |what: &str, n: usize| format!("{what} of {n}");
        match self.node() {
            Node::None => "None".to_owned(),
            Node::Flag(flag) => flag.to_string(),
            Node::Whole(number) => number.to_string(),
            Node::Long => "a whole number beyond 64 bits".to_owned(),
            Node::Real(number) => number.to_string(),
            Node::Text(text) => format!("the text {:?}", shortened(text)),
            Node::Bytes(bytes) => counted("bytes, a string", bytes.len()),
            Node::List(items) => counted("a list", items.len()),
            Node::Tuple(items) => counted("a tuple", items.len()),
            Node::Set(items) => counted("a set", items.len()),
            Node::Dict(entries) => counted("a dictionary", entries.len()),
            Node::Global(names) => format!("the name {}", shortened(&joined(names))),
            Node::Persistent(_) => "a storage".to_owned(),
            Node::Object(object) => match self.at(object.callable).node() {
                Node::Global(names) => {
                    format!(
                        "an object made by {} (not executed)",
                        shortened(&joined(names))
                    )
                }
                _ => "an object made by no name".to_owned(),
            },
        }
    }
}

fn joined(names: &(String, String)) -> String {
    format!("{}.{}", names.0, names.1)
}

/// The beginning of a text that may be long.
fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    text.chars().take(MOST).chain(['…']).collect()
}
