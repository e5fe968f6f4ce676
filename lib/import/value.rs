//! The meaning of a pickle's values, from a closed list of names. Nothing else is understood, and nothing is executed.

use super::Problem;
use super::archive::Archive;
use super::graph::{Id, Node, Object, PickleGraph};
use super::pickle::parse;
use super::words::shortened;
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

/// A PyTorch checkpoint in memory: the pickle's values, and the archive that holds its tensors.
#[derive(Debug)]
pub(super) struct File {
    graph: PickleGraph,
    pub archive: Archive,
    /// Bytes of tensors that may still be read: honest tensors share no bytes, so they hardly exceed the file.
    pub budget: Cell<usize>,
    /// Work that may still be done on the values: a hostile file multiplies work by naming one value many times.
    work: Cell<usize>,
    /// Indices of large dictionaries by key, built on first use: each key costs its length once, however often a hostile file
    /// makes us look it up.
    indexes: RefCell<HashMap<Id, HashMap<String, Id>>>,
}

/// The most bytes of a tensor that repeats its elements (a stride of 0, made by `expand`) and so is larger than its storage.
pub(super) const MOST_EXPANDED: usize = 64 << 20;
/// From this many entries on a dictionary gets an index.
const LARGE: usize = 64;
/// Limit on visits of values and characters of texts: a second at most. The largest checkpoint of the paper's code with
/// all its results takes a hundredth of it.
const MOST_WORK: usize = 1 << 28;

impl File {
    /// Reads an archive's pickle.
    ///
    /// # Errors
    /// As [`Archive::open`] and [`parse`].
    pub fn open(bytes: Vec<u8>) -> Result<Self, Problem> {
        let archive = Archive::open(bytes)?;
        Ok(Self {
            graph: parse(archive.pickle())?,
            budget: Cell::new(archive.len().saturating_add(MOST_EXPANDED)),
            work: Cell::new(MOST_WORK),
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

    /// Counts work. `None` once there is too much: from then on no value is found, and [`File::check`] says why.
    fn spend(&self, work: usize) -> Option<()> {
        let left = self.work.get().checked_sub(work);
        self.work.set(left.unwrap_or(0));
        left.map(drop)
    }

    /// Fails if the file took too much work.
    ///
    /// # Errors
    /// It was not read completely.
    pub fn check(&self) -> Result<(), Problem> {
        if self.work.get() > 0 {
            return Ok(());
        }
        let expected = format!("at most {MOST_WORK} looks at its values");
        let found = "more, as no checkpoint needs".to_owned();
        Err(Problem::new("the pickle", expected, found))
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

    /// Keys and values of a dictionary, an `OrderedDict`, an `AttributeDict` or a `Namespace`, in order.
    pub fn entries(self) -> Option<Vec<(Self, Self)>> {
        let pair = |&(key, value): &(Id, Id)| (self.at(key), self.at(value));
        let pairs = self.pairs()?;
        self.file.spend(pairs.len())?;
        Some(pairs.iter().map(pair).collect())
    }

    /// A dictionary's value for a text key; the last one if the key occurs twice.
    pub fn get(self, key: &str) -> Option<Self> {
        let pairs = self.pairs()?;
        if pairs.len() < LARGE {
            let is_key = |id: Id| matches!(self.at(id).node(), Node::Text(text) if text == key);
            self.file.spend(pairs.len())?;
            let found = pairs.iter().rev().find(|pair| is_key(pair.0));
            return found.map(|pair| self.at(pair.1));
        }
        let mut indexes = self.file.indexes.borrow_mut();
        let index = indexes.entry(self.id).or_insert_with(|| {
            // Every text costs its length, since it is copied.
            let named = |&(key, value): &(Id, Id)| {
                let Node::Text(text) = self.at(key).node() else {
                    return None;
                };
                self.file.spend(text.len() + 1)?;
                Some((text.clone(), value))
            };
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
                self.file.spend(items.len())?;
                Some(items.iter().map(|&id| self.at(id)).collect())
            }
            _ => None,
        }
    }

    pub fn text(self) -> Option<&'a str> {
        match self.node() {
            Node::Text(text) => {
                self.file.spend(text.len() + 1)?;
                Some(text)
            }
            _ => None,
        }
    }

    /// A Python int.
    pub fn plain_whole(self) -> Option<i64> {
        match self.node() {
            Node::Whole(number) => Some(*number),
            _ => None,
        }
    }

    /// The state of an object.
    pub fn state(self) -> Option<Self> {
        match self.node() {
            Node::Object(object) => Some(self.at(object.state?)),
            _ => None,
        }
    }

    /// The callable's name and the arguments, if this is a call by name.
    pub fn call(self) -> Option<(&'a str, &'a str, Vec<Self>)> {
        let Node::Object(object) = self.node() else {
            return None;
        };
        let (module, name) = self.at(object.callable).global()?;
        Some((module, name, self.at(object.arguments).items()?))
    }

    pub fn global(self) -> Option<(&'a str, &'a str)> {
        match self.node() {
            Node::Global(module, name) => Some((self.at(*module).text()?, self.at(*name).text()?)),
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

    /// A few words about this value, for a message. Names of foreign objects are shown, never resolved.
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
            Node::Global(..) => format!("the name {}", self.joined()),
            Node::Persistent(_) => "a storage".to_owned(),
            Node::Object(object) => {
                let callable = self.at(object.callable);
                match callable.node() {
                    Node::Global(..) => {
                        format!("an object made by {} (not executed)", callable.joined())
                    }
                    _ => "an object made by no name".to_owned(),
                }
            }
        }
    }

    /// A name's two words.
    fn joined(self) -> String {
        let (module, name) = self.global().unwrap_or_default();
        format!("{}.{}", shortened(module), shortened(name))
    }
}
