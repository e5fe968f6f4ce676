//! A reader of pickles that executes nothing.
//!
//! A pickle is a program for a small stack machine; Python's machine calls what the program names. This one never calls
//! anything: a name stays a name, and a call becomes an [`Object`] that keeps callable and arguments. The code that needs its
//! value (`value`) decides what such an object means, from a closed list; one that nobody needs is inert.
//!
//! All values lie in one flat list and refer to each other by index, so a file that nests values deeply or in a circle
//! costs no more than its length, and nothing here recurses.

use super::Problem;
use super::graph::{Id, Node, Object, PickleGraph};
use std::collections::HashMap;

/// The most bytes of a pickle; the tensors lie outside of it.
const MAX_BYTES: usize = 64 << 20;
/// The most values of a pickle.
const MAX_VALUES: usize = 2_000_000;
/// The most values on the stack.
const MAX_STACK: usize = 1_000_000;
/// The most containers open at the same time.
const MAX_DEPTH: usize = 10_000;

/// Reads a pickle of protocol 1 to 5, as `torch.save` writes it.
///
/// # Errors
/// The data is truncated or not a pickle, uses an instruction that `torch.save` does not write, or exceeds a limit.
pub(super) fn parse(bytes: &[u8]) -> Result<PickleGraph, Problem> {
    if bytes.len() > MAX_BYTES {
        let found = format!("{} bytes", bytes.len());
        return Err(Problem::new(
            "the pickle",
            format!("at most {MAX_BYTES} bytes"),
            found,
        ));
    }
    let mut machine = Machine {
        bytes,
        at: 0,
        nodes: Vec::new(),
        stack: Vec::new(),
        marks: Vec::new(),
        memo: HashMap::new(),
    };
    while let Some(opcode) = machine.next_opcode()? {
        machine.step(opcode)?;
        machine.check_limits()?;
    }
    let root = machine.pop()?;
    Ok(PickleGraph {
        nodes: machine.nodes,
        root,
    })
}

struct Machine<'a> {
    bytes: &'a [u8],
    at: usize,
    nodes: Vec<Node>,
    stack: Vec<Id>,
    /// Height of the stack at each open mark.
    marks: Vec<usize>,
    memo: HashMap<u32, Id>,
}

impl<'a> Machine<'a> {
    /// `None` at the end of the program.
    fn next_opcode(&mut self) -> Result<Option<u8>, Problem> {
        let opcode = self.take(1)?[0];
        Ok((opcode != b'.').then_some(opcode))
    }

    fn step(&mut self, opcode: u8) -> Result<(), Problem> {
        match opcode {
            // PROTO, FRAME; READONLY_BUFFER changes nothing here
            0x80 => self.take(1).map(drop),
            0x95 => self.take(8).map(drop),
            0x98 => self.top().map(drop),
            b'(' => {
                self.marks.push(self.stack.len());
                Ok(())
            }
            b'N' | 0x88 | 0x89 | b'K' | b'M' | b'J' | 0x8a | 0x8b | b'G' => self.number(opcode),
            b'I' | b'L' => self.written_number(),
            b'X' | 0x8c | 0x8d | b'B' | b'C' | 0x8e | 0x96 | b'T' | b'U' => {
                self.text_or_bytes(opcode)
            }
            b')' | b't' | 0x85 | 0x86 | 0x87 | b']' | b'l' | b'}' | b'd' | 0x8f | 0x91 => {
                self.container(opcode)
            }
            b'a' | b'e' | b's' | b'u' | 0x90 => self.fill(opcode),
            b'q' | b'r' | 0x94 | b'h' | b'j' | b'0' | b'1' | b'2' => self.remember(opcode),
            b'c' | 0x93 | b'R' | 0x81 | 0x92 | b'b' | b'Q' => self.object(opcode),
            other => Err(self.problem(
                "an instruction that torch.save writes",
                format!("opcode 0x{other:02x}"),
            )),
        }
    }

    fn number(&mut self, opcode: u8) -> Result<(), Problem> {
        let node = match opcode {
            b'N' => Node::None,
            0x88 => Node::Flag(true),
            0x89 => Node::Flag(false),
            b'K' => Node::Whole(i64::from(self.array::<1>()?[0])),
            b'M' => Node::Whole(i64::from(u16::from_le_bytes(self.array()?))),
            b'J' => Node::Whole(i64::from(i32::from_le_bytes(self.array()?))),
            b'G' => Node::Real(f64::from_be_bytes(self.array()?)),
            _ => {
                let length = self.length(if opcode == 0x8a { 1 } else { 4 })?;
                whole(self.take(length)?)
            }
        };
        self.push(node);
        Ok(())
    }

