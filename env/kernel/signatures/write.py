"""Items as text again: signatures and notes, and a body only where a constant may need it."""
import os
import re

from env.kernel.signatures.choose import PATTERN, Choice, generics, parameters, words
from env.kernel.signatures.items import OPEN, Item, Token
from env.kernel.signatures.paths import FOREIGN, PRIMITIVES, Paths, leaves

# The attributes that rust-analyzer acts upon.
KEPT = re.compile(
    r"(lang|doc ?\((hidden|notable_trait|keyword)|rustc_doc_primitive|rustc_builtin_macro|macro_export|macro_use|fundamental|pointee"
    r"|prelude_import|non_exhaustive|repr|rustc_has_incoherent_inherent_impls|rustc_allow_incoherent_impl|rustc_paren_sugar"
    r"|rustc_coinductive|rustc_skip_during_method_dispatch|rustc_skip_array_during_method_dispatch|rustc_intrinsic"
    r"|rustc_layout_scalar_valid_range_start|rustc_legacy_const_generics|rustc_reservation_impl|rustc_must_implement_one_of|rust_analyzer"
    r"|no_core|no_std|rustc_coherence_is_core|feature)\b"
)
BARE = {"unstable", "deprecated"}  # reason and version are left out


def close_of(part: list[Token], at: int) -> int:
    level = 0
    while True:
        if part[at].kind == "mark":
            level += (part[at].text in OPEN) - (part[at].text in "})]")
        if level == 0:
            return at
        at += 1


def join(part: list[Token]) -> str:
    """Tokens as one line, with a space where the source had any."""
    found = []
    for before, token in zip([None, *part], part):
        if token.kind != "doc":
            found += [" " if before and token.start > before.end else "", token.text]
    return "".join(found)


def signature(part: list[Token]) -> str:
    """A head without what means nothing to the inference: attributes of parameters, and constness of traits."""
    kept = []
    at = 0
    while at < len(part):
        text, following = part[at].text, part[at + 1].text if at + 1 < len(part) else ""
        if text == "#" and following == "[":
            at = close_of(part, at + 1) + 1
        elif text == "[" and following == "const" and part[at + 2].text == "]":
            at += 3
        elif text == "const" and is_constness(part, at):
            at += 1
        else:
            kept.append(part[at])
            at += 1
    return join(kept)


def is_constness(part: list[Token], at: int) -> bool:
    if part[at + 1].text in ("trait", "impl", "unsafe", "auto") and not any(token.text == "fn" for token in part[at:]):
        return True
    return part[0].text in ("impl", "unsafe") and (part[at - 1].text == "impl" or (part[at - 1].text == ">" and at - 1 == generics(part)[1]))


def notes(attributes: list[str], mark: str = "#") -> str:
    found = []
    for attribute in attributes:
        name = re.match(r"\w*", attribute).group()
        if name in BARE:
            found.append(f"{mark}[{name}]")
        elif KEPT.match(attribute):
            found.append(f"{mark}[{' '.join(attribute.split())}]")
    return "".join(found)


def fields(part: list[Token]) -> list[tuple[list[str], list[str], list[Token]]]:
    """What stands between two brackets, split at its commas: docs, attributes and tokens of each."""
    found = []
    docs: list[str] = []
    attributes: list[str] = []
    current: list[Token] = []
    angles = 0
    at = 1
    while at < len(part) - 1:
        token = part[at]
        end = close_of(part, at) if token.text in OPEN else at
        if not current and token.kind == "doc":
            docs.append(token.text[3:])
        elif not current and token.text == "#":
            end = close_of(part, at + 1)
            attributes.append(join(part[at + 2 : end]))
        elif token.text == "," and angles == 0:
            found.append((docs, attributes, current))
            docs, attributes, current = [], [], []
        else:
            angles += (token.text == "<") - (token.text == ">")
            current += part[at : end + 1]
        at = end + 1
    return found + ([(docs, attributes, current)] if current else [])


