"""The paths of `use`, and what they lead to."""
from collections import defaultdict

from env.kernel.signatures.items import Item, Token

# Crates that std is built on. A cell cannot name them, and rust-analyzer is not given them.
FOREIGN = set(
    "addr2line backtrace_rs cfg_if gimli hashbrown libc miniz_oxide object panic_abort panic_unwind rustc_demangle std_detect unwind".split()
)
PRIMITIVES = set("bool char u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64 str".split())


def leaves(part: list[Token], prefix: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], str]]:
    """The paths of a `use` with the name that each gives: a::{b, c as d} has (a, b), "b" and (a, c), "d"."""
    found = []
    start = at = level = 0
    while at <= len(part):
        if at == len(part) or (part[at].text == "," and level == 0):
            if one := part[start:at]:
                found += leaf(one, prefix)
            start = at + 1
        else:
            level += (part[at].text == "{") - (part[at].text == "}")
        at += 1
    return found


def leaf(part: list[Token], prefix: tuple[str, ...]) -> list[tuple[tuple[str, ...], str]]:
    path = prefix
    for at, token in enumerate(part):
        if token.text == "{":
            return leaves(part[at + 1 : -1], path)
        if token.text == "as":
            return [(path[:-1] if path[-1] == "self" and len(path) > 1 else path, part[at + 1].text)]
        if token.text != "::":
            path += (token.text,)
    if path[-1] == "self" and len(path) > 1:
        path = path[:-1]
    return [(path, path[-1])]


class Paths:
    """Finds what a path of a `use` names, as far as no glob is in between."""

    def __init__(self, crates: dict[str, Item]):
        self.crates = crates
        self.within: dict[int, dict[str, list[Item]]] = {}

    def contents(self, module: Item) -> dict[str, list[Item]]:
        """What is defined or brought in by name in a module."""
        if id(module) not in self.within:
            found = defaultdict(list)
            for item in module.items:
                if item.kind == "use":
                    for _, name in leaves(item.head[1:-1]):
                        found[name].append(item)
                elif item.name:
                    found[item.name].append(item)
            self.within[id(module)] = found
        return self.within[id(module)]

    def lead_to(self, module: Item, path: tuple[str, ...]) -> list[Item] | None:
        """The items of that name; none at all if nothing is there; None if it cannot be told."""
        at = self.start(module, path[0])
        steps = path[1:]
        if at is None:
            at, steps = module, path
        for step in steps[:-1]:
            if step == "super":
                at = at.parent
                continue
            found = [item for item in self.contents(at)[step] if item.kind == "mod" and item.items is not None]
            if not found:
                return None
            at = found[0]
        if not steps:
            return [at]
        found = self.contents(at)[steps[-1]]
        return found or (None if any("*" in (path[-1] for path, _ in leaves(i.head[1:-1])) for i in at.items if i.kind == "use") else [])

    def start(self, module: Item, first: str) -> Item | None:
        root = module
        while root.parent is not None:
            root = root.parent
        if first == "crate":
            return root
        if first == "self":
            return module
        if first == "super":
            return module.parent
        if first not in self.contents(module):
            return self.crates.get({"alloc_crate": "alloc"}.get(first, first))
        return None