    /// INT and LONG: a line of digits, or `00` and `01` for a truth value. Protocol 1 writes those.
    fn written_number(&mut self) -> Result<(), Problem> {
        let line = self.line()?;
        let node = match line.strip_suffix('L').unwrap_or(&line) {
            "00" => Node::Flag(false),
            "01" => Node::Flag(true),
            digits => match digits.parse() {
                Ok(number) => Node::Whole(number),
                Err(_) => return Err(self.problem("a whole number", "another line".to_owned())),
            },
        };
        self.push(node);
        Ok(())
    }

    fn text_or_bytes(&mut self, opcode: u8) -> Result<(), Problem> {
        let width = match opcode {
            0x8c | b'C' | b'U' => 1,
            b'X' | b'B' | b'T' => 4,
            _ => 8,
        };
        let length = self.length(width)?;
        let content = self.take(length)?;
        let node = match opcode {
            b'X' | 0x8c | 0x8d => Node::Text(self.utf8(content)?),
            // Python 2's strings, which were both.
            b'T' | b'U' => match std::str::from_utf8(content) {
                Ok(text) => Node::Text(text.to_owned()),
                Err(_) => Node::Bytes(content.to_vec()),
            },
            _ => Node::Bytes(content.to_vec()),
        };
        self.push(node);
        Ok(())
    }

    fn container(&mut self, opcode: u8) -> Result<(), Problem> {
        let node = match opcode {
            b')' => Node::Tuple(Vec::new()),
            b']' => Node::List(Vec::new()),
            b'}' => Node::Dict(Vec::new()),
            0x8f => Node::Set(Vec::new()),
            0x85..=0x87 => Node::Tuple(self.pop_many(usize::from(opcode - 0x84))?),
            b't' => Node::Tuple(self.pop_to_mark()?),
            b'l' => Node::List(self.pop_to_mark()?),
            b'd' => {
                let items = self.pop_to_mark()?;
                Node::Dict(self.pairs(&items)?)
            }
            _ => Node::Set(self.pop_to_mark()?),
        };
        self.push(node);
        Ok(())
    }

    /// APPEND, APPENDS, SETITEM, SETITEMS, ADDITEMS: the container stays on the stack.
    fn fill(&mut self, opcode: u8) -> Result<(), Problem> {
        let items = match opcode {
            b'a' => self.pop_many(1)?,
            b's' => self.pop_many(2)?,
            _ => self.pop_to_mark()?,
        };
        let by_key = matches!(opcode, b's' | b'u');
        let pairs = if by_key {
            self.pairs(&items)?
        } else {
            Vec::new()
        };
        let target = self.top()?;
        match (&mut self.nodes[target as usize], by_key) {
            (Node::List(list) | Node::Set(list), false) => list.extend(items),
            (Node::Dict(entries), true) => entries.extend(pairs),
            (Node::Object(object), false) => object.elements.extend(items),
            (Node::Object(object), true) => object.entries.extend(pairs),
            _ => return Err(self.problem("a container to fill", "another value".to_owned())),
        }
        Ok(())
    }

    /// The memo, and instructions that only move values on the stack.
    fn remember(&mut self, opcode: u8) -> Result<(), Problem> {
        match opcode {
            b'q' | b'r' | 0x94 => {
                let key = match opcode {
                    b'q' => u32::from(self.array::<1>()?[0]),
                    b'r' => u32::from_le_bytes(self.array()?),
                    _ => self.memo.len() as u32,
                };
                let value = self.top()?;
                self.memo.insert(key, value);
            }
            b'h' | b'j' => {
                let key = match opcode {
                    b'h' => u32::from(self.array::<1>()?[0]),
                    _ => u32::from_le_bytes(self.array()?),
                };
                let known = self.memo.get(&key).copied();
                let value = known.ok_or_else(|| {
                    self.problem("a value that was kept before", format!("number {key}"))
                })?;
                self.stack.push(value);
            }
            b'0' => drop(self.pop()?),
            b'1' => drop(self.pop_to_mark()?),
            _ => {
                let value = self.top()?;
                self.stack.push(value);
            }
        }
        Ok(())
    }

    /// Names, and calls, which are recorded but not made.
    fn object(&mut self, opcode: u8) -> Result<(), Problem> {
        let node = match opcode {
            b'c' => {
                let (module, name) = (self.line()?, self.line()?);
                let module = self.keep(Node::Text(module));
                Node::Global(module, self.keep(Node::Text(name)))
            }
            0x93 => {
                let names = self.pop_many(2)?;
                match (self.node(names[0]), self.node(names[1])) {
                    (Node::Text(_), Node::Text(_)) => Node::Global(names[0], names[1]),
                    _ => return Err(self.problem("the two words of a name", "others".to_owned())),
                }
            }
            b'R' | 0x81 => {
                let parts = self.pop_many(2)?;
                call(parts[0], parts[1])
            }
            // NEWOBJ_EX: class, arguments, keyword arguments; no class that we know takes these.
            0x92 => {
                let parts = self.pop_many(3)?;
                call(parts[0], parts[1])
            }
            b'Q' => Node::Persistent(self.pop()?),
            _ => {
                let state = self.pop()?;
                let target = self.top()?;
                return match &mut self.nodes[target as usize] {
                    Node::Object(object) => {
                        object.state = Some(state);
                        Ok(())
                    }
                    _ => Err(self.problem("an object to set the state of", "another".to_owned())),
                };
            }
        };
        self.push(node);
        Ok(())
    }

