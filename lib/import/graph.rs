//! The values of a pickle, in one flat list.

/// Index of a value in its [`PickleGraph`].
pub(super) type Id = u32;

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    None,
    Flag(bool),
    Whole(i64),
    /// A whole number of more than 64 bits, whose digits no user of this reader needs.
    Long,
    Real(f64),
    Text(String),
    Bytes(Vec<u8>),
    List(Vec<Id>),
    Tuple(Vec<Id>),
    Set(Vec<Id>),
    Dict(Vec<(Id, Id)>),
    /// A name, the texts `module` and `name`: never looked up. However often a file uses it, they are kept once.
    Global(Id, Id),
    Object(Box<Object>),
    /// Something outside of the pickle: a storage of PyTorch, described by this value.
    Persistent(Id),
}

/// A call that was not made.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Object {
    /// The function or class, a `Global` in honest files.
    pub callable: Id,
    /// Its arguments, a `Tuple` in honest files.
    pub arguments: Id,
    /// Items appended to the object.
    pub elements: Vec<Id>,
    /// Items set in the object by key.
    pub entries: Vec<(Id, Id)>,
    /// The state that was set.
    pub state: Option<Id>,
}

/// All values of a pickle.
#[derive(Debug)]
pub(super) struct PickleGraph {
    pub nodes: Vec<Node>,
    /// The pickled value itself.
    pub root: Id,
}
