"""Copies of crates without what rust-analyzer does not look into: it parses every file, and what functions do is most of a file.

Left out are the bodies of functions that are not `const` (a length may need those), comments that are not documentation, and modules
of tests. What a macro is given or made of stays as it is.
"""
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

TOKEN = re.compile(
    r"""
      (?P<doc> ///(?!/)[^\n]* | //![^\n]* )
    | (?P<comment> //[^\n]* )
    | (?P<block> /\* )
    | (?P<text> b?c?r(?P<marks>\#*)".*?"(?P=marks) | [bc]?"(?:\\.|[^"\\])*" | b?'(?:\\(?:u\{[^}]*\}|x[0-9a-fA-F]{2}|.)|[^\\'\n])' )
    | (?P<lifetime> '\w+ )
    | (?P<word> (?:r\#)?\w+ )
    | (?P<space> \s+ )
    | (?P<mark> . )
    """,
    re.VERBOSE | re.DOTALL,
)
CLOSES = {"(": ")", "[": "]", "{": "}"}
BEFORE_FN = ("unsafe", "extern", "async", "safe")


def tokens(source: str) -> Iterator[tuple[str, str]]:
    """Kind and text of each, without comments that are not documentation."""
    at = 0
    while at < len(source):
        found = TOKEN.match(source, at)
        at = found.end()
        if found.lastgroup == "block":
            end = end_of_comment(source, found.start())
            text = source[found.start():end]
            at = end
            if re.match(r"/\*[*!][^*/]", text):
                yield "doc", text
        elif found.lastgroup == "space":
            yield "space", "\n" if "\n" in found[0] else " "
        elif found.lastgroup != "comment":
            yield "text" if found.lastgroup == "marks" else found.lastgroup, found[0]


def end_of_comment(source: str, at: int) -> int:
    """Behind a `/* */`, which may hold others."""
    depth = 0
    for found in re.compile(r"/\*|\*/").finditer(source, at):
        depth += 1 if found[0] == "/*" else -1
        if depth == 0:
            return found.end()
    return len(source)


class Thinner:
    def __init__(self, source: str):
        self.tokens = [*tokens(source)]
        self.at = 0
        self.made: list[str] = []
        self.last: list[str] = []  # the tokens that count, as far as they are written

    def thin(self) -> str:
        while self.at < len(self.tokens):
            kind, text = self.tokens[self.at]
            if kind == "word" and self.next(1)[1] == "!":
                self.macro()
            elif text == "#" and self.next(1)[1] in ("[", "!"):
                self.attribute()
            elif kind == "word" and text == "fn" and self.next(1)[0] == "word":
                self.function()
            else:
                self.write()
        return "".join(self.made)

    def next(self, count: int) -> tuple[str, str]:
        """The token that is so many ahead, spaces and documentation not counted."""
        at = self.at
        while count and at + 1 < len(self.tokens):
            at += 1
            count -= self.tokens[at][0] not in ("space", "doc")
        return self.tokens[at] if not count else ("", "")

    def write(self) -> None:
        kind, text = self.tokens[self.at]
        self.made.append(text)
        if kind not in ("space", "doc"):
            self.last.append(text)
        self.at += 1

    def write_to(self, stops: tuple[str, ...]) -> str:
        """Writes up to one of these marks, which it returns, groups in brackets as a whole."""
        while self.at < len(self.tokens):
            text = self.tokens[self.at][1]
            if text in stops and self.tokens[self.at][0] == "mark" and not (text == "{" and self.last[-1:] == ["<"]):
                return text
            self.group() if text in CLOSES and self.tokens[self.at][0] == "mark" else self.write()
        return ""

    def group(self, written: bool = True) -> None:
        """Writes, or leaves out, from an opening bracket to the one that closes it."""
        open_ones = []
        while self.at < len(self.tokens):
            kind, text = self.tokens[self.at]
            if kind == "mark" and text in CLOSES:
                open_ones.append(CLOSES[text])
            elif kind == "mark" and open_ones and text == open_ones[-1]:
                open_ones.pop()
            if written:
                self.write()
            else:
                self.at += 1
            if not open_ones:
                return

    def macro(self) -> None:
        """`name!(…)`, `name! {…}`, `macro_rules! name {…}`."""
        for _ in range(2 if self.next(2)[0] != "word" else 3):
            self.write_word()
        while self.at < len(self.tokens) and self.tokens[self.at][0] in ("space", "doc"):
            self.write()
        if self.at < len(self.tokens) and self.tokens[self.at][1] in CLOSES:
            self.group()

    def write_word(self) -> None:
        while self.tokens[self.at][0] in ("space", "doc"):
            self.write()
        self.write()

    def attribute(self) -> None:
        self.write()
        begin = len(self.made)
        if self.write_to(("[",)):
            self.group()
        if re.sub(r"\s", "", "".join(self.made[begin:])) == "[cfg(test)]" and self.next(0 if self.tokens[self.at][0] == "word" else 1)[1] == "mod":
            if self.write_to(("{", ";")) == "{":
                self.empty()

    def function(self) -> None:
        before = self.last[::-1]
        constant = next((word for word in before if word not in BEFORE_FN and not word.startswith('"')), "") == "const"
        if self.write_to(("{", ";")) != "{":
            return
        if constant:
            self.group()
        else:
            self.empty()

    def empty(self) -> None:
        self.group(written=False)
        self.made.append("{}")
        self.last.append("}")


def copy(crate: Path, to: Path) -> Path:
    """A thin copy of a crate's folder, made once: of its sources, and of its manifest."""
    made = to / crate.name
    if not made.is_dir():
        aside = to / f".{crate.name}-{os.getpid()}"
        shutil.rmtree(aside, ignore_errors=True)
        for source in [crate / "Cargo.toml", *crate.rglob("*.rs")]:
            target = aside / source.relative_to(crate)
            target.parent.mkdir(parents=True, exist_ok=True)
            text = source.read_text(errors="replace")
            target.write_text(Thinner(text).thin() if source.suffix == ".rs" else text)
        try:
            aside.rename(made)
        except OSError:  # another kernel was quicker
            shutil.rmtree(aside, ignore_errors=True)
    return made
