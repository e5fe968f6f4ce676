"""Rust source text as items: enough of the grammar to tell a function from its body, and no more.

Made for what `rustc -Zunpretty=expanded` prints, where every macro call at the level of items is gone.
"""
import re
from dataclasses import dataclass, field

TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<doc>//[/!](?!//)[^\n]*|/\*[*!](?![*/]).*?\*/)
    |(?P<comment>//[^\n]*|/\*.*?\*/)
    |(?P<text>(?:[bc]?r(?P<hash>\#+)".*?"(?P=hash)|[bc]?r"[^"]*"|[bc]?"(?:\\.|[^"\\])*"|b?'(?:\\(?:u\{[^}]*\}|x..|.)|[^\\'])'))
    |(?P<life>'[^\W\d]\w*)
    |(?P<word>(?:r\#)?[^\W\d]\w*)
    |(?P<number>\d(?:[\w]|\.(?=\d))*)
    |(?P<arrow>->|=>|::|\.\.)
    |(?P<mark>.)""",
    re.VERBOSE | re.DOTALL,
)
OPEN = {"{": "}", "(": ")", "[": "]"}


@dataclass(slots=True)
class Token:
    kind: str
    text: str
    start: int
    end: int
    close: int = 0  # of an opening bracket: the index of its partner


def tokens(source: str) -> list[Token]:
    """All tokens but space and ordinary comments, with a last empty one."""
    found: list[Token] = []
    opened: list[int] = []
    for match in TOKEN.finditer(source):
        kind = match.lastgroup
        if kind in ("space", "comment"):
            continue
        token = Token(kind, match.group(), match.start(), match.end())
        if kind == "mark":
            if token.text in OPEN:
                opened.append(len(found))
            elif token.text in "})]":
                found[opened.pop()].close = len(found)
        found.append(token)
    found.append(Token("end", "", len(source), len(source)))
    return found


@dataclass(slots=True)
class Item:
    kind: str  # mod, fn, struct, enum, union, trait, impl, type, const, static, use, extern, macro
    name: str
    visible: str  # "pub", "pub(crate)", … or ""
    docs: list[str]  # lines
    attributes: list[str]
    head: list[Token]  # after the visibility, up to the body
    body: list[Token] = field(default_factory=list)  # of a function, with its braces; of a struct or enum, its fields
    items: "list[Item] | None" = None  # of mod, trait, impl, extern block
    inner: list[str] = field(default_factory=list)  # attributes of a module that stand within it
    parent: "Item | None" = None


    def has(self, note: str) -> bool:
        """Whether an attribute begins so: "unstable", "doc(hidden"."""
        return any(one.replace(" ", "").startswith(note) for one in self.attributes + self.inner)

    def is_trait_impl(self) -> bool:
        return self.kind == "impl" and any(a.text == "for" and b.text != "<" for a, b in zip(self.head, self.head[1:]))

    def is_const(self) -> bool:
        """Of a function: whether the compiler may have to run it, as rust-analyzer does for `[0; N]`."""
        before = [token.text for token in self.head[: next(at for at, token in enumerate(self.head) if token.text == "fn")]]
        among = self.parent is not None and self.parent.kind == "impl" and self.parent.head[0].text == "const"
        return "const" in before or (among and not self.parent.is_trait_impl())


ITEM_WORDS = {"mod", "fn", "struct", "enum", "union", "trait", "impl", "type", "static", "use", "macro", "macro_rules"}


class Reader:
    def __init__(self, source: str):
        self.source = source
        self.tokens = tokens(source)
        self.at = 0

    def crate(self) -> Item:
        root = Item("mod", "crate", "pub", [], [], [])
        root.items = self.items(root, len(self.tokens) - 1)
        return root

    def items(self, parent: Item, end: int) -> list[Item]:
        found = []
        while self.at < end:
            docs, attributes = self.notes(parent)
            if self.at < end:
                item = self.item(docs, attributes)
                item.parent = parent
                found.append(item)
        return found

    def notes(self, parent: Item) -> tuple[list[str], list[str]]:
        """Doc comments and attributes before an item; those that are about the parent are given to it."""
        docs: list[str] = []
        attributes: list[str] = []
        while True:
            token = self.tokens[self.at]
            if token.kind == "doc":
                (parent.docs if token.text[2] == "!" else docs).extend(doc_lines(token.text))
                self.at += 1
            elif token.text == "#":
                inner = self.tokens[self.at + 1].text == "!"
                opened = self.at + (2 if inner else 1)
                closed = self.tokens[opened].close
                text = self.plain(self.tokens[opened + 1 : closed])
                into_docs, into = (parent.docs, parent.inner) if inner else (docs, attributes)
                if text.startswith('doc = "') or text.startswith('doc = r'):
                    into_docs.extend(unquote(self.tokens[opened + 3].text))
                else:
                    into.append(text)
                self.at = closed + 1
            else:
                return docs, attributes

    def plain(self, part: list[Token]) -> str:
        return self.source[part[0].start : part[-1].end] if part else ""

    def item(self, docs: list[str], attributes: list[str]) -> Item:
        visible = self.visibility()
        begin = self.at
        kind, name = self.kind()
        item = Item(kind, name, visible, docs, attributes, [])
        if kind in ("use", "type", "const", "static", "crate"):
            self.at = self.find(begin, ";") + 1
            item.head = self.tokens[begin : self.at]
            return item
        if kind == "macro":
            return self.macro(item, begin)
        opened = self.find(begin, ";{")
        item.head = self.tokens[begin:opened]
        if self.tokens[opened].text == ";":
            item.head = self.tokens[begin : opened + 1]
            self.at = opened + 1
            return item
        closed = self.tokens[opened].close
        self.at = opened + 1
        if kind in ("mod", "trait", "impl", "extern"):
            item.items = self.items(item, closed)
        else:
            item.body = self.without_checks(opened, closed + 1)
        self.at = closed + 1
        return item

    def without_checks(self, start: int, end: int) -> list[Token]:
        """A body without what only looks for undefined behaviour: blocks that the compiler marks for itself."""
        kept = []
        at = start
        while at < end:
            token = self.tokens[at]
            if token.text == "{" and [one.text for one in self.tokens[at + 1 : at + 4]] == ["#", "[", "rustc_no_mir_inline"]:
                at = token.close + (2 if self.tokens[token.close + 1].text == ";" else 1)
            else:
                kept.append(token)
                at += 1
        return kept

    def visibility(self) -> str:
        begin = self.at
        if self.tokens[self.at].text != "pub":
            return ""
        self.at += 1
        if self.tokens[self.at].text == "(" and self.tokens[self.at + 1].text in ("crate", "super", "self", "in"):
            self.at = self.tokens[self.at].close + 1
        return self.plain(self.tokens[begin : self.at])

    def kind(self) -> tuple[str, str]:
        at = self.at
        while True:
            word, following = self.tokens[at].text, self.tokens[at + 1]
            if word == "const" and following.text not in ("fn", "unsafe", "async", "extern", "trait", "auto", "impl"):
                return "const", following.text
            if word == "extern" and following.text == "crate":
                return "crate", self.tokens[at + 2].text
            if word in ITEM_WORDS and not (word == "union" and following.kind != "word"):
                break
            if word == "extern" and (following.text == "{" or self.tokens[at + 2].text == "{"):
                return "extern", ""
            if self.tokens[at].kind not in ("word", "text"):
                raise SyntaxError(f"no item: {self.source[self.tokens[self.at].start:][:200]!r}")
            at += 1
        if word == "macro_rules":
            return "macro", self.tokens[at + 2].text
        return word, following.text if word not in ("impl", "use") else ""

    def macro(self, item: Item, begin: int) -> Item:
        at = begin
        while self.tokens[at].text not in OPEN:
            at += 1
        closed = self.tokens[at].close
        if self.tokens[at].text == "(" and self.tokens[closed + 1].text == "{":  # macro name(arguments) { … }
            closed = self.tokens[closed + 1].close
        elif self.tokens[closed + 1].text == ";":
            closed += 1
        self.at = closed + 1
        item.head = self.tokens[begin : self.at]
        return item

    def find(self, at: int, wanted: str) -> int:
        """The first of the wanted marks outside of all brackets, angle brackets too."""
        angles = 0
        while True:
            text = self.tokens[at].text
            if text and text in wanted and (text == ";" or angles <= 0):
                return at
            if text in OPEN:
                at = self.tokens[at].close
            elif text == "<":
                angles += 1
            elif text == ">":
                angles -= 1
            at += 1


def doc_lines(comment: str) -> list[str]:
    if comment.startswith("//"):
        return [comment[3:]]
    return [re.sub(r"^\s*\* ?", " ", line) for line in comment[3:-2].split("\n")]


ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "\\": "\\", '"': '"', "'": "'"}


def unquote(literal: str) -> list[str]:
    """The lines of a string literal."""
    if literal.startswith("r"):
        return literal.lstrip("r").strip("#")[1:-1].split("\n")
    body = re.sub(r"\\\n\s*", "", literal[1:-1])
    body = re.sub(r"\\(?:u\{([0-9a-f_]+)\}|x(..)|(.))", lambda m: chr(int(m[1] or m[2], 16)) if m[1] or m[2] else ESCAPES[m[3]], body)
    return body.split("\n")