def first_paragraph(lines: list[str]) -> list[str]:
    text = [line.strip() for line in lines]
    start = next((at for at, line in enumerate(text) if line), 0)
    return lines[start : text.index("", start) if "" in text[start:] else len(lines)]


def commented(lines: list[str], mark: str = "///") -> str:
    return "".join(f"{mark} {line.removeprefix(' ')}".rstrip() + "\n" for line in lines)


class Writer:
    def __init__(self, crates: dict[str, Item], choice: Choice):
        self.choice = choice
        self.paths = Paths(crates)
        self.mentions: dict[int, set[str]] = {}

    def crate(self, root: Item) -> str:
        features = [note for note in root.inner if not note.startswith("feature") or "lang_items" in note]
        return self.docs(root, "//!") + notes(features, "#!") + "\n" + self.module(root)

    def module(self, module: Item) -> str:
        return "".join(self.item(item, module) for item in module.items)

    def item(self, item: Item, module: Item) -> str:
        if item.kind == "mod":
            return self.inner_module(item)
        if item.kind == "use":
            return self.use(item, module)
        if id(item) not in self.choice.kept:
            return ""
        if item.kind in ("trait", "impl", "extern") and item.items is not None:
            members = "".join(self.member(member, item) for member in item.items or [] if id(member) in self.choice.kept)
            return f"{self.before(item)}{signature(item.head)} {{\n{members}}}\n"
        if item.kind == "macro":
            return f"{self.before(item)}{join(item.head)}\n"
        if item.kind in ("struct", "enum", "union"):
            return f"{self.before(item)}{self.type(item)}\n"
        return self.member(item, module)

    def inner_module(self, module: Item) -> str:
        body = self.module(module) if module.items is not None else ""
        if module.items is None or (not body and module.items):  # one that is empty in the source hides a name
            return ""
        return f"{self.before(module)}mod {module.name} {{\n{body}}}\n"

    def before(self, item: Item) -> str:
        return self.docs(item) + notes(item.attributes + item.inner) + (item.visible + " " if item.visible else "")

    def docs(self, item: Item, mark: str = "///") -> str:
        """Of a macro all documentation: from its examples rust-analyzer learns with which brackets it is called."""
        if item.is_trait_impl() or (item.parent and item.parent.is_trait_impl()):
            return ""
        return commented(item.docs if item.kind == "macro" else first_paragraph(item.docs), mark)

    def member(self, item: Item, parent: Item) -> str:
        head = self.before(item) + signature(item.head)
        if item.kind != "fn" or head.endswith(";"):
            return head + "\n"
        if item.is_const():
            const = "" if any(token.text == "const" for token in item.head[:3]) else "const "
            return f"{self.before(item)}{const}{signature(item.head)} {join(item.body)}\n"
        return head + (" {}\n" if parent.kind == "trait" else ";\n")

    # --- types ---

    def type(self, item: Item) -> str:
        head = signature(item.head)
        if item.kind == "enum":
            variants = [f"{commented(first_paragraph(docs))}{notes(attributes)}{join(part)}" for docs, attributes, part in fields(item.body)]
            return head + " {\n" + ",\n".join(variants) + "\n}"
        if item.body:
            return head + " { " + ", ".join(self.field(item, *one[1:]) for one in fields(item.body)) + " }"
        opened = generics(item.head)[1] or 1
        if item.head[opened + 1].text != "(":
            return head
        closed = close_of(item.head, opened + 1)
        inside = ", ".join(self.field(item, *one[1:]) for one in fields(item.head[opened + 1 : closed + 1]))
        rest = signature(item.head[closed + 1 :])
        return f"{signature(item.head[: opened + 1])}({inside}){' ' if rest != ';' else ''}{rest}"

    def field(self, item: Item, attributes: list[str], part: list[Token]) -> str:
        """A public field as it is. A private one is marked unstable, lest it be offered, and its type, where that is made of
        what is left out, gives way to what it is generic over, so that variance stays."""
        at = 0
        if part[0].text == "pub":
            if part[1].text != "(":
                return notes(attributes) + join(part)
            at = close_of(part, 1) + 1
        visible = join(part[:at]) + " " if at else ""
        name = ""
        if part[at].kind == "word" and part[at + 1 : at + 2] and part[at + 1].text == ":":
            name, at = part[at].text + ": ", at + 2
        kind = part[at:]
        mentioned = {token.text for token in kind}
        stands = [f"&{one} ()" if one[0] == "'" else one for one in parameters(item.head) if one in mentioned]
        text = join(kind) if self.is_known(kind, item.parent) else "(" + "".join(one + ", " for one in stands) + ")"
        if PATTERN in mentioned:  # back to the macro, which rust-analyzer knows: zero has to be left for None
            text = f"crate::pattern_type!({text.replace('const ', '')})"
        return f"{notes(attributes)}#[unstable]{visible}{name}{text}"

    def is_known(self, part: list[Token], module: Item) -> bool:
        named = words(part)
        foreign = {name for item in module.items if item.kind == "use" for path, name in leaves(item.head[1:-1]) if path[0] in FOREIGN}
        return not named & (foreign | FOREIGN) and all(
            name in self.choice.names for name in named if name[0].isupper() and name in self.choice.defined)

    # --- use ---

    def use(self, item: Item, module: Item) -> str:
        paths = [(path, name) for path, name in leaves(item.head[1:-1]) if self.is_used(path, name, item, module)]
        if not paths:
            return ""
        common = list(os.path.commonprefix([path[:-1] for path, _ in paths]))
        ends = ["::".join(path[len(common) :]) + (f" as {name}" if name != path[-1] else "") for path, name in paths]
        text = ends[0] if len(ends) == 1 else "{" + ", ".join(ends) + "}"
        return f"{self.before(item)}use {'::'.join([*common, text])};\n"

    def is_used(self, path: tuple[str, ...], name: str, item: Item, module: Item) -> bool:
        if path[0] in FOREIGN or not self.is_there(path, module):
            return False
        if path[-1] == "*" or id(item) in self.choice.kept or name in ("_", *self.mentioned_in(module)):
            return True
        return bool(item.visible) and (name in self.choice.types or name in self.choice.values)

    def is_there(self, path: tuple[str, ...], module: Item) -> bool:
        """Whether something is left of what a path leads to."""
        if path[-1] == "*":
            if len(path) == 1 or (found := self.paths.lead_to(module, path[:-1])) is None:
                return True
            return any(target.kind != "mod" or self.is_left(target) for target in found)
        found = self.paths.lead_to(module, path)
        if found is None:  # behind a glob: by its name
            if len(path) > 1 and path[-2][0].isupper():
                return path[-2] in self.choice.names  # a variant
            named = self.choice.defined[path[-1]]
            return path[-1] in self.choice.names or path[-1] in PRIMITIVES or any(map(self.is_left, named))
        return any(self.is_left(target) for target in found)

    def is_left(self, item: Item) -> bool:
        if item.kind == "mod":
            return item.items is not None and (not item.items or any(map(self.is_left, item.items)))
        return id(item) in self.choice.kept or item.kind in ("use", "crate")

    def mentioned_in(self, module: Item) -> set[str]:
        """The words of what is kept in a module and below, without those of `use`."""
        if id(module) not in self.mentions:
            found: set[str] = set()
            for item in module.items:
                if item.kind == "mod" and item.items is not None:
                    found |= self.mentioned_in(item)
                elif id(item) in self.choice.kept and item.kind != "use":
                    for one in (item, *(member for member in item.items or [] if id(member) in self.choice.kept)):
                        found |= words(one.head)
                        if one.kind != "fn" or one.is_const():
                            found |= words(one.body)
            self.mentions[id(module)] = found
        return self.mentions[id(module)]