    fn push(&mut self, node: Node) {
        let id = self.keep(node);
        self.stack.push(id);
    }

    fn keep(&mut self, node: Node) -> Id {
        self.nodes.push(node);
        (self.nodes.len() - 1) as Id
    }

    fn node(&self, id: Id) -> &Node {
        &self.nodes[id as usize]
    }

    /// The lowest height down to which values may be popped: those below an open mark belong to the enclosing container.
    fn floor(&self) -> usize {
        self.marks.last().copied().unwrap_or(0)
    }

    fn top(&self) -> Result<Id, Problem> {
        match self.stack.last() {
            Some(&id) if self.stack.len() > self.floor() => Ok(id),
            _ => Err(self.problem("a value on the stack", "none".to_owned())),
        }
    }

    fn pop(&mut self) -> Result<Id, Problem> {
        let id = self.top()?;
        self.stack.pop();
        Ok(id)
    }

    fn pop_many(&mut self, count: usize) -> Result<Vec<Id>, Problem> {
        let there = self.stack.len() - self.floor();
        if there < count {
            let (expected, found) = (format!("{count} values on the stack"), there.to_string());
            return Err(self.problem(&expected, found));
        }
        Ok(self.stack.split_off(self.stack.len() - count))
    }

    fn pop_to_mark(&mut self) -> Result<Vec<Id>, Problem> {
        match self.marks.pop() {
            Some(height) => Ok(self.stack.split_off(height)),
            None => Err(self.problem("an open container", "none".to_owned())),
        }
    }

    fn pairs(&self, items: &[Id]) -> Result<Vec<(Id, Id)>, Problem> {
        if !items.len().is_multiple_of(2) {
            return Err(self.problem("a value for each key", format!("{} items", items.len())));
        }
        Ok(items.chunks_exact(2).map(|p| (p[0], p[1])).collect())
    }

    fn take(&mut self, count: usize) -> Result<&'a [u8], Problem> {
        let rest = &self.bytes[self.at..];
        if count > rest.len() {
            let (expected, found) = (format!("{count} more bytes"), rest.len().to_string());
            return Err(self.problem(&expected, found));
        }
        self.at += count;
        Ok(&rest[..count])
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Problem> {
        Ok(self.take(N)?.try_into().expect("as many as asked for"))
    }

    /// A length of `width` bytes.
    fn length(&mut self, width: usize) -> Result<usize, Problem> {
        let mut wide = [0; 8];
        wide[..width].copy_from_slice(self.take(width)?);
        Ok(usize::try_from(u64::from_le_bytes(wide)).unwrap_or(usize::MAX))
    }

    fn line(&mut self) -> Result<String, Problem> {
        let rest = &self.bytes[self.at..];
        let end = rest.iter().position(|&byte| byte == b'\n');
        let end = end.ok_or_else(|| self.problem("a line", "no end of it".to_owned()))?;
        self.at += end + 1;
        self.utf8(&rest[..end])
    }

    fn utf8(&self, bytes: &[u8]) -> Result<String, Problem> {
        let text = std::str::from_utf8(bytes);
        let text = text.map_err(|error| self.problem("text in UTF-8", error.to_string()))?;
        Ok(text.to_owned())
    }

    fn check_limits(&self) -> Result<(), Problem> {
        let limits = [
            (self.nodes.len().max(self.memo.len()), MAX_VALUES, "values"),
            (self.stack.len(), MAX_STACK, "values on the stack"),
            (self.marks.len(), MAX_DEPTH, "open containers"),
        ];
        for (count, most, what) in limits {
            if count > most {
                return Err(self.problem(&format!("at most {most} {what}"), "more".to_owned()));
            }
        }
        Ok(())
    }

    fn problem(&self, expected: &str, found: String) -> Problem {
        Problem::new(format!("the pickle's byte {}", self.at), expected, found)
    }
}

fn call(callable: Id, arguments: Id) -> Node {
    Node::Object(Box::new(Object {
        callable,
        arguments,
        elements: Vec::new(),
        entries: Vec::new(),
        state: None,
    }))
}

/// A whole number of any length, two's complement, lowest byte first.
fn whole(bytes: &[u8]) -> Node {
    if bytes.len() > 8 {
        return Node::Long;
    }
    let negative = bytes.last().is_some_and(|&byte| byte >= 0x80);
    let mut wide = [if negative { 0xff } else { 0 }; 8];
    wide[..bytes.len()].copy_from_slice(bytes);
    Node::Whole(i64::from_le_bytes(wide))
}
